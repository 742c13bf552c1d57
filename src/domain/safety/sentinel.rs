//! What is noted outside the database, so that its loss is seen: what it held, when a file last held it, and what has been
//! changed since.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// After so many changes a backup file is due.
const DUE_CHANGES: u32 = 50;
/// After so many days with changes a backup file is due.
const DUE_DAYS: i64 = 7;
/// After so many changes a snapshot is taken at once.
const SNAPSHOT_CHANGES: u32 = 25;

/// One part in so many of the time may go into snapshots.
const SNAPSHOT_SHARE: i64 = 20;

/// The note.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sentinel {
    /// Which database it speaks of ([`super::Meta::vault`]).
    pub vault: String,
    /// The last change that was confirmed ([`super::Meta::seq`]).
    pub seq: u64,
    /// How many calls there were.
    pub calls: u32,
    /// How many scorecards.
    pub cards: u32,
    /// How many people.
    pub people: u32,
    /// The last backup file.
    pub backup: Option<Backup>,
    /// Changes since then.
    pub unbacked: u32,
    /// When the first of them was made.
    pub unbacked_since: Option<DateTime<Utc>>,
    /// Changes since the last snapshot.
    pub unshot: u32,
    /// Much has come in since the last snapshot: the next does not wait for more.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_due: bool,
    /// When the snapshot from before the last file was taken: it stays beside the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<DateTime<Utc>>,
    /// When the last snapshot was begun.
    pub shot_at: Option<DateTime<Utc>>,
    /// How long it took, in milliseconds.
    pub shot_ms: u32,
}

/// A backup file that was saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backup {
    /// When.
    pub at: DateTime<Utc>,
    /// Under which name.
    pub name: String,
}

impl Sentinel {
    /// A change was confirmed. Another tab may have noted a later one.
    pub fn changed(&mut self, vault: &str, seq: u64, now: DateTime<Utc>) {
        if self.vault != vault {
            *self = Self { vault: vault.to_owned(), backup: self.backup.take(), ..Self::default() };
        }
        self.seq = self.seq.max(seq);
        self.unbacked = self.unbacked.saturating_add(1);
        self.unbacked_since.get_or_insert(now);
        self.unshot = self.unshot.saturating_add(1);
    }

    /// A backup file was saved that has the first `changes` of the changes that no file had.
    pub fn backed_up(&mut self, name: String, now: DateTime<Utc>, changes: u32) {
        self.backup = Some(Backup { at: now, name });
        self.unbacked = self.unbacked.saturating_sub(changes);
        self.unbacked_since = (self.unbacked > 0).then_some(now);
    }

    /// A snapshot was taken that has the first `changes` of those that none had; it was begun at `begun`.
    pub fn shot(&mut self, changes: u32, begun: DateTime<Utc>, now: DateTime<Utc>) {
        self.unshot = self.unshot.saturating_sub(changes);
        self.is_due = false;
        self.shot_at = Some(begun);
        self.shot_ms = u32::try_from((now - begun).num_milliseconds()).unwrap_or(0);
    }

    /// Whether a snapshot is due at once, without waiting for a pause.
    pub fn wants_snapshot(&self) -> bool {
        self.unshot >= SNAPSHOT_CHANGES || (self.is_due && self.unshot > 0)
    }

    /// How long the next snapshot that is taken by itself has to wait, in milliseconds: taking them may take a twentieth of
    /// the time at most, so that those of a large workspace are taken less often.
    pub fn snapshot_rests(&self, now: DateTime<Utc>) -> u32 {
        let rest = i64::from(self.shot_ms) * SNAPSHOT_SHARE;
        let passed = self.shot_at.map_or(rest, |it| (now - it).num_milliseconds().max(0));
        u32::try_from(rest - passed).unwrap_or(0)
    }

    /// Whether a backup file is due: many changes, or some that are old.
    pub fn backup_due(&self, now: DateTime<Utc>) -> bool {
        let old = self.unbacked_since.is_some_and(|it| now - it >= TimeDelta::days(DUE_DAYS));
        self.unbacked >= DUE_CHANGES || (self.unbacked > 0 && old)
    }

    /// How long ago the last backup file was made: "Last backup 3 days ago".
    pub fn last_backup(&self, now: DateTime<Utc>) -> Option<String> {
        let days = (now - self.backup.as_ref()?.at).num_days();
        Some(match days {
            ..1 => "Last backup today".to_owned(),
            1 => "Last backup yesterday".to_owned(),
            _ => format!("Last backup {days} days ago"),
        })
    }

