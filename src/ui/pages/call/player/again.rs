//! Opening the recording again after a reload: from the copy kept here, or by the handle that the browser keeps.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{attach, copy};
use crate::browser::handles::{self, Handle};
use crate::browser::media;
use crate::ui::kept_files;
use crate::ui::pages::call::review::Review;

fn id(review: Review) -> String {
    kept_files::handle_id(&attach::key(review))
}

/// Looks for the call's recording. Where the person has to allow it, the page offers that ([`allowed`]).
pub async fn find(review: Review) {
    if let Some(file) = copy::file(review).await {
        if review.player.source.try_get_untracked() == Some(None) {
            media::hold(&attach::key(review), &file);
            attach::open(review, &file);
        }
        return;
    }
    // Without a handle, or where it cannot be read, the person chooses the file.
    let Ok(Some(handle)) = review.session.db().handle(&id(review)).await else { return };
    let handle: Handle = handle.unchecked_into();
    if handle.is_allowed(false).await {
        open(review, handle).await;
    } else {
        review.player.waiting.try_set(Some(handle));
    }
}

/// The person lets the browser open the file again: one click.
pub async fn allowed(review: Review, handle: Handle) {
    if handle.is_allowed(true).await {
        open(review, handle).await;
    } else {
        complain(review, "The browser was not allowed to read the file. Allow it, or choose the file again.".to_owned());
    }
}

async fn open(review: Review, handle: Handle) {
    match handle.file().await {
        Some(file) => attach::offer(review, file, Some(handle)).await,
        None => {
            let Some(name) = review.call.try_with_untracked(|it| it.body.recording.as_ref().map(|it| it.name.clone())) else { return };
            review.player.waiting.try_set(None);
            let name = name.unwrap_or_default();
            complain(review, format!("“{name}” is not where it was: it was moved, renamed or deleted. Choose it again."));
        }
    }
}

fn complain(review: Review, text: String) {
    review.player.trouble.try_set(Some(text));
}

/// Lets the person pick the recording's file.
pub async fn pick(review: Review) {
    match handles::pick().await {
        Ok(Some(handle)) => match handle.file().await {
            Some(file) => attach::offer(review, file, Some(handle)).await,
            None => complain(review, "That file could not be read. Was it moved or deleted?".to_owned()),
        },
        Ok(None) => {}
        Err(why) => complain(review, format!("The browser did not let a file be picked: {why}")),
    }
}

/// Keeps the handle of the file that plays now, or forgets the one before. A failure costs a click later, no more.
pub fn remember(review: Review, handle: Option<Handle>) {
    let (db, id) = (review.session.db(), id(review));
    leptos::task::spawn_local(async move {
        let _ = match handle {
            Some(handle) => db.keep_handle(&id, &handle).await,
            None => db.forget_handle(&id).await,
        };
    });
}
