//! What is missing where nobody has said on whose side the voices are, and the way to say it.

use leptos::prelude::*;

use super::review::{Dialog, Review};
use crate::ui::components::live::live;

/// The note at the head of the card.
#[component]
pub fn NoSides(review: Review) -> impl IntoView {
    let lacks = Memo::new(move |_| {
        review.transcript.with(|it| match it.as_ref().map(|it| &it.body) {
            Some(words) if words.speakers.is_empty() && !words.segments.is_empty() => Some(false),
            Some(words) if words.lacks_sides() => Some(true),
            _ => None,
        })
    });
    let note = move || {
        let (says, does, dialog) = match lacks.get()? {
            true => ("Nobody has said which of the voices are on our side", "Say who is who", Dialog::Details),
            false => ("These words do not say who speaks", "Say it turn by turn", Dialog::Voice(0)),
        };
        Some(view! {
            <p class="note">
                {format!("{says}: until then little is measured and nothing suggested. ")}
                <button type="button" class="link" on:click=move |_| review.dialog.set(dialog)>
                    {does}
                </button>
            </p>
        })
    };
    view! { {live(note)} }
}
