//! Files closed with a passphrase, in the format of age (age-encryption.org/v1), so that the program `age` opens them too
//! and ours opens what `age --passphrase` made.
//!
//! The crate of that name brings 150 others, translations and its own source of chance; what is needed of the format is
//! a header and a chain of chunks, written here over the same primitives. A file is sealed and opened a piece at a time.

mod chunks;
mod header;
mod phrase;

use chunks::{CHUNK, Chain, TAG};
use header::Header;
pub use phrase::{PHRASE_RANDOM, phrase};

/// Bytes of chance that sealing needs; they must come from the browser's or the system's source for keys, and never twice.
pub const RANDOM: usize = 48;

/// How hard a passphrase is to guess: two to this power of steps, and 32 MB of memory.
pub const WORK_FACTOR: u8 = 15;

/// No more is done to open a file, whatever it asks for: 256 MB of memory. It is what `age` itself asks for.
pub const MAX_WORK_FACTOR: u8 = 18;

/// Why a file was not sealed or not opened: a sentence that says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// No passphrase at all.
    #[error("Give a passphrase: without one everybody can open the file.")]
    NoPassphrase,
    /// Something else.
    #[error("This file is not closed with a passphrase.")]
    NotSealed,
    /// Closed for the owner of a key.
    #[error("This file is closed with a key, not with a passphrase. Open it with the program age first.")]
    OtherLock,
    /// It would take too long and too much memory.
    #[error(
        "Opening this file takes more work than is done here (factor {0}; at most {MAX_WORK_FACTOR}). Open it with the program age first."
    )]
    TooMuchWork(u8),
    /// The key does not fit. A header of which a letter was changed looks the same.
    #[error("The passphrase does not open this file. Capital letters and spaces count.")]
    WrongPassphrase,
    /// The passphrase is right, or never came to be tried; what follows was changed, or ends within a chunk.
    #[error("This file is damaged or cut off: it is not what was saved. Ask for it again.")]
    Damaged,
    /// The end is missing, the rest is as it was.
    #[error("This file is cut off: its end is missing. Ask for it again.")]
    CutOff,
}

/// Whether `bytes` begin like a file that is closed in this format.
pub fn is_sealed(bytes: &[u8]) -> bool {
    bytes.starts_with(header::FIRST_LINE)
}

/// A file that is being sealed.
pub struct Sealer {
    chain: Chain,
    waiting: Vec<u8>,
    out: Vec<u8>,
}

impl Sealer {
    /// Begins: takes time and memory, by `work_factor` ([`WORK_FACTOR`]; more than [`MAX_WORK_FACTOR`]
    /// counts as that, since nobody could open it here).
    ///
    /// # Errors
    ///
    /// Where the passphrase is empty.
    pub fn new(passphrase: &str, work_factor: u8, random: &[u8; RANDOM]) -> Result<Self, SealError> {
        if passphrase.is_empty() {
            return Err(SealError::NoPassphrase);
        }
        let [key, salt, nonce] = [0, 16, 32].map(|from| part(random, from));
        let header = Header { salt, work_factor: work_factor.clamp(1, MAX_WORK_FACTOR) };
        let mut out = header.write(passphrase, &key)?;
        out.extend_from_slice(&nonce);
        Ok(Self { chain: Chain::new(&key, &nonce)?, waiting: Vec::new(), out })
    }

    /// Takes the next piece, of any size.
    ///
    /// # Errors
    ///
    /// None that a file of possible size can cause.
    pub fn feed(&mut self, piece: &[u8]) -> Result<(), SealError> {
        self.waiting.extend_from_slice(piece);
        // The last chunk is marked as such: one is kept back until it is known whether more comes.
        let whole = self.waiting.len().saturating_sub(1) / CHUNK;
        for chunk in self.waiting.chunks(CHUNK).take(whole) {
            self.out.extend(self.chain.seal(chunk, false)?);
        }
        self.waiting.drain(..whole * CHUNK);
        Ok(())
    }

