//! The calls that are told in full: a script with times, and both cards, written by hand (`scripts/*.card`).

use callcraft::domain::call::{Call, Picked};
use callcraft::domain::consent::Consent;
use callcraft::domain::id::{CommentId, PersonId};
use callcraft::domain::people::Person;
use callcraft::domain::rubric::Rubric;
use callcraft::domain::scorecard::comment::{self, CommentKind, KeyMoment};
use callcraft::domain::scorecard::focus::CALLS;
use callcraft::domain::scorecard::{Answer, CardRole, Comment, Focus, Given, Origin, Scorecard};
use callcraft::domain::time::Millis;
use callcraft::domain::transcript::{CallTranscript, Moment, Precision, Transcript, TurnRules, find, turns};
use callcraft::exchange::file::Entry;
use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use crate::cards::{answer, call_id, card};
use crate::clock::{full_hour, instant, working_days_later, written};
use crate::random::Random;
use crate::{Made, record, script};

struct Source {
    name: &'static str,
    rep: &'static str,
    script: &'static str,
    card: &'static str,
}

macro_rules! sources {
    ($($name:literal $rep:literal),* $(,)?) => {
        &[$(Source {
            name: $name,
            rep: $rep,
            script: include_str!(concat!("scripts/", $name, ".script")),
            card: include_str!(concat!("scripts/", $name, ".card")),
        }),*]
    };
}

const SOURCES: &[Source] = sources![
    "claire-discovery" "Claire Okonjo",
    "claire-executive" "Claire Okonjo",
    "declined" "Maya Lindqvist",
    "devon-demo" "Devon Achebe",
    "devon-negotiation" "Devon Achebe",
    "hannah-discovery" "Hannah Brandt",
    "hannah-discovery-de" "Hannah Brandt",
    "maya-discovery-early" "Maya Lindqvist",
    "maya-discovery-late" "Maya Lindqvist",
    "rafael-expansion" "Rafael Quintero",
    "rafael-followup" "Rafael Quintero",
    "seun-demo" "Seun Adeyemi",
    "seun-negotiation" "Seun Adeyemi",
];

/// All of them.
pub fn made(people: &[Person], rubric: &Rubric) -> Result<Vec<Made>, String> {
    SOURCES.iter().map(|it| one(it, people, rubric).map_err(|why| format!("{}.card: {why}", it.name))).collect()
}

struct Fields<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Fields<'a> {
    fn get(&self, key: &str) -> &'a str {
        self.0.iter().find(|(it, _)| *it == key).map_or("", |(_, value)| value)
    }
}

