//! Names that stand alone above what is said, without a time or a colon.

use std::collections::BTreeMap;

use super::entry::{Entry, Style};
use crate::import::names;

/// The fewest paragraphs that tell that names stand above them.
const FEWEST: usize = 4;

/// `Dana Ortiz`, below it the words, then a blank line: headings, where nearly every paragraph begins so, and names come
/// again.
pub(super) fn settle(entries: &mut [Entry]) {
    let is_over = |at: usize| entries.get(at + 1).is_some_and(|next| !next.opens);
    let name = |it: &Entry| -> Option<String> {
        let is_line = it.opens && it.is_plain() && it.whole.len() <= 40 && !it.whole.ends_with(['.', '?', '!', ',', '…', ':']);
        (is_line && names::looks_like_name(names::bare(it.whole))).then(|| names::key(names::bare(it.whole)))
    };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let found: Vec<usize> = (0..entries.len()).filter(|at| is_over(*at) && entries.get(*at).is_some_and(|it| name(it).is_some())).collect();
    for key in found.iter().filter_map(|at| name(entries.get(*at)?)) {
        *counts.entry(key).or_default() += 1;
    }
    // Times and other names tell more.
    let is_other = |it: &&Entry| it.span.is_some() || (it.opens && it.style == Style::Colon && names::looks_like_name(it.label));
    let others = entries.iter().filter(is_other).count();
    let paragraphs = entries.iter().filter(|it| it.opens).count();
    if others * 8 > found.len()
        || found.len() < FEWEST
        || counts.len() < 2
        || counts.len() * 2 > found.len()
        || found.len() * 5 < paragraphs * 4
    {
        return;
    }
    for at in found {
        if let Some(entry) = entries.get_mut(at) {
            *entry = Entry { style: Style::Header, label: names::bare(entry.whole), words: "", ..*entry };
        }
    }
}
