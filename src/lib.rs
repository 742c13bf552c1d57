//! Callcraft: the map of the house, in reading order. `ARCHITECTURE.md` tells what each room keeps.

pub mod domain;
pub mod exchange;
pub mod export;
pub mod import;

#[cfg(feature = "seal")]
pub mod sealing;

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod storage;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod ui;
