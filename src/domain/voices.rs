//! Which voices of a transcript are ours, and who the rep is: asked once, remembered with the people.

use super::call::Call;
use super::id::PersonId;
use super::mail;
use super::people::{Person, Role};
use super::transcript::counted::words_in;
use super::transcript::guessed::GUESSED;
use super::transcript::{Side, Transcript};

mod alike;
mod answers;
mod parts;
mod same;
mod sample;

pub use alike::{PutRight, is_among, put_right, say_alike};
pub use answers::{be_person, be_rep, lacking};
pub use parts::{is_known, is_part, role, without_number};
pub use same::{namesake, twice, unite};
pub use sample::samples;

/// What is known, or was answered, about one voice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// As the transcript names it.
    pub label: String,
    /// The name it is to have: the label, until somebody gives it another.
    pub name: String,
    /// Another voice, by its index, that this one is too: the recorder took one for two.
    pub same_as: Option<usize>,
    /// The address that the file has of it.
    pub email: Option<String>,
    /// Whose side.
    pub side: Side,
    /// Whether this is the rep whose call it is.
    pub is_rep: bool,
    /// The person it is, where known.
    pub person: Option<PersonId>,
    /// Words spoken, to tell the voices apart.
    pub words: usize,
}

/// What can be told of the voices before anybody is asked: people are known by their names and addresses; who shares the
/// mail domain of our people is ours, too; where one of ours is known, the others are theirs. The rep is the one of ours
/// who talks most, reps before others. `emails` are the addresses that the file has of its speakers, in their order.
pub fn guess<'a>(transcript: &Transcript, emails: &[Option<String>], people: impl IntoIterator<Item = &'a Person> + Clone) -> Vec<Voice> {
    let mut voices = heard(transcript);
    voices.iter_mut().zip(emails).for_each(|(voice, email)| voice.email.clone_from(email));
    let ours = mail::domains(people.clone());
    for (voice, speaker) in voices.iter_mut().zip(&transcript.speakers) {
        let known = people.clone().into_iter().find(|it| speaker.person == Some(it.id) || is_of(voice, it));
        if let Some(known) = known {
            voice.side = Side::Ours;
            voice.person = Some(known.id);
        }
        by_mail(voice, &ours);
    }
    let is_rep = |voice: &Voice| Some(people.clone().into_iter().any(|it| Some(it.id) == voice.person && it.role == Role::Rep));
    infer(&mut voices, &is_rep);
    by_first_name(&mut voices, people);
    voices
}

/// A voice of ours that has only a first name is whoever of our people alone has it, unless they are another voice.
pub fn by_first_name<'a>(voices: &mut [Voice], people: impl IntoIterator<Item = &'a Person> + Clone) {
    for at in 0..voices.len() {
        let Some(voice) = voices.get(at).filter(|it| it.side == Side::Ours && it.person.is_none()) else { continue };
        let only = first_named(&voice.name, people.clone()).map(|it| it.id);
        let is_another = only.is_none() || !is_free(voices, only, people.clone());
        if let Some(voice) = voices.get_mut(at).filter(|_| !is_another) {
            voice.person = only;
        }
    }
}

/// Whoever alone of these people has the first name that is all there is of `name`.
fn first_named<'a>(name: &str, people: impl IntoIterator<Item = &'a Person>) -> Option<&'a Person> {
    let name = name.trim().to_lowercase();
    let has_it = |it: &&Person| it.name.trim().to_lowercase().split_once(char::is_whitespace).is_some_and(|(first, _)| first == name);
    let mut found = people.into_iter().filter(has_it);
    found.next().filter(|_| found.next().is_none())
}

/// Whether none of the voices is somebody of our people.
fn is_free<'a>(voices: &[Voice], person: Option<PersonId>, people: impl IntoIterator<Item = &'a Person>) -> bool {
    let person = people.into_iter().find(|it| Some(it.id) == person);
    person.is_some_and(|person| !voices.iter().any(|it| it.person == Some(person.id) || is_of(it, person)))
}

