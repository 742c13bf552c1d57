//! What changed for somebody who neither speaks nor is spoken to: "They had six leaks the year before, and none since."

use super::lexicon::{Topic, Topics, class};
use super::words::{After, Kind, Spelled, Word, fixed};
use crate::domain::transcript::Transcript;

/// Who is absent, where they begin a clause; Spanish says so by its verb.
const THEY: [u64; 16] = [
    fixed("they"),
    fixed("they've"),
    fixed("they're"),
    fixed("they'd"),
    fixed("their"),
    fixed("ils"),
    fixed("elles"),
    fixed("leurs"),
    fixed("ellos"),
    fixed("ellas"),
    fixed("tenían"),
    fixed("traían"),
    fixed("perdían"),
    fixed("pasaron"),
    fixed("bajaron"),
    fixed("estaban"),
];

/// German "die" is anybody, unless one of these stands beside it.
pub(super) const DIE: u64 = fixed("die");
pub(super) const VERBS: [u64; 7] =
    [fixed("hatten"), fixed("haben"), fixed("sind"), fixed("waren"), fixed("lagen"), fixed("liegen"), fixed("machen")];

/// Who is spoken to; German "Sie" is told from "sie" by its capital, within a sentence.
const SPOKEN_TO: [u64; 15] = [
    fixed("you"),
    fixed("your"),
    fixed("you'd"),
    fixed("you've"),
    fixed("you're"),
    fixed("you'll"),
    fixed("vous"),
    fixed("votre"),
    fixed("vos"),
    fixed("usted"),
    fixed("ustedes"),
    fixed("tenés"),
    fixed("tenéis"),
    fixed("ihnen"),
    fixed("euch"),
];
const SIE: u64 = fixed("sie");

/// Words of a time before, and of one since.
const SINCE: [u64; 23] = [
    fixed("before"),
    fixed("since"),
    fixed("went"),
    fixed("used"),
    fixed("now"),
    fixed("dropped"),
    fixed("down"),
    fixed("came"),
    fixed("avant"),
    fixed("maintenant"),
    fixed("depuis"),
    fixed("passés"),
    fixed("antes"),
    fixed("ahora"),
    fixed("desde"),
    fixed("pasaron"),
    fixed("bajó"),
    fixed("bajaron"),
    fixed("vorher"),
    fixed("jetzt"),
    fixed("seit"),
    fixed("runter"),
    fixed("danach"),
];

/// "To none" is a figure as well, and "one" mostly is none.
const NONE: [u64; 9] = [
    fixed("none"),
    fixed("zero"),
    fixed("keine"),
    fixed("keinen"),
    fixed("ninguno"),
    fixed("ninguna"),
    fixed("aucun"),
    fixed("aucune"),
    fixed("zéro"),
];
const ONE: [u64; 9] =
    [fixed("one"), fixed("un"), fixed("une"), fixed("uno"), fixed("una"), fixed("ein"), fixed("eine"), fixed("einen"), fixed("einem")];

/// So many figures tell what changed.
const CHANGED: usize = 2;

/// So many words may stand before whom a sentence is of.
const SUBJECT: usize = 5;

/// What is told of somebody absent, as topic bits: two figures, and that they changed. The second may stand in the `next` sentence,
/// with a word of when.
pub(super) fn told_of_absent(words: &[Word], next: &[Word], transcript: &Transcript) -> Topics {
    let begins = |at: usize| at < SUBJECT || words.get(at - 1).is_some_and(|it| it.after >= After::Pause);
    let german =
        |[one, other]: &[Word; 2]| (one.hash == DIE && VERBS.contains(&other.hash)) || (other.hash == DIE && VERBS.contains(&one.hash));
    let they = || words.iter().enumerate().any(|it| THEY.contains(&it.1.hash) && begins(it.0)) || words.array_windows().any(german);
    let you = |it: (usize, &Word)| SPOKEN_TO.contains(&it.1.hash) || (it.0 > 0 && it.1.hash == SIE && it.1.is_large(transcript));
    if !they() || words.iter().enumerate().any(you) {
        return 0;
    }
    let when = |it: &Word| SINCE.contains(&it.hash) || it.is(class::YEAR);
    let told = if next.iter().any(when) && !next.iter().enumerate().any(you) { figures(next) } else { 0 };
    let own = figures(words);
    match (own > 0 && own + told >= CHANGED, words.iter().any(|it| SINCE.contains(&it.hash))) {
        (false, _) => 0,
        (true, false) => Topic::Absent.bit(),
        (true, true) => Topic::Absent.bit() | Topic::Since.bit(),
    }
}

/// How many figures are told; one of several words is one, and a form's name ("W-9") is none.
pub(super) fn figures(words: &[Word]) -> usize {
    let is = |it: &Word| (it.is(class::NUMBER) || it.kind == Kind::Number) && !ONE.contains(&it.hash);
    let counts = |it: &&[Word]| it.first().is_some_and(|it| is(it) && !it.joined) || it.iter().any(|it| NONE.contains(&it.hash));
    words.chunk_by(|one, next| is(one) && is(next)).filter(counts).count()
}
