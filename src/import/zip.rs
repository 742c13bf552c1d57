//! Zip archives: one file out of them, looked up in the directory at their end.

use miniz_oxide::inflate::decompress_to_vec_with_limit;

/// Why a file cannot be taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Cut, or changed after it was written.
    Damaged,
    /// A password is needed.
    Locked,
    /// Unpacked it is larger than was allowed.
    TooLarge,
}

/// A file within an archive.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'a> {
    /// Its path, as far as that is UTF-8.
    pub name: &'a str,
    flags: u16,
    method: u16,
    sum: u32,
    packed: usize,
    size: usize,
    at: usize,
}

/// The files of the archive, in the order of its directory; `None` where there is no directory to be found.
pub(super) fn entries(bytes: &[u8]) -> Option<Vec<Entry<'_>>> {
    // The directory's own end stands last, before a remark of at most 65,535 bytes.
    let from = bytes.len().saturating_sub(22 + 65_535);
    let end = from + bytes.get(from..)?.windows(4).rposition(|it| it == b"PK\x05\x06")?;
    let count = two(bytes, end + 10)?;
    let mut at = four(bytes, end + 16)? as usize;
    let mut entries = Vec::new();
    for _ in 0..count {
        if bytes.get(at..at + 4) != Some(b"PK\x01\x02") {
            break;
        }
        let long = usize::from(two(bytes, at + 28)?);
        let name = std::str::from_utf8(bytes.get(at + 46..at + 46 + long)?).unwrap_or_default();
        entries.push(Entry {
            name,
            flags: two(bytes, at + 8)?,
            method: two(bytes, at + 10)?,
            sum: four(bytes, at + 16)?,
            packed: four(bytes, at + 20)? as usize,
            size: four(bytes, at + 24)? as usize,
            at: four(bytes, at + 42)? as usize,
        });
        at += 46 + long + usize::from(two(bytes, at + 30)?) + usize::from(two(bytes, at + 32)?);
    }
    Some(entries)
}

/// The bytes of a file, unpacked: at most `most`, whatever the archive promises.
pub(super) fn unpack(bytes: &[u8], entry: &Entry, most: usize) -> Result<Vec<u8>, Fault> {
    if entry.flags & 1 != 0 {
        return Err(Fault::Locked);
    }
    if entry.size > most {
        return Err(Fault::TooLarge);
    }
    let unpacked = packed(bytes, entry).and_then(|packed| match entry.method {
        0 => Some(packed.to_vec()),
        8 => decompress_to_vec_with_limit(packed, entry.size).ok(),
        _ => None,
    });
    unpacked.filter(|it| it.len() == entry.size && checksum(it) == entry.sum).ok_or(Fault::Damaged)
}

/// The bytes of a file as they lie in the archive, behind a header of their own.
fn packed<'a>(bytes: &'a [u8], entry: &Entry) -> Option<&'a [u8]> {
    let from = entry.at.checked_add(30)?;
    if bytes.get(entry.at..from)?.get(..4) != Some(b"PK\x03\x04") {
        return None;
    }
    let from = from + usize::from(two(bytes, entry.at + 26)?) + usize::from(two(bytes, entry.at + 28)?);
    bytes.get(from..from.checked_add(entry.packed)?)
}

fn two(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn four(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// CRC-32, as zip has it.
fn checksum(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 16] = {
        let mut table = [0; 16];
        let mut at = 0;
        while at < 16 {
            let mut sum = at as u32;
            let mut bit = 0;
            while bit < 4 {
                sum = if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 };
                bit += 1;
            }
            table[at] = sum;
            at += 1;
        }
        table
    };
    let half = |sum: u32| TABLE.get(sum as usize & 15).copied().unwrap_or_default() ^ sum >> 4;
    !bytes.iter().fold(!0, |sum, byte| half(half(sum ^ u32::from(*byte))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_is_the_one_that_zip_writes() {
        assert_eq!(checksum(b"123456789"), 0xcbf4_3926);
        assert_eq!(checksum(b""), 0);
    }

    #[test]
    fn what_is_no_archive_has_no_files() {
        assert!(entries(b"").is_none());
        assert!(entries(b"PK\x05\x06").is_none());
        assert!(entries(&[b"PK\x05\x06".as_slice(), &[0xff; 18]].concat()).is_some_and(|it| it.is_empty()));
    }
}
