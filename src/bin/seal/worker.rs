//! What the page asks, and the answer: the file that was made of another, or why there is none.

use callcraft::browser::worker::Answering;
use callcraft::exchange::seal::{CLOSE, OPEN};
use callcraft::sealing::{SealError, WORK_FACTOR, close, open, opens_to};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use crate::pieces::{Made, read};

/// The question is what to do, the file and the passphrase; the answer is a file or a sentence.
pub fn answer(question: JsValue) -> Answering {
    let question: Array = question.unchecked_into();
    let what = question.get(0).as_string().unwrap_or_default();
    let passphrase = question.get(2).as_string().unwrap_or_default();
    let made = match what.as_str() {
        CLOSE => closed(question.get(1).unchecked_ref(), &passphrase),
        OPEN => opened(question.get(1).unchecked_ref(), &passphrase),
        _ => Err(format!("Callcraft does not know how to {what} a file.")),
    };
    let answer = Array::of1(&made.map_or_else(|why| why.into(), JsValue::from));
    Box::pin(std::future::ready(answer))
}

/// The closed file, which was opened again and compared.
fn closed(plain: &Blob, passphrase: &str) -> Result<Blob, String> {
    let sentence = |err: SealError| err.to_string();
    let mut made = Made::default();
    close(read(plain)?, &mut made, passphrase, WORK_FACTOR).map_err(sentence)?;
    let blob = made.blob("application/octet-stream")?;
    match opens_to(read(&blob)?, read(plain)?, passphrase).map_err(sentence)? {
        true => Ok(blob),
        false => Err("The closed file could not be opened again as it was. It was not saved; try once more.".to_owned()),
    }
}

fn opened(closed: &Blob, passphrase: &str) -> Result<Blob, String> {
    let mut made = Made::default();
    open(read(closed)?, &mut made, passphrase).map_err(|err| err.to_string())?;
    made.blob("application/json")
}
