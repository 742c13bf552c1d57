//! What else is to be known before a file is written: what it erases, whose name it does not bring back, and what stays in
//! the trash.

use leptos::prelude::*;

use super::Opening;
use crate::domain::show;
use crate::storage::schema::CALLS;
use crate::ui::handover::opening::Survey;

/// All of it.
pub(super) fn all(opening: Opening, survey: &Survey) -> AnyView {
    view! {
        {erases(survey)}
        {unnamed(survey)}
        {called(survey)}
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

/// Who and what comes out of the trash.
fn called(survey: &Survey) -> Option<AnyView> {
    (!survey.called.is_empty()).then(|| {
        let (names, one) = (survey.called.join(", "), survey.called.len() == 1);
        view! {
            <p class="note">
                <bdi>{names}</bdi>
                {if one { " lies" } else { " lie" }} " in the trash here, and the file speaks of "
                {if one { "it: it comes" } else { "them: they come" }} " out of the trash with it."
            </p>
        }
        .into_any()
    })
}

/// What of the file lies in the trash here: left out, unless it is taken out of it first.
fn trashed(opening: Opening, survey: &Survey) -> Option<AnyView> {
    let keys = survey.trashed.clone();
    let one = keys.len() == 1;
    let is_call = |key: &String| key.split(' ').nth(1) == Some(CALLS);
    let many = if keys.iter().all(is_call) { show::calls(keys.len()) } else { show::count(keys.len(), "thing", "things") };
    let restore = move |_| {
        let keys = keys.clone();
        opening.act.start(async move {
            match opening.session.restore(&keys).await {
                Ok(()) => opening.look().await,
                Err(why) => opening.session.complain(why),
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
