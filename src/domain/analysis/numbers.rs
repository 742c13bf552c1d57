//! Numbers in digits and words: "12,000", "8k", "two hundred and fifty", "half a million", "ten to fifteen".

use super::figures::{Sight, is_half, word};
use super::lexicon::class;
use super::words::{After, Kind, List};

/// A number and how many words it takes.
#[derive(Clone, Copy)]
pub(super) struct Number {
    /// What it says.
    pub value: f64,
    /// Just after its last word.
    pub to: usize,
    /// Multiplied by a thousand or more in words or letters: "8k", "half a million".
    pub scaled: bool,
    /// Its letters make a unit of time: "45min".
    pub unit: bool,
    /// "A couple of", "half a": needs a unit to be a figure.
    pub vague: bool,
}

/// What stands between the two ends of a range.
const JOINTS: List<8> = List::of(["to", "or", "bis", "oder", "o", "a", "à", "ou"]);

/// What parts the whole from its parts.
const POINTS: List<4> = List::of(["point", "komma", "coma", "virgule"]);

/// From a thousand up a bare number of speech is an amount.
pub(super) const AMOUNT: f64 = 1000.0;

/// So many digits fit into a number.
const EXACT: usize = 15;

/// What stands right behind digits: how much it multiplies them, and whether it is a unit of time.
const LETTERS: [(&str, f64, bool); 12] = [
    ("k", 1e3, false),
    ("m", 1e6, false),
    ("mm", 1e6, false),
    ("mn", 1e6, false),
    ("bn", 1e9, false),
    ("b", 1e9, false),
    ("h", 1.0, true),
    ("hr", 1.0, true),
    ("hrs", 1.0, true),
    ("min", 1.0, true),
    ("mins", 1.0, true),
    ("d", 1.0, true),
];

