//! One rep: scores over time, where points are lost, and the level. Address: `/rep/?id=…`.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::browser::clock;
use crate::domain::analysis::over_calls::OverCalls;
use crate::domain::benchmark::{Standing, standing};
use crate::domain::call::Call;
use crate::domain::id::PersonId;
use crate::domain::people::{Person, Role};
use crate::domain::progress::{Progress, by_call, progress_of};
use crate::domain::record::Record;
use crate::domain::rubric::version::{Break, breaks};
use crate::domain::rubric::{Rubric, RubricRef};
use crate::domain::scorecard::Scorecard;
use crate::domain::stats::Mean;
use crate::domain::trend::trend;
use crate::domain::{rubric, show};
use crate::ui::cards::cards_to_see;
use crate::ui::charts::bars::CategoryBars;
use crate::ui::charts::trend::TrendChart;
use crate::ui::components::dialog::Dialog;
use crate::ui::components::heads::heads;
use crate::ui::components::live::live;
use crate::ui::handover::form::{HandOver, What};
use crate::ui::load::{Reading, loaded};
use crate::ui::routes::{Page, PageLink};
use crate::ui::session::{Session, name_of};

mod edit;
mod heard;
mod parts;
mod remove;

use parts::{CallsCard, FocusCard, NotedCard};

/// How many calls averages look back over.
const RECENT: usize = 10;

/// What is stored of a rep.
#[derive(Clone)]
pub struct Stored {
    rep: Record<Person>,
    calls: Vec<Record<Call>>,
    cards: Vec<Record<Scorecard>>,
    people: Vec<Record<Person>>,
    rubrics: Vec<Rubric>,
}

/// One rep.
#[component]
pub fn RepPage() -> impl IntoView {
    let query = use_location().query;
    let id = Memo::new(move |_| query.read().get("id").and_then(|it| it.parse::<PersonId>().ok()));
    let session = Session::get();
    let read = move || -> Reading<_> {
        session.follow();
        let (db, id) = (session.db(), id.get());
        Box::pin(async move {
            let people = db.people().await?.records;
            let Some(rep) = people.iter().find(|it| Some(it.body.id) == id).cloned() else { return Ok(None) };
            let (calls, known) = (db.calls().await?, db.rubrics().await?);
            let cards = cards_to_see(session, &calls.records, &people).await?;
            let rubrics = known.records.into_iter().map(|it| it.body).chain(rubric::shipped()).collect();
            let calls = calls.records.into_iter().filter(|it| it.body.rep == id).collect();
            Ok(Some(Stored { rep, calls, cards: cards.records, people, rubrics }))
        })
    };
    let show = |stored: Option<Stored>| match stored {
        Some(stored) => view! { <RepView stored /> }.into_any(),
        None => view! { <NoSuchRep /> }.into_any(),
    };
    loaded("the rep", read, show)
}

#[component]
fn NoSuchRep() -> impl IntoView {
    view! {
        <header class="page-head">
            <h1>"No such rep"</h1>
        </header>
        <p>
            "Nobody with this address is in this workspace. "
            <PageLink to=Page::Reps>"All reps"</PageLink>
        </p>
    }
}

