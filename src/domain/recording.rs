//! The recording of a call: a file on the person's disk. The call keeps what tells the file again, never the file.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::time::Millis;

/// How many bytes of each end of the file go into its fingerprint: 1 MB. A shorter file goes in whole, twice.
pub const END: u64 = 1_048_576;

/// An attached recording.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recording {
    /// The file's name, without its folder.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its media type, as the browser tells it ("audio/wav"); empty where it does not know.
    #[serde(default, rename = "media_type", skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// How long it plays, where the file says.
    #[serde(default, rename = "duration_ms", skip_serializing_if = "Option::is_none")]
    pub duration: Option<Millis>,
    /// [`fingerprint`] of the file.
    pub fingerprint: String,
    /// Where in the recording the words' time 0 is; negative where the recording was begun after the transcript.
    #[serde(default, rename = "offset_ms", skip_serializing_if = "is_zero")]
    pub offset: Millis,
}

fn is_zero(it: &Millis) -> bool {
    it.0 == 0
}

/// What a file is to the one that was attached before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// The same bytes, as far as size and both ends tell; it may have been moved or renamed.
    Same,
    /// The same name and size, but other content.
    Changed,
    /// Another file.
    Other,
}

impl Recording {
    /// What `given` is to this one.
    pub fn likeness(&self, given: &Self) -> Likeness {
        if self.fingerprint == given.fingerprint {
            Likeness::Same
        } else if self.name == given.name && self.size == given.size {
            Likeness::Changed
        } else {
            Likeness::Other
        }
    }
}

/// What to say of a recording of `length` that ends long before the words do, which begin at `offset` in it and go on for
/// `words`: it may be that of another call. `None` where it fits: ten seconds and a tenth are let pass.
pub fn falls_short(length: Millis, offset: Millis, words: Millis) -> Option<String> {
    let end = offset.0 + words.0;
    (length.0 + 10_000 < end - end / 10).then(|| {
        let (length, words) = (length.clock(), words.clock());
        format!("This recording is {length} long, and the words go on until {words}. If it is that of another call, take it off and choose the right one.")
    })
}

/// A cheap fingerprint of a file: SHA-256, in hex, of its size (8 bytes, least first), its first [`END`] bytes and its
/// last [`END`] bytes. It costs the same for an hour of video as for a minute of speech, and does not see a change
/// in the middle that leaves the size as it was.
pub fn fingerprint(size: u64, first: &[u8], last: &[u8]) -> String {
    let digest = Sha256::new().chain_update(size.to_le_bytes()).chain_update(first).chain_update(last).finalize();
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
    digest.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, bytes: &[u8]) -> Recording {
        let size = bytes.len() as u64;
        Recording { name: name.to_owned(), size, fingerprint: fingerprint(size, bytes, bytes), ..Recording::default() }
    }

    #[track_caller]
    fn check(before: &Recording, given: &Recording, likeness: Likeness) {
        assert_eq!(before.likeness(given), likeness, "{before:?} and {given:?}");
    }

    #[test]
    fn a_file_is_known_again_by_its_content_not_by_its_name() {
        let before = file("falk.wav", b"tone");
        check(&before, &file("falk.wav", b"tone"), Likeness::Same);
        check(&before, &file("moved and renamed.wav", b"tone"), Likeness::Same);
        check(&before, &file("falk.wav", b"hiss"), Likeness::Changed);
        check(&before, &file("falk.wav", b"longer tone"), Likeness::Other);
        check(&before, &file("brandt.wav", b"hiss"), Likeness::Other);
    }

    #[test]
    fn the_size_is_part_of_the_fingerprint() {
        // Two files with equal ends: only what lies between differs in length.
        assert_ne!(fingerprint(3_000_000, b"a", b"z"), fingerprint(3_000_001, b"a", b"z"));
    }

    #[test]
    fn the_fingerprint_is_the_sha_256_of_size_and_ends() {
        // printf '\x04\0\0\0\0\0\0\0tonetone' | sha256sum
        assert_eq!(fingerprint(4, b"tone", b"tone"), "eff08c22c4ab6de693ccf5cc34a81fdf308979029caedc1e8f14da1b6230e737");
    }

    #[test]
    fn what_says_nothing_is_left_out_of_files() {
        let plain = serde_json::to_string(&file("a.wav", b"")).unwrap();
        assert!(!plain.contains("offset") && !plain.contains("duration") && !plain.contains("media_type"), "{plain}");
        let full = Recording { kind: "audio/wav".to_owned(), duration: Some(Millis(6000)), offset: Millis(-500), ..file("a.wav", b"") };
        let text = serde_json::to_string(&full).unwrap();
        assert!(text.contains(r#""media_type":"audio/wav","duration_ms":6000"#) && text.contains(r#""offset_ms":-500"#), "{text}");
        assert_eq!(serde_json::from_str::<Recording>(&text).unwrap(), full);
    }

    #[test]
    fn a_recording_that_ends_long_before_the_words_is_told_of() {
        let told = |length: i64, offset: i64, words: i64| {
            falls_short(Millis(length * 1_000), Millis(offset * 1_000), Millis(words * 1_000)).is_some()
        };
        assert!(told(20, 0, 1_080));
        assert!(told(1_080, 600, 1_080), "the words begin late in it");
        assert!(!told(1_080, 0, 1_085) && !told(2_000, 0, 1_080) && !told(1, 0, 9));
        assert!(!told(1_000, -600, 1_500), "the recording was begun after the words");
    }
}
