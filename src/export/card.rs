//! One call's scorecard as a document.

use chrono::NaiveDate;

use super::document::{Block, Document};
use super::{date, talk};
use crate::domain::benchmark::Standing;
use crate::domain::call::{Call, KINDS, label};
use crate::domain::id::PersonId;
use crate::domain::names::{Names, Roles};
use crate::domain::rubric::{Check, Item, ItemKind, Rubric};
use crate::domain::scorecard::apart::scores_calls;
use crate::domain::scorecard::dispute::before;
use crate::domain::scorecard::grade::grade;
use crate::domain::scorecard::place::Place;
use crate::domain::scorecard::score::{Score, score};
use crate::domain::scorecard::{CardRole, CardState, Focus, Given, Scorecard, Worth, worth};
use crate::domain::show;
use crate::domain::transcript::Moment;

/// Everything a scorecard's document is made from.
pub struct Sheet<'a> {
    /// The call.
    pub call: &'a Call,
    /// The day it was on where it happened.
    pub day: Option<NaiveDate>,
    /// The judgement.
    pub card: &'a Scorecard,
    /// What it was judged by.
    pub rubric: &'a Rubric,
    /// The rep's name; empty where not known.
    pub rep: &'a str,
    /// The scorer's name; empty where not known.
    pub scorer: &'a str,
    /// Names of the other side, to be hidden with the others.
    pub others: &'a [String],
    /// Where the rep stood on the day of the call.
    pub standing: Option<Standing>,
    /// Whether names are shown.
    pub names: Names,
    /// The cards of the call that whoever makes the document may see: what is said on them stands in it.
    pub cards: &'a [&'a Scorecard],
    /// Who makes the document, and when.
    pub made: (&'a str, NaiveDate),
    /// The name of somebody on our side.
    pub name_of: &'a dyn Fn(PersonId) -> Option<String>,
}

/// The document of a scorecard.
pub fn document(sheet: &Sheet<'_>) -> Document {
    let sum = score(sheet.rubric, &sheet.card.answers);
    let hiding = Hiding::of(sheet);
    let mut blocks = Vec::new();
    total(sheet, &sum, &mut blocks);
    blocks.push(categories(sheet.rubric, &sum));
    if let Some(focus) = &sheet.card.focus {
        let item = sheet.rubric.item(&focus.item).map_or(focus.item.as_str(), |it| it.title.as_str());
        blocks.push(Block::Heading("Focus until the next call".to_owned()));
        blocks.push(Block::Item { title: item.to_owned(), value: String::new() });
        blocks.push(Block::Text(hiding.text(&focus_end(focus))));
    }
    if !sheet.card.note.is_empty() {
        blocks.push(Block::Heading("Note".to_owned()));
        blocks.push(Block::Text(hiding.text(&sheet.card.note)));
    }
    for category in &sheet.rubric.categories {
        blocks.push(Block::Heading(category.title.clone()));
        for it in &category.items {
            item(it, sheet.card, &hiding, &mut blocks);
        }
    }
    talk::blocks(sheet, &hiding, &mut blocks);
    Document {
        title: hiding.title(sheet),
        facts: facts(sheet, &hiding),
        warnings: warnings(sheet, &sum, &hiding),
        blocks,
        signed: signed(sheet, &hiding),
        foot: foot(sheet, &hiding, &sum),
    }
}

/// How the texts of a sheet are shown: as they are, or with roles for names.
pub(super) struct Hiding(Option<Roles>);

impl Hiding {
    pub(super) fn of(sheet: &Sheet<'_>) -> Self {
        if sheet.names == Names::Shown {
            return Self(None);
        }
        let scorer = if sheet.scorer == sheet.rep { "the rep" } else { scorer_role(sheet.card.role) };
        let ours = [(sheet.rep, "the rep"), (sheet.scorer, scorer), (sheet.call.company.as_str(), "the prospect's company")];
        let others = sheet.others.iter().map(|it| (it.as_str(), "the prospect"));
        let speakers: Vec<(String, &str)> = sheet.cards.iter().flat_map(|it| speakers(sheet, it)).collect();
        let speakers = speakers.iter().map(|it| (it.0.as_str(), it.1));
        Self(Some(Roles::of(ours.into_iter().chain(others).chain(speakers))))
    }

