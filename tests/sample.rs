//! The sample team is what its program makes, sound in every record, and tells the stories it is meant to tell.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};

use callcraft::domain::benchmark::{Level, standing};
use callcraft::domain::call::{Call, KINDS, OUTCOMES, Picked};
use callcraft::domain::consent::Consent;
use callcraft::domain::people::{Person, Role};
use callcraft::domain::progress::{Progress, progress};
use callcraft::domain::rubric::{Rubric, shipped};
use callcraft::domain::scorecard::score::score;
use callcraft::domain::scorecard::{CardRole, CardState, Scorecard, official};
use callcraft::domain::time::Millis;
use callcraft::domain::transcript::{Precision, Side, Transcript};
use callcraft::exchange::file::{Entry, File, read, write};
use callcraft::exchange::shift;
use chrono::{Datelike, TimeDelta};

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/public/sample/team.json");

struct Sample {
    file: File,
    people: Vec<Person>,
    calls: Vec<Call>,
    cards: Vec<Scorecard>,
    transcripts: Vec<(Call, Transcript)>,
    standard: Rubric,
}

fn sample() -> Sample {
    let file = read(&std::fs::read(PATH).unwrap()).unwrap();
    let mut made = Sample { file, people: vec![], calls: vec![], cards: vec![], transcripts: vec![], standard: shipped().remove(0) };
    for entry in &made.file.entries {
        match entry {
            Entry::Person(it) => made.people.push(it.body.clone()),
            Entry::Call(it) => made.calls.push(it.body.clone()),
            Entry::Scorecard(it) => made.cards.push(it.body.clone()),
            Entry::Transcript(it) => {
                let call = made.calls.iter().find(|call| call.id == it.body.call).unwrap();
                made.transcripts.push((call.clone(), it.body.transcript.clone()));
            }
            other => panic!("{other:?}"),
        }
    }
    made
}

impl Sample {
    fn person(&self, name: &str) -> &Person {
        self.people.iter().find(|it| it.name == name).unwrap()
    }

    fn cards_of(&self, call: &Call) -> Vec<&Scorecard> {
        let mut cards: Vec<_> = self.cards.iter().filter(|it| it.call == call.id).collect();
        cards.sort_by_key(|it| it.created_at);
        cards
    }

    fn progress(&self, name: &str) -> Progress {
        let rep = self.person(name).id;
        let calls = self.calls.iter().filter(|it| it.rep == Some(rep)).map(|it| (it, self.cards_of(it)));
        progress(calls, |_| Some(&self.standard))
    }

    /// The average of the official totals that count.
    fn average(&self, name: &str) -> f64 {
        self.progress(name).average(usize::MAX).unwrap().mean
    }

    fn level(&self, name: &str) -> Level {
        standing(self.person(name).start_date.unwrap(), self.file.header.anchor.unwrap(), Some(self.average(name))).level
    }
}

fn mean(values: impl IntoIterator<Item = f64>) -> f64 {
    let values: Vec<f64> = values.into_iter().collect();
    values.iter().sum::<f64>() / values.len() as f64
}

#[track_caller]
fn within(value: f64, low: f64, high: f64) {
    assert!((low..=high).contains(&value), "{value} is not between {low} and {high}");
}

#[test]
fn the_committed_file_is_what_the_program_makes() {
    let made = std::process::Command::new(env!("CARGO_BIN_EXE_sample")).output().unwrap();
    assert_eq!(String::from_utf8(made.stderr).unwrap(), "");
    assert!(made.stdout == std::fs::read(PATH).unwrap(), "run `cargo run --bin sample public/sample/team.json`");
}

#[test]
fn every_record_is_sound_and_survives_being_written_again() {
    let sample = sample();
    assert_eq!((sample.file.rejected.as_slice(), sample.file.warnings.as_slice()), ([].as_slice(), [].as_slice()));
    assert_eq!(write(&sample.file.header, &sample.file.entries).into_bytes(), std::fs::read(PATH).unwrap());
}

