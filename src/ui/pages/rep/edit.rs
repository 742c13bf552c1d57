//! The dialog in which the person is changed.

use leptos::prelude::*;

use super::Stored;
use crate::domain::people::{Person, Role};
use crate::domain::record::Record;
use crate::domain::rejoin::rejoin;
use crate::storage::{Batch, Db, StorageError};
use crate::ui::components::crossed::Crossed;
use crate::ui::components::dialog::Dialog;
use crate::ui::components::person::PersonForm;
use crate::ui::session::Session;

/// The dialog.
#[component]
pub fn Edit(stored: Stored, editing: RwSignal<bool>) -> impl IntoView {
    let session = Session::get();
    let stored = StoredValue::new(stored);
    let close = Callback::new(move |()| editing.set(false));
    let form = move || {
        let crossed = Crossed::default();
        let save = Callback::new(move |person: Person| {
            let was = stored.with_value(|it| it.rep.body.clone());
            leptos::task::spawn_local(async move {
                match change(session, &was, person, crossed).await {
                    Ok(true) => drop(editing.try_set(false)),
                    Ok(false) => {}
                    Err(err) => session.complain(err),
                }
            });
        });
        let (person, managers) = stored.with_value(|it| {
            let coaches = it.people.iter().map(|it| it.body.clone()).filter(|it| !matches!(it.role, Role::Rep | Role::Colleague));
            (it.rep.body.clone(), coaches.collect::<Vec<_>>())
        });
        view! { <PersonForm person managers on_save=save on_cancel=close crossed /> }
    };
    view! {
        <Dialog title="Edit" open=editing on_close=close>
            {form()}
        </Dialog>
    }
}

/// Writes what was changed of a person into the person as stored now: another tab may have changed the rest. Gives whether it
/// did: else the form says why not.
async fn change(session: Session, was: &Person, person: Person, crossed: Crossed) -> Result<bool, StorageError> {
    let mut people = session.db().people().await?.records;
    let stored = match people.iter().position(|it| it.body.id == was.id) {
        Some(at) => people.swap_remove(at),
        None if !brought_back(session, was, crossed).await? => return Ok(false),
        None => match session.db().people().await?.records.into_iter().find(|it| it.body.id == was.id) {
            Some(it) => it,
            None => return Ok(false),
        },
    };
    let (body, both) = rejoin(was, &person, &stored.body).unwrap_or((person, Vec::new()));
    if !crossed.may_write_over(&both) {
        return Ok(false);
    }
    let stamp = session.stamp(Some(&stored.stamp), &people);
    session.commit(Batch::default().person(&Record { stamp, body })).await?;
    Ok(true)
}

/// Brings a person back who was deleted in another tab, once that was said.
async fn brought_back(session: Session, was: &Person, crossed: Crossed) -> Result<bool, StorageError> {
    match session.db().trashed_row(&Db::person_row(was.id)).await? {
        None => crossed.is_deleted(false),
        Some(key) if crossed.may_bring_back() => {
            session.restore(&[key]).await?;
            return Ok(true);
        }
        Some(_) => {}
    }
    Ok(false)
}
