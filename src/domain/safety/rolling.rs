//! Which snapshots stay: the last one, and the last ones before this hour, this day and this week began.

use chrono::{DateTime, Datelike, NaiveDateTime, Timelike, Utc};

/// A snapshot of the workspace outside the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// When it was taken.
    pub at: DateTime<Utc>,
    /// The last change that is in it.
    pub seq: u64,
    /// How many calls it has.
    pub calls: u32,
    /// Its size as it is kept, in bytes.
    pub bytes: u64,
    /// Why it was taken.
    pub why: Why,
}

/// Why a snapshot was taken. It stands beside its name, so that older releases read that as ever.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Why {
    /// Once in a while, or by a release that did not say.
    #[default]
    Itself,
    /// On a click.
    Hand,
    /// Before something of this name came in.
    Before(String),
}

impl Why {
    /// As it is kept.
    pub fn kept(&self) -> String {
        match self {
            Self::Itself => String::new(),
            Self::Hand => "hand".to_owned(),
            Self::Before(what) => format!("before {what}"),
        }
    }

    /// From what is kept; what a later release says counts as nothing.
    pub fn of(kept: &str) -> Self {
        match (kept, kept.strip_prefix("before ")) {
            ("hand", _) => Self::Hand,
            (_, Some(what)) => Self::Before(what.to_owned()),
            _ => Self::Itself,
        }
    }

    /// In words, after the rest.
    pub fn says(&self) -> String {
        match self {
            Self::Itself => "taken by itself".to_owned(),
            Self::Hand => "taken by hand".to_owned(),
            Self::Before(what) => format!("from before {what}"),
        }
    }
}

impl Snapshot {
    /// Its name, which tells all but the size and why it was taken: instants as milliseconds.
    pub fn name(&self) -> String {
        format!("{}-{}-{}", self.at.timestamp_millis(), self.seq, self.calls)
    }

    /// From a name.
    pub fn named(name: &str, bytes: u64) -> Option<Self> {
        let mut parts = name.splitn(3, '-');
        let at = DateTime::from_timestamp_millis(parts.next()?.parse().ok()?)?;
        Some(Self { at, seq: parts.next()?.parse().ok()?, calls: parts.next()?.parse().ok()?, bytes, why: Why::Itself })
    }
}

/// The snapshots that may go, where the person's clock shows what `local` says.
pub fn to_drop(all: &[Snapshot], now: NaiveDateTime, local: impl Fn(DateTime<Utc>) -> NaiveDateTime) -> Vec<Snapshot> {
    let day = now.date();
    let week = day - chrono::Days::new(u64::from(day.weekday().num_days_from_monday()));
    let starts = [now.date().and_hms_opt(now.hour(), 0, 0), day.and_hms_opt(0, 0, 0), week.and_hms_opt(0, 0, 0)];
    let last_before = |end: Option<NaiveDateTime>| all.iter().filter(|it| end.is_none_or(|end| local(it.at) < end)).map(|it| it.at).max();
    let stay: Vec<_> = std::iter::once(None).chain(starts.into_iter().filter(Option::is_some)).filter_map(last_before).collect();
    all.iter().filter(|it| !stay.contains(&it.at)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use proptest::prelude::*;

    use super::*;

    fn snapshot(minutes: i64) -> Snapshot {
        Snapshot { at: DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes), seq: minutes as u64, calls: 2, bytes: 9, why: Why::Itself }
    }

    /// Takes a snapshot at each of these minutes, and keeps what the rule keeps.
    fn after(minutes: &[i64]) -> Vec<i64> {
        let mut all: Vec<Snapshot> = Vec::new();
        for at in minutes {
            all.push(snapshot(*at));
            let gone = to_drop(&all, snapshot(*at).at.naive_utc(), |it| it.naive_utc());
            all.retain(|it| !gone.contains(it));
        }
        all.iter().map(|it| it.seq as i64).collect()
    }

    #[test]
    fn the_last_one_and_those_before_the_hour_the_day_and_the_week_stay() {
        const HOUR: i64 = 60;
        const DAY: i64 = 24 * HOUR;
        assert_eq!(after(&[1, 5, 9]), [9]);
        assert_eq!(after(&[1, 5, HOUR, HOUR + 5]), [5, HOUR + 5]);
        // The epoch was a Thursday: day 4 is the first Monday.
        assert_eq!(after(&[1, DAY + 1, DAY + HOUR, DAY + HOUR + 2]), [1, DAY + 1, DAY + HOUR + 2]);
        assert_eq!(
            after(&[3 * DAY, 4 * DAY, 5 * DAY, 5 * DAY + HOUR, 5 * DAY + 2 * HOUR]),
            [3 * DAY, 4 * DAY, 5 * DAY + HOUR, 5 * DAY + 2 * HOUR]
        );
    }

    #[test]
    fn a_name_tells_what_it_is_of_and_another_name_is_none() {
        let one = snapshot(1_234_567);
        assert_eq!(Snapshot::named(&one.name(), one.bytes), Some(one));
        for name in ["", "1", "1-2", "a-2-3", "1-2-c", "99999999999999999999-1-1"] {
            assert_eq!(Snapshot::named(name, 0), None, "{name}");
        }
    }

    #[test]
    fn why_it_was_taken_is_kept_beside_its_name() {
        for why in [Why::Itself, Why::Hand, Why::Before("hand".to_owned()), Why::Before("before a-b.json".to_owned())] {
            assert_eq!(Why::of(&why.kept()), why);
        }
        assert_eq!(Why::of("by a later release"), Why::Itself);
    }

    proptest! {
        #[test]
        fn the_newest_always_stays_and_never_more_than_four(mut minutes in proptest::collection::btree_set(0i64..60 * 24 * 40, 1..60)) {
            let last = minutes.pop_last().unwrap_or_default();
            let all: Vec<i64> = minutes.into_iter().chain([last]).collect();
            let kept = after(&all);
            prop_assert!(kept.len() <= 4 && kept.last() == Some(&last), "{kept:?}");
        }
    }
}
