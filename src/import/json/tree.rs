//! JSON as one flat table of nodes over the text: parsed once, without recursion, nothing copied.

use std::borrow::Cow;

use super::escapes::unescaped;
use super::number::decimal;

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
pub(super) struct Node {
    pub kind: Kind,
    /// Its bytes in the text; of a text without the quotes.
    pub from: u32,
    pub to: u32,
    /// The node after it and all that is in it.
    pub next: u32,
}

/// A parsed file. It may hold several values one after the other: a line each, or two files pasted together.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    pub text: &'a str,
    pub nodes: Vec<Node>,
    /// Where lines end, ascending.
    pub ends: Vec<u32>,
}

impl<'a> Tree<'a> {
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

/// A value in its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value<'a> {
    tree: &'a Tree<'a>,
    at: usize,
}

impl<'a> Value<'a> {
    #[inline]
    fn node(self) -> Node {
        const NONE: Node = Node { kind: Kind::Null, from: 0, to: 0, next: 0 };
        *self.tree.nodes.get(self.at).unwrap_or(&NONE)
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

    /// Where it stands in the text, in bytes.
    pub(super) fn reach(self) -> std::ops::Range<usize> {
        let Node { from, to, .. } = self.node();
        from as usize..to as usize
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
        self.children(Kind::List)
    }

    /// What is in it, where it is of this kind.
    fn children(self, kind: Kind) -> impl Iterator<Item = Value<'a>> {
        let node = self.node();
        let end = if node.kind == kind { node.next as usize } else { 0 };
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
        let mut children = self.children(Kind::Object);
        std::iter::from_fn(move || Some((children.next()?.raw(), children.next()?)))
    }

    /// The value of the member of this name; its length tells most others apart.
    fn member(self, name: &str) -> Option<Value<'a>> {
        let nodes = self.tree.nodes.get(..self.node().next as usize)?;
        let mut at = self.at + 1;
        while let (Some(key), Some(value)) = (nodes.get(at), nodes.get(at + 1)) {
            if key.to.saturating_sub(key.from) as usize == name.len()
                && self.tree.text.get(key.from as usize..key.to as usize) == Some(name)
            {
                return Some(Value { tree: self.tree, at: at + 1 });
            }
            at = (value.next as usize).max(at + 2);
        }
        None
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

    /// Of several paths the one that leads somewhere, or else the first.
    pub(super) fn which(self, paths: &'static str) -> &'static str {
        let first = paths.split('|').next().unwrap_or(paths);
        paths.split('|').find(|it| self.get(it).is_some()).unwrap_or(first)
    }

    fn step(self, part: &str) -> Option<Value<'a>> {
        match self.kind() {
            Kind::Object => self.member(part),
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

    /// Whether something among the first in a list has all of these: the first of all may lack what the others have.
    pub(super) fn shows(self, paths: &[&str]) -> bool {
        self.items().take(5).any(|it| it.has(paths))
    }

    /// The same of a member that may be null.
    pub(super) fn shows_field(self, name: &str) -> bool {
        self.items().take(5).any(|it| it.members().any(|it| it.0 == name))
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

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "{\n \"a\": [{\"b\": null, \"c\": [1, \"two\"]},\r\n {\"b\": \"x\"}],\r \"d\": 1.5}";

    #[track_caller]
    fn check(paths: &str, place: Option<&str>, line: usize) {
        let tree = Tree::parse(TEXT).unwrap();
        let found = tree.root().get(paths);
        assert_eq!(found.map(Value::place).as_deref(), place, "{paths}");
        assert_eq!(found.map_or(0, Value::line), line, "{paths}");
    }

    #[test]
    fn a_value_is_found_by_its_path_and_knows_its_place() {
        check("a", Some("a"), 2);
        check("a.0.c.1", Some("a[0].c[1]"), 2);
        check("a.0.c.$", Some("a[0].c[1]"), 2);
        check("a.1.b", Some("a[1].b"), 3);
        check("d", Some("d"), 4);
    }

    #[test]
    fn of_several_paths_the_first_with_a_value_counts() {
        check("x|a.0.b|a.1.b|d", Some("a[1].b"), 3);
        check("x|a.9|a.0.b|d.e|", None, 0);
    }

    #[test]
    fn members_are_found_wherever_they_stand() {
        let tree = Tree::parse(TEXT).unwrap();
        assert_eq!(tree.all("b").map(Value::kind).collect::<Vec<_>>(), [Kind::Null, Kind::Text]);
        assert_eq!(tree.all("two").count(), 0, "a text is no name");
    }

    #[test]
    fn several_values_are_a_list() {
        for (text, many) in [("{} {}", 2), ("[1]\n[2]\n[3]", 3), ("[1, 2]", 2)] {
            assert_eq!(Tree::parse(text).unwrap().root().items().count(), many, "{text}");
        }
    }
}
