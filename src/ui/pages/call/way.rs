//! From one call to the next: through the list it was opened from, and to the next one that waits for a score.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::card::RESULT;
use super::review::Review;
use crate::domain::call::Call;
use crate::domain::id::CallId;
use crate::domain::listing::queue::{Way, waits, way};
use crate::domain::order;
use crate::domain::people::Person;
use crate::domain::record::Record;
use crate::domain::scorecard::Scorecard;
use crate::ui::components::scroll::into_view;
use crate::ui::routes::{Page, PageLink, use_go};
use crate::ui::session::Session;

/// The way on from a call. `cards` are those of a call that score it.
pub fn of<'a>(
    session: Session,
    here: CallId,
    calls: &[Record<Call>],
    people: &[Record<Person>],
    cards: impl Fn(CallId) -> Vec<&'a Scorecard>,
) -> Way {
    let mut all: Vec<&Call> = calls.iter().map(|it| &it.body).collect();
    order::sort_by_key(&mut all, |it| std::cmp::Reverse((it.started_at, it.id)));
    let me = session.settings.with_untracked(|it| it.me);
    let me = people.iter().map(|it| &it.body).find(|it| Some(it.id) == me);
    let waiting: std::collections::HashSet<CallId> = all.iter().filter(|it| waits(me, it, cards(it.id))).map(|it| it.id).collect();
    let wordy: std::collections::HashSet<CallId> = all.iter().filter(|it| it.transcript.is_some()).map(|it| it.id).collect();
    let all: Vec<CallId> = all.into_iter().map(|it| it.id).collect();
    session.list.with_value(|list| way(list, &all, here, |it| waiting.contains(&it), |it| wordy.contains(&it)))
}

/// The way on, and how to take it.
#[derive(Clone, Copy)]
pub struct Ways {
    way: StoredValue<Way>,
    go: StoredValue<Box<dyn Fn(Page)>, LocalStorage>,
}

impl Ways {
    /// Call it at the top of a component.
    pub fn new(way: Way) -> Self {
        Self { way: StoredValue::new(way), go: StoredValue::new_local(Box::new(use_go())) }
    }

    /// Goes to a call, where there is one.
    pub fn go(self, to: impl Fn(&Way) -> Option<CallId>) {
        if let Some(call) = self.way.with_value(to) {
            self.go.with_value(|it| it(Page::Call(Some(call))));
        }
    }
}

/// The place in the list, with the calls on both sides of it.
pub fn place(review: Review) -> Option<AnyView> {
    let Way { place, before, after, .. } = review.ways.way.get_value();
    let (at, of) = place.filter(|it| it.1 > 1)?;
    let link = |to: Option<CallId>, says: &'static str, sign: &'static str| {
        let to = Page::Call(Some(to?));
        Some(view! { <PageLink to><span class="unseen">{says}</span><span aria-hidden="true">{sign}</span></PageLink> })
    };
    Some(
        view! {
            <span class="way">
                {link(before, "Call before", "‹")}
                {format!(" {at} of {of} ")}
                {link(after, "Following call", "›")}
            </span>
        }
        .into_any(),
    )
}

/// The id of what holds the way on.
const NEXT: &str = "next-to-score";

/// Shows the result and goes to the way on, once it is there; where no call waits, to the result. Out of the fields of the card in any case: they
/// are closed.
pub fn to_next() {
    request_animation_frame(|| {
        let focused = document().active_element().and_then(|it| it.dyn_into::<HtmlElement>().ok());
        let _ = focused.map(|it| it.blur());
        let link = document().query_selector(&format!("#{NEXT} a")).ok().flatten().and_then(|it| it.dyn_into::<HtmlElement>().ok());
        // What was reached is in sight in either case.
        let result = document().get_element_by_id(RESULT);
        result.iter().for_each(into_view);
        if let Some(it) = link.or(result.map(JsCast::unchecked_into)) {
            let _ = it.focus();
        }
    });
}

/// What stands in the place of *Submit score* once the card is submitted.
pub fn on(review: Review) -> Option<AnyView> {
    let Way { next, left, .. } = review.ways.way.get_value();
    let to = Page::Call(Some(next?));
    Some(
        view! {
            <span id=NEXT>
                <PageLink to class="button primary">
                    {format!("Next to score ({left}) ")}
                    <kbd>"W"</kbd>
                </PageLink>
            </span>
        }
        .into_any(),
    )
}
