//! What the words of a rep's last discovery calls come to. They are read once the page is there.

use leptos::prelude::*;

use super::{RECENT, Stored};
use crate::domain::analysis::analyse;
use crate::domain::analysis::over_calls::{OverCalls, over_calls};
use crate::domain::call::Call;
use crate::domain::order;
use crate::ui::session::Session;

/// The last discovery calls that have words and a date, the latest first.
fn told(stored: &Stored) -> Vec<Call> {
    let has_words = |it: &&Call| it.kind == "discovery" && it.transcript.is_some() && it.started_at.is_some();
    let mut calls: Vec<Call> = stored.calls.iter().map(|it| &it.body).filter(has_words).cloned().collect();
    order::sort_by_key(&mut calls, |it| std::cmp::Reverse((it.started_at, it.id)));
    calls.truncate(RECENT);
    calls
}

/// Reads the words; what they come to is there when they are read.
pub fn heard(stored: &Stored) -> RwSignal<OverCalls> {
    let (session, found, calls) = (Session::get(), RwSignal::new(OverCalls::default()), told(stored));
    leptos::task::spawn_local(async move {
        let mut analyses = Vec::new();
        for call in calls {
            let Ok(Some(words)) = session.db().transcript(call.id).await else { continue };
            let words = words.body.transcript;
            let Some(settings) = session.settings.try_with_untracked(|it| it.hearing(&call.language)) else { return };
            analyses.push(analyse(&words, words.voice_of(call.rep), &settings));
        }
        // The page may have been left.
        let _ = found.try_set(over_calls(&analyses));
    });
    found
}