    /// What is at risk, in words: "43 changes since your last backup file". `rows`: whether anything is stored, as the database
    /// tells; the note itself may be lost, or not be kept by the browser at all.
    pub fn at_risk(&self, rows: bool) -> String {
        let changes = crate::domain::show::count(self.unbacked as usize, "change", "changes");
        match (self.unbacked, &self.backup) {
            (0, Some(_)) => "Your last backup file has everything.".to_owned(),
            (0, None) if rows => {
                "No backup file is known. This browser keeps no notes for this site, or they were cleared: it may not remind you, so save a file now and then.".to_owned()
            }
            (0, None) => "Nothing to back up yet.".to_owned(),
            (_, Some(_)) => format!("{changes} since your last backup file"),
            (_, None) => format!("{changes}, in no backup file yet"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(n)
    }

    fn after(changes: u32, at: i64) -> Sentinel {
        let mut sentinel = Sentinel::default();
        for seq in 0..changes {
            sentinel.changed("v", u64::from(seq) + 1, day(at));
        }
        sentinel
    }

    #[test]
    fn a_backup_is_due_by_number_and_by_age_of_changes_and_never_without_any() {
        for (changes, days, due) in [(0, 900, false), (1, 6, false), (1, 7, true), (49, 0, false), (50, 0, true)] {
            assert_eq!(after(changes, 0).backup_due(day(days)), due, "{changes} changes, {days} days");
        }
        let mut saved = after(60, 0);
        saved.backed_up("a.json".to_owned(), day(1), 60);
        assert!(!saved.backup_due(day(900)));
        assert_eq!(saved.at_risk(true), "Your last backup file has everything.");
        let ago = |days| saved.last_backup(day(days)).unwrap();
        assert_eq!(
            (ago(1), ago(2), ago(4)),
            ("Last backup today".to_owned(), "Last backup yesterday".to_owned(), "Last backup 3 days ago".to_owned())
        );
        assert_eq!(Sentinel::default().last_backup(day(4)), None);
        saved.changed("v", 61, day(10));
        assert!(!saved.backup_due(day(16)) && saved.backup_due(day(17)));
        assert_eq!(saved.at_risk(true), "1 change since your last backup file");
        // The note is gone, what is stored is not.
        assert!(Sentinel::default().at_risk(true).starts_with("No backup file is known."));
        assert_eq!(Sentinel::default().at_risk(false), "Nothing to back up yet.");
    }

    #[test]
    fn what_was_changed_while_the_file_was_written_stays_at_risk() {
        let mut sentinel = after(3, 0);
        sentinel.backed_up("a.json".to_owned(), day(1), 2);
        assert_eq!((sentinel.unbacked, sentinel.unbacked_since), (1, Some(day(1))));
    }

    #[test]
    fn a_snapshot_that_took_long_is_not_taken_again_soon_and_one_that_did_not_is() {
        let took = |seconds: i64| {
            let mut sentinel = after(30, 0);
            sentinel.shot(30, day(1), day(1) + TimeDelta::seconds(seconds));
            sentinel
        };
        assert_eq!(after(30, 0).snapshot_rests(day(0)), 0);
        for (seconds, later, rests) in
            [(0, 0, 0), (1, 1, 19_000), (60, 60, 19 * 60_000), (60, 1200, 0), (60, 9_999_999, 0), (60, -50, 1_200_000)]
        {
            assert_eq!(took(seconds).snapshot_rests(day(1) + TimeDelta::seconds(later)), rests, "{seconds} s, {later} s later");
        }
        assert!(!took(60).wants_snapshot());
    }

    #[test]
    fn after_much_has_come_in_the_next_snapshot_does_not_wait_for_more() {
        let mut sentinel = after(1, 0);
        assert!(!sentinel.wants_snapshot());
        sentinel.is_due = true;
        assert!(sentinel.wants_snapshot());
        sentinel.shot(1, day(1), day(1));
        sentinel.changed("v", 2, day(1));
        assert!(!sentinel.wants_snapshot());
    }

    #[test]
    fn another_database_under_the_same_name_begins_anew() {
        let mut sentinel = after(30, 0);
        assert!(sentinel.wants_snapshot());
        sentinel.changed("w", 1, day(1));
        assert_eq!((sentinel.seq, sentinel.unbacked, sentinel.wants_snapshot()), (1, 1, false));
        // An earlier change that is noted later takes nothing back.
        sentinel.changed("w", 7, day(1));
        sentinel.changed("w", 6, day(1));
        assert_eq!(sentinel.seq, 7);
    }
}
