//! Scorecards that come to a wanted total in the way that fits a story.

use callcraft::domain::id::{CallId, CardId, PersonId, RawId};
use callcraft::domain::rubric::{Item, Rubric};
use callcraft::domain::scorecard::{Answer, CardRole, CardState, Given, Origin, Scorecard};
use callcraft::domain::{call::Call, record::Record};
use chrono::{DateTime, TimeDelta, Utc};

use crate::clock::began;
use crate::people::{self, IDS};
use crate::random::Random;
use crate::record;

/// How far single items scatter about what is wished, as a share of their points.
const NOISE: f64 = 0.07;

/// A share of the points wanted for an item, or why it does not apply.
pub type Wish = Result<f64, String>;

/// Points for each item, by the wishes, that come to `total` percent of what applies.
pub fn answers(rubric: &Rubric, wishes: &[Wish], total: f64, random: &mut Random) -> Vec<Answer> {
    let items: Vec<&Item> = rubric.items().collect();
    let wanted: Vec<Option<f64>> = items
        .iter()
        .zip(wishes)
        .map(|(item, wish)| wish.as_ref().ok().map(|share| (share + random.normal() * NOISE) * f64::from(item.points)))
        .collect();
    let mut points: Vec<f64> = items.iter().zip(&wanted).map(|(item, it)| nearest(item, it.unwrap_or(0.0))).collect();
    let applicable: f64 = items.iter().zip(&wanted).filter(|(_, it)| it.is_some()).map(|(item, _)| f64::from(item.points)).sum();
    let goal = (total / 100.0 * applicable).round();
    for _ in 0..200 {
        let off = goal - points.iter().sum::<f64>();
        if off.abs() < 0.5 {
            break;
        }
        let side = off.signum();
        // Move the item that is furthest from what was wished, in the direction that is missing.
        let movable = items.iter().enumerate().filter(|(at, item)| {
            let moved = points[*at] + side;
            wanted[*at].is_some() && item.points <= 5 && (0.0..=f64::from(item.points)).contains(&moved)
        });
        let urge = |at: usize| wanted[at].unwrap_or(0.0) * side - points[at] * side;
        let Some((at, _)) = movable.max_by(|(a, _), (b, _)| urge(*a).total_cmp(&urge(*b))) else { break };
        points[at] += side;
    }
    items
        .iter()
        .zip(wishes)
        .zip(points)
        .map(|((item, wish), points)| answer(&item.key, wish.as_ref().map(|_| points as u16).map_err(Clone::clone)))
        .collect()
}

/// The answer to an item: points, or why it does not apply.
pub fn answer(item: &str, given: Result<u16, String>) -> Answer {
    let given = given.map_or_else(Given::NotApplicable, Given::Points);
    Answer { item: item.to_owned(), given: Some(given), origin: Origin::Hand, evidence: Vec::new(), comment: String::new() }
}

/// The step of an item that is nearest to `points`.
fn nearest(item: &Item, points: f64) -> f64 {
    let steps = item.steps().into_iter().map(f64::from);
    steps.min_by(|a, b| (a - points).abs().total_cmp(&(b - points).abs())).unwrap_or(0.0)
}

/// The id of a call. All ids of the sample begin alike and count on with time, which makes a file that packs well.
pub fn call_id(rep: &str, started: DateTime<Utc>) -> CallId {
    let minutes = u128::from((started - began()).num_minutes().unsigned_abs());
    // One letter for the rep and one for the record, three for the time.
    CallId(RawId::new(IDS, ((minutes / 5 + 1) << 10) | (u128::from(people::number(rep)) << 5)))
}

/// The id of the card of a call: the call's, its last letter aside.
fn card_id(call: CallId, role: CardRole) -> CardId {
    let mut letters = call.to_string();
    letters.pop();
    letters.push(if role == CardRole::Own { '1' } else { '2' });
    letters.parse().unwrap_or(CardId(call.0))
}

/// A submitted card, begun at `begun`.
pub fn card(
    call: &Call,
    rubric: &Rubric,
    role: CardRole,
    scorer: (PersonId, &str),
    begun: DateTime<Utc>,
    answers: Vec<Answer>,
) -> Record<Scorecard> {
    let submitted = begun + TimeDelta::minutes(if role == CardRole::Own { 15 } else { 30 });
    let body = Scorecard {
        scorer: Some(scorer.0),
        state: CardState::Submitted,
        submitted_at: Some(submitted),
        answers,
        ..Scorecard::draft(card_id(call.id, role), call.id, rubric.reference(), role, begun)
    };
    record(scorer.1, body)
}

/// Takes a card back to where its scorer was called away: half of the items judged, nothing said about the whole.
pub fn half_done(card: &mut Record<Scorecard>) {
    let body = &mut card.body;
    body.state = CardState::Draft;
    body.submitted_at = None;
    body.answers.truncate(body.answers.len() / 2);
    body.focus = None;
    body.note.clear();
}
