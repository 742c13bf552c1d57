//! The colon rule: whether words before a colon are the speaker ("Dana: Hello") or just words ("One thing: hello").

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::lines::{find_any, trim};
use super::{boilerplate, names};

/// A line taken apart at its first colon, or at the bracket it begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Prefix<'a> {
    /// What may be the speaker; may hold a time as well ("Dana (0:12)").
    pub label: &'a str,
    /// The words after it.
    pub rest: &'a str,
    /// `[Dana] Hello`, without a colon.
    pub is_bracket: bool,
}

impl<'a> Prefix<'a> {
    /// The prefix of `line`, where it has one. Looks no further than a label can be long.
    pub(super) fn of(line: &'a str) -> Option<Self> {
        if line.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric) {
            return Self::before_colon(line);
        }
        let line = line.trim_start_matches(|it: char| it.is_whitespace() || names::is_invisible(it));
        let line = [">> ", "> ", "* ", "• "].iter().find_map(|it| line.strip_prefix(*it)).unwrap_or(line).trim_start();
        let dashed = line.strip_prefix(['-', '–', '—']).map(str::trim_start).filter(|it| it.starts_with(|it: char| !it.is_numeric()));
        let line = dashed.unwrap_or(line);
        if let Some(inner) = line.strip_prefix('[') {
            let end = inner.bytes().take(names::LONGEST).position(|it| it == b']')?;
            let (label, rest) = (inner.get(..end)?, inner.get(end + 1..)?.trim_start_matches('*').trim_start());
            return Some(match rest.strip_prefix(':') {
                Some(rest) => Self { label, rest: rest.trim_start(), is_bracket: false },
                None => Self { label, rest, is_bracket: true },
            });
        }
        let angled = line.strip_prefix('<').and_then(|it| it.split_once("> ")).filter(|it| it.0.len() <= names::LONGEST);
        if let Some((label, rest)) = angled.filter(|it| names::can_be_name(it.0)) {
            return Some(Self { label, rest, is_bracket: true });
        }
        // "(speaker 1) Hello": in round brackets only what can be nothing else.
        let round = line.strip_prefix('(').and_then(|it| it.split_once(')')).filter(|it| it.0.len() <= 24 && names::is_known(it.0));
        if let Some((label, rest)) = round.filter(|it| !it.1.trim_start().starts_with([':', '：'])) {
            return Some(Self { label, rest: rest.trim_start(), is_bracket: true });
        }
        Self::bold(line).or_else(|| Self::before_colon(line))
    }

    /// `**Dana** Hello`.
    fn bold(line: &'a str) -> Option<Self> {
        let (label, rest) = line.strip_prefix("**")?.split_once("**").filter(|it| it.0.len() < names::LONGEST)?;
        let is_apart =
            rest.starts_with(' ') && label == label.trim() && !label.ends_with(':') && !rest.trim_start().starts_with([':', '(', '[']);
        (is_apart && names::can_be_name(label)).then_some(Self { label, rest: rest.trim_start(), is_bracket: true })
    }

    fn before_colon(line: &'a str) -> Option<Self> {
        let at = colon(line)?;
        let label = names::bare(line.get(..at)?);
        let mut rest = line.get(at..)?;
        while let Some(after) = rest.strip_prefix(':').or_else(|| rest.strip_prefix('：')) {
            rest = after;
        }
        let rest = if matches!(line.as_bytes().first(), Some(b'*' | b'_')) { rest.trim_start_matches(['*', '_']) } else { rest };
        (!label.is_empty()).then_some(Self { label, rest: trim(rest), is_bracket: false })
    }
}

