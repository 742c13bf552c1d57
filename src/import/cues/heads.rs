//! Names before the words of a cue: before a colon, or on a line of their own.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::CHANGE;
use super::within::part;
use crate::import::boilerplate::{NOBODY, is_sound_name};
use crate::import::lines::{find, is_blank};
use crate::import::prefixes::{Census, Labels, Prefix, Shape};
use crate::import::{Piece, names};

/// Whether so many pieces begin otherwise than the one before, name and all, that they do not roll: with a name of up to three
/// words first, only who says all of the one before again repeats three words of it.
pub(super) fn begin_anew(pieces: &[Piece]) -> bool {
    // Few names stand on many pieces.
    let mut short: Option<&Rc<str>> = None;
    let (mut anew, mut before) = (0, None::<&str>);
    for piece in pieces {
        let head = piece.head.as_ref().filter(|_| piece.is_plain);
        let is_short = |it: &Rc<str>| it.bytes().filter(|it| *it == b' ').count() < 3;
        let head = head.filter(|it| short.is_some_and(|one| Rc::ptr_eq(one, it)) || is_short(it));
        short = head.or(short);
        let now = head.map(|_| piece.text.as_str());
        anew += usize::from(before.zip(now).is_some_and(|(before, now)| !now.starts_with(before)));
        before = now;
    }
    anew > 2 * (pieces.len() - anew)
}

/// The text with what stands before it.
pub(super) fn all_of(piece: &Piece) -> Cow<'_, str> {
    match &piece.head {
        Some(head) => Cow::Owned([head, ": ", &piece.text].concat()),
        None => Cow::Borrowed(&piece.text),
    }
}

/// How many cues are looked at before all are.
const FIRST: usize = 20;

/// Whether the name of who speaks stands on a line of its own above the words, as older documents of meetings have it: in
/// nearly every cue, and most names again and again, or each of two words and more.
pub(super) fn headed(pieces: &[Piece]) -> bool {
    headed_among(pieces, &vec![0; pieces.len()], 0)
}

/// The same where so many lines, which have none above them, stand before each of the pieces, and so many in all.
pub(super) fn headed_among(pieces: &[Piece], places: &[usize], lines: usize) -> bool {
    let first = places.iter().enumerate().take_while(|(at, lines)| at + *lines < FIRST).count();
    let all = pieces.len() + lines;
    is_headed(pieces.get(..first).unwrap_or(pieces), FIRST.min(all) - first) && (all <= FIRST || is_headed(pieces, lines))
}

fn is_headed(pieces: &[Piece], lines: usize) -> bool {
    let (mut heads, mut others, mut are_full) = (BTreeMap::<&str, usize>::new(), lines, true);
    for piece in pieces.iter().filter(|it| !is_blank(&it.text)) {
        match head(&piece.text) {
            Some((name, _)) => {
                *heads.entry(name).or_default() += 1;
                are_full &= name.contains(' ') && name.contains(char::is_lowercase);
            }
            None => others += 1,
        }
    }
    let many: usize = heads.values().sum();
    many > 1 && many >= others * 9 && (are_full || heads.len() * 2 <= many)
}

/// The first line where it may be a name, and the words below it.
fn head(text: &str) -> Option<(&str, &str)> {
    let (name, words) = text.trim_start().split_once('\n')?;
    let name = name.trim();
    let inner = [('(', ')'), ('[', ']')].iter().find_map(|(open, close)| name.strip_prefix(*open)?.strip_suffix(*close));
    let name = inner.filter(|it| !is_sound_name(it)).unwrap_or(name);
    (!name.contains(':') && names::looks_like_name(name) && !is_blank(words)).then_some((name, words))
}

pub(super) fn with_head(piece: Piece) -> Piece {
    match head(&piece.text) {
        Some((name, words)) => Piece { label: Some(name.into()), text: words.to_owned(), head: None, is_plain: false, ..piece },
        None => whole(piece),
    }
}

/// A piece from which no name was taken, so that its text is all that is said.
fn whole(mut piece: Piece) -> Piece {
    if piece.head.is_some() {
        piece.text = all_of(&piece).into_owned();
        (piece.head, piece.is_plain) = (None, false);
    }
    piece
}

/// So many names are kept at hand.
const MET: usize = 8;

/// Takes names before colons from the words, where the colon rule finds any.
pub(in crate::import) fn named(mut pieces: Vec<Piece>) -> Vec<Piece> {
    let inner = part(&mut pieces);
    let labels = census(&pieces, &inner);
    if labels.is_empty() && !pieces.iter().any(|it| is_dialogue(&it.text)) {
        return pieces.into_iter().map(whole).collect();
    }
    let mut met: Vec<Rc<str>> = Vec::new();
    // What becomes of those that are not one piece as before.
    let (mut taken, mut others) = (Vec::new(), Vec::new());
    for (at, place) in pieces.iter_mut().enumerate() {
        // A name that was met before, as in nearly every cue of a file with names: nothing is looked up.
        if let Some(head) = &place.head {
            let is_met = met.iter().any(|it| Rc::ptr_eq(it, head));
            if is_met || labels.has(head) {
                if !is_met && met.len() < MET {
                    met.push(Rc::clone(head));
                }
                place.label = place.head.take();
                continue;
            }
        }
        split(whole(std::mem::take(place)), &labels, &mut taken);
        match taken.pop() {
            Some(one) if taken.is_empty() => *place = one,
            last => {
                taken.extend(last);
                others.push((at, std::mem::take(&mut taken)));
            }
        }
    }
    let mut all = if others.is_empty() { pieces } else { replaced(pieces, others) };
    // Where nothing but dashes tells voices apart, one dash is one voice.
    for it in all.iter_mut().filter(|it| labels.is_empty() && is_dashed(&it.text)) {
        let said = it.text.trim_start_matches([' ', '-', '–', '—']);
        if !said.starts_with(|it: char| it.is_ascii_digit()) {
            it.text = said.to_owned();
        }
    }
    all
}

