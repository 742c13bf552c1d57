//! What stands before colons all over a file, counted: which of it are speakers.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::Prefix;
use crate::import::{boilerplate, names};

/// What a label looked like where it stood, so that one that occurs once can be compared with those that recur.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct Shape {
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
pub(in crate::import) struct Census<'a> {
    units: usize,
    others: usize,
    /// How many had a word that is no name before a colon, behind the first name.
    heads: usize,
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
    pub(in crate::import) fn note(&mut self, prefix: Option<&Prefix<'a>>, shape: Shape) {
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
                if names::is_small_name(prefix.label) || names::is_dialled(prefix.label) {
                    *self.small.entry(prefix.label).or_default() += 1;
                }
            } else if !prefix.is_bracket && self.first_named.is_some() {
                self.heads += 1;
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
    pub(in crate::import) fn note_plain(&mut self, label: &'a str, rest: &'a str) {
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

    /// Whether [`Census::note_plain`] would only count `label`.
    pub(in crate::import) fn has(&self, label: &str) -> bool {
        self.labels.contains_key(label)
    }

    /// So many more [`Census::note_plain`] of a label that is there.
    pub(in crate::import) fn note_again(&mut self, label: &'a str, again: usize) {
        self.units += again;
        self.named += again;
        self.labels.entry(label).or_default().count += again;
    }

    /// Counts what was met again of `label`, which is no longer at hand then.
    fn forget(&mut self, label: &str) {
        if let Some(at) = self.recent.iter().position(|it| it.0 == label) {
            let (label, again) = self.recent.swap_remove(at);
            self.labels.entry(label).or_default().count += again;
        }
    }

    /// How many had what may be a name before a colon.
    pub(in crate::import) fn named(&self) -> usize {
        self.named
    }

    /// Whether what stands before colons heads parts of a text rather than what people say: no label comes again, none has a time
    /// or is known as a speaker's, and there are three, or words that are no name stand among them. First and last name are a
    /// person's.
    pub(in crate::import) fn is_outline(&self) -> bool {
        let is_once = |it: (&&str, &Tally)| it.1.count == 1 && !it.1.shape.timed && !it.1.is_bracket && !names::is_known(it.0);
        let many = self.labels.len() + self.numbers.len();
        let is_word = |it: &&str| !it.contains(' ');
        let is_short = self.labels.keys().any(is_word);
        self.recent.is_empty() && is_short && self.labels.iter().all(is_once) && (many > 2 || self.heads > 0)
    }

    /// Which labels are speakers. None at all where other words stand before a colon as often as names do, or where
    /// names are so few and late that they will be something else.
    pub(in crate::import) fn settle(mut self) -> Labels {
        while let Some((label, _)) = self.recent.last() {
            self.forget(label);
        }
        // Nearly every line begins with one of a few numbers, again and again: those are people.
        let recurring = || self.numbers.iter().filter(|it| *it.1 > 1);
        if recurring().count() > 1 && recurring().map(|it| it.1).sum::<usize>() * 3 >= self.units * 2 {
            return Labels(crate::domain::order::set(recurring().map(|it| (*it.0).into())));
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
        // Where every line begins so and somebody comes again, who comes once is somebody as well: "van der Meer".
        let prefixed = self.named + bracketed + self.others + self.heads + self.numbers.values().sum::<usize>();
        let is_whole = voices > 0 && prefixed >= self.units;
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
        // Where nearly all lines begin with a name, what recurs in its place is one, small letters or not; where all do, what does not,
        // if its last word is a name or it is a number.
        let is_full = self.named * 3 >= self.units * 2;
        let small = self
            .small
            .iter()
            .filter(|it| (is_full && *it.1 > 1) || (is_whole && (names::ends_as_name(it.0) || names::is_dialled(it.0))))
            .map(|it| it.0);
        Labels(crate::domain::order::set(speakers.chain(small).map(|it| (*it).into())))
    }
}

/// The labels of a file that are speakers, as written.
#[derive(Debug, Default)]
pub(in crate::import) struct Labels(BTreeSet<Rc<str>>);

impl Labels {
    /// Whether `prefix` names a speaker.
    pub(in crate::import) fn accept(&self, prefix: &Prefix) -> bool {
        self.has(prefix.label)
    }

    /// The name of the speaker that `prefix` names.
    pub(in crate::import) fn named(&self, prefix: &Prefix) -> Option<Rc<str>> {
        self.get(prefix.label)
    }

    /// The name of the speaker who is called so.
    pub(in crate::import) fn get(&self, label: &str) -> Option<Rc<str>> {
        self.0.get(label).cloned()
    }

    /// Whether a speaker is called so.
    pub(in crate::import) fn has(&self, label: &str) -> bool {
        self.0.contains(label)
    }

    pub(in crate::import) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