/// Where the first colon is that may end a label: not within a time or an address.
fn colon(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let head = bytes.get(..names::LONGEST + 8).unwrap_or(bytes);
    let mut from = 0;
    // A full-width colon begins with EF.
    while let Some(at) = head.get(from..).and_then(|it| find_any(it, [b':', 0xef, 0xef])).map(|it| from + it) {
        let (before, after) = (at.checked_sub(1).and_then(|it| bytes.get(it)), bytes.get(at + 1));
        let is_digit = |it: Option<&u8>| it.is_some_and(u8::is_ascii_digit);
        let is_end = match bytes.get(at) {
            Some(b':') => !(is_digit(before) && is_digit(after)) && after != Some(&b'/'),
            _ => bytes.get(at..at + 3) == Some("：".as_bytes()),
        };
        if is_end {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

/// What a label looked like where it stood, so that one that occurs once can be compared with those that recur.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// A time stood beside it.
    pub timed: bool,
    /// It began a paragraph.
    pub opens: bool,
    /// Markdown makes it bold.
    pub bold: bool,
}

#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    count: usize,
    shape: Shape,
    is_bracket: bool,
}

/// Counts what stands before colons all over a file.
#[derive(Debug, Default)]
pub(super) struct Census<'a> {
    units: usize,
    others: usize,
    named: usize,
    first_named: Option<usize>,
    /// As written: most labels are written the same every time.
    labels: BTreeMap<&'a str, Tally>,
    /// Names some people give themselves in small letters, or words.
    small: BTreeMap<&'a str, usize>,
    /// Numbers that stand for people, or count.
    numbers: BTreeMap<&'a str, usize>,
    /// Labels met lately by [`Census::note_plain`] and by nothing else since, with how often they were met again.
    recent: Vec<(&'a str, usize)>,
}

/// So many labels are kept at hand.
const RECENT: usize = 8;

impl<'a> Census<'a> {
    /// Counts one cue or line.
    pub(super) fn note(&mut self, prefix: Option<&Prefix<'a>>, shape: Shape) {
        self.units += 1;
        let Some(prefix) = prefix else { return };
        self.forget(prefix.label);
        if !self.labels.contains_key(prefix.label) && !names::can_be_name(prefix.label) {
            // "Date: ..." is neither a name nor a sentence.
            if !prefix.is_bracket
                && !prefix.label.is_empty()
                && prefix.label.len() <= 6
                && prefix.label.bytes().all(|it| it.is_ascii_digit())
            {
                *self.numbers.entry(prefix.label).or_default() += 1;
            } else if !prefix.is_bracket && !names::is_no_name(prefix.label) && prefix.label.split_whitespace().nth(8).is_none() {
                self.others += 1;
                if names::is_small_name(prefix.label) {
                    *self.small.entry(prefix.label).or_default() += 1;
                }
            }
            return;
        }
        if !prefix.is_bracket {
            self.named += 1;
            self.first_named.get_or_insert(self.units);
        }
        let tally = self.labels.entry(prefix.label).or_default();
        tally.count += 1;
        tally.shape = shape;
        tally.is_bracket = prefix.is_bracket;
    }

    /// [`Census::note`] of a label before a colon, of a default shape; what is met again and again is only counted.
    pub(super) fn note_plain(&mut self, label: &'a str, rest: &'a str) {
        if let Some(it) = self.recent.iter_mut().find(|it| std::ptr::eq(it.0, label) || it.0 == label) {
            it.1 += 1;
            self.units += 1;
            self.named += 1;
            return;
        }
        self.note(Some(&Prefix { label, rest, is_bracket: false }), Shape::default());
        if self.recent.len() < RECENT && self.labels.contains_key(label) {
            self.recent.push((label, 0));
        }
    }

    /// Counts what was met again of `label`, which is no longer at hand then.
    fn forget(&mut self, label: &str) {
        if let Some(at) = self.recent.iter().position(|it| it.0 == label) {
            let (label, again) = self.recent.swap_remove(at);
            self.labels.entry(label).or_default().count += again;
        }
    }

    /// How many had what may be a name before a colon.
    pub(super) fn named(&self) -> usize {
        self.named
    }

    /// Which labels are speakers. None at all where other words stand before a colon as often as names do, or where
    /// names are so few and late that they will be something else.
    pub(super) fn settle(mut self) -> Labels {
        while let Some((label, _)) = self.recent.last() {
            self.forget(label);
        }
        // Nearly every line begins with one of a few numbers, again and again: those are people.
        let recurring = || self.numbers.iter().filter(|it| *it.1 > 1);
        if recurring().count() > 1 && recurring().map(|it| it.1).sum::<usize>() * 3 >= self.units * 2 {
            return Labels(recurring().map(|it| (*it.0).into()).collect());
        }
        let mut people: BTreeMap<String, Tally> = BTreeMap::new();
        for (label, it) in &self.labels {
            let person = people.entry(names::key(label)).or_default();
            *person = Tally { count: person.count + it.count, ..*it };
        }
        let recurring = || people.values().filter(|it| it.count > 1);
        let sum = |shaped: fn(&Tally) -> bool| recurring().filter(|it| shaped(it)).count();
        let (voices, timed, opening) = (recurring().count(), sum(|it| it.shape.timed), sum(|it| it.shape.opens));
        let is_bold = voices > 0 && sum(|it| it.shape.bold) * 5 >= voices * 4;
        let bracketed = people.iter().filter(|it| it.1.is_bracket && !boilerplate::is_sound_name(it.0));
        let bracketed: usize = bracketed.map(|it| it.1.count).sum();
        // `[Dana] Hello` needs a second `[Dana]`, or nothing else beside it.
        let has_brackets = bracketed == self.units || recurring().any(|it| it.is_bracket);
        let named = self.named + if has_brackets { bracketed } else { 0 };
        // Who speaks goes on speaking: parts of a document have a name each, once.
        let is_early = self.first_named.is_some_and(|it| it <= 3) && (voices > 0 || people.len() <= 3 || self.named * 3 >= self.units);
        let is_common = voices > 1 || named * 5 >= self.units;
        if named <= self.others || !(is_early || is_common) {
            return Labels::default();
        }
        let is_speaker = |label: &str| {
            let key = names::key(label);
            let Some(it) = people.get(&key) else { return false };
            // "Agent: Dana Ortiz" above lines that have a time each lists her.
            let is_listed = voices > 1 && it.count == 1 && timed * 5 >= voices * 4 && !it.shape.timed;
            if names::is_known(label) {
                return !is_listed;
            }
            if it.is_bracket && (!has_brackets || boilerplate::is_sound_name(&key)) {
                return false;
            }
            // A label that occurs once should look like a name, and like the others do.
            let is_odd = voices > 1 && ((timed * 5 >= voices * 4 && !it.shape.timed) || (opening * 5 >= voices * 4 && !it.shape.opens));
            let is_odd = is_odd || (is_bold && !it.shape.bold);
            it.count > 1 || ((names::looks_like_name(label) || (is_bold && it.shape.bold)) && (it.is_bracket || !is_odd))
        };
        let speakers = self.labels.keys().filter(|it| is_speaker(it));
        // Where nearly all lines begin with a name, what recurs in its place is one, small letters or not.
        let is_full = self.named * 3 >= self.units * 2;
        let small = self.small.iter().filter(|it| is_full && *it.1 > 1).map(|it| it.0);
        Labels(speakers.chain(small).map(|it| (*it).into()).collect())
    }
}

/// The labels of a file that are speakers, as written.
#[derive(Debug, Default)]
pub(super) struct Labels(BTreeSet<Rc<str>>);

impl Labels {
    /// Whether `prefix` names a speaker.
    pub(super) fn accept(&self, prefix: &Prefix) -> bool {
        self.has(prefix.label)
    }

    /// The name of the speaker that `prefix` names.
    pub(super) fn named(&self, prefix: &Prefix) -> Option<Rc<str>> {
        self.0.get(prefix.label).cloned()
    }

    /// Whether a speaker is called so.
    pub(super) fn has(&self, label: &str) -> bool {
        self.0.contains(label)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lines: &[&str], expected: &[&str]) {
        let mut census = Census::default();
        for line in lines {
            census.note(Prefix::of(line).as_ref(), Shape::default());
        }
        let labels = census.settle();
        let found: Vec<_> = lines.iter().filter_map(|it| Prefix::of(it)).filter(|it| labels.accept(it)).map(|it| it.label).collect();
        assert_eq!(found, expected, "{lines:?}");
    }

    #[test]
    fn a_name_before_a_colon_speaks() {
        check(&["Dana: Hello", "Lee Moss: Hi", "Dana: So here is the thing: we wait"], &["Dana", "Lee Moss", "Dana"]);
        check(&["**Dana:** Hello", "**Lee**: Hi", "agent: yes"], &["Dana", "Lee", "agent"]);
        check(&["- Dana: Hello", "– Lee: Hi", "-Dana: So", "—Lee: yes"], &["Dana", "Lee", "Dana", "Lee"]);
        check(&["> Dana: Hello", ">> Lee: Hi", ">>Dana: So"], &["Dana", "Lee", "Dana"]);
        check(&["[SPEAKER_00]: Hello", "[Lee Moss]: Hi"], &["SPEAKER_00", "Lee Moss"]);
        check(
            &["Dana: Hello", "lee moss: hi", "Dana: So", "Dana: So", "lee moss: yes", "Dana: go"],
            &["Dana", "lee moss", "Dana", "Dana", "lee moss", "Dana"],
        );
        check(&["(speaker 0) Hello", "(on the phone) So", "(speaker 1) Hi", "(speaker 0) Yes"], &["speaker 0", "speaker 1", "speaker 0"]);
        check(&["**Dana** Hello", "**Lee Moss** Hi", "and on", "**Dana** So"], &["Dana", "Lee Moss", "Dana"]);
        check(&["<Dana> Hello", "<Lee Moss> Hi", "<b> and", "<Dana> So"], &["Dana", "Lee Moss", "Dana"]);
        check(&["[Agent] Hello", "[Music]", "[Agent] Hi"], &["Agent", "Agent"]);
        check(&["[Dana] Hello", "[Lee] Hi", "[laughter]", "[Dana] So"], &["Dana", "Lee", "Dana"]);
        check(&["Title: Renewal", "Duration: 3 minutes", "Dana: Hello", "Lee: Hi"], &["Dana", "Lee"]);
        check(&["Dana：Hello", "Dana:Hello"], &["Dana", "Dana"]);
        check(&["101: Hello", "102: Hi", "101: So", "102: Yes"], &["101", "102", "101", "102"]);
        check(&["\u{200f}דנה: שלום", "\u{200f}יוסי: היי", "\u{200f}דנה: טוב"], &["דנה", "יוסי", "דנה"]);
        check(&["Dana/Acme: Hello", "Lee/Globex: Hi", "and / or: So"], &["Dana/Acme", "Lee/Globex"]);
    }

    #[test]
    fn words_before_a_colon_are_words() {
        check(&["so the plan is this: wait", "and another: go", "Dana: hm"], &[]);
        check(&["https://example.com", "at 10:30 we go", "One more thing: no"], &[]);
        check(&["Hello", "again", "and again", "we wait", "and then", "Remember: no"], &[]);
        check(&["Dana: Hello", "Note: this is quoted", "Lee: Hi"], &["Dana", "Lee"]);
        check(&["1: first", "2: second", "3: third", "1: once more"], &[]);
        check(&["Dana: Hello", "The main thing: wait", "Dana: Hi"], &["Dana", "Dana"]);
    }

    #[test]
    fn a_name_that_is_only_given_when_it_changes_still_counts() {
        let mut lines = vec!["Dana: Hello"];
        lines.extend(["and on it goes"; 20]);
        check(&lines, &["Dana"]);
    }
}
