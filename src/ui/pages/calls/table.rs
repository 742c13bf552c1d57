//! The rows: headings that sort, boxes that mark, keys.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, MouseEvent};

use super::state::List;
use crate::browser::keys::pressed;
use crate::domain::call::{KINDS, OUTCOMES, label};
use crate::domain::listing::query::Sort;
use crate::domain::listing::{CallRow, Scoring};
use crate::domain::scorecard::dispute::Standing;
use crate::domain::scorecard::grade::grade;
use crate::domain::show;
use crate::ui::components::live::live;
use crate::ui::components::window::WindowList;
use crate::ui::routes::{Page, PageLink};

/// Height of a row, pixels, before it has been seen.
const ROW: f64 = 53.0;

/// The columns in their order, each with its class.
const COLUMNS: &[(Sort, &str)] = &[
    (Sort::Title, "call-row__title"),
    (Sort::Rep, "call-row__rep"),
    (Sort::Kind, "call-row__kind"),
    (Sort::Outcome, "call-row__outcome"),
    (Sort::Stage, "call-row__stage"),
    (Sort::Date, "call-row__day"),
    (Sort::Score, "call-row__score"),
];

/// The calls that fit.
#[component]
pub fn Table(list: List) -> impl IntoView {
    let count = move || list.shown.with(|it| it.ids.len());
    let all = Memo::new(move |_| list.chosen.with(|it| it.len()) == count() && count() > 0);
    let some = Memo::new(move |_| list.chosen.with(|it| !it.is_empty()) && !all.get());
    let mark_all = move |_| {
        let on = !all.get_untracked();
        list.shown.with_untracked(|shown| list.picks.update(|it| it.set_all(&shown.ids, on)));
    };
    let rows = move || {
        let shown = list.shown.get();
        let n = shown.ids.len();
        if n == 0 {
            return view! { <Nothing list /> }.into_any();
        }
        let row = Callback::new(move |at: usize| shown.row(at).map(|it| row(list, at, it.clone())).into_any());
        view! { <WindowList count=n estimate=Callback::new(|_| ROW) row role="rowgroup" /> }.into_any()
    };
    view! {
        <div class="table" role="table" aria-label="Calls" aria-rowcount=move || (count() + 1).to_string() on:keydown=move |event| keys(list, &event)>
            <div role="rowgroup">
                <div class="call-row head" role="row">
                    <span role="columnheader" class="call-row__mark">
                        <input type="checkbox" aria-label="Select all shown" prop:checked=move || all.get() prop:indeterminate=move || some.get() on:change=mark_all />
                    </span>
                    {COLUMNS.iter().map(|(sort, class)| heading(list, *sort, class)).collect_view()}
                </div>
            </div>
            {live(rows)}
        </div>
    }
}

#[component]
fn Nothing(list: List) -> impl IntoView {
    view! {
        <div class="empty">
            <p class="muted">"No call fits. Take a filter away, or show all of them."</p>
            <button type="button" on:click=move |_| list.ask(&list.query.get_untracked().cleared(), false)>
                "Show all calls"
            </button>
        </div>
    }
}

/// A heading that sorts by its column, and the other way round when it is used again.
fn heading(list: List, sort: Sort, class: &'static str) -> AnyView {
    let title = Sort::ALL.iter().find(|it| it.0 == sort).map_or("", |it| it.2);
    let sorted = Memo::new(move |_| {
        list.query.with(|it| (it.sort == sort).then(|| if sort.falls() == it.reversed { "ascending" } else { "descending" }))
    });
    let arrow = move || sorted.get().map(|it| if it == "ascending" { " ↑" } else { " ↓" });
    view! {
        <span role="columnheader" class=class aria-sort=move || sorted.get()>
            <button type="button" class="link quiet" on:click=move |_| list.ask(&list.query.get_untracked().sorted_by(sort), false)>
                {title}
                {live(arrow)}
            </button>
        </span>
    }
    .into_any()
}

