//! What is named in a sentence and stands in no word list: dates and clock times in digits, a customer by name.

use super::lexicon::{Topic, Topics, class};
use super::words::{After, Few, Kind, Spelled, Word, fixed};
use crate::domain::transcript::Transcript;

/// A customer of ours, one alone, in every language with a list.
pub(super) const CUSTOMERS: [u64; 5] = [fixed("customer"), fixed("client"), fixed("kunde"), fixed("kunden"), fixed("cliente")];

/// Whose it is, before such a word.
const OURS: [u64; 10] = [
    fixed("our"),
    fixed("my"),
    fixed("one"),
    fixed("unser"),
    fixed("unserem"),
    fixed("unseren"),
    fixed("nuestro"),
    fixed("nuestra"),
    fixed("notre"),
    fixed("unsere"),
];

/// What is named, as topic bits: "14 March", "the 3rd", "10:30", "2 pm", "our customer Northfold".
pub(super) fn named(words: &[Word], transcript: &Transcript) -> Topics {
    let mut bits = 0;
    for (at, word) in words.iter().enumerate() {
        bits |= if word.kind == Kind::Plain { customer(words, at, transcript) } else { moment(words, at, transcript) };
    }
    bits
}

/// "Our customer Northfold": a name is written with a capital letter. Of German nouns only those after "Kunde" count,
/// which hardly any but a name follows.
fn customer(words: &[Word], at: usize, transcript: &Transcript) -> Topics {
    const MAY_BE: Few = Few::of(&[&CUSTOMERS]);
    if !words.get(at).is_some_and(|it| MAY_BE.may_have(it.hash)) {
        return 0;
    }
    let is = |at: usize, list: &[u64]| words.get(at).is_some_and(|it| list.contains(&it.hash));
    if !is(at, &CUSTOMERS) || at == 0 || !is(at - 1, &OURS) || words.get(at).is_some_and(|it| it.after >= After::Stop) {
        return 0;
    }
    let name = words.get(at + 1).is_some_and(|it| it.is_large(transcript) && !it.is(class::PERSON));
    if name { Topic::Proof.bit() } else { 0 }
}

/// What follows a name of which something is told: "Riverside had", "chez Guillemot ils".
pub(super) const TELLS: [u64; 35] = [
    fixed("had"),
    fixed("has"),
    fixed("was"),
    fixed("were"),
    fixed("went"),
    fixed("cut"),
    fixed("saved"),
    fixed("dropped"),
    fixed("halved"),
    fixed("started"),
    fixed("got"),
    fixed("lost"),
    fixed("used"),
    fixed("they"),
    fixed("who"),
    fixed("avait"),
    fixed("avaient"),
    fixed("était"),
    fixed("étaient"),
    fixed("ont"),
    fixed("sont"),
    fixed("ils"),
    fixed("elles"),
    fixed("tenía"),
    fixed("tenían"),
    fixed("tuvo"),
    fixed("pasó"),
    fixed("pasaron"),
    fixed("redujo"),
    fixed("redujeron"),
    fixed("bajó"),
    fixed("bajaron"),
    fixed("ahorró"),
    fixed("perdían"),
    fixed("ellos"),
];

/// "Has" in French, and in English no verb at all.
const HAS: u64 = fixed("a");

/// "Riverside had nineteen in a hundred": a name and what is told of it, where it is nobody's who speaks. German writes all
/// its nouns like names.
pub(super) fn is_told_of(words: &[Word], transcript: &Transcript, language: &str) -> bool {
    if language == "de" {
        const BEI: u64 = fixed("bei");
        return words.array_windows().any(|[at, name]| at.hash == BEI && is_capital(name, transcript));
    }
    const MAY_TELL: Few = Few::of(&[&TELLS]);
    let tells = |it: &Word| MAY_TELL.may_have(it.hash) && TELLS.contains(&it.hash) || (it.hash == HAS && language != "en");
    let is_name = |it: &Word| {
        let may_be = it.to - it.from > 3
            && it.after < After::Stop
            && !it.is(class::PERSON | class::STOP | class::MONTH | class::LEAD | class::THING | class::NUMBER)
            && it.is_large(transcript);
        let text = if may_be { it.text(transcript) } else { return false };
        let speaks = |name: &str| name.split(' ').any(|it| it == text);
        !text.ends_with(char::is_uppercase) && !transcript.speakers.iter().any(|it| speaks(&it.name))
    };
    // Most sentences name nobody.
    let Some(first) = words.iter().position(is_name) else { return false };
    let told = (first..words.len())
        .any(|at| words.get(at).is_some_and(is_name) && words.get(at + 1..words.len().min(at + 3)).is_some_and(|it| it.iter().any(tells)));
    // "A group out of Duluth", "una refaccionaria en León": somebody somewhere.
    let one = |it: &Word| it.is(class::PER | class::NUMBER | class::THING);
    let ours = words.iter().any(|it| US.contains(&it.hash));
    let names = |at: usize| words.get(at).is_some_and(is_name);
    let placed = |at: usize| {
        let near = words.get(at).is_some_and(|it| it.is(class::PREPOSITION) && it.after == After::Nothing);
        let place = near && (names(at + 1) || (words.get(at + 1).is_some_and(|it| it.is(class::STOP)) && names(at + 2)));
        place && words.get(at.saturating_sub(SOMEBODY)..at).is_some_and(|it| it.iter().any(one))
    };
    // "We have six centres, two in London" tells of nobody.
    let of_them = (language == "es" && !ours) || words.iter().any(|it| THEY.contains(&it.hash));
    told || (of_them && (0..words.len()).any(placed))
}

