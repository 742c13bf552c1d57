//! What a sentence plans and who says yes to it: a next step, a day, a commitment, an appointment.

use super::hearing::{Heard, Said};
use super::lexicon::Topic;
use super::questions::Asked;
use crate::domain::transcript::Side;

/// A sentence of so many words that names a day and a time is about the appointment.
const SHORT: usize = 15;

/// So many words before a yes, or in a question that goes on with a plan, are but an aside.
const ASIDE: usize = 3;

/// How many sentences before its time a day may be named.
const DAY_BEFORE: usize = 5;

/// How many turns after a plan a yes may stand and still be a yes to it.
const ANSWERS_WITHIN: usize = 2;

/// A yes comes in one of so many first sentences of an answer.
const ANSWER_IN: usize = 3;

/// A sentence of so many words that names a day is about the step before it.
const NAMES_A_DAY: usize = 8;

/// How many sentences before a question whether it suits a plan may stand.
const PLANNED: usize = 3;

/// What a plan without a verb has nothing of.
const NO_PLAN: &[Topic] = &[Topic::NotStep, Topic::ObjectsTiming, Topic::Hedge, Topic::VagueDate, Topic::If];

impl Heard {
    /// Whether it names an owner for what is said.
    pub fn has_owner(&self, said: &Said) -> bool {
        said.on(Topic::Owner)
    }

    /// Whether it says when; "sometime next week" says it of no day.
    pub fn has_date(&self, said: &Said) -> bool {
        said.touches(const { Topic::set(&[Topic::Date, Topic::Time]) }) && !said.on(Topic::VagueDate)
    }

    /// Whether it names a day or an hour; "next week" names none.
    pub fn has_day(&self, said: &Said) -> bool {
        self.has_date(said) && (!said.on(Topic::Week) || said.on(Topic::Time))
    }

    /// Whether one of the short sentences right after sentence `at` names its day: "I'll invite Peter. Tuesday or Wednesday?"
    pub fn day_after(&self, at: usize) -> bool {
        let names = |it: &Said| it.words <= NAMES_A_DAY && self.has_date(it) && !it.on_any(&[Topic::ObjectsTiming, Topic::Hedge]);
        (at + 1..at + 4).any(|it| self.said.get(it).is_some_and(names))
    }

    /// Whether sentence `at` of ours proposes a day, or asks for something by one, and the prospect's next words say yes
    /// to it.
    pub fn is_agreed(&self, at: usize, said: &Said) -> bool {
        let proposes = (said.asked.is_some_and(Asked::counts) || self.has_appointment(said)) && self.has_day(said);
        if !proposes || !self.is_late(said) || self.side(said) != Side::Ours || said.on(Topic::NotStep) {
            return false;
        }
        let answer = (said.turn + 1..=said.turn + 2).find(|it| self.voices.get(*it).is_some_and(|it| it.side == Side::Theirs));
        let first = answer.map(|it| self.of_turn(it)).unwrap_or_default().iter().take(ANSWER_IN);
        // "I doubt it. He's away until Monday."
        let doubts = first
            .clone()
            .next()
            .is_some_and(|it| it.on_any(&[Topic::ObjectsTiming, Topic::Hedge]) && !it.on_any(&[Topic::Agreement, Topic::Commitment]));
        // What is said after it in the same breath may be what the yes is for.
        let last = self
            .said
            .iter()
            .skip(at + 1)
            .take_while(|it| it.turn == said.turn)
            .all(|it| !it.asked.is_some_and(Asked::counts) || self.has_date(it));
        let yes = |it: &Said| {
            let named = it.words <= NAMES_A_DAY && self.has_day(it) && it.asked.is_none();
            (named || it.on_any(&[Topic::Agreement, Topic::Commitment]))
                && !it.on_any(&[Topic::Hedge, Topic::VagueDate, Topic::ObjectsTiming])
        };
        last && !doubts && first.into_iter().any(yes)
    }

    /// "If you sign by Friday I can do forty" is an offer.
    pub fn bargains(&self, said: &Said) -> bool {
        said.on(Topic::If) && said.on_any(&[Topic::Price, Topic::NotStep])
    }

    /// Whether it says what happens next. In the middle of a call only with owner and date, for "we can send it" is
    /// mostly talk of the product there; towards the end either will do.
    pub fn is_step(&self, said: &Said) -> bool {
        if !said.touches(const { Topic::set(&[Topic::Step, Topic::WeakStep]) })
            || said.on(Topic::NotStep)
            || said.asked == Some(Asked::Open)
        {
            return false;
        }
        let (owner, date) = (self.has_owner(said), self.has_date(said));
        // "Just send me something, I'll get back to you" puts off; "I'll send you something" is no more than polite.
        let puts_off = self.side(said) == Side::Theirs && said.on(Topic::ObjectsTiming);
        if !date && (puts_off || said.on(Topic::VagueStep)) {
            return false;
        }
        if self.is_late(said) {
            (said.on(Topic::Step) && (owner || date)) || (said.on(Topic::WeakStep) && owner && date && !self.bargains(said))
        } else {
            said.on(Topic::Step) && owner && said.on(Topic::Date)
        }
    }

    /// Whether sentence `at` says what happens next, or proposes a day that the prospect says yes to.
    pub fn is_next_step(&self, at: usize, said: &Said) -> bool {
        self.is_step(said) || self.is_agreed(at, said)
    }

