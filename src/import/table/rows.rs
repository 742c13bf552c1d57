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
    is_done: bool,
}

impl<'a> Rows<'a> {
    /// `is_quoted` tells whether quotes hold cells together.
    pub(super) fn of(text: &'a str, separator: u8, is_quoted: bool) -> Self {
        let reader = ReaderBuilder::new().delimiter(separator).quoting(is_quoted).build();
        Self { reader, rest: text.as_bytes(), is_done: false }
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
                    row.cells.push(String::from_utf8_lossy(&std::mem::take(&mut cell)).trim().to_owned());
                    if record_end {
                        return Some(row);
                    }
                }
                ReadFieldResult::End => {
                    self.is_done = true;
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
    fn long_cells_come_out_whole() {
        let long = "wörd ".repeat(1000);
        let found: Vec<_> = Rows::of(&format!("{long},b"), b',', true).flat_map(|it| it.cells).collect();
        assert_eq!(found, [long.trim(), "b"]);
    }
}
