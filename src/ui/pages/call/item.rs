//! One item of the scorecard: points, suggestion, evidence, comment, guidance.

use leptos::prelude::*;

use super::dispute::{Propose, Was};
use super::given::{detail, step_words};
use super::review::{Dialog, Review};
use crate::browser::keys::pressed;
use crate::domain::analysis::{self, Source, Suggestion, Sureness};
use crate::domain::rubric::{Guidance, Item, ItemKind};
use crate::domain::scorecard::{Answer, Given, Origin};
use crate::domain::transcript::Moment;
use crate::ui::components::live::live;
use crate::ui::components::show::Show;

/// The id of an item's element, for focus and scrolling.
pub fn element_id(key: &str) -> String {
    format!("item-{key}")
}

/// The id of the field for an item's reason of N/A.
pub fn reason_id(key: &str) -> String {
    format!("reason-{key}")
}

/// One item of the shown card.
#[component]
pub fn ItemView(review: Review, item: Item) -> impl IntoView {
    let key = StoredValue::new(item.key.clone());
    let answer = Memo::new(move |_| review.card.with(|it| key.with_value(|key| it.body.answer(key).cloned())));
    let given = Memo::new(move |_| answer.with(|it| it.as_ref().and_then(|it| it.given.clone())));
    let active = move || review.active.with(|it| it.as_deref() == Some(key.get_value().as_str()));
    let todo = move || given.read().is_none();
    let label = format!("{}, {} points", item.title, item.points);
    let best = item.points;
    let title = item.title.clone();
    let guidance = item.guidance.clone();
    let in_focus = move || review.item_in_focus().is_some_and(|it| key.with_value(|key| it == *key));
    view! {
        <div class="crit" id=element_id(&item.key) class:todo=todo class:active=active class:target=move || review.is_dragging() role="group" aria-label=label tabindex="-1" on:focusin=move |_| review.active.set(Some(key.get_value())) on:dragover=move |event| review.hover(&event) on:drop=move |event| key.with_value(|key| review.drop_on(&event, key))>
            <p class="crit__title">
                <b>{title}</b>
                {live(move || in_focus().then(|| view! { <span class="tag">"In focus"</span> }))}
                <span class="muted">{best}</span>
            </p>
            <Points review item=item.clone() given />
            <Was review item=item.key.clone() />
            <Propose review item=item.clone() />
            <Why review item=item.clone() answer />
            <Evidence review item=item.key.clone() answer />
            <Remark review item=item.key.clone() answer given />
            {guide(guidance)}
        </div>
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

/// The suggestion with its reason, or how a computed item came about.
#[component]
fn Why(review: Review, item: Item, answer: Memo<Option<Answer>>) -> impl IntoView {
    let key = StoredValue::new(item.key.clone());
    let title = StoredValue::new(item.title.clone());
    let suggestion = Memo::new(move |_| review.suggestion(&key.get_value()));
    let metric = match &item.kind {
        ItemKind::Computed { metric, .. } => review.analysis.with_untracked(|it| analysis::metric(it, metric).map(|it| it.key)),
        _ => None,
    };
    let taken = move |points: u16| answer.with(|it| it.as_ref().and_then(|it| it.given.clone()) == Some(Given::Points(points)));
    let from = move || answer.with(|it| it.as_ref().map(|it| it.origin));
    let shown = move |it: Suggestion| {
        let Suggestion { points, sureness, why, moments, sources, .. } = it;
        let hedge = match sureness {
            Sureness::Sure => "",
            Sureness::Likely => "likely ",
            Sureness::Unsure => "perhaps ",
        };
        let computed = metric.is_some();
        let lead = points.map(|points| {
            view! {
                {if computed { "Computed " } else { "Suggested " }}
                {hedge}
                <b>{points}</b>
                ": "
            }
        });
        let accept = points.map(|points| {
            let usable = move || review.is_open() && !taken(points);
            view! {
                <Show when=usable>
                    " "
                    <button type="button" class="link" aria-label=format!("Accept {points} for {}", title.get_value()) on:click=move |_| key.with_value(|key| review.accept(key))>
                        "Accept"
                    </button>
                </Show>
            }
        });
        let by = sources.into_iter().map(move |it| source(review, it)).collect_view();
        let links = by.is_empty().then(|| links(review, moments));
        view! {
            <p class="why">
                {lead} {why} " " {links} {accept}
            </p>
            {(!by.is_empty()).then(|| view! { <ul class="why sources" aria-label="Heard for it">{by}</ul> })}
        }
    };
    view! {
        {live(move || suggestion.get().map(shown))}
        {metric.map(|metric| {
            view! {
                <p class="why">
                    <button type="button" class="link" aria-label=format!("How this is measured: {}", title.get_value()) on:click=move |_| review.dialog.set(Dialog::Metric(metric))>
                        "How this is measured"
                    </button>
                </p>
            }
        })}
        {live(move || match from() {
            Some(Origin::Overruled(points)) if answer.with(|it| it.as_ref().is_some_and(|it| it.given.is_some())) => {
                Some(view! { <p class="why">"By hand, against the " {points} " suggested."</p> })
            }
            _ => None,
        })}
    }
}

/// The first moments as links, and how many more there are.
fn links(review: Review, moments: Vec<Moment>) -> AnyView {
    let many = moments.len();
    let links = moments.into_iter().take(3).map(|it| view! { <MomentLink review moment=it /> }).collect_view();
    (links, (many > 3).then(|| format!(" and {} more", many - 3))).into_any()
}

/// What one of several detectors heard.
fn source(review: Review, source: Source) -> AnyView {
    let name = analysis::detector_title(source.detector);
    let points = source.points.map_or("no points".to_owned(), |it| it.to_string());
    view! { <li><b>{name}</b> ", " {points} ": " {source.why} " " {links(review, source.moments)}</li> }.into_any()
}

/// A quote that takes the transcript to its moment.
#[component]
pub fn MomentLink(review: Review, moment: Moment) -> impl IntoView {
    let time = moment.at.map(|it| format!("{} ", it.clock()));
    let quote = shorten(&moment.quote, 48);
    let full = moment.quote.clone();
    let dragged = moment.clone();
    view! {
        <span draggable="true" on:dragstart=move |event| review.pick_up(&event, &dragged) on:dragend=move |_| review.dragged.set(None)>
            <button type="button" class="link moment" title=full on:click=move |_| review.go_to(moment.clone())>
                {time}
                "“"
                {quote}
                "”"
            </button>
        </span>
        " "
    }
}

/// The first words of a text, up to so many letters.
pub(super) fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    // Back to the last whole word.
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words))
}

