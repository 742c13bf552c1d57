//! Threads beside the turn they are about, the field in which a comment is written, and key moments.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::{Kept, Said, Talk, Thread, Writing};
use crate::browser::clock;
use crate::browser::keys::pressed;
use crate::domain::id::CommentId;
use crate::domain::scorecard::comment::{CommentKind, KeyMoment};
use crate::domain::show;
use crate::domain::transcript::Moment;
use crate::ui::components::live::live;
use crate::ui::components::scroll::to_element;
use crate::ui::components::show::Show;
use crate::ui::pages::call::review::Review;

/// The id of the field in which a comment is written.
const FIELD: &str = "comment-words";

/// Goes to the field once it is in the document.
pub(super) fn to_field() {
    to_element(FIELD.to_owned());
}

/// The id of the field that says why a moment is kept.
pub(super) fn why_id(moment: &Moment) -> String {
    format!("why-{}-{}", moment.from.segment, moment.from.offset)
}

/// The id of a thread that begins with a comment.
pub(super) fn thread_id(first: CommentId) -> String {
    format!("thread-{first}")
}

/// Gives the focus to an element where what had it is gone by the time it is drawn.
pub(super) fn focus_if_lost(id: String) {
    request_animation_frame(move || {
        request_animation_frame(move || {
            let is_lost = document().active_element().is_none_or(|it| it.tag_name() == "BODY");
            if let Some(element) = document().get_element_by_id(&id).filter(|_| is_lost) {
                let _ = element.unchecked_ref::<HtmlElement>().focus();
            }
        });
    });
}

/// What is said and kept at a turn.
#[component]
pub fn Beside(review: Review, at: u32) -> impl IntoView {
    let threads = Memo::new(move |_| review.threads_at(at));
    let kept = Memo::new(move |_| review.kept_at(at));
    let new = Memo::new(move |_| {
        let is_here = |it: &Writing| it.turn == Some(at) && it.reply_to.is_none() && it.before.is_none();
        review.talk.writing.with(|it| it.as_ref().is_some_and(is_here))
    });
    view! {
        <For each=move || kept.get() key=|it| (it.key.moment.from, it.key.moment.to, it.own) let:it>
            {key_moment(review, it)}
        </For>
        {live(move || threads.get().into_iter().map(|it| thread(review, it)).collect_view())}
        {live(move || new.get().then(|| view! { <aside class="comment" aria-label="New comment"><Composer review /></aside> }))}
    }
}

/// A comment with its replies.
pub(super) fn thread(review: Review, thread: Thread) -> AnyView {
    let first = thread.first.comment.id;
    let turn = thread.turn;
    let replying = Memo::new(move |_| review.talk.writing.with(|it| it.as_ref().is_some_and(|it| it.reply_to == Some(first))));
    let reply = move |_| review.write_at(Writing { moment: None, turn, reply_to: Some(first), before: None });
    let label = format!("Comment of {}", thread.first.who);
    let class = format!("comment {}", kind_class(thread.first.comment.kind));
    view! {
        <aside class=class id=thread_id(first) aria-label=label tabindex="-1">
            {one(review, thread.first, turn)}
            {thread.replies.into_iter().map(|it| view! { <div class="reply">{one(review, it, turn)}</div> }).collect_view()}
            <Show when=move || replying.get() fallback=move || view! {
                <button type="button" class="link" on:click=reply>"Reply"</button>
            }>
                <Composer review />
            </Show>
        </aside>
    }
    .into_any()
}

fn kind_class(kind: CommentKind) -> &'static str {
    match kind {
        CommentKind::Praise => "praise",
        CommentKind::Coach => "coach",
        CommentKind::Question => "question",
    }
}

fn kind_label(kind: CommentKind) -> &'static str {
    CommentKind::ALL.iter().find(|it| it.0 == kind).map_or("", |it| it.1)
}

/// One comment, or the field in which it is changed.
fn one(review: Review, said: Said, turn: Option<u32>) -> AnyView {
    let id = said.comment.id;
    let changing =
        Memo::new(move |_| review.talk.writing.with(|it| it.as_ref().is_some_and(|it| it.before.as_ref().is_some_and(|it| it.1.id == id))));
    live(move || {
        if changing.get() {
            return view! { <Composer review /> }.into_any();
        }
        let said = said.clone();
        let at = said.comment.moment.as_ref().and_then(|it| it.at).map(|it| format!("{} · ", it.clock()));
        let when = show::moment(clock::local(said.comment.at));
        let tools = said.is_own.then(|| {
            let (changed, deleted) = (said.clone(), said.clone());
            let change = move |_| {
                let before = Some((changed.card, changed.comment.clone()));
                review.write_at(Writing { moment: None, turn, reply_to: None, before });
            };
            view! {
                <span class="comment__tools">
                    <button type="button" class="link quiet" aria-label="Edit this comment" on:click=change>"Edit"</button>
                    <button type="button" class="link quiet" aria-label="Delete this comment" on:click=move |_| review.delete_comment(&deleted)>"Delete"</button>
                </span>
            }
        });
        view! {
            <p class="comment__head">
                <b>{said.who}</b>
                <span class="tag">{kind_label(said.comment.kind)}</span>
                <span class="muted">{at} {when}</span>
                {tools}
            </p>
            <p class="prose">{said.comment.text}</p>
        }
        .into_any()
    })
}

