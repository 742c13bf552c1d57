//! Self first: nobody is shown another's judgement of a call before having given the own one (handbook §2).

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{CardRole, Scorecard};
use crate::domain::call::Call;
use crate::domain::id::{CallId, CardId, PersonId};
use crate::domain::people::{Person, Role};
use crate::domain::record::Record;

/// That the manager's card was shown before the rep's own one was there: who decided so, when, and why. Stands on the
/// manager's card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownEarly {
    /// Who decided, where that is a known person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// When.
    pub at: DateTime<Utc>,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

impl ShownEarly {
    /// What the card says of it for ever. `by` is the name of who decided, empty where not known; `at` is the moment in words.
    pub fn says(&self, by: &str, at: &str) -> String {
        let by = if by.is_empty() { String::new() } else { format!(" by {by}") };
        let why = if self.why.is_empty() { String::new() } else { format!(" Why: {}", self.why) };
        format!("Shown before the rep’s own card was there: decided{by}, {at}.{why}")
    }
}

/// Whether a card may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// It may.
    Open,
    /// Not before the viewer's own card is submitted.
    OwnFirst,
    /// The manager is asked to wait for the rep's own card before scoring, sharing or talking; going on is possible and recorded.
    AskedToWait,
    /// Not before it is said who looks: the rep may do so only after submitting the own card.
    WhoLooks,
    /// Not before it is submitted: it is a card that only somebody else gives.
    NotGiven,
}

impl Sight {
    /// What is said instead of the card, or above it; empty where it is open.
    pub fn says(self) -> &'static str {
        match self {
            Self::Open => "",
            Self::OwnFirst => "Score the call yourself first: this card opens when yours is submitted.",
            Self::AskedToWait => {
                "The rep has not submitted a self-assessment yet. Wait for it, or go on: that you did will be noted on your card."
            }
            Self::NotGiven => "This card is somebody else’s to give. It is shown here when it is submitted.",
            Self::WhoLooks => "This is a manager’s card. The rep of the call scores it first, and sees this one afterwards. Who are you?",
        }
    }
}

/// What is said above a card that is submitted before the rep's own.
pub const GIVEN_FIRST: &str = "Your card is submitted. The rep has not submitted a self-assessment yet and sees yours only then: nothing is left to do here, \
    or show it now: that you did will be noted on your card.";

/// Who looks at a call's cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Viewer {
    /// In which role they score the call.
    pub role: CardRole,
    /// Who they are, where known: of two peers each has a card of their own.
    pub person: Option<PersonId>,
}

impl Viewer {
    /// Who looks at a call of `rep`: the rep, another rep as a peer, or somebody who coaches. A copy of which nobody has
    /// said whose it is belongs to the coach.
    pub fn of(me: Option<&Person>, rep: Option<PersonId>) -> Self {
        let role = match me {
            Some(me) if Some(me.id) == rep => CardRole::Own,
            Some(me) if matches!(me.role, Role::Rep | Role::Colleague) => CardRole::Peer,
            _ => CardRole::Manager,
        };
        Self { role, person: me.map(|it| it.id) }
    }

    /// Whether `card` is the viewer's own.
    pub fn wrote(&self, card: &Scorecard) -> bool {
        let same = || self.person.is_none() || card.scorer.is_none() || self.person == card.scorer;
        match card.role {
            // Whoever coaches or scores beside may also be asked to calibrate.
            CardRole::Calibration if self.role != CardRole::Own => same(),
            role => self.role == role && (self.role == CardRole::Own || same()),
        }
    }

    /// Whether the viewer may give the answers of `card`, or begin one like it. On one's own call that is the self-assessment
    /// alone, which nobody else gives; a peer gives a peer's, or one to calibrate by. Where nobody has said who looks, any.
    pub fn may_give(&self, card: &Scorecard) -> bool {
        let is_mine = || card.scorer.is_none() || card.scorer == self.person;
        match self.role {
            _ if self.person.is_none() => true,
            CardRole::Own => card.role == CardRole::Own,
            CardRole::Peer => matches!(card.role, CardRole::Peer | CardRole::Calibration) && is_mine(),
            CardRole::Manager | CardRole::Calibration => card.role != CardRole::Own,
        }
    }

