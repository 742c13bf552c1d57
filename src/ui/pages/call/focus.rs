//! The one thing to work on next.

use leptos::prelude::*;

use super::review::Review;
use crate::domain::scorecard::Focus;
use crate::domain::scorecard::score::most_lost;
use crate::ui::components::live::live;
use crate::ui::components::show::Show;

/// The focus: proposed from the item that lost most, chosen by the person.
#[component]
pub fn FocusView(review: Review) -> impl IntoView {
    let focus = Memo::new(move |_| review.card.with(|it| it.body.focus.clone()));
    let proposed = Memo::new(move |_| {
        review.rubric.with(|rubric| review.card.with(|card| most_lost(rubric, &card.body.answers).map(|it| it.key.clone())))
    });
    let title = move |key: &str| review.rubric.with(|it| it.item(key).map(|it| it.title.clone()).unwrap_or_default());
    let chosen = move || focus.with(|it| it.as_ref().map(|it| it.item.clone()).unwrap_or_default());
    let choose = move |key: String| {
        review.change(move |card| {
            let action = card.focus.take().map(|it| it.action).unwrap_or_default();
            card.focus = (!key.is_empty()).then(|| Focus { action, ..Focus::on(&key) });
        });
    };
    let options = move || {
        review.rubric.with(|rubric| {
            rubric
                .items()
                .map(|it| view! { <option value=it.key.clone() selected=chosen() == it.key>{it.title.clone()}</option> })
                .collect_view()
        })
    };
    let proposal = move || proposed.get().filter(|it| focus.read().is_none() && review.is_open() && !it.is_empty());
    view! {
        <div class="focus">
            <label class="field">
                <span>"ONE focus for the next calls"</span>
                <select disabled=move || !review.is_open() on:change=move |event| choose(event_target_value(&event))>
                    <option value="">"None chosen"</option>
                    {live(options)}
                </select>
            </label>
            {live(move || {
                proposal().map(|key| {
                    let name = title(&key);
                    view! {
                        <p class="why">
                            "Most points lost: " <b>{name}</b> ". "
                            <button type="button" class="link" on:click=move |_| choose(key.clone())>
                                "Make it the focus"
                            </button>
                        </p>
                    }
                })
            })}
            <Show when=move || focus.read().is_some()>
                <label class="field">
                    <span>"What to do, in a sentence"</span>
                    <textarea rows="2" maxlength="500" placeholder="Ask two follow-ups before answering, in the next 5 calls" prop:value=move || focus.with(|it| it.as_ref().map(|it| it.action.clone()).unwrap_or_default()) readonly=move || !review.is_open() on:input=move |event| {
                        let text = event_target_value(&event);
                        review.change(|card| {
                            if let Some(focus) = &mut card.focus {
                                focus.action = text;
                            }
                        });
                    }></textarea>
                </label>
            </Show>
        </div>
    }
}
