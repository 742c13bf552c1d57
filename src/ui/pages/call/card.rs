//! The scorecard beside the words.

use leptos::prelude::*;

use super::choice::RubricChoice;
use super::compare::SideBySide;
use super::dispute::Disputing;
use super::first::SightNote;
use super::focus::{FocusView, InFocus};
use super::item::{ItemView, element_id, reason_id};
use super::no_sides::NoSides;
use super::place::{Also, Leave, PlaceNote};
use super::review::Review;
use super::roles::{Roles, ScoredBy};
use super::ruling::Disputes;
use super::talk::TalkList;
use crate::browser::clock;
use crate::domain::id::CardId;
use crate::domain::rubric::Category;
use crate::domain::scorecard::grade::grade;
use crate::domain::scorecard::place::Place;
use crate::domain::scorecard::seal::{Seal, seal};
use crate::domain::scorecard::{CardRole, critical};
use crate::domain::show;
use crate::ui::components::live::live;
use crate::ui::components::meter::{Badge, Meter};
use crate::ui::components::scroll::to_element;
use crate::ui::components::show::Show;
use crate::ui::session::name_of;

/// The scorecard.
#[component]
pub fn Card(review: Review) -> impl IntoView {
    // The items are made once per card; what changes within is followed by each part itself.
    let shown = Memo::new(move |_| review.card.with(|it| (it.body.id, it.body.is_frozen())));
    view! {
        <section class="score" aria-label="Scorecard">
            <Roles review />
            <Show when=move || review.compared.get() fallback=move || view! { <OneCard review shown /> }>
                <SideBySide review />
            </Show>
            <TalkList review />
        </section>
    }
}

/// One card: its sum, items, focus and end; only a note where it may not be seen yet.
#[component]
fn OneCard(review: Review, shown: Memo<(CardId, bool)>) -> impl IntoView {
    let hidden = Memo::new(move |_| review.is_kept_back());
    view! {
        <SightNote review />
        <Show when=move || !hidden.get()>
            <NoSides review />
            <InFocus review />
            <PlaceNote review />
            <Sum review />
            <Disputes review />
            {live(move || {
                // Read, not only tracked: a memo that nobody has read counts as changed by the first edit.
                let _ = shown.get();
                let rubric = review.rubric.get();
                rubric.categories.into_iter().enumerate().map(|(at, it)| view! { <CategoryView review category=it at /> }).collect_view()
            })}
            <FocusView review />
            <Ending review />
        </Show>
    }
}

