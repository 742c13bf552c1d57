//! A table of calls: what a person or a CRM knows of calls whose words are in other files.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use super::columns::{Column, Head, top};
pub use super::fields::Field;
use super::fields::{FIELDS, UNITS, field};
use super::rows::{Row, Rows};
use super::several;
use crate::domain::time::Millis;
use crate::import::json::dates;
use crate::import::lines::{Lines, excerpt};
use crate::import::{Found, Skipped, clock, heading};

/// More minutes than this no call lasts: such numbers count seconds.
const LONGEST_MINUTES: f64 = 300.0;

/// What the columns of a table hold, and the unit of their numbers in milliseconds.
type Columns = Vec<Option<(Field, Option<f64>)>>;

/// What a table of calls tells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CallTable {
    /// One a call.
    pub rows: Vec<CallRow>,
    /// Cells that could not be read; the rest of their row is used.
    pub skipped: Vec<Skipped>,
}

/// What a table tells of a call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CallRow {
    /// Its line in the table, counted from 1.
    pub line: usize,
    /// One a [`Field`], in their order; empty where the table says nothing.
    cells: Vec<String>,
    /// The day.
    pub date: Option<NaiveDate>,
    /// The time of that day where the call was held.
    pub time: Option<NaiveTime>,
    /// The instant, where the table knows the zone.
    pub began: Option<DateTime<Utc>>,
    /// How long it took.
    pub length: Option<Millis>,
}

impl CallRow {
    /// What stands in the cell of `field`; empty where nothing does.
    pub fn get(&self, field: Field) -> &str {
        self.cells.get(field as usize).map_or("", String::as_str)
    }
}

/// The calls of a table; `None` where `text` is no such table: no column names the file, the id or the title, or it holds
/// words of a call.
pub(in crate::import) fn read(text: &str) -> Option<CallTable> {
    let (at, line, separators) = top(text)?;
    let parted = |it: u8| -> Option<(u8, Columns)> {
        let names = Rows::of(line, it, true).next()?.cells;
        Some((it, names.iter().map(|it| field(it)).collect()))
    };
    let (separator, columns) = separators.into_iter().filter_map(parted).max_by_key(|it| it.1.iter().flatten().count())?;
    let has = |field: Field| columns.iter().flatten().any(|it| it.0 == field);
    let has_words = Head::of(text).is_some_and(|it| {
        let is_said = || it.has(Column::Speaker) || it.has(Column::Side) || has_long_cells(&it, text);
        it.has(Column::Text) && (!has(Field::File) || is_said())
    });
    let names_calls = has(Field::File) || has(Field::Id) || has(Field::Title);
    let says_more = columns.iter().flatten().any(|it| !matches!(it.0, Field::File | Field::Id | Field::Title));
    if has_words || !names_calls || !says_more {
        return None;
    }
    let body = text.get(at + line.len()..)?;
    let lines = Lines::of(text.get(..at + line.len())?).count();
    let is_quoted = body.bytes().filter(|it| *it == b'"').count() % 2 == 0;
    let unit = columns.iter().flatten().find(|it| it.0 == Field::Duration).and_then(|it| it.1);
    let mut rows = Vec::new();
    for row in Rows::of(body, separator, is_quoted).filter(|it| it.cells.iter().any(|it| !it.is_empty())) {
        let mut cells = vec![String::new(); FIELDS];
        for (column, cell) in columns.iter().zip(row.cells) {
            // The first column of its kind that says something.
            if let Some(slot) = column.and_then(|it| cells.get_mut(it.0 as usize)).filter(|it| it.is_empty()) {
                *slot = cell.trim_matches('"').chars().take(500).collect();
            }
        }
        rows.push(CallRow { line: row.line + lines, cells, date: None, time: None, began: None, length: None });
    }
    let day_first = day_first(&rows);
    let mut skipped = Vec::new();
    for row in &mut rows {
        understand(row, day_first, unit, &mut skipped);
    }
    (!rows.is_empty()).then_some(CallTable { rows, skipped })
}

