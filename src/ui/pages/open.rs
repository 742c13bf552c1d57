//! Bringing a file in: what it is, what was understood, who is who, and then it is kept. Address: `/open/`.

use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::clock;
use crate::browser::files::{self, Incoming};
use crate::exchange::file as exchange;
use crate::exchange::rescue;
use crate::exchange::seal::is_sealed;
use crate::import;
use crate::ui::components::live::live;
use crate::ui::handover::source::Source;
use crate::ui::session::Session;
use crate::ui::shell::take;

mod bulk;
mod bundle;
mod words;

use bundle::Bundle;

/// What a file turned out to be.
#[derive(Clone)]
enum Opened {
    /// A transcript.
    Words(Box<import::Imported>),
    /// Several calls: they are many files.
    Several,
    /// Nothing usable; says why.
    Refused(String),
}

fn open(file: &Incoming) -> Opened {
    let bytes = match &file.bytes {
        Ok(bytes) => bytes,
        Err(why) => return Opened::Refused(why.clone()),
    };
    if exchange::is_rubric(bytes) {
        return Opened::Refused("This is a rubric, not a call: read it on the page Rubrics.".to_owned());
    }
    match import::read(bytes) {
        Ok(imported) if imported.calls > 1 => Opened::Several,
        Ok(imported) => Opened::Words(Box::new(imported)),
        Err(err) => Opened::Refused(err.to_string()),
    }
}

/// Bringing files in: one by itself, or many at once.
#[component]
pub fn OpenPage() -> impl IntoView {
    let session = Session::get();
    let first = move || session.incoming.with(|it| it.first().cloned());
    let bundle = RwSignal::new_local(None::<Bundle>);
    let next = move || {
        session.incoming.set(Vec::new());
        bundle.set(None);
    };
    let bulk = bulk::Bulk::new(session);
    Effect::new(move |_| {
        if let Some(file) = session.picked.get() {
            session.picked.set(None);
            wasm_bindgen_futures::spawn_local(look(session, bundle, file));
        }
    });
    view! {
        <header class="page-head">
            <div>
                <h1>"Open a file"</h1>
                <p class="meta">"Transcripts: WebVTT, SRT, Word, a table, JSON or plain text; one, or a whole folder. Or a scorecard or workspace saved by Callcraft."</p>
            </div>
        </header>
        {live(move || match first() {
            None if bundle.read().is_some() => {
                let opened = bundle.get();
                opened.map(|it| view! {
                    <p class="muted">
                        <b><bdi>{it.name.clone()}</bdi></b>
                    </p>
                    <bundle::BundleForm bundle=it stay=bulk.is_open() on_next=Callback::new(move |()| next()) />
                }).into_any()
            }
            None if bulk.is_open() => view! { <bulk::Many bulk /> }.into_any(),
            None => view! { <Ask bundle /> }.into_any(),
            Some(file) => {
                let name = file.name.clone();
                let body = match open(&file) {
                    Opened::Words(imported) => view! { <words::WordsForm name=name.clone() imported=*imported on_next=Callback::new(move |()| next()) /> }.into_any(),
                    Opened::Several => {
                        leptos::task::spawn_local(async move { one_by_one(session, &file) });
                        view! { <p class="muted">"This file holds several calls…"</p> }.into_any()
                    }
                    Opened::Refused(why) => view! {
                        <section class="panel">
                            <p class="note bad" role="alert">{why}</p>
                            <p class="muted">"Nothing was stored or changed."</p>
                            <p><button type="button" on:click=move |_| next()>{if bulk.is_open() { "Back to the files" } else { "Choose another file" }}</button></p>
                        </section>
                    }.into_any(),
                };
                view! {
                    <p class="muted">
                        <b><bdi>{name}</bdi></b>
                    </p>
                    {body}
                }.into_any()
            }
        })}
    }
}

/// Looks at a file that was picked: one of ours is read in pieces, whatever its size; any other is read whole.
async fn look(session: Session, bundle: RwSignal<Option<Bundle>, LocalStorage>, file: web_sys::File) {
    session.incoming.try_set(Vec::new());
    let (name, source) = (file.name(), Source::Blob(file.clone().into()));
    match source.head().await {
        Ok(head) if exchange::is_callcraft(&head) || is_sealed(&head) => {
            bundle.try_set(Some(Bundle { name, source }));
        }
        Ok(head) if rescue::is_rescue(&head) => {
            let read = files::read(file, exchange::MAX_BYTES as f64).await;
            match read.bytes.and_then(|it| rescue::to_file(&it, clock::now()).map_err(|err| err.to_string())) {
                Ok(bytes) => drop(bundle.try_set(Some(Bundle { name, source: Source::Bytes(Rc::new(bytes)) }))),
                Err(why) => drop(session.incoming.try_set(vec![Incoming { name, bytes: Err(why) }])),
            }
        }
        _ => {
            let read = files::read(file, exchange::MAX_BYTES as f64).await;
            session.incoming.try_set(vec![read]);
        }
    }
}

/// Hands the calls of a file over as a file each.
fn one_by_one(session: Session, file: &Incoming) {
    let parts = import::parts(file.bytes.as_deref().unwrap_or_default());
    let named = |(at, text): (usize, &String)| files::made(&import::part_name(&file.name, at, parts.len()), text);
    session.many.set(parts.iter().enumerate().filter_map(named).map(files::Dropped::File).collect());
    session.incoming.set(Vec::new());
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
fn Ask(bundle: RwSignal<Option<Bundle>, LocalStorage>) -> impl IntoView {
    let session = Session::get();
    let text = RwSignal::new(String::new());
    let use_text = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let bytes = text.get_untracked().into_bytes();
        if exchange::is_callcraft(&bytes) {
            bundle.set(Some(Bundle { name: PASTED.to_owned(), source: Source::Bytes(Rc::new(bytes)) }));
        } else {
            session.incoming.set(vec![Incoming { name: PASTED.to_owned(), bytes: Ok(bytes) }]);
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
