//! Moments dragged onto items: the selected words, or one that is quoted on the page. What dragging does, the item's
//! "Attach" does as well (WCAG 2.5.7): it takes the selected words, else the moment gone to last.

use leptos::prelude::*;
use web_sys::DragEvent;

use super::evidence::selected;
use super::review::Review;
use crate::browser::selection;
use crate::domain::transcript::Moment;

impl Review {
    /// A quoted moment is picked up.
    pub fn pick_up(self, event: &DragEvent, moment: &Moment) {
        event.stop_propagation();
        if let Some(data) = event.data_transfer() {
            let _ = data.set_data("text/plain", &moment.quote);
        }
        self.dragged.set(Some(moment.clone()));
    }

    /// The selected words are picked up: the browser drags them as text by itself.
    pub fn pick_up_selection(self) {
        self.dragged.set(selected(self));
    }

    /// Whether a moment is on its way that the shown card can take.
    pub fn is_dragging(self) -> bool {
        self.dragged.with(Option::is_some) && self.is_open()
    }

    /// Lets a moment be dropped here.
    pub fn hover(self, event: &DragEvent) {
        if untrack(|| self.is_dragging()) {
            event.prevent_default();
        }
    }

    /// What was dragged becomes evidence of an item.
    pub fn drop_on(self, event: &DragEvent, item: &str) {
        if !untrack(|| self.is_dragging()) {
            return;
        }
        event.prevent_default();
        if let Some(moment) = self.dragged.get_untracked() {
            self.attach(item, moment);
            self.active.set(Some(item.to_owned()));
            selection::clear();
        }
        self.dragged.set(None);
    }
}
