//! What the person sees. It asks the pure rooms, shows their answers, and holds no rule.

mod app;
mod charts;
mod components;
mod drafts;
mod handover;
mod kept_files;
mod later;
mod load;
mod pages;
mod pending;
mod reading;
mod routes;
mod sample;
mod session;
mod shell;

pub use app::start;