fn one(source: &Source, people: &[Person], rubric: &Rubric) -> Result<Made, String> {
    let random = &mut Random::named(source.name);
    let (head, table) = source.card.split_once("\n\n").ok_or("no empty line")?;
    let fields = Fields(head.lines().filter_map(|it| it.split_once(": ")).collect());
    let rep = people.iter().find(|it| it.name == source.rep).ok_or("no such rep")?;
    let manager = people.iter().find(|it| Some(it.id) == rep.manager).ok_or("no manager")?;
    let minutes: Option<u32> = fields.get("minutes").parse().ok();
    let words = match source.script {
        "" => None,
        script => Some(script::transcript(source.name, script, minutes, people)?),
    };
    let call = call(&fields, rep, minutes, words.as_ref())?;
    let started = call.started_at.ok_or("no time")?;
    let ended = started + TimeDelta::milliseconds(call.duration.map_or(1_800_000, |it| it.0));

    let (mut manager_answers, mut own_answers) = (Vec::new(), Vec::new());
    for line in table.lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [item, points, own, quotes, comment] = cells.as_slice() else { return Err(format!("not five cells: {line}")) };
        rubric.item(item).ok_or_else(|| format!("no item {item}"))?;
        let mut judged = answer(item, given(points)?);
        judged.comment = (*comment).to_owned();
        if let Some(words) = &words {
            judged.evidence = evidence(words, quotes)?;
        }
        manager_answers.push(judged);
        own_answers.push(answer(item, given(own)?));
    }
    if let Some(words) = &words {
        measured(words, rep, rubric, &mut manager_answers)?;
    }

    let at_own = full_hour(ended + TimeDelta::minutes(35 + random.below(90) as i64));
    let own = card(&call, rubric, CardRole::Own, (rep.id, &rep.name), at_own, own_answers);
    let at_manager = reviewed(ended, at_own, 1);
    let mut judged = card(&call, rubric, CardRole::Manager, (manager.id, &manager.name), at_manager, manager_answers);
    let (item, action) = fields.get("focus").split_once(": ").ok_or("no focus")?;
    rubric.item(item).ok_or_else(|| format!("no item {item}"))?;
    judged.body.focus = Some(Focus { action: action.to_owned(), calls: CALLS, ..Focus::on(item) });
    judged.body.note = fields.get("note").to_owned();
    let mut own = own;
    if let Some(words) = &words {
        talk(head, words, (&mut own.body, rep.id), (&mut judged.body, manager.id))?;
    }

    let transcript = words.map(|transcript| CallTranscript { call: call.id, transcript });
    let mut entries = vec![Entry::Call(record("", call))];
    entries.extend(transcript.map(|body| Entry::Transcript(record("", body))));
    // Some wait: for both cards, or for the manager's.
    let cards = [Entry::Scorecard(own), Entry::Scorecard(judged)];
    entries.extend(cards.into_iter().take(match fields.get("waits") {
        "" => 2,
        "manager" => 1,
        _ => 0,
    }));
    Ok(Made { rep: source.rep, started, entries })
}

/// What is said at moments of the call: lines `say: manager | praise | quote | text`, each with the replies below it
/// (`reply: rep | text`), and `moment: quote | why` for the session.
fn talk(head: &str, words: &Transcript, own: (&mut Scorecard, PersonId), judged: (&mut Scorecard, PersonId)) -> Result<(), String> {
    let (own, rep) = own;
    let (judged, manager) = judged;
    let at = judged.submitted_at.ok_or("not submitted")?;
    let mut begun: Option<CommentId> = None;
    let (mut ids, mut minutes) = ("3456789".chars(), 0);
    for (key, line) in head.lines().filter_map(|it| it.split_once(": ")) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let (who, kind, moment, text) = match (key, cells.as_slice()) {
            ("moment", [quote, why]) => {
                let moment = evidence(words, quote)?.into_iter().next().ok_or("no moment")?;
                comment::keep(judged, KeyMoment { moment, why: (*why).to_owned() });
                continue;
            }
            ("say", [who, kind, quote, text]) => {
                begun = None;
                (*who, *kind, evidence(words, quote)?.into_iter().next(), *text)
            }
            ("reply", [who, text]) => (*who, "coach", None, *text),
            _ => continue,
        };
        let mut letters = judged.call.to_string();
        letters.pop();
        letters.push(ids.next().ok_or("too many comments")?);
        minutes += 4;
        let (card, by) = if who == "rep" { (&mut *own, rep) } else { (&mut *judged, manager) };
        let said = Comment {
            id: letters.parse().map_err(|_| "no id")?,
            by: Some(by),
            at: at + TimeDelta::minutes(minutes),
            kind: CommentKind::ALL.iter().find(|it| it.1.eq_ignore_ascii_case(kind)).ok_or("no such kind")?.0,
            moment,
            reply_to: begun,
            text: text.to_owned(),
        };
        begun = begun.or(Some(said.id));
        comment::say(card, said);
    }
    Ok(())
}

/// When the manager gets to a call: some working days later, never before the rep's own card, never after the file.
pub fn reviewed(ended: DateTime<Utc>, own: DateTime<Utc>, days: usize) -> DateTime<Utc> {
    full_hour(working_days_later(ended, days).min(written() - TimeDelta::minutes(60)).max(own + TimeDelta::minutes(30)))
}

