//! What a person does to the card under review: judging, evidence, submitting, and how it is kept.

use leptos::prelude::*;

use super::review::Review;
use crate::browser::clock;
use crate::domain::analysis::{self, Suggestion};
use crate::domain::history::History;
use crate::domain::record::Record;
use crate::domain::rubric::Rubric;
use crate::domain::scorecard::evidence::attach;
use crate::domain::scorecard::first::ShownEarly;
use crate::domain::scorecard::{Given, Origin, Scorecard, carry, fill};
use crate::domain::show;
use crate::domain::transcript::Moment;
use crate::ui::pending;
use crate::ui::saves::FLUSH;

/// Said where something is to be taken back, or done again, on a card that is sealed.
const SEALED: &str = "This card is submitted and does not change any more, so nothing is taken back on it or done again.";

/// Said where a suggestion is taken and none has points.
pub(super) const UNSUGGESTED: &str = "No points are suggested here: give some with a digit, or press X where the item does not apply.";

impl Review {
    /// Changes the shown draft; it is saved a moment later. A frozen card is left as it is.
    pub(super) fn edit(self, change: impl FnOnce(&mut Scorecard) + 'static) {
        self.edit_field("", change);
    }

    /// Changes the text of a field: letters typed one after the other are taken back together.
    fn edit_field(self, field: &str, change: impl FnOnce(&mut Scorecard) + 'static) {
        if self.is_frozen_now() {
            return;
        }
        if self.asks_rubric() {
            return;
        }
        if self.asks_who(&self.card.get_untracked()) {
            let field = field.to_owned();
            return self.once_known(move |it| it.edit_field(&field, change));
        }
        self.back.set_value(None);
        self.history.update(|it| it.edit(self.card.with_untracked(|it| it.body.clone()), field));
        self.card.update(|it| change(&mut it.body));
        self.compute();
        self.settle_moment();
        self.unsaved.set(true);
        self.session.settled();
    }

    /// Takes the last edit back, or the voices given since.
    pub fn undo(self) {
        if let Some(back) = self.back.get_value() {
            self.session.toast.set(None);
            return back();
        }
        self.step_to(History::undo);
    }

    /// Does again what was taken back last.
    pub fn redo(self) {
        self.step_to(History::redo);
    }

    fn step_to(self, step: fn(&mut History<Scorecard>, Scorecard) -> Option<Scorecard>) {
        if self.is_frozen_now() {
            if !self.is_gone() {
                self.session.say(SEALED);
            }
            return;
        }
        let now = self.card.with_untracked(|it| it.body.clone());
        if let Some(body) = self.history.try_update(|it| step(it, now)).flatten() {
            // That it was shown early stays said, whatever is taken back.
            self.card.update(|it| it.body = Scorecard { shown_early: it.body.shown_early.take().or(body.shown_early.clone()), ..body });
            self.unsaved.set(true);
        }
    }

    /// Whether the card is frozen, asked without following it.
    pub(super) fn is_frozen_now(self) -> bool {
        self.is_gone() || self.card.with_untracked(|it| it.body.is_frozen())
    }

    /// Fills in the computed items that nobody has judged.
    pub(super) fn compute(self) {
        let rubric = self.rubric.get_untracked();
        let mut filled = self.card.get_untracked();
        if fill::fill(&mut filled.body, &rubric, |metric| self.measured(metric)) {
            self.card.set(filled);
        }
    }

    fn measured(self, metric: &str) -> Option<f64> {
        self.analysis.with_untracked(|it| analysis::scored(it, metric))
    }

    /// Gives points for an item, by hand or as suggested.
    pub fn give(self, item: &str, points: u16) {
        let (suggested, moments) = self.suggestion(item).map_or((None, Vec::new()), |it| (it.points, it.moments));
        let Some(item) = self.rubric.with_untracked(|it| it.item(item).cloned()) else { return };
        let seen = self.seen.get_value();
        self.edit(move |card| fill::give(card.answer_mut(&item.key), &item, points, suggested, &moments, &seen));
    }

