//! The editor: what its parts share, and the page around them.

use leptos::prelude::*;

use super::changes::changes;
use super::problems::Problems;
use super::{Stored, form, held, outline, preview};
use crate::browser::ids;
use crate::browser::keys::pressed;
use crate::domain::history::History;
use crate::domain::limits::{PROSE, SHORT, cut};
use crate::domain::record::Record;
use crate::domain::rubric::check::{Gravity, Problem, problems};
use crate::domain::rubric::form::{Field, Hand, Shape, Spot};
use crate::domain::rubric::{Rubric, RubricRef, version};
use crate::domain::show;
use crate::storage::Batch;
use crate::ui::components::act::Act;
use crate::ui::components::live::live;
use crate::ui::components::scroll::go_to;
use crate::ui::drafts;
use crate::ui::handover::again;
use crate::ui::routes::{Page, PageLink, go_on, use_go};
use crate::ui::session::Session;

/// The state of the editor. `Copy`; lives as long as one rubric is edited.
#[derive(Clone, Copy)]
pub struct Editor {
    /// The workspace.
    pub session: Session,
    /// The rubric as it is being written.
    pub draft: RwSignal<Rubric>,
    /// What is wrong with it.
    pub problems: Memo<Vec<Problem>>,
    /// The way back and forth.
    pub history: RwSignal<History<Rubric>>,
    /// What the form shows.
    pub hand: RwSignal<Hand>,
    /// What is being dragged.
    pub dragged: StoredValue<Option<Hand>>,
    /// Said to who does not see what moved.
    pub said: RwSignal<String>,
    /// Whether the browser keeps the draft.
    pub(super) kept: RwSignal<bool>,
    pub(super) from: StoredValue<RubricRef>,
    began: StoredValue<Option<Rubric>>,
}

impl Editor {
    fn new(session: Session, stored: &Stored) -> Self {
        let from = stored.rubric.reference();
        let fixed = version::is_fixed(&stored.rubric, &stored.used);
        let first = version::begin(&stored.rubric, fixed, &stored.known, &ids::new().to_string());
        let draft = drafts::get(session, &from).unwrap_or_else(|| first.clone());
        let began = stored.known.iter().find(|it| it.reference() == draft.reference()).cloned();
        let draft = RwSignal::new(draft);
        let editor = Self {
            session,
            draft,
            problems: Memo::new(move |_| draft.with(problems)),
            history: RwSignal::new(History::default()),
            hand: RwSignal::new(Hand::Whole),
            dragged: StoredValue::new(None),
            said: RwSignal::new(String::new()),
            kept: RwSignal::new(true),
            from: StoredValue::new(from),
            began: StoredValue::new(began),
        };
        held::keep(editor, first);
        editor
    }

    /// Makes `next` of the draft; edits of the same `field` in a row are one step back.
    pub fn edit(self, next: Rubric, field: &str) {
        let was = self.draft.get_untracked();
        if was != next {
            self.history.update(|it| it.edit(was, field));
            self.put(next);
        }
    }

    /// Writes into a field. Letters are taken back together, choices one by one. What is longer than a field takes is cut, but
    /// never below what stood there.
    pub fn write(self, field: &Field, spot: Spot, path: &str, text: &str) {
        let mut next = self.draft.get_untracked();
        let most = if matches!(field.shape, Shape::Lines) { PROSE } else { SHORT };
        let most = most.max((field.read)(&next, spot).map_or(0, |it| it.chars().count()));
        let mut text = text.to_owned();
        if cut(&mut text, most) {
            self.session.complain(format!("Only the first {most} letters were taken: this field holds no more."));
        }
        (field.write)(&mut next, spot, &text);
        let is_text = matches!(field.shape, Shape::Line | Shape::Lines | Shape::Number);
        self.edit(next, if is_text { path } else { "" });
    }