/// `pieces` with others in the places of some.
fn replaced(pieces: Vec<Piece>, others: Vec<(usize, Vec<Piece>)>) -> Vec<Piece> {
    let (mut all, mut others) = (Vec::with_capacity(pieces.len()), others.into_iter().peekable());
    for (at, piece) in pieces.into_iter().enumerate() {
        match others.next_if(|it| it.0 == at) {
            Some((_, its)) => all.extend(its),
            None => all.push(piece),
        }
    }
    all
}

/// Whether several lines begin with a dash: two dashes are two voices; one may be a thought broken off. Or a change of the
/// voice is marked.
fn is_dialogue(text: &str) -> bool {
    text.contains('\n') && (text.lines().filter(|it| is_dashed(it)).count() > 1 || text.lines().skip(1).any(is_change))
}

/// Whether a line begins with the mark of another voice.
fn is_change(line: &str) -> bool {
    line.trim_start().starts_with(CHANGE)
}

/// Whether a line begins with the dash of a dialogue.
fn is_dashed(line: &str) -> bool {
    line.trim_start().starts_with(['-', '–', '—'])
}

fn census(pieces: &[Piece], inner: &BTreeSet<String>) -> Labels {
    let mut census = Census::default();
    for piece in pieces {
        if let Some(name) = &piece.head {
            census.note_plain(name, &piece.text);
            continue;
        }
        count(&mut census, &piece.text, inner);
    }
    census.settle()
}

/// Counts what stands before colons in a text of which nothing is known.
pub(super) fn count<'a>(census: &mut Census<'a>, text: &'a str, inner: &BTreeSet<String>) {
    if find(text.as_bytes(), b'\n').is_none() {
        if !is_blank(text) {
            census.note(Prefix::of(text).as_ref(), Shape::default());
        }
        return;
    }
    let mut lines = text.lines().filter(|it| !is_blank(it));
    let is_inner = |it: &str| !inner.is_empty() && Prefix::of(it).is_some_and(|it| inner.contains(it.label));
    for line in lines.next().into_iter().chain(lines.filter(|it| is_dashed(it) || is_change(it) || is_inner(it))) {
        census.note(Prefix::of(line).as_ref(), Shape::default());
    }
}

/// Every line of a cue may begin with a name of its own.
pub(super) fn split(mut piece: Piece, labels: &Labels, pieces: &mut Vec<Piece>) {
    if labels.is_empty() && !is_dialogue(&piece.text) {
        pieces.push(piece);
        return;
    }
    let is_one_line = find(piece.text.as_bytes(), b'\n').is_none();
    // Nearly every cue of a file with names: nothing is copied.
    if is_one_line
        && piece.label.is_none()
        && let Some(prefix) = Prefix::of(&piece.text)
        && let Some(name) = labels.named(&prefix)
    {
        let rest = prefix.rest.len();
        piece.label = Some(name);
        piece.text.truncate(piece.text.trim_end().len());
        piece.text.drain(..piece.text.len().saturating_sub(rest));
        pieces.push(piece);
        return;
    }
    let is_dialogue = is_dialogue(&piece.text);
    // A full-width colon begins with EF.
    let may_name = || piece.text.bytes().any(|it| matches!(it, b':' | b'[' | b'(' | b'>' | 0xef));
    if !is_dialogue && !may_name() {
        pieces.push(piece);
        return;
    }
    let (line, start, end, stamps) = (piece.line, piece.start, piece.end, piece.stamps);
    let text = std::mem::take(&mut piece.text);
    for words in text.lines() {
        let words = match Prefix::of(words).filter(|it| labels.accept(it)) {
            Some(prefix) => {
                if piece.label.is_some() || !is_blank(&piece.text) {
                    pieces.push(piece);
                }
                piece =
                    Piece { line, start, end, label: Some(prefix.label.into()), text: String::new(), stamps, head: None, is_plain: false };
                prefix.rest
            }
            // Another voice begins, but nobody says whose.
            None if is_change(words) || (is_dialogue && is_dashed(words)) => {
                if piece.label.is_some() || !is_blank(&piece.text) {
                    pieces.push(piece);
                }
                piece = Piece { line, start, end, label: Some(NOBODY.into()), text: String::new(), stamps, head: None, is_plain: false };
                words.trim_start_matches([' ', '-', '–', '—'])
            }
            None => words,
        };
        if !piece.text.is_empty() {
            piece.text.push('\n');
        }
        piece.text.push_str(words);
    }
    pieces.push(piece);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn among_cues_of_two_dashes_one_dash_is_one_voice() {
        let cue = |text: &str| Piece { text: text.to_owned(), ..Piece::default() };
        let said = |cues: &[&str]| named(cues.iter().map(|it| cue(it)).collect()).into_iter().map(|it| it.text).collect::<Vec<_>>();
        assert_eq!(said(&["- Ready?\n- Yes.", "- So we go."]), ["Ready?", "Yes.", "So we go."]);
        assert_eq!(said(&["- Ready?\n- Yes.", "-5 degrees."]), ["Ready?", "Yes.", "-5 degrees."]);
        assert_eq!(said(&["Ready?", "- so we go."]), ["Ready?", "- so we go."], "a thought that was broken off");
    }
}