    /// Whether names are shown.
    pub(super) fn shows(&self) -> bool {
        self.0.is_none()
    }

    pub(super) fn text(&self, text: &str) -> String {
        self.0.as_ref().map_or_else(|| text.to_owned(), |it| it.hide(text))
    }

    pub(super) fn quote(&self, moment: &Moment) -> Block {
        Block::Quote { words: self.text(&moment.quote), at: moment.at.map_or_else(String::new, |it| it.clock()) }
    }

    /// A name, or the role where names are hidden or the name is not known.
    pub(super) fn name(&self, name: &str, role: &str) -> String {
        if self.0.is_some() || name.is_empty() { role.to_owned() } else { name.to_owned() }
    }

    /// A call's title names the prospect: hidden, the type of the call stands for it.
    pub(super) fn title(&self, sheet: &Sheet<'_>) -> String {
        let kind = label(KINDS, &sheet.call.kind);
        match (&self.0, sheet.call.title.trim()) {
            (Some(_), _) | (None, "") => format!("{kind} call"),
            (None, title) => title.to_owned(),
        }
    }
}

/// Everybody who speaks on a card, with a role.
fn speakers<'a>(sheet: &'a Sheet<'_>, card: &'a Scorecard) -> impl Iterator<Item = (String, &'static str)> + 'a {
    let rulers = card.rulings.iter().map(|it| it.by);
    let all = card.comments.iter().map(|it| it.by).chain(rulers).chain([card.scorer]).flatten();
    all.filter_map(|it| Some(((sheet.name_of)(it)?, scorer_role(card.role))))
}

/// The focus in a line: its item, what to do, and for how long.
pub(super) fn focus_words(sheet: &Sheet<'_>, focus: &Focus) -> String {
    let item = sheet.rubric.item(&focus.item).map_or(focus.item.as_str(), |it| it.title.as_str());
    format!("{item}. {}", focus_end(focus))
}

/// What to do, for how many calls and until when.
fn focus_end(focus: &Focus) -> String {
    let calls = match focus.calls {
        0 => None,
        n => Some(format!("for {}", show::calls(usize::from(n)))),
    };
    let until = focus.until.map(|it| format!("until {}", date(it)));
    let length: Vec<String> = calls.into_iter().chain(until).collect();
    let action = focus.action.trim();
    let stop = if action.is_empty() || action.ends_with(['.', '!', '?']) { "" } else { "." };
    let length = if length.is_empty() { String::new() } else { format!("({})", length.join(", ")) };
    format!("{action}{stop} {length}").trim().to_owned()
}

pub(super) fn scorer_role(role: CardRole) -> &'static str {
    match role {
        CardRole::Own => "the rep",
        CardRole::Manager => "the manager",
        CardRole::Peer => "a colleague",
        CardRole::Calibration => "a scorer",
    }
}

fn facts(sheet: &Sheet<'_>, hiding: &Hiding) -> Vec<(&'static str, String)> {
    let mut facts = vec![("Rep", hiding.name(sheet.rep, "Rep"))];
    let company = sheet.call.company.trim();
    facts.extend((hiding.shows() && !company.is_empty()).then(|| ("Company", company.to_owned())));
    facts.extend(sheet.day.map(|it| ("Date", date(it))));
    facts.push(("Type", label(KINDS, &sheet.call.kind).to_owned()));
    facts.extend(sheet.call.duration.map(|it| ("Length", it.clock())));
    facts.push(("Rubric", format!("{}, version {}", sheet.rubric.title, sheet.rubric.version)));
    let scorer = hiding.name(sheet.scorer, "");
    let role = sheet.card.role.label();
    facts.push(("Scored by", if scorer.is_empty() { role.to_owned() } else { format!("{scorer} ({role})") }));
    facts
}

