//! Several voices within one cue: each is put on a line of its own, and they share the time of the cue.

use std::collections::{BTreeMap, BTreeSet};

use super::CHANGE;
use crate::import::lines::{find, find_any, is_blank};
use crate::import::prefixes::Prefix;
use crate::import::{Piece, clock, names};

/// What ends a sentence, behind which another voice may begin.
const ENDS: &[char] = &['.', '?', '!', '…'];

/// Words before a full stop that end no sentence, lower case: "Dr. Moss" is one name.
const TITLES: &[&str] = &["dr", "mr", "mrs", "ms", "prof", "sr", "sra", "st"];

/// What is told where times were divided.
const SHARED: &str = "Where several voices share a caption, its time is divided among them by their words.";

/// Puts what another voice says within a cue on a line of its own: behind `>>`, and behind a name and a colon after the end
/// of a sentence (`ANNA: Ready? BEN: Yes.`). Returns the names found so: those that begin other cues, or come again, or
/// are written in capitals, or known as a part, like the one the cue begins with.
pub(super) fn part(pieces: &mut [Piece]) -> BTreeSet<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut places: Vec<usize> = Vec::new();
    for (at, piece) in pieces.iter_mut().enumerate().filter(|it| !it.1.is_plain) {
        change(piece);
        let mut is_one = false;
        for (_, name) in inner(&piece.text) {
            *counts.entry(name.to_owned()).or_default() += 1;
            is_one = true;
        }
        places.extend(is_one.then_some(at));
    }
    if places.is_empty() {
        return BTreeSet::new();
    }
    let opening: BTreeSet<String> =
        crate::domain::order::set(pieces.iter().filter_map(opens).filter(|it| counts.contains_key(*it)).map(str::to_owned));
    let mut found = BTreeSet::new();
    for at in places {
        let Some(piece) = pieces.get_mut(at) else { continue };
        let first = opens(piece).map(str::to_owned);
        let is_loud = |it: &str| !it.contains(char::is_lowercase);
        let is_name = |name: &str| {
            let comes_again = counts.get(name).is_some_and(|it| *it > 1);
            let are_known = |first: &String| names::is_known(first) && names::is_known(name);
            let is_alike = |first: &String| comes_again || (is_loud(first) && is_loud(name)) || are_known(first);
            opening.contains(name) || first.as_ref().is_some_and(is_alike)
        };
        let (begins, names): (Vec<usize>, Vec<String>) =
            inner(&piece.text).filter(|it| is_name(it.1)).map(|it| (it.0, it.1.to_owned())).unzip();
        if !begins.is_empty() {
            break_at(piece, &begins);
            found.extend(names);
        }
    }
    found
}

/// A text with each voice that begins within a line on a line of its own; none where only one is found.
pub(in crate::import) fn in_lines(text: &str) -> Option<String> {
    let is_timed = |it: &str| clock::stamp(it).is_some_and(|it| it.1);
    let mut piece = Piece { text: text.to_owned(), ..Piece::default() };
    if is_timed(text.trim_start()) {
        let begins: Vec<usize> = text.match_indices(" [").map(|it| it.0 + 1).filter(|at| text.get(*at..).is_some_and(is_timed)).collect();
        break_at(&mut piece, &begins);
    }
    let mut pieces = [piece];
    part(&mut pieces);
    let [piece] = pieces;
    (piece.text.len() != text.len() || piece.text != text).then_some(piece.text)
}

/// Puts what stands behind the mark of another voice within a line on one of its own.
fn change(piece: &mut Piece) {
    if find(piece.text.as_bytes(), b'>').is_none() {
        return;
    }
    let is_mark = |it: &(usize, &str)| {
        let after = piece.text.get(it.0 + it.1.len()..).and_then(|it| it.chars().next());
        after.is_some_and(|it| it.is_alphanumeric() || it.is_whitespace())
    };
    let begins: Vec<usize> = piece.text.match_indices(&[" ", CHANGE].concat()).filter(is_mark).map(|it| it.0 + 1).collect();
    if !begins.is_empty() {
        break_at(piece, &begins);
    }
}

/// Begins lines at these places of the text, what stands before it included.
fn break_at(piece: &mut Piece, begins: &[usize]) {
    let (mut text, mut from) = (piece.head.take().map_or(String::new(), |it| format!("{it}: ")), 0);
    for at in begins {
        text.push_str(piece.text.get(from..*at).unwrap_or_default().trim_end());
        text.push('\n');
        from = *at;
    }
    text.push_str(piece.text.get(from..).unwrap_or_default());
    piece.text = text;
}

/// Whether [`part`] may find another voice in a text.
pub(super) fn may_part(text: &str) -> bool {
    inner(text).next().is_some() || (find(text.as_bytes(), b'>').is_some() && text.contains(CHANGE))
}

