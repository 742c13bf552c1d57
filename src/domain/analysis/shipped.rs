//! The shipped word lists as rules that can be read, tried on calls and judged like the team's own.

use super::hearing::Hearing;
use super::lexicon::{Lexicon, phrases};
use super::team::Found;
use super::{ObjectionKind, Rule, Settings, SignalKind, metrics, signals};
use crate::domain::transcript::{Moment, Side, Transcript};

/// What a shipped rule listens for.
struct Row {
    kind: SignalKind,
    about: Option<ObjectionKind>,
    /// The section of the word lists with its phrases.
    section: &'static str,
    side: Option<Side>,
    in_question: Option<bool>,
    /// What decides beside its phrases, as a sentence; empty where nothing does.
    beside: &'static str,
}

const fn row(kind: SignalKind, section: &'static str, side: Option<Side>, in_question: Option<bool>, beside: &'static str) -> Row {
    Row { kind, about: None, section, side, in_question, beside }
}

const fn objection(about: ObjectionKind, section: &'static str) -> Row {
    let beside = "An answer to what holds them back is one in any words.";
    Row { about: Some(about), ..row(SignalKind::Objection, section, THEIRS, None, beside) }
}

const OURS: Option<Side> = Some(Side::Ours);
const THEIRS: Option<Side> = Some(Side::Theirs);

/// Fillers are counted and no signal: of the kinds there are none stands for them.
const FILLERS: &str = "Fillers";
const FILLERS_METRIC: &str = "fillers";

/// Every shipped rule, in the order shown. A law in the tests holds what they say to what calls show.
const ROWS: &[Row] = &[
    row(SignalKind::OpenQuestion, "open", OURS, Some(true), "And whatever begins with a word such as “what”, “how” or “why”."),
    row(SignalKind::ClosedQuestion, "short-fact", OURS, Some(true), "And every other question."),
    row(SignalKind::Pain, "pain", THEIRS, Some(false), "Not where it is denied."),
    row(SignalKind::Impact, "share", THEIRS, Some(false), "And figures of money, time or shares that are no date and no price."),
    objection(ObjectionKind::Price, "objection price"),
    objection(ObjectionKind::Timing, "objection timing"),
    objection(ObjectionKind::Need, "objection need"),
    objection(ObjectionKind::Authority, "objection authority"),
    objection(ObjectionKind::Trust, "objection trust"),
    objection(ObjectionKind::Competitor, "objection competitor"),
    objection(ObjectionKind::StatusQuo, "objection status-quo"),
    objection(ObjectionKind::Other, "objection"),
    row(SignalKind::Price, "price", None, None, "And the sums we tell once it was asked or spoken of."),
    row(SignalKind::Competitor, "competitor", None, None, "And whom the prospect names as talked to."),
    row(SignalKind::NextStep, "step", None, None, "With who or by when towards the end, with both before."),
    row(SignalKind::Agenda, "agenda", OURS, None, "In the opening."),
    row(SignalKind::Commitment, "commitment", THEIRS, Some(false), "Towards the end. A yes to a plan is one, too."),
    row(SignalKind::Consent, "consent", None, None, "In the opening."),
    row(SignalKind::Check, "check", OURS, None, "As a question or a short remark."),
    row(SignalKind::Proof, "proof", OURS, Some(false), "And what a customer went through, in figures."),
    row(SignalKind::Outcome, "benefit", OURS, Some(false), "And figures on what they had spoken of."),
    row(SignalKind::Feature, "feature", OURS, Some(false), "Not where it says what for."),
    row(SignalKind::TrialClose, "trial-close", OURS, Some(true), ""),
    row(SignalKind::Invite, "invite", None, None, "Towards the end. A day with a time is one, too."),
    row(SignalKind::Custom, "filler", OURS, None, "By the rep; not where the words have a meaning."),
];

/// The shipped rules of a language, each with what decides beside its phrases.
pub fn shipped(language: &str) -> impl Iterator<Item = (Rule, &'static str)> {
    ROWS.iter().map(move |row| {
        let rule = Rule {
            name: if row.kind == SignalKind::Custom { FILLERS.to_owned() } else { String::new() },
            kind: row.kind,
            about: row.about,
            phrases: phrases(language, row.section).map(str::to_owned).collect(),
            side: row.side,
            in_question: row.in_question,
            part: None,
            language: language.to_owned(),
            judged: Vec::new(),
            off: None,
        };
        (rule, row.beside)
    })
}

/// Every place of a call that the shipped `rule` marks, in order; none in another language. As in [`super::bench`] with the
/// language of the call and the rep's speaker.
pub fn bench_shipped(rule: &Rule, transcript: &Transcript, language: &str, rep: Option<u16>) -> Vec<Found> {
    if Lexicon::for_call(language, transcript).language != rule.language {
        return Vec::new();
    }
    let hearing = Hearing::of(transcript, rep, &Settings { language: language.to_owned(), ..Settings::default() });
    let is_it = |it: &super::Signal| it.kind == rule.kind && it.about == rule.about;
    let moments: Vec<Moment> = match rule.kind {
        SignalKind::Custom => {
            metrics::take(&hearing).into_iter().find(|it| it.key == FILLERS_METRIC).map(|it| it.moments).unwrap_or_default()
        }
        _ => signals::signals(&hearing).into_iter().filter(is_it).map(|it| it.moment).collect(),
    };
    moments.into_iter().filter_map(|it| place(&hearing, it)).collect()
}

