//! Whether our side asks how what it said lands, for a nod to it, or how near a yes is.

use super::hearing::{Heard, Said};
use super::lexicon::Topic;
use super::questions::Asked;

/// A remark of so many words may be nothing but a stop: "Let me pause there."
const REMARK: usize = 8;

/// The fewest words that ask for more than a nod.
const CHECKING: usize = 4;

/// "So, does that make sense?" has so many words and asks for a nod.
const NOD: usize = 5;

/// A question of so many words after what was said asks for a nod to it.
const ASKS_FOR_NOD: usize = 4;

/// So many words tell something that a question can be about.
const SHOWN: usize = 25;

/// So many of the prospect's own words make it the prospect's matter.
const OWN: u8 = 2;

/// From so much of a call on, what is asked after a plan is whether anything is left.
const LAST: (usize, usize) = (17, 20);

/// Before so much of a call what names a day tells how things go on that day, and plans nothing.
const PLANNED: (usize, usize) = (3, 4);

/// Asks for a yes to what is planned, not for what has been understood.
const PLANS: Topic = Topic::TrialClose;

impl Heard {
    /// Whether it asks how what was said lands, in more than a nod.
    pub fn is_check(&self, said: &Said) -> bool {
        // "Make sense?" at the end of a stretch leaves only room for a yes; "Have I got that right?" is asked to be set right.
        let short = said.asked == Some(Asked::Closed) && said.words <= NOD && said.on(Topic::Tag) && !said.on(Topic::SummaryCheck);
        said.asked != Some(Asked::Tag) && !short && self.is_landing(said)
    }

    /// Whether it asks at least for a nod to what was said. Once the next steps are being agreed, it is them that are checked,
    /// and in the opening the agenda.
    pub fn is_landing(&self, said: &Said) -> bool {
        let checks = said.on(Topic::Check) && (said.asked.is_some() || said.words <= REMARK);
        // "Does that put your mind at rest?" after something told is one, in whatever words.
        let points_back = || said.on(Topic::Turned) && said.asked == Some(Asked::Closed) && said.mirrors < OWN && self.told_before(said);
        if said.on(PLANS)
            || !(checks || points_back() || self.hands_over(said))
            || (said.on_any(&[Topic::AgendaCheck, Topic::Agenda]) && self.is_early(said))
        {
            return false;
        }
        let planned = || self.said.iter().find(|it| self.is_late(it) && self.is_step(it)).map_or(self.words, |it| it.before);
        let leaves = || said.before * LAST.1 >= self.words * LAST.0 && said.before >= planned();
        !(leaves() || said.before * PLANNED.1 >= self.words * PLANNED.0 && self.follows_plan(said))
    }

    /// Whether it ends a stretch that showed something with a short question: "Would they do it?" What goes on with a plan or
    /// asks for a number does not.
    fn hands_over(&self, said: &Said) -> bool {
        const OTHER: &[Topic] =
            &[Topic::Price, Topic::Step, Topic::Date, Topic::Time, Topic::Confirm, Topic::HowMany, Topic::ShortFact, Topic::AskAuthority];
        let last = self.of_turn(said.turn).last().is_some_and(|it| it.from == said.from);
        let asks = said.asked.is_some_and(Asked::counts) && (CHECKING..=REMARK).contains(&said.words);
        last && asks && !self.is_early(said) && !said.on_any(OTHER) && self.told_before(said)
    }

    /// The few words that end the turn of `said` and ask whether it is right: "Okay for you?", "Agreed?"
    pub fn asks_for_nod(&self, said: &Said) -> Option<(usize, &Said)> {
        let last = self.of_turn(said.turn).last()?;
        let nod = matches!(last.asked, Some(Asked::Closed | Asked::Tag | Asked::BackChannel)) && last.words <= ASKS_FOR_NOD;
        (nod && last.from > said.from && !self.has_date(last)).then(|| (self.index(last), last))
    }

    /// Whether it asks how near the prospect is to a yes.
    pub fn is_trial_close(&self, said: &Said) -> bool {
        said.on(Topic::TrialClose) && said.asked.is_some_and(Asked::counts)
    }

    /// Whether so much was told before it in the same turn that it may be about it.
    fn told_before(&self, said: &Said) -> bool {
        let told = |it: &&Said| it.from < said.from && !it.asked.is_some_and(Asked::counts);
        self.of_turn(said.turn).iter().filter(told).map(|it| it.words).sum::<usize>() >= SHOWN
    }
}
