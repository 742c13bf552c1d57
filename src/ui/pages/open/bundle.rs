//! A file of ours on its way in: what it would change here, before it changes anything.

use leptos::prelude::*;

use crate::domain::show;
use crate::exchange::file::{File, Note, Scope};
use crate::exchange::merge::{Plan, Verdict};
use crate::ui::handover::{batch, first_call, plan_for};
use crate::ui::load::{Reading, loaded};
use crate::ui::routes::{Page, use_go};
use crate::ui::session::Session;

/// Kinds of records with their names, as told before a file is applied.
const KINDS: &[(&str, &str, &str)] = &[
    ("call", "call", "calls"),
    ("transcript", "transcript", "transcripts"),
    ("scorecard", "scorecard", "scorecards"),
    ("person", "person", "people"),
    ("rubric", "rubric", "rubrics"),
    ("erasure", "erasure", "erasures"),
];

/// What becomes of records, as told before a file is applied.
const VERDICTS: &[(Verdict, &str)] = &[
    (Verdict::New, "new"),
    (Verdict::Newer, "newer than here"),
    (Verdict::Same, "here already"),
    (Verdict::Older, "older than here: left out"),
    (Verdict::Conflict, "changed on both sides: yours stays"),
    (Verdict::Barred, "left out: consent was declined here"),
    (Verdict::Erased, "left out: erased"),
];

/// The preview and the decision. `stay`: there are other files to go back to.
#[component]
pub fn BundleForm(file: File, stay: bool, on_next: Callback<()>) -> impl IntoView {
    let session = Session::get();
    let (rejected, warnings, scope) = (file.rejected, file.warnings, file.header.scope);
    let entries = StoredValue::new(file.entries);
    let read = move || -> Reading<_> {
        let (db, entries) = (session.db(), entries.get_value());
        Box::pin(async move { plan_for(&db, entries).await })
    };
    let show = move |plan: Plan| view! { <Preview plan scope stay on_next /> }.into_any();
    view! {
        <Notes title="Left out" notes=rejected />
        <Notes title="Kept without a part" notes=warnings />
        {loaded("what is here", read, show)}
    }
}

#[component]
fn Notes(title: &'static str, notes: Vec<Note>) -> impl IntoView {
    let many = notes.len();
    (many > 0).then(|| {
        view! {
            <details class="panel">
                <summary>
                    <span>{title} ": " {show::count(many, "record", "records")}</span>
                </summary>
                <ul class="rows">
                    {notes.into_iter().take(100).map(|it| view! { <li>"Line " {it.line} ", " {it.what} ": " {it.why}</li> }).collect_view()}
                </ul>
            </details>
        }
    })
}

#[component]
fn Preview(plan: Plan, scope: Scope, stay: bool, on_next: Callback<()>) -> impl IntoView {
    let session = Session::get();
    let go = use_go();
    let writes = plan.to_write().filter(|it| it.others().is_empty()).count();
    let rows = KINDS
        .iter()
        .filter_map(|(kind, one, many)| {
            let parts: Vec<String> = VERDICTS
                .iter()
                .map(|(verdict, says)| (plan.count(kind, *verdict), says))
                .filter(|(n, _)| *n > 0)
                .map(|(n, says)| format!("{n} {says}"))
                .collect();
            let all: usize = VERDICTS.iter().map(|(verdict, _)| plan.count(kind, *verdict)).sum();
            (all > 0).then(|| view! { <tr><th scope="row">{show::count(all, one, many)}</th><td>{parts.join(" · ")}</td></tr> })
        })
        .collect_view();
    let entries: Vec<_> = plan.steps.iter().map(|it| it.entry.clone()).collect();
    let call = first_call(&entries).map(|it| (it.body.id, it.body.title.clone()));
    if plan.steps.is_empty() {
        return view! {
            <section class="panel">
                <h2>"Nothing to add"</h2>
                <p>"No record of this file can be used. What is wrong with each is listed above; ask for the file again."</p>
                <p class="actions">
                    <button type="button" on:click=move |_| on_next.run(())>
                        "Leave it"
                    </button>
                </p>
            </section>
        }
        .into_any();
    }
    let title = match (&call, scope) {
        (Some((_, title)), Scope::Calls) => title.clone(),
        (None, Scope::Calls) => "Records without a call".to_owned(),
        (_, Scope::Workspace) => "A whole workspace".to_owned(),
        (_, Scope::Rubrics) => "Rubrics".to_owned(),
        (_, Scope::Rep) => "A rep with all calls".to_owned(),
        (_, Scope::Calibration) => "Calls to score for calibration".to_owned(),
    };
    let target = match (&call, scope) {
        (Some((id, _)), Scope::Calls) => Page::Call(Some(*id)),
        _ => Page::Calls,
    };
    let plan = StoredValue::new(plan);
    let apply = move |_| {
        let (go, target) = (go.clone(), target.clone());
        leptos::task::spawn_local(async move {
            let batch = plan.with_value(|it| batch(it.to_write()));
            if session.commit(batch).await.is_ok() {
                session.say(format!("{} added or renewed.", show::count(writes, "record", "records")));
                match stay {
                    true => on_next.run(()),
                    false => {
                        session.incoming.set(Vec::new());
                        go(target);
                    }
                }
            }
        });
    };
    view! {
        <section class="panel">
            <h2>{title}</h2>
            <table class="plain">
                <tbody>{rows}</tbody>
            </table>
            <p class="muted">"Nothing is deleted or replaced by something older. Nothing has changed yet."</p>
            <p class="actions">
                <button type="button" class="primary" on:click=apply>
                    {if writes == 0 { "Open" } else { "Add to my workspace" }}
                </button>
                <button type="button" on:click=move |_| on_next.run(())>
                    "Cancel"
                </button>
            </p>
        </section>
    }
    .into_any()
}
