//! Questions that take up what the prospect just said.

use callcraft_quick::{Uses, stems_into};

use super::hearing::{Cue, Heard, Hearing, Said};
use super::lexicon::Topic;
use super::questions::Asked;
use super::words::{Few, fixed, hashes};
use crate::domain::transcript::Side;

mod rhetoric;

/// How much of the prospect's turn counts as "just said", in words: about a minute.
const JUST: usize = 150;

/// Sentences before a question that may name what it is about: "You said they stopped trusting it. Why?"
const LEAD_UP: usize = 2;

/// … unless so many words of ours come before it in the turn.
const PITCH: usize = 50;

/// A question of so many words only says again what was heard.
const ECHO: usize = 2;

/// "Wednesday the third at ten?" has so many words and fixes a day.
const DATES: usize = 8;

/// From so much of a call on, a yes or a no is asked for on anything that may be left.
const LAST: (usize, usize) = (17, 20);

/// What points back at what was said: "Who else feels that?"
const BACK: [u64; 20] = [
    fixed("that"),
    fixed("this"),
    fixed("it"),
    fixed("those"),
    fixed("them"),
    fixed("das"),
    fixed("diese"),
    fixed("dieser"),
    fixed("es"),
    fixed("lo"),
    fixed("eso"),
    fixed("ese"),
    fixed("esa"),
    fixed("esos"),
    fixed("esas"),
    fixed("cette"),
    fixed("ces"),
    fixed("ça"),
    fixed("cela"),
    fixed("ce"),
];

/// A figure said again in so many words is taken up, where what is asked points back at it.
const FIGURE: usize = 8;

/// The fewest words of a prospect's turn that give something to take up.
const ANSWER: usize = 4;

/// Marks every question of ours that takes up words of the prospect's last answer, or points at it ("why is that?"),
/// and counts in every sentence of ours how many words are the prospect's own. Only words the prospect brought into
/// the call count: what our side said first is our own checklist.
pub(super) fn mark(hearing: &mut Hearing<'_>) {
    hearing.heard.note_prices();
    let said = hearing.heard.said.iter().enumerate();
    hearing.heard.asking = said.filter(|it| it.1.asked.is_some()).map(|it| it.0).collect();
    rhetoric::mark(hearing);
    let stems = stems(hearing);
    let theirs = first_uses(hearing, &stems);
    let mut answer: Option<usize> = None;
    for turn in 0..hearing.turns.len() {
        let Some(voice) = hearing.heard.voices.get(turn).copied().filter(|it| !it.brief) else { continue };
        if voice.side == Side::Theirs && hearing.reading.words_of_turn(turn) >= ANSWER {
            answer = Some(turn);
        }
        // A second turn of ours in a row no longer follows the answer.
        let Some(said) = answer.take_if(|_| voice.side == Side::Ours) else { continue };
        let sentences = hearing.reading.of_turn(turn);
        // A question that plans what comes next goes no deeper.
        let plans = |it: &Said| {
            let late = it.on(Topic::AskObjection) && it.before * LAST.1 >= hearing.heard.words * LAST.0;
            let offers = it.asked == Some(Asked::Closed) && (late || it.on(Topic::Check));
            let dates = it.asked == Some(Asked::Closed) && it.words <= DATES && it.on(Topic::Time)
                || it.on(Topic::AskTimeline) && !it.on(Topic::Probe);
            offers || dates || hearing.heard.is_step(it) || it.on_any(&[Topic::Confirm, Topic::TrialClose])
        };
        // Nor does one that offers what we would do: "Can I show you?"
        let sentence = |at: usize| hearing.reading.sentences.get(at).map(|it| hearing.reading.of_sentence(it)).unwrap_or_default();
        let leave = |at: usize, it: &Said| it.asked == Some(Asked::Closed) && rhetoric::offers(sentence(at));
        let asks = |at: &usize| {
            let said = hearing.heard.said.get(*at);
            said.is_some_and(|it| it.asked.is_some_and(Asked::counts) && !plans(it) && !leave(*at, it))
        };
        if !sentences.clone().any(|at| asks(&at)) {
            continue;
        }
        let just = stems_of_end(hearing, said, &stems, &theirs);
        let probes: Vec<usize> = sentences.clone().filter(asks).filter(|at| probes(hearing, *at, sentences.start, &stems, &just)).collect();
        for at in probes {
            if let Some(it) = hearing.heard.said.get_mut(at) {
                it.takes_up = true;
            }
        }
    }
}

