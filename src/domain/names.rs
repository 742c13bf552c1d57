//! Replacing names by roles, so that a card can be shown outside of the team.

use super::order;

/// Whether a document shows who was on the call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Names {
    /// As they are.
    #[default]
    Shown,
    /// Replaced by roles, also within comments and quotes, as far as they can be recognised.
    Hidden,
}

/// Names and what stands for each.
#[derive(Clone, Debug, Default)]
pub struct Roles {
    // The longest first, so that "Ann Lee" is replaced before "Ann".
    words: Vec<(String, String)>,
}

/// A name in a text that was replaced. All in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// Where it began, in the text as it was.
    pub at: usize,
    /// How long the name was.
    pub was: usize,
    /// How long is what stands there now.
    pub put: usize,
}

/// Shorter parts of a name are left alone: "de", "Jo".
const SHORTEST_PART: usize = 3;

impl Roles {
    /// From full names and their roles. Parts of a name stand for the whole; words around a company ("Ltd") are left.
    pub fn of<'a>(names: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut words: Vec<(String, String)> = Vec::new();
        for (name, role) in names {
            let whole = std::iter::once(name.trim());
            let parts = name.split_whitespace().filter(|it| it.chars().count() >= SHORTEST_PART);
            for word in whole.chain(parts).filter(|it| !it.is_empty()) {
                if !words.iter().any(|(known, _)| known == word) {
                    words.push((word.to_owned(), role.to_owned()));
                }
            }
        }
        order::sort_by_key(&mut words, |(word, _)| std::cmp::Reverse(word.len()));
        Self { words }
    }

    /// `text` with every whole word that is a name replaced.
    pub fn hide(&self, text: &str) -> String {
        self.hide_and_tell(text, &mut |_| {})
    }

    /// The same, and tells of every place where something was replaced, in order.
    pub fn hide_and_tell(&self, text: &str, tell: &mut dyn FnMut(Replaced)) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(letter) = rest.chars().next() {
            let begins = !out.chars().next_back().is_some_and(char::is_alphanumeric);
            let found = self.words.iter().find(|(word, _)| begins && stands_first(rest, word));
            let (taken, put) = match found {
                Some((word, role)) => {
                    tell(Replaced { at: text.len() - rest.len(), was: word.len(), put: role.len() });
                    (word.len(), role.as_str())
                }
                None => (letter.len_utf8(), rest.get(..letter.len_utf8()).unwrap_or_default()),
            };
            out.push_str(put);
            rest = rest.get(taken..).unwrap_or_default();
        }
        out
    }
}

fn stands_first(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|after| !after.chars().next().is_some_and(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let roles = Roles::of([("Ann Lee de Groot", "the rep"), ("Émile Zola", "the prospect"), ("Kettle & Sons", "the company")]);
        assert_eq!(roles.hide(text), expected);
    }

    #[test]
    fn names_and_parts_of_names_give_way_to_roles() {
        check("Ann Lee de Groot asked Émile.", "the rep asked the prospect.");
        check("Lee's note: Kettle & Sons, Zola", "the rep's note: the company, the prospect");
    }

    #[test]
    fn words_that_only_contain_a_name_stay() {
        check("Annual, Leeds, de, & and émile", "Annual, Leeds, de, & and émile");
    }
}
