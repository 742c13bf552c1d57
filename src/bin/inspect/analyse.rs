//! `inspect analyse`: the metrics, signals, objections and suggestions of a call.

use callcraft::domain::analysis::{Settings, analyse, objections, suggest};
use callcraft::domain::rubric;
use callcraft::domain::transcript::{Side, Transcript};
use callcraft::import;
use serde_json::json;

use crate::letters;

/// The analysis of `file` as JSON, seen from the speaker called `rep`, with suggestions for the shipped rubric `rubric`
/// (the standard one where none is named); or one sentence why there is none.
pub fn run(file: &str, rep: Option<&str>, rubric: Option<&str>, encoding: Option<&str>) -> Result<String, String> {
    let bytes = std::fs::read(file).map_err(|err| format!("{file} cannot be read: {err}."))?;
    let chosen = letters::chosen(&bytes, encoding)?;
    let transcript = import::read_with(&bytes, chosen.as_ref(), &[]).map_err(|it| letters::refused(&bytes, it))?.transcript;
    report(&transcript, rep, rubric.unwrap_or("standard"))
}

fn report(transcript: &Transcript, rep: Option<&str>, rubric: &str) -> Result<String, String> {
    let rep = match rep {
        Some(name) => Some(called(transcript, name)?),
        None => only_of_ours(transcript),
    };
    let analysis = analyse(transcript, rep, &Settings::default());
    let rubric =
        rubric::shipped().into_iter().find(|it| it.key == rubric).ok_or_else(|| format!("There is no shipped rubric called {rubric}."))?;
    let suggestions = suggest(transcript, &analysis, &rubric);
    let objections = objections(transcript, &analysis);
    let name = rep.and_then(|it| transcript.speakers.get(usize::from(it))).map(|it| it.name.as_str());
    let told = json!({ "rep": name, "metrics": analysis.metrics, "signals": analysis.signals, "objections": objections, "suggestions": suggestions });
    Ok(told.to_string())
}

/// The speaker called `name`, letter case and outer space aside.
fn called(transcript: &Transcript, name: &str) -> Result<u16, String> {
    let wanted = name.trim().to_lowercase();
    let at = transcript.speakers.iter().position(|it| it.name.trim().to_lowercase() == wanted);
    at.and_then(|it| u16::try_from(it).ok()).ok_or_else(|| {
        let names: Vec<_> = transcript.speakers.iter().map(|it| it.name.as_str()).collect();
        match names.as_slice() {
            [] => format!("Nobody called {name} speaks here: this file names no speakers."),
            _ => format!("Nobody called {name} speaks here; the speakers are {}.", names.join(", ")),
        }
    })
}

/// The one speaker on our side; with several, nobody is guessed.
fn only_of_ours(transcript: &Transcript) -> Option<u16> {
    let mut ours = (0u16..).zip(&transcript.speakers).filter(|it| it.1.side == Side::Ours).map(|it| it.0);
    ours.next().filter(|_| ours.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use callcraft::domain::transcript::{Precision, Segment, Speaker};
    use serde_json::Value;

    fn call(sides: [Side; 2]) -> Transcript {
        let lines = [(0, "How do you plan orders today?"), (1, "By hand, it costs us twenty hours a week.")];
        Transcript {
            format: "text".to_owned(),
            precision: Precision::None,
            speakers: ["Maya", "Dana"]
                .iter()
                .zip(sides)
                .map(|(name, side)| Speaker { name: (*name).to_owned(), side, person: None })
                .collect(),
            segments: lines.map(|(who, text)| Segment { speaker: Some(who), start: None, end: None, text: text.to_owned() }).to_vec(),
            hash: String::new(),
        }
    }

    fn parsed(transcript: &Transcript, rep: Option<&str>) -> Value {
        serde_json::from_str(&report(transcript, rep, "standard").unwrap()).unwrap()
    }

    #[test]
    fn the_rep_is_the_one_named_or_the_only_one_of_ours() {
        assert_eq!(parsed(&call([Side::Unknown; 2]), Some(" dana "))["rep"], "Dana");
        assert_eq!(parsed(&call([Side::Ours, Side::Theirs]), None)["rep"], "Maya");
        assert_eq!(parsed(&call([Side::Ours, Side::Ours]), None)["rep"], Value::Null);
    }

    #[test]
    fn an_unknown_name_is_answered_with_the_speakers() {
        let said = report(&call([Side::Unknown; 2]), Some("Bob"), "standard").unwrap_err();
        assert_eq!(said, "Nobody called Bob speaks here; the speakers are Maya, Dana.");
    }

    #[test]
    fn metrics_signals_and_suggestions_are_told_with_their_moments() {
        let told = parsed(&call([Side::Unknown; 2]), Some("Maya"));
        assert_eq!(told["metrics"][0]["key"], "talk-ratio");
        assert_eq!(told["signals"][0]["kind"], "open_question");
        let impact = told["suggestions"].as_array().unwrap().iter().find(|it| it["item"] == "quantified-impact").unwrap();
        assert!(impact["points"].as_u64().is_some_and(|it| it > 0));
        assert_eq!(impact["moments"][0]["quote"], "By hand, it costs us twenty hours a week.");
    }
}
