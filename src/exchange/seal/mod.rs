//! What the page knows of files that are closed with a passphrase: how to tell one, and phrases that nobody guesses. They
//! are closed and opened by a program of its own (`src/bin/seal`).

mod phrase;

pub use phrase::{PHRASE_RANDOM, phrase, weakness};

/// How such a file begins: the format is that of age.
pub const FIRST_LINE: &[u8] = b"age-encryption.org/v1\n";

/// What the program is asked: to close a file.
pub const CLOSE: &str = "close";

/// What the program is asked: to open a file.
pub const OPEN: &str = "open";

/// Whether `bytes` begin like a file that is closed.
pub fn is_sealed(bytes: &[u8]) -> bool {
    bytes.starts_with(FIRST_LINE)
}