    /// Gives something other than plain points.
    pub fn give_as(self, item: &str, given: Given) {
        let item = item.to_owned();
        self.edit(move |card| {
            let answer = card.answer_mut(&item);
            answer.given = Some(given);
            answer.origin = Origin::Hand;
        });
    }

    /// Writes the words of a free text; without any there is none.
    pub fn write(self, item: &str, text: String) {
        let item = item.to_owned();
        self.edit_field(&format!("{item}: words"), move |card| {
            let answer = card.answer_mut(&item);
            answer.given = (!text.trim().is_empty()).then_some(Given::Text(text));
            answer.origin = Origin::Hand;
        });
    }

    /// Scores the draft by another rubric; answers to items both have go along.
    pub fn use_rubric(self, rubric: &Rubric) {
        let (known, old) = (self.known(), self.rubric.get_untracked());
        let rubric = rubric.clone();
        self.asked.set(Vec::new());
        let change = move |card: &mut Scorecard| {
            // What a metric filled in is filled in anew.
            card.answers.retain(|it| it.origin != Origin::Computed);
            carry::move_draft(card, &known, &old, &rubric).map_or(0, |it| it.left.iter().filter(|it| it.given.is_some()).count())
        };
        let left = change(&mut self.card.get_untracked().body);
        self.edit(move |card| {
            let _ = change(card);
        });
        if left > 0 {
            self.session.say(format!("{} not in this rubric; Undo brings them back.", show::count(left, "judgement is", "judgements are")));
        }
    }

    /// Records that the manager's card is shown before the rep's own, and keeps it.
    pub fn release(self, early: ShownEarly) {
        // What is kept has its rubric, which is not asked about again.
        if self.asks_rubric() {
            return;
        }
        self.card.update(|it| it.body.shown_early = Some(early));
        self.unsaved.set(true);
        self.flush();
    }

    /// Takes the suggestion for an item with the moments it rests on: one step to take back.
    pub fn accept(self, item: &str) {
        let Some(Suggestion { points: Some(points), moments, .. }) = self.suggestion(item) else { return };
        let item = item.to_owned();
        self.edit(move |card| fill::accept(card.answer_mut(&item), points, &moments));
    }

    /// The same, but for a hint: of a range, somebody says which points they give. Tells whether it was none.
    pub fn accept_in_passing(self, item: &str) -> bool {
        let hint =
            |it: &Suggestion| self.rubric.with(|all| all.item(item).filter(|item| it.range(item).is_some()).and_then(|item| it.told(item)));
        if let Some(told) = untrack(|| self.suggestion(item).as_ref().and_then(hint)) {
            self.session.hint(format!("Suggested {told}, a hint: give points with a digit, or take it with A."));
            return false;
        }
        self.accept(item);
        true
    }

    /// As [`Self::accept`], saying so where nothing is suggested.
    pub fn accept_or_say(self, item: &str) {
        match self.suggestion(item).and_then(|it| it.points) {
            Some(_) => self.accept(item),
            None => self.session.hint(UNSUGGESTED),
        }
    }

    /// Takes the moments of a suggestion, whatever points are given: one step to take back.
    pub fn take_moments(self, item: &str) {
        let moments = self.suggestion(item).map(|it| it.moments).unwrap_or_default();
        if moments.is_empty() {
            self.session.hint("No moments are suggested for this item.");
            return;
        }
        let item = item.to_owned();
        self.edit(move |card| moments.into_iter().for_each(|it| attach(card.answer_mut(&item), it)));
    }

    /// Marks an item as not applicable; the reason may still be empty while it is typed.
    pub fn not_applicable(self, item: &str, why: String) {
        let item = item.to_owned();
        self.edit_field(&format!("{item}: n/a"), move |card| {
            let answer = card.answer_mut(&item);
            answer.given = Some(Given::NotApplicable(why));
            answer.origin = Origin::Hand;
        });
    }

    /// Takes the judgement of an item back.
    pub fn clear(self, item: &str) {
        let item = item.to_owned();
        self.edit(move |card| card.answer_mut(&item).given = None);
    }

