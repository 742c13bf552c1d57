//! Ids of stored things: `Copy`, time-sortable, 26 letters and digits as text (the ULID alphabet).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LETTERS: usize = 26;

/// A text that is not an id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an id: 26 letters and digits are wanted")]
pub struct NotAnId(pub String);

/// 128 bits: 48 of milliseconds since 1970, 80 of randomness.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RawId(u128);

impl RawId {
    /// An id made at `unix_ms` (milliseconds since 1970); only the low 80 bits of `random` are used.
    pub fn new(unix_ms: u64, random: u128) -> Self {
        const RANDOM_BITS: u32 = 80;
        Self((u128::from(unix_ms & 0xFFFF_FFFF_FFFF) << RANDOM_BITS) | (random & ((1 << RANDOM_BITS) - 1)))
    }

    /// When it was made, in milliseconds since 1970.
    pub fn unix_ms(self) -> u64 {
        (self.0 >> 80) as u64
    }
}

impl fmt::Display for RawId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = [0u8; LETTERS];
        let mut rest = self.0;
        for slot in text.iter_mut().rev() {
            *slot = ALPHABET[(rest & 31) as usize];
            rest >>= 5;
        }
        f.write_str(std::str::from_utf8(&text).unwrap_or_default())
    }
}

impl fmt::Debug for RawId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for RawId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let wrong = || NotAnId(text.chars().take(40).collect());
        if text.len() != LETTERS || !text.is_ascii() {
            return Err(wrong());
        }
        let mut value: u128 = 0;
        for (at, letter) in text.bytes().enumerate() {
            let digit = ALPHABET.iter().position(|it| *it == letter.to_ascii_uppercase()).ok_or_else(wrong)?;
            if at == 0 && digit > 7 {
                return Err(wrong());
            }
            value = (value << 5) | digit as u128;
        }
        Ok(Self(value))
    }
}

impl TryFrom<String> for RawId {
    type Error = NotAnId;

    fn try_from(text: String) -> Result<Self, NotAnId> {
        text.parse()
    }
}

impl From<RawId> for String {
    fn from(id: RawId) -> Self {
        id.to_string()
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub RawId);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                text.parse().map(Self)
            }
        }
    )*};
}

ids! {
    /// A person: rep, manager, enablement coach, colleague.
    PersonId,
    /// A call.
    CallId,
    /// A scorecard.
    CardId,
    /// A comment on a call.
    CommentId,
    /// An erasure.
    ErasureId,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_id_survives_its_text(ms in 0u64..(1 << 48), random in any::<u128>()) {
            let id = RawId::new(ms, random);
            prop_assert_eq!(id.to_string().parse::<RawId>(), Ok(id));
        }

        #[test]
        fn later_ids_sort_later_as_text(ms in 0u64..((1 << 48) - 1), a in any::<u128>(), b in any::<u128>()) {
            prop_assert!(RawId::new(ms, a).to_string() < RawId::new(ms + 1, b).to_string());
        }

        #[test]
        fn no_text_panics(text in ".{0,40}") {
            let _ = text.parse::<RawId>();
        }
    }

    #[test]
    fn what_is_not_an_id_is_refused() {
        for text in ["", "7", "8ZZZZZZZZZZZZZZZZZZZZZZZZZ", "0123456789ABCDEFGHJKMNPQRU", "ééééééééééééé"] {
            assert!(text.parse::<RawId>().is_err(), "{text}");
        }
    }
}
