//! What is read, compared and then written, once more where another tab has written in between.

use crate::storage::{StorageError, Why};

/// How often it is tried.
const TIMES: usize = 8;

/// Why something was not kept.
#[derive(Debug)]
pub enum Miss {
    /// Another tab has changed meanwhile what it was made from.
    Crossed,
    /// Anything else; a sentence.
    Failed(String),
}

impl From<StorageError> for Miss {
    fn from(err: StorageError) -> Self {
        match &err {
            StorageError::Refused(it) if it.why != Why::Erased => Self::Crossed,
            _ => Self::Failed(err.to_string()),
        }
    }
}

impl From<String> for Miss {
    fn from(why: String) -> Self {
        Self::Failed(why)
    }
}

/// Does `job`, which reads what is here and writes what follows from it, until no other tab has written in between.
///
/// # Errors
///
/// A sentence; then nothing of the last time is written.
pub async fn again<T>(mut job: impl AsyncFnMut() -> Result<T, Miss>) -> Result<T, String> {
    for _ in 0..TIMES {
        match job().await {
            Ok(done) => return Ok(done),
            Err(Miss::Failed(why)) => return Err(why),
            Err(Miss::Crossed) => {}
        }
    }
    Err("Another tab kept changing what is stored here while this was being written, so it was not. Let the other tab rest for a moment, then try once more.".to_owned())
}
