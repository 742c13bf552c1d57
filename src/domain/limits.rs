//! What of a text, a date or a length may be kept: one rule for forms, importers and files.

use std::ops::{Range, RangeInclusive};

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use super::rubric::Rubric;
use super::rubric::form::rows;
use super::time::Millis;

/// Names, titles, keys: letters at most.
pub const SHORT: usize = 500;
/// Texts: bytes at most.
pub const LONG: usize = 64 * 1024;
/// Prose of a rubric, in its editor: letters at most.
pub const PROSE: usize = 4000;
/// Items of a rubric at most: what one screen can still draw at every letter.
pub const ITEMS: usize = 150;
/// Categories of a rubric at most, and levels, checks, thresholds or bands of an item.
pub const ROWS: usize = 60;
/// The longest call, recording and offset that are believed: a week.
pub const WEEK: i64 = 7 * 24 * 3_600_000;

/// How much is taken. What is wrong is said as a fragment: "longer than 500 letters".
#[derive(Debug)]
pub struct Limits {
    nameless: bool,
    short: usize,
    long: usize,
    instants: Range<i32>,
    days: Range<i32>,
    length: RangeInclusive<i64>,
    items: usize,
    rows: usize,
}

/// What may newly be kept, whoever brings it.
pub const RULE: Limits = Limits {
    nameless: false,
    short: SHORT,
    long: LONG,
    instants: 1970..2200,
    days: 1900..2200,
    length: 0..=WEEK,
    items: ITEMS,
    rows: ROWS,
};

/// What a workspace may hold from before there was one rule: it goes into backups and comes back as it is. Years beyond four digits
/// (and a zone) could never be entered, and nothing reckons safely with much larger ones.
pub const KEPT: Limits = Limits {
    nameless: true,
    short: usize::MAX,
    long: usize::MAX,
    instants: -1..10_001,
    days: -1..10_001,
    length: i64::MIN..=i64::MAX,
    items: usize::MAX,
    rows: usize::MAX,
};

/// The rule of [`RULE`] for the years of instants, as a field for a date and a time has it.
pub const FIRST: &str = "1970-01-02T00:00";
/// The last of them.
pub const LAST: &str = "2199-12-30T23:59";
/// The rule for days, as a field for a date has it.
pub const FIRST_DAY: &str = "1900-01-01";
/// The last of them.
pub const LAST_DAY: &str = "2199-12-31";
/// What a field for a name wants: something beside spaces.
pub const NAME: &str = r".*\S.*";

type Fault = Result<(), String>;

impl Limits {
    /// A name, a title, a key.
    ///
    /// # Errors
    ///
    /// What is wrong, as for all of these.
    pub fn short(&self, text: &str) -> Fault {
        // Most are known to fit by their bytes.
        let fits = text.len() <= self.short || text.chars().nth(self.short).is_none();
        if fits { Ok(()) } else { Err(format!("longer than {} letters", self.short)) }
    }

    /// What must not be empty: the name of somebody.
    ///
    /// # Errors
    ///
    /// As for [`Limits::short`].
    pub fn name(&self, text: &str) -> Fault {
        if !self.nameless && text.trim().is_empty() { Err("it is empty".to_owned()) } else { self.short(text) }
    }

    /// Prose.
    ///
    /// # Errors
    ///
    /// As for [`Limits::short`].
    pub fn long(&self, text: &str) -> Fault {
        if text.len() <= self.long { Ok(()) } else { Err(format!("longer than {} kB", self.long / 1024)) }
    }

    /// When something was.
    ///
    /// # Errors
    ///
    /// As for [`Limits::short`].
    pub fn instant(&self, at: DateTime<Utc>) -> Fault {
        year(&self.instants, at.year())
    }

    /// The day of a call: an instant whose zone is not known.
    ///
    /// # Errors
    ///
    /// As for [`Limits::short`].
    pub fn began(&self, on: NaiveDate) -> Fault {
        // With a day to spare, since the zone may lead into another year.
        let ends = [Some(on), on.pred_opt(), on.succ_opt()];
        ends.into_iter().flatten().try_for_each(|it| year(&self.instants, it.year()))
    }

    /// A day of somebody's life at work.
    ///
    /// # Errors
    ///
    /// As for [`Limits::short`].
    pub fn day(&self, on: NaiveDate) -> Fault {
        year(&self.days, on.year())
    }

    /// How long a call or a recording is; what is wrong is said without which of them it is.
    ///
    /// # Errors
    ///
    /// As for [`Limits::short`].
    pub fn length(&self, of: Millis) -> Fault {
        if self.length.contains(&of.0) { Ok(()) } else { Err("is at most a week long".to_owned()) }
    }
}

