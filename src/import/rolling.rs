//! Captions that roll: each repeats the end of the one before and adds to it. Repeated words are said once.

use std::borrow::Cow;

use super::lines::{holds_start, is_blank};

/// How many captions are looked at, at the start, the middle and the end of a file, before all are.
const SAMPLE: usize = 40;

/// How many words at the start of each of `count` texts the one before it already said; `None` where the texts do not roll.
///
/// Two captions that say the same ("Yes." "Yes.") do not roll: something must be added, again and again.
pub(super) fn repeated<'a>(count: usize, text: &dyn Fn(usize) -> Cow<'a, str>) -> Option<Vec<usize>> {
    let texts = |from: usize, to: usize| (from..to.min(count)).map(text).collect::<Vec<_>>();
    let starts = [0, (count / 2).saturating_sub(SAMPLE / 2), count.saturating_sub(SAMPLE)];
    let rolls = |from: usize| {
        let sample = texts(from, from + SAMPLE);
        may_roll(&sample) && repeats(&sample).is_some()
    };
    if starts.into_iter().any(rolls) { repeats(&texts(0, count)) } else { None }
}

/// `text` without so many of its first words.
pub(super) fn without(text: &str, count: usize) -> String {
    text.split_whitespace().skip(count).collect::<Vec<_>>().join(" ")
}

/// Whether [`repeats`] can say so: at least two texts must begin with what stands in the one before.
fn may_roll(texts: &[impl AsRef<str>]) -> bool {
    texts.array_windows().filter(|[before, now]| holds_start(before.as_ref(), now.as_ref())).nth(1).is_some()
}

/// [`repeated`], of all texts.
fn repeats(texts: &[impl AsRef<str>]) -> Option<Vec<usize>> {
    let (mut earlier, mut now): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    let mut border = Vec::new();
    let mut repeated = Vec::with_capacity(texts.len());
    let (mut rolls, mut fresh) = (0, 0);
    let mut before = "";
    for text in texts.iter().map(AsRef::as_ref) {
        if is_blank(text) {
            repeated.push(0);
            continue;
        }
        let (mut count, mut adds) = (0, true);
        // Nearly no two captions of a file that does not roll come so far.
        if holds_start(before, text) {
            earlier.clear();
            earlier.extend(before.split_whitespace());
            now.clear();
            now.extend(text.split_whitespace());
            count = overlap(&earlier, &now, &mut border);
            let goes_on = || lines(text).next() == lines(before).next_back();
            if count < 3 && !(count > 0 && goes_on()) {
                count = 0;
            }
            adds = count < now.len();
        }
        repeated.push(count);
        // A caption that only repeats tells nothing; one that adds either rolls or does not.
        if adds {
            fresh += 1;
            rolls += usize::from(count > 0);
        }
        before = text;
    }
    (rolls >= 2 && rolls * 2 >= fresh).then_some(repeated)
}

/// The lines that have words.
fn lines(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.lines().map(str::trim).filter(|it| !it.is_empty())
}

/// How many words at the end of `before` begin `now`: the longest such run. Linear (Knuth, Morris, Pratt).
fn overlap(before: &[&str], now: &[&str], border: &mut Vec<usize>) -> usize {
    border.clear();
    border.resize(now.len(), 0);
    let mut length = 0;
    for at in 1..now.len() {
        length = extend(now, border, length, now.get(at));
        if let Some(it) = border.get_mut(at) {
            *it = length;
        }
    }
    let mut length = 0;
    // No run is longer than `now`; earlier words cannot matter.
    for word in before.iter().skip(before.len().saturating_sub(now.len())) {
        length = extend(now, border, length, Some(word));
    }
    length
}

/// The longest beginning of `now` that ends with `word`, given the one before it.
fn extend(now: &[&str], border: &[usize], mut length: usize, word: Option<&&str>) -> usize {
    loop {
        if length < now.len() && now.get(length) == word {
            return length + 1;
        }
        match length.checked_sub(1).and_then(|it| border.get(it)) {
            Some(shorter) => length = *shorter,
            None => return 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(texts: &[&str], expected: &[&str]) {
        let repeated = repeated(texts.len(), &|at| Cow::Borrowed(texts[at])).unwrap_or_else(|| vec![0; texts.len()]);
        let rest = texts.iter().zip(repeated).map(|(text, count)| if count > 0 { without(text, count) } else { (*text).to_owned() });
        let found: Vec<String> = rest.collect();
        assert_eq!(found, expected, "{texts:?}");
    }

    #[test]
    fn rolling_captions_say_everything_once() {
        check(&["we begin", "we begin\nand go on", "and go on\nto the end"], &["we begin", "and go on", "to the end"]);
        check(
            &["we begin", "we begin", "we begin\nand go on", "and go on", "and go on\nto the end"],
            &["we begin", "", "and go on", "", "to the end"],
        );
        check(&["so we will wait", "so we will wait for you", "so we will wait for you here"], &["so we will wait", "for you", "here"]);
    }

    #[test]
    fn what_people_repeat_themselves_stays() {
        check(&["Yes.", "Yes.", "Yes.", "Go."], &["Yes.", "Yes.", "Yes.", "Go."]);
        check(&["I do not know", "I do not know", "Maybe"], &["I do not know", "I do not know", "Maybe"]);
        check(&["I do not know", "I do not know yet", "Maybe", "Or not"], &["I do not know", "I do not know yet", "Maybe", "Or not"]);
    }

    /// [`repeats`] without a look at how the texts begin.
    fn repeats_slowly(texts: &[String]) -> Option<Vec<usize>> {
        let (mut before, mut repeated, mut rolls, mut fresh) = ("", Vec::new(), 0, 0);
        for text in texts {
            let words = |text: &'_ String| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            let (earlier, now) = (words(&before.to_owned()), words(text));
            let longest = (0..=now.len().min(earlier.len())).rev().find(|it| earlier.ends_with(&now[..*it])).unwrap_or_default();
            let goes_on = lines(text).next().is_some() && lines(text).next() == lines(before).next_back();
            let count = if longest >= 3 || goes_on { longest } else { 0 };
            repeated.push(count);
            if !now.is_empty() {
                fresh += usize::from(count < now.len());
                rolls += usize::from(count < now.len() && count > 0);
                before = text;
            }
        }
        (rolls >= 2 && rolls * 2 >= fresh).then_some(repeated)
    }

    proptest! {
        #[test]
        fn a_look_at_the_start_changes_nothing(texts in proptest::collection::vec("([abü]{1,2}[ \n\u{a0}]{1,2}){0,5}[ab]?", 2..7)) {
            prop_assert_eq!(repeats(&texts), repeats_slowly(&texts), "{:?}", texts);
        }

        #[test]
        fn what_rolls_is_looked_at(texts in proptest::collection::vec("[ab]{1,2}[ \nü\u{a0}][ab]{1,3}[ \n][abü]{0,9}[ \n]a?", 2..6)) {
            prop_assert!(may_roll(&texts) || repeats(&texts).is_none(), "{texts:?}");
        }

        #[test]
        fn the_overlap_is_the_longest_one(before in proptest::collection::vec("[ab]", 0..8), now in proptest::collection::vec("[ab]", 0..8)) {
            let (before, now): (Vec<&str>, Vec<&str>) = (before.iter().map(String::as_str).collect(), now.iter().map(String::as_str).collect());
            let expected = (0..=before.len().min(now.len())).rev().find(|it| before.ends_with(&now[..*it])).unwrap_or_default();
            prop_assert_eq!(overlap(&before, &now, &mut Vec::new()), expected);
        }
    }
}
