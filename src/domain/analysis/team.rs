//! The team's own signals: competitors, products and phrases, beside the shipped lists.

use serde::{Deserialize, Serialize};

use super::hearing::{Cue, Heard, Hearing, Said};
use super::lexicon::{Draft, Lexicon, Topic};
use super::objections::ObjectionKind;
use super::questions::Asked;
use super::rule::{Part, Rule};
use super::{Settings, SignalKind};
use crate::domain::time::Millis;
use crate::domain::transcript::{Moment, Side, Transcript};

/// What is wrong with a rule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Rule {}, {field}: {why}", .rule + 1)]
pub struct Flaw {
    /// Index of the rule.
    pub rule: usize,
    /// The field at fault, by its name in the data.
    pub field: &'static str,
    /// What is wrong and what to do, as a sentence.
    pub why: String,
}

/// More rules than this are no longer looked after by anybody.
const RULES: usize = 200;
/// More phrases than this belong into two rules.
const PHRASES: usize = 500;
/// The most words of a phrase: nobody says more of them twice in the same order.
const WORDS: usize = 10;
/// The most readings that the alternatives of one phrase may multiply to.
const READINGS: usize = 2000;

/// Whether `rules` can be run; the first flaw of each rule that has one.
pub fn flaws(rules: &[Rule]) -> Vec<Flaw> {
    let mut found: Vec<Flaw> = (0..).zip(rules).filter_map(|(at, it)| flaw(at, it)).collect();
    if rules.len() > RULES {
        found.push(Flaw { rule: RULES, field: "rules", why: format!("There can be {RULES} rules; take some out.") });
    }
    found
}

fn flaw(rule: usize, it: &Rule) -> Option<Flaw> {
    let found = |field: &'static str, why: String| Some(Flaw { rule, field, why });
    if topic(it.kind, it.about).is_none() {
        let label = SignalKind::ALL.iter().find(|kind| kind.0 == it.kind).map_or("This", |it| it.2);
        return found("kind", format!("{label} cannot be found by phrases; choose another kind."));
    }
    if it.about.is_some() && it.kind != SignalKind::Objection {
        return found("about", "Only an objection is about something; leave it out.".to_owned());
    }
    if it.kind == SignalKind::Custom && it.name.trim().is_empty() {
        return found("name", "A rule of its own kind needs a name to be shown by.".to_owned());
    }
    if it.phrases.is_empty() || it.phrases.len() > PHRASES {
        return found("phrases", format!("A rule has 1 to {PHRASES} phrases; this one has {}.", it.phrases.len()));
    }
    if let Some(why) = it.phrases.iter().find_map(|it| unfit(it)) {
        return found("phrases", why);
    }
    if it.side == Some(Side::Unknown) {
        return found("side", "Choose our side, theirs, or leave it out for anybody.".to_owned());
    }
    let fits = it.part.is_none_or(|it| match it {
        Part::FirstMinutes(n) | Part::LastMinutes(n) => (1..=600).contains(&n),
        Part::FirstPercent(n) | Part::LastPercent(n) => (1..=100).contains(&n),
    });
    if !fits {
        return found("part", "A part of a call is 1 to 600 minutes or 1 to 100 percent.".to_owned());
    }
    let tag = it.language.split(['-', '_']).next().unwrap_or_default();
    let is_tag = (2..=3).contains(&tag.len()) && tag.bytes().all(|it| it.is_ascii_alphabetic());
    if !it.language.is_empty() && !is_tag {
        return found("language", format!("\"{}\" is no language tag; write \"en\" or \"de\", or leave it empty.", it.language));
    }
    None
}

fn unfit(phrase: &str) -> Option<String> {
    let words: Vec<&str> = phrase.split_whitespace().collect();
    let readings = words.iter().fold(1usize, |all, it| all.saturating_mul(it.split('|').count()));
    match words.as_slice() {
        [] => Some("A phrase is empty; write a word or take it out.".to_owned()),
        [first, ..] if first.split('|').any(|it| it == "*" || !it.contains(|it: char| it.is_alphanumeric() || it == '%')) => {
            Some(format!("\"{phrase}\" begins with no word of its own; begin with one."))
        }
        _ if words.len() > WORDS => Some(format!("\"{phrase}\" has more than {WORDS} words; keep what is always said.")),
        _ if readings > READINGS => Some(format!("\"{phrase}\" has too many alternatives; make two phrases of it.")),
        _ => None,
    }
}

/// What the phrases of a kind stand for; `None` where phrases cannot tell it.
pub(super) fn topic(kind: SignalKind, about: Option<ObjectionKind>) -> Option<Topic> {
    Some(match kind {
        SignalKind::OpenQuestion | SignalKind::ClosedQuestion | SignalKind::Impact => return None,
        SignalKind::Pain => Topic::Pain,
        SignalKind::Objection => about.map_or(Topic::Objection, ObjectionKind::topic),
        SignalKind::Price => Topic::Price,
        SignalKind::Competitor => Topic::Competitor,
        SignalKind::NextStep => Topic::Step,
        SignalKind::Agenda => Topic::Agenda,
        SignalKind::Commitment => Topic::Commitment,
        SignalKind::Consent => Topic::Consent,
        SignalKind::Check => Topic::Check,
        SignalKind::Proof => Topic::Proof,
        SignalKind::Outcome => Topic::Benefit,
        SignalKind::Feature => Topic::Feature,
        SignalKind::TrialClose => Topic::TrialClose,
        SignalKind::Invite => Topic::Invite,
        SignalKind::Product => Topic::Product,
        SignalKind::Custom => Topic::Custom,
    })
}