impl Sight<'_> {
    /// Telephone numbers, scores, dates with slashes: digits joined to digits, or four groups in a row.
    pub fn numbers_in_a_row(&self, begin: usize) -> Option<usize> {
        if !self.kind(begin, Kind::Number) || self.grouped(begin).is_some() {
            return None;
        }
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

    /// "1 800" with its currency, unit or percent: thousands parted by a space, as most of Europe and ISO 31 write them.
    fn grouped(&self, at: usize) -> Option<(f64, usize)> {
        // Hardly any number is followed by another one.
        if !self.kind(at, Kind::Number) || !self.kind(at + 1, Kind::Number) {
            return None;
        }
        let digits = |at: usize| Some(self.text(at)).filter(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit()));
        let first = digits(at).filter(|it| it.len() <= 3 && !it.starts_with('0'))?;
        let mut to = at + 1;
        let follows = |to: usize| self.words.get(to - 1).is_some_and(|it| it.after == After::Nothing);
        while digits(to).is_some_and(|it| it.len() == 3 && follows(to) && !self.words.get(to).is_some_and(|it| it.joined)) {
            to += 1;
        }
        if to == at + 1 {
            return None;
        }
        let priced = at.checked_sub(1).is_some_and(|it| self.kind(it, Kind::Currency)) || self.kind(to, Kind::Currency);
        let counted = priced || self.kind(to, Kind::Percent) || self.is(to, class::UNIT | class::MONEY | class::PERCENT | class::COUNTED);
        if !counted {
            return None;
        }
        let mut value: f64 = first.parse().ok()?;
        for group in at + 1..to {
            value = value * AMOUNT + digits(group)?.parse::<f64>().ok()?;
        }
        Some((value, to))
    }

    pub fn number(&self, at: usize) -> Option<Number> {
        if let Some((value, to)) = self.grouped(at) {
            return Some(self.scale(Number { value, to, scaled: true, unit: false, vague: false }));
        }
        if self.kind(at, Kind::Number) {
            return self.digits(at).map(|it| self.scale(it));
        }
        if is_half(self.words.get(at)?) {
            let article = usize::from(self.is(at + 1, class::PER));
            return Some(self.scale(Number { value: 0.5, to: at + 1 + article, scaled: false, unit: false, vague: true }));
        }
        if self.is(at, class::NUMBER) {
            return Some(self.parts(self.spelled(at)));
        }
        if !self.is(at, class::PER) || !(self.says(at, word!("a")) || self.says(at, word!("an"))) {
            return None;
        }
        // "a hundred", "a couple of days", "a few thousand", "a day a week"
        let mut to = at + 1;
        // "A good day" is none, "a good few" and "a good twenty" are.
        let more = self.words.get(to + 1).is_some_and(|it| it.is(class::NUMBER))
            || self.says(to + 1, word!("few"))
            || self.says(to + 1, word!("couple"));
        to += usize::from(self.says(to, word!("good")) && more);
        // "A hundred and eighty thousand" goes on where "a grand" ends.
        if to == at + 1 && self.is(to, class::SCALE) && self.is(to, class::NUMBER) && !self.says(to, word!("grand")) {
            return Some(self.spelled(to));
        }
        let couple = self.says(to, word!("couple"));
        if couple || self.says(to, word!("few")) {
            to += 1;
            to += usize::from(couple && self.says(to, word!("of")));
        }
        // "A grand" is money only with a rate or a loss.
        let grand = self.says(to, word!("grand"));
        if self.says(to - 1, word!("good")) {
            return self.number(to);
        }
        let value = if to > at + 1 { 2.0 } else { 1.0 };
        let number = self.scale(Number { value, to, scaled: false, unit: false, vague: true });
        Some(Number { vague: number.vague || grand, ..number })
    }

    /// "12,000", "2.5", "8k", "45min"; not "3rd", "2pm", "2024".
    fn digits(&self, at: usize) -> Option<Number> {
        let text = self.text(at);
        let split = text.find(|it: char| !(it.is_ascii_digit() || matches!(it, '.' | ',' | '\''))).unwrap_or(text.len());
        let (number, letters) = text.split_at_checked(split)?;
        let value = self.parsed(number)?;
        let (factor, unit) = match letters {
            "" => (1.0, false),
            _ => LETTERS.iter().find(|it| it.0.eq_ignore_ascii_case(letters)).map(|it| (it.1, it.2))?,
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

    /// "12,000" and "1.24" in English, "12.000" and "1,24" elsewhere; "12'000" in Switzerland; "1.234,5" says itself which
    /// is which, and so does a comma before other than three digits.
    fn parsed(&self, text: &str) -> Option<f64> {
        let english = matches!(self.lexicon.language, "en" | "");
        let decimal = match (text.rfind('.'), text.rfind(',')) {
            (Some(dot), Some(comma)) => Some(dot.max(comma)),
            (Some(dot), None) if text.matches('.').count() == 1 && (english || text.len() - dot != 4) => Some(dot),
            (None, Some(comma)) if text.matches(',').count() == 1 && text.len() - comma != 4 => Some(comma),
            _ => None,
        };
        value(text, decimal)
    }

    /// "Two hundred and fifty thousand".
    fn spelled(&self, from: usize) -> Number {
        let (mut total, mut part, mut at) = (0.0, 0.0, from);
        let mut scaled = false;
        loop {
            // "Two hundred and fifty", but "treinta y cinco", "vingt et un".
            let tens = part % 100.0 >= 20.0 && (self.says(at, word!("y")) || self.says(at, word!("et")));
            let joint = at > from && ((self.says(at, word!("and")) && part >= 100.0) || tens) && self.is(at + 1, class::NUMBER);
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
                // "Quatre-vingt-dix", "soixante-quinze"
                if self.lexicon.language == "fr" && ((tens == 4.0 && value == 20.0) || (tens >= 60.0 && tens % 20.0 == 0.0 && value < 20.0))
                {
                    part += if value == 20.0 { 76.0 } else { value };
                    at = word + 1;
                    continue;
                }
                if part > 0.0 && !(value < 10.0 && tens >= 20.0 && tens % 10.0 == 0.0 || tens == 0.0) {
                    break;
                }
                // "Dreißigtausend" is one word.
                scaled |= value >= AMOUNT;
                part += value;
            }
            at = word + 1;
        }
        Number { value: total + part, to: at, scaled, unit: false, vague: false }
    }

    /// "Two point four million": the parts of one that are spelled behind a number.
    fn parts(&self, number: Number) -> Number {
        let digit = |at: usize| self.value(at).filter(|it| (1.0..10.0).contains(it));
        let is_point =
            !number.scaled && self.says_any(number.to, &POINTS) && self.words.get(number.to).is_some_and(|it| it.after == After::Nothing);
        let (mut value, mut to, mut place) = (number.value, number.to + 1, 10.0);
        while let Some(part) = digit(to).filter(|_| is_point) {
            (value, to, place) = (value + part / place, to + 1, place * 10.0);
        }
        if to > number.to + 1 { self.scale(Number { value, to, ..number }) } else { number }
    }

    fn value(&self, at: usize) -> Option<f64> {
        let word = self.words.get(at).filter(|it| it.is(class::NUMBER))?;
        self.lexicon.table.head(word.head as usize).map(|it| f64::from(it.value))
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
    pub fn range(&self, mut number: Number) -> Number {
        let y_medio =
            (self.says(number.to, word!("y")) || self.says(number.to, word!("et"))) && self.words.get(number.to + 1).is_some_and(is_half);
        if y_medio {
            number = Number { value: number.value + 0.5, to: number.to + 2, ..number };
        }
        if self.says(number.to, word!("and"))
            && self.says(number.to + 1, word!("a"))
            && (self.says(number.to + 2, word!("half")) || self.says(number.to + 2, word!("quarter")))
        {
            number = self.scale(Number { value: number.value + 0.5, to: number.to + 3, ..number });
        }
        let joint = usize::from(self.says_any(number.to, &JOINTS));
        let joined = self.words.get(number.to).is_some_and(|it| it.joined);
        if joint == 1 || joined {
            let at = number.to + joint;
            if let Some(second) = self.number(at).filter(|it| !it.vague && it.value > number.value) {
                return Number { scaled: number.scaled || second.scaled, ..second };
            }
        }
        number
    }
}

/// What the digits of `text` say, of which those after `decimal` are parts of one; whatever else stands in it only groups them.
fn value(text: &str, decimal: Option<usize>) -> Option<f64> {
    let digits = || text.bytes().enumerate().filter(|it| it.1.is_ascii_digit());
    let (whole, parts) = (digits().count(), decimal.map_or(0, |from| digits().filter(|it| it.0 > from).count()));
    if (1..=EXACT).contains(&whole) {
        // Both are exact, and so is their quotient as far as a number can be.
        let all = digits().fold(0.0, |value, it| value * 10.0 + f64::from(it.1 - b'0'));
        return Some((0..parts).fold(1.0, |power, _| power * 10.0)).map(|it| all / it);
    }
    let plain = text.char_indices().filter_map(|(at, it)| if Some(at) == decimal { Some('.') } else { it.is_ascii_digit().then_some(it) });
    plain.collect::<String>().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::value;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn digits_say_what_the_standard_library_reads_in_them(whole in "[0-9]{1,18}", parts in "[0-9]{0,9}") {
            let text = format!("{whole},{parts}");
            prop_assert_eq!(value(&text, Some(whole.len())), format!("{whole}.{parts}").parse().ok());
            prop_assert_eq!(value(&text, None), format!("{whole}{parts}").parse().ok());
        }
    }
}
