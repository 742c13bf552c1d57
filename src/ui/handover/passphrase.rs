//! A passphrase for a file that is saved: whether it is closed with one, and with which.

use leptos::prelude::*;

use crate::browser::ids;
use crate::browser::text::nfc;
use crate::exchange::seal::{phrase, weakness};
use crate::ui::components::live::live;

/// Whether a file is closed, and with what. `Copy`, for what happens on a click.
#[derive(Clone, Copy)]
pub struct Passphrase {
    /// Whether it is.
    pub locked: RwSignal<bool>,
    phrase: RwSignal<String>,
}

impl Default for Passphrase {
    fn default() -> Self {
        Self { locked: RwSignal::new(false), phrase: RwSignal::new(String::new()) }
    }
}

impl Passphrase {
    /// What was typed, nothing where the file stays open.
    ///
    /// # Errors
    ///
    /// What to do where it is to be closed with nothing, or with what is guessed at once.
    pub fn given(self) -> Result<String, &'static str> {
        let phrase = if self.locked.get_untracked() { nfc(&self.phrase.get_untracked()) } else { return Ok(String::new()) };
        weakness(&phrase).map_or(Ok(phrase), Err)
    }

    /// The question, and the field where it is answered with yes.
    pub fn form(self) -> AnyView {
        view! {
            <label class="check">
                <input type="checkbox" prop:checked=move || self.locked.get() on:change=move |event| self.locked.set(event_target_checked(&event)) />
                " Closed with a passphrase"
            </label>
            {live(move || self.locked.get().then(|| self.field()))}
        }
        .into_any()
    }

    fn another(self) {
        if let Some(random) = ids::secret() {
            self.phrase.set(phrase(&random));
        }
    }

    fn field(self) -> AnyView {
        if self.phrase.with_untracked(String::is_empty) {
            self.another();
        }
        view! {
            <label class="field">
                <span>"Passphrase"</span>
                <input type="text" autocomplete="off" spellcheck="false" prop:value=move || self.phrase.get() on:input=move |event| self.phrase.set(event_target_value(&event)) />
            </label>
            <p class="muted">
                "Tell it by another way than the file takes, and keep it: without it nobody can open the file again. The program age opens it too. "
                <button type="button" class="link" on:click=move |_| self.another()>
                    "Another one"
                </button>
            </p>
        }
        .into_any()
    }
}
