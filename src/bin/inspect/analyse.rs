//! `inspect analyse`: the metrics and suggestions of a call.

/// The analysis of `file` as JSON, seen from the speaker called `rep`; or one sentence why there is none.
pub fn run(file: &str, rep: Option<&str>) -> Result<String, String> {
    Err(format!("{file}: not read yet ({rep:?})"))
}
