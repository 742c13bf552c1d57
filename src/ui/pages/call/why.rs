//! Why an item has the points that are suggested, with the moments they rest on.

use leptos::prelude::*;

use super::item::shorten;
use super::moments::By;
use super::review::{Dialog, Review};
use crate::domain::analysis::{self, Source, Suggestion};
use crate::domain::rubric::{Item, ItemKind};
use crate::domain::scorecard::evidence::holds;
use crate::domain::scorecard::{Answer, Given, Origin};
use crate::domain::transcript::Moment;
use crate::ui::components::live::live;
use crate::ui::components::show::Show;

/// How many moments are shown before one asks for more.
const FIRST: usize = 3;

/// The suggestion with its reason, or how a computed item came about.
#[component]
pub fn Why(review: Review, item: Item, answer: Memo<Option<Answer>>) -> impl IntoView {
    let key = StoredValue::new(item.key.clone());
    let title = StoredValue::new(item.title.clone());
    // Where nobody has said who is who, the head of the card says so once, with the way to say it.
    let lacks = Memo::new(move |_| review.transcript.with(|it| it.as_ref().is_some_and(|it| it.body.lacks_sides())));
    let suggestion = Memo::new(move |_| review.suggestion(&key.get_value()).filter(|it| it.points.is_some() || !lacks.get()));
    let metric = match &item.kind {
        ItemKind::Computed { metric, .. } => analysis::metric_names().map(|it| it.0).find(|it| it == metric),
        _ => None,
    };
    let all_points = item.points;
    let whole = StoredValue::new(item.clone());
    let taken = move |points: u16| answer.with(|it| it.as_ref().and_then(|it| it.given.clone()) == Some(Given::Points(points)));
    let from = move || answer.with(|it| it.as_ref().map(|it| it.origin));
    // What lies within the range of a hint is not against it.
    let within = move || {
        let range = suggestion.with(|it| it.as_ref().and_then(|it| whole.with_value(|item| it.range(item))));
        let given = answer.with(|it| it.as_ref().and_then(|it| it.given.clone()));
        matches!((given, range), (Some(Given::Points(points)), Some((low, high))) if (low..=high).contains(&points))
    };
    let shown = move |it: Suggestion| {
        let (told, range) = whole.with_value(|item| (it.told(item), it.range(item)));
        let Suggestion { points, why, moments, sources, .. } = it;
        let computed = metric.is_some();
        let lead = told.map(|told| {
            view! {
                {if computed { "Computed " } else { "Suggested " }}
                <b>{told}</b>
                ": "
            }
        });
        let all = StoredValue::new(moments.clone());
        // Other points than suggested may rest on the same words.
        let are_left = move || {
            let held = |it: &Answer| it.given.is_some() && all.with_value(|all| all.iter().any(|moment| !holds(&it.evidence, moment)));
            review.is_open() && answer.with(|it| it.as_ref().is_some_and(held))
        };
        let take =
            act(key, are_left, "Attach the moments".to_owned(), format!("Attach the moments for {}", title.get_value()), move |key| {
                review.take_moments(key)
            });
        let accept = points.map(|points| {
            let usable = move || review.is_open() && !taken(points);
            // Of a range it is said which points are taken.
            let label = if range.is_some() { format!("Accept {points}") } else { "Accept".to_owned() };
            act(key, usable, label, format!("Accept {points} for {}", title.get_value()), move |key| review.accept(key))
        });
        let type_apart = points.zip(metric).and_then(|(points, key)| {
            review.analysis.with(|it| analysis::apart(it, key, &review.call.read().body.kind, points, all_points))
        });
        let by = sources.into_iter().map(move |it| source(review, key, answer, it)).collect_view();
        let links = by.is_empty().then(|| links(review, key, answer, moments));
        view! {
            <p class="why">
                {lead} {why} " " {type_apart} " " {links} {accept} {take}
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
            Some(Origin::Overruled(points)) if !within() && answer.with(|it| it.as_ref().is_some_and(|it| it.given.is_some())) => {
                Some(view! { <p class="why">"By hand, against the " {points} " suggested."</p> })
            }
            _ => None,
        })}
    }
}

