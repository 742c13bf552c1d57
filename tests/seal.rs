//! Files closed with a passphrase: opened again, by us and by the program `age`; what is wrong is told apart.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::{self, Read, Write};

use callcraft::exchange::seal::is_sealed;
use callcraft::sealing::{MAX_WORK_FACTOR, SealError, WORK_FACTOR, close, opens_to};
use proptest::prelude::*;

const PASSPHRASE: &str = "correct horse – Pferd";
/// As little work as can be asked for.
const LIGHT: u8 = 1;
const CHUNK: usize = 64 * 1024;
/// What the closed fixtures hold.
const SAID: &str = "What was said on the call – “two days a week”.\n";

fn seal(bytes: &[u8], passphrase: &str, work_factor: u8) -> Result<Vec<u8>, SealError> {
    let mut closed = Vec::new();
    close(bytes, &mut closed, passphrase, work_factor).map(|()| closed)
}

fn open(bytes: &[u8], passphrase: &str) -> Result<Vec<u8>, SealError> {
    let mut opened = Vec::new();
    callcraft::sealing::open(bytes, &mut opened, passphrase).map(|()| opened)
}

fn sealed(bytes: &[u8]) -> Vec<u8> {
    seal(bytes, PASSPHRASE, LIGHT).unwrap()
}

fn plain(length: usize) -> Vec<u8> {
    (0..length).map(|at| (at * 7 % 251) as u8).collect()
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/exchange/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// Gives and takes a few bytes at a time, as a disk may.
struct Slow<T>(T, usize);

impl<T: Read> Read for Slow<T> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let many = to.len().min(self.1);
        self.0.read(&mut to[..many])
    }
}

impl<T: Write> Write for Slow<T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(&bytes[..bytes.len().min(self.1)])
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[track_caller]
fn check(bytes: &[u8], expected: SealError) {
    assert_eq!(open(bytes, PASSPHRASE), Err(expected));
}

#[test]
fn what_the_program_age_closed_is_opened() {
    assert_eq!(open(&fixture("sealed.age"), PASSPHRASE).unwrap(), SAID.as_bytes());
}

/// Version 0.1 closed files by code of its own.
#[test]
fn what_an_earlier_version_closed_is_opened() {
    assert_eq!(open(&fixture("closed-0.1.age"), PASSPHRASE).unwrap(), SAID.as_bytes());
    assert_eq!(open(&fixture("closed-0.1-long.age"), PASSPHRASE), Ok(plain(CHUNK + 77)));
}

#[test]
fn a_file_asks_for_the_work_that_was_set_and_is_closed_otherwise_each_time() {
    let once = seal(b"x", PASSPHRASE, WORK_FACTOR).unwrap();
    let stanza = String::from_utf8_lossy(&once).lines().nth(1).unwrap().to_owned();
    assert!(stanza.starts_with("-> scrypt ") && stanza.ends_with(" 15"), "{stanza}");
    assert_ne!(sealed(b"x"), sealed(b"x"));
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
fn it_does_not_matter_in_which_pieces_a_disk_gives_and_takes() {
    let bytes = plain(2 * CHUNK + 77);
    for size in [7, 1000, 100_000] {
        let mut closed = Vec::new();
        close(Slow(bytes.as_slice(), size), Slow(&mut closed, size), PASSPHRASE, LIGHT).unwrap();
        let mut back = Vec::new();
        callcraft::sealing::open(Slow(closed.as_slice(), size), Slow(&mut back, size), PASSPHRASE).unwrap();
        assert_eq!(back, bytes);
        assert_eq!(opens_to(Slow(closed.as_slice(), size), Slow(bytes.as_slice(), size + 1), PASSPHRASE), Ok(true));
    }
}

#[test]
fn a_closed_file_is_told_from_one_that_opens_to_something_else() {
    let bytes = plain(CHUNK + 9);
    let closed = sealed(&bytes);
    let same = |plain: &[u8]| opens_to(closed.as_slice(), plain, PASSPHRASE);
    assert_eq!(same(&bytes), Ok(true));
    assert_eq!(same(&bytes[..CHUNK]), Ok(false));
    assert_eq!(same(&[bytes.as_slice(), b"more"].concat()), Ok(false));
    assert_eq!(same(&plain(CHUNK + 8)), Ok(false));
    let mut other = bytes.clone();
    other[CHUNK + 3] ^= 1;
    assert_eq!(same(&other), Ok(false));
    assert_eq!(opens_to(closed.as_slice(), bytes.as_slice(), "other"), Err(SealError::WrongPassphrase));
}

#[test]
fn a_disk_that_fails_says_why() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::Error::other("The browser has no room for the file."))
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let full = SealError::Disk("The browser has no room for the file.".to_owned());
    let closed = sealed(&plain(CHUNK));
    assert_eq!(callcraft::sealing::open(closed.as_slice(), Full, PASSPHRASE).as_ref(), Err(&full));
    assert_eq!(close(b"x".as_slice(), Full, PASSPHRASE, LIGHT), Err(full));
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
    let closed = sealed(b"");
    let lines: Vec<&[u8]> = closed.splitn(3, |it| *it == b'\n').collect();
    let stanza = std::str::from_utf8(lines[1]).unwrap();
    let salt = stanza.split(' ').nth(2).unwrap();
    let with = |stanza: String| [lines[0], stanza.as_bytes(), lines[2]].join(&b'\n');
    assert_eq!(open(&with(stanza.to_owned()), PASSPHRASE), Ok(Vec::new()));
    check(&with(format!("-> scrypt {salt} 30")), SealError::TooMuchWork(30));
    check(&with(format!("-> scrypt {salt} {}", MAX_WORK_FACTOR + 1)), SealError::TooMuchWork(MAX_WORK_FACTOR + 1));
    check(&with(format!("-> scrypt {salt} 300")), SealError::Damaged);
    check(&with(format!("-> scrypt {salt} 01")), SealError::Damaged);
    check(&with("-> scrypt AAAA 1".to_owned()), SealError::Damaged);
    check(&with("-> X25519 AAAA".to_owned()), SealError::OtherLock);
    let endless = [b"age-encryption.org/v1\n-> scrypt ".as_slice(), &vec![b'A'; 100_000]].concat();
    check(&endless, SealError::Damaged);
    assert_eq!(seal(b"", "", LIGHT), Err(SealError::NoPassphrase));
}

/// Where the program is on this machine: an implementation that is not ours says whether the format is kept.
#[test]
fn the_program_age_opens_what_was_closed_here() {
    use std::process::{Command, Stdio};
    let is_there = |name: &str| Command::new(name).arg("--version").output().is_ok_and(|it| it.status.success());
    if !is_there("age") || !is_there("script") {
        return;
    }
    let folder = std::env::temp_dir().join(format!("callcraft-seal-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (closed, opened) = (folder.join("closed.age"), folder.join("opened"));
    for length in [0, 1000, 2 * CHUNK + 5] {
        std::fs::write(&closed, seal(&plain(length), PASSPHRASE, 10).unwrap()).unwrap();
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
