//! What is said at moments of the call: comments in threads, and the moments kept for the session.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use web_sys::HtmlElement;

use super::review::Review;
use crate::domain::id::{CardId, CommentId};
use crate::domain::scorecard::comment::{self, CommentKind, KeyMoment};
use crate::domain::scorecard::{CardRole, Comment, Scorecard};
use crate::domain::transcript::Moment;
use crate::ui::session::name_of;

mod acts;
mod list;
mod thread;

pub use list::TalkList;
pub use thread::Beside;

/// A comment as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// The comment.
    pub comment: Comment,
    /// The card it stands on.
    pub card: CardId,
    /// Who says it, and as what: "Priya Nair, manager".
    pub who: String,
    /// Whether it may be changed here.
    pub is_own: bool,
}

/// A thread as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Thread {
    /// The turn its moment begins in; `None` where it is on the whole call, or the words are not here.
    pub turn: Option<u32>,
    /// What it began with.
    pub first: Said,
    /// The replies, oldest first.
    pub replies: Vec<Said>,
}

/// A moment for the session, as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The turn it begins in.
    pub turn: Option<u32>,
    /// The moment, and why.
    pub key: KeyMoment,
    /// The card it stands on, where it may be changed here.
    pub own: Option<CardId>,
}

/// What is being written, and where.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Writing {
    /// The moment; of a reply and of a word on the whole call none.
    pub moment: Option<Moment>,
    /// The turn it is written beside.
    pub turn: Option<u32>,
    /// What it replies to.
    pub reply_to: Option<CommentId>,
    /// The comment that is changed, with its card.
    pub before: Option<(CardId, Comment)>,
}

/// The state of what is said.
#[derive(Clone, Copy)]
pub struct Talk {
    /// What is being written.
    pub writing: RwSignal<Option<Writing>>,
    /// Its words so far.
    pub text: RwSignal<String>,
    /// What it is.
    pub kind: RwSignal<CommentKind>,
    /// What is said and kept, as far as it may be seen, in the order of the call.
    pub said: RwSignal<(Vec<Thread>, Vec<Kept>)>,
    /// Whether the list is open.
    pub listed: RwSignal<bool>,
    /// What had the focus before.
    back: StoredValue<Option<HtmlElement>, LocalStorage>,
}

impl Talk {
    /// Nothing is being written.
    pub fn new() -> Self {
        Self {
            writing: RwSignal::new(None),
            text: RwSignal::new(String::new()),
            kind: RwSignal::new(CommentKind::Coach),
            said: RwSignal::new((Vec::new(), Vec::new())),
            listed: RwSignal::new(false),
            back: StoredValue::new_local(None),
        }
    }
}

/// Keeps what is said and kept at hand while the page is shown: every turn asks for its own.
pub fn follow(review: Review) {
    let found = Memo::new(move |_| (review.threads(), review.kept()));
    Effect::new(move |_| review.talk.said.set(found.get()));
    review.take_up_comment();
}

impl Review {
    /// The threads of the call that may be seen.
    fn threads(self) -> Vec<Thread> {
        let viewer = self.viewer();
        self.with_seen(|seen| {
            let said = |it: &Comment| {
                let card = seen.iter().find(|card| card.comments.iter().any(|own| own.id == it.id));
                Said {
                    comment: it.clone(),
                    card: card.map_or(self.card.with(|it| it.body.id), |it| it.id),
                    who: card.map(|card| self.speaker(card, it)).unwrap_or_default(),
                    is_own: it.is_of(viewer.person) && card.is_some_and(|it| viewer.speaks_on(it)),
                }
            };
            comment::threads(seen.iter().copied())
                .into_iter()
                .map(|it| Thread {
                    turn: it.first.moment.as_ref().and_then(|it| self.turn_of(it)),
                    first: said(it.first),
                    replies: it.replies.into_iter().map(said).collect(),
                })
                .collect()
        })
    }

    /// The moments kept for the session that may be seen.
    fn kept(self) -> Vec<Kept> {
        let viewer = self.viewer();
        self.with_seen(|seen| {
            let own = |key: &KeyMoment| seen.iter().find(|it| viewer.speaks_on(it) && it.key_moments.contains(key)).map(|it| it.id);
            comment::key_moments(seen.iter().copied())
                .into_iter()
                .map(|it| Kept { turn: self.turn_of(&it.moment), key: it.clone(), own: own(it) })
                .collect()
        })
    }

    /// The turn a moment begins in.
    fn turn_of(self, moment: &Moment) -> Option<u32> {
        let turn = |it: &crate::domain::transcript::Turn| it.segments.binary_search(&moment.from.segment).is_ok();
        self.analysis.with(|it| it.turns.iter().position(turn)).and_then(|it| u32::try_from(it).ok())
    }

    /// Who says something that stands on a card.
    fn speaker(self, card: &Scorecard, comment: &Comment) -> String {
        let role = match card.role {
            CardRole::Own => "rep",
            CardRole::Manager => "manager",
            CardRole::Peer => "peer",
            CardRole::Calibration => "scorer",
        };
        let name = comment.by.or(card.scorer).and_then(|it| self.people.with(|people| name_of(people, it)));
        name.map_or_else(|| format!("The {role}"), |it| format!("{it}, {role}"))
    }
}
