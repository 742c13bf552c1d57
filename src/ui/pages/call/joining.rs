//! What joins words into turns and what shares are counted against, to be changed where metrics are read: for the whole
//! team, in every call.

use leptos::prelude::*;

use super::review::Review;
use crate::domain::analysis::Against;
use crate::domain::time::Millis;
use crate::domain::transcript::TurnRules;

/// All that can be set here.
#[derive(Clone, Copy, Default, PartialEq)]
struct Set {
    turns: TurnRules,
    against: Against,
}

/// The two things a share can be counted against, as options.
const SPEECH: &str = "speech";
const CALL: &str = "call";

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
    let now = Memo::new(move |_| session.with_settings(|it| Set { turns: it.turns.within_reason(), against: it.against }));
    let keep = move |set: Set| {
        let kept = session.change_settings(move |it| (it.turns, it.against) = (set.turns.within_reason(), set.against));
        leptos::task::spawn_local(async move {
            // A failure is shown by the shell.
            let _ = kept.await;
        });
    };
    let change = move |set: Set, said: &str| {
        let was = now.get_untracked();
        keep(set);
        session.say_undo(said, move || keep(was));
    };
    let join = move |turns: TurnRules| {
        change(Set { turns, ..now.get_untracked() }, "Turns are joined by other numbers, in every call.");
    };
    let field = move |row: &'static Row| {
        let typed = move |event| {
            let mut rules = now.get_untracked().turns;
            if let Some(to) = event_target_value(&event).parse::<f64>().ok().filter(|it| it.is_finite() && *it >= 0.0) {
                (row.write)(&mut rules, to);
            }
            if rules.within_reason() != now.get_untracked().turns {
                join(rules);
            }
            event_target::<web_sys::HtmlInputElement>(&event).set_value(&(row.read)(&now.get_untracked().turns).to_string());
        };
        view! {
            <label class="field">
                <span>{row.label}</span>
                <input type="number" min="0" max=row.most step=row.step prop:value=move || now.with(|it| (row.read)(&it.turns)).to_string() on:change=typed />
            </label>
        }
    };
    let chosen = move |event| {
        let against = if event_target_value(&event) == CALL { Against::Call } else { Against::Speech };
        change(Set { against, ..now.get_untracked() }, "Shares of speech are counted against something else, in every call.");
    };
    let against = view! {
        <label class="field">
            <span>"Shares of speech are counted against"</span>
            <select prop:value=move || if now.get().against == Against::Call { CALL } else { SPEECH } on:change=chosen>
                <option value=SPEECH>"all speech, silence left out"</option>
                <option value=CALL>"the whole call, silence counted"</option>
            </select>
        </label>
    };
    view! {
        <details class="joining">
            <summary><span>"Change how it is counted"</span></summary>
            <div class="grid">{ROWS.iter().map(field).collect_view()} {against}</div>
            <p class="muted">"The rubric's best range and those of publishers are shares of all speech; points follow the number shown."</p>
            <p>
                <button type="button" disabled=move || now.get() == Set::default() on:click=move |_| change(Set::default(), "Counted as usual again, in every call.")>
                    "Back to the usual"
                </button>
            </p>
        </details>
    }
    .into_any()
}
