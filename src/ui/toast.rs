//! What is said at the edge of the page.

use std::sync::Arc;

use gloo::timers::callback::Timeout;
use leptos::prelude::*;

use super::components::live::live;
use super::session::Session;

/// Takes something back. Not a `Callback`: that would go with the part of the page in which it was made, and what was
/// deleted mostly goes with it.
pub type Undo = Arc<dyn Fn() + Send + Sync>;

/// What a message is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something happened.
    Done,
    /// A key or button did nothing, and what to do first.
    Hint,
    /// Something failed.
    Failed,
}

/// A short message at the edge of the page.
#[derive(Clone)]
pub struct Toast {
    /// What happened.
    pub text: String,
    /// What it is.
    pub tone: Tone,
    /// Takes back what happened.
    pub undo: Option<Undo>,
}

impl Session {
    /// Says something at the edge of the page.
    pub fn say(self, text: impl Into<String>) {
        self.toast.set(Some(Toast { text: text.into(), tone: Tone::Done, undo: None }));
    }

    /// Says what to do first, where a key or button does nothing yet: nothing has failed.
    pub fn hint(self, text: impl Into<String>) {
        self.toast.set(Some(Toast { text: text.into(), tone: Tone::Hint, undo: None }));
    }

    /// Takes a complaint or a hint off the page: what it was about has succeeded since.
    pub fn settled(self) {
        if self.toast.with_untracked(|it| it.as_ref().is_some_and(|it| it.tone != Tone::Done)) {
            self.toast.set(None);
        }
    }

    /// Says what happened and offers to take it back. Takes back what storage holds: the page it happened on may be gone.
    pub fn say_undo(self, text: impl Into<String>, undo: impl Fn() + Send + Sync + 'static) {
        self.toast.set(Some(Toast { text: text.into(), tone: Tone::Done, undo: Some(Arc::new(undo)) }));
    }

    /// Says what failed.
    pub fn complain(self, text: impl ToString) {
        self.toast.set(Some(Toast { text: text.to_string(), tone: Tone::Failed, undo: None }));
    }
}

#[component]
pub fn Toasts() -> impl IntoView {
    let toast = Session::get().toast;
    // Each message has its own time: a later one is not taken away by the timer of an earlier.
    let timer = StoredValue::new_local(None::<Timeout>);
    Effect::new(move |_| {
        let waiting = toast.read().is_some().then(|| {
            // What can be taken back stays long enough to be read and reached by keyboard.
            let time = if toast.read_untracked().as_ref().is_some_and(|it| it.undo.is_some()) { 20_000 } else { 8000 };
            Timeout::new(time, move || {
                let _ = toast.try_set(None);
            })
        });
        timer.set_value(waiting);
    });
    view! {
        <div class="toasts" role="status">
            {live(move || {
                toast.get().map(|it| {
                    view! {
                        <p class="toast" class:failed=it.tone == Tone::Failed class:hint=it.tone == Tone::Hint>
                            {it.text}
                            {it.undo.map(|undo| view! {
                                <button class="link" on:click=move |_| {
                                    toast.set(None);
                                    undo();
                                }>
                                    "Undo"
                                </button>
                            })}
                            <button class="link" on:click=move |_| toast.set(None)>
                                "Close"
                            </button>
                        </p>
                    }
                })
            })}
        </div>
    }
}
