//! JSON as one flat table of nodes over the text: parsed once, without recursion, nothing copied.

use std::borrow::Cow;

use super::number::decimal;
use crate::import::lines::find_any;

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Null,
    Bool,
    Number,
    Text,
    List,
    Object,
}

/// A value, or the name of a member (a text right before its value).
#[derive(Clone, Copy, Debug)]
struct Node {
    kind: Kind,
    /// Its bytes in the text; of a text without the quotes.
    from: u32,
    to: u32,
    /// The node after it and all that is in it.
    next: u32,
}

/// A parsed file. It may hold several values one after the other: a line each, or two files pasted together.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    text: &'a str,
    nodes: Vec<Node>,
    /// Where lines end, ascending.
    ends: Vec<u32>,
}

/// Why a text is no JSON, and where.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub why: Why,
    /// Counted from 1.
    pub line: usize,
    /// In characters, counted from 1.
    pub column: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    BreaksOff,
    Unexpected,
    TooDeep,
}

/// How many lists and objects may stand within each other.
const DEEPEST: usize = 128;

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wants {
    Value,
    ValueOrEnd,
    Name,
    NameOrEnd,
    Colon,
    CommaOrEnd,
    /// A value is complete; another may follow.
    Nothing,
}

impl<'a> Tree<'a> {
    /// Parses all of `text`. Linear.
    pub(super) fn parse(text: &'a str) -> Result<Self, Fault> {
        let holder = Node { kind: Kind::List, from: 0, to: 0, next: 0 };
        let mut parser = Parser { tree: Tree { text, nodes: vec![holder], ends: Vec::new() }, at: 0, open: Vec::new() };
        let end = parser.run();
        let mut tree = parser.tree;
        let many = tree.nodes.len();
        if let Some(holder) = tree.nodes.first_mut() {
            (holder.to, holder.next) = (small(text.len()), small(many));
        }
        end.map(|()| tree).map_err(|(why, at)| fault(text, why, at))
    }

    /// The value of the file; a list of them where it holds several.
    pub(super) fn root(&self) -> Value<'_> {
        let holder = Value { tree: self, at: 0 };
        let mut roots = holder.items();
        match (roots.next(), roots.next()) {
            (Some(only), None) => only,
            _ => holder,
        }
    }

    /// The values of every member of this name, wherever it stands.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = Value<'_>> {
        let quoted = move |at: usize, node: &Node| {
            let text = self.text.get(node.from as usize..node.to as usize);
            // A name is followed by a colon; a text is not.
            let after = || self.text.get(node.to as usize + 1..).is_some_and(|it| it.trim_start().starts_with(':'));
            (node.kind == Kind::Text && text == Some(name) && after()).then_some(Value { tree: self, at: at + 1 })
        };
        self.nodes.iter().enumerate().filter_map(move |(at, node)| quoted(at, node))
    }
}

struct Parser<'a> {
    tree: Tree<'a>,
    at: usize,
    /// The lists and objects that are not closed, outermost first.
    open: Vec<usize>,
}