/// Total, grade, and the way to the level and the next.
#[component]
fn Sum(review: Review) -> impl IntoView {
    let sum = Memo::new(move |_| review.score());
    // What stands beside the score has neither grade nor benchmark.
    let beside = Memo::new(move |_| review.place() == Place::Beside);
    let standing = Memo::new(move |_| review.standing().filter(|_| !beside.get()));
    let total = move || sum.with(|it| it.shown());
    let says = move || {
        sum.with(|it| match it.shown().map(grade) {
            Some(_) if it.is_complete() && beside.get() => "beside the score".to_owned(),
            Some(grade) if it.is_complete() => grade.says.to_owned(),
            Some(grade) if !review.is_open() => format!("{}, {} not judged", grade.says, show::count(it.open, "item", "items")),
            Some(_) => format!("so far, {} to judge", show::count(it.open, "item", "items")),
            None if it.is_complete() => "No score: nothing applies".to_owned(),
            None => "Not scored yet".to_owned(),
        })
    };
    let state = move || sum.with(|it| format!("{} · {} evidenced", it.judged_says(), it.evidenced_says()));
    let level = move || {
        standing.with(|it| match it {
            Some(at) => {
                let next = at.next.map_or(String::new(), |it| format!(" · Next level {}", it.score));
                format!(" · Level benchmark {}{next}", at.own.score)
            }
            None => String::new(),
        })
    };
    let failed = move || {
        let told = review.card.with(|card| review.rubric.with(|it| sum.with(|sum| critical::told(it, &card.body.answers, sum))));
        let without = sum.with(critical::without).map(|it| format!("Without it the total would be {}.", show::number(it)));
        (!told.is_empty()).then(|| view! { <p class="note bad">{told.into_iter().chain(without).collect::<Vec<_>>().join(" ")}</p> })
    };
    let distance = move || {
        let total = total()?;
        let at = standing.get()?;
        Some(distances(total, f64::from(at.own.score), at.next.map(|it| f64::from(it.score))))
    };
    view! {
        <div class="score-head" id=RESULT tabindex="-1" role="group" aria-label="Total">
            {live(move || (!beside.get()).then(|| view! { <Badge total=total() /> }))}
            <div>
                <p class="big" aria-live="polite">
                    <b>{live(move || total().map_or("–".to_owned(), show::number))}</b>
                    " / 100 "
                    <span class="muted">{live(says)}</span>
                </p>
                <p class="muted"><RubricChoice review /> {live(level)}</p>
                <p class="muted">{live(state)}</p>
            </div>
        </div>
        {live(move || (!beside.get()).then(|| view! { <Meter total=total() standing=standing.get() /> }))}
        <p class="distance">{live(distance)}</p>
        {live(failed)}
        <Show when=move || review.is_open() && super::keys::are_used() && sum.with(|it| it.open > 0)>
            <p class="muted hint on-wide">
                <kbd>"U"</kbd> " next open item " <kbd>"Enter"</kbd> " accept and go on " <kbd>"?"</kbd> " all keys"
            </p>
        </Show>
        <Show when=move || !beside.get() && sum.with(|it| it.is_partial())>
            <p class="note">"Partial card: less than 70% of the points apply, so it stays out of averages."</p>
        </Show>
    }
}

fn distances(total: f64, own: f64, next: Option<f64>) -> String {
    let against = |name: &str, benchmark: f64| {
        let gap = total - benchmark;
        match gap {
            _ if gap.abs() < 0.05 => format!("At the {name}"),
            _ if gap > 0.0 => format!("{} above the {name}", show::number(gap)),
            _ => format!("{} below the {name}", show::number(-gap)),
        }
    };
    let first = against("level benchmark", own);
    next.map_or(first.clone(), |next| format!("{first}; {}", against("next level", next).to_lowercase()))
}

#[component]
fn CategoryView(review: Review, category: Category, at: usize) -> impl IntoView {
    let part = Memo::new(move |_| review.score().categories.get(at).cloned());
    let points = move || part.with(|it| it.as_ref().map(|it| format!("{} / {}", it.earned, it.applicable)));
    let done = move || part.with(|it| it.as_ref().is_some_and(|it| it.judged == it.items));
    let keys: Vec<String> = category.items.iter().map(|it| it.key.clone()).collect();
    // Open at first: the one with the item in hand, or the first; later as the person likes.
    let opened = RwSignal::new(at == 0);
    Effect::new(move |_| {
        if review.active.with(|it| it.as_ref().is_some_and(|it| keys.contains(it))) {
            opened.set(true);
        }
    });
    let items = StoredValue::new(category.items);
    view! {
        <details prop:open=move || opened.get() on:toggle=move |event| {
            let now = event_target::<web_sys::Element>(&event).has_attribute("open");
            if opened.get_untracked() != now {
                opened.set(now);
            }
        }>
            <summary on:dragenter=move |_| if untrack(|| review.is_dragging()) { opened.set(true) }>
                <span>
                    {category.title}
                    <Show when=done>
                        <span class="done" title="All judged">
                            " ✓"
                        </span>
                    </Show>
                </span>
                <span class="pts">{live(points)}</span>
            </summary>
            {items.get_value().into_iter().map(|item| view! { <ItemView review item /> }).collect_view()}
        </details>
    }
}

