//! What calls are searched for beside the shipped lists: competitors, products, phrases. Address: `/signals/`.

use leptos::prelude::*;

use crate::domain::analysis::{Rule, SignalKind};
use crate::domain::settings::Settings;
use crate::domain::show;
use crate::ui::components::live::live;
use crate::ui::components::show::Show;
use crate::ui::session::Session;

mod bench;
mod form;

/// What the page is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    /// The list.
    List,
    /// A rule is being written: its index, or one past the last for a new one.
    Form(usize),
    /// A rule is tried on the stored calls: its index.
    Bench(usize),
}

/// The team's own signals.
#[component]
pub fn SignalsPage() -> impl IntoView {
    let at = RwSignal::new(At::List);
    view! {
        <header class="page-head">
            <div>
                <h1>"Signals"</h1>
                <p class="meta">
                    "What calls are searched for. Lists in English, German, Spanish and French come with Callcraft; here are the names and phrases of your own team."
                </p>
            </div>
            <button type="button" class="primary" on:click=move |_| at.set(At::Form(usize::MAX))>
                "Add a signal"
            </button>
        </header>
        {live(move || match at.get() {
            At::List => ().into_any(),
            At::Form(rule) => view! { <form::RuleForm rule on_done=Callback::new(move |()| at.set(At::List)) /> }.into_any(),
            At::Bench(rule) => view! { <bench::Bench rule on_done=Callback::new(move |()| at.set(At::List)) /> }.into_any(),
        })}
        <div class="cards">
            <Competitors />
            <Rules at />
        </div>
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
    let row = move |index: usize, rule: Rule| {
        let name = named(&rule);
        let precision = rule.precision().map_or("not tried yet".to_owned(), |it| {
            let percent = |share: f64| format!("{:.0}%", 100.0 * share);
            format!(
                "right in {} of {} judged hits ({}, 95% interval {} to {})",
                it.of,
                it.n,
                percent(it.share),
                percent(it.low),
                percent(it.high)
            )
        });
        let button = move |label: &'static str, class: &'static str, does: &'static str, act: Callback<()>| {
            let name = format!("{does} {}", session.settings.with_untracked(|it| it.rules.get(index).map(named).unwrap_or_default()));
            view! { <button type="button" class=class aria-label=name on:click=move |_| act.run(())>{label}</button> }
        };
        view! {
            <li>
                <p>
                    <b><bdi>{name}</bdi></b>
                    " "
                    <span class="tag">{kind_label(rule.kind)}</span>
                </p>
                <p class="muted">
                    {show::count(rule.phrases.len(), "phrase", "phrases")} ": " {rule.phrases.iter().take(4).cloned().collect::<Vec<_>>().join(", ")}
                    {(rule.phrases.len() > 4).then_some(", …")}
                </p>
                <p class="muted">{precision}</p>
                <p class="actions">
                    {button("Try on calls", "", "Try on calls:", Callback::new(move |()| at.set(At::Bench(index))))}
                    {button("Edit", "", "Edit", Callback::new(move |()| at.set(At::Form(index))))}
                    {button("Remove", "quiet", "Remove", Callback::new(move |()| remove(index)))}
                </p>
            </li>
        }
    };
    let rows = move || session.with_settings(|it| it.rules.clone()).into_iter().enumerate().map(|(at, it)| row(at, it)).collect_view();
    let is_empty = move || session.with_settings(|it| it.rules.is_empty());
    view! {
        <section class="card wide">
            <h2>"The team's own"</h2>
            <Show when=is_empty>
                <p class="muted">"None yet. A signal is a kind and its phrases: the names of your products, how your customers put a concern, what a rep should say."</p>
            </Show>
            <ul class="rows">{live(rows)}</ul>
        </section>
    }
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

fn kind_label(kind: SignalKind) -> &'static str {
    SignalKind::ALL.iter().find(|it| it.0 == kind).map_or("", |it| it.2)
}

/// The name of a rule; that of its kind where it has none.
fn named(rule: &Rule) -> String {
    if rule.name.trim().is_empty() { kind_label(rule.kind).to_owned() } else { rule.name.clone() }
}
