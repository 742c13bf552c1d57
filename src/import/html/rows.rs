//! Web pages whose transcript is a table: a row for each thing said.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::super::foreign::WEB;
use super::super::lines::tidy;
use super::super::tags::{Node, Tags, attribute, resolve};
use super::super::{Found, table};
use super::{AROUND, RAW};

/// Whether a page holds a table whose columns are those of a transcript.
pub(super) fn is(text: &str) -> bool {
    Page::of(text).best().is_some()
}

/// Reads the longest such table; what stands around it is no speech.
pub(super) fn read(text: &str) -> Found {
    let page = Page::of(text);
    let Some(rows) = page.best() else { return Found { refused: Some(WEB), ..Found::default() } };
    let mut found = table::read(&rows.csv);
    // The table was written a row a line; people look for the lines of their file.
    let line = |at: usize| at.checked_sub(1).and_then(|it| rows.lines.get(it)).copied().unwrap_or(at);
    found.pieces.iter_mut().for_each(|it| it.line = line(it.line));
    found.skipped.iter_mut().for_each(|it| it.line = line(it.line));
    found.title = found.title.or(page.title);
    found.language = found.language.or(page.language);
    found
}

/// A table of the page as the reader of tables takes it, a row a line, and the line of each row in the page.
#[derive(Default)]
struct Rows {
    csv: String,
    lines: Vec<usize>,
}

#[derive(Default)]
struct Page {
    tables: Vec<Rows>,
    title: Option<String>,
    language: Option<String>,
}

impl Page {
    fn of(text: &str) -> Self {
        let mut page = Self::default();
        let mut tags = Tags::of(text);
        let (mut cell, mut is_in_cell, mut is_title) = (String::new(), false, false);
        let (mut line, mut counted) = (1, 0);
        while let Some(node) = tags.next() {
            match node {
                Node::Text(words) if is_in_cell || is_title => resolve(words, &mut cell),
                Node::Text(_) => {}
                Node::Open { name, inside, is_alone } => match name.to_ascii_lowercase().as_str() {
                    "html" => page.language = Some(attribute(inside, "lang").to_owned()).filter(|it| !it.is_empty()),
                    "br" | "p" | "div" => cell.push(' '),
                    _ if is_alone => {}
                    "title" => is_title = true,
                    "table" => page.tables.push(Rows::default()),
                    // What is left open ends where the next begins, as browsers read it.
                    "tr" => {
                        page.take(&mut cell, &mut is_in_cell);
                        page.row(line);
                    }
                    "td" | "th" => {
                        page.take(&mut cell, &mut is_in_cell);
                        is_in_cell = true;
                    }
                    name if RAW.contains(&name) => tags.pass_raw(name),
                    name if AROUND.contains(&name) => tags.pass(name),
                    _ => {}
                },
                Node::Close(name) => match name.to_ascii_lowercase().as_str() {
                    "title" => {
                        page.title = Some(tidy(&std::mem::take(&mut cell))).filter(|it| !it.is_empty());
                        is_title = false;
                    }
                    "td" | "th" | "tr" | "table" => page.take(&mut cell, &mut is_in_cell),
                    _ => {}
                },
            }
            let seen = text.len() - tags.left();
            line += text.as_bytes().get(counted..seen).unwrap_or_default().iter().filter(|it| **it == b'\n').count();
            counted = seen;
        }
        page
    }

    /// A new row of the table that was opened last.
    fn row(&mut self, line: usize) {
        let Some(rows) = self.tables.last_mut() else { return };
        if rows.csv.is_empty() {
            // Nothing was written for rows without cells above it.
            rows.lines.clear();
        } else {
            rows.csv.push('\n');
        }
        rows.lines.push(line);
    }

    /// Ends a cell.
    fn take(&mut self, cell: &mut String, is_in_cell: &mut bool) {
        let words = std::mem::take(cell);
        let Some(rows) = self.tables.last_mut().filter(|_| std::mem::take(is_in_cell)) else { return };
        let part = if rows.csv.is_empty() || rows.csv.ends_with('\n') { "" } else { "," };
        let _ = write!(rows.csv, "{part}\"{}\"", tidy(&words).replace('"', "\"\""));
    }

    /// The longest table that reads as a transcript: with times, or with names that come again.
    fn best(&self) -> Option<&Rows> {
        let is_one = |it: &&Rows| table::is(&it.csv) && is_spoken(&table::read(&it.csv));
        self.tables.iter().filter(is_one).max_by_key(|it| it.lines.len())
    }
}

/// Pages are full of other tables: of prices, of settings and what they do.
fn is_spoken(found: &Found) -> bool {
    let names: BTreeSet<&str> = crate::domain::order::set(found.pieces.iter().filter_map(|it| it.label.as_deref()));
    let named = found.pieces.iter().filter(|it| it.label.is_some()).count();
    let is_timed = found.pieces.iter().filter(|it| it.start.is_some()).count() * 2 > found.pieces.len();
    found.refused.is_none() && (is_timed || (named > 1 && names.len() * 2 <= named + 1))
}
