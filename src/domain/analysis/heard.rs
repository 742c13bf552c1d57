//! What remains of the reading of a call for metrics, signals and suggestions: its sentences and voices, without the words.

use callcraft_quick::has_any;

use super::figures::Figure;
use super::lexicon::{Topic, Topics};
use super::off::Off;
use super::questions::Asked;
use super::voices::Voice;
use crate::domain::transcript::{Place, Side};

/// A sentence, and what was found in it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Said {
    /// Index of the turn.
    pub turn: usize,
    /// From its first word …
    pub from: Place,
    /// … to its end, with its full stop.
    pub to: Place,
    /// How many words it has.
    pub words: usize,
    /// How many words of the call come before it.
    pub before: usize,
    /// How it asks, if it does.
    pub asked: Option<Asked>,
    /// Offers two things to choose from: "Is it the total or the price per seat?"
    pub either: bool,
    /// Asks about what the prospect just said.
    pub takes_up: bool,
    /// Nothing but a pronoun and its verb, which says that it is so: "It is." "No, you wouldn't."
    pub nods: bool,
    /// How many of its words the prospect brought into the call; 0 for what is not ours.
    pub mirrors: u8,
    /// The figures in it.
    pub figures: Vec<Figure>,
    /// Of whom and when it tells, as bits of [`super::persons::has`], and how many numbers are in it; 0 for what is not ours.
    pub tells: u8,
    pub numbers: u8,
    /// The topics its phrases touch, as bits.
    pub topics: Topics,
}

impl Said {
    /// Whether it touches `topic`.
    pub fn on(&self, topic: Topic) -> bool {
        topic.is_in(self.topics)
    }

    /// Whether it touches one of a set that is made when the program is built: for what is asked of every sentence.
    pub fn touches(&self, set: Topics) -> bool {
        self.topics & set != 0
    }

    /// Whether it touches one of `topics`.
    pub fn on_any(&self, topics: &[Topic]) -> bool {
        has_any(self.topics, topics)
    }
}

/// What remains of the reading for suggestions: sentences and voices, without the words.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Heard {
    pub voices: Vec<Voice>,
    pub said: Vec<Said>,
    /// The first sentence of each turn, and one more at the end.
    pub first_sentence: Vec<usize>,
    /// The sentences that ask in any way.
    pub asking: Vec<usize>,
    /// Words in the call.
    pub words: usize,
    /// Topics the language's list knows, as bits.
    pub known: Topics,
    /// The tag of the list's language; empty where there is none.
    pub language: &'static str,
    /// Nothing says where a sentence ends, so what belongs together is guessed.
    pub blurred: bool,
    /// The first figures that our side told in words of a price, found once for all who look for them again.
    pub told_prices: Vec<f64>,
    /// What is not shown.
    pub off: Off,
}

impl Heard {
    /// The sentences of a turn.
    pub fn of_turn(&self, turn: usize) -> &[Said] {
        match (self.first_sentence.get(turn), self.first_sentence.get(turn + 1)) {
            (Some(from), Some(to)) => self.said.get(*from..*to).unwrap_or_default(),
            _ => &[],
        }
    }

    /// The first sentence of `said`'s turn, from sentence `at` on, that can be understood alone: "Oh, yes." cannot.
    pub fn telling_from(&self, at: usize, said: &Said) -> usize {
        let mut turn = self.said.iter().enumerate().skip(at).take_while(|it| it.1.turn == said.turn).take(4);
        turn.find(|it| it.1.words >= 5).map_or(at, |it| it.0)
    }

    /// Whose side said it.
    pub fn side(&self, said: &Said) -> Side {
        self.voices.get(said.turn).map_or(Side::Unknown, |it| it.side)
    }

    /// Whether the opening lasts: the first tenth, or the first 400 words (under three minutes) of a short call, of which
    /// a third is opening at most.
    pub fn is_early(&self, said: &Said) -> bool {
        said.before * 10 <= self.words || said.before <= (self.words / 3).clamp(100, 400)
    }

    /// Whether the closing has begun: the last fifth, or the last 600 words (four minutes) of a short call, of which half
    /// is closing at most.
    pub fn is_late(&self, said: &Said) -> bool {
        said.before * 5 >= self.words * 4 || said.before + (self.words / 2).clamp(200, 600) >= self.words
    }
}
