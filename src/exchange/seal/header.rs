//! The header: text lines that say how the passphrase leads to the key of the file.

use chacha20poly1305::aead::Aead;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit, Nonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::chunks::derive;
use super::{MAX_WORK_FACTOR, SealError};

pub(super) const FIRST_LINE: &[u8] = b"age-encryption.org/v1\n";
const STANZA: &str = "-> scrypt ";
const END: &str = "---";
/// What a header of one passphrase has at most; others are not looked at.
const LONGEST: usize = 64 * 1024;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

pub(super) struct Header {
    pub salt: [u8; 16],
    pub work_factor: u8,
}

impl Header {
    /// The header in front of a file with `file_key`.
    pub(super) fn write(&self, passphrase: &str, file_key: &[u8; 16]) -> Result<Vec<u8>, SealError> {
        let wrapped = self.cipher(passphrase)?.encrypt(&Nonce::default(), file_key.as_slice()).map_err(|_| SealError::Damaged)?;
        let mut header = FIRST_LINE.to_vec();
        let stanza = format!("{STANZA}{} {}\n{}\n{END}", encode(&self.salt), self.work_factor, encode(&wrapped));
        header.extend_from_slice(stanza.as_bytes());
        let mac = mac(file_key, &header)?.finalize().into_bytes();
        header.extend_from_slice(format!(" {}\n", encode(&mac)).as_bytes());
        Ok(header)
    }

    /// The header at the start of `bytes` and how long it is; `None` where it is not all there yet.
    pub(super) fn read(bytes: &[u8]) -> Result<Option<(Self, usize)>, SealError> {
        if !FIRST_LINE.starts_with(bytes.get(..FIRST_LINE.len()).unwrap_or(bytes)) {
            return Err(SealError::NotSealed);
        }
        let Some(length) = length(bytes) else {
            return if bytes.len() > LONGEST { Err(SealError::Damaged) } else { Ok(None) };
        };
        let text = bytes.get(FIRST_LINE.len()..length).and_then(|it| std::str::from_utf8(it).ok()).ok_or(SealError::Damaged)?;
        let stanza = text.lines().next().unwrap_or_default();
        let Some(arguments) = stanza.strip_prefix(STANZA) else {
            return Err(if stanza.starts_with("-> ") { SealError::OtherLock } else { SealError::Damaged });
        };
        let (salt, work) = arguments.split_once(' ').ok_or(SealError::Damaged)?;
        let is_number = !work.starts_with('0') && work.bytes().all(|it| it.is_ascii_digit());
        let work_factor: u8 = work.parse().ok().filter(|_| is_number).ok_or(SealError::Damaged)?;
        if work_factor > MAX_WORK_FACTOR {
            return Err(SealError::TooMuchWork(work_factor));
        }
        let salt = decode(salt).and_then(|it| it.try_into().ok()).ok_or(SealError::Damaged)?;
        Ok(Some((Self { salt, work_factor }, length)))
    }

    /// The key of the file behind `header`, the whole of it.
    pub(super) fn key(&self, passphrase: &str, header: &[u8]) -> Result<[u8; 16], SealError> {
        let text = std::str::from_utf8(header).map_err(|_| SealError::Damaged)?;
        let mut lines = text.lines().skip(2);
        let (wrapped, last) = (lines.next().and_then(decode), lines.next().and_then(|it| it.strip_prefix(END)?.strip_prefix(' ')));
        let (Some(wrapped), Some(last), None) = (wrapped, last.and_then(decode), lines.next()) else { return Err(SealError::Damaged) };
        let key = self.cipher(passphrase)?.decrypt(&Nonce::default(), wrapped.as_slice()).map_err(|_| SealError::WrongPassphrase)?;
        let key: [u8; 16] = key.try_into().map_err(|_| SealError::Damaged)?;
        let signed = text.rfind(END).and_then(|it| header.get(..it + END.len())).unwrap_or_default();
        mac(&key, signed)?.verify_slice(&last).map_err(|_| SealError::Damaged)?;
        Ok(key)
    }

    fn cipher(&self, passphrase: &str) -> Result<ChaCha20Poly1305, SealError> {
        let salt = [b"age-encryption.org/v1/scrypt".as_slice(), &self.salt].concat();
        let params = scrypt::Params::new(self.work_factor, 8, 1, 32).map_err(|_| SealError::Damaged)?;
        let mut key = [0; 32];
        scrypt::scrypt(passphrase.as_bytes(), &salt, &params, &mut key).map_err(|_| SealError::Damaged)?;
        Ok(ChaCha20Poly1305::new(&key.into()))
    }
}

fn mac(file_key: &[u8; 16], header: &[u8]) -> Result<Hmac<Sha256>, SealError> {
    let key = derive(file_key, &[], b"header")?;
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(&key).map_err(|_| SealError::Damaged)?;
    mac.update(header);
    Ok(mac)
}

/// Up to the line that begins with the three dashes, and that line.
fn length(bytes: &[u8]) -> Option<usize> {
    let far = bytes.get(..LONGEST).unwrap_or(bytes);
    let dashes = far.windows(4).position(|it| it == b"\n---")? + 1;
    let rest = far.get(dashes..)?.iter().position(|it| *it == b'\n')?;
    Some(dashes + rest + 1)
}

/// Base64 without its padding.
fn encode(bytes: &[u8]) -> String {
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0u32, |bits, byte| (bits << 8) | u32::from(*byte)) << (8 * (3 - group.len()));
        let letters = (0..=group.len()).map(|at| ALPHABET.get((bits >> (18 - 6 * at)) as usize & 63).copied().unwrap_or_default());
        text.extend(letters.map(char::from));
    }
    text
}

/// Only as [`encode`] writes it.
fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    for group in text.as_bytes().chunks(4) {
        let mut bits = 0u32;
        for letter in group {
            let digit = ALPHABET.iter().position(|it| it == letter)?;
            bits = (bits << 6) | u32::try_from(digit).ok()?;
        }
        let [_, a, b, c] = (bits << (6 * (4 - group.len()))).to_be_bytes();
        bytes.extend([a, b, c].into_iter().take(group.len() - 1));
    }
    (encode(&bytes) == text).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bytes_survive_their_text(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            prop_assert_eq!(decode(&encode(&bytes)), Some(bytes));
        }

        #[test]
        fn no_text_panics(text in ".{0,40}") {
            let _ = decode(&text);
        }
    }

    #[test]
    fn a_text_that_could_be_written_otherwise_is_refused() {
        assert_eq!(encode(b"a"), "YQ");
        for text in ["YR", "YQ==", "Y", "Y Q", "é"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
