//! Work that takes its time: how far it is, and the way out of it.

use leptos::prelude::*;

use super::live::live;

/// Work under way, or none.
#[derive(Clone, Copy)]
pub struct Work {
    share: RwSignal<Option<f64>>,
    is_stopped: RwSignal<bool>,
}

impl Default for Work {
    fn default() -> Self {
        Self { share: RwSignal::new(None), is_stopped: RwSignal::new(false) }
    }
}

impl Work {
    /// It begins.
    pub fn begin(self) {
        self.is_stopped.set(false);
        self.share.set(Some(0.0));
    }

    /// It is so far, from 0 to 1. Tells whether to go on: not where the person has stopped it, or left the page.
    pub fn told(self, share: f64) -> bool {
        let is_here = self.share.try_set(Some(share)).is_none();
        is_here && self.is_stopped.try_get_untracked() == Some(false)
    }

    /// It is over.
    pub fn end(self) {
        self.share.try_set(None);
    }

    /// Whether it is under way.
    pub fn is_on(self) -> bool {
        self.share.with(Option::is_some)
    }
}

/// How far the work is, and a button that stops it; nothing while there is none.
#[component]
pub fn Working(
    /// The work.
    work: Work,
    /// What is done ("Reading the file").
    what: &'static str,
) -> impl IntoView {
    let on = Memo::new(move |_| work.is_on());
    live(move || {
        on.get().then(|| {
            view! {
                <div class="working">
                    <p role="status">{what} "…"</p>
                    <progress aria-label=what max="1" prop:value=move || work.share.get().unwrap_or(0.0)></progress>
                    <p class="actions">
                        <button type="button" on:click=move |_| work.is_stopped.set(true)>
                            "Stop"
                        </button>
                    </p>
                </div>
            }
        })
    })
}
