//! The rules of the product as the benchmark's page calls them (`make bench`). No part of the site.

#[cfg(target_arch = "wasm32")]
mod calls;
#[cfg(target_arch = "wasm32")]
mod desk;

fn main() {}
