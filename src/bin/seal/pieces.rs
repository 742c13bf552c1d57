//! The browser's files as what Rust reads from and writes to, a piece at a time. Only a worker may read so.

use std::io::{self, BufReader, Read, Write};

use callcraft::browser::files::Parts;
use js_sys::Uint8Array;
use web_sys::{Blob, FileReaderSync};

/// Bytes of a piece.
const PIECE: usize = 1024 * 1024;

/// What `blob` holds.
pub fn read(blob: &Blob) -> Result<impl Read + use<>, String> {
    let reader = FileReaderSync::new().map_err(|_| "This browser cannot read a file beside the page. Use a current one.")?;
    Ok(BufReader::with_capacity(PIECE, Pieces { blob: blob.clone(), reader, at: 0.0 }))
}

struct Pieces {
    blob: Blob,
    reader: FileReaderSync,
    at: f64,
}

impl Read for Pieces {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let failed = || io::Error::other("The browser could not read the file; it may have been moved or changed since it was chosen.");
        let end = (self.at + to.len() as f64).min(self.blob.size());
        let piece = self.blob.slice_with_f64_and_f64(self.at, end).map_err(|_| failed())?;
        let bytes = self.reader.read_as_array_buffer(&piece).map_err(|_| failed())?;
        let piece = Uint8Array::new(&bytes);
        let many = piece.length() as usize;
        piece.copy_to(to.get_mut(..many).ok_or_else(failed)?);
        self.at += many as f64;
        Ok(many)
    }
}

/// A file being made, of which the pieces lie with the browser.
#[derive(Default)]
pub struct Made {
    parts: Parts,
    waiting: Vec<u8>,
}

impl Made {
    /// All that was written and flushed.
    pub fn blob(&self, kind: &str) -> Result<Blob, String> {
        self.parts.blob(kind)
    }
}

impl Write for Made {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.parts.add(&self.waiting).map_err(io::Error::other)?;
        self.waiting.clear();
        Ok(())
    }
}
