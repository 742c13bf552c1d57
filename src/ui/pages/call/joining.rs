//! What joins words into turns, to be changed where its metrics are read: for the whole team, in every call.

use leptos::prelude::*;

use super::review::Review;
use crate::domain::time::Millis;
use crate::domain::transcript::TurnRules;

/// A number of the rules: its label, how it is read and written, its step and its most.
struct Row {
    label: &'static str,
    read: fn(&TurnRules) -> f64,
    write: fn(&mut TurnRules, f64),
    step: &'static str,
    most: &'static str,
}

const ROWS: [Row; 3] = [
    Row {
        label: "A longer pause of the same voice ends a turn, seconds",
        read: |it| it.pause.seconds(),
        write: |it, to| it.pause = Millis::from_seconds(to),
        step: "0.5",
        most: "60",
    },
    Row {
        label: "A listener's noise ends none up to so many seconds",
        read: |it| it.bridge.seconds(),
        write: |it, to| it.bridge = Millis::from_seconds(to),
        step: "0.5",
        most: "60",
    },
    Row {
        label: "… and so many words",
        read: |it| f64::from(it.bridge_words),
        write: |it, to| it.bridge_words = to as u32,
        step: "1",
        most: "50",
    },
];

/// The numbers, closed until asked for.
pub fn joining(review: Review) -> AnyView {
    let session = review.session;
    let now = Memo::new(move |_| session.with_settings(|it| it.turns.within_reason()));
    let keep = move |rules: TurnRules| {
        let rules = rules.within_reason();
        let kept = session.change_settings(move |it| it.turns = rules);
        leptos::task::spawn_local(async move {
            // A failure is shown by the shell.
            let _ = kept.await;
        });
    };
    let change = move |rules: TurnRules| {
        let was = now.get_untracked();
        keep(rules);
        session.say_undo("Turns are joined by other numbers, in every call.", move || keep(was));
    };
    let field = move |row: &'static Row| {
        let typed = move |event| {
            let mut rules = now.get_untracked();
            if let Some(to) = event_target_value(&event).parse::<f64>().ok().filter(|it| it.is_finite() && *it >= 0.0) {
                (row.write)(&mut rules, to);
            }
            if rules.within_reason() != now.get_untracked() {
                change(rules);
            }
            event_target::<web_sys::HtmlInputElement>(&event).set_value(&(row.read)(&now.get_untracked()).to_string());
        };
        view! {
            <label class="field">
                <span>{row.label}</span>
                <input type="number" min="0" max=row.most step=row.step prop:value=move || now.with(row.read).to_string() on:change=typed />
            </label>
        }
    };
    view! {
        <details class="joining">
            <summary>"Change how turns are joined"</summary>
            <div class="grid">{ROWS.iter().map(field).collect_view()}</div>
            <p>
                <button type="button" disabled=move || now.get() == TurnRules::default() on:click=move |_| change(TurnRules::default())>
                    "Back to the usual numbers"
                </button>
            </p>
        </details>
    }
    .into_any()
}
