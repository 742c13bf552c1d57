//! What the list is narrowed to: words, values with their counts, days; and chips that take each of them away.

use leptos::prelude::*;

use super::state::List;
use crate::domain::listing::facet::{FACETS, Facet};
use crate::domain::listing::query::{Period, Query, Sort, When, by_facet};
use crate::domain::listing::{Listing, Value};
use crate::domain::{order, show};
use crate::ui::components::live::live;

/// The line of search, the filters behind it, and the chips.
#[component]
pub fn Filters(list: List) -> impl IntoView {
    let summary = move || {
        let (n, all) = list.shown.with(|it| (it.ids.len(), it.listing.rows.len()));
        if n == all { show::calls(all) } else { format!("{} of {}", show::grouped(n), show::calls(all)) }
    };
    let unreadable = move || {
        let n = list.stored.with(|it| it.unreadable);
        let said = show::count(n, "stored record", "stored records");
        (n > 0).then(|| view! { <p class="note">{said} " could not be read and is not shown. It stays where it is."</p> })
    };
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if open.get() {
            list.wants_signals.set(true);
        }
    });
    view! {
        <div class="filters">
            <input type="search" aria-label="Find calls" placeholder="Company, title, rep, stage, tag" prop:value=move || list.query.get().text on:input=move |event| {
                let mut query = list.query.get_untracked();
                // The first letter can be gone back from; each further one takes its place.
                let replace = !query.text.is_empty();
                query.text = event_target_value(&event);
                list.ask(&query, replace);
            } />
            <button type="button" aria-expanded=move || open.get().to_string() on:click=move |_| open.update(|it| *it = !*it)>
                "Filters"
            </button>
            {live(move || sorts(list))}
            <span class="muted" role="status">{live(summary)}</span>
        </div>
        {live(move || open.get().then(|| view! { <Facets list /> }))}
        {live(move || chips(list))}
        {live(move || hearing(list))}
        {live(unreadable)}
    }
}

/// How far the words are read, while signals are asked for and not all are.
fn hearing(list: List) -> Option<AnyView> {
    let (done, many) = list.heard.get().filter(|it| it.0 < it.1)?;
    let stopped = list.stopped.get();
    let (begins, act) = if stopped { ("The words are not all read", "Go on") } else { ("Reading the words for signals", "Stop") };
    let says = format!("{begins}: {done} of {}. What is shown so far is not all. ", show::calls(many));
    Some(
        view! {
            <p class="muted hearing">
                <progress max=many.to_string() value=done.to_string() aria-label="Calls read for signals"></progress>
                <span>{says}</span>
                <button type="button" class="link" on:click=move |_| list.stopped.set(!stopped)>{act}</button>
            </p>
        }
        .into_any(),
    )
}

/// The order, to choose where there is no room for the columns' headings.
fn sorts(list: List) -> AnyView {
    let query = list.query.get();
    let options = Sort::ALL
        .iter()
        .flat_map(|it| [(it, false), (it, true)])
        .map(|((sort, key, label), reversed)| {
            let arrow = if sort.falls() == reversed { "↑" } else { "↓" };
            let is = query.sort == *sort && query.reversed == reversed;
            view! { <option value=format!("{key}{}", if reversed { "&back=1" } else { "" }) selected=is>{format!("{label} {arrow}")}</option> }
        })
        .collect_view();
    let choose = move |event| {
        let order = Query::parse(&format!("sort={}", event_target_value(&event)));
        list.change(|it| (it.sort, it.reversed) = (order.sort, order.reversed));
    };
    view! { <select class="on-narrow" aria-label="Sort by" on:change=choose>{options}</select> }.into_any()
}

/// All values of all facets, with how many calls each would show.
#[component]
fn Facets(list: List) -> impl IntoView {
    let listing = Memo::new(move |_| ByAddress(list.shown.with(|it| it.listing.clone())));
    view! {
        <section class="panel facets" aria-label="Filters">
            {live(move || {
                let listing = listing.get().0;
                FACETS.iter().filter_map(|about| facet(list, &listing, about.facet)).collect_view()
            })}
            <Days list />
        </section>
    }
}

/// A list that is the same while it has the same values, however many calls have them.
#[derive(Clone)]
struct ByAddress(std::sync::Arc<Listing>);

impl PartialEq for ByAddress {
    fn eq(&self, other: &Self) -> bool {
        let value = |it: &Value| (it.facet, it.total > 0, it.key.clone(), it.label.clone());
        let values = |it: &Self| it.0.values.iter().filter(|it| it.facet != Facet::Signal).map(value).collect::<Vec<_>>();
        std::sync::Arc::ptr_eq(&self.0, &other.0) || values(self) == values(other)
    }
}

