//! One turn of the transcript.

use leptos::prelude::*;

use super::evidence::{SEGMENT, selected};
use super::review::{Dialog, Review};
use super::talk::Beside;
use crate::domain::analysis::SignalKind;
use crate::domain::transcript::Side;
use crate::domain::transcript::marks::{Mark, pieces};
use crate::ui::components::live::live;

/// Why words look different.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// The analysis found something.
    Signal(SignalKind),
    /// The person searched for it.
    Found,
    /// Somebody commented on it.
    Said,
    /// The moment gone to last.
    Shown,
}

/// The class and name of a signal's highlight.
fn highlight(kind: SignalKind) -> (&'static str, &'static str) {
    match kind {
        SignalKind::OpenQuestion => ("q open", "Open question"),
        SignalKind::ClosedQuestion => ("q", "Closed question"),
        SignalKind::Pain => ("pain", "Pain"),
        SignalKind::Impact => ("impact", "Impact"),
        SignalKind::Objection => ("obj", "Objection"),
        SignalKind::Price => ("price", "Price"),
        SignalKind::Competitor => ("competitor", "Competitor"),
        SignalKind::NextStep => ("next", "Next step"),
        SignalKind::Agenda => ("agenda", "Agenda"),
        SignalKind::Commitment => ("commit", "Commitment"),
        SignalKind::Consent => ("consent", "Consent"),
        SignalKind::Check => ("q", "Check for understanding"),
        SignalKind::Proof => ("proof", "Customer story"),
        SignalKind::Outcome => ("outcome", "Outcome"),
        SignalKind::Feature => ("feature", "Feature"),
        SignalKind::TrialClose => ("commit", "Trial close"),
        SignalKind::Invite => ("next", "Invite or time"),
        SignalKind::Product => ("product", "Our product"),
        SignalKind::Custom => ("custom", "Your phrase"),
    }
}

/// One turn.
#[component]
pub fn TurnView(review: Review, at: u32, marks: Memo<Vec<Mark<Look>>>) -> impl IntoView {
    let turn = review.analysis.with_untracked(|it| it.turns.get(at as usize).cloned());
    let Some(turn) = turn else { return ().into_any() };
    let start = turn.start;
    let (name, first, side) = review.transcript.with_untracked(|it| {
        let all = it.as_ref().map(|it| it.body.speakers.as_slice()).unwrap_or_default();
        let Some(speaker) = turn.speaker.and_then(|speaker| all.get(usize::from(speaker))) else {
            return ("Unknown".to_owned(), "Unknown".to_owned(), Side::Unknown);
        };
        // The first name is enough where it is nobody else's; else with the letter the last one begins with.
        let words = |name: &str| -> Option<(String, char)> {
            let mut words = name.split_whitespace();
            Some((words.next()?.to_owned(), words.next_back()?.chars().next()?))
        };
        let first = |name: &str| name.split_whitespace().next().unwrap_or_default().to_owned();
        let shown = match words(&speaker.name) {
            Some((own, last)) if all.iter().filter(|it| first(&it.name) == own).count() > 1 => format!("{own} {last}."),
            _ => first(&speaker.name),
        };
        (speaker.name.clone(), shown, speaker.side)
    });
    let time = start.map_or("·".to_owned(), |it| it.clock());
    // What is seen stays a part of what is read out.
    let here = if start.is_some() { format!("{time}, go here") } else { format!("Turn {}, stand here", at + 1) };
    let whose = format!("{name}, {}: change who says this", if start.is_some() { time.clone() } else { format!("turn {}", at + 1) });
    let class = match side {
        Side::Ours => "turn rep",
        Side::Theirs => "turn prospect",
        Side::Unknown => "turn",
    };
    let segments = StoredValue::new(turn.segments);
    let words = move || {
        let marks = marks.get();
        review.transcript.with_untracked(|it| {
            let Some(it) = it else { return ().into_any() };
            segments.with_value(|segments| {
                segments
                    .iter()
                    .filter_map(|at| Some(segment(*at, &it.body.segments.get(*at as usize)?.text, &marks)))
                    .collect_view()
                    .into_any()
            })
        })
    };
    view! {
        <div class=class id=format!("turn-{at}") class:now=move || review.now.get() == Some(at) class:made=move || review.marked.with(|it| it.as_ref().is_some_and(|it| it.turns.binary_search(&at).is_ok()))>
            <button type="button" class="at" title="Go here" aria-label=here on:click=move |_| review.stand_at(at)>
                {time}
            </button>
            <button type="button" class="who" title=format!("{name}: somebody else?") aria-label=whose on:click=move |_| review.dialog.set(Dialog::Voice(at))>
                {first}
            </button>
            <p on:click=move |_| if selected(review).is_none() { review.stand_at(at) }>{live(words)}</p>
            <Beside review at />
        </div>
    }
    .into_any()
}

fn segment(at: u32, text: &str, marks: &[Mark<Look>]) -> AnyView {
    let attribute = at.to_string();
    let shown = pieces(at, text, marks)
        .into_iter()
        .map(|piece| {
            let words = text.get(piece.from..piece.to).unwrap_or_default().to_owned();
            let signal = piece.marks.iter().find_map(|it| match it {
                Look::Signal(kind) => Some(highlight(*kind)),
                Look::Found | Look::Said | Look::Shown => None,
            });
            let has = |look: Look| piece.marks.contains(&look);
            let (found, said, shown) = (has(Look::Found), has(Look::Said), has(Look::Shown));
            match (signal, found) {
                (None, false) if said => view! { <mark class="said" class:shown=shown title="Commented">{words}</mark> }.into_any(),
                (None, false) if shown => view! { <mark class="shown">{words}</mark> }.into_any(),
                (None, false) => words.into_any(),
                (Some((class, name)), false) => {
                    view! { <mark class=class class:said=said class:shown=shown title=name>{words}</mark> }.into_any()
                }
                (_, true) => view! { <mark class="found">{words}</mark> }.into_any(),
            }
        })
        .collect_view();
    let holder = view! { <span>{shown}</span> }.attr(SEGMENT, attribute);
    view! { {holder} " " }.into_any()
}