#[component]
fn RepView(stored: Stored) -> impl IntoView {
    let progress = progress_of(stored.rep.body.id, &stored.calls, &by_call(&stored.cards), &stored.rubrics);
    let average = progress.average(RECENT);
    let rep = stored.rep.body.clone();
    // Levels are those of reps: nobody else is held against them.
    let is_rep = rep.role == Role::Rep;
    let at = rep.start_date.filter(|_| is_rep).map(|it| standing(it, clock::today(), average.map(|it| it.mean)));
    let manager = rep.manager.and_then(|it| name_of(&stored.people, it));
    let scored_by: Vec<&RubricRef> = progress.counted.iter().map(|it| &it.rubric).collect();
    let rubric_of = |wanted: &RubricRef| stored.rubrics.iter().find(|it| it.reference() == *wanted).cloned();
    let used: Vec<Rubric> = progress.rubrics(RECENT).iter().filter_map(rubric_of).collect();
    let is_mixed = used.len() > 1;
    // Who coaches has no calls, and so nothing to be held against.
    let has_calls = is_rep || !stored.calls.is_empty();
    let (editing, handing, removing) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let id = rep.id;
    let facts = [
        (!is_rep).then(|| rep.role.label().to_owned()),
        at.map(|it| format!("{} rep · {}", it.level.label(), show::tenure(it.months))),
        manager.map(|it| format!("reports to {it}")),
        (!rep.team.is_empty()).then(|| format!("team {}", rep.team)),
    ];
    view! {
        <header class="page-head">
            <div>
                <p class="crumb">
                    <PageLink to=Page::Reps>"Reps"</PageLink>
                </p>
                <h1>{rep.name.clone()}</h1>
                <p class="meta">{facts.into_iter().flatten().collect::<Vec<_>>().join(" · ")}</p>
            </div>
            <div class="actions">
                <button type="button" on:click=move |_| { let _ = window().print(); }>
                    "Print"
                </button>
                <button type="button" on:click=move |_| handing.set(true)>
                    "Hand over…"
                </button>
                <button type="button" on:click=move |_| editing.set(true)>
                    "Edit"
                </button>
                <button type="button" on:click=move |_| removing.set(true)>
                    "Remove…"
                </button>
            </div>
        </header>
        <Dialog title="Hand over a rep with all calls" open=handing on_close=Callback::new(move |()| handing.set(false))>
            <HandOver what=Signal::stored(What::Rep(id)) />
        </Dialog>
        {(is_rep && at.is_none()).then(|| view! {
            <p class="note">
                "Without a first day in the job there is no level to compare with. "
                <button type="button" class="link" on:click=move |_| editing.set(true)>"Add it"</button>
            </p>
        })}
        {if has_calls {
            view! {
                <div class="cards wide-first">
                    <ScoreCard progress=progress.clone() at breaks=breaks(&scored_by, &stored.rubrics) is_mixed />
                    <LevelCard progress=progress.clone() at heard=heard::heard(&stored) />
                    <LostCard progress=progress.clone() used at />
                    <FocusCard stored=stored.clone() at />
                    <NotedCard stored=stored.clone() />
                </div>
                <CallsCard stored=stored.clone() progress />
            }
            .into_any()
        } else {
            view! { <p class="muted">"No call is theirs. The cards they gave stand on the calls of the reps."</p> }.into_any()
        }}
        <remove::Remove stored=stored.clone() open=removing />
        <edit::Edit stored editing />
    }
}

/// Scores over time, and what they say.
#[component]
fn ScoreCard(progress: Progress, at: Option<Standing>, breaks: Vec<Break>, is_mixed: bool) -> impl IntoView {
    let points = trend(progress.counted.iter().map(|it| (clock::local(it.at).date(), it.total, it.own)), &breaks);
    let average = progress.average(RECENT);
    let gap = progress.perception_gap(RECENT);
    let apart = progress.apart.len();
    let alone = progress.average_alone(RECENT);
    let (level, next) = (at.map(|it| it.own.score), at.and_then(|it| it.next).map(|it| it.score));
    let empty = points.is_empty();
    view! {
        <section class="card">
            <h2>"Call score"</h2>
            {if empty {
                view! { <p class="muted">"No call counts yet: it takes a submitted manager's card of a call picked by chance."</p> }.into_any()
            } else {
                view! { <TrendChart points breaks level next /> }.into_any()
            }}
            {average.map(|it| {
                let few = it.n < 5;
                view! {
                    <p>
                        {if it.n == 1 { "One call so far: ".to_owned() } else { format!("Average of the last {} calls: ", it.n) }} <b>{show::mean_short(&it)}</b> ". "
                        {is_mixed.then_some("They were scored by different rubrics, which need not be equally strict. ")}
                        {few.then_some("So few calls say little: the true average may be far from this. ")}
                        {verdict(it, level)}
                    </p>
                }
            })}
            {gap.map(|it| {
                let direction = if it.mean >= 0.0 { "higher" } else { "lower" };
                view! { <p class="muted">"Self-assessments are " {show::mean_short(&Mean { mean: it.mean.abs(), ..it })} " points " {direction} " than the manager's scores (" {show::calls(it.n)} ")."</p> }
            })}
            {alone.map(|it| {
                let what = if it.n == 1 { "One self-assessment".to_owned() } else { format!("The last {} self-assessments", it.n) };
                view! { <p>{what} " without a manager's card: " <b>{show::mean_short(&it)}</b> ". What one gives oneself is no score and stays out of the average."</p> }
            })}
            {(apart > 0).then(|| view! { <p class="muted">{show::count(apart, "scored call stays", "scored calls stay")} " out of the average: picked by hand, partial, or without a date."</p> })}
        </section>
    }
}

