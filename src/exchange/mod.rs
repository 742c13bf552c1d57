//! Files that leave one copy of the product and come back to another: the workspace, a scorecard to hand over.
//!
//! Pure. [`file`] is what stands in a file, how it is written, read and checked; [`merge`] says what each record would
//! change here before anything is changed; [`handover`] picks what goes along when something is handed over and says what
//! is inside; [`pseudonym`] takes the names out of it; [`seal`] closes a file with a
//! passphrase; [`shift()`] moves the dates of the sample team.

pub mod file;
pub mod handover;
pub mod merge;
pub mod pseudonym;
pub mod seal;
mod shift;

pub use shift::shift;
