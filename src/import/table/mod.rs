//! Tables (CSV, TSV) with columns named speaker, start, end and text, in any of the usual names.

use chrono::NaiveTime;

use super::lines::excerpt;
use super::text::count_from_the_first;
use super::{Found, Piece, cues, names};
use crate::domain::time::Millis;

mod called;
pub(super) mod calls;
mod columns;
mod fields;
mod rows;
mod several;
mod times;
mod unnamed;

use columns::{Column, Head};
use rows::Row;
pub(super) use several::parts;
use times::{Moment, Unit};

const NO_TEXT: &str = "This table has no column of words that is named so; name the columns in its first line “speaker”, “start”, “end” and “text”, and choose it again.";

/// As stored.
pub(super) const KEY: &str = "table";

/// Whether the first line names the columns of a table.
pub(super) fn is(text: &str) -> bool {
    Head::of(text).is_some()
}

/// Reads the rows of a table.
pub(super) fn read(text: &str) -> Found {
    let mut found = Found::default();
    let Some(mut head) = Head::of(text) else { return found };
    if !head.has(Column::Text) {
        found.refused = Some(NO_TEXT);
        return found;
    }
    if head.guessed {
        found.notes.push("No line of this table names its columns; which holds what was told by what stands in them.".to_owned());
    }
    let (rows, is_quoted) = several::rows(&head, text);
    if !is_quoted {
        found.notes.push("A quotation mark in this table is never closed; every line was read as a row of its own.".to_owned());
    }
    let mut rows: Vec<Row> = rows.filter(is_filled).collect();
    if !is_quoted {
        rows.iter_mut().flat_map(|it| &mut it.cells).for_each(unquote);
    }
    let are_dialogues = several::are_dialogues(&head, rows.iter());
    several::of_the_first(&head, &mut rows, are_dialogues, &mut found);
    if let Some(first) = rows.first() {
        several::facts(&head, text, first, are_dialogues, &mut found);
    }
    if are_dialogues {
        several::read_dialogues(&head, &rows, &mut found);
        return found;
    }
    head.settle(&rows, holds);
    let units = units(&head, &rows);
    for row in &rows {
        if let Some(piece) = piece(&head, row, units, &mut found) {
            found.pieces.push(piece);
        }
    }
    if !head.has(Column::Speaker) && !head.has(Column::Side) {
        found.pieces = cues::named(std::mem::take(&mut found.pieces));
    }
    from_the_first_day(&mut found);
    count_from_the_first(&mut found);
    found
}

/// Whether a row has anything in it; the ruler below the names of a table in Markdown (`|---|:--|`) has not.
fn is_filled(row: &Row) -> bool {
    row.cells.iter().any(|it| it.bytes().any(|it| !matches!(it, b'-' | b':' | b' ')))
}

/// Takes the quotes off a cell that were read as part of it.
fn unquote(cell: &mut String) {
    if let Some(inner) = cell.strip_prefix('"') {
        *cell = inner.strip_suffix('"').unwrap_or(inner).replace("\"\"", "\"");
    }
}

/// Whether a cell can be what its column is named for: a time, or a name and not a number.
fn holds(column: Column, cell: &str) -> bool {
    match column {
        Column::Speaker => !cell.bytes().all(|it| it.is_ascii_digit()),
        _ => times::moment(cell, Unit::Seconds).is_some(),
    }
}

/// The units of plain numbers in the columns of start, end and duration.
fn units(head: &Head, rows: &[Row]) -> [Unit; 3] {
    let words = rows.iter().map(|it| head.cell(it, Column::Text).split_whitespace().count()).sum();
    let numbers = |column| rows.iter().filter_map(|it| times::number(head.cell(it, column))).collect::<Vec<_>>();
    let starts = head.unit(Column::Start).unwrap_or_else(|| times::guess(&numbers(Column::Start), words));
    let ends = head.unit(Column::End).unwrap_or(starts);
    let spans = head.unit(Column::Duration).unwrap_or(starts);
    [starts, ends, spans]
}

fn piece(head: &Head, row: &Row, units: [Unit; 3], found: &mut Found) -> Option<Piece> {
    let line = row.line + head.lines;
    let words = head.cell(row, Column::Text);
    if words.is_empty() {
        let all = row.cells.join(" ");
        found.skip(line, format!("the row has no words: “{}”", excerpt(&all)));
        return None;
    }
    let mut read = |column: Column, unit: Unit, what: &str| {
        let cell = head.cell(row, column);
        let moment = times::moment(cell, unit);
        if moment.is_none() && !cell.is_empty() {
            found.skip(line, format!("the {what} cannot be read; its words are kept without it: “{}”", excerpt(cell)));
        }
        moment
    };
    let start = read(Column::Start, units[0], "start");
    let end = read(Column::End, units[1], "end").or_else(|| {
        let span = read(Column::Duration, units[2], "duration")?.at;
        start.and_then(|it| it.at.0.checked_add(span.0)).map(|it| Moment { at: Millis(it), day: None })
    });
    found.date = found.date.or(start.and_then(|it| it.day));
    let (start, end) = (start.map(|it| it.at), end.map(|it| it.at));
    let is_backwards = start.zip(end).is_some_and(|it| it.1 < it.0);
    if is_backwards {
        found.skip(line, format!("the end lies before the start; its words are kept without an end: “{}”", excerpt(words)));
    }
    let end = end.filter(|_| !is_backwards && start.is_some());
    Some(Piece { line, start, end, label: label(head, row).map(Into::into), text: words.to_owned(), ..Piece::default() })
}

/// Who speaks, with the side where a column of its own tells it.
fn label(head: &Head, row: &Row) -> Option<String> {
    let (name, side) = (head.cell(row, Column::Speaker), head.cell(row, Column::Side));
    let label = match (name, side) {
        ("", "") => return None,
        ("", side) => side.to_owned(),
        (name, side) if names::role(side).is_some() && names::role(name).is_none() => format!("{name} ({side})"),
        (name, _) => name.to_owned(),
    };
    let label = if label.bytes().all(|it| it.is_ascii_digit()) { format!("Speaker {label}") } else { label };
    Some(match head.cell(row, Column::Address) {
        "" => label,
        address => format!("{label} <{address}>"),
    })
}

/// Times that count from 1970 become times of the call.
fn from_the_first_day(found: &mut Found) {
    const YEAR: i64 = 366 * 86_400_000;
    let Some(first) = found.pieces.iter().filter_map(|it| it.start).min().filter(|it| it.0 > YEAR) else { return };
    for piece in &mut found.pieces {
        let since = |at: Millis| Millis(at.0.saturating_sub(first.0));
        (piece.start, piece.end) = (piece.start.map(since), piece.end.map(since));
    }
    // Without a day of their own they are of no zone that is known.
    if found.date.is_some() {
        let seconds = u32::try_from(first.0 / 1000 % 86_400).unwrap_or_default();
        found.time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0);
    }
}
