//! One call: its timeline, its words, and the scorecard beside them. Address: `/call/?id=…`.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use self::review::{Review, Stored};
use crate::browser::clock;
use crate::domain::aim;
use crate::domain::id::CallId;
use crate::domain::listing::signals::Signals;
use crate::domain::progress::{by_call, progress_of};
use crate::domain::record::Record;
use crate::domain::rubric;
use crate::domain::scorecard::apart::scores_calls;
use crate::domain::scorecard::{Scorecard, focus as focus_rules};
use crate::storage::{Db, StorageError};
use crate::ui::components::live::live;
use crate::ui::components::scroll::to_main;
use crate::ui::components::show::Show;
use crate::ui::heard;
use crate::ui::load::{Reading, loaded};
use crate::ui::routes::{Page, PageLink};
use crate::ui::session::Session;

mod alike;
mod card;
mod cards;
mod choice;
mod compare;
mod concerns;
mod declined;
mod details;
mod dispute;
mod drag;
mod elsewhere;
mod evidence;
mod first;
mod focus;
mod given;
mod head;
mod item;
mod joining;
mod judging;
mod keys;
mod long;
mod metric;
mod moments;
mod named;
mod no_sides;
mod panes;
mod place;
mod player;
mod review;
mod roles;
mod ruling;
mod scored_by;
mod share;
mod talk;
mod timeline;
mod told;
mod transcript;
mod turn;
mod voice;
mod way;
mod who;
mod why;

/// One call.
#[component]
pub fn CallPage() -> impl IntoView {
    let query = use_location().query;
    let id = Memo::new(move |_| query.read().get("id").and_then(|it| it.parse::<CallId>().ok()));
    let session = Session::get();
    let again = RwSignal::new(0u32);
    let read = move || -> Reading<_> {
        again.track();
        let (db, id) = (session.db(), id.get());
        Box::pin(async move {
            match id {
                Some(id) => stored(session, db, id).await,
                None => Ok(None),
            }
        })
    };
    let before = StoredValue::new(None::<CallId>);
    let show = move |found: Option<Stored>| match found {
        Some(stored) => {
            let now = stored.call.body.id;
            if before.get_value().is_some_and(|it| it != now) {
                arrived(session);
            }
            before.set_value(Some(now));
            view! { <CallView stored again /> }.into_any()
        }
        None => view! { <NoSuchCall /> }.into_any(),
    };
    loaded("the call", read, show)
}

/// From one call to another: what was said of the one before goes, and the focus is at the head of the page.
fn arrived(session: Session) {
    session.toast.update(|it| drop(it.take_if(|it| it.undo.is_none())));
    to_main();
}

async fn stored(session: Session, db: Db, id: CallId) -> Result<Option<Stored>, StorageError> {
    let Some(call) = db.call(id).await? else { return Ok(None) };
    let (calls, cards, people, rubrics) = (db.calls().await?, db.cards().await?, db.people().await?, db.rubrics().await?);
    let shipped_and_known: Vec<_> = rubrics.records.iter().map(|it| it.body.clone()).chain(rubric::shipped()).collect();
    let by_call = by_call(&cards.records);
    let way = way::of(session, id, &calls.records, &people.records, |call| {
        let score_it = |card: &&&Scorecard| scores_calls(shipped_and_known.iter().find(|it| it.reference() == card.rubric));
        by_call.get(&call).into_iter().flatten().filter(score_it).copied().collect()
    });
    let sources = call.body.rep.map(|rep| aim::Sources { rep, calls: &calls.records, cards: &by_call, rubrics: &shipped_and_known });
    let average = sources.and_then(|it| progress_of(it.rep, it.calls, it.cards, it.rubrics).average(10)).map(|it| it.mean);
    // Without a date a call comes after all others.
    let at = call.body.started_at.unwrap_or_else(clock::now);
    let aim = sources.and_then(|it| it.aim(Some(at), clock::today()));
    let mut past = sources.map(|it| it.past(at)).unwrap_or_default();
    // With the card in hand these are the last ones.
    past.drain(..past.len().saturating_sub(focus_rules::LAST - 1));
    let transcript = db.transcript(id).await?.map(|it| Record { stamp: it.stamp, body: it.body.transcript });
    let cards = cards.records.into_iter().filter(|it| it.body.call == id).collect();
    Ok(Some(Stored { call, transcript, cards, people: people.records, rubrics: rubrics.records, average, aim, past, way }))
}

