//! What one copy of the product knows of itself and its user.

use serde::{Deserialize, Serialize};

use super::analysis::{self, Rule};
use super::id::PersonId;
use super::listing::views::View;
use super::rejoin::rejoin;
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
    /// What people said of the shipped signals, by kind and language: of their hits, and whether they are switched off; their
    /// phrases are the product's own and are not kept here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shipped: Vec<Rule>,
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

    /// What of these decides what is heard in calls, and nothing else.
    pub fn of_hearing(&self) -> Self {
        let unjudged = |it: &Rule| Rule { judged: Vec::new(), ..it.clone() };
        let (competitors, rules) = (self.competitors.clone(), self.rules.iter().map(unjudged).collect());
        Self { competitors, rules, shipped: self.shipped.iter().filter(|it| it.is_off()).map(unjudged).collect(), ..Self::default() }
    }

    /// The same for the analysis of a call in `language`.
    pub fn hearing(&self, language: &str) -> analysis::Settings {
        let Self { competitors, rules, shipped, .. } = self.of_hearing();
        analysis::Settings { competitors, rules, shipped, language: language.to_owned(), ..analysis::Settings::default() }
    }

    /// These, with what `other` has and they have not: a view or a name that is here stays as it is, and so does a signal,
    /// which takes in what was said of its hits. Who uses this copy and what it is called as a writer stay: the other is
    /// mostly somebody else's.
    pub fn with_more_of(&self, other: &Self) -> Self {
        let mut joined = self.clone();
        joined.keep.words = joined.keep.words.or(other.keep.words);
        joined.keep.calls = joined.keep.calls.or(other.keep.calls);
        add(&mut joined.competitors, &other.competitors, |a, b| a.to_lowercase() == b.to_lowercase());
        for (mine, theirs) in [(&mut joined.rules, &other.rules), (&mut joined.shipped, &other.shipped)] {
            for it in theirs {
                match mine.iter_mut().find(|known| known.is_same(it)) {
                    Some(known) => known.take_in(it),
                    None => mine.push(it.clone()),
                }
            }
        }
        add(&mut joined.views, &other.views, |a, b| a.name == b.name);
        joined
    }

    /// What was said of the hits of a shipped rule.
    pub fn said_of(&self, shipped: &Rule) -> Option<&Rule> {
        self.shipped.iter().find(|it| it.is_same(shipped))
    }

    /// The same, to say more; begun where nothing was said.
    pub fn say_of(&mut self, shipped: &Rule) -> Option<&mut Rule> {
        if self.said_of(shipped).is_none() {
            self.shipped.push(Rule { phrases: Vec::new(), side: None, in_question: None, ..shipped.clone() });
        }
        self.shipped.iter_mut().find(|it| it.is_same(shipped))
    }

    /// What was made of `was` here and elsewhere (`theirs`) in one: field by field, and entry by entry where there are
    /// several. Where both changed the same field of the same entry, what was done here stands; two views of one name are
    /// both kept.
    pub fn rejoined(was: &Self, mine: &Self, theirs: &Self) -> Self {
        Self {
            writer: either(&was.writer, &mine.writer, &theirs.writer),
            me: either(&was.me, &mine.me, &theirs.me),
            competitors: entries(
                [&was.competitors, &mine.competitors, &theirs.competitors],
                |a, b| a.to_lowercase() == b.to_lowercase(),
                |_, mine, _| vec![mine.clone()],
            ),
            rules: rules([&was.rules, &mine.rules, &theirs.rules]),
            shipped: rules([&was.shipped, &mine.shipped, &theirs.shipped]),
            keep: Retention {
                words: either(&was.keep.words, &mine.keep.words, &theirs.keep.words),
                calls: either(&was.keep.calls, &mine.keep.calls, &theirs.keep.calls),
            },
            views: entries(
                [&was.views, &mine.views, &theirs.views],
                |a, b| a.name == b.name,
                |_, mine, theirs| vec![theirs.clone(), View { name: format!("{} (2)", mine.name), query: mine.query.clone() }],
            ),
        }
    }
}

fn either<T: PartialEq + Clone>(was: &T, mine: &T, theirs: &T) -> T {
    if mine == was { theirs.clone() } else { mine.clone() }
}

