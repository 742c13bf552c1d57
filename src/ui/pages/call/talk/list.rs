//! All that is said of the call and kept for the session, in one list beside the card.

use leptos::prelude::*;

use super::thread::{Composer, thread};
use super::{Kept, Thread};
use crate::domain::show;
use crate::ui::components::live::live;
use crate::ui::pages::call::item::shorten;
use crate::ui::pages::call::review::Review;
use crate::ui::pages::call::why::MomentLink;

impl Review {
    /// The threads beside a turn.
    pub(super) fn threads_at(self, turn: u32) -> Vec<Thread> {
        self.talk.said.with(|it| it.0.iter().filter(|it| it.turn == Some(turn)).cloned().collect())
    }

    /// The moments kept at a turn.
    pub(super) fn kept_at(self, turn: u32) -> Vec<Kept> {
        self.talk.said.with(|it| it.1.iter().filter(|it| it.turn == Some(turn)).cloned().collect())
    }
}

/// The list, with what can be added.
#[component]
pub fn TalkList(review: Review) -> impl IntoView {
    let said = review.talk.said;
    let counts = move || said.with(|(threads, kept)| format!("{} · {}", kept.len(), threads.len()));
    let has_words = move || review.transcript.read().is_some();
    let writing = Memo::new(move |_| {
        review.talk.writing.with(|it| it.as_ref().is_some_and(|it| it.turn.is_none() && it.reply_to.is_none() && it.before.is_none()))
    });
    let listed = review.talk.listed;
    let moments = move || {
        said.with(|it| it.1.clone())
            .into_iter()
            .map(|it| {
                view! {
                    <li>
                        <MomentLink review moment=it.key.moment />
                        <span>{it.key.why}</span>
                    </li>
                }
            })
            .collect_view()
    };
    let comments = move || {
        said.with(|it| it.0.clone())
            .into_iter()
            .map(|it| if it.turn.is_some() { line(review, it) } else { view! { <li>{thread(review, it)}</li> }.into_any() })
            .collect_view()
    };
    view! {
        <details class="talk-list" prop:open=move || listed.get() on:toggle=move |event| {
            let now = event_target::<web_sys::Element>(&event).has_attribute("open");
            if listed.get_untracked() != now {
                listed.set(now);
            }
        }>
            <summary>
                <span>"Key moments and comments"</span>
                <span class="pts">{live(counts)}</span>
            </summary>
            <ul class="evidence keys-list" aria-label="Key moments">{live(moments)}</ul>
            <ul class="talk-said" aria-label="Comments">{live(comments)}</ul>
            {live(move || said.with(|it| it.0.is_empty() && it.1.is_empty()).then(|| view! {
                <p class="muted">"Nothing yet. Select words, or stand at a turn: C comments on it, M keeps it for the session."</p>
            }))}
            {live(move || writing.get().then(|| view! { <div class="comment"><Composer review /></div> }))}
            <p class="tools">
                {live(move || has_words().then(|| view! {
                    <button type="button" class="link" on:mousedown=|event| event.prevent_default() on:click=move |_| review.keep_moment()>"Keep this moment"</button>
                }))}
                <button type="button" class="link" on:click=move |_| review.begin_comment_on_all()>"Comment on the whole call"</button>
            </p>
        </details>
    }
}

/// A thread that stands in the transcript, in one line that leads there.
fn line(review: Review, thread: Thread) -> AnyView {
    let Some(moment) = thread.first.comment.moment.clone() else { return ().into_any() };
    let many = thread.replies.len();
    view! {
        <li class="said__line">
            <MomentLink review moment />
            <span><b>{thread.first.who}</b> ": " {shorten(&thread.first.comment.text, 90)}</span>
            {(many > 0).then(|| view! { <span class="muted">{show::count(many, "reply", "replies")}</span> })}
        </li>
    }
    .into_any()
}
