//! `inspect transcript`: what the importers make of a file.

use callcraft::domain::time::Millis;
use callcraft::domain::transcript::{Precision, Segment, Side, Speaker, Transcript, TurnRules, turns};
use callcraft::import::{self, Skipped};
use serde::Serialize;

use crate::letters;

#[derive(Serialize)]
struct Shown<'a> {
    format: &'a str,
    /// Where one was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'a str>,
    precision: Precision,
    speakers: Vec<Voice<'a>>,
    segments: Vec<Speech<'a>>,
    turns: Vec<Speech<'a>>,
    skipped: &'a [Skipped],
}

#[derive(Serialize)]
struct Voice<'a> {
    name: &'a str,
    side: Side,
}

#[derive(Serialize)]
struct Speech<'a> {
    speaker: Option<&'a str>,
    start_ms: Option<Millis>,
    end_ms: Option<Millis>,
    text: String,
}

/// The transcript in `file` as JSON, or one sentence why there is none. `others` may bring the names of its speakers.
pub fn run(file: &str, others: &[&str], encoding: Option<&str>) -> Result<String, String> {
    let load = |file: &str| std::fs::read(file).map_err(|err| format!("{file} cannot be read: {err}."));
    let bytes = load(file)?;
    let others = others.iter().map(|it| load(it)).collect::<Result<Vec<_>, _>>()?;
    let others: Vec<&[u8]> = others.iter().map(Vec::as_slice).collect();
    let imported =
        import::read_with(&bytes, letters::chosen(&bytes, encoding)?.as_ref(), &others).map_err(|err| letters::refused(&bytes, err))?;
    let transcript = &imported.transcript;
    let mut skipped = imported.skipped;
    if imported.calls > 1 {
        skipped.push(Skipped { line: 1, why: format!("this file holds {} calls; the first is shown", imported.calls) });
    }
    let shown = Shown {
        format: &transcript.format,
        encoding: encoding.map(|_| imported.encoding),
        precision: transcript.precision,
        speakers: transcript.speakers.iter().map(|it| Voice { name: &it.name, side: it.side }).collect(),
        segments: transcript.segments.iter().map(|it| speech(transcript, it.speaker, it.start, it.end, it.text.clone())).collect(),
        turns: turns(transcript, &TurnRules::default())
            .iter()
            .map(|it| speech(transcript, it.speaker, it.start, it.end, words(transcript, &it.segments)))
            .collect(),
        skipped: &skipped,
    };
    serde_json::to_string(&shown).map_err(|err| format!("{file} cannot be shown: {err}."))
}

fn speech(transcript: &Transcript, speaker: Option<u16>, start_ms: Option<Millis>, end_ms: Option<Millis>, text: String) -> Speech<'_> {
    let speaker = speaker.and_then(|at| transcript.speakers.get(usize::from(at))).map(|it: &Speaker| it.name.as_str());
    Speech { speaker, start_ms, end_ms, text }
}

fn words(transcript: &Transcript, segments: &[u32]) -> String {
    let segments = segments.iter().filter_map(|at| transcript.segments.get(*at as usize));
    segments.map(|it: &Segment| it.text.as_str()).collect::<Vec<_>>().join(" ")
}
