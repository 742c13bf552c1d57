//! What a file would change here, record by record, and the decision.

use leptos::prelude::*;

use super::{Opening, notes, people};
use crate::browser::clock;
use crate::domain::record::Stamp;
use crate::domain::show;
use crate::exchange::file::{Note, Scope};
use crate::exchange::merge::Verdict;
use crate::exchange::opened::Opened;
use crate::exchange::origin::authors;
use crate::ui::components::typed::typed;
use crate::ui::components::who::{Answer, Asked};
use crate::ui::components::work::{Working, WorkingProps};
use crate::ui::handover::back;
use crate::ui::handover::opening::{Line, Survey, Way, apply};
use crate::ui::routes::{Page, go_on, use_go};
use crate::ui::session::Session;

/// Kinds of records with their names, as told before a file is applied.
const KINDS: &[(&str, &str, &str)] = &[
    ("call", "call", "calls"),
    ("transcript", "transcript", "transcripts"),
    ("scorecard", "scorecard", "scorecards"),
    ("person", "person", "people"),
    ("rubric", "rubric", "rubrics"),
    ("erasure", "erasure", "erasures"),
    ("settings", "list of signals, views and other settings", "lists of settings"),
];

/// What becomes of records: in a count, and over a list of them.
const VERDICTS: &[(Verdict, &str, &str)] = &[
    (Verdict::New, "new", "New here"),
    (Verdict::Newer, "newer than here", "Newer than here: replaces what is here"),
    (Verdict::Conflict, "changed on both sides", "Changed on both sides: both are kept until you choose"),
    (Verdict::Same, "here already", "Here already"),
    (Verdict::Older, "older than here: left out", "Older than here: left out"),
    (Verdict::Barred, "left out: consent was declined here", "Left out, because consent was declined here"),
    (Verdict::Erased, "left out: erased", "Left out, because it was erased"),
    (Verdict::Trashed, "left out: in the trash here", "Left out, because it lies in the trash here, or its call does"),
    (Verdict::Fixed, "left out: in use here", "Left out: calls here were scored by this version of the rubric, so it does not change"),
];

/// No more lines than this are drawn for one list.
const MOST: usize = 200;

/// A list of no more lines is open.
const FEW: usize = 12;

/// The word that must be typed before everything is replaced.
const WORD: &str = "replace";

/// The preview and the decision.
pub(super) fn preview(opening: Opening, survey: &Survey) -> AnyView {
    let noted = view! {
        {noted("Left out", &survey.rejected)}
        {noted("Kept without a part", &survey.warnings)}
    };
    if survey.lines.is_empty() {
        return view! {
            {noted}
            <section class="panel">
                <h2>"Nothing to add"</h2>
                <p>"No record of this file can be used. What is wrong with each is listed above; ask for the file again."</p>
                <p class="actions">{cancel(opening, "Leave it")}</p>
            </section>
        }
        .into_any();
    }
    let writes = survey.writes;
    let news = authors(survey.lines.iter().filter(|it| it.verdict != Verdict::Same).filter_map(|it| it.file.as_ref()));
    let asked = people::asks(survey).then(|| Asked::new(None));
    view! {
        {noted}
        <section class="panel">
            <h2>{title(survey)}</h2>
            <table class="plain">
                <tbody>{counts(&survey.lines)}</tbody>
            </table>
            {notes::all(opening, survey)}
            {survey.lines.iter().any(|it| it.kind == "settings").then(|| view! {
                <p class="muted">"What is set here stays, and so does who uses this copy; only what is not set here is added. The name is chosen on the page Data."</p>
            })}
            <p class="muted">
                {news.map(|it| format!("By {it}. "))} "Made on " {show::day(clock::local(survey.header.created).date())} " by Callcraft " {survey.header.app.clone()}
                ". Nothing here is deleted, and nothing newer is replaced. Nothing has changed yet."
            </p>
            {decision(opening, survey, asked)}
        </section>
        {lists(&survey.lines)}
        {(writes > 0 || survey.header.scope == Scope::Workspace).then(|| replacing(opening, survey, asked))}
    }
    .into_any()
}

