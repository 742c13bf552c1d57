//! What the browser knows of writing.

use js_sys::JsString;

/// `text` with every accented letter as one: keyboards differ in how they write them, and a passphrase must not.
pub fn nfc(text: &str) -> String {
    String::from(JsString::from(text).normalize("NFC"))
}
