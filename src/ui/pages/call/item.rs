//! One item of the scorecard: points, evidence, comment, guidance.

use leptos::prelude::*;

use super::dispute::{Propose, Was};
use super::given::{detail, step_words};
use super::moments::By;
use super::review::Review;
use super::why::{MomentLink, Why};
use crate::domain::rubric::{Guidance, Item};
use crate::domain::scorecard::evidence::{other_side, wrong_side};
use crate::domain::scorecard::{Answer, Given, Origin, Worth, critical, worth};
use crate::domain::show;
pub(super) use crate::domain::show::shorten;
use crate::domain::transcript::Moment;
use crate::ui::components::live::live;
use crate::ui::components::scroll::to_element;
use crate::ui::components::show::Show;

/// The id of an item's element, for focus and scrolling.
pub fn element_id(key: &str) -> String {
    format!("item-{key}")
}

/// The id of the field for an item's reason of N/A.
pub fn reason_id(key: &str) -> String {
    format!("reason-{key}")
}

/// The id of the field for the comment on an item.
fn comment_id(key: &str) -> String {
    format!("comment-{key}")
}

/// One item of the shown card.
#[component]
pub fn ItemView(review: Review, item: Item) -> impl IntoView {
    let key = StoredValue::new(item.key.clone());
    let answer = Memo::new(move |_| review.card.with(|it| key.with_value(|key| it.body.answer(key).cloned())));
    let given = Memo::new(move |_| answer.with(|it| it.as_ref().and_then(|it| it.given.clone())));
    let active = move || review.active.with(|it| it.as_deref() == Some(key.get_value().as_str()));
    let todo = move || given.read().is_none();
    let words = StoredValue::new(item.clone());
    let worth = Memo::new(move |_| words.with_value(|item| given.with(|given| earned(item, given.as_ref()))));
    let label = move || words.with_value(|it| format!("{}, {}", it.title, worth.read()));
    let shown = move || key.with_value(|key| if active() { review.place_of(key) } else { None });
    let shown = move || shown().filter(|it| it.1 > 1).map(|(at, of)| format!("moment {at} of {of}"));
    let title = item.title.clone();
    let guidance = item.guidance.clone();
    let is_critical = item.critical.is_some();
    let failed = move || {
        let of = |key: &String| review.card.with(|card| review.rubric.with(|it| critical::of_item(it, &card.body.answers, key)));
        is_critical.then(|| key.with_value(of)).flatten().map(|it| view! { <p class="note bad">{it}</p> })
    };
    let in_focus = move || review.item_in_focus().is_some_and(|it| key.with_value(|key| it == *key));
    view! {
        <div class="crit" id=element_id(&item.key) class:todo=todo class:active=active class:target=move || review.is_dragging() role="group" aria-label=label tabindex="-1" on:focusin=move |_| review.active.set(Some(key.get_value())) on:dragover=move |event| review.hover(&event) on:drop=move |event| key.with_value(|key| review.drop_on(&event, key))>
            <p class="crit__title">
                <b>{title}</b>
                {live(move || in_focus().then(|| view! { <span class="tag">"In focus"</span> }))}
                <span class="muted end" role="status">{live(shown)}</span>
                <span class="muted">{worth}</span>
            </p>
            <Points review item=item.clone() given />
            {live(failed)}
            {item.critical_says().map(|it| view! { <p class="why">{it} "."</p> })}
            <Was review item=item.key.clone() />
            <Propose review item=item.clone() />
            <Why review item=item.clone() answer />
            <Evidence review item=item.clone() answer />
            <Remark review item=item.key.clone() answer given />
            {guide(guidance)}
        </div>
    }
}

/// What an item has earned of its points: "10 points" before it is judged, then "4 of 10".
fn earned(item: &Item, given: Option<&Given>) -> String {
    match worth(item, given) {
        Worth::Points(_) if item.counts() == 0 => "noted".to_owned(),
        Worth::Open if item.counts() == 0 => "to note".to_owned(),
        Worth::Points(points) => format!("{points} of {}", item.points),
        Worth::Apart => "N/A".to_owned(),
        Worth::Open => show::count(usize::from(item.points), "point", "points"),
    }
}

/// What to look for, as far as the rubric says so.
fn guide(it: Guidance) -> Option<AnyView> {
    if [&it.look_for, &it.good, &it.poor].iter().all(|it| it.is_empty()) {
        return None;
    }
    let example = |class: &'static str, label: &'static str, words: String| {
        (!words.is_empty()).then(|| view! { <p><span class=class>{label}</span><q>{words}</q></p> })
    };
    let view = view! {
        <details class="guide">
            <summary>"What to look for"</summary>
            <p>{it.look_for}</p>
            {example("good", "Good: ", it.good)}
            {example("bad", "Poor: ", it.poor)}
        </details>
    };
    Some(view.into_any())
}

