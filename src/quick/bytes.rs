//! Looking for bytes, sixteen at a time: files are read mostly by that.

use super::lanes::{AT_ONCE, Lanes};

/// Where the first byte stands that is `marked`, or in the last few that `is` is true of.
#[inline]
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn position(bytes: &[u8], marked: impl Fn(Lanes) -> Lanes, is: impl Fn(&u8) -> bool) -> Option<usize> {
    let (chunks, rest) = bytes.as_chunks::<AT_ONCE>();
    for (at, chunk) in chunks.iter().enumerate() {
        let marks = marked(Lanes::of(chunk)).bits();
        if marks != 0 {
            return Some(at * AT_ONCE + marks.trailing_zeros() as usize);
        }
    }
    rest.iter().position(is).map(|it| chunks.len() * AT_ONCE + it)
}

/// Where the first of three bytes stands.
#[inline(never)]
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub fn find_any(bytes: &[u8], wanted: [u8; 3]) -> Option<usize> {
    let [a, b, c] = wanted;
    let marked = |it: Lanes| it.are(a).or(it.are(b)).or(it.are(c));
    // A whole file is looked through for what hardly any has.
    let (blocks, _) = bytes.as_chunks::<{ 4 * AT_ONCE }>();
    let has_none = |block: &&[u8; 4 * AT_ONCE]| {
        let none = Lanes::of(&[0; AT_ONCE]).below(0);
        block.as_chunks::<AT_ONCE>().0.iter().fold(none, |marks, it| marks.or(marked(Lanes::of(it)))).bits() == 0
    };
    let from = blocks.iter().take_while(has_none).count() * 4 * AT_ONCE;
    position(bytes.get(from..)?, marked, |it| wanted.contains(it)).map(|it| from + it)
}

/// Where a byte first stands.
#[inline(never)]
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub fn find(bytes: &[u8], wanted: u8) -> Option<usize> {
    position(bytes, |it: Lanes| it.are(wanted), |it| *it == wanted)
}

/// Where words end that begin at the start of `bytes`, and whether they are plain letters with single spaces between them:
/// `<`, `>`, `&`, `{`, a colon or a control ends them.
#[inline(never)]
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub fn words(bytes: &[u8]) -> (usize, bool) {
    let (chunks, rest) = bytes.as_chunks::<AT_ONCE>();
    let (mut odd, mut space) = (0, 0);
    for (at, chunk) in chunks.iter().enumerate() {
        let lanes = Lanes::of(chunk);
        // `<` and `>` differ in one bit.
        let stops = lanes.below(b' ').or(lanes.with(2).are(b'>')).or(lanes.are(b':')).or(lanes.are(b'&')).or(lanes.are(b'{')).bits();
        let spaces = lanes.are(b' ').bits();
        let found = lanes.bits() | (spaces & (spaces << 1 | space));
        if stops != 0 {
            let before = (stops & stops.wrapping_neg()) - 1;
            return (at * AT_ONCE + stops.trailing_zeros() as usize, odd | (found & before) == 0);
        }
        odd |= found;
        space = spaces >> (AT_ONCE - 1);
    }
    let is_stop = |it: &u8| matches!(it, 0..0x20 | b'<' | b'>' | b'&' | b'{' | b':');
    let to = rest.iter().position(is_stop).unwrap_or(rest.len());
    // The last words of a file: nobody waits for them.
    (chunks.len() * AT_ONCE + to, false)
}

/// A copy of `text`: of every cue one is made.
#[inline(never)]
pub fn copy(text: &str) -> String {
    text.to_owned()
}

/// Whether `bytes` begin with one of `opens`, and whether they end with one of `closes`: four letters each, in upper or lower case, as
/// one number in lower case. A space, a mark of Markdown or another sign that is no letter may stand before and behind them: then
/// it is yes, too.
#[inline(never)]
pub fn has_ends(bytes: &[u8], opens: &[u32], closes: &[u32]) -> [bool; 2] {
    let is_odd = |it: &u8| !it.is_ascii_graphic() || matches!(it, b'*' | b'_' | b'#');
    let opens = bytes.first().is_some_and(is_odd) || is_one(bytes.first_chunk(), opens);
    let closes = bytes.last().is_some_and(is_odd) || is_one(bytes.last_chunk(), closes);
    [opens, closes]
}

