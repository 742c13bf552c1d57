//! A call of a pack to calibrate by comes with the card that it is to be scored on.

use leptos::prelude::*;

use super::Stored;
use super::writing::Writing;
use crate::browser::{clock, ids};
use crate::domain::id::{CallId, CardId};
use crate::domain::record::Record;
use crate::exchange::calibration::begins;
use crate::exchange::file::{Entry, Header, Scope};
use crate::exchange::merge::Known;
use crate::ui::session::Session;

/// Begins the card where the file is such a pack. It goes again where the file is taken back.
pub fn calibrating(session: Session, header: &Header, stored: &Stored, call: CallId, writing: &mut Writing) {
    if header.scope != Scope::Calibration {
        return;
    }
    let all = stored.all();
    let cards = all.iter().filter_map(|it| if let Entry::Scorecard(it) = it.shown() { Some(&it.body) } else { None });
    let me = session.settings.with_untracked(|it| it.me);
    if let Some(body) = begins(header, call, cards, (CardId(ids::new()), me, clock::now())) {
        writing.begin(&Known::new(Entry::Scorecard(Record { stamp: session.stamp(None, &[]), body })));
    }
}
