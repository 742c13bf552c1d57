//! A transcript on its way in: what was understood, who is who, what call it is.

use chrono::{DateTime, NaiveTime, Utc};
use leptos::html::Input;
use leptos::prelude::*;

use super::unnamed::Unnamed;
use crate::browser::{clock, ids};
use crate::domain::call::{Call, KINDS, Picked};
use crate::domain::consent::Consent;
use crate::domain::id::{CallId, PersonId};
use crate::domain::order;
use crate::domain::people::{Person, Role};
use crate::domain::record::Record;
use crate::domain::show;
use crate::domain::time::Millis;
use crate::domain::transcript::{CallTranscript, Precision, Side, Transcript};
use crate::domain::voices::{Voice, guess, heard, lacking, samples, settle};
use crate::import::batch::{Summary, blank, dated_name, kind_of, made, named};
use crate::storage::{Batch, StorageError};
use crate::ui::components::act::Act;
use crate::ui::components::call_facts::{CallFacts, CallRep, CallTitle};
use crate::ui::components::live::live;
use crate::ui::components::show::Show;
use crate::ui::components::voices::{Voices, asks};
use crate::ui::handover::again;
use crate::ui::load::{Reading, loaded};
use crate::ui::routes::{Page, PageLink, go_on, use_go};
use crate::ui::session::Session;

/// What was understood, and the questions that are left.
#[component]
pub fn WordsForm(name: String, summary: Summary, words: Transcript, on_next: Callback<()>) -> impl IntoView {
    let session = Session::get();
    let read = move || -> Reading<_> {
        let db = session.db();
        Box::pin(async move { Ok((db.people().await?.records, db.calls().await?.records)) })
    };
    let summary = StoredValue::new(summary);
    let words = StoredValue::new(words);
    let name = StoredValue::new(name);
    let show = move |(people, calls): (Vec<Record<Person>>, Vec<Record<Call>>)| {
        let here = RwSignal::new(summary.with_value(|it| call_with(&it.hash, &calls)));
        view! { <Questions name=name.get_value() summary=summary.get_value() words people here on_next /> }.into_any()
    };
    view! {
        {summary.with_value(understood)}
        {loaded("the people you know", read, show)}
    }
}