/// Whether a rule is for calls in `language`, "de", too.
pub(super) fn speaks(rule: &Rule, language: &str) -> bool {
    let tag = rule.language.split(['-', '_']).next().unwrap_or_default();
    tag.is_empty() || tag.eq_ignore_ascii_case(language)
}

/// The rules without a flaw that are listened for in `language`, with their index and what their phrases stand for.
pub(super) fn in_force<'a>(settings: &'a Settings, language: &str) -> impl Iterator<Item = (u16, &'a Rule, Topic)> {
    (0u16..).zip(settings.rules.iter().take(RULES)).filter_map(move |(at, rule)| {
        let topic = topic(rule.kind, rule.about).filter(|_| speaks(rule, language))?;
        flaw(0, rule).is_none().then_some((at, rule, topic))
    })
}

/// The rules that fit a language, ready to be looked for.
pub(super) struct Team<'a> {
    rules: &'a [Rule],
    pub words: Lexicon,
}

/// A phrase of a rule in a sentence.
#[derive(Clone, Copy)]
pub(super) struct Hit {
    /// Index of the rule; [`super::lexicon::NAMED_RULE`] for a competitor's plain name.
    pub rule: u16,
    pub topic: Topic,
    pub from: usize,
    pub to: usize,
}

impl<'a> Team<'a> {
    /// The rules and competitors of `settings` for a call in `language`.
    pub fn of(settings: &'a Settings, language: &str) -> Self {
        let mut draft = Draft::of(language);
        draft.names(&settings.competitors);
        for (at, rule, topic) in in_force(settings, language) {
            rule.phrases.iter().for_each(|it| draft.rule(topic, at, it));
        }
        Self { rules: &settings.rules, words: draft.finish() }
    }

    /// Whether the rule of `hit` holds in a sentence of `side` that is asked or not, `before` words into the call.
    pub fn holds(&self, hit: Hit, side: Side, asked: Option<Asked>, at: Placed) -> bool {
        let Some(rule) = self.rules.get(usize::from(hit.rule)) else { return true };
        let sided = rule.side.is_none_or(|it| it == side);
        let asks = rule.in_question.is_none_or(|it| it == asked.is_some());
        sided && asks && rule.part.is_none_or(|it| at.within(it))
    }
}

/// Where a sentence stands in its call.
#[derive(Clone, Copy)]
pub(super) struct Placed {
    /// How many words come before it, and how many there are.
    pub before: usize,
    pub words: usize,
    /// When it is said, and when the call begins and ends, where the file knows.
    pub time: Option<(Millis, Millis, Millis)>,
}

/// Words a minute of talk, where a file has no times: the middle of what is measured in calls (120 to 180).
const WORDS_A_MINUTE: usize = 150;

impl Placed {
    fn within(self, part: Part) -> bool {
        let Self { before, words, time } = self;
        let minutes = |n: u16| i64::from(n) * 60_000;
        let spoken = |n: u16| usize::from(n) * WORDS_A_MINUTE;
        match (part, time) {
            (Part::FirstMinutes(n), Some((at, start, _))) => at.0.saturating_sub(start.0) <= minutes(n),
            (Part::LastMinutes(n), Some((at, _, end))) => end.0.saturating_sub(at.0) <= minutes(n),
            (Part::FirstMinutes(n), None) => before <= spoken(n),
            (Part::LastMinutes(n), None) => before + spoken(n) >= words,
            (Part::FirstPercent(n), _) => before * 100 <= words * usize::from(n),
            (Part::LastPercent(n), _) => before * 100 >= words * (100 - usize::from(n.min(100))),
        }
    }
}

/// Where a rule fits, in its sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// Index of the transcript among those given.
    pub transcript: usize,
    /// Whose side said it.
    pub side: Side,
    /// The phrase.
    pub phrase: Moment,
    /// The sentence it stands in.
    pub sentence: Moment,
}

/// Runs one rule over `transcripts` (each with its language, empty to be told from the words, and the rep's speaker)
/// and gives every place where it fits, in order.
///
/// # Errors
///
/// The rule's flaw, where it cannot be run.
pub fn bench<'a>(rule: &Rule, transcripts: impl Iterator<Item = (&'a Transcript, &'a str, Option<u16>)>) -> Result<Vec<Found>, Flaw> {
    if let Some(flaw) = flaw(0, rule) {
        return Err(flaw);
    }
    let mut found = Vec::new();
    let mut settings = Settings { rules: vec![rule.clone()], ..Settings::default() };
    for (at, (transcript, language, rep)) in transcripts.enumerate() {
        language.clone_into(&mut settings.language);
        let hearing = Hearing::of(transcript, rep, &settings);
        let hits = hearing.cues.iter().filter(|it| it.rule == 0).filter_map(|it| place(&hearing, at, it));
        found.extend(hits);
    }
    Ok(found)
}

fn place(hearing: &Hearing<'_>, transcript: usize, cue: &Cue) -> Option<Found> {
    let said: &Said = hearing.heard.said.get(cue.sentence)?;
    let heard: &Heard = &hearing.heard;
    let (phrase, sentence) = (hearing.moment(cue.from, cue.to)?, hearing.moment_of(cue.sentence)?);
    Some(Found { transcript, side: heard.side(said), phrase, sentence })
}
