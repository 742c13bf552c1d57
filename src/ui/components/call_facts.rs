//! The facts of a call, as fields of a form.

use leptos::prelude::*;

use crate::browser::clock;
use crate::domain::call::{Call, Choice, KINDS, LANGUAGES, OUTCOMES, Picked};
use crate::domain::consent::Consent;
use crate::domain::limits::{FIRST, LAST, NAME};
use crate::domain::people::Person;
use crate::domain::time::Millis;
use crate::ui::components::show::Show;

/// What the call is called.
#[component]
pub fn CallTitle(
    /// The call as it is being written.
    draft: RwSignal<Call>,
    /// The field.
    #[prop(optional)]
    node_ref: NodeRef<leptos::html::Input>,
) -> impl IntoView {
    view! {
        <label class="field">
            <span>"Title"</span>
            <input node_ref=node_ref type="text" required pattern=NAME maxlength="200" prop:value=move || draft.with(|it| it.title.clone()) on:input=move |event| draft.update(|it| it.title = event_target_value(&event)) />
        </label>
    }
}

/// Whose call it is, where no voice says it.
#[component]
pub fn CallRep(
    /// The call as it is being written.
    draft: RwSignal<Call>,
    /// Who can be its rep.
    reps: Vec<Person>,
) -> impl IntoView {
    let now = draft.with_untracked(|it| it.rep);
    let options =
        reps.into_iter().map(|it| view! { <option value=it.id.to_string() selected=Some(it.id) == now>{it.name}</option> }).collect_view();
    view! {
        <label class="field">
            <span>"Rep"</span>
            <select on:change=move |event| draft.update(|it| it.rep = event_target_value(&event).parse().ok())>
                <option value="">"Nobody"</option>
                {options}
            </select>
        </label>
    }
}

/// The other fields everybody is asked for: company, when, type, how it was picked, language.
#[component]
pub fn CallFacts(
    /// The call as it is being written.
    draft: RwSignal<Call>,
) -> impl IntoView {
    let now = draft.get_untracked();
    let when = now.started_at.map(|at| clock::to_input(clock::local(at)));
    let picked = Picked::ALL
        .iter()
        .enumerate()
        .map(|(at, (it, label))| view! { <option value=at.to_string() selected=*it == now.picked>{*label}</option> })
        .collect_view();
    let known = LANGUAGES.iter().any(|it| it.key == now.language);
    let language = now.language.clone();
    let languages =
        LANGUAGES.iter().map(|it| view! { <option value=it.key selected=it.key == language>{it.label}</option> }).collect_view();
    view! {
        <label class="field">
            <span>"Company"</span>
            <input type="text" maxlength="200" prop:value=now.company on:input=move |event| draft.update(|it| it.company = event_target_value(&event)) />
        </label>
        <label class="field">
            <span>"When"</span>
            <input type="datetime-local" min=FIRST max=LAST prop:value=when on:input=move |event| draft.update(|it| it.started_at = clock::from_input(&event_target_value(&event))) />
        </label>
        <label class="field">
            <span>"Type"</span>
            <select on:change=move |event| draft.update(|it| it.kind = event_target_value(&event))>{options(KINDS, &now.kind)}</select>
        </label>
        <label class="field">
            <span>"How it was picked"</span>
            <select on:change=move |event| draft.update(|it| {
                let at = event_target_value(&event).parse::<usize>().unwrap_or_default();
                it.picked = Picked::ALL.get(at).map_or(it.picked, |(picked, _)| *picked);
            })>{picked}</select>
        </label>
        <label class="field">
            <span>"Language"</span>
            <select on:change=move |event| draft.update(|it| it.language = event_target_value(&event))>
                {(!known).then(|| view! { <option value=now.language.clone() selected>{if now.language.is_empty() { "Not noted".to_owned() } else { now.language.clone() }}</option> })}
                {languages}
            </select>
        </label>
    }
}

/// What is noted once the call is known: outcome, consent, tags, notes; the rep where no transcript says it.
#[component]
pub fn CallNotes(
    /// The call as it is being written.
    draft: RwSignal<Call>,
    /// Who can be its rep; `None` where the transcript's voices say it.
    reps: Option<Vec<Person>>,
    /// Whether the call has its words.
    has_words: bool,
    /// When permission to record was asked, as far as the words tell.
    asked_at: Option<Millis>,
) -> impl IntoView {
    let now = draft.get_untracked();
    let rep = reps.map(|reps| view! { <CallRep draft reps /> });
    let consent = match now.consent {
        Consent::Unknown => "unknown",
        Consent::Given { .. } => "given",
        Consent::Declined => "declined",
    };
    view! {
        <label class="field">
            <span>"Outcome"</span>
            <select on:change=move |event| draft.update(|it| it.outcome = event_target_value(&event))>
                <option value="">"Not noted"</option>
                {options(OUTCOMES, &now.outcome)}
            </select>
        </label>
        <label class="field">
            <span>"Stage of the deal"</span>
            <input type="text" maxlength="100" prop:value=now.stage on:input=move |event| draft.update(|it| it.stage = event_target_value(&event).trim().to_owned()) />
        </label>
        {rep}
        <label class="field">
            <span>"Consent to recording"</span>
            <select disabled=consent == "declined" on:change=move |event| draft.update(|it| it.consent = match event_target_value(&event).as_str() {
                "given" => Consent::Given { at: asked_at },
                "declined" => Consent::Declined,
                _ => Consent::Unknown,
            })>
                <option value="unknown" selected=consent == "unknown">"Not noted"</option>
                <option value="given" selected=consent == "given">"Given"</option>
                <option value="declined" selected=consent == "declined">"Declined: notes only"</option>
            </select>
        </label>
        {has_words.then(|| view! {
            <Show when=move || draft.with(|it| !it.consent.allows_transcript())>
                <p class="note wide">
                    "When you save, the transcript goes, and so does the link to the recording: the call is notes only. The cards stay, with the words they quote."
                </p>
            </Show>
        })}
        <label class="field wide">
            <span>"Tags, with commas between"</span>
            <input type="text" maxlength="500" prop:value=now.tags.join(", ") on:input=move |event| draft.update(|it| {
                it.tags = event_target_value(&event).split(',').map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect();
            }) />
        </label>
        <label class="field wide">
            <span>"Notes"</span>
            <textarea rows="4" maxlength="20000" prop:value=now.notes on:input=move |event| draft.update(|it| it.notes = event_target_value(&event))></textarea>
        </label>
    }
}

/// The options of a list; a key of somebody's own is offered too.
fn options(choices: &'static [Choice], now: &str) -> AnyView {
    let own = (!now.is_empty() && !choices.iter().any(|it| it.key == now))
        .then(|| view! { <option value=now.to_owned() selected>{now.to_owned()}</option> });
    let shipped = choices.iter().map(|it| view! { <option value=it.key selected=it.key == now>{it.label}</option> }).collect_view();
    view! { {own} {shipped} }.into_any()
}