/// Whether four letters are one of `list`.
#[inline]
fn is_one(four: Option<&[u8; 4]>, list: &[u32]) -> bool {
    let Some(four) = four.map(|it| u32::from_le_bytes(*it) | 0x2020_2020) else { return false };
    let mut rest = list;
    while let [first, others @ ..] = rest {
        if *first == four {
            return true;
        }
        rest = others;
    }
    false
}

/// How many full stops, question and exclamation marks there are, and how many spaces.
#[inline(never)]
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub fn stops_and_spaces(bytes: &[u8]) -> (usize, usize) {
    let (chunks, rest) = bytes.as_chunks::<AT_ONCE>();
    let (mut stops, mut spaces) = (0, 0);
    for chunk in chunks {
        let lanes = Lanes::of(chunk);
        stops += lanes.are(b'.').or(lanes.are(b'?')).or(lanes.are(b'!')).bits().count_ones() as usize;
        spaces += lanes.are(b' ').bits().count_ones() as usize;
    }
    stops += rest.iter().filter(|it| matches!(it, b'.' | b'?' | b'!')).count();
    (stops, spaces + rest.iter().filter(|it| **it == b' ').count())
}

/// Whether there is nothing but letters and signs of ASCII and the ends of lines.
#[inline(never)]
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub fn is_plain(bytes: &[u8]) -> bool {
    let is_line = |it: Lanes| it.are(b'\n').or(it.are(b'\r')).or(it.are(b'\t')).bits();
    let (chunks, rest) = bytes.as_chunks::<AT_ONCE>();
    let chunk = |it: &[u8; AT_ONCE]| {
        let lanes = Lanes::of(it);
        lanes.or(lanes.are(0x7f)).bits() | (lanes.below(b' ').bits() & !is_line(lanes)) == 0
    };
    chunks.iter().all(chunk) && rest.iter().all(|it| matches!(it, b' '..0x7f | b'\n' | b'\r' | b'\t'))
}

