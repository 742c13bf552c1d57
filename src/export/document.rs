//! What stands in a document, before it is known how it will be written down. Every text is plain and unescaped.

/// A document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// What it is about, line by line: label, value.
    pub facts: Vec<(&'static str, String)>,
    /// What must be seen first: that it is a draft, that it is partial.
    pub warnings: Vec<String>,
    /// The rest, in order.
    pub blocks: Vec<Block>,
    /// Who signs it on paper; nobody where it is not done.
    pub signed: Vec<String>,
    /// The small print at the end.
    pub foot: String,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Begins a part.
    Heading(String),
    /// Begins a part of a part, with a value to its right ("3 of 5"), which may be empty.
    Item {
        /// What it is.
        title: String,
        /// Its value.
        value: String,
    },
    /// Words.
    Text(String),
    /// The most important line.
    Total {
        /// The number ("62.1%").
        value: String,
        /// What it means.
        means: String,
    },
    /// Words of somebody, with when they were said.
    Quote {
        /// The words.
        words: String,
        /// When ("08:42"); may be empty.
        at: String,
    },
    /// Rows and columns; the first column is text, the others are numbers.
    Table {
        /// The heads of the columns.
        head: Vec<&'static str>,
        /// The rows.
        rows: Vec<Vec<String>>,
    },
}
