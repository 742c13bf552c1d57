//! The cards of a call side by side: the rep's with the manager's, the gap of each item and the two to talk about; and
//! the cards of others beside them.

use leptos::prelude::*;

use super::dispute::seen;
use super::item::element_id;
use super::review::Review;
use crate::domain::order;
use crate::domain::rubric::{Item, Rubric};
use crate::domain::scorecard::apart::scores_calls;
use crate::domain::scorecard::compare::{Comparison, Gap, Mark, Marks, Row, compare, differ, marks, question};
use crate::domain::scorecard::score::score;
use crate::domain::scorecard::spread::{Spread, agreement, spread};
use crate::domain::scorecard::{CardRole, Scorecard, Worth, critical, latest};
use crate::domain::show;
use crate::ui::components::live::live;
use crate::ui::session::name_of;

/// One column: whose card it is, its total by its own rubric and what critical items did to it, and what it says by the
/// items of the common rubric.
struct Column {
    name: String,
    rubric: Rubric,
    total: Option<f64>,
    failed: Vec<String>,
    marks: Marks,
}

impl Column {
    fn of(review: Review, by: &Rubric, card: &Scorecard) -> Self {
        let rubric = review.rubric_of(card);
        let sum = score(&rubric, &card.answers);
        let mut failed = critical::told(&rubric, &card.answers, &sum);
        if let (Some(last), Some(total)) = (failed.last_mut(), critical::without(&sum)) {
            last.push_str(&format!(" Without it the total would be {}.", show::number(total)));
        }
        let marks = marks(&review.known(), by, &rubric, &card.answers);
        Self { name: name(review, card), total: sum.total(), failed, marks, rubric }
    }
}

/// The submitted cards that may be seen, in the order shown: of the rep and of the manager the last one, then one of each
/// other scorer.
fn submitted(review: Review) -> Vec<Scorecard> {
    seen(review, |cards| {
        let scoring: Vec<&Scorecard> = cards.iter().copied().filter(|it| scores_calls(Some(&review.rubric_of(it)))).collect();
        let last = |role| latest(scoring.iter().copied(), role).cloned();
        let mut found: Vec<Scorecard> = [CardRole::Own, CardRole::Manager].into_iter().filter_map(last).collect();
        let mut others: Vec<&Scorecard> =
            scoring.iter().copied().filter(|it| it.is_frozen() && matches!(it.role, CardRole::Peer | CardRole::Calibration)).collect();
        order::sort_by_key(&mut others, |it| std::cmp::Reverse((it.submitted_at, it.id)));
        for card in others {
            if !found.iter().any(|it| it.role == card.role && it.scorer == card.scorer) {
                found.push(card.clone());
            }
        }
        found
    })
}

/// Whether there are two cards to compare.
pub fn is_there(review: Review) -> bool {
    submitted(review).len() > 1
}

/// The comparison.
#[component]
pub fn SideBySide(review: Review) -> impl IntoView {
    let cards = Memo::new(move |_| submitted(review));
    live(move || shown(review, &cards.get()))
}

fn name(review: Review, card: &Scorecard) -> String {
    match card.role {
        CardRole::Own => "Self".to_owned(),
        CardRole::Manager => "Manager".to_owned(),
        role => card.scorer.and_then(|it| review.people.with(|all| name_of(all, it))).unwrap_or_else(|| role.label().to_owned()),
    }
}

fn shown(review: Review, cards: &[Scorecard]) -> Option<AnyView> {
    // By the rubric of the official card.
    let by = cards.iter().find(|it| it.role == CardRole::Manager).or(cards.first())?;
    let rubric = review.rubric_of(by);
    let columns: Vec<Column> = cards.iter().map(|it| Column::of(review, &rubric, it)).collect();
    let (first, second) = (columns.first()?, columns.get(1)?);
    let compared = compare(&rubric, &first.marks, &second.marks);
    let is_talk = matches!(cards, [a, b, ..] if a.role == CardRole::Own && b.role == CardRole::Manager);
    let names = (first.name.to_lowercase(), second.name.to_lowercase());
    let apart = compared.apart();
    let total = |it: &Column| {
        let total = it.total.map_or("–".to_owned(), show::number);
        view! { <span>{it.name.clone()} " " <b>{total}</b></span> }
    };
    let notes = columns.iter().skip(1).filter_map(|it| differ(&first.rubric, &it.rubric, &first.marks, &it.marks));
    let mut notes: Vec<String> = notes.collect();
    let is_mixed = !notes.is_empty();
    // Of two others by one rubric it is said once.
    notes.dedup();
    notes.extend(columns.iter().flat_map(|it| it.failed.iter().map(|says| format!("{}: {says}", it.name))));
    let spreads = spread(&columns.iter().map(|it| &it.marks).collect::<Vec<_>>());
    let is_many = columns.len() > 2;
    let agreed = is_many.then(|| agreement(&rubric, &spreads, columns.len())).flatten();
    let row =
        |(at, ((item, it), spread)): (usize, ((&Item, &Row), &Spread))| row(item, at, it.gap, is_many.then_some(*spread), &columns, &names);
    let rows = rubric.items().zip(&compared.rows).zip(&spreads).enumerate().map(row).collect_view();
    // The gap stands between the two that it is of and the others.
    let mut heads = columns.iter().map(|it| view! { <th scope="col" class="num">{it.name.clone()}</th> });
    let more = cards.iter().any(|it| !matches!(it.role, CardRole::Own | CardRole::Manager));
    Some(
        view! {
            <p class="big totals">{columns.iter().map(total).collect_view()}</p>
            {notes.into_iter().map(|it| view! { <p class="note">{it}</p> }).collect_view()}
            {more.then(|| view! { <p class="muted">"The manager's is the score of the call; the others stand beside it and are never averaged into it."</p> })}
            {agreed.map(|it| view! { <p>{it}</p> })}
            {is_talk.then(|| talk(&rubric, &compared, &names, review.viewer().role == CardRole::Own, is_mixed))}
            <div class="scroll-x">
                <table class="plain compare">
                    <caption class="muted">{format!("Gap: {} minus {}, in % of the item’s points.", names.0, names.1)} {is_many.then_some(" Spread: the highest minus the lowest of all cards.")}</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Item"</th>
                            {heads.next()}
                            {heads.next()}
                            <th scope="col" class="num">"Gap"</th>
                            {heads.collect_view()}
                            {is_many.then(|| view! { <th scope="col" class="num">"Spread"</th> })}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {(apart > 0).then(|| view! { <p class="muted">{show::count(apart, "item", "items")} " only one of the two found to apply."</p> })}
            {columns.iter().filter(|it| it.marks.left.iter().any(|it| it.1.worth != Worth::Open)).map(left).collect_view()}
        }
        .into_any(),
    )
}

