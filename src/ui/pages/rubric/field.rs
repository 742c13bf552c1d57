//! A field of the form.

use leptos::prelude::*;

use super::editor::{Editor, focus};
use crate::domain::limits::{PROSE, SHORT};
use crate::domain::rubric::Rubric;
use crate::domain::rubric::form::{Choice, Field, Hand, Shape, Spot};
use crate::ui::components::live::live;
use crate::ui::session::Session;

/// A field as it is shown: its value, what is wrong with it, and where to write it.
#[derive(Clone)]
struct Shown {
    /// The element's id: the path of the field.
    id: String,
    label: &'static str,
    value: Memo<String>,
    fault: Memo<Option<String>>,
    write: Callback<String>,
}

impl Shown {
    fn invalid(&self) -> impl Fn() -> Option<&'static str> + Send + Sync + Copy + 'static {
        let fault = self.fault;
        move || fault.with(Option::is_some).then_some("true")
    }

    /// The id of what is said of it, while something is.
    fn described(&self) -> impl Fn() -> Option<String> + Send + Sync + Clone + 'static {
        let (fault, said) = (self.fault, self.said());
        move || fault.with(Option::is_some).then(|| said.clone())
    }

    fn said(&self) -> String {
        format!("{}-fault", self.id)
    }

    fn says(&self) -> AnyView {
        let (fault, said) = (self.fault, self.said());
        live(move || fault.get().map(|it| view! { <small class="bad" id=said.clone()>{it}</small> })).into_any()
    }

    /// The control under its label. The field's name stays the label alone, whatever is said below it.
    fn labelled(&self, class: &'static str, control: AnyView) -> AnyView {
        view! {
            <label class=class>
                <span>{self.label}</span>
                {control}
                {self.says()}
            </label>
        }
        .into_any()
    }
}

/// A field with what is wrong with it.
pub fn field_view(editor: Editor, field: &'static Field, hand: Hand, spot: Spot) -> AnyView {
    let path = field.path(hand, spot.row);
    let (sought, written) = (path.clone(), path.clone());
    let shown = Shown {
        id: path,
        label: field.label,
        value: Memo::new(move |_| editor.draft.with(|it| (field.read)(it, spot)).unwrap_or_default()),
        fault: Memo::new(move |_| editor.problems.with(|it| it.iter().find(|it| it.path == sought).map(|it| it.what.clone()))),
        write: Callback::new(move |text: String| editor.write(field, spot, &written, &text)),
    };
    match field.shape {
        Shape::Line => line(&shown),
        Shape::Lines => lines(&shown),
        Shape::Number => number(&shown),
        Shape::Tick => tick(&shown),
        Shape::One(choices) => one(&shown, editor.draft.with_untracked(|it| choices(it, spot))),
        Shape::Some(choices) => {
            let of = |it: &Rubric| editor.session.settings.with_untracked(|settings| choices(it, &settings.rules, spot));
            some(&shown, editor.draft.with_untracked(of))
        }
    }
}

/// What was taken of a text that was longer than the field takes.
fn cut(value: Memo<String>, text: &str, most: usize) -> Option<String> {
    value.with_untracked(|it| (text.len() > most && it.len() < text.len()).then(|| it.clone()))
}

fn line(it: &Shown) -> AnyView {
    let (value, write) = (it.value, it.write);
    let control = view! {
        <input type="text" id=it.id.clone() aria-label=it.label aria-invalid=it.invalid() aria-describedby=it.described() prop:value=move || value.get() on:input=move |event| {
            let field = event_target::<web_sys::HtmlInputElement>(&event);
            write.run(field.value());
            if let Some(cut) = cut(value, &field.value(), SHORT) {
                field.set_value(&cut);
            }
        } />
    };
    it.labelled("field", control.into_any())
}

