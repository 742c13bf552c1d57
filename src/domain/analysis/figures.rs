//! Figures in speech: money, lengths of time, shares and counts, in digits or words.

use super::lexicon::{Lexicon, class};
use super::numbers::{AMOUNT, Number};
use super::words::{After, Few, Kind, List, Spelled, Word, fixed};
use crate::domain::transcript::{Place, Transcript};

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// An amount of money, or a number so large that it is one or stands for one ("8k").
    Money,
    /// A length of time in units up to months.
    Time,
    /// Percent.
    Share,
    /// So many of something.
    Count,
}

/// A figure within a sentence; places count words from the sentence's start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Figure {
    pub of: Of,
    pub from: usize,
    pub to: usize,
    /// What it says, in its own unit.
    pub value: f64,
    /// "A week", "per order" follows.
    pub rated: bool,
    /// The words around make it a date, an age or an appointment: "in two weeks", "ten minutes left".
    pub dated: bool,
    /// Worth telling even without a rate: a number from ten up, or one of what a business counts or loses.
    pub telling: bool,
    /// In minutes or hours.
    pub short: bool,
    /// The sentence tells of loss or labour.
    pub lossy: bool,
    /// "It isn't the thirty pounds."
    pub denied: bool,
    /// Where it stands in the transcript; set by who reads the sentence.
    pub place: (Place, Place),
}

/// The words a figure is looked for in.
pub(super) struct Sight<'a> {
    pub words: &'a [Word],
    pub lexicon: &'a Lexicon,
    pub transcript: &'a Transcript,
    /// Whether the sentence tells of loss or labour.
    pub lossy: bool,
}

/// Every figure of the sentence, in order, not overlapping.
pub(super) fn figures(words: &[Word], lexicon: &Lexicon, transcript: &Transcript) -> Vec<Figure> {
    let sight = Sight { words, lexicon, transcript, lossy: words.iter().any(|it| it.is(class::LOSS)) };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let signs = matches!(word.kind, Kind::Number | Kind::Currency);
        let says = word.is(class::NUMBER | class::PER);
        // "Hundreds of", but not "a grand idea"; "cent quatre-vingts" and "ciento ochenta" begin by themselves.
        let next = words.get(at + 1);
        let begins = || !matches!(lexicon.language, "en" | "") && next.is_some_and(|it| it.is(class::NUMBER | class::MONEY));
        let of = || next.is_some_and(|it| it.text(transcript).eq_ignore_ascii_case("of"));
        let may_begin = signs || (says && !(word.is(class::SCALE) && !begins() && !of())) || is_half(word);
        if !may_begin || is_article(word, next) {
            at += 1;
            continue;
        }
        let (figure, next) = sight.at(at);
        found.extend(figure);
        at = next.max(at + 1);
    }
    found
}

/// Whether `word` is an "a" that begins no figure whatever follows `next`: nearly every one does not, and "a couple", "a few", "a
/// week" are the others.
fn is_article(word: &Word, next: Option<&Word>) -> bool {
    const COUNTS: u32 = class::NUMBER
        | class::SCALE
        | class::UNIT
        | class::YEAR
        | class::MONEY
        | class::PERCENT
        | class::BETWEEN
        | class::PER
        | class::APPROX;
    const COUPLE: u64 = fixed("couple");
    let bare = word.kind == Kind::Plain && word.is(class::PER) && !word.is(class::NUMBER) && !is_half(word);
    // The words that lead on in some way ("and", "to", "good", "per") are shorter, but for one.
    let counts = |it: &Word| it.kind != Kind::Plain || it.joined || it.to - it.from < 5 || it.is(COUNTS) || it.hash == COUPLE;
    bare && next.is_some_and(|it| !counts(it))
}

/// "Half" in every language with a list.
pub(super) const HALVES: [u64; 10] = [
    fixed("half"),
    fixed("halbe"),
    fixed("halbes"),
    fixed("halben"),
    fixed("halber"),
    fixed("medio"),
    fixed("media"),
    fixed("demi"),
    fixed("demie"),
    fixed("moitié"),
];

/// Whom a company is counted by.
const PEOPLE: List<10> =
    List::of(["people", "persons", "employees", "colleagues", "mitarbeiter", "leute", "personas", "empleados", "personnes", "salariés"]);

/// Before "cent".
const PER: List<3> = List::of(["per", "por", "pour"]);

/// Asked of every word that may begin a figure, so it looks at the hash alone.
pub(super) fn is_half(word: &Word) -> bool {
    const HALF: Few = Few::of(&[&HALVES]);
    HALF.may_have(word.hash) && HALVES.contains(&word.hash)
}

