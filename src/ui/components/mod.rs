//! Parts that several pages use. They know the domain's types, never the session.

pub mod dialog;
pub mod meter;
pub mod pane;
pub mod scroll;
pub mod window;
