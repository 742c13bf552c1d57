//! Text -> [`Tree`]: one pass, no recursion, a bound on the depth.

use super::number::decimal;
use super::tree::{Kind, Node, Tree};
use crate::import::lines::find_any;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::json::tree::Value;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: Result<(), (Why, usize, usize)>) {
        let found = Tree::parse(text).map(|_| ()).map_err(|it| (it.why, it.line, it.column));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn sound_json_is_parsed() {
        for text in ["{}", " [ ] ", r#"{"a": [1, -2.5e3, true, null, "x\"\\"]}"#, "[NaN, -Infinity]", "{}\n{}\n", "[1]\r\n[2]"] {
            check(text, Ok(()));
        }
    }

    #[test]
    fn a_fault_is_named_where_it_is() {
        check("", Err((Why::BreaksOff, 1, 1)));
        check("{\"a\": [1,\n 2", Err((Why::BreaksOff, 2, 3)));
        check("[\"é", Err((Why::BreaksOff, 1, 4)));
        check("[tru", Err((Why::BreaksOff, 1, 5)));
        check("{\"a\" 1}", Err((Why::Unexpected, 1, 6)));
        check("[1,\r\n]", Err((Why::Unexpected, 2, 1)));
        check("[1}", Err((Why::Unexpected, 1, 3)));
        check("{\"a\": 1,}", Err((Why::Unexpected, 1, 9)));
        check("[nothing]", Err((Why::Unexpected, 1, 2)));
        check(&"[".repeat(129), Err((Why::TooDeep, 1, 129)));
    }

    fn any_json() -> impl Strategy<Value = serde_json::Value> {
        let number = (-1_000_000_000_i64..1_000_000_000).prop_map(|it| serde_json::json!(it as f64 / 1000.0));
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(serde_json::Value::from),
            number,
            any::<String>().prop_map(serde_json::Value::from),
        ];
        leaf.prop_recursive(4, 32, 5, |inner| {
            let list = prop::collection::vec(inner.clone(), 0..5).prop_map(serde_json::Value::from);
            let object = prop::collection::btree_map("[a-z]{1,6}", inner, 0..5);
            prop_oneof![list, object.prop_map(|it| serde_json::Value::Object(it.into_iter().collect()))]
        })
    }

    fn is_same(ours: Value, theirs: &serde_json::Value) -> bool {
        match theirs {
            serde_json::Value::Null => ours.kind() == Kind::Null,
            serde_json::Value::Bool(it) => ours.kind() == Kind::Bool && ours.is_true() == *it,
            serde_json::Value::Number(it) => ours.number().zip(it.as_f64()).is_some_and(|(a, b)| (a - b).abs() <= b.abs() * 1e-14),
            serde_json::Value::String(it) => {
                ours.text().is_some_and(|text| text.replace(' ', "") == it.replace(['\u{8}', '\u{c}', ' '], ""))
            }
            serde_json::Value::Array(it) => {
                ours.kind() == Kind::List && ours.items().count() == it.len() && ours.items().zip(it).all(|(a, b)| is_same(a, b))
            }
            serde_json::Value::Object(it) => {
                ours.members().count() == it.len() && it.iter().all(|(name, b)| ours.members().any(|a| a.0 == name && is_same(a.1, b)))
            }
        }
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read_back(json in any_json(), is_pretty in any::<bool>()) {
            let json = serde_json::json!([json]);
            let text = if is_pretty { serde_json::to_string_pretty(&json) } else { serde_json::to_string(&json) }.unwrap();
            prop_assert!(is_same(Tree::parse(&text).unwrap().root(), &json), "{text}");
        }
    }
}
