//! The scorecard as a file, as a document, and on paper.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::dispute::seen;
use super::review::{Dialog, Review};
use crate::browser::{clock, files};
use crate::domain::analysis::facts;
use crate::domain::names::Names;
use crate::domain::transcript::Side;
use crate::export::card::{Sheet, document};
use crate::export::document::{Block, Document};
use crate::export::file_name::file_name;
use crate::export::markdown::markdown;
use crate::export::note::note;
use crate::export::page::page;
use crate::export::paper::paper;
use crate::ui::components::dialog;
use crate::ui::components::live::live;
use crate::ui::handover::form::{HandOver, What};
use crate::ui::session::name_of;

/// The dialog, and the page that is printed.
#[component]
pub fn Share(review: Review) -> impl IntoView {
    let close = Callback::new(move |()| review.dialog.set(Dialog::None));
    let hidden = RwSignal::new(false);
    let names = move || if hidden.get() { Names::Hidden } else { Names::Shown };
    let doc = move || made(review, names());
    let copy = move |text: String, done: &'static str| {
        leptos::task::spawn_local(async move {
            match files::copy(&text).await {
                Ok(()) => review.session.say(done),
                Err(why) => review.session.complain(why),
            }
        });
    };
    let save = move |ending: &str, kind: &str, write: fn(&Document) -> String| {
        let doc = untrack(doc);
        files::save(&name(review, &doc, ending), kind, &write(&doc));
    };
    // What is inside is read from storage: an edit that is still on its way goes there first.
    Effect::new(move |_| {
        if review.dialog.get() == Dialog::Share {
            review.flush();
        }
    });
    // The paper is only made while it is printed.
    let printing = RwSignal::new(false);
    let before = window_event_listener(leptos::ev::Custom::<web_sys::Event>::new("beforeprint"), move |_| printing.set(true));
    let after = window_event_listener(leptos::ev::Custom::<web_sys::Event>::new("afterprint"), move |_| printing.set(false));
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
    view! {
        <dialog::Dialog title="Share scorecard" open=Signal::derive(move || review.dialog.get() == Dialog::Share) on_close=close>
            <div class="choices">
                <section>
                    <h3>"To open in Callcraft"</h3>
                    <HandOver what=Signal::derive(move || What::Calls([review.call.with(|it| it.body.id)].into())) />
                </section>
                {live(move || if review.is_kept_back() { kept_back().into_any() } else { view! {
                <section>
                    <h3>"To read"</h3>
                    <label class="check">
                        <input type="checkbox" prop:checked=move || hidden.get() on:change=move |event| hidden.set(event_target_checked(&event)) />
                        " Names left out"
                    </label>
                    <p class="actions">
                        <button type="button" on:click=move |_| { let _ = window().print(); }>
                            "Print"
                        </button>
                        <button type="button" on:click=move |_| save("html", "text/html", page)>
                            "Save as a page (HTML)"
                        </button>
                        <button type="button" on:click=move |_| save("md", "text/markdown", markdown)>
                            "Save as Markdown"
                        </button>
                        <button type="button" on:click=move |_| copy(markdown(&untrack(doc)), "Copied as Markdown.")>
                            "Copy as Markdown"
                        </button>
                    </p>
                    <p class="muted">"Or in a few lines, for a note in the CRM or a chat:"</p>
                    <pre class="short" tabindex="0" aria-label="The short text">{live(move || short(review, names()))}</pre>
                    <p class="actions">
                        <button type="button" on:click=move |_| copy(untrack(|| short(review, names())), "The short text is copied.")>
                            "Copy the short text"
                        </button>
                        <button type="button" on:click=move |_| {
                            let doc = untrack(doc);
                            files::save(&name(review, &doc, "txt"), "text/plain", &untrack(|| short(review, names())));
                        }>
                            "Save the short text"
                        </button>
                    </p>
                </section>
                }.into_any() })}
            </div>
        </dialog::Dialog>
        {live(move || (printing.get() && !review.is_kept_back()).then(|| view! { <article class="paper">{printed(&paper(&doc()))}</article> }))}
    }
}

