//! Makes the sample team (`public/sample/team.json`): people, sixteen weeks of calls, scorecards and transcripts of an
//! invented seller, the same on every run. `sample [FILE]` writes to the file, or to standard output.

use std::io::Write;
use std::process::ExitCode;

use callcraft::domain::record::{Record, Stamp, Version};
use callcraft::domain::rubric;
use callcraft::domain::scorecard::CardRole;
use callcraft::exchange::file::{Entry, Header, Scope, write};
use chrono::{DateTime, Utc};

mod cards;
mod clock;
mod deals;
mod featured;
mod people;
mod random;
mod routine;
mod script;
mod stories;
mod texts;

/// Kinds of records in the order of the file.
const KINDS: &[&str] = &["person", "call", "transcript", "scorecard"];

/// A call with what belongs to it.
struct Made {
    rep: &'static str,
    started: DateTime<Utc>,
    entries: Vec<Entry>,
}

/// `body` as the sample writes it: once, all at the same time. `by` is told of cards; of the rest it says nothing new.
fn record<T>(by: &str, body: T) -> Record<T> {
    Record { stamp: Stamp { by: by.to_owned(), at: clock::written(), version: Version::default().next("sample"), deleted: false }, body }
}

fn make() -> Result<String, String> {
    let people = people::team();
    let standard = rubric::shipped().into_iter().find(|it| it.key == "standard").ok_or("no standard rubric")?;
    let mut made = featured::made(&people, &standard)?;
    let told: Vec<(&str, DateTime<Utc>)> = made.iter().map(|it| (it.rep, it.started)).collect();
    for story in stories::STORIES {
        let featured: Vec<_> = told.iter().filter(|(rep, _)| *rep == story.rep).map(|(_, at)| *at).collect();
        made.extend(routine::Desk::of(story, &people, &standard)?.work(&featured)?);
    }
    made.sort_by_key(|it| (people::number(it.rep), it.started));
    let mut entries: Vec<_> = people.into_iter().map(|body| Entry::Person(record("", body))).collect();
    entries.extend(made.into_iter().flat_map(|it| it.entries));
    // The order of every workspace file; what is alike stands together and packs well.
    entries.sort_by_key(|it| {
        (KINDS.iter().position(|kind| *kind == it.kind()), matches!(it, Entry::Scorecard(it) if it.body.role == CardRole::Own))
    });
    let header = Header {
        app: env!("CARGO_PKG_VERSION").to_owned(),
        scope: Scope::Workspace,
        created: clock::written(),
        anchor: Some(clock::anchor()),
        rubric: None,
    };
    Ok(write(&header, &entries))
}

fn main() -> ExitCode {
    let written = make().and_then(|text| match std::env::args().nth(1) {
        Some(file) => std::fs::write(&file, text).map_err(|it| format!("{file}: {it}")),
        None => std::io::stdout().write_all(text.as_bytes()).map_err(|it| it.to_string()),
    });
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::from(2)
        }
    }
}
