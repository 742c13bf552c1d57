//! A rule tried on the stored calls: every hit with its sentence, and a person's word on each.

use leptos::prelude::*;

use super::Which;
use super::row::{named, told};
use crate::domain::analysis::{Found, Rule, bench, bench_shipped};
use crate::domain::call::Call;
use crate::domain::id::CallId;
use crate::domain::record::Record;
use crate::domain::settings::Settings;
use crate::domain::show;
use crate::domain::transcript::{Side, Transcript};
use crate::storage::StorageError;
use crate::ui::components::live::live;
use crate::ui::components::show::Show;
use crate::ui::routes::{Page, PageLink};
use crate::ui::session::Session;

/// So many hits are enough to judge a rule by.
const ENOUGH: usize = 300;

/// A hit in a call.
#[derive(Clone, PartialEq)]
struct Hit {
    call: CallId,
    title: String,
    found: Found,
}

/// How far the trial is.
#[derive(Clone, Default)]
struct Trial {
    /// Calls to look at.
    calls: usize,
    /// Calls looked at.
    read: usize,
    /// Of these the ones with words.
    tried: usize,
    is_done: bool,
    trouble: Option<String>,
}

/// The trial of a rule.
#[component]
pub fn Bench(which: Which, on_done: Callback<()>) -> impl IntoView {
    let session = Session::get();
    let Some(tried) = session.settings.with_untracked(|it| which.rule(it)) else { return ().into_any() };
    let hits = RwSignal::new(Vec::<Hit>::new());
    let trial = RwSignal::new(Trial::default());
    let title = named(&tried);
    let rule = StoredValue::new(tried.clone());
    let is_shipped = matches!(which, Which::Shipped(..));
    leptos::task::spawn_local(async move {
        if let Err(err) = run(session, &tried, is_shipped, hits, trial).await {
            trial.try_update(|it| it.trouble = Some(err.to_string()));
        }
        trial.try_update(|it| it.is_done = true);
    });
    let progress = move || {
        let trial = trial.get();
        let found = show::count(hits.with(Vec::len), "hit", "hits");
        match (trial.is_done, hits.with(Vec::len) >= ENOUGH) {
            (_, true) => format!("{found} in the first {}; these are enough.", show::calls(trial.tried)),
            (true, _) => format!("{found} in {} with a transcript.", show::calls(trial.tried)),
            _ => format!("{found}. Read {} of {}…", trial.read, show::calls(trial.calls)),
        }
    };
    let precision = move || {
        let of = session.with_settings(|it| said(which, &rule.get_value(), it)?.precision());
        of.map(|it| format!(" {}.", told(Some(it))))
    };
    // Appended as they come, never made anew: what has been judged keeps its place and the focus.
    let rows = move || (0..hits.with(Vec::len)).collect::<Vec<_>>();
    view! {
        <section class="panel" aria-label="Trial">
            <h2>"Tried on your calls: " <bdi>{title}</bdi></h2>
            <p role="status">{live(progress)} {live(precision)}</p>
            {live(move || trial.get().trouble.map(|it| view! { <p class="note bad" role="alert">{it}</p> }))}
            <ol class="rows hits">
                <For each=rows key=|at| *at children=move |at| row(session, (which, rule), hits.with_untracked(|it| it.get(at).cloned())) />
            </ol>
            <Show when=move || trial.with(|it| it.is_done) && hits.with(Vec::is_empty)>
                <p class="muted">"Nothing found." {(!is_shipped).then_some(" Try fewer words, or the word with ~ for its inflections.")}</p>
            </Show>
            <p>
                <button type="button" on:click=move |_| on_done.run(())>
                    "Close"
                </button>
            </p>
        </section>
    }
    .into_any()
}