/// The moment with its side and sentence.
fn place(hearing: &Hearing<'_>, phrase: Moment) -> Option<Found> {
    let at = hearing.heard.said.iter().position(|it| it.from <= phrase.from && phrase.from < it.to)?;
    let side = hearing.heard.said.get(at).map(|it| hearing.heard.side(it))?;
    Some(Found { transcript: 0, side, sentence: hearing.moment_of(at)?, phrase })
}

#[cfg(test)]
mod tests {
    use super::super::{analyse, flaws, scenes};
    use super::*;
    use crate::domain::call::LANGUAGES;
    use crate::domain::transcript::CallTranscript;

    fn rule(language: &str, of: impl Fn(&Rule) -> bool) -> Rule {
        shipped(language).map(|it| it.0).find(of).unwrap()
    }

    #[track_caller]
    fn check(of: impl Fn(&Rule) -> bool, lines: &str, expected: &[&str]) {
        let found = bench_shipped(&rule("en", of), &scenes::dialogue(lines), "en", Some(0));
        assert_eq!(found.iter().map(|it| it.phrase.quote.as_str()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn every_shipped_rule_has_phrases_in_every_language_that_has_a_list() {
        for language in LANGUAGES.iter().filter(|it| it.key != crate::domain::call::UNDETERMINED) {
            for (rule, _) in shipped(language.key) {
                assert!(!rule.phrases.is_empty(), "{} {:?} {:?}", language.key, rule.kind, rule.about);
                assert!(rule.phrases.iter().all(|it| !it.contains(['[', '#', ','])), "{:?}", rule.phrases);
            }
        }
        assert!(shipped("xx").all(|it| it.0.phrases.is_empty()));
    }

    #[test]
    fn a_copy_of_a_shipped_rule_can_be_run_as_one_of_the_teams_own() {
        let not_by_phrases = [SignalKind::OpenQuestion, SignalKind::ClosedQuestion, SignalKind::Impact];
        for language in ["en", "de", "es", "fr"] {
            let rules: Vec<Rule> = shipped(language).map(|it| it.0).filter(|it| !not_by_phrases.contains(&it.kind)).collect();
            assert_eq!(flaws(&rules), []);
        }
    }

    #[test]
    fn every_kind_that_the_lists_can_show_has_its_rule() {
        for (kind, key, _) in SignalKind::ALL.iter().filter(|it| it.0 != SignalKind::Product) {
            assert!(shipped("en").any(|it| it.0.kind == *kind), "{key}");
        }
        let about = |kind: ObjectionKind| shipped("en").any(|it| it.0.about == Some(kind));
        assert!(ObjectionKind::ALL.iter().all(|it| about(it.0)));
    }

    #[test]
    fn what_a_shipped_rule_marks_in_a_call_is_shown_with_its_sentence_and_side() {
        let lines = "Maya: So. How do you plan today?\nDana: Well, um, it sounds too expensive for us. It is a problem.";
        check(|it| it.kind == SignalKind::OpenQuestion, lines, &["How do you plan today?"]);
        check(|it| it.about == Some(ObjectionKind::Price), lines, &["it sounds too expensive for us"]);
        check(|it| it.about == Some(ObjectionKind::Trust), lines, &[]);
        check(|it| it.name == FILLERS, "Maya: Well, um, hello. I mean, hi.\nDana: Um, hi.", &["um", "I mean"]);
        let of = rule("en", |it| it.kind == SignalKind::Pain);
        let found = bench_shipped(&of, &scenes::dialogue(lines), "", Some(0));
        assert_eq!((found[0].side, found[0].sentence.quote.as_str()), (Side::Theirs, "It is a problem."));
        assert_eq!(bench_shipped(&rule("de", |it| it.kind == SignalKind::Pain), &scenes::dialogue(lines), "", Some(0)), []);
    }

    /// The calls of the sample team.
    fn calls() -> Vec<Transcript> {
        let text = include_str!("../../../public/sample/team.json");
        let whole: serde_json::Value = serde_json::from_str(text).unwrap();
        let records = whole["records"].as_array().unwrap();
        let words = records.iter().filter(|it| it["kind"] == "transcript");
        words.map(|it| serde_json::from_value::<CallTranscript>(it["body"].clone()).unwrap().transcript).collect()
    }

    #[test]
    fn what_is_said_of_a_shipped_rule_holds_for_all_it_marks() {
        let mut seen = 0;
        for call in calls() {
            let rep = call.speakers.iter().position(|it| it.side == Side::Ours).map(|it| it as u16);
            let analysis = analyse(&call, rep, &Settings { language: "en".to_owned(), ..Settings::default() });
            for signal in &analysis.signals {
                let row = ROWS.iter().find(|it| it.kind == signal.kind && it.about == signal.about).unwrap();
                assert!(row.side.is_none_or(|it| it == signal.side), "{signal:?}");
                seen += 1;
            }
        }
        assert!(seen > 200, "{seen}");
    }
}
