//! What a sentence amounts to, where more than one phrase decides: a next step, a commitment, a figure of impact.

use super::figures::{Figure, Of};
use super::hearing::{Heard, Said};
use super::lexicon::Topic;
use super::questions::Asked;
use crate::domain::transcript::Side;

impl Figure {
    /// Whether it tells of a business: a rate, or a quantity that is no date and no trifle.
    pub fn tells(&self) -> bool {
        // "A hundred percent" agrees, or is done.
        let is_all = self.of == Of::Share && self.value == 100.0;
        self.rated || (self.telling && !self.dated && !is_all)
    }

    /// Whether a business case can rest on it: money, a share, a rate, or time lost; not the size of something.
    pub fn weighs(&self) -> bool {
        self.tells() && (self.rated || matches!(self.of, Of::Money | Of::Share) || (self.of == Of::Time && self.lossy))
    }
}

/// The fewest words of a doubt; "No, nothing" is none.
const DOUBT: usize = 12;

/// How many sentences a customer's story goes on for its figure to belong to it.
const STORY: usize = 5;

/// A sentence of so many words that names a day and a time is about the appointment.
const SHORT: usize = 15;

/// So many of the prospect's own words make it the prospect's matter.
const OWN: u8 = 2;

/// Who speaks of these speaks of the deal: a figure there is none of their business.
const DEAL: &[Topic] = &[Topic::NotImpact, Topic::Price, Topic::ObjectsPrice, Topic::Buyer, Topic::Source];

/// So many sentences of a price carry over to those after them.
const PRICED: usize = 2;

/// How many sentences back a figure is looked for.
const RECALLED: usize = 300;

/// A remark of so many words may be nothing but a stop: "Let me pause there."
const REMARK: usize = 8;

/// What a customer's story is worth: the sentence with its figure, and whether the customer is like the prospect.
#[derive(Clone, Copy)]
pub(super) struct Story {
    pub figure: Option<usize>,
    pub alike: bool,
    /// One customer's story, not what customers at large are said to see.
    pub told: bool,
}

/// So many words before a yes, or in a question that goes on with a plan, are but an aside.
const ASIDE: usize = 3;

/// How many sentences a summary goes on.
const SUMS_UP: usize = 2;

/// How many sentences before its time a day may be named.
const DAY_BEFORE: usize = 5;

/// How many turns after a plan a yes may stand and still be a yes to it.
const ANSWERS_WITHIN: usize = 2;

impl Heard {
    /// Whether figures in sentence `at` are the prospect's own about their business: said, not asked, and neither of a
    /// price or a budget nor right after we spoke of one.
    pub fn is_impact(&self, at: usize, said: &Said) -> bool {
        let own = self.side(said) == Side::Theirs && !said.asked.is_some_and(Asked::counts);
        own && !said.on_any(DEAL) && !self.answers_price(at, said) && !self.goes_on_about_price(at, said)
    }

    /// Whether the sentence before it in the same breath was of a price: "It is too much. I had two thousand in mind."
    fn goes_on_about_price(&self, at: usize, said: &Said) -> bool {
        let before = self.said.get(at.saturating_sub(PRICED)..at).unwrap_or_default();
        before.iter().any(|it| it.turn == said.turn && it.on_any(&[Topic::Price, Topic::ObjectsPrice]))
    }

    /// Whether a figure was the prospect's before sentence `at`: said again by us, it is no more than heard.
    pub fn is_theirs(&self, at: usize, figure: &Figure) -> bool {
        let before = self.said.get(at.saturating_sub(RECALLED)..at).unwrap_or_default();
        before.iter().any(|it| self.side(it) == Side::Theirs && it.figures.iter().any(|it| it.value == figure.value))
    }

    /// Where a sentence of this call stands.
    fn index(&self, said: &Said) -> usize {
        self.said.partition_point(|it| it.before < said.before)
    }

