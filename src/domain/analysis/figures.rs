//! Figures in speech: money, lengths of time, shares and counts, in digits or words.

use super::lexicon::{Lexicon, class};
use super::words::{Kind, Word};
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
    /// Where it stands in the transcript; set by who reads the sentence.
    pub place: (Place, Place),
}

/// The words a figure is looked for in.
struct Sight<'a> {
    words: &'a [Word],
    lexicon: &'a Lexicon,
    transcript: &'a Transcript,
}

/// A number and how many words it takes.
#[derive(Clone, Copy)]
struct Number {
    value: f64,
    to: usize,
    /// Multiplied by a thousand or more in words or letters: "8k", "half a million".
    scaled: bool,
    /// Its letters make a unit of time: "45min".
    unit: bool,
    /// "A couple of", "half a": needs a unit to be a figure.
    vague: bool,
}

/// Every figure of the sentence, in order, not overlapping.
pub(super) fn figures(words: &[Word], lexicon: &Lexicon, transcript: &Transcript) -> Vec<Figure> {
    let sight = Sight { words, lexicon, transcript };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        // "Hundreds of", but not "a grand idea".
        let scale = word.is(class::SCALE) && !words.get(at + 1).is_some_and(|it| it.text(transcript).eq_ignore_ascii_case("of"));
        let may_begin = matches!(word.kind, Kind::Number | Kind::Currency) || (word.is(class::NUMBER | class::PER) && !scale);
        if !may_begin && !is_half(word, transcript) {
            at += 1;
            continue;
        }
        let (figure, next) = sight.at(at);
        found.extend(figure);
        at = next.max(at + 1);
    }
    found
}

fn is_half(word: &Word, transcript: &Transcript) -> bool {
    word.to - word.from == 4 && word.text(transcript).eq_ignore_ascii_case("half")
}

/// From a thousand up a bare number of speech is an amount.
const AMOUNT: f64 = 1000.0;

