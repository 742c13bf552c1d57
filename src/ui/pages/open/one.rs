//! One file by itself: read in a worker where it is large, asked about its letters where nothing tells them.

use leptos::prelude::*;
use web_sys::File;

use super::letters::Letters;
use super::words::WordsForm;
use crate::browser::files::Dropped;
use crate::domain::transcript::Transcript;
use crate::import::batch::{Look, Summary};
use crate::import::letters::named;
use crate::ui::components::live::live;
use crate::ui::reading::Reader;
use crate::ui::session::Session;

/// What a file turned out to be.
#[derive(Clone)]
enum Opened {
    /// It is being read.
    Reading,
    /// A transcript.
    Words(Box<Summary>, Transcript),
    /// Text in an encoding that a person has to tell.
    Letters,
    /// Nothing usable; says why.
    Refused(String),
}

/// A file, from its bytes to the questions about the call. `before` was in hand until it came.
#[component]
pub fn One(file: File, before: Option<File>, on_next: Callback<()>) -> impl IntoView {
    let session = Session::get();
    let opened = RwSignal::new_local(Opened::Reading);
    let reader = StoredValue::new_local(Reader::of(&file));
    let name = file.name();
    let before = StoredValue::new_local(before);
    let many = move |files: Vec<File>| {
        session.many.set(files.into_iter().map(Dropped::File).collect());
        session.incoming.set(None);
    };
    let file = StoredValue::new_local(file);
    let read = move |encoding: Option<String>| {
        let file = file.get_value();
        opened.set(Opened::Reading);
        reader.set_value(Reader::of(&file));
        leptos::task::spawn_local(async move {
            let Some(reader) = reader.try_get_value() else { return };
            let Some(read) = reader.read(&file, encoding.as_deref(), &[]).await else { return };
            reader.end();
            let words = || serde_json::from_slice(&read.words.as_ref()?.to_vec()).ok();
            let found = match read.look {
                Look::Several => return many(read.parts),
                // They wait for their transcripts, or the transcript was here just now.
                Look::Names | Look::Calls(_) => {
                    let Some(before) = before.try_get_value() else { return };
                    return many(before.into_iter().chain([file]).collect());
                }
                Look::Letters(_) => Opened::Letters,
                Look::Refused(why) => Opened::Refused(why),
                Look::Words(summary) => words().map_or_else(lost, |it| Opened::Words(summary, it)),
                Look::Ours => lost(),
            };
            opened.try_set(found);
        });
    };
    read(None);
    on_cleanup(move || reader.with_value(Reader::end));
    live(move || match opened.get() {
        Opened::Reading => view! {
            <section class="panel">
                <p role="status">"Reading the file…"</p>
                <p><button type="button" on:click=move |_| on_next.run(())>"Cancel"</button></p>
            </section>
        }
        .into_any(),
        Opened::Words(summary, words) => {
            let is_guess = summary.encoding == "Windows-1252" || named(&summary.encoding).is_some();
            let wrong = is_guess.then(|| view! {
                <p><button type="button" class="link" on:click=move |_| opened.set(Opened::Letters)>"The letters look wrong: choose another encoding"</button></p>
            });
            view! { {wrong} <WordsForm name=name.clone() summary=*summary words on_next /> }.into_any()
        }
        Opened::Letters => view! {
            <Letters file=file.get_value() many=1 on_choice=Callback::new(move |it| read(Some(it))) />
            <p><button type="button" on:click=move |_| on_next.run(())>"Cancel"</button></p>
        }
        .into_any(),
        Opened::Refused(why) => refused(why, false, on_next).into_any(),
    })
}

fn lost() -> Opened {
    Opened::Refused("What was read of this file could not be understood; choose it again.".to_owned())
}

/// That a file is not taken, and why.
pub fn refused(why: String, has_others: bool, on_next: Callback<()>) -> impl IntoView {
    view! {
        <section class="panel">
            <p class="note bad" role="alert">{why}</p>
            <p class="muted">"Nothing was stored or changed."</p>
            <p><button type="button" on:click=move |_| on_next.run(())>{if has_others { "Back to the files" } else { "Choose another file" }}</button></p>
        </section>
    }
}
