//! What is asked of the people of a file before it is written: who of them stands here already, so that nobody stands here
//! twice, and who of them sits before the page.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::domain::id::PersonId;
use crate::domain::people::{Person, Role};
use crate::exchange::twins::Twin;
use crate::ui::components::who::{Answer, Asked};
use crate::ui::handover::opening::Survey;
use crate::ui::session::Session;

/// Who of the file stays a person of their own.
pub(super) type Apart = RwSignal<BTreeSet<PersonId>>;

/// Who becomes whom, as it was answered.
pub(super) fn joins(twins: &[Twin], apart: Apart) -> Vec<(PersonId, PersonId)> {
    let is_one = |it: &&Twin| !it.is_known && apart.with_untracked(|apart| !apart.contains(&it.file.id));
    twins.iter().filter(is_one).map(|it| (it.file.id, it.here.id)).collect()
}

/// The question, a box for each.
pub(super) fn ask(survey: &Survey, apart: Apart) -> Option<AnyView> {
    let known: Vec<String> = survey.twins.iter().filter(|it| it.is_known).map(|it| it.here.name.clone()).collect();
    let known = (!known.is_empty()).then(|| {
        view! { <p class="muted">"Made one elsewhere, and so here: " <bdi>{known.join(", ")}</bdi> "."</p> }
    });
    let asked = survey.twins.iter().filter(|it| !it.is_known).map(|it| asked(it, apart)).collect::<Vec<_>>();
    let question = (!asked.is_empty()).then(|| {
        view! {
            <fieldset>
                <legend>"Is it the same person?"</legend>
                {asked}
                <p class="muted">"Calls, cards and comments of both then stand under one name. It is taken back with the file."</p>
            </fieldset>
        }
    });
    (!survey.twins.is_empty()).then(|| view! { {question} {known} }.into_any())
}

fn asked(twin: &Twin, apart: Apart) -> AnyView {
    let id = twin.file.id;
    let change = move |event| {
        let is_one = event_target_checked(&event);
        apart.update(|it| {
            if is_one {
                it.remove(&id);
            } else {
                it.insert(id);
            }
        });
    };
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=move || apart.with(|it| !it.contains(&id)) on:change=change />
            <span><bdi>{twin.file.name.clone()}</bdi> " of the file is " <bdi>{twin.here.name.clone()}</bdi> " here (" {twin.here.role.label().to_lowercase()} ")"</span>
        </label>
    }
    .into_any()
}

/// Whether it must be said who uses this copy before the file is written: nobody has said so yet, and the file brings cards.
/// Which of them a rep may see, on the call and in lists, follows from it.
pub(super) fn asks(survey: &Survey) -> bool {
    let session = Session::get();
    let is_said = session.settings.with_untracked(|it| it.me.is_some()) || session.is_nobody.get_value();
    // Where nothing is written, nothing new is to be seen.
    survey.writes > 0 && !is_said && survey.lines.iter().any(|it| it.kind == "scorecard") && survey.people.iter().any(is_candidate)
}

fn is_candidate(person: &Person) -> bool {
    person.role != Role::Colleague
}

/// That question.
pub(super) fn who(survey: &Survey, asked: Asked) -> AnyView {
    let people = survey.people.iter().filter(|it| is_candidate(it)).cloned().collect();
    view! {
        {asked.fields("Who are you?", people)}
        <p class="muted">"On your own calls you score yourself first, and see the manager’s card after that. It can be changed on the page Data."</p>
    }
    .into_any()
}

/// Remembers who uses this copy, as they stand here after the file was written.
pub(super) async fn remember(session: Session, answer: Answer, joins: &[(PersonId, PersonId)]) {
    let known = session.db().people().await.map(|it| it.records).unwrap_or_default();
    let me = match answer {
        Answer::Unsaid => return session.be_nobody(true),
        Answer::New(name) => session.make_known(&name, &known).await,
        Answer::Known(me) => {
            let me = joins.iter().find(|it| it.0 == me).map_or(me, |it| it.1);
            known.iter().map(|it| &it.body).find(|it| it.id == me || it.was.contains(&me)).map(|it| it.id)
        }
    };
    if me.is_some() {
        // A failure is shown by the shell.
        let _ = session.change_settings(|it| it.me = me).await;
    }
}
