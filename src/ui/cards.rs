//! The cards that pages of many calls are made of.

use leptos::prelude::WithUntracked;

use crate::domain::call::Call;
use crate::domain::people::Person;
use crate::domain::record::Record;
use crate::domain::scorecard::Scorecard;
use crate::domain::scorecard::apart::scoring;
use crate::domain::scorecard::first::open_to;
use crate::storage::{Found, StorageError};
use crate::ui::session::Session;

/// All cards that whoever uses this copy may see the numbers of.
pub async fn cards_to_see(session: Session, calls: &[Record<Call>], people: &[Record<Person>]) -> Result<Found<Scorecard>, StorageError> {
    let mut found = session.db().cards().await?;
    let me = session.settings.try_with_untracked(|it| it.me).flatten();
    let me = people.iter().map(|it| &it.body).find(|it| Some(it.id) == me);
    let rubrics = session.db().rubrics().await?.records;
    found.records = open_to(me, calls, found.records, &scoring(&rubrics));
    Ok(found)
}
