//! Selected words of the transcript as evidence.

use leptos::prelude::*;

use super::moments::By;
use super::review::Review;
use crate::browser::selection;
use crate::domain::scorecard::evidence::holds;
use crate::domain::transcript::{Moment, Place, Transcript};

/// The attribute of the elements that hold a segment's text: its index.
pub const SEGMENT: &str = "data-segment";

/// Attaches the words selected in the transcript to an item, or the moment shown where it is not another item's; else says
/// what to do first.
pub fn attach_selection(review: Review, item: &str) {
    match selected(review).or_else(|| review.moment_for(item)) {
        Some(moment) => {
            if review.card.with_untracked(|it| it.body.answer(item).is_some_and(|it| holds(&it.evidence, &moment))) {
                review.session.say("This moment is attached already.");
            }
            review.attach(item, moment);
            review.by.set_value(By::Item(item.to_owned()));
            selection::clear();
        }
        None => review.session.hint("Select some words in the transcript, find some, or go to a turn first; then attach them."),
    }
}

/// The words selected in the transcript.
pub(super) fn selected(review: Review) -> Option<Moment> {
    let (from, to) = selection::within(SEGMENT)?;
    review.transcript.with_untracked(|it| {
        let transcript = &it.as_ref()?.body;
        transcript.moment(place(transcript, &from)?, place(transcript, &to)?)
    })
}

/// The place of one end of a selection: the browser counts UTF-16 units, places count bytes.
fn place(transcript: &Transcript, end: &selection::End) -> Option<Place> {
    let segment: u32 = end.value.parse().ok()?;
    let text = &transcript.segments.get(segment as usize)?.text;
    let mut units = 0;
    let byte = text.char_indices().find(|(_, letter)| {
        let before = units;
        units += letter.len_utf16();
        before >= end.units
    });
    Some(Place { segment, offset: u32::try_from(byte.map_or(text.len(), |(at, _)| at)).ok()? })
}
