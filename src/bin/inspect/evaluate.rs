//! `inspect evaluate`: how well the analysis agrees with people's labels.

use callcraft::domain::analysis::{Asked, asked};
use serde_json::{Value, json};

/// How well questions are found in the rows of `file`, a CSV with the columns `text`, `is_question` and `is_open`:
/// precision, recall and F1 of a row being (or holding) a question, and of its being an open one. Rows without a
/// label in `is_question` are left out.
pub fn questions(file: &str) -> Result<String, String> {
    let text = std::fs::read_to_string(file).map_err(|err| format!("{file} cannot be read as text: {err}."))?;
    let rows = csv(&text);
    let mut rows = rows.into_iter();
    let head = rows.next().ok_or_else(|| format!("{file} is empty."))?;
    let column = |name: &str| {
        let at = head.iter().position(|it| it.trim().trim_start_matches('\u{feff}').eq_ignore_ascii_case(name));
        at.ok_or_else(|| format!("{file} has no column called {name}; text, is_question and is_open are needed."))
    };
    let (text, question, open) = (column("text")?, column("is_question")?, column("is_open")?);
    let mut all = Tally::default();
    let mut wide = Tally::default();
    for row in rows {
        let cell = |at: usize| row.get(at).map_or("", String::as_str);
        let Some(labelled) = label(cell(question)) else { continue };
        let found = asked(cell(text), "en");
        let is_question = |it: &Option<Asked>| it.is_some_and(|it| it.counts() || it == Asked::Courtesy);
        all.add(labelled, found.iter().any(is_question));
        wide.add(label(cell(open)).unwrap_or(false), found.contains(&Some(Asked::Open)));
    }
    let mut report = all.report();
    if let Value::Object(fields) = &mut report {
        fields.insert("open".to_owned(), wide.report());
    }
    Ok(report.to_string())
}

/// What a label says; `None` where the row has none.
fn label(cell: &str) -> Option<bool> {
    match cell.trim().to_lowercase().as_str() {
        "true" | "1" | "yes" | "y" | "t" | "open" => Some(true),
        "false" | "0" | "no" | "n" | "f" | "closed" => Some(false),
        _ => None,
    }
}

/// Hits, false alarms and misses.
#[derive(Default)]
struct Tally {
    n: usize,
    hits: usize,
    found: usize,
    labelled: usize,
}

impl Tally {
    fn add(&mut self, labelled: bool, found: bool) {
        self.n += 1;
        self.hits += usize::from(labelled && found);
        self.found += usize::from(found);
        self.labelled += usize::from(labelled);
    }

    fn report(&self) -> Value {
        let ratio = |part: usize, of: usize| if of == 0 { 0.0 } else { (part as f64 / of as f64 * 10_000.0).round() / 10_000.0 };
        let (precision, recall) = (ratio(self.hits, self.found), ratio(self.hits, self.labelled));
        json!({ "n": self.n, "precision": precision, "recall": recall, "f1": ratio(2 * self.hits, self.found + self.labelled) })
    }
}

/// The rows of a CSV: cells parted by commas, quoted cells with doubled quotes and line breaks.
fn csv(text: &str) -> Vec<Vec<String>> {
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
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
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
        let rows = csv("text,is_question\r\n\"He said \"\"why, no\"\"\nand left\",True\r\nlast,\n");
        assert_eq!(rows, [vec!["text", "is_question"], vec!["He said \"why, no\"\nand left", "True"], vec!["last", ""]]);
    }

    #[test]
    fn a_tally_of_nothing_is_no_division_by_zero() {
        assert_eq!(Tally::default().report()["f1"], 0.0);
    }

    #[test]
    fn precision_and_recall_are_of_what_was_found_and_labelled() {
        let mut tally = Tally::default();
        for (labelled, found) in [(true, true), (true, true), (true, false), (false, true), (false, false)] {
            tally.add(labelled, found);
        }
        assert_eq!(tally.report(), json!({ "n": 5, "precision": 0.6667, "recall": 0.6667, "f1": 0.6667 }));
    }
}
