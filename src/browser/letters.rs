//! Letters of any encoding that the browser knows.

use web_sys::TextDecoder;

/// The text in `bytes` by the encoding called `label`; what does not fit it becomes U+FFFD. `None` where the browser does
/// not know it.
pub fn decode(bytes: &[u8], label: &str) -> Option<String> {
    TextDecoder::new_with_label(label).ok()?.decode_with_u8_array(bytes).ok()
}
