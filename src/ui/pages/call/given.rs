//! How something is given for an item, by its kind: points, checks, a number, words.

use leptos::prelude::*;

use crate::domain::rubric::{Item, ItemKind};
use crate::domain::scorecard::Given;
use crate::ui::components::live::live;

/// What a kind asks for beside plain points; nothing for a scale. `give` is told what is given by it, or that it is not
/// given any more.
pub fn detail(item: &Item, given: Memo<Option<Given>>, open: Signal<bool>, give: Callback<Option<Given>>) -> AnyView {
    match &item.kind {
        ItemKind::Anchored { anchors } => {
            let anchors = anchors.clone();
            // All levels until one is chosen, then what the chosen one says.
            let says = move || {
                let chosen = given.with(|it| if let Some(Given::Points(points)) = it { Some(*points) } else { None });
                let shown = anchors.iter().filter(|it| !it.says.is_empty() && chosen.is_none_or(|points| points == it.points));
                shown.map(|it| view! { <p class="why"><b>{it.points}</b> " " {it.says.clone()}</p> }).collect_view()
            };
            view! { <div class="levels">{live(says)}</div> }.into_any()
        }
        ItemKind::Checklist { checks } => {
            let all = StoredValue::new(checks.iter().map(|it| it.key.clone()).collect::<Vec<_>>());
            let has = move |key: &str| given.with(|it| matches!(it, Some(Given::Checks(keys)) if keys.iter().any(|it| it == key)));
            // With the last tick gone there is still a judgement: nothing of it was observed.
            let tick = move |key: &str, on: bool| {
                let keep = |it: &String| if it == key { on } else { untrack(|| has(it)) };
                give.run(Some(Given::Checks(all.get_value().into_iter().filter(keep).collect())));
            };
            let row = |(key, title): (String, String)| {
                let own = key.clone();
                view! {
                    <label class="check">
                        <input type="checkbox" prop:checked=move || has(&own) disabled=move || !open.get() on:change=move |event| tick(&key, event_target_checked(&event)) />
                        " "
                        {title}
                    </label>
                }
            };
            let rows = checks.iter().map(|it| row((it.key.clone(), it.title.clone()))).collect_view();
            view! { <div class="checks">{rows}</div> }.into_any()
        }
        ItemKind::Count { .. } => {
            let count = move || given.with(|it| if let Some(Given::Count(n)) = it { n.to_string() } else { String::new() });
            view! {
                <label class="check">
                    <input class="tally" type="number" aria-label="How many" min="0" max="9999" prop:value=count disabled=move || !open.get() on:change=move |event| give.run(event_target_value(&event).parse().ok().map(Given::Count)) />
                    " times"
                </label>
            }
            .into_any()
        }
        ItemKind::Text => {
            let text = move || given.with(|it| if let Some(Given::Text(text)) = it { text.clone() } else { String::new() });
            view! {
                <label class="field">
                    <span class="unseen">"In words"</span>
                    <textarea rows="2" maxlength="4000" prop:value=text readonly=move || !open.get() on:input=move |event| give.run(Some(Given::Text(event_target_value(&event))))></textarea>
                </label>
            }
            .into_any()
        }
        ItemKind::Scale | ItemKind::YesNo | ItemKind::Computed { .. } => ().into_any(),
    }
}

/// What a step's button says, and what it says when pointed at.
pub fn step_words(item: &Item, points: u16) -> (String, String) {
    match &item.kind {
        ItemKind::YesNo if points == 0 => ("No".to_owned(), String::new()),
        ItemKind::YesNo => ("Yes".to_owned(), String::new()),
        ItemKind::Anchored { anchors } => {
            (points.to_string(), anchors.iter().find(|it| it.points == points).map(|it| it.says.clone()).unwrap_or_default())
        }
        _ => (points.to_string(), String::new()),
    }
}