/// Who of our people the voice `at` may be, of which nothing is known but a first name that one of them alone has: to be
/// asked, since somebody of theirs can have it too.
pub fn perhaps<'a>(voices: &[Voice], at: usize, people: impl IntoIterator<Item = &'a Person> + Clone) -> Option<&'a Person> {
    may_be(voices, at, people).filter(|_| voices.get(at).is_some_and(|it| it.side == Side::Unknown))
}

/// The same, also of a voice that is on our side as far as is known.
pub fn may_be<'a>(voices: &[Voice], at: usize, people: impl IntoIterator<Item = &'a Person> + Clone) -> Option<&'a Person> {
    let voice = voices.get(at).filter(|it| it.side != Side::Theirs && it.person.is_none() && it.same_as.is_none())?;
    first_named(&voice.name, people.clone()).filter(|it| is_free(voices, Some(it.id), people))
}

/// Whether a voice is this person's, by its name or its address.
pub fn is_of(voice: &Voice, person: &Person) -> bool {
    person.answers_to(&voice.name) || voice.email.as_ref().is_some_and(|it| person.answers_to(it))
}

/// Tells the side of a voice by its address, where nothing else has told it: `ours` are the domains of our people.
pub fn by_mail(voice: &mut Voice, ours: &[String]) {
    let domain = voice.email.as_deref().and_then(mail::domain);
    if let Some(domain) = domain.filter(|_| voice.side == Side::Unknown && !ours.is_empty()) {
        voice.side = if ours.contains(&domain) { Side::Ours } else { Side::Theirs };
    }
}

/// The voices as the transcript has them, with how much each says. Linear in the words.
pub fn heard(transcript: &Transcript) -> Vec<Voice> {
    let voice = |name: &str, side| Voice {
        label: name.to_owned(),
        name: name.to_owned(),
        same_as: None,
        email: None,
        side,
        is_rep: false,
        person: None,
        words: 0,
    };
    let mut voices: Vec<Voice> = transcript.speakers.iter().map(|it| voice(&it.name, it.side)).collect();
    for segment in &transcript.segments {
        if let Some(voice) = segment.speaker.and_then(|it| voices.get_mut(usize::from(it))) {
            voice.words += words_in(&segment.text);
        }
    }
    voices
}

/// What follows from the sides that are known: where one of ours is, the others are theirs; where all but one are theirs,
/// that one is ours, and of several it must be asked, for who is known of a customer may have brought a colleague. The rep, unless said already, is the one of ours who talks most, known reps before others: `is_known_rep` tells them,
/// and `None` of whom it cannot be.
pub fn infer(voices: &mut [Voice], is_known_rep: &dyn Fn(&Voice) -> Option<bool>) {
    let has = |side: Side| voices.iter().any(|it| it.side == side);
    let open = voices.iter().filter(|it| it.side == Side::Unknown).count();
    let rest = match (has(Side::Ours), has(Side::Theirs)) {
        (true, _) => Side::Theirs,
        (false, true) if open <= 1 => Side::Ours,
        _ => return,
    };
    voices.iter_mut().filter(|it| it.side == Side::Unknown).for_each(|it| it.side = rest);
    if voices.iter().any(|it| it.is_rep) {
        return;
    }
    let of_ours = voices.iter_mut().filter(|it| it.side == Side::Ours);
    let rep = of_ours.filter_map(|it| Some(((is_known_rep(it)?, it.words), it))).max_by_key(|it| it.0);
    if let Some((_, rep)) = rep {
        rep.is_rep = true;
    }
}

/// Says of a voice that nobody has placed on their side, or taken for somebody, that it is one of our people, where it has
/// the name of one; of a voice said to be ours the first name will do where one alone has it.
pub fn recognise<'a>(transcript: &mut Transcript, at: u16, people: impl IntoIterator<Item = &'a Person> + Clone) {
    let Some(speaker) = transcript.speakers.get(usize::from(at)).filter(|it| it.side != Side::Theirs && it.person.is_none()) else {
        return;
    };
    let whole = people.clone().into_iter().find(|it| it.answers_to(&speaker.name));
    let first = || first_named(&speaker.name, people.clone()).filter(|_| speaker.side == Side::Ours);
    let known = whole.or_else(first).map(|it| it.id);
    let is_another = transcript.speakers.iter().any(|it| it.person.is_some() && it.person == known);
    if let Some(speaker) = transcript.speakers.get_mut(usize::from(at)).filter(|_| known.is_some() && !is_another) {
        (speaker.side, speaker.person) = (Side::Ours, known);
    }
}

