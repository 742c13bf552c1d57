//! Tables as CSV (RFC 4180), for a spreadsheet.
//!
//! What is text stays text: a cell that a spreadsheet would take for a formula begins with an apostrophe. Numbers are
//! written as numbers, dates as `2026-11-12T10:00:00Z`, lengths of time in seconds; what is not known is empty, never 0.

use chrono::{DateTime, Timelike, Utc};

/// How a table is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// What stands between cells: a comma, or a semicolon where the comma is a decimal sign and Excel wants it so.
    pub between: char,
    /// Whether the bytes begin with a mark that tells Excel they are UTF-8.
    pub bom: bool,
}

impl Default for Form {
    fn default() -> Self {
        Self { between: ',', bom: true }
    }
}

/// A table that is being written.
pub struct Csv {
    out: String,
    form: Form,
    begins: bool,
}

impl Csv {
    /// A table with these columns.
    pub fn new(form: Form, columns: &[&str]) -> Self {
        let out = if form.bom { "\u{FEFF}".to_owned() } else { String::new() };
        let mut csv = Self { out, form, begins: true };
        columns.iter().for_each(|it| csv.text(it));
        csv.end_row();
        csv
    }

    /// A cell of somebody's words.
    pub fn text(&mut self, text: &str) {
        let guard = if is_formula(text) { "'" } else { "" };
        self.cell(&format!("{guard}{text}"));
    }

    /// A number. What is not finite is empty.
    pub fn number(&mut self, value: Option<f64>, decimals: usize) {
        let value = value.filter(|it| it.is_finite()).map(|it| format!("{it:.decimals$}"));
        self.cell(&value.unwrap_or_default());
    }

    /// A whole number.
    pub fn whole(&mut self, value: impl Into<u64>) {
        self.cell(&value.into().to_string());
    }

    /// An instant.
    pub fn instant(&mut self, at: Option<DateTime<Utc>>) {
        let whole = at.and_then(|it| it.naive_utc().with_nanosecond(0));
        // Debug is the form with a T between day and time.
        self.cell(&whole.map(|it| format!("{it:?}Z")).unwrap_or_default());
    }

    /// Ends the row.
    pub fn end_row(&mut self) {
        self.out.push_str("\r\n");
        self.begins = true;
    }

    /// What was written since the last time: whole rows, where called between rows.
    pub fn take(&mut self) -> String {
        std::mem::take(&mut self.out)
    }

    fn cell(&mut self, cell: &str) {
        if !std::mem::take(&mut self.begins) {
            self.out.push(self.form.between);
        }
        // The outer space of a cell is lost in some programs unless it is quoted.
        let is_plain = cell.trim().len() == cell.len() && !cell.contains(['"', '\r', '\n', ',', ';', '\t', self.form.between]);
        if is_plain {
            self.out.push_str(cell);
        } else {
            self.out.push('"');
            self.out.push_str(&cell.replace('"', "\"\""));
            self.out.push('"');
        }
    }
}

/// Whether a spreadsheet might take `text` for a formula: by its first letter, also in the wide forms of East Asia.
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut csv = Csv::new(Form { between: ',', bom: false }, &["a"]);
        csv.text(text);
        csv.end_row();
        assert_eq!(csv.take(), format!("a\r\n{expected}\r\n"));
    }

    #[test]
    fn a_cell_that_looks_like_a_formula_is_made_text() {
        check("=1+1", "'=1+1");
        check("+351 912", "'+351 912");
        check("-", "'-");
        check("@SUM(A1)", "'@SUM(A1)");
        check("\t=1", "\"'\t=1\"");
        check("\r=1", "\"'\r=1\"");
        check("＝1", "'＝1");
        check("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
        check("a=1", "a=1");
        check("'=1", "'=1");
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        check("plain – text", "plain – text");
        check("Kettle, Sons", "\"Kettle, Sons\"");
        check("say \"hi\"", "\"say \"\"hi\"\"\"");
        check("two\nlines", "\"two\nlines\"");
        check(" outer ", "\" outer \"");
        check("", "");
    }

    #[test]
    fn numbers_stay_numbers_and_what_is_not_known_is_empty() {
        let mut csv = Csv::new(Form { between: ';', bom: true }, &["n", "m"]);
        csv.number(Some(-1.25), 1);
        csv.number(None, 1);
        csv.whole(7u32);
        csv.number(Some(f64::NAN), 0);
        csv.instant("2026-11-12T10:00:00.5Z".parse().ok());
        csv.end_row();
        assert_eq!(csv.take(), "\u{FEFF}n;m\r\n-1.2;;7;;2026-11-12T10:00:00Z\r\n");
    }

    proptest! {
        #[test]
        fn every_text_is_read_back_by_a_reader_of_csv(cells in proptest::collection::vec("[a-c=+@;,\"\r\n\t é-]{0,8}", 1..5), semicolon in any::<bool>()) {
            let between = if semicolon { ';' } else { ',' };
            let mut csv = Csv::new(Form { between, bom: false }, &[]);
            // A row of nothing but one empty cell is an empty line; ours begin with an id.
            let cells = [vec!["id".to_owned()], cells].concat();
            cells.iter().for_each(|it| csv.text(it));
            csv.end_row();
            let text = csv.take();
            let expected: Vec<String> = cells.iter().map(|it| if is_formula(it) { format!("'{it}") } else { it.clone() }).collect();
            prop_assert_eq!(back(text.strip_prefix("\r\n").unwrap(), between as u8), expected);
        }
    }

    /// The cells of one row.
    fn back(text: &str, between: u8) -> Vec<String> {
        let mut reader = csv_core::ReaderBuilder::new().delimiter(between).build();
        let (mut input, mut out, mut cells) = (text.as_bytes(), [0u8; 200], Vec::new());
        let mut written = 0;
        loop {
            let (result, read, wrote) = reader.read_field(input, &mut out[written..]);
            input = &input[read..];
            written += wrote;
            match result {
                csv_core::ReadFieldResult::Field { .. } => {
                    cells.push(String::from_utf8(out[..written].to_vec()).unwrap());
                    written = 0;
                }
                csv_core::ReadFieldResult::End => return cells,
                csv_core::ReadFieldResult::InputEmpty => {}
                csv_core::ReadFieldResult::OutputFull => panic!("a cell is too long"),
            }
        }
    }
}
