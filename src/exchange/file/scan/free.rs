//! Files of ours in another layout: indented, or all on one line. Brackets tell where a record begins and ends.

use super::{Found, Layout, MAX_HEAD, MAX_RECORD, Refused, Scan, joined};

/// Where in a file of free layout we are.
#[derive(Default)]
pub(super) struct Place {
    /// Open brackets: within a record those of the record, else those of the file.
    depth: usize,
    in_word: bool,
    escaped: bool,
    /// Where in the head the last word begins; the word is the key of what comes next.
    word: usize,
    key_is_records: bool,
    in_records: bool,
    /// Where the record begins that we are in, and on which line.
    pub(super) record: Option<(usize, usize)>,
    /// Whether a comma must come before the next record.
    wants_comma: bool,
}

impl Place {
    /// Whether `byte`, which stands in a word, ends it.
    fn ends_word(&mut self, byte: u8) -> bool {
        let was_escaped = self.escaped;
        self.escaped = byte == b'\\' && !was_escaped;
        self.in_word = byte != b'"' || was_escaped;
        !self.in_word
    }
}

impl Scan {
    pub(super) fn by_bracket(&mut self) -> Result<Found, Refused> {
        let Layout::Free(mut place) = std::mem::replace(&mut self.layout, Layout::Open) else { return Ok(Found::Nothing) };
        let mut found = Ok(Found::Nothing);
        while let Some(byte) = self.waiting.get(self.seen).copied() {
            let step = if place.in_records { self.in_records(&mut place, byte) } else { self.around(&mut place, byte) };
            self.seen += 1;
            self.line += usize::from(byte == b'\n');
            if place.record.is_none() {
                self.from = self.seen;
            }
            match step {
                Ok(Found::Nothing) => {}
                step => {
                    found = step;
                    break;
                }
            }
        }
        self.layout = Layout::Free(place);
        found
    }

    /// A byte before or after the records.
    fn around(&mut self, place: &mut Place, byte: u8) -> Result<Found, Refused> {
        if !byte.is_ascii_whitespace() {
            self.last_line = self.line;
        }
        match (self.is_closed, byte) {
            (_, it) if it.is_ascii_whitespace() && !place.in_word => return Ok(Found::Nothing),
            (true, _) => return Err(joined(self.line)),
            (false, it) if self.head.is_empty() && it != b'{' => return Err(Refused::foreign()),
            _ if self.head.len() >= MAX_HEAD => return Err(Refused::foreign()),
            _ => self.head.push(byte),
        }
        if place.in_word {
            if place.ends_word(byte) {
                place.key_is_records = place.depth == 1 && self.head.get(place.word..) == Some(b"\"records\"");
            }
            return Ok(Found::Nothing);
        }
        match byte {
            b'"' => (place.in_word, place.word) = (true, self.head.len() - 1),
            b'[' if place.depth == 1 && place.key_is_records => {
                *place = Place { in_records: true, ..Place::default() };
                return Ok(Found::Head);
            }
            b'{' | b'[' => place.depth += 1,
            b'}' | b']' => {
                place.depth = place.depth.saturating_sub(1);
                self.is_closed = place.depth == 0;
            }
            b',' => place.key_is_records = false,
            _ => {}
        }
        Ok(Found::Nothing)
    }

    /// A byte among the records, or in one.
    fn in_records(&mut self, place: &mut Place, byte: u8) -> Result<Found, Refused> {
        let Some((start, line)) = place.record else {
            match byte {
                it if it.is_ascii_whitespace() => {}
                b',' => place.wants_comma = false,
                b']' => {
                    self.head.push(byte);
                    *place = Place { depth: 1, ..Place::default() };
                }
                _ if place.wants_comma => {
                    let line = self.line;
                    return Err(Refused(format!(
                        "This file cannot be read: in line {line} a comma is missing between two records. It may have been edited by hand; export it again."
                    )));
                }
                _ => {
                    self.last_line = self.line;
                    let opens = matches!(byte, b'{' | b'[');
                    *place = Place {
                        in_records: true,
                        record: Some((self.seen, self.line)),
                        depth: usize::from(opens),
                        in_word: byte == b'"',
                        ..Place::default()
                    };
                }
            }
            return Ok(Found::Nothing);
        };
        if !byte.is_ascii_whitespace() {
            self.last_line = self.line;
        }
        let ends = if place.in_word {
            place.ends_word(byte) && place.depth == 0
        } else {
            match byte {
                b'"' => place.in_word = true,
                b'{' | b'[' => place.depth += 1,
                // A number or a word ends before this byte, which has to be looked at again.
                b',' | b']' | b'}' | b' ' | b'\n' | b'\r' | b'\t' if place.depth == 0 => {
                    self.seen -= 1;
                    self.line -= usize::from(byte == b'\n');
                }
                b'}' | b']' => place.depth -= 1,
                _ => {}
            }
            place.depth == 0 && !place.in_word
        };
        let too_large = self.seen - start >= MAX_RECORD;
        if too_large && !ends {
            // What of it has been seen is let go; its brackets still count.
            place.record = Some((self.seen + 1, line));
            self.from = self.seen + 1;
            self.is_skipping = true;
        }
        if !ends {
            return Ok(Found::Nothing);
        }
        *place = Place { in_records: true, wants_comma: true, ..Place::default() };
        if std::mem::take(&mut self.is_skipping) {
            return Ok(Found::TooLarge(line));
        }
        self.whole += 1;
        Ok(Found::Record(line, start..self.seen + 1))
    }
}
