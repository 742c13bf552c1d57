//! What other tabs have changed, and when the pages of this one hear of it: not while something is half typed, since a page
//! that is drawn anew would lose it.

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::session::Session;
use crate::domain::safety::saving::State;

impl Session {
    /// Hands on what other tabs have changed, once nothing is half typed.
    pub(super) fn follow_others(self) {
        Effect::new(move |_| {
            let now = self.elsewhere.get();
            if !self.typing.get() && self.seen.get_value() != now {
                self.seen.set_value(now);
                self.shown.update(|it| *it = it.wrapping_add(1));
            }
        });
    }

    /// Takes over what another tab has set, or a file that was opened: a later change must not write over it.
    pub(super) fn follow_settings(self) {
        Effect::new(move |before: Option<()>| {
            self.follow_at_once();
            if before.is_none() {
                return;
            }
            let db = self.db();
            wasm_bindgen_futures::spawn_local(async move {
                // While an edit of this tab is on its way, that one is the later.
                if let Ok(Some(now)) = db.settings().await
                    && self.saving.with_untracked(|it| *it == State::Saved)
                    && self.settings.with_untracked(|it| *it != now)
                {
                    self.settings.set(now);
                }
            });
        });
    }
}

/// Where something that is typed waits for a button.
const FORMS: &str = "main form, main dialog, main .card";

/// A field there that acts at once: nothing of it waits.
const ACTS: &str = "[data-acts]";

/// Watches what is typed, for as long as the page lives.
pub fn watch(session: Session) {
    let typed = StoredValue::new_local(Vec::<HtmlElement>::new());
    // What was typed and is still there; a form that was sent or closed is done with.
    let look = move || {
        Timeout::new(0, move || {
            typed.update_value(|all| all.retain(is_typed));
            let any = typed.with_value(|all| !all.is_empty());
            if session.typing.get_untracked() != any {
                session.typing.set(any);
            }
        })
        .forget();
    };
    let input = window_event_listener(leptos::ev::input, move |event| {
        let field = event.target().and_then(|it| it.dyn_into::<HtmlElement>().ok());
        if let Some(field) = field.filter(|it| it.closest(FORMS).is_ok_and(|it| it.is_some()) && !it.matches(ACTS).unwrap_or(false)) {
            typed.update_value(|all| {
                all.retain(|it| !it.is_same_node(Some(&field)));
                all.push(field);
            });
            look();
        }
    });
    // A dialog that stays open has not been taken at its word; one that was closes.
    let sent = window_event_listener(leptos::ev::submit, move |_| {
        typed.update_value(|all| all.retain(|it| it.closest("dialog").is_ok_and(|it| it.is_some())));
        look();
    });
    Effect::new(move |_| {
        session.elsewhere.track();
        session.shown.track();
        look();
    });
    // Buttons and Escape close forms.
    let pressed = window_event_listener(leptos::ev::click, move |_| look());
    let left = window_event_listener(leptos::ev::keyup, move |_| look());
    on_cleanup(move || {
        input.remove();
        sent.remove();
        pressed.remove();
        left.remove();
    });
}

/// Whether there is something to lose in a field.
fn is_typed(field: &HtmlElement) -> bool {
    let value = js_sys::Reflect::get(field, &"value".into()).ok().and_then(|it| it.as_string());
    field.is_connected() && value.is_some_and(|it| !it.is_empty())
}
