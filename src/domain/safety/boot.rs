//! What a start finds, and what is to be done about it. A database that was lost is never taken for a first run.

use super::{Meta, Sentinel};

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The note outside the database.
    pub sentinel: Option<Sentinel>,
    /// What the database knows of itself.
    pub meta: Option<Meta>,
    /// Whether it holds any row.
    pub has_rows: bool,
    /// Whether the browser says that it has lost what was there.
    pub lost: bool,
    /// Whether there is a snapshot outside the database.
    pub snapshot: bool,
    /// The last change that is in a snapshot.
    pub snapshot_seq: u64,
}

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// Nobody has been here: the first page with its doors.
    First,
    /// All is as it was left.
    Normal,
    /// The last changes are missing: so many, as far as the snapshot has them.
    Behind(u64),
    /// So many of the last changes are missing, and nothing has them: the pages open, and say so.
    Short(u64),
    /// What was here is gone.
    Lost,
}

/// Decides.
pub fn decide(found: &Found) -> Start {
    let had = found.sentinel.as_ref().map_or(0, |it| it.seq);
    let is_empty = !found.has_rows && found.meta.is_none();
    if is_empty {
        // A snapshot of a workspace in which nothing was ever done is no sign of anything.
        let tells = found.snapshot && found.snapshot_seq > 0;
        return if had > 0 || found.lost || tells { Start::Lost } else { Start::First };
    }
    let same = match (&found.meta, &found.sentinel) {
        (Some(meta), Some(sentinel)) => meta.vault == sentinel.vault,
        // Rows of a release that noted nothing, or a note that was cleared away: the next change notes anew.
        _ => false,
    };
    let seq = found.meta.as_ref().map_or(0, |it| it.seq);
    match (had.min(found.snapshot_seq).saturating_sub(seq), had.saturating_sub(seq)) {
        (missing @ 1.., _) if same => Start::Behind(missing),
        (_, missing @ 1..) if same => Start::Short(missing),
        _ => Start::Normal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentinel(seq: u64) -> Option<Sentinel> {
        Some(Sentinel { vault: "v".to_owned(), seq, calls: 3, ..Sentinel::default() })
    }

    fn meta(seq: u64) -> Option<Meta> {
        Some(Meta { vault: "v".to_owned(), seq, min_reader: 2 })
    }

    /// The table: note outside, database (its last change, whether it has rows), the browser's word, last snapshot.
    #[test]
    fn every_start_has_its_screen() {
        let rows = [
            (None, None, false, false, None, Start::First),
            // The browser says that something was there, or there is a snapshot of it: not a first run.
            (None, None, false, true, None, Start::Lost),
            (None, None, false, false, Some(4), Start::Lost),
            (None, None, false, false, Some(0), Start::First),
            (sentinel(0), None, false, false, Some(0), Start::First),
            (None, None, false, true, Some(0), Start::Lost),
            // Site data was cleared in part, or the rows are of a release that noted nothing.
            (None, meta(9), true, false, None, Start::Normal),
            (None, meta(9), true, false, Some(4), Start::Normal),
            (None, None, true, false, None, Start::Normal),
            (sentinel(9), None, true, false, Some(9), Start::Normal),
            (sentinel(9), meta(9), true, false, None, Start::Normal),
            (sentinel(9), meta(12), true, false, Some(4), Start::Normal),
            // Everything was erased on purpose: the database knows.
            (sentinel(9), meta(9), false, false, Some(4), Start::Normal),
            (sentinel(9), meta(6), true, false, Some(8), Start::Behind(2)),
            (sentinel(9), meta(6), true, false, Some(12), Start::Behind(3)),
            (sentinel(9), meta(6), true, false, Some(6), Start::Short(3)),
            (sentinel(9), meta(6), true, false, None, Start::Short(3)),
            (sentinel(9), None, false, true, Some(8), Start::Lost),
            (sentinel(9), None, false, false, Some(8), Start::Lost),
            (sentinel(9), None, false, false, None, Start::Lost),
            (sentinel(0), None, false, false, None, Start::First),
        ];
        for (sentinel, meta, has_rows, lost, snapshot, start) in rows {
            let found = Found { sentinel, meta, has_rows, lost, snapshot: snapshot.is_some(), snapshot_seq: snapshot.unwrap_or(0) };
            assert_eq!(decide(&found), start, "{found:?}");
        }
    }
}