#[component]
fn NoSuchCall() -> impl IntoView {
    view! {
        <header class="page-head">
            <h1>"No such call"</h1>
        </header>
        <p>
            "It is not in this workspace: it may have been deleted, or the link came from another device. What was deleted waits in the "
            <PageLink to=Page::Data>"trash on the page Data"</PageLink> " for 30 days. " <PageLink to=Page::Calls>"All calls"</PageLink>
        </p>
    }
}

/// The call with its card.
#[component]
fn CallView(stored: Stored, again: RwSignal<u32>) -> impl IntoView {
    let review = Review::new(Session::get(), stored, again);
    keys::listen(review);
    player::follow_call(review);
    talk::follow(review);
    // The words are read here anyway: the list of calls need not do so again.
    Effect::new(move |was_under_way: Option<bool>| {
        if review.hearing.is_under_way() {
            return true;
        }
        if was_under_way == Some(true) {
            review.compute();
        }
        let signals = Signals::of(review.analysis.with(|it| it.signals.iter().map(|it| it.kind).collect::<Vec<_>>()));
        let signals = review.transcript.with(|it| it.as_ref().map_or(signals, |it| signals.with_sides_of(&it.body)));
        let (id, version) = review.call.with(|it| (it.body.id, it.stamp.version.writes()));
        heard::keep(review.session, id, version, signals);
        false
    });
    // The dialog goes on where another tab deletes the call: what is half typed in it is not lost.
    view! {
        {live(move || match review.gone.get() {
            Some(gone) => told::in_place(review, gone),
            None => whole(review),
        })}
        <details::Details review />
    }
}

/// All of it: the words and the card.
fn whole(review: Review) -> AnyView {
    // On a narrow screen one of the two is shown at a time.
    let pane = review.pane;
    view! {
        <told::Notice review />
        <alike::AlikeNote review />
        <head::Head review />
        <Show when=move || review.transcript.read().is_some()>
            {live(move || review.hearing.line())}
            <timeline::Timeline review />
            <concerns::Concerns review />
        </Show>
        <panes::Panes review />
        <div class="split" data-pane=move || pane.get()>
            <Show when=move || review.transcript.read().is_some() fallback=move || view! { <Notes review /> }>
                <transcript::Words review />
            </Show>
            <card::Card review />
        </div>
        <player::Bar review />
        <share::Share review />
        <keys::Keys review />
        <metric::HowMeasured review />
        <voice::WhoSaysThis review />
        <who::WhoScores review />
    }
    .into_any()
}

/// What stands in for the words of a call without any.
#[component]
fn Notes(review: Review) -> impl IntoView {
    let declined = move || !review.call.read().body.consent.allows_transcript();
    let notes = move || review.call.read().body.notes.clone();
    view! {
        <section class="panel notes" aria-label="Notes">
            <h2>"Notes"</h2>
            <Show when=declined>
                <p class="note">
                    "Somebody on this call declined to be recorded, so it is notes only: no transcript or recording can be attached."
                </p>
            </Show>
            <Show when=move || !notes().is_empty() fallback=|| view! { <p class="muted">"No transcript and no notes yet."</p> }>
                <p class="prose">{live(notes)}</p>
            </Show>
            <p class="tools">
                <button type="button" on:click=move |_| review.dialog.set(review::Dialog::Details)>
                    {move || if notes().is_empty() { "Write notes" } else { "Change the notes" }}
                </button>
            </p>
        </section>
    }
}