fn title(survey: &Survey) -> String {
    let title = match (&survey.call, survey.header.scope) {
        (Some((_, title)), Scope::Calls) => {
            return match survey.lines.iter().filter(|it| it.kind == "call").count() {
                1 => title.clone(),
                n => show::calls(n),
            };
        }
        (None, Scope::Calls) => "Records without a call",
        (_, Scope::Workspace) => "A whole workspace",
        (_, Scope::Rubrics) => "Rubrics",
        (_, Scope::Rep) => "A rep with all calls",
        (_, Scope::Calibration) => "Calls to score for calibration",
    };
    title.to_owned()
}

fn cancel(opening: Opening, label: &'static str) -> impl IntoView {
    view! {
        <button type="button" on:click=move |_| opening.leave()>
            {label}
        </button>
    }
}

fn noted(title: &'static str, notes: &[Note]) -> Option<AnyView> {
    let many = notes.len();
    let line = |it: &Note| view! { <li>"Line " {it.line} ", " {it.what.clone()} ": " {it.why.clone()}</li> };
    (many > 0).then(|| {
        folded(format!("{title}: {}", show::count(many, "record", "records")), notes.iter().take(MOST).map(line).collect_view(), many)
    })
}

/// A list behind its heading, open where it is short; `many` are in it, of which the first are drawn.
fn folded(heading: String, lines: impl IntoView, many: usize) -> AnyView {
    view! {
        <details class="panel" open=many <= FEW>
            <summary>
                <span>{heading}</span>
            </summary>
            <ul class="rows">
                {lines}
                {(many > MOST).then(|| view! { <li class="muted">"and " {many - MOST} " more"</li> })}
            </ul>
        </details>
    }
    .into_any()
}

/// One row a kind: how many are what.
fn counts(lines: &[Line]) -> AnyView {
    let others = ("", "record of another kind", "records of other kinds");
    let row = |(kind, one, many): &(&str, &str, &str)| {
        let is_of = |it: &&Line| if kind.is_empty() { !KINDS.iter().any(|known| known.0 == it.kind) } else { it.kind == *kind };
        let of: Vec<&Line> = lines.iter().filter(is_of).collect();
        let parts: Vec<String> = VERDICTS
            .iter()
            .map(|(verdict, says, _)| (of.iter().filter(|it| it.verdict == *verdict).count(), says))
            .filter(|it| it.0 > 0)
            .map(|(n, says)| format!("{n} {says}"))
            .collect();
        (!of.is_empty()).then(|| view! { <tr><th scope="row">{show::count(of.len(), one, many)}</th><td>{parts.join(" · ")}</td></tr> })
    };
    KINDS.iter().chain([&others]).filter_map(row).collect_view().into_any()
}

/// Every record, by what becomes of it.
fn lists(lines: &[Line]) -> AnyView {
    let list = |(verdict, _, heading): &(Verdict, &str, &str)| {
        let of: Vec<&Line> = lines.iter().filter(|it| it.verdict == *verdict).collect();
        let drawn = of.iter().take(MOST).map(|it| line(it)).collect_view();
        (!of.is_empty()).then(|| folded(format!("{heading}: {}", of.len()), drawn, of.len()))
    };
    VERDICTS.iter().filter_map(list).collect_view().into_any()
}

fn line(line: &Line) -> impl IntoView {
    let kind = KINDS.iter().find(|it| it.0 == line.kind).map_or(line.kind.as_str(), |it| it.1).to_owned();
    let told = match (&line.here, &line.file) {
        (Some(here), Some(file)) if line.verdict != Verdict::Same => format!("here: {}; in the file: {}", who(here), who(file)),
        (_, Some(file)) => who(file),
        _ => String::new(),
    };
    view! {
        <li>
            <bdi>{line.name.clone()}</bdi>
            " "
            <span class="muted">{kind} {(!told.is_empty()).then_some(", ")} {told}</span>
        </li>
    }
}

