//! Both voices over the length of the call, with the metrics above and the signals below.

use leptos::prelude::*;

use super::metric::shown;
use super::moments::By;
use super::player::PlayButton;
use super::review::{Dialog, Review};
use crate::browser::screen::is_narrow;
use crate::domain::analysis::{self, Metric, SignalKind};
use crate::domain::playing;
use crate::domain::time::Millis;
use crate::domain::transcript::lanes::{Stretch, lanes, positions};
use crate::domain::transcript::{Side, Transcript};
use crate::ui::components::live::live;
use crate::ui::components::show::Show;

/// The signals that have marks below it: the class that colours them, their name, and their form as a path, which tells
/// them apart without colour, a little aside of the others so that none hides another. On a narrow screen, where the picture is
/// pressed together, they are drawn three times as wide.
const MARKS: &[(SignalKind, &str, &str, [&str; 2])] = &[
    (SignalKind::Pain, "pain", "Pain", ["m-14 0l5 14h-10z", "m-20 0l15 14h-30z"]),
    (SignalKind::Price, "price", "Price", ["m-14 7a7 7 0 1 0 14 0a7 7 0 1 0-14 0z", "m-26 7a21 7 0 1 0 42 0a21 7 0 1 0-42 0z"]),
    (SignalKind::Objection, "objection", "Objection", ["m-5 0h10l-5 14z", "m-15 0h30l-15 14z"]),
    (SignalKind::Competitor, "competitor", "Competitor", ["m5 0h4v14h-4z", "m5 0h12v14h-12z"]),
    (SignalKind::NextStep, "next", "Next step", ["m10 0l8 7l-8 7z", "m10 0l24 7l-24 7z"]),
];

/// Marks are thinned to this many a kind: more would be a smear.
const MOST_MARKS: usize = 60;

/// The timeline.
#[component]
pub fn Timeline(review: Review) -> impl IntoView {
    view! {
        <section class="strip" aria-label="Timeline of the call">
            <div class="strip-head">
                <Show when=move || review.words_end().is_some()>
                    <PlayButton review />
                </Show>
                <Clock review />
                <Facts review />
            </div>
            <Lanes review />
            <Legend review />
        </section>
    }
}

/// Where the transcript stands, of how long.
#[component]
fn Clock(review: Review) -> impl IntoView {
    let length = move || review.range().map(|it| it.to).or_else(|| review.call.read().body.duration);
    view! {
        <span class="time">
            {live(move || review.stands().map(|it| view! { <b>{it.clock()}</b> " / " }))}
            {live(move || length().map_or("No times in this file".to_owned(), Millis::clock))}
        </span>
    }
}

#[component]
fn Facts(review: Review) -> impl IntoView {
    let fact = move |metric: &Metric| {
        let key = metric.key;
        let (value, note) = shown(metric);
        let target = analysis::target(metric, review.standing().map(|it| it.own), &review.call.read().body.kind);
        let value = target.as_ref().filter(|it| !it.met).and_then(|it| analysis::facts::value_off(metric, &it.text)).unwrap_or(value);
        let class = target.as_ref().map_or("delta", |it| if it.met { "delta good" } else { "delta bad" });
        // Not by colour alone: the words say it too.
        let verdict = target.as_ref().map(|it| if it.met { "\u{a0}✓" } else { "\u{a0}!" });
        let says = target.map(|it| it.text).or(note);
        view! {
            <div>
                <dt>{metric.label}</dt>
                <dd>
                    <button type="button" class="fact" title="How this is measured" aria-label=format!("{} {value}: how this is measured", metric.label) on:click=move |_| review.dialog.set(Dialog::Metric(key))>
                        {value.clone()}
                    </button>
                    {says.map(|it| view! { " " <span class=class>{it}{verdict}</span> })}
                </dd>
            </div>
        }
    };
    view! {
        <dl class="facts">
            {live(move || review.analysis.with(|it| analysis::facts::most_telling(it).map(fact).collect_view()))}
        </dl>
    }
}

#[component]
fn Lanes(review: Review) -> impl IntoView {
    let drawn = Memo::new(move |_| {
        review.transcript.with(|it| {
            let transcript = &it.as_ref()?.body;
            review.analysis.with(|analysis| Some((paths(transcript, analysis), marks(transcript, analysis))))
        })
    });
    let label = move || {
        review.analysis.with(|it| {
            analysis::metric(it, "talk-ratio")
                .map(|it| format!("Who speaks when. {}", it.arithmetic))
                .unwrap_or_else(|| "Who speaks when".to_owned())
        })
    };
    let click = move |event: web_sys::MouseEvent| {
        let rect = event_target::<web_sys::Element>(&event).closest("svg").ok().flatten().map(|it| it.get_bounding_client_rect());
        let Some(rect) = rect.filter(|it| it.width() > 0.0) else { return };
        let at = ((f64::from(event.client_x()) - rect.left()) / rect.width() * 1000.0) as u32;
        jump_to(review, at);
    };
    let head = move || {
        if let (Some(at), Some(end)) = (review.stands(), review.words_end()) {
            return Some(playing::share(at, end));
        }
        let now = review.now.get()?;
        review
            .transcript
            .with(|it| review.analysis.with(|analysis| positions(&it.as_ref()?.body, &analysis.turns).get(now as usize).map(|it| it.0)))
    };
    view! {
        <svg viewBox="0 0 1000 84" preserveAspectRatio="none" role="img" aria-label=label on:click=click>
            {live(move || {
                drawn.get().map(|((ours, theirs, unknown), marks)| {
                    view! {
                        <path class="lane rep" d=ours />
                        <path class="lane prospect" d=theirs />
                        <path class="lane unknown" d=unknown />
                        <g class="marks">
                            {marks.into_iter().map(|(class, d)| view! { <path class=class d=d /> }).collect_view()}
                        </g>
                    }
                })
            })}
            {live(move || said(review).into_iter().map(|(class, d)| view! { <path class=class d=d /> }).collect_view())}
            {live(move || head().map(|x| view! { <line class="head" x1=x x2=x y1="0" y2="84" /> }))}
        </svg>
    }
}

