//! A document as one HTML page that needs nothing else: no script, no picture, no font, and a policy that allows none.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::clean;
use super::document::{Block, Document};

const STYLE: &str = include_str!("page.css");

/// The document as a page. The only style its policy allows is the one it carries, by its hash.
pub fn page(document: &Document) -> String {
    let title = line(&document.title);
    let mut body = String::new();
    tag(&mut body, "h1", &document.title);
    body.push_str("<dl>");
    for (label, value) in &document.facts {
        tag(&mut body, "dt", label);
        tag(&mut body, "dd", value);
    }
    body.push_str("</dl>\n");
    for warning in &document.warnings {
        let _ = writeln!(body, "<p class=\"warning\" dir=\"auto\">{}</p>", text(warning));
    }
    for block in &document.blocks {
        push(&mut body, block);
    }
    if !document.signed.is_empty() {
        body.push_str("<div class=\"sign\">");
        document.signed.iter().for_each(|it| tag(&mut body, "p", it));
        body.push_str("</div>\n");
    }
    let _ = writeln!(body, "<footer><p dir=\"auto\">{}</p></footer>", text(&document.foot));
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        policy()
    )
}

fn policy() -> String {
    let hash = base64(&Sha256::digest(STYLE.as_bytes()));
    format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'")
}

fn push(out: &mut String, block: &Block) {
    match block {
        Block::Heading(title) => tag(out, "h2", title),
        Block::Item { title, value } => {
            let _ = writeln!(out, "<h3><span dir=\"auto\">{}</span> <b>{}</b></h3>", line(title), line(value));
        }
        Block::Text(words) => tag(out, "p", words),
        Block::Total { value, means } => {
            let _ = writeln!(out, "<p class=\"total\"><strong>{}</strong> <span>{}</span></p>", line(value), line(means));
        }
        Block::Quote { words, at } => {
            let _ = write!(out, "<blockquote><p dir=\"auto\">{}</p>", text(words));
            if !at.is_empty() {
                let _ = write!(out, "<cite>{}</cite>", line(at));
            }
            out.push_str("</blockquote>\n");
        }
        Block::Table { head, rows } => {
            out.push_str("<table><thead><tr>");
            for cell in head {
                let _ = write!(out, "<th scope=\"col\">{}</th>", line(cell));
            }
            out.push_str("</tr></thead><tbody>\n");
            for cells in rows {
                out.push_str("<tr>");
                for (at, cell) in cells.iter().enumerate() {
                    let _ = match at {
                        0 => write!(out, "<th scope=\"row\" dir=\"auto\">{}</th>", line(cell)),
                        _ => write!(out, "<td>{}</td>", line(cell)),
                    };
                }
                out.push_str("</tr>\n");
            }
            out.push_str("</tbody></table>\n");
        }
    }
}

fn tag(out: &mut String, tag: &str, words: &str) {
    let _ = writeln!(out, "<{tag} dir=\"auto\">{}</{tag}>", text(words));
}

/// `text` escaped, on one line.
fn line(text: &str) -> String {
    escape(&clean(text).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// `text` escaped, its line breaks kept.
fn text(text: &str) -> String {
    escape(clean(text).trim()).replace('\n', "<br>")
}

/// `text` for HTML, within elements and within quoted attributes.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(letter),
        }
    }
    out
}

/// Base64 of RFC 4648, with padding.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let value = (0..3).fold(0u32, |sum, at| (sum << 8) | u32::from(three.get(at).copied().unwrap_or(0)));
        for place in 0..4 {
            let letter = LETTERS[(value >> (18 - 6 * place)) as usize & 63];
            out.push(if place <= three.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_the_one_of_the_standard() {
        for (bytes, expected) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy"), ("~~~", "fn5+")] {
            assert_eq!(base64(bytes.as_bytes()), expected);
        }
    }

    #[test]
    fn the_policy_allows_the_style_that_the_page_carries_and_nothing_else() {
        let made = page(&Document::default());
        let style = made.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
        let hash = base64(&Sha256::digest(style.as_bytes()));
        assert!(made.contains(&format!("default-src 'none'; style-src 'sha256-{hash}'")));
        assert!(!made.contains("<script") && !made.contains(" style=") && !made.contains("http:") && !made.contains("url("));
    }

    #[test]
    fn no_text_becomes_markup() {
        let payload = "</title></style><script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
        let made = page(&Document {
            title: payload.to_owned(),
            facts: vec![("Rep", payload.to_owned())],
            warnings: vec![payload.to_owned()],
            blocks: vec![
                Block::Heading(payload.to_owned()),
                Block::Item { title: payload.to_owned(), value: payload.to_owned() },
                Block::Text(payload.to_owned()),
                Block::Total { value: payload.to_owned(), means: payload.to_owned() },
                Block::Quote { words: payload.to_owned(), at: payload.to_owned() },
                Block::Table { head: vec!["a"], rows: vec![vec![payload.to_owned(), payload.to_owned()]] },
            ],
            signed: vec![payload.to_owned()],
            foot: payload.to_owned(),
        });
        assert!(!made.contains("<script") && !made.contains("<img"));
        assert_eq!(made.matches("</title>").count() + made.matches("</style>").count(), 2);
        assert_eq!(made.matches("&lt;script&gt;").count(), 16);
    }
}
