//! The words of a cue without its tags, and whose voice they are.

use std::rc::Rc;

use super::boilerplate::NOBODY;
use super::entities;
use super::lines::{find, find_any, is_blank, trim};

/// Tags of formatting alone, which some tools escape by mistake.
const FORMATTING: &[&str] = &["b", "c", "em", "font", "i", "s", "span", "strong", "u"];

/// The words of a cue. Kept and refilled, so that a file of many cues asks for memory once.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Plain text, lines as in the file.
    pub text: String,
    /// Where in `text` a voice begins, and its name.
    pub voices: Vec<(usize, Rc<str>)>,
    /// How many words carry a time of their own.
    pub stamps: usize,
    /// Names as the file writes them and as they read: few, and each stands on many cues.
    names: Vec<(String, Rc<str>)>,
}

/// How many names are remembered.
const NAMES: usize = 8;

impl Words {
    /// Takes the words of `raw`: tags go, references are resolved. What only looks like a tag stays.
    pub(super) fn fill(&mut self, raw: &str) {
        self.text.clear();
        self.voices.clear();
        self.stamps = 0;
        // Memory once for each text, not again and again as it grows.
        self.text.reserve(raw.len());
        let mut escaped = false;
        let mut rest = raw;
        while let Some(at) = find_any(rest.as_bytes(), *b"<&{") {
            self.text.push_str(rest.get(..at).unwrap_or_default());
            rest = rest.get(at..).unwrap_or_default();
            rest = match rest.as_bytes().first() {
                Some(b'<') => self.tag(rest),
                Some(b'&') => match entities::decode(rest) {
                    Some((character, after)) => {
                        escaped |= character == '<';
                        self.text.push(character);
                        after
                    }
                    None => self.keep(rest),
                },
                _ => match override_tag(rest) {
                    Some(after) => after,
                    None => self.keep(rest),
                },
            };
        }
        self.text.push_str(rest);
        if escaped && self.voices.is_empty() {
            self.text = without_formatting(&self.text);
        }
    }

    /// Keeps the first character, which is one byte long.
    fn keep<'a>(&mut self, rest: &'a str) -> &'a str {
        let (kept, after) = rest.split_at_checked(1).unwrap_or((rest, ""));
        self.text.push_str(kept);
        after
    }

    /// Takes the tag that `rest` begins with.
    fn tag<'a>(&mut self, rest: &'a str) -> &'a str {
        if let Some(after) = rest.strip_prefix("</v>") {
            return after;
        }
        // The voice of a cue as nearly every file writes it.
        if let Some(inner) = rest.strip_prefix("<v ")
            && let Some(end) = find(inner.as_bytes().get(..VOICE).unwrap_or(inner.as_bytes()), b'>')
        {
            self.voice(inner.get(..end).unwrap_or_default());
            return inner.get(end + 1..).unwrap_or_default();
        }
        let inner = rest.get(1..).unwrap_or_default();
        let Some(tag) = Tag::at(inner) else {
            // A tag cut off at the end of a cue hides no words; anything else is what somebody said ("a < b", "under <5").
            let is_short = inner.len() <= 40;
            let is_cut = is_short
                && !inner.contains(|it: char| it.is_whitespace() || it == '>')
                && (inner.contains(':') || self.text.is_empty() || !inner.starts_with(|it: char| it.is_numeric()));
            let is_nothing = is_short && is_blank(inner.trim_start_matches('<'));
            return if is_cut || is_nothing { "" } else { self.keep(rest) };
        };
        if tag.name.starts_with(|it: char| it.is_ascii_digit()) {
            self.stamps += 1;
        } else if tag.name == "v" {
            self.voice(tag.annotation);
        } else if tag.name == "br" {
            self.text.push('\n');
        }
        tag.after
    }

    /// From here on it is the voice of `name`.
    fn voice(&mut self, name: &str) {
        let name = self.name(name);
        self.voices.push((self.text.len(), name));
    }

    /// A name as the file writes it in the tag of a voice, as it reads.
    pub(super) fn name(&mut self, name: &str) -> Rc<str> {
        if let Some((_, known)) = self.names.iter().find(|it| it.0 == name) {
            return Rc::clone(known);
        }
        let read = plain(trim(name));
        // Somebody else speaks, and the file does not know who.
        let read: Rc<str> = if read.is_empty() { NOBODY.into() } else { read.into() };
        if self.names.len() < NAMES {
            self.names.push((name.to_owned(), Rc::clone(&read)));
        }
        read
    }
}

/// No tag of a cue is longer, in bytes; looking further for its end would cost quadratic time.
const LONGEST: usize = 400;
/// The same without the name of the tag of a voice and the space after it.
const VOICE: usize = LONGEST - 1;

struct Tag<'a> {
    name: &'a str,
    annotation: &'a str,
    after: &'a str,
}

impl<'a> Tag<'a> {
    /// The tag whose inside begins at `inner`, where that is one.
    fn at(inner: &'a str) -> Option<Self> {
        Self::opening(inner).or_else(|| Self::odd(inner))
    }

    /// `</i >`, `<00:01 500>`: tags that are written badly, but can be nothing else.
    fn odd(inner: &'a str) -> Option<Self> {
        let end = inner.bytes().take(24).position(|it| it == b'>')?;
        let inside = inner.get(..end)?;
        let is_time = inside.starts_with(|it: char| it.is_ascii_digit()) && inside.contains(':') && !inside.contains(' ');
        let is_closing = inside.starts_with('/') && !inside.contains(['<', '@']) && !inside.starts_with("//");
        (is_time || is_closing).then_some(Self { name: "", annotation: "", after: inner.get(end + 1..)? })
    }

