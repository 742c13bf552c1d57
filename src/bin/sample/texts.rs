//! What managers and reps write, and which of it has been written already.

use std::collections::BTreeMap;

use callcraft::domain::rubric::Rubric;
use callcraft::domain::scorecard::{Answer, Given};

use crate::random::Random;

/// Lines of `a | b | c`.
pub fn rows<const N: usize>(text: &'static str) -> Vec<[&'static str; N]> {
    let row = |line: &'static str| {
        let mut cells = line.splitn(N, '|').map(str::trim);
        let row: [&str; N] = std::array::from_fn(|_| cells.next().unwrap_or_default());
        row.last().is_some_and(|it| !it.is_empty()).then_some(row)
    };
    text.lines().filter_map(row).collect()
}

/// Weeks after which somebody may say the same thing again.
const FORGOTTEN: usize = 5;

/// Texts by key and tone, and the week in which each was used last.
pub struct Texts {
    rows: Vec<[&'static str; 3]>,
    used: BTreeMap<&'static str, usize>,
}

impl Texts {
    pub fn of(text: &'static str) -> Self {
        Self { rows: rows(text), used: BTreeMap::new() }
    }

    /// A text for `key` in `tone`, the prospect's first name filled in; `None` where none is left for this week.
    pub fn take(&mut self, key: &str, tone: &str, first: &str, week: usize, random: &mut Random) -> Option<String> {
        let is_fresh = |text: &str| self.used.get(text).is_none_or(|it| it + FORGOTTEN < week);
        let fresh: Vec<_> = self.rows.iter().filter(|it| it[0] == key && it[1] == tone && is_fresh(it[2])).collect();
        let chosen = random.pick(&fresh)?[2];
        self.used.insert(chosen, week);
        Some(capital(&chosen.replace("{first}", first)))
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Which tone a share of the points calls for.
fn tone(share: f64) -> &'static str {
    match share {
        it if it <= 0.41 => "low",
        it if it < 0.79 => "mid",
        _ => "high",
    }
}

/// Comments of a `week` on `count` of the answers, those with much or little to say first.
pub fn comment(
    rubric: &Rubric,
    answers: &mut [Answer],
    texts: &mut Texts,
    first: &str,
    (week, count): (usize, usize),
    random: &mut Random,
) {
    let share = |it: &Answer| match (&it.given, rubric.item(&it.item)) {
        (Some(Given::Points(points)), Some(item)) => Some(f64::from(*points) / f64::from(item.points)),
        _ => None,
    };
    let mut order: Vec<(usize, f64, f64)> = answers
        .iter()
        .enumerate()
        .filter_map(|(at, it)| share(it).map(|share| (at, share, (share - 0.55).abs() + random.between(0.0, 0.5))))
        .collect();
    order.sort_by(|a, b| b.2.total_cmp(&a.2));
    let mut left = count;
    for (at, share, _) in order {
        if left == 0 {
            break;
        }
        let Some(answer) = answers.get_mut(at) else { continue };
        if let Some(text) = texts.take(&answer.item, tone(share), first, week, random) {
            answer.comment = text;
            left -= 1;
        }
    }
}
