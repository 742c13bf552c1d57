//! The fields of the ONE focus: the item, what to do, for how many calls and until when; and the form that puts another
//! one in its place after the card was submitted.

use leptos::prelude::*;

use crate::browser::clock;
use crate::domain::rubric::Rubric;
use crate::domain::scorecard::Focus;
use crate::domain::scorecard::focus::CALLS;
use crate::ui::components::live::live;
use crate::ui::components::show::Show;

/// The fields. `change` is told the focus as it becomes.
#[component]
pub fn FocusFields(
    /// What can be chosen from.
    rubric: Signal<Rubric>,
    /// As it is.
    focus: Signal<Option<Focus>>,
    /// Whether nothing can be changed.
    closed: Signal<bool>,
    /// Called with the focus as it becomes.
    change: Callback<Option<Focus>>,
    /// Stands between the choice and the rest.
    #[prop(optional, into)]
    between: ViewFn,
) -> impl IntoView {
    let chosen = move || focus.with(|it| it.as_ref().map(|it| it.item.clone()).unwrap_or_default());
    let amend = move |amend: Box<dyn FnOnce(&mut Focus)>| {
        if let Some(mut it) = focus.get_untracked() {
            amend(&mut it);
            change.run(Some(it));
        }
    };
    let options = move || {
        let option = |key: String, title: String| view! { <option value=key.clone() selected=chosen() == key>{title}</option> };
        rubric.with(|it| it.items().map(|it| option(it.key.clone(), it.title.clone())).collect_view())
    };
    let of = move |get: fn(&Focus) -> String| focus.with(|it| it.as_ref().map(get).unwrap_or_default());
    view! {
        <label class="field">
            <span>"ONE focus for the next calls"</span>
            <select disabled=closed on:change=move |event| change.run(choose(focus.get_untracked(), event_target_value(&event)))>
                <option value="">"None chosen"</option>
                {live(options)}
            </select>
        </label>
        {between.run()}
        <Show when=move || focus.read().is_some()>
            <label class="field">
                <span>"What to do, in a sentence"</span>
                <textarea rows="2" maxlength="500" placeholder="Ask two follow-ups before answering" prop:value=move || of(|it| it.action.clone()) readonly=closed on:input=move |event| {
                    let text = event_target_value(&event);
                    amend(Box::new(|it| it.action = text));
                }></textarea>
            </label>
            <div class="focus__end">
                <label class="field">
                    <span>"For how many calls"</span>
                    <input type="number" min="1" max="99" prop:value=move || of(|it| if it.calls == 0 { String::new() } else { it.calls.to_string() }) readonly=closed on:change=move |event| {
                        let calls = event_target_value(&event).parse::<u16>().map_or(0, |it| it.min(99));
                        amend(Box::new(move |it| it.calls = calls));
                    } />
                </label>
                <label class="field">
                    <span>"Until"</span>
                    <input type="date" min=clock::today().to_string() prop:value=move || of(|it| it.until.map(|it| it.to_string()).unwrap_or_default()) readonly=closed on:change=move |event| {
                        let until = event_target_value(&event).parse().ok();
                        amend(Box::new(move |it| it.until = until));
                    } />
                </label>
            </div>
        </Show>
    }
}

/// The focus with the item called `key` in the place of the one before; none where the key says nothing.
pub fn choose(before: Option<Focus>, key: String) -> Option<Focus> {
    let before = before.unwrap_or_else(|| Focus { calls: CALLS, ..Focus::on(&key) });
    (!key.is_empty()).then_some(Focus { item: key, ..before })
}

/// Another focus on a submitted card.
#[component]
pub fn Refocus(
    /// That of the card.
    rubric: Rubric,
    /// As it is.
    focus: Option<Focus>,
    /// Called with the one that shall be.
    keep: Callback<Option<Focus>>,
) -> impl IntoView {
    let draft = RwSignal::new(focus);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        keep.run(draft.get_untracked());
    };
    view! {
        <form class="form" on:submit=submit>
            <p class="muted">"The scores and the seal of the card stay as they are. Who changed the focus, and when, is kept."</p>
            <FocusFields rubric=Signal::stored(rubric) focus=draft.into() closed=Signal::stored(false) change=Callback::new(move |it| draft.set(it)) />
            <p class="actions"><button type="submit" class="primary">"Keep this focus"</button></p>
        </form>
    }
}
