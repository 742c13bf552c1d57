//! Files closed with a passphrase: opened again, by us and by the program `age`; what is wrong is told apart.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use callcraft::exchange::seal::{MAX_WORK_FACTOR, Opener, RANDOM, SealError, Sealer, is_sealed, open, seal};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

const PASSPHRASE: &str = "correct horse – Pferd";
/// As little work as can be asked for.
const LIGHT: u8 = 1;
const CHUNK: usize = 64 * 1024;

fn random() -> [u8; RANDOM] {
    std::array::from_fn(|at| at as u8 * 5 + 1)
}

fn sealed(bytes: &[u8]) -> Vec<u8> {
    seal(bytes, PASSPHRASE, LIGHT, &random()).unwrap()
}

fn plain(length: usize) -> Vec<u8> {
    (0..length).map(|at| (at * 7 % 251) as u8).collect()
}

#[track_caller]
fn check(bytes: &[u8], expected: SealError) {
    assert_eq!(open(bytes, PASSPHRASE), Err(expected));
}

#[test]
fn what_the_program_age_closed_is_opened() {
    let path = format!("{}/tests/fixtures/exchange/sealed.age", env!("CARGO_MANIFEST_DIR"));
    let opened = open(&std::fs::read(path).unwrap(), PASSPHRASE).unwrap();
    assert_eq!(String::from_utf8(opened).unwrap(), "What was said on the call – “two days a week”.\n");
}

/// The digest is that of a file which the program `age` has opened.
#[test]
fn what_is_closed_here_stays_what_the_program_age_opened() {
    let digest: String = Sha256::digest(sealed(&plain(100_000))).iter().map(|it| format!("{it:02x}")).collect();
    assert_eq!(digest, "3d57e0a4b2b80b5e46fa10cc7bd5f2b75f3861dc4252d2536e52e5ebc2f6d7cc");
}

#[test]
fn every_length_around_a_chunk_survives() {
    for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 5] {
        let bytes = sealed(&plain(length));
        assert!(is_sealed(&bytes) && !is_sealed(&plain(200)));
        assert_eq!(open(&bytes, PASSPHRASE), Ok(plain(length)), "{length}");
    }
}

#[test]
fn pieces_of_any_size_are_sealed_and_opened_the_same() {
    let bytes = plain(2 * CHUNK + 77);
    for size in [1000, CHUNK, 100_000] {
        let mut sealer = Sealer::new(PASSPHRASE, LIGHT, &random()).unwrap();
        let mut out = Vec::new();
        for piece in bytes.chunks(size) {
            sealer.feed(piece).unwrap();
            out.extend(sealer.take());
        }
        out.extend(sealer.end().unwrap());
        assert_eq!(out, sealed(&bytes));
        let mut opener = Opener::new(PASSPHRASE);
        let mut back = Vec::new();
        for piece in out.chunks(size) {
            opener.feed(piece).unwrap();
            back.extend(opener.take());
        }
        back.extend(opener.end().unwrap());
        assert_eq!(back, bytes);
    }
}

#[test]
fn a_wrong_passphrase_a_damaged_file_and_a_cut_off_one_are_told_apart() {
    let whole = sealed(&plain(2 * CHUNK + 5));
    assert_eq!(open(&whole, "Correct horse – Pferd"), Err(SealError::WrongPassphrase));
    let header = whole.windows(4).position(|it| it == b"\n---").unwrap();
    for (at, expected) in [
        (3, SealError::NotSealed),
        (header + 8, SealError::Damaged),
        (header + 80, SealError::Damaged),
        (whole.len() - 2 * CHUNK, SealError::Damaged),
    ] {
        let mut spoilt = whole.clone();
        spoilt[at] = if spoilt[at] == b'x' { b'y' } else { b'x' };
        assert_eq!(open(&spoilt, PASSPHRASE), Err(expected), "at {at}");
    }
    check(&whole[..header - 5], SealError::CutOff);
    check(&whole[..whole.len() - 1], SealError::Damaged);
    check(&whole[..whole.len() - 21], SealError::CutOff);
    check(b"{\"format\":\"callcraft\"}", SealError::NotSealed);
    check(b"", SealError::NotSealed);
}

#[test]
fn chunks_that_were_exchanged_or_added_are_damage() {
    let whole = sealed(&plain(2 * CHUNK + 5));
    let start = whole.len() - (5 + 16) - 2 * (CHUNK + 16);
    let (first, second) = (start..start + CHUNK + 16, start + CHUNK + 16..start + 2 * (CHUNK + 16));
    let swapped = [&whole[..start], &whole[second.clone()], &whole[first], &whole[second.end..]].concat();
    check(&swapped, SealError::Damaged);
    check(&[whole.as_slice(), b"more"].concat(), SealError::Damaged);
}

#[test]
fn no_more_work_is_done_than_the_cap_allows_and_no_other_lock_is_tried() {
    let text = String::from_utf8_lossy(&sealed(b"")[..100]).into_owned();
    let line = text.lines().nth(1).unwrap();
    let with = |stanza: String| format!("age-encryption.org/v1\n{stanza}\nAAAA\n--- AAAA\n").into_bytes();
    let salt = line.split(' ').nth(2).unwrap();
    check(&with(format!("-> scrypt {salt} 30")), SealError::TooMuchWork(30));
    check(&with(format!("-> scrypt {salt} {}", MAX_WORK_FACTOR + 1)), SealError::TooMuchWork(MAX_WORK_FACTOR + 1));
    check(&with(format!("-> scrypt {salt} 300")), SealError::Damaged);
    check(&with(format!("-> scrypt {salt} 01")), SealError::Damaged);
    check(&with("-> scrypt AAAA 1".to_owned()), SealError::Damaged);
    check(&with("-> X25519 AAAA".to_owned()), SealError::OtherLock);
    assert_eq!(seal(b"", "", LIGHT, &random()), Err(SealError::NoPassphrase));
}

/// Where the program is on this machine: an implementation that is not ours says whether the format is kept.
#[test]
fn the_program_age_opens_what_was_closed_here() {
    use std::io::Write;
    use std::process::{Command, Stdio};
    let is_there = |name: &str| Command::new(name).arg("--version").output().is_ok_and(|it| it.status.success());
    if !is_there("age") || !is_there("script") {
        return;
    }
    let folder = std::env::temp_dir().join(format!("callcraft-seal-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (closed, opened) = (folder.join("closed.age"), folder.join("opened"));
    for length in [0, 1000, 2 * CHUNK + 5] {
        std::fs::write(&closed, seal(&plain(length), PASSPHRASE, 10, &random()).unwrap()).unwrap();
        let _ = std::fs::remove_file(&opened);
        // age reads a passphrase from a terminal only, which script is.
        let ask = format!("age -d -o '{}' '{}'", opened.display(), closed.display());
        let mut asked =
            Command::new("script").args(["-qec", &ask, "/dev/null"]).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        asked.stdin.take().unwrap().write_all(format!("{PASSPHRASE}\n").as_bytes()).unwrap();
        assert!(asked.wait().unwrap().success());
        // Of nothing, age makes no file.
        assert_eq!(std::fs::read(&opened).unwrap_or_default(), plain(length));
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

proptest! {
    #[test]
    fn no_damage_panics_or_passes(length in 0usize..300, at in any::<prop::sample::Index>(), bit in 0u8..8, cut in any::<bool>()) {
        let mut bytes = sealed(&plain(length));
        let at = at.index(bytes.len());
        if cut { bytes.truncate(at) } else { bytes[at] ^= 1 << bit }
        prop_assert!(open(&bytes, PASSPHRASE).is_err());
    }
}