    /// Shows `next`; what is in hand stays in hand wherever it stands now.
    fn put(self, next: Rubric) {
        let was = self.draft.get_untracked();
        let hand = match self.hand.get_untracked() {
            Hand::Whole => Hand::Whole,
            Hand::Category(at) => {
                let key = was.categories.get(at).map(|it| it.key.clone());
                next.categories.iter().position(|it| Some(&it.key) == key.as_ref()).map_or(Hand::Whole, Hand::Category)
            }
            Hand::Item(at) => was.item_at(at).and_then(|it| next.place(&it.key)).map_or(Hand::Whole, Hand::Item),
        };
        self.draft.set(next);
        if self.hand.get_untracked() != hand {
            self.hand.set(hand);
        }
    }

    fn undo(self) {
        let now = self.draft.get_untracked();
        if let Some(was) = self.history.try_update(|it| it.undo(now)).flatten() {
            self.put(was);
        }
    }

    fn redo(self) {
        let now = self.draft.get_untracked();
        if let Some(next) = self.history.try_update(|it| it.redo(now)).flatten() {
            self.put(next);
        }
    }

    /// Goes to the field a problem is at.
    pub fn show(self, path: &str) {
        self.hand.set(Hand::of_path(path));
        focus(path.to_owned());
    }

    /// Why it cannot be saved as it is.
    fn why_not(self) -> Option<String> {
        let faults = self.problems.with(|it| it.iter().filter(|it| it.gravity == Gravity::Fault).count());
        (faults > 0).then(|| format!("Mend {} first.", show::count(faults, "fault", "faults")))
    }
}

/// Gives the focus to the field of that path, or to the nearest one around it.
pub fn focus(path: String) {
    go_to(move || {
        let mut path = path.as_str();
        loop {
            let found = document().query_selector(&format!("[id=\"{path}\"], [id^=\"{path}.\"], [id^=\"{path}[\"]")).ok().flatten();
            if found.is_some() {
                return found;
            }
            path = path.get(..path.rfind(['.', '['])?)?;
        }
    });
}

/// Keeps the draft; gives the version it became.
async fn save(editor: Editor) -> Result<Rubric, String> {
    let (session, draft) = (editor.session, editor.draft.get_untracked());
    let (began, from) = (editor.began.get_value(), editor.from.get_value());
    let rubric = again(async || Ok(written(session, draft.clone(), began.as_ref()).await?)).await?;
    drafts::forget(session, &from);
    Ok(rubric)
}

/// Writes it in the place of a version that no card has used, else as the next one: whether one has is asked while nothing
/// else is written.
async fn written(session: Session, draft: Rubric, began: Option<&Rubric>) -> Result<Rubric, crate::storage::StorageError> {
    let db = session.db();
    let mark = db.mark().await?;
    let (stored, people) = (db.rubrics().await?.records, db.people().await?.records);
    let used: Vec<RubricRef> = db.cards().await?.records.into_iter().map(|it| it.body.rubric).collect();
    let known: Vec<Rubric> = stored.iter().map(|it| it.body.clone()).collect();
    let fixed = version::is_fixed(&draft, &used);
    let rubric = version::settle(draft, began, fixed, &known);
    let before = stored.iter().find(|it| it.body.reference() == rubric.reference()).map(|it| &it.stamp);
    let stamp = session.stamp(before, &people);
    session.commit(Batch::default().rubric(&Record { stamp, body: rubric.clone() }).since(mark)).await?;
    Ok(rubric)
}