/// Whether `before` has the letters that `now` begins with, spaces aside: up to sixteen of its first three words, or of its
/// first line.
#[inline(never)]
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub fn holds_start(before: &[u8], now: &[u8]) -> bool {
    let (mut start, mut length, mut words) = ([0; 16], 0, 0);
    for byte in now {
        match byte {
            b'\n' => break,
            b' ' | b'\t'..=b'\r' | 0x80.. => words += 1,
            _ => {
                if let Some(it) = start.get_mut(length) {
                    *it = *byte;
                    length += 1;
                }
            }
        }
        if words > 2 || length == start.len() {
            break;
        }
    }
    let start = start.get(..length).unwrap_or_default();
    let Some(first) = start.first() else { return true };
    let mut rest = before;
    while let Some(at) = find(rest, *first) {
        rest = rest.get(at..).unwrap_or_default();
        let mut letters = rest.iter().filter(|it| !matches!(it, b' ' | b'\t'..=b'\r' | 0x80..));
        if start.iter().all(|it| letters.next() == Some(it)) {
            return true;
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    false
}

/// Whether putting every run of white space into one space, and none at the ends, changes nothing; says no too often rather than too seldom.
#[inline(never)]
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub fn is_tidy(bytes: &[u8]) -> bool {
    let (chunks, rest) = bytes.as_chunks::<AT_ONCE>();
    let mut space = 0;
    for chunk in chunks {
        let lanes = Lanes::of(chunk);
        let spaces = lanes.are(b' ').bits();
        if lanes.or(lanes.below(b' ')).bits() | (spaces & (spaces << 1 | space)) != 0 {
            return is_tidy_slowly(bytes);
        }
        space = spaces >> (AT_ONCE - 1);
    }
    let from = bytes.len() - rest.len();
    is_tidy_slowly(bytes.get(from.saturating_sub(1)..).unwrap_or_default())
}

fn is_tidy_slowly(bytes: &[u8]) -> bool {
    let mut before = 0;
    bytes.iter().all(|byte| {
        // A control, two spaces, or what ends as a space beyond ASCII ends: C2 85, C2 A0, E1 9A 80, E2 81 9F, E3 80 80 and
        // most of E2 80 xx; dashes and quotes (E2 80 90..A7) are no spaces.
        let fine = match (before, *byte) {
            (_, 0..=0x1f) | (b' ', b' ') | (0xc2, 0x85 | 0xa0) | (0xe1, 0x9a) | (0x81, 0x9f) => false,
            (0x80, third @ 0x80..=0xbf) => (0x90..=0xa7).contains(&third),
            _ => true,
        };
        before = *byte;
        fine
    })
}

/// [`str::trim`], which looks at bytes first: asked of every line and cue, mostly that is enough.
pub fn trim(text: &str) -> &str {
    let is_space = |it: &u8| matches!(it, b' ' | b'\t'..=b'\r');
    let mut bytes = text.as_bytes();
    let mut from = 0;
    while let [first, rest @ ..] = bytes
        && is_space(first)
    {
        bytes = rest;
        from += 1;
    }
    while let [rest @ .., last] = bytes
        && is_space(last)
    {
        bytes = rest;
    }
    let inner = text.get(from..from + bytes.len()).unwrap_or_default();
    match bytes {
        [first, .., last] if first.is_ascii() && last.is_ascii() => inner,
        _ => inner.trim(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_begins_or_ends_so_is_told_in_either_case_and_so_is_what_may_hide_it() {
        let four = |it: &[u8; 4]| u32::from_le_bytes(*it);
        let ends = |it: &str| has_ends(it.as_bytes(), &[four(b"made"), four(b"view")], &[four(b"ting")]);
        for (text, expected) in [
            ("Made by hand", [true, false]),
            ("VIEW of the meeTING", [true, true]),
            ("we made a thing", [false, false]),
            ("*made", [true, false]),
            ("so \u{a0}", [false, true]),
            ("mad", [false, false]),
            ("", [false, false]),
        ] {
            assert_eq!(ends(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_byte_is_found_where_it_first_stands(bytes in proptest::collection::vec(prop_oneof![Just(b'a'), Just(b'`'), Just(b'b'), Just(0xe1), 0_u8..255], 0..300)) {
            let expected = bytes.iter().position(|it| matches!(it, b'a' | b'<' | 0x80));
            prop_assert_eq!(find_any(&bytes, [b'a', b'<', 0x80]), expected);
            prop_assert_eq!(find(&bytes, b'b'), bytes.iter().position(|it| *it == b'b'));
        }

        #[test]
        fn every_stop_and_every_space_counts(text in "[a .?!é]{0,60}") {
            let count = |wanted: &[char]| text.matches(wanted).count();
            prop_assert_eq!(stops_and_spaces(text.as_bytes()), (count(&['.', '?', '!']), count(&[' '])));
        }

        #[test]
        fn plain_is_what_has_neither_controls_nor_other_letters(text in "[a-z ~]{0,40}", odd in proptest::option::of("[\0\u{1f}\u{7f}é\n\r\t]"), at in 0..40_usize) {
            let at = at.min(text.len());
            let (text, odd) = (format!("{}{}{}", &text[..at], odd.as_deref().unwrap_or_default(), &text[at..]), odd.unwrap_or_default());
            prop_assert_eq!(is_plain(text.as_bytes()), odd.is_empty() || "\n\r\t".contains(&odd));
        }

        #[test]
        fn words_end_where_a_sign_may_mean_more(text in "[ab !;=%'zé~\u{7f}<>&{:\n]{0,40}") {
            let to = text.find(|it: char| it.is_control() && it != '\u{7f}' || "<>&{:".contains(it)).unwrap_or(text.len());
            let (found, is_even) = words(text.as_bytes());
            prop_assert_eq!(found, to);
            let said = &text[..to];
            prop_assert!(!is_even || said.is_ascii() && !said.contains("  "), "{said}");
        }
    }
}
