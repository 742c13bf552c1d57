//! The browser's own abilities, one web API a file. Nothing here knows the trade.

pub mod clock;
pub mod copies;
pub mod crash;
pub mod files;
pub mod handles;
pub mod ids;
pub mod keep;
pub mod keys;
pub mod letters;
pub mod making;
pub mod media;
pub mod prefs;
pub mod screen;
pub mod selection;
pub mod site;
pub mod tabs;
pub mod text;
pub mod worker;
