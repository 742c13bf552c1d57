//! The disputes of the shown card: what is proposed, what was ruled, and the ruling by its scorer.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::dispute::seen;
use super::review::Review;
use super::why::MomentLink;
use crate::browser::clock;
use crate::domain::id::CardId;
use crate::domain::scorecard::dispute::{self, Decision, Dispute, Outcome, Ruling, Standing};
use crate::domain::scorecard::says;
use crate::domain::show;
use crate::ui::components::live::live;
use crate::ui::session::name_of;

/// A dispute as it is shown.
#[derive(Clone, PartialEq)]
struct Raised {
    dispute: Dispute,
    /// The card it stands on.
    on: CardId,
    who: String,
    ruling: Option<Ruling>,
    /// Whether whoever uses this copy raised it.
    is_own: bool,
}

impl Review {
    fn raised(self) -> Vec<Raised> {
        let viewer = self.viewer();
        seen(self, |cards| {
            self.card.with(|card| {
                let shown = |(by, dispute, ruling): (&crate::domain::scorecard::Scorecard, &Dispute, Option<&Ruling>)| Raised {
                    dispute: dispute.clone(),
                    on: by.id,
                    who: by.scorer.and_then(|it| self.people.with(|all| name_of(all, it))).unwrap_or_else(|| "the rep".to_owned()),
                    ruling: ruling.cloned(),
                    is_own: viewer.speaks_on(by),
                };
                dispute::disputes(&card.body, cards).into_iter().map(shown).collect()
            })
        })
    }

    /// Where the shown card stands, disputes included.
    pub fn card_standing(self) -> Standing {
        seen(self, |cards| self.card.with(|card| dispute::standing(&card.body, cards.iter().copied())))
    }

    fn rule(self, raised: &Dispute, accepted: Vec<String>, why: String) {
        let card = self.card.get_untracked();
        let was = card.body.clone();
        let rubric = self.rubric.get_untracked();
        let by = self.me();
        let decision = Decision { accepted, why, by, at: clock::now() };
        let mut outcome = None;
        let id = card.body.id;
        self.change_card(card, |it| outcome = dispute::rule(it, &rubric, raised, decision));
        let Some(outcome) = outcome else { return };
        let at = raised.at;
        self.offer_back(&format!("{}. The card as submitted is kept.", outcome.label()), id, move |it| dispute::unrule(it, at, &was));
    }

    fn take_back(self, on: CardId, raised: Dispute) {
        let Some(card) = self.card_called(on) else { return };
        self.change_card(card, |it| it.disputes.retain(|it| it.at != raised.at));
        self.offer_back("Dispute taken back.", on, move |it| it.disputes.push(raised.clone()));
    }
}

/// The disputes of the shown card, above its items.
#[component]
pub fn Disputes(review: Review) -> impl IntoView {
    let raised = Memo::new(move |_| review.raised());
    let standing = move || match review.card_standing() {
        Standing::Disputed => Some(("tag warn", "Disputed")),
        Standing::Resolved => Some(("tag ok", "Dispute resolved")),
        Standing::Draft | Standing::Submitted => None,
    };
    view! {
        {live(move || standing().map(|(class, says)| view! { <p><span class=class>{says}</span></p> }))}
        {live(move || raised.get().into_iter().map(|it| one(review, it)).collect_view())}
    }
}

fn day(at: DateTime<Utc>) -> String {
    show::day(clock::local(at).date())
}

