//! What a person does with comments and key moments, and on which card it stands.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Said, Talk, Writing, thread};
use crate::browser::{clock, ids, prefs, selection};
use crate::domain::id::{CardId, CommentId};
use crate::domain::record::Record;
use crate::domain::scorecard::comment::{self, CommentKind, KeyMoment};
use crate::domain::scorecard::{Comment, Scorecard};
use crate::domain::transcript::Moment;
use crate::ui::components::scroll::to_element;
use crate::ui::pages::call::cards::blank;
use crate::ui::pages::call::evidence::selected;
use crate::ui::pages::call::review::Review;
use crate::ui::stored_card;

impl Review {
    /// The moment in hand: the selected words, else the current turn.
    fn moment_in_hand(self) -> Option<Moment> {
        selected(self).or_else(|| self.now.get_untracked().and_then(|it| self.start_of(it)))
    }

    /// Begins a comment on the moment in hand, or on the whole call where there is none.
    pub fn begin_comment(self) {
        let moment = self.moment_in_hand();
        let turn = moment.as_ref().and_then(|it| untrack(|| self.turn_of(it)));
        self.write_at(Writing { moment, turn, reply_to: None, before: None });
    }

    /// Begins a comment on the whole call.
    pub fn begin_comment_on_all(self) {
        self.write_at(Writing { moment: None, turn: None, reply_to: None, before: None });
    }

    /// Opens the field for something new; what was begun elsewhere and has words is finished first.
    pub fn write_at(self, writing: Writing) {
        let Talk { writing: now, text, kind, listed, back, .. } = self.talk;
        if now.with_untracked(Option::is_some) && text.with_untracked(|it| !it.trim().is_empty()) {
            self.session.hint("A comment is being written: keep it or leave it first.");
            if back.with_value(Option::is_none) {
                back.set_value(document().active_element().and_then(|it| it.dyn_into().ok()));
            }
            thread::to_field();
            return;
        }
        let (said, was) = writing.before.as_ref().map_or((String::new(), CommentKind::Coach), |(_, it)| (it.text.clone(), it.kind));
        text.set(said);
        kind.set(was);
        back.set_value(document().active_element().and_then(|it| it.dyn_into().ok()));
        let is_listed = writing.turn.is_none();
        listed.update(|it| *it = *it || is_listed);
        self.pane.set(if is_listed { "card" } else { "words" });
        now.set(Some(writing));
        selection::clear();
        thread::to_field();
    }

    /// Where an unfinished comment on this call is kept, so that a reload loses nothing.
    fn unkept(self) -> String {
        format!("comment.{}", self.call.with_untracked(|it| it.body.id))
    }

    /// The words of the comment that is being written.
    pub fn write_comment(self, text: String) {
        self.talk.text.set(text);
        let Talk { writing, text, kind, .. } = self.talk;
        let all = writing.with_untracked(|writing| text.with_untracked(|it| serde_json::to_string(&(writing, it, kind.get_untracked()))));
        prefs::set(&self.unkept(), &all.unwrap_or_default());
    }

    /// Takes up the comment that was being written when the page was left, where it hung.
    pub(super) fn take_up_comment(self) {
        let all = prefs::get(&self.unkept()).unwrap_or_default();
        let Ok((Some(writing), said, was)) = serde_json::from_str::<(Option<Writing>, String, CommentKind)>(&all) else { return };
        // What it changed or replied to may be gone.
        let is_there =
            |id: &CommentId| self.cards.with_untracked(|all| all.iter().any(|it| it.body.comments.iter().any(|it| it.id == *id)));
        let before = writing.before.filter(|it| is_there(&it.1.id));
        let reply_to = writing.reply_to.filter(is_there);
        let turn = writing.moment.as_ref().and_then(|it| untrack(|| self.turn_of(it))).or(writing.turn);
        let Talk { writing: now, text, kind, listed, .. } = self.talk;
        text.set(said);
        kind.set(was);
        listed.update(|it| *it = *it || turn.is_none());
        now.set(Some(Writing { moment: writing.moment, turn, reply_to, before }));
    }

    /// Closes the field and gives the focus back.
    pub fn leave_comment(self) {
        prefs::remove(&self.unkept());
        self.talk.writing.set(None);
        self.talk.text.set(String::new());
        let back = self.talk.back.try_update_value(Option::take).flatten();
        if let Some(back) = back.filter(|it| it.is_connected()) {
            let _ = back.focus();
        }
    }

    /// Keeps what was written.
    pub fn keep_comment(self) {
        let Some(writing) = self.talk.writing.get_untracked() else { return };
        let text = self.talk.text.with_untracked(|it| it.trim().to_owned());
        if text.is_empty() {
            self.session.hint("Write a word or two first.");
            return;
        }
        let kind = self.talk.kind.get_untracked();
        let (card, comment) = match writing.before {
            Some((card, before)) => (self.card_called(card), Comment { kind, text, ..before }),
            None => {
                let by = self.me();
                let Writing { moment, reply_to, .. } = writing;
                if moment.is_none() && reply_to.is_none() {
                    // What stands beside no turn is seen in the list.
                    self.talk.listed.set(true);
                }
                let comment = Comment { id: CommentId(ids::new()), by, at: clock::now(), kind, moment, reply_to, text };
                (Some(self.own_card()), comment)
            }
        };
        if card.as_ref().is_some_and(|it| self.asks_who(it)) {
            // The words stay in the field.
            return self.once_known(Self::keep_comment);
        }
        // The thread is drawn anew: where that takes the focus away, the thread itself has it.
        let thread = thread::thread_id(comment.reply_to.unwrap_or(comment.id));
        if let Some(card) = card {
            self.change_card(card, |it| comment::say(it, comment));
        }
        self.session.settled();
        self.leave_comment();
        thread::focus_if_lost(thread);
    }

