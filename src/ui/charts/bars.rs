//! Where points are lost: a bar for each category.

use leptos::prelude::*;

use crate::domain::rubric::Rubric;
use crate::domain::show;

/// A bar for each category: the mean of its points, with the level's benchmark as a mark.
#[component]
pub fn CategoryBars(
    /// The rubric the categories are of.
    rubric: Rubric,
    /// Mean points and possible points, one a category; `None` where it never applied.
    means: Vec<Option<(f64, u32)>>,
    /// The level's benchmark, percent of the points; the same for every category.
    benchmark: Option<u8>,
) -> impl IntoView {
    let bar = |title: String, mean: Option<(f64, u32)>| {
        let Some((earned, possible)) = mean else {
            return view! {
                <div class="barrow">
                    <span>{title}</span>
                    <div class="track"></div>
                    <span class="muted">"did not apply"</span>
                </div>
            }
            .into_any();
        };
        let share = (earned / f64::from(possible) * 100.0).clamp(0.0, 100.0);
        let gap = benchmark.map(|it| earned - f64::from(it) / 100.0 * f64::from(possible));
        let behind = gap.filter(|it| *it <= -0.5).map(|it| {
            let class = if it <= -3.0 { "delta bad" } else { "delta warn" };
            view! { " " <b class=class>"−" {show::number(-it)}</b> }
        });
        view! {
            <div class="barrow">
                <span>{title}</span>
                <div class="track" aria-hidden="true">
                    <i style:width=format!("{share}%")></i>
                    {benchmark.map(|it| view! { <b style:left=format!("{it}%")></b> })}
                </div>
                <span>{show::number(earned)} " / " {possible} {behind}</span>
            </div>
        }
        .into_any()
    };
    // What is only noted earns no points.
    let all = rubric.categories.iter().zip(means).filter(|it| it.0.points() > 0);
    view! { <div class="bars">{all.map(|(it, mean)| bar(it.short_title().to_owned(), mean)).collect_view()}</div> }
}
