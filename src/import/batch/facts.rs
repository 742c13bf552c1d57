//! What is known of a call before anybody is asked: from a table of calls, else from the file, else from the file's name.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::Summary;
use super::kind::kind_of;
use super::title::title_of;
use crate::domain::call::{Choice, KINDS, OUTCOMES};
use crate::domain::limits::{RULE, shortened};
use crate::domain::time::Millis;
use crate::import::heading;
use crate::import::table::calls::{CallRow, Field};

/// What files tell of a call.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// What it is called.
    pub title: String,
    /// The day.
    pub date: Option<NaiveDate>,
    /// The time of that day where it was held.
    pub time: Option<NaiveTime>,
    /// The instant it began, where a file knows the zone.
    pub began: Option<DateTime<Utc>>,
    /// How long it took.
    pub length: Option<Millis>,
    /// The language as the file names it.
    pub language: String,
    /// Key of its type; empty where no file tells.
    pub kind: String,
    /// The prospect's company.
    pub company: String,
    /// Stage of the deal.
    pub stage: String,
    /// Key of its outcome.
    pub outcome: String,
    /// The name of the rep whose call it is.
    pub rep: String,
    /// The name of the prospect.
    pub prospect: String,
}

/// The facts of a call: `row` says what the table tells, `name` is the file's.
pub(super) fn gather(name: &str, summary: &Summary, row: Option<&CallRow>) -> Facts {
    let cell = |field: Field| row.map_or("", |it| it.get(field)).to_owned();
    let or = |cell: String, file: Option<&String>| if cell.is_empty() { file.cloned().unwrap_or_default() } else { cell };
    let mut facts = Facts {
        title: or(cell(Field::Title), summary.title.as_ref()),
        date: summary.date,
        time: summary.time,
        began: summary.began,
        length: row.and_then(|it| it.length).or(summary.length),
        language: or(cell(Field::Language).to_lowercase(), summary.language.as_ref()),
        kind: chosen(KINDS, cell(Field::Kind)),
        company: cell(Field::Company),
        stage: cell(Field::Stage),
        outcome: chosen(OUTCOMES, cell(Field::Outcome)),
        rep: cell(Field::Rep),
        prospect: cell(Field::Prospect),
    };
    if facts.title.is_empty() {
        facts.title = title_of(name);
    }
    if facts.kind.is_empty() {
        facts.kind = kind_of(&facts.title).unwrap_or_default().to_owned();
    }
    if let Some(row) = row.filter(|it| it.date.is_some_and(|it| RULE.began(it).is_ok())) {
        (facts.date, facts.time, facts.began) = (row.date, row.time, row.began);
    }
    if facts.date.is_none() && facts.began.is_none() {
        (facts.date, facts.time, facts.began) = dated(stem(name));
    }
    fit(&mut facts);
    facts
}

/// Whatever a table says, only what may be kept is.
fn fit(facts: &mut Facts) {
    let Facts { title, language, kind, company, stage, outcome, rep, prospect, .. } = facts;
    [title, language, kind, company, stage, outcome, rep, prospect].into_iter().for_each(shortened);
    facts.length = facts.length.filter(|it| RULE.length(*it).is_ok());
    if facts.date.is_some_and(|it| RULE.began(it).is_err()) || facts.began.is_some_and(|it| RULE.instant(it).is_err()) {
        (facts.date, facts.time, facts.began) = (None, None, None);
    }
}

/// The key whose label or key somebody wrote; else what they wrote. "Discovery call" is a discovery.
fn chosen(choices: &[Choice], text: String) -> String {
    let wanted = text.to_lowercase().replace(['_', ' '], "-");
    let is = |key: &str| wanted == key || wanted.strip_prefix(key).is_some_and(|it| matches!(it, "-call" | "-meeting"));
    let found = choices.iter().find(|it| is(it.key) || is(&it.label.to_lowercase().replace(' ', "-")));
    found.map_or(text, |it| it.key.to_owned())
}

/// The name of a file without the folders it lies in and without its kind.
pub(super) fn stem(name: &str) -> &str {
    let name = base(name);
    let stem = name.rsplit_once('.').map_or(name, |it| it.0);
    stem.strip_suffix(".transcript").unwrap_or(stem)
}

/// The name of a file without the folders it lies in.
pub(super) fn base(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// The day in a file's name: "2026-03-05 Acme", "Acme 5 March 2026", "GMT20260305-143000_Recording", which is of UTC.
pub(super) fn dated(stem: &str) -> (Option<NaiveDate>, Option<NaiveTime>, Option<DateTime<Utc>>) {
    if let Some(date) = heading::date(stem) {
        return (Some(date), None, None);
    }
    let runs = stem.split(|it: char| !it.is_ascii_digit()).filter(|it| !it.is_empty()).collect::<Vec<_>>();
    let part = |run: &str, from: usize, to: usize| run.get(from..to)?.parse::<u32>().ok();
    let date = |run: &str| {
        let year = i32::try_from(part(run, 0, 4)?).ok().filter(|it| (2000..2100).contains(it))?;
        NaiveDate::from_ymd_opt(year, part(run, 4, 6)?, part(run, 6, 8)?).filter(|_| run.len() == 8)
    };
    let Some((at, day)) = runs.iter().enumerate().find_map(|(at, it)| Some((at, date(it)?))) else { return (None, None, None) };
    let clock = runs.get(at + 1).filter(|it| it.len() == 6);
    let time = clock.and_then(|it| NaiveTime::from_hms_opt(part(it, 0, 2)?, part(it, 2, 4)?, part(it, 4, 6)?));
    let began = time.filter(|_| stem.starts_with("GMT")).map(|it| day.and_time(it).and_utc());
    (Some(day), time.filter(|_| began.is_none()), began)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_name_tells_the_day() {
        for (name, expected) in [
            ("2026-03-05 Acme.vtt", "2026-03-05 - -"),
            ("Acme_5 March 2026.txt", "2026-03-05 - -"),
            ("GMT20260305-143000_Recording.transcript.vtt", "2026-03-05 - 2026-03-05T14:30:00Z"),
            ("call-20260305-143000.srt", "2026-03-05 14:30:00 -"),
            ("acme 12345678.vtt", "- - -"),
            ("acme.vtt", "- - -"),
        ] {
            let (date, time, began) = dated(stem(name));
            let show = |it: Option<String>| it.unwrap_or("-".to_owned());
            let found =
                [date.map(|it| it.to_string()), time.map(|it| it.to_string()), began.map(|it| format!("{it:?}"))].map(show).join(" ");
            assert_eq!(found, expected, "{name}");
        }
    }

    #[test]
    fn types_and_outcomes_are_known_by_key_and_label() {
        for (text, key) in [
            ("Discovery call", "discovery"),
            ("Executive Briefing", "executive-briefing"),
            ("follow_up", "follow-up"),
            ("QBR", "QBR"),
            ("", ""),
        ] {
            assert_eq!(chosen(KINDS, text.to_owned()), key, "{text}");
        }
        assert_eq!(chosen(OUTCOMES, "Meeting booked".to_owned()), "meeting-booked");
    }
}