impl Parser<'_> {
    fn run(&mut self) -> Result<(), (Why, usize)> {
        let bytes = self.tree.text.as_bytes();
        let mut wants = Wants::Value;
        loop {
            self.skip_space(bytes);
            let Some(byte) = bytes.get(self.at) else { break };
            let is_value = matches!(wants, Wants::Value | Wants::ValueOrEnd | Wants::Nothing);
            wants = match (byte, wants) {
                (b'{', _) if is_value => self.open(Kind::Object)?,
                (b'[', _) if is_value => self.open(Kind::List)?,
                (b'"', Wants::Name | Wants::NameOrEnd) => {
                    self.string(bytes)?;
                    Wants::Colon
                }
                (b'"', Wants::Value | Wants::ValueOrEnd) => {
                    self.string(bytes)?;
                    self.after()
                }
                (b':', Wants::Colon) => {
                    self.at += 1;
                    Wants::Value
                }
                (b',', Wants::CommaOrEnd) => {
                    self.at += 1;
                    if self.within() == Some(Kind::Object) { Wants::Name } else { Wants::Value }
                }
                (b'}', Wants::CommaOrEnd | Wants::NameOrEnd) if self.within() == Some(Kind::Object) => self.close(),
                (b']', Wants::CommaOrEnd | Wants::ValueOrEnd) if self.within() == Some(Kind::List) => self.close(),
                (b'-' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z', Wants::Value | Wants::ValueOrEnd) => {
                    self.word(bytes)?;
                    self.after()
                }
                _ => return Err((Why::Unexpected, self.at)),
            };
        }
        if wants == Wants::Nothing { Ok(()) } else { Err((Why::BreaksOff, self.at)) }
    }

    fn skip_space(&mut self, bytes: &[u8]) {
        while let Some(byte) = bytes.get(self.at) {
            match byte {
                b' ' | b'\t' => {}
                b'\n' => self.tree.ends.push(small(self.at)),
                b'\r' if bytes.get(self.at + 1) != Some(&b'\n') => self.tree.ends.push(small(self.at)),
                b'\r' => {}
                _ => return,
            }
            self.at += 1;
        }
    }

    fn within(&self) -> Option<Kind> {
        self.tree.nodes.get(*self.open.last()?).map(|it| it.kind)
    }

    fn after(&self) -> Wants {
        if self.open.is_empty() { Wants::Nothing } else { Wants::CommaOrEnd }
    }

    fn open(&mut self, kind: Kind) -> Result<Wants, (Why, usize)> {
        if self.open.len() >= DEEPEST {
            return Err((Why::TooDeep, self.at));
        }
        self.open.push(self.tree.nodes.len());
        self.add(kind, self.at, self.at);
        self.at += 1;
        Ok(if kind == Kind::Object { Wants::NameOrEnd } else { Wants::ValueOrEnd })
    }

    fn close(&mut self) -> Wants {
        self.at += 1;
        let next = small(self.tree.nodes.len());
        if let Some(node) = self.open.pop().and_then(|it| self.tree.nodes.get_mut(it)) {
            (node.to, node.next) = (small(self.at), next);
        }
        self.after()
    }

    fn add(&mut self, kind: Kind, from: usize, to: usize) {
        let next = small(self.tree.nodes.len() + 1);
        self.tree.nodes.push(Node { kind, from: small(from), to: small(to), next });
    }

    fn string(&mut self, bytes: &[u8]) -> Result<(), (Why, usize)> {
        let from = self.at + 1;
        let mut at = from;
        loop {
            let found = bytes.get(at..).and_then(|rest| find_any(rest, [b'"', b'\\', b'"']));
            let Some(ahead) = found else { return Err((Why::BreaksOff, bytes.len())) };
            at += ahead;
            if bytes.get(at) == Some(&b'"') {
                break;
            }
            at += 2;
        }
        self.add(Kind::Text, from, at);
        self.at = at + 1;
        Ok(())
    }

    /// A number, `true`, `false`, `null`; also what some tools write though JSON has it not: `NaN`, `-Infinity`.
    fn word(&mut self, bytes: &[u8]) -> Result<(), (Why, usize)> {
        let from = self.at;
        let is_part = |it: &&u8| it.is_ascii_alphanumeric() || matches!(it, b'+' | b'-' | b'.');
        let to = from + bytes.get(from..).unwrap_or_default().iter().take_while(is_part).count();
        let word = self.tree.text.get(from..to).unwrap_or_default();
        let kind = match word {
            "null" | "NaN" | "Infinity" | "-Infinity" => Kind::Null,
            "true" | "false" => Kind::Bool,
            _ if decimal(word).is_some() => Kind::Number,
            // Only its beginning may be there.
            _ if to == bytes.len() => return Err((Why::BreaksOff, to)),
            _ => return Err((Why::Unexpected, from)),
        };
        self.add(kind, from, to);
        self.at = to;
        Ok(())
    }
}

/// Offsets fit: files are at most 100 MB.
fn small(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn fault(text: &str, why: Why, at: usize) -> Fault {
    let before = text.get(..at).unwrap_or(text);
    let begin = before.rfind(['\n', '\r']).map_or(0, |it| it + 1);
    let line = 1 + before.matches('\n').count() + before.matches('\r').count() - before.matches("\r\n").count();
    Fault { why, line, column: 1 + before.get(begin..).unwrap_or_default().chars().count() }
}

/// A value in its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value<'a> {
    tree: &'a Tree<'a>,
    at: usize,
}

impl<'a> Value<'a> {
    fn node(self) -> Node {
        self.tree.nodes.get(self.at).copied().unwrap_or(Node { kind: Kind::Null, from: 0, to: 0, next: 0 })
    }

    pub(super) fn kind(self) -> Kind {
        self.node().kind
    }

    /// The line it begins on, counted from 1.
    pub(super) fn line(self) -> usize {
        1 + self.tree.ends.partition_point(|it| *it < self.node().from)
    }