    /// Whether the prospect agrees to go on: in so many words, or by a yes to a plan just made.
    pub fn is_commitment(&self, said: &Said) -> bool {
        let theirs = self.side(said) == Side::Theirs && !said.asked.is_some_and(Asked::counts);
        let stalls = said.on(Topic::ObjectsTiming);
        let yes = said.on(Topic::Agreement) && said.words <= SHORT && !said.on(Topic::Objection);
        let agrees = || said.on(Topic::Commitment) || (yes && self.answers_plan(said));
        theirs && self.is_late(said) && !stalls && !said.on(Topic::NotStep) && agrees()
    }

    /// Whether it says again who does what when, without a verb: "So papers on Sunday from you, price on Thursday from me."
    pub fn names_days(&self, said: &Said) -> bool {
        let ours = self.side(said) == Side::Ours && said.asked.is_none();
        ours && said.words <= SHORT && self.is_late(said) && self.has_day(said) && !said.on_any(NO_PLAN)
    }

    /// Whether the prospect takes something on for a day: "I'll let you know by Tuesday", "I take it to her on Friday." A day
    /// on which it cannot be, or perhaps, is none.
    pub fn takes_on(&self, said: &Said) -> bool {
        let theirs = self.side(said) == Side::Theirs && !said.asked.is_some_and(Asked::counts);
        theirs
            && self.is_late(said)
            && self.has_owner(said)
            && self.has_day(said)
            && !said.on_any(&[Topic::NotStep, Topic::ObjectsTiming, Topic::If])
    }

    /// Whether it begins the answer to a plan of ours, or to a question whether it suits; a question about anything
    /// else in between takes the yes for itself.
    fn answers_plan(&self, said: &Said) -> bool {
        // "Hang on. It's thinking. Yep, that's in."
        let first = self.of_turn(said.turn).iter().take_while(|it| it.from < said.from).all(|it| it.words <= ASIDE);
        let dates = |it: &Said| it.asked == Some(Asked::Closed) && self.has_day(it) && !it.on(Topic::NotStep);
        let plans = |it: &Said| self.is_step(it) || it.on(Topic::Invite) || self.is_confirm(it) || dates(it) || self.names_days(it);
        let Some(turn) = self.ours_before(said.turn, ANSWERS_WITHIN).filter(|_| first) else { return false };
        let asked = |it: &Said| it.asked.is_some_and(Asked::counts) && !plans(it);
        match self.end_before(turn, said, 1).next() {
            // "Eleven?" goes on with the plan before it.
            Some(it) if asked(it) && it.words <= ASIDE && it.asked == Some(Asked::Closed) => {
                self.ours_before(turn, ANSWERS_WITHIN).is_some_and(|turn| self.end_before(turn, said, 2).any(plans))
            }
            Some(it) if asked(it) => false,
            _ => self.end_before(turn, said, 3).any(plans),
        }
    }

    /// Whether it asks for agreement. "How does that sound?" right after what was shown asks for an opinion of it.
    pub fn is_confirm(&self, said: &Said) -> bool {
        said.on(Topic::Confirm) && (!said.on(Topic::Check) || self.follows_plan(said))
    }

    /// Whether one of the sentences before it in the same turn plans or names a day.
    pub fn follows_plan(&self, said: &Said) -> bool {
        let at = self.index(said);
        let before = self.said.get(at.saturating_sub(PLANNED)..at).unwrap_or_default();
        before.iter().any(|it| it.turn == said.turn && (self.is_step(it) || self.has_date(it) || it.on_any(&[Topic::Step, Topic::Invite])))
    }

    /// The last turn of ours among so many before `turn`.
    fn ours_before(&self, turn: usize, within: usize) -> Option<usize> {
        (turn.saturating_sub(within)..turn).rev().find(|it| self.voices.get(*it).is_some_and(|it| it.side == Side::Ours))
    }

    /// Whether it answers our question whether a plan suits: "Agreed?", "Does Friday work?"
    pub fn answers_confirm(&self, said: &Said) -> bool {
        let turn = self.ours_before(said.turn, ANSWERS_WITHIN);
        turn.is_some_and(|turn| self.end_before(turn, said, 1).any(|it| it.asked.is_some() && it.on(Topic::Confirm)))
    }

    /// Whether it names a day and a time for what comes, towards the end. "Thursday at ten, then." is short or a step;
    /// in a long sentence it may be of anything.
    pub fn has_appointment(&self, said: &Said) -> bool {
        let fixes = || said.words <= SHORT || self.is_step(said) || said.on(Topic::Invite);
        let timed = said.on(Topic::Time) && self.is_late(said) && !said.on_any(&[Topic::NotStep, Topic::VagueDate]) && fixes();
        timed && (said.on(Topic::Date) || (said.words <= SHORT / 2 && self.follows_day(said)))
    }

    /// Whether a day was agreed on right before it: "On the ninth, then?" "Fine." "Seven in the morning."
    fn follows_day(&self, said: &Said) -> bool {
        let at = self.index(said);
        let before = self.said.get(at.saturating_sub(DAY_BEFORE)..at).unwrap_or_default();
        let agrees = self.side(said) == Side::Ours || said.on_any(&[Topic::Agreement, Topic::Commitment]);
        agrees && before.iter().any(|it| self.has_date(it) && (self.is_step(it) || self.is_commitment(it) || it.on(Topic::Confirm)))
    }

    /// Whether the next meeting is fixed or an invite spoken of.
    pub fn is_fixed(&self, said: &Said) -> bool {
        self.has_appointment(said) || (said.on(Topic::Invite) && self.is_late(said))
    }
}
