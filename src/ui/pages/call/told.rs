//! What is shown of what another tab did to the call: what the person has to know, and what stands in the place of a call
//! that is not there any more.

use leptos::prelude::*;

use super::elsewhere::Gone;
use super::review::Review;
use crate::ui::components::live::live;
use crate::ui::routes::{Page, PageLink};

/// What another tab did that the person has to know, until they have read it.
#[component]
pub fn Notice(review: Review) -> impl IntoView {
    let notice = review.notice;
    live(move || {
        let text = notice.get();
        (!text.is_empty()).then(|| {
            view! {
                <p class="note bad" role="alert">
                    {text} " "
                    <button type="button" on:click=move |_| notice.set(String::new())>"Close"</button>
                </p>
            }
        })
    })
}

/// What stands in the place of a call that is not there any more.
pub fn in_place(review: Review, gone: Gone) -> AnyView {
    let session = review.session;
    let all = || view! { <PageLink to=Page::Calls>"All calls"</PageLink> };
    if gone == Gone::Erased {
        return view! {
            <div class="note bad" role="alert">
                <p>"This call was erased for ever in another tab. Nothing of it is kept. " {all()}</p>
            </div>
        }
        .into_any();
    }
    let back = move |_| {
        leptos::task::spawn_local(async move {
            if let Err(err) = review.bring_back().await {
                session.complain(err);
            }
        });
    };
    view! {
        <div class="note bad" role="alert">
            <p>"This call was deleted in another tab."</p>
            <p class="actions">
                <button type="button" class="primary" on:click=back>"Bring it back"</button>
                {all()}
            </p>
        </div>
    }
    .into_any()
}