#[component]
fn Evidence(review: Review, item: String, answer: Memo<Option<Answer>>) -> impl IntoView {
    let item = StoredValue::new(item);
    let moments = move || answer.with(|it| it.as_ref().map(|it| it.evidence.clone()).unwrap_or_default());
    move || {
        let moments = moments();
        (!moments.is_empty()).then(|| {
            let row = move |it: Moment| {
                let taken = it.clone();
                view! {
                    <li>
                        <MomentLink review moment=it />
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
            }
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
    view! {
        <Show when=move || is_na.get()>
            <label class="field">
                <span>"Why it does not apply"</span>
                <input id=move || item.with_value(|item| reason_id(item)) type="text" required maxlength="500" prop:value=reason readonly=move || !open() on:input=move |event| item.with_value(|item| review.not_applicable(item, event_target_value(&event))) on:keydown=move |event| {
                    if pressed(&event) == "Enter" {
                        super::keys::next_open(review);
                    }
                } />
            </label>
        </Show>
        <Show when=move || writing.get() || !comment().is_empty() fallback=move || view! {
            <Show when=open>
                <p class="tools">
                    <button type="button" class="link quiet" on:click=move |_| writing.set(true)>
                        "Comment"
                    </button>
                    <button type="button" class="link quiet" title="The selected words, else the moment you went to last" on:mousedown=|event| event.prevent_default() on:click=move |_| item.with_value(|item| super::evidence::attach_selection(review, item))>
                        "Attach the selected words"
                    </button>
                </p>
            </Show>
        }>
            <label class="field">
                <span>"Comment"</span>
                <textarea rows="2" maxlength="4000" prop:value=comment readonly=move || !open() on:input=move |event| item.with_value(|item| review.comment(item, event_target_value(&event)))></textarea>
            </label>
            <Show when=open>
                <p class="tools">
                    <button type="button" class="link quiet" on:mousedown=|event| event.prevent_default() on:click=move |_| item.with_value(|item| super::evidence::attach_selection(review, item))>
                        "Attach the selected words"
                    </button>
                </p>
            </Show>
        </Show>
    }
}
