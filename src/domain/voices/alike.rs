//! What was put right of a voice in one call, said of the same voice in others: who was taken for theirs in one call of
//! many was so in all of them.

use super::{follow, is_part};
use crate::domain::call::Call;
use crate::domain::id::PersonId;
use crate::domain::people::Person;
use crate::domain::transcript::guessed::GUESSED;
use crate::domain::transcript::{Side, Speaker, Transcript};

/// What was said of a voice that has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PutRight {
    /// The name it has.
    pub name: String,
    /// Whose side it is on.
    pub side: Side,
    /// The person it is.
    pub person: Option<PersonId>,
    /// What was held before.
    was: (Side, Option<PersonId>),
}

/// What was put right of the voices between `was` and `now`, as far as it can hold in other calls: of voices with a name of
/// somebody, not of "Speaker 1", which is another one in every call.
pub fn put_right(was: &Transcript, now: &Transcript) -> Vec<PutRight> {
    let of = |after: &Speaker| {
        let before = was.speakers.iter().find(|it| alike(&it.name, &after.name))?;
        let was = (before.side, before.person);
        let changed = was != (after.side, after.person) && after.side != Side::Unknown && names_somebody(&after.name);
        changed.then(|| PutRight { name: after.name.clone(), side: after.side, person: after.person, was })
    };
    now.speakers.iter().filter_map(of).collect()
}

/// Says the same in another call, where the voice is held for what it was held for in the first; tells whether it is there.
/// Whose call it is follows: it stays with whoever it was given to, unless that was this voice.
pub fn say_alike<'a>(call: &mut Call, words: &mut Transcript, said: &[PutRight], people: impl IntoIterator<Item = &'a Person>) -> bool {
    let mut is_there = false;
    for it in said {
        let taken = it.person.is_some() && words.speakers.iter().any(|other| other.person == it.person);
        let Some(voice) = words.speakers.iter_mut().find(|voice| is_meant(voice, it)) else { continue };
        if taken && voice.person != it.person {
            continue;
        }
        is_there = true;
        (voice.side, voice.person) = (it.side, it.person);
        if call.rep.is_some() && call.rep == it.was.1 {
            call.rep = None;
        }
    }
    if is_there {
        follow(call, words, people);
    }
    is_there
}

/// Whether anything was put right that holds of a voice of these.
pub fn is_among(speakers: &[Speaker], said: &[PutRight]) -> bool {
    said.iter().any(|it| speakers.iter().any(|voice| is_meant(voice, it)))
}

fn is_meant(voice: &Speaker, it: &PutRight) -> bool {
    alike(&voice.name, &it.name) && (voice.side, voice.person) == it.was
}

fn alike(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

/// Whether it is a name, not a part ("Speaker 1", "Guest"), which is somebody else in every call, nor what was guessed.
fn names_somebody(name: &str) -> bool {
    !name.trim().is_empty() && !is_part(name) && !GUESSED.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{CallId, RawId};
    use crate::domain::people::Role;
    use crate::domain::transcript::tests::dialogue;

    fn person(n: u64, name: &str) -> Person {
        Person::new(PersonId(RawId::new(n, 0)), name, Role::Rep)
    }

    fn a_call() -> Call {
        crate::import::batch::blank(CallId(RawId::new(9, 0)), String::new(), crate::domain::call::Picked::Random, None)
    }

    /// Said of "Dana" and "Sam": their sides.
    fn words(dana: (Side, Option<PersonId>), sam: Side) -> Transcript {
        let mut it = dialogue(&[("Dana Petrov", "How do you plan?"), ("Sam", "By hand.")]);
        for voice in &mut it.speakers {
            (voice.side, voice.person) = if voice.name == "Sam" { (sam, None) } else { dana };
        }
        it
    }

    #[test]
    fn what_was_put_right_of_a_voice_is_said_of_it_in_another_call_where_the_same_was_held() {
        let dana = person(1, "Dana Petrov");
        let (was, now) = (words((Side::Theirs, None), Side::Ours), words((Side::Ours, Some(dana.id)), Side::Theirs));
        let said = put_right(&was, &now);
        assert_eq!(
            said.iter().map(|it| (it.name.as_str(), it.side)).collect::<Vec<_>>(),
            [("Dana Petrov", Side::Ours), ("Sam", Side::Theirs)]
        );

        let (mut call, mut other) = (a_call(), was.clone());
        assert!(is_among(&other.speakers, &said));
        assert!(say_alike(&mut call, &mut other, &said, [&dana]));
        assert_eq!((other.speakers, call.rep), (now.speakers.clone(), Some(dana.id)));

        let mut told = now.clone();
        assert!(!is_among(&told.speakers, &said), "what is right already is left alone");
        assert!(!say_alike(&mut call, &mut told, &said, [&dana]));
    }

    #[test]
    fn a_call_that_was_given_to_somebody_else_stays_theirs() {
        let (dana, lee) = (person(1, "Dana Petrov"), person(2, "Lee Wong"));
        let said = put_right(&words((Side::Theirs, None), Side::Theirs), &words((Side::Ours, Some(dana.id)), Side::Theirs));
        let mut call = Call { rep: Some(lee.id), ..a_call() };
        assert!(say_alike(&mut call, &mut words((Side::Theirs, None), Side::Theirs), &said, [&dana, &lee]));
        assert_eq!(call.rep, Some(lee.id));
    }

    #[test]
    fn who_is_nobody_of_ours_any_more_has_no_call() {
        let dana = person(1, "Dana Petrov");
        let said = put_right(&words((Side::Ours, Some(dana.id)), Side::Theirs), &words((Side::Theirs, None), Side::Theirs));
        let mut call = Call { rep: Some(dana.id), ..a_call() };
        assert!(say_alike(&mut call, &mut words((Side::Ours, Some(dana.id)), Side::Theirs), &said, [&dana]));
        assert_eq!(call.rep, None);
    }

    #[test]
    fn a_number_of_a_voice_says_nothing_of_other_calls() {
        let with = |side| {
            let mut it = dialogue(&[("Speaker 1", "How do you plan?"), ("Guest", "By hand.")]);
            it.speakers.iter_mut().for_each(|it| it.side = side);
            it
        };
        assert_eq!(put_right(&with(Side::Unknown), &with(Side::Ours)), []);
    }
}
