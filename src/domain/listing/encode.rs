//! Text in the query of an address: percent signs, as browsers read and write them.

use std::fmt::Write;

/// `text` as it may stand as a key or value of a query.
pub fn encode(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        match byte {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            _ => {
                // Writing to a string cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
        out
    })
}

/// What [`encode`] wrote. What is no percent sign with two digits stays as it is; bytes that are no text become "�".
pub fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).and_then(|it| char::from(*it).to_digit(16));
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 2;
            }
            (b'+', ..) => out.push(b' '),
            _ => out.push(*byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// The keys and values of a query, in order; a leading question mark is not part of it.
pub fn pairs(query: &str) -> impl Iterator<Item = (String, String)> {
    query.trim_start_matches('?').split('&').filter(|it| !it.is_empty()).map(|it| {
        let (key, value) = it.split_once('=').unwrap_or((it, ""));
        (decode(key), decode(value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_survives(text in any::<String>()) {
            prop_assert_eq!(decode(&encode(&text)), text);
        }

        #[test]
        fn any_address_can_be_read(text in any::<String>()) {
            let _ = pairs(&text).count();
        }
    }

    #[test]
    fn what_is_no_code_stays() {
        for (text, read) in [("100%", "100%"), ("%zz", "%zz"), ("a+b%20c", "a b c"), ("%C3%A9", "é"), ("%FF", "\u{fffd}")] {
            assert_eq!(decode(text), read, "{text}");
        }
    }
}
