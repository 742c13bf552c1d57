//! Bringing a file in: what it is, what was understood, who is who, and then it is kept. Address: `/open/`.

use leptos::prelude::*;

use crate::browser::files::{self, Incoming};
use crate::exchange::file as exchange;
use crate::import;
use crate::ui::components::live::live;
use crate::ui::session::Session;
use crate::ui::shell::take;

mod bulk;
mod bundle;
mod words;

/// What a file turned out to be.
#[derive(Clone)]
enum Opened {
    /// A transcript.
    Words(Box<import::Imported>),
    /// A file of ours: records to merge.
    Bundle(Box<exchange::File>),
    /// Nothing usable; says why.
    Refused(String),
}

fn open(file: &Incoming) -> Opened {
    let bytes = match &file.bytes {
        Ok(bytes) => bytes,
        Err(why) => return Opened::Refused(why.clone()),
    };
    if exchange::is_callcraft(bytes) {
        return match exchange::read(bytes) {
            Ok(file) => Opened::Bundle(Box::new(file)),
            Err(err) => Opened::Refused(err.to_string()),
        };
    }
    if exchange::is_rubric(bytes) {
        return Opened::Refused("This is a rubric, not a call: read it on the page Rubrics.".to_owned());
    }
    match import::read(bytes) {
        Ok(imported) => Opened::Words(Box::new(imported)),
        Err(err) => Opened::Refused(err.to_string()),
    }
}

/// Bringing files in: one by itself, or many at once.
#[component]
pub fn OpenPage() -> impl IntoView {
    let session = Session::get();
    let first = move || session.incoming.with(|it| it.first().cloned());
    let next = move || session.incoming.set(Vec::new());
    let bulk = bulk::Bulk::new(session);
    view! {
        <header class="page-head">
            <div>
                <h1>"Open a file"</h1>
                <p class="meta">"Transcripts: WebVTT, SRT, Word, a table, JSON or plain text; one, or a whole folder. Or a scorecard or workspace saved by Callcraft."</p>
            </div>
        </header>
        {live(move || match first() {
            None if bulk.is_open() => view! { <bulk::Many bulk /> }.into_any(),
            None => view! { <Ask /> }.into_any(),
            Some(file) => {
                let name = file.name.clone();
                let body = match open(&file) {
                    Opened::Words(imported) => view! { <words::WordsForm name=name.clone() imported=*imported on_next=Callback::new(move |()| next()) /> }.into_any(),
                    Opened::Bundle(file) => view! { <bundle::BundleForm file=*file stay=bulk.is_open() on_next=Callback::new(move |()| next()) /> }.into_any(),
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

/// A button that picks files, or a folder with all that is in it.
fn picker(label: &'static str, class: &'static str, folder: bool) -> impl IntoView {
    let session = Session::get();
    view! {
        <label class=class>
            <input class="unseen" type="file" multiple prop:webkitdirectory=folder on:change=move |event| {
                let input: web_sys::HtmlInputElement = event_target(&event);
                let picked = files::list(input.files());
                leptos::task::spawn_local(async move { take(session, picked).await });
            } />
            {label}
        </label>
    }
}

/// Asks for a file or for text.
#[component]
fn Ask() -> impl IntoView {
    let session = Session::get();
    let text = RwSignal::new(String::new());
    let use_text = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let bytes = text.get_untracked().into_bytes();
        session.incoming.set(vec![Incoming { name: "Pasted text".to_owned(), bytes: Ok(bytes) }]);
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
