//! New ids: the time and the browser's randomness.

use super::clock;
use crate::domain::id::RawId;

/// An id nobody has yet.
pub fn new() -> RawId {
    let mut bytes = [0u8; 16];
    if let Ok(crypto) = gloo::utils::window().crypto() {
        // Without randomness the time still tells ids of one device apart.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    RawId::new(clock::unix_ms(), u128::from_le_bytes(bytes))
}
