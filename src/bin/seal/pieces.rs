//! The browser's files as what Rust reads from and writes to, a piece at a time. Only a worker may read so.

use std::io::{self, BufReader, BufWriter, Read, Write};

use callcraft::browser::making::{Made, Making};
use callcraft::sealing::SealError;
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

/// A file that is written as Rust writes.
pub struct Into(pub Making);

impl Write for Into {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.add_now(bytes).map(|()| bytes.len()).map_err(io::Error::other)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Makes a file of a `kind` by writing it; nothing of it stays where that fails.
pub async fn written(kind: &str, write: impl FnOnce(BufWriter<&mut Into>) -> Result<(), SealError>) -> Result<Made, String> {
    let mut to = Into(Making::own_now(kind).await?);
    match write(BufWriter::with_capacity(PIECE, &mut to)) {
        Ok(()) => to.0.finish().await,
        Err(why) => {
            to.0.give_up().await;
            Err(why.to_string())
        }
    }
}