/// The name that a cue begins with, where it looks like one.
fn opens(piece: &Piece) -> Option<&str> {
    let name = piece.head.as_deref().or_else(|| Some(Prefix::of(&piece.text)?.label))?;
    names::looks_like_name(name).then_some(name)
}

/// Where within a text what may be a name before a colon stands behind the end of a sentence, and that name.
fn inner(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let colon = from + find(text.as_bytes().get(from..)?, b':')?;
            let before = text.get(from..colon)?;
            let start = from;
            from = colon + 1;
            let is_end = text.get(from..).is_some_and(|it| it.starts_with(char::is_whitespace));
            let Some((at, name)) = (if is_end { behind_sentence(before) } else { None }) else { continue };
            if names::looks_like_name(name) && !names::is_no_name(name) {
                return Some((start + at, name));
            }
        }
    })
}

/// Where behind the last end of a sentence a line may begin, and the words from there on without a dash.
fn behind_sentence(text: &str) -> Option<(usize, &str)> {
    // Nothing is looked at letter by letter that has no such sign (… begins with E2).
    find_any(text.as_bytes(), *b".?!").or_else(|| find(text.as_bytes(), 0xe2))?;
    let is_end = |(at, end): &(usize, &str)| {
        let (before, after) = (text.get(..*at).unwrap_or_default(), text.get(at + end.len()..).unwrap_or_default());
        let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        let is_title = *end == "." && (word.chars().count() == 1 || TITLES.contains(&word.to_lowercase().as_str()));
        after.starts_with(|it: char| it.is_whitespace() || matches!(it, '"' | '”' | ')')) && !is_title && !is_blank(before)
    };
    let (at, end) = text.rmatch_indices(ENDS).find(is_end)?;
    let line = text.get(at + end.len()..)?.trim_start_matches(|it: char| it.is_whitespace() || matches!(it, '"' | '”' | ')'));
    let name = line.strip_prefix(['-', '–', '—']).unwrap_or(line).trim_start();
    Some((text.len() - line.len(), name))
}

/// Divides the time of a cue among the voices that were found in it, by what they say: else all would seem to speak at once.
pub(super) fn share(pieces: &mut [Piece], notes: &mut Vec<String>) {
    let is_one = |a: &Piece, b: &Piece| a.line == b.line && a.start == b.start && a.end == b.end && a.end > a.start && a.start.is_some();
    let mut is_shared = false;
    for group in pieces.chunk_by_mut(is_one).filter(|it| it.len() > 1) {
        let weight = |it: &Piece| if is_blank(&it.text) { 0 } else { it.text.len() };
        let all = group.iter().map(weight).sum::<usize>().max(1);
        let Some((start, end)) = group.first().and_then(|it| it.start.zip(it.end)) else { continue };
        let mut said = 0;
        let mut at = |long: usize| {
            said += long;
            let part = said as f64 / all as f64;
            start + crate::domain::time::Millis(((end - start).0 as f64 * part).round() as i64)
        };
        is_shared |= group.iter().filter(|it| weight(it) > 0).nth(1).is_some();
        for piece in group {
            (piece.start, piece.end) = (Some(at(0)), Some(at(weight(piece))));
        }
    }
    if is_shared && !notes.iter().any(|it| it == SHARED) {
        notes.push(SHARED.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(texts: &[&str], expected: &[&str]) {
        let mut pieces: Vec<Piece> = texts.iter().map(|it| Piece { text: (*it).to_owned(), ..Piece::default() }).collect();
        part(&mut pieces);
        assert_eq!(pieces.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_voice_within_a_cue_gets_a_line() {
        check(&["ANNA: Ready? BEN: Yes. ANNA: Good."], &["ANNA: Ready?\nBEN: Yes.\nANNA: Good."]);
        check(&["Anna: Ready? Ben: Yes.", "Ben: So we go."], &["Anna: Ready?\nBen: Yes.", "Ben: So we go."]);
        check(
            &["Anna: Ready? Dr. Ben Moss: Yes.", "Anna: Go. Dr. Ben Moss: Fine."],
            &["Anna: Ready?\nDr. Ben Moss: Yes.", "Anna: Go.\nDr. Ben Moss: Fine."],
        );
        check(&["Anna: Ready? - Ben: Yes.", "Ben: So we go."], &["Anna: Ready?\n- Ben: Yes.", "Ben: So we go."]);
        check(&["ANNA: Ready? >> BEN: Yes."], &["ANNA: Ready?\n>> BEN: Yes."]);
        check(&["Fine. >> How so? >> I do not know."], &["Fine.\n>> How so?\n>> I do not know."]);
    }

    #[test]
    fn words_before_a_colon_within_a_cue_are_words() {
        for text in [
            "Anna: We met. Monday: no.",
            "Anna: We met. One thing: no.",
            "We met. BEN: no.",
            "ANNA: We met. NOTE: no.",
            "ANNA: At 10. BEN:so",
            "A: b >>= c",
        ] {
            check(&[text], &[text]);
        }
    }
}
