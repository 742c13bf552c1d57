//! Comments at moments and their threads. A comment stands on a card of its author, so that two people who comment at
//! the same time never change the same record; the threads of a call are put together from all its cards.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Scorecard;
use crate::domain::id::{CommentId, PersonId};
use crate::domain::order;
use crate::domain::transcript::Moment;

/// What a comment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommentKind {
    /// Something done well.
    Praise,
    /// Something to do otherwise.
    Coach,
    /// Something to be told.
    Question,
}

impl CommentKind {
    /// All, in the order offered, with their labels. A word of coaching opens with something positive.
    pub const ALL: &'static [(Self, &'static str)] = &[(Self::Praise, "Praise"), (Self::Coach, "Coach"), (Self::Question, "Question")];
}

/// Something said about the call, at a moment of it or in reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Its id, the same wherever the card goes.
    pub id: CommentId,
    /// Who says it, where that is a known person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// When.
    pub at: DateTime<Utc>,
    /// What it is.
    pub kind: CommentKind,
    /// The moment; a reply and a comment on the whole call have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moment: Option<Moment>,
    /// What it replies to, on this card or another of the call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<CommentId>,
    /// The words.
    pub text: String,
}

/// A moment to come back to in the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyMoment {
    /// The moment.
    pub moment: Moment,
    /// Why, in a few words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// A comment and what was said to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread<'a> {
    /// The comment it began with.
    pub first: &'a Comment,
    /// The replies, to it or to each other, oldest first.
    pub replies: Vec<&'a Comment>,
}

impl Comment {
    /// Whether whoever uses this copy may change or delete it: it is the own one.
    pub fn is_of(&self, me: Option<PersonId>) -> bool {
        self.by == me
    }
}

/// Writes `comment` onto a card: in the place of the one it was before, else as the last. A card takes comments before
/// and after its submission; the seal is not over them.
pub fn say(card: &mut Scorecard, comment: Comment) {
    match card.comments.iter_mut().find(|it| it.id == comment.id) {
        Some(before) => *before = comment,
        None => card.comments.push(comment),
    }
}

/// Takes a comment off a card. Replies to it stay, and begin threads of their own.
pub fn unsay(card: &mut Scorecard, id: CommentId) -> Option<Comment> {
    let at = card.comments.iter().position(|it| it.id == id)?;
    Some(card.comments.remove(at))
}

/// Keeps a moment for the session; of one that is kept already the reason is replaced.
pub fn keep(card: &mut Scorecard, key: KeyMoment) {
    match card.key_moments.iter_mut().find(|it| it.moment == key.moment) {
        Some(before) => *before = key,
        None => card.key_moments.push(key),
    }
    order::sort_by_key(&mut card.key_moments, |it| (it.moment.from, it.moment.to));
}

/// The threads of a call, from its cards that may be seen, in the order of the call: comments without a moment first. A
/// reply to something that is not there begins a thread of its own; one comment on two cards counts once.
pub fn threads<'a>(cards: impl IntoIterator<Item = &'a Scorecard>) -> Vec<Thread<'a>> {
    let mut all: Vec<&Comment> = cards.into_iter().flat_map(|it| &it.comments).collect();
    order::sort_by_key(&mut all, |it| (it.at, it.id));
    let mut seen: Vec<&Comment> = Vec::with_capacity(all.len());
    for comment in all {
        if !seen.iter().any(|it| it.id == comment.id) {
            seen.push(comment);
        }
    }
    let mut threads: Vec<Thread<'a>> = Vec::new();
    for comment in &seen {
        let root = root(&seen, comment);
        match threads.iter_mut().find(|it| it.first.id == root.id) {
            Some(thread) if root.id != comment.id => thread.replies.push(comment),
            Some(_) => {}
            None => {
                let replies = if root.id == comment.id { Vec::new() } else { vec![*comment] };
                threads.push(Thread { first: root, replies });
            }
        }
    }
    order::sort_by_key(&mut threads, |it| it.first.moment.as_ref().map(|it| it.from));
    threads
}

/// The comment that begins the thread of `comment`. Replies in a circle begin with the eldest of it.
fn root<'a>(all: &[&'a Comment], comment: &'a Comment) -> &'a Comment {
    let before = |of: &Comment| of.reply_to.and_then(|id| all.iter().copied().find(|it| it.id == id));
    let mut way = vec![comment];
    let mut at = comment;
    while let Some(next) = before(at) {
        if let Some(begin) = way.iter().position(|it| it.id == next.id) {
            let circle = way.get(begin..).unwrap_or_default();
            return circle.iter().copied().min_by_key(|it| (it.at, it.id)).unwrap_or(at);
        }
        way.push(next);
        at = next;
    }
    at
}

