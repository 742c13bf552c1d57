//! What calls are searched for: competitors, the team's own phrases, and the shipped lists. Address: `/signals/`.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::domain::analysis::{Rule, shipped};
use crate::domain::call::LANGUAGES;
use crate::domain::settings::Settings;
use crate::ui::components::live::live;
use crate::ui::components::show::Show;
use crate::ui::session::Session;

mod bench;
mod form;
mod row;

use row::{button, named, row, told};

/// What the page is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    /// The lists.
    List,
    /// A rule of the team's is being written: its index, or one past the last for a new one.
    Form(usize),
    /// A rule of the team's is made of a shipped one.
    Copy(Which),
    /// A rule is tried on the stored calls.
    Bench(Which),
}

/// A rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    /// Of the team's: its index.
    Own(usize),
    /// A shipped one: of which language, and its index there.
    Shipped(&'static str, usize),
}

impl Which {
    /// The rule, with what was said of its hits.
    fn rule(self, settings: &Settings) -> Option<Rule> {
        match self {
            Self::Own(at) => settings.rules.get(at).cloned(),
            Self::Shipped(language, at) => {
                let rule = shipped(language).nth(at)?.0;
                let judged = settings.said_of(&rule).map(|it| it.judged.clone()).unwrap_or_default();
                Some(Rule { judged, ..rule })
            }
        }
    }
}

/// What is over the lists while the page is at something, and has the focus.
const PANEL: &str = "signal-at";

/// The signals.
#[component]
pub fn SignalsPage() -> impl IntoView {
    let session = Session::get();
    let at = RwSignal::new(At::List);
    let opener = StoredValue::new_local(None::<HtmlElement>);
    // The lists are long: what was pressed may stand far below what it opens, and has the focus again afterwards.
    Effect::watch(
        move || at.get(),
        move |now, _, _| {
            let focus = |it: Option<HtmlElement>| drop(it.map(|it| it.focus()));
            if *now == At::List {
                return focus(opener.get_value());
            }
            opener.set_value(document().active_element().and_then(|it| it.dyn_into().ok()));
            request_animation_frame(move || focus(document().get_element_by_id(PANEL).and_then(|it| it.dyn_into().ok())));
        },
        false,
    );
    let done = Callback::new(move |()| at.set(At::List));
    let form = move |rule: usize, copied: Option<Rule>| view! { <form::RuleForm rule copied on_done=done /> }.into_any();
    view! {
        <header class="page-head">
            <div>
                <h1>"Signals"</h1>
                <p class="meta">"What calls are searched for, and how often each rule is right: what comes with Callcraft, and the names and phrases of your own team."</p>
            </div>
            <button type="button" class="primary" on:click=move |_| at.set(At::Form(usize::MAX))>
                "Add a signal"
            </button>
        </header>
        <div id=PANEL tabindex="-1">
            {live(move || match at.get() {
                At::List => ().into_any(),
                At::Form(rule) => form(rule, None),
                At::Copy(which) => form(usize::MAX, session.settings.with_untracked(|it| which.rule(it))),
                At::Bench(which) => view! { <bench::Bench which on_done=done /> }.into_any(),
            })}
        </div>
        <div class="cards">
            <Competitors />
            <Rules at />
        </div>
        <Shipped at />
    }
}

/// The team's rules.
#[component]
fn Rules(at: RwSignal<At>) -> impl IntoView {
    let session = Session::get();
    let remove = move |index: usize| {
        leptos::task::spawn_local(async move {
            let Some(gone) = session.settings.with_untracked(|it| it.rules.get(index).cloned()) else { return };
            if session.change_settings(|it| drop(it.rules.remove(index))).await.is_ok() {
                at.try_set(At::List);
                session.say_undo("The signal is gone.", move || {
                    let gone = gone.clone();
                    leptos::task::spawn_local(async move {
                        // A failure is shown by the shell.
                        let _ = session.change_settings(|it| it.rules.insert(index.min(it.rules.len()), gone)).await;
                    });
                });
            }
        });
    };
    let line = move |(index, rule): (usize, Rule)| {
        let name = named(&rule);
        let says = told(Some(&rule));
        let acts = [
            button("Try on calls", "Try on calls:", &name, move || at.set(At::Bench(Which::Own(index)))),
            button("Edit", "Edit", &name, move || at.set(At::Form(index))),
            button("Remove", "Remove", &name, move || remove(index)),
        ];
        row(&rule, "", move || says.clone(), acts.collect_view().into_any())
    };
    let rows = move || session.with_settings(|it| it.rules.clone()).into_iter().enumerate().map(line).collect_view();
    let is_empty = move || session.with_settings(|it| it.rules.is_empty());
    view! {
        <section class="card wide">
            <h2>"The team's own"</h2>
            <Show when=is_empty>
                <p class="muted">"None yet. A signal is a kind and its phrases: the names of your products, how your customers put a concern, what a rep should say."</p>
            </Show>
            <ul class="rows signals">{live(rows)}</ul>
        </section>
    }
}