/// Submitting, or what a frozen card says of itself.
#[component]
fn Ending(review: Review) -> impl IntoView {
    let frozen = move || {
        review.card.with(|it| {
            let at = it.body.submitted_at.map(|at| show::moment(clock::local(at)));
            let by = if it.stamp.by.is_empty() { String::new() } else { format!(" by {}", it.stamp.by) };
            // Whoever scored it need not be who sealed it.
            let scorer = it.body.scorer.and_then(|it| review.people.with(|all| name_of(all, it)));
            let scored = scorer.filter(|name| *name != it.stamp.by).map(|it| format!("Scored by {it}. ")).unwrap_or_default();
            at.map(|at| format!("{scored}Submitted {at}{by}. A submitted card does not change any more."))
        })
    };
    let sealed = move || {
        review.card.with(|it| match seal(&it.body) {
            Seal::None => None,
            Seal::Holds => Some(view! { <p class="muted" title=it.body.sealed_hash.clone()>"Sealed at submission: " {it.body.sealed_hash.chars().take(12).collect::<String>()} "…"</p> }.into_any()),
            Seal::Broken => Some(view! { <p class="note bad" role="alert">"This card was changed after it was submitted: its seal does not fit."</p> }.into_any()),
        })
    };
    let missing = move || review.why_not_submit();
    let unnoted = move || {
        let says = review.score().unnoted_says().filter(|_| review.why_not_submit().is_none())?;
        let go = move |_| {
            review.active.set(None);
            super::keys::next_open(review);
        };
        Some(
            view! { <span class="muted">{says} " " <button type="button" class="link" on:click=go>"Go there"</button> " " <kbd>"U"</kbd></span> },
        )
    };
    view! {
        <ScoredBy review />
        <Also review />
        <label class="field word">
            <span>{live(move || if review.role.get() == CardRole::Own { "A word to the manager" } else { "A word to the rep" })}</span>
            <textarea rows="2" maxlength="4000" prop:value=move || review.card.with(|it| it.body.note.clone()) readonly=move || !review.is_open() on:input=move |event| { let words = event_target_value(&event); review.change(move |it| it.note = words) }></textarea>
        </label>
        <Show when=move || review.is_open() fallback=move || view! {
            <p class="muted">{live(frozen)}</p>
            {live(sealed)}
            <div class="actions">
                <Disputing review />
                <Show when=move || review.card.with(|it| review.viewer().may_give(&it.body))>
                    <button type="button" on:click=move |_| {
                        review.score_again();
                        review.active.set(None);
                        super::keys::next_open(review);
                    }>
                        "Score again"
                    </button>
                </Show>
            </div>
        }>
            <div class="actions">
                <button type="button" class="primary" on:click=move |_| submit(review)>
                    "Submit score"
                </button>
                <Leave review />
                <span class="muted">{live(missing)}</span>
                {live(unnoted)}
            </div>
        </Show>
    }
}

/// The id of what follows the items: the focus, and after it a word and the button that submits. Not the button itself: an
/// Enter too many must not seal a card.
pub const ENDING: &str = "card-ending";

/// The id of the total and grade.
pub const RESULT: &str = "card-result";

/// Submits, and goes on: to the next call that waits, or to the result where none does, or to what is missing.
pub fn submit(review: Review) {
    review.submit();
    if review.is_frozen_now() {
        super::way::to_next();
    } else {
        to_due(review);
    }
}

/// Goes on to what follows the items.
pub fn to_end() {
    to_element(ENDING.to_owned());
}

/// Brings the item in hand into view and gives it the focus.
pub fn to_active(review: Review) {
    go_in(review, element_id);
}

/// The same, or to the field where a reason is missing.
pub fn to_due(review: Review) {
    let wants_reason = review.active.with_untracked(|it| it.as_ref().is_some_and(|it| untrack(|| review.score()).reasonless.contains(it)));
    go_in(review, if wants_reason { reason_id } else { element_id });
}

/// Goes to a part of the item in hand.
pub fn go_in(review: Review, part: fn(&str) -> String) {
    let Some(key) = review.active.get_untracked() else { return };
    review.pane.set("card");
    to_element(part(&key));
}
