//! What the person sees. It asks the pure rooms, shows their answers, and holds no rule.

mod app;
mod backup;
mod cards;
mod charts;
mod components;
mod drafts;
mod folder;
mod following;
mod handover;
mod heard;
mod helpers;
mod kept_files;
mod later;
mod load;
mod outlive;
mod pages;
mod pending;
mod reading;
mod recovery;
mod routes;
mod sample;
mod saves;
mod sentinel;
mod session;
mod shell;
mod snapshots;
mod stored_card;
mod toast;
mod trash;
mod tried;

pub use app::start;
