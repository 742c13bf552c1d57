//! The table of files: what each is and what becomes of it.

use leptos::prelude::*;

use super::{Bulk, Inside};
use crate::browser::clock;
use crate::domain::call::{KINDS, label};
use crate::domain::id::CallId;
use crate::domain::show;
use crate::domain::time::Millis;
use crate::import::batch::{Look, Planned, State};
use crate::ui::components::live::live;
use crate::ui::components::window::WindowList;
use crate::ui::routes::{Page, PageLink};

/// Height of a row, pixels, before it has been seen.
const ROW: f64 = 57.0;

/// Which states pass.
type Pass = fn(State) -> bool;

/// What the table can be narrowed to: a label, and which states pass; calls that were kept are of none but the first two.
const GROUPS: &[(&str, Pass)] = &[
    ("All", |_| true),
    ("Kept", |_| false),
    ("New", |it| it == State::New),
    ("Side not known", |it| it == State::Asks),
    ("Already here", |it| matches!(it, State::Here(_) | State::Twin(_))),
    ("Letters not known", |it| it == State::Letters),
    ("Refused", |it| it == State::Refused),
    ("Other", |it| matches!(it, State::Names | State::Table | State::Ours)),
];
const KEPT: usize = 1;

/// The files, narrowed by what becomes of them.
#[component]
pub fn Files(bulk: Bulk) -> impl IntoView {
    let group = RwSignal::new(0usize);
    let passes = move |inside: &Inside, group: usize, at: usize, state: State| {
        let kept = inside.kept(at).is_some();
        group == 0 || (group == KEPT) == kept && (kept || GROUPS.get(group).is_some_and(|it| it.1(state)))
    };
    let list = move |inside: &Inside, group: usize| -> Vec<usize> {
        let plan = inside.plan.borrow();
        plan.files.iter().enumerate().filter(|it| passes(inside, group, it.0, it.1.state)).map(|it| it.0).collect()
    };
    // What is shown, found once for all rows whenever it may have changed.
    let shown = StoredValue::new(Vec::new());
    let count = Memo::new(move |_| {
        let list = bulk.see(|it| list(it, group.get()));
        let many = list.len();
        shown.set_value(list);
        many
    });
    let chips = GROUPS
        .iter()
        .enumerate()
        .map(|(at, (label, _))| {
            let n = Memo::new(move |_| bulk.see(|it| list(it, at).len()));
            let on = move || group.get() == at;
            let hidden = move || at != 0 && n.get() == 0 && !on();
            view! {
                <button type="button" class="chip" class:on=on aria-pressed=move || on().to_string() hidden=hidden on:click=move |_| group.set(at)>
                    {*label} " " {live(move || n.get().to_string())}
                </button>
            }
        })
        .collect_view();
    let is_empty = Memo::new(move |_| count.get() == 0);
    // Made once: rows follow what they show, and the list stays where it was scrolled to.
    let of = Callback::new(move |at: usize| {
        live(move || {
            // They change with what is shown, which this finds out.
            bulk.changes.track();
            group.track();
            let _ = count.get();
            shown.with_value(|it| it.get(at).copied()).map(|file| row(bulk, at, file))
        })
    });
    let heads = ["File", "Call", "Date", "Length", "Speakers", "What becomes of it"];
    let heads = heads.map(|it| view! { <span role="columnheader">{it}</span> });
    view! {
        <div class="chips" role="group" aria-label="Show">{chips}</div>
        <div class="table" role="table" aria-label="Files" aria-rowcount=move || (count.get() + 1).to_string()>
            <div role="rowgroup">
                <div class="file-row head" role="row">{heads}</div>
            </div>
            {live(move || match is_empty.get() {
                true => view! { <p class="empty muted">"No file to show."</p> }.into_any(),
                false => view! { <WindowList count estimate=Callback::new(|_| ROW) row=of role="rowgroup" /> }.into_any(),
            })}
        </div>
    }
}

