//! The chat of a call, as Zoom saves it: `10:15:22 From Dana to Everyone: Hello`, or the message on the lines below. It was
//! written, not spoken, and what is measured of speech is not measured of it.

use super::clock::{self, Span};
use super::lines::{Line, Lines, excerpt};
use super::{Found, Piece, names};

/// To whom messages go by these words; others are people, and then a mark stands behind the name.
const EVERYBODY: &[&str] = &[
    "everyone",
    "everybody",
    "all panelists",
    "all panelists and attendees",
    "hosts and panelists",
    "host and panelists",
    "waiting room participants",
    "me",
];
const PRIVATE: &[&str] = &["(direct message)", "(privately)", "(private)"];

/// How lines begin that answer or mark another message.
const ABOUT_OTHERS: &[&str] = &["replying to \"", "replying to “", "reacted to \"", "reacted to “", "removed a "];

/// The first line of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head<'a> {
    span: Option<Span>,
    pub who: &'a str,
    to: &'a str,
    /// What stands on the same line.
    pub words: &'a str,
}

impl<'a> Head<'a> {
    /// Takes a line apart; `None` where it begins no message.
    pub(super) fn of(line: &'a str) -> Option<Self> {
        let (head, is_sure) = Self::read(line)?;
        is_sure.then_some(head)
    }

    /// The same, and whether it goes to everybody or says that it is private. With a time before it a line of a chat may
    /// go to a person with no mark: "10:15:55 From Raj Singh to Dana Ortiz:".
    fn read(line: &'a str) -> Option<(Self, bool)> {
        let line = line.trim();
        let stamp = clock::dated(line).or_else(|| clock::stamp(line).map(|it| (it.0, it.2)));
        let (span, rest) = stamp.map_or((None, line), |it| (Some(it.0), it.1));
        let rest = rest.trim_start_matches([' ', '\t', '-', '–', ':']);
        let rest = strip(rest, "from ")?;
        let (to_at, colon) = {
            let to = rest.match_indices(" to ").chain(rest.match_indices(" To ")).map(|it| it.0).min()?;
            (to, to + rest.get(to..)?.find(':')?)
        };
        let who = names::bare(rest.get(..to_at)?.trim());
        let to = rest.get(to_at + 4..colon)?.trim();
        let is_to = |to: &str| {
            let to = to.to_lowercase();
            EVERYBODY.contains(&to.as_str()) || PRIVATE.iter().any(|it| to.ends_with(it))
        };
        let words = rest.get(colon + 1..)?.trim();
        // "From Me to Everyone:  03:45 PM", and the message below.
        let (span, words) = match clock::stamp(words) {
            Some((time, _, after)) if span.is_none() && after.trim().is_empty() => (Some(time), ""),
            _ => (span, words),
        };
        (!who.is_empty() && who.len() <= names::LONGEST).then_some((Self { span, who, to, words }, is_to(to)))
    }

    /// A line of a chat whose `members` have written before or after: to one of them it may go without a mark.
    fn among(line: &'a str, members: &[&str]) -> Option<Self> {
        let (head, is_sure) = Self::read(line)?;
        (is_sure || (head.span.is_some() && members.contains(&head.who))).then_some(head)
    }

    /// What is said of a message that stands among spoken words.
    pub(super) fn tell(&self, words: &str) -> String {
        format!("written in the chat by {} to {}, not spoken: “{}”", self.who, self.to, excerpt(words))
    }
}

fn strip<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    text.get(..start.len()).filter(|it| it.eq_ignore_ascii_case(start)).and_then(|_| text.get(start.len()..))
}

/// Whether a text is a chat and nothing else: it begins with a message, and hardly a line outside of them has a time.
pub(super) fn is(text: &str) -> bool {
    let mut lines = Lines::of(text).filter(|it| !it.text.trim().is_empty());
    if lines.next().is_none_or(|it| Head::of(it.text).is_none()) {
        return false;
    }
    let (mut heads, mut others) = (1, 0);
    for line in lines.take(400) {
        let head = Head::read(line.text);
        heads += usize::from(head.is_some_and(|it| it.1));
        others += usize::from(head.is_none() && clock::stamp(line.text.trim()).is_some());
    }
    others * 4 <= heads
}