#[test]
fn the_team_is_whole_and_the_file_is_small() {
    let sample = sample();
    let count = |role: Role| sample.people.iter().filter(|it| it.role == role).count();
    assert_eq!((count(Role::Rep), count(Role::Manager), sample.transcripts.len()), (6, 2, 12));
    within(sample.calls.len() as f64, 110.0, 130.0);
    let keys = |of: fn(&Call) -> &str| sample.calls.iter().map(of).collect::<BTreeSet<_>>();
    assert!(KINDS.iter().all(|it| keys(|call| &call.kind).contains(it.key)));
    assert!(OUTCOMES.iter().all(|it| keys(|call| &call.outcome).contains(it.key)));
    let by_chance = sample.calls.iter().filter(|it| it.picked.counts()).count();
    within(by_chance as f64 / sample.calls.len() as f64, 0.75, 0.9);
    for picked in [Picked::WentWell, Picked::Struggled] {
        assert!(sample.calls.iter().any(|it| it.picked == picked));
    }
    let bytes: usize = sample.file.entries.iter().filter(|it| it.kind() != "transcript").map(|it| it.line().len()).sum();
    assert!(bytes < 330_000, "{bytes} bytes of cards and calls");
    let all = std::fs::metadata(PATH).unwrap().len();
    assert!(all < 620_000, "{all} bytes in all: on the wire that is more than 95 kB");
}

#[test]
fn cards_are_written_by_whom_and_when_they_can_be() {
    let sample = sample();
    for call in &sample.calls {
        let rep = sample.people.iter().find(|it| Some(it.id) == call.rep).unwrap();
        let ended = call.started_at.unwrap() + TimeDelta::milliseconds(call.duration.unwrap_or_default().0);
        assert!(rep.start_date.unwrap() <= call.started_at.unwrap().date_naive(), "{}", call.title);
        let mut before = ended;
        for card in sample.cards_of(call).into_iter().filter(|it| it.is_frozen()) {
            assert!(before <= card.created_at && card.created_at < card.submitted_at.unwrap(), "{}", call.title);
            assert!(card.submitted_at.unwrap() <= sample.file.header.created, "{}", call.title);
            before = card.submitted_at.unwrap();
            let scorer = if card.role == CardRole::Own { Some(rep.id) } else { rep.manager };
            assert_eq!((card.scorer, card.focus.is_some()), (scorer, card.role == CardRole::Manager), "{}", call.title);
            let sum = score(&sample.standard, &card.answers);
            assert!(sum.is_complete() && card.answers.len() == sum.items, "{}", call.title);
        }
    }
    let unscored = sample.calls.iter().filter(|it| sample.cards_of(it).is_empty()).count();
    let own_only = sample.calls.iter().filter(|it| matches!(sample.cards_of(it)[..], [card] if card.role == CardRole::Own)).count();
    within(unscored as f64, 2.0, 8.0);
    within(own_only as f64, 2.0, 8.0);
    let comments: BTreeSet<_> = sample.cards.iter().flat_map(|it| &it.answers).map(|it| &it.comment).collect();
    assert!(comments.len() > 60, "{} different comments", comments.len());
    let recent = sample.file.header.created - TimeDelta::days(33);
    for card in sample.cards.iter().filter(|it| it.role == CardRole::Manager && it.submitted_at > Some(recent)) {
        assert!(card.answers.iter().filter(|it| !it.comment.is_empty()).count() >= 3, "{}", card.id);
    }
}

