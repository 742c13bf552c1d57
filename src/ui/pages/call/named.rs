//! A card names somebody, or a rubric, that another tab has deleted meanwhile: they come back from the trash, since what
//! speaks of them cannot be without.

use leptos::prelude::*;

use super::review::Review;
use crate::domain::record::Record;
use crate::domain::scorecard::Scorecard;
use crate::storage::{Named, StorageError};
use crate::ui::session::Session;

/// Brings back what `card` names; where it is not in the trash any more, a scorer is left out. Gives what was done, as a
/// sentence.
///
/// # Errors
///
/// Where it cannot be brought back.
pub async fn again(session: Session, named: &Named, card: &mut Scorecard) -> Result<String, StorageError> {
    if let Some(key) = session.db().trashed_row(&(named.store(), named.id())).await? {
        session.restore(&[key]).await?;
        let what = if matches!(named, Named::Person(_)) { "Who scores here" } else { "The rubric of this card" };
        return Ok(format!("{what} was deleted in another tab, and was brought back: this card needs it."));
    }
    match named {
        Named::Person(who) if card.scorer == Some(*who) => {
            card.scorer = None;
            Ok("Who scores here was erased in another tab, so this card names nobody.".to_owned())
        }
        _ => Err(StorageError::NotInTrash),
    }
}

impl Review {
    /// Keeps a card once what it names is back.
    pub(super) async fn name_again(self, named: Named, mine: Record<Scorecard>) {
        let mut body = mine.body.clone();
        let told = match again(self.session, &named, &mut body).await {
            Ok(told) => told,
            Err(err) => return self.session.complain(err),
        };
        let Some(shown) = self.card.try_get_untracked() else { return };
        let now = if shown.body.id == mine.body.id { shown } else { mine };
        self.store(Record { body: Scorecard { scorer: body.scorer, ..now.body }, stamp: now.stamp });
        self.notice.set(told);
    }
}