    fn opening(inner: &'a str) -> Option<Self> {
        let body = inner.strip_prefix('/').unwrap_or(inner);
        let length = body.bytes().take_while(|it| it.is_ascii_alphanumeric() || matches!(it, b':' | b'-' | b'_')).count();
        // `<.x>` and `</>` are tags too, of nothing.
        if length > 12 || (length == 0 && !body.starts_with(['.', '>'])) {
            return None;
        }
        let name = body.get(..length)?;
        let rest = body.get(length..)?;
        let is_over = match rest.as_bytes().first()? {
            b'.' | b'>' | b'/' | b' ' => true,
            _ => rest.starts_with(char::is_whitespace),
        };
        if !is_over {
            return None;
        }
        let is_address = |it: &str| it.contains("//") || it.contains('@') || it.contains('<');
        let end = find(rest.as_bytes().get(..rest.len().min(LONGEST))?, b'>')?;
        let inside = rest.get(..end)?;
        let space = if inside.starts_with(' ') { Some(0) } else { inside.find(char::is_whitespace) };
        let annotation = match space {
            Some(at) => trim(inside.get(at..)?),
            None => "",
        };
        let is_closed = inner.len() != body.len();
        if name != "v" && name != "font" && is_address(inside) {
            return None;
        }
        Some(Self { name: if is_closed { "" } else { name }, annotation, after: rest.get(end + 1..)? })
    }
}

/// `{\an8}` and its like, from Substation Alpha.
fn override_tag(rest: &str) -> Option<&str> {
    let inner = rest.strip_prefix("{\\")?;
    let end = inner.bytes().take(80).position(|it| it == b'}')?;
    inner.get(end + 1..)
}

/// `text` with its references resolved.
fn plain(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = find(rest.as_bytes(), b'&') {
        words.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        let (character, after) = entities::decode(rest).unwrap_or(('&', rest.get(1..).unwrap_or_default()));
        words.push(character);
        rest = after;
    }
    words.push_str(rest);
    words
}

fn without_formatting(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        words.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        let inner = rest.get(1..).unwrap_or_default();
        let name = inner.strip_prefix('/').unwrap_or(inner);
        let is_formatting = FORMATTING.iter().any(|it| name.strip_prefix(it).is_some_and(|it| it.starts_with(['>', '.', ' '])));
        rest = match Tag::at(inner).filter(|_| is_formatting) {
            Some(tag) => tag.after,
            None => {
                words.push('<');
                inner
            }
        };
    }
    words.push_str(rest);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(raw: &str, text: &str, voices: &[(usize, &str)], stamps: usize) {
        let mut words = Words::default();
        words.fill("<v Left over>from before");
        words.fill(raw);
        let found: Vec<_> = words.voices.iter().map(|(at, name)| (*at, &**name)).collect();
        assert_eq!((words.text.as_str(), found.as_slice(), words.stamps), (text, voices, stamps), "{raw}");
    }

    #[test]
    fn tags_go_and_words_stay() {
        check("<i>Only</i> if <b.loud>neither</b> <lang en>gives</lang> <c.x.y>notice</c>", "Only if neither gives notice", &[], 0);
        check("<ruby>up<rt>down</rt></ruby>", "updown", &[], 0);
        check("so<00:00:01.500><c> it</c><00:00:01.900><c> ends</c>", "so it ends", &[], 2);
        check("<font color=\"#00ff00\">ring</font>{\\an8}", "ring", &[], 0);
        check("one<br/>two<br>three", "one\ntwo\nthree", &[], 0);
        check("<c></\nc>x<00:\u{fffd}1.5>y", "xy", &[], 0);
    }

    #[test]
    fn voices_begin_where_their_tag_stands() {
        check("<v.first.loud Dana  Ortiz>Hello</v>", "Hello", &[(0, "Dana  Ortiz")], 0);
        check("<v A>Hi. <v B&amp;C>Yo</v>", "Hi. Yo", &[(0, "A"), (4, "B&C")], 0);
        check("<v>nobody", "nobody", &[(0, "?")], 0);
    }

    #[test]
    fn what_only_looks_like_a_tag_is_what_somebody_said() {
        check("under < 500 and > 20", "under < 500 and > 20", &[], 0);
        check("<dana@example.com> or <https://example.com/a>", "<dana@example.com> or <https://example.com/a>", &[], 0);
        check("{curly} & AT&T", "{curly} & AT&T", &[], 0);
        check("if a<b then", "if a<b then", &[], 0);
        check("cut <v Da", "cut <v Da", &[], 0);
        check("cut <", "cut ", &[], 0);
        check("<<\t", "", &[], 0);
        check("cut <c.", "cut ", &[], 0);
        check("cut <00:01.5", "cut ", &[], 0);
        check("<0.5", "", &[], 0);
        check("under <5", "under <5", &[], 0);
    }

    #[test]
    fn formatting_escaped_by_mistake_goes_too() {
        check("&lt;i&gt;Softly&lt;/i&gt; a &lt; b and the &lt;div&gt;", "Softly a < b and the <div>", &[], 0);
    }
}
