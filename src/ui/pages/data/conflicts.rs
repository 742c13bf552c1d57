//! Records of which two versions were written apart: side by side, and a person chooses.

use leptos::prelude::*;

use crate::browser::{clock, ids};
use crate::domain::id::CardId;
use crate::domain::record::{Stamp, Version};
use crate::domain::register::Register;
use crate::domain::show;
use crate::exchange::differ::{Difference, differ};
use crate::exchange::file::Entry;
use crate::exchange::label::Labels;
use crate::exchange::merge::{Here, Known};
use crate::exchange::origin::is_from_here;
use crate::storage::{Batch, Db, StorageError};
use crate::ui::handover::{Stored, batch, compared};
use crate::ui::load::{Reading, loaded};
use crate::ui::session::{Session, name_of};

/// One record, what it is called, and its versions.
#[derive(Clone)]
struct Conflict {
    known: Known,
    name: String,
    /// In what each of the other versions differs from the one shown first.
    differs: Vec<Vec<Difference>>,
}

/// All conflicts; nothing where there are none.
#[component]
pub fn Conflicts() -> impl IntoView {
    let session = Session::get();
    let read = move || -> Reading<_> {
        session.follow();
        let db = session.db();
        Box::pin(async move { find(&db).await })
    };
    let show = move |conflicts: Vec<Conflict>| {
        if conflicts.is_empty() {
            return ().into_any();
        }
        view! {
            <section class="panel conflicts" id="conflicts">
                <h2>"Changed on both sides"</h2>
                <p class="muted">
                    "These were changed here and in a file that was opened, neither knowing of the other. Both versions are kept. Until you choose, the one on the left is shown everywhere."
                </p>
                {conflicts.into_iter().map(|it| conflict(session, it)).collect_view()}
            </section>
        }
        .into_any()
    };
    loaded("the versions", read, show)
}

async fn find(db: &Db) -> Result<Vec<Conflict>, StorageError> {
    if db.conflicts().await? == 0 {
        return Ok(Vec::new());
    }
    let stored = Stored::read(db).await?;
    let mut labels = Labels::default();
    stored.all().iter().for_each(|it| labels.see(it.shown()));
    let mut found = Vec::new();
    for other in db.others().await? {
        stored.bring(db, (other.kind == "transcript").then(|| other.key.clone())).await?;
        let Some(known) = stored.known(&other.kind, &other.key).filter(Register::is_conflict) else { continue };
        // One of a later release is for that to choose.
        if !matches!(known.shown(), Entry::Unknown(_)) {
            let differs = known.others().iter().map(|it| differ(known.shown(), it, &labels)).collect();
            found.push(Conflict { name: labels.name(known.shown()), differs, known });
        }
    }
    Ok(found)
}

fn who(stamp: Option<&Stamp>) -> String {
    let Some(stamp) = stamp else { return String::new() };
    let when = show::moment(clock::local(stamp.at));
    if stamp.by.is_empty() { when } else { format!("{}, {when}", stamp.by) }
}

/// Where a version comes from, whose it is and when it was written.
fn whence(known: &Known, entry: &Entry, writer: &str) -> String {
    let place = if is_from_here(known, entry, writer) { "Written here" } else { "From a file" };
    let is_shown = if std::ptr::eq(known.shown(), entry) { ", shown now" } else { "" };
    format!("{place}{is_shown}: {}", who(entry.stamp()))
}

