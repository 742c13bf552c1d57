//! Bringing a file in: what it is, what was understood, who is who, and then it is kept. Address: `/open/`.

use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::clock;
use crate::browser::files;
use crate::exchange::file as exchange;
use crate::exchange::rescue;
use crate::exchange::seal::is_sealed;
use crate::ui::components::live::live;
use crate::ui::handover::source::Source;
use crate::ui::session::Session;
use crate::ui::shell::take;

mod bulk;
mod bundle;
mod letters;
mod one;
mod unnamed;
mod words;

use bundle::Bundle;

/// Our own file in hand, or the name of one that is not sound and why.
type Ours = Result<Bundle, (String, String)>;

/// Bringing files in: one by itself, or many at once.
#[component]
pub fn OpenPage() -> impl IntoView {
    let session = Session::get();
    let ours = RwSignal::new_local(None::<Ours>);
    // What was in hand before: the names for it may be in the next one.
    let before = StoredValue::new_local(None::<web_sys::File>);
    let hold = move |file: Option<web_sys::File>| {
        let other = before.try_update_value(|it| std::mem::replace(it, file.clone())).flatten();
        file.map(|it| (it, other))
    };
    let next = move || {
        session.incoming.set(None);
        ours.set(None);
    };
    let on_next = Callback::new(move |()| next());
    let bulk = bulk::Bulk::new(session);
    Effect::new(move |_| {
        if let Some(file) = session.picked.get() {
            session.picked.set(None);
            wasm_bindgen_futures::spawn_local(look(session, ours, bulk, file));
        }
    });
    view! {
        <header class="page-head">
            <div>
                <h1>"Open a file"</h1>
                <p class="meta">"Transcripts: WebVTT, SRT, Word, a table, JSON or plain text; one, or a whole folder. Or a scorecard or workspace saved by Callcraft."</p>
            </div>
        </header>
        {live(move || match (hold(session.incoming.get()), ours.get()) {
            (Some((file, before)), _) => view! { {named(file.name())} <one::One file before on_next /> }.into_any(),
            (None, Some(Ok(it))) => view! { {named(it.name.clone())} <bundle::BundleForm bundle=it stay=bulk.is_open() on_next /> }.into_any(),
            (None, Some(Err((name, why)))) => view! { {named(name)} {one::refused(why, bulk.is_open(), on_next)} }.into_any(),
            (None, None) if bulk.is_open() => view! { <bulk::Many bulk /> }.into_any(),
            (None, None) => view! { <Ask ours /> }.into_any(),
        })}
    }
}

/// The name of the file in hand.
fn named(name: String) -> impl IntoView {
    view! {
        <p class="muted">
            <b><bdi>{name}</bdi></b>
        </p>
    }
}

/// Looks at a file that was picked: one of ours is read in pieces, whatever its size; any other is read whole, among the
/// others where there are some.
async fn look(session: Session, ours: RwSignal<Option<Ours>, LocalStorage>, bulk: bulk::Bulk, file: web_sys::File) {
    let (name, source) = (file.name(), Source::Blob(file.clone().into()));
    let found = match source.head().await {
        Ok(head) if exchange::is_callcraft(&head) || is_sealed(&head) => Ok(Bundle { name, source }),
        Ok(head) if rescue::is_rescue(&head) => {
            let read = files::read(file, exchange::MAX_BYTES as f64).await;
            match read.bytes.and_then(|it| rescue::to_file(&it, clock::now()).map_err(|err| err.to_string())) {
                Ok(bytes) => Ok(Bundle { name, source: Source::Bytes(Rc::new(bytes)) }),
                Err(why) => Err((name, why)),
            }
        }
        _ => {
            match untrack(|| bulk.is_open()) {
                true => drop(session.many.try_set(vec![files::Dropped::File(file)])),
                false => drop(session.incoming.try_set(Some(file))),
            }
            return;
        }
    };
    session.incoming.try_set(None);
    ours.try_set(Some(found));
}

/// A button that picks files, or a folder with all that is in it.
fn picker(label: &'static str, class: &'static str, folder: bool) -> impl IntoView {
    let session = Session::get();
    view! {
        <label class=class>
            <input class="unseen" type="file" multiple prop:webkitdirectory=folder on:change=move |event| {
                let input: web_sys::HtmlInputElement = event_target(&event);
                let picked = files::list(input.files());
                take(session, picked);
            } />
            {label}
        </label>
    }
}

/// What pasted text is called.
const PASTED: &str = "Pasted text";

/// Asks for a file or for text.
#[component]
fn Ask(ours: RwSignal<Option<Ours>, LocalStorage>) -> impl IntoView {
    let session = Session::get();
    let text = RwSignal::new(String::new());
    let use_text = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let text = text.get_untracked();
        if exchange::is_callcraft(text.as_bytes()) {
            ours.set(Some(Ok(Bundle { name: PASTED.to_owned(), source: Source::Bytes(Rc::new(text.into_bytes())) })));
        } else {
            session.incoming.set(files::made(PASTED, &text.into()));
        }
    };
    view! {
        <section class="panel dropzone">
            <p>"Drop files or folders anywhere on this page, or"</p>
            <p class="actions">{picker("Choose files", "button primary", false)} {picker("Choose a folder", "button", true)}</p>
        </section>
        <form class="panel form" on:submit=use_text>
            <label class="field">
                <span>"Or paste the transcript"</span>
                <textarea class="paste" rows="10" required spellcheck="false" placeholder="[00:12] Dana: Thanks for having me…" prop:value=move || text.get() on:input=move |event| text.set(event_target_value(&event))></textarea>
            </label>
            <p class="actions">
                <button type="submit" class="primary">"Use this text"</button>
            </p>
        </form>
    }
}
