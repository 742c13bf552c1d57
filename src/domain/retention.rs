//! How long calls and their words are kept, and what is due to be erased. Nothing is erased by itself: a person sees what is
//! due and says so.

use chrono::{DateTime, Months, Utc};
use serde::{Deserialize, Serialize};

use super::call::Call;
use super::id::CallId;

/// For how many months something is kept; `None` for ever.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retention {
    /// The words of calls.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<u16>,
    /// Calls with all that is part of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calls: Option<u16>,
}

/// What is due.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// Calls whose words are due, and not the call itself.
    pub words: Vec<CallId>,
    /// Calls that are due as a whole.
    pub calls: Vec<CallId>,
}

/// When a call was: when it began, or when it came here.
pub fn day_of(call: &Call) -> Option<DateTime<Utc>> {
    call.started_at.or_else(|| DateTime::from_timestamp_millis(i64::try_from(call.id.0.unix_ms()).ok()?))
}

/// What of `calls` is due at `now`. A call exactly so many months old is.
pub fn due<'a>(calls: impl IntoIterator<Item = &'a Call>, keep: Retention, now: DateTime<Utc>) -> Due {
    let is_over = |call: &Call, months: Option<u16>| {
        let last = months.and_then(|it| now.checked_sub_months(Months::new(u32::from(it))));
        last.zip(day_of(call)).is_some_and(|(last, day)| day <= last)
    };
    let mut due = Due::default();
    for call in calls {
        if is_over(call, keep.calls) {
            due.calls.push(call.id);
        } else if call.transcript.is_some() && is_over(call, keep.words) {
            due.words.push(call.id);
        }
    }
    due
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::RawId;

    fn call(at: Option<&str>, words: bool) -> Call {
        let id = CallId(RawId::new(DateTime::parse_from_rfc3339("2026-01-15T00:00:00Z").unwrap().timestamp_millis() as u64, 1));
        let json = format!("{{\"id\":\"{id}\",\"title\":\"A call\",\"kind\":\"demo\"}}");
        let mut call: Call = serde_json::from_str(&json).unwrap();
        call.started_at = at.map(|it| it.parse().unwrap());
        call.transcript = words.then(|| "00".to_owned());
        call
    }

    #[track_caller]
    fn check(call: &Call, keep: Retention, words: usize, calls: usize) {
        let due = due([call], keep, "2026-11-15T12:00:00Z".parse().unwrap());
        assert_eq!((due.words.len(), due.calls.len()), (words, calls));
    }

    #[test]
    fn what_is_as_old_as_the_period_is_due_and_nothing_where_there_is_none() {
        let six = Retention { words: Some(6), calls: None };
        check(&call(Some("2026-05-15T12:00:00Z"), true), six, 1, 0);
        check(&call(Some("2026-05-15T12:00:01Z"), true), six, 0, 0);
        check(&call(Some("2020-01-01T00:00:00Z"), true), Retention::default(), 0, 0);
    }

    #[test]
    fn a_call_that_is_due_takes_its_words_along_and_one_without_words_has_none() {
        let both = Retention { words: Some(1), calls: Some(6) };
        check(&call(Some("2026-05-01T00:00:00Z"), true), both, 0, 1);
        check(&call(Some("2026-09-01T00:00:00Z"), true), both, 1, 0);
        check(&call(Some("2026-09-01T00:00:00Z"), false), both, 0, 0);
    }

    #[test]
    fn a_call_without_a_day_is_as_old_as_it_is_here() {
        check(&call(None, false), Retention { words: None, calls: Some(9) }, 0, 1);
        check(&call(None, false), Retention { words: None, calls: Some(11) }, 0, 0);
    }
}
