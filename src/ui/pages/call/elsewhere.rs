//! What other tabs do to the call that is open here: it is followed, and where both have changed something nothing is lost
//! in silence.

use leptos::prelude::*;

use super::cards::card_of;
use super::named;
use super::review::{Dialog, Review};
use crate::browser::ids;
use crate::domain::history::History;
use crate::domain::id::{CallId, CardId};
use crate::domain::record::Record;
use crate::domain::scorecard::elsewhere::{Rejoined, Told, meet};
use crate::domain::scorecard::{CardRole, Scorecard, says};
use crate::storage::{Batch, Db, Refusal, StorageError, Why};
use crate::ui::session::Session;
use crate::ui::{pending, saves};

/// What another tab has made of the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gone {
    /// It was deleted.
    Deleted,
    /// It was erased for ever.
    Erased,
}

/// What is said where the same was changed in two tabs.
const BOTH: &str = "The same was changed in another tab at this moment: what you see is as you changed it here.";

impl Review {
    /// Whether the call is not there any more: then nothing of it is written.
    pub(super) fn is_gone(self) -> bool {
        self.gone.with_untracked(Option::is_some)
    }

    /// Follows what other tabs do to this call and its cards: a newer version of the shown card takes its place, and a blank
    /// draft gives way to one begun elsewhere. While an edit is not kept yet no card is taken over.
    pub(super) fn follow_storage(self) {
        Effect::new(move |before: Option<()>| {
            self.session.follow_at_once();
            if before.is_none() {
                return;
            }
            let (session, call) = (self.session, self.call.read_untracked().body.id);
            leptos::task::spawn_local(async move {
                let Ok(found) = session.db().cards_of(call).await else { return };
                if self.unsaved.try_get_untracked() == Some(false) && session.saves().is_idle() {
                    self.take_over(found.records);
                }
            });
        });
        Effect::new(move |before: Option<()>| {
            self.session.follow_elsewhere();
            if before.is_some() {
                // A failure is met again by whoever writes.
                leptos::task::spawn_local(async move { drop(self.look_again().await) });
            }
        });
    }

    fn take_over(self, stored: Vec<Record<Scorecard>>) {
        let shown = self.card.get_untracked();
        let newer = match stored.iter().find(|it| it.body.id == shown.body.id) {
            Some(same) => Some(same.clone()).filter(|it| it.stamp.version > shown.stamp.version),
            None => {
                let of = |cards: &[Record<Scorecard>]| {
                    self.rubrics.with_value(|known| card_of(cards, known, self.role.get_untracked(), self.me()))
                };
                // Not a frozen one where there was one before: the person may have begun to score again.
                let again = self.cards.with_untracked(|it| of(it).is_some());
                let anybody = shown.body.scorer.is_none() && !matches!(shown.body.role, CardRole::Peer | CardRole::Calibration);
                of(&stored)
                    .filter(|_| !self.is_beside(&shown.body))
                    .filter(|it| !(again && it.body.is_frozen()) && (anybody || it.body.scorer == shown.body.scorer))
            }
        };
        self.cards.set(stored.clone());
        self.base.set_value(stored);
        if let Some(card) = newer {
            // The way back would lead over what the other tab wrote.
            self.history.set(History::default());
            self.card.set(card);
        }
    }

    /// Reads the call, its words and the people again.
    pub(super) async fn look_again(self) -> Result<(), StorageError> {
        let (db, Some(id)) = (self.session.db(), self.call.try_with_untracked(|it| it.body.id)) else { return Ok(()) };
        let Some(call) = db.call(id).await? else {
            let gone = if is_erased(&db, id).await? { Gone::Erased } else { Gone::Deleted };
            self.close(gone);
            return Ok(());
        };
        let (words, people, rubrics) = (db.transcript(id).await?, db.people().await?.records, db.rubrics().await?.records);
        if self.gone.try_get_untracked().flatten() == Some(Gone::Deleted) {
            // Brought back elsewhere.
            match self.dialog.try_get_untracked() {
                Some(Dialog::Details) => self.gone.set(None),
                _ => drop(self.again.try_update(|it| *it += 1)),
            }
        }
        let words = words.map(|it| Record { stamp: it.stamp, body: it.body.transcript });
        if self.people.try_with_untracked(|it| *it != people) == Some(true) {
            self.people.set(people);
        }
        if self.rubrics.try_with_value(|it| *it != rubrics) == Some(true) {
            self.rubrics.set_value(rubrics);
            // What the card is shown by may be another now.
            self.card.update(|_| {});
        }
        if self.call.try_with_untracked(|it| *it != call) == Some(true) {
            self.call.set(call);
        }
        if self.transcript.try_with_untracked(|it| *it != words) == Some(true) {
            self.transcript.set(words);
        }
        Ok(())
    }

