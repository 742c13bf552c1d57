//! The fields of what is in hand.

use leptos::prelude::*;

use super::editor::{Editor, focus};
use super::field::field_view;
use crate::domain::rubric::Rubric;
use crate::domain::rubric::edit;
use crate::domain::rubric::form::{self, Hand, Spot, row_fields, row_names};
use crate::ui::components::live::live;

/// The id of the fields of what is in hand.
pub const FORM: &str = "fields";

/// What the form consists of: made anew where this changes, not at every letter.
fn make_up(rubric: &Rubric, hand: Hand) -> (Hand, Vec<&'static str>, &'static str, usize) {
    let names = hand.fields(rubric).iter().map(|it| it.name).collect();
    let (kind, rows) = match hand {
        Hand::Item(at) => rubric.item_at(at).map_or(("", 0), |it| (it.kind.key(), form::rows(&it.kind))),
        _ => ("", 0),
    };
    (hand, names, kind, rows)
}

/// The form.
#[component]
pub fn Form(editor: Editor) -> impl IntoView {
    let made = Memo::new(move |_| editor.draft.with(|it| make_up(it, editor.hand.get())));
    view! {
        <section class="panel" id=FORM aria-label="Fields">
            {live(move || {
                let (hand, ..) = made.get();
                editor.draft.with_untracked(|it| body(editor, it, hand))
            })}
        </section>
    }
}

fn body(editor: Editor, rubric: &Rubric, hand: Hand) -> AnyView {
    let (heading, rows) = match hand {
        Hand::Whole => ("The rubric itself", ().into_any()),
        Hand::Category(_) => ("Category", ().into_any()),
        Hand::Item(_) => ("Item", rows_view(editor, rubric, hand)),
    };
    let fields = hand.fields(rubric);
    // What earns the points stands before what explains it.
    let first = fields.iter().position(|it| it.name.starts_with("guidance")).unwrap_or(fields.len());
    let (before, after) = fields.split_at(first);
    let grid = |fields: &[&'static form::Field]| view! { <div class="grid">{fields.iter().map(|it| field_view(editor, it, hand, hand.spot())).collect_view()}</div> };
    view! {
        <h2>{heading}</h2>
        {grid(before)}
        {rows}
        {(!after.is_empty()).then(|| grid(after))}
        {actions(editor, hand)}
    }
    .into_any()
}

/// The levels, checks, thresholds or bands of an item.
fn rows_view(editor: Editor, rubric: &Rubric, hand: Hand) -> AnyView {
    let Hand::Item(at) = hand else { return ().into_any() };
    let Some(item) = rubric.item_at(at) else { return ().into_any() };
    let Some((title, one, name)) = row_names(&item.kind) else { return ().into_any() };
    let path = format!("categories[{}].items[{}].{name}", at.category, at.item);
    let said = path.clone();
    let fault = move || editor.problems.with(|it| it.iter().find(|it| it.path == said).map(|it| it.what.clone()));
    let row = |row: usize| {
        let spot = Spot { row, ..hand.spot() };
        let remove = move |_| editor.edit(form::remove_row(editor.draft.get_untracked(), at, row), "");
        view! {
            <div class="row-fields" role="group" aria-label=format!("{one} {}", row + 1)>
                {row_fields(rubric, at).iter().map(|it| field_view(editor, it, hand, spot)).collect_view()}
                <button type="button" class="quiet" aria-label=format!("Remove {one} {}", row + 1) title="Remove" on:click=remove>
                    "✕"
                </button>
            </div>
        }
    };
    let count = form::rows(&item.kind);
    let add_at = path.clone();
    let add = move |_| {
        if editor.add(form::add_row(editor.draft.get_untracked(), at)) {
            focus(format!("{add_at}[{count}]"));
        }
    };
    view! {
        <fieldset id=path tabindex="-1" class="row-list">
            <legend>{title}</legend>
            {live(move || fault().map(|it| view! { <p class="bad">{it}</p> }))}
            {(0..count).map(row).collect_view()}
            <button type="button" on:click=add>
                {format!("Add a {one}")}
            </button>
        </fieldset>
    }
    .into_any()
}

/// Adding, copying, taking away.
fn actions(editor: Editor, hand: Hand) -> AnyView {
    let button = move |label: &'static str, class: &'static str, act: fn(Rubric, Hand) -> Rubric| {
        view! {
            <button type="button" class=class on:click=move |_| editor.edit(act(editor.draft.get_untracked(), hand), "")>
                {label}
            </button>
        }
        .into_any()
    };
    let buttons = match hand {
        Hand::Whole => return ().into_any(),
        Hand::Category(_) => {
            vec![button("Remove this category with its items", "danger", |it, hand| edit::remove_category(it, hand.spot().category))]
        }
        Hand::Item(at) => vec![
            view! { <button type="button" on:click=move |_| { editor.add(edit::copy_item(editor.draft.get_untracked(), at)); }>"Copy this item"</button> }.into_any(),
            button("Remove this item", "danger", |it, hand| if let Hand::Item(at) = hand { edit::remove_item(it, at) } else { it }),
        ],
    };
    view! { <p class="actions">{buttons}</p> }.into_any()
}
