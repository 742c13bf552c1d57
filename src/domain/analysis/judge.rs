//! What a sentence amounts to, where more than one phrase decides: a figure of impact, a price, an outcome.

use super::figures::{Figure, Of};
use super::hearing::{Heard, Said};
use super::lexicon::{Topic, Topics};
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

/// The fewest words of a sentence that says what holds somebody back.
const TOLD: usize = 4;

/// So many of the prospect's own words make it the prospect's matter.
pub(super) const OWN: u8 = 2;

/// Who speaks of these speaks of the deal: a figure there is none of their business.
const DEAL: Topics = Topic::set(&[Topic::NotImpact, Topic::Price, Topic::ObjectsPrice, Topic::Buyer, Topic::Source]);

/// What hurts.
const HURTS: Topics = Topic::set(&[Topic::Pain, Topic::Negative, Topic::Consequence]);

/// So many sentences of a price carry over to those after them.
const PRICED: usize = 2;

/// … and so many a price of ours, to figures that tell no loss. (Of 22 such figures in calls judged by hand two were the
/// problem's.)
const PRICED_BY_US: usize = 6;

/// In the first words of a call, in percent of one that is not short, nobody puts a figure on a problem.
const GREETS: usize = 6;
/// … and no more of a long one.
const GREETED: usize = 300;
const SHORT_CALL: usize = 300;

/// Who has no more words than this for a price has something against it.
const BALKS: usize = 5;

/// How many sentences back a figure is looked for.
const RECALLED: usize = 300;

/// How many sentences a summary goes on.
const SUMS_UP: usize = 2;

impl Heard {
    /// Whether figures in sentence `at` are the prospect's own about their business: said, not asked, and neither of a
    /// price or a budget nor right after we spoke of one.
    pub fn is_impact(&self, at: usize, said: &Said) -> bool {
        let own = self.side(said) == Side::Theirs && !said.asked.is_some_and(Asked::counts);
        own && !self.greets(said)
            && !self.is_of_deal(said)
            && !self.answers_price(at, said)
            && !self.goes_on_about_price(at, said)
            && !self.is_aimed_at(at, said)
            && !self.follows_our_price(at, said)
    }

    /// Whether it is said while people greet each other: "Sorry, I'm two minutes behind."
    fn greets(&self, said: &Said) -> bool {
        self.words >= SHORT_CALL && said.before < GREETED && said.before * 100 < self.words * GREETS
    }

    /// Whether our side told a price shortly before it, and it tells no loss: "That's nearly sixty thousand a year."
    fn follows_our_price(&self, at: usize, said: &Said) -> bool {
        let hurts = |it: &Said| it.touches(HURTS) || it.figures.iter().any(|it| it.lossy);
        if hurts(said) {
            return false;
        }
        let from = at.saturating_sub(PRICED_BY_US);
        let before = (from..at).zip(self.said.get(from..at).unwrap_or_default());
        let mut since = before.rev().take_while(|(_, it)| self.side(it) != Side::Theirs || !hurts(it));
        let priced = since.any(|(at, it)| self.side(it) == Side::Ours && self.is_of_price(at, it));
        priced && !self.answers(at, said, &[Topic::AskImpact, Topic::HowMany])
    }

    /// Whether our side had said the figure before sentence `at`, which tells no loss: "Twenty percent."
    fn echoes(&self, at: usize, figure: &Figure) -> bool {
        let before = self.said.get(at.saturating_sub(RECALLED)..at).unwrap_or_default();
        let ours = |it: &Said| self.side(it) == Side::Ours && it.figures.iter().any(|it| it.value == figure.value && it.of == figure.of);
        !figure.lossy && before.iter().any(ours)
    }

    /// Whether it is of the deal. "That costs us eight thousand a month" has a word of a price and tells a loss.
    fn is_of_deal(&self, said: &Said) -> bool {
        let loses = || said.figures.iter().any(|it| it.lossy && it.of == Of::Money);
        said.touches(DEAL) && (said.touches(DEAL & !Topic::Price.bit()) || !loses())
    }

    /// Whether its figure is one to be reached: what our question has just asked to decide by, or what is only supposed.
    fn is_aimed_at(&self, at: usize, said: &Said) -> bool {
        let decides =
            |it: &Said| it.asked.is_some_and(Asked::counts) && it.on(Topic::TrialClose) && (it.on(Topic::Share) || !it.figures.is_empty());
        said.on(Topic::If) && (said.on(Topic::Commitment) || self.begins_answer(at, said, 2, decides))
    }