/// Said in the place of what there is to read, where the card may not be seen yet.
fn kept_back() -> impl IntoView {
    view! {
        <section>
            <h3>"To read"</h3>
            <p class="note">"This card cannot be read yet: what stands above it says why."</p>
        </section>
    }
}

fn day(review: Review) -> Option<NaiveDate> {
    review.call.read_untracked().body.started_at.map(|it| clock::local(it).date())
}

/// The name of a file of `doc`, whose title names nobody where names are left out.
fn name(review: Review, doc: &Document, ending: &str) -> String {
    file_name(&doc.title, day(review), ending)
}

fn made(review: Review, names: Names) -> Document {
    with_sheet(review, names, document)
}

fn with_sheet<T>(review: Review, names: Names, make: impl FnOnce(&Sheet<'_>) -> T) -> T {
    let others: Vec<String> = review
        .transcript
        .with(|it| it.iter().flat_map(|it| &it.body.speakers).filter(|it| it.side != Side::Ours).map(|it| it.name.clone()).collect());
    let rep = review.rep().map(|it| it.name).unwrap_or_default();
    let card = review.card.get();
    let scorer = card.body.scorer.and_then(|id| review.people.with(|it| name_of(it, id))).unwrap_or_default();
    let call = review.call.read();
    let people = review.people.read();
    let by = review.session.with_settings(|it| it.me).and_then(|it| name_of(&people, it)).unwrap_or_default();
    seen(review, |cards| {
        make(&Sheet {
            call: &call.body,
            day: call.body.started_at.map(|it| clock::local(it).date()),
            card: &card.body,
            rubric: &review.rubric.read(),
            rep: &rep,
            scorer: &scorer,
            others: &others,
            standing: review.standing(),
            names,
            cards,
            made: (&by, clock::today()),
            name_of: &|it| name_of(&people, it),
        })
    })
}

/// The scorecard in a few lines.
fn short(review: Review, names: Names) -> String {
    let (facts, next) = review.analysis.with(|it| (facts::telling(it), facts::next_step(it).cloned()));
    with_sheet(review, names, |sheet| note(sheet, &facts, next.as_ref()))
}

/// The document as it is printed.
fn printed(document: &Document) -> AnyView {
    let block = |it: &Block| {
        match it.clone() {
        Block::Heading(text) => view! { <h2>{text}</h2> }.into_any(),
        Block::Item { title, value } => view! {
            <h3>
                <span>{title}</span>
                <span>{value}</span>
            </h3>
        }
        .into_any(),
        Block::Text(text) => view! { <p class="prose">{text}</p> }.into_any(),
        Block::Total { value, means } => view! {
            <p class="paper__total">
                <b>{value}</b>
                " "
                {means}
            </p>
        }
        .into_any(),
        Block::Quote { words, at } => view! {
            <blockquote>
                <p>"“" {words} "” " <span class="muted">{at}</span></p>
            </blockquote>
        }
        .into_any(),
        Block::Table { head, rows } => view! {
            <table>
                <thead>
                    <tr>{head.into_iter().map(|it| view! { <th scope="col">{it}</th> }).collect_view()}</tr>
                </thead>
                <tbody>
                    {rows.into_iter().map(|row| view! { <tr>{row.into_iter().map(|it| view! { <td>{it}</td> }).collect_view()}</tr> }).collect_view()}
                </tbody>
            </table>
        }
        .into_any(),
    }
    };
    view! {
        <h1>{document.title.clone()}</h1>
        <dl>
            {document.facts.iter().map(|(label, value)| view! { <div><dt>{*label}</dt><dd>{value.clone()}</dd></div> }).collect_view()}
        </dl>
        {document.warnings.iter().map(|it| view! { <p class="note">{it.clone()}</p> }).collect_view()}
        {document.blocks.iter().map(block).collect_view()}
        {(!document.signed.is_empty()).then(|| view! {
            <p class="paper__sign">{document.signed.iter().map(|it| view! { <span>{it.clone()}</span> }).collect_view()}</p>
        })}
        <p class="muted">{document.foot.clone()}</p>
    }
    .into_any()
}
