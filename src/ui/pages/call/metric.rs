//! How a metric is shown, and how it was measured.

use leptos::prelude::*;

use super::item::MomentLink;
use super::review::{Dialog, Review};
use crate::domain::analysis::{self, Measured, Metric, Unit};
use crate::domain::show;
use crate::ui::components::dialog;
use crate::ui::components::live::live;

/// A metric's value, and a note where there is no target to say something.
pub fn shown(metric: &Metric) -> (String, Option<String>) {
    let Measured::Value(value) = metric.measured else {
        return ("–".to_owned(), Some("not measurable".to_owned()));
    };
    let text = match metric.unit {
        Unit::Percent => format!("{value:.0}%"),
        Unit::Count => show::number(value),
        Unit::Seconds => show::seconds(value),
        Unit::PerMinute | Unit::PerHundredWords => format!("{value:.1}"),
        Unit::WordsPerMinute => format!("{value:.0}"),
    };
    let note = match metric.unit {
        Unit::PerMinute => Some("a minute".to_owned()),
        Unit::WordsPerMinute => Some("words a minute".to_owned()),
        Unit::PerHundredWords => Some("in 100 words".to_owned()),
        _ => None,
    };
    (text, note)
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
            let many = it.moments.len();
            let links = it
                .moments
                .iter()
                .take(30)
                .cloned()
                .map(|it| view! { <li on:click=move |_| review.dialog.set(Dialog::None)><MomentLink review moment=it /></li> })
                .collect_view();
            view! {
                <p class="big">
                    <b>{value}</b>
                    " "
                    {note}
                    {it.estimated.then_some("estimated ")}
                    {target.as_ref().map(|it| view! { <span class="muted">" · " {it.text.clone()}</span> })}
                </p>
                <p>{analysis::definition(it.key)}</p>
                {why_not}
                <p class="muted">{it.arithmetic.clone()}</p>
                <dl class="defs">
                    {it.parameters.iter().map(|it| view! { <div><dt>{it.name}</dt><dd>{it.value.clone()}</dd></div> }).collect_view()}
                    {target.map(|it| view! { <div><dt>"Target"</dt><dd>{it.basis}</dd></div> })}
                </dl>
                <ul class="evidence">{links}</ul>
                {(many > 30).then(|| view! { <p class="muted">"and " {many - 30} " more"</p> })}
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
            <div class="chips" role="group" aria-label="All metrics">{live(others)}</div>
        </dialog::Dialog>
    }
}

fn is(review: Review, key: &str) -> bool {
    matches!(review.dialog.get(), Dialog::Metric(it) if it == key)
}
