//! Files that are no transcripts: told by their first bytes or words, and refused with what to do instead.

use super::lines::is_plain;
use super::{Refused, html};

/// What the first bytes tell: where, which, what it is, what to do.
struct Magic {
    at: usize,
    bytes: &'static [u8],
    sentence: &'static str,
}

const PDF: &str = "This is a PDF; copy its text into a plain text file (.txt), or export the transcript as WebVTT or SRT.";
const OLD: &str =
    "This is an old Office file or one with a password; open it, and save it without password as Word (.docx) or plain text (.txt).";
const RECORDING: &str = "This is a recording, not a transcript; choose the transcript file that belongs to it (.vtt, .srt or .txt).";
const IMAGE: &str = "This is an image, not a transcript; choose the transcript file (.vtt, .srt or .txt).";
const ARCHIVE: &str = "This is a compressed file; unpack it and choose the transcript inside.";
const BINARY: &str = "This file holds no text; choose the transcript itself (.vtt, .srt or .txt).";
const EMPTY: &str = "This file is empty; export the transcript again and choose the new file.";
/// Also of pages that cite, but nobody who speaks.
pub(super) const WEB: &str = "This is a web page, not a transcript; save or copy the transcript itself as plain text, WebVTT or SRT.";
const RTF: &str = "This is rich text (RTF); open it and save it as plain text (.txt).";
const XML: &str = "This is an XML file, which is not read yet; export the transcript as WebVTT (.vtt), SRT (.srt) or plain text (.txt).";
const ASS: &str = "These are Substation Alpha subtitles, which are not read; convert them to SRT or WebVTT.";

const MAGIC: &[Magic] = &[
    Magic { at: 0, bytes: b"%PDF-", sentence: PDF },
    Magic { at: 0, bytes: b"PK\x05\x06", sentence: EMPTY },
    Magic { at: 0, bytes: b"\xd0\xcf\x11\xe0", sentence: OLD },
    Magic { at: 0, bytes: b"ID3\x02", sentence: RECORDING },
    Magic { at: 0, bytes: b"ID3\x03", sentence: RECORDING },
    Magic { at: 0, bytes: b"ID3\x04", sentence: RECORDING },
    Magic { at: 0, bytes: b"\xff\xfb", sentence: RECORDING },
    Magic { at: 0, bytes: b"\xff\xfa", sentence: RECORDING },
    Magic { at: 0, bytes: b"\xff\xf3", sentence: RECORDING },
    Magic { at: 0, bytes: b"\xff\xf2", sentence: RECORDING },
    Magic { at: 0, bytes: b"\xff\xf1", sentence: RECORDING },
    Magic { at: 0, bytes: b"\xff\xf9", sentence: RECORDING },
    Magic { at: 0, bytes: b"OggS\0", sentence: RECORDING },
    Magic { at: 0, bytes: b"fLaC\0", sentence: RECORDING },
    Magic { at: 0, bytes: b"#!AMR", sentence: RECORDING },
    Magic { at: 0, bytes: b"\x1a\x45\xdf\xa3", sentence: RECORDING },
    Magic { at: 0, bytes: b"\x30\x26\xb2\x75", sentence: RECORDING },
    Magic { at: 4, bytes: b"ftyp", sentence: RECORDING },
    Magic { at: 8, bytes: b"WAVE", sentence: RECORDING },
    Magic { at: 8, bytes: b"AVI ", sentence: RECORDING },
    Magic { at: 8, bytes: b"AIFF", sentence: RECORDING },
    Magic { at: 0, bytes: b"\x89PNG", sentence: IMAGE },
    Magic { at: 0, bytes: b"\xff\xd8\xff", sentence: IMAGE },
    Magic { at: 0, bytes: b"GIF8", sentence: IMAGE },
    Magic { at: 8, bytes: b"WEBP", sentence: IMAGE },
    Magic { at: 0, bytes: b"II*\0", sentence: IMAGE },
    Magic { at: 0, bytes: b"MM\0*", sentence: IMAGE },
    Magic { at: 0, bytes: b"\x1f\x8b", sentence: ARCHIVE },
    Magic { at: 0, bytes: b"7z\xbc\xaf", sentence: ARCHIVE },
    Magic { at: 0, bytes: b"Rar!", sentence: ARCHIVE },
    Magic { at: 0, bytes: b"BZh", sentence: ARCHIVE },
];

/// The first words of other kinds of text, lower case.
const OPENINGS: &[(&str, &str)] = &[
    ("<!doctype html", WEB),
    ("<html", WEB),
    ("<head", WEB),
    ("<body", WEB),
    ("{\\rtf", RTF),
    ("<?xml", XML),
    ("<tt ", XML),
    ("<tt>", XML),
    ("[script info]", ASS),
];

/// Refuses what is no text.
pub(super) fn check_bytes(bytes: &[u8]) -> Result<(), Refused> {
    if bytes.is_empty() {
        return Err(refused(EMPTY));
    }
    let found = MAGIC.iter().find(|it| bytes.get(it.at..).is_some_and(|rest| rest.starts_with(it.bytes)));
    // A word in the middle of a text is no sign: a recording has bytes before it that no text has.
    let is_certain = |it: &Magic| it.at == 0 || bytes.iter().take(16).any(|byte| *byte < 9 || *byte > 0xf0);
    found.filter(|it| is_certain(it)).map_or(Ok(()), |it| Err(refused(it.sentence)))
}

/// Refuses text that is of another kind.
pub(super) fn check_text(text: &str) -> Result<(), Refused> {
    let trimmed = text.trim_start_matches(|it: char| it.is_whitespace() || it == '\u{feff}');
    if trimmed.is_empty() {
        return Err(refused(EMPTY));
    }
    let head: String = trimmed.chars().take(32).collect::<String>().to_lowercase();
    if let Some((_, sentence)) = OPENINGS.iter().find(|it| head.starts_with(it.0) && !html::is(trimmed)) {
        return Err(refused(sentence));
    }
    // Cheaper than to look at each as a character.
    if is_plain(text.as_bytes().get(..4096).unwrap_or(text.as_bytes())) {
        return Ok(());
    }
    let is_control = |it: &char| (it.is_control() && !it.is_whitespace()) || *it == '\u{fffd}';
    let controls = text.chars().take(4096).filter(is_control).count();
    let seen = text.chars().take(4096).count();
    // WebVTT says what becomes of such characters.
    if controls * 20 > seen && !trimmed.starts_with("WEBVTT") {
        return Err(refused(BINARY));
    }
    Ok(())
}

fn refused(sentence: &str) -> Refused {
    Refused(sentence.to_owned())
}
