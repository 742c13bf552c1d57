//! Documents that leave the product: one scorecard as Markdown, as a page of its own, or as a short note.
//!
//! Pure. [`card`] says what stands in the document, once; [`markdown`] and [`page`] only say how it is written down.
//! Every text is somebody else's until it has been escaped, and only these two escape. [`note`] is plain text. [`tables`]
//! are for spreadsheets, written by [`csv`]. [`paper`] makes a document short enough for one printed page.

pub mod card;
pub mod csv;
pub mod document;
pub mod file_name;
pub mod markdown;
pub mod note;
pub mod page;
pub mod paper;
pub mod tables;
mod talk;

pub use crate::domain::names;
use chrono::{Datelike, NaiveDate};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `12 Nov 2026`.
pub fn date(on: NaiveDate) -> String {
    let month = MONTHS.get(on.month0() as usize).copied().unwrap_or_default();
    format!("{} {month} {}", on.day(), on.year())
}

/// `text` without what could hide or turn other text around it: control characters but line breaks, and the marks that
/// change the direction of writing.
fn clean(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .filter(|it| *it == '\n' || !it.is_control())
        .filter(|it| !matches!(it, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_the_same_everywhere() {
        assert_eq!(date(NaiveDate::from_ymd_opt(2026, 11, 2).unwrap()), "2 Nov 2026");
    }

    #[test]
    fn what_hides_or_turns_text_around_goes() {
        assert_eq!(clean("a\r\nb\u{202E}c\u{0}d\te\u{2067}"), "a\nbcde");
    }
}
