//! What is missing where nobody has said on whose side the voices are, and the way to say it.

use leptos::prelude::*;

use super::review::{Dialog, Review};
use crate::domain::transcript::{Side, Transcript};
use crate::ui::components::live::live;

/// So many names are told.
const NAMED: usize = 4;

/// What is missing.
#[derive(Clone, PartialEq)]
enum Lacks {
    /// Any side.
    All,
    /// The sides of these.
    Of(String),
    /// Who speaks.
    Voices,
}

fn lacks(words: &Transcript) -> Option<Lacks> {
    let open = || words.speakers.iter().filter(|it| it.side == Side::Unknown).map(|it| it.name.as_str());
    match () {
        () if words.speakers.is_empty() => (!words.segments.is_empty()).then_some(Lacks::Voices),
        () if words.lacks_sides() => Some(Lacks::All),
        () => open().next().map(|_| {
            let more = if open().count() > NAMED { ", …" } else { "" };
            Lacks::Of(format!("{}{more}", open().take(NAMED).collect::<Vec<_>>().join(", ")))
        }),
    }
}

/// The note at the head of the card.
#[component]
pub fn NoSides(review: Review) -> impl IntoView {
    let lacks = Memo::new(move |_| review.transcript.with(|it| lacks(&it.as_ref()?.body)));
    let note = move || {
        let little = "until then little is measured and nothing suggested";
        let (says, does, dialog) = match lacks.get()? {
            Lacks::All => (format!("Nobody has said which of the voices are on our side: {little}. "), "Say who is who", Dialog::Details),
            Lacks::Of(names) => (
                format!(
                    "Nobody has said on which side this voice is, or these: {names}. Until then what is said there counts for neither. "
                ),
                "Say who is who",
                Dialog::Details,
            ),
            Lacks::Voices => (format!("These words do not say who speaks: {little}. "), "Say it turn by turn", Dialog::Voice(0)),
        };
        Some(view! {
            <p class="note">
                {says}
                <button type="button" class="link" on:click=move |_| review.dialog.set(dialog)>
                    {does}
                </button>
            </p>
        })
    };
    view! { {live(note)} }
}
