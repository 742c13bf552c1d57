//! Names parted from the words of the same line by a dash, a bar or a tab: `Dana – Hello`, `- Dana - Hello`.

use std::collections::BTreeMap;

use super::entry::{Entry, Style};
use crate::import::names;

/// What parts them.
const PARTING: &[&str] = &["\t", " | ", " – ", " — ", " - "];

/// The fewest lines that tell.
const FEWEST: usize = 4;

/// Makes headings with words of such lines, where nearly all are so and a few names come again and again.
pub(super) fn settle(entries: &mut [Entry]) {
    for parting in PARTING {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for (name, _) in entries.iter().filter_map(|it| split(it, parting)) {
            *counts.entry(names::key(name)).or_default() += 1;
        }
        let all: usize = counts.values().sum();
        let recurring = counts.values().filter(|it| **it > 1).count();
        if all < FEWEST || all * 5 < entries.len() * 4 || recurring < 2 || counts.len() * 2 > all {
            continue;
        }
        for entry in entries {
            if let Some((label, words)) = split(entry, parting) {
                *entry = Entry { style: Style::Header, label, words, is_loose_time: false, is_bracket: false, ..*entry };
            }
        }
        return;
    }
}

/// The name and the words of a line.
fn split<'a>(entry: &Entry<'a>, parting: &str) -> Option<(&'a str, &'a str)> {
    let is_open = !matches!(entry.style, Style::Header | Style::LooseHeader);
    let line = if entry.span.is_some() { entry.after_time() } else { entry.whole };
    let (name, words) = line.trim_start_matches(['-', '–', '—', '*', '•', ' ']).split_once(parting).filter(|_| is_open)?;
    let (name, words) = (names::bare(name), words.trim());
    (!name.contains(':') && names::looks_like_name(name) && words.contains(char::is_alphanumeric)).then_some((name, words))
}