/// The shipped rules, a language at a time.
#[component]
fn Shipped(at: RwSignal<At>) -> impl IntoView {
    let session = Session::get();
    let language = RwSignal::new("en");
    let line = move |(index, (rule, beside)): (usize, (Rule, &'static str))| {
        let (which, name) = (Which::Shipped(language.get_untracked(), index), named(&rule));
        let copied = form::can_be_own(rule.kind).then(|| button("Make it ours", "Make it ours:", &name, move || at.set(At::Copy(which))));
        let acts = (button("Try on calls", "Try on calls:", &name, move || at.set(At::Bench(which))), copied, switch(session, &rule));
        let said = rule.clone();
        let says = move || {
            session.with_settings(|it| {
                let known = it.said_of(&said);
                let off = if known.is_some_and(Rule::is_off) { "Switched off: calls do not show it. " } else { "" };
                format!("{off}{}", told(known))
            })
        };
        row(&rule, beside, says, acts.into_any())
    };
    let rows = move || shipped(language.get()).enumerate().map(line).collect_view();
    let choices = LANGUAGES.iter().filter(|it| shipped(it.key).any(|it| !it.0.phrases.is_empty()));
    let options = choices.map(|it| view! { <option value=it.key>{it.label}</option> }).collect_view();
    view! {
        <section class="panel">
            <h2>"Come with Callcraft"</h2>
            <p class="muted">"Highlights, metrics and suggestions rest on these. Try one on your calls and say which hits are right: that is its precision. A rule made yours is heard beside the one it came from, which you can switch off: then calls neither show nor count what it finds, and nothing is suggested by it. Its words still tell other things apart, a price from a loss."</p>
            <label class="field">
                <span>"Language of the call"</span>
                <select on:change=move |event| {
                    let key = event_target_value(&event);
                    language.set(LANGUAGES.iter().find(|it| it.key == key).map_or("en", |it| it.key));
                }>{options}</select>
            </label>
            <ul class="rows signals">{live(rows)}</ul>
        </section>
    }
}

/// Switches a shipped rule off, and on again.
fn switch(session: Session, rule: &Rule) -> AnyView {
    let (name, rule) = (named(rule), StoredValue::new(rule.clone()));
    let is_off = Memo::new(move |_| session.with_settings(|it| rule.with_value(|rule| it.said_of(rule).is_some_and(Rule::is_off))));
    let set = move |rule: Rule, off: bool| async move {
        let change = |it: &mut Settings| {
            if let Some(it) = it.say_of(&rule) {
                it.off = Some(off);
            }
        };
        session.change_settings(change).await.is_ok()
    };
    let press = move |_| {
        let (rule, off, name) = (rule.get_value(), !is_off.get_untracked(), named(&rule.get_value()));
        leptos::task::spawn_local(async move {
            // A failure is shown by the shell.
            if off && set(rule.clone(), off).await {
                session.say_undo(format!("“{name}” is off: calls show, count and suggest nothing by it."), move || {
                    let rule = rule.clone();
                    leptos::task::spawn_local(async move {
                        set(rule, false).await;
                    });
                });
            } else if !off {
                set(rule, off).await;
            }
        });
    };
    let label = move || if is_off.get() { "Switch on" } else { "Switch off" };
    view! { <button type="button" class="quiet" aria-label=move || format!("{} {name}", label()) on:click=press>{label}</button> }
        .into_any()
}

/// The competitors to find by name.
#[component]
fn Competitors() -> impl IntoView {
    let session = Session::get();
    let of = |competitors: Vec<String>| Settings { competitors, ..Settings::default() };
    // As it was when it was last shown here: what another tab has added since is not taken out.
    let opened = StoredValue::new(session.settings.with_untracked(|it| it.competitors.clone()));
    let text = RwSignal::new(opened.get_value().join("\n"));
    let save = move |_| {
        let names: Vec<String> = text.get_untracked().lines().map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect();
        leptos::task::spawn_local(async move {
            let was = opened.try_get_value().unwrap_or_default();
            let change =
                |it: &mut Settings| it.competitors = Settings::rejoined(&of(was), &of(names), &of(it.competitors.clone())).competitors;
            if session.change_settings(change).await.is_ok() {
                let now = session.settings.with_untracked(|it| it.competitors.clone());
                text.try_set(now.join("\n"));
                opened.try_update_value(|it| *it = now);
                session.say("Kept. Calls show them from now on.");
            }
        });
    };
    view! {
        <section class="card">
            <h2>"Competitors"</h2>
            <label class="field">
                <span>"One name a line; calls mark where they come up"</span>
                <textarea rows="4" maxlength="4000" prop:value=move || text.get() on:input=move |event| text.set(event_target_value(&event))></textarea>
            </label>
            <p>
                <button type="button" on:click=save>
                    "Save"
                </button>
            </p>
        </section>
    }
}