/// The moments to come back to in the session, from cards that may be seen, in the order of the call, none twice.
pub fn key_moments<'a>(cards: impl IntoIterator<Item = &'a Scorecard>) -> Vec<&'a KeyMoment> {
    let mut all: Vec<&KeyMoment> = cards.into_iter().flat_map(|it| &it.key_moments).collect();
    order::sort_by_key(&mut all, |it| (it.moment.from, it.moment.to));
    all.dedup_by_key(|it| (it.moment.from, it.moment.to));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::RawId;
    use crate::domain::scorecard::tests::draft;
    use crate::domain::transcript::Place;
    use proptest::prelude::*;

    fn id(n: u64) -> CommentId {
        CommentId(RawId::new(n, 0))
    }

    fn comment(n: u64, reply_to: Option<u64>, segment: Option<u32>) -> Comment {
        let place = |segment| Place { segment, offset: 0 };
        Comment {
            id: id(n),
            by: None,
            at: DateTime::from_timestamp(n as i64, 0).unwrap(),
            kind: CommentKind::Coach,
            moment: segment.map(|it| Moment { from: place(it), to: place(it + 1), at: None, quote: "words".to_owned() }),
            reply_to: reply_to.map(id),
            text: n.to_string(),
        }
    }

    fn said(threads: &[Thread<'_>]) -> Vec<Vec<String>> {
        let texts = |it: &Thread<'_>| [it.first].into_iter().chain(it.replies.iter().copied()).map(|it| it.text.clone()).collect();
        threads.iter().map(texts).collect()
    }

    #[test]
    fn threads_are_put_together_from_all_cards_in_the_order_of_the_call() {
        let manager = Scorecard { comments: vec![comment(1, None, Some(9)), comment(4, Some(2), None)], ..draft() };
        let own = Scorecard { comments: vec![comment(2, Some(1), None), comment(3, None, Some(2)), comment(5, None, None)], ..draft() };
        assert_eq!(said(&threads([&manager, &own])), [vec!["5"], vec!["3"], vec!["1", "2", "4"]]);
        assert_eq!(said(&threads([&own])), [vec!["2"], vec!["5"], vec!["3"]]);
        assert_eq!(said(&threads([&own, &own])), said(&threads([&own])));
    }

    #[test]
    fn comments_come_and_go_on_a_submitted_card_and_its_seal_holds() {
        use crate::domain::scorecard::seal::{Seal, seal};
        let mut card = draft();
        card.submit("2026-11-12T10:40:00Z".parse().unwrap());
        say(&mut card, comment(1, None, Some(4)));
        say(&mut card, comment(2, Some(1), None));
        say(&mut card, Comment { text: "better words".to_owned(), ..comment(1, None, Some(4)) });
        assert_eq!(said(&threads([&card])), [vec!["better words", "2"]]);
        assert_eq!(unsay(&mut card, id(1)).map(|it| it.text).as_deref(), Some("better words"));
        assert_eq!((said(&threads([&card])), unsay(&mut card, id(1))), (vec![vec!["2".to_owned()]], None));
        assert_eq!(seal(&card), Seal::Holds);
    }

    #[test]
    fn only_the_own_comment_may_be_changed() {
        let (me, other) = (PersonId(RawId::new(1, 1)), PersonId(RawId::new(2, 2)));
        let mine = Comment { by: Some(me), ..comment(1, None, None) };
        assert!(mine.is_of(Some(me)) && !mine.is_of(Some(other)) && !mine.is_of(None));
    }

    #[test]
    fn a_moment_is_kept_once_in_the_order_of_the_call() {
        let key = |segment, why: &str| KeyMoment { moment: comment(1, None, Some(segment)).moment.unwrap(), why: why.to_owned() };
        let mut card = draft();
        for it in [key(7, ""), key(2, "opener"), key(7, "price")] {
            keep(&mut card, it);
        }
        assert_eq!(card.key_moments, [key(2, "opener"), key(7, "price")]);
    }

    #[test]
    fn key_moments_are_shown_once_in_the_order_of_the_call() {
        let key = |segment| KeyMoment { moment: comment(1, None, Some(segment)).moment.unwrap(), why: String::new() };
        let cards = [Scorecard { key_moments: vec![key(7), key(2)], ..draft() }, Scorecard { key_moments: vec![key(2)], ..draft() }];
        assert_eq!(key_moments(&cards).iter().map(|it| it.moment.from.segment).collect::<Vec<_>>(), [2, 7]);
    }

    proptest! {
        #[test]
        fn every_comment_stands_in_one_thread_whatever_replies_to_what(replies in proptest::collection::vec(proptest::option::of(0u64..12), 0..12)) {
            let comments = replies.iter().enumerate().map(|(n, to)| comment(n as u64, *to, None)).collect();
            let card = Scorecard { comments, ..draft() };
            let mut found: Vec<String> = said(&threads([&card])).concat();
            found.sort_by_key(|it| it.parse::<u64>().unwrap());
            prop_assert_eq!(found, (0..replies.len()).map(|it| it.to_string()).collect::<Vec<_>>());
        }
    }
}
