//! Starts the product in the browser.

fn main() {}
