//! `--encoding`: the letters of a file as somebody says that they are to be read.

use callcraft::import::{Chosen, Refused, asks_encoding, letters};
use encoding_rs::Encoding;

/// The file in the encoding called `label`, where one is said; or a sentence that there is none of that name.
pub fn chosen(bytes: &[u8], label: Option<&str>) -> Result<Option<Chosen>, String> {
    let Some(label) = label else { return Ok(None) };
    let encoding = Encoding::for_label(label.as_bytes()).ok_or_else(|| format!("There is no encoding called {label}."))?;
    Ok(Some(Chosen { text: encoding.decode_with_bom_removal(bytes).0.into_owned(), encoding: encoding.name() }))
}

/// Why a file is refused; where only its encoding is not known, with those that are likely.
pub fn refused(bytes: &[u8], why: Refused) -> String {
    if !asks_encoding(bytes) {
        return why.to_string();
    }
    let head = bytes.get(..letters::HEAD).unwrap_or(bytes);
    let decode = |it: &str| Some(Encoding::for_label(it.as_bytes())?.decode_without_bom_handling(head).0.into_owned());
    let labels: Vec<_> = letters::likely(decode).iter().map(|it| it.label).collect();
    if labels.is_empty() { why.to_string() } else { format!("{why} Likely, for --encoding: {}.", labels.join(", ")) }
}
