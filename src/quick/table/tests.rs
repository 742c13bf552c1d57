//! What is promised of a table.

use super::*;
use crate::{Met, Watch, hash_of, hashes, read_into};
use proptest::prelude::*;

/// A table of these phrases, all of one topic.
fn table(phrases: &[Vec<u64>]) -> Table {
    let mut table = Table::with_pairs(phrases.len());
    let mut made = Vec::new();
    for words in phrases {
        let (key, first, known) = match words.as_slice() {
            [first, second, ..] if *second != ANY => (pair(*first, *second), Some(*first), 2),
            words => (words[0], None, 1),
        };
        let from = table.rest.len() as u32;
        table.rest.extend(&words[known..]);
        table.announce(key, first, Topic::Pain);
        made.push((key, Entry::of(Topic::Pain, known as u8, SHIPPED_RULE, (from, table.rest.len() as u32))));
    }
    table.take(&made);
    table
}

proptest! {
    #[test]
    fn phrases_are_found_at_their_place(
        phrases in proptest::collection::vec("[ab]( [ab*]){0,3}", 1..60),
        said in "[abc]( [abc]){0,8}",
    ) {
        let phrases: Vec<Vec<u64>> =
            phrases.iter().map(|it| it.split(' ').map(|it| if it == "*" { ANY } else { hash_of(it) }).collect()).collect();
        let table = table(&phrases);
        let mut words = Vec::new();
        read_into(&said, 0, 0, &table, &mut Met::none(), &mut words);
        let mut found = Vec::new();
        table.find_into(&words, &Watch::of(&[]), &mut found);
        let said = hashes(&said);
        let (mut expected, mut end) = (Vec::new(), 0);
        for at in 0..said.len() {
            let fits = |it: &&Vec<u64>| said.len() >= at + it.len() && it.iter().zip(&said[at..]).all(|(a, b)| *a == ANY || a == b);
            // What two words are found under is looked up first.
            let is_pair = |it: &&Vec<u64>| it.len() > 1 && it[1] != ANY;
            let of_pairs = phrases.iter().filter(fits).filter(is_pair).map(Vec::len).max();
            let longest = of_pairs.or_else(|| phrases.iter().filter(fits).map(Vec::len).max());
            if let Some(longest) = longest.filter(|_| at >= end) {
                end = at + longest;
                expected.push((at, end));
            }
        }
        prop_assert_eq!(found.iter().map(|it| (it.from, it.to)).collect::<Vec<_>>(), expected);
    }
}

#[test]
fn a_table_of_nothing_finds_nothing() {
    assert_eq!((Table::default().index(7), Table::default().is_empty()), (None, true));
}
