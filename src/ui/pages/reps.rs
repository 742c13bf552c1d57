//! All reps with their level and average, and adding somebody. Address: `/reps/`.

use leptos::prelude::*;

use crate::browser::{clock, ids};
use crate::domain::benchmark::standing;
use crate::domain::call::Call;
use crate::domain::id::PersonId;
use crate::domain::order;
use crate::domain::people::{Person, Role};
use crate::domain::progress::{by_call, progress_of};
use crate::domain::record::Record;
use crate::domain::rubric::Rubric;
use crate::domain::scorecard::Scorecard;
use crate::domain::{rubric, show};
use crate::storage::Batch;
use crate::ui::cards::cards_to_see;
use crate::ui::components::heads::heads;
use crate::ui::components::meter::Meter;
use crate::ui::components::person::PersonForm;
use crate::ui::components::show::Show;
use crate::ui::load::{Reading, loaded};
use crate::ui::routes::{Page, PageLink};
use crate::ui::session::{Session, name_of};

/// How many calls an average looks back over.
const RECENT: usize = 10;

#[derive(Clone)]
struct Stored {
    calls: Vec<Record<Call>>,
    cards: Vec<Record<Scorecard>>,
    people: Vec<Record<Person>>,
    rubrics: Vec<Rubric>,
}

/// All reps.
#[component]
pub fn RepsPage() -> impl IntoView {
    let session = Session::get();
    let read = move || -> Reading<_> {
        session.follow();
        let db = session.db();
        Box::pin(async move {
            let (calls, people, known) = (db.calls().await?, db.people().await?, db.rubrics().await?);
            let cards = cards_to_see(session, &calls.records, &people.records).await?;
            let rubrics: Vec<Rubric> = known.records.into_iter().map(|it| it.body).chain(rubric::shipped()).collect();
            Ok(Stored { calls: calls.records, cards: cards.records, people: people.records, rubrics })
        })
    };
    let show = |stored: Stored| view! { <Team stored /> }.into_any();
    view! {
        <header class="page-head">
            <h1>"Reps"</h1>
        </header>
        {loaded("the reps", read, show)}
    }
}

#[component]
fn Team(stored: Stored) -> impl IntoView {
    let is_rep = |it: &Person| it.role == Role::Rep;
    let mut reps: Vec<Person> = stored.people.iter().map(|it| it.body.clone()).filter(is_rep).collect();
    order::sort_by(&mut reps, |a, b| a.name.cmp(&b.name));
    let others: Vec<Person> = stored.people.iter().map(|it| it.body.clone()).filter(|it| !is_rep(it)).collect();
    view! {
        {if reps.is_empty() { nobody() } else { table(&stored, reps) }}
        {(!others.is_empty()).then(|| view! {
            <p class="muted">
                "Also here: "
                {others.iter().cloned().enumerate().map(|(at, it)| view! {
                    {(at > 0).then_some(", ")}
                    <PageLink to=Page::Rep(Some(it.id))>{it.name}</PageLink>
                    {format!(" ({})", it.role.label().to_lowercase())}
                }).collect_view()}
            </p>
        })}
        <Adding people=stored.people managers=others.into_iter().filter(|it| it.role != Role::Colleague).collect() />
    }
}

fn nobody() -> AnyView {
    view! {
        <section class="panel empty">
            <h2>"No reps yet"</h2>
            <p>"Open a transcript and say who the rep is, or add somebody here."</p>
        </section>
    }
    .into_any()
}

fn table(stored: &Stored, reps: Vec<Person>) -> AnyView {
    let Stored { calls, cards, people, rubrics } = stored;
    let today = clock::today();
    let by_call = by_call(cards);
    let row = |rep: Person| {
        let progress = progress_of(rep.id, calls, &by_call, rubrics);
        let mean = progress.average(RECENT);
        let at = rep.start_date.map(|it| standing(it, today, mean.map(|it| it.mean)));
        let manager = rep.manager.and_then(|it| name_of(people, it)).unwrap_or_default();
        let calls = calls.iter().filter(|it| it.body.rep == Some(rep.id)).count();
        let level = at.map_or("no start date".to_owned(), |it| format!("{}, {}", it.level.label(), show::tenure(it.months)));
        view! {
            <tr>
                <th scope="row">
                    <PageLink to=Page::Rep(Some(rep.id))>{rep.name}</PageLink>
                    <small class="muted narrow">{level.clone()}</small>
                    <small class="muted">{(!manager.is_empty()).then_some(" reports to ")} {manager}</small>
                </th>
                <td>{level}</td>
                <td class="num">{calls}</td>
                <td class="num">{mean.map_or("–".to_owned(), |it| show::mean(&it))}</td>
                <td class="num">{at.map(|it| it.own.score)}</td>
                <td class="meter-cell">
                    <Meter total=mean.map(|it| it.mean) standing=at />
                </td>
            </tr>
        }
    };
    view! {
        <div class="panel scroll">
            <table class="plain reps">
                {heads(["Rep", "Level", "#Calls", &format!("#Average, last {RECENT}"), "#Benchmark", "Against the level"])}
                <tbody>{reps.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
        <p class="muted">"The bar is the average of the last calls; its first mark is the benchmark of the level, its second the next level's."</p>
    }
    .into_any()
}

/// A button, and the form for somebody new in its place.
#[component]
fn Adding(people: Vec<Record<Person>>, managers: Vec<Person>) -> impl IntoView {
    let session = Session::get();
    let adding = RwSignal::new(false);
    let (all, managers) = (StoredValue::new(people), StoredValue::new(managers));
    let blank = move || Person {
        manager: session.settings.with_untracked(|it| it.me),
        zone: clock::zone(),
        ..Person::new(PersonId(ids::new()), "", Role::Rep)
    };
    let save = Callback::new(move |person: Person| {
        leptos::task::spawn_local(async move {
            let stamp = all.with_value(|it| session.stamp(None, it));
            if session.commit(Batch::default().person(&Record { stamp, body: person })).await.is_ok() {
                adding.try_set(false);
            }
        });
    });
    view! {
        <Show when=move || adding.get() fallback=move || view! {
            <p class="actions">
                <button type="button" on:click=move |_| adding.set(true)>
                    "Add somebody"
                </button>
            </p>
        }>
            <section class="panel">
                <h2>"Add somebody"</h2>
                <PersonForm person=blank() managers=managers.get_value() on_save=save on_cancel=Callback::new(move |()| adding.set(false)) />
            </section>
        </Show>
    }
}