/// Whether the average clears the level, as far as its interval can tell.
fn verdict(mean: crate::domain::stats::Mean, level: Option<u8>) -> Option<String> {
    let (level, margin) = (f64::from(level?), mean.margin?);
    Some(match () {
        () if mean.mean - margin > level => format!("Above the level benchmark of {level}, by more than chance."),
        () if mean.mean + margin < level => format!("Below the level benchmark of {level}, by more than chance."),
        () => format!("Too close to the level benchmark of {level} to tell apart from chance."),
    })
}

/// Now, own level, next level.
#[component]
fn LevelCard(progress: Progress, at: Option<Standing>, heard: RwSignal<OverCalls>) -> impl IntoView {
    let average = progress.average(RECENT);
    let score = average.map_or("not scored yet".to_owned(), |it| show::mean_short(&it));
    at.map(|at| {
        let talk = Memo::new(move |_| heard.with(|it| it.talk_ratio));
        let coverage = Memo::new(move |_| heard.with(|it| it.discovery_coverage));
        let percent = |it: Mean| format!("{:.0}%{}", it.mean, it.margin.filter(|_| it.n > 2).map_or(String::new(), |it| format!(" ± {it:.0}")));
        let from = move || {
            talk.get().map(|it| {
                let few = if it.n > 2 { "" } else { ", too few to tell anything from chance" };
                format!("Talk ratio and coverage: {} with a transcript{few}. ", show::count(it.n, "discovery call", "discovery calls"))
            })
        };
        let none = Signal::stored(None::<String>);
        let row = |name: &'static str, now: Signal<Option<String>>, of: fn(&crate::domain::benchmark::Band) -> String| {
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td>{live(move || now.get().unwrap_or_else(|| "–".to_owned()))}</td>
                    <td>{of(at.own)}</td>
                    <td>{at.next.map_or("–".to_owned(), of)}</td>
                </tr>
            }
        };
        view! {
            <section class="card">
                <h2>"Against the level: " {at.own.label}</h2>
                <table class="plain numbers">
                    {heads(["Measure", "Now", "Level", "Next"])}
                    <tbody>
                        {row("Call score", Signal::stored(Some(score)), |it| it.score.to_string())} {row("Discovery coverage", Signal::derive(move || coverage.get().map(percent)), |it| format!("{}%", it.discovery_coverage_pct))}
                        {row("Talk ratio", Signal::derive(move || talk.get().map(percent)), |it| format!("<{}%", it.talk_ratio_below_pct))} {row("Meeting conversion", none, |it| format!("{}%", it.meeting_conversion_pct))}
                        {row("Win rate", none, |it| format!("{}%", it.win_rate_pct))} {row("Sales cycle", none, |it| format!("{} d", it.cycle_days))}
                    </tbody>
                </table>
                <p class="muted">{live(from)} "Coaching aims at the next level. A dash: not measured here."</p>
            </section>
        }
    })
}

/// Where points are lost, rubric by rubric.
#[component]
fn LostCard(progress: Progress, used: Vec<Rubric>, at: Option<Standing>) -> impl IntoView {
    let is_only = used.len() < 2;
    let part = |rubric: Rubric| {
        let progress = progress.by(&rubric.reference(), RECENT);
        let means = progress.categories(&rubric, RECENT);
        let (n, is_scaled) = (progress.counted.len(), progress.is_scaled(&rubric, RECENT));
        let by = (!is_only || rubric.key != rubric::standard().key).then(|| format!("By “{}”. ", rubric.title));
        view! {
            <CategoryBars rubric means benchmark=at.map(|it| it.own.score) />
            <p class="muted">
                {by} {if n == 1 { "From one call.".to_owned() } else { format!("Means over the last {n} calls.") }}
                {at.is_some().then_some(" The mark is the level benchmark, taken of each category.")}
                {is_scaled.then_some(" Items that did not apply are left out, and the others stand for the whole category.")}
            </p>
        }
    };
    (!used.is_empty()).then(|| {
        view! {
            <section class="card">
                <h2>"Where the points are lost"</h2>
                {used.into_iter().map(part).collect_view()}
            </section>
        }
    })
}
