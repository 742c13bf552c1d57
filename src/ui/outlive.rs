//! Following what outlives the page. Leptos keeps word of whoever follows a signal for as long as the signal lives, also of
//! those that are gone: of each call that was opened some of them would stay in memory until the tab is closed.

use leptos::prelude::*;
use leptos::reactive::graph::{Observer, Source, ToAnySource};

/// Follows `source` until whoever asks is made anew or gone.
pub fn follow(source: &(impl Track + ToAnySource)) {
    source.track();
    if let Some(me) = Observer::get() {
        let source = source.to_any_source();
        on_cleanup(move || source.remove_subscriber(&me));
    }
}