/// Plays from a thousandth of the call, and brings the turn that lies there into view.
fn jump_to(review: Review, at: u32) {
    if let Some(end) = untrack(|| review.words_end()) {
        review.player.follows.set(true);
        review.seek(playing::time_at(at, end));
        review.reveal_now();
        return;
    }
    let turn = review.transcript.with_untracked(|it| {
        let transcript = &it.as_ref()?.body;
        review.analysis.with_untracked(|analysis| {
            let places = positions(transcript, &analysis.turns);
            let index = places.iter().position(|(_, to)| *to >= at)?;
            let first = *analysis.turns.get(index)?.segments.first()?;
            let place = |offset| crate::domain::transcript::Place { segment: first, offset };
            let length = transcript.segments.get(first as usize)?.text.len();
            transcript.moment(place(0), place(u32::try_from(length).ok()?))
        })
    });
    if turn.is_some() {
        review.point_at(turn, By::Person);
    }
}

fn paths(transcript: &Transcript, analysis: &analysis::Analysis) -> (String, String, String) {
    let stretches = lanes(transcript, &analysis.turns);
    let path = |side: Side, y: u32| {
        let bar = |it: &Stretch| format!("M{} {y}h{}v22h-{}z", it.from, it.to - it.from, it.to - it.from);
        stretches.iter().filter(|it| it.side == side).map(bar).collect::<String>()
    };
    (path(Side::Ours, 6), path(Side::Theirs, 32), path(Side::Unknown, 19))
}

fn marks(transcript: &Transcript, analysis: &analysis::Analysis) -> Vec<(String, String)> {
    let places = positions(transcript, &analysis.turns);
    let of_kind = |kind: SignalKind, form: &str| {
        let all: Vec<u32> =
            analysis.signals.iter().filter(|it| it.kind == kind).filter_map(|it| Some(places.get(it.turn as usize)?.0)).collect();
        let step = all.len().div_ceil(MOST_MARKS).max(1);
        all.into_iter().step_by(step).map(|x| format!("M{x} 66{form}")).collect::<String>()
    };
    let form = usize::from(is_narrow());
    MARKS.iter().map(|(kind, class, _, forms)| (format!("m-{class}"), of_kind(*kind, forms[form]))).filter(|(_, d)| !d.is_empty()).collect()
}

/// Where comments and key moments stand: drawn between the lanes and the signals.
fn said(review: Review) -> Vec<(&'static str, String)> {
    review.transcript.with(|words| {
        let Some(words) = words else { return vec![] };
        let places = review.analysis.with(|it| positions(&words.body, &it.turns));
        review.talk.said.with(|(threads, kept)| {
            let at = |turn: Option<u32>| places.get(turn? as usize).map(|it| it.0);
            let [comment, moment] =
                if is_narrow() { ["55h27v6h-15l-12 4z", "54l15 6-15 6-15-6z"] } else { ["55h9v6h-5l-4 4z", "54l5 6-5 6-5-6z"] };
            let comments: String = threads.iter().filter_map(|it| at(it.turn)).map(|x| format!("M{x} {comment}")).collect();
            let moments: String = kept.iter().filter_map(|it| at(it.turn)).map(|x| format!("M{x} {moment}")).collect();
            [("m-comment", comments), ("m-key", moments)].into_iter().filter(|it| !it.1.is_empty()).collect()
        })
    })
}

#[component]
fn Legend(review: Review) -> impl IntoView {
    let voices = move || {
        review.transcript.with(|it| {
            let names = |side: Side| {
                let names: Vec<String> =
                    it.iter().flat_map(|it| &it.body.speakers).filter(|it| it.side == side).map(|it| it.name.clone()).collect();
                (!names.is_empty()).then(|| names.join(", "))
            };
            let voice = |class: &'static str, side: Side| names(side).map(|it| view! { <span class=class>{it}</span> });
            (voice("k rep", Side::Ours), voice("k prospect", Side::Theirs), voice("k unknown", Side::Unknown))
        })
    };
    let marks = move || {
        review.analysis.with(|analysis| {
            MARKS
                .iter()
                .filter(|(kind, ..)| analysis.signals.iter().any(|it| it.kind == *kind))
                .map(|(_, class, label, _)| view! { <span class=format!("m m-{class}")>{*label}</span> })
                .collect_view()
        })
    };
    let talk = move || {
        review.talk.said.with(|(threads, kept)| {
            let comments = threads.iter().any(|it| it.turn.is_some()).then(|| view! { <span class="m m-comment">"Comment"</span> });
            let moments = (!kept.is_empty()).then(|| view! { <span class="m m-key">"Key moment"</span> });
            (comments, moments)
        })
    };
    view! { <p class="legend">{live(voices)} {live(marks)} {live(talk)}</p> }
}
