//! How far the database is: a word that every write changes, so that what was made from all that is stored can ask whether
//! that is all still.

use super::error::Why;
use super::guard::refused;
use super::many::Many;
use super::schema::META;
use super::{Db, Row, StorageError, row};

const ID: &str = "mark";

/// How far the database is; nothing before its first write.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark(pub(super) Option<Vec<u8>>);

impl Mark {
    /// One that never was.
    pub fn next() -> Self {
        Self(Some(js_sys::Math::random().to_le_bytes().to_vec()))
    }

    /// Where it is stored.
    pub(super) fn at() -> (&'static str, Option<String>) {
        (META, Some(ID.to_owned()))
    }

    /// Whether the database is there still: else nothing may be made from what was read then.
    pub(super) async fn stands(&self, many: &Many) -> Result<(), StorageError> {
        let found = many.answers(&[Many::asked(many.store(META)?.get(&ID.into()))?]).await?;
        let now = found.first().filter(|it| !it.is_undefined()).and_then(|it| row::body(META, it).ok());
        if now == self.0 { Ok(()) } else { refused(Why::Changed, META, "", None) }
    }

    pub(super) fn row(&self) -> Row {
        Row { store: META, id: ID.to_owned(), call: None, body: self.0.clone().unwrap_or_default() }
    }
}

impl Db {
    /// How far the database is: read before all else that a change is made from ([`super::Batch::since`]).
    ///
    /// # Errors
    ///
    /// Where the database cannot be read.
    pub async fn mark(&self) -> Result<Mark, StorageError> {
        self.get(META, ID).await.map(Mark)
    }
}