/// The format, the length, the voices, and what was left out.
fn understood(it: &Summary) -> AnyView {
    let length = it.length.map_or("no times".to_owned(), Millis::clock);
    let precision = match it.precision {
        Precision::Word => "a time for every word",
        Precision::Segment => "a start and an end for every line",
        Precision::StartOnly => "starts only, ends are not known",
        Precision::Block => "a time now and then",
        Precision::None => "no times: what needs them is not measurable",
    };
    let facts = [
        ("Format", it.label.clone()),
        ("Letters", it.encoding.clone()),
        ("Length", length),
        ("Words", it.words.to_string()),
        ("Voices", if it.voices.is_empty() { "no names".to_owned() } else { it.voices.len().to_string() }),
        ("Times", precision.to_owned()),
    ];
    let fact = |(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    let (many, skipped) = (it.skipped_count, it.skipped.clone());
    let rest = many.saturating_sub(skipped.len());
    view! {
        <section class="panel understood" aria-label="What was understood">
            <dl class="facts">{facts.map(fact).into_iter().collect_view()}</dl>
            {it.notes.iter().map(|it| view! { <p class="muted">{it.clone()}</p> }).collect_view()}
            {(many > 0).then(|| view! {
                <details>
                    <summary>
                        <span>{show::count(many, "line to know of: left out, or only partly read", "lines to know of: left out, or only partly read")}</span>
                    </summary>
                    <ul class="rows">
                        {skipped.into_iter().map(|it| view! { <li>"Line " {it.line} ": " {it.why}</li> }).collect_view()}
                    </ul>
                    {(rest > 0).then(|| view! { <p class="muted">"and " {rest} " more"</p> })}
                </details>
            })}
        </section>
    }
    .into_any()
}

#[component]
fn Questions(
    name: String,
    summary: Summary,
    words: StoredValue<Transcript>,
    people: Vec<Record<Person>>,
    here: RwSignal<Option<CallId>>,
    on_next: Callback<()>,
) -> impl IntoView {
    let session = Session::get();
    let go = use_go();
    let bodies: Vec<Person> = people.iter().map(|it| it.body.clone()).collect();
    let emails: Vec<Option<String>> = summary.voices.iter().map(|it| it.email.clone()).collect();
    let known = words.with_value(|it| guess(it, &emails, &bodies));
    let settled = crate::domain::voices::is_settled(&known);
    let voices = RwSignal::new(known);
    let mut reps: Vec<Person> = bodies.iter().filter(|it| it.role == Role::Rep).cloned().collect();
    order::sort_by(&mut reps, |a, b| a.name.cmp(&b.name));
    let reps = StoredValue::new(reps);
    let is_unnamed = words.with_value(Transcript::is_unnamed);
    let guessed = RwSignal::new(false);
    let choose = Callback::new(move |now: bool| {
        words.update_value(|it| if now { it.alternate() } else { it.clear_voices() });
        voices.set(words.with_value(heard));
        guessed.set(now);
    });
    let asked = RwSignal::new(false);
    let title = summary.title.clone().or_else(|| named(&name).filter(|_| name != super::PASTED));
    let is_made = title.is_none();
    let call = RwSignal::new(begun(&summary, &name, title));
    let act = Act::default();
    let trouble = move || voices.with(|it| lacking(it));
    let title_field = NodeRef::<Input>::new();
    if is_made {
        propose_title(call, voices, title_field);
    }
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if let Some(why) = trouble().or_else(|| asks(voices, asked)) {
            session.complain(why);
            return;
        }
        let go = go_on(go.clone());
        if guessed.get_untracked() {
            call.update(|it| it.tags = vec![super::unnamed::GUESSED.to_owned()]);
        }
        let (call, words, voices) = (call.get_untracked(), words.get_value(), voices.get_untracked());
        act.start(async move {
            let id = call.id;
            match keep(session, call, words, voices, here).await {
                Ok(true) => {
                    // Another file may wait by now.
                    if act.is_here() {
                        session.incoming.set(None);
                    }
                    session.settled();
                    go(Page::Call(Some(id)));
                }
                Ok(false) => {}
                Err(err) => session.complain(err),
            }
        });
    };
    view! {
        {live(move || here.get().map(|id| view! {
            <p class="note">
                "This very transcript is already here: "
                <PageLink to=Page::Call(Some(id))>"open its call"</PageLink>
                ". Going on would add it a second time."
            </p>
        }))}
        <form class="panel form" on:submit=save>
            <CallTitle draft=call node_ref=title_field />
            {is_unnamed.then(|| view! { <Unnamed words=words.get_value() guessed choose /> })}
            {live(move || (!is_unnamed || guessed.get()).then(|| view! {
                <h2>{if settled { "Who is who: known from before" } else { "Who is who?" }}</h2>
                <Voices voices people=bodies.clone() says=words.with_value(samples) />
            }))}
            <h2>"The call"</h2>
            <div class="grid">
                <CallFacts draft=call />
                <Show when=move || is_unnamed && !guessed.get()>
                    <CallRep draft=call reps=reps.get_value() />
                </Show>
            </div>
            {consent(call)}
            <p class="actions">
                <button type="submit" class="primary">{live(move || if declined(call) { "Keep the call without its words" } else { "Open the call" })}</button>
                <button type="button" on:click=move |_| on_next.run(())>"Cancel"</button>
                <span class="muted" role="status">{live(trouble)}</span>
            </p>
        </form>
    }
}

fn declined(call: RwSignal<Call>) -> bool {
    call.with(|it| !it.consent.allows_transcript())
}

/// Whether somebody declined to be recorded, and what that means for the words.
fn consent(call: RwSignal<Call>) -> AnyView {
    let change = move |event| {
        let consent = if event_target_checked(&event) { Consent::Declined } else { Consent::Unknown };
        call.update(|it| it.consent = consent);
    };
    view! {
        <label class="check">
            <input type="checkbox" on:change=change />
            " Somebody on this call declined to be recorded"
        </label>
        <Show when=move || declined(call)>
            <p class="note" role="status">"The call is then kept for your notes only: none of these words are kept, and no recording can be attached."</p>
        </Show>
    }
    .into_any()
}

