//! A customer's story: where one begins, whether it proves anything, and whether the customer is like the prospect.

use super::figures::{Figure, Of};
use super::hearing::{Heard, Said};
use super::judge::OWN;
use super::lexicon::{Topic, Topics};
use super::persons::has;
use super::questions::Asked;

/// How many sentences a customer's story goes on for its figure to belong to it.
const STORY: usize = 5;

/// So many words of ourselves are who we are.
const PROFILE: usize = 20;

/// So many of them in a customer's story make the customer like the prospect.
const ALIKE: usize = 2;

/// What touches none of these tells of no customer.
const STORIES: Topics = Topic::set(&[Topic::Proof, Topic::Relevant, Topic::Story, Topic::Crowd, Topic::Since]);

/// What a customer's story is worth: the sentence with its figure, and whether the customer is like the prospect.
#[derive(Clone, Copy)]
pub(super) struct Story {
    pub figure: Option<usize>,
    pub alike: bool,
    /// One customer's story, not what customers at large are said to see.
    pub told: bool,
    /// That it is a customer is told by nothing but what changed for somebody absent.
    pub inferred: bool,
    /// Who tells it is not sure of it: "I want to say automotive, or something."
    pub loose: bool,
}

impl Heard {
    /// The story of a customer that begins in sentence `at`: somebody is named, or what they went through is told in
    /// figures.
    pub fn story(&self, at: usize, said: &Said) -> Option<Story> {
        if !said.touches(STORIES) {
            return None;
        }
        // What will be sent, and what is offered on a condition, tells of nobody.
        let offers = said.on(Topic::If) && !said.on(Topic::Story) && !said.figures.is_empty();
        if offers
            || said.asked.is_some_and(Asked::counts)
            || self.priced(at, said).is_some()
            || (said.on(Topic::Step) && self.is_step(said))
        {
            return None;
        }
        let tells = |it: &Said| it.on(Topic::Share) || it.figures.iter().any(|it| it.tells());
        // "30% of your storage" is the prospect's own.
        let like = said.on(Topic::Relevant)
            && said.asked.is_none()
            && !said.on_any(&[Topic::Crowd, Topic::Offer, Topic::Refer])
            && !self.is_of_price(at, said);
        // "Saint Aidan's did the same thing. They had four leaks a month before."
        let next = self.said.get(at + 1).filter(|it| it.turn == said.turn);
        let goes_on = next.is_some_and(|it| tells(it) && it.mirrors < OWN && !self.is_of_price(at + 1, it));
        // "A company of your size loses on average …" is nobody.
        let average = said.on(Topic::Crowd) && said.on(Topic::Relevant) && !said.on(Topic::Story);
        let named = (said.on(Topic::Proof) && !average) || (like && (tells(said) || (goes_on && said.mirrors < OWN)));
        // What is on a day is a plan.
        let went = said.on(Topic::Story)
            && (said.figures.iter().any(|it| it.weighs() || !(it.of == Of::Time || it.dated)) || said.on(Topic::Share) || goes_on)
            && said.mirrors < 3
            && !said.on_any(&[Topic::Personal, Topic::Date])
            && (!said.on(Topic::Yours) || said.on(Topic::Relevant));
        // "We are in Reading and Gdansk, a hundred and forty people …" is our own, at length; "on a business like yours you lose …" is
        // nobody's.
        let ours = !named && said.tells & has::WE != 0 && said.tells & has::THEY == 0 && said.words > PROFILE;
        let yours = !said.on(Topic::Proof) && !went && said.tells & has::YOU != 0 && said.tells & (has::WAS | has::THEY) == 0 && !goes_on;
        let (named, went) = (named && !yours, went && !ours);
        let inferred = !named && !went && self.changed_elsewhere(at, said);
        let went = went || inferred;
        if !named && !went && !said.on(Topic::Crowd) {
            return None;
        }
        let told = named || (went && !said.on(Topic::Crowd));
        let near = (at..).zip(self.said.iter().skip(at).take(if told { STORY } else { 1 })).filter(|it| it.1.turn == said.turn);
        // How large they are proves nothing ("four surgeries, I think"); what they lost, saved or went from does.
        // "It pays for itself in three months" is promised to the prospect again.
        let sized = |it: &Said| {
            let size = |it: &Figure| it.of == Of::Count && !it.lossy && !it.rated;
            (it.on(Topic::Loose) || it.from == said.from) && it.figures.len() == 1 && it.figures.iter().all(size)
        };
        let changed = |it: &Said| it.on(Topic::Story) && !it.figures.is_empty() && !sized(it);
        let proves = |it: &Said| {
            let own = it.from > said.from && it.on_any(&[Topic::Benefit, Topic::Price]);
            changed(it)
                || it.on(if it.from > said.from { Topic::Absent } else { Topic::Since })
                || (!own && (it.on(Topic::Share) || (tells(it) && it.figures.iter().any(Figure::weighs))))
        };
        let loose = near.clone().any(|it| it.1.on(Topic::Loose));
        let figure = near.clone().find(|it| inferred || proves(it.1)).map(|it| it.0);
        // Who went through something in the prospect's own words is like the prospect.
        let alike = near.clone().any(|it| it.1.on(Topic::Relevant))
            || (told && figure.is_some() && near.map(|it| usize::from(it.1.mirrors)).sum::<usize>() >= ALIKE);
        Some(Story { figure, alike, told, inferred, loose })
    }

    /// Whether sentence `at` tells what changed for somebody absent, in figures that are neither a price nor all the prospect's.
    fn changed_elsewhere(&self, at: usize, said: &Said) -> bool {
        let own = || said.figures.iter().any(|it| !self.is_theirs(at, it)) || said.figures.is_empty();
        said.on(Topic::Since) && !said.on_any(&[Topic::Personal, Topic::Crowd, Topic::If]) && !self.is_of_price(at, said) && own()
    }

    /// Whether another customer is told of.
    pub fn is_proof(&self, at: usize, said: &Said) -> bool {
        self.story(at, said).is_some_and(|it| it.told)
    }

    /// Whether a customer's story begins in sentence `at`: who goes on with it tells of no other customer.
    pub fn begins_proof(&self, at: usize, said: &Said) -> bool {
        let goes_on = |before: usize| self.said.get(before).is_some_and(|it| it.turn == said.turn && self.is_proof(before, it));
        self.is_proof(at, said) && (said.on(Topic::Proof) || !(at.saturating_sub(STORY - 1)..at).any(goes_on))
    }
}
