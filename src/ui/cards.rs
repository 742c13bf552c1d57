//! The cards that pages of many calls are made of.

use leptos::prelude::{GetValue, WithUntracked};

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
    found.records = open_to(me, unnamed(session).as_deref(), calls, found.records, &scoring(&rubrics));
    Ok(found)
}

/// What this copy is called as a writer, where it is to be asked who uses it: nobody of the sample is here, and somebody may
/// have declined to say.
pub fn unnamed(session: Session) -> Option<String> {
    let is_asked = !session.is_sample() && session.is_nobody.try_get_value() == Some(false);
    if is_asked { session.settings.try_with_untracked(|it| it.writer.clone()) } else { None }
}