#[test]
fn a_prospect_belongs_to_one_rep_and_is_met_at_most_three_times_each_time_further_on() {
    let sample = sample();
    let mut deals: BTreeMap<&str, Vec<&Call>> = BTreeMap::new();
    for call in &sample.calls {
        assert!(call.title.starts_with(&format!("{}, with ", call.company)), "{}", call.title);
        deals.entry(&call.company).or_default().push(call);
    }
    let stages = ["Qualification", "Evaluation", "Business case", "Proposal", "Negotiation", "Customer", "Closed"];
    let stage = |call: &Call| stages.iter().position(|it| *it == call.stage).unwrap();
    for (company, calls) in &mut deals {
        calls.sort_by_key(|it| it.started_at);
        assert!(calls.len() <= 3 && calls.iter().all(|it| it.rep == calls[0].rep && it.title == calls[0].title), "{company}");
        for pair in calls.windows(2) {
            assert!(pair[0].outcome != "lost" && pair[0].kind != pair[1].kind && pair[1].kind != "discovery", "{company}");
            assert!(pair[0].kind != "negotiation" && stage(pair[0]) <= stage(pair[1]), "{company}");
            within((pair[1].started_at.unwrap() - pair[0].started_at.unwrap()).num_days() as f64, 2.0, 35.0);
        }
    }
    assert!(deals.values().filter(|it| it.len() == 3).count() >= 5);
    let maya = Some(sample.person("Maya Lindqvist").id);
    assert!(deals.values().filter(|it| it[0].rep == maya).count() >= 18);
}

#[test]
fn there_is_something_to_do_next() {
    let sample = sample();
    let is_draft = |card: &&Scorecard| card.state == CardState::Draft;
    let drafts: Vec<_> = sample.cards.iter().filter(is_draft).map(|it| (it.role, it.scorer)).collect();
    let person = |name: &str| Some(sample.person(name).id);
    assert_eq!(drafts, [(CardRole::Manager, person("Ines Carvalho")), (CardRole::Own, person("Maya Lindqvist"))]);
    for card in sample.cards.iter().filter(is_draft) {
        let sum = score(&sample.standard, &card.answers);
        assert!(!sum.is_complete() && card.answers.len() > 5 && card.submitted_at.is_none());
    }

    let is_open = |call: &&Call| official(sample.cards_of(call)).is_none();
    let last = sample.calls.iter().filter(|it| it.rep == person("Maya Lindqvist")).filter(is_open).max_by_key(|it| it.started_at);
    assert!(sample.cards_of(last.unwrap()).iter().any(is_draft));

    let since = sample.file.header.created - TimeDelta::days(14);
    let waits = |call: &&Call| !sample.cards_of(call).iter().any(is_draft) && call.started_at.unwrap() > since;
    within(sample.calls.iter().filter(is_open).filter(waits).count() as f64, 4.0, 6.0);
    let told: Vec<_> = sample.transcripts.iter().map(|(call, _)| call).filter(is_open).collect();
    let minutes = |call: &Call| call.duration.map_or(0.0, |it| it.minutes().round());
    assert!(
        told.len() == 2 && told.iter().any(|it| (15.0..=21.0).contains(&minutes(it))),
        "a call told in full waits that takes about twenty minutes"
    );
}

#[test]
fn maya_is_new_and_improves() {
    let sample = sample();
    let progress = sample.progress("Maya Lindqvist");
    within(mean(progress.counted.iter().take(8).map(|it| it.total)), 29.0, 36.0);
    within(mean(progress.recent(6).iter().map(|it| it.total)), 55.0, 61.0);
    assert_eq!(sample.level("Maya Lindqvist"), Level::New);
}

#[test]
fn devon_has_been_below_his_level_for_exactly_four_counted_weeks() {
    let sample = sample();
    let progress = sample.progress("Devon Achebe");
    let mut weeks: BTreeMap<_, Vec<f64>> = BTreeMap::new();
    for it in &progress.counted {
        weeks.entry(it.at.iso_week()).or_default().push(it.total);
    }
    let run = weeks.values().rev().take_while(|it| mean(it.iter().copied()) < 58.0).count();
    assert_eq!((run, sample.level("Devon Achebe")), (4, Level::Developing));
    within(progress.average(10).unwrap().mean, 45.0, 49.0);
}