/// Whether the cells of words hold more than the name of a file.
fn has_long_cells(head: &Head, text: &str) -> bool {
    let is_long = |it: &Row| head.cell(it, Column::Text).split_whitespace().nth(8).is_some();
    let (rows, long): (Vec<Row>, Vec<Row>) = several::rows(head, text).0.take(20).partition(|it| !is_long(it));
    long.len() > rows.len()
}

/// Takes what a row of a table of words tells of the call, by the `names` of its columns: all of it where the row `is_call`,
/// else what is the same in all of its rows.
pub(super) fn tell(names: &[String], row: &Row, is_call: bool, found: &mut Found) {
    let fields: Columns = names.iter().map(|it| field(it)).collect();
    let mut told = CallRow { line: row.line, cells: vec![String::new(); FIELDS], date: None, time: None, began: None, length: None };
    for (column, cell) in fields.iter().zip(&row.cells) {
        if let Some(slot) = column.and_then(|it| told.cells.get_mut(it.0 as usize)).filter(|it| it.is_empty()) {
            *slot = cell.chars().take(500).collect();
        }
    }
    let unit = fields.iter().flatten().find(|it| it.0 == Field::Duration).and_then(|it| it.1);
    let title = told.get(Field::Title).to_owned();
    found.title = found.title.take().or(Some(title).filter(|it| !it.is_empty()));
    if is_call {
        understand(&mut told, None, unit, &mut Vec::new());
        let id = told.get(Field::Id).to_owned();
        found.id = found.id.take().or(Some(id).filter(|it| !it.is_empty()));
        (found.date, found.time, found.began, found.length) = (told.date, told.time, told.began, told.length);
    }
}

fn understand(row: &mut CallRow, day_first: Option<bool>, unit: Option<f64>, skipped: &mut Vec<Skipped>) {
    let mut skip = |what: &str, cell: &str| {
        skipped.push(Skipped { line: row.line, why: format!("the {what} cannot be read: “{}”", excerpt(cell)) });
    };
    let cell = row.cells.get(Field::Date as usize).map_or("", String::as_str);
    if let Some(stamp) = dates::read(cell) {
        (row.date, row.time, row.began) = (Some(stamp.date), stamp.time, stamp.instant());
    } else if !cell.is_empty() {
        row.date = numbers(cell).and_then(|it| it.date(cell, day_first)).or_else(|| heading::date(cell));
        row.time = heading::time_of_day(cell);
        if row.date.is_none() {
            skip(if numbers(cell).is_some() { "date, which may be of two days," } else { "date" }, cell);
        }
    }
    let cell = row.cells.get(Field::Time as usize).map_or("", String::as_str);
    row.time = row.time.or_else(|| heading::time_of_day(cell));
    let cell = row.cells.get(Field::Duration as usize).map_or("", String::as_str);
    row.length = length(cell, unit);
    if row.length.is_none() && !cell.is_empty() {
        skip("duration", cell);
    }
}

/// Three numbers that are a day: "05/03/2026", "5.3.2026".
struct Numbers(u32, u32, i32);

fn numbers(cell: &str) -> Option<Numbers> {
    let mut parts = cell.split([' ', ',', 'T']).next()?.split(['/', '.', '-']);
    let (a, b, year) = (parts.next()?, parts.next()?, parts.next()?);
    let year: i32 = year.parse().ok().filter(|_| year.len() == 2 || year.len() == 4)?;
    Some(Numbers(a.parse().ok()?, b.parse().ok()?, if year < 100 { year + 2000 } else { year }))
}

impl Numbers {
    fn date(&self, cell: &str, day_first: Option<bool>) -> Option<NaiveDate> {
        // With dots the day comes first wherever people write so.
        let day_first = if cell.contains('.') { true } else { day_first? };
        let (day, month) = if day_first { (self.0, self.1) } else { (self.1, self.0) };
        NaiveDate::from_ymd_opt(self.2, month, day)
    }
}

/// Whether days stand before months in this table; `None` where no row tells.
fn day_first(rows: &[CallRow]) -> Option<bool> {
    rows.iter().filter_map(|it| numbers(it.get(Field::Date))).find_map(|it| match (it.0 > 12, it.1 > 12) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    })
}