    /// The figures of impact in sentence `at`.
    pub fn impacts<'a>(&self, at: usize, said: &'a Said) -> impl Iterator<Item = &'a Figure> + use<'a> {
        let impact = !said.figures.is_empty() && self.is_impact(at, said);
        // "How many users? About two thousand." is no money.
        let counts = impact && self.begins_answer(at, said, 1, |it| it.on(Topic::HowMany));
        said.figures.iter().filter(move |it| impact && it.tells() && !it.denied && !(counts && it.of == Of::Money))
    }

    /// Whether a business case can rest on what sentence `at` says of the prospect's business.
    pub fn weighs(&self, at: usize, said: &Said) -> bool {
        self.impacts(at, said).any(|it| it.weighs()) || (said.on(Topic::Share) && self.is_impact(at, said))
    }

    /// Whether it is one of the first `within` sentences after ours that are `wanted`.
    fn begins_answer(&self, at: usize, said: &Said, within: usize, wanted: impl Fn(&Said) -> bool) -> bool {
        let first = self.first_sentence.get(said.turn).is_some_and(|it| at < it + within);
        let Some(before) = said.turn.checked_sub(1).filter(|_| first) else { return false };
        self.end_before(before, said, 2).any(wanted)
    }

    /// Whether it begins the answer to a question of ours about one of `topics`.
    pub fn answers(&self, at: usize, said: &Said, topics: &[Topic]) -> bool {
        self.begins_answer(at, said, 3, |it| it.asked.is_some_and(Asked::counts) && it.on_any(topics))
    }

    /// Whether it is one of the first sentences after we spoke of a price or a budget, or asked how it is decided.
    fn answers_price(&self, at: usize, said: &Said) -> bool {
        let decided = [Topic::AskBuyer, Topic::AskProcess, Topic::AskSource];
        // "You throw them away. How much is that?" asks for no price.
        let price = |it: &Said| {
            it.on(Topic::Price) && !(it.asked.is_some_and(Asked::counts) && it.on(Topic::AskImpact) && !it.on(Topic::Authority))
        };
        self.begins_answer(at, said, 2, price) || self.answers(at, said, &decided)
    }

    /// Whether our sentence `at` tells what it costs or what is taken off that: in such words, or as the first sum or
    /// rate after the prospect asked for it.
    pub fn is_of_price(&self, at: usize, said: &Said) -> bool {
        let sums = said.figures.iter().any(|it| matches!(it.of, Of::Money | Of::Count) && !it.lossy);
        let asked = |it: &Said| self.side(it) == Side::Theirs && it.on(Topic::Price);
        let Some(before) = said.turn.checked_sub(1) else { return said.on(Topic::Price) };
        let first = self.first_sentence.get(said.turn).is_some_and(|it| at < it + 2);
        let told = || self.said.iter().filter(|it| self.side(it) == Side::Ours && it.on(Topic::Price)).flat_map(|it| &it.figures);
        let again = || said.figures.iter().any(|it| it.of == Of::Money && told().take(RECALLED).any(|price| price.value == it.value));
        said.on(Topic::Price) || self.bargains(said) || (sums && ((first && self.of_turn(before).iter().any(asked)) || again()))
    }

    /// Whether it names an owner for what is said.
    pub fn has_owner(&self, said: &Said) -> bool {
        said.on(Topic::Owner)
    }

    /// Whether it says when; "sometime next week" says it of no day.
    pub fn has_date(&self, said: &Said) -> bool {
        said.on_any(&[Topic::Date, Topic::Time]) && !said.on(Topic::VagueDate)
    }

    /// Whether sentence `at` begins the answer to a question of ours about what holds the prospect back; the answer is
    /// an objection in whatever words.
    pub fn answers_doubt(&self, at: usize, said: &Said) -> bool {
        let Some(before) = said.turn.checked_sub(1).filter(|_| self.side(said) == Side::Theirs) else { return false };
        let Some(first) = self.first_sentence.get(said.turn).copied().filter(|it| at < it + 4) else { return false };
        let begins = self.said.get(first).is_some_and(|it| self.telling_from(first, it) == at);
        let words = || self.of_turn(said.turn).iter().map(|it| it.words).sum::<usize>();
        let ours = self.voices.get(before).is_some_and(|it| it.side == Side::Ours);
        let doubt = |it: &Said| it.asked.is_some_and(Asked::counts) && it.on(Topic::AskObjection);
        begins && ours && words() >= DOUBT && self.end_before(before, said, 2).any(doubt)
    }

    /// "If you sign by Friday I can do forty" is an offer.
    fn bargains(&self, said: &Said) -> bool {
        said.on(Topic::If) && said.on_any(&[Topic::Price, Topic::NotStep])
    }

    /// Whether it says what happens next. In the middle of a call only with owner and date, for "we can send it" is
    /// mostly talk of the product there; towards the end either will do.
    pub fn is_step(&self, said: &Said) -> bool {
        if said.on(Topic::NotStep) || said.asked == Some(Asked::Open) {
            return false;
        }
        let (owner, date) = (self.has_owner(said), self.has_date(said));
        if self.is_late(said) {
            (said.on(Topic::Step) && (owner || date)) || (said.on(Topic::WeakStep) && owner && date && !self.bargains(said))
        } else {
            said.on(Topic::Step) && owner && said.on(Topic::Date)
        }
    }

    /// Whether the prospect agrees to go on: in so many words, or by a yes to a plan just made.
    pub fn is_commitment(&self, said: &Said) -> bool {
        let theirs = self.side(said) == Side::Theirs && !said.asked.is_some_and(Asked::counts);
        let stalls = said.on(Topic::ObjectsTiming);
        let agrees = said.on(Topic::Commitment) || (said.on(Topic::Agreement) && self.answers_plan(said));
        theirs && self.is_late(said) && agrees && !stalls
    }

    /// Whether it begins the answer to a plan of ours, or to a question whether it suits; a question about anything
    /// else in between takes the yes for itself.
    fn answers_plan(&self, said: &Said) -> bool {
        // "Hang on. It's thinking. Yep, that's in."
        let first = self.of_turn(said.turn).iter().take_while(|it| it.from < said.from).all(|it| it.words <= ASIDE);
        let plans = |it: &Said| self.is_step(it) || it.on_any(&[Topic::Confirm, Topic::Invite]);
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

    /// The last turn of ours among so many before `turn`.
    fn ours_before(&self, turn: usize, within: usize) -> Option<usize> {
        (turn.saturating_sub(within)..turn).rev().find(|it| self.voices.get(*it).is_some_and(|it| it.side == Side::Ours))
    }

    /// Whether it answers our question whether a plan suits: "Agreed?", "Does Friday work?"
    pub fn answers_confirm(&self, said: &Said) -> bool {
        let turn = self.ours_before(said.turn, ANSWERS_WITHIN);
        turn.is_some_and(|turn| self.end_before(turn, said, 1).any(|it| it.asked.is_some() && it.on(Topic::Confirm)))
    }

    /// Whether it stands in the turn after a question of ours.
    pub fn answers_question(&self, said: &Said) -> bool {
        let Some(turn) = said.turn.checked_sub(1).filter(|it| self.voices.get(*it).is_some_and(|it| it.side == Side::Ours)) else {
            return false;
        };
        self.end_before(turn, said, 2).any(|it| it.asked.is_some_and(Asked::counts))
    }

    /// The last `n` sentences of `turn` that were said before `said`, latest first: a turn may go on after a short
    /// answer to it.
    pub fn end_before<'a>(&'a self, turn: usize, said: &Said, n: usize) -> impl Iterator<Item = &'a Said> + use<'a> {
        let sentences = self.of_turn(turn);
        let before = sentences.partition_point(|it| it.from < said.from);
        sentences.get(..before).unwrap_or_default().iter().rev().take(n)
    }

    /// The story of a customer that begins in sentence `at`: somebody is named, or what they went through is told in
    /// figures.
    pub fn story(&self, at: usize, said: &Said) -> Option<Story> {
        if said.asked.is_some_and(Asked::counts) {
            return None;
        }
        let tells = |it: &Said| it.on(Topic::Share) || it.figures.iter().any(|it| it.tells());
        // "30% of your storage" is the prospect's own.
        let like = said.on(Topic::Relevant) && !said.on_any(&[Topic::Crowd, Topic::Offer, Topic::Refer]);
        let named = said.on(Topic::Proof) || (like && tells(said));
        let went = said.on(Topic::Story) && tells(said) && said.mirrors < 3;
        if !named && !went && !said.on(Topic::Crowd) {
            return None;
        }
        let told = named || (went && !said.on(Topic::Crowd));
        let mut near = (at..).zip(self.said.iter().skip(at).take(if told { STORY } else { 1 })).filter(|it| it.1.turn == said.turn);
        let alike = near.clone().any(|it| it.1.on(Topic::Relevant));
        Some(Story { figure: near.find(|it| tells(it.1)).map(|it| it.0), alike, told })
    }

    /// Whether another customer is told of.
    pub fn is_proof(&self, at: usize, said: &Said) -> bool {
        self.story(at, said).is_some_and(|it| it.told)
    }

    /// Whether it asks how what was said lands, or stops for it.
    pub fn is_check(&self, said: &Said) -> bool {
        said.on(Topic::Check) && (said.asked.is_some() || said.words <= REMARK)
    }

    /// Whether it tells what the prospect gets: in such words, or as a figure on what the prospect had spoken of that is
    /// not the prospect's own, said once more. Who sums up or says what will be sent offers nothing.
    pub fn is_outcome(&self, said: &Said) -> bool {
        if said.asked.is_some_and(Asked::counts) || self.sums_up(said) || (said.on(Topic::Step) && self.is_step(said)) {
            return false;
        }
        let tells = |at: usize| said.on(Topic::Share) || said.figures.iter().any(|it| it.weighs() && !self.is_theirs(at, it));
        said.on(Topic::Benefit)
            || (said.mirrors >= OWN && !said.on_any(&[Topic::Feature, Topic::Price]) && tells(self.index(said)))
            || (said.on(Topic::Crowd) && said.figures.iter().any(Figure::weighs))
    }

    /// Whether it sums up, or goes on with what sums up: "Let me play that back. The guard may not hear it."
    fn sums_up(&self, said: &Said) -> bool {
        let at = self.index(said);
        let near = self.said.get(at.saturating_sub(SUMS_UP)..=at).unwrap_or_default();
        near.iter().any(|it| it.turn == said.turn && it.on(Topic::Summary))
    }

    /// Whether it tells what the product has, and not what for.
    pub fn is_feature(&self, said: &Said) -> bool {
        said.on(Topic::Feature) && !said.on(Topic::Benefit) && !said.asked.is_some_and(Asked::counts) && !self.is_step(said)
    }

    /// Whether it asks how near the prospect is to a yes.
    pub fn is_trial_close(&self, said: &Said) -> bool {
        said.on(Topic::TrialClose) && said.asked.is_some_and(Asked::counts)
    }

    /// Whether it names a day and a time for what comes, towards the end. "Thursday at ten, then." is short or a step;
    /// in a long sentence it may be of anything.
    pub fn has_appointment(&self, said: &Said) -> bool {
        let fixes = said.words <= SHORT || self.is_step(said) || said.on(Topic::Invite);
        let timed = self.is_late(said) && said.on(Topic::Time) && !said.on_any(&[Topic::NotStep, Topic::VagueDate]) && fixes;
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
        self.has_appointment(said) || (self.is_late(said) && said.on(Topic::Invite))
    }
}
