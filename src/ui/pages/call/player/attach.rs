//! Attaching a recording to the call, finding its file again, and letting go of it.

use leptos::prelude::*;
use web_sys::{File, HtmlVideoElement};

use super::{Picked, Player, again, copy};
use crate::browser::handles::Handle;
use crate::browser::media;
use crate::domain::call::Call;
use crate::domain::id::CallId;
use crate::domain::people::Person;
use crate::domain::playing;
use crate::domain::record::Record;
use crate::domain::recording::{END, Likeness, Recording, falls_short, fingerprint};
use crate::domain::time::Millis;
use crate::storage::Batch;
use crate::ui::kept_files;
use crate::ui::pages::call::review::Review;

/// Under what the call's file is kept at hand.
pub(super) fn key(review: Review) -> String {
    review.call.with_untracked(|it| it.body.id.to_string())
}

/// Opens the file again that was picked earlier; stops and closes it when the call is left.
pub fn begin(review: Review) {
    let player = review.player;
    let attached = review.call.with_untracked(|it| it.body.recording.is_some());
    match media::held(&key(review)).filter(|_| attached) {
        Some(file) => open(review, &file),
        None if attached => leptos::task::spawn_local(again::find(review)),
        None => {}
    }
    leptos::task::spawn_local(copy::look(review));
    leptos::task::spawn_local(kept_files::let_go(review.session));
    on_cleanup(move || player.close());
}

/// Follows what other tabs do to the call itself: a newer version takes the place of the one shown.
pub fn follow_call(review: Review) {
    Effect::new(move |before: Option<()>| {
        review.session.follow_at_once();
        if before.is_none() {
            return;
        }
        let (db, id) = (review.session.db(), review.call.read_untracked().body.id);
        leptos::task::spawn_local(async move {
            let Ok(Some(found)) = db.call(id).await else { return };
            let Some(shown) = review.call.try_get_untracked() else { return };
            if shown.stamp.version == found.stamp.version {
                return;
            }
            let file = |it: &Record<Call>| it.body.recording.as_ref().map(|it| it.fingerprint.clone());
            // Taken off or exchanged elsewhere: what is open here is not the call's any more.
            if file(&shown).is_some() && file(&shown) != file(&found) {
                let_go(review);
            }
            review.call.set(found);
        });
    });
}

/// Looks at a file the person picked: opens it, or asks where it is not the one attached before.
pub async fn offer(review: Review, file: File, handle: Option<Handle>) {
    let player = review.player;
    player.trouble.try_set(None);
    player.questioned.try_set(None);
    let (first, last) = match media::ends(&file, END as f64).await {
        Ok(ends) => ends,
        Err(why) => return drop(player.trouble.try_set(Some(why))),
    };
    let size = file.size() as u64;
    let fingerprint = fingerprint(size, &first, &last);
    let given = Recording { name: file.name(), size, kind: file.type_(), fingerprint, ..Recording::default() };
    // The call may have been left, or its consent withdrawn, while the file was read.
    let Some((allows, before)) =
        review.call.try_with_untracked(|it| (it.body.consent.allows_transcript(), it.body.recording.as_deref().cloned()))
    else {
        return;
    };
    if !allows {
        return;
    }
    match before {
        Some(before) if before.likeness(&given) != Likeness::Same => {
            player.picked.set_value(Some(Picked { file, given: given.clone(), handle }));
            player.questioned.set(Some(given));
        }
        Some(before) => {
            let given = Recording { duration: before.duration, offset: before.offset, ..given };
            take(review, Picked { file, given, handle });
        }
        None => take(review, Picked { file, given, handle }),
    }
}

/// Takes the questioned file instead of the one before.
pub fn take_questioned(review: Review) {
    review.player.questioned.set(None);
    if let Some(picked) = review.player.picked.try_update_value(Option::take).flatten() {
        take(review, picked);
    }
}

/// Stays with the recording before.
pub fn leave_questioned(review: Review) {
    review.player.questioned.set(None);
    review.player.picked.set_value(None);
}

/// Opens a file; it is attached when the browser has shown that it can play it.
fn take(review: Review, picked: Picked) {
    open(review, &picked.file);
    review.player.picked.set_value(Some(picked));
}

pub(super) fn open(review: Review, file: &File) {
    let player = review.player;
    player.close();
    player.trouble.set(None);
    player.waiting.set(None);
    match media::address(file) {
        Some(address) => player.source.set(Some(address)),
        None => player.trouble.set(Some(format!("The browser did not open “{}”. Choose it again.", file.name()))),
    }
}

/// The element has read the beginning of the file. What browsers record themselves does not say how long it is: the
/// end is looked for first.
pub fn begun(review: Review, element: &HtmlVideoElement) {
    if element.duration().is_finite() {
        loaded(review, element);
    } else {
        review.player.measuring.set_value(true);
        element.set_current_time(1e7);
    }
}

/// The element has gone to a place; resolves to whether that was the end that was looked for.
pub fn measured(review: Review, element: &HtmlVideoElement) -> bool {
    if !review.player.measuring.get_value() {
        return false;
    }
    review.player.measuring.set_value(false);
    element.set_current_time(0.0);
    loaded(review, element);
    true
}

