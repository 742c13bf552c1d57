//! YouTube's captions (timedtext, json3): events with a start in milliseconds and segments of text; what is appended only
//! scrolls.

use super::tree::Value;
use super::{Found, Here};
use crate::domain::time::Millis;
use crate::import::cues::{Cues, When};

/// Whether a value is a file of captions.
pub(super) fn is(value: Value) -> bool {
    value.list("events").is_some_and(|it| it.items().take(20).any(|it| it.has(&["tStartMs"]) && it.has(&["segs.0.utf8"])))
}

/// Reads it.
pub(super) fn read(here: &Here, found: &mut Found) {
    let events: Vec<Value> = here.value.list("events").into_iter().flat_map(Value::items).collect();
    let said: Vec<(&Value, String)> = events.iter().map(|it| (it, words(*it))).filter(|it| !it.1.trim().is_empty()).collect();
    let mut cues = Cues::of("");
    for (at, (event, text)) in said.iter().enumerate() {
        let Some(start) = time(**event, "tStartMs") else {
            found.skip(
                event.line(),
                format!("the time cannot be read, so its words are left out: “{}”", crate::import::lines::excerpt(text)),
            );
            continue;
        };
        // A caption stays on the screen while the next is said already.
        let next = said.get(at + 1).and_then(|it| time(*it.0, "tStartMs")).filter(|it| *it > start);
        let end = time(**event, "dDurationMs").map(|it| start + it);
        let end = end.map(|end| next.map_or(end, |next| next.min(end)));
        cues.add(When { line: event.line(), start, end }, &text.replace('&', "&amp;").replace('<', "&lt;"));
    }
    cues.finish(found);
}

fn words(event: Value) -> String {
    event.list("segs").into_iter().flat_map(Value::items).filter_map(|it| it.get("utf8")?.text()).collect()
}

/// A number of milliseconds within two days.
fn time(event: Value, name: &str) -> Option<Millis> {
    event.get(name)?.number().filter(|it| (0.0..1.728e8).contains(it)).map(|it| Millis(it as i64))
}
