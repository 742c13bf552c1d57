//! People who stand in two records: of the same name in a file and here, or made one elsewhere already.

use std::collections::{BTreeMap, BTreeSet};

use super::file::Entry;
use super::merge::Known;
use crate::domain::id::PersonId;
use crate::domain::people::Person;

/// Somebody of a file who goes by the name of somebody here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twin {
    /// As the file has them.
    pub file: Person,
    /// As they stand here.
    pub here: Person,
    /// Whether they were made one already, here or where the file comes from: nobody needs to be asked.
    pub is_known: bool,
}

/// Who of the `newcomers` of a file is perhaps one of those who are `here`: by a name that nobody else has. A name of one's own
/// goes before one that a voice was given once.
pub fn twins(newcomers: &[Person], here: &[Person]) -> Vec<Twin> {
    let knows = |one: &Person, other: &Person| one.was.contains(&other.id);
    let is_named = |one: &Person, other: &Person| one.answers_to(&other.name) || other.answers_to(&one.name);
    let is_namesake = |one: &Person, other: &Person| one.name.trim().to_lowercase() == other.name.trim().to_lowercase();
    let only = |among: &[Person], file: &Person| -> Option<Person> {
        let of = |is: &dyn Fn(&Person, &Person) -> bool| among.iter().filter(|it| is(it, file)).cloned().collect::<Vec<_>>();
        let namesakes = of(&is_namesake);
        let found = if namesakes.is_empty() { of(&is_named) } else { namesakes };
        found.first().filter(|_| found.len() == 1).cloned()
    };
    let twin = |file: &Person| {
        if let Some(it) = here.iter().find(|it| knows(it, file) || knows(file, it)) {
            return Some(Twin { file: file.clone(), here: it.clone(), is_known: true });
        }
        let found = only(here, file).filter(|it| only(newcomers, it).is_some_and(|back| back.id == file.id))?;
        Some(Twin { file: file.clone(), here: found, is_known: false })
    };
    newcomers.iter().filter_map(twin).collect()
}

/// Who is still to become whom: people whose record says that they were somebody who stands here as well. Whoever says it
/// last stays; where each says it of the other, the older id does, so that all copies end with the same. `said` are further
/// ones: the first of two was the second. Records of other kinds say nothing.
pub fn owed(records: &[Known], said: &[(PersonId, PersonId)]) -> Vec<(PersonId, PersonId)> {
    let mut was: BTreeMap<PersonId, BTreeSet<PersonId>> = BTreeMap::new();
    for known in records.iter().filter(|it| !it.is_deleted()) {
        for it in known.siblings() {
            if let Entry::Person(it) = it {
                was.entry(it.body.id).or_default().extend(it.body.was.iter().copied());
            }
        }
    }
    for (from, into) in said {
        was.entry(*into).or_default().insert(*from);
    }
    let ids: Vec<PersonId> = was.keys().copied().collect();
    let is_said = |one: PersonId, other: PersonId| was.get(&one).is_some_and(|it| it.contains(&other));
    let (mut owed, mut met) = (Vec::new(), BTreeSet::new());
    for id in &ids {
        let mut same = crate::domain::order::set([*id]);
        let mut next = vec![*id];
        while let Some(one) = next.pop() {
            next.extend(ids.iter().copied().filter(|it| (is_said(one, *it) || is_said(*it, one)) && same.insert(*it)));
        }
        if same.len() < 2 || !met.insert(same.clone()) {
            continue;
        }
        let mut last = same.iter().copied().filter(|it| !same.iter().any(|other| other != it && is_said(*other, *it)));
        let into = match (last.next(), last.next()) {
            (Some(only), None) => only,
            _ => same.first().copied().unwrap_or(*id),
        };
        owed.extend(same.into_iter().filter(|it| *it != into).map(|it| (it, into)));
    }
    owed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::RawId;
    use crate::domain::people::Role;
    use crate::domain::record::{Record, Stamp, Version};

    fn id(n: u64) -> PersonId {
        PersonId(RawId::new(n, 0))
    }

    fn person(n: u64, name: &str, was: &[u64]) -> Person {
        Person { was: was.iter().map(|it| id(*it)).collect(), ..Person::new(id(n), name, Role::Rep) }
    }

    fn stamp() -> Stamp {
        Stamp { by: String::new(), at: chrono::DateTime::UNIX_EPOCH, version: Version::default(), deleted: false }
    }

    fn known(people: &[Person]) -> Vec<Known> {
        people.iter().map(|it| Known::new(Entry::Person(Record { stamp: stamp(), body: it.clone() }))).collect()
    }

    #[test]
    fn a_newcomer_of_the_same_name_is_perhaps_one_of_ours() {
        let here = [person(1, "Hannah Brandt", &[]), person(2, "Rafael Quintero", &[])];
        let found = twins(&[person(7, "hannah brandt ", &[]), person(8, "Sam Okafor", &[])], &here);
        assert_eq!(found, [Twin { file: person(7, "hannah brandt ", &[]), here: here[0].clone(), is_known: false }]);
    }

    #[test]
    fn a_name_of_ones_own_goes_before_one_that_a_voice_was_given() {
        let here = [person(1, "Jordan Ellis", &[]), person(2, "Nina Kowalska", &[])];
        let jordan = Person { voices: vec!["Nina Kowalska".to_owned()], ..person(7, "Jordan Ellis", &[]) };
        let found = twins(&[jordan], &here);
        assert_eq!(found.iter().map(|it| (it.file.id, it.here.id)).collect::<Vec<_>>(), [(id(7), id(1))]);
    }

    #[test]
    fn nobody_is_taken_for_one_of_two_who_share_a_name() {
        let (one, two) = (person(1, "Ana", &[]), person(2, "Ana", &[]));
        assert!(twins(&[person(7, "Ana", &[])], &[one.clone(), two.clone()]).is_empty());
        assert!(twins(&[one, two], &[person(7, "Ana", &[])]).is_empty());
    }

    #[test]
    fn who_was_made_one_before_is_known_whatever_the_name() {
        let found = twins(&[person(7, "H. B.", &[])], &[person(1, "Hannah Brandt", &[7])]);
        assert!(found[0].is_known);
        assert!(twins(&[person(7, "Hannah Brandt", &[1])], &[person(1, "H. B.", &[])])[0].is_known);
    }

    #[test]
    fn who_says_to_have_been_another_takes_their_place() {
        assert_eq!(owed(&known(&[person(1, "a", &[]), person(2, "b", &[1]), person(3, "c", &[])]), &[]), [(id(1), id(2))]);
        assert!(owed(&known(&[person(2, "b", &[1])]), &[]).is_empty());
        // Said by whoever opens the file.
        assert_eq!(owed(&known(&[person(1, "a", &[]), person(2, "b", &[])]), &[(id(1), id(2))]), [(id(1), id(2))]);
        // One after the other.
        assert_eq!(owed(&known(&[person(1, "a", &[]), person(2, "b", &[1]), person(3, "c", &[2])]), &[]), [(id(1), id(3)), (id(2), id(3))]);
    }

    #[test]
    fn where_each_says_it_of_the_other_all_copies_end_with_the_same() {
        assert_eq!(owed(&known(&[person(2, "b", &[1]), person(1, "a", &[2])]), &[]), [(id(2), id(1))]);
        // Two who both were a third.
        assert_eq!(owed(&known(&[person(1, "a", &[]), person(2, "b", &[1]), person(3, "c", &[1])]), &[]), [(id(2), id(1)), (id(3), id(1))]);
    }
}
