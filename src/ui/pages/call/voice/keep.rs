//! Words with other voices on their way to the disk, and the way back.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::call::Call;
use crate::domain::id::CallId;
use crate::domain::record::Record;
use crate::domain::show;
use crate::domain::transcript::{CallTranscript, Transcript};
use crate::domain::voices::follow;
use crate::storage::Batch;
use crate::ui::pages::call::review::Review;
use crate::ui::session::Session;
use crate::ui::toast::Undo;

/// Turns given one after the other, to be taken back at once.
#[derive(Clone)]
pub(super) struct Walk {
    before: Record<Transcript>,
    call: Record<Call>,
    turns: usize,
}

/// The turns given since the dialog was opened.
pub(super) type Walked = StoredValue<Option<Walk>>;

/// Keeps the words with their new voices, and what follows for the call, and offers the way back over all turns given in a
/// row.
pub(super) fn keep(review: Review, walked: Walked, before: Record<Transcript>, words: Transcript) {
    let earlier = review.call.get_untracked();
    let walk = walked.try_update_value(|it| {
        let mut walk = it.take().unwrap_or_else(|| Walk { before: before.clone(), call: earlier.clone(), turns: 0 });
        walk.turns += 1;
        it.insert(walk).clone()
    });
    let Some(walk) = walk else { return };
    let call = earlier.body.id;
    let mut facts = earlier.clone();
    let follows = review.people.with_untracked(|all| follow(&mut facts.body, &words, all.iter().map(|it| &it.body)));
    // What lists know of the words of this version of the call holds no more.
    let follows = follows || words.lacks_sides() != before.body.lacks_sides();
    let (after, mut batch) = rewritten(review.session, call, &before, words);
    if follows {
        facts.stamp = review.session.stamp(Some(&earlier.stamp), &[]);
        batch = batch.call(&facts);
        review.call.set(facts.clone());
    }
    review.transcript.set(Some(after.clone()));
    leptos::task::spawn_local(async move {
        if review.session.commit(batch).await.is_err() {
            // The shell says that it is not saved; the page shows what is stored.
            review.transcript.try_set(Some(before));
            review.call.try_set(earlier);
            return;
        }
        let says = match walk.turns {
            1 => "The words have another voice now.".to_owned(),
            n => format!("{} another voice now.", show::count(n, "turn has", "turns have")),
        };
        let facts = (facts.body != walk.call.body).then_some((facts, walk.call.body));
        offer_back(review, says, Way { call, words: Some((after, walk.before.body)), facts, trashed: Vec::new() });
    });
}

/// The words as the next version of what is stored.
fn rewritten(session: Session, call: CallId, earlier: &Record<Transcript>, words: Transcript) -> (Record<Transcript>, Batch) {
    let stamp = session.stamp(Some(&earlier.stamp), &[]);
    let record = Record { stamp: stamp.clone(), body: CallTranscript { call, transcript: words.clone() } };
    (Record { stamp, body: words }, Batch::default().transcript(&record))
}

/// The way back: from what is stored now to what was before, where that changed.
#[derive(Clone)]
pub(in crate::ui::pages::call) struct Way {
    pub call: CallId,
    pub words: Option<(Record<Transcript>, Transcript)>,
    pub facts: Option<(Record<Call>, Call)>,
    /// What went into the trash with it.
    pub trashed: Vec<String>,
}

/// Offers a way back.
pub(in crate::ui::pages::call) fn offer_back(review: Review, says: String, way: Way) {
    let back: Undo = Arc::new(move || {
        review.back.try_set_value(None);
        leptos::task::spawn_local(go_back(review, way.clone()));
    });
    // The key takes it back as well, until the card is edited.
    review.back.try_set_value(Some(back.clone()));
    review.session.say_undo(says, move || back());
}

async fn go_back(review: Review, way: Way) {
    let session = review.session;
    if !way.trashed.is_empty() {
        if let Err(err) = session.restore(&way.trashed).await {
            session.complain(err);
        } else if let Ok(people) = session.db().people().await {
            review.people.try_set(people.records);
        }
    }
    let words = way.words.map(|(after, before)| rewritten(session, way.call, &after, before));
    let facts = way.facts.map(|(after, before)| Record { stamp: session.stamp(Some(&after.stamp), &[]), body: before });
    let (words, batch) = words.map_or((None, Batch::default()), |(words, batch)| (Some(words), batch));
    let batch = facts.iter().fold(batch, |batch, it| batch.call(it));
    if session.commit(batch).await.is_ok() {
        // The page may show another call by now, or be gone.
        if let Some(words) = words {
            review.transcript.try_set(Some(words));
        }
        if let Some(facts) = facts {
            review.call.try_set(facts);
        }
    }
}
