//! Whose words a turn are, where the recorder took one voice for another or named nobody: one turn, a part of it, or many
//! in a row by the keyboard.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::keys;
use super::review::{Dialog, Review};
use crate::browser::keys::pressed;
use crate::domain::transcript::guessed::next_turn;
use crate::domain::transcript::{Side, Transcript, Turn};
use crate::domain::voices::recognise;
use crate::ui::components::dialog;
use crate::ui::components::live::live;

mod keep;

use keep::{Walked, keep};
pub(super) use keep::{Way, offer_back};

/// The value of the choice "somebody else".
const NEW: &str = "new";

/// The id of the choice that has the focus first.
const CHOSEN: &str = "voice-chosen";

/// How much is given to the chosen voice; by its value in the form.
const MUCH: &[(&str, &str)] =
    &[("", "This turn only"), ("after", "And all this voice says after it"), ("swap", "From here to the end the two voices change places")];

/// The dialog of a turn.
#[component]
pub fn WhoSaysThis(review: Review) -> impl IntoView {
    let turn = Memo::new(move |_| match review.dialog.get() {
        Dialog::Voice(at) => Some(at),
        _ => None,
    });
    let walked = StoredValue::new(None::<keep::Walk>);
    let close = Callback::new(move |()| review.dialog.set(Dialog::None));
    Effect::new(move |before: Option<Option<u32>>| {
        let now = turn.get();
        if let (None, Some(Some(at))) = (now, before) {
            walked.set_value(None);
            focus(format!("#turn-{at} .who"));
        }
        now
    });
    let body = move || {
        // The words count too: after a turn was given, another one can stand at its place.
        review.transcript.track();
        turn.get().map(|at| form(review, walked, at))
    };
    view! {
        <dialog::Dialog title="Who says this?" open=Signal::derive(move || turn.get().is_some()) on_close=close>
            {live(body)}
        </dialog::Dialog>
    }
}

/// Gives the focus to an element that the next frames bring.
fn focus(selector: String) {
    request_animation_frame(move || {
        request_animation_frame(move || {
            if let Ok(Some(element)) = document().query_selector(&selector) {
                let _ = element.unchecked_ref::<HtmlElement>().focus();
            }
        });
    });
}

/// What is being answered of a turn. `Copy`.
#[derive(Clone, Copy)]
struct Answering {
    review: Review,
    walked: Walked,
    /// The segments of the turn.
    lines: StoredValue<Vec<u32>>,
    /// The first and the last of them that are meant.
    ends: RwSignal<(usize, usize)>,
    chosen: RwSignal<String>,
    name: RwSignal<String>,
    side: RwSignal<Side>,
    much: RwSignal<&'static str>,
}

fn form(review: Review, walked: Walked, at: u32) -> AnyView {
    let turn = review.analysis.with_untracked(|it| it.turns.get(at as usize).cloned());
    let words = review.transcript.get_untracked().map(|it| it.body);
    let (Some(turn), Some(words)) = (turn, words) else { return ().into_any() };
    let answering = Answering {
        review,
        walked,
        ends: RwSignal::new((0, turn.segments.len().saturating_sub(1))),
        lines: StoredValue::new(turn.segments.clone()),
        chosen: RwSignal::new(turn.speaker.map_or(String::new(), |it| it.to_string())),
        name: RwSignal::new(String::new()),
        side: RwSignal::new(Side::Unknown),
        much: RwSignal::new(""),
    };
    let many = words.speakers.len();
    let press = move |event: web_sys::KeyboardEvent| {
        let digit = pressed(&event).parse::<usize>().ok().filter(|it| (1..=many).contains(it));
        if let Some(digit) = digit.filter(|_| keys::are_on(&event)) {
            event.prevent_default();
            answering.chosen.set((digit - 1).to_string());
            answering.give(true);
        }
    };
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        answering.give(false);
    };
    focus(format!("#{CHOSEN}"));
    view! {
        <form class="form" on:submit=save on:keydown=press>
            {said(review, &turn, answering)}
            {voices(review, &turn, answering)}
            {much(review, &turn, answering)}
            <p class="muted">"Metrics, highlights and suggestions follow. Evidence keeps its words. A digit gives the turn to the voice of that number and goes on to the next turn. Sides are set in the call's details."</p>
            <p class="actions">
                <button type="submit" class="primary">
                    "Save"
                </button>
                <button type="button" on:click=move |_| answering.give(true)>
                    "Save and go on to the next turn"
                </button>
                <button type="button" on:click=move |_| review.dialog.set(Dialog::None)>
                    "Cancel"
                </button>
            </p>
        </form>
    }
    .into_any()
}

