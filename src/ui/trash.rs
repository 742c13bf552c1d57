//! What is deleted, and the way back.

use super::saves;
use super::session::Session;
use crate::browser::clock;
use crate::domain::id::CallId;
use crate::storage::{Batch, Mark, StorageError};

impl Session {
    /// Moves calls with all that hangs on them, and rows of other stores, to the trash; gives their keys there. `said` hears
    /// how many calls are done.
    ///
    /// # Errors
    ///
    /// Where the browser did not keep it; then nothing is deleted.
    pub async fn to_trash(
        self,
        calls: &[CallId],
        others: &[(&'static str, String)],
        said: &dyn Fn(usize),
    ) -> Result<Vec<String>, StorageError> {
        self.trashed(Batch::default(), calls, others, said).await
    }

    /// Moves a row to the trash that nothing spoke of when the database was at `mark`.
    ///
    /// # Errors
    ///
    /// Where the browser did not keep it, or anything was written since; then nothing is deleted.
    pub async fn unused_to_trash(self, row: (&'static str, String), mark: Mark) -> Result<Vec<String>, StorageError> {
        self.trashed(Batch::default().since(mark), &[], &[row], &|_| {}).await
    }

    async fn trashed(
        self,
        also: Batch,
        calls: &[CallId],
        others: &[(&'static str, String)],
        said: &dyn Fn(usize),
    ) -> Result<Vec<String>, StorageError> {
        let (change, meta) = saves::with_change(self, &also);
        let keys = self.db().to_trash(calls, others, clock::now(), &also.and(change), said).await?;
        saves::confirmed(self, &meta);
        Ok(keys)
    }

    /// Says what was deleted, and offers to take it back out of the trash.
    pub fn say_trashed(self, text: impl Into<String>, keys: Vec<String>) {
        self.say_undo(text, move || {
            let keys = keys.clone();
            leptos::task::spawn_local(async move {
                if let Err(err) = self.restore(&keys).await {
                    self.complain(err);
                }
            });
        });
    }

    /// Takes things out of the trash and back to where they were.
    ///
    /// # Errors
    ///
    /// Where the browser did not keep it; then they are in the trash still; and where none of them is there any more.
    pub async fn restore(self, keys: &[String]) -> Result<(), StorageError> {
        let (also, meta) = saves::with_change(self, &Batch::default());
        let found = match self.db().from_trash(keys, &also).await {
            // Snapshots lie in the same room.
            Err(StorageError::QuotaExceeded) if (self.helpers.make_room)().await => self.db().from_trash(keys, &also).await?,
            other => other?,
        };
        saves::confirmed(self, &meta);
        match (found, keys.len()) {
            (0, 1..) => return Err(StorageError::NotInTrash),
            (found, wanted) if found < wanted => {
                self.complain(format!("Brought back: {found} of {wanted}. The others are not in the trash any more."));
            }
            _ => {}
        }
        Ok(())
    }
}
