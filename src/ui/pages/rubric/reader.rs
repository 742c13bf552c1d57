//! A version to read: every item with what earns its points, and what can be done with it.

use leptos::prelude::*;

use super::Stored;
use super::changes::changes;
use crate::domain::record::Record;
use crate::domain::rubric::diff::calls;
use crate::domain::rubric::{self, Category, Item, ItemKind, Rubric, version};
use crate::domain::show;
use crate::storage::Db;
use crate::ui::components::act::Act;
use crate::ui::components::dialog::Dialog;
use crate::ui::drafts;
use crate::ui::handover::form::{HandOver, What};
use crate::ui::handover::{Miss, again};
use crate::ui::routes::{Page, PageLink, go_on, use_go};
use crate::ui::session::Session;

/// A version of a rubric.
#[component]
pub fn Reader(stored: Stored) -> impl IntoView {
    let session = Session::get();
    let rubric = stored.rubric.clone();
    let id = rubric.reference();
    let is_shipped = rubric::is_shipped(&id.key);
    let cards = stored.cards();
    let (edit, says) = match () {
        () if drafts::waits(session, &id) => ("Continue the draft", String::new()),
        () if is_shipped => ("Make my own from this", String::new()),
        () if version::is_fixed(&rubric, &stored.used) => {
            let next = version::next(&rubric, &stored.known).version;
            ("Edit", format!(" It stays as it is for {}: an edit begins version {next}.", show::count(cards, "card", "cards")))
        }
        () => ("Edit", " No card has used it yet.".to_owned()),
    };
    let points = format!("{} points", rubric.points());
    let about = format!(
        "{} {}{}, for {}.{says}",
        rubric.about,
        if rubric.about.starts_with(&points) { String::new() } else { points + " in " },
        show::count(rubric.items().count(), "item", "items"),
        calls(&rubric.applies)
    );
    let mut versions: Vec<Rubric> = stored.known.iter().filter(|it| it.key == id.key && it.version != id.version).cloned().collect();
    crate::domain::order::sort_by_key(&mut versions, |it| it.version);
    let others = versions
        .into_iter()
        .map(|it| view! { " " <PageLink to=Page::Rubric(Some(it.reference()))>"Version " {it.version}</PageLink> })
        .collect_view();
    let made = stored.before(&rubric).map(|before| {
        view! {
            <section class="panel" aria-label="Changes">
                <h2>"Changed since " {before.title.clone()} " v" {before.version}</h2>
                {changes(&stored.known, &before, &rubric)}
            </section>
        }
    });
    let record = stored.own.iter().find(|it| it.body.reference() == id).cloned();
    let handing = RwSignal::new(false);
    let what = Signal::stored(What::Rubric(id.clone()));
    view! {
        <header class="page-head">
            <div>
                <p class="crumb">
                    <PageLink to=Page::Rubrics>"Rubrics"</PageLink>
                    {others}
                </p>
                <h1>{rubric.title.clone()} " v" {rubric.version}</h1>
                <p class="meta">{about}</p>
            </div>
            <p class="actions">
                <PageLink to=Page::EditRubric(id) class="button primary">
                    {edit}
                </PageLink>
                <button type="button" on:click=move |_| handing.set(true)>
                    "Hand over…"
                </button>
                {record.filter(|_| cards == 0).map(|record| view! { <Delete record /> })}
            </p>
        </header>
        <Dialog title="Hand over a rubric" open=handing on_close=Callback::new(move |()| handing.set(false))>
            <HandOver what />
        </Dialog>
        {made}
        <section class="panel" aria-label="Items">
            {rubric.categories.into_iter().map(|category| view! { <CategoryView category /> }).collect_view()}
        </section>
    }
}

/// Deletes a version that no card has used; it can be taken back.
#[component]
fn Delete(record: Record<Rubric>) -> impl IntoView {
    let session = Session::get();
    let (go, act) = (StoredValue::new_local(use_go()), Act::default());
    let delete = move |_| {
        let (record, go) = (record.clone(), go_on(go.get_value()));
        act.start(async move {
            // Looked at again: a card may have been begun since, and may while this is looked at.
            let of = record.body.reference();
            let deleted = again(async || {
                let mark = session.db().mark().await?;
                if session.db().cards().await?.records.into_iter().any(|it| it.body.rubric == of) {
                    return Err(Miss::Failed("A card was scored by this version meanwhile, so it stays.".to_owned()));
                }
                Ok(session.unused_to_trash(Db::rubric_row(&of), mark).await?)
            });
            match deleted.await {
                Ok(keys) => {
                    go(Page::Rubrics);
                    session.say_trashed(format!("“{}” version {} is in the trash.", record.body.title, record.body.version), keys);
                }
                Err(err) => session.complain(err),
            }
        });
    };
    view! {
        <button type="button" class="danger" on:click=delete>
            "Delete"
        </button>
    }
}

#[component]
fn CategoryView(category: Category) -> impl IntoView {
    let points = category.points();
    view! {
        <details open>
            <summary>
                <span>{category.title}</span>
                <span class="pts">{points}</span>
            </summary>
            {category.items.into_iter().map(item_view).collect_view()}
        </details>
    }
}

/// What earns how many points, as lines of a table.
fn earns(item: &Item) -> Vec<(String, String, String)> {
    let mut from = 0;
    match &item.kind {
        ItemKind::Anchored { anchors } => anchors.iter().map(|it| (it.points.to_string(), String::new(), it.says.clone())).collect(),
        ItemKind::Checklist { checks } => {
            checks.iter().map(|it| (it.title.clone(), format!("share {}", it.share), String::new())).collect()
        }
        ItemKind::Count { thresholds } => {
            thresholds.iter().map(|it| (format!("{} times and more", it.at_least), it.points.to_string(), String::new())).collect()
        }
        ItemKind::Computed { metric, bands } => {
            let unit = if metric == "talk-ratio" { "%" } else { "" };
            let band = |it: &rubric::Band| {
                let range = it.below.map_or(format!("{from}{unit} and more"), |end| format!("{from} to below {end}{unit}"));
                from = it.below.unwrap_or(from);
                (range, it.points.to_string(), it.says.clone())
            };
            bands.iter().map(band).collect()
        }
        ItemKind::Scale | ItemKind::YesNo | ItemKind::Text => Vec::new(),
    }
}

fn item_view(item: Item) -> AnyView {
    let rows = earns(&item);
    let critical = item.critical.map(|it| format!("Critical: below {} it {}.", it.below, it.effect.says()));
    let kind = item.kind.name();
    let texts = [("", "", item.guidance.look_for), ("good", "Good: ", item.guidance.good), ("bad", "Poor: ", item.guidance.poor)];
    let text = |(class, name, text): (&'static str, &'static str, String)| {
        (!text.is_empty()).then(|| match name {
            "" => view! { <p>{text}</p> }.into_any(),
            _ => view! { <p><span class=class>{name}</span><q>{text}</q></p> }.into_any(),
        })
    };
    view! {
        <div class="crit">
            <p class="crit__title">
                <b>{item.title}</b>
                <span class="muted">{kind} " · " {item.points}</span>
            </p>
            {texts.map(text).into_iter().collect_view()}
            {critical.map(|it| view! { <p class="note">{it}</p> })}
            {(!rows.is_empty()).then(|| view! {
                <table class="plain">
                    <tbody>
                        {rows.into_iter().map(|(range, points, says)| view! { <tr><th scope="row">{range}</th><td class="num">{points}</td><td>{says}</td></tr> }).collect_view()}
                    </tbody>
                </table>
            })}
        </div>
    }
    .into_any()
}
