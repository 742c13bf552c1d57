//! What the page asks, and the answer: the file that was made of another, or why there is none.

use callcraft::browser::making::{CLOSED, JSON, Made};
use callcraft::browser::worker::Answering;
use callcraft::exchange::seal::{CLOSE, OPEN};
use callcraft::sealing::{SealError, WORK_FACTOR, close, open, opens_to};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use crate::pieces::{read, written};

/// The question is what to do, the file and the passphrase; the answer is a file or a sentence.
pub fn answer(question: JsValue) -> Answering {
    Box::pin(async move {
        let question: Array = question.unchecked_into();
        let what = question.get(0).as_string().unwrap_or_default();
        let passphrase = question.get(2).as_string().unwrap_or_default();
        let made = match what.as_str() {
            CLOSE => closed(question.get(1).unchecked_ref(), &passphrase).await,
            OPEN => opened(question.get(1).unchecked_ref(), &passphrase).await,
            _ => Err(format!("Callcraft does not know how to {what} a file.")),
        };
        // The page adopts it.
        Array::of1(&made.map_or_else(|why| why.into(), |it| it.handed_over().into()))
    })
}

/// The closed file, which was opened again and compared.
async fn closed(plain: &Blob, passphrase: &str) -> Result<Made, String> {
    let from = read(plain)?;
    let made = written(CLOSED, |to| close(from, to, passphrase, WORK_FACTOR)).await?;
    match opens_to(read(made.file())?, read(plain)?, passphrase).map_err(|err: SealError| err.to_string())? {
        true => Ok(made),
        false => Err("The closed file could not be opened again as it was. It was not saved; try once more.".to_owned()),
    }
}

async fn opened(closed: &Blob, passphrase: &str) -> Result<Made, String> {
    let from = read(closed)?;
    written(JSON, |to| open(from, to, passphrase)).await
}