    /// Whether what the viewer says of the call may stand on `card`: on the own one; where nobody has said who looks, on
    /// any.
    pub fn speaks_on(&self, card: &Scorecard) -> bool {
        self.person.is_none() || self.person == card.scorer || self.wrote(card)
    }
}

/// Whether `person` can be the scorer of a card in this role on a call of `rep`: a rep judges a colleague's call as a peer, never
/// as the manager.
pub fn can_score(role: CardRole, person: &Person, rep: Option<PersonId>) -> bool {
    let is_rep = Some(person.id) == rep;
    match role {
        CardRole::Own => is_rep,
        CardRole::Manager => !is_rep && person.role == Role::Manager,
        CardRole::Peer | CardRole::Calibration => !is_rep,
    }
}

/// Tells whether a card scores the call ([`super::apart::scoring`]), and does not stand beside its score.
pub type Scores<'a> = &'a dyn Fn(&Scorecard) -> bool;

/// Whether `viewer` may be shown `card`, one of the `cards` of the call. One's own is always shown, the manager's with
/// the request to wait, from the first look on where somebody has said that they are the manager; the manager sees every card,
/// but none of another's with an own one to calibrate by still open; everybody else sees others' only after submitting the own one.
/// To have judged is to have scored the call, or to have answered the same rubric: a diagnostic opens diagnostics only.
pub fn sight(viewer: Viewer, card: &Scorecard, cards: &[&Scorecard], scores: Scores<'_>) -> Sight {
    let judges = |it: &Scorecard| it.is_frozen() && (scores(it) || it.rubric.key == card.rubric.key);
    if viewer.wrote(card) {
        let is_decided = |it: &Scorecard| it.role == CardRole::Manager && it.shown_early.is_some();
        // Who scores once more has decided before.
        let is_decided = is_decided(card) || !card.is_frozen() && cards.iter().any(|it| is_decided(it));
        let rep_is_first = is_decided || cards.iter().any(|it| it.role == CardRole::Own && judges(it));
        let is_asked = card.role == CardRole::Manager && (card.is_frozen() || viewer.person.is_some());
        return if is_asked && !rep_is_first { Sight::AskedToWait } else { Sight::Open };
    }
    let released = viewer.role == CardRole::Own && card.role == CardRole::Manager && card.is_frozen() && card.shown_early.is_some();
    if cards.iter().any(|it| it.role == CardRole::Calibration && !it.is_frozen() && viewer.wrote(it)) {
        return Sight::OwnFirst;
    }
    let has_judged = cards.iter().any(|it| viewer.wrote(it) && judges(it));
    if viewer.role == CardRole::Manager || released || has_judged { Sight::Open } else { Sight::OwnFirst }
}

/// The same for a whole call: of one without a rep nobody can give an own card, so nobody is waited for. What came from another
/// copy and names its scorer, in a copy that nobody has said whose it is, may be in the rep's hands.
pub fn sight_of(
    viewer: Viewer,
    rep: Option<PersonId>,
    card: &Record<Scorecard>,
    cards: &[&Scorecard],
    writer: &str,
    scores: Scores<'_>,
) -> Sight {
    let has_own = cards.iter().any(|it| it.role == CardRole::Own && it.is_frozen() && scores(it));
    let is_foreign = || card.body.role == CardRole::Manager && card.body.shown_early.is_none() && asks_who(viewer.person, card, writer);
    match sight(viewer, &card.body, cards, scores) {
        _ if rep.is_some() && viewer.person.is_none() && !has_own && is_foreign() => Sight::WhoLooks,
        Sight::AskedToWait if rep.is_none() => Sight::Open,
        Sight::Open if !card.body.is_frozen() && !viewer.may_give(&card.body) => Sight::NotGiven,
        sight => sight,
    }
}