impl Limits {
    /// How much a rubric holds.
    ///
    /// # Errors
    ///
    /// The field at fault, and a sentence.
    pub fn rubric(&self, it: &Rubric) -> Result<(), (String, String)> {
        let too_many = |path: String, what: &str, most: usize| Err((path, format!("It has more than {most} {what}: make it shorter.")));
        if it.categories.len() > self.rows {
            return too_many("categories".to_owned(), "categories", self.rows);
        }
        if it.items().count() > self.items {
            return too_many("categories".to_owned(), "items", self.items);
        }
        for (at, category) in it.categories.iter().enumerate() {
            if let Some(item) = category.items.iter().position(|it| rows(&it.kind) > self.rows) {
                return too_many(format!("categories[{at}].items[{item}].kind"), "levels, checks, thresholds or bands", self.rows);
            }
        }
        Ok(())
    }
}

fn year(range: &Range<i32>, year: i32) -> Fault {
    if range.contains(&year) { Ok(()) } else { Err(format!("the year {year} cannot be right")) }
}

/// `text` without what is beyond the rule for names and titles.
pub fn shortened(text: &mut String) {
    cut(text, SHORT);
}

/// `text` without what is beyond so many letters; tells whether there was such.
pub fn cut(text: &mut String, letters: usize) -> bool {
    let end = text.char_indices().nth(letters).map(|it| it.0);
    text.truncate(end.unwrap_or(text.len()));
    end.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_takes_what_can_be_and_says_what_cannot() {
        let at = |year| DateTime::<Utc>::from_timestamp(0, 0).and_then(|it| it.with_year(year)).unwrap();
        assert_eq!(RULE.instant(at(1970)), Ok(()));
        assert_eq!(RULE.instant(at(2199)), Ok(()));
        for year in [-1, 26, 1969, 2200, 9999, 10_000] {
            assert_eq!(RULE.instant(at(year)), Err(format!("the year {year} cannot be right")));
            assert_eq!(KEPT.instant(at(year)), Ok(()));
        }
        assert_eq!(RULE.day(at(1900).date_naive()), Ok(()));
        assert!(RULE.day(at(202).date_naive()).is_err());
        assert_eq!((RULE.name(" "), KEPT.name(" ")), (Err("it is empty".to_owned()), Ok(())));
        assert_eq!(RULE.short(&"é".repeat(SHORT)), Ok(()));
        assert!(RULE.short(&"é".repeat(SHORT + 1)).is_err());
        assert!(RULE.long(&"x".repeat(LONG + 1)).is_err());
        assert!(RULE.length(Millis(-1)).is_err() && RULE.length(Millis(WEEK + 1)).is_err());
        assert_eq!(RULE.length(Millis(WEEK)), Ok(()));
    }

    #[test]
    fn the_ends_that_fields_have_are_those_of_the_rule() {
        let at = |text: &str| format!("{text}:00Z").parse::<DateTime<Utc>>().unwrap();
        let aside = chrono::TimeDelta::hours(14);
        // Wherever the clock stands.
        for it in [at(FIRST) - aside, at(FIRST) + aside, at(LAST) - aside, at(LAST) + aside] {
            assert_eq!(RULE.instant(it), Ok(()));
        }
        for (it, other) in [(FIRST_DAY, "1899-12-31"), (LAST_DAY, "2200-01-01")] {
            assert_eq!(RULE.day(it.parse().unwrap()), Ok(()));
            assert!(RULE.day(other.parse().unwrap()).is_err());
        }
    }

    #[test]
    fn a_rubric_that_no_screen_can_draw_is_not_taken_newly() {
        let mut many = super::super::rubric::standard();
        assert_eq!(RULE.rubric(&many), Ok(()));
        let item = many.categories[0].items[0].clone();
        many.categories[0].items = vec![item; ITEMS];
        assert_eq!(RULE.rubric(&many).unwrap_err(), ("categories".to_owned(), "It has more than 150 items: make it shorter.".to_owned()));
        assert_eq!(KEPT.rubric(&many), Ok(()), "what is stored goes into backups as it is");
        many.categories[0].items.truncate(2);
        let anchor = super::super::rubric::Anchor { points: 0, says: String::new() };
        many.categories[0].items[1].kind = super::super::rubric::ItemKind::Anchored { anchors: vec![anchor; ROWS + 1] };
        assert_eq!(RULE.rubric(&many).unwrap_err().0, "categories[0].items[1].kind");
    }

    #[test]
    fn a_long_name_is_cut_between_letters() {
        let mut name = "é".repeat(SHORT + 7);
        shortened(&mut name);
        assert_eq!(name, "é".repeat(SHORT));
    }
}