fn one(review: Review, raised: Raised) -> AnyView {
    let Raised { dispute, on, who, ruling, is_own } = raised;
    let accepted = RwSignal::new(dispute.proposed.iter().map(|it| it.item.clone()).collect::<Vec<_>>());
    let may_rule = ruling.is_none() && review.card.with_untracked(|it| untrack(|| review.viewer()).speaks_on(&it.body));
    let taken = ruling.as_ref().map(|it| it.accepted.clone());
    let row = |it: &dispute::Proposal| {
        let item = review.rubric.with_untracked(|rubric| rubric.item(&it.item).cloned());
        let was = review.card.with_untracked(|card| {
            let answer = card.body.original_answers().iter().find(|answer| answer.item == it.item);
            says(item.as_ref(), answer.and_then(|it| it.given.as_ref()))
        });
        let title = item.as_ref().map_or(it.item.as_str(), |it| it.title.as_str());
        let says = format!("{title}: {was} → {}", says(item.as_ref(), Some(&it.given)));
        let evidence = it.evidence.iter().cloned().map(|it| view! { <MomentLink review moment=it /> }).collect_view();
        let key = it.item.clone();
        let words = match &taken {
            Some(taken) => view! { <span>{says} {if taken.contains(&key) { ": taken" } else { ": not taken" }}</span> }.into_any(),
            None if may_rule => {
                let own = key.clone();
                let on = move || accepted.with(|it| it.contains(&own));
                view! {
                    <label class="check">
                        <input type="checkbox" prop:checked=on on:change=move |event| {
                            let take = event_target_checked(&event);
                            accepted.update(|it| {
                                it.retain(|it| *it != key);
                                if take {
                                    it.push(key.clone());
                                }
                            });
                        } />
                        <span>{says}</span>
                    </label>
                }
                .into_any()
            }
            None => view! { <span>{says}</span> }.into_any(),
        };
        view! { <li>{words} {evidence}</li> }
    };
    let rows = dispute.proposed.iter().map(row).collect_view();
    let ruled = ruling.map(|it| {
        let by =
            it.by.and_then(|by| review.people.with_untracked(|all| name_of(all, by))).map(|it| format!(" by {it}")).unwrap_or_default();
        view! {
            <p>
                <b>{it.outcome.label()}</b>
                {by} ", " {day(it.at)}
                {(!it.why.is_empty()).then(|| format!(": {}", it.why))}
            </p>
        }
    });
    let class = if ruled.is_some() { "note ok dispute" } else { "note dispute" };
    let raised = dispute.clone();
    let retract = (is_own && ruled.is_none()).then(|| {
        view! {
            <button type="button" class="link" on:click=move |_| review.take_back(on, raised.clone())>"Take the dispute back"</button>
        }
    });
    view! {
        <section class=class aria-label=format!("Dispute of {}", show::moment(clock::local(dispute.at)))>
            <p>
                <b>"Disputed by " {who}</b>
                ", " {day(dispute.at)} ": " {dispute.reason.clone()}
            </p>
            <ul class="rows">{rows}</ul>
            {ruled}
            {may_rule.then(|| view! { <Rule review dispute=dispute.clone() accepted /> })}
            {retract}
        </section>
    }
    .into_any()
}

/// The words of the ruling, and the ruling.
#[component]
fn Rule(review: Review, dispute: Dispute, accepted: RwSignal<Vec<String>>) -> impl IntoView {
    let why = RwSignal::new(String::new());
    let all = dispute.proposed.len();
    let outcome = move || match accepted.with(Vec::len) {
        0 => Outcome::Rejected,
        n if n == all => Outcome::Accepted,
        _ => Outcome::Partly,
    };
    let label = move || match outcome() {
        Outcome::Accepted => "Accept",
        Outcome::Partly => "Accept the ticked values",
        Outcome::Rejected => "Reject",
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let words = why.with_untracked(|it| it.trim().to_owned());
        if words.is_empty() && outcome() != Outcome::Accepted {
            review.session.complain("Say why: what is not taken needs a reason.");
            return;
        }
        review.rule(&dispute, accepted.get_untracked(), words);
    };
    view! {
        <form class="ruling" on:submit=submit>
            <p class="muted">"Tick the values you take. What was submitted is kept beside them."</p>
            <label class="field">
                <span>"In your words"</span>
                <textarea rows="2" maxlength="4000" prop:value=move || why.get() on:input=move |event| why.set(event_target_value(&event))></textarea>
            </label>
            <p class="actions"><button type="submit" class="primary">{live(label)}</button></p>
        </form>
    }
}
