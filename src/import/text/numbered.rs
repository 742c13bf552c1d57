//! Lines with a number each before the name: `1. Dana: Hello`.

use std::collections::BTreeMap;

use super::entry::Entry;
use crate::import::lines::Line;
use crate::import::names;

/// The fewest lines that tell.
const FEWEST: usize = 3;

/// Takes the numbers off where nearly every line has the next one and few names come again: else it is an outline, whose
/// numbers tell that it is no transcript.
pub(super) fn settle(entries: &mut [Entry]) {
    let mut next = None;
    let mut found: Vec<(usize, Entry)> = Vec::new();
    let mut labels: BTreeMap<String, usize> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        let Some((number, rest)) = split(entry.whole).filter(|it| next.is_none_or(|next| next == it.0)) else { continue };
        next = Some(number + 1);
        let line = Line { number: entry.line, from: 0, text: rest, has_arrow: false };
        let Some(entry) = Entry::of(line, entry.opens).filter(|it| !it.label.is_empty()) else { continue };
        *labels.entry(names::key(entry.label)).or_default() += 1;
        found.push((at, entry));
    }
    if found.len() < FEWEST || found.len() * 5 < entries.len() * 4 || labels.len() * 2 > found.len() + 1 {
        return;
    }
    for (at, named) in found {
        if let Some(entry) = entries.get_mut(at) {
            *entry = named;
        }
    }
}

/// The number before a line, and the line.
fn split(line: &str) -> Option<(u32, &str)> {
    let length = line.bytes().take(6).take_while(u8::is_ascii_digit).count();
    let (number, rest) = line.split_at_checked(length)?;
    let rest = rest.strip_prefix(['.', ')'])?;
    rest.starts_with([' ', '\t']).then_some(())?;
    Some((number.parse().ok()?, rest.trim_start()))
}
