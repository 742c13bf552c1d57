//! A document as Markdown, for a CRM note, a chat or an e-mail.

use super::clean;
use super::document::{Block, Document};

/// The document as Markdown (CommonMark with tables). No text of a user can become markup or HTML.
pub fn markdown(document: &Document) -> String {
    let mut out = format!("# {}\n", line(&document.title));
    for (label, value) in &document.facts {
        out.push_str(&format!("\n- **{label}:** {}", line(value)));
    }
    out.push('\n');
    for warning in &document.warnings {
        out.push_str(&format!("\n> **{}**\n", line(warning)));
    }
    for block in &document.blocks {
        out.push('\n');
        push(&mut out, block);
    }
    out.push_str(&format!("\n---\n\n{}\n", text(&document.foot, "")));
    out
}

fn push(out: &mut String, block: &Block) {
    match block {
        Block::Heading(title) => out.push_str(&format!("## {}\n", line(title))),
        Block::Item { title, value } if value.is_empty() => out.push_str(&format!("### {}\n", line(title))),
        Block::Item { title, value } => out.push_str(&format!("### {}: {}\n", line(title), line(value))),
        Block::Text(words) => out.push_str(&format!("{}\n", text(words, ""))),
        Block::Total { value, means } => out.push_str(&format!("**{}** ({})\n", line(value), line(means))),
        Block::Quote { words, at } if at.is_empty() => out.push_str(&format!("> {}\n", text(words, "> "))),
        Block::Quote { words, at } => out.push_str(&format!("> {} ({})\n", text(words, "> "), line(at))),
        Block::Table { head, rows } => {
            row(out, head.iter().map(|it| (*it).to_owned()));
            row(out, head.iter().enumerate().map(|(at, _)| if at == 0 { "---" } else { "---:" }.to_owned()));
            for cells in rows {
                row(out, cells.iter().map(|it| line(it)));
            }
        }
    }
}

fn row(out: &mut String, cells: impl Iterator<Item = String>) {
    for cell in cells {
        out.push_str(&format!("| {cell} "));
    }
    out.push_str("|\n");
}

/// `text` escaped, on one line.
fn line(text: &str) -> String {
    escape(&clean(text).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// `text` escaped; its line breaks stay, and every new line begins with `prefix`.
fn text(text: &str, prefix: &str) -> String {
    let text = clean(text);
    let lines: Vec<_> = text.lines().map(str::trim).filter(|it| !it.is_empty()).map(escape).collect();
    lines.join(&format!("\\\n{prefix}"))
}

/// `line` with every letter escaped that could begin markup or HTML, and what at the start of a line would begin a list,
/// a heading or a rule.
fn escape(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (at, letter) in line.char_indices() {
        match letter {
            // Entities: safe even where somebody pastes the text into HTML.
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' if line.get(at + 1..).is_some_and(|it| it.starts_with(|next: char| next.is_alphanumeric() || next == '#')) => {
                out.push_str("&amp;");
            }
            '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '}' | '#' | '|' | '~' | '!' | '$' | '^' => {
                out.push('\\');
                out.push(letter);
            }
            '-' | '+' | '=' | ':' if at == 0 => {
                out.push('\\');
                out.push(letter);
            }
            '.' | ')'
                if at > 0 && at == digits && !line.get(at + 1..).is_some_and(|it| it.starts_with(|next: char| !next.is_whitespace())) =>
            {
                out.push('\\');
                out.push(letter);
            }
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(given: &str, expected: &str) {
        assert_eq!(text(given, "> "), expected);
    }

    #[test]
    fn no_text_becomes_markup() {
        check("<img src=x onerror=alert(1)> & &lt;", "&lt;img src=x onerror=alert(1)&gt; & &amp;lt;");
        check("[click](javascript:alert(1)) ![x](y)", "\\[click\\](javascript:alert(1)) \\!\\[x\\](y)");
        check("`code` *bold* __all__ ~~no~~ | cell", "\\`code\\` \\*bold\\* \\_\\_all\\_\\_ \\~\\~no\\~\\~ \\| cell");
        check("# title\n- list\n1. one\n---\n12) twelve", "\\# title\\\n> \\- list\\\n> 1\\. one\\\n> \\---\\\n> 12\\) twelve");
        check("a\n\n\n<script>\n", "a\\\n> &lt;script&gt;");
    }

    #[test]
    fn plain_words_stay_readable() {
        check("Well-paced: 3.5 points (of 5), \"really\" good.", "Well-paced: 3.5 points (of 5), \"really\" good.");
    }

    proptest! {
        #[test]
        fn nothing_that_could_begin_markup_is_left_bare(given in "[ -~\n]{0,60}") {
            let made = text(&given, "");
            let mut escaped = false;
            for letter in made.chars() {
                prop_assert!(escaped || !"`*_[]{}#|~!$^<>".contains(letter), "{made}");
                escaped = letter == '\\' && !escaped;
            }
        }
    }
}