/// What follows for a call from whose words it has: whether sides are still to be said, and, where nobody is said to be its
/// rep, that it is the one of our reps who speaks. Tells whether anything changes.
pub fn follow<'a>(call: &mut Call, words: &Transcript, people: impl IntoIterator<Item = &'a Person>) -> bool {
    let was = (call.rep, call.lacks_sides);
    call.lacks_sides = words.lacks_sides();
    let speaks = |it: &&Person| it.role == Role::Rep && words.speakers.iter().any(|speaker| speaker.person == Some(it.id));
    let mut reps = people.into_iter().filter(speaks);
    if let (None, Some(only), None) = (call.rep, reps.next(), reps.next()) {
        call.rep = Some(only.id);
    }
    was != (call.rep, call.lacks_sides)
}

/// Whether nobody needs to be asked: every voice has its side and somebody known is the rep.
pub fn is_settled(voices: &[Voice]) -> bool {
    voices.iter().all(|it| it.side != Side::Unknown) && voices.iter().any(|it| it.is_rep && it.person.is_some())
}

/// What follows from the answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// Whose call it is.
    pub rep: Option<PersonId>,
    /// People who are new, or have been given another voice to remember.
    pub people: Vec<Person>,
}

/// Writes the answers into the transcript's speakers. Voices of ours that nobody answers to become people: reps, or
/// colleagues who only join calls; of a name that is nobody's ([`is_part`]) no person is made.
pub fn settle(transcript: &mut Transcript, voices: &[Voice], people: &[Person], mut new_id: impl FnMut() -> PersonId) -> Settled {
    let mut changed: Vec<Person> = Vec::new();
    let mut rep = None;
    for (at, voice) in voices.iter().enumerate() {
        let Ok(index) = u16::try_from(at) else { break };
        transcript.rename(index, &voice.name);
        let Some(speaker) = transcript.speakers.get_mut(at) else { break };
        speaker.side = voice.side;
        speaker.person = None;
        if voice.side != Side::Ours || voice.same_as.is_some_and(|it| it != at && it < voices.len()) {
            continue;
        }
        let known = people
            .iter()
            .chain(&changed)
            .find(|it| voice.person.map_or_else(|| it.answers_to(&speaker.name) || is_of(voice, it), |id| it.id == id))
            .cloned();
        let role = if voice.is_rep { Role::Rep } else { Role::Colleague };
        let made = || (!is_part(&speaker.name)).then(|| Person::new(new_id(), &speaker.name, role));
        let Some(mut person) = known.or_else(made) else { continue };
        // The name of a guessed voice is nobody's: it would fit somebody else the next time.
        if GUESSED.contains(&speaker.name.as_str()) {
            speaker.name.clone_from(&person.name);
        }
        // "Speaker 1" is somebody else in another file; the only AE of a team is not.
        let is_anybody = |it: &str| GUESSED.contains(&it) || (is_part(it) && parts::role(it).is_none());
        for name in [&voice.label, &speaker.name].into_iter().chain(&voice.email) {
            if !person.answers_to(name) && !is_anybody(name) {
                person.voices.push(name.clone());
            }
        }
        if voice.is_rep && person.role == Role::Colleague {
            person.role = Role::Rep;
        }
        speaker.person = Some(person.id);
        if voice.is_rep {
            rep = Some(person.id);
        }
        changed.retain(|it| it.id != person.id);
        if !people.contains(&person) {
            changed.push(person);
        }
    }
    same::join(transcript, voices);
    Settled { rep, people: changed }
}

#[cfg(test)]
mod tests;