fn row(list: List, at: usize, call: CallRow) -> AnyView {
    let id = call.id;
    let mark = move |event: MouseEvent| {
        let on = event_target_checked(&event);
        list.shown.with_untracked(|shown| {
            list.picks.update(|it| if event.shift_key() { it.set_to(id, on, &shown.ids) } else { it.set(id, on) });
        });
    };
    let has_outcome = !call.outcome.is_empty() && call.outcome != "none";
    let outcome = has_outcome.then(|| view! { <span class="tag">{label(OUTCOMES, &call.outcome).to_owned()}</span> });
    let tags = call.tags.iter().map(|it| view! { " " <span class="tag">{it.clone()}</span> }).collect_view();
    view! {
        <div class="call-row" role="row" aria-rowindex=(at + 2).to_string() class:marked=move || list.picks.with(|it| it.has(id))>
            <span role="cell" class="call-row__mark">
                <input type="checkbox" aria-label=format!("Select {}", call.title) prop:checked=move || list.picks.with(|it| it.has(id)) on:click=mark />
            </span>
            <span role="cell" class="call-row__title">
                <PageLink to=Page::Call(Some(id))>{call.title.clone()}</PageLink>
                {tags}
            </span>
            <span role="cell" class="call-row__rep">{call.rep_name.clone()}</span>
            <span role="cell" class="call-row__kind">{label(KINDS, &call.kind).to_owned()}</span>
            <span role="cell" class="call-row__outcome">{outcome}</span>
            <span role="cell" class="call-row__stage">{call.stage.clone()}</span>
            <span role="cell" class="call-row__day">{call.day.map(show::day)} {call.duration.map(|it| view! { <small class="muted">{show::minutes(it)}</small> })}</span>
            <span role="cell" class="call-row__score">{score(call.scoring)} {call.standing.map(standing)} {call.apart.map(|it| view! { <small class="muted" title=it.says()>{it.label()}</small> })}</span>
        </div>
    }
    .into_any()
}

/// The score and its grade, or why there is none.
pub(super) fn score(scoring: Scoring) -> AnyView {
    let Scoring::Official(Some(total)) = scoring else {
        return view! { <span class="muted">{scoring.says()}</span> }.into_any();
    };
    let grade = grade(total);
    view! {
        <b>{show::number(total)}</b>
        " "
        <span class="letter" data-grade=grade.letter.to_string() title=grade.says>
            {grade.letter.to_string()}
        </span>
    }
    .into_any()
}

/// Where a disputed card stands.
fn standing(it: Standing) -> AnyView {
    let is_open = it == Standing::Disputed;
    let (class, says) = if is_open { ("tag warn", "disputed") } else { ("tag", "resolved") };
    view! { " " <span class=class title="The rep disputed the manager's card">{says}</span> }.into_any()
}

/// Arrows go from box to box, with Shift marking on the way; Control and A mark all that are shown, Escape none.
fn keys(list: List, event: &KeyboardEvent) {
    let Some(target) = event.target().and_then(|it| it.dyn_into::<HtmlElement>().ok()) else { return };
    let key = pressed(event);
    let all = (event.ctrl_key() || event.meta_key()) && key.eq_ignore_ascii_case("a");
    if all || (key == "Escape" && list.chosen.with_untracked(|it| !it.is_empty())) {
        event.prevent_default();
        list.shown.with_untracked(|shown| list.picks.update(|it| it.set_all(&shown.ids, all)));
        return;
    }
    let step: isize = match key.as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        _ => return,
    };
    if !target.matches("[aria-rowindex] input").unwrap_or(false) {
        return;
    }
    event.prevent_default();
    let index = target.closest("[aria-rowindex]").ok().flatten().and_then(|it| it.get_attribute("aria-rowindex"));
    let Some(next) = index.and_then(|it| it.parse::<usize>().ok()).and_then(|it| it.checked_add_signed(step)) else { return };
    let found = document().query_selector(&format!("[aria-rowindex=\"{next}\"] input")).ok().flatten();
    let Some(input) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) else { return };
    let _ = input.focus();
    if event.shift_key() {
        list.shown.with_untracked(|shown| {
            // The first row is the second line: above it stand the headings.
            let Some(id) = next.checked_sub(2).and_then(|it| shown.ids.get(it)) else { return };
            list.picks.update(|it| it.set_to(*id, true, &shown.ids));
        });
    }
}