/// The rep and who scored, where there is nothing left to do on the card.
fn signed(sheet: &Sheet<'_>, hiding: &Hiding) -> Vec<String> {
    let line = |name: &str, role: &str| match hiding.name(name, "") {
        shown if shown.is_empty() => format!("{role}, date"),
        shown => format!("{shown} ({}), date", role.to_lowercase()),
    };
    let scorer = match sheet.card.role {
        CardRole::Own => None,
        role => Some(line(sheet.scorer, if role == CardRole::Manager { "Manager" } else { "Scorer" })),
    };
    if sheet.card.state == CardState::Draft { Vec::new() } else { [line(sheet.rep, "Rep")].into_iter().chain(scorer).collect() }
}

fn warnings(sheet: &Sheet<'_>, sum: &Score, hiding: &Hiding) -> Vec<String> {
    let mut warnings = Vec::new();
    if sheet.card.state == CardState::Draft {
        warnings.push(format!("Draft: {} items are judged, and the total counts only those. It may still change.", sum.judged_of()));
    }
    if let Some(early) = &sheet.card.shown_early {
        let by = early.by.and_then(|it| (sheet.name_of)(it)).unwrap_or_default();
        warnings.push(hiding.text(&early.says(&hiding.name(&by, "the manager"), &date(early.at.date_naive()))));
    }
    let place = match sheet.card.role {
        _ if !scores_calls(Some(sheet.rubric)) => Place::Beside,
        CardRole::Calibration => Place::Calibration,
        _ => Place::Plain,
    };
    warnings.extend(Some(place.says().to_owned()).filter(|it| !it.is_empty()));
    for failed in &sum.failed {
        let title = sheet.rubric.item(&failed.item).map_or(failed.item.as_str(), |it| it.title.as_str());
        warnings.push(format!("Critical: “{title}” was missed, which {}.", failed.effect.says()));
    }
    if sum.is_partial() {
        warnings.push(format!(
            "Partial: only {} of {} points apply to this call, so the total stays out of averages.",
            sum.applicable, sum.possible
        ));
    }
    warnings
}

fn total(sheet: &Sheet<'_>, sum: &Score, blocks: &mut Vec<Block>) {
    let Some(total) = sum.shown() else {
        // What is computed stands on a card before anybody has judged.
        let why = if sum.judged_points > 0 { "no item has been judged by a person yet" } else { "no item that applies has been judged" };
        blocks.push(Block::Total { value: "No score".to_owned(), means: why.to_owned() });
        return;
    };
    if !scores_calls(Some(sheet.rubric)) {
        blocks.push(Block::Total { value: format!("{total:.1}%"), means: "beside the score of the call".to_owned() });
        return;
    }
    if sheet.card.state == CardState::Draft {
        // What is not judged yet may turn it either way: no grade, and nothing it is held against.
        blocks.push(Block::Total { value: format!("{total:.1}%"), means: "so far; a draft has no grade".to_owned() });
        blocks.push(Block::Text(format!("{} of the {} points judged so far.", sum.earned, sum.judged_points)));
        return;
    }
    let grade = grade(total);
    let means = format!("{}, {}: {}", grade.letter, grade.says.to_lowercase(), grade.means);
    blocks.push(Block::Total { value: format!("{total:.1}%"), means });
    blocks.push(Block::Text(format!("{} of {} points earned.", sum.earned, sum.judged_points)));
    let Some(standing) = &sheet.standing else { return };
    let own = distance(total, standing.own.score, standing.own.label);
    let next = standing.next.map_or_else(String::new, |it| format!("; {}", distance(total, it.score, it.label)));
    blocks.push(Block::Text(format!("{own}{next}.")));
}

