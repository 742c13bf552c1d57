//! Who is scoring: asked before anything is written into a card that is another's and came from another copy, where two
//! people would write the same record, and before the first answer of a card that would be by nobody knows whom.

use leptos::prelude::*;

use super::card::to_active;
use super::review::{Dialog, Review};
use crate::domain::id::PersonId;
use crate::domain::record::Record;
use crate::domain::scorecard::first::{Viewer, asks_scorer, asks_who};
use crate::domain::scorecard::{CardRole, Scorecard};
use crate::ui::components::dialog;
use crate::ui::components::live::live;
use crate::ui::components::who::{Answer, Asked};
use crate::ui::session::name_of;

/// What waits until it is said who scores.
pub(super) type Waiting = Box<dyn FnOnce(Review)>;

impl Review {
    /// Whether it must first be said who writes into `card`; then that is asked.
    pub(super) fn asks_who(self, card: &Record<Scorecard>) -> bool {
        let writer = self.session.settings.with_untracked(|it| it.writer.clone());
        let asks = asks_who(self.me(), card, &writer) || (asks_scorer(self.me(), card) && !self.is_anybody());
        if asks {
            self.dialog.set(Dialog::Who);
        }
        asks
    }

    /// Whether nobody is asked who writes a new card: that was answered, or this is the sample, where it is the manager's.
    fn is_anybody(self) -> bool {
        self.is_tried_out() || self.session.is_nobody.get_value()
    }

    /// Whether this is a call of the sample that its rep has not judged: whoever tries it out does so as the rep's manager.
    fn is_tried_out(self) -> bool {
        let judged = |cards: &[&Scorecard]| cards.iter().any(|it| it.role == CardRole::Own && it.is_frozen());
        self.session.is_sample() && !untrack(|| self.with_cards(judged))
    }

    /// Whom somebody who tries out the sample scores as, on a new card in that role.
    pub(super) fn tried_out_as(self, role: CardRole) -> Option<PersonId> {
        untrack(|| self.rep()).and_then(|it| it.manager).filter(|_| role == CardRole::Manager && self.is_tried_out())
    }

    /// Does something once it is said who scores, where that is being asked.
    pub(super) fn once_known(self, act: impl FnOnce(Self) + 'static) {
        let act: Waiting = Box::new(act);
        self.waiting.set_value(Some(act).filter(|_| self.dialog.get_untracked() == Dialog::Who));
    }

    /// Goes on as somebody: with the shown card where it is theirs, else with their own.
    fn go_on_as(self, who: Option<PersonId>) {
        let session = self.session;
        session.be_nobody(who.is_none());
        // Known at once; kept as soon as the browser has done so.
        let kept = session.change_settings(move |it| it.me = who);
        leptos::task::spawn_local(async move {
            // A failure is shown by the shell.
            let _ = kept.await;
        });
        // Somebody new is kept first: the page may be gone by then.
        let Some(role_before) = self.role.try_get_untracked() else { return };
        self.dialog.set(Dialog::None);
        let waiting = self.waiting.try_update_value(Option::take).flatten();
        let rep = self.call.with_untracked(|it| it.body.rep);
        let role = self.people.with_untracked(|all| Viewer::of(all.iter().map(|it| &it.body).find(|it| Some(it.id) == who), rep).role);
        // What was begun goes on under the name.
        let fits = |card: &Record<Scorecard>| {
            let role = card.body.role == role || (card.body.role == CardRole::Calibration && role != CardRole::Own);
            asks_scorer(None, card) && (who.is_none() || role)
        };
        let is_begun = self.card.with_untracked(fits);
        if is_begun {
            self.card.update(|it| it.body.scorer = who);
        }
        if is_begun || (who.is_some() && self.card.with_untracked(|it| it.body.scorer == who)) {
            waiting.into_iter().for_each(|act| act(self));
            return;
        }
        let own = self.cards.with_untracked(|all| all.iter().find(|it| it.body.role == role && it.body.scorer == who).map(|it| it.body.id));
        match own {
            Some(card) => self.show_card(card),
            None => self.score_as(role, who),
        }
        match waiting.filter(|_| role == role_before && self.is_open()) {
            Some(act) => act(self),
            None => to_active(self),
        }
    }

    /// Goes on as it was answered.
    fn answered(self, answer: Answer) {
        match answer {
            Answer::Known(who) => self.go_on_as(Some(who)),
            Answer::Unsaid => self.go_on_as(None),
            Answer::New(name) => {
                let people = self.people.get_untracked();
                leptos::task::spawn_local(async move {
                    if let Some(who) = self.session.make_known(&name, &people).await {
                        self.go_on_as(Some(who));
                    }
                });
            }
        }
    }
}

/// The dialog.
#[component]
pub fn WhoScores(review: Review) -> impl IntoView {
    let close = Callback::new(move |()| {
        review.dialog.set(Dialog::None);
        review.waiting.set_value(None);
    });
    view! {
        <dialog::Dialog title="Who is scoring?" open=Signal::derive(move || review.dialog.get() == Dialog::Who) on_close=close>
            {live(move || form(review))}
        </dialog::Dialog>
    }
}

fn form(review: Review) -> AnyView {
    let (scorer, is_own) = review.card.with(|it| (it.body.scorer, it.stamp.version.writes() == 0));
    let of = scorer.and_then(|it| review.people.with(|all| name_of(all, it))).unwrap_or_else(|| "somebody else".to_owned());
    // Of a new card the rep's manager is the likely scorer.
    let likely = review.rep().and_then(|it| it.manager).filter(|_| is_own);
    let asked = Asked::new(likely);
    let why = if is_own {
        view! { <p>"Say who you are, so that it is known whose card this is. It is asked once; you can change it on the page Data."</p> }
            .into_any()
    } else {
        view! {
            <p>
                "This card is by " <bdi>{of}</bdi>
                ", and it came from another copy of Callcraft. If you wrote into it as well, there would be two versions of it. Say who you are: as somebody else you score on a card of your own."
            </p>
        }
        .into_any()
    };
    let go_on = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if let Some(answer) = asked.answer() {
            review.answered(answer);
        }
    };
    let people = review.people.with(|it| it.iter().map(|it| it.body.clone()).collect());
    view! {
        <form class="form" on:submit=go_on>
            {why}
            {asked.fields("You are", people)}
            <p>
                <button type="submit" class="primary" autofocus=likely.is_some()>
                    "Go on"
                </button>
            </p>
        </form>
    }
    .into_any()
}
