//! The keyboard: one map, shown with `?`, with a switch to turn it off (WCAG 2.1.4).

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::card::{ENDING, go_in, submit, to_active, to_due, to_end};
use super::evidence::attach_selection;
use super::item::reason_id;
use super::judging::UNSUGGESTED;
use super::review::{Dialog, Review};
use crate::browser::keys::{pressed, takes_letters};
use crate::browser::prefs;
use crate::domain::scorecard::{CardRole, Given};

mod list;

pub use list::Keys;

const OFF: &str = "keys-off";

/// Whether single keys do anything: a person may switch them off.
pub fn are_used() -> bool {
    prefs::get(OFF).is_none()
}

/// A key and what it does.
struct Key {
    keys: &'static [&'static str],
    does: &'static str,
    act: fn(Review),
}

/// The map, in the order shown. The digits are apart: they carry a number.
const MAP: &[Key] = &[
    Key { keys: &["n", "ArrowDown"], does: "Next item", act: |it| step(it, 1) },
    Key { keys: &["p", "ArrowUp"], does: "Previous item", act: |it| step(it, -1) },
    Key { keys: &["a"], does: "Accept the suggestion with its moments", act: |it| on_open(it, Review::accept_or_say) },
    Key {
        keys: &["Shift+a"],
        does: "Attach the suggested moments, whatever the points",
        act: |it| on_open(it, |it, key| it.take_moments(key)),
    },
    Key { keys: &["x"], does: "Not applicable", act: |it| on_open(it, not_applicable) },
    Key { keys: &["g"], does: "Go to the item's next moment", act: |it| on_item(it, |it, key| it.next_moment(key, true)) },
    Key { keys: &["Shift+g"], does: "Go to its moment before", act: |it| on_item(it, |it, key| it.next_moment(key, false)) },
    Key {
        keys: &["Enter"],
        does: "Accept the suggestion, where there are no points yet and it is more than a hint, and go to the next open item; at the end, take the proposed focus",
        act: go_on,
    },
    Key {
        keys: &["e"],
        does: "Attach the selected words to the item, else the moment shown, else the sentence found",
        act: |it| on_open(it, attach_selection),
    },
    Key { keys: &["c"], does: "Comment on the selected words, or the current turn", act: Review::begin_comment },
    Key { keys: &["m"], does: "Keep that moment for the session", act: Review::keep_moment },
    Key { keys: &["u"], does: "Next item without points", act: next_open },
    Key { keys: &[" ", "k"], does: "Play or pause", act: Review::play_or_stop },
    Key { keys: &["ArrowLeft"], does: "Back 5 seconds", act: |it| it.skip(-5) },
    Key { keys: &["ArrowRight"], does: "Forward 5 seconds", act: |it| it.skip(5) },
    Key { keys: &["Shift+ArrowLeft"], does: "Back 1 second", act: |it| it.skip(-1) },
    Key { keys: &["Shift+ArrowRight"], does: "Forward 1 second", act: |it| it.skip(1) },
    Key { keys: &["j"], does: "Back 10 seconds", act: |it| it.skip(-10) },
    Key { keys: &["l"], does: "Forward 10 seconds", act: |it| it.skip(10) },
    Key { keys: &[","], does: "Go to the turn before", act: |it| it.skip_turn(false) },
    Key { keys: &["."], does: "Go to the next turn", act: |it| it.skip_turn(true) },
    Key { keys: &["<"], does: "Slower", act: |it| it.faster(-1) },
    Key { keys: &[">"], does: "Faster", act: |it| it.faster(1) },
    Key { keys: &["t"], does: "Who says the current turn?", act: who_says },
    Key { keys: &["/"], does: "Find in this call", act: |_| focus_find() },
    Key { keys: &["s"], does: "Share the scorecard", act: |it| it.dialog.set(Dialog::Share) },
    Key { keys: &["v"], does: "The rep's card, or the manager's", act: other_card },
    Key { keys: &["w"], does: "Next call that waits for a score", act: |it| it.ways.go(|way| way.next) },
    Key { keys: &["f"], does: "Following call of the list", act: |it| it.ways.go(|way| way.after) },
    Key { keys: &["b"], does: "Call before it in the list", act: |it| it.ways.go(|way| way.before) },
    Key { keys: &["?"], does: "This list", act: |it| it.dialog.set(Dialog::Keys) },
];

/// A key that was pressed.
#[derive(Clone, Copy)]
pub enum Press {
    /// One of the map.
    Key(fn(Review)),
    /// A digit.
    Digit(usize),
}

