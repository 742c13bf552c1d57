//! What follows the header: chunks of 64 kB, each sealed by itself, in an order that cannot be changed.

use chacha20poly1305::aead::Aead;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit, Nonce};
use hkdf::Hkdf;
use sha2::Sha256;

use super::SealError;

/// Bytes of a chunk before it is sealed; the last one may have fewer.
pub(super) const CHUNK: usize = 64 * 1024;

/// Bytes that sealing adds to a chunk.
pub(super) const TAG: usize = 16;

pub(super) struct Chain {
    cipher: ChaCha20Poly1305,
    count: u64,
}

impl Chain {
    pub(super) fn new(file_key: &[u8; 16], nonce: &[u8]) -> Result<Self, SealError> {
        let key = derive(file_key, nonce, b"payload")?;
        Ok(Self { cipher: ChaCha20Poly1305::new(&key.into()), count: 0 })
    }

    pub(super) fn seal(&mut self, chunk: &[u8], is_last: bool) -> Result<Vec<u8>, SealError> {
        let nonce = self.nonce(is_last);
        self.count += 1;
        self.cipher.encrypt(&nonce, chunk).map_err(|_| SealError::Damaged)
    }

    /// The chunk that comes next; one that does not open is not counted.
    pub(super) fn open(&mut self, chunk: &[u8], is_last: bool) -> Result<Vec<u8>, SealError> {
        let opened = self.cipher.decrypt(&self.nonce(is_last), chunk).map_err(|_| SealError::Damaged)?;
        // Only a file of nothing ends in an empty chunk.
        if opened.is_empty() && self.count > 0 {
            return Err(SealError::Damaged);
        }
        self.count += 1;
        Ok(opened)
    }

    /// Eleven bytes that count, and whether it is the last.
    fn nonce(&self, is_last: bool) -> Nonce {
        let mut nonce = Nonce::default();
        for (to, byte) in nonce.iter_mut().skip(3).zip(self.count.to_be_bytes()) {
            *to = byte;
        }
        if let Some(last) = nonce.last_mut() {
            *last = u8::from(is_last);
        }
        nonce
    }
}

/// A key for one use, from another.
pub(super) fn derive(key: &[u8; 16], salt: &[u8], usage: &[u8]) -> Result<[u8; 32], SealError> {
    let mut derived = [0; 32];
    // Fails for very long keys only.
    Hkdf::<Sha256>::new(Some(salt), key).expand(usage, &mut derived).map_err(|_| SealError::Damaged)?;
    Ok(derived)
}
