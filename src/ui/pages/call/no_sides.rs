//! What is missing where nobody has said on whose side the voices are, and the way to say it.

use leptos::prelude::*;

use super::review::{Dialog, Review};
use crate::ui::components::show::Show;

/// The note at the head of the card.
#[component]
pub fn NoSides(review: Review) -> impl IntoView {
    let lacks = Memo::new(move |_| review.transcript.with(|it| it.as_ref().is_some_and(|it| it.body.lacks_sides())));
    view! {
        <Show when=move || lacks.get()>
            <p class="note">
                "Nobody has said which of the voices are on our side: until then little is measured and nothing suggested. "
                <button type="button" class="link" on:click=move |_| review.dialog.set(Dialog::Details)>
                    "Say who is who"
                </button>
            </p>
        </Show>
    }
}