/// What the element knows of the file. A file picked anew is attached now.
fn loaded(review: Review, element: &HtmlVideoElement) {
    let player = review.player;
    let seconds = element.duration();
    let length = seconds.is_finite().then(|| Millis::from_seconds(seconds));
    player.length.set(length);
    player.picture.set(element.video_width() > 0);
    element.set_playback_rate(player.speed.get_untracked());
    if let Some(Picked { file, mut given, handle }) = player.picked.try_update_value(Option::take).flatten() {
        given.duration = length;
        let words = review.transcript.with_untracked(|it| it.as_ref().and_then(|it| it.body.length()));
        player.trouble.set(length.zip(words).and_then(|(length, words)| falls_short(length, given.offset, words)));
        media::hold(&key(review), &file);
        again::remember(review, handle);
        // A copy of another recording is not this one's.
        if review.call.with_untracked(|it| it.body.recording.as_ref().is_some_and(|it| it.fingerprint != given.fingerprint)) {
            copy::drop_kept(review);
        }
        if review.call.with_untracked(|it| it.body.recording.as_deref() != Some(&given)) {
            keep(review, Some(given));
        }
    }
    if let Some(at) = player.at.get_untracked() {
        review.seek(at);
    }
}

/// The element waits for the file: it may be gone, which not every browser says of itself.
pub fn waits(review: Review) {
    let key = key(review);
    if media::held(&key).is_some() {
        leptos::task::spawn_local(async move {
            if !media::is_there(&key).await && review.player.source.try_get_untracked().flatten().is_some() {
                failed(review);
            }
        });
    }
}

/// The element could not play the file, or lost it.
pub fn failed(review: Review) {
    let player = review.player;
    let new = player.picked.try_update_value(Option::take).flatten().map(|it| it.file.name());
    let text = match new {
        Some(name) => {
            format!("The browser cannot play “{name}”, so it is not attached. MP3, M4A, WAV, MP4 and WebM play in most browsers.")
        }
        None => "The recording cannot be read any more. Was the file moved, changed or deleted? Choose it again.".to_owned(),
    };
    media::let_go(&key(review));
    player.close();
    player.trouble.set(Some(text));
}

/// Takes the recording off the call. The file itself stays where it is; a copy kept here goes.
pub fn detach(review: Review) {
    let was = review.call.with_untracked(|it| it.body.recording.as_deref().cloned());
    forget(review);
    review.player.trouble.set(None);
    keep(review, None);
    let (id, people) = (review.call.with_untracked(|it| it.body.id), review.people.get_untracked());
    let Some(was) = was else { return };
    review.session.say_undo("The recording is taken off this call. Its file is where it was.", move || {
        keep_of(review, id, people.clone(), Some(was.clone()));
    });
}

/// Lets go of everything this browser knows of the recording: its file, its handle, its copy.
pub fn forget(review: Review) {
    let_go(review);
    again::remember(review, None);
    copy::drop_kept(review);
}

/// Closes the recording, which is not the call's any more.
fn let_go(review: Review) {
    media::let_go(&key(review));
    review.player.waiting.set(None);
    review.player.close();
}

/// Sets where in the recording the words' time 0 is; the player stays where it is in the recording.
pub fn set_offset(review: Review, offset: Millis) {
    let Some(recording) = review.call.with_untracked(|it| it.body.recording.as_deref().cloned()) else { return };
    let Player { at, source, .. } = review.player;
    if source.with_untracked(Option::is_some) {
        at.update(|it| *it = it.map(|it| it + recording.offset - offset));
    }
    keep(review, Some(Recording { offset, ..recording }));
}

/// Sets the offset so that the first words are the ones heard now.
pub fn words_begin_here(review: Review) {
    let first = review.analysis.with_untracked(|it| playing::next_turn(&it.turns, Millis(i64::MIN)));
    let (Some(first), Some(at)) = (first, review.player.at.get_untracked()) else { return };
    set_offset(review, at + review.offset() - first);
}

/// Keeps the recording with the call as it is stored now: another tab may have changed it.
fn keep(review: Review, recording: Option<Recording>) {
    let (id, people) = (review.call.with_untracked(|it| it.body.id), review.people.get_untracked());
    keep_of(review, id, people, recording);
}

/// The same where the page may have been left meanwhile.
fn keep_of(review: Review, id: CallId, people: Vec<Record<Person>>, recording: Option<Recording>) {
    let session = review.session;
    let recording = recording.map(Box::new);
    if review.call.try_with_untracked(|it| it.body.id) == Some(id) {
        review.call.update(|it| it.body.recording = recording.clone());
    }
    leptos::task::spawn_local(async move {
        let stored = match session.db().call(id).await {
            Ok(Some(stored)) => stored,
            Ok(None) => return session.complain("This call was deleted in another tab, so the recording was not kept with it."),
            Err(err) => return session.complain(err),
        };
        let recording = recording.filter(|_| stored.body.consent.allows_transcript());
        let body = Call { recording, ..stored.body };
        let call = Record { stamp: session.stamp(Some(&stored.stamp), &people), body };
        // A failure is shown by the shell.
        if session.commit(Batch::default().call(&call)).await.is_ok() {
            review.call.try_set(call);
        }
    });
}