/// "4.1 points above the 58 expected at 6 to 18 months".
fn distance(total: f64, expected: u8, band: &str) -> String {
    let gap = total - f64::from(expected);
    let side = match (gap * 10.0).round() {
        0.0 => "exactly at".to_owned(),
        rounded if rounded < 0.0 => format!("{:.1} points below", gap.abs()),
        _ => format!("{gap:.1} points above"),
    };
    format!("{side} the {expected} expected at {band}")
}

fn categories(rubric: &Rubric, sum: &Score) -> Block {
    let rows = rubric.categories.iter().zip(&sum.categories).map(|(category, part)| {
        let percent = match part.applicable {
            0 => "n/a".to_owned(),
            _ if part.judged_points == 0 => "not judged".to_owned(),
            _ => format!("{:.0}%", 100.0 * f64::from(part.earned) / f64::from(part.judged_points)),
        };
        let points = match part.applicable - part.judged_points {
            0 => format!("{} of {}", part.earned, part.applicable),
            open => format!("{} of {}, {open} not judged", part.earned, part.judged_points),
        };
        vec![category.title.clone(), points, percent]
    });
    Block::Table { head: vec!["Category", "Points", "Share"], rows: rows.collect() }
}

fn item(item: &Item, card: &Scorecard, hiding: &Hiding, blocks: &mut Vec<Block>) {
    let answer = card.answer(&item.key);
    let given = answer.and_then(|it| it.given.as_ref());
    let was = before(card, &item.key).map(|it| format!(" ({} when submitted)", value(item, it.given.as_ref())));
    blocks.push(Block::Item { title: item.title.clone(), value: value(item, given) + &was.unwrap_or_default() });
    let Some(answer) = answer else { return };
    match (given, &item.kind) {
        (Some(Given::NotApplicable(why)), _) => blocks.push(Block::Text(format!("Why not: {}", hiding.text(why)))),
        (Some(Given::Text(words)), _) => blocks.push(Block::Text(hiding.text(words))),
        (Some(Given::Checks(keys)), ItemKind::Checklist { checks }) => {
            let row = |it: &Check| format!("{}: {}", it.title, if keys.contains(&it.key) { "yes" } else { "no" });
            blocks.push(Block::Text(format!("{}.", checks.iter().map(row).collect::<Vec<_>>().join("; "))));
        }
        _ => {}
    }
    if !answer.comment.is_empty() {
        blocks.push(Block::Text(hiding.text(&answer.comment)));
    }
    blocks.extend(answer.evidence.iter().map(|it| hiding.quote(it)));
}

/// What was given for an item, in a few words.
pub(super) fn value(item: &Item, given: Option<&Given>) -> String {
    let noted = if let Some(Given::Count(count)) = given { format!("{count}") } else { String::new() };
    match worth(item, given) {
        Worth::Points(_) if item.kind == ItemKind::Text => "noted".to_owned(),
        Worth::Points(_) if item.points == 0 => noted,
        Worth::Points(points) if noted.is_empty() => format!("{points} of {}", item.points),
        Worth::Points(points) => format!("{noted} counted, {points} of {}", item.points),
        Worth::Apart => "not applicable".to_owned(),
        Worth::Open => "not judged".to_owned(),
    }
}

fn foot(sheet: &Sheet<'_>, hiding: &Hiding, sum: &Score) -> String {
    let names = match sheet.names {
        Names::Shown => "",
        Names::Hidden => " Names are replaced by roles where they could be recognised; read it through before you share it.",
    };
    let (by, on) = sheet.made;
    let by = if hiding.shows() && !by.is_empty() { format!(" by {by}") } else { String::new() };
    format!(
        "Confidential, exported{by} on {}. Made by a person with Callcraft; {} items rest on quotes from the call.{names}",
        date(on),
        sum.evidenced_says()
    )
}
