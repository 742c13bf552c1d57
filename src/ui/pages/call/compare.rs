//! The rep's card and the manager's side by side: the gap of each item, and the two to talk about.

use leptos::prelude::*;

use super::item::element_id;
use super::review::Review;
use crate::domain::rubric::{Item, Rubric};
use crate::domain::scorecard::compare::{Comparison, Gap, Row, compare, question};
use crate::domain::scorecard::score::score;
use crate::domain::scorecard::{CardRole, Scorecard, Worth, carry, latest};
use crate::domain::show;
use crate::ui::components::live::live;

/// Both cards, where both are submitted.
fn pair(review: Review) -> Option<(Rubric, Scorecard, Scorecard)> {
    review.cards.with(|cards| {
        let of = |role| latest(cards.iter().map(|it| &it.body), role).cloned();
        let (own, manager) = (of(CardRole::Own)?, of(CardRole::Manager)?);
        Some((review.rubric_of(&manager), own, manager))
    })
}

/// Whether there are two cards to compare.
pub fn is_there(review: Review) -> bool {
    pair(review).is_some()
}

/// The comparison.
#[component]
pub fn SideBySide(review: Review) -> impl IntoView {
    live(move || pair(review).map(|(rubric, own, manager)| shown(review, &rubric, &own, &manager)))
}

fn shown(review: Review, rubric: &Rubric, own: &Scorecard, manager: &Scorecard) -> AnyView {
    let own_rubric = review.rubric_of(own);
    let carried = carry::carry(&review.known(), &own_rubric, rubric, &own.answers);
    let compared = compare(rubric, &carried.answers, &manager.answers);
    let total = |answers| score(rubric, answers).total().map_or("–".to_owned(), show::number);
    let totals = (total(&carried.answers), total(&manager.answers));
    let apart = compared.apart();
    let rows = rubric.items().zip(&compared.rows).map(|(item, it)| row(item, it)).collect_view();
    view! {
        <p class="big">
            "Self " <b>{totals.0}</b> " · manager " <b>{totals.1}</b>
        </p>
        {talk(rubric, &compared)}
        <table class="plain compare">
            <thead>
                <tr>
                    <th scope="col">"Item"</th>
                    <th scope="col" class="num">"Self"</th>
                    <th scope="col" class="num">"Manager"</th>
                    <th scope="col">"Gap, percent of the item"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {(apart > 0).then(|| view! { <p class="muted">{show::count(apart, "item", "items")} " only one of the two found to apply."</p> })}
    }
    .into_any()
}

/// The two biggest gaps, as questions.
fn talk(rubric: &Rubric, compared: &Comparison) -> AnyView {
    if compared.biggest.is_empty() {
        return view! { <p class="note good">"You agree on every item that both judged."</p> }.into_any();
    }
    let asked = compared
        .biggest
        .iter()
        .filter_map(|at| Some((rubric.items().nth(*at)?, compared.rows.get(*at)?)))
        .map(|(item, row)| {
            view! {
                <li>
                    <b>{item.title.clone()}</b> <span class="muted">{gap_words(row.gap)}</span> <br /> {question(row.gap)}
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="talk">
            <h2>"To talk about"</h2>
            <ol class="rows">{asked}</ol>
        </section>
    }
    .into_any()
}

fn row(item: &Item, row: &Row) -> AnyView {
    let (size, class) = match row.gap {
        Gap::Points(percent) if percent > 0.0 => (percent, "gap above"),
        Gap::Points(percent) => (-percent, "gap below"),
        _ => (0.0, "gap"),
    };
    view! {
        <tr>
            <th scope="row"><a href=format!("#{}", element_id(&item.key)) rel="external">{item.title.clone()}</a></th>
            <td class="num">{worth(row.first)}</td>
            <td class="num">{worth(row.second)}</td>
            <td>
                <span class=class aria-hidden="true"><i style:width=format!("{}%", size.clamp(0.0, 100.0) / 2.0)></i></span>
                <span>{gap_words(row.gap)}</span>
            </td>
        </tr>
    }
    .into_any()
}

fn worth(worth: Worth) -> String {
    match worth {
        Worth::Points(points) => points.to_string(),
        Worth::Apart => "N/A".to_owned(),
        Worth::Open => "–".to_owned(),
    }
}

fn gap_words(gap: Gap) -> String {
    match gap {
        Gap::Points(percent) if percent > 0.0 => format!("self {percent:.0} higher"),
        Gap::Points(percent) if percent < 0.0 => format!("self {:.0} lower", -percent),
        Gap::Points(_) => "the same".to_owned(),
        Gap::FirstApart => "N/A by self".to_owned(),
        Gap::SecondApart => "N/A by manager".to_owned(),
        Gap::None => "–".to_owned(),
    }
}