/// A word in lower case, ready before the program runs: its bytes and its hash.
macro_rules! word {
    ($word:literal) => {
        const { ($word.len() as u32, callcraft_quick::fixed($word)) }
    };
}
pub(super) use word;

impl Sight<'_> {
    pub fn is(&self, at: usize, bits: u32) -> bool {
        self.words.get(at).is_some_and(|it| it.is(bits))
    }

    pub fn kind(&self, at: usize, kind: Kind) -> bool {
        self.words.get(at).is_some_and(|it| it.kind == kind)
    }

    pub fn text(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |it| it.text(self.transcript))
    }

    /// Whether the word at `at` is the [`word`].
    pub fn says(&self, at: usize, word: (u32, u64)) -> bool {
        self.words.get(at).is_some_and(|it| it.to - it.from == word.0 && it.hash == word.1)
    }

    /// Whether the word at `at` is one of `words`.
    pub fn says_any<const N: usize>(&self, at: usize, words: &List<N>) -> bool {
        self.words.get(at).is_some_and(|it| words.has(it))
    }

    /// The figure at `at`, if any, and where to look on.
    fn at(&self, at: usize) -> (Option<Figure>, usize) {
        let currency = self.kind(at, Kind::Currency);
        let begin = if currency { at + 1 } else { at };
        if let Some(end) = self.numbers_in_a_row(begin) {
            return (None, end);
        }
        let Some(number) = self.number(begin) else { return (None, at + 1) };
        let number = self.range(number);
        let digits = self.kind(begin, Kind::Number);
        let Some((of, mut to)) = self.counted(begin, number, currency) else { return (None, number.to) };
        let rate = self.rate(to);
        to = rate.unwrap_or(to);
        let mut from = at;
        while from > 0 && self.is(from - 1, class::APPROX) && !self.says(from - 1, word!("like")) {
            from -= 1;
        }
        let each = self.each_before(from);
        from = each.unwrap_or(from);
        let before = from.checked_sub(1);
        let dated = of == Of::Time && self.is_dated(before, to, number);
        let short = of == Of::Time && self.is_short(number, to);
        let long = (number.to..to).any(|it| self.words.get(it).is_some_and(|it| it.class & class::LONG == class::LONG));
        let lossy = self.lossy;
        let telling = match of {
            // Weeks are terms and lead times, "5,200" is a size, unless something is lost or done in them.
            Of::Time => !long || lossy,
            Of::Money => number.scaled || currency || to > number.to || lossy,
            Of::Share => true,
            // So do "eleven people", and "We have eleven vans": how large the company is.
            Of::Count if (number.to..to).any(|it| self.says_any(it, &PEOPLE)) => lossy,
            Of::Count => (number.value >= 10.0 && !before.is_some_and(|it| self.is_owned(it))) || self.matters(number.to, to),
        };
        let rated = rate.is_some() || each.is_some();
        let denied = before.is_some_and(|it| self.is_denied(it));
        let place = Default::default();
        let figure = Figure { of, from, to, value: number.value, rated, dated, telling, short, lossy, denied, place };
        // "A day", "one thing": an article or a one is a number only with a rate behind it or a unit that loses.
        let slight = number.vague || (number.value <= 1.0 && !digits && of != Of::Money && of != Of::Share);
        let kept = !slight || rated || dated || (of == Of::Time && number.value < 1.0) || (number.value > 1.0 && self.lossy);
        (kept.then_some(figure), to.max(number.to))
    }

    /// What the number counts and where that ends.
    fn counted(&self, begin: usize, number: Number, currency: bool) -> Option<(Of, usize)> {
        let to = number.to;
        // "A fifty-gallon heater" is a kind of thing.
        if number.value != 0.5 && self.words.get(to).is_some_and(|it| it.joined) {
            return None;
        }
        if number.unit {
            return Some((Of::Time, to));
        }
        if self.kind(to, Kind::Percent) || self.is(to, class::PERCENT) {
            return Some((Of::Share, to + 1));
        }
        if self.says_any(to, &PER) && (self.says(to + 1, word!("cent")) || self.says(to + 1, word!("ciento"))) {
            return Some((Of::Share, to + 2));
        }
        if currency || self.is(to, class::MONEY) || self.kind(to, Kind::Currency) {
            return Some((Of::Money, if currency { to } else { to + 1 }));
        }
        let mut noun = to;
        while noun < to + 2 && self.is(noun, class::BETWEEN) && !self.is(noun, class::UNIT) {
            noun += 1;
        }
        if self.is(noun, class::UNIT) {
            // "A day and a half"
            let half = self.says(noun + 1, word!("and")) && self.says(noun + 2, word!("a")) && self.says(noun + 3, word!("half"));
            return Some((Of::Time, if half { noun + 4 } else { noun + 1 }));
        }
        if self.is(noun, class::YEAR) || number.vague && !number.scaled && number.value <= 1.0 {
            return None;
        }
        if let Some(end) = self.noun(to) {
            return Some((Of::Count, end));
        }
        // "A hundred and eighty a month" says what by the talk around it, and so does "we lose seven or eight a day".
        if (number.value >= 10.0 || (number.value > 1.0 && self.lossy)) && self.rate(to).is_some() {
            return Some((Of::Count, to));
        }
        // "One million" stands alone; "the top 100" and "number one" do not.
        let grouped = number.value >= AMOUNT && self.text(begin).contains(',');
        let large = grouped || (number.scaled && number.value >= AMOUNT && !self.is_year(number));
        (large && !self.is(begin.wrapping_sub(1), class::MONTH)).then_some((Of::Money, to))
    }

    /// Whether it is a year in words: "two thousand and nineteen", "deux mille vingt-trois".
    fn is_year(&self, number: Number) -> bool {
        const CENTURY: std::ops::Range<f64> = 2001.0..2100.0;
        let tail = || self.says(number.to, word!("and")) && self.number(number.to + 1).is_some_and(|it| (1.0..100.0).contains(&it.value));
        CENTURY.contains(&number.value) || (number.value == 2000.0 && tail())
    }

    /// The end of what is counted: a plural, itself or after one word that describes it ("late orders").
    fn noun(&self, at: usize) -> Option<usize> {
        (at..at + 2).find(|noun| self.is_plural(*noun)).map(|it| it + 1).filter(|end| {
            let described = end - 1 > at;
            !described
                || self.words.get(at).is_some_and(|it| {
                    it.kind == Kind::Plain && it.after == After::Nothing && !it.is(class::STOP | class::VAGUE | class::MONTH)
                })
        })
    }

    fn is_plural(&self, at: usize) -> bool {
        let text = self.text(at);
        let word = self.words.get(at).filter(|it| it.kind == Kind::Plain);
        // German writes its nouns large and their plurals anyhow.
        if self.lexicon.language == "de" {
            let noun = text.chars().next().is_some_and(char::is_uppercase) && text.len() > 3;
            return word
                .is_some_and(|it| it.is(class::COUNTED) || (noun && !it.is(class::VAGUE | class::UNIT | class::YEAR | class::MONTH)));
        }
        let plural = text.len() > 3 && text.ends_with('s') && !text.ends_with("ss") && !text.ends_with("'s") && !text.ends_with("’s");
        word.is_some_and(|it| {
            it.is(class::COUNTED) || (plural && !it.is(class::VAGUE | class::STOP | class::UNIT | class::YEAR | class::MONTH))
        })
    }

    /// Whether the article before it, at `article`, stands after a denial: "it isn't really the thirty pounds".
    fn is_denied(&self, article: usize) -> bool {
        self.says(article, word!("the")) && (1..=3).any(|back| article >= back && self.is(article - back, class::NEGATION))
    }

    fn is_dated(&self, before: Option<usize>, to: usize, number: Number) -> bool {
        // "Every four hours somebody looks" says how often.
        let often = self.rate(to).is_none() && before.is_some_and(|it| self.is_each(it));
        if often || before.is_some_and(|it| self.is(it, class::DATING)) || self.is(to, class::DATED) {
            return true;
        }
        let from_now = self.says(to, word!("from")) && (self.says(to + 1, word!("now")) || self.says(to + 1, word!("today")));
        let minutes = self.is_short(number, to) && self.rate(to).is_none() && !self.says(to, word!("of"));
        let held = before.is_some_and(|it| (it.saturating_sub(2)..=it).any(|at| self.is(at, class::HOLDING)));
        from_now || (minutes && held)
    }

    /// Whether it counts minutes or hours.
    fn is_short(&self, number: Number, to: usize) -> bool {
        number.unit || (number.to..to).any(|it| self.is(it, class::MINUTE | class::HOUR))
    }

    fn matters(&self, from: usize, to: usize) -> bool {
        (from..to).any(|it| self.is(it, class::COUNTED)) && self.lossy
    }
}
