//! What stands around a figure and makes a rate of it, a habit or a mere size: "a week", "every day", "we have".

use super::figures::{Sight, word};
use super::lexicon::class;
use super::words::{After, Kind, List};

/// Words that make a rate of the figure before them.
const EVERY: List<18> = List::of([
    "weekly",
    "daily",
    "monthly",
    "yearly",
    "annually",
    "quarterly",
    "wöchentlich",
    "täglich",
    "monatlich",
    "jährlich",
    "semanales",
    "mensuales",
    "anuales",
    "diarias",
    "diarios",
    "hebdomadaires",
    "mensuels",
    "annuels",
]);

/// "Every", before a unit or a length of time.
const EACH: List<9> = List::of(["every", "each", "jede", "jeden", "jedes", "alle", "cada", "chaque", "toutes"]);

/// What makes a rate of anything behind it.
const PER: List<9> = List::of(["per", "every", "each", "pro", "je", "por", "cada", "par", "chaque"]);

/// Words before a number that only say how many there are.
const OWNS: List<24> = List::of([
    "have", "has", "had", "got", "we've", "i've", "are", "there's", "were", "with", "run", "operate", "haben", "hat", "sind", "mit",
    "tenemos", "hay", "somos", "con", "avons", "avez", "avec", "sommes",
]);

impl Sight<'_> {
    /// The end of "a week", "per order", "every single day" behind a figure.
    pub fn rate(&self, at: usize) -> Option<usize> {
        if self.says_any(at, &EVERY) {
            return Some(at + 1);
        }
        if !self.is(at, class::PER) {
            return None;
        }
        let noun = at + 1 + usize::from(self.is(at + 1, class::BETWEEN) || self.says(at + 1, word!("single")));
        let unit = self.is(noun, class::UNIT | class::YEAR);
        let counted = self.says_any(at, &PER) && self.words.get(noun).is_some_and(|it| it.kind == Kind::Plain);
        (unit || counted).then_some(noun + 1)
    }

    /// "Every", "each".
    pub fn is_each(&self, at: usize) -> bool {
        self.says_any(at, &EACH)
    }

    /// Where "every day", "jeden Tag" begins that stands right before a figure: "every day two hours of it".
    pub fn each_before(&self, from: usize) -> Option<usize> {
        let begin = from.checked_sub(2)?;
        let unit = self.is(begin + 1, class::UNIT | class::YEAR) && self.words.get(begin + 1).is_some_and(|it| it.after < After::Stop);
        (unit && self.is_each(begin)).then_some(begin)
    }

    /// Whether it is only said to be there: `before` ends in "we have", "there are", "it's got".
    pub fn is_owned(&self, before: usize) -> bool {
        let owns = |it: usize| self.says_any(it, &OWNS);
        !self.lossy && (before.saturating_sub(1)..=before).any(owns)
    }
}
