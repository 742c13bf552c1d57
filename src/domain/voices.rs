//! Which voices of a transcript are ours, and who the rep is: asked once, remembered with the people.

use super::id::PersonId;
use super::mail;
use super::people::{Person, Role};
use super::transcript::{Side, Transcript};

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
    voices
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
            voice.words += segment.text.split_whitespace().count();
        }
    }
    voices
}

/// What follows from the sides that are known: where one of ours is, the others are theirs, and the other way round. The
/// rep, unless said already, is the one of ours who talks most, known reps before others: `is_known_rep` tells them,
/// and `None` of whom it cannot be.
pub fn infer(voices: &mut [Voice], is_known_rep: &dyn Fn(&Voice) -> Option<bool>) {
    let has = |side: Side| voices.iter().any(|it| it.side == side);
    let rest = match (has(Side::Ours), has(Side::Theirs)) {
        (true, _) => Side::Theirs,
        (false, true) => Side::Ours,
        (false, false) => return,
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
/// colleagues who only join calls.
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
        let mut person = known.unwrap_or_else(|| Person {
            id: new_id(),
            name: speaker.name.clone(),
            role: if voice.is_rep { Role::Rep } else { Role::Colleague },
            start_date: None,
            manager: None,
            team: String::new(),
            zone: None,
            voices: Vec::new(),
        });
        for name in [&voice.label, &speaker.name].into_iter().chain(&voice.email) {
            if !person.answers_to(name) {
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
    join(transcript, voices);
    Settled { rep, people: changed }
}

/// Makes one voice of those that are said to be the same.
fn join(transcript: &mut Transcript, voices: &[Voice]) {
    let pair = |at: usize| Some((u16::try_from(at).ok()?, u16::try_from(one_of(voices, voices.get(at)?.same_as?)).ok()?));
    let pairs: Vec<(u16, u16)> = (0..voices.len()).filter_map(pair).collect();
    transcript.join(&pairs);
}

/// The voice that `at` is in the end, where it is the same as another that is the same as a third.
fn one_of(voices: &[Voice], mut at: usize) -> usize {
    for _ in 0..voices.len() {
        match voices.get(at).and_then(|it| it.same_as) {
            Some(next) if next < voices.len() => at = next,
            _ => break,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::RawId;
    use crate::domain::transcript::tests::dialogue;

    fn person(n: u64, name: &str, role: Role) -> Person {
        Person {
            id: PersonId(RawId::new(n, 0)),
            name: name.to_owned(),
            role,
            start_date: None,
            manager: None,
            team: String::new(),
            zone: None,
            voices: vec![],
        }
    }

    fn call() -> Transcript {
        dialogue(&[
            ("Ana Reis", "Hello there, thanks for coming"),
            ("Bo Lund", "Hi"),
            ("Tom", "Hello, I am Ana's manager and will only listen in today"),
        ])
    }

    #[test]
    fn a_renamed_voice_is_remembered_by_both_names() {
        let mut call = call();
        let mut voices = guess(&call, &[], &[]);
        voices[0].name = "Ana Clara Reis".to_owned();
        voices[0].side = Side::Ours;
        voices[0].is_rep = true;
        let settled = settle(&mut call, &voices, &[], || PersonId(RawId::new(7, 0)));
        assert_eq!((call.speakers[0].name.as_str(), settled.people[0].name.as_str()), ("Ana Clara Reis", "Ana Clara Reis"));
        assert!(settled.people[0].answers_to("Ana Reis"));
    }

    #[test]
    fn voices_said_to_be_the_same_become_one() {
        let mut call = call();
        let mut voices = guess(&call, &[], &[]);
        voices[0].side = Side::Ours;
        voices[0].is_rep = true;
        voices[2].side = Side::Ours;
        voices[2].same_as = Some(0);
        let settled = settle(&mut call, &voices, &[], || PersonId(RawId::new(7, 0)));
        assert_eq!(call.speakers.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["Ana Reis", "Bo Lund"]);
        assert_eq!((call.segments[2].speaker, settled.people.len()), (Some(0), 1));
    }

    #[test]
    fn voices_that_point_at_each_other_lose_nobody() {
        let mut call = call();
        let mut voices = guess(&call, &[], &[]);
        voices[0].same_as = Some(1);
        voices[1].same_as = Some(0);
        voices[2].same_as = Some(99);
        settle(&mut call, &voices, &[], || PersonId(RawId::new(7, 0)));
        assert!(call.segments.iter().all(|it| it.speaker.is_some_and(|it| usize::from(it) < call.speakers.len())));
    }

    #[test]
    fn nobody_known_means_asking() {
        let voices = guess(&call(), &[], &[]);
        assert!(!is_settled(&voices));
        assert!(voices.iter().all(|it| it.side == Side::Unknown && !it.is_rep));
    }

    #[test]
    fn who_was_told_once_is_known_the_next_time() {
        let mut transcript = call();
        let mut voices = guess(&transcript, &[], &[]);
        for (voice, (side, is_rep)) in voices.iter_mut().zip([(Side::Ours, true), (Side::Theirs, false), (Side::Ours, false)]) {
            (voice.side, voice.is_rep) = (side, is_rep);
        }
        let mut n = 0;
        let settled = settle(&mut transcript, &voices, &[], || {
            n += 1;
            PersonId(RawId::new(n, 0))
        });
        assert_eq!(settled.people.iter().map(|it| it.role).collect::<Vec<_>>(), [Role::Rep, Role::Colleague]);
        assert_eq!((transcript.speakers[0].person, transcript.speakers[1].person), (settled.rep, None));

        let again = guess(&call(), &[], &settled.people);
        assert!(is_settled(&again), "{again:?}");
        assert_eq!(again.iter().map(|it| it.is_rep).collect::<Vec<_>>(), [true, false, false]);
    }

    #[test]
    fn another_name_for_somebody_known_is_remembered() {
        let ana = person(1, "Ana Reis", Role::Rep);
        let mut transcript = dialogue(&[("AE", "Hello"), ("Bo", "Hi")]);
        let voices = [
            Voice {
                label: "AE".into(),
                name: "AE".into(),
                same_as: None,
                email: None,
                side: Side::Ours,
                is_rep: true,
                person: Some(ana.id),
                words: 1,
            },
            Voice {
                label: "Bo".into(),
                name: "Bo".into(),
                same_as: None,
                email: None,
                side: Side::Theirs,
                is_rep: false,
                person: None,
                words: 1,
            },
        ];
        let settled = settle(&mut transcript, &voices, &[ana], || unreachable!());
        assert_eq!(settled.people[0].voices, ["AE"]);
        assert!(is_settled(&guess(&dialogue(&[("ae", "x"), ("Zoe", "y")]), &[], &settled.people)));
    }

    #[test]
    fn whoever_has_the_mail_domain_of_our_people_is_ours_the_next_time() {
        let mail = |it: [&str; 3]| it.map(|it| (!it.is_empty()).then(|| it.to_owned()));
        let mut transcript = call();
        let mut voices = guess(&transcript, &mail(["ana@us.example", "", ""]), &[]);
        (voices[0].side, voices[0].is_rep) = (Side::Ours, true);
        let people = settle(&mut transcript, &voices, &[], || PersonId(RawId::new(7, 0))).people;
        assert_eq!(people[0].voices, ["ana@us.example"]);

        let others = dialogue(&[("Uma", "Hello"), ("Vic", "Hi"), ("Wim", "Hello")]);
        let sides = |mails| guess(&others, &mail(mails), &people).iter().map(|it| it.side).collect::<Vec<_>>();
        assert_eq!(sides(["uma@US.example", "vic@shop.example", ""]), [Side::Ours, Side::Theirs, Side::Theirs]);
        assert_eq!(sides(["uma@gmail.com", "vic@gmail.com", ""]), [Side::Unknown; 3], "public mail tells nothing");
        let known = guess(&others, &mail(["Ana@us.example", "", ""]), &people);
        assert_eq!((known[0].person, known[0].is_rep), (Some(people[0].id), true), "an address is as good as a name");
    }

    #[test]
    fn where_nothing_is_new_nobody_is_written() {
        let ana = person(1, "Ana Reis", Role::Rep);
        let mut transcript = dialogue(&[("Ana Reis", "Hello"), ("Bo", "Hi")]);
        let voices = guess(&transcript, &[], std::slice::from_ref(&ana));
        assert_eq!(settle(&mut transcript, &voices, &[ana], || unreachable!()).people, []);
    }

    #[test]
    fn a_manager_who_talks_more_is_still_not_the_rep() {
        let people = [person(1, "Ana Reis", Role::Rep), person(2, "Tom", Role::Manager)];
        let voices = guess(&call(), &[], &people);
        assert_eq!(voices.iter().find(|it| it.is_rep).map(|it| it.name.as_str()), Some("Ana Reis"));
    }
}
