//! What is shown instead of the pages where a start finds that something is missing: what there was, and what brings it
//! back. Nothing is written before the person chooses.

use leptos::prelude::*;

use super::handover::source::Source;
use super::handover::{Miss, again};
use super::sentinel;
use super::snapshots::{self, LACKS, Replacement, replacement};
use crate::browser::{clock, ids, keep};
use crate::domain::safety::boot::Start;
use crate::domain::safety::rolling::{Snapshot, Why};
use crate::domain::safety::{Meta, Sentinel};
use crate::domain::settings::Settings;
use crate::domain::show;
use crate::storage::{Batch, Db, schema};
use crate::ui::components::live::live;
use crate::ui::components::typed::typed;
use crate::ui::routes::RECOVER;

/// The word that must be typed to begin with nothing.
const WORD: &str = "new";

/// What a start has found.
#[derive(Clone)]
pub struct Finding {
    /// The database, open.
    pub db: Db,
    /// What it comes to.
    pub start: Start,
    /// What was noted outside.
    pub note: Sentinel,
    /// What the database knows of itself.
    pub meta: Option<Meta>,
}

#[derive(Clone, Copy)]
struct Recovery {
    finding: StoredValue<Finding, LocalStorage>,
    /// What is being done, or went wrong.
    says: RwSignal<(bool, String)>,
    /// What was said to be missing in what was chosen last.
    told: RwSignal<String>,
}

impl Recovery {
    /// Writes what was found in the place of what is here, and starts again.
    fn bring_back(self, what: &'static str, source: impl Future<Output = Result<Source, String>> + 'static) {
        self.says.set((false, format!("Reading {what}…")));
        leptos::task::spawn_local(async move {
            let outcome = async {
                let source = source.await?;
                again(async || {
                    let Replacement { batch, settings, lacks } = replacement(&source).await?;
                    if !lacks.is_empty() && self.told.get_untracked() != lacks {
                        self.told.set(lacks.clone());
                        return Err(format!("{lacks}. {LACKS}").into());
                    }
                    let Finding { db, meta, .. } = self.finding.get_value();
                    let mark = db.mark().await?;
                    if meta.is_some() {
                        // What is here may have what the snapshot has not.
                        snapshots::take(&db, &Why::Before(what.to_owned())).await?;
                    }
                    self.write(batch.since(mark), settings).await
                })
                .await
            };
            self.end(outcome.await);
        });
    }

    /// Writes under a new id of this copy: what it writes from now on is not what it wrote before the loss.
    async fn write(self, batch: Batch, settings: Option<Settings>) -> Result<(), Miss> {
        let Finding { db, note, .. } = self.finding.get_value();
        let settings = match settings {
            Some(settings) => settings,
            None => db.settings().await?.unwrap_or_default(),
        };
        let settings = Settings { writer: ids::new().to_string(), ..settings };
        let meta = Meta { vault: settings.writer.clone(), seq: note.seq + 1, min_reader: schema::VERSION };
        db.commit(batch.settings(&settings).meta(&meta).strictly()).await?;
        sentinel::update(|it| it.changed(&meta.vault, meta.seq, clock::now()));
        Ok(())
    }

    fn end(self, outcome: Result<(), String>) {
        match outcome {
            Ok(()) => {
                let _ = gloo::utils::window().location().reload();
            }
            Err(why) => self.says.set((true, if why.ends_with(LACKS) { why } else { format!("{why} Nothing is changed.") })),
        }
    }
}

/// The view, in the place of a page.
pub fn view(finding: Finding) -> AnyView {
    let (start, note) = (finding.start, finding.note.clone());
    let recovery = Recovery { finding: StoredValue::new_local(finding), says: RwSignal::default(), told: RwSignal::default() };
    let all = RwSignal::new(None::<Result<Vec<Snapshot>, String>>);
    leptos::task::spawn_local(async move { drop(all.try_set(Some(snapshots::all().await))) });
    view! {
        <header class="page-head">
            <div>
                {head(start, &note)}
            </div>
        </header>
        <p class="note" class:bad=move || recovery.says.read().0 role="status" hidden=move || recovery.says.read().1.is_empty()>
            {live(move || recovery.says.read().1.clone())}
        </p>
        <div class="cards">
            <section class="card">
                <h2>"Snapshots of this browser"</h2>
                {live(move || match all.get() {
                    None => view! { <p class="muted">"Looking…"</p> }.into_any(),
                    Some(Err(why)) => view! { <p>"They cannot be read: " {why}</p> }.into_any(),
                    Some(Ok(all)) if all.is_empty() => view! { <p>"There is none."</p> }.into_any(),
                    Some(Ok(all)) => view! { <ul class="rows">{all.into_iter().map(|it| row(recovery, it)).collect_view()}</ul> }.into_any(),
                })}
            </section>
            <FromFile recovery note />
            {if let Start::Behind(_) = start { without(recovery).into_any() } else { view! { <Anew recovery /> }.into_any() }}
        </div>
    }
    .into_any()
}