fn lines(it: &Shown) -> AnyView {
    let (value, write) = (it.value, it.write);
    let control = view! {
        <textarea rows="2" id=it.id.clone() aria-label=it.label aria-invalid=it.invalid() aria-describedby=it.described() prop:value=move || value.get() on:input=move |event| {
            let field = event_target::<web_sys::HtmlTextAreaElement>(&event);
            write.run(field.value());
            if let Some(cut) = cut(value, &field.value(), PROSE) {
                field.set_value(&cut);
            }
        }></textarea>
    };
    it.labelled("field wide", control.into_any())
}

/// Written when it is done, not at every digit: other points scale the levels with them.
fn number(it: &Shown) -> AnyView {
    let (value, write) = (it.value, it.write);
    let (session, label) = (Session::get(), it.label);
    let change = move |event| {
        let typed = event_target_value(&event);
        write.run(typed.clone());
        let kept = value.get_untracked();
        if typed.parse::<f64>().ok() != kept.parse().ok() {
            session.hint(format!("{label}: {typed} does not fit here, so {kept} stays. Write a whole number from 0 to 10,000."));
        }
        event_target::<web_sys::HtmlInputElement>(&event).set_value(&kept);
    };
    let control = view! {
        <input type="number" min="0" max="10000" id=it.id.clone() aria-label=it.label aria-invalid=it.invalid() aria-describedby=it.described() prop:value=move || value.get() on:change=change />
    };
    it.labelled("field", control.into_any())
}

fn tick(it: &Shown) -> AnyView {
    let (value, write) = (it.value, it.write);
    let change = move |event| write.run(if event_target_checked(&event) { "yes".to_owned() } else { String::new() });
    view! {
        <label class="check wide">
            <input type="checkbox" id=it.id.clone() prop:checked=move || !value.with(String::is_empty) on:change=change />
            {it.label}
        </label>
    }
    .into_any()
}

fn one(it: &Shown, choices: Vec<Choice>) -> AnyView {
    let (value, write, id) = (it.value, it.write, it.id.clone());
    let options = choices.into_iter().map(|(key, label)| {
        let own = key.clone();
        view! { <option value=key prop:selected=move || value.with(|it| *it == own)>{label}</option> }
    });
    let change = move |event| {
        write.run(event_target_value(&event));
        // Another choice may make the form anew.
        focus(id.clone());
    };
    let control = view! {
        <select id=it.id.clone() aria-label=it.label aria-invalid=it.invalid() aria-describedby=it.described() on:change=change>{options.collect_view()}</select>
    };
    it.labelled("field", control.into_any())
}

/// So many choices are looked through by eye.
const LOOKED_THROUGH: usize = 12;

fn some(it: &Shown, choices: Vec<Choice>) -> AnyView {
    let (value, write) = (it.value, it.write);
    // What is typed leaves those that have it, and those that are chosen.
    let sought = RwSignal::new(String::new());
    let seek = (choices.len() > LOOKED_THROUGH).then(|| {
        view! {
            <input type="search" placeholder="Find" aria-label=format!("Find in: {}", it.label) on:input=move |event| sought.set(event_target_value(&event).to_lowercase()) />
        }
    });
    let tick = move |(key, label): Choice| {
        let (own, title) = (key.clone(), label.to_lowercase());
        let is_chosen = move || value.with(|it| it.split(',').any(|it| it == own));
        let is_left_out = {
            let is_chosen = is_chosen.clone();
            move || sought.with(|it| !title.contains(it.trim())) && !is_chosen()
        };
        let toggle = move |_| {
            let now = value.get_untracked();
            let mut keys: Vec<&str> = now.split(',').filter(|it| !it.is_empty() && *it != key).collect();
            if !now.split(',').any(|it| it == key) {
                keys.push(&key);
            }
            write.run(keys.join(","));
        };
        view! {
            <label class="check" hidden=is_left_out>
                <input type="checkbox" prop:checked=is_chosen on:change=toggle />
                {label}
            </label>
        }
    };
    view! {
        <fieldset class="wide" id=it.id.clone() tabindex="-1">
            <legend>{it.label}</legend>
            {seek}
            <div class="chips checks">{choices.into_iter().map(tick).collect_view()}</div>
            {it.says()}
        </fieldset>
    }
    .into_any()
}