/// The values of a facet; `None` where they tell no calls apart.
fn facet(list: List, listing: &Listing, facet: Facet) -> Option<AnyView> {
    let about = facet.about();
    let mut values: Vec<(usize, &Value)> = listing.values.iter().enumerate().filter(|it| it.1.facet == facet).collect();
    if about.values.is_empty() {
        values.retain(|it| it.1.total > 0 || list.query.with_untracked(|query| query.has(facet, &it.1.key)));
        if values.len() < 2 {
            return None;
        }
        order::sort_by_key(&mut values, |it| (it.1.key.is_empty(), it.1.label.to_lowercase()));
    }
    // Where nothing was ever disputed there is nothing to tell apart; nor where all sides are said.
    if matches!(facet, Facet::Dispute | Facet::Sides)
        && values.iter().all(|it| it.1.total == 0 && !list.query.with_untracked(|query| query.has(facet, &it.1.key)))
    {
        return None;
    }
    let boxes = values.into_iter().map(|(at, value)| one(list, at, value)).collect_view();
    Some(view! { <fieldset><legend>{about.label}</legend><div class="facets__values">{boxes}</div></fieldset> }.into_any())
}

/// A value with its box and its count.
fn one(list: List, at: usize, value: &Value) -> AnyView {
    let Value { facet, key, label, .. } = value.clone();
    let asked = key.clone();
    let count = move || list.shown.with(|it| it.narrowed.counts.get(at).copied().unwrap_or_default());
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=move || list.query.with(|it| it.has(facet, &asked)) on:change=move |_| list.change(|it| it.toggle(facet, &key)) />
            <span>{label} " " <span class="muted">{live(count)}</span></span>
        </label>
    }
    .into_any()
}

/// When the calls were.
#[component]
fn Days(list: List) -> impl IntoView {
    let when = Memo::new(move |_| list.query.with(|it| it.when));
    let options = move || {
        let now = when.get();
        Period::ALL
            .iter()
            .map(|(it, key, label)| view! { <option value=*key selected=now == When::Within(*it)>{*label}</option> })
            .collect_view()
    };
    let choose = move |event| {
        let key = event_target_value(&event);
        let period = Period::ALL.iter().find(|it| it.1 == key).map(|it| it.0);
        list.change(|it| it.when = period.map_or(When::Any, When::Within));
    };
    let day = move |label: &'static str, is_last: bool| {
        let value = move || match when.get() {
            When::Between(from, to) => if is_last { to } else { from }.map(|it| it.to_string()),
            _ => None,
        };
        let set = move |event| {
            let day = event_target_value(&event).parse().ok();
            let (from, to) = match when.get_untracked() {
                When::Between(from, to) => (from, to),
                _ => (None, None),
            };
            list.change(|it| it.when = if is_last { When::between(from, day) } else { When::between(day, to) });
        };
        view! {
            <label class="field">
                <span>{label}</span>
                <input type="date" prop:value=move || value().unwrap_or_default() on:change=set />
            </label>
        }
    };
    view! {
        <fieldset class="facets__days">
            <legend>"When"</legend>
            <select aria-label="When" on:change=choose>
                <option value="" selected=move || !matches!(when.get(), When::Within(_))>"Any time"</option>
                {live(options)}
            </select>
            {day("From", false)}
            {day("To", true)}
        </fieldset>
    }
}

/// A chip for everything that narrows the list.
fn chips(list: List) -> Option<AnyView> {
    let query = list.query.get();
    if query.is_open() {
        return None;
    }
    let chip = move |label: String, without: Query| {
        let says = format!("Take away {label}");
        view! {
            <button type="button" class="chip on" aria-label=says on:click=move |_| list.ask(&without, false)>
                {label}
                " ✕"
            </button>
        }
        .into_any()
    };
    let mut chips = Vec::new();
    if !query.text.trim().is_empty() {
        chips.push(chip(format!("“{}”", query.text.trim()), Query { text: String::new(), ..query.clone() }));
    }
    let listing = list.shown.with(|it| it.listing.clone());
    for (facet, key) in by_facet(&query) {
        // What nobody here knows narrows nothing.
        let Some(label) = listing.label(*facet, key) else { continue };
        let mut without = query.clone();
        without.toggle(*facet, key);
        chips.push(chip(format!("{}: {label}", facet.about().label), without));
    }
    let when = match query.when {
        When::Any => None,
        When::Within(period) => Period::ALL.iter().find(|it| it.0 == period).map(|it| it.2.to_owned()),
        When::Between(Some(from), Some(to)) => Some(format!("{} to {}", show::day(from), show::day(to))),
        When::Between(Some(from), None) => Some(format!("From {}", show::day(from))),
        When::Between(None, to) => to.map(|to| format!("To {}", show::day(to))),
    };
    chips.extend(when.map(|it| chip(it, Query { when: When::Any, ..query.clone() })));
    let cleared = query.cleared();
    Some(
        view! {
            <div class="chips" role="group" aria-label="Active filters">
                {chips}
                <button type="button" class="link" on:click=move |_| list.ask(&cleared, false)>
                    "Clear"
                </button>
            </div>
        }
        .into_any(),
    )
}
