//! English as a machine writes it down that leaves out apostrophes: "thats", "dont".

use super::{Word, fixed};
use crate::domain::analysis::lexicon::{Lexicon, class};
use crate::domain::transcript::Transcript;

/// Words without their apostrophe, and with it. Those that are words of their own ("well", "were") are not among them.
const CONTRACTED: &[(u64, u64)] = &[
    (fixed("thats"), fixed("that's")),
    (fixed("dont"), fixed("don't")),
    (fixed("didnt"), fixed("didn't")),
    (fixed("doesnt"), fixed("doesn't")),
    (fixed("isnt"), fixed("isn't")),
    (fixed("wasnt"), fixed("wasn't")),
    (fixed("cant"), fixed("can't")),
    (fixed("wont"), fixed("won't")),
    (fixed("havent"), fixed("haven't")),
    (fixed("hasnt"), fixed("hasn't")),
    (fixed("hadnt"), fixed("hadn't")),
    (fixed("wouldnt"), fixed("wouldn't")),
    (fixed("couldnt"), fixed("couldn't")),
    (fixed("shouldnt"), fixed("shouldn't")),
    (fixed("arent"), fixed("aren't")),
    (fixed("werent"), fixed("weren't")),
    (fixed("im"), fixed("i'm")),
    (fixed("ive"), fixed("i've")),
    (fixed("id"), fixed("i'd")),
    (fixed("ill"), fixed("i'll")),
    (fixed("youre"), fixed("you're")),
    (fixed("youve"), fixed("you've")),
    (fixed("youd"), fixed("you'd")),
    (fixed("youll"), fixed("you'll")),
    (fixed("theyre"), fixed("they're")),
    (fixed("theyve"), fixed("they've")),
    (fixed("theyd"), fixed("they'd")),
    (fixed("theyll"), fixed("they'll")),
    (fixed("weve"), fixed("we've")),
    (fixed("hes"), fixed("he's")),
    (fixed("shes"), fixed("she's")),
    (fixed("its"), fixed("it's")),
    (fixed("itll"), fixed("it'll")),
    (fixed("thatll"), fixed("that'll")),
    (fixed("thatd"), fixed("that'd")),
    (fixed("whats"), fixed("what's")),
    (fixed("hows"), fixed("how's")),
    (fixed("wheres"), fixed("where's")),
    (fixed("whos"), fixed("who's")),
    (fixed("lets"), fixed("let's")),
    (fixed("theres"), fixed("there's")),
    (fixed("heres"), fixed("here's")),
];

/// Whether the words of `transcript` are written without apostrophes.
pub(super) fn is_bare(transcript: &Transcript) -> bool {
    !transcript.segments.iter().any(|it| it.text.contains(['\'', '’']))
}

/// Gives such words the meaning they have with their apostrophe.
pub(super) fn spell(words: &mut [Word], lexicon: &Lexicon) {
    for word in words {
        if let Some((_, whole)) = CONTRACTED.iter().find(|it| it.0 == word.hash) {
            word.respell(*whole, &lexicon.table);
        }
    }
}

/// What leads on from one clause to the next.
const LEADS_ON: [u64; 12] = [
    fixed("so"),
    fixed("and"),
    fixed("but"),
    fixed("okay"),
    fixed("yeah"),
    fixed("und"),
    fixed("aber"),
    fixed("y"),
    fixed("pero"),
    fixed("et"),
    fixed("mais"),
    fixed("donc"),
];

/// A person with its verb in one word.
const PERSONS: [u64; 19] = [
    fixed("i'm"),
    fixed("i've"),
    fixed("i'd"),
    fixed("i'll"),
    fixed("you're"),
    fixed("you've"),
    fixed("you'd"),
    fixed("you'll"),
    fixed("we're"),
    fixed("we've"),
    fixed("we'd"),
    fixed("we'll"),
    fixed("they're"),
    fixed("they've"),
    fixed("they'll"),
    fixed("it's"),
    fixed("that's"),
    fixed("there's"),
    fixed("let's"),
];

/// The fewest words of a clause.
const CLAUSE: usize = 6;

/// Whether a clause goes on at `at` that can stand alone: "and I'd have to ask him". What follows "and" is a person.
pub(super) fn goes_on(words: &[Word], at: usize) -> bool {
    let leads = |at: usize| words.get(at).is_some_and(|it| LEADS_ON.contains(&it.hash));
    if at < CLAUSE || words.len() < at + CLAUSE || !leads(at) || leads(at - 1) {
        return false;
    }
    let subject = (at + 1..at + 4).find(|it| !leads(*it)).and_then(|it| words.get(it));
    subject.is_some_and(|it| it.is(class::PERSON) || PERSONS.contains(&it.hash))
}
