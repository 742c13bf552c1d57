//! Where one piece of speech ends and the next begins, in a text without speakers and times.

use super::entry::Entry;
use crate::domain::transcript::ends_sentence;

/// A line this long, in letters, was hardly ended by whoever spoke.
const LONG: usize = 45;

/// What parts the pieces, beside blank lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Breaks {
    /// Nothing: paragraphs are the pieces.
    Blank,
    /// The end of every line.
    Lines,
    /// The end of a line that ends a sentence: the lines were only wrapped.
    Sentences,
}

impl Breaks {
    /// Lines are pieces, unless they are wrapped: then paragraphs are, where there are any. A lone blank line, as below a
    /// title, makes no paragraphs.
    pub(super) fn of(entries: &[Entry]) -> Self {
        let paragraphs = entries.iter().filter(|it| it.opens).count();
        let is_wrapped = is_wrapped(entries);
        let most = if is_wrapped { 12 } else { 3 };
        match (paragraphs > 1 && paragraphs * most >= entries.len(), is_wrapped) {
            (true, _) => Self::Blank,
            (false, true) => Self::Sentences,
            (false, false) if entries.is_empty() => Self::Blank,
            (false, false) => Self::Lines,
        }
    }

    /// Whether a piece ends with these words at the end of a line.
    pub(super) fn after(self, words: &str) -> bool {
        match self {
            Self::Blank => false,
            Self::Lines => true,
            Self::Sentences => ends_sentence(words),
        }
    }
}

/// Whether the lines end where a page did: they are long, and sentences end within them, not with them.
fn is_wrapped(entries: &[Entry]) -> bool {
    let count = |is: fn(&str) -> bool| entries.iter().filter(|it| is(it.whole)).count();
    let ends = |it: &str| ends_sentence(it);
    let within = |it: &str| [". ", "? ", "! "].iter().any(|end| it.contains(end));
    let long = count(|it| it.chars().count() >= LONG);
    long * 2 > entries.len() && count(ends) * 2 < entries.len() && count(within) * 4 >= entries.len()
}

#[cfg(test)]
mod tests {
    use crate::import::read;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let words = read(text.as_bytes()).expect("it is read").transcript;
        assert!(words.is_unnamed(), "{:?}", words.speakers);
        assert_eq!(words.segments.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn paragraphs_are_pieces() {
        check(
            "Thanks for the time today.\n\nHappy to.\nWhere do we begin?\n\nWith your week.",
            &["Thanks for the time today.", "Happy to. Where do we begin?", "With your week."],
        );
    }

    #[test]
    fn lines_are_pieces_also_below_a_title() {
        let said = "thanks for the time\nhappy to\nhow is your week\nbusy as ever\nthen let us be quick\nplease do\n";
        let lines: Vec<&str> = said.lines().collect();
        check(said, &lines);
        check(&format!("Talk with the depot\n\n{said}"), &[&["Talk with the depot"], lines.as_slice()].concat());
    }

    #[test]
    fn wrapped_lines_are_put_together() {
        let wrapped = "Thanks for making the time today. I would like to hear how the\nweek is planned, and then we see whether it is worth going on with\nit. Does that suit you?\nIt does. We plan on paper, which takes hours, and when a driver is\nill the whole plan is void and we begin anew.\n";
        check(
            wrapped,
            &[
                "Thanks for making the time today. I would like to hear how the week is planned, and then we see whether it is worth going on with it. Does that suit you?",
                "It does. We plan on paper, which takes hours, and when a driver is ill the whole plan is void and we begin anew.",
            ],
        );
        check(
            &wrapped.replace("you?\n", "you?\n\n"),
            &[
                "Thanks for making the time today. I would like to hear how the week is planned, and then we see whether it is worth going on with it. Does that suit you?",
                "It does. We plan on paper, which takes hours, and when a driver is ill the whole plan is void and we begin anew.",
            ],
        );
    }
}
