//! The folder into which backup files are written by themselves, where the browser can.

use leptos::prelude::*;

use crate::ui::components::live::live;
use crate::ui::folder::{self, Folder, State};
use crate::ui::session::Session;

/// Choosing the folder, and what is with it. Nothing where the browser cannot write into folders.
#[component]
pub fn BackupFolder() -> impl IntoView {
    let session = Session::get();
    // Nothing while it is asked for, and where there can be none.
    let found = RwSignal::new(None::<Option<Folder>>);
    let look = move || {
        leptos::task::spawn_local(async move {
            if folder::can_be().await {
                let chosen = Some(folder::chosen(session).await);
                // What is as it was is not drawn anew.
                if found.try_with_untracked(|it| *it != chosen) == Some(true) {
                    found.try_set(chosen);
                }
            }
        });
    };
    Effect::new(move |_| {
        session.follow_elsewhere();
        look();
    });
    let choose = move |_| {
        leptos::task::spawn_local(async move {
            match folder::choose(session).await {
                Ok(true) => write(session, look).await,
                Ok(false) => {}
                Err(why) => session.complain(why),
            }
        });
    };
    let now = move |_| leptos::task::spawn_local(write(session, look));
    let stop = move |_| {
        leptos::task::spawn_local(async move {
            match folder::forget(session).await {
                Ok(()) => session.say("No more files are written into the folder. Those in it stay."),
                Err(why) => session.complain(why),
            }
            look();
        });
    };
    live(move || match found.get() {
        None => None,
        Some(None) => Some(
            view! {
                <p class="muted">"Or choose a folder on your disk: a backup file of the day is then written into it by itself."</p>
                <p class="actions"><button type="button" on:click=choose>"Choose a folder for backups"</button></p>
            }
            .into_any(),
        ),
        Some(Some(Folder { name, state })) => {
            let (before, after, button) = match state {
                State::Open => ("Backup files are written by themselves into ", ".", Some("Write one now")),
                State::Ask => ("The browser wants to be told again that it may write into ", ".", Some("Allow it")),
                State::Gone => ("No backup file can be written into ", ": the folder is not there any more.", None),
            };
            let act = match button {
                Some(words) => view! { <button type="button" on:click=now>{words}</button> },
                None => view! { <button type="button" on:click=choose>"Choose a folder again"</button> },
            };
            Some(
                view! {
                    <p class:note=button.is_none()>{before} <b>{name}</b> {after}</p>
                    <p class="actions">{act} <button type="button" on:click=stop>"Stop"</button></p>
                }
                .into_any(),
            )
        }
    })
}

async fn write(session: Session, look: impl Fn()) {
    match folder::write(session, true).await {
        Ok(Some(name)) => session.say(format!("{name} is in the folder.")),
        Ok(None) => {}
        Err(why) => session.complain(why),
    }
    look();
}