    /// Shows that the call is not there any more, in its place.
    fn close(self, gone: Gone) {
        if self.gone.try_with_untracked(|it| *it != Some(gone)) == Some(true) {
            if self.unsaved.get_untracked() && gone == Gone::Deleted {
                let shown = self.card.get_untracked();
                let stamp = self.session.stamp(Some(&shown.stamp), &self.people.get_untracked());
                leptos::task::spawn_local(follow_call(self.session, Record { stamp, ..shown }));
            }
            self.unsaved.set(false);
            self.gone.set(Some(gone));
        }
    }

    /// A card is kept: what is made from it from now on is made from this version.
    fn made_from(self, card: Record<Scorecard>) {
        self.base.try_update_value(|all| match all.iter_mut().find(|it| it.body.id == card.body.id) {
            Some(slot) => *slot = card,
            None => all.push(card),
        });
    }

    /// The card of this id as it was last known to be stored.
    pub(super) fn base_of(self, card: &Scorecard) -> Option<Record<Scorecard>> {
        self.base.with_value(|all| all.iter().find(|it| it.body.id == card.id).cloned())
    }

    /// Keeps a card that was made from `base`, or begun where the cards `known` were there, and meets what another tab has done
    /// meanwhile. The page may be gone by then.
    pub(super) async fn keep(self, base: Option<Record<Scorecard>>, known: Vec<CardId>, card: Record<Scorecard>) {
        let session = self.session;
        let batch = Batch::default().card(&card);
        let batch = if base.is_none() { batch.begun(card.body.id, known) } else { batch };
        let batch = if card.body.is_frozen() { batch.strictly() } else { batch };
        // A failure is shown by the shell; the edit waits and goes out again.
        match session.edit(batch).await {
            Ok(()) => {
                pending::done(session.is_sample());
                self.made_from(card);
            }
            Err(StorageError::Refused(it)) => {
                pending::done(session.is_sample());
                self.refused(base, card, *it);
            }
            Err(_) => {}
        }
    }

    fn refused(self, base: Option<Record<Scorecard>>, mine: Record<Scorecard>, refusal: Refusal) {
        let theirs = refusal.now.as_deref().and_then(|it| serde_json::from_slice::<Record<Scorecard>>(it).ok());
        let Some(shown) = self.card.try_get_untracked() else {
            // The page was left meanwhile.
            return leptos::task::spawn_local(meet_later(self.session, base, mine, StorageError::Refused(Box::new(refusal))));
        };
        let is_shown = shown.body.id == mine.body.id;
        // With what was done to it since.
        let mine = if is_shown { shown } else { mine };
        let theirs = match (refusal.why, theirs) {
            (Why::Changed, Some(theirs)) => theirs,
            (Why::Erased, _) => return self.close(Gone::Erased),
            (Why::Unnamed(named), _) => return leptos::task::spawn_local(self.name_again(named, mine)),
            _ => {
                self.unsaved.set(false);
                self.close(Gone::Deleted);
                return leptos::task::spawn_local(follow_call(self.session, mine));
            }
        };
        if self.base.with_value(|all| all.contains(&theirs)) {
            // An edit after the one that was refused first: it is in what became of that.
            return;
        }
        let met = meet(base.as_ref().map(|it| &it.body), &mine.body, &theirs.body);
        let text = self.told(&met, &mine.body);
        let goes_on = met.card != theirs.body;
        let card = Record { stamp: theirs.stamp.clone(), body: met.card };
        self.made_from(theirs);
        self.cards.update(|all| {
            // One that was begun in both tabs goes on as the other's.
            all.retain(|it| ![mine.body.id, card.body.id].contains(&it.body.id));
            all.push(card.clone());
        });
        if is_shown {
            self.history.set(History::default());
            self.unsaved.set(false);
            self.card.set(card.clone());
        }
        if goes_on {
            self.store(card);
        }
        if !text.is_empty() {
            // What was told before and is not read yet stays.
            self.notice.update(|it| *it = if it.contains(&text) { it.clone() } else { format!("{it} {text}").trim().to_owned() });
        }
    }

