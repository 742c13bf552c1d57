//! Web pages and XML, walked from tag to tag. No tree is made: what is wanted stands between a few tags.

use super::entities;

/// What stands next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Node<'a> {
    /// `<name inside>`; `is_alone` where it closes itself (`<w:br/>`).
    Open { name: &'a str, inside: &'a str, is_alone: bool },
    /// `</name>`
    Close(&'a str),
    /// Words, their references not resolved.
    Text(&'a str),
}

/// Walks over `text`; comments, declarations and instructions are passed over. Linear.
#[derive(Clone, Debug)]
pub(super) struct Tags<'a> {
    rest: &'a str,
}

impl<'a> Tags<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// How many bytes are left.
    pub(super) fn left(&self) -> usize {
        self.rest.len()
    }

    /// Passes over everything up to the end of the element `name`, which was just opened.
    pub(super) fn pass(&mut self, name: &str) {
        let mut depth = 1_usize;
        for node in self.by_ref() {
            match node {
                Node::Open { name: it, is_alone: false, .. } if it.eq_ignore_ascii_case(name) => depth += 1,
                Node::Close(it) if it.eq_ignore_ascii_case(name) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// Passes over words that are no page (a script, a style) up to their closing tag.
    pub(super) fn pass_raw(&mut self, name: &str) {
        let mut rest = self.rest;
        while let Some(at) = rest.find("</") {
            rest = rest.get(at..).unwrap_or_default();
            if rest.get(2..).and_then(|it| it.get(..name.len())).is_some_and(|it| it.eq_ignore_ascii_case(name)) {
                self.rest = rest;
                return;
            }
            rest = rest.get(2..).unwrap_or_default();
        }
        self.rest = "";
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Node<'a>;

    fn next(&mut self) -> Option<Node<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let Some(body) = self.rest.strip_prefix('<') else {
                let (text, rest) = self.rest.split_at(self.rest.find('<').unwrap_or(self.rest.len()));
                self.rest = rest;
                return Some(Node::Text(text));
            };
            if let Some(comment) = body.strip_prefix("!--") {
                self.rest = after(comment, "-->");
                continue;
            }
            if body.starts_with(['!', '?']) {
                self.rest = after(body, ">");
                continue;
            }
            let is_close = body.starts_with('/');
            let body = body.strip_prefix('/').unwrap_or(body);
            if !body.starts_with(|it: char| it.is_ascii_alphabetic()) {
                // "a < b": words.
                let (_, rest) = self.rest.split_at(1);
                let end = rest.find('<').unwrap_or(rest.len());
                let (text, left) = self.rest.split_at(end + 1);
                self.rest = left;
                return Some(Node::Text(text));
            }
            let end = end_of_tag(body);
            let (inside, left) = (body.get(..end).unwrap_or_default(), body.get(end + 1..).unwrap_or_default());
            self.rest = left;
            let is_alone = inside.ends_with('/');
            let inside = inside.strip_suffix('/').unwrap_or(inside);
            let (name, inside) = inside.split_once(|it: char| it.is_ascii_whitespace()).unwrap_or((inside, ""));
            return Some(if is_close { Node::Close(name) } else { Node::Open { name, inside, is_alone } });
        }
    }
}

fn after<'a>(text: &'a str, end: &str) -> &'a str {
    text.find(end).and_then(|at| text.get(at + end.len()..)).unwrap_or_default()
}

/// Where the `>` of a tag stands: not within quotes. The end of the text where there is none.
fn end_of_tag(body: &str) -> usize {
    let mut quote = None;
    let end = body.bytes().position(|byte| {
        match quote {
            Some(it) if it == byte => quote = None,
            Some(_) => {}
            None if matches!(byte, b'"' | b'\'') => quote = Some(byte),
            None => return byte == b'>',
        }
        false
    });
    // A quote that nothing closes hides no tags.
    end.or_else(|| body.find('>')).unwrap_or(body.len())
}

/// The value of the attribute `name` in the inside of a tag; empty where it has none.
pub(super) fn attribute<'a>(inside: &'a str, name: &str) -> &'a str {
    let found = inside.match_indices(name).find_map(|(at, _)| {
        let is_whole = inside.get(..at).is_some_and(|it| it.is_empty() || it.ends_with(|it: char| it.is_ascii_whitespace()));
        let value = inside.get(at + name.len()..)?.trim_start().strip_prefix('=')?.trim_start();
        is_whole.then_some(value)
    });
    let value = found.unwrap_or_default();
    match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value.get(1..).and_then(|it| it.split(quote).next()).unwrap_or_default(),
        _ => value.split(|it: char| it.is_ascii_whitespace()).next().unwrap_or_default(),
    }
}

/// Adds `text` to `to`, its references resolved.
pub(super) fn resolve(text: &str, to: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        to.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        let (character, after) = entities::decode(rest).unwrap_or(('&', rest.get(1..).unwrap_or_default()));
        to.push(character);
        rest = after;
    }
    to.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_words_are_told_apart() {
        let found: Vec<_> = Tags::of("<?xml a?><!-- <b> --><P class=\"a>b\">one < two<br/></p>&amp;<w").collect();
        let open = |name, inside, is_alone| Node::Open { name, inside, is_alone };
        let expected = [
            open("P", "class=\"a>b\"", false),
            Node::Text("one "),
            Node::Text("< two"),
            open("br", "", true),
            Node::Close("p"),
            Node::Text("&amp;"),
            open("w", "", false),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_passed_over_is_gone() {
        let mut tags = Tags::of("<a>x<a>y</a>z</a>after");
        tags.next();
        tags.pass("a");
        assert_eq!(tags.next(), Some(Node::Text("after")));
        let mut tags = Tags::of("if (a</b/) {}</SCRIPT>after");
        tags.pass_raw("script");
        assert_eq!(tags.next(), Some(Node::Close("SCRIPT")));
    }

    #[test]
    fn attributes_are_found_by_their_whole_name() {
        assert_eq!(attribute("xml:lang=\"fr\" lang = 'de' id=x", "lang"), "de");
        assert_eq!(attribute("xml:lang=\"fr\" lang = 'de' id=x", "id"), "x");
        assert_eq!(attribute("hreflang=fr", "lang"), "");
    }
}
