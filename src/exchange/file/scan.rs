//! From pieces of a file to the text of one record after the other. A piece may end anywhere, also within a letter; what
//! stands in memory is one piece and the record that it ends in.
//!
//! In our own layout a record is a line, so that one that is broken does not break the next. In any other layout of the
//! same JSON, brackets tell where a record ends.

use std::ops::Range;

use super::read::Refused;
use free::Place;

mod free;

/// Bytes that one record may have; a larger one is left out. The words of a day have a few megabytes.
pub const MAX_RECORD: usize = 32 * 1024 * 1024;

/// Bytes that may stand before the records.
const MAX_HEAD: usize = 64 * 1024;

/// What was found next.
pub(super) enum Found {
    /// The head is complete, as far as it stands before the records; see [`Scan::head`].
    Head,
    /// A record: the line it begins on, and where it stands in [`Scan::text`].
    Record(usize, Range<usize>),
    /// A record that is too large, by its line.
    TooLarge(usize),
    /// Nothing yet: more pieces are needed, or the file has ended as it should.
    Nothing,
}

enum Layout {
    /// Not known yet.
    Open,
    /// One record a line.
    Lines,
    /// Anything else.
    Free(Place),
}

pub(super) struct Scan {
    waiting: Vec<u8>,
    /// What of `waiting` is behind us, and what was looked at.
    from: usize,
    seen: usize,
    /// The line we are on, and the one on which something last stood.
    line: usize,
    last_line: usize,
    layout: Layout,
    head: Vec<u8>,
    whole: usize,
    is_skipping: bool,
    is_closed: bool,
    is_last: bool,
    bytes: u64,
}

impl Scan {
    pub(super) fn new() -> Self {
        Self {
            waiting: Vec::new(),
            from: 0,
            seen: 0,
            line: 1,
            last_line: 1,
            layout: Layout::Open,
            head: Vec::new(),
            whole: 0,
            is_skipping: false,
            is_closed: false,
            is_last: false,
            bytes: 0,
        }
    }

    pub(super) fn feed(&mut self, piece: &[u8]) {
        self.waiting.drain(..self.from.min(self.waiting.len()));
        self.seen = self.seen.saturating_sub(self.from);
        if let Layout::Free(place) = &mut self.layout
            && let Some((start, _)) = &mut place.record
        {
            *start = start.saturating_sub(self.from);
        }
        self.from = 0;
        self.waiting.extend_from_slice(piece);
        self.bytes = self.bytes.saturating_add(piece.len() as u64);
    }

    /// There are no more pieces.
    pub(super) fn end(&mut self) {
        self.is_last = true;
    }

    /// Whether [`Scan::end`] was called.
    pub(super) fn is_last(&self) -> bool {
        self.is_last
    }

    /// Bytes behind us.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes.saturating_sub((self.waiting.len() - self.from.min(self.waiting.len())) as u64)
    }

    /// What stands around the records, as far as it was seen, closed so that it is JSON.
    pub(super) fn head(&self) -> Vec<u8> {
        let mut head = self.head.clone();
        if head.ends_with(b"\"records\":[") {
            head.extend_from_slice(b"]}");
        }
        head
    }

    /// How many records were whole so far.
    pub(super) fn whole(&self) -> usize {
        self.whole
    }

    /// The line on which something last stood.
    pub(super) fn last_line(&self) -> usize {
        self.last_line
    }

    /// Whether the end of the file was seen, and not only the end of its pieces.
    pub(super) fn is_closed(&self) -> bool {
        self.is_closed
    }

    /// Whether a record's text may be laid out in any way.
    pub(super) fn is_free(&self) -> bool {
        matches!(self.layout, Layout::Free(_))
    }

    pub(super) fn text(&self, range: Range<usize>) -> &[u8] {
        self.waiting.get(range).unwrap_or_default()
    }

    pub(super) fn find(&mut self) -> Result<Found, Refused> {
        match self.layout {
            Layout::Open => self.open(),
            Layout::Lines => self.by_line(),
            Layout::Free(_) => self.by_bracket(),
        }
    }

    /// Which layout it is: told by the first line.
    fn open(&mut self) -> Result<Found, Refused> {
        const BOM: &[u8] = b"\xEF\xBB\xBF";
        let Self { waiting, .. } = self;
        if !self.is_last && waiting.len() < BOM.len() {
            return Ok(Found::Nothing);
        }
        let begin = if waiting.starts_with(BOM) { BOM.len() } else { 0 };
        let far = waiting.len().min(MAX_HEAD);
        let end = waiting.get(begin..far).and_then(|it| it.iter().position(|it| *it == b'\n')).map(|it| begin + it);
        match end {
            Some(end) if waiting.get(begin..end).is_some_and(|it| it.trim_ascii_end().ends_with(b"\"records\":[")) => {
                self.head = waiting.get(begin..end).unwrap_or_default().trim_ascii_end().to_vec();
                self.line = 2;
                (self.from, self.seen) = (end + 1, end + 1);
                self.layout = Layout::Lines;
                Ok(Found::Head)
            }
            None if !self.is_last && waiting.len() < MAX_HEAD => Ok(Found::Nothing),
            _ => {
                (self.from, self.seen) = (begin, begin);
                self.layout = Layout::Free(Place::default());
                self.by_bracket()
            }
        }
    }

    fn by_line(&mut self) -> Result<Found, Refused> {
        loop {
            let rest = self.waiting.get(self.seen..).unwrap_or_default();
            let end = rest.iter().position(|it| *it == b'\n').map(|it| self.seen + it);
            let (from, line) = (self.from, self.line);
            let until = match end {
                Some(end) => {
                    self.line += 1;
                    (self.from, self.seen) = (end + 1, end + 1);
                    end
                }
                None if self.is_last && from < self.waiting.len() => {
                    (self.from, self.seen) = (self.waiting.len(), self.waiting.len());
                    self.waiting.len()
                }
                None => {
                    self.seen = self.waiting.len();
                    return Ok(self.skip_if_too_large());
                }
            };
            if std::mem::take(&mut self.is_skipping) {
                continue;
            }
            let range = trimmed(&self.waiting, from..until);
            match self.text(range.clone()) {
                b"" => {}
                _ if self.is_closed => return Err(joined(line)),
                b"]}" => self.is_closed = true,
                _ if range.len() > MAX_RECORD => return Ok(Found::TooLarge(line)),
                record => {
                    // What the file ends in without a line's end is whole only if it can be read.
                    let is_whole = end.is_some() || serde_json::from_slice::<serde::de::IgnoredAny>(record).is_ok();
                    let comma = usize::from(record.ends_with(b","));
                    self.last_line = line;
                    self.whole += usize::from(is_whole);
                    if is_whole {
                        return Ok(Found::Record(line, range.start..range.end - comma));
                    }
                }
            }
        }
    }

    fn skip_if_too_large(&mut self) -> Found {
        if self.seen - self.from <= MAX_RECORD && !self.is_skipping {
            return Found::Nothing;
        }
        self.from = self.seen;
        if std::mem::replace(&mut self.is_skipping, true) { Found::Nothing } else { Found::TooLarge(self.line) }
    }
}

fn joined(line: usize) -> Refused {
    Refused(format!("Line {line} stands after the end of the file: two files may have been joined. Open them one at a time."))
}

/// `range` without the white space at its ends.
fn trimmed(bytes: &[u8], range: Range<usize>) -> Range<usize> {
    let text = bytes.get(range.clone()).unwrap_or_default();
    let start = range.start + (text.len() - text.trim_ascii_start().len());
    start..start + text.trim_ascii().len()
}
