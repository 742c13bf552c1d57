//! A field of the form.

use leptos::prelude::*;

use super::editor::{Editor, focus};
use crate::domain::rubric::form::{Choice, Field, Hand, Shape, Spot};
use crate::ui::components::live::live;

/// A field with what is wrong with it.
pub fn field_view(editor: Editor, field: &'static Field, hand: Hand, spot: Spot) -> AnyView {
    let path = field.path(hand, spot.row);
    let value = Memo::new(move |_| editor.draft.with(|it| (field.read)(it, spot)).unwrap_or_default());
    let fault = {
        let path = path.clone();
        Memo::new(move |_| editor.problems.with(|it| it.iter().find(|it| it.path == path).map(|it| it.what.clone())))
    };
    let invalid = move || fault.with(Option::is_some).then_some("true");
    let id = path.clone();
    let said = format!("{path}-fault");
    let described = said.clone();
    let write = move |text: String| editor.write(field, spot, &path, &text);
    let says = live(move || fault.get().map(|it| view! { <small class="bad" id=said.clone()>{it}</small> }));
    // The field's name stays the label alone, whatever is said below it.
    let label = field.label;
    match field.shape {
        Shape::Line => view! {
            <label class="field">
                <span>{label}</span>
                <input type="text" id=id aria-label=label aria-invalid=invalid aria-describedby=move || fault.with(Option::is_some).then(|| described.clone()) prop:value=move || value.get() on:input=move |event| write(event_target_value(&event)) />
                {says}
            </label>
        }
        .into_any(),
        Shape::Lines => view! {
            <label class="field wide">
                <span>{label}</span>
                <textarea rows="2" id=id aria-label=label aria-invalid=invalid aria-describedby=move || fault.with(Option::is_some).then(|| described.clone()) prop:value=move || value.get() on:input=move |event| write(event_target_value(&event))></textarea>
                {says}
            </label>
        }
        .into_any(),
        // When it is done, not at every digit: other points scale the levels with them.
        Shape::Number => view! {
            <label class="field">
                <span>{label}</span>
                <input type="number" min="0" max="10000" id=id aria-label=label aria-invalid=invalid aria-describedby=move || fault.with(Option::is_some).then(|| described.clone()) prop:value=move || value.get() on:change=move |event| {
                    write(event_target_value(&event));
                    event_target::<web_sys::HtmlInputElement>(&event).set_value(&value.get_untracked());
                } />
                {says}
            </label>
        }
        .into_any(),
        Shape::Tick => view! {
            <label class="check wide">
                <input type="checkbox" id=id prop:checked=move || !value.with(String::is_empty) on:change=move |event| write(if event_target_checked(&event) { "yes".to_owned() } else { String::new() }) />
                {label}
            </label>
        }
        .into_any(),
        Shape::One(choices) => {
            let choices = editor.draft.with_untracked(|it| choices(it, spot));
            let again = id.clone();
            let options = choices.into_iter().map(|(key, label)| {
                let own = key.clone();
                view! { <option value=key prop:selected=move || value.with(|it| *it == own)>{label}</option> }
            });
            view! {
                <label class="field">
                    <span>{label}</span>
                    <select id=id aria-label=label aria-invalid=invalid aria-describedby=move || fault.with(Option::is_some).then(|| described.clone()) on:change=move |event| {
                        write(event_target_value(&event));
                        // Another choice may make the form anew.
                        focus(again.clone());
                    }>{options.collect_view()}</select>
                    {says}
                </label>
            }
            .into_any()
        }
        Shape::Some(choices) => {
            let choices = editor.draft.with_untracked(|it| choices(it, spot));
            let write = StoredValue::new(write);
            let tick = move |(key, label): Choice| {
                let own = key.clone();
                let toggle = move |_| {
                    let now = value.get_untracked();
                    let mut keys: Vec<&str> = now.split(',').filter(|it| !it.is_empty() && *it != key).collect();
                    if !now.split(',').any(|it| it == key) {
                        keys.push(&key);
                    }
                    let joined = keys.join(",");
                    write.with_value(|write| write(joined));
                };
                view! {
                    <label class="check">
                        <input type="checkbox" prop:checked=move || value.with(|it| it.split(',').any(|it| it == own)) on:change=toggle />
                        {label}
                    </label>
                }
            };
            view! {
                <fieldset class="wide" id=id tabindex="-1">
                    <legend>{label}</legend>
                    <div class="chips checks">{choices.into_iter().map(tick).collect_view()}</div>
                    {says}
                </fieldset>
            }
            .into_any()
        }
    }
}