/// What only the rubric of one card asks.
fn left(column: &Column) -> AnyView {
    let points = |it: Mark| match it.worth {
        Worth::Points(points) => format!("{points} of {}", it.of),
        other => worth_words(other),
    };
    view! {
        <p class="muted">
            {format!("Only in “{} v{}” ({}): ", column.rubric.title, column.rubric.version, column.name)}
            {column.marks.left.iter().filter(|it| it.1.worth != Worth::Open).map(|(title, it)| format!("{title} {}", points(*it))).collect::<Vec<_>>().join(", ")} "."
        </p>
    }
    .into_any()
}

/// The two biggest gaps, as questions.
fn talk(rubric: &Rubric, compared: &Comparison, names: &(String, String), is_rep: bool, is_mixed: bool) -> AnyView {
    if compared.biggest.is_empty() && is_mixed {
        return ().into_any();
    }
    if compared.biggest.is_empty() {
        return view! { <p class="note good">"You agree on every item that both judged."</p> }.into_any();
    }
    let mut before = None;
    let asked = compared
        .biggest
        .iter()
        .filter_map(|at| Some((rubric.items().nth(*at)?, compared.rows.get(*at)?)))
        .map(|(item, row)| {
            let above = matches!(row.gap, Gap::Points(percent) if percent > 0.0);
            let asked = question(row.gap, before.replace(above) == Some(above));
            let asked = if is_rep { asked.to_owned() } else { format!("Ask the rep: “{asked}”") };
            view! { <li><b>{item.title.clone()}</b> <span class="muted">{gap_words(row.gap, names)}</span> <p>{asked}</p></li> }
        })
        .collect_view();
    view! {
        <section class="talk">
            <h2>"To talk about"</h2>
            <ol class="rows">{asked}</ol>
        </section>
    }
    .into_any()
}

fn row(item: &Item, at: usize, gap: Gap, spread: Option<Spread>, columns: &[Column], names: &(String, String)) -> AnyView {
    let (size, class) = match gap {
        Gap::Points(percent) if percent > 0.0 => (percent, "gap above"),
        Gap::Points(percent) => (-percent, "gap below"),
        _ => (0.0, "gap"),
    };
    let given = |it: &Column| match it.marks.rows.get(at).copied().flatten() {
        // Of other points than the item has here.
        Some(Mark { worth: Worth::Points(points), of }) if of != item.points => format!("{points} of {of}"),
        Some(it) => worth_words(it.worth),
        None => "not asked".to_owned(),
    };
    let mut cells = columns.iter().map(|it| view! { <td class="num">{given(it)}</td> });
    view! {
        <tr>
            <th scope="row"><a href=format!("#{}", element_id(&item.key)) rel="external">{item.title.clone()}</a></th>
            {cells.next()}
            {cells.next()}
            <td class="num">
                <span class=class aria-hidden="true"><i style:width=format!("{}%", size.clamp(0.0, 100.0) / 2.0)></i></span>
                <span aria-hidden="true">{gap_sign(gap)}</span>
                <span class="unseen">{gap_words(gap, names)}</span>
            </td>
            {cells.collect_view()}
            {spread.map(|it| view! { <td class="num">{spread_words(it)}</td> })}
        </tr>
    }
    .into_any()
}

fn spread_words(spread: Spread) -> String {
    match spread.percent {
        Some(percent) => format!("{percent:.0}%"),
        None if spread.judged > 0 && spread.apart > 0 => "N/A or not".to_owned(),
        None => "–".to_owned(),
    }
}

fn worth_words(worth: Worth) -> String {
    match worth {
        Worth::Points(points) => points.to_string(),
        Worth::Apart => "N/A".to_owned(),
        Worth::Open => "–".to_owned(),
    }
}

/// Sign and size.
fn gap_sign(gap: Gap) -> String {
    match gap {
        Gap::Points(percent) if percent.abs() >= 0.5 => format!("{}{:.0}%", if percent > 0.0 { '+' } else { '−' }, percent.abs()),
        Gap::Points(_) => "0%".to_owned(),
        Gap::FirstApart | Gap::SecondApart => "N/A by one".to_owned(),
        Gap::None => "–".to_owned(),
    }
}

fn gap_words(gap: Gap, (first, second): &(String, String)) -> String {
    match gap {
        Gap::Points(percent) if percent > 0.0 => format!("{first} {percent:.0}% higher"),
        Gap::Points(percent) if percent < 0.0 => format!("{first} {:.0}% lower", -percent),
        Gap::Points(_) => "the same".to_owned(),
        Gap::FirstApart => format!("N/A by {first}"),
        Gap::SecondApart => format!("N/A by {second}"),
        Gap::None => "–".to_owned(),
    }
}