    /// Whether the sentence before it in the same breath was of a price: "It is too much. I had two thousand in mind."
    fn goes_on_about_price(&self, at: usize, said: &Said) -> bool {
        let before = self.said.get(at.saturating_sub(PRICED)..at).unwrap_or_default();
        before.iter().any(|it| it.turn == said.turn && it.touches(const { Topic::set(&[Topic::Price, Topic::ObjectsPrice]) }))
    }

    /// Whether a figure was the prospect's before sentence `at`: said again by us, it is no more than heard.
    pub fn is_theirs(&self, at: usize, figure: &Figure) -> bool {
        let before = self.said.get(at.saturating_sub(RECALLED)..at).unwrap_or_default();
        before.iter().any(|it| self.side(it) == Side::Theirs && it.figures.iter().any(|it| it.value == figure.value))
    }

    /// Whether it supposes what becomes of a loss the prospect had put in figures. What is offered for a signature does not.
    pub fn reckons(&self, at: usize, said: &Said) -> bool {
        let before = (0..at).rev().take(RECALLED).filter_map(|it| self.said.get(it).map(|said| (it, said)));
        let lost = |figure: &Figure| {
            let same = |it: &&Figure| it.value == figure.value && it.of == figure.of && it.weighs();
            before.clone().any(|(at, it)| self.impacts(at, it).any(|it| same(&it)))
        };
        said.on(Topic::If) && !said.on(Topic::NotStep) && said.figures.iter().any(lost)
    }

    /// Where a sentence of this call stands.
    pub fn index(&self, said: &Said) -> usize {
        self.said.partition_point(|it| it.before < said.before)
    }

