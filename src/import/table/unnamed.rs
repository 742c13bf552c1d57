//! A table that names no columns: what stands in every row tells which column holds what.

use super::columns::{Column, Head, top};
use super::rows::{Row, Rows};
use super::times::{self, Unit};
use crate::domain::order;
use crate::import::lines::Lines;

/// So many rows tell what the columns of a table without names hold, and the fewest.
const TOLD_BY: usize = 40;
const FEWEST: usize = 2;

/// The longest name of a person, in words.
const NAME: usize = 4;

/// The columns of a table without names, by what stands in every row: times that go up, words, and names that come
/// again. Nothing less tells it from words with commas.
pub(super) fn head(text: &str) -> Option<Head> {
    let (at, line, separators) = top(text)?;
    let begins = |it: u8| Rows::of(line, it, true).next().is_some_and(|it| it.cells.len() > 2 && it.cells.iter().any(|it| is_time(it)));
    // Columns that tabs and bars part are read as plain text, which knows more of their shapes.
    let separator = separators.into_iter().filter(|it| matches!(it, b',' | b';') && line.as_bytes().contains(it)).find(|it| begins(*it))?;
    let rows: Vec<Row> = Rows::of(text.get(at..)?, separator, true).take(TOLD_BY).collect();
    let cells = rows.iter().map(|it| it.cells.len()).min().filter(|it| rows.len() >= FEWEST && *it > 2)?;
    let column = |at: usize| rows.iter().filter_map(|it| it.cells.get(at)).map(String::as_str).collect::<Vec<_>>();
    let columns: Vec<Vec<&str>> = (0..cells).map(column).collect();
    let timed: Vec<usize> = (0..cells).filter(|it| columns.get(*it).is_some_and(|it| is_clock(it))).collect();
    let words = |it: &&usize| columns.get(**it).map_or(0, |it| it.iter().map(|it| it.split_whitespace().count()).sum::<usize>());
    let others: Vec<usize> = (0..cells).filter(|it| !timed.contains(it)).collect();
    let said = *others.iter().max_by_key(words)?;
    let named = others.iter().copied().find(|it| *it != said && columns.get(*it).is_some_and(|it| are_names(it)));
    let even = rows.iter().all(|it| it.cells.len() == cells);
    let (start, end) = (*timed.first()?, timed.get(1).copied());
    // Words that hold the separator fall apart, and can be put together at the end of a row only.
    if (named.is_none() && end.is_none()) || timed.len() > 2 || words(&&said) < rows.len() * 2 || (!even && said + 1 != cells) {
        return None;
    }
    let kind = |at: usize| match at {
        _ if at == said => Column::Text,
        _ if at == start => Column::Start,
        _ if Some(at) == end => Column::End,
        _ if Some(at) == named => Column::Speaker,
        _ => Column::Other,
    };
    let columns = (0..cells).map(|it| (kind(it), None)).collect();
    Some(Head { separator, body: at, lines: Lines::of(text.get(..at)?).count(), columns, guessed: true })
}

fn is_time(cell: &str) -> bool {
    times::moment(cell, Unit::Seconds).is_some()
}

/// Whether cells are times that do not go back.
fn is_clock(cells: &[&str]) -> bool {
    let times: Vec<_> = cells.iter().filter_map(|it| times::moment(it, Unit::Seconds)).map(|it| it.at).collect();
    times.len() == cells.len() && times.is_sorted() && times.first() != times.last()
}

/// Whether cells are names, of which some come again.
fn are_names(cells: &[&str]) -> bool {
    let is_name =
        |it: &&&str| it.starts_with(char::is_alphabetic) && it.split_whitespace().count() <= NAME && !it.ends_with(['.', '?', '!']);
    let mut names: Vec<&str> = cells.iter().filter(is_name).copied().collect();
    let all = names.len();
    order::sort(&mut names);
    names.dedup();
    all == cells.len() && (names.len() < all || all <= NAME)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_commas_are_no_table_and_rows_with_times_and_names_are() {
        for text in [
            "Well, yes, we do, I think\nNo, not, really, ever\n",
            "Dana: at 10:15, yes, fine\nLee: no, at 11:15, please\n",
            "00:00:01,000 --> 00:00:02,000\nHello, you, there\n",
            "1,2,3\n2,3,4\n",
            "Dana,0.5,Hello there to you\n",
            "Dana,9.5,Hello there to you\nLee,2.5,Good morning to you\n",
        ] {
            assert!(head(text).is_none(), "{text}");
        }
        for text in ["Dana,0.5,Hello there to you\nLee,2.5,Good morning, to you\n", "0:01;0:02;Hello there\n0:03;0:04;Good morning\n"] {
            assert!(head(text).is_some(), "{text}");
        }
    }
}
