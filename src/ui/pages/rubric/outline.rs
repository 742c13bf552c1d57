//! The outline: categories and items in order, to choose, to move by buttons and to drag.

use leptos::prelude::*;
use web_sys::DragEvent;

use super::editor::{Editor, focus};
use super::form::FORM;
use crate::domain::rubric::check::Gravity;
use crate::domain::rubric::edit::{self, At};
use crate::domain::rubric::form::Hand;
use crate::domain::rubric::{ItemKind, Rubric};
use crate::ui::components::live::live;
use crate::ui::components::scroll::to_start;

impl Editor {
    /// Adds what `next` has more; says so where there is no room for it. Tells whether it was added.
    pub fn add(self, next: Rubric) -> bool {
        let is_new = self.draft.with_untracked(|it| *it != next);
        if is_new {
            self.edit(next, "");
        } else {
            self.session.complain(edit::full());
        }
        is_new
    }
}

/// A line of the outline.
#[derive(Clone, PartialEq)]
struct Line {
    hand: Hand,
    title: String,
    worth: String,
    /// Whether something in it cannot be used.
    faulty: bool,
}

fn lines(editor: Editor) -> Vec<Line> {
    let faulty: Vec<Hand> =
        editor.problems.with(|it| it.iter().filter(|it| it.gravity == Gravity::Fault).map(|it| Hand::of_path(&it.path)).collect());
    let line = |hand: Hand, title: &str, worth: String| {
        let title = if title.trim().is_empty() { "No title".to_owned() } else { title.to_owned() };
        Line { hand, title, worth, faulty: faulty.contains(&hand) }
    };
    editor.draft.with(|rubric| {
        let mut found = vec![line(Hand::Whole, "The rubric itself", String::new())];
        for (category, it) in rubric.categories.iter().enumerate() {
            found.push(line(Hand::Category(category), &it.title, it.points().to_string()));
            for (item, it) in it.items.iter().enumerate() {
                let worth = if it.kind == ItemKind::Text { "text".to_owned() } else { it.points.to_string() };
                found.push(line(Hand::Item(At { category, item }), &it.title, worth));
            }
        }
        found
    })
}

/// The outline.
#[component]
pub fn Outline(editor: Editor) -> impl IntoView {
    let lines = Memo::new(move |_| lines(editor));
    // The line under what is dragged: there it would land.
    let over = RwSignal::new(None::<Hand>);
    let add = move |_| {
        let next = edit::add_category(editor.draft.get_untracked());
        let at = next.categories.len().saturating_sub(1);
        if !editor.add(next) {
            return;
        }
        editor.hand.set(Hand::Category(at));
        focus(format!("categories[{at}].title"));
    };
    view! {
        <section class="panel" aria-label="Outline">
            <h2>"Categories and items"</h2>
            <ol class="outline">{live(move || lines.get().into_iter().map(|it| line_view(editor, over, it)).collect_view())}</ol>
            <p>
                <button type="button" on:click=add>
                    "Add a category"
                </button>
            </p>
        </section>
    }
}

fn line_view(editor: Editor, over: RwSignal<Option<Hand>>, line: Line) -> AnyView {
    let hand = line.hand;
    let on = move || editor.hand.get() == hand;
    let class = match hand {
        Hand::Item(_) => "line item",
        _ => "line",
    };
    let moves = match hand {
        Hand::Whole => ().into_any(),
        _ => [("up", "↑", false), ("down", "↓", true)].map(|it| mover(editor, hand, &line.title, it)).into_iter().collect_view().into_any(),
    };
    let add = match hand {
        Hand::Category(at) => {
            let name = format!("Add an item to {}", line.title);
            view! { <button type="button" class="quiet" aria-label=name title="Add an item" on:click=move |_| add_item(editor, at)>"+"</button> }.into_any()
        }
        _ => ().into_any(),
    };
    view! {
        <li
            class=class
            class:on=on
            class:over=move || over.get() == Some(hand)
            draggable=(hand != Hand::Whole).to_string()
            on:dragstart=move |event| begin_drag(editor, hand, &event)
            on:dragover=move |event| {
                if editor.dragged.get_value().is_some() {
                    event.prevent_default();
                    over.set(Some(hand));
                }
            }
            on:drop=move |event| {
                event.prevent_default();
                over.set(None);
                drop_on(editor, hand);
            }
            on:dragend=move |_| {
                over.set(None);
                editor.dragged.set_value(None);
            }
        >
            <button type="button" class="link" aria-current=move || on().then_some("true") on:click=move |_| {
                editor.hand.set(hand);
                to_start(FORM);
            }>
                {line.title}
            </button>
            {line.faulty.then(|| view! { <span class="bad" title="Something here is wrong">"!" <span class="unseen">" at fault"</span></span> })}
            <span class="pts">{line.worth}</span>
            <span class="moves">{add} {moves}</span>
        </li>
    }
    .into_any()
}

