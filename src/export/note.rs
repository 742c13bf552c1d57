//! A scorecard in a few lines of plain text, for a CRM note or a chat.

use super::card::{Hiding, Sheet, focus_words};
use super::{clean, date};
use crate::domain::call::{KINDS, label};
use crate::domain::scorecard::apart::scores_calls;
use crate::domain::scorecard::grade::grade;
use crate::domain::scorecard::score::score;
use crate::domain::scorecard::{CardRole, CardState};
use crate::domain::show;
use crate::domain::transcript::Moment;

/// So many facts stand in a note.
pub const FACTS: usize = 3;

/// The note: what call, its score and grade, three facts, the focus and the next step. `facts` are what was measured, the
/// most telling first; where there are fewer than three, the best and the weakest category stand in. `next` is what was
/// agreed, as it was said.
pub fn note(sheet: &Sheet<'_>, facts: &[String], next: Option<&Moment>) -> String {
    let hiding = Hiding::of(sheet);
    let sum = score(sheet.rubric, &sheet.card.answers);
    let about = [
        Some(label(KINDS, &sheet.call.kind).to_owned()).filter(|_| hiding.shows()),
        sheet.day.map(date),
        sheet.call.duration.map(show::minutes),
        Some(hiding.name(sheet.rep, "the rep")).filter(|_| hiding.shows() && !sheet.rep.is_empty()),
    ];
    let mut lines = vec![hiding.title(sheet), about.into_iter().flatten().collect::<Vec<_>>().join(", ")];
    let draft = if sheet.card.state == CardState::Draft { format!(", draft: {}", sum.judged_says()) } else { String::new() };
    let what = match sheet.card.role {
        CardRole::Own => "The rep's own score",
        CardRole::Manager => "Score",
        CardRole::Peer => "A colleague's score",
        CardRole::Calibration => "A score to calibrate",
    };
    let is_beside = !scores_calls(Some(sheet.rubric));
    lines.push(match sum.shown() {
        // What stands beside the score has no grade.
        Some(total) if is_beside => format!("{}: {} of 100, beside the score of the call{draft}", sheet.rubric.title, show::number(total)),
        // Nor has what may still change.
        Some(total) if !draft.is_empty() => format!("{what}: {} of 100 so far{draft}", show::number(total)),
        Some(total) => {
            let grade = grade(total);
            format!("{what}: {} of 100, grade {} ({})", show::number(total), grade.letter, grade.says.to_lowercase())
        }
        None => format!("No score yet{draft}"),
    });
    let categories = || {
        let parts = sheet.rubric.categories.iter().zip(&sum.categories).filter(|it| it.1.judged_points > 0);
        let mut shares: Vec<(f64, String)> = parts
            .map(|(it, part)| {
                (f64::from(part.earned) / f64::from(part.judged_points), format!("{}: {} of {}", it.title, part.earned, part.judged_points))
            })
            .collect();
        crate::domain::order::sort_by(&mut shares, |a, b| b.0.total_cmp(&a.0));
        let mut ends: Vec<String> = shares.first().map(|it| format!("Best: {}", it.1)).into_iter().collect();
        ends.extend(shares.last().filter(|_| shares.len() > 1).map(|it| format!("Weakest: {}", it.1)));
        ends
    };
    let facts: Vec<String> = facts.iter().cloned().chain(categories()).take(FACTS).collect();
    lines.extend(facts.into_iter().map(|it| format!("- {it}")));
    if let Some(focus) = &sheet.card.focus {
        lines.push(format!("Focus: {}", hiding.text(&focus_words(sheet, focus))));
    }
    lines.extend((next.is_some() || sheet.call.transcript.is_some()).then(|| match next {
        Some(it) => format!("Next step: “{}”{}", hiding.text(&it.quote), it.at.map(|at| format!(" ({})", at.clock())).unwrap_or_default()),
        None => "Next step: none heard on the call".to_owned(),
    }));
    let lines: Vec<String> =
        lines.iter().map(|it| clean(it).split_whitespace().collect::<Vec<_>>().join(" ")).filter(|it| !it.is_empty()).collect();
    lines.join("\n") + "\n"
}
