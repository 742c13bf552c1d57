//! Whose card is shown, who scores in which role, and the way back over edits.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::cards::first_of;
use super::compare;
use super::review::Review;
use crate::browser::clock;
use crate::domain::history::History;
use crate::domain::id::{CardId, PersonId};
use crate::domain::order;
use crate::domain::people::Person;
use crate::domain::scorecard::first::can_score;
use crate::domain::scorecard::{CardRole, Scorecard};
use crate::domain::show;
use crate::ui::components::live::live;
use crate::ui::components::show::Show;
use crate::ui::session::name_of;

/// A further card: whose, in which role, when it was submitted, and by which rubric where it stands beside the score.
type Other = (CardId, CardRole, Option<PersonId>, Option<DateTime<Utc>>, Option<String>);

/// Whose card is shown: the rep's, the manager's, and by choice those of peers.
#[component]
pub fn Roles(review: Review) -> impl IntoView {
    // Of peers each has a card of their own. Of the others a second one is shown as well: it may have been begun in another tab,
    // have come in a file, or be the one submitted before.
    let others = Memo::new(move |_| {
        let me = review.session.with_settings(|it| it.me);
        review.with_cards(|cards| {
            let scoring = || cards.iter().copied().filter(|it| !review.is_beside(it));
            let is_first = |it: &Scorecard| first_of(scoring(), it.role, me).is_some_and(|first| first.id == it.id);
            let is_more = |it: &Scorecard| matches!(it.role, CardRole::Peer | CardRole::Calibration) || !is_first(it);
            let others = cards.iter().filter(|it| is_more(it));
            let mut found: Vec<Other> = others
                .map(|it| (it.id, it.role, it.scorer, it.submitted_at, review.is_beside(it).then(|| review.rubric_of(it).title)))
                .collect();
            order::sort_by_key(&mut found, |it| it.0);
            found
        })
    });
    let is_other = move || {
        let shown = review.card.with(|it| (it.body.id, it.body.role));
        shown.1 != CardRole::Peer && others.with(|all| all.iter().any(|it| it.0 == shown.0))
    };
    let tab = move |role: CardRole| {
        let on = move || review.role.get() == role && !review.compared.get() && !is_other();
        view! {
            <button type="button" class="chip" class:on=on aria-pressed=move || on().to_string() on:click=move |_| review.show(role)>
                {role.label()}
            </button>
        }
    };
    let other = move |(id, role, scorer, submitted, beside): Other| {
        let name = scorer.and_then(|it| review.people.with(|all| name_of(all, it)));
        let at = submitted.map(|at| format!("submitted {}", show::moment(clock::local(at))));
        let kind = match (role, beside, name.is_some()) {
            (_, Some(title), _) => title,
            (CardRole::Own | CardRole::Manager, ..) => format!("{}, {}", role.label(), at.unwrap_or_else(|| "another draft".to_owned())),
            // Who is not named is told apart by when.
            (_, _, false) => at.map_or(role.label().to_owned(), |at| format!("{}, {at}", role.label())),
            _ => role.label().to_owned(),
        };
        let label = name.map_or(kind.clone(), |it| format!("{kind}: {it}"));
        let on = move || review.card.with(|it| it.body.id == id) && !review.compared.get();
        view! {
            <button type="button" class="chip" class:on=on aria-pressed=move || on().to_string() on:click=move |_| review.show_card(id)>
                {label}
            </button>
        }
    };
    // A peer finds the way to a card of their own also before there is one.
    let own = move || {
        let viewer = review.viewer();
        let has_own = others.with(|all| all.iter().any(|it| it.1 == CardRole::Peer && it.2 == viewer.person && it.4.is_none()));
        (viewer.role == CardRole::Peer && !has_own && !review.calibrates()).then(|| tab(CardRole::Peer))
    };
    view! {
        <div class="roles" role="group" aria-label="Whose card">
            <Show when=move || !review.calibrates()>{tab(CardRole::Own)} {tab(CardRole::Manager)}</Show>
            {live(own)} {live(move || others.get().into_iter().map(other).collect_view())}
            <Show when=move || compare::is_there(review) && !review.is_kept_back()>
                <button type="button" class="chip" class:on=move || review.compared.get() aria-pressed=move || review.compared.get().to_string() on:click=move |_| review.compared.set(true)>
                    "Side by side"
                </button>
            </Show>
            <Show when=move || review.is_open()>
                <span class="end">
                    <button type="button" class="quiet" title="Take the last edit back (Ctrl Z)" aria-label="Undo" disabled=move || !review.history.with(History::can_undo) on:click=move |_| review.undo()>
                        "↶"
                    </button>
                    <button type="button" class="quiet" title="Do it again (Ctrl Shift Z)" aria-label="Redo" disabled=move || !review.history.with(History::can_redo) on:click=move |_| review.redo()>
                        "↷"
                    </button>
                </span>
            </Show>
        </div>
    }
}