fn rules(lists: [&[Rule]; 3]) -> Vec<Rule> {
    entries(lists, Rule::is_same, |was, mine, theirs| {
        let new = Rule { phrases: Vec::new(), judged: Vec::new(), off: None, ..mine.clone() };
        vec![rejoin(was.unwrap_or(&new), mine, theirs).map_or_else(|| mine.clone(), |it| it.0)]
    })
}

/// For each of `these` which of `those` it is: one that is equal, else one that `same` tells.
fn pairs<T: PartialEq>(these: &[&T], those: &[&T], same: fn(&T, &T) -> bool) -> Vec<Option<usize>> {
    let mut pairs = vec![None; these.len()];
    let mut left: Vec<usize> = (0..those.len()).collect();
    for is in [T::eq, same] {
        for (pair, it) in pairs.iter_mut().zip(these).filter(|it| it.0.is_none()) {
            if let Some(at) = left.iter().position(|at| those.get(*at).is_some_and(|other| is(it, other))) {
                *pair = Some(left.remove(at));
            }
        }
    }
    pairs
}

/// The entries of a list that was changed in two places: what it was, what it is here and there. `both` makes of an entry
/// that both have changed, or added, what is kept of it.
fn entries<T: PartialEq + Clone>(lists: [&[T]; 3], same: fn(&T, &T) -> bool, both: impl Fn(Option<&T>, &T, &T) -> Vec<T>) -> Vec<T> {
    let [was, mine, theirs] = lists.map(|it| it.iter().collect::<Vec<&T>>());
    let (here, there) = (pairs(&was, &mine, same), pairs(&was, &theirs, same));
    let mut new: Vec<usize> = (0..mine.len()).filter(|at| !here.contains(&Some(*at))).collect();
    let mut all = Vec::new();
    for (at, theirs) in theirs.iter().enumerate() {
        let before = there.iter().position(|it| *it == Some(at));
        let was = before.and_then(|it| was.get(it)).copied();
        let mine = match before {
            Some(before) => here.get(before).copied().flatten(),
            None => new.iter().position(|it| mine.get(*it).is_some_and(|it| same(it, theirs))).map(|it| new.remove(it)),
        };
        match (was, mine.and_then(|it| mine_at(&lists, it))) {
            // Taken out here: it stays out unless it was changed there.
            (Some(was), None) if was == *theirs => {}
            (_, None) => all.push((*theirs).clone()),
            (_, Some(mine)) if mine == *theirs => all.push(mine.clone()),
            (Some(was), Some(mine)) if mine == was => all.push((*theirs).clone()),
            (Some(was), Some(mine)) if *theirs == was => all.push(mine.clone()),
            (was, Some(mine)) => all.extend(both(was, mine, theirs)),
        }
    }
    for (was, pair) in was.iter().zip(here.iter().zip(&there)) {
        // Taken out there, and changed here.
        if let (Some(here), None) = pair
            && let Some(mine) = mine_at(&lists, *here).filter(|it| it != was)
        {
            all.push(mine.clone());
        }
    }
    all.extend(new.into_iter().filter_map(|it| mine_at(&lists, it)).cloned());
    all
}

