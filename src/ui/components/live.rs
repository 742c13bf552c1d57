//! A part of a view that follows its signals.

use leptos::prelude::*;

/// Shows what `part` gives and shows it anew when a signal it asked changes. A closure can stand in a view by itself;
/// this way the machinery behind it is made once, not once for each closure.
pub fn live<V: IntoView + 'static>(part: impl Fn() -> V + Send + 'static) -> AnyView {
    let part: Box<dyn Fn() -> AnyView + Send> = Box::new(move || part().into_any());
    part.into_any()
}