#[component]
fn Points(review: Review, item: Item, given: Memo<Option<Given>>) -> impl IntoView {
    let open = move || review.is_open();
    let key = StoredValue::new(item.key.clone());
    let words = StoredValue::new(item.clone());
    let step = move |(at, points): (usize, u16)| {
        // The key is named where it is not what the button says.
        let key_name = (at < 10 && usize::from(points) != at).then(|| view! { <kbd class="digit" aria-hidden="true">{at}</kbd> });
        let (label, says) = words.with_value(|it| step_words(it, points));
        let on = move || given.with(|it| *it == Some(Given::Points(points)));
        view! {
            <button type="button" title=says aria-pressed=move || on().to_string() class:on=on disabled=move || !open() on:click=move |_| key.with_value(|key| {
                if on() { review.clear(key) } else { review.give(key, points) }
            })>
                {label}
                {key_name}
            </button>
        }
    };
    let give = move |given: Option<Given>| {
        key.with_value(|key| match given {
            Some(Given::Text(words)) => review.write(key, words),
            Some(given) => review.give_as(key, given),
            None => review.clear(key),
        });
    };
    let detail = detail(&item, given, Signal::derive(open), Callback::new(give));
    let not_applicable = move || given.with(|it| matches!(it, Some(Given::NotApplicable(_))));
    view! {
        <div class="seg">
            {item.steps().into_iter().enumerate().map(step).collect_view()}
            <button type="button" class="na" title="Does not apply to this call" aria-label="N/A, not applicable" aria-pressed=move || not_applicable().to_string() class:on=not_applicable disabled=move || !open() on:click=move |_| key.with_value(|key| {
                if not_applicable() { review.clear(key) } else { review.not_applicable(key, String::new()) }
            })>
                "N/A"
            </button>
        </div>
        {detail}
    }
}

#[component]
fn Evidence(review: Review, item: Item, answer: Memo<Option<Answer>>) -> impl IntoView {
    // What is computed, or says that nothing was there, has no words to rest on.
    let bare = move |it: &Answer| it.evidence.is_empty() && it.origin != Origin::Computed && matches!(it.given, Some(Given::Points(1..)));
    let is_bare = move || review.transcript.with(Option::is_some) && answer.with(|it| it.as_ref().is_some_and(bare));
    let (item, whole) = (StoredValue::new(item.key.clone()), StoredValue::new(item));
    let moments = move || answer.with(|it| it.as_ref().map(|it| it.evidence.clone()).unwrap_or_default());
    move || {
        let moments = moments();
        let wrong = review.transcript.with(|it| it.as_ref().map_or("", |it| whole.with_value(|item| wrong_side(item, &moments, &it.body))));
        if moments.is_empty() {
            return is_bare().then(|| view! { <p class="why">"Points without evidence."</p> }.into_any());
        }
        Some({
            let row = move |it: Moment| {
                let taken = it.clone();
                let whose = review.transcript.with(|words| whole.with_value(|item| other_side(item, &it, &words.as_ref()?.body)));
                view! {
                    <li>
                        <MomentLink review moment=it by=By::Asked(item.get_value()) />
                        {whose.map(|it| view! { <span class="tag">{it}</span> })}
                        <Show when=move || review.is_open()>
                            {
                                let taken = taken.clone();
                                view! {
                                    <button type="button" class="link quiet" aria-label="Take this moment away" on:click=move |_| item.with_value(|item| review.detach(item, &taken))>
                                        "✕"
                                    </button>
                                }
                            }
                        </Show>
                    </li>
                }
            };
            view! {
                <ul class="evidence" aria-label="Evidence">
                    {moments.into_iter().map(row).collect_view()}
                </ul>
                {(!wrong.is_empty()).then(|| view! { <p class="note" role="status">{wrong}</p> })}
            }
            .into_any()
        })
    }
}

/// The reason of an N/A, and the comment.
#[component]
fn Remark(review: Review, item: String, answer: Memo<Option<Answer>>, given: Memo<Option<Given>>) -> impl IntoView {
    let item = StoredValue::new(item);
    let writing = RwSignal::new(false);
    let comment = move || answer.with(|it| it.as_ref().map(|it| it.comment.clone()).unwrap_or_default());
    let is_na = Memo::new(move |_| given.with(|it| matches!(it, Some(Given::NotApplicable(_)))));
    let reason = move || {
        given.with(|it| match it {
            Some(Given::NotApplicable(why)) => why.clone(),
            _ => String::new(),
        })
    };
    let open = move || review.is_open();
    let attach = move || {
        view! {
            <Show when=move || review.transcript.read().is_some()>
                <button type="button" class="link quiet" title="The selected words, else the moment shown" on:mousedown=|event| event.prevent_default() on:click=move |_| item.with_value(|item| super::evidence::attach_selection(review, item))>
                    "Attach the selected words"
                </button>
            </Show>
        }
    };
    view! {
        <Show when=move || is_na.get()>
            <label class="field">
                <span>"Why it does not apply"</span>
                <input id=move || item.with_value(|item| reason_id(item)) type="text" required maxlength="500" prop:value=reason readonly=move || !open() on:input=move |event| item.with_value(|item| review.not_applicable(item, event_target_value(&event))) on:keydown=move |event| super::keys::reasoned(review, &event) />
            </label>
        </Show>
        <Show when=move || writing.get() || !comment().is_empty() fallback=move || view! {
            <Show when=open>
                <p class="tools">
                    <button type="button" class="link quiet" on:click=move |_| {
                        writing.set(true);
                        to_element(item.with_value(|item| comment_id(item)));
                    }>
                        "Comment"
                    </button>
                    {attach()}
                </p>
            </Show>
        }>
            <label class="field">
                <span>"Comment"</span>
                <textarea id=move || item.with_value(|item| comment_id(item)) rows="2" maxlength="4000" prop:value=comment readonly=move || !open() on:input=move |event| item.with_value(|item| review.comment(item, event_target_value(&event)))></textarea>
            </label>
            <Show when=open>
                <p class="tools">
                    {attach()}
                </p>
            </Show>
        </Show>
    }
}