/// Does what a key does; where it must first be said who scores, it is done once that is said.
pub fn press(review: Review, key: Press) {
    match key {
        Press::Key(act) => act(review),
        Press::Digit(digit) => on_open(review, |review, key| by_digit(review, key, digit)),
    }
    // The whole of it, not only the edit that had to ask.
    review.once_known(move |review| press(review, key));
}

/// Listens while the page is shown.
pub fn listen(review: Review) {
    let left = StoredValue::new_local(None::<HtmlElement>);
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        let key = pressed(&event);
        if key.is_empty() {
            return;
        }
        if key == "Escape" && review.dialog.get_untracked() == Dialog::None {
            escape(&event, left);
            return;
        }
        // The usual keys of every editor, which no switch turns off; a text field has its own.
        // Within the card's own fields the card is submitted too: what is written last is written there.
        let is_free = !is_typing(&event) || (key == "Enter" && is_within(&event, ".crit, .focus, .word"));
        if (event.ctrl_key() || event.meta_key()) && !event.alt_key() && review.dialog.get_untracked() == Dialog::None && is_free {
            match (key.to_lowercase().as_str(), event.shift_key()) {
                ("z", false) => review.undo(),
                ("z", true) | ("y", false) => review.redo(),
                ("enter", false) if review.is_open() => submit(review),
                _ => return,
            }
            event.prevent_default();
            return;
        }
        if !are_on(&event) || review.dialog.get_untracked() != Dialog::None {
            return;
        }
        if let Some(digit) = key.parse::<usize>().ok().filter(|it| *it < 10 && !is_within(&event, ".focus")) {
            event.prevent_default();
            press(review, Press::Digit(digit));
            return;
        }
        let on_item_itself = event_element(&event).is_some_and(|it| it.class_list().contains("crit") || it.id() == ENDING);
        let within = |what: &str| is_within(&event, what);
        let wanted = match key {
            // The arrows up and down scroll, unless the person is within the card.
            key if matches!(key.as_str(), "ArrowUp" | "ArrowDown") && !within(".crit") => return,
            // Enter goes on from an item that has the focus itself; anywhere else it is the browser's.
            key if key == "Enter" && !on_item_itself => return,
            // Space presses what has the focus.
            key if key == " " && within("button, a, summary, label, input") => return,
            // A letter is the same with the caps lock on.
            key => {
                let is_letter = key.len() == 1 && key.as_bytes()[0].is_ascii_alphabetic();
                let plain = if is_letter { key.to_ascii_lowercase() } else { key };
                if event.shift_key() && (is_letter || plain.starts_with("Arrow")) { format!("Shift+{plain}") } else { plain }
            }
        };
        if let Some(key) = MAP.iter().find(|it| it.keys.contains(&wanted.as_str())) {
            event.prevent_default();
            press(review, Press::Key(key.act));
        }
    });
    on_cleanup(move || handle.remove());
}

/// Escape leaves a text field for what it belongs to, where single keys work again; pressed once more there, it goes back to
/// where the caret was. Fields that do something else with it have done so, or do it next.
fn escape(event: &KeyboardEvent, left: StoredValue<Option<HtmlElement>, LocalStorage>) {
    let Some(field) = event_element(event).filter(|it| document().active_element().as_ref() == Some(it)) else { return };
    if !is_typing(event) {
        let back = left.try_update_value(Option::take).flatten().filter(|it| it.is_connected() && home(it).as_ref() == Some(&field));
        let _ = back.map(|it| it.focus());
    } else if let Some(to) = home(&field).filter(|_| !is_within(event, "dialog")) {
        let field: HtmlElement = field.unchecked_into();
        let _ = field.blur();
        let _ = to.unchecked_ref::<HtmlElement>().focus();
        left.set_value(Some(field));
    }
}

/// What has the focus when a field is left: its item, the end of the card, or the page.
fn home(field: &Element) -> Option<Element> {
    let around = |what: &str| field.closest(what).ok().flatten();
    let ending = || around(".word").and_then(|_| document().get_element_by_id(ENDING));
    around(".crit, .focus").or_else(ending).or_else(|| document().body().map(Into::into))
}

fn event_element(event: &KeyboardEvent) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Whether a single key means something: the switch is on, no other key is held, nobody is writing.
pub(super) fn are_on(event: &KeyboardEvent) -> bool {
    are_used() && !event.ctrl_key() && !event.meta_key() && !event.alt_key() && !is_typing(event)
}

fn is_typing(event: &KeyboardEvent) -> bool {
    event_element(event).is_some_and(|it| takes_letters(&it))
}

