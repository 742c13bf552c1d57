//! Looking for bytes, eight at a time: files are read mostly by that.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = ONES << 7;

/// The high bit of every byte of `word` that is zero. Above the lowest such byte there may be one too many.
fn zeros(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word & HIGH
}

/// Where the first of three bytes stands. Eight bytes at a time: files are read mostly by looking for these.
#[inline(never)]
pub fn find_any(bytes: &[u8], wanted: [u8; 3]) -> Option<usize> {
    let [a, b, c] = wanted;
    let (a, b, c) = (ONES * u64::from(a), ONES * u64::from(b), ONES * u64::from(c));
    let (chunks, rest) = bytes.as_chunks::<8>();
    for (at, chunk) in chunks.iter().enumerate() {
        let word = u64::from_le_bytes(*chunk);
        let hits = zeros(word ^ a) | zeros(word ^ b) | zeros(word ^ c);
        if hits != 0 {
            return Some(at * 8 + hits.trailing_zeros() as usize / 8);
        }
    }
    rest.iter().position(|it| wanted.contains(it)).map(|it| it + chunks.len() * 8)
}

/// Where a byte first stands.
#[inline(never)]
pub fn find(bytes: &[u8], wanted: u8) -> Option<usize> {
    let spread = ONES * u64::from(wanted);
    let (chunks, rest) = bytes.as_chunks::<8>();
    for (at, chunk) in chunks.iter().enumerate() {
        let hits = zeros(u64::from_le_bytes(*chunk) ^ spread);
        if hits != 0 {
            return Some(at * 8 + hits.trailing_zeros() as usize / 8);
        }
    }
    rest.iter().position(|it| *it == wanted).map(|it| it + chunks.len() * 8)
}

/// Where words end that begin at the start of `bytes`, and whether they are plain letters with single spaces between them:
/// `<`, `>`, `&`, `{`, a colon or a control ends them.
#[inline(never)]
pub fn words(bytes: &[u8]) -> (usize, bool) {
    let (chunks, rest) = bytes.as_chunks::<8>();
    let (mut odd, mut space) = (0, 0);
    for (at, chunk) in chunks.iter().enumerate() {
        let word = u64::from_le_bytes(*chunk);
        let controls = word.wrapping_sub(ONES * 0x20) & !word & HIGH;
        // `<` and `>` differ in one bit.
        let angles = zeros((word | (ONES * 2)) ^ (ONES * 0x3e));
        let signs = zeros(word ^ (ONES * 0x3a)) | zeros(word ^ (ONES * 0x26)) | zeros(word ^ (ONES * 0x7b));
        let stops = controls | angles | signs;
        let spaces = zeros(word ^ (ONES * 0x20));
        let found = (word & HIGH) | (spaces & ((spaces << 8) | space));
        if stops != 0 {
            let before = (stops & stops.wrapping_neg()) - 1;
            return (at * 8 + stops.trailing_zeros() as usize / 8, (odd | (found & before)) & HIGH == 0);
        }
        odd |= found;
        space = spaces >> 56;
    }
    let is_stop = |it: &u8| matches!(it, 0..0x20 | b'<' | b'>' | b'&' | b'{' | b':');
    let to = rest.iter().position(is_stop).unwrap_or(rest.len());
    // The last words of a file: nobody waits for them.
    (chunks.len() * 8 + to, false)
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

/// Whether putting every run of white space into one space, and none at the ends, changes nothing; says no too often rather than too seldom.
#[inline(never)]
pub fn is_tidy(bytes: &[u8]) -> bool {
    let (chunks, rest) = bytes.as_chunks::<8>();
    let mut was_space = false;
    for chunk in chunks {
        let word = u64::from_le_bytes(*chunk);
        // A byte below a space or beyond ASCII, or two spaces side by side.
        let spaces = zeros(word ^ (ONES * 0x20));
        let odd = (word.wrapping_sub(ONES * 0x20) & !word | word) & HIGH;
        if odd | (spaces & spaces << 8) != 0 || (was_space && spaces & 0x80 != 0) {
            return is_tidy_slowly(bytes);
        }
        was_space = spaces >> 63 != 0;
    }
    let from = bytes.len() - rest.len();
    is_tidy_slowly(bytes.get(from.saturating_sub(1)..).unwrap_or_default())
}

fn is_tidy_slowly(bytes: &[u8]) -> bool {
    let mut before = 0;
    bytes.iter().all(|byte| {
        // Spaces beyond ASCII begin with these bytes; dashes and quotes (E2 80 90..A7) are no spaces.
        let fine = match *byte {
            0..=0x1f | 0xc2 | 0xe1 | 0xe3 => false,
            b' ' => before != b' ',
            third @ 0x80..=0xbf if before == 0x80 => (0x90..=0xa7).contains(&third),
            _ => before != 0xe2 || *byte == 0x80,
        };
        before = *byte;
        fine
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_byte_is_found_where_it_first_stands(bytes in proptest::collection::vec(prop_oneof![Just(b'a'), Just(b'`'), Just(b'b'), Just(0xe1), 0_u8..255], 0..40)) {
            let expected = bytes.iter().position(|it| matches!(it, b'a' | b'<' | 0x80));
            prop_assert_eq!(find_any(&bytes, [b'a', b'<', 0x80]), expected);
            prop_assert_eq!(find(&bytes, b'b'), bytes.iter().position(|it| *it == b'b'));
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