fn conflict(session: Session, conflict: Conflict) -> AnyView {
    let Conflict { known, name, differs } = conflict;
    let writer = session.settings.with_untracked(|it| it.writer.clone());
    let shown = whence(&known, known.shown(), &writer);
    let is_card = matches!(known.shown(), Entry::Scorecard(_));
    let kept = StoredValue::new_local(known.clone());
    let choose = move |place: usize| {
        kept.with_value(|known| {
            if let Some(entry) = known.siblings().nth(place) {
                end(session, known.clone(), entry.clone(), None);
            }
        });
    };
    let both = move |place: usize| {
        kept.with_value(|known| {
            let other = known.siblings().nth(place).cloned();
            end(session, known.clone(), known.shown().clone(), other);
        });
    };
    let pair = move |(at, differs): (usize, Vec<Difference>)| {
        let other = known.siblings().nth(at + 1).map(|it| whence(&known, it, &writer)).unwrap_or_default();
        let row = |it: Difference| {
            view! {
                <tr>
                    <th scope="row">{it.field}</th>
                    <td>{it.one}</td>
                    <td>{it.other}</td>
                </tr>
            }
        };
        view! {
            <div class="table-scroll">
                <table class="plain versions">
                    <thead>
                        <tr>
                            <td></td>
                            <th scope="col">{shown.clone()}</th>
                            <th scope="col">{other}</th>
                        </tr>
                    </thead>
                    <tbody>{differs.into_iter().map(row).collect_view()}</tbody>
                    <tfoot>
                        <tr>
                            <td></td>
                            <td><button type="button" on:click=move |_| choose(0)>"Keep this one"</button></td>
                            <td class="actions">
                                <button type="button" on:click=move |_| choose(at + 1)>
                                    "Keep this one"
                                </button>
                                {is_card.then(|| view! { <button type="button" on:click=move |_| both(at + 1)>"Keep both cards"</button> })}
                            </td>
                        </tr>
                    </tfoot>
                </table>
            </div>
        }
    };
    view! {
        <article>
            <h3>
                <bdi>{name}</bdi>
            </h3>
            {differs.into_iter().enumerate().map(pair).collect_view()}
        </article>
    }
    .into_any()
}

/// Writes what was chosen as a version that knows of all; where `apart` is given, that goes on as a card of its own.
fn end(session: Session, known: Known, chosen: Entry, apart: Option<Entry>) {
    wasm_bindgen_futures::spawn_local(async move {
        let settings = session.settings.get_untracked();
        let by = match session.db().people().await {
            Ok(people) => settings.me.and_then(|it| name_of(&people.records, it)).unwrap_or_default(),
            Err(err) => return session.complain(err),
        };
        let stamp = |version: Version| Stamp { by: by.clone(), at: clock::now(), version, deleted: false };
        let mut entry = chosen;
        if let Some(it) = entry.stamp_mut() {
            let deleted = it.deleted;
            *it = Stamp { deleted, ..stamp(known.next(&known.seen(), &settings.writer, &ids::new().to_string())) };
        }
        let mut written = vec![Known::new(entry)];
        let mut added = None;
        if let Some(Entry::Scorecard(mut card)) = apart {
            card.body.id = CardId(ids::new());
            card.stamp = stamp(Version::default().next(&settings.writer));
            added = Some(card.body.id.to_string());
            written.push(Known::new(Entry::Scorecard(card)));
        }
        let ends = written.clone();
        let keep = |of: &[Known], before: Option<&Known>| {
            // Of what is not written over nothing is here yet.
            let all = of.iter().map(|it| (it.shown(), before.filter(|before| before.shown().key() == it.shown().key())));
            all.fold(batch(of.iter().cloned()), |batch, (it, before)| compared(batch, it.kind(), &it.key(), before))
        };
        match session.commit(keep(&written, Some(&known))).await {
            Ok(()) => session.say_undo("The versions are one again.", move || {
                let again = ends.iter().fold(Batch::default(), |again, it| compared(again, it.shown().kind(), &it.shown().key(), Some(it)));
                let again = again.and(batch([known.clone()]));
                let again = added.iter().fold(again, |again, it| again.gone("scorecard", it));
                wasm_bindgen_futures::spawn_local(async move {
                    if let Err(err) = session.commit(again).await {
                        session.complain(err);
                    }
                });
            }),
            Err(err) => session.complain(err),
        }
    });
}