/// The words of the turn, and which of its lines are meant where it has several.
fn said(review: Review, turn: &Turn, answering: Answering) -> AnyView {
    let line = move |at: usize, most: usize| {
        let segment = answering.lines.with_value(|it| it.get(at).copied()).unwrap_or_default();
        review.transcript.with_untracked(|it| {
            let text = it.as_ref().and_then(|it| it.body.segments.get(segment as usize)).map_or("", |it| it.text.as_str());
            super::item::shorten(text, most)
        })
    };
    let many = turn.segments.len();
    let ends = answering.ends;
    let quote = move || {
        let (from, to) = ends.get();
        let shown = (from..=to).take(8).map(|at| line(at, 280)).collect::<Vec<_>>().join(" ");
        if to - from < 8 { shown } else { format!("{shown} …") }
    };
    let end = move |label: &'static str, is_last: bool| {
        let now = if is_last { many - 1 } else { 0 };
        let options = (0..many).map(|at| view! { <option value=at.to_string() selected=at == now>{line(at, 60)}</option> }).collect_view();
        view! {
            <label class="field">
                <span>{label}</span>
                <select on:change=move |event| {
                    let at = event_target_value(&event).parse().unwrap_or(now);
                    ends.update(|(from, to)| if is_last { (*from, *to) = (at.min(*from), at) } else { (*from, *to) = (at, at.max(*to)) });
                }>{options}</select>
            </label>
        }
    };
    let part = (many > 1).then(|| {
        view! {
            <details class="guide">
                <summary>
                    <span>"Only a part of this turn"</span>
                </summary>
                <div class="grid">{end("First line", false)} {end("Last line", true)}</div>
            </details>
        }
    });
    view! {
        <blockquote class="quote" id="voice-said">
            {turn.start.map(|it| format!("{} ", it.clock()))}
            {live(quote)}
        </blockquote>
        {part}
    }
    .into_any()
}

fn voices(review: Review, turn: &Turn, answering: Answering) -> AnyView {
    let Answering { chosen, name, side, .. } = answering;
    let own = turn.speaker.map_or(0, usize::from);
    let choice = move |at: usize, value: String, label: String| {
        let is = value.clone();
        let digit = (value != NEW && at < 9).then(|| view! { <kbd>{at + 1}</kbd> " " });
        view! {
            <label class="check">
                <input type="radio" name="voice" id=(at == own).then_some(CHOSEN) prop:checked=move || chosen.with(|it| *it == is) on:change=move |_| chosen.set(value.clone()) />
                " "
                {digit}
                <bdi>{label}</bdi>
            </label>
        }
    };
    let names: Vec<String> =
        review.transcript.with_untracked(|it| it.iter().flat_map(|it| &it.body.speakers).map(|it| it.name.clone()).collect());
    let last = names.len();
    // Our people who are no voice of the call yet.
    let ours = review.people.with_untracked(|all| {
        let ours = all.iter().map(|it| it.body.name.clone()).filter(|it| !names.contains(it));
        ours.map(|it| view! { <option value=it></option> }).collect_view()
    });
    let sides = [(Side::Unknown, "Side not said"), (Side::Ours, "Ours"), (Side::Theirs, "Theirs")];
    view! {
        <fieldset aria-describedby="voice-said">
            <legend>"Voice"</legend>
            {names.into_iter().enumerate().map(|(at, it)| choice(at, at.to_string(), it)).collect_view()}
            {choice(last, NEW.to_owned(), "Somebody else".to_owned())}
            <span class="actions">
                <input type="text" maxlength="120" list="our-people" aria-label="Name of somebody else" placeholder="Name" prop:value=move || name.get() on:input=move |event| {
                    name.set(event_target_value(&event));
                    chosen.set(NEW.to_owned());
                } />
                <datalist id="our-people">{ours}</datalist>
                <select aria-label="Side of somebody else" on:change=move |event| {
                    let at = event_target_value(&event).parse::<usize>().unwrap_or_default();
                    side.set(sides.get(at).map_or(Side::Unknown, |it| it.0));
                }>
                    {sides.iter().enumerate().map(|(at, it)| view! { <option value=at.to_string()>{it.1}</option> }).collect_view()}
                </select>
            </span>
        </fieldset>
    }
    .into_any()
}

