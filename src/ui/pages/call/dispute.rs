//! What the rep holds against the manager's card: other values, with reason and evidence.

use leptos::prelude::*;

use super::cards::blank;
use super::evidence::selected;
use super::given::{detail, step_words};
use super::review::Review;
use super::why::MomentLink;
use crate::browser::{clock, prefs, selection};
use crate::domain::rubric::{Item, ItemKind};
use crate::domain::scorecard::dispute::{self, Dispute, Proposal, why_not_raise};
use crate::domain::scorecard::{Answer, CardRole, Given, says};
use crate::domain::show;
use crate::ui::components::live::live;
use crate::ui::components::show::Show;

impl Review {
    /// Whether whoever uses this copy may dispute the shown card now.
    pub fn may_dispute(self) -> bool {
        let viewer = self.viewer();
        self.with_cards(|cards| self.card.with(|it| dispute::may_raise(viewer, &it.body, cards, &|it| !self.is_beside(it))))
    }

    /// Where an unfinished dispute of the shown card is kept, so that a reload loses nothing.
    fn journal(self) -> String {
        format!("dispute.{}", self.card.with_untracked(|it| it.body.id))
    }

    /// Begins a dispute of the shown card, or goes on with one that was begun.
    fn begin_dispute(self) {
        let kept = prefs::get(&self.journal()).and_then(|it| serde_json::from_slice(it.as_bytes()).ok());
        let card = self.card.with_untracked(|it| it.body.id);
        let new = || Dispute { card, at: clock::now(), reason: String::new(), proposed: Vec::new() };
        self.disputing.set(Some(kept.unwrap_or_else(new)));
    }

    fn amend_dispute(self, change: impl FnOnce(&mut Dispute)) {
        self.disputing.update(|it| {
            if let Some(it) = it {
                change(it);
            }
        });
        let text = self.disputing.with_untracked(|it| it.as_ref().and_then(|it| serde_json::to_string(it).ok()));
        if let Some(text) = text {
            prefs::set(&self.journal(), &text);
        }
    }

    /// Proposes another value for an item, or none.
    fn propose(self, item: &str, given: Option<Given>) {
        let card = self.card.get_untracked();
        self.amend_dispute(|it| it.propose(&card.body, item, given));
    }

    fn leave_dispute(self) {
        prefs::remove(&self.journal());
        self.disputing.set(None);
    }

    /// Raises the dispute: it stands on the rep's card, which is begun where there is none.
    fn raise(self) {
        let Some(mut raised) = self.disputing.get_untracked() else { return };
        let why_not = self.card.with_untracked(|card| self.rubric.with_untracked(|rubric| why_not_raise(&raised, &card.body, rubric)));
        if let Some(why) = why_not {
            self.session.complain(why);
            return;
        }
        raised.at = clock::now();
        raised.reason = raised.reason.trim().to_owned();
        let own = self.card_of(CardRole::Own, None);
        let own = own.unwrap_or_else(|| {
            let mut card = blank(self.session, &self.call.read_untracked().body, CardRole::Own);
            card.body.rubric = self.card.with_untracked(|it| it.body.rubric.clone());
            card
        });
        self.change_card(own, |it| it.disputes.push(raised));
        self.leave_dispute();
        self.session.say("Disputed. The manager sees it on this card; share the card to send it.");
    }

    /// The value proposed for an item.
    fn proposed(self, item: &str) -> Option<Proposal> {
        self.disputing.with(|it| it.as_ref()?.proposed.iter().find(|it| it.item == item).cloned())
    }
}