/// The moments as links, but those that the item rests on: they stand below, once.
fn links(review: Review, item: StoredValue<String>, answer: Memo<Option<Answer>>, moments: Vec<Moment>) -> AnyView {
    let left = Memo::new(move |_| {
        let is_left = |it: &&Moment| answer.with(|answer| answer.as_ref().is_none_or(|answer| !holds(&answer.evidence, it)));
        moments.iter().filter(is_left).cloned().collect::<Vec<_>>()
    });
    live(move || first_links(review, item, left.get()))
}

/// What can be done with a suggestion, while it can.
fn act(
    item: StoredValue<String>,
    when: impl Fn() -> bool + Send + Sync + 'static,
    label: String,
    says: String,
    does: impl Fn(&str) + Copy + Send + Sync + 'static,
) -> AnyView {
    let words = StoredValue::new((label, says));
    view! {
        <Show when=when>
            " "
            <button type="button" class="link" aria-label=words.with_value(|it| it.1.clone()) on:click=move |_| item.with_value(|item| does(item))>
                {words.with_value(|it| it.0.clone())}
            </button>
        </Show>
    }
    .into_any()
}

/// The first moments as links, and the others once they are asked for, or one of them is gone to.
fn first_links(review: Review, item: StoredValue<String>, mut moments: Vec<Moment>) -> AnyView {
    let rest = moments.split_off(moments.len().min(FIRST));
    let all = move |of: Vec<Moment>| {
        of.into_iter().map(|it| view! { <MomentLink review moment=it by=By::Asked(item.get_value()) /> }).collect_view()
    };
    let more = (!rest.is_empty()).then(|| {
        let (many, rest) = (rest.len(), StoredValue::new(rest));
        let opened = RwSignal::new(false);
        Effect::new(move |_| {
            if review.jump.with(|it| it.as_ref().is_some_and(|it| rest.with_value(|rest| holds(rest, it)))) {
                opened.set(true);
            }
        });
        let label = move || if opened.get() { "fewer".to_owned() } else { format!("and {many} more") };
        view! {
            <button type="button" class="link" aria-expanded=move || opened.get().to_string() on:click=move |_| opened.update(|it| *it = !*it)>
                {label}
            </button>
            " "
            {live(move || opened.get().then(|| all(rest.get_value())))}
        }
    });
    (all(moments), more).into_any()
}

/// What one of several detectors heard.
fn source(review: Review, item: StoredValue<String>, answer: Memo<Option<Answer>>, source: Source) -> AnyView {
    let name = analysis::detector_title(&source.detector);
    let points = source.points.map_or("no points".to_owned(), |it| it.to_string());
    view! { <li><b>{name}</b> ", " {points} ": " {source.why} " " {links(review, item, answer, source.moments)}</li> }.into_any()
}

/// A quote that takes the transcript to its moment.
#[component]
pub fn MomentLink(
    review: Review,
    moment: Moment,
    /// For whom it is shown.
    #[prop(optional)]
    by: By,
) -> impl IntoView {
    let time = moment.at.map(|it| format!("{} ", it.clock()));
    let quote = shorten(&moment.quote, 48);
    let full = moment.quote.clone();
    let dragged = moment.clone();
    let (from, to) = (moment.from, moment.to);
    let here = move || review.jump.with(|it| it.as_ref().is_some_and(|it| it.from == from && it.to == to));
    view! {
        <span draggable="true" on:dragstart=move |event| review.pick_up(&event, &dragged) on:dragend=move |_| review.dragged.set(None)>
            <button type="button" class="link moment" title=full class:here=here aria-current=move || here().then_some("true") on:click=move |_| review.go_to(moment.clone(), by.clone())>
                {time}
                "“"
                {quote}
                "”"
            </button>
        </span>
        " "
    }
}