/// Whether it must be said who uses this copy before anything is written into `card`: it is somebody else's, or nobody has
/// said who looks, and no version of it was ever written by this copy, which is called `writer`. Two who write the same card
/// without knowing of each other make two versions of it.
pub fn asks_who(me: Option<PersonId>, card: &Record<Scorecard>, writer: &str) -> bool {
    let is_anothers = card.body.scorer.is_some() && card.body.scorer != me;
    is_anothers && card.stamp.version.writes() > 0 && card.stamp.version.count(writer) == 0
}

/// Whether the call came to whoever looks to be scored for comparison: they have a card for that, and nobody scored it as
/// manager or rep here.
pub fn calibrates(viewer: Viewer, cards: &[&Scorecard]) -> bool {
    let is_there = |role: CardRole| cards.iter().any(|it| it.role == role);
    cards.iter().any(|it| it.role == CardRole::Calibration && viewer.wrote(it)) && !is_there(CardRole::Manager) && !is_there(CardRole::Own)
}

/// In which role the card is that a call opens with. Who is known finds their own. A copy of which nobody has said whose it
/// is is likely the coach's: the coach's card, to be made where the rep's is submitted; else the one that is there.
pub fn opens(viewer: Viewer, cards: &[&Scorecard]) -> CardRole {
    let is_there = |role: CardRole| cards.iter().any(|it| it.role == role);
    let waits = cards.iter().any(|it| it.role == CardRole::Own && it.is_frozen());
    match cards.first() {
        // What came to calibrate is not scored otherwise.
        _ if calibrates(viewer, cards) => CardRole::Calibration,
        Some(first) if viewer.person.is_none() && !waits && !is_there(viewer.role) => first.role,
        _ => viewer.role,
    }
}

/// Whether it must be said who scores before anything is written into `card`: it was never written and names nobody, and
/// nobody has said whose this copy is, so it would be sealed by nobody knows whom.
pub fn asks_scorer(me: Option<PersonId>, card: &Record<Scorecard>) -> bool {
    me.is_none() && card.stamp.version.writes() == 0 && card.body.scorer.is_none()
}

/// The cards of a call that `viewer` may be shown, in their order.
pub fn seen<'a>(viewer: Viewer, cards: &[&'a Scorecard], scores: Scores<'_>) -> Vec<&'a Scorecard> {
    cards.iter().copied().filter(|it| sight(viewer, it, cards, scores) != Sight::OwnFirst).collect()
}

/// The cards that lists, averages and tables of a copy used by `me` are made of: on `me`'s own calls, and on those that `me`
/// calibrates by, not those that wait for the own card, of which no number may be seen either.
pub fn open_to(
    me: Option<&Person>,
    calls: &[Record<Call>],
    mut cards: Vec<Record<Scorecard>>,
    scores: Scores<'_>,
) -> Vec<Record<Scorecard>> {
    let Some(me) = me else { return cards };
    let own: HashSet<CallId> = calls.iter().filter(|it| it.body.rep == Some(me.id)).map(|it| it.body.id).collect();
    let calibrates = |it: &Scorecard| it.role == CardRole::Calibration && !it.is_frozen() && it.scorer == Some(me.id);
    let blind: HashSet<CallId> = cards.iter().map(|it| &it.body).filter(|it| calibrates(it)).map(|it| it.call).collect();
    let mut of_call: HashMap<CallId, Vec<&Scorecard>> = HashMap::new();
    for card in cards.iter().map(|it| &it.body).filter(|it| own.contains(&it.call) || blind.contains(&it.call)) {
        of_call.entry(card.call).or_default().push(card);
    }
    let viewer = |call: &CallId| Viewer::of(Some(me), own.contains(call).then_some(me.id));
    let waits = |it: &&Scorecard| of_call.get(&it.call).is_some_and(|cards| sight(viewer(&it.call), it, cards, scores) == Sight::OwnFirst);
    let waiting: HashSet<CardId> = cards.iter().map(|it| &it.body).filter(waits).map(|it| it.id).collect();
    cards.retain(|it| !waiting.contains(&it.body.id));
    cards
}

#[cfg(test)]
mod tests;