fn row(bulk: Bulk, at: usize, file: usize) -> AnyView {
    let Some(inside) = bulk.inside() else { return ().into_any() };
    let entries = inside.entries.borrow();
    let (Some(entry), Some(planned)) = (entries.get(file), inside.plan.borrow().files.get(file).cloned()) else { return ().into_any() };
    let format = match &entry.look {
        Look::Words(summary) => summary.label.clone(),
        Look::Calls(table) => show::count(table.rows.len(), "row", "rows"),
        _ => String::new(),
    };
    let facts = &planned.facts;
    let day = facts.began.map(|it| clock::local(it).date()).or(facts.date);
    let no_day = day.is_none() && matches!(entry.look, Look::Words(_));
    let speakers: Vec<&str> = planned.voices.iter().map(|it| it.name.as_str()).collect();
    let kept = inside.kept(file);
    let kind = (!facts.kind.is_empty()).then(|| view! { <small class="muted">{label(KINDS, &facts.kind).to_owned()}</small> });
    view! {
        <div class="file-row" class:refused=planned.state == State::Refused role="row" aria-rowindex=(at + 2).to_string()>
            <span role="cell" class="file-row__name"><bdi>{entry.name.clone()}</bdi> " " <small class="muted">{format}</small></span>
            <span role="cell"><span class="file-row__title">{facts.title.clone()}</span> " " {kind}</span>
            <span role="cell" class:muted=no_day>{if no_day { Some("not known".to_owned()) } else { day.map(show::day) }}</span>
            <span role="cell">{facts.length.map(Millis::clock)}</span>
            <span role="cell" title=speakers.join(", ")>{speakers.join(", ")}</span>
            <span role="cell" class="file-row__state">{state(bulk, file, &entry.look, &planned, kept)}</span>
        </div>
    }
    .into_any()
}

/// What becomes of a file, in words, and what of it could not be read.
fn state(bulk: Bulk, file: usize, look: &Look, planned: &Planned, kept: Option<CallId>) -> AnyView {
    let call = |id: CallId, label: &'static str| view! { <PageLink to=Page::Call(Some(id))>{label}</PageLink> }.into_any();
    let says = match planned.state {
        _ if kept.is_some() => kept.map(|id| call(id, "Kept")).into_any(),
        State::New => "New".into_any(),
        State::Asks => view! { <span class="count">"Side not known"</span> }.into_any(),
        State::Here(id) => call(id, "Already here"),
        State::Twin(first) => {
            let name = bulk.inside().and_then(|it| it.files.borrow().get(first).map(|it| it.0.clone()));
            format!("The same as {}", name.unwrap_or_default()).into_any()
        }
        State::Names => "Names of speakers, for the transcripts".into_any(),
        State::Table => "A table of calls: fills in what the files do not say".into_any(),
        State::Ours => view! {
            "A Callcraft file: "
            <button type="button" class="link" on:click=move |_| open(bulk, file)>"open it by itself"</button>
        }
        .into_any(),
        State::Letters => view! { <span class="count">"Letters not known"</span> ": say above which they are" }.into_any(),
        State::Refused => match look {
            Look::Refused(why) => view! { <span class="bad">"Refused. "</span> {why.clone()} }.into_any(),
            _ => ().into_any(),
        },
    };
    let told = match look {
        Look::Words(it) => Some((it.skipped_count, it.skipped.clone())),
        Look::Calls(it) => Some((it.skipped.len(), it.skipped.clone())),
        _ => None,
    };
    let skipped = told.filter(|it| it.0 > 0).map(|(many, lines)| {
        let rest = many.saturating_sub(lines.len());
        view! {
            <details>
                <summary><span>{show::count(many, "line to know of", "lines to know of")}</span></summary>
                <ul>
                    {lines.into_iter().map(|it| view! { <li>"Line " {it.line} ": " {it.why}</li> }).collect_view()}
                    {(rest > 0).then(|| view! { <li>"and " {rest} " more"</li> })}
                </ul>
            </details>
        }
    });
    let unnamed = nameless(look);
    view! { {says} {guessed(look)} {unnamed} {skipped} }.into_any()
}

/// That the letters were told by evidence alone.
fn guessed(look: &Look) -> Option<&'static str> {
    let Look::Words(it) = look else { return None };
    (it.encoding == "Windows-1252")
        .then_some(". Read as Windows-1252: see that accented letters look right, or open it by itself to choose another encoding")
}

/// What is made of a text that names nobody, and what can be done.
fn nameless(look: &Look) -> Option<String> {
    let Look::Words(it) = look else { return None };
    let pieces = show::count(it.unnamed, "piece", "pieces");
    (it.unnamed > 0).then(|| format!(". No names in it: kept in {pieces} without voices, so nothing is told of who talks. Give them on the call's page, turn by turn: “Who says this?”."))
}

/// Opens a file of ours by itself; the others wait.
fn open(bulk: Bulk, file: usize) {
    let file = bulk.inside().and_then(|it| it.files.borrow().get(file).map(|it| it.1.clone()));
    let Some(file) = file else { return };
    bulk.session.picked.set(Some(file));
}
