//! What one copy of the product knows of itself and its user.

use serde::{Deserialize, Serialize};

use super::analysis::{self, Against, Rule};
use super::id::PersonId;
use super::listing::views::View;
use super::rejoin::rejoin;
use super::retention::Retention;
use super::transcript::TurnRules;

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
    /// What joins words into turns, which most metrics count by.
    #[serde(default, skip_serializing_if = "joins_as_usual")]
    pub turns: TurnRules,
    /// What shares of speech are counted against.
    #[serde(default, skip_serializing_if = "counts_speech")]
    pub against: Against,
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

fn joins_as_usual(it: &TurnRules) -> bool {
    *it == TurnRules::default()
}

fn counts_speech(it: &Against) -> bool {
    *it == Against::default()
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
        Self {
            competitors,
            rules,
            turns: self.turns.within_reason(),
            against: self.against,
            shipped: self.shipped.iter().filter(|it| it.is_off()).map(unjudged).collect(),
            ..Self::default()
        }
    }

    /// The same for the analysis of a call in `language`.
    pub fn hearing(&self, language: &str) -> analysis::Settings {
        let Self { competitors, rules, shipped, turns, against, .. } = self.of_hearing();
        analysis::Settings { competitors, rules, shipped, turns, against, language: language.to_owned() }
    }

    /// These, with what `other` has and they have not: a view or a name that is here stays as it is, and so does a signal,
    /// which takes in what was said of its hits. Who uses this copy and what it is called as a writer stay: the other is
    /// mostly somebody else's.
    pub fn with_more_of(&self, other: &Self) -> Self {
        let mut joined = self.clone();
        joined.turns = if joins_as_usual(&self.turns) { other.turns } else { self.turns };
        joined.against = if counts_speech(&self.against) { other.against } else { self.against };
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
            turns: either(&was.turns, &mine.turns, &theirs.turns),
            against: either(&was.against, &mine.against, &theirs.against),
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
mod tests;