/// Another value for one item, while a dispute is written: of every kind that the item can be given.
#[component]
pub fn Propose(review: Review, item: Item) -> impl IntoView {
    let is_open = move || review.disputing.with(Option::is_some);
    let key = StoredValue::new(item.key.clone());
    let item = StoredValue::new(item);
    let proposed = Memo::new(move |_| key.with_value(|key| review.proposed(key)));
    let stands = move || review.card.with(|it| key.with_value(|key| it.body.answer(key).and_then(|it| it.given.clone())));
    // What it would be: the details begin from what was given.
    let given = Memo::new(move |_| proposed.get().map(|it| it.given).or_else(stands));
    let propose = move |given: Option<Given>| key.with_value(|key| review.propose(key, given));
    let button = move |value: Given, label: String, says: String| {
        let (same, wanted) = (value.clone(), value.clone());
        let on = move || proposed.with(|it| it.as_ref().is_some_and(|it| it.given == wanted));
        let pressed = on.clone();
        view! {
            <button type="button" title=says aria-pressed={let on = on.clone(); move || on().to_string()} class:on=on disabled=move || stands() == Some(same.clone()) on:click=move |_| propose((!untrack(&pressed)).then(|| value.clone()))>
                {label}
            </button>
        }
    };
    let buttons = move || {
        item.with_value(|item| {
            let step = |points: u16| {
                let (label, says) = step_words(item, points);
                button(Given::Points(points), label, says)
            };
            let steps = item.steps().into_iter().map(step).collect_view();
            let apart = (item.kind != ItemKind::Text)
                .then(|| button(Given::NotApplicable("Proposed in a dispute".to_owned()), "N/A".to_owned(), String::new()));
            (steps, apart)
        })
    };
    let evidence = move || proposed.with(|it| it.as_ref().map(|it| it.evidence.clone()).unwrap_or_default());
    let attach = move |_| match selected(review) {
        Some(moment) => {
            review.amend_dispute(|it| {
                let wanted = it.proposed.iter_mut().find(|it| key.with_value(|key| it.item == *key));
                if let Some(proposal) = wanted.filter(|it| !it.evidence.contains(&moment)) {
                    proposal.evidence.push(moment);
                }
            });
            selection::clear();
        }
        None => review.session.complain("Select some words in the transcript first, then attach them."),
    };
    let label = item.with_value(|it| format!("Should be, {}", it.title));
    view! {
        <Show when=is_open>
            <div class="propose" role="group" aria-label=label.clone()>
                <span class="muted">"Should be"</span>
                <div class="seg">{buttons()}</div>
                {item.with_value(|it| detail(it, given, Signal::derive(|| true), Callback::new(propose)))}
                <Show when=move || proposed.with(Option::is_some)>
                    <ul class="evidence" aria-label="Evidence for the proposed value">
                        {live(move || evidence().into_iter().map(|it| view! { <li><MomentLink review moment=it /></li> }).collect_view())}
                    </ul>
                    <button type="button" class="link quiet" on:mousedown=|event| event.prevent_default() on:click=attach>
                        "Attach the selected words to this value"
                    </button>
                </Show>
            </div>
        </Show>
    }
}

/// The way into a dispute, and its end.
#[component]
pub fn Disputing(review: Review) -> impl IntoView {
    let writing = Memo::new(move |_| review.disputing.with(Option::is_some));
    let may = Memo::new(move |_| review.may_dispute());
    let many = move || review.disputing.with(|it| it.as_ref().map_or(0, |it| it.proposed.len()));
    let reason = move || review.disputing.with(|it| it.as_ref().map(|it| it.reason.clone()).unwrap_or_default());
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        review.raise();
    };
    view! {
        <Show when=move || writing.get() fallback=move || view! {
            <Show when=move || may.get()>
                <button type="button" on:click=move |_| review.begin_dispute()>"Dispute this card"</button>
            </Show>
        }>
            <form class="note disputing" on:submit=submit>
                <p>
                    <b>"Your dispute: " {live(move || show::count(many(), "item", "items"))} "."</b>
                    " Choose under each item above what it should be, then say why."
                </p>
                <label class="field">
                    <span>"Why"</span>
                    <textarea rows="2" maxlength="4000" prop:value=reason on:input=move |event| review.amend_dispute(|it| it.reason = event_target_value(&event))></textarea>
                </label>
                <p class="actions">
                    <button type="submit" class="primary">"Raise the dispute"</button>
                    <button type="button" on:click=move |_| review.leave_dispute()>"Leave it"</button>
                </p>
            </form>
        </Show>
    }
}

/// What was given at submission, where a ruling changed it.
#[component]
pub fn Was(review: Review, item: String) -> impl IntoView {
    let says = move || {
        review.card.with(|it| {
            let (was, now) = (dispute::before(&it.body, &item)?, it.body.answer(&item));
            review.rubric.with(|rubric| {
                let says = |answer: Option<&Answer>| says(rubric.item(&item), answer.and_then(|it| it.given.as_ref()));
                Some(format!("{} when it was submitted, {} since the ruling.", says(Some(was)), says(now)))
            })
        })
    };
    live(move || says().map(|it| view! { <p class="why was">{it}</p> }))
}

/// The cards of the call that may be seen, asked for what stands on them.
pub(super) fn seen<T>(review: Review, ask: impl FnOnce(&[&crate::domain::scorecard::Scorecard]) -> T) -> T {
    review.with_seen(|cards| ask(&cards))
}
