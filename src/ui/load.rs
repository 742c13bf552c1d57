//! Reading from storage into a view: again whenever what it follows changes, the last answer only.

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;

use super::components::live::live;
use super::components::pane::{Loading, LoadingProps, Trouble, TroubleProps};
use crate::storage::StorageError;

/// A read under way.
pub type Reading<T> = Pin<Box<dyn Future<Output = Result<T, StorageError>>>>;

/// Shows what `read` finds, and shows it anew whenever a signal that `read` asked before its first await changes. Until
/// the first answer there is a skeleton; a failure is said in words. An answer that comes in after a newer question is
/// dropped, so that a slow read never replaces a later one.
pub fn loaded<T: Clone + 'static>(
    what: &'static str,
    read: impl Fn() -> Reading<T> + 'static,
    show: impl Fn(T) -> AnyView + 'static,
) -> AnyView {
    let answer = RwSignal::new_local(None::<Result<T, StorageError>>);
    ask(read, move |found| drop(answer.try_set(Some(found))));
    let view: Box<dyn Fn() -> AnyView> = Box::new(move || match answer.get() {
        None => Loading(LoadingProps { what }).into_any(),
        Some(Err(err)) => Trouble(TroubleProps { text: err.to_string() }).into_any(),
        Some(Ok(found)) => show(found),
    });
    let view = StoredValue::new_local(view);
    (move || view.with_value(|view| view())).into_any()
}

/// As [`loaded`], for a view that stays while what it shows is read anew: it is made once, of a signal of the last answer.
pub fn followed<T: Clone + Default + Send + Sync + 'static>(
    what: &'static str,
    read: impl Fn() -> Reading<T> + 'static,
    show: impl Fn(Signal<T>) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let latest = RwSignal::new(T::default());
    // What went wrong, or nothing; `None` before the first answer.
    let state = RwSignal::new(None::<Option<String>>);
    ask(read, move |answer| {
        let failure = match answer {
            Ok(found) => latest.try_set(found).map(|_| String::new()),
            Err(err) => Some(err.to_string()),
        };
        state.try_set(Some(failure));
    });
    let state = Memo::new(move |_| state.get());
    live(move || match state.get() {
        None => Loading(LoadingProps { what }).into_any(),
        Some(Some(text)) => Trouble(TroubleProps { text }).into_any(),
        Some(None) => show(latest.into()),
    })
}

/// Reads whenever what `read` asked changes, and hands on the last answer.
fn ask<T: 'static>(read: impl Fn() -> Reading<T> + 'static, answer: impl Fn(Result<T, StorageError>) + Copy + 'static) {
    let asked = StoredValue::new(0u32);
    Effect::new(move |_| {
        let reading = read();
        let turn = asked.get_value().wrapping_add(1);
        asked.set_value(turn);
        wasm_bindgen_futures::spawn_local(async move {
            let found = reading.await;
            // The page may be gone by now; then nobody wants the answer.
            if asked.try_get_value() == Some(turn) {
                answer(found);
            }
        });
    });
}
