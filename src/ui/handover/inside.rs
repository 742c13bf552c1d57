//! What is inside of a file before it is saved.

use leptos::prelude::*;

use crate::domain::show;
use crate::exchange::handover::Inside;

/// What is inside, for the person.
pub fn told(inside: &Inside) -> AnyView {
    const KINDS: &[(&str, &str, &str)] = &[
        ("call", "call", "calls"),
        ("transcript", "transcript", "transcripts"),
        ("scorecard", "scorecard", "scorecards"),
        ("rubric", "rubric", "rubrics"),
        ("person", "person", "people"),
    ];
    let counts: Vec<String> =
        KINDS.iter().map(|it| (inside.count(it.0), it)).filter(|it| it.0 > 0).map(|(n, it)| show::count(n, it.1, it.2)).collect();
    let more = [
        (inside.drafts, "of the scorecards is a draft", "of the scorecards are drafts"),
        (inside.quotes, "quote of what was said", "quotes of what was said"),
        (inside.conflicts, "thing in two versions", "things in two versions"),
    ];
    let more: Vec<String> = more.iter().filter(|it| it.0 > 0).map(|it| show::count(it.0, it.1, it.2)).collect();
    let names: Vec<&str> = inside.names.iter().map(String::as_str).collect();
    let size =
        if inside.bytes < 1_000_000 { format!("{} kB", inside.bytes / 1000 + 1) } else { format!("{} MB", inside.bytes / 1_000_000) };
    view! {
        <p class="muted">"Inside: " {counts.join(", ")} "; " {size} ". " {(!more.is_empty()).then(|| format!("{}.", more.join(", ")))}</p>
        {(!names.is_empty()).then(|| view! { <p class="muted">"Names in it: " <bdi>{names.join(", ")}</bdi></p> })}
    }
    .into_any()
}
