//! The frame around every page: navigation, state of saving, messages, dropping files anywhere.

use leptos::html::Section;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;
use web_sys::DragEvent;

use super::pages;
use super::routes::{Page, PageLink, href, use_go, use_page};
use super::session::Session;
use super::toast::Toasts;
use super::{following, later, saves, sentinel};
use crate::browser::clock;
use crate::browser::files::{self, Dropped};
use crate::domain::safety::saving::State;
use crate::domain::show;
use crate::ui::components::live::live;
use crate::ui::components::scroll::to_main;

/// The frame with the page the address names.
#[component]
pub fn Shell() -> impl IntoView {
    let page = use_page();
    focus_after_navigation();
    let session = Session::get();
    following::watch(session);
    view! {
        <Title text=move || format!("{} · Callcraft", page.read().title()) />
        <a class="skip" href="#main" on:click=move |event| {
            event.prevent_default();
            to_main();
        }>
            "Skip to the content"
        </a>
        <Rail page />
        <main id="main" tabindex="-1" inert=move || matches!(*session.saving.read(), State::Ended(_))>
            {session.is_sample().then(SampleBanner)}
            <SaveFailure />
            <TwoVersions />
            {live(move || pages::view(&page.get()))}
        </main>
        <p class="unseen" aria-live="polite">
            {live(move || page.read().title())}
        </p>
        <Toasts />
        <Ended />
        <DropTarget />
    }
}

/// After a change of page (not of the query) the content has the focus, so that a screen reader goes on from there.
fn focus_after_navigation() {
    let path = use_location().pathname;
    Effect::watch(move || path.get(), move |_, _, _| to_main(), false);
}

#[component]
fn Rail(page: Memo<Page>) -> impl IntoView {
    let link = move |to: &Page| {
        let here = to.clone();
        let current = move || (page.read().section() == here).then_some("page");
        view! {
            <a href=href(to) aria-current=current>
                {to.title()}
            </a>
        }
    };
    view! {
        <nav class="rail" aria-label="Main">
            <a class="brand" href=href(&Page::Home)>
                "Callcraft"
            </a>
            {Page::NAV.iter().map(link).collect_view()}
            <SaveState />
        </nav>
    }
}

/// What may be said of the edits, and of how much stands in no file yet.
#[component]
fn SaveState() -> impl IntoView {
    let session = Session::get();
    let saving = session.saving;
    let due = move || {
        session.risk.track();
        let note = sentinel::get();
        (!session.is_sample() && note.backup_due(clock::now())).then(|| note.at_risk(true))
    };
    let last = move || {
        session.risk.track();
        let (note, now) = (sentinel::get(), clock::now());
        note.last_backup(now).filter(|_| !session.is_sample() && !note.backup_due(now))
    };
    view! {
        <div class="saved">
            <p role="status">
                <span class="dot" data-state=move || match *saving.read() {
                    State::Saved => "saved",
                    State::Saving => "saving",
                    _ => "failed",
                }></span>
                <span class="saved__words">{live(move || saves::says(&saving.read(), session.saved_at.get()))}</span>
            </p>
            {live(move || last().map(|it| view! { <p class="saved__due">{it}</p> }))}
            {live(move || due().map(|risk| view! {
                <p class="saved__due">
                    {risk} ". "
                    <button type="button" class="link" on:click=move |_| later::backup(session)>"Back up now"</button>
                </p>
            }))}
        </div>
    }
}

/// What failed to be saved stays in sight until a later write succeeds, and the page is not left without a question.
#[component]
fn SaveFailure() -> impl IntoView {
    let session = Session::get();
    let failed = move |why: String| {
        let leaving = window_event_listener(leptos::ev::beforeunload, move |event| {
            if session.saves().at_risk() {
                event.prevent_default();
                event.set_return_value("unsaved");
            }
        });
        on_cleanup(move || leaving.remove());
        view! {
            <div class="note bad" role="alert">
                <p><b>"Not saved. "</b> {why}</p>
                <p class="actions">
                    <button type="button" on:click=move |_| later::save_copy(session)>"Save a copy now"</button>
                    <button type="button" on:click=move |_| session.saves().send(session)>"Try again"</button>
                </p>
            </div>
        }
    };
    live(move || match session.saving.get() {
        State::NotSaved(why) => Some(failed(why)),
        _ => None,
    })
}

