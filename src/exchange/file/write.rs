//! Writing a file, a piece at a time: in memory stands what was written since the last piece was taken.

use serde::Serialize;

use super::{Entry, FORMAT, FORMAT_VERSION, Header};

#[derive(Serialize)]
struct HeaderLine<'a> {
    format: &'static str,
    format_version: u32,
    #[serde(flatten)]
    header: &'a Header,
}

/// A file that is being written. To give up, drop it.
#[derive(Debug)]
pub struct Writer {
    out: Vec<u8>,
    taken: u64,
    is_first: bool,
}

impl Writer {
    /// A file that begins with `header`.
    pub fn new(header: &Header) -> Self {
        let first = HeaderLine { format: FORMAT, format_version: FORMAT_VERSION, header };
        // A struct with text keys: serialising it cannot fail.
        let mut out = serde_json::to_vec(&first).unwrap_or_default();
        out.pop();
        out.extend_from_slice(b",\"records\":[");
        Self { out, taken: 0, is_first: true }
    }

    /// Adds a record.
    pub fn add(&mut self, entry: &Entry) {
        self.out.extend_from_slice(if self.is_first { b"\n" } else { b",\n" });
        self.is_first = false;
        entry.write(&mut self.out);
    }

    /// How many bytes wait to be taken.
    pub fn waiting(&self) -> usize {
        self.out.len()
    }

    /// How many bytes the file has so far.
    pub fn bytes(&self) -> u64 {
        self.taken.saturating_add(self.out.len() as u64)
    }

    /// Takes what was written since the last time: UTF-8, whole records.
    pub fn take(&mut self) -> Vec<u8> {
        self.taken = self.bytes();
        std::mem::take(&mut self.out)
    }

    /// The last piece. Without it the file counts as cut off.
    pub fn end(mut self) -> Vec<u8> {
        self.out.extend_from_slice(b"\n]}\n");
        self.out
    }
}

/// The whole file as text.
pub fn write<'a>(header: &Header, entries: impl IntoIterator<Item = &'a Entry>) -> String {
    let mut writer = Writer::new(header);
    entries.into_iter().for_each(|it| writer.add(it));
    // It is JSON throughout.
    String::from_utf8(writer.end()).unwrap_or_default()
}
