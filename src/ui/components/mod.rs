//! Parts that several pages use. They know the domain's types, never the session.

pub mod act;
pub mod call_facts;
pub mod crossed;
pub mod dialog;
pub mod focus;
pub mod heads;
pub mod live;
pub mod meter;
pub mod pane;
pub mod person;
pub mod scroll;
pub mod show;
pub mod sure;
pub mod typed;
pub mod voices;
pub mod who;
pub mod window;
pub mod work;
