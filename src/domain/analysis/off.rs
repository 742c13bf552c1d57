//! Shipped rules that the team has switched off: what they find is neither shown nor counted, and no suggestion rests on it.
//!
//! Their words still tell other things apart: what is said of a price is no figure of impact, whether prices are shown or not.

use super::lexicon::{Topic, Topics};
use super::{ObjectionKind, Rule, SignalKind, team};

/// The rules that are off in the language of a call.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Off(Vec<(SignalKind, Option<ObjectionKind>)>);

/// Why a metric that counts what a switched-off rule finds is not taken.
pub(super) const LIST_OFF: &str = "The list this rests on is switched off; see Signals.";

/// What suggestions say for the same reason.
pub(super) const NO_SUGGESTION: &str = "No suggestion: the list this rests on is switched off; see Signals.";

/// Metrics that count what a rule finds.
const COUNTED: &[(&str, &[SignalKind])] = &[
    ("fillers", &[SignalKind::Custom]),
    ("open-share", &[SignalKind::OpenQuestion, SignalKind::ClosedQuestion]),
    ("outcome-share", &[SignalKind::Outcome, SignalKind::Feature]),
];

/// Detectors that rest on a kind, though not on its words.
const JUDGED: &[(&str, SignalKind)] = &[("open-questions", SignalKind::OpenQuestion), ("acknowledges", SignalKind::Objection)];

impl Off {
    /// Those of `shipped` that are off in `language`.
    pub fn of(shipped: &[Rule], language: &str) -> Self {
        Self(shipped.iter().filter(|it| it.is_off() && it.language == language).map(|it| (it.kind, it.about)).collect())
    }

    /// Whether what a rule finds is not shown.
    pub fn has(&self, kind: SignalKind, about: Option<ObjectionKind>) -> bool {
        self.0.contains(&(kind, about))
    }

    /// Whether nothing of a kind is listened for.
    pub fn all_of(&self, kind: SignalKind) -> bool {
        match kind {
            SignalKind::Objection => ObjectionKind::ALL.iter().all(|it| self.has(kind, Some(it.0))),
            _ => self.has(kind, None),
        }
    }

    /// Why the metric `key` is not taken.
    pub fn metric(&self, key: &str) -> Option<&'static str> {
        let rests = COUNTED.iter().find(|it| it.0 == key)?;
        rests.1.iter().any(|it| self.all_of(*it)).then_some(LIST_OFF)
    }

    /// Whether nothing is left that the detector `key`, which needs words of one of these topics, of which the language knows
    /// `known`, can rest on.
    pub fn leaves_nothing(&self, key: &str, needs: Topics, known: Topics) -> bool {
        let off = self.0.iter().filter(|it| self.all_of(it.0)).fold(0, |bits, it| bits | topics(it.0));
        JUDGED.iter().any(|it| it.0 == key && self.all_of(it.1)) || (known & needs != 0 && known & needs & !off == 0)
    }
}

/// What a kind is told by.
fn topics(kind: SignalKind) -> Topics {
    match kind {
        SignalKind::Impact => Topic::Share.bit() | Topic::NotImpact.bit(),
        kind => team::topic(kind, None).map_or(0, Topic::bit),
    }
}