/// Who speaks of himself: "Somos una empresa de Puebla."
const US: [u64; 7] = [fixed("somos"), fixed("soy"), fixed("nosotros"), fixed("tenemos"), fixed("damos"), fixed("hacemos"), fixed("habla")];

/// Before a name, brings a customer into the talk: "We did Sexton House", "what we set up chez Maillochon", "there's Ember and
/// Oak, they …".
pub(super) const DID: [u64; 12] = [
    fixed("did"),
    fixed("fitted"),
    fixed("installed"),
    fixed("equipped"),
    fixed("supply"),
    fixed("supplied"),
    fixed("switched"),
    fixed("chez"),
    fixed("equipamos"),
    fixed("there's"),
    fixed("hay"),
    fixed("moved"),
];
const WE: [u64; 3] = [fixed("we"), fixed("i"), fixed("we've")];

/// Whether a customer of ours is brought in by name. German writes all its nouns like names.
pub(super) fn introduces(words: &[Word], transcript: &Transcript, language: &str) -> bool {
    const MAY_BE: Few = Few::of(&[&DID]);
    const CHEZ: u64 = fixed("chez");
    const THEIR: u64 = fixed("their");
    let they = || words.iter().any(|it| THEY.contains(&it.hash) || it.hash == THEIR);
    language != "de"
        && words.array_windows().enumerate().any(|(at, [verb, name])| {
            // Hardly any word brings somebody in.
            if !MAY_BE.may_have(verb.hash) || !DID.contains(&verb.hash) || verb.after != After::Nothing {
                return false;
            }
            let named = name.to - name.from > 3 && name.is_large(transcript) && !name.is(class::PERSON | class::STOP | class::MONTH);
            let we = || at.checked_sub(1).and_then(|it| words.get(it)).is_some_and(|it| WE.contains(&it.hash));
            named && (verb.hash == CHEZ || we() || they())
        })
}

/// "Bei Nordkorn": of German nouns those after "bei" that are nothing of the speakers'.
fn is_capital(word: &Word, transcript: &Transcript) -> bool {
    word.to - word.from > 3 && word.is_large(transcript) && !word.is(class::PERSON | class::STOP | class::MONTH | class::COUNTED)
}

/// Who is told of, and is neither of those who speak.
pub(super) const THEY: [u64; 8] =
    [fixed("they"), fixed("they've"), fixed("they're"), fixed("they'd"), fixed("who"), fixed("ils"), fixed("elles"), fixed("qui")];

/// So many words before a place begin at most what stands there.
const SOMEBODY: usize = 5;

fn moment(words: &[Word], at: usize, transcript: &Transcript) -> Topics {
    let Some(word) = words.get(at) else { return 0 };
    let next = words.get(at + 1);
    let month = |it: Option<&Word>| it.is_some_and(|it| it.is(class::MONTH));
    let ending = |endings: &[&[u8; 2]]| {
        let ends = word.text(transcript).as_bytes().split_last_chunk::<2>().filter(|it| !it.0.is_empty());
        ends.is_some_and(|(_, last)| endings.iter().any(|it| last.eq_ignore_ascii_case(*it)))
    };
    let mut bits = 0;
    let clock = next.is_some_and(|it| it.is(class::CLOCK) && !it.is(class::AUX));
    if word.kind == Kind::Clock || (word.kind == Kind::Number && (clock || ending(&[b"am", b"pm"]))) {
        bits |= Topic::Time.bit();
    }
    if word.kind == Kind::Number && (month(next) || month(words.get(at.wrapping_sub(1))) || ending(&[b"st", b"nd", b"rd", b"th"])) {
        bits |= Topic::Date.bit();
    }
    bits
}
