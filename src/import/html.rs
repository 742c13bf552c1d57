//! Web pages of podcasts: `<cite>Dana:</cite> <time>0:03</time> <p>words</p>`, in any order of the first two.
//! Pages whose words stand in a table: [`rows`].

use super::foreign::WEB;
use super::lines::{excerpt, tidy};
use super::tags::{Node, Tags, attribute, resolve};
use super::{Found, Piece, clock, heading, names};
use crate::domain::time::Millis;

mod rows;

/// Elements whose inside is no part of a page.
const RAW: &[&str] = &["script", "style"];

/// Elements around the words: who reads the page needs them, the transcript does not.
const AROUND: &[&str] = &["aside", "button", "footer", "form", "nav", "noscript", "select", "svg", "template"];

/// Elements that part what is said before them from what is said after.
const PARTING: &[&str] =
    &["article", "blockquote", "dd", "div", "dt", "h1", "h2", "h3", "h4", "header", "li", "main", "p", "section", "tr"];

/// Whether it is a page that cites somebody, or has a transcript for a table.
pub(super) fn is(text: &str) -> bool {
    let starts_like_a_page = text.trim_start_matches(|it: char| it.is_whitespace() || it == '\u{feff}').starts_with('<');
    starts_like_a_page && (cites(text) || rows::is(text))
}

fn cites(text: &str) -> bool {
    Tags::of(text).any(|it| matches!(it, Node::Open { name, .. } if name.eq_ignore_ascii_case("cite")))
}

/// Reads the words of such a page.
pub(super) fn read(text: &str) -> Found {
    if !cites(text) {
        return rows::read(text);
    }
    let mut page = Page { line: 1, ..Page::default() };
    let mut tags = Tags::of(text);
    let mut counted = 0;
    while let Some(node) = tags.next() {
        match node {
            Node::Text(words) => {
                let is_first = page.words.is_empty();
                resolve(words, &mut page.words);
                if is_first && page.words.trim_start().is_empty() {
                    page.words.clear();
                } else if is_first {
                    page.words_line = page.line + words.bytes().take_while(u8::is_ascii_whitespace).filter(|it| *it == b'\n').count();
                }
            }
            Node::Open { name, inside, is_alone } => page.open(&name.to_ascii_lowercase(), inside, is_alone, &mut tags),
            Node::Close(name) => page.close(&name.to_ascii_lowercase()),
        }
        let seen = text.len() - tags.left();
        page.line += text.as_bytes().get(counted..seen).unwrap_or_default().iter().filter(|it| **it == b'\n').count();
        counted = seen;
    }
    // What a cut file was about to say is no speech.
    if let Some(mark) = page.mark {
        page.words.truncate(mark);
    }
    page.take();
    if page.named <= page.others {
        page.found.refused = Some(WEB);
    }
    page.found
}

/// A page being read.
#[derive(Default)]
struct Page {
    found: Found,
    line: usize,
    /// Words that are not yet part of a piece, and the line they begin in.
    words: String,
    words_line: usize,
    /// Where in `words` a `<cite>` or a `<time>` began.
    mark: Option<usize>,
    /// Who speaks next, and when.
    label: Option<String>,
    time: Option<Millis>,
    has_begun: bool,
    /// Cites that can be names, and those that cannot: books and sources.
    named: usize,
    others: usize,
}

impl Page {
    fn open(&mut self, name: &str, inside: &str, is_alone: bool, tags: &mut Tags) {
        match name {
            "br" if !self.words.is_empty() => self.words.push('\n'),
            "html" => self.found.language = Some(attribute(inside, "lang").to_owned()).filter(|it| !it.is_empty()),
            "cite" | "time" | "title" => self.mark = Some(self.words.len()),
            _ if is_alone => {}
            _ if RAW.contains(&name) => tags.pass_raw(name),
            _ if AROUND.contains(&name) => tags.pass(name),
            _ if PARTING.contains(&name) => self.take(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if PARTING.contains(&name) {
            self.take();
        }
        let Some(mark) = self.mark.take_if(|_| matches!(name, "cite" | "time" | "title")) else { return };
        let inner = tidy(self.words.get(mark..).unwrap_or_default());
        let is_first = self.words.get(..mark).is_some_and(|it| it.trim().is_empty());
        match name {
            // "as <cite>The Times</cite> has it" is somebody's words.
            "cite" if is_first || inner.ends_with(':') => {
                self.words.truncate(mark);
                self.take();
                if names::can_be_name(names::bare(&inner)) {
                    self.named += 1
                } else {
                    self.others += 1
                }
                self.label = Some(names::bare(&inner).to_owned());
                self.has_begun = true;
            }
            "time" => {
                if let Some((at, _)) = clock::time(&inner).filter(|it| it.1.is_empty()) {
                    self.words.truncate(mark);
                    self.take();
                    self.time = Some(at);
                    self.has_begun = true;
                }
            }
            "title" => {
                self.words.clear();
                self.found.title = Some(inner).filter(|it| !it.is_empty());
            }
            _ => {}
        }
    }

    /// Makes a piece of the words so far; without a name or a time of their own they go on with the piece before.
    fn take(&mut self) {
        let words = std::mem::take(&mut self.words);
        self.mark = None;
        let is_title = !self.has_begun && self.found.title.as_deref() == Some(tidy(&words).as_str());
        if words.trim().is_empty() || is_title {
            return;
        }
        if !self.has_begun {
            if !heading::take(&words, &mut self.found) {
                self.found.skip(self.words_line, format!("it stands before the first speaker: “{}”", excerpt(&tidy(&words))));
            }
            return;
        }
        let (label, start) = (self.label.take().map(Into::into), self.time.take());
        match self.found.pieces.last_mut() {
            Some(piece) if label.is_none() && start.is_none() => {
                piece.text.push('\n');
                piece.text.push_str(&words);
            }
            _ => self.found.pieces.push(Piece { line: self.words_line, start, label, text: words, ..Piece::default() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, Option<i64>, &str)]) {
        assert!(is(text), "{text}");
        let found = read(text);
        let pieces: Vec<_> =
            found.pieces.iter().map(|it| (it.label.as_deref().unwrap_or_default(), it.start.map(|it| it.0), tidy(&it.text))).collect();
        let pieces: Vec<_> = pieces.iter().map(|it| (it.0, it.1, it.2.as_str())).collect();
        assert_eq!(pieces, expected, "{text}");
    }

    #[test]
    fn names_and_times_stand_before_the_words() {
        let expected = [("Dana", Some(3_000), "Hello & welcome. Sit."), ("Lee", Some(5_000), "Hi.")];
        check(
            "<cite>Dana:</cite>\n<time>0:03</time>\n<p>Hello &amp; welcome.</p><p>Sit.</p><cite>Lee:</cite><time>0:05</time><p>Hi.</p>",
            &expected,
        );
        check(
            "<p><time>0:03</time> <cite>Dana</cite> Hello &amp; welcome.<br>Sit.</p><p><time>0:05</time><cite>Lee</cite> Hi.</p>",
            &expected,
        );
    }

    #[test]
    fn a_book_that_is_cited_is_no_voice() {
        check("<p><cite>Dana</cite> I read <cite>Spin</cite> by <time>tomorrow</time>.</p>", &[("Dana", None, "I read Spin by tomorrow.")]);
        assert!(read("<ul><li><cite>Of mice, men and the price of everything they ever built</cite> 1999</li></ul>").refused.is_some());
    }
}
