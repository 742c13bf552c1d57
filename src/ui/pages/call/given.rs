//! How something is given for an item, by its kind: points, checks, a number, words.

use leptos::prelude::*;

use super::review::Review;
use crate::domain::rubric::{Item, ItemKind};
use crate::domain::scorecard::Given;
use crate::ui::components::live::live;

/// What a kind asks for beside plain points; nothing for a scale.
pub fn detail(review: Review, item: &Item, given: Memo<Option<Given>>) -> AnyView {
    let key = item.key.clone();
    match &item.kind {
        ItemKind::Anchored { anchors } => {
            let anchors = anchors.clone();
            let says = move || {
                let points = given.with(|it| if let Some(Given::Points(points)) = it { Some(*points) } else { None })?;
                anchors.iter().find(|it| it.points == points).map(|it| it.says.clone())
            };
            view! { <p class="why">{live(says)}</p> }.into_any()
        }
        ItemKind::Checklist { checks } => {
            let row = |(check, title): (String, String)| {
                let item = key.clone();
                let own = check.clone();
                let on = move || given.with(|it| matches!(it, Some(Given::Checks(keys)) if keys.contains(&own)));
                view! {
                    <label class="check">
                        <input type="checkbox" prop:checked=on disabled=move || !review.is_open() on:change=move |event| review.check(&item, &check, event_target_checked(&event)) />
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
                    <input class="count" type="number" min="0" max="9999" prop:value=count disabled=move || !review.is_open() on:change=move |event| match event_target_value(&event).parse() {
                        Ok(n) => review.give_as(&key, Given::Count(n)),
                        Err(_) => review.clear(&key),
                    } />
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
                    <textarea rows="2" maxlength="4000" prop:value=text readonly=move || !review.is_open() on:input=move |event| review.write(&key, event_target_value(&event))></textarea>
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
