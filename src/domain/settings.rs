//! What one copy of the product knows of itself and its user.

use serde::{Deserialize, Serialize};

use super::analysis::Rule;
use super::id::PersonId;
use super::listing::views::View;
use super::retention::Retention;

/// The settings of a workspace on this device. All but the id of the writer go along with the whole workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The id of this copy as a writer of records ([`super::record::Version`]). It stays here: no file carries it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub writer: String,
    /// Who uses it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub me: Option<PersonId>,
    /// The team's competitors: found by name in calls.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub competitors: Vec<String>,
    /// The team's own signals, beside the shipped lists.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
    /// How long calls and their words are kept.
    #[serde(default, skip_serializing_if = "keeps_all")]
    pub keep: Retention,
    /// Saved views of the list of calls.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub views: Vec<View>,
}

fn keeps_all(it: &Retention) -> bool {
    *it == Retention::default()
}

impl Settings {
    /// What goes into a file; `None` where nothing was ever set.
    pub fn to_hand(&self) -> Option<Self> {
        let shared = Self { writer: String::new(), ..self.clone() };
        (shared != Self::default()).then_some(shared)
    }

    /// These, with what `other` has and they have not: a signal, a view or a name that is here stays as it is. Who uses this
    /// copy and what it is called as a writer stay: the other is mostly somebody else's.
    pub fn with_more_of(&self, other: &Self) -> Self {
        let mut joined = self.clone();
        joined.keep.words = joined.keep.words.or(other.keep.words);
        joined.keep.calls = joined.keep.calls.or(other.keep.calls);
        add(&mut joined.competitors, &other.competitors, |a, b| a.to_lowercase() == b.to_lowercase());
        add(&mut joined.rules, &other.rules, |a, b| (&a.name, a.kind, a.about, &a.language) == (&b.name, b.kind, b.about, &b.language));
        add(&mut joined.views, &other.views, |a, b| a.name == b.name);
        joined
    }
}

fn add<T: Clone>(to: &mut Vec<T>, from: &[T], same: fn(&T, &T) -> bool) {
    for it in from {
        if !to.iter().any(|known| same(known, it)) {
            to.push(it.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::RawId;

    fn view(name: &str, query: &str) -> View {
        View { name: name.to_owned(), query: query.to_owned() }
    }

    fn ours() -> Settings {
        Settings {
            writer: "a".to_owned(),
            competitors: vec!["Acme".to_owned()],
            keep: Retention { words: Some(12), calls: None },
            views: vec![view("Mine", "grade=A")],
            ..Settings::default()
        }
    }

    fn theirs() -> Settings {
        Settings {
            me: Some(PersonId(RawId::new(1, 0))),
            competitors: vec!["acme".to_owned(), "Moor".to_owned()],
            keep: Retention { words: Some(3), calls: Some(24) },
            views: vec![view("Mine", "grade=F"), view("Week", "when=week")],
            ..Settings::default()
        }
    }

    #[test]
    fn what_is_set_here_stays_and_what_is_not_is_added() {
        let joined = ours().with_more_of(&theirs());
        assert_eq!((joined.writer.as_str(), joined.me), ("a", None));
        assert_eq!(joined.competitors, ["Acme", "Moor"]);
        assert_eq!(joined.keep, Retention { words: Some(12), calls: Some(24) });
        assert_eq!(joined.views, [view("Mine", "grade=A"), view("Week", "when=week")]);
    }

    #[test]
    fn the_same_once_more_changes_nothing_and_an_empty_copy_takes_all() {
        let joined = ours().with_more_of(&theirs());
        assert_eq!(joined.with_more_of(&theirs()), joined);
        assert_eq!(Settings::default().with_more_of(&theirs()), Settings { me: None, ..theirs() });
    }

    #[test]
    fn a_file_never_carries_the_writer_and_nothing_where_nothing_is_set() {
        assert_eq!(ours().to_hand().map(|it| it.writer), Some(String::new()));
        assert_eq!(Settings { writer: "a".to_owned(), ..Settings::default() }.to_hand(), None);
    }
}
