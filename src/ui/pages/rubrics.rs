//! What calls are scored by. Address: `/rubrics/`.

use leptos::prelude::*;

use crate::domain::rubric::{self, Category, Item, ItemKind, Rubric};
use crate::ui::routes::{Page, PageLink};

/// The rubrics.
#[component]
pub fn RubricsPage() -> impl IntoView {
    view! {
        <header class="page-head">
            <div>
                <h1>"Rubrics"</h1>
                <p class="meta">"What a call is scored by: what to look for, and how it sounds at its best and when it fails."</p>
            </div>
            <PageLink to=Page::Signals class="button">"Signals"</PageLink>
        </header>
        {rubric::shipped().into_iter().map(|rubric| view! { <RubricView rubric /> }).collect_view()}
    }
}

#[component]
fn RubricView(rubric: Rubric) -> impl IntoView {
    let points = rubric.points();
    let items = rubric.items().count();
    view! {
        <section class="panel">
            <h2>{rubric.title} " v" {rubric.version}</h2>
            <p class="muted">{rubric.about} " " {points} " points in " {items} " items."</p>
            {rubric.categories.into_iter().map(|category| view! { <CategoryView category /> }).collect_view()}
        </section>
    }
}

#[component]
fn CategoryView(category: Category) -> impl IntoView {
    let points = category.points();
    view! {
        <details>
            <summary>
                <span>{category.title}</span>
                <span class="pts">{points}</span>
            </summary>
            {category.items.into_iter().map(|item| view! { <ItemView item /> }).collect_view()}
        </details>
    }
}

#[component]
fn ItemView(item: Item) -> impl IntoView {
    let bands = match item.kind {
        ItemKind::Computed { bands, .. } => bands,
        ItemKind::Scale => Vec::new(),
    };
    let mut from = 0;
    let rows: Vec<(String, u16, String)> = bands
        .into_iter()
        .map(|band| {
            let range = band.below.map_or(format!("{from}% and more"), |end| format!("{from} to below {end}%"));
            from = band.below.unwrap_or(from);
            (range, band.points, band.says)
        })
        .collect();
    view! {
        <div class="crit">
            <p class="crit__title">
                <b>{item.title}</b>
                <span class="muted">{item.points}</span>
            </p>
            <p>{item.guidance.look_for}</p>
            <p>
                <span class="good">"Good: "</span>
                <q>{item.guidance.good}</q>
            </p>
            <p>
                <span class="bad">"Poor: "</span>
                <q>{item.guidance.poor}</q>
            </p>
            {(!rows.is_empty()).then(|| view! {
                <table class="plain">
                    <tbody>
                        {rows.into_iter().map(|(range, points, says)| view! { <tr><th scope="row">{range}</th><td class="num">{points}</td><td>{says}</td></tr> }).collect_view()}
                    </tbody>
                </table>
            })}
        </div>
    }
}