    /// Lets an item rest on a moment too.
    pub fn attach(self, item: &str, moment: Moment) {
        let item = item.to_owned();
        self.edit(move |card| attach(card.answer_mut(&item), moment));
    }

    /// Takes a moment from an item.
    pub fn detach(self, item: &str, moment: &Moment) {
        let (item, moment) = (item.to_owned(), moment.clone());
        self.edit(move |card| card.answer_mut(&item).evidence.retain(|it| *it != moment));
    }

    /// Changes an item's comment.
    pub fn comment(self, item: &str, text: String) {
        let key = item.to_owned();
        self.edit_field(item, move |card| card.answer_mut(&key).comment = text);
    }

    /// Changes the card's focus or note.
    pub fn change(self, change: impl FnOnce(&mut Scorecard) + 'static) {
        self.edit_field("card", change);
    }

    /// Why the card cannot be submitted yet, as a sentence; `None` where it can.
    pub fn why_not_submit(self) -> Option<String> {
        self.rubric.with(|rubric| self.score().why_not_submit(rubric))
    }

    /// Freezes the card and keeps it.
    pub fn submit(self) {
        if self.asks_who(&self.card.get_untracked()) {
            // Not another card, which nobody has looked at.
            let shown = |it: Self| it.card.with_untracked(|it| it.body.id);
            let asked = shown(self);
            return self.once_known(move |it| {
                if shown(it) == asked {
                    super::card::submit(it)
                }
            });
        }
        self.compute();
        if let Some(why) = self.why_not_submit() {
            let due = self.rubric.with_untracked(|rubric| untrack(|| self.score()).next_missing(rubric, None).map(str::to_owned));
            self.active.set(due);
            self.session.complain(why);
            return;
        }
        self.card.update(|it| it.body.submit(clock::now()));
        self.history.set(History::default());
        self.unsaved.set(true);
        self.flush();
        self.session.say("Submitted. The card is sealed: it does not change any more.");
    }

    /// Saves an edit half a second after the last one, and at once when the page is hidden or left.
    pub(super) fn autosave(self) {
        let timer = StoredValue::new_local(None::<gloo::timers::callback::Timeout>);
        Effect::new(move |_| {
            if self.unsaved.get() && self.card.try_read().is_some() {
                let waiting = gloo::timers::callback::Timeout::new(400, move || self.flush());
                timer.try_update_value(|it| *it = Some(waiting));
            }
        });
        let hidden = window_event_listener(leptos::ev::pagehide, move |_| self.flush());
        let covered = window_event_listener(leptos::ev::visibilitychange, move |_| self.flush());
        let asked = window_event_listener(leptos::ev::Custom::<web_sys::Event>::new(FLUSH), move |_| self.flush());
        on_cleanup(move || {
            self.flush();
            hidden.remove();
            covered.remove();
            asked.remove();
        });
    }

    /// Saves a waiting edit now.
    pub fn flush(self) {
        if self.unsaved.try_get_untracked() != Some(true) {
            return;
        }
        self.unsaved.set(false);
        self.store(self.card.get_untracked());
    }

    /// Keeps a card, shown or not, as its next version.
    pub(super) fn store(self, before: Record<Scorecard>) {
        if self.is_gone() {
            return;
        }
        let stamp = self.session.stamp(Some(&before.stamp), &self.people.get_untracked());
        let card = Record { stamp, body: before.body };
        if self.card.with_untracked(|it| it.body.id == card.body.id) {
            self.card.set(card.clone());
        }
        self.cards.update(|cards| match cards.iter_mut().find(|it| it.body.id == card.body.id) {
            Some(slot) => *slot = card.clone(),
            None => cards.push(card.clone()),
        });
        pending::note(self.session.is_sample(), &card);
        let known = self.base.with_value(|all| all.iter().map(|it| it.body.id).collect());
        leptos::task::spawn_local(self.keep(self.base_of(&card.body), known, card));
    }
}