/// The call as far as its words tell of it.
fn begun(summary: &Summary, name: &str, title: Option<String>) -> Call {
    let title = title.unwrap_or_default();
    let kind = kind_of(&title).unwrap_or(KINDS[0].key).to_owned();
    let mut call = blank(CallId(ids::new()), kind, Picked::Random, clock::zone());
    call.title = title;
    call.started_at = Some(started(summary, name));
    call.duration = summary.length;
    call.transcript = Some(summary.hash.clone());
    if let Some(language) = &summary.language {
        call.language.clone_from(language);
    }
    call
}

/// When the call began, as far as the file says, else its name; else now.
fn started(summary: &Summary, name: &str) -> DateTime<Utc> {
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
    let (mut date, mut time, mut began) = (summary.date, summary.time, summary.began);
    if date.is_none() && began.is_none() {
        (date, time, began) = dated_name(name);
    }
    began.unwrap_or_else(|| date.map_or_else(clock::now, |day| clock::instant(day.and_time(time.unwrap_or(noon)))))
}

/// Where nothing names the call, its title follows what is known of it until somebody writes one: the field has the focus.
fn propose_title(call: RwSignal<Call>, voices: RwSignal<Vec<Voice>>, field: NodeRef<Input>) {
    Effect::new(move |last: Option<String>| {
        let (company, day) = call.with(|it| (it.company.clone(), it.started_at.map_or_else(clock::today, |at| clock::local(at).date())));
        let title = voices.with(|it| {
            let is_named = |it: &&Voice| it.side == Side::Theirs && it.same_as.is_none();
            made(&it.iter().filter(is_named).map(|it| it.name.as_str()).collect::<Vec<_>>(), &company, day)
        });
        let is_ours = call.with_untracked(|it| it.title == last.unwrap_or_default());
        if is_ours && call.with_untracked(|it| it.title != title) {
            call.update(|it| it.title.clone_from(&title));
        }
        title
    });
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            request_animation_frame(move || {
                let _ = field.focus();
                field.select();
            });
        }
    });
}

/// The call that has these words already.
fn call_with(hash: &str, calls: &[Record<Call>]) -> Option<CallId> {
    calls.iter().find(|call| call.body.transcript.as_deref() == Some(hash)).map(|it| it.body.id)
}

/// Keeps the call, its words and who was learned, in one write. Who and what is known is asked again, and nothing is written
/// where another tab has written since: it may have kept the same, which `here` then says.
async fn keep(session: Session, call: Call, words: Transcript, voices: Vec<Voice>, here: RwSignal<Option<CallId>>) -> Result<bool, String> {
    again(async || {
        let mark = session.db().mark().await?;
        match batch(session, call.clone(), words.clone(), &voices, here).await? {
            Some(batch) => Ok(session.commit(batch.since(mark)).await.map(|()| true)?),
            None => Ok(false),
        }
    })
    .await
}

async fn batch(
    session: Session,
    mut call: Call,
    mut transcript: Transcript,
    voices: &[Voice],
    here: RwSignal<Option<CallId>>,
) -> Result<Option<Batch>, StorageError> {
    let (people, calls) = (session.db().people().await?.records, session.db().calls().await?.records);
    let known = call_with(&transcript.hash, &calls);
    if known.is_some() && here.try_get_untracked().flatten().is_none() {
        here.try_set(known);
        session.complain("This very transcript was kept in another tab meanwhile, so it was not added a second time.");
        return Ok(None);
    }
    let bodies: Vec<Person> = people.iter().map(|it| it.body.clone()).collect();
    let settled = settle(&mut transcript, voices, &bodies, || PersonId(ids::new()));
    call.rep = settled.rep.or(call.rep);
    let mut batch = Batch::default();
    for person in settled.people {
        let before = people.iter().find(|it| it.body.id == person.id);
        let stamp = session.stamp(before.map(|it| &it.stamp), &people);
        batch = batch.person(&Record { stamp, body: person });
    }
    if call.consent.allows_transcript() {
        call.lacks_sides = transcript.lacks_sides();
        let words = CallTranscript { call: call.id, transcript };
        batch = batch.transcript(&Record { stamp: session.stamp(None, &people), body: words });
    } else {
        call.transcript = None;
    }
    Ok(Some(batch.call(&Record { stamp: session.stamp(None, &people), body: call })))
}