    fn told(self, met: &Rejoined, mine: &Scorecard) -> String {
        let judged = met.left.iter().map(|it| {
            let comment = if it.comment.is_empty() { String::new() } else { format!(", “{}”", it.comment) };
            self.rubric.with_untracked(|rubric| {
                let item = rubric.item(&it.item);
                let title = item.map_or(it.item.as_str(), |it| it.title.as_str());
                format!("{title}: {}{comment}", says(item, it.given.as_ref()))
            })
        });
        let note = (!mine.note.is_empty() && mine.note != met.card.note).then(|| format!("note: “{}”", mine.note));
        let left = judged.chain(note).collect::<Vec<_>>().join("; ");
        let text = match met.told {
            Told::Nothing => String::new(),
            Told::Both => BOTH.to_owned(),
            Told::NotSubmitted => {
                "Not submitted: the card was changed in another tab at this moment. Look at it as it is now, then submit it.".to_owned()
            }
            Told::Sealed => format!(
                "This card was submitted in another tab, so your last edit is not in it ({}). Choose “Score again” to judge anew.",
                if left.is_empty() { "the focus" } else { &left }
            ),
        };
        text + &over(met)
    }

    pub(super) async fn bring_back(self) -> Result<(), StorageError> {
        let (session, id) = (self.session, self.call.read_untracked().body.id.to_string());
        match session.db().trashed_call(&id).await? {
            Some(key) => session.restore(&[key]).await?,
            None => return Err(StorageError::NotInTrash),
        }
        self.again.try_update(|it| *it += 1);
        Ok(())
    }
}

/// The card of a call that was deleted meanwhile goes to the trash with it, where the call is there.
async fn follow_call(session: Session, mut card: Record<Scorecard>) {
    let writer = session.settings.with_untracked(|it| it.writer.clone());
    card.stamp.version = card.stamp.version.recounted(&writer, &ids::new().to_string());
    let batch = Batch::default().card(&card);
    match session.db().follow_calls(&batch).await {
        // It has come back meanwhile. A failure is shown by the shell.
        Ok(0) if session.db().call(card.body.call).await.is_ok_and(|it| it.is_some()) => drop(session.commit(batch).await),
        Ok(0) => session.complain("This call is not in this workspace any more, so your last edit was not kept."),
        Ok(_) => session.complain(saves::IN_TRASH),
        Err(err) => session.complain(err),
    }
}

/// As [`Review::refused`] where the page was left: there is nobody to show it to but the edge of the page.
async fn meet_later(session: Session, base: Option<Record<Scorecard>>, mut mine: Record<Scorecard>, mut err: StorageError) {
    while let StorageError::Refused(it) = &err {
        if it.why == Why::Deleted {
            return follow_call(session, mine).await;
        }
        if let Why::Unnamed(named) = &it.why {
            match named::again(session, named, &mut mine.body).await {
                Ok(_) => match session.edit(Batch::default().card(&mine)).await {
                    Ok(()) => return,
                    Err(next) => err = next,
                },
                Err(why) => return session.complain(why),
            }
            continue;
        }
        let theirs = it.now.as_deref().and_then(|it| serde_json::from_slice::<Record<Scorecard>>(it).ok());
        let Some(theirs) = theirs else { break };
        let met = meet(base.as_ref().map(|it| &it.body), &mine.body, &theirs.body);
        if met.told == Told::Sealed {
            break;
        }
        if met.card == theirs.body {
            return;
        }
        mine = Record { stamp: session.stamp(Some(&theirs.stamp), &[]), body: met.card.clone() };
        match session.edit(Batch::default().card(&mine)).await {
            Err(again) => err = again,
            Ok(()) if met.over.is_empty() => return,
            Ok(()) => return session.complain(format!("{BOTH}{}", over(&met))),
        }
    }
    session.complain(err);
}

/// What was written there in the same place, so that it can be copied: it stands nowhere any more.
fn over(met: &Rejoined) -> String {
    met.over.iter().map(|it| format!(" In the other tab was written: “{it}”.")).collect()
}

async fn is_erased(db: &Db, id: CallId) -> Result<bool, StorageError> {
    let key = id.to_string();
    Ok(db.erasures().await?.iter().flat_map(|it| &it.of).any(|it| it.kind == "call" && it.key == key))
}