/// "Ines Carvalho, 12 Nov 2026".
fn who(stamp: &Stamp) -> String {
    let day = show::day(clock::local(stamp.at).date());
    if stamp.by.is_empty() { day } else { format!("{}, {day}", stamp.by) }
}

fn decision(opening: Opening, survey: &Survey, asked: Option<Asked>) -> AnyView {
    let writes = survey.writes;
    let target = target(survey);
    let apart = people::Apart::default();
    let twins = survey.twins.clone();
    let go = use_go();
    let busy = Memo::new(move |_| opening.work.is_on());
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let (go, target) = (go_on(go.clone()), target.clone());
        match writes {
            0 => done(opening, go, target),
            _ => opening.act.start(bring(
                opening,
                Way { replaces: false, joins: people::joins(&twins, apart) },
                asked.and_then(Asked::answer),
                go,
                target,
            )),
        }
    };
    view! {
        <form class="form" on:submit=add>
            {people::ask(survey, apart)}
            {asked.map(|it| people::who(survey, it))}
            {Working(WorkingProps { work: opening.work, what: "Writing" })}
            <p class="actions" hidden=move || busy.get()>
                <button type="submit" class="primary">
                    {if writes == 0 { "Open" } else { "Add to my workspace" }}
                </button>
                {cancel(opening, "Cancel")}
            </p>
        </form>
    }
    .into_any()
}

fn target(survey: &Survey) -> Page {
    match (&survey.call, survey.header.scope) {
        (Some((id, _)), Scope::Calls) => Page::Call(Some(*id)),
        (_, Scope::Rubrics) => Page::Rubrics,
        _ => Page::Calls,
    }
}

fn done(opening: Opening, go: impl Fn(Page), target: Page) {
    opening.leave();
    if !opening.stay {
        go(target);
    }
}

/// Writes the file, and offers to take it back.
async fn bring(opening: Opening, way: Way, answer: Option<Answer>, go: impl Fn(Page), target: Page) {
    let Some(bundle) = opening.bundle.try_get_value() else { return };
    let session = opening.session;
    opening.work.begin();
    let outcome = apply(session, &bundle.source, &bundle.name, &way, &|share| opening.work.told(share)).await;
    opening.work.end();
    match outcome {
        Ok(opened) => {
            if let Some(answer) = answer {
                people::remember(session, answer, &way.joins).await;
            }
            let text = format!("{} added or renewed.", show::count(opened.records, "record", "records"));
            session.say_undo(text, move || take_back(session, opened.clone()));
            done(opening, go, target);
        }
        Err(why) => session.complain(why),
    }
}

fn take_back(session: Session, opened: Opened) {
    wasm_bindgen_futures::spawn_local(async move {
        match back::take_back(session, &opened).await {
            Ok(taken) => session.say(back::said(&taken)),
            Err(err) => session.complain(err),
        }
    });
}

/// The other verb: instead of what is here.
fn replacing(opening: Opening, survey: &Survey, asked: Option<Asked>) -> AnyView {
    let (go, target, bins) = (use_go(), target(survey), survey.bins);
    let replace = move || {
        let answer = asked.and_then(Asked::answer);
        if asked.is_some() && answer.is_none() {
            return opening.session.complain("Say first who you are, above.");
        }
        opening.act.start(bring(opening, Way { replaces: true, joins: Vec::new() }, answer, go_on(go.clone()), target.clone()));
    };
    view! {
        <details class="panel">
            <summary>
                <span>"Replace everything instead"</span>
            </summary>
            <p>
                "All that is here now goes, "
                {(bins > 0).then(|| format!("and so {} in the trash, ", if bins == 1 { "does the one thing".to_owned() } else { format!("do the {bins} things") }))}
                "and only what is in the file is left. For bringing back a backup. It can be undone for 30 days, on the Data page"
                {(bins > 0).then_some(": the trash is then as it was, too")} "."
            </p>
            {typed(WORD, " to replace all that is here", "Replace everything", replace, None)}
        </details>
    }
    .into_any()
}
