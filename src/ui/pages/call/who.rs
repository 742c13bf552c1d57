//! Who is scoring: asked before anything is written into a card that is another's and came from another copy, where two
//! people would write the same record, and before a card is begun beside the rep's by nobody knows whom.

use leptos::prelude::*;

use super::card::to_active;
use super::review::{Dialog, Review};
use crate::domain::id::PersonId;
use crate::domain::order;
use crate::domain::people::Person;
use crate::domain::record::Record;
use crate::domain::scorecard::Scorecard;
use crate::domain::scorecard::first::{Viewer, asks_scorer, asks_who};
use crate::ui::components::dialog;
use crate::ui::components::live::live;
use crate::ui::session::name_of;

/// What is chosen where the person is not in the list.
const OTHER: &str = "other";

/// What waits until it is said who scores.
pub(super) type Waiting = Box<dyn FnOnce(Review)>;

impl Review {
    /// Whether it must first be said who writes into `card`; then that is asked.
    pub(super) fn asks_who(self, card: &Record<Scorecard>) -> bool {
        let writer = self.session.settings.with_untracked(|it| it.writer.clone());
        let is_new = || !self.session.is_nobody.get_value() && untrack(|| self.with_cards(|cards| asks_scorer(self.me(), card, cards)));
        let asks = asks_who(self.me(), card, &writer) || is_new();
        if asks {
            self.dialog.set(Dialog::Who);
        }
        asks
    }

    /// Does something once it is said who scores, where that is being asked.
    pub(super) fn once_known(self, act: impl FnOnce(Self) + 'static) {
        let act: Waiting = Box::new(act);
        self.waiting.set_value(Some(act).filter(|_| self.dialog.get_untracked() == Dialog::Who));
    }

    /// Goes on as somebody: with the shown card where it is theirs, else with their own.
    fn go_on_as(self, who: Option<PersonId>) {
        self.dialog.set(Dialog::None);
        let (session, role_before) = (self.session, self.role.get_untracked());
        session.is_nobody.set_value(who.is_none());
        // Known at once; kept as soon as the browser has done so.
        let kept = session.change_settings(move |it| it.me = who);
        leptos::task::spawn_local(async move {
            // A failure is shown by the shell.
            let _ = kept.await;
        });
        let waiting = self.waiting.try_update_value(Option::take).flatten();
        if who.is_some() && self.card.with_untracked(|it| it.body.scorer == who) {
            waiting.into_iter().for_each(|act| act(self));
            return;
        }
        let rep = self.call.with_untracked(|it| it.body.rep);
        let role = self.people.with_untracked(|all| Viewer::of(all.iter().map(|it| &it.body).find(|it| Some(it.id) == who), rep).role);
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
    let mut all: Vec<Person> = review.people.with(|it| it.iter().map(|it| it.body.clone()).collect());
    order::sort_by(&mut all, |a, b| a.name.cmp(&b.name));
    let of = scorer.and_then(|it| review.people.with(|all| name_of(all, it))).unwrap_or_else(|| "somebody else".to_owned());
    // Of a new card the rep's manager is the likely scorer.
    let likely = review.rep().and_then(|it| it.manager).filter(|_| is_own).map(|it| it.to_string()).unwrap_or_default();
    let chosen = RwSignal::new(likely.clone());
    let option = |it: Person| {
        let id = it.id.to_string();
        let selected = id == likely;
        view! { <option value=id selected=selected>{it.name}</option> }
    };
    let options = all.into_iter().map(option).collect_view();
    let why = if is_own {
        view! { <p>"The rep has judged this call. Say who you are, so that it is known whose card this is. It is asked once; you can change it on the page Data."</p> }.into_any()
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
        review.go_on_as(chosen.get_untracked().parse().ok());
    };
    view! {
        <form class="form" on:submit=go_on>
            {why}
            <label class="field">
                <span>"You are"</span>
                <select required autofocus on:change=move |event| chosen.set(event_target_value(&event))>
                    <option value="">"Choose…"</option>
                    {options}
                    <option value=OTHER>"Somebody who is not in this list"</option>
                </select>
            </label>
            <p>
                <button type="submit" class="primary">
                    "Go on"
                </button>
            </p>
        </form>
    }
    .into_any()
}
