//! Somebody declines to have been recorded when the words are here already: they go, and the call is notes only.

use leptos::prelude::*;

use super::review::{Dialog, Review};
use crate::domain::call::Call;
use crate::domain::people::Person;
use crate::domain::record::Record;
use crate::storage::{Batch, StorageError};

/// Writes the call as `body` has it and without its words, beside what is in `batch`. It can be undone as long as the page is
/// shown: a choice in a list is easily a mistake.
pub(super) async fn without_words(
    review: Review,
    batch: Batch,
    stored: Record<Call>,
    body: Call,
    people: &[Record<Person>],
) -> Result<(), StorageError> {
    let session = review.session;
    let (id, words) = (body.id, session.db().transcript(body.id).await?);
    let call = Record { stamp: session.stamp(Some(&stored.stamp), people), body: Call { transcript: None, ..body } };
    session.commit(batch.call(&call).gone("transcript", &id.to_string())).await?;
    review.dialog.try_set(Dialog::None);
    // All of the page is made anew without them.
    review.again.try_update(|it| *it += 1);
    let before = stored.body;
    session.say_undo("The words are gone: the call is notes only.", move || {
        let (call, before, words) = (call.clone(), before.clone(), words.clone());
        leptos::task::spawn_local(async move {
            let call = Record { stamp: session.stamp(Some(&call.stamp), &[]), body: before };
            let batch = words.iter().fold(Batch::default().call(&call), |batch, it| {
                let record = Record { stamp: session.stamp(Some(&it.stamp), &[]), body: it.body.clone() };
                // It comes back to where there is none now.
                batch.transcript(&record).compared("transcript", &id.to_string(), Vec::new())
            });
            // A failure is shown by the shell.
            if session.commit(batch).await.is_ok() {
                review.again.try_update(|it| *it += 1);
            }
        });
    });
    Ok(())
}
