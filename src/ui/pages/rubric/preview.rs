//! The card as it would look on a stored call.

use leptos::prelude::*;

use super::editor::Editor;
use crate::domain::analysis::{self, Analysis, Source, Suggestion};
use crate::domain::call::Call;
use crate::domain::id::CallId;
use crate::domain::rubric::Rubric;
use crate::domain::transcript::Transcript;
use crate::ui::components::live::live;
use crate::ui::load::{Reading, loaded};

/// So many calls are offered, the latest first.
const OFFERED: usize = 50;

/// The preview: read when it is asked for.
#[component]
pub fn Preview(editor: Editor) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let chosen = RwSignal::new(None::<CallId>);
    let db = editor.session.db();
    let read = StoredValue::new_local(db);
    let calls = move || -> Reading<Vec<Call>> {
        let db = read.get_value();
        Box::pin(async move {
            let mut calls: Vec<Call> =
                db.calls().await?.records.into_iter().map(|it| it.body).filter(|it| it.consent.allows_transcript()).collect();
            // Without words there is nothing to suggest from.
            crate::domain::order::sort_by_key(&mut calls, |it| std::cmp::Reverse((it.transcript.is_some(), it.started_at)));
            calls.truncate(OFFERED);
            Ok(calls)
        })
    };
    let offer = move |calls: Vec<Call>| {
        if calls.is_empty() {
            return view! { <p class="muted">"There is no call yet to try it on."</p> }.into_any();
        }
        chosen.set(calls.first().map(|it| it.id));
        let options = calls.into_iter().map(|it| view! { <option value=it.id.to_string()>{it.title}</option> }).collect_view();
        view! {
            <label class="field">
                <span>"Call"</span>
                <select on:change=move |event| chosen.set(event_target_value(&event).parse().ok())>{options}</select>
            </label>
        }
        .into_any()
    };
    let words = move || -> Reading<Option<(Call, Transcript)>> {
        let (db, id) = (read.get_value(), chosen.get());
        Box::pin(async move {
            let Some(id) = id else { return Ok(None) };
            let (Some(call), Some(words)) = (db.call(id).await?, db.transcript(id).await?) else { return Ok(None) };
            Ok(Some((call.body, words.body.transcript)))
        })
    };
    let show = move |found: Option<(Call, Transcript)>| match found {
        Some((call, words)) => {
            let heard = hear(editor, &call, &words);
            live(move || editor.draft.with(|rubric| card(rubric, &analysis::suggest(&words, &heard, rubric))))
        }
        None => live(move || editor.draft.with(|rubric| card(rubric, &[]))),
    };
    view! {
        <details class="panel" on:toggle=move |event| is_open.set(event_target::<web_sys::Element>(&event).has_attribute("open"))>
            <summary>
                <span>"Preview the card on a call"</span>
            </summary>
            {live(move || is_open.get().then(|| view! { {loaded("the calls", calls, offer)} {loaded("the words", words, show)} }))}
        </details>
    }
}

fn hear(editor: Editor, call: &Call, words: &Transcript) -> Analysis {
    let settings = editor.session.settings.with_untracked(|it| it.hearing(&call.language));
    let rep = words.voice_of(call.rep);
    analysis::analyse(words, rep, &settings)
}

/// What one of several detectors heard.
fn source(it: &Source) -> AnyView {
    let points = it.points.map_or("no points".to_owned(), |it| it.to_string());
    view! { <p class="why">{format!("{}, {points}: {}", analysis::detector_title(&it.detector), it.why)}</p> }.into_any()
}

/// The items with their points and what would be suggested.
fn card(rubric: &Rubric, suggestions: &[Suggestion]) -> AnyView {
    let line = |item: &crate::domain::rubric::Item| {
        let steps = item.steps().iter().map(u16::to_string).collect::<Vec<_>>().join(" · ");
        let found = suggestions.iter().find(|it| it.item == item.key);
        let points = found.and_then(|it| it.told(item)).map_or(String::new(), |it| format!("Suggested {it}: "));
        let why = found.map_or_else(|| "Nothing is suggested.".to_owned(), |it| format!("{points}{}", it.why));
        let sources = found.map(|it| it.sources.iter().map(source).collect_view());
        view! {
            <div class="crit">
                <p class="crit__title">
                    <b>{item.title.clone()}</b>
                    <span class="muted">{steps}</span>
                </p>
                <p class="why">{why}</p>
                {sources}
            </div>
        }
    };
    let category = |it: &crate::domain::rubric::Category| {
        view! { <section class="set"><h3>{it.title.clone()}</h3> {it.items.iter().map(line).collect_view()}</section> }
    };
    view! { <div class="cards">{rubric.categories.iter().map(category).collect_view()}</div> }.into_any()
}