fn add_item(editor: Editor, category: usize) {
    let next = edit::add_item(editor.draft.get_untracked(), category);
    let item = next.categories.get(category).map_or(0, |it| it.items.len().saturating_sub(1));
    if !editor.add(next) {
        return;
    }
    editor.hand.set(Hand::Item(At { category, item }));
    focus(format!("categories[{category}].items[{item}].title"));
}

/// The id of a button that moves.
fn mover_id(hand: Hand, way: &str) -> String {
    match hand {
        Hand::Whole => way.to_owned(),
        Hand::Category(at) => format!("{way}-{at}"),
        Hand::Item(At { category, item }) => format!("{way}-{category}-{item}"),
    }
}

fn mover(editor: Editor, hand: Hand, title: &str, (way, sign, down): (&'static str, &'static str, bool)) -> AnyView {
    let act = move |_| {
        let Some((next, now)) = editor.draft.with_untracked(|it| moved(it, hand, down)) else { return };
        say(editor, &next, now);
        editor.edit(next, "");
        // The line is made anew where it stands now: the key that moved it stays under the finger.
        focus(mover_id(now, way));
    };
    view! {
        <button type="button" class="quiet" id=mover_id(hand, way) aria-label=format!("Move {title} {way}") on:click=act>
            {sign}
        </button>
    }
    .into_any()
}

/// The rubric with a line moved by one step, and where it stands then; `None` at either end.
fn moved(rubric: &Rubric, hand: Hand, down: bool) -> Option<(Rubric, Hand)> {
    match hand {
        Hand::Whole => None,
        Hand::Category(at) => {
            let to = if down { at + 1 } else { at.checked_sub(1)? };
            (to < rubric.categories.len()).then(|| (edit::move_category(rubric.clone(), at, to), Hand::Category(to)))
        }
        Hand::Item(at) => {
            let to = edit::step(rubric, at, down)?;
            Some((edit::move_item(rubric.clone(), at, to), Hand::Item(to)))
        }
    }
}

fn say(editor: Editor, rubric: &Rubric, now: Hand) {
    let says = match now {
        Hand::Whole => return,
        Hand::Category(at) => format!("Now {} of {}.", at + 1, rubric.categories.len()),
        Hand::Item(at) => {
            let Some(category) = rubric.categories.get(at.category) else { return };
            format!("Now {} of {} in {}.", at.item + 1, category.items.len(), category.title)
        }
    };
    editor.said.set(says);
}

fn begin_drag(editor: Editor, hand: Hand, event: &DragEvent) {
    editor.dragged.set_value((hand != Hand::Whole).then_some(hand));
    if let Some(data) = event.data_transfer() {
        // Some browsers drag nothing that carries nothing.
        let _ = data.set_data("text/plain", "");
    }
}

/// What is dragged takes the place of the line it is dropped on; on a category an item goes to its end.
fn drop_on(editor: Editor, target: Hand) {
    let Some(dragged) = editor.dragged.get_value() else { return };
    editor.dragged.set_value(None);
    let rubric = editor.draft.get_untracked();
    let next = match (dragged, target) {
        (Hand::Item(from), Hand::Item(to)) => edit::move_item(rubric, from, to),
        (Hand::Item(from), Hand::Category(category)) => edit::move_item(rubric, from, At { category, item: usize::MAX }),
        (Hand::Category(from), Hand::Category(to) | Hand::Item(At { category: to, .. })) => edit::move_category(rubric, from, to),
        _ => return,
    };
    editor.edit(next, "");
}
