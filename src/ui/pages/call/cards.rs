//! The cards of the call: who looks at them, which is shown, and a new one.

use leptos::prelude::*;

use super::review::Review;
use super::scored_by::rubric_of;
use crate::browser::{clock, ids};
use crate::domain::call::Call;
use crate::domain::history::History;
use crate::domain::id::{CardId, PersonId};
use crate::domain::record::{Record, Stamp, Version};
use crate::domain::rubric::{Rubric, standard};
use crate::domain::scorecard::apart::scores_calls;
use crate::domain::scorecard::first::{self, Sight, Viewer};
use crate::domain::scorecard::{CardRole, Scorecard};
use crate::ui::session::Session;

impl Review {
    /// Who uses this copy, where somebody has said so.
    pub(super) fn me(self) -> Option<PersonId> {
        self.session.settings.with_untracked(|it| it.me)
    }

    /// Who looks at the call.
    pub fn viewer(self) -> Viewer {
        let (me, rep) = (self.session.with_settings(|it| it.me), self.call.with(|it| it.body.rep));
        self.people.with(|people| {
            let known = me.and_then(|me| people.iter().map(|it| &it.body).find(|it| it.id == me));
            // Somebody who was deleted since is still not the rep.
            Viewer { person: me, ..Viewer::of(known, rep) }
        })
    }

    /// Asks something of all cards of the call, the shown one as it is now.
    pub fn with_cards<T>(self, ask: impl FnOnce(&[&Scorecard]) -> T) -> T {
        self.cards.with(|cards| {
            self.card.with(|shown| {
                let others = cards.iter().map(|it| &it.body).filter(|it| it.id != shown.body.id);
                ask(&others.chain([&shown.body]).collect::<Vec<_>>())
            })
        })
    }

    /// Whether the shown card may be seen by whoever uses this copy.
    pub fn sight(self) -> Sight {
        let (mut viewer, rep) = (self.viewer(), self.call.with(|it| it.body.rep));
        if viewer.person.is_none() && self.session.is_sample() {
            // Whoever tries it out does so as the scorer of the card, who is asked to wait like everybody.
            viewer.person = self.card.with(|it| it.body.scorer.filter(|_| it.body.role == CardRole::Manager));
        }
        let writer = self.session.settings.with_untracked(|it| it.writer.clone());
        let scores = |it: &Scorecard| !self.is_beside(it);
        let found = self.with_cards(|cards| self.card.with(|it| first::sight_of(viewer, rep, it, cards, &writer, &scores)));
        // Nobody of the sample is here; and who is not among the people is none of them.
        let is_anybody = found == Sight::WhoLooks && (self.session.is_sample() || self.session.is_nobody.get_value());
        if is_anybody { Sight::Open } else { found }
    }

    /// Asks something of the cards of the call that may be seen.
    pub fn with_seen<T>(self, ask: impl FnOnce(Vec<&Scorecard>) -> T) -> T {
        let viewer = self.viewer();
        self.with_cards(|cards| ask(first::seen(viewer, cards, &|it| !self.is_beside(it))))
    }

    /// Whether the shown card may not be seen yet.
    pub fn is_kept_back(self) -> bool {
        matches!(self.sight(), Sight::OwnFirst | Sight::WhoLooks | Sight::NotGiven)
    }

    /// Shows the card of a role: the newest draft or frozen one, or a blank draft.
    pub fn show(self, role: CardRole) {
        self.flush();
        match self.card_of(role, self.me()) {
            Some(card) => self.turn_to(card, false),
            None => self.turn_to(blank(self.session, &self.call.read_untracked().body, role), true),
        }
    }

    /// Shows one of the cards of the call.
    pub fn show_card(self, id: CardId) {
        self.flush();
        let card = self.cards.with_untracked(|all| all.iter().find(|it| it.body.id == id).cloned());
        if let Some(card) = card {
            self.turn_to(card, false);
        }
    }

    /// Begins another draft beside a frozen card of the same role.
    pub fn score_again(self) {
        let (role, scorer) = self.card.with_untracked(|it| (it.body.role, it.body.scorer));
        self.score_as(role, scorer);
    }