fn mine_at<'a, T>(lists: &[&'a [T]; 3], at: usize) -> Option<&'a T> {
    lists[1].get(at)
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
    use crate::domain::transcript::Place;

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

    fn rule(name: &str, phrases: &[&str]) -> Rule {
        let rule = serde_json::json!({ "name": name, "kind": "pain", "phrases": phrases });
        serde_json::from_value(rule).unwrap()
    }

    #[test]
    fn what_two_tabs_set_at_the_same_time_is_kept_field_by_field_and_entry_by_entry() {
        let was = Settings { rules: vec![rule("", &["a"]), rule("", &["b"]), rule("Old", &["c"])], ..ours() };
        let mut mine = Settings { competitors: vec!["Acme".to_owned(), "Ravel".to_owned()], me: theirs().me, ..was.clone() };
        mine.rules = vec![rule("", &["a"]), rule("", &["b", "mine"]), rule("New", &["d"])];
        let mut theirs =
            Settings { competitors: vec!["Moor".to_owned()], keep: Retention { words: Some(3), calls: Some(9) }, ..was.clone() };
        theirs.rules = vec![rule("", &["a"]), rule("", &["b", "theirs"]), rule("Old", &["c"]), rule("Other", &["e"])];
        theirs.views = vec![view("Mine", "grade=A"), view("Week", "when=week")];
        let joined = Settings::rejoined(&was, &mine, &theirs);
        assert_eq!((joined.competitors, joined.me), (vec!["Moor".to_owned(), "Ravel".to_owned()], mine.me));
        assert_eq!((joined.keep, joined.views), (theirs.keep, theirs.views));
        let wanted = [rule("", &["a"]), rule("", &["b", "theirs", "mine"]), rule("Other", &["e"]), rule("New", &["d"])];
        assert_eq!(joined.rules, wanted);
    }

    #[test]
    fn what_is_said_of_a_shipped_signal_is_kept_apart_from_its_phrases_and_joined_with_what_others_said() {
        let (call, place) = (crate::domain::id::CallId(RawId::new(1, 1)), |segment| Place { segment, offset: 0 });
        let shipped = crate::domain::analysis::shipped("en").next().unwrap().0;
        let said = |segment, right| {
            let mut settings = ours();
            settings.say_of(&shipped).unwrap().judge(call, place(segment), Some(right));
            settings
        };
        let (mine, theirs) = (said(1, true), said(2, false));
        assert_eq!((mine.shipped.len(), mine.shipped[0].phrases.len()), (1, 0));
        let joined = Settings::rejoined(&ours(), &mine, &theirs);
        let told = joined.said_of(&shipped).unwrap().precision().unwrap();
        assert_eq!((joined.shipped.len(), told.of, told.n), (1, 1, 2));
        let (here, there) = (mine.with_more_of(&theirs), theirs.with_more_of(&said(2, true)));
        assert_eq!(here.said_of(&shipped).unwrap().judged.len(), 2, "what others said of other hits is taken in");
        assert_eq!(there.shipped, theirs.shipped, "what is said here of the same hit stays");
        assert_eq!(here.with_more_of(&theirs), here, "a second time changes nothing");
        assert_eq!(ours().with_more_of(&theirs).shipped, theirs.shipped);
    }

    #[test]
    fn a_shipped_signal_that_is_off_elsewhere_is_off_here_unless_it_was_switched_on_again() {
        let shipped = analysis::shipped("en").next().unwrap().0;
        let set = |off: Option<bool>| {
            let mut settings = ours();
            settings.say_of(&shipped).unwrap().off = off;
            settings
        };
        let joined = |mine, theirs| set(mine).with_more_of(&set(theirs)).said_of(&shipped).unwrap().off;
        assert_eq!([joined(None, Some(true)), joined(Some(false), Some(true))], [Some(true), Some(false)]);
        assert_eq!(Settings::rejoined(&set(None), &set(Some(true)), &set(None)).shipped, set(Some(true)).shipped);
        assert_eq!((set(Some(true)).of_hearing().shipped.len(), set(Some(false)).of_hearing().shipped.len()), (1, 0));
    }

    #[test]
    fn two_views_of_one_name_are_both_kept_and_what_one_tab_removed_stays_where_the_other_changed_it() {
        let of = |views: &[View]| Settings { views: views.to_vec(), ..ours() };
        let was = of(&[view("A", "1"), view("B", "1")]);
        let joined = Settings::rejoined(&was, &of(&[view("A", "2"), view("C", "1")]), &of(&[view("B", "2"), view("C", "2")]));
        assert_eq!(joined.views, [view("B", "2"), view("C", "2"), view("C (2)", "1"), view("A", "2")]);
    }

    #[test]
    fn what_only_one_tab_changed_is_as_it_has_it_and_a_second_time_changes_nothing() {
        let (was, other) = (ours(), Settings { writer: "a".to_owned(), ..theirs() });
        assert_eq!(Settings::rejoined(&was, &other, &was), other);
        assert_eq!(Settings::rejoined(&was, &was, &other), other);
        let joined = Settings::rejoined(&was, &other, &Settings { me: None, ..was.clone() });
        assert_eq!(Settings::rejoined(&joined, &joined, &joined), joined);
    }

    #[test]
    fn a_file_never_carries_the_writer_and_nothing_where_nothing_is_set() {
        assert_eq!(ours().to_hand().map(|it| it.writer), Some(String::new()));
        assert_eq!(Settings { writer: "a".to_owned(), ..Settings::default() }.to_hand(), None);
    }
}
