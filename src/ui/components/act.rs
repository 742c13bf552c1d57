//! What a click sets going: once at a time, and the page is told only while it stands.

use std::future::Future;

use leptos::prelude::*;

/// Whether something is under way. Of the component that made it: gone with it.
#[derive(Clone, Copy)]
pub struct Act(StoredValue<bool>);

impl Default for Act {
    fn default() -> Self {
        Self(StoredValue::new(false))
    }
}

impl Act {
    /// Whether the component still stands. Asked after every wait, before its signals are read or the page is changed.
    pub fn is_here(self) -> bool {
        self.0.try_get_value().is_some()
    }

    /// Does `work`, to its end even where the page is left; a second click meanwhile does nothing.
    pub fn start(self, work: impl Future<Output = ()> + 'static) {
        if self.0.try_get_value() == Some(false) {
            self.0.set_value(true);
            leptos::task::spawn_local(async move {
                work.await;
                self.0.try_set_value(false);
            });
        }
    }
}