    /// Begins a draft of somebody in a role.
    pub fn score_as(self, role: CardRole, scorer: Option<PersonId>) {
        self.flush();
        let mut card = blank(self.session, &self.call.read_untracked().body, role);
        card.body.scorer = scorer;
        self.turn_to(card, true);
    }

    fn turn_to(self, card: Record<Scorecard>, is_new: bool) {
        self.role.set(card.body.role);
        self.compared.set(false);
        self.disputing.set(None);
        self.card.set(card);
        self.history.set(History::default());
        self.asked.set(Vec::new());
        if is_new {
            self.begin();
        }
        self.compute();
    }
}

impl Review {
    /// Whether `card` stands beside the score of the call.
    pub fn is_beside(self, card: &Scorecard) -> bool {
        self.rubrics.with_value(|known| is_beside(known, card))
    }

    /// The card of a role to show; see [`card_of`].
    pub(super) fn card_of(self, role: CardRole, me: Option<PersonId>) -> Option<Record<Scorecard>> {
        self.rubrics.with_value(|known| self.cards.with_untracked(|all| card_of(all, known, role, me)))
    }

    /// Whether the call is here to be calibrated by.
    pub fn calibrates(self) -> bool {
        let viewer = self.viewer();
        self.with_cards(|cards| first::calibrates(viewer, cards))
    }

    /// Shows the viewer's card by `rubric`, beside the score of the call: begun where there is none.
    pub fn score_beside(self, rubric: &Rubric) {
        self.flush();
        let viewer = self.viewer();
        let is_it = |it: &&Record<Scorecard>| it.body.rubric == rubric.reference() && viewer.wrote(&it.body);
        match self.cards.with_untracked(|all| all.iter().find(is_it).cloned()) {
            Some(card) => self.turn_to(card, false),
            None => {
                let mut card = blank(self.session, &self.call.read_untracked().body, viewer.role);
                card.body.rubric = rubric.reference();
                self.turn_to(card, false);
            }
        }
    }
}

fn is_beside(known: &[Record<Rubric>], card: &Scorecard) -> bool {
    !scores_calls(Some(&rubric_of(known, card)))
}

/// The card of a role to show: a draft first, else the frozen one submitted last. Of peers each has their own: asked for by
/// one of them, it is theirs.
/// What stands beside the score is not among them.
pub(super) fn card_of(
    cards: &[Record<Scorecard>],
    known: &[Record<Rubric>],
    role: CardRole,
    me: Option<PersonId>,
) -> Option<Record<Scorecard>> {
    let first = first_of(cards.iter().map(|it| &it.body).filter(|it| !is_beside(known, it)), role, me)?.id;
    cards.iter().find(|it| it.body.id == first).cloned()
}

/// As [`card_of`], of cards alone.
pub(super) fn first_of<'a>(cards: impl Iterator<Item = &'a Scorecard>, role: CardRole, me: Option<PersonId>) -> Option<&'a Scorecard> {
    let is_theirs = |it: &Scorecard| match role {
        CardRole::Peer => me.is_none() || it.scorer == me,
        CardRole::Calibration => me.is_none() || it.scorer.is_none() || it.scorer == me,
        CardRole::Own | CardRole::Manager => true,
    };
    cards.filter(|it| it.role == role && is_theirs(it)).max_by_key(|it| (!it.is_frozen(), it.submitted_at, it.id))
}

pub(super) fn blank(session: Session, call: &Call, role: CardRole) -> Record<Scorecard> {
    let rubric = standard();
    let settings = session.settings.get_untracked();
    let scorer = match role {
        CardRole::Own => call.rep,
        _ => settings.me,
    };
    let draft = Scorecard::draft(CardId(ids::new()), call.id, rubric.reference(), role, clock::now());
    let body = Scorecard { scorer, ..draft };
    // Not a version yet: the first that is kept is the first.
    Record { stamp: Stamp { version: Version::default(), ..session.stamp(None, &[]) }, body }
}
