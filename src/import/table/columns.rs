//! The first line of a table: which column holds what.

use super::called::NAMES;
use super::fields::field;
use super::rows::{Row, Rows};
use super::times::Unit;
use super::unnamed;
use crate::import::lines::Lines;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Speaker,
    Side,
    Address,
    Start,
    End,
    Duration,
    Text,
    /// Which call the row is of, where a table holds several.
    Call,
    /// Nothing of use, but of those that tables of transcripts have.
    Other,
}

/// How the names of units end, longest first.
const UNITS: &[(&str, Unit)] = &[
    ("milliseconds", Unit::Millis),
    ("seconds", Unit::Seconds),
    ("millis", Unit::Millis),
    ("msec", Unit::Millis),
    ("secs", Unit::Seconds),
    ("sec", Unit::Seconds),
    ("ms", Unit::Millis),
    ("s", Unit::Seconds),
];

/// The longest first line, in bytes.
const LONGEST: usize = 2000;

/// The first line, understood.
#[derive(Debug)]
pub(super) struct Head {
    pub separator: u8,
    /// Where the rows begin in the text, in bytes, and how many lines stand above them.
    pub body: usize,
    pub lines: usize,
    pub columns: Vec<(Column, Option<Unit>)>,
    /// Whether nothing names the columns, and what they hold told which is which.
    pub guessed: bool,
}

impl Head {
    /// The columns that the first line names; `None` where it names none.
    pub(super) fn of(text: &str) -> Option<Self> {
        let (at, line, separators) = top(text)?;
        let named = |it: &Self| it.columns.iter().filter(|it| it.0 != Column::Other).count();
        let body = at + line.len();
        let below = text.get(body..).unwrap_or_default();
        // To look at a line in vain costs more than all else that is asked of a file.
        let parting = separators.into_iter().filter(|it| line.as_bytes().contains(it));
        let heads = parting.filter_map(|it| Self::parted(line, it).or_else(|| Self::other(line, below, it)));
        let Some(head) = heads.max_by_key(named) else { return unnamed::head(text) };
        Some(Self { body, lines: Lines::of(text.get(..body)?).count(), ..head })
    }

    /// The columns of `line`, where it names those of a table.
    fn parted(line: &str, separator: u8) -> Option<Self> {
        let cells = Rows::of(line, separator, true).next()?.cells;
        let columns: Vec<_> = cells.iter().map(|it| column(it)).collect();
        // What is told of the call beside its words is known, too.
        let is_told = |it: &String| column(it).is_none() && field(it).is_some();
        let told = if columns.iter().flatten().any(|it| it.0 == Column::Text) { cells.iter().filter(|it| is_told(it)).count() } else { 0 };
        let known = columns.iter().flatten().count() + told;
        let has = |column| columns.iter().flatten().any(|it| it.0 == column);
        let is_sure = has(Column::Text) && (has(Column::Speaker) || has(Column::Start) || has(Column::Side));
        if known < 2 || (known * 2 < cells.len() && !is_sure) {
            return None;
        }
        let columns = columns.into_iter().map(|it| it.unwrap_or((Column::Other, None))).collect();
        Some(Self { separator, body: 0, lines: 0, columns, guessed: false })
    }

    /// A table of other things: three names or more, and as many cells in every row below.
    fn other(line: &str, below: &str, separator: u8) -> Option<Self> {
        let is_name = |it: &String| it.len() <= 40 && it.starts_with(char::is_alphabetic) && !it.ends_with(['.', '?', '!']);
        let names = Rows::of(line, separator, true).next()?.cells;
        if names.len() < 3 || !names.iter().all(is_name) || line.contains(", ") {
            return None;
        }
        let mut rows = Rows::of(below, separator, true).take(20).peekable();
        rows.peek()?;
        rows.all(|it| it.cells.len() == names.len()).then(|| Self {
            separator,
            body: 0,
            lines: 0,
            columns: names.iter().map(|it| column(it).unwrap_or((Column::Other, None))).collect(),
            guessed: false,
        })
    }

    /// Where several columns are named for the same, those that hold nothing of it are left aside, as long as one does.
    pub(super) fn settle(&mut self, rows: &[Row], holds: impl Fn(Column, &str) -> bool) {
        for column in [Column::Speaker, Column::Start, Column::End] {
            let named: Vec<usize> = self.columns.iter().enumerate().filter(|it| it.1.0 == column).map(|it| it.0).collect();
            let holds_any = |at: &usize| rows.iter().filter_map(|row| row.cells.get(*at)).any(|cell| holds(column, cell));
            let (kept, left): (Vec<usize>, Vec<usize>) = named.into_iter().partition(holds_any);
            if !kept.is_empty() {
                for at in left {
                    if let Some(it) = self.columns.get_mut(at) {
                        it.0 = Column::Other;
                    }
                }
            }
        }
    }