/// Leaves what is being written; its words can be brought back.
fn leave(review: Review) {
    let Talk { writing, text, kind, .. } = review.talk;
    let (was, words, of) = (writing.get_untracked(), text.get_untracked(), kind.get_untracked());
    review.leave_comment();
    let Some(was) = was.filter(|_| !words.trim().is_empty()) else { return };
    let back = move || {
        // Not on another page.
        if text.try_get_untracked().is_some() {
            review.write_at(was.clone());
            review.write_comment(words.clone());
            kind.set(of);
        }
    };
    review.session.say_undo("The comment was not kept.", back);
}

/// The field in which a comment is written or changed.
#[component]
pub(super) fn Composer(review: Review) -> impl IntoView {
    let talk = review.talk;
    let kinds = CommentKind::ALL
        .iter()
        .map(|(kind, label)| {
            let on = move || talk.kind.get() == *kind;
            view! {
                <button type="button" class:on=on aria-pressed=move || on().to_string() on:click=move |_| talk.kind.set(*kind)>{*label}</button>
            }
        })
        .collect_view();
    let keys = move |event: KeyboardEvent| match pressed(&event).as_str() {
        "Escape" => leave(review),
        "Enter" if event.ctrl_key() || event.meta_key() => review.keep_comment(),
        _ => {}
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        review.keep_comment();
    };
    view! {
        <form class="composer" on:submit=submit on:keydown=keys>
            {hangs_on(review)}
            <div class="seg" role="group" aria-label="What the comment is">{kinds}</div>
            <textarea id=FIELD rows="2" maxlength="4000" aria-label="Comment" prop:value=move || talk.text.get() on:input=move |event| review.write_comment(event_target_value(&event))></textarea>
            <p class="actions">
                <button type="submit" class="primary">"Keep the comment"</button>
                <button type="button" on:click=move |_| leave(review)>"Leave it"</button>
                <span class="muted on-wide">"Ctrl Enter keeps it, Escape leaves it"</span>
            </p>
        </form>
    }
}

/// What a new comment hangs on: its moment, or the whole call where the person says so.
fn hangs_on(review: Review) -> Option<AnyView> {
    let writing = review.talk.writing;
    let moment = writing.get_untracked().filter(|it| it.reply_to.is_none() && it.before.is_none())?.moment;
    let Some(moment) = moment else {
        return Some(
            view! { <p class="muted">"On the whole call. To comment on a moment, press its words in the transcript first."</p> }.into_any(),
        );
    };
    let time = moment.at.map_or("At these words".to_owned(), |it| format!("At {}", it.clock()));
    let quote = moment.quote.clone();
    let is_here = move || writing.with(|it| it.as_ref().is_some_and(|it| it.moment.is_some()));
    let choice = |label: String, here: bool| {
        let moment = here.then(|| moment.clone());
        let on = move || is_here() == here;
        view! {
            <button type="button" class:on=on aria-pressed=move || on().to_string() on:click=move |_| {
                writing.update(|it| it.iter_mut().for_each(|it| it.moment = moment.clone()));
            }>{label}</button>
        }
    };
    let view = view! {
        <div class="seg" role="group" aria-label="What the comment hangs on">{choice(time, true)} {choice("The whole call".to_owned(), false)}</div>
        <Show when=is_here>
            <p class="quote composer__quote">{quote.clone()}</p>
        </Show>
    };
    Some(view.into_any())
}

/// A moment kept for the session, at its turn.
fn key_moment(review: Review, kept: Kept) -> AnyView {
    let id = why_id(&kept.key.moment);
    let quote = kept.key.moment.quote.clone();
    let moment = kept.key.moment.clone();
    let why =
        move || review.talk.said.with(|it| it.1.iter().find(|it| it.key.moment == moment).map(|it| it.key.why.clone()).unwrap_or_default());
    let body = match kept.own {
        None => view! { <span>{live(why)}</span> }.into_any(),
        Some(card) => {
            let (moment, gone) = (kept.key.moment.clone(), kept.key.moment.clone());
            let change = move |event: web_sys::Event| {
                let why = event_target_value(&event).trim().to_owned();
                review.say_why(card, KeyMoment { moment: moment.clone(), why });
            };
            let keys = move |event: KeyboardEvent| {
                if matches!(pressed(&event).as_str(), "Enter" | "Escape") {
                    review.go_back();
                }
            };
            view! {
                <input id=id type="text" maxlength="500" aria-label="Why this moment is for the session" placeholder="Why, in a few words" prop:value=why on:change=change on:keydown=keys />
                <button type="button" class="link quiet" aria-label="Take this key moment off" on:click=move |_| review.let_go(card, &gone)>"✕"</button>
            }
            .into_any()
        }
    };
    view! {
        <p class="key-moment" title=quote>
            <b>"★ For the session"</b>
            {body}
        </p>
    }
    .into_any()
}
