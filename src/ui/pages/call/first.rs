//! Self first: what stands instead of a card that may not be seen yet, and the request to wait for the rep.

use leptos::prelude::*;

use super::review::{Dialog, Review};
use crate::browser::clock;
use crate::domain::scorecard::first::{GIVEN_FIRST, ShownEarly, Sight};
use crate::domain::show;
use crate::ui::components::live::live;
use crate::ui::session::name_of;

/// What is said above the card; nothing where it is open.
#[component]
pub fn SightNote(review: Review) -> impl IntoView {
    let sight = Memo::new(move |_| review.sight());
    let note = move || match sight.get() {
        Sight::Open => ().into_any(),
        it @ (Sight::OwnFirst | Sight::NotGiven) => view! { <p class="note" role="status">{it.says()}</p> }.into_any(),
        Sight::AskedToWait => wait(review),
        Sight::WhoLooks => view! {
            <div class="note">
                <p>{Sight::WhoLooks.says()}</p>
                <p class="actions"><button type="button" on:click=move |_| review.dialog.set(Dialog::Who)>"Say who you are…"</button></p>
            </div>
        }
        .into_any(),
    };
    let early = move || {
        let early = review.card.with(|it| it.body.shown_early.clone()).filter(|_| !review.is_kept_back())?;
        let by = early.by.and_then(|by| review.people.with(|all| name_of(all, by))).unwrap_or_default();
        Some(view! { <p class="muted">{early.says(&by, &show::moment(clock::local(early.at)))}</p> })
    };
    view! {
        {live(early)}
        {live(note)}
    }
}

fn wait(review: Review) -> AnyView {
    let why = RwSignal::new(String::new());
    let frozen = Memo::new(move |_| review.card.with(|it| it.body.is_frozen()));
    let go_on = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let by = review.session.settings.with_untracked(|it| it.me);
        let early = ShownEarly { by, at: clock::now(), why: why.get_untracked().trim().to_owned() };
        review.release(early);
    };
    view! {
        <form class="note wait" on:submit=go_on>
            <p>{move || if frozen.get() { GIVEN_FIRST } else { Sight::AskedToWait.says() }}</p>
            <p class="actions">
                <input type="text" maxlength="300" aria-label="Why it is shown before the self-assessment" placeholder="Why (optional)" prop:value=move || why.get() on:input=move |event| why.set(event_target_value(&event)) />
                <button type="submit">
                    {move || if frozen.get() { "Show it without" } else { "Go on without it" }}
                </button>
            </p>
        </form>
    }
    .into_any()
}