    /// Its bytes as the file has them.
    fn raw(self) -> &'a str {
        let Node { from, to, .. } = self.node();
        self.tree.text.get(from as usize..to as usize).unwrap_or_default()
    }

    /// The text it is.
    pub(super) fn text(self) -> Option<Cow<'a, str>> {
        (self.kind() == Kind::Text).then(|| unescaped(self.raw()))
    }

    /// The number it is; always finite.
    pub(super) fn number(self) -> Option<f64> {
        if self.kind() == Kind::Number { decimal(self.raw()) } else { None }
    }

    pub(super) fn is_true(self) -> bool {
        self.raw() == "true"
    }

    /// Whether it is a number written without a fraction.
    pub(super) fn is_whole(self) -> bool {
        self.kind() == Kind::Number && !self.raw().contains(['.', 'e', 'E'])
    }

    /// What is in a list; nothing where it is none.
    pub(super) fn items(self) -> impl Iterator<Item = Value<'a>> {
        self.children().take_while(move |_| self.kind() == Kind::List)
    }

    fn children(self) -> impl Iterator<Item = Value<'a>> {
        let end = self.node().next as usize;
        let mut at = self.at + 1;
        std::iter::from_fn(move || {
            let child = (at < end).then_some(Value { tree: self.tree, at })?;
            // Never stands still, whatever the table says.
            at = (child.node().next as usize).max(at + 1);
            Some(child)
        })
    }

    /// What is in an object, with the names as the file writes them; nothing where it is none.
    pub(super) fn members(self) -> impl Iterator<Item = (&'a str, Value<'a>)> {
        let mut children = self.children();
        std::iter::from_fn(move || {
            let name = if self.kind() == Kind::Object { children.next()? } else { return None };
            Some((name.raw(), children.next()?))
        })
    }

    /// The name of the first member.
    pub(super) fn first_name(self) -> Option<&'a str> {
        self.members().next().map(|it| it.0)
    }

    /// The value at one of several paths, the first that is there and not null: `"speaker.name|speaker|words.0.speaker"`.
    /// `$` is the last of a list.
    pub(super) fn get(self, paths: &str) -> Option<Value<'a>> {
        if paths.is_empty() {
            return None;
        }
        paths.split('|').find_map(|path| {
            let found = path.split('.').try_fold(self, Value::step)?;
            (found.kind() != Kind::Null).then_some(found)
        })
    }

    fn step(self, part: &str) -> Option<Value<'a>> {
        match self.kind() {
            Kind::Object => self.members().find(|it| it.0 == part).map(|it| it.1),
            Kind::List if part == "$" => self.items().last(),
            Kind::List => self.items().nth(part.parse().ok()?),
            _ => None,
        }
    }

    /// The list at one of several paths.
    pub(super) fn list(self, paths: &str) -> Option<Value<'a>> {
        self.get(paths).filter(|it| it.kind() == Kind::List)
    }

    /// Whether all of these paths lead somewhere.
    pub(super) fn has(self, paths: &[&str]) -> bool {
        paths.iter().all(|it| self.get(it).is_some())
    }

    /// Where it stands: `callTranscripts[0].transcript`. Looks through everything before it: once a list, not once an item.
    pub(super) fn place(self) -> String {
        let mut place = String::new();
        let mut here = self.tree.root();
        while here.at < self.at {
            let holds = |it: &Value| it.at <= self.at && self.at < it.node().next as usize;
            let inner = match here.kind() {
                Kind::Object => here.members().find(|it| holds(&it.1)).map(|(name, it)| {
                    if !place.is_empty() {
                        place.push('.');
                    }
                    place.push_str(name);
                    it
                }),
                _ => here.items().enumerate().find(|it| holds(&it.1)).map(|(at, it)| {
                    place += &format!("[{at}]");
                    it
                }),
            };
            let Some(inner) = inner else { break };
            here = inner;
        }
        place
    }
}

fn unescaped(raw: &str) -> Cow<'_, str> {
    if !raw.contains('\\') {
        return Cow::Borrowed(raw);
    }
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('\\') {
        text.push_str(before);
        let Some(letter) = after.chars().next() else { break };
        rest = after.get(letter.len_utf8()..).unwrap_or_default();
        text.push(match letter {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'b' | 'f' => ' ',
            'u' => {
                let (letter, after) = wide(rest);
                rest = after;
                letter
            }
            letter => letter,
        });
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// The character of a `\u` escape, of two where they make a pair, and what follows.
fn wide(rest: &str) -> (char, &str) {
    let unit = |it: &str| it.get(..4).and_then(|it| u16::from_str_radix(it, 16).ok());
    let Some(first) = unit(rest) else { return (char::REPLACEMENT_CHARACTER, rest) };
    let after = rest.get(4..).unwrap_or_default();
    let second = after.strip_prefix("\\u").and_then(unit);
    let mut pair = char::decode_utf16([Some(first), second].into_iter().flatten());
    match pair.next() {
        Some(Ok(letter)) if letter > '\u{ffff}' => (letter, after.get(6..).unwrap_or_default()),
        Some(Ok(letter)) => (letter, after),
        _ => (char::REPLACEMENT_CHARACTER, after),
    }
}
