//! The prospect's objections with what became of each, and how the prospect sounds over the call.

use leptos::prelude::*;

use super::moments::By;
use super::review::Review;
use crate::domain::analysis::{self, Analysis, Objection, ObjectionKind, SignalKind, Stretch};
use crate::domain::show;
use crate::domain::time::Millis;
use crate::domain::transcript::Moment;
use crate::ui::components::heads::heads as table_heads;
use crate::ui::components::live::live;

/// Into how many parts a call is divided for its tone.
const PARTS: usize = 5;

/// What a line is called whose file has no times.
const SHOW: &str = "show";

/// So many objections are listed until the others are asked for: a day of talk has thousands.
const FIRST: usize = 40;

/// Objections and tone, closed until asked for: read when it is opened.
#[component]
pub fn Concerns(review: Review) -> impl IntoView {
    let open = RwSignal::new(false);
    let found = Memo::new(move |_| told(review));
    let line = move || {
        found.with(|it| {
            let answered = it.iter().filter(|it| it.answered.is_some()).count();
            match it.len() {
                0 => deaf(review).unwrap_or("no objections heard").to_owned(),
                n => format!(
                    "{} in {}, {answered} answered",
                    show::count(n, "objection", "objections"),
                    show::count(moments(review), "moment", "moments")
                ),
            }
        })
    };
    let body = move || open.get().then(|| view! { {objections(review, found)} {course(review)} });
    view! {
        <details class="panel concerns" on:toggle=move |_| open.set(true)>
            <summary>
                <span>"Objections and tone"</span>
                <span class="muted">{line}</span>
            </summary>
            {live(body)}
        </details>
    }
}

/// In how many places of the words an objection is heard: the count beside the highlights.
fn moments(review: Review) -> usize {
    review.analysis.with(|it| it.signals.iter().filter(|it| it.kind == SignalKind::Objection).count())
}

/// Why none can be heard.
fn deaf(review: Review) -> Option<&'static str> {
    review.analysis.with(Analysis::hears_no_objections)
}

fn told(review: Review) -> Vec<Objection> {
    review
        .transcript
        .with(|it| it.as_ref().map(|it| review.analysis.with(|found| analysis::objections(&it.body, found))).unwrap_or_default())
}

fn objections(review: Review, found: Memo<Vec<Objection>>) -> AnyView {
    let n = found.with(Vec::len);
    if n == 0 {
        let said = deaf(review).unwrap_or("No concern or push-back of the prospect was heard in the words.");
        return view! { <p class="muted">{said}</p> }.into_any();
    }
    let whole = RwSignal::new(false);
    let shown = move || if whole.get() { usize::MAX } else { FIRST };
    let rows = move || found.with(|it| it.iter().take(shown()).map(|it| objection(review, it)).collect_view());
    let heads = ["About", "Said", "Ac\u{ad}know\u{ad}ledged", "Ex\u{ad}plored", "An\u{ad}swered"];
    let label = move || if whole.get() { format!("Show the first {FIRST}") } else { format!("Show all {}", show::grouped(n)) };
    let more = (n > FIRST).then(|| {
        view! { <p><button type="button" class="link" on:click=move |_| whole.update(|it| *it = !*it)>{label}</button></p> }
    });
    view! { {table("Objections and what became of them", heads, live(rows).into_any())} {more} }.into_any()
}

fn objection(review: Review, it: &Objection) -> AnyView {
    let kind = ObjectionKind::ALL.iter().find(|row| row.0 == it.kind).map_or("Other", |row| row.2);
    let parts = [&it.acknowledged, &it.explored, &it.answered].map(|it| view! { <td>{place(review, it.as_ref(), "yes")}</td> });
    let words = format!("{}“{}”", it.moment.at.map_or_else(String::new, |at| format!("{} ", at.clock())), it.moment.quote);
    view! {
        <tr>
            <th scope="row">{kind}</th>
            <td class="said">{go(review, it.moment.clone(), words)}</td>
            {parts.into_iter().collect_view()}
        </tr>
    }
    .into_any()
}

fn course(review: Review) -> AnyView {
    if !review.analysis.with(Analysis::hears_prospect) {
        return view! { <p class="muted">"How the prospect sounds is not measurable: it is not known who they are."</p> }.into_any();
    }
    let stretches = review
        .transcript
        .with(|it| it.as_ref().map(|it| review.analysis.with(|found| analysis::course(&it.body, found, PARTS))).unwrap_or_default());
    let row = |(at, it): (usize, &Stretch)| {
        let when = it.at.map_or_else(|| format!("Part {}", at + 1), |it| format!("from {}", it.clock()));
        view! {
            <tr>
                <th scope="row">{when}</th>
                <td>{it.pleased}</td>
                <td>{it.troubled}</td>
                <td>{place(review, it.moment.as_ref(), SHOW)}</td>
            </tr>
        }
    };
    let rows = stretches.iter().enumerate().map(row).collect_view();
    view! {
        {table("How the prospect sounds, line by line", ["Part of the call", "Pleased", "Troubled", "The clearest line"], rows.into_any())}
        <p class="muted">"From the words alone: irony and the tone of the voice are not heard. A hint where to listen, not a score."</p>
    }
    .into_any()
}

fn table<const N: usize>(caption: &'static str, heads: [&'static str; N], rows: AnyView) -> AnyView {
    view! {
        <div class="table-scroll">
            <table>
                <caption>{caption}</caption>
                {table_heads(heads)}
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A way to a moment, named by its time where the file knows it; a word that there is none.
fn place(review: Review, moment: Option<&Moment>, word: &'static str) -> AnyView {
    match moment {
        Some(moment) => go(review, moment.clone(), moment.at.map_or_else(|| word.to_owned(), Millis::clock)),
        None => view! { <span class="muted">{if word == SHOW { "none" } else { "no" }}</span> }.into_any(),
    }
}

fn go(review: Review, moment: Moment, label: String) -> AnyView {
    view! {
        <button type="button" class="link" on:click=move |_| review.point_at(Some(moment.clone()), By::Person)>
            {label}
        </button>
    }
    .into_any()
}
