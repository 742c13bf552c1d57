//! Tables of several calls: told apart by a column of ids, or a row each with all that was said in one cell.

use std::collections::BTreeMap;

use super::columns::{Column, Head};
use super::rows::{Row, Rows};
use super::{calls, is_filled, unquote};
use crate::import::{Found, json, text};

/// So many rows tell whether a cell holds all of a call.
const TOLD_BY: usize = 20;

/// From so many words on a cell may be a call.
const LONG: usize = 8;

/// So many bytes the parts of a table may have in all: each has the names of the columns.
const ALL_PARTS: usize = 64 << 20;

/// The rows of a table, and whether quotes hold cells together: one that nothing closes would swallow the rest.
pub(super) fn rows<'a>(head: &Head, text: &'a str) -> (Rows<'a>, bool) {
    let body = text.get(head.body..).unwrap_or_default();
    let is_quoted = body.bytes().filter(|it| *it == b'"').count() % 2 == 0;
    let rows = Rows::of(body, head.separator, is_quoted);
    let rows = match head.words() {
        Some((cells, at)) => rows.with_words(cells, at),
        None => rows,
    };
    (rows, is_quoted)
}

/// Whether each row holds a call: nobody is named beside the words, and they are a dialogue in most.
pub(super) fn are_dialogues<'a>(head: &Head, rows: impl Iterator<Item = &'a Row>) -> bool {
    let is_beside = [Column::Speaker, Column::Side, Column::Start].into_iter().any(|it| head.has(it));
    let (mut seen, mut many) = (0, 0);
    for row in rows.take(if is_beside { 0 } else { TOLD_BY }) {
        seen += 1;
        let words = head.cell(row, Column::Text);
        many += usize::from(words.split_whitespace().nth(LONG).is_some() && voices(&text::read(words)) > 1);
    }
    many * 2 > seen
}

fn voices(found: &Found) -> usize {
    crate::domain::order::set(found.pieces.iter().filter_map(|it| it.label.as_deref())).len()
}

/// Takes in what is said in the cell of each row.
pub(super) fn read_dialogues(head: &Head, rows: &[Row], found: &mut Found) {
    for row in rows {
        let mut inner = text::read(head.cell(row, Column::Text));
        let line = row.line + head.lines;
        inner.pieces.iter_mut().for_each(|it| it.line = line);
        inner.skipped.iter_mut().for_each(|it| it.line = line);
        found.pieces.append(&mut inner.pieces);
        found.skipped.append(&mut inner.skipped);
        found.notes.append(&mut inner.notes);
        found.length = found.length.or(inner.length);
    }
}

/// Which call each row is of, from 0, in the order in which they begin. A row without an id goes on with the call above.
fn calls_of<'a>(head: &Head, rows: impl Iterator<Item = &'a Row>, are_dialogues: bool) -> Vec<usize> {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let (mut now, mut many) = (0, 0);
    let by_row = are_dialogues && !head.has(Column::Call);
    rows.map(|row| {
        let id = head.cell(row, Column::Call);
        if by_row || many == 0 || (!id.is_empty() && !known.contains_key(id)) {
            (now, many) = (many, many + 1);
            known.insert(id.to_owned(), now);
        } else if !id.is_empty() {
            now = known.get(id).copied().unwrap_or(now);
        }
        now
    })
    .collect()
}

/// Leaves the rows of the first call, where there are several.
pub(super) fn of_the_first(head: &Head, rows: &mut Vec<Row>, are_dialogues: bool, found: &mut Found) {
    let calls = calls_of(head, rows.iter(), are_dialogues);
    let many = calls.iter().max().map_or(0, |it| it + 1);
    found.calls = many;
    if many > 1 {
        found.notes.push(json::several(many));
        let mut calls = calls.into_iter();
        rows.retain(|_| calls.next() == Some(0));
    }
}

/// What the columns beside the words tell of the call.
pub(super) fn facts(head: &Head, text: &str, row: &Row, are_dialogues: bool, found: &mut Found) {
    let names = text.get(..head.body).unwrap_or_default().lines().next_back().unwrap_or_default();
    let Some(names) = Rows::of(names, head.separator, true).next().map(|it| it.cells).filter(|_| !head.guessed) else { return };
    calls::tell(&names, row, are_dialogues, found);
    let id = head.cell(row, Column::Call);
    found.id = found.id.take().or_else(|| Some(id.to_owned()).filter(|it| !it.is_empty()));
}

/// A table of several calls as a table for each, in their order; nothing where it holds one.
pub(in crate::import) fn parts(text: &str) -> Vec<String> {
    let Some(head) = Head::of(text).filter(|it| it.has(Column::Text)) else { return Vec::new() };
    let (mut left, is_quoted) = rows(&head, text);
    let (mut all, mut reach, mut from) = (Vec::new(), Vec::new(), 0);
    while let Some(mut row) = left.next() {
        if !is_quoted {
            row.cells.iter_mut().for_each(unquote);
        }
        let to = left.at();
        if is_filled(&row) {
            all.push(row);
            reach.push(from..to);
        }
        from = to;
    }
    let calls = calls_of(&head, all.iter(), are_dialogues(&head, all.iter()));
    let many = calls.iter().max().map_or(0, |it| it + 1);
    if many < 2 || head.body.saturating_mul(many) > ALL_PARTS {
        return Vec::new();
    }
    let (top, body) = text.split_at_checked(head.body).unwrap_or_default();
    let mut parts = vec![top.to_owned(); many];
    for (call, reach) in calls.into_iter().zip(reach) {
        let Some(part) = parts.get_mut(call) else { continue };
        part.push_str(body.get(reach).unwrap_or_default().trim_matches(['\n', '\r']));
        part.push('\n');
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_without_an_id_go_on_and_calls_may_be_mixed() {
        let parts = parts("call_id,speaker,text\nA,Dana,So we go.\n,Lee,Yes.\nB,Dana,\"No,\nnever\"\nA,Lee,Fine.\r\n");
        assert_eq!(
            parts,
            ["call_id,speaker,text\nA,Dana,So we go.\n,Lee,Yes.\nA,Lee,Fine.\n", "call_id,speaker,text\nB,Dana,\"No,\nnever\"\n"]
        );
    }

    #[test]
    fn one_call_has_no_parts() {
        for text in ["call_id,speaker,text\nA,Dana,So.\nA,Lee,Yes.\n", "speaker,text\nDana,So.\nLee,Yes.\n", "", "words"] {
            assert_eq!(parts(text), Vec::<String>::new(), "{text}");
        }
    }
}
