//! All that is stored about one person, the trash included.

use super::{Stored, erase};
use crate::domain::id::PersonId;
use crate::exchange::about::About;
use crate::exchange::file::KINDS;
use crate::exchange::merge::Known;
use crate::storage::{Db, StorageError};

/// The records that are about a person, each with all its versions, and what they cannot be understood without, in the
/// order of a file.
///
/// # Errors
///
/// Where the database cannot be read.
pub async fn about(db: &Db, person: PersonId) -> Result<Vec<Known>, StorageError> {
    let stored = Stored::read(db).await?;
    let bins = db.bins().await?;
    let Some(body) = stored.people().into_iter().find(|it| it.body.id == person) else { return Ok(Vec::new()) };
    let mut about = About::of(&body.body);
    erase::every(db, &stored, &bins, &mut |it| about.see(it)).await?;
    let mut all = stored.all();
    all.extend(bins.iter().flat_map(erase::held).map(Known::new));
    let (mut found, rest): (Vec<Known>, Vec<Known>) = all.into_iter().partition(|it| about.has(it));
    for call in stored.words() {
        found.extend(stored.read_words(db, &call).await?.filter(|it| about.has(it)));
    }
    found.extend(rest.into_iter().filter(|it| about.goes_along(it)));
    crate::domain::order::sort_by_key(&mut found, |it| KINDS.iter().position(|kind| *kind == it.shown().kind()));
    Ok(found)
}
