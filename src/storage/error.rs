//! What can go wrong with the database, in words for the person; the browser's own words are kept.

use std::error::Error as _;

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
