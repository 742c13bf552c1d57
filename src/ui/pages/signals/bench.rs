//! A rule tried on the stored calls: every hit with its sentence, and a person's word on each.

use leptos::prelude::*;

use super::Which;
use super::row::{named, told};
use crate::domain::analysis::{Found, Near, Rule};
use crate::domain::call::Call;
use crate::domain::id::CallId;
use crate::domain::order::sort_by_key;
use crate::domain::record::Record;
use crate::domain::settings::Settings;
use crate::domain::show;
use crate::domain::transcript::Side;
use crate::storage::StorageError;
use crate::ui::components::live::live;
use crate::ui::components::show::Show;
use crate::ui::routes::{Page, PageLink};
use crate::ui::session::Session;
use crate::ui::tried::{AT_ONCE, Trier};

/// So many hits are enough to judge a rule by.
const ENOUGH: usize = 300;

/// Of what it may miss so much is shown: what has most of a phrase.
const NEAR: usize = 30;

/// A hit in a call.
#[derive(Clone, PartialEq)]
struct Hit {
    call: CallId,
    title: String,
    found: Found,
}

/// Where hits go, and what may be missed, with how much of a phrase is there.
type Into = (RwSignal<Vec<Hit>>, RwSignal<Vec<(usize, Hit)>>);

/// A rule and which it is.
type Of = (Which, StoredValue<Rule>);

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
    let Some(begun) = session.settings.with_untracked(|it| which.rule(it)) else { return ().into_any() };
    let hits = RwSignal::new(Vec::<Hit>::new());
    let nears = RwSignal::new(Vec::<(usize, Hit)>::new());
    let trial = RwSignal::new(Trial::default());
    let title = named(&begun);
    let rule = StoredValue::new(begun.clone());
    let is_shipped = matches!(which, Which::Shipped(..));
    leptos::task::spawn_local(async move {
        if let Err(err) = run(session, &begun, is_shipped, (hits, nears), trial).await {
            trial.try_update(|it| it.trouble = Some(err.to_string()));
        }
        settle(session, which, &begun, hits).await;
        trial.try_update(|it| it.is_done = true);
    });
    let progress = move || {
        let trial = trial.get();
        let found = show::count(hits.with(Vec::len), "hit", "hits");
        match (trial.is_done, hits.with(Vec::len) >= ENOUGH) {
            (_, true) => format!("{found} in the latest {}; these are enough.", show::calls(trial.tried)),
            (true, _) => format!("{found} in {} with a transcript.", show::calls(trial.tried)),
            _ => format!("{found}. Read {} of {}…", trial.read, show::calls(trial.calls)),
        }
    };
    let precision = move || {
        session.with_settings(|it| {
            let said = said(which, &rule.get_value(), it).filter(|it| !it.judged.is_empty());
            said.map(|it| format!(" {}.", told(Some(it))))
        })
    };
    // Appended as they come, never made anew: what has been judged keeps its place and the focus.
    let rows = move || (0..hits.with(Vec::len)).collect::<Vec<_>>();
    view! {
        <section class="panel" aria-label="Trial">
            <h2>"Tried on your calls: " <bdi>{title}</bdi></h2>
            <p role="status">{live(progress)} {live(precision)}</p>
            {live(move || trial.get().trouble.map(|it| view! { <p class="note bad" role="alert">{it}</p> }))}
            <ol class="rows hits">
                <For each=rows key=|at| *at children=move |at| {
                    let hit = hits.with_untracked(|it| it.get(at).cloned());
                    hit.map(|it| row(&it, verdicts(session, (which, rule), &it)))
                } />
            </ol>
            <Show when=move || trial.with(|it| it.is_done) && hits.with(Vec::is_empty)>
                <p class="muted">"Nothing found." {(!is_shipped).then_some(" Try fewer words, or the word with ~ for its inflections.")}</p>
            </Show>
            {live(move || trial.with(|it| it.is_done).then(|| missed(session, (which, rule), nears)))}
            <p>
                <button type="button" on:click=move |_| on_done.run(())>
                    "Close"
                </button>
            </p>
        </section>
    }
    .into_any()
}

