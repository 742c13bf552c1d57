//! A total as a grade and as a bar with the benchmarks on it.

use leptos::prelude::*;

use crate::domain::benchmark::Standing;
use crate::domain::scorecard::grade::grade;

/// The grade's letter; a dash where there is no score.
#[component]
pub fn Badge(
    /// The total, percent.
    total: Option<f64>,
) -> impl IntoView {
    let found = total.map(grade);
    let letter = found.map_or('–', |it| it.letter);
    let says = found.map_or("No score yet".to_owned(), |it| format!("Grade {}: {}, {}", it.letter, it.says, it.means));
    view! {
        <div class="grade" data-grade=letter.to_string() role="img" aria-label=says.clone() title=says>
            {letter.to_string()}
        </div>
    }
}

/// The total as a bar; the level's benchmark and the next level's as marks.
#[component]
pub fn Meter(
    /// The total, percent.
    total: Option<f64>,
    /// Where the rep stands, where known.
    standing: Option<Standing>,
) -> impl IntoView {
    let value = total.unwrap_or(0.0).clamp(0.0, 100.0);
    let mark = |at: u8, name: &'static str| {
        view! { <b style:left=format!("{at}%") title=format!("{name}: {at}")></b> }
    };
    view! {
        <div class="meter" aria-hidden="true">
            <i style:width=format!("{value}%")></i>
            {standing.map(|it| mark(it.own.score, "Level benchmark"))}
            {standing.and_then(|it| it.next).map(|it| mark(it.score, "Next level"))}
        </div>
    }
}
