//! What else is to be known before a file is written: what it erases, whose name it does not bring back, and what stays in
//! the trash.

use leptos::prelude::*;

use super::Opening;
use crate::domain::show;
use crate::ui::handover::opening::Survey;

/// All of it.
pub(super) fn all(opening: Opening, survey: &Survey) -> AnyView {
    view! {
        {erases(survey)}
        {unnamed(survey)}
        {trashed(opening, survey)}
    }
    .into_any()
}

fn erases(survey: &Survey) -> Option<AnyView> {
    let (erases, bars) = (survey.erases, survey.bars);
    let things = (erases > 0).then(|| {
        format!(
            "The file tells of {} erased for ever. What is here of it goes as well, from the trash and with the names, and that cannot be undone. ",
            show::count(erases, "thing", "things")
        )
    });
    let words = (bars > 0).then(|| format!("For {} consent turns out to be declined: the words go.", show::calls(bars)));
    (erases + bars > 0).then(|| view! { <p class="note">{things} {words}</p> }.into_any())
}

fn unnamed(survey: &Survey) -> Option<AnyView> {
    (survey.unnamed > 0).then(|| {
        let many = show::count(survey.unnamed, "record", "records");
        view! { <p class="note">"The file speaks of somebody who was erased. The name is taken out of " {many} "; asterisks stand where it stood."</p> }
            .into_any()
    })
}

/// Calls of the file that lie in the trash here: left out, unless they are taken out of it first.
fn trashed(opening: Opening, survey: &Survey) -> Option<AnyView> {
    let calls = survey.trashed.clone();
    let one = calls.len() == 1;
    let many = show::calls(calls.len());
    let restore = move |_| {
        let calls = calls.clone();
        opening.act.start(async move {
            let session = opening.session;
            let restored = async {
                let mut keys = Vec::new();
                for call in &calls {
                    keys.extend(session.db().trashed_call(call).await.map_err(|err| err.to_string())?);
                }
                session.restore(&keys).await.map_err(|err| err.to_string())
            };
            match restored.await {
                Ok(()) => opening.look().await,
                Err(why) => session.complain(why),
            }
        });
    };
    (!survey.trashed.is_empty()).then(|| {
        view! {
            <p class="note">
                {many} {if one { " lies in the trash here and stays there" } else { " lie in the trash here and stay there" }}
                "; what the file has of it is left out. "
                <button type="button" on:click=restore>"Take out of the trash first"</button>
            </p>
        }
        .into_any()
    })
}
