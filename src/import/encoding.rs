//! Bytes -> text. UTF-8, UTF-16 and UTF-32 by their marks, else Windows-1252.

use std::borrow::Cow;

use super::lines::{find, find_any};
use super::{Chosen, Refused};

/// A text and how it was read.
pub(super) struct Decoded<'a> {
    pub text: Cow<'a, str>,
    pub encoding: &'static str,
    /// What the person should know, where it was a guess.
    pub note: Option<String>,
}

/// What Windows-1252 has at 0x80..=0x9f; five places are empty and stay control characters.
const WINDOWS: &[char; 32] = &[
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–',
    '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Marks at the start of a file, longest first: UTF-16 little-endian's begins UTF-32's.
const MARKS: &[(&[u8], Unit)] = &[
    (&[0xff, 0xfe, 0, 0], Unit::FourLittle),
    (&[0, 0, 0xfe, 0xff], Unit::FourBig),
    (&[0xef, 0xbb, 0xbf], Unit::One),
    (&[0xff, 0xfe], Unit::TwoLittle),
    (&[0xfe, 0xff], Unit::TwoBig),
];

#[derive(Clone, Copy)]
enum Unit {
    One,
    TwoLittle,
    TwoBig,
    FourLittle,
    FourBig,
}

const UNKNOWN: &str = "Nothing in this file tells the encoding of its letters (it is neither UTF-8, UTF-16 nor Windows-1252); say which it is, or open it in an editor, save it as UTF-8, and choose it again.";

/// The text of a file. What fits no rule becomes U+FFFD, and NUL too.
///
/// # Errors
///
/// [`Refused`] where the letters are in none of the encodings that are read: to guess would make words of nonsense.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Refused> {
    let marked = MARKS.iter().find_map(|(mark, unit)| Some((bytes.strip_prefix(*mark)?, *unit)));
    let (bytes, unit) = marked.unwrap_or_else(|| (bytes, unmarked(bytes)));
    // Nearly every file: no NUL, no sign that switches between alphabets, no mark in the middle (EF BB BF).
    if let Unit::One = unit
        && find_any(bytes, [0, 0x1b, 0xef]).is_none()
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return Ok(Decoded { text: Cow::Borrowed(text), encoding: "UTF-8", note: None });
    }
    let (text, encoding, note) = match unit {
        Unit::One => one(bytes)?,
        Unit::TwoLittle => (two(bytes, u16::from_le_bytes), "UTF-16 LE", None),
        Unit::TwoBig => (two(bytes, u16::from_be_bytes), "UTF-16 BE", None),
        Unit::FourLittle => (four(bytes, u32::from_le_bytes), "UTF-32 LE", None),
        Unit::FourBig => (four(bytes, u32::from_be_bytes), "UTF-32 BE", None),
    };
    Ok(Decoded { text: tidy(text), encoding, note: note.map(str::to_owned) })
}

/// The text of a file in the encoding a person chose.
pub(super) fn given(chosen: &Chosen) -> Decoded<'_> {
    let lost = if chosen.text.contains(char::REPLACEMENT_CHARACTER) { " Some letters do not fit it and are shown as �." } else { "" };
    let note = Some(format!("The letters were read as {}, as you chose.{lost}", chosen.encoding));
    Decoded { text: tidy(Cow::Borrowed(&chosen.text)), encoding: chosen.encoding, note }
}

fn tidy(text: Cow<'_, str>) -> Cow<'_, str> {
    let text = if text.contains('\0') { Cow::Owned(text.replace('\0', "\u{fffd}")) } else { text };
    // Files joined to one bring the mark of each.
    if text.contains('\u{feff}') { Cow::Owned(text.replace('\u{feff}', "")) } else { text }
}

/// Text without a mark in which every second byte is NUL is UTF-16.
fn unmarked(bytes: &[u8]) -> Unit {
    let head = bytes.get(..bytes.len().min(512)).unwrap_or_default();
    let nuls = |at: usize| head.iter().skip(at).step_by(2).filter(|it| **it == 0).count() * 3 > head.len();
    if head.len() < 8 {
        Unit::One
    } else if nuls(1) && !nuls(0) {
        Unit::TwoLittle
    } else if nuls(0) && !nuls(1) {
        Unit::TwoBig
    } else {
        Unit::One
    }
}

/// The text, its encoding, what there is to say about it.
type Read<'a> = (Cow<'a, str>, &'static str, Option<&'static str>);