    /// The figures of impact in sentence `at`.
    pub fn impacts<'a>(&'a self, at: usize, said: &'a Said) -> impl Iterator<Item = &'a Figure> + use<'a> {
        let impact = !said.figures.is_empty() && self.is_impact(at, said);
        // "How many users? About two thousand." is no money.
        let counts = impact && self.begins_answer(at, said, 3, |it| it.on(Topic::HowMany));
        // "He comes at nine hours", as French tells the time, lasts none.
        let clock = |it: &Figure| it.of == Of::Time && it.short && !it.rated && said.on(Topic::Time);
        let other = move |it: &Figure| it.denied || (counts && it.of == Of::Money) || clock(it) || self.echoes(at, it);
        said.figures.iter().filter(move |it| impact && it.tells() && !other(it))
    }

    /// Whether a business case can rest on what sentence `at` says of the prospect's business.
    pub fn weighs(&self, at: usize, said: &Said) -> bool {
        self.impacts(at, said).any(|it| it.weighs()) || (said.on(Topic::Share) && self.is_impact(at, said))
    }

    /// Whether it is one of the first `within` sentences after ours that are `wanted`. Who of one side speaks makes no difference:
    /// two of them answer as one would.
    pub fn begins_answer(&self, at: usize, said: &Said, within: usize, wanted: impl Fn(&Said) -> bool) -> bool {
        let begins = |turn: usize| self.first_sentence.get(turn).is_some_and(|it| at < it + within);
        let side = |turn: usize| self.voices.get(turn).map(|it| it.side).filter(|it| *it != Side::Unknown);
        let mut first = said.turn;
        while begins(first) && first > 0 && first + within > said.turn && side(first).is_some() && side(first - 1) == side(first) {
            first -= 1;
        }
        let Some(before) = first.checked_sub(1).filter(|_| begins(first)) else { return false };
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

    /// Notes the prices that our side tells, once everything is heard.
    pub fn note_prices(&mut self) {
        let told = self.said.iter().filter(|it| self.side(it) == Side::Ours && it.on(Topic::Price)).flat_map(|it| &it.figures);
        self.told_prices = told.take(RECALLED).map(|it| it.value).collect();
    }

    /// Whether our sentence `at` tells what it costs or what is taken off that: in such words, or as the first sum or
    /// rate after the prospect asked for it.
    pub fn is_of_price(&self, at: usize, said: &Said) -> bool {
        let sums = said.figures.iter().any(|it| matches!(it.of, Of::Money | Of::Count) && !it.lossy);
        let asked = |it: &Said| self.side(it) == Side::Theirs && it.on(Topic::Price);
        let Some(before) = said.turn.checked_sub(1) else { return said.on(Topic::Price) };
        let first = self.first_sentence.get(said.turn).is_some_and(|it| at < it + 2);
        let again = || said.figures.iter().any(|it| it.of == Of::Money && self.told_prices.contains(&it.value));
        said.on(Topic::Price) || self.bargains(said) || (sums && ((first && self.of_turn(before).iter().any(asked)) || again()))
    }

    /// The figure with which sentence `at` of ours tells the price that the prospect has just asked for.
    pub fn priced<'a>(&self, at: usize, said: &'a Said) -> Option<&'a Figure> {
        let asked = |it: &Said| self.side(it) == Side::Theirs && it.asked.is_some_and(Asked::counts) && it.on(Topic::Price);
        let sum = said.figures.iter().find(|it| (it.of == Of::Money || (it.of == Of::Count && it.rated)) && !it.lossy)?;
        (self.side(said) == Side::Ours && self.begins_answer(at, said, 2, asked)).then_some(sum)
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
        begins && ours && said.words >= TOLD && words() >= DOUBT && self.end_before(before, said, 2).any(doubt)
    }

    /// Whether it stands in the turn after a question of ours.
    pub fn answers_question(&self, said: &Said) -> bool {
        let Some(turn) = said.turn.checked_sub(1).filter(|it| self.voices.get(*it).is_some_and(|it| it.side == Side::Ours)) else {
            return false;
        };
        self.end_before(turn, said, 2).any(|it| it.asked.is_some_and(Asked::counts))
    }

    /// Whether sentence `at` is all that the prospect has to say to a price just told, and is neither a question nor a yes:
    /// "Jesus." "That's a house."
    pub fn balks(&self, at: usize, said: &Said) -> bool {
        let begins = self.first_sentence.get(said.turn) == Some(&at) && self.side(said) == Side::Theirs;
        let Some(before) = said.turn.checked_sub(1).filter(|_| begins) else { return false };
        let brief = self.voices.get(said.turn).is_none_or(|it| it.brief);
        let turn = self.of_turn(said.turn);
        let words: usize = turn.iter().map(|it| it.words).sum();
        let takes = |it: &Said| {
            it.asked.is_some()
                || !it.figures.is_empty()
                || it.on_any(&[Topic::Agreement, Topic::Positive, Topic::Commitment, Topic::Objection])
        };
        let ours = self.voices.get(before).is_some_and(|it| it.side == Side::Ours);
        let first = self.first_sentence.get(before).copied().unwrap_or(0);
        let told = |(at, it): (usize, &Said)| {
            let sum = it.figures.iter().any(|it| it.of == Of::Money && !it.lossy && !it.rated) || self.is_of_price(at, it);
            let ours = !it.on_any(&[Topic::Proof, Topic::Story, Topic::Crowd, Topic::Refer])
                && !it.figures.iter().any(|one| self.is_theirs(at, one));
            sum && ours && !it.asked.is_some_and(Asked::counts) && it.figures.iter().any(|it| it.of == Of::Money)
        };
        // "And what do you pay today?" "About one forty."
        let asked = self.of_turn(before).last().is_some_and(|it| it.asked.is_some_and(Asked::counts) && !it.on(Topic::Check));
        ours && !brief
            && !asked
            && words <= BALKS
            && !turn.iter().any(takes)
            && (first..).zip(self.of_turn(before)).skip(self.of_turn(before).len().saturating_sub(2)).any(told)
    }

    /// The last `n` sentences of `turn` that were said before `said`, latest first: a turn may go on after a short
    /// answer to it.
    pub fn end_before<'a>(&'a self, turn: usize, said: &Said, n: usize) -> impl Iterator<Item = &'a Said> + use<'a> {
        let sentences = self.of_turn(turn);
        let before = sentences.partition_point(|it| it.from < said.from);
        sentences.get(..before).unwrap_or_default().iter().rev().take(n)
    }

    /// Whether it tells what the prospect gets: in such words, or as a figure on what the prospect had spoken of that is
    /// not the prospect's own, said once more. Who sums up or says what will be sent offers nothing.
    pub fn is_outcome(&self, said: &Said) -> bool {
        // Most sentences tell nothing of the kind, and nothing more has to be looked at.
        if !said.on(Topic::Benefit) && said.mirrors < OWN && !said.on(Topic::Crowd) {
            return false;
        }
        if said.asked.is_some_and(Asked::counts)
            || said.on(Topic::Argue)
            || self.sums_up(said)
            || (said.on(Topic::Step) && self.is_step(said))
        {
            return false;
        }
        if !said.figures.is_empty() && self.priced(self.index(said), said).is_some() {
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
}