fn much(review: Review, turn: &Turn, answering: Answering) -> AnyView {
    let much = answering.much;
    let has_two = review.transcript.with_untracked(|it| it.as_ref().is_some_and(|it| it.body.speakers.len() == 2));
    // What nobody is known to say is not one voice.
    let fits = |value: &str| match value {
        "after" => turn.speaker.is_some(),
        "swap" => has_two && turn.speaker.is_some(),
        _ => true,
    };
    let row = |(value, label): &'static (&'static str, &'static str)| {
        view! {
            <label class="check">
                <input type="radio" name="much" prop:checked=move || much.get() == *value on:change=move |_| much.set(value) />
                " "
                {*label}
            </label>
        }
    };
    view! {
        <fieldset>
            <legend>"How much"</legend>
            {MUCH.iter().filter(|it| fits(it.0)).map(row).collect_view()}
        </fieldset>
    }
    .into_any()
}

impl Answering {
    /// Gives what is meant to the chosen voice; then closes, or goes on to the next turn.
    fn give(self, go_on: bool) {
        let Some(before) = self.review.transcript.get_untracked() else { return };
        let (from, to) = self.ends.get_untracked();
        let lines = self.lines.with_value(|it| it.get(from..=to).unwrap_or_default().to_vec());
        let mut words = before.body.clone();
        let Some(has_changed) = self.change(&mut words, &lines, go_on) else {
            self.review.session.complain("Write the name of whoever says this, or choose one of the voices.");
            return;
        };
        if !go_on {
            self.review.dialog.set(Dialog::None);
        }
        if has_changed {
            keep(self.review, self.walked, before, words);
        }
        if go_on {
            let next = self.review.analysis.with_untracked(|it| next_turn(&it.turns, &lines));
            self.review.now.update(|it| *it = next.or(*it));
            self.review.dialog.set(next.map_or(Dialog::None, Dialog::Voice));
        }
    }

    /// Whether the words change by what was answered; `None` where it is not said who speaks. To go on a turn can stay as
    /// it is.
    fn change(self, words: &mut Transcript, lines: &[u32], go_on: bool) -> Option<bool> {
        let first = lines.first().copied().unwrap_or_default();
        let chosen = self.chosen.get_untracked();
        let much = self.much.get_untracked();
        if much == "swap" {
            return Some(words.swap_from(first));
        }
        let to = match chosen.as_str() {
            "" if go_on => return Some(false),
            NEW => {
                let to = words.voice_named(&self.name.get_untracked(), self.side.get_untracked())?;
                self.review.people.with_untracked(|all| recognise(words, to, all.iter().map(|it| &it.body)));
                to
            }
            other => other.parse().ok()?,
        };
        let given = if much == "after" { words.from_here_on(first) } else { lines.to_vec() };
        Some(words.give(&given, to))
    }
}