fn given(cell: &str) -> Result<Result<u16, String>, String> {
    match cell.strip_prefix("n/a: ") {
        Some(why) => Ok(Err(why.to_owned())),
        None => cell.parse().map(Ok).map_err(|_| format!("not points: {cell}")),
    }
}

/// The moments of `quotes` (separated by ` // `), each found in the words.
fn evidence(words: &Transcript, quotes: &str) -> Result<Vec<Moment>, String> {
    let turns = turns(words, &TurnRules::default());
    let one = |quote: &str| {
        let hits = find::find(words, &turns, quote);
        let (_, from, to) = hits.first().ok_or_else(|| format!("nobody says {quote:?}"))?;
        words.moment(*from, *to).ok_or_else(|| format!("{quote:?} is no moment"))
    };
    quotes.split(" // ").map(str::trim).filter(|it| !it.is_empty()).map(one).collect()
}

fn call(fields: &Fields<'_>, rep: &Person, minutes: Option<u32>, words: Option<&Transcript>) -> Result<Call, String> {
    let zone = rep.zone.clone().ok_or("no zone")?;
    let (day, clock) = fields.get("at").split_once(' ').ok_or("no time")?;
    let (hour, minute) = clock.split_once(':').ok_or("no minute")?;
    let day: chrono::NaiveDate = day.parse().map_err(|_| "no day")?;
    let number = |text: &str| text.parse::<u32>().map_err(|_| "no clock time");
    let local: NaiveDateTime = day.and_hms_opt(number(hour)?, number(minute)?, 0).ok_or("no clock time")?;
    let started = instant(local, &zone);
    let consent = match (fields.get("consent"), words) {
        ("declined", _) => Consent::Declined,
        ("", _) | (_, None) => Consent::Unknown,
        (asked, Some(words)) => Consent::Given { at: evidence(words, asked)?.first().ok_or("nobody asks for consent")?.at },
    };
    let length = match words.map(|it| it.precision) {
        Some(Precision::None) => None,
        Some(_) => words.and_then(|it| it.segments.iter().filter_map(|it| it.end).max()),
        None => minutes.map(|it| Millis(i64::from(it) * 60_000)),
    };
    let text = |key: &str| fields.get(key).to_owned();
    Ok(Call {
        id: call_id(&rep.name, started),
        title: text("title"),
        rep: Some(rep.id),
        kind: text("kind"),
        started_at: Some(started),
        zone: Some(zone),
        duration: length,
        company: text("company"),
        outcome: text("outcome"),
        stage: text("stage"),
        tags: fields.get("tags").split(", ").map(str::to_owned).collect(),
        picked: if fields.get("picked") == "went_well" { Picked::WentWell } else { Picked::Random },
        language: if fields.get("language").is_empty() { "en".to_owned() } else { text("language") },
        consent,
        notes: fields.get("notes").replace("\\n", "\n"),
        transcript: words.map(|it| it.hash.clone()),
        lacks_sides: false,
        recording: None,
    })
}

/// Marks the talk ratio as computed, and makes sure that the card says what the times say.
fn measured(words: &Transcript, rep: &Person, rubric: &Rubric, answers: &mut [Answer]) -> Result<(), String> {
    if words.precision == Precision::None {
        return Ok(());
    }
    let spoken = |ours: bool| -> i64 {
        let whose = |it: Option<u16>| it.and_then(|it| words.speakers.get(usize::from(it))).is_some_and(|it| it.person == Some(rep.id));
        let long = words.segments.iter().filter(|it| !ours || whose(it.speaker)).filter_map(|it| Some((it.end? - it.start?).0));
        long.sum()
    };
    let percent = 100.0 * spoken(true) as f64 / spoken(false) as f64;
    let band = rubric.item("talk-ratio").and_then(|it| it.kind.band(percent)).ok_or("no band")?;
    let judged = answers.iter_mut().find(|it| it.item == "talk-ratio").ok_or("no talk ratio")?;
    judged.origin = Origin::Computed;
    if judged.given != Some(Given::Points(band.points)) {
        return Err(format!("the talk ratio is {percent:.1}%: {} points", band.points));
    }
    Ok(())
}
