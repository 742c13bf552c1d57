//! How a metric is shown, and how it was measured.

use leptos::prelude::*;

use super::joining::joining;
use super::moments::By;
use super::review::{Dialog, Marked, Review};
use super::why::MomentLink;
use crate::domain::analysis::{self, Measured, Metric, facts};
use crate::domain::transcript::Moment;
use crate::ui::components::dialog;
use crate::ui::components::live::live;

/// A metric's value, and a note where there is no target to say something.
pub fn shown(metric: &Metric) -> (String, Option<String>) {
    match facts::value(metric) {
        Some(text) => (text, facts::unit(metric).map(str::to_owned)),
        None => ("–".to_owned(), Some("not measurable".to_owned())),
    }
}

/// The dialog with a metric's arithmetic; all metrics are within reach of it.
#[component]
pub fn HowMeasured(review: Review) -> impl IntoView {
    let key = move || match review.dialog.get() {
        Dialog::Metric(key) => Some(key),
        _ => None,
    };
    let metric = move || key().and_then(|key| review.analysis.with(|it| analysis::metric(it, key).cloned()));
    let title = Signal::derive(move || metric().map(|it| it.label.to_owned()).unwrap_or_default());
    let close = Callback::new(move |()| review.dialog.set(Dialog::None));
    let body = move || {
        metric().map(|it| {
            let (value, note) = shown(&it);
            let target = analysis::target(&it, review.standing().map(|it| it.own), &review.call.read().body.kind);
            let why_not = match it.measured {
                Measured::NotMeasurable(why) => Some(view! { <p class="note">{why}</p> }),
                Measured::Value(_) => None,
            };
            let (links, apart) = (resting_on(review, &it), set_apart(review, &it));
            view! {
                <p class="big">
                    <b>{value}</b>
                    " "
                    {note}
                    {target.as_ref().map(|it| view! { <span class="muted">" · " {it.text.clone()}</span> })}
                </p>
                <p>{analysis::definition(it.key)}</p>
                {why_not}
                <p class="muted">{it.arithmetic.clone()}</p>
                {it.estimated.then(|| view! { <p class="note">"Estimated: this file does not time every word, so words or times between stand in."</p> })}
                {parameters(&it, target.map(|it| it.basis))}
                {marking(review, &it)}
                {links}
                {apart}
            }
        })
    };
    let others = move || {
        review.analysis.with(|it| {
            it.metrics
                .iter()
                .map(|metric| {
                    let key = metric.key;
                    let on = move || self::is(review, key);
                    let (value, _) = shown(metric);
                    view! {
                        <button type="button" class="chip" class:on=on aria-pressed=move || on().to_string() on:click=move |_| review.dialog.set(Dialog::Metric(key))>
                            {metric.label} " " {value}
                        </button>
                    }
                })
                .collect_view()
        })
    };
    view! {
        <dialog::Dialog title open=Signal::derive(move || key().is_some()) on_close=close>
            <div class="dialog__body">{live(body)}</div>
            {joining(review)}
            <div class="chips" role="group" aria-label="All metrics">{live(others)}</div>
        </dialog::Dialog>
    }
}

/// So many moments are listed.
const LISTED: usize = 30;

/// The moments a metric rests on, each with what it is; the turns that made it where no moments stand for it.
fn resting_on(review: Review, metric: &Metric) -> AnyView {
    let of_turns = || metric.turns.iter().take(LISTED).filter_map(|it| review.start_of(*it)).map(|it| (None, it)).collect::<Vec<_>>();
    let kinds = metric.kinds.iter().copied().map(Some).chain(std::iter::repeat(None));
    match metric.moments.len() {
        0 => listed(review, of_turns(), metric.turns.len()),
        many => listed(review, kinds.zip(metric.moments.iter().cloned()).take(LISTED).collect(), many),
    }
}

/// What was not counted, and as what.
fn set_apart(review: Review, metric: &Metric) -> Option<AnyView> {
    let many = metric.apart.len();
    let moments = metric.apart.iter().take(LISTED).map(|it| (Some(it.0), it.1.clone())).collect();
    (many > 0).then(|| view! { <h3>"Not counted"</h3> {listed(review, moments, many)} }.into_any())
}

fn listed(review: Review, moments: Vec<(Option<&'static str>, Moment)>, many: usize) -> AnyView {
    let rest = many.saturating_sub(moments.len());
    let line = |(kind, moment): (Option<&'static str>, Moment)| {
        view! {
            <li>
                <span on:click=move |_| review.dialog.set(Dialog::None)><MomentLink review moment /></span>
                {kind.map(|it| view! { <span class="muted">{it}</span> })}
            </li>
        }
    };
    view! {
        <ul class="evidence">{moments.into_iter().map(line).collect_view()}</ul>
        {(rest > 0).then(|| view! { <p class="muted">"and " {rest} " more"</p> })}
    }
    .into_any()
}

/// What was set when the metric was taken.
fn parameters(metric: &Metric, basis: Option<&'static str>) -> AnyView {
    let set = metric.parameters.iter().map(|it| (it.name, it.value.clone()));
    let rows =
        set.chain(basis.map(|it| ("Target", it.to_owned()))).map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> });
    view! { <dl class="set">{rows.collect_view()}</dl> }.into_any()
}

/// Shows in the transcript which turns made the number.
fn marking(review: Review, metric: &Metric) -> AnyView {
    let turns = metric.turns.clone();
    if turns.is_empty() {
        return ().into_any();
    }
    let (label, many) = (metric.label, turns.len());
    let mark = move |_| {
        let first = turns.first().copied();
        review.marked.set(Some(Marked { label, turns: turns.clone() }));
        review.dialog.set(Dialog::None);
        let moment = first.and_then(|at| review.start_of(at));
        if moment.is_some() {
            review.point_at(moment, By::Person);
        }
    };
    view! {
        <p>
            <button type="button" on:click=mark>
                {if many == 1 { "Mark the turn that made it".to_owned() } else { format!("Mark the {many} turns that made it") }}
            </button>
        </p>
    }
    .into_any()
}

fn is(review: Review, key: &str) -> bool {
    matches!(review.dialog.get(), Dialog::Metric(it) if it == key)
}
