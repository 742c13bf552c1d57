//! `inspect transcript`: what the importers make of a file.

/// The transcript in `file` as JSON, or one sentence why there is none.
pub fn run(file: &str) -> Result<String, String> {
    Err(format!("{file}: not read yet"))
}
