//! The words, with what the analysis and the person found in them.

use leptos::prelude::*;
use std::collections::BTreeMap;

use super::moments::By;
use super::review::Review;
use super::turn::{Look, TurnView};
use crate::browser::keys::pressed;
use crate::domain::analysis::SignalKind;
use crate::domain::show;
use crate::domain::transcript::Moment;
use crate::domain::transcript::find::{Hit, find};
use crate::domain::transcript::marks::Mark;
use crate::ui::components::live::live;
use crate::ui::components::show::Show;
use crate::ui::components::window::WindowList;

/// Up to this many turns the whole transcript is in the document: it prints, and the browser's own search works.
const WHOLE: usize = 600;

/// How long nothing is typed before it is said how much was found.
const SETTLED_MS: u32 = 700;

/// The transcript.
#[component]
pub fn Words(review: Review) -> impl IntoView {
    let query = RwSignal::new(String::new());
    let filter = RwSignal::new(None::<SignalKind>);
    let hits: Memo<Vec<Hit>> = Memo::new(move |_| {
        review.transcript.with(|it| match it {
            Some(it) => review.analysis.with(|analysis| query.with(|query| find(&it.body, &analysis.turns, query))),
            None => vec![],
        })
    });
    let at_hit = RwSignal::new(0usize);
    // A new search begins at its first hit.
    Effect::new(move |_| {
        let first = hits.with(|it| it.first().copied());
        at_hit.set(0);
        if let Some(hit) = first {
            show_hit(review, hit);
        }
    });
    let looks: Memo<BTreeMap<u32, Vec<Mark<Look>>>> = Memo::new(move |_| {
        let mut by_turn: BTreeMap<u32, Vec<Mark<Look>>> = BTreeMap::new();
        let wanted = filter.get();
        review.analysis.with(|analysis| {
            for signal in analysis.signals.iter().filter(|it| wanted.is_none_or(|kind| kind == it.kind)) {
                let mark = Mark { from: signal.moment.from, to: signal.moment.to, what: Look::Signal(signal.kind) };
                by_turn.entry(signal.turn).or_default().push(mark);
            }
        });
        review.talk.said.with(|(threads, _)| {
            for thread in threads {
                let Some((turn, moment)) = thread.turn.zip(thread.first.comment.moment.as_ref()) else { continue };
                by_turn.entry(turn).or_default().push(Mark { from: moment.from, to: moment.to, what: Look::Said });
            }
        });
        if let Some((turn, moment)) =
            review.jump.with(|it| it.clone()).and_then(|it| Some((u32::try_from(turn_of(review, &it)?).ok()?, it)))
        {
            by_turn.entry(turn).or_default().push(Mark { from: moment.from, to: moment.to, what: Look::Shown });
        }
        for (turn, from, to) in hits.get() {
            by_turn.entry(turn).or_default().push(Mark { from, to, what: Look::Found });
        }
        by_turn
    });
    let count = Signal::derive(move || review.analysis.with(|it| it.turns.len()));
    let target = Signal::derive(move || {
        let moment = review.jump.get()?;
        turn_of(review, &moment)
    });
    reveal(review, target);
    let row = move |at: usize| {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        let marks = Memo::new(move |_| looks.with(|it| it.get(&at).cloned().unwrap_or_default()));
        view! { <TurnView review at marks /> }.into_any()
    };
    let list = move || {
        let turns = count.get();
        if turns <= WHOLE {
            (0..turns).map(row).collect_view().into_any()
        } else {
            view! { <WindowList count estimate=Callback::new(move |at| estimate(review, at)) row=Callback::new(row) target role="presentation" /> }.into_any()
        }
    };
    view! {
        <button type="button" class="skip" on:click=move |_| super::keys::next_open(review)>
            "Go past the transcript, to the scorecard"
        </button>
        <section class="transcript" aria-label="Transcript" on:dragstart=move |_| review.pick_up_selection() on:dragend=move |_| review.dragged.set(None)>
            <Bar review query filter hits at_hit />
            <div class="turns">{live(list)}</div>
        </section>
    }
}

/// The turn a moment begins in.
fn turn_of(review: Review, moment: &Moment) -> Option<usize> {
    review.analysis.with_untracked(|it| it.turns.iter().position(|turn| turn.segments.binary_search(&moment.from.segment).is_ok()))
}

fn show_hit(review: Review, (_, from, to): Hit) {
    let moment = review.transcript.with_untracked(|it| it.as_ref().and_then(|it| it.body.moment(from, to)));
    if moment.is_some() {
        review.point_at(moment, By::Found);
    }
}