/// This page can write no more: its content stands still, and this says so, has the focus, and saves all there is as a file.
#[component]
fn Ended() -> impl IntoView {
    let session = Session::get();
    let panel = NodeRef::<Section>::new();
    Effect::new(move |_| {
        if let Some(panel) = panel.get() {
            let _ = panel.focus();
        }
    });
    let reload = |_| drop(gloo::utils::window().location().reload());
    live(move || match session.saving.get() {
        State::Ended(why) => Some(view! {
            <section class="ended" role="alertdialog" aria-labelledby="ended" tabindex="-1" node_ref=panel>
                <h1 id="ended">"This tab stands still"</h1>
                <p role="alert">{why}</p>
                <p class="actions">
                    <button type="button" class="primary" on:click=reload>"Reload"</button>
                    <button type="button" on:click=move |_| later::save_copy(session)>"Save everything as a file"</button>
                </p>
            </section>
        }),
        _ => None,
    })
}

/// Whether something was changed here and in a file, and a person has to choose.
#[component]
fn TwoVersions() -> impl IntoView {
    let session = Session::get();
    let many = RwSignal::new(0usize);
    Effect::new(move |_| {
        session.follow_at_once();
        let db = session.db();
        wasm_bindgen_futures::spawn_local(async move {
            // Where the database cannot be read, the page says so.
            many.try_set(db.conflicts().await.unwrap_or(0));
        });
    });
    live(move || {
        (many.get() > 0).then(|| {
            view! {
                <p class="note">
                    <span>{show::count(many.get(), "record was", "records were")} " changed here and in a file that was opened. Both versions are kept. "</span>
                    <PageLink to=Page::Data>"Choose"</PageLink>
                </p>
            }
        })
    })
}

#[component]
fn SampleBanner() -> impl IntoView {
    let session = Session::get();
    let own = format!("{}/", session.site().root);
    view! {
        <p class="note sample">
            <span>
                <b>"Sample data. "</b>
                <span class="on-wide">"An invented team to try things on. Nothing here mixes with your own workspace."</span>
            </span>
            <a href=own rel="external">
                "Leave the sample"
            </a>
        </p>
    }
}

/// Files can be dropped anywhere: they are read and taken to the page that opens them.
#[component]
fn DropTarget() -> impl IntoView {
    let session = Session::get();
    let go = use_go();
    let over = RwSignal::new(0i32);
    let has_files = |event: &DragEvent| event.data_transfer().is_some_and(|it| it.types().includes(&"Files".into(), 0));
    let enter = window_event_listener(leptos::ev::dragenter, move |event| {
        if has_files(&event) {
            over.update(|it| *it += 1);
        }
    });
    let leave = window_event_listener(leptos::ev::dragleave, move |event| {
        if has_files(&event) {
            over.update(|it| *it = (*it - 1).max(0));
        }
    });
    let hover = window_event_listener(leptos::ev::dragover, move |event| {
        if has_files(&event) {
            event.prevent_default();
        }
    });
    let drop = window_event_listener(leptos::ev::drop, move |event| {
        if !has_files(&event) {
            return;
        }
        over.set(0);
        // A page may have taken what was dropped on a part of it.
        if event.default_prevented() {
            return;
        }
        event.prevent_default();
        let go = go.clone();
        let dropped = files::dropped(event.data_transfer());
        leptos::task::spawn_local(async move {
            take(session, dropped);
            go(Page::Open);
        });
    });
    on_cleanup(move || {
        enter.remove();
        leave.remove();
        hover.remove();
        drop.remove();
    });
    view! {
        <div class="drop" hidden=move || over.get() == 0 aria-hidden="true">
            <p>"Drop to open"</p>
        </div>
    }
}

/// Lets files wait for the page that opens them: they are read there.
pub fn take(session: Session, mut picked: Vec<Dropped>) {
    match (picked.pop(), picked.is_empty()) {
        (Some(Dropped::File(file)), true) => session.picked.set(Some(file)),
        (Some(last), _) => {
            picked.push(last);
            session.incoming.set(None);
            session.many.set(picked);
        }
        (None, _) => {}
    }
}
