//! Moving dates, so that the sample team never looks old.

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::file::Entry;
use crate::domain::scorecard::Scorecard;

/// Moves every date of `entries` by `days`, rounded down to whole weeks, so that weekdays stay. Clock times stay in UTC;
/// a date the calendar does not have stays where it is.
pub fn shift(entries: &mut [Entry], days: i64) {
    let whole_weeks = days.div_euclid(7) * 7;
    for entry in entries {
        if let Some(stamp) = entry.stamp_mut() {
            instant(&mut stamp.at, whole_weeks);
        }
        match entry {
            Entry::Person(it) => it.body.start_date.iter_mut().for_each(|it| day(it, whole_weeks)),
            Entry::Call(it) => it.body.started_at.iter_mut().for_each(|it| instant(it, whole_weeks)),
            Entry::Scorecard(it) => {
                instant(&mut it.body.created_at, whole_weeks);
                it.body.submitted_at.iter_mut().for_each(|it| instant(it, whole_weeks));
                talk(&mut it.body, whole_weeks);
            }
            Entry::Erasure(it) => instant(&mut it.at, whole_weeks),
            Entry::Transcript(_) | Entry::Rubric(_) | Entry::Settings(_) | Entry::Unknown(_) => {}
        }
    }
}

/// The dates of what is said of a card, and of its focus.
fn talk(card: &mut Scorecard, by: i64) {
    card.comments.iter_mut().for_each(|it| instant(&mut it.at, by));
    card.shown_early.iter_mut().for_each(|it| instant(&mut it.at, by));
    card.disputes.iter_mut().for_each(|it| instant(&mut it.at, by));
    card.rulings.iter_mut().for_each(|it| {
        instant(&mut it.at, by);
        instant(&mut it.dispute, by);
    });
    card.refocused.iter_mut().for_each(|it| instant(&mut it.at, by));
    let focuses = card.refocused.iter_mut().filter_map(|it| it.was.as_mut()).chain(&mut card.focus);
    focuses.filter_map(|it| it.until.as_mut()).for_each(|it| day(it, by));
}

fn instant(at: &mut DateTime<Utc>, by: i64) {
    let days = Days::new(by.unsigned_abs());
    let moved = if by < 0 { at.checked_sub_days(days) } else { at.checked_add_days(days) };
    *at = moved.unwrap_or(*at);
}

fn day(on: &mut NaiveDate, by: i64) {
    let days = Days::new(by.unsigned_abs());
    let moved = if by < 0 { on.checked_sub_days(days) } else { on.checked_add_days(days) };
    *on = moved.unwrap_or(*on);
}