/// The stems of content words, and whether the prospect's side said them before ours did; names of the speakers are
/// nobody's. Counts the prospect's own words in each sentence of ours.
fn first_uses(hearing: &mut Hearing<'_>, stems: &[u64]) -> Uses {
    let Hearing { reading, heard, transcript, .. } = hearing;
    let Heard { said, voices, .. } = heard;
    let names: Vec<u64> = transcript.speakers.iter().flat_map(|it| hashes(&it.name)).collect();
    let mut uses = Uses::none();
    uses.note(&names, 1, false);
    for (sentence, said) in reading.sentences.iter().zip(said) {
        let side = voices.get(said.turn).map_or(Side::Unknown, |it| it.side);
        let words = stems.get(sentence.words.clone()).unwrap_or_default();
        let given_back = uses.note(words, sentence.words.start + 1, side == Side::Theirs);
        if side == Side::Ours {
            said.mirrors = given_back.min(usize::from(u8::MAX)) as u8;
        }
    }
    uses
}

/// The stems of the end of a turn that `theirs` knows as the prospect's, and what hardly any other is suspected by.
fn stems_of_end(hearing: &Hearing<'_>, turn: usize, stems: &[u64], theirs: &Uses) -> (Vec<u64>, Few) {
    let sentences = hearing.reading.sentences.get(hearing.reading.of_turn(turn)).unwrap_or_default();
    let words = match (sentences.first(), sentences.last()) {
        (Some(first), Some(last)) => first.words.start.max(last.words.end.saturating_sub(JUST))..last.words.end,
        _ => 0..0,
    };
    let words = stems.get(words).unwrap_or_default().iter();
    let found: Vec<u64> = words.copied().filter(|it| *it != 0 && theirs.brought(*it).is_some()).collect();
    let few = Few::of(&[&found]);
    (found, few)
}

fn probes(hearing: &Hearing<'_>, at: usize, first: usize, stems: &[u64], (just, few): &(Vec<u64>, Few)) -> bool {
    // "Stockwise?" says a word again and asks nothing of it; "Stockwise how?" does.
    let echoes = hearing
        .heard
        .said
        .get(at)
        .is_some_and(|it| it.words <= ECHO && it.asked != Some(Asked::Open) && !it.on_any(&[Topic::Probe, Topic::Open]));
    let question = hearing.reading.sentences.get(at).and_then(|it| hearing.reading.words.get(it.words.clone())).unwrap_or_default();
    let points_back = || question.iter().any(|it| BACK.contains(&it.hash));
    // What leads up to a question is short; the end of a pitch takes nothing up.
    let before: usize = (first..at).filter_map(|it| hearing.heard.said.get(it)).map(|it| it.words).sum();
    let from = if before > PITCH { at } else { at.saturating_sub(LEAD_UP).max(first) };
    !echoes
        && (from..=at).any(|near| {
            let Some(sentence) = hearing.reading.sentences.get(near) else { return false };
            let Some(said) = hearing.heard.said.get(near) else { return false };
            let mut words = stems.get(sentence.words.clone()).unwrap_or_default().iter();
            // "Two hours a day. Who else feels that?"
            let short = said.words <= FIGURE && !said.figures.is_empty();
            let figure = || short && points_back() && said.figures.iter().any(|it| hearing.heard.is_theirs(near, it));
            // "When we last spoke you said" goes back to another call.
            (said.on(Topic::Probe) && !said.on(Topic::Personal) && !opens(hearing, near))
                || words.any(|it| *it != 0 && few.may_have(*it) && just.contains(it))
                || figure()
        })
}

/// "Walk me through what happens on a Thursday" opens a subject with what would else go on with one.
fn opens(hearing: &Hearing<'_>, sentence: usize) -> bool {
    let from = hearing.cues.partition_point(|it| it.sentence < sentence);
    let cues = || hearing.cues.iter().skip(from).take_while(|it| it.sentence == sentence);
    let led = |probe: &Cue| cues().any(|it| it.topic == Topic::Request && it.to == probe.from);
    cues().filter(|it| it.topic == Topic::Probe).all(led)
}

/// The words of content without their endings, so that "planners" takes up "planning"; 0 for the others.
fn stems(hearing: &Hearing<'_>) -> Vec<u64> {
    let words = &hearing.reading.words;
    let mut stems = Vec::with_capacity(words.len());
    for words in words.chunk_by(|one, next| one.segment == next.segment) {
        let segment = words.first().and_then(|it| hearing.transcript.segments.get(it.segment as usize));
        stems_into(segment.map_or("", |it| &it.text), words, &mut stems);
    }
    stems
}
