//! The inner loops: what is done for every letter, word or cue of a file. A crate of its own, because it is compiled to be
//! fast (`[profile.release.package]` in the project's `Cargo.toml`) where the rest is compiled to be small.
//!
//! Pure, and without a rule of the trade: words are told apart and looked up in lists that somebody else has made. What is
//! generic would be compiled with who calls it, so nothing that counts is; and what is called in one place only would be taken into
//! that place and be compiled as small as it, so the loops are never taken in.

pub mod bytes;
pub mod cues;
mod hash;
mod hits;
mod lanes;
mod lists;
mod pairs;
pub mod rows;
mod scan;
mod stems;
mod table;
mod topics;
mod words;

pub use hash::{fixed, hash_of};
pub use hits::{Hit, Seen, has_any, topics_of};
pub use lists::{Few, List, Watch};
pub use pairs::pair;
pub use scan::{hash_into, hashes};
pub use stems::{Uses, stems_into};
pub use table::{ANY, Entry, Head, SHIPPED_RULE, Table};
pub use topics::{Topic, Topics, class};
pub use words::{After, Kind, Met, NO_HEAD, Word, heard, next_sentence, read_into};
