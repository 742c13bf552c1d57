//! A rule of the team's own, as data: what to listen for, and what people said of its hits.

use serde::{Deserialize, Serialize};

use super::SignalKind;
use super::objections::ObjectionKind;
use crate::domain::id::CallId;
use crate::domain::stats::Share;
use crate::domain::transcript::{Moment, Place, Side};

/// A rule of the team's own. It adds words to what the product listens for; where a kind has conditions of its own (a
/// commitment is the prospect's and comes towards the end), they hold as well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Shown; may be empty where the kind says enough.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// What its phrases show.
    pub kind: SignalKind,
    /// What an objection is about; for other kinds nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<ObjectionKind>,
    /// Words in a row; letter case does not matter. `a|b` is either word, a trailing `|` makes a word optional, `*` is
    /// any one word, `price~` is the word with its inflections (prices, priced, pricing).
    pub phrases: Vec<String>,
    /// Who must say it; `None` for anybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// Only where it is asked (`true`) or only where it is not (`false`); `None` for either.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_question: Option<bool>,
    /// Only in this part of the call; `None` for all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    /// Only in calls of this language ("de"); empty for all.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// What a person said of its hits. Of hits that a later wording no longer finds, too: they tell of the wording then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub judged: Vec<Judged>,
    /// Of a shipped one: whether the team has switched it off, or on again; `None` where nobody has said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub off: Option<bool>,
}

/// What a person said of a hit, or of a sentence without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// The call.
    pub call: CallId,
    /// Where the hit begins, or the sentence.
    pub from: Place,
    /// Whether it shows what the rule is for.
    pub right: bool,
    /// Whether it is no hit: the sentence shows what the rule is for, and the rule does not find it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub missed: bool,
}

impl Rule {
    /// Whether both listen for the same, whatever their phrases: an earlier wording, or what another copy has of it.
    pub fn is_same(&self, other: &Self) -> bool {
        (&self.name, self.kind, self.about, &self.language) == (&other.name, other.kind, other.about, &other.language)
    }

    /// What was said of the hit at `from` in `call`.
    pub fn judgement(&self, call: CallId, from: Place) -> Option<bool> {
        self.judged.iter().find(|it| it.call == call && it.from == from && !it.missed).map(|it| it.right)
    }

    /// Whether a person has said that it misses the sentence at `from` in `call`.
    pub fn misses(&self, call: CallId, from: Place) -> bool {
        self.judged.iter().any(|it| it.call == call && it.from == from && it.missed)
    }

    /// Says whether it misses a sentence. What was said of hits in it told of an earlier wording.
    pub fn miss(&mut self, call: CallId, sentence: &Moment, missed: bool) {
        let from = sentence.from;
        self.judged.retain(|it| it.call != call || it.from < from || sentence.to <= it.from);
        self.judged.extend(missed.then_some(Judged { call, from, right: true, missed }));
    }

    /// What was missed is found now: the hit at `hit` in the sentence is right.
    pub fn find(&mut self, call: CallId, sentence: &Moment, hit: Place) {
        if self.misses(call, sentence.from) {
            self.miss(call, sentence, false);
            self.judge(call, hit, Some(true));
        }
    }

    /// Says whether a hit is right; `None` takes it back.
    pub fn judge(&mut self, call: CallId, from: Place, right: Option<bool>) {
        self.judged.retain(|it| it.call != call || it.from != from || it.missed);
        self.judged.extend(right.map(|right| Judged { call, from, right, missed: false }));
    }

    /// Whether the team has switched it off.
    pub fn is_off(&self) -> bool {
        self.off == Some(true)
    }

    /// Takes in what another copy says of the same rule: of a hit that both have judged, and of switching it off, what is
    /// said here stays.
    pub fn take_in(&mut self, other: &Self) {
        for it in &other.judged {
            if !self.judged.iter().any(|known| (known.call, known.from, known.missed) == (it.call, it.from, it.missed)) {
                self.judged.push(*it);
            }
        }
        self.off = self.off.or(other.off);
    }

    /// How often its hits were right, of those a person has judged: the share with its 95% interval; `None` without any.
    pub fn precision(&self) -> Option<Share> {
        let hits = || self.judged.iter().filter(|it| !it.missed);
        Share::of(hits().filter(|it| it.right).count(), hits().count())
    }

    /// Of the places that people have said it should find, how many it found, and of how many; `None` where nobody has said
    /// that it misses anything, since then nobody may have looked.
    pub fn recall(&self) -> Option<(usize, usize)> {
        let missed = self.judged.iter().filter(|it| it.missed).count();
        let found = self.judged.iter().filter(|it| it.right && !it.missed).count();
        (missed > 0).then_some((found, found + missed))
    }
}

/// A part of a call. Minutes of a file without times are told from the words, at 150 a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// So many minutes from its start.
    FirstMinutes(u16),
    /// So many minutes to its end.
    LastMinutes(u16),
    /// So many percent of its words, from the start.
    FirstPercent(u8),
    /// So many percent of its words, to the end.
    LastPercent(u8),
}
