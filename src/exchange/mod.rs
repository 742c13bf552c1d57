//! Files that leave one copy of the product and come back to another: the workspace, a scorecard to hand over.
//!
//! Pure. [`file`] is what stands in a file, how it is written, read and checked; [`merge`] says what each record would
//! change here before anything is changed; [`shift()`] moves the dates of the sample team.

pub mod file;
pub mod merge;
mod shift;

pub use shift::shift;