/// Reads a chat.
pub(super) fn read(text: &str) -> Found {
    let mut found = Found::default();
    let mut open: Option<Piece> = None;
    let mut members: Vec<&str> = Lines::of(text).filter_map(|it| Head::of(it.text)).map(|it| it.who).collect();
    crate::domain::order::sort(&mut members);
    members.dedup();
    for line in Lines::of(text) {
        let said = line.text.trim();
        if let Some(head) = Head::among(line.text, &members) {
            close(open.take(), &mut found);
            let start = head.span.map(|it| it.start);
            open = Some(Piece { line: line.number, start, label: Some(head.who.into()), text: head.words.to_owned(), ..Piece::default() });
        } else if !said.is_empty() {
            take(line, said, &mut open, &mut found);
        }
    }
    close(open, &mut found);
    super::text::count_from_the_first(&mut found);
    if !found.pieces.is_empty() {
        found.notes.push(
            "This is the chat of a call: its words were written, so what is measured of speech (talk ratio, pace, pauses) is not measured."
                .to_owned(),
        );
    }
    found
}

/// A line below the first one of a message.
fn take(line: Line, said: &str, open: &mut Option<Piece>, found: &mut Found) {
    let lower = said.to_lowercase();
    let is_mark = ABOUT_OTHERS.iter().any(|it| lower.starts_with(it)) || !said.contains(char::is_alphabetic);
    match open {
        Some(_) if is_mark => found.skip(line.number, format!("it answers or marks another message: “{}”", excerpt(said))),
        Some(piece) => {
            if !piece.text.is_empty() {
                piece.text.push(' ');
            }
            piece.text.push_str(said);
        }
        None => found.skip(line.number, format!("it stands before the first message: “{}”", excerpt(said))),
    }
}

fn close(piece: Option<Piece>, found: &mut Found) {
    let Some(piece) = piece else { return };
    let lower = piece.text.to_lowercase();
    if piece.text.is_empty() {
        found.skip(piece.line, "a message without words");
    } else if ABOUT_OTHERS.iter().any(|it| lower.starts_with(it)) {
        found.skip(piece.line, format!("it answers or marks another message: “{}”", excerpt(&piece.text)));
    } else {
        found.pieces.push(piece);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_writes_to_one_person_without_a_mark_is_no_less_a_writer() {
        let found = read(
            "10:15:22 From Dana To Everyone:\n\tHello\n10:15:55 From Dana to Raj Singh:\n\tOnly you\n10:16 From Monday to Friday: closed\n",
        );
        let pieces: Vec<_> = found.pieces.iter().map(|it| (it.label.as_deref(), it.text.as_str())).collect();
        assert_eq!(pieces, [(Some("Dana"), "Hello"), (Some("Dana"), "Only you 10:16 From Monday to Friday: closed")]);
    }

    #[test]
    fn a_message_is_known_by_whom_it_goes_to() {
        let who = |line| Head::of(line).map(|it| (it.who, it.words));
        assert_eq!(who("10:15:22 From Dana Ortiz to Everyone: Hello"), Some(("Dana Ortiz", "Hello")));
        assert_eq!(who("10:15:22\t From  Dana Ortiz  to  Everyone : Hello: you"), Some(("Dana Ortiz", "Hello: you")));
        assert_eq!(who("00:12:01\tFrom Dana to Jonas Falk(Direct Message):"), Some(("Dana", "")));
        assert_eq!(who("From Me to Everyone:  03:45 PM"), Some(("Me", "")));
        assert_eq!(who("From Monday to Friday: we are open"), None);
        assert_eq!(who("10:15 From Monday to Friday: closed"), None);
        assert_eq!(who("From Dana: hello"), None);
        assert_eq!(who("2026-03-05 10:15:22 From Dana Ortiz to Everyone:"), Some(("Dana Ortiz", "")));
    }
}
