//! Files that leave one copy of the product and come back to another: the workspace, a scorecard to hand over.
//!
//! Pure. [`file`] is what stands in a file, how it is written, read and checked; [`merge`] says what each record would
//! change here before anything is changed, [`differ`] where two versions differ, [`origin`] whose they are, [`label`] what records are called, and
//! [`opened`] how an opened file is taken back; [`handover`] picks what goes along when something is handed over and says what
//! is inside, [`calibration`] what a pack to calibrate by begins with each call; [`pseudonym`] takes the names out of it, [`redact`] that of an erased person, [`nameless`] where an
//! old file brings it back; [`seal`] closes a file with a
//! passphrase; [`about`] finds all about one person; [`rescue`] makes a file of a copy that was saved without the program; [`shift()`] moves the dates of the sample team.

pub mod about;
pub mod calibration;
pub mod differ;
pub mod file;
pub mod handover;
pub mod label;
pub mod merge;
pub mod nameless;
pub mod opened;
pub mod origin;
pub mod pseudonym;
pub mod redact;
pub mod rescue;
pub mod same;
pub mod seal;
mod shift;
pub mod twins;

pub use shift::shift;