/// Reads a few transcripts at a time, so that any number of calls fits into memory. Ends when nobody looks any more.
async fn run(session: Session, rule: &Rule, is_shipped: bool, into: Into, trial: RwSignal<Trial>) -> Result<(), StorageError> {
    let db = session.db();
    let mut calls: Vec<Record<Call>> = db.calls().await?.records;
    // The latest calls are what the team remembers.
    crate::domain::order::sort_by(&mut calls, |a, b| b.body.started_at.cmp(&a.body.started_at));
    trial.try_update(|it| it.calls = calls.len());
    let mut trier = Trier::begin(db, rule, is_shipped, calls.len()).await;
    for part in calls.chunks(AT_ONCE) {
        for (call, tried) in part.iter().zip(trier.try_on(part).await?) {
            let has_words = usize::from(tried.is_some());
            if let Some(None | Some(true)) = tried.map(|tried| take(&call.body, tried, into)) {
                return Ok(());
            }
            let counted = trial.try_update(|it| {
                it.read += 1;
                it.tried += has_words;
            });
            if counted.is_none() {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// Adds the hits of one call; tells whether there are enough, `None` where the page is gone.
fn take(call: &Call, (found, near): (Vec<Found>, Vec<Near>), (hits, nears): Into) -> Option<bool> {
    let hit = |found| Hit { call: call.id, title: call.title.clone(), found };
    if !near.is_empty() {
        nears.try_update(|all| {
            all.extend(near.into_iter().map(|it| (it.share, hit(it.found))));
            sort_by_key(all, |it| std::cmp::Reverse(it.0));
            all.truncate(NEAR);
        })?;
    }
    if found.is_empty() {
        return Some(false);
    }
    hits.try_update(|all| {
        all.extend(found.into_iter().map(hit));
        all.truncate(ENOUGH);
        all.len() == ENOUGH
    })
}

/// What was marked as missed and is a hit by now, since the rule was changed, is one that is right.
async fn settle(session: Session, which: Which, rule: &Rule, hits: RwSignal<Vec<Hit>>) {
    let is_missed = |it: &Hit| rule.misses(it.call, it.found.sentence.from);
    let found: Vec<Hit> = hits.try_with_untracked(|all| all.iter().filter(|it| is_missed(it)).cloned().collect()).unwrap_or_default();
    if !found.is_empty() {
        let find = |it: &mut Rule| found.iter().for_each(|hit| it.find(hit.call, &hit.found.sentence, hit.found.phrase.from));
        change(session, which, rule, find).await;
    }
}

/// Changes what is said of a rule.
async fn change(session: Session, which: Which, rule: &Rule, change: impl Fn(&mut Rule)) {
    // A failure is shown by the shell.
    let _ = session
        .change_settings(|it| {
            let of = match which {
                Which::Own(at) => it.rules.get_mut(at),
                Which::Shipped(..) => it.say_of(rule),
            };
            of.map(&change);
        })
        .await;
}

/// The rule with what was said of its hits.
fn said<'a>(which: Which, rule: &Rule, settings: &'a Settings) -> Option<&'a Rule> {
    match which {
        Which::Own(at) => settings.rules.get(at),
        Which::Shipped(..) => settings.said_of(rule),
    }
}

/// What a person can say of a hit.
fn verdicts(session: Session, (which, rule): Of, hit: &Hit) -> AnyView {
    let (call, from) = (hit.call, hit.found.phrase.from);
    let judged = Memo::new(move |_| session.with_settings(|it| said(which, &rule.get_value(), it)?.judgement(call, from)));
    let verdict = move |right: bool, mark: &'static str, label: &'static str| {
        let press = move || {
            let now = if judged.get_untracked() == Some(right) { None } else { Some(right) };
            say(session, (which, rule), move |it| it.judge(call, from, now));
        };
        chip(mark, label, move || judged.get() == Some(right), press)
    };
    view! { <span role="group" aria-label="Is this hit right?">{verdict(true, "✓", "Right")} " " {verdict(false, "✗", "Wrong")}</span> }
        .into_any()
}

/// The sentences that the rule may miss, for a person to say so.
fn missed(session: Session, of: Of, nears: RwSignal<Vec<(usize, Hit)>>) -> Option<AnyView> {
    let line = |it: &(usize, Hit)| {
        let (call, from) = (it.1.call, it.1.found.sentence.from);
        let on = Memo::new(move |_| session.with_settings(|it| said(of.0, &of.1.get_value(), it).is_some_and(|it| it.misses(call, from))));
        let sentence = it.1.found.sentence.clone();
        let press = move || {
            let (now, sentence) = (!on.get_untracked(), sentence.clone());
            say(session, of, move |it| it.miss(call, &sentence, now));
        };
        row(&it.1, chip("Should be found", "Should be found", move || on.get(), press))
    };
    let rows: Vec<AnyView> = nears.with_untracked(|all| all.iter().map(line).collect());
    (!rows.is_empty()).then(|| {
        view! {
            <details class="guide">
                <summary>{show::count(rows.len(), "near miss", "near misses")} ": part of a phrase, and no hit"</summary>
                <p class="muted">"Mark what it should find: then you see how much of it is found. Only what you have marked and judged counts, so few marks tell little."</p>
                <ol class="rows hits">{rows}</ol>
            </details>
        }
        .into_any()
    })
}

/// Says something of the rule.
fn say(session: Session, (which, rule): Of, what: impl Fn(&mut Rule) + 'static) {
    let rule = rule.get_value();
    leptos::task::spawn_local(async move { change(session, which, &rule, what).await });
}

fn chip(
    mark: &'static str,
    label: &'static str,
    on: impl Fn() -> bool + Copy + Send + Sync + 'static,
    press: impl Fn() + 'static,
) -> AnyView {
    view! {
        <button type="button" class="chip" class:on=on aria-label=label aria-pressed=move || on().to_string() on:click=move |_| press()>
            {mark}
        </button>
    }
    .into_any()
}

/// A sentence with its place, and what can be said of it.
fn row(hit: &Hit, says: AnyView) -> AnyView {
    let Hit { call, title, found } = hit.clone();
    let side = match found.side {
        Side::Ours => "our side",
        Side::Theirs => "their side",
        Side::Unknown => "side not known",
    };
    let at = found.phrase.at.map(|it| format!("{} · ", it.clock()));
    let (before, phrase, after) = parted(&found.sentence.quote, &found.phrase.quote);
    view! {
        <li>
            <p>{before} <mark>{phrase}</mark> {after}</p>
            <p class="muted">
                {at} {side} " · " <PageLink to=Page::Call(Some(call))>{title}</PageLink> " " {says}
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