    /// Whether some column holds it.
    pub(super) fn has(&self, column: Column) -> bool {
        self.columns.iter().any(|it| it.0 == column)
    }

    /// How many columns there are, and the one that holds words; none where several do.
    pub(super) fn words(&self) -> Option<(usize, usize)> {
        let mut words = self.columns.iter().enumerate().filter(|it| it.1.0 == Column::Text);
        let at = words.next()?.0;
        words.next().is_none().then_some((self.columns.len(), at))
    }

    /// The unit that the name of the column tells.
    pub(super) fn unit(&self, column: Column) -> Option<Unit> {
        self.columns.iter().find(|it| it.0 == column)?.1
    }

    /// What `row` has in the first of these columns that is not empty.
    pub(super) fn cell<'a>(&self, row: &'a Row, column: Column) -> &'a str {
        let cells = self.columns.iter().zip(&row.cells).filter(|it| it.0.0 == column);
        cells.map(|it| it.1.as_str()).find(|it| !it.is_empty()).unwrap_or_default()
    }
}

/// Where the line of names begins in `text`, in bytes, that line with its end, and what may part its cells.
pub(super) fn top(text: &str) -> Option<(usize, &str, Vec<u8>)> {
    let above = text.len() - text.trim_start_matches(['\u{feff}', '\n', '\r', ' ']).len();
    let (mut at, mut separators) = (above, vec![b',', b';', b'\t', b'|']);
    let first = first_line(text.get(at..)?);
    // Excel's way to say what parts the cells.
    if let Some([separator]) = first.strip_prefix("sep=").map(|it| it.trim_end_matches(['\r', '\n']).as_bytes()) {
        separators = vec![*separator];
        at += first.len();
    }
    let line = first_line(text.get(at..)?);
    (line.len() <= LONGEST).then_some((at, line, separators))
}

/// The first line of `text` with its end.
fn first_line(text: &str) -> &str {
    let end = text.find(['\n', '\r']).unwrap_or(text.len());
    let rest = text.get(end..).unwrap_or_default();
    let long = if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) };
    text.get(..end + long).unwrap_or_default()
}

/// What a column of this name holds, and the unit of its numbers.
fn column(name: &str) -> Option<(Column, Option<Unit>)> {
    let key: String = name.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let known = |key: &str| NAMES.binary_search_by_key(&key, |it| it.0).ok().and_then(|at| NAMES.get(at)).map(|it| it.1);
    if let Some(column) = known(&key) {
        return Some((column, None));
    }
    let (stem, unit) = UNITS.iter().find_map(|(end, unit)| Some((key.strip_suffix(end)?, *unit)))?;
    let is_time = |it: &Column| matches!(it, Column::Start | Column::End | Column::Duration);
    known(stem).or_else(|| known(stem.strip_suffix("in")?)).filter(is_time).map(|it| (it, Some(unit)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_searched() {
        assert!(NAMES.is_sorted_by_key(|it| it.0));
    }

    #[test]
    fn columns_are_known_by_their_usual_names() {
        for (name, expected) in [
            ("Speaker Name", Column::Speaker),
            ("START_TIME", Column::Start),
            ("End (s)", Column::End),
            ("start_ms", Column::Start),
            ("Utterance", Column::Text),
            ("Duration in seconds", Column::Duration),
            ("Begin (s)", Column::Start),
        ] {
            assert_eq!(column(name).map(|it| it.0), Some(expected), "{name}");
        }
        assert_eq!(column("start_ms").and_then(|it| it.1), Some(Unit::Millis));
        assert_eq!(column("Text (s)"), None);
        assert_eq!(column("amount"), None);
    }

    #[test]
    fn the_separator_is_the_one_that_parts_the_names() {
        for (text, separator) in
            [("speaker,text\n", b','), ("sep=;\r\nstart;end;text", b';'), ("\n\"Start\"\t\"Text\"\r\n", b'\t'), ("who|text", b'|')]
        {
            assert_eq!(Head::of(text).map(|it| it.separator), Some(separator), "{text}");
        }
        assert!(Head::of("deal,amount,stage\n1,2,3").is_some_and(|it| !it.has(Column::Text)));
        for text in ["", "Time, gentlemen, please", "Dana: start, end, text and so on", "text", "deal,amount,text"] {
            assert!(Head::of(text).is_none(), "{text}");
        }
    }
}
