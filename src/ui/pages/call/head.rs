//! What call this is, and what can be done with it.

use leptos::prelude::*;

use super::review::{Dialog, Review};
use crate::browser::clock;
use crate::domain::analysis::SignalKind;
use crate::domain::call::{self, KINDS, OUTCOMES, Picked};
use crate::domain::consent::Consent;
use crate::domain::show;
use crate::ui::components::live::live;
use crate::ui::components::show::Show;
use crate::ui::routes::{Page, PageLink};

/// The call's title, facts and actions.
#[component]
pub fn Head(review: Review) -> impl IntoView {
    let title = move || review.call.read().body.title.clone();
    let kind = move || call::label(KINDS, &review.call.read().body.kind).to_owned();
    let rep = move || review.rep().map(|rep| view! { <PageLink to=Page::Rep(Some(rep.id))>{rep.name}</PageLink> " · " });
    let heard = move || {
        let is_noted = review.call.with(|it| it.body.consent != Consent::Unknown);
        let at = review.analysis.with(|it| it.signals.iter().find(|it| it.kind == SignalKind::Consent).map(|it| it.moment.at));
        at.filter(|_| !is_noted)
    };
    let consent = move || {
        let at = heard()?.map_or(String::new(), |it| format!(" {}", it.clock()));
        let open = move |_| review.dialog.set(Dialog::Details);
        Some(view! { " · " <button type="button" class="link" on:click=open>{format!("consent spoken of{at}, not noted")}</button> })
    };
    let facts = move || {
        let call = review.call.read();
        let call = &call.body;
        let mut facts = Vec::new();
        facts.extend(call.started_at.map(|at| show::moment(clock::local(at))));
        // What can be played, as the line of time below has it; the length that was stated only where it is another.
        let played = review.range().map(|it| it.to);
        facts.extend(match (call.duration, played) {
            (Some(stated), Some(played)) if stated.0.abs_diff(played.0) >= 60_000 => {
                Some(format!("{} stated, {} to play", show::minutes(stated), show::minutes(played)))
            }
            (stated, played) => played.or(stated).map(show::minutes),
        });
        facts.push(call::label(KINDS, &call.kind).to_owned());
        facts.push(match call.consent {
            // Where it was spoken of, that is said, which is no yes yet, with the way to note it.
            Consent::Unknown if heard().is_some() => return facts.join(" · "),
            Consent::Unknown => "consent not noted".to_owned(),
            Consent::Given { at: Some(at) } => format!("consent recorded {}", at.clock()),
            Consent::Given { at: None } => "consent recorded".to_owned(),
            Consent::Declined => "consent declined".to_owned(),
        });
        facts.join(" · ")
    };
    let tags = move || {
        let call = review.call.read();
        let call = &call.body;
        let mut tags: Vec<String> = Vec::new();
        if !call.outcome.is_empty() && call.outcome != "none" {
            tags.push(call::label(OUTCOMES, &call.outcome).to_owned());
        }
        tags.extend(call.tags.iter().cloned());
        if !call.picked.counts() {
            tags.extend(Picked::ALL.iter().find(|(it, _)| *it == call.picked).map(|(_, label)| format!("{label}: not in averages")));
        }
        tags.into_iter().map(|it| (it.clone(), it)).map(|(all, it)| view! { " " <span class="tag" title=all>{it}</span> }).collect_view()
    };
    view! {
        <header class="page-head head-wide">
            <div>
                <p class="crumb">
                    <PageLink to=Page::Calls>"Calls"</PageLink>
                    " / "
                    {live(kind)}
                    {super::way::place(review)}
                </p>
                <h1>{live(title)}</h1>
                <p class="meta">{live(rep)} {live(facts)} {live(consent)} {live(tags)}</p>
            </div>
            <div class="actions">
                <button type="button" on:mousedown=|event| event.prevent_default() on:click=move |_| review.begin_comment()>
                    "Comment "
                    <kbd>"C"</kbd>
                </button>
                <button type="button" class="on-wide" on:click=move |_| review.dialog.set(Dialog::Keys)>
                    "Keys "
                    <kbd>"?"</kbd>
                </button>
                <button type="button" on:click=move |_| review.dialog.set(Dialog::Details)>
                    "Edit details"
                </button>
                <button type="button" on:click=move |_| review.dialog.set(Dialog::Share)>
                    "Share scorecard"
                </button>
                <Show when=move || review.is_open() fallback=move || super::way::on(review)>
                    <button type="button" class="primary" on:click=move |_| super::card::submit(review)>
                        "Submit score"
                    </button>
                </Show>
            </div>
        </header>
    }
}
