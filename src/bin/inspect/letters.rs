//! `--encoding`: the letters of a file as somebody says that they are to be read.

use callcraft::import::{Chosen, Refused, asks_encoding, letters};

/// The text in `bytes` by the encoding called `label`, and its name.
#[cfg(not(target_arch = "wasm32"))]
fn decode(bytes: &[u8], label: &str) -> Option<Chosen> {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    Some(Chosen { text: encoding.decode_with_bom_removal(bytes).0.into_owned(), encoding: encoding.name() })
}

/// There the browser decodes, and nobody inspects.
#[cfg(target_arch = "wasm32")]
fn decode(_: &[u8], _: &str) -> Option<Chosen> {
    None
}

/// The file in the encoding called `label`, where one is said; or a sentence that there is none of that name.
pub fn chosen(bytes: &[u8], label: Option<&str>) -> Result<Option<Chosen>, String> {
    let read = |it: &str| decode(bytes, it).ok_or_else(|| format!("There is no encoding called {it}."));
    label.map(read).transpose()
}

/// Why a file is refused; where only its encoding is not known, with those that are likely.
pub fn refused(bytes: &[u8], why: Refused) -> String {
    if !asks_encoding(bytes) {
        return why.to_string();
    }
    let head = bytes.get(..letters::HEAD).unwrap_or(bytes);
    let labels: Vec<_> = letters::likely(|it| decode(head, it).map(|it| it.text)).iter().map(|it| it.label).collect();
    if labels.is_empty() { why.to_string() } else { format!("{why} Likely, for --encoding: {}.", labels.join(", ")) }
}