/// A length: "0:31:05", "31 min", "1865" in the unit that the column's name tells.
fn length(cell: &str, unit: Option<f64>) -> Option<Millis> {
    if let Some((at, _)) = clock::time(cell).filter(|it| it.1.trim().is_empty()) {
        return Some(at).filter(|it| *it > Millis(0));
    }
    let end = cell.find(|it: char| !it.is_ascii_digit() && it != '.' && it != ',').unwrap_or(cell.len());
    let number: f64 = cell.get(..end)?.replace(',', ".").parse().ok().filter(|it| *it > 0.0)?;
    let after = cell.get(end..)?.trim().to_lowercase();
    let unit = match UNITS.iter().find(|it| after.starts_with(it.0)) {
        Some(unit) => unit.1,
        None if !after.is_empty() => return None,
        None => unit.unwrap_or(if number > LONGEST_MINUTES { 1e3 } else { 6e4 }),
    };
    Some(Millis((number * unit).round() as i64)).filter(|it| it.0 < 172_800_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str, Option<&str>, Option<i64>)]) {
        let table = read(text).expect(text);
        let found: Vec<_> = table
            .rows
            .iter()
            .map(|it| (it.get(Field::File), it.get(Field::Rep), it.date.map(|it| it.to_string()), it.length.map(|it| it.0 / 1000)))
            .collect();
        let expected: Vec<_> = expected.iter().map(|it| (it.0, it.1, it.2.map(str::to_owned), it.3)).collect();
        assert_eq!(found, expected, "{text}\n{:?}", table.skipped);
    }

    #[test]
    fn columns_are_known_by_their_usual_names_and_either_separator() {
        check(
            "File Name;Call Owner;Start time;Duration (min)\na.vtt;Ana Reis;2026-03-05 14:30;31\n",
            &[("a.vtt", "Ana Reis", Some("2026-03-05"), Some(1860))],
        );
        check("call_id,transcript,date,rep\n7,\"b, two.vtt\",5 March 2026,Bo\n", &[("b, two.vtt", "Bo", Some("2026-03-05"), None)]);
    }

    #[test]
    fn one_row_tells_the_order_of_days_and_months_for_all() {
        let dates = |text: &str| read(text).expect(text).rows.iter().map(|it| it.date.map(|it| it.to_string())).collect::<Vec<_>>();
        assert_eq!(dates("title,date\nA,03/05/2026\nB,13/05/2026"), [Some("2026-05-03".to_owned()), Some("2026-05-13".to_owned())]);
        assert_eq!(dates("title,date\nA,03/05/26\nB,03/31/26"), [Some("2026-03-05".to_owned()), Some("2026-03-31".to_owned())]);
        assert_eq!(dates("title,date\nA,03.05.2026"), [Some("2026-05-03".to_owned())]);
        let unclear = read("title,date\nA,03/05/2026").unwrap();
        assert_eq!(unclear.rows[0].date, None);
        assert_eq!(unclear.skipped[0].line, 2);
    }

    #[test]
    fn lengths_are_read_in_their_unit() {
        for (cell, unit, expected) in [
            ("0:31:05", None, Some(1865)),
            ("31:05", None, Some(1865)),
            ("31", None, Some(1860)),
            ("1865", None, Some(1865)),
            ("31", Some(1e3), Some(31)),
            ("12 min", None, Some(720)),
            ("1.5 h", None, Some(5400)),
            ("0", None, None),
            ("soon", None, None),
        ] {
            assert_eq!(length(cell, unit).map(|it| it.0 / 1000), expected, "{cell}");
        }
    }

    #[test]
    fn a_table_of_words_is_no_table_of_calls() {
        for text in [
            "speaker,start,end,text\nAna,0,1,Hello",
            "id,speaker,title,transcript\n1,Ana,A,Hello there",
            "deal,amount,stage\n1,2,3",
            "title\nA",
            "title,date\n",
            "",
            "Dana: file, date, rep",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
