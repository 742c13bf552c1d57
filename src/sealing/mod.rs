//! Files closed with a passphrase, in the format of age (age-encryption.org/v1), by the crate of that name: the program
//! `age` opens what was closed here, and what `age --passphrase` made is opened here. Nothing of a file but a piece lies
//! in memory. Only the program in `src/bin/seal` comes here, and it alone weighs what the crate weighs.

use std::io::{self, BufReader, BufWriter, Cursor, Read, Write};

use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, Encryptor, scrypt};

use crate::exchange::seal::FIRST_LINE;

/// How hard a passphrase is to guess: two to this power of steps, and 32 MB of memory.
pub const WORK_FACTOR: u8 = 15;

/// No more is done to open a file, whatever it asks for: 256 MB of memory. It is what the program `age` asks for.
pub const MAX_WORK_FACTOR: u8 = 18;

/// What the header of a file with one passphrase has at most; a longer one is not looked at.
const LONGEST: u64 = 16 * 1024;

/// Why a file was not closed or not opened: a sentence that says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
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
    /// What was to be read or written could not be, with the reason.
    #[error("{0}")]
    Disk(String),
}

/// Closes `plain` with `passphrase`. That takes time and memory, by `work_factor` ([`WORK_FACTOR`]; more than
/// [`MAX_WORK_FACTOR`] counts as that, since nobody could open it here).
///
/// # Errors
///
/// Where the passphrase is empty, or something cannot be read or written.
pub fn close(mut plain: impl Read, to: impl Write, passphrase: &str, work_factor: u8) -> Result<(), SealError> {
    if passphrase.is_empty() {
        return Err(SealError::NoPassphrase);
    }
    let mut recipient = scrypt::Recipient::new(SecretString::from(passphrase));
    recipient.set_work_factor(work_factor.clamp(1, MAX_WORK_FACTOR));
    // One recipient, who is a passphrase: nothing of what the crate refuses.
    let encryptor = Encryptor::with_recipients(std::iter::once(&recipient as _)).map_err(|_| SealError::Damaged)?;
    // The crate writes a header only to what takes it all at once.
    let mut closing = encryptor.wrap_output(BufWriter::new(to)).map_err(trouble)?;
    io::copy(&mut plain, &mut closing).map_err(trouble)?;
    closing.finish().and_then(|mut it| it.flush()).map_err(trouble)
}

/// Opens `closed` with `passphrase`. What is written before the end is genuine, but only the end tells that nothing is
/// missing: where this fails, it counts for nothing.
///
/// # Errors
///
/// Where the file cannot be opened, with the reason.
pub fn open(closed: impl Read, mut to: impl Write, passphrase: &str) -> Result<(), SealError> {
    io::copy(&mut opened(closed, passphrase)?, &mut to).and_then(|_| to.flush()).map_err(trouble)
}

/// Whether `passphrase` opens `closed` to `plain`, to the last byte.
///
/// # Errors
///
/// Where the file cannot be opened at all, with the reason.
pub fn opens_to(closed: impl Read, mut plain: impl Read, passphrase: &str) -> Result<bool, SealError> {
    const PIECE: usize = 64 * 1024;
    let mut opened = opened(closed, passphrase)?;
    let (mut here, mut there) = (vec![0; PIECE], Vec::with_capacity(PIECE));
    loop {
        let many = opened.read(&mut here).map_err(trouble)?;
        there.clear();
        // At the end one more is asked for: there must be none.
        plain.by_ref().take(many.max(1) as u64).read_to_end(&mut there).map_err(trouble)?;
        if here.get(..many) != Some(there.as_slice()) {
            return Ok(false);
        }
        if many == 0 {
            return Ok(true);
        }
    }
}

/// What `closed` opens to, as it is read.
fn opened(mut closed: impl Read, passphrase: &str) -> Result<impl Read, SealError> {
    let mut head = Vec::new();
    closed.by_ref().take(LONGEST).read_to_end(&mut head).map_err(trouble)?;
    let stanza = head.strip_prefix(FIRST_LINE).ok_or(SealError::NotSealed)?;
    if stanza.starts_with(b"-> ") && !stanza.starts_with(b"-> scrypt ") {
        return Err(SealError::OtherLock);
    }
    if !head.windows(4).any(|it| it == b"\n---") {
        return Err(if (head.len() as u64) < LONGEST { SealError::CutOff } else { SealError::Damaged });
    }
    let mut identity = scrypt::Identity::new(SecretString::from(passphrase));
    identity.set_max_work_factor(MAX_WORK_FACTOR);
    let decryptor = Decryptor::new_buffered(BufReader::new(Cursor::new(head).chain(closed))).map_err(refused)?;
    decryptor.decrypt(std::iter::once(&identity as _)).map_err(refused)
}

fn refused(err: DecryptError) -> SealError {
    match err {
        DecryptError::DecryptionFailed => SealError::WrongPassphrase,
        DecryptError::ExcessiveWork { required, .. } => SealError::TooMuchWork(required),
        DecryptError::NoMatchingKeys => SealError::OtherLock,
        DecryptError::Io(err) => trouble(err),
        _ => SealError::Damaged,
    }
}

/// The crate says by these two kinds what is wrong with the file; others come from whoever reads and writes.
fn trouble(err: io::Error) -> SealError {
    match err.kind() {
        io::ErrorKind::InvalidData => SealError::Damaged,
        io::ErrorKind::UnexpectedEof => SealError::CutOff,
        _ => SealError::Disk(err.to_string()),
    }
}
