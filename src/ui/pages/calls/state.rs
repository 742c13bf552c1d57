//! What the parts of the page share: what is stored, what is asked for, what is shown, what is marked.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use crate::browser::clock;
use crate::domain::id::CallId;
use crate::domain::listing::facet::Facet;
use crate::domain::listing::picks::Picks;
use crate::domain::listing::query::Query;
use crate::domain::listing::{CallRow, Listing, Narrowed};
use crate::domain::people::Person;
use crate::domain::record::Record;
use crate::ui::heard;
use crate::ui::routes::Page;
use crate::ui::session::Session;

/// Goes to an address.
type Navigate = Box<dyn Fn(&str, NavigateOptions)>;

/// What was read.
#[derive(Clone, Default)]
pub struct Stored {
    /// The calls.
    pub listing: Arc<Listing>,
    /// Everybody.
    pub people: Arc<Vec<Record<Person>>>,
    /// How many stored rows could not be read.
    pub unreadable: usize,
}

/// What is shown.
#[derive(Clone)]
pub struct Shown {
    /// All calls.
    pub listing: Arc<Listing>,
    /// Those that fit.
    pub narrowed: Arc<Narrowed>,
    /// Their ids, in order.
    pub ids: Arc<Vec<CallId>>,
}

impl PartialEq for Shown {
    /// A list that was read again may have other words in the same rows.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.listing, &other.listing) && self.narrowed == other.narrowed
    }
}

impl Shown {
    /// The row at a place of the order.
    pub fn row(&self, at: usize) -> Option<&CallRow> {
        self.narrowed.shown.get(at).and_then(|it| self.listing.rows.get(*it as usize))
    }

    /// The rows that fit, in order.
    pub fn rows(&self) -> impl Iterator<Item = &CallRow> {
        (0..self.ids.len()).filter_map(|at| self.row(at))
    }
}

/// The list.
#[derive(Clone, Copy)]
pub struct List {
    /// The workspace.
    pub session: Session,
    /// What is stored.
    pub stored: Signal<Stored>,
    /// What the address asks for.
    pub query: Memo<Query>,
    /// What is shown.
    pub shown: Memo<Shown>,
    /// What is marked, shown or not.
    pub picks: RwSignal<Picks>,
    /// The marked calls that are shown: a change is of these.
    pub chosen: Memo<Arc<Vec<CallId>>>,
    /// Of how many of how many calls the signals are known, once somebody asks for signals.
    pub heard: RwSignal<Option<(usize, usize)>>,
    /// Whether signals are asked for.
    pub wants_signals: RwSignal<bool>,
    /// Whether telling them was stopped.
    pub stopped: RwSignal<bool>,
    /// How many of how many are done, while calls are being changed.
    pub busy: RwSignal<Option<(usize, usize)>>,
    navigate: StoredValue<Navigate, LocalStorage>,
}

impl List {
    /// The list over what is stored. Call it at the top of a component.
    pub fn new(stored: Signal<Stored>) -> Self {
        let search = use_location().search;
        let query = Memo::new(move |_| search.with(|it| Query::parse(it)));
        // Counts the times that more signals have become known.
        let news = RwSignal::new(0u32);
        let listing = Memo::new(move |_| {
            news.track();
            let listing = stored.with(|it| it.listing.clone());
            let known = |it: &CallRow| heard::of(it.id, it.version);
            Same(if heard::is_any() { Arc::new(listing.with_signals(known)) } else { listing })
        });
        let shown = Memo::new(move |_| {
            let listing = listing.get().0;
            let narrowed = query.with(|it| listing.narrow(it, clock::today()));
            let ids = narrowed.shown.iter().filter_map(|it| listing.rows.get(*it as usize)).map(|it| it.id).collect();
            Shown { listing, narrowed: Arc::new(narrowed), ids: Arc::new(ids) }
        });
        let picks = RwSignal::new(Picks::default());
        let (session, heard, wants_signals) = (Session::get(), RwSignal::new(None), RwSignal::new(false));
        let stopped = RwSignal::new(false);
        hear(session, stored, (query, wants_signals, stopped), (heard, news));
        Self {
            session,
            heard,
            wants_signals,
            stopped,
            stored,
            query,
            shown,
            picks,
            chosen: Memo::new(move |_| Arc::new(shown.with(|shown| picks.with(|it| it.among(&shown.ids))))),
            busy: RwSignal::new(None),
            navigate: StoredValue::new_local(Box::new(use_navigate())),
        }
    }

    /// Asks for something else; the address says so. A change letter by letter takes the place of the one before it, any
    /// other can be gone back from.
    pub fn ask(self, query: &Query, replace: bool) {
        let (path, text) = (Page::Calls.path(), query.to_text());
        let address = if text.is_empty() { path } else { format!("{path}?{text}") };
        self.navigate.with_value(|it| it(&address, NavigateOptions { replace, scroll: false, ..NavigateOptions::default() }));
    }

    /// Asks for the same with a change.
    pub fn change(self, change: impl FnOnce(&mut Query)) {
        let mut query = self.query.get_untracked();
        change(&mut query);
        self.ask(&query, false);
    }
}

/// A list that is the same while it was not made again.
#[derive(Clone)]
struct Same(Arc<Listing>);

impl PartialEq for Same {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Lets the signals of all calls be told as soon as somebody asks for signals, or for sides that nobody has said, which the words
/// tell as well, again when calls have changed. The list
/// takes them in now and then: at each it is made anew.
fn hear(
    session: Session,
    stored: Signal<Stored>,
    (query, wants, stopped): (Memo<Query>, RwSignal<bool>, RwSignal<bool>),
    (heard, news): (RwSignal<Option<(usize, usize)>>, RwSignal<u32>),
) {
    let is_asked =
        Memo::new(move |_| wants.get() || query.with(|it| it.chosen.iter().any(|it| matches!(it.0, Facet::Signal | Facet::Sides))));
    let turn = StoredValue::new(0u32);
    Effect::new(move |_| {
        let calls = stored.with(|it| it.listing.with_words());
        let now = turn.get_value().wrapping_add(1);
        turn.set_value(now);
        if !is_asked.get() || stopped.get() {
            return;
        }
        leptos::task::spawn_local(async move {
            let (many, step) = (calls.len(), (calls.len() / 10).max(100));
            let shown = StoredValue::new(0usize);
            heard::tell(session, calls, move |done| {
                // The page may be gone, or the calls have changed.
                if turn.try_get_value() != Some(now) {
                    return false;
                }
                heard.try_set(Some((done, many)));
                if done == many || done >= shown.get_value() + step {
                    shown.set_value(done);
                    news.try_update(|it| *it = it.wrapping_add(1));
                }
                true
            })
            .await;
        });
    });
}
