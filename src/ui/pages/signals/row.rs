//! A rule as a line of a list: what it listens for, how often it was right, what can be done with it.

use leptos::prelude::*;

use super::form::facts;
use crate::domain::analysis::{ObjectionKind, Rule, SignalKind};
use crate::domain::show;
use crate::ui::components::live::live;

fn kind_label(kind: SignalKind) -> &'static str {
    SignalKind::ALL.iter().find(|it| it.0 == kind).map_or("", |it| it.2)
}

/// The name of a rule; where it has none what it finds.
pub fn named(rule: &Rule) -> String {
    let kind = kind_label(rule.kind);
    match ObjectionKind::ALL.iter().find(|it| Some(it.0) == rule.about) {
        _ if !rule.name.trim().is_empty() => rule.name.clone(),
        Some((_, _, about)) => format!("{kind}: {about}"),
        None => kind.to_owned(),
    }
}

/// What people have said of its hits and of what it misses.
pub fn told(said: Option<&Rule>) -> String {
    let right = said.and_then(Rule::precision).map(|it| {
        let percent = |share: f64| format!("{:.0}", 100.0 * share);
        let (share, low, high) = (percent(it.share), percent(it.low), percent(it.high));
        format!("Right in {} of {} judged hits ({share}%, 95% interval {low} to {high}%)", it.of, it.n)
    });
    let found = said.and_then(Rule::recall).map(|(of, n)| format!("Found {of} of {n} that it should find"));
    let said: Vec<String> = right.into_iter().chain(found).collect();
    if said.is_empty() { "Not tried yet".to_owned() } else { said.join(". ") }
}

/// A button of a line; `does` and the rule's name are what a screen reader says.
pub fn button(label: &'static str, does: &'static str, name: &str, act: impl Fn() + 'static) -> AnyView {
    view! { <button type="button" class:quiet=label == "Remove" aria-label=format!("{does} {name}") on:click=move |_| act()>{label}</button> }
        .into_any()
}

/// The line; `beside` says what decides beside the phrases, `says` what is known of it.
pub fn row(rule: &Rule, beside: &'static str, says: impl Fn() -> String + Send + Sync + 'static, acts: AnyView) -> AnyView {
    let (name, kind) = (named(rule), kind_label(rule.kind));
    // What has a name says its kind, too; of a shipped one that is no signal there is none to say.
    let tag = (!rule.name.is_empty() && beside.is_empty()).then(|| view! { <span class="tag">{kind}</span> });
    let phrases = rule.phrases.join(" · ");
    view! {
        <li>
            <div>
                <p><b><bdi>{name}</bdi></b> " " {tag} " " <span class="muted">{facts(rule)} " " {beside}</span></p>
                <details class="guide">
                    <summary>{show::count(rule.phrases.len(), "phrase", "phrases")}</summary>
                    <p lang=rule.language.clone()>{phrases}</p>
                </details>
                <p class="muted">{live(says)}</p>
            </div>
            <p class="actions">{acts}</p>
        </li>
    }
    .into_any()
}