/// Who can score the call in a role, by name; whoever is said to have scored the shown card as well.
fn scorers(review: Review, role: CardRole) -> Vec<Person> {
    let (rep, shown) = (review.call.with(|it| it.body.rep), review.card.with(|it| (it.body.role, it.body.scorer)));
    let is_one = |it: &Person| can_score(role, it, rep) || shown == (role, Some(it.id));
    let mut all: Vec<Person> = review.people.with(|it| it.iter().map(|it| it.body.clone()).filter(is_one).collect());
    order::sort_by(&mut all, |a, b| a.name.cmp(&b.name));
    all
}

/// Who a draft is of, and the way to a further card by a peer. A self-assessment is always the rep's.
#[component]
pub fn ScoredBy(review: Review) -> impl IntoView {
    let scorer = Memo::new(move |_| review.card.with(|it| it.body.scorer));
    let is_open = move || review.is_open() && review.role.get() != CardRole::Own;
    let options = move |role: CardRole, chosen: Option<PersonId>| {
        scorers(review, role)
            .into_iter()
            .map(|it| view! { <option value=it.id.to_string() selected=chosen == Some(it.id)>{it.name}</option> })
            .collect_view()
    };
    let (chosen, calibrates) = (RwSignal::new(None::<PersonId>), RwSignal::new(false));
    let begin = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let role = if calibrates.get_untracked() { CardRole::Calibration } else { CardRole::Peer };
        review.score_as(role, chosen.get_untracked());
        chosen.set(None);
    };
    let may_add = move || review.viewer().role == CardRole::Manager && !review.calibrates() && !scorers(review, CardRole::Peer).is_empty();
    view! {
        <Show when=is_open>
            <label class="field">
                <span>"Scored by"</span>
                <select on:change=move |event| {
                    let scorer = event_target_value(&event).parse().ok();
                    if scorer.is_some() {
                        // Who scores is said herewith, so it is not asked.
                        review.card.update(|it| it.body.scorer = scorer);
                    }
                    review.change(move |it| it.scorer = scorer);
                }>
                    <option value="">"Not said"</option>
                    {live(move || options(review.role.get(), scorer.get()))}
                </select>
            </label>
        </Show>
        <Show when=may_add>
            <details class="guide">
                <summary>"Let somebody else score this call too"</summary>
                <form class="actions" on:submit=begin>
                    <select aria-label="Who scores too" required on:change=move |event| chosen.set(event_target_value(&event).parse().ok())>
                        <option value="" selected=true>"Choose who"</option>
                        {live(move || options(CardRole::Peer, None))}
                    </select>
                    <button type="submit" on:click=move |_| calibrates.set(false)>"Begin a peer card"</button>
                    <button type="submit" on:click=move |_| calibrates.set(true)>"Begin a calibration card"</button>
                </form>
                <p class="muted">"It stands beside the manager's card and never changes the score of the call."</p>
            </details>
        </Show>
    }
}
