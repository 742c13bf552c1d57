//! New ids and chance: the time and the browser's randomness.

use super::clock;
use crate::domain::id::RawId;

/// An id nobody has yet.
pub fn new() -> RawId {
    // Without randomness the time still tells ids of one device apart.
    RawId::new(clock::unix_ms(), random())
}

/// Any number, each as likely.
pub fn chance() -> u64 {
    random() as u64
}

/// Bytes nobody can guess, for keys; `None` where the browser has no source of them.
pub fn secret<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0u8; N];
    gloo::utils::window().crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}

/// 128 random bits; zeros where the browser gives none.
fn random() -> u128 {
    let mut bytes = [0u8; 16];
    if let Ok(crypto) = gloo::utils::window().crypto() {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    u128::from_le_bytes(bytes)
}
