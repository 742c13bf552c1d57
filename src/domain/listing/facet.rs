//! What calls can be told apart by, and the values each of these has.

use crate::domain::call::{KINDS, LANGUAGES, OUTCOMES, Picked, label};
use crate::domain::id::PersonId;

/// Something calls can be told apart by. A call has one value of each, or none; of tags and signals any number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// Whose call it is; values are ids.
    Rep,
    /// Keys of types.
    Kind,
    /// Where it stands in being scored.
    Scored,
    /// Letters, of calls with an official score.
    Grade,
    /// Keys of outcomes.
    Outcome,
    /// Stages, as written.
    Stage,
    /// Tags, as written.
    Tag,
    /// How it was picked for review.
    Picked,
    /// Keys of languages.
    Language,
    /// Whether there is a transcript.
    Words,
    /// Whether it is still to be said which of its voices are ours.
    Sides,
    /// Of calls whose official card was disputed: whether that is ruled on.
    Dispute,
    /// What is heard in its words; any number, none before they were read.
    Signal,
}

/// What is known of a facet.
pub struct About {
    /// Which.
    pub facet: Facet,
    /// Its key in addresses.
    pub key: &'static str,
    /// Shown.
    pub label: &'static str,
    /// What the empty value is called: calls for which nothing is noted.
    pub none: &'static str,
    /// Its values in their order, with labels; empty where people bring their own.
    pub values: &'static [(&'static str, &'static str)],
}

/// Keys of [`Facet::Scored`], in their order.
pub const SCORED: &[(&str, &str)] = &[("unscored", "Not scored"), ("draft", "Draft"), ("self", "Self only"), ("scored", "Scored")];

/// Keys of [`Facet::Picked`], in the order of [`Picked::ALL`].
const PICKED: &[(&str, &str)] = &[
    ("random", "By chance"),
    ("went-well", "Rep: went well"),
    ("struggled", "Rep: struggled"),
    ("manager", "Manager's pick"),
    ("flagged", "Flagged"),
];

/// Keys of [`Facet::Dispute`].
const DISPUTES: &[(&str, &str)] = &[("open", "Disputed"), ("resolved", "Resolved")];

/// Keys of [`Facet::Signal`]: of all signals those that tell calls apart.
const SIGNALS: &[(&str, &str)] = &[
    ("pain", "Pain"),
    ("impact", "Impact"),
    ("objection", "Objections"),
    ("price", "Price"),
    ("competitor", "Competitors"),
    ("next-step", "Next steps"),
    ("commitment", "Commitment"),
    ("proof", "Customer stories"),
    ("trial-close", "Trial closes"),
    ("invite", "Invites and times"),
    ("product", "Our products"),
    ("custom", "The team's phrases"),
];

const GRADES: &[(&str, &str)] = &[("A", "A"), ("B", "B"), ("C", "C"), ("D", "D"), ("F", "F")];

const fn about(
    facet: Facet,
    key: &'static str,
    label: &'static str,
    none: &'static str,
    values: &'static [(&'static str, &'static str)],
) -> About {
    About { facet, key, label, none, values }
}

/// All facets, in the order of [`Facet`].
pub const FACETS: &[About] = &[
    about(Facet::Rep, "rep", "Rep", "Nobody", &[]),
    about(Facet::Kind, "type", "Type", "No type", &[]),
    about(Facet::Scored, "scored", "Scored", "", SCORED),
    about(Facet::Grade, "grade", "Grade", "", GRADES),
    about(Facet::Outcome, "outcome", "Outcome", "Not noted", &[]),
    about(Facet::Stage, "stage", "Stage", "No stage", &[]),
    about(Facet::Tag, "tag", "Tag", "No tag", &[]),
    about(Facet::Picked, "picked", "How it was picked", "", PICKED),
    about(Facet::Language, "language", "Language", "Not noted", &[]),
    about(Facet::Words, "transcript", "Transcript", "", &[("yes", "With transcript"), ("no", "Without transcript")]),
    about(Facet::Sides, "sides", "Sides", "", &[("open", "Not said")]),
    about(Facet::Dispute, "dispute", "Dispute", "", DISPUTES),
    about(Facet::Signal, "signal", "In the words", "", SIGNALS),
];

impl Facet {
    /// What is known of it.
    pub fn about(self) -> &'static About {
        &FACETS[self as usize % FACETS.len()]
    }

    /// The facet called `key` in addresses.
    pub fn of_key(key: &str) -> Option<Self> {
        FACETS.iter().find(|it| it.key == key).map(|it| it.facet)
    }

    /// Whether `value` can be one of its values.
    pub fn admits(self, value: &str) -> bool {
        match self {
            Self::Rep => value.is_empty() || value.parse::<PersonId>().is_ok(),
            _ => self.about().values.is_empty() || self.about().values.iter().any(|it| it.0 == value),
        }
    }

    /// What `value` is called; of a rep the id, whose name is known elsewhere.
    pub fn label(self, value: &str) -> &str {
        let about = self.about();
        if value.is_empty() {
            return about.none;
        }
        match self {
            Self::Kind => label(KINDS, value),
            Self::Outcome => label(OUTCOMES, value),
            Self::Language => label(LANGUAGES, value),
            _ => about.values.iter().find(|it| it.0 == value).map_or(value, |it| it.1),
        }
    }
}

/// The key of a way of picking calls.
pub fn picked_key(picked: Picked) -> &'static str {
    PICKED.get(picked as usize).map_or("", |it| it.0)
}

/// The way of picking calls that has this key.
pub fn picked_of(key: &str) -> Option<Picked> {
    PICKED.iter().position(|it| it.0 == key).and_then(|at| Picked::ALL.get(at)).map(|it| it.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::scorecard::grade;

    #[test]
    fn the_tables_stand_in_the_order_of_what_they_describe() {
        for (at, it) in FACETS.iter().enumerate() {
            assert_eq!(it.facet as usize, at, "{}", it.key);
            assert_eq!(Facet::of_key(it.key), Some(it.facet));
        }
        for (at, (picked, label)) in Picked::ALL.iter().enumerate() {
            assert_eq!((*picked as usize, PICKED[at].1, picked_of(PICKED[at].0)), (at, *label, Some(*picked)));
        }
        for (key, label) in SIGNALS {
            assert!(crate::domain::analysis::SignalKind::ALL.iter().any(|it| it.1 == *key && it.2 == *label), "{key}");
        }
        let letters: Vec<String> = grade::GRADES.iter().map(|it| it.letter.to_string()).collect();
        assert_eq!(letters, GRADES.iter().map(|it| it.0).collect::<Vec<_>>());
    }
}