    /// Deletes an own comment; it can be taken back.
    pub fn delete_comment(self, said: &Said) {
        let Some(card) = self.card_called(said.card) else { return };
        let id = said.comment.id;
        self.change_card(card, |it| drop(comment::unsay(it, id)));
        let comment = said.comment.clone();
        self.offer_back("Comment deleted.", said.card, move |it| comment::say(it, comment.clone()));
    }

    /// Keeps the moment in hand for the session, and goes to where one says why.
    pub fn keep_moment(self) {
        let Some(moment) = self.moment_in_hand() else {
            self.session.hint("Stand at a moment first: select words, or press those of a turn.");
            return;
        };
        selection::clear();
        // Asked who writes, one comes back from there to where one was.
        let focused = document().active_element().filter(|it| it.closest("dialog").ok().flatten().is_none());
        if let Some(back) = focused {
            self.talk.back.set_value(back.dyn_into().ok());
        }
        self.now.set(untrack(|| self.turn_of(&moment)));
        let id = thread::why_id(&moment);
        let is_kept = untrack(|| self.kept()).iter().any(|it| it.key.moment == moment);
        if !is_kept {
            let card = self.own_card();
            if self.asks_who(&card) {
                return self.once_known(Self::keep_moment);
            }
            self.change_card(card, |it| comment::keep(it, KeyMoment { moment, why: String::new() }));
        }
        to_element(id);
    }

    /// Gives the focus back to what had it before a moment was kept.
    pub fn go_back(self) {
        if let Some(back) = self.talk.back.try_update_value(Option::take).flatten() {
            let _ = back.focus();
        }
    }

    /// Says why a moment is kept.
    pub fn say_why(self, card: CardId, key: KeyMoment) {
        if let Some(card) = self.card_called(card) {
            self.change_card(card, |it| comment::keep(it, key));
        }
    }

    /// Lets go of a moment; it can be taken back.
    pub fn let_go(self, card: CardId, moment: &Moment) {
        let Some(record) = self.card_called(card) else { return };
        let Some(key) = record.body.key_moments.iter().find(|it| it.moment == *moment).cloned() else { return };
        self.change_card(record, |it| it.key_moments.retain(|it| it.moment != key.moment));
        self.offer_back("Key moment taken off.", card, move |it| comment::keep(it, key.clone()));
    }

    /// The card on which whoever uses this copy speaks: the shown one where it is theirs, else their own, begun where
    /// there is none.
    fn own_card(self) -> Record<Scorecard> {
        let viewer = untrack(|| self.viewer());
        let shown = self.card.get_untracked();
        if viewer.speaks_on(&shown.body) {
            return shown;
        }
        let own = |it: &&Record<Scorecard>| viewer.wrote(&it.body);
        let stored = self.cards.with_untracked(|all| all.iter().filter(own).max_by_key(|it| it.body.created_at).cloned());
        stored.unwrap_or_else(|| {
            let mut card = blank(self.session, &self.call.read_untracked().body, viewer.role);
            card.body.rubric = shown.body.rubric;
            card
        })
    }

    /// A card of the call, the shown one as it is now.
    pub fn card_called(self, id: CardId) -> Option<Record<Scorecard>> {
        let shown = self.card.get_untracked();
        if shown.body.id == id {
            return Some(shown);
        }
        self.cards.with_untracked(|all| all.iter().find(|it| it.body.id == id).cloned())
    }

    /// Changes what goes on after submission: of the shown draft as one more edit, of any other card at once.
    pub fn change_card(self, card: Record<Scorecard>, change: impl FnOnce(&mut Scorecard)) {
        let is_shown = self.card.with_untracked(|it| it.body.id == card.body.id);
        if is_shown && !self.is_frozen_now() {
            let mut body = card.body;
            change(&mut body);
            // Where it must first be said who scores, the shown card may be another by then.
            self.edit(move |it| {
                if it.id == body.id {
                    *it = body;
                }
            });
            self.flush();
            return;
        }
        self.flush();
        let mut card = card;
        change(&mut card.body);
        self.store(card);
    }

    /// Says what was taken away and offers to bring it back, also when the page is gone by then.
    pub fn offer_back(self, text: &str, card: CardId, change: impl Fn(&mut Scorecard) + Clone + Send + Sync + 'static) {
        let (session, call, people) = (self.session, self.call.with_untracked(|it| it.body.id), self.people.get_untracked());
        session.say_undo(text, move || {
            self.flush();
            leptos::task::spawn_local(stored_card::change(session, call, card, people.clone(), change.clone()));
        });
    }
}