    /// What was sealed since the last time.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.out)
    }

    /// The last piece. Without it the file counts as cut off.
    ///
    /// # Errors
    ///
    /// None that a file of possible size can cause.
    pub fn end(mut self) -> Result<Vec<u8>, SealError> {
        self.out.extend(self.chain.seal(&self.waiting, true)?);
        Ok(self.out)
    }
}

/// A file that is being opened. What it gives before the end is genuine, but only the end tells that nothing is missing.
pub struct Opener {
    passphrase: String,
    chain: Option<Chain>,
    waiting: Vec<u8>,
    out: Vec<u8>,
}

impl Opener {
    /// Before the first piece.
    pub fn new(passphrase: &str) -> Self {
        Self { passphrase: passphrase.to_owned(), chain: None, waiting: Vec::new(), out: Vec::new() }
    }

    /// Takes the next piece, of any size. The piece that completes the header takes time and memory.
    ///
    /// # Errors
    ///
    /// Where the file cannot be opened; nothing more will come.
    pub fn feed(&mut self, piece: &[u8]) -> Result<(), SealError> {
        self.waiting.extend_from_slice(piece);
        let Some(mut chain) = self.begin()? else { return Ok(()) };
        let whole = self.waiting.len().saturating_sub(1) / (CHUNK + TAG);
        for chunk in self.waiting.chunks(CHUNK + TAG).take(whole) {
            self.out.extend(chain.open(chunk, false)?);
        }
        self.waiting.drain(..whole * (CHUNK + TAG));
        self.chain = Some(chain);
        Ok(())
    }

    /// The chain after the header, once that is there; it is put back when it was used.
    fn begin(&mut self) -> Result<Option<Chain>, SealError> {
        const NONCE: usize = 16;
        if let Some(chain) = self.chain.take() {
            return Ok(Some(chain));
        }
        let Some((header, length)) = Header::read(&self.waiting)? else { return Ok(None) };
        let Some(nonce) = self.waiting.get(length..length + NONCE) else { return Ok(None) };
        let key = header.key(&self.passphrase, self.waiting.get(..length).unwrap_or_default())?;
        let chain = Chain::new(&key, nonce)?;
        self.waiting.drain(..length + NONCE);
        Ok(Some(chain))
    }

    /// What was opened since the last time.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.out)
    }

    /// The last piece of what was sealed.
    ///
    /// # Errors
    ///
    /// Where the end is missing or damaged.
    pub fn end(mut self) -> Result<Vec<u8>, SealError> {
        let Some(mut chain) = self.chain.take() else {
            return Err(if is_sealed(&self.waiting) { SealError::CutOff } else { SealError::NotSealed });
        };
        // A chunk that is whole but not the last one is genuine too: then the file ends too early.
        let last = chain.open(&self.waiting, true).map_err(|_| match chain.open(&self.waiting, false) {
            Ok(_) => SealError::CutOff,
            Err(err) => err,
        })?;
        self.out.extend(last);
        Ok(self.out)
    }
}

/// `bytes` closed with `passphrase`.
///
/// # Errors
///
/// Where the passphrase is empty.
pub fn seal(bytes: &[u8], passphrase: &str, work_factor: u8, random: &[u8; RANDOM]) -> Result<Vec<u8>, SealError> {
    let mut sealer = Sealer::new(passphrase, work_factor, random)?;
    sealer.feed(bytes)?;
    sealer.end()
}

/// What was sealed in `bytes`, all of it or nothing.
///
/// # Errors
///
/// Where it cannot be opened, with the reason.
pub fn open(bytes: &[u8], passphrase: &str) -> Result<Vec<u8>, SealError> {
    let mut opener = Opener::new(passphrase);
    opener.feed(bytes)?;
    opener.end()
}

fn part(random: &[u8; RANDOM], from: usize) -> [u8; 16] {
    let mut part = [0; 16];
    for (to, byte) in part.iter_mut().zip(random.iter().skip(from)) {
        *to = *byte;
    }
    part
}
