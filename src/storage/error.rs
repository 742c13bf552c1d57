//! What can go wrong with the database, in words for the person; the browser's own words are kept.

use std::error::Error as _;

use super::guard::Named;

/// Why a change is not made: what it was made from is not what is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The record was changed meanwhile.
    Changed,
    /// It is not there any more, or the call it belongs to is not.
    Deleted,
    /// It was erased for ever.
    Erased,
    /// It names somebody, or a rubric, that is not there any more.
    Unnamed(Named),
}

/// A record that was not written, and nothing of its batch with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Why.
    pub why: Why,
    /// The store of the record.
    pub store: &'static str,
    /// Its id there.
    pub id: String,
    /// The call it belongs to.
    pub call: Option<String>,
    /// The record as it is stored, as JSON; `None` where it is not.
    pub now: Option<Vec<u8>>,
}

fn refused(why: &Why) -> &'static str {
    match why {
        Why::Changed => {
            "This was changed in another tab meanwhile, so your change was not kept. Look at it as it is now and change it again."
        }
        Why::Deleted => {
            "This was deleted in another tab, so your change was not kept. What is in the trash can be brought back on the Data page."
        }
        Why::Erased => "This was erased for ever in another tab, so your change was not kept.",
        Why::Unnamed(Named::Person(_)) => {
            "Somebody named here was deleted in another tab, so your change was not kept. Choose somebody else, or bring them back on the Data page first."
        }
        Why::Unnamed(Named::Rubric(_)) => {
            "This rubric was deleted in another tab, so your change was not kept. Choose another, or bring it back on the Data page first."
        }
    }
}

/// Why the database did not do it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// No database at all.
    #[error("This browser gives the page no database: it may be a private window, or storage is blocked for this site. ({0})")]
    Unavailable(String),
    /// There may be one, but it cannot be opened.
    #[error(
        "The browser cannot open this site's database: the disk may be full, or a file of the browser damaged. Make room on the disk, then try again. ({0})"
    )]
    Stuck(String),
    /// The database or a row was written by a newer release.
    #[error("Another tab runs a newer version of Callcraft. Reload this page.")]
    NewerVersion,
    /// Another tab has upgraded the database.
    #[error("The database was closed by an update in another tab. Reload this page.")]
    Closed,
    /// The browser has thrown the database away while it was open.
    #[error("The browser has removed this site's database while it was open. Reload this page to see what can be restored.")]
    Gone,
    /// No room.
    #[error("The disk space for this site is used up. Save a copy of your work on the Data page, then make room.")]
    QuotaExceeded,
    /// The browser took the change back.
    #[error("The browser did not keep the change, most often because the disk is full. Nothing was half-written.")]
    Aborted,
    /// It was made from what is no longer so.
    #[error("{}", refused(&.0.why))]
    Refused(Box<Refusal>),
    /// What was to be taken out of the trash is not in it.
    #[error("Nothing was brought back: it is not in the trash any more. The trash may have been emptied in another tab.")]
    NotInTrash,
    /// Any other failure.
    #[error("The database could not {action}: {cause}")]
    Request {
        /// What was tried.
        action: &'static str,
        /// The browser's words.
        cause: String,
    },
    /// One row cannot be read.
    #[error("A stored row of “{store}” cannot be read: {cause}")]
    BadRow {
        /// The store.
        store: &'static str,
        /// Why.
        cause: String,
    },
}

/// rexie prints only "idb error"; the browser's words are one source down.
fn cause(err: &rexie::Error) -> String {
    let mut words = err.to_string();
    let mut source = err.source();
    while let Some(inner) = source {
        words = inner.to_string();
        source = inner.source();
    }
    words
}

impl StorageError {
    pub(super) fn open(err: rexie::Error) -> Self {
        Self::opening(cause(&err))
    }

    /// From the browser's words on opening.
    pub(super) fn opening(cause: String) -> Self {
        match () {
            () if cause.contains("VersionError") => Self::NewerVersion,
            () if cause.contains("UnknownError") => Self::Stuck(cause),
            () => Self::Unavailable(cause),
        }
    }

    pub(super) fn begin(err: rexie::Error) -> Self {
        let cause = cause(&err);
        if cause.contains("InvalidStateError") || cause.contains("closing") {
            Self::Closed
        } else {
            Self::Request { action: "begin", cause }
        }
    }

    pub(super) fn request(action: &'static str, err: &rexie::Error) -> Self {
        Self::told(action, cause(err))
    }

    /// From the browser's words.
    pub(super) fn told(action: &'static str, cause: String) -> Self {
        match () {
            () if cause.contains("QuotaExceeded") => Self::QuotaExceeded,
            () if cause.contains("AbortError") => Self::Aborted,
            () if cause.contains("InvalidStateError") || cause.contains("closing") => Self::Closed,
            () => Self::Request { action, cause },
        }
    }
}