/// Reads one transcript after the other, so that any number of calls fits into memory. Ends when nobody looks any more.
async fn run(
    session: Session,
    rule: &Rule,
    is_shipped: bool,
    hits: RwSignal<Vec<Hit>>,
    trial: RwSignal<Trial>,
) -> Result<(), StorageError> {
    let db = session.db();
    let mut calls: Vec<Record<Call>> = db.calls().await?.records;
    // The latest calls are what the team remembers.
    crate::domain::order::sort_by(&mut calls, |a, b| b.body.started_at.cmp(&a.body.started_at));
    trial.try_update(|it| it.calls = calls.len());
    for call in calls {
        let call = call.body;
        let words = db.transcript(call.id).await?;
        let has_words = usize::from(words.is_some());
        let enough = words.map(|it| it.body.transcript).map(|words| take(rule, is_shipped, &call, &words, hits));
        match enough {
            Some(None) => return Ok(()),
            Some(Some(true)) => break,
            _ => {}
        }
        let counted = trial.try_update(|it| {
            it.read += 1;
            it.tried += has_words;
        });
        if counted.is_none() {
            return Ok(());
        }
    }
    Ok(())
}

/// Adds the hits of one call; tells whether there are enough, `None` where the page is gone.
fn take(rule: &Rule, is_shipped: bool, call: &Call, words: &Transcript, hits: RwSignal<Vec<Hit>>) -> Option<bool> {
    let rep = words.voice_of(call.rep);
    let found = match is_shipped {
        true => bench_shipped(rule, words, &call.language, rep),
        false => bench(rule, std::iter::once((words, call.language.as_str(), rep))).unwrap_or_default(),
    };
    if found.is_empty() {
        return Some(false);
    }
    let title = call.title.clone();
    hits.try_update(|all| {
        all.extend(found.into_iter().map(|found| Hit { call: call.id, title: title.clone(), found }));
        all.truncate(ENOUGH);
        all.len() == ENOUGH
    })
}

/// The rule with what was said of its hits.
fn said<'a>(which: Which, rule: &Rule, settings: &'a Settings) -> Option<&'a Rule> {
    match which {
        Which::Own(at) => settings.rules.get(at),
        Which::Shipped(..) => settings.said_of(rule),
    }
}

fn row(session: Session, (which, rule): (Which, StoredValue<Rule>), hit: Option<Hit>) -> AnyView {
    let Some(Hit { call, title, found }) = hit else { return ().into_any() };
    let from = found.phrase.from;
    let side = match found.side {
        Side::Ours => "our side",
        Side::Theirs => "their side",
        Side::Unknown => "side not known",
    };
    let at = found.phrase.at.map(|it| format!("{} · ", it.clock()));
    let (before, phrase, after) = parted(&found.sentence.quote, &found.phrase.quote);
    let judged = Memo::new(move |_| session.with_settings(|it| said(which, &rule.get_value(), it)?.judgement(call, from)));
    let verdict = move |right: bool, mark: &'static str, label: &'static str| {
        let on = move || judged.get() == Some(right);
        let press = move |_| {
            let (now, rule) = (if on() { None } else { Some(right) }, rule.get_value());
            leptos::task::spawn_local(async move {
                // A failure is shown by the shell.
                let _ = session
                    .change_settings(|it| {
                        let of = match which {
                            Which::Own(at) => it.rules.get_mut(at),
                            Which::Shipped(..) => it.say_of(&rule),
                        };
                        if let Some(it) = of {
                            it.judge(call, from, now);
                        }
                    })
                    .await;
            });
        };
        view! {
            <button type="button" class="chip" class:on=on aria-label=label aria-pressed=move || on().to_string() on:click=press>
                {mark}
            </button>
        }
    };
    view! {
        <li>
            <p>{before} <mark>{phrase}</mark> {after}</p>
            <p class="muted">
                {at} {side} " · " <PageLink to=Page::Call(Some(call))>{title}</PageLink> " "
                <span role="group" aria-label="Is this hit right?">{verdict(true, "✓", "Right")} " " {verdict(false, "✗", "Wrong")}</span>
            </p>
        </li>
    }
    .into_any()
}

/// A sentence around the phrase in it.
fn parted(sentence: &str, phrase: &str) -> (String, String, String) {
    match sentence.split_once(phrase) {
        Some((before, after)) => (before.to_owned(), phrase.to_owned(), after.to_owned()),
        None => (String::new(), phrase.to_owned(), format!(" – {sentence}")),
    }
}