#[test]
fn rafael_sees_himself_far_better_than_his_manager_does() {
    let sample = sample();
    let both: Vec<_> = sample.progress("Rafael Quintero").counted.into_iter().filter_map(|it| Some((it.own?, it.total))).collect();
    assert!(both.len() >= 10);
    within(mean(both.iter().map(|it| it.0)), 76.0, 82.0);
    within(mean(both.iter().map(|it| it.1)), 53.0, 59.0);
    assert_eq!(sample.level("Rafael Quintero"), Level::Developing);
}

#[test]
fn the_others_stand_where_they_should() {
    let sample = sample();
    for (name, low, high, level) in [
        ("Hannah Brandt", 55.0, 59.5, Level::Senior),
        ("Seun Adeyemi", 70.0, 76.0, Level::Senior),
        ("Claire Okonjo", 81.0, 88.0, Level::Top),
    ] {
        within(sample.average(name), low, high);
        assert_eq!(sample.level(name), level, "{name}");
    }
}

#[test]
fn transcripts_sound_like_calls() {
    for (call, words) in sample().transcripts {
        let title = &call.title;
        assert_eq!(call.transcript.as_ref(), Some(&words.hash), "{title}");
        assert!(
            words.speakers.iter().any(|it| it.side == Side::Theirs) && words.speakers.iter().any(|it| it.person == call.rep),
            "{title}"
        );
        assert!(words.speakers.iter().all(|it| (it.side == Side::Ours) == it.person.is_some()), "{title}");
        if words.precision == Precision::None {
            assert!(words.segments.iter().all(|it| it.start.is_none() && it.end.is_none()), "{title}");
            continue;
        }
        let starts: Vec<_> = words.segments.iter().map(|it| it.start.unwrap()).collect();
        assert!(starts.is_sorted() && words.segments.iter().all(|it| it.start < it.end), "{title}");
        let spoken: i64 = words.segments.iter().map(|it| (it.end.unwrap() - it.start.unwrap()).0).sum();
        let count: usize = words.segments.iter().map(|it| it.text.split_whitespace().count()).sum();
        within(count as f64 / Millis(spoken).minutes(), 100.0, 175.0);
        within(spoken as f64 / call.duration.unwrap().0 as f64, 0.7, 0.98);
        assert!(words.segments.iter().all(|it| it.text.split_whitespace().count() <= 120), "{title}");
    }
}

#[test]
fn consent_is_asked_for_where_the_call_says_so_and_a_no_is_kept() {
    let sample = sample();
    let asked = sample.transcripts.iter().filter(|(call, _)| matches!(call.consent, Consent::Given { at: Some(_) })).count();
    assert!(asked >= 8, "{asked}");
    let declined: Vec<_> = sample.calls.iter().filter(|it| it.consent == Consent::Declined).collect();
    assert_eq!(declined.len(), 1);
    assert!(declined[0].transcript.is_none() && declined[0].notes.len() > 300);
}

#[test]
fn cards_of_calls_with_words_rest_on_what_was_said() {
    let sample = sample();
    for (call, words) in &sample.transcripts {
        // Two wait for the manager.
        let Some(card) = sample.cards_of(call).into_iter().find(|it| it.role == CardRole::Manager) else { continue };
        let evidenced = card.answers.iter().filter(|it| !it.evidence.is_empty()).count();
        assert!(evidenced >= 9, "{}: {evidenced}", call.title);
        assert!(card.answers.iter().flat_map(|it| &it.evidence).all(|it| words.holds(it)), "{}", call.title);
    }
}

#[test]
fn the_sample_can_be_moved_to_any_week_without_changing_a_weekday() {
    let mut entries = sample().file.entries;
    let before = entries.clone();
    shift(&mut entries, 400);
    for (moved, stood) in entries.iter().zip(&before) {
        if let (Entry::Call(moved), Entry::Call(stood)) = (moved, stood) {
            let (moved, stood) = (moved.body.started_at.unwrap(), stood.body.started_at.unwrap());
            assert_eq!((moved - stood, moved.weekday()), (TimeDelta::days(399), stood.weekday()));
        }
    }
}
