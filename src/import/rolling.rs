//! Captions that roll: each repeats the end of the one before and adds to it. Repeated words are said once.

/// Takes from each text what the one before it already said, where the texts roll. Returns whether they do.
///
/// Two captions that say the same ("Yes." "Yes.") do not roll: something must be added, again and again.
pub(super) fn unroll(texts: &mut [String]) -> bool {
    let words: Vec<Vec<&str>> = texts.iter().map(|it| it.split_whitespace().collect()).collect();
    let mut border = Vec::new();
    let mut repeated = Vec::with_capacity(texts.len());
    let (mut rolls, mut fresh) = (0, 0);
    let mut before: &[&str] = &[];
    let mut last_line = "";
    for (text, now) in texts.iter().zip(&words) {
        let mut count = overlap(before, now, &mut border);
        let is_line = text.lines().map(str::trim).find(|it| !it.is_empty()) == Some(last_line);
        if count < 3 && !(count > 0 && is_line) {
            count = 0;
        }
        repeated.push(count);
        if !now.is_empty() {
            // A caption that only repeats is told nothing from; one that adds either rolls or does not.
            if count < now.len() || before.is_empty() {
                fresh += 1;
                rolls += usize::from(count > 0);
            }
            before = now;
            last_line = text.lines().map(str::trim).rfind(|it| !it.is_empty()).unwrap_or_default();
        }
    }
    if rolls < 2 || rolls * 2 < fresh {
        return false;
    }
    let kept: Vec<String> = words.iter().zip(&repeated).map(|(words, count)| words.get(*count..).unwrap_or_default().join(" ")).collect();
    for (text, kept) in texts.iter_mut().zip(kept) {
        *text = kept;
    }
    true
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
        let mut found: Vec<String> = texts.iter().map(|it| (*it).to_owned()).collect();
        unroll(&mut found);
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

    proptest! {
        #[test]
        fn the_overlap_is_the_longest_one(before in proptest::collection::vec("[ab]", 0..8), now in proptest::collection::vec("[ab]", 0..8)) {
            let (before, now): (Vec<&str>, Vec<&str>) = (before.iter().map(String::as_str).collect(), now.iter().map(String::as_str).collect());
            let expected = (0..=before.len().min(now.len())).rev().find(|it| before.ends_with(&now[..*it])).unwrap_or_default();
            prop_assert_eq!(overlap(&before, &now, &mut Vec::new()), expected);
        }
    }
}