fn head(start: Start, note: &Sentinel) -> AnyView {
    if let Start::Behind(missing) = start {
        let missing = show::count(missing as usize, "change", "changes");
        return view! {
            <h1>"Some recent work is missing"</h1>
            <p class="meta">{missing} " that this browser had confirmed are not in its database any more. A snapshot has them."</p>
        }
        .into_any();
    }
    let many = |n: u32, one, more| show::count(n as usize, one, more);
    let had = match note.seq {
        0 => String::new(),
        _ => format!(
            "This browser had {}, {} and {}. ",
            many(note.calls, "call", "calls"),
            many(note.cards, "scorecard", "scorecards"),
            many(note.people, "person", "people")
        ),
    };
    view! {
        <h1>"Your workspace is missing from this browser"</h1>
        <p class="meta">
            {had}
            "The browser has lost or cleared the database of this site. Nothing is written until you choose what to do."
        </p>
    }
    .into_any()
}

fn row(recovery: Recovery, it: Snapshot) -> impl IntoView {
    let name = it.name();
    view! {
        <li>
            <span>{show::moment(clock::local(it.at))} " · " {show::calls(it.calls as usize)} " · " {it.why.says()}</span>
            <button type="button" on:click=move |_| {
                let name = name.clone();
                recovery.bring_back("the snapshot", async move { keep::open_snapshot(&name).await.map(Source::Blob) });
            }>"Restore"</button>
        </li>
    }
}

#[component]
fn FromFile(recovery: Recovery, note: Sentinel) -> impl IntoView {
    let last = note.backup.map(|it| format!("The last one was saved on {} as {}.", show::moment(clock::local(it.at)), it.name));
    // One that is closed with a passphrase.
    let closed = RwSignal::new_local(None::<Source>);
    view! {
        <section class="card">
            <h2>"A backup file"</h2>
            <p>{last.unwrap_or_else(|| "None was saved from this browser, as far as it knows.".to_owned())}</p>
            <label class="button">
                <input class="unseen" type="file" accept=".json,.age,application/json" on:change=move |event| {
                    let input: web_sys::HtmlInputElement = event_target(&event);
                    let Some(file) = input.files().and_then(|it| it.get(0)) else { return };
                    let source = Source::Blob(file.into());
                    leptos::task::spawn_local(async move {
                        match source.is_sealed().await {
                            Ok(true) => closed.set(Some(source)),
                            _ => {
                                closed.set(None);
                                recovery.bring_back("the file", async move { Ok(source) });
                            }
                        }
                    });
                } />
                "Open a backup file"
            </label>
            {live(move || closed.get().map(|it| passphrase(recovery, it)))}
            <p class="muted">
                <a href=RECOVER rel="external">"Save what is left here as a file"</a>
            </p>
        </section>
    }
}

/// Asks for the passphrase of a closed file.
fn passphrase(recovery: Recovery, source: Source) -> AnyView {
    let typed = RwSignal::new(String::new());
    let open = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let (source, typed) = (source.clone(), typed.get_untracked());
        recovery.bring_back("the file", async move { source.unseal(&typed).await });
    };
    view! {
        <form class="form" on:submit=open>
            <label class="field">
                <span>"Passphrase"</span>
                <input type="password" autocomplete="off" required on:input=move |event| typed.set(event_target_value(&event)) />
            </label>
            <p><button type="submit">"Open"</button></p>
        </form>
    }
    .into_any()
}

/// Goes on with what is there.
fn without(recovery: Recovery) -> impl IntoView {
    let go_on = move |_| {
        let seq = recovery.finding.with_value(|it| it.meta.as_ref().map_or(0, |it| it.seq));
        sentinel::update(|it| it.seq = seq);
        recovery.end(Ok(()));
    };
    view! {
        <section class="card">
            <h2>"Go on without"</h2>
            <p>"The pages open with what is there. The snapshot stays for some days: the Data page lists it."</p>
            <p><button type="button" on:click=go_on>"Go on without the missing changes"</button></p>
        </section>
    }
}

/// Begins with nothing: asks for a word.
#[component]
fn Anew(recovery: Recovery) -> impl IntoView {
    let begin =
        move || leptos::task::spawn_local(async move { recovery.end(again(async || recovery.write(Batch::default(), None).await).await) });
    view! {
        <section class="card">
            <h2>"Begin anew"</h2>
            {typed(WORD, " to begin with an empty workspace", "Begin anew", begin, None)}
        </section>
    }
}
