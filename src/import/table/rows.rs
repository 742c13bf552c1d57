//! Separated values -> rows of cells: quotes, line ends within quotes, a quote that nothing closes.

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

/// A row and the line it begins in, counted from 1.
pub(super) struct Row {
    pub line: usize,
    pub cells: Vec<String>,
}

/// Walks over the rows of `text`; blank lines are passed over. Linear.
pub(super) struct Rows<'a> {
    reader: Reader,
    rest: &'a [u8],
    all: usize,
    is_done: bool,
    separator: u8,
    /// How many cells a row has, and which of them holds words.
    words: Option<(usize, usize)>,
}

impl<'a> Rows<'a> {
    /// `is_quoted` tells whether quotes hold cells together.
    pub(super) fn of(text: &'a str, separator: u8, is_quoted: bool) -> Self {
        let reader = ReaderBuilder::new().delimiter(separator).quoting(is_quoted).build();
        Self { reader, rest: text.as_bytes(), all: text.len(), is_done: false, separator, words: None }
    }

    /// Rows have so many cells, and the one at `at` holds words: where a row has more, the words have separators that nobody
    /// quoted.
    pub(super) fn with_words(self, cells: usize, at: usize) -> Self {
        Self { words: Some((cells, at)), ..self }
    }

    /// Where in the text the next row begins, in bytes.
    pub(super) fn at(&self) -> usize {
        self.all - self.rest.len()
    }

    /// The cells of a row, each trimmed, words that fell apart put together.
    fn whole(&self, mut cells: Vec<String>) -> Vec<String> {
        if let Some((most, at)) = self.words.filter(|it| cells.len() > it.0) {
            let empty = cells.iter().skip(most).rev().take_while(|it| it.trim().is_empty()).count();
            cells.truncate(cells.len() - empty);
            let words: Vec<String> = cells.drain(at..=at + (cells.len() - most)).collect();
            cells.insert(at, words.join(char::from(self.separator).encode_utf8(&mut [0; 4])));
        }
        cells.iter().map(|it| it.trim().to_owned()).collect()
    }
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        if self.is_done {
            return None;
        }
        let blank = self.rest.iter().take_while(|it| matches!(it, b'\n' | b'\r')).count();
        let breaks = self.rest.get(..blank).unwrap_or_default();
        let blank_lines = breaks.iter().enumerate().filter(|(at, it)| **it == b'\n' || breaks.get(at + 1) != Some(&b'\n')).count();
        let line = usize::try_from(self.reader.line()).unwrap_or(usize::MAX).saturating_add(blank_lines);
        let mut row = Row { line, cells: Vec::new() };
        let (mut cell, mut buffer) = (Vec::new(), [0; 512]);
        loop {
            let (result, taken, given) = self.reader.read_field(self.rest, &mut buffer);
            self.rest = self.rest.get(taken..).unwrap_or_default();
            cell.extend_from_slice(buffer.get(..given).unwrap_or_default());
            match result {
                // An empty rest tells the reader that this is the end.
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
                ReadFieldResult::Field { record_end } => {
                    row.cells.push(String::from_utf8_lossy(&std::mem::take(&mut cell)).into_owned());
                    if record_end {
                        row.cells = self.whole(row.cells);
                        return Some(row);
                    }
                }
                ReadFieldResult::End => {
                    self.is_done = true;
                    row.cells = self.whole(row.cells);
                    return (!row.cells.is_empty()).then_some(row);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_may_hold_separators_quotes_and_lines() {
        let text = "a;b\r\n\r\n\"x;\"\"y\"\"\nz\"; é \n\n1;2";
        let found: Vec<_> = Rows::of(text, b';', true).map(|it| (it.line, it.cells.join("|"))).collect();
        assert_eq!(found, [(1, "a|b".to_owned()), (3, "x;\"y\"\nz|é".to_owned()), (6, "1|2".to_owned())]);
        let found: Vec<_> = Rows::of("\"a;b\nc;d", b';', false).map(|it| it.cells.join("|")).collect();
        assert_eq!(found, ["\"a|b", "c|d"]);
    }

    #[test]
    fn words_that_nobody_quoted_are_put_together_again() {
        let text = "Dana,so, well, yes,1\nLee,no,2,,\nKim,hm,3\nAda,4";
        let found: Vec<_> = Rows::of(text, b',', true).with_words(3, 1).map(|it| it.cells.join("|")).collect();
        assert_eq!(found, ["Dana|so, well, yes|1", "Lee|no|2", "Kim|hm|3", "Ada|4"]);
    }

    #[test]
    fn long_cells_come_out_whole() {
        let long = "wörd ".repeat(1000);
        let found: Vec<_> = Rows::of(&format!("{long},b"), b',', true).flat_map(|it| it.cells).collect();
        assert_eq!(found, [long.trim(), "b"]);
    }
}
