//! A text that names nobody: said plainly, with what follows from it and what can be done.

use leptos::prelude::*;

use crate::domain::show;
use crate::domain::transcript::{Precision, Transcript};

/// The tag of a call whose voices were guessed: calls are found by it, and it is taken away once they are put right.
pub const GUESSED: &str = "voices guessed";

/// How names are to be written.
const SHAPE: &str = "Maya Lindqvist: Thanks for making the time.\nPetra Stein: Happy to. Where do we begin?";

/// The note and the choice: `choose` is told whether two voices are wanted, `guessed` says whether they are.
#[component]
pub fn Unnamed(words: Transcript, guessed: RwSignal<bool>, choose: Callback<bool>) -> impl IntoView {
    let pieces = words.segments.len();
    let timed = words.precision != Precision::None;
    let choice = move |value: bool, label: &'static str| {
        view! {
            <label class="check">
                <input type="radio" name="unnamed" prop:checked=move || guessed.get() == value on:change=move |_| choose.run(value) />
                " "
                {label}
            </label>
        }
    };
    // Lines with times are shorter than what somebody says: taking them in turns would be wrong nearly everywhere.
    let choices = (!timed && pieces > 1).then(|| {
        view! {
            <fieldset>
                <legend>"What to do"</legend>
                {choice(false, "Leave it without voices")}
                {choice(true, "One voice after the other, two voices: a guess")}
            </fieldset>
            <p class="muted">"The guess changes the voice with every paragraph and is surely wrong in places. Put it right on the call's page: a name beside the words opens “Who says this?”. Until you take it away, the call has the tag “" {GUESSED} "”."</p>
        }
    });
    view! {
        <section class="note form" aria-label="No names were found">
            <h2>"No names were found"</h2>
            <p>
                "This text does not say who speaks. It is kept in "
                {show::count(pieces, "piece", "pieces")}
                ", one for each paragraph or line, to be read, searched and used as evidence. What needs voices cannot be told: talk ratio, questions of the rep, monologues, objections of the prospect."
            </p>
            {choices}
            <p class="muted">"Better: write the name before what is said, and open the text again."</p>
            <pre class="short">{SHAPE}</pre>
        </section>
    }
}
