//! One version of a rubric, to read or to edit. Address: `/rubric/?id=key@version`, with `&edit` to edit.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::domain::record::Record;
use crate::domain::rubric::{self, Rubric, RubricRef};
use crate::ui::load::{Reading, loaded};
use crate::ui::routes::{Page, PageLink};
use crate::ui::session::Session;

mod changes;
mod editor;
mod field;
mod form;
mod held;
mod outline;
mod preview;
mod problems;
mod reader;

/// What is stored around a rubric.
#[derive(Clone)]
pub struct Stored {
    /// The version that was asked for.
    rubric: Rubric,
    /// Every version there is, the shipped ones too.
    known: Vec<Rubric>,
    /// The team's own, as stored.
    own: Vec<Record<Rubric>>,
    /// By what each card was scored.
    used: Vec<RubricRef>,
}

impl Stored {
    /// How many cards were scored by this version.
    fn cards(&self) -> usize {
        self.used.iter().filter(|it| **it == self.rubric.reference()).count()
    }

    /// The version it was made from.
    fn before(&self, rubric: &Rubric) -> Option<Rubric> {
        let follows = rubric.follows.as_ref()?;
        self.known.iter().find(|it| it.reference() == follows.rubric).cloned()
    }
}

/// Reads what is stored around a rubric.
async fn stored(session: Session, id: Option<RubricRef>) -> Result<Option<Stored>, crate::storage::StorageError> {
    let db = session.db();
    let own = db.rubrics().await?.records;
    let known: Vec<Rubric> = own.iter().map(|it| it.body.clone()).chain(rubric::shipped()).collect();
    let Some(rubric) = known.iter().find(|it| Some(it.reference()) == id).cloned() else { return Ok(None) };
    let used = db.cards().await?.records.into_iter().map(|it| it.body.rubric).collect();
    Ok(Some(Stored { rubric, known, own, used }))
}

/// One version of a rubric.
#[component]
pub fn RubricPage() -> impl IntoView {
    let query = use_location().query;
    let session = Session::get();
    let asked = Memo::new(move |_| {
        let query = query.read();
        let (key, version) = query.get("id")?.rsplit_once('@').map(|(key, version)| (key.to_owned(), version.parse().ok()))?;
        Some((RubricRef { key, version: version? }, query.get("edit").is_some()))
    });
    let read = move || -> Reading<_> {
        let (id, is_edited) = asked.get().unzip();
        let is_edited = is_edited.unwrap_or_default();
        if !is_edited {
            // What is being edited is not made anew by what happens elsewhere; saving looks again.
            session.follow();
        }
        Box::pin(async move { Ok(stored(session, id).await?.map(|it| (it, is_edited))) })
    };
    let show = |found: Option<(Stored, bool)>| match found {
        Some((stored, true)) => view! { <editor::EditorView stored /> }.into_any(),
        Some((stored, false)) => view! { <reader::Reader stored /> }.into_any(),
        None => view! { <NoSuchRubric /> }.into_any(),
    };
    loaded("the rubric", read, show)
}

#[component]
fn NoSuchRubric() -> impl IntoView {
    view! {
        <header class="page-head">
            <h1>"No such rubric"</h1>
        </header>
        <p>
            "It is not in this workspace: it may have been deleted, or the link came from another device. "
            <PageLink to=Page::Rubrics>"All rubrics"</PageLink>
        </p>
    }
}