fn one(bytes: &[u8]) -> Result<Read<'_>, Refused> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        // Seven bits, and signs that switch between alphabets.
        if find(bytes, 0x1b).is_some_and(|at| bytes.get(at..).unwrap_or_default().array_windows().any(|it| it == b"\x1b$B")) {
            return Err(Refused(UNKNOWN.to_owned()));
        }
        return Ok((Cow::Borrowed(text), "UTF-8", None));
    }
    // A cut or broken character or two among sound ones is still UTF-8.
    let (mut sound, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().bytes().filter(|it| *it >= 0xc0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if sound > broken || bytes.utf8_chunks().last().is_some_and(|it| broken == 1 && !it.invalid().is_empty() && it.invalid().len() > 1) {
        let note = "Some letters of this file were damaged and are shown as �.";
        return Ok((Cow::Owned(String::from_utf8_lossy(bytes).into_owned()), "UTF-8", Some(note)));
    }
    if !is_windows(bytes) {
        return Err(Refused(UNKNOWN.to_owned()));
    }
    let text = bytes.iter().map(|it| windows(*it)).collect();
    let note = "This file is not UTF-8 and was read as Windows-1252; check that accented letters look right.";
    Ok((Cow::Owned(text), "Windows-1252", Some(note)))
}

/// Whether the bytes beyond ASCII can be Windows-1252: single letters among others, as accents stand in western
/// languages. Runs of them are Cyrillic, Greek, Chinese, Japanese or Korean; some bytes have no meaning at all.
fn is_windows(bytes: &[u8]) -> bool {
    let high = bytes.iter().filter(|it| **it >= 0x80).count();
    let runs = bytes.array_windows().filter(|[a, b]| *a >= 0x80 && *b >= 0x80).count();
    let empty = bytes.iter().filter(|it| matches!(it, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d)).count();
    let controls = bytes.iter().filter(|it| **it < 9).count();
    // Signs such as ³, ¹ or ¿ between two letters of a word are letters of another encoding.
    let signs = bytes.array_windows().filter(|[a, it, b]| matches!(it, 0xa1..=0xbf) && is_letter(*a) && is_letter(*b)).count();
    let is_text = controls * 50 <= bytes.len();
    if is_text && (foreign(bytes) || (signs >= 2 && signs * 5 >= high)) {
        return false;
    }
    // A name or two in another encoding do not spoil a file; what is no text at all is told elsewhere.
    high < 8 || !is_text || high * 50 < bytes.len() || (runs * 2 <= high && empty * 20 <= high && signs * 10 <= high)
}

/// Letters that no western language has together, each list as bytes of Windows-1252: they are letters of Central European
/// encodings, where those bytes mean others. ì, ò or ù beside ø is Czech (ě, ň, ů beside ř); è beside š or ž, as either
/// encoding has them, is Croatian or Slovene (č); õ beside é or á, without ã, is Hungarian (ő).
const APART: &[(&[u8], &[u8], &[u8])] =
    &[(&[0xec, 0xf2, 0xf9], &[0xf8], &[]), (&[0xe8], &[0x9a, 0x9e, 0xb9, 0xbe], &[0xea, 0xe7]), (&[0xf5], &[0xe9, 0xe1], &[0xe3, 0xe4])];

fn foreign(bytes: &[u8]) -> bool {
    let count = |list: &[u8]| bytes.iter().filter(|it| list.contains(it)).count();
    APART.iter().any(|(one, other, not)| count(one) >= 2 && count(other) >= 2 && count(not) == 0)
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte >= 0xc0
}

fn windows(byte: u8) -> char {
    let at = usize::from(byte.wrapping_sub(0x80));
    WINDOWS.get(at).copied().unwrap_or(char::from(byte))
}

fn two(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Cow<'_, str> {
    let units = bytes.as_chunks().0.iter().map(|it| unit(*it));
    Cow::Owned(char::decode_utf16(units).map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

fn four(bytes: &[u8], unit: fn([u8; 4]) -> u32) -> Cow<'_, str> {
    let units = bytes.as_chunks().0.iter().map(|it| unit(*it));
    Cow::Owned(units.map(|it| char::from_u32(it).unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str, encoding: &str) {
        let decoded = decode(bytes).expect("it is read");
        assert_eq!((&*decoded.text, decoded.encoding), (text, encoding));
    }

    #[test]
    fn every_encoding_gives_the_same_words() {
        let wide = |big: bool| move |it: u16| if big { it.to_be_bytes() } else { it.to_le_bytes() };
        let words = "Añb😀, yes";
        check(words.as_bytes(), words, "UTF-8");
        check(&[b"\xef\xbb\xbf", words.as_bytes()].concat(), words, "UTF-8");
        for (big, mark, encoding) in [(true, [0xfe, 0xff], "UTF-16 BE"), (false, [0xff, 0xfe], "UTF-16 LE")] {
            let bytes: Vec<u8> = words.encode_utf16().flat_map(wide(big)).collect();
            check(&[&mark, bytes.as_slice()].concat(), words, encoding);
            let plain: Vec<u8> = "Hello, you".encode_utf16().flat_map(wide(big)).collect();
            check(&plain, "Hello, you", encoding);
        }
        let four: Vec<u8> = words.chars().flat_map(|it| u32::from(it).to_le_bytes()).collect();
        check(&[&[0xff, 0xfe, 0, 0], four.as_slice()].concat(), words, "UTF-32 LE");
        let four: Vec<u8> = words.chars().flat_map(|it| u32::from(it).to_be_bytes()).collect();
        check(&[&[0, 0, 0xfe, 0xff], four.as_slice()].concat(), words, "UTF-32 BE");
        check(b"Ren\xe9e \x80 5 \x93so\x94 \x85", "Renée € 5 “so” …", "Windows-1252");
    }

    #[test]
    fn a_few_broken_letters_do_not_change_the_encoding() {
        check(b"na\xc3\xafve caf\xc3\xa9 \xff", "naïve café \u{fffd}", "UTF-8");
        check(b"cut at the end \xe2\x80", "cut at the end \u{fffd}", "UTF-8");
        check(b"a\0b", "a\u{fffd}b", "UTF-8");
    }

    #[test]
    fn letters_of_other_encodings_are_not_made_words() {
        let russian = b"\xcf\xf0\xe8\xe2\xe5\xf2, \xea\xe0\xea \xe4\xe5\xeb\xe0";
        let japanese = b"\x82\xb1\x82\xf1\x82\xc9\x82\xbf\x82\xcd\x81A\x8c\xb3\x8bC";
        for bytes in [russian.as_slice(), japanese] {
            assert!(decode(bytes).is_err());
            let mut long = b"Dana: the name is ".repeat(50);
            long.extend_from_slice(bytes);
            assert!(decode(&long).is_ok());
        }
        assert!(decode("Où étais-tu l'été passé ? À côté, déjà gênée.".chars().map(|it| it as u8).collect::<Vec<_>>().as_slice()).is_ok());
    }

    #[test]
    fn central_european_letters_are_asked_about() {
        for (label, text) in [
            (
                "windows-1250",
                "Ztrácíme na tom hodiny, někdy i pět, a ve středu to bylo ještě horší. Ředitel musí nejdřív vidět čísla, říkají.",
            ),
            ("iso-8859-2", "Az idő az, ami hiányzik, és a vevő sem örül, ha később kap valamit. Előbb látnia kell a számokat."),
            ("iso-8859-2", "Prošli put smo pričali o skladištu i o tome kako danas to radite."),
        ] {
            let (bytes, ..) = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap().encode(text);
            assert!(decode(&bytes).is_err(), "{text}");
        }
        let western = [
            "As soluções são caras, as razões e as opções não são boas.",
            "Il più è già così, però più caro.",
            "Être là, c'est très gênant.",
        ];
        for text in western {
            let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(text);
            assert!(decode(&bytes).is_ok(), "{text}");
        }
    }

    #[test]
    fn half_a_unit_at_the_end_is_no_reason_to_fail() {
        check(b"\xff\xfeA\0B", "A", "UTF-16 LE");
    }
}
