//! A table of labelled rows: the cells of a CSV by the names of its columns.

/// A CSV whose first row names the columns.
pub struct Table {
    file: String,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// The table in `file`, or one sentence why there is none.
    pub fn open(file: &str) -> Result<Self, String> {
        let text = std::fs::read_to_string(file).map_err(|err| format!("{file} cannot be read as text: {err}."))?;
        Self::read(file, &text)
    }

    /// The table in `text`, the content of `file`.
    pub fn read(file: &str, text: &str) -> Result<Self, String> {
        let text = text.trim_start_matches('\u{feff}');
        // A spreadsheet of another country parts its cells by semicolons or tabs.
        let first = text.lines().next().unwrap_or_default();
        let part = [',', ';', '\t'].into_iter().max_by_key(|part| (first.matches(*part).count(), *part == ',')).unwrap_or(',');
        let mut rows = rows(text, part).into_iter();
        let head = rows.next().ok_or_else(|| format!("{file} is empty."))?;
        let head = head.iter().map(|it| plain(it)).collect();
        Ok(Self { file: file.to_owned(), head, rows: rows.filter(|row| row.iter().any(|it| !it.trim().is_empty())).collect() })
    }

    /// The index of the first of `names` that is a column.
    pub fn column(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.head.iter().position(|it| *it == plain(name)))
    }

    /// The same where the column must be there; `needed` says which all are.
    pub fn needed(&self, names: &[&str], needed: &str) -> Result<usize, String> {
        self.column(names).ok_or_else(|| {
            let wanted = names.join(" or ");
            format!("{} has no column called {wanted}; its columns are {}. Needed: {needed}.", self.file, self.head.join(", "))
        })
    }

    /// The rows below the head.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|it| Row(it))
    }

    /// What to say where no row has a label that can be read.
    pub fn unlabelled(&self, column: &str) -> String {
        format!("No row of {} has a label in {column} that reads as yes or no (true, false, 1, 0, yes, no).", self.file)
    }
}

/// A row of a [`Table`].
pub struct Row<'a>(&'a [String]);

impl Row<'_> {
    /// A cell; empty where the row is too short.
    pub fn cell(&self, at: usize) -> &str {
        self.0.get(at).map_or("", String::as_str)
    }

    /// What a label says; `None` where the row has none.
    pub fn label(&self, at: usize) -> Option<bool> {
        match self.cell(at).trim().to_lowercase().as_str() {
            "true" | "1" | "1.0" | "yes" | "y" | "t" | "open" => Some(true),
            "false" | "0" | "0.0" | "no" | "n" | "f" | "closed" => Some(false),
            _ => None,
        }
    }
}

/// A column's name without what differs from file to file: "Is Question" is `is_question`.
fn plain(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '-'], "_")
}

/// The rows of a CSV: cells parted by `part`, quoted cells with doubled quotes and line breaks.
fn rows(text: &str, part: char) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if quoted || cell.is_empty() => quoted = !quoted,
            _ if letter == part && !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            '\r' if !quoted && letters.peek() == Some(&'\n') => {}
            _ => cell.push(letter),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_may_hold_commas_quotes_and_line_breaks() {
        let read = rows("text,is_question\r\n\"He said \"\"why, no\"\"\nand left\",True\r\nlast,\n", ',');
        assert_eq!(read, [vec!["text", "is_question"], vec!["He said \"why, no\"\nand left", "True"], vec!["last", ""]]);
    }

    #[test]
    fn columns_are_found_by_name_in_any_order_and_spelling() {
        for head in ["text,is_question", "is_question,text", "\u{feff}Text;Is Question", "TEXT\tis-question"] {
            let table = Table::read("it.csv", &format!("{head}\n")).unwrap();
            assert!(table.column(&["text"]).is_some() && table.column(&["is_question"]).is_some(), "{head}");
        }
    }

    #[test]
    fn a_missing_column_is_named_with_those_that_are_there() {
        let table = Table::read("it.csv", "words,label\nHello,1\n").unwrap();
        let said = table.needed(&["text"], "text and label").unwrap_err();
        assert_eq!(said, "it.csv has no column called text; its columns are words, label. Needed: text and label.");
        assert_eq!(Table::read("it.csv", "").err().unwrap(), "it.csv is empty.");
    }

    #[test]
    fn labels_are_read_as_people_write_them() {
        let table = Table::read("it.csv", "label\nTrue\n1\nYES\nno\n0\nFALSE\nn/a\nperhaps\n").unwrap();
        let labels: Vec<_> = table.rows().map(|it| it.label(0)).collect();
        assert_eq!(labels, [Some(true), Some(true), Some(true), Some(false), Some(false), Some(false), None, None]);
    }
}
