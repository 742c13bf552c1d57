//! A copy of the recording in this browser, where the person asks for one.

use leptos::prelude::*;
use web_sys::File;

use super::attach;
use crate::browser::copies::{self, Copies};
use crate::browser::media;
use crate::domain::show;
use crate::ui::components::live::live;
use crate::ui::pages::call::review::Review;

/// Whether a copy is kept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum State {
    /// None.
    None,
    /// It is being made.
    UnderWay,
    /// One of so many bytes.
    Kept(f64),
}

fn copies(review: Review) -> Copies {
    review.session.copies()
}

/// Looks whether there is a copy.
pub async fn look(review: Review) {
    if let Some(file) = file(review).await {
        review.player.copy.try_set(State::Kept(file.size()));
    }
}

/// The copy of the call's recording.
pub async fn file(review: Review) -> Option<File> {
    let (name, kind) = review.call.try_with_untracked(|it| it.body.recording.as_ref().map(|it| (it.name.clone(), it.kind.clone())))??;
    copies(review).find(&attach::key(review), &name, &kind).await
}

/// Makes the copy of the file that is open.
async fn keep(review: Review) {
    let key = attach::key(review);
    let Some(file) = media::held(&key) else { return };
    review.player.copy.set(State::UnderWay);
    let now = match copies(review).keep(&key, &file).await {
        Ok(()) => State::Kept(file.size()),
        Err(why) => {
            review.session.complain(why);
            State::None
        }
    };
    review.player.copy.try_set(now);
}

/// Takes the copy away; for a while that can be taken back.
fn remove(review: Review) {
    let (copies, key, session) = (copies(review), attach::key(review), review.session);
    let State::Kept(size) = review.player.copy.get_untracked() else { return };
    leptos::task::spawn_local(async move {
        if let Err(why) = copies.remove(&key).await {
            return session.complain(why);
        }
        review.player.copy.try_set(State::None);
        session.say_undo(format!("The copy ({}) is removed from this browser.", show::bytes(size as u64)), move || {
            let key = key.clone();
            leptos::task::spawn_local(async move {
                match copies.restore(&key).await {
                    Ok(()) => drop(review.player.copy.try_set(State::Kept(size))),
                    Err(why) => session.complain(why),
                }
            });
        });
    });
}

/// Lets go of the copy together with the recording.
pub fn drop_kept(review: Review) {
    if review.player.copy.get_untracked() != State::None {
        let (copies, key) = (copies(review), attach::key(review));
        review.player.copy.set(State::None);
        leptos::task::spawn_local(async move {
            let _ = copies.remove(&key).await;
        });
    }
}

/// What there is of a copy, and the button that makes or removes it.
#[component]
pub fn CopyHere(review: Review) -> impl IntoView {
    let size = move || review.call.with(|it| it.body.recording.as_ref().map_or(0, |it| it.size));
    let shown = move || {
        match review.player.copy.get() {
        State::None => view! {
            <button type="button" class="link" title="The recording then plays after a reload, wherever the file is" on:click=move |_| leptos::task::spawn_local(keep(review))>
                {format!("Keep a copy in this browser ({})", show::bytes(size()))}
            </button>
        }
        .into_any(),
        State::UnderWay => view! { <span role="status">"Copying…"</span> }.into_any(),
        State::Kept(size) => view! {
            <span>{format!("A copy is kept in this browser ({}).", show::bytes(size as u64))}</span>
            <button type="button" class="link" on:click=move |_| remove(review)>
                "Remove the copy"
            </button>
        }
        .into_any(),
    }
    };
    copies::can_keep().then(|| live(shown))
}