/// Scrolls to the moment asked for, once its turn is in the document, and makes it the current one.
fn reveal(review: Review, target: Signal<Option<usize>>) {
    Effect::new(move |_| {
        let Some(turn) = target.get() else { return };
        review.now.set(u32::try_from(turn).ok());
        // Two frames: a long transcript first brings the turn's part into the document.
        request_animation_frame(move || {
            request_animation_frame(move || {
                if let Some(element) = document().get_element_by_id(&format!("turn-{turn}")) {
                    crate::ui::components::scroll::into_view(&element);
                }
            });
        });
    });
}

/// The height a turn will have: about 80 letters a line.
fn estimate(review: Review, at: usize) -> f64 {
    let letters = review.transcript.with_untracked(|it| {
        let Some(it) = it else { return 0 };
        review.analysis.with_untracked(|analysis| {
            let segments = analysis.turns.get(at).map(|it| it.segments.as_slice()).unwrap_or_default();
            segments.iter().filter_map(|at| it.body.segments.get(*at as usize)).map(|it| it.text.len()).sum::<usize>()
        })
    });
    24.0 + 22.0 * (letters as f64 / 80.0).ceil().max(1.0)
}

/// Finding and filtering.
#[component]
fn Bar(
    review: Review,
    query: RwSignal<String>,
    filter: RwSignal<Option<SignalKind>>,
    hits: Memo<Vec<Hit>>,
    at_hit: RwSignal<usize>,
) -> impl IntoView {
    let step = move |by: isize| {
        let all = hits.get_untracked();
        if all.is_empty() {
            return;
        }
        let next = (at_hit.get_untracked() as isize + by).rem_euclid(all.len() as isize) as usize;
        at_hit.set(next);
        show_hit(review, all[next]);
    };
    let found = move || {
        if query.with(|it| it.trim().is_empty()) {
            return String::new();
        }
        match hits.with(Vec::len) {
            0 => "nothing found".to_owned(),
            n => format!("{} of {n}", at_hit.get() + 1),
        }
    };
    // Said once the person has stopped typing: not at every letter.
    let told = RwSignal::new(String::new());
    let timer = StoredValue::new_local(None::<gloo::timers::callback::Timeout>);
    Effect::new(move |_| {
        let says = found();
        let waiting = gloo::timers::callback::Timeout::new(SETTLED_MS, move || drop(told.try_set(says)));
        timer.set_value(Some(waiting));
    });
    let counts = Memo::new(move |_| {
        let mut counts: BTreeMap<SignalKind, usize> = BTreeMap::new();
        review.analysis.with(|it| it.signals.iter().for_each(|it| *counts.entry(it.kind).or_default() += 1));
        counts
    });
    let chip = move |kind: Option<SignalKind>, label: String| {
        let on = move || filter.get() == kind;
        view! {
            <button type="button" class="chip" class:on=on aria-pressed=move || on().to_string() on:click=move |_| filter.set(kind)>
                {label}
            </button>
        }
    };
    let chips = move || {
        let kinds = SignalKind::ALL.iter();
        counts.with(|counts| {
            kinds.filter_map(|(kind, _, label)| Some(chip(Some(*kind), format!("{label} {}", counts.get(kind)?)))).collect_view()
        })
    };
    view! {
        <div class="bar">
            <input id="find" type="search" placeholder="Find in this call" aria-label="Find in this call" prop:value=move || query.get() on:input=move |event| query.set(event_target_value(&event)) on:keydown=move |event| {
                match pressed(&event).as_str() {
                    "Enter" => {
                        event.prevent_default();
                        step(if event.shift_key() { -1 } else { 1 });
                    }
                    // The search is over, and it is gone back to the item in hand, with the hit as the moment shown.
                    "Escape" => {
                        event.prevent_default();
                        query.set(String::new());
                        super::card::to_active(review);
                    }
                    _ => {}
                }
            } />
            <span class="muted found" aria-hidden="true">{live(found)}</span>
            <span class="unseen" role="status">{live(move || told.get())}</span>
            <Show when=move || hits.with(|it| it.len() > 1)>
                <button type="button" class="quiet" aria-label="Previous hit" on:click=move |_| step(-1)>
                    "↑"
                </button>
                <button type="button" class="quiet" aria-label="Next hit" on:click=move |_| step(1)>
                    "↓"
                </button>
            </Show>
            {live(move || review.marked.get().map(|it| view! {
                <p class="note made-note">
                    <span>"Marked: " {show::count(it.turns.len(), "turn", "turns")} " of “" {it.label} "”"</span>
                    <button type="button" class="link" on:click=move |_| review.marked.set(None)>"Unmark"</button>
                </p>
            }))}
            <div class="chips" role="group" aria-label="Highlights, with the number of their moments">
                <span class="muted" title="The numbers count marked places in the words: one objection can be heard in several.">"Moments"</span>
                {chip(None, "All".to_owned())}
                {live(chips)}
            </div>
        </div>
    }
}