fn is_within(event: &KeyboardEvent, what: &str) -> bool {
    event_element(event).is_some_and(|it| it.closest(what).ok().flatten().is_some())
}

fn item_keys(review: Review) -> Vec<String> {
    review.rubric.with_untracked(|it| it.items().map(|it| it.key.clone()).collect())
}

fn on_item(review: Review, act: impl FnOnce(Review, &str)) {
    match review.active.get_untracked() {
        Some(key) => act(review, &key),
        None => step(review, 1),
    }
}

/// The same, where the shown card can still be judged.
fn on_open(review: Review, act: impl FnOnce(Review, &str)) {
    if review.is_frozen_now() {
        review.session.hint("This card is submitted: it does not change any more. W goes to the next call that waits.");
    } else {
        on_item(review, act);
    }
}

fn step(review: Review, by: isize) {
    let keys = item_keys(review);
    let at = review.active.with_untracked(|it| it.as_ref().and_then(|it| keys.iter().position(|key| key == it)));
    let next = match at {
        None => 0,
        Some(at) => at.saturating_add_signed(by).min(keys.len().saturating_sub(1)),
    };
    review.active.set(keys.get(next).cloned());
    to_active(review);
    review.follow_item();
}

/// Gives what a digit stands for.
fn by_digit(review: Review, key: &str, digit: usize) {
    let now = review.card.with_untracked(|it| it.body.answer(key).and_then(|it| it.given.clone()));
    match review.rubric.with_untracked(|it| it.item(key).and_then(|it| Given::by_digit(it, digit, now.as_ref()))) {
        Some(Given::Points(points)) => review.give(key, points),
        Some(given) => review.give_as(key, given),
        None => review.session.hint(format!("The key {digit} stands for nothing on this item.")),
    }
}

fn other_card(review: Review) {
    if untrack(|| review.calibrates()) {
        return;
    }
    review.show(if review.role.get_untracked() == CardRole::Own { CardRole::Manager } else { CardRole::Own });
}

/// Marks the item as N/A and goes to where the reason is written.
fn not_applicable(review: Review, item: &str) {
    review.not_applicable(item, String::new());
    go_in(review, reason_id);
}

/// Goes on from where a reason of N/A is written, once there is one.
pub fn reasoned(review: Review, event: &KeyboardEvent) {
    if pressed(event) != "Enter" || event.ctrl_key() || event.meta_key() {
        return;
    }
    if event_target_value(event).trim().is_empty() {
        review.session.hint("Say in a word or two why it does not apply. Escape leaves the field.");
    } else {
        next_open(review);
    }
}

/// Goes to the next item without points, or to what can be noted beside the score; with none left, to where the card is submitted.
pub fn next_open(review: Review) {
    if review.is_frozen_now() {
        // Nothing is open on it: the way on is to the next item, or the next call.
        step(review, 1);
        return;
    }
    let sum = untrack(|| review.score());
    let next =
        review.rubric.with_untracked(|rubric| review.active.with_untracked(|at| sum.next_open(rubric, at.as_deref()).map(str::to_owned)));
    if next.is_some() {
        review.active.set(next);
        to_due(review);
        review.follow_item();
    } else {
        review.active.set(None);
        to_end();
    }
}

/// Takes what is suggested for the item in hand, unless it was judged, and goes on.
fn go_on(review: Review) {
    let Some(key) = review.active.get_untracked() else {
        review.take_proposal();
        return;
    };
    let is_judged = || review.card.with_untracked(|it| it.body.answer(&key).is_some_and(|it| it.given.is_some()));
    if !is_judged() && !review.accept_in_passing(&key) {
        return;
    }
    if review.dialog.get_untracked() == Dialog::Who {
        return;
    }
    // What is noted beside the score need not be: it is passed.
    let may_stay = || untrack(|| review.score()).unnoted.contains(&key);
    if is_judged() || may_stay() {
        return next_open(review);
    }
    review.session.hint(UNSUGGESTED);
}

/// Of the turn that has the focus, else the one played.
fn who_says(review: Review) {
    let focused = || document().active_element()?.closest("[id^=turn-]").ok()??.id().strip_prefix("turn-")?.parse().ok();
    if review.transcript.with_untracked(Option::is_some) {
        review.dialog.set(Dialog::Voice(focused().or_else(|| review.now.get_untracked()).unwrap_or_default()));
    }
}

fn focus_find() {
    if let Some(input) = document().get_element_by_id("find") {
        let input = input.unchecked_ref::<web_sys::HtmlInputElement>();
        let _ = input.focus();
        input.select();
    }
}