impl Sight<'_> {
    fn is(&self, at: usize, bits: u32) -> bool {
        self.words.get(at).is_some_and(|it| it.is(bits))
    }

    fn kind(&self, at: usize, kind: Kind) -> bool {
        self.words.get(at).is_some_and(|it| it.kind == kind)
    }

    fn text(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |it| it.text(self.transcript))
    }

    fn says(&self, at: usize, word: &str) -> bool {
        self.text(at).eq_ignore_ascii_case(word)
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
        while from > 0 && self.is(from - 1, class::APPROX) {
            from -= 1;
        }
        let before = from.checked_sub(1);
        let dated = of == Of::Time && self.is_dated(before, to, number);
        let short = of == Of::Time && self.is_short(number, to);
        let long = (number.to..to).any(|it| self.words.get(it).is_some_and(|it| it.class & class::LONG == class::LONG));
        let lossy = self.lossy();
        let telling = match of {
            // Weeks are terms and lead times, "5,200" is a size, unless something is lost or done in them.
            Of::Time => !long || lossy,
            Of::Money => number.scaled || currency || to > number.to || lossy,
            Of::Share => true,
            Of::Count => number.value >= 10.0 || self.matters(number.to, to),
        };
        let place = Default::default();
        let figure = Figure { of, from, to, value: number.value, rated: rate.is_some(), dated, telling, short, lossy, place };
        // "A day", "one thing": an article or a one is a number only with a rate behind it or a unit that loses.
        let slight = number.vague || (number.value <= 1.0 && !digits && of != Of::Money && of != Of::Share);
        let kept = !slight || rate.is_some() || dated || (of == Of::Time && number.value < 1.0) || (number.value > 1.0 && self.lossy());
        (kept.then_some(figure), to.max(number.to))
    }

    /// Telephone numbers, scores, dates with slashes: digits joined to digits, or four groups in a row.
    fn numbers_in_a_row(&self, begin: usize) -> Option<usize> {
        let mut end = begin;
        while self.kind(end, Kind::Number) && (end == begin || self.text(end).bytes().all(|it| it.is_ascii_digit())) {
            end += 1;
        }
        let joined = end == begin + 2 && self.words.get(begin + 1).is_some_and(|it| it.joined);
        let short = |at: usize| self.text(at).len() <= 2;
        // "10-15 hours" is a range; "555-1234" and "24/7" are no figures.
        let range = joined && short(begin) && short(begin + 1) && self.is(end, class::UNIT | class::PERCENT | class::MONEY);
        (end >= begin + 2 && !range && !(joined && self.kind(end, Kind::Percent))).then_some(end)
    }

    fn number(&self, at: usize) -> Option<Number> {
        if self.kind(at, Kind::Number) {
            return self.digits(at).map(|it| self.scale(it));
        }
        if is_half(self.words.get(at)?, self.transcript) {
            let article = usize::from(self.is(at + 1, class::PER));
            return Some(self.scale(Number { value: 0.5, to: at + 1 + article, scaled: false, unit: false, vague: true }));
        }
        if self.is(at, class::NUMBER) {
            return Some(self.spelled(at));
        }
        if !self.is(at, class::PER) || !(self.says(at, "a") || self.says(at, "an")) {
            return None;
        }
        // "a hundred", "a couple of days", "a few thousand", "a day a week"
        let mut to = at + 1;
        let couple = self.says(to, "couple");
        if couple || self.says(to, "few") || self.says(to, "good") {
            to += 1;
            to += usize::from(couple && self.says(to, "of"));
        }
        let value = if to > at + 1 { 2.0 } else { 1.0 };
        Some(self.scale(Number { value, to, scaled: false, unit: false, vague: true }))
    }

    /// "12,000", "2.5", "8k", "45min"; not "3rd", "2pm", "2024".
    fn digits(&self, at: usize) -> Option<Number> {
        let text = self.text(at);
        let split = text.find(|it: char| !(it.is_ascii_digit() || matches!(it, '.' | ','))).unwrap_or(text.len());
        let (number, letters) = text.split_at_checked(split)?;
        let value: f64 = number.replace(',', "").parse().ok()?;
        let (factor, unit) = match letters.to_ascii_lowercase().as_str() {
            "" => (1.0, false),
            "k" => (1e3, false),
            "m" | "mm" | "mn" => (1e6, false),
            "bn" | "b" => (1e9, false),
            "h" | "hr" | "hrs" | "min" | "mins" | "d" => (1.0, true),
            _ => return None,
        };
        let year = letters.is_empty() && number.len() == 4 && (1900.0..2100.0).contains(&value);
        let before = at.checked_sub(1);
        let priced = before.is_some_and(|it| self.kind(it, Kind::Currency));
        if (year && !priced && !self.is(at + 1, class::UNIT | class::MONEY))
            || number.len() > 1 && number.starts_with('0') && !number.contains('.')
        {
            return None;
        }
        Some(Number { value: value * factor, to: at + 1, scaled: factor > 1.0, unit, vague: false })
    }

    /// "Two hundred and fifty thousand".
    fn spelled(&self, from: usize) -> Number {
        let (mut total, mut part, mut at) = (0.0, 0.0, from);
        let mut scaled = false;
        loop {
            let joint = at > from && self.says(at, "and") && part >= 100.0 && self.is(at + 1, class::NUMBER);
            let word = at + usize::from(joint);
            let Some(value) = self.value(word) else { break };
            if self.is(word, class::SCALE) {
                part = f64::max(part, 1.0) * value;
                if value >= AMOUNT {
                    scaled = true;
                    total += part;
                    part = 0.0;
                }
            } else {
                // "Ten fifteen" and "two three" are not one number; "twenty five" is.
                let tens = part % 100.0;
                if part > 0.0 && !(value < 10.0 && tens >= 20.0 && tens % 10.0 == 0.0 || tens == 0.0) {
                    break;
                }
                part += value;
            }
            at = word + 1;
        }
        Number { value: total + part, to: at, scaled, unit: false, vague: false }
    }

    fn value(&self, at: usize) -> Option<f64> {
        let word = self.words.get(at).filter(|it| it.is(class::NUMBER))?;
        self.lexicon.head(word.head as usize).map(|it| f64::from(it.value))
    }

    /// Scales ("8 thousand", "a couple of hundred") and halves ("two and a half") behind a number.
    fn scale(&self, mut number: Number) -> Number {
        while self.is(number.to, class::SCALE) {
            let value = self.value(number.to).unwrap_or(1.0);
            number =
                Number { value: number.value * value, to: number.to + 1, scaled: number.scaled || value >= AMOUNT, vague: false, ..number };
        }
        number
    }

    /// "And a half", and the second end of "ten to fifteen", "10-15".
    fn range(&self, mut number: Number) -> Number {
        if self.says(number.to, "and")
            && self.says(number.to + 1, "a")
            && (self.says(number.to + 2, "half") || self.says(number.to + 2, "quarter"))
        {
            number = self.scale(Number { value: number.value + 0.5, to: number.to + 3, ..number });
        }
        let joint = usize::from(self.says(number.to, "to") || self.says(number.to, "or"));
        let joined = self.words.get(number.to).is_some_and(|it| it.joined);
        if joint == 1 || joined {
            let at = number.to + joint;
            if let Some(second) = self.number(at).filter(|it| !it.vague && it.value > number.value) {
                return Number { scaled: number.scaled || second.scaled, ..second };
            }
        }
        number
    }

    /// What the number counts and where that ends.
    fn counted(&self, begin: usize, number: Number, currency: bool) -> Option<(Of, usize)> {
        let to = number.to;
        // "A fifty-gallon heater" is a kind of thing.
        if self.words.get(to).is_some_and(|it| it.joined) {
            return None;
        }
        if number.unit {
            return Some((Of::Time, to));
        }
        if self.kind(to, Kind::Percent) || self.is(to, class::PERCENT) {
            return Some((Of::Share, to + 1));
        }
        if self.says(to, "per") && self.says(to + 1, "cent") {
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
            let half = self.says(noun + 1, "and") && self.says(noun + 2, "a") && self.says(noun + 3, "half");
            return Some((Of::Time, if half { noun + 4 } else { noun + 1 }));
        }
        if self.is(noun, class::YEAR) || number.vague && !number.scaled && number.value <= 1.0 {
            return None;
        }
        if let Some(end) = self.noun(to) {
            return Some((Of::Count, end));
        }
        // "One million" stands alone; "the top 100" and "number one" do not.
        let grouped = number.value >= AMOUNT && self.text(begin).contains(',');
        let large = grouped || (number.scaled && number.value >= AMOUNT);
        (large && !self.is(begin.wrapping_sub(1), class::MONTH)).then_some((Of::Money, to))
    }

    /// The end of what is counted: a plural, itself or after one word that describes it ("late orders").
    fn noun(&self, at: usize) -> Option<usize> {
        (at..at + 2).find(|noun| self.is_plural(*noun)).map(|it| it + 1).filter(|end| {
            let described = end - 1 > at;
            !described
                || self.words.get(at).is_some_and(|it| {
                    it.kind == Kind::Plain && it.after == super::words::After::Nothing && !it.is(class::STOP | class::VAGUE | class::MONTH)
                })
        })
    }

    fn is_plural(&self, at: usize) -> bool {
        let text = self.text(at);
        let word = self.words.get(at).filter(|it| it.kind == Kind::Plain);
        let plural = text.len() > 3 && text.ends_with('s') && !text.ends_with("ss") && !text.ends_with("'s") && !text.ends_with("’s");
        word.is_some_and(|it| {
            it.is(class::COUNTED) || (plural && !it.is(class::VAGUE | class::STOP | class::UNIT | class::YEAR | class::MONTH))
        })
    }

    /// The end of "a week", "per order", "every single day" behind a figure.
    fn rate(&self, at: usize) -> Option<usize> {
        if ["weekly", "daily", "monthly", "yearly", "annually", "quarterly"].iter().any(|it| self.says(at, it)) {
            return Some(at + 1);
        }
        if !self.is(at, class::PER) {
            return None;
        }
        let noun = at + 1 + usize::from(self.is(at + 1, class::BETWEEN) || self.says(at + 1, "single"));
        let unit = self.is(noun, class::UNIT | class::YEAR);
        let counted = (self.says(at, "per") || self.says(at, "every") || self.says(at, "each"))
            && self.words.get(noun).is_some_and(|it| it.kind == Kind::Plain);
        (unit || counted).then_some(noun + 1)
    }

    fn is_dated(&self, before: Option<usize>, to: usize, number: Number) -> bool {
        if before.is_some_and(|it| self.is(it, class::DATING)) || self.is(to, class::DATED) {
            return true;
        }
        let from_now = self.says(to, "from") && (self.says(to + 1, "now") || self.says(to + 1, "today"));
        let minutes = self.is_short(number, to) && self.rate(to).is_none() && !self.says(to, "of");
        let held = before.is_some_and(|it| (it.saturating_sub(2)..=it).any(|at| self.is(at, class::HOLDING)));
        from_now || (minutes && held)
    }

    /// Whether it counts minutes or hours.
    fn is_short(&self, number: Number, to: usize) -> bool {
        number.unit || (number.to..to).any(|it| self.is(it, class::MINUTE | class::HOUR))
    }

    fn matters(&self, from: usize, to: usize) -> bool {
        (from..to).any(|it| self.is(it, class::COUNTED)) && self.lossy()
    }

    /// Whether the sentence tells of loss or labour.
    fn lossy(&self) -> bool {
        self.words.iter().any(|it| it.is(class::LOSS))
    }
}