/// The editor.
#[component]
pub fn EditorView(stored: Stored) -> impl IntoView {
    let editor = Editor::new(Session::get(), &stored);
    let before = editor.draft.with_untracked(|it| stored.before(it));
    let says = match (&before, stored.cards()) {
        (Some(before), _) if before.key == editor.draft.with_untracked(|it| it.key.clone()) => {
            format!("Version {} stays as it is for the cards that were scored by it.", before.version)
        }
        (Some(before), _) => format!("Your own, made from {} v{}, which stays as it is.", before.title, before.version),
        (None, _) => "No card has used this version yet, so it is changed in place.".to_owned(),
    };
    let known = StoredValue::new(stored.known);
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
            return;
        }
        // In fields too: every letter is in the history.
        match (pressed(&event).to_lowercase().as_str(), event.shift_key()) {
            ("z", false) => editor.undo(),
            ("z", true) | ("y", false) => editor.redo(),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || handle.remove());
    let title = Memo::new(move |_| editor.draft.with(|it| format!("{} v{}", it.title, it.version)));
    view! {
        <header class="page-head">
            <div>
                <p class="crumb">
                    <PageLink to=Page::Rubrics>"Rubrics"</PageLink>
                </p>
                <h1>"Edit: " {live(move || title.get())}</h1>
                <p class="meta">{says}</p>
            </div>
        </header>
        <Toolbar editor />
        <p class="unseen" role="status">{live(move || editor.said.get())}</p>
        <div class="editor">
            <div class="editor__side">
                <outline::Outline editor />
                <Problems editor />
            </div>
            <form::Form editor />
        </div>
        {before.map(|before| view! {
            <section class="panel" aria-label="Changes">
                <h2>"Changes since " {before.title.clone()} " v" {before.version}</h2>
                {live(move || editor.draft.with(|it| known.with_value(|known| changes(known, &before, it))))}
            </section>
        })}
        <preview::Preview editor />
    }
}

/// Undo, the total, saving.
#[component]
fn Toolbar(editor: Editor) -> impl IntoView {
    let go = StoredValue::new_local(use_go());
    let (session, act) = (editor.session, Act::default());
    let sum = Memo::new(move |_| {
        editor.draft.with(|it| format!("{} points in {}", it.weights(), show::count(it.items().count(), "item", "items")))
    });
    let keep = move |_| {
        if editor.why_not().is_some() {
            return;
        }
        let go = go_on(go.get_value());
        act.start(async move {
            match save(editor).await {
                Ok(rubric) => {
                    session.say(format!("“{}” version {} is saved.", rubric.title, rubric.version));
                    go(Page::Rubric(Some(rubric.reference())));
                }
                Err(err) => session.complain(err),
            }
        });
    };
    let discard = move |_| {
        let (from, draft) = (editor.from.get_value(), editor.draft.get_untracked());
        drafts::forget(session, &from);
        go.get_value()(Page::Rubric(Some(from.clone())));
        session.say_undo("The draft is gone.", move || {
            drafts::keep(session, &from, &draft);
            session.tell();
        });
    };
    let step = move |label: &'static str, title: &'static str, sign: &'static str, act: fn(Editor), can: fn(&History<Rubric>) -> bool| {
        view! {
            <button type="button" class="quiet" title=title aria-label=label disabled=move || !editor.history.with(can) on:click=move |_| act(editor)>
                {sign}
            </button>
        }
    };
    let state = move || match editor.why_not() {
        Some(why) => why,
        None if !editor.kept.get() => "This browser keeps no drafts: save before you leave.".to_owned(),
        None if editor.history.with(History::can_undo) => "Draft kept on this device.".to_owned(),
        None => String::new(),
    };
    view! {
        <div class="bar panel toolbar" role="group" aria-label="Editing">
            {step("Undo", "Take the last edit back (Ctrl Z)", "↶", Editor::undo, History::can_undo)}
            {step("Redo", "Do it again (Ctrl Shift Z)", "↷", Editor::redo, History::can_redo)}
            <b class="total" aria-live="polite">{live(move || sum.get())}</b>
            <span class="muted" aria-live="polite">{live(state)}</span>
            <span class="end actions">
                <button type="button" class="quiet" on:click=discard>
                    "Discard the draft"
                </button>
                <button type="button" class="primary" disabled=move || editor.why_not().is_some() on:click=keep>
                    "Save version " {live(move || editor.draft.with(|it| it.version))}
                </button>
            </span>
        </div>
    }
}
