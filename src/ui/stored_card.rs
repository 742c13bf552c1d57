//! A card changed as it is stored now, whatever page is shown by then.

use crate::domain::id::{CallId, CardId};
use crate::domain::people::Person;
use crate::domain::record::Record;
use crate::domain::scorecard::Scorecard;
use crate::storage::Batch;
use crate::ui::session::Session;

/// Changes the stored card called `card` of a call. Nothing happens where it is gone; a failure is shown by the shell.
pub async fn change(session: Session, call: CallId, card: CardId, people: Vec<Record<Person>>, change: impl Fn(&mut Scorecard)) {
    let Ok(found) = session.db().cards_of(call).await else { return };
    let Some(mut record) = found.records.into_iter().find(|it| it.body.id == card) else { return };
    change(&mut record.body);
    let stamp = session.stamp(Some(&record.stamp), &people);
    let _ = session.commit(Batch::default().card(&Record { stamp, body: record.body })).await;
}
