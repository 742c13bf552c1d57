//! Makes the sample team (`public/sample/team.json`): people, sixteen weeks of calls, scorecards and transcripts of an
//! invented seller, the same on every run. `sample [FILE]` writes to the file, or to standard output.

use std::io::Write;
use std::process::ExitCode;

use callcraft::domain::record::{Record, Stamp, Version};
use callcraft::domain::rubric;
use callcraft::exchange::file::{Entry, Header, Scope, write};
use chrono::{DateTime, Utc};

mod cards;
mod clock;
mod featured;
mod people;
mod random;
mod routine;
mod script;
mod stories;
mod texts;

/// A call with what belongs to it.
struct Made {
    rep: &'static str,
    started: DateTime<Utc>,
    entries: Vec<Entry>,
}

/// The stamp of everything here: written once, by the sample itself.
fn stamp(by: &str, at: DateTime<Utc>) -> Stamp {
    Stamp { by: by.to_owned(), at, version: Version::default().next("sample") }
}

fn make() -> Result<String, String> {
    let people = people::team();
    let standard = rubric::shipped().into_iter().find(|it| it.key == "standard").ok_or("no standard rubric")?;
    let mut made = featured::made(&people, &standard)?;
    let told: Vec<(&str, DateTime<Utc>)> = made.iter().map(|it| (it.rep, it.started)).collect();
    for (at, story) in stories::STORIES.iter().enumerate() {
        let featured: Vec<_> = told.iter().filter(|(rep, _)| *rep == story.rep).map(|(_, at)| *at).collect();
        made.extend(routine::Desk::of(story, &people, &standard, at, stories::STORIES.len())?.work(&featured)?);
    }
    made.sort_by_key(|it| it.started);
    let first_day = clock::instant(clock::day(1, 0).and_hms_opt(8, 0, 0).unwrap_or_default(), "Europe/Lisbon");
    let people = people.into_iter().map(|body| Entry::Person(Record { stamp: stamp("Ines Carvalho", first_day), body }));
    let entries: Vec<_> = people.chain(made.into_iter().flat_map(|it| it.entries)).collect();
    let header = Header {
        app: env!("CARGO_PKG_VERSION").to_owned(),
        scope: Scope::Workspace,
        created: clock::written(),
        anchor: Some(clock::anchor()),
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
