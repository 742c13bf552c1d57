//! Passphrases of six words: easy to read aloud, and 66 bits of chance that nobody guesses.

/// 2048 short English words that do not begin alike (the list of BIP 39, which is free of rights).
const WORDS: &str = include_str!("words.txt");

/// How many words.
const MANY: usize = 6;

/// Bytes of chance that a phrase needs; from the browser's or the system's source for keys.
pub const PHRASE_RANDOM: usize = MANY * 2;

/// Six words out of `random`, with a space between.
pub fn phrase(random: &[u8; PHRASE_RANDOM]) -> String {
    let words: Vec<&str> = WORDS.lines().collect();
    let pick = |pair: &[u8]| {
        let number = pair.iter().fold(0usize, |number, byte| (number << 8) | usize::from(*byte));
        // 65536 is a multiple of how many there are: each is as likely.
        words.get(number % words.len().max(1)).copied().unwrap_or_default()
    };
    random.chunks(2).map(pick).collect::<Vec<_>>().join(" ")
}

/// The fewest letters of a passphrase, and the fewest that differ: whoever has the file can try as long as they like.
const LEAST: usize = 12;
const APART: usize = 6;

/// What is wrong with a passphrase that somebody made up, and what to do; nothing where it may do.
pub fn weakness(phrase: &str) -> Option<&'static str> {
    let letters: Vec<char> = phrase.trim().chars().collect();
    let apart = crate::domain::order::set(letters.iter().flat_map(|it| it.to_lowercase()));
    match letters.len() {
        0 => Some("Give a passphrase, or save the file without one."),
        1..LEAST => Some("This passphrase is guessed too soon: take 12 letters or more, such as the six words that are proposed."),
        _ if apart.len() < APART => {
            Some("This passphrase repeats itself and is guessed too soon: take several words, such as those that are proposed.")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_as_many_words_as_are_each_as_likely() {
        let words: std::collections::BTreeSet<&str> = WORDS.lines().collect();
        assert_eq!((words.len(), 65536 % words.len()), (2048, 0));
        assert!(words.iter().all(|it| it.len() > 2 && it.bytes().all(|it| it.is_ascii_lowercase())));
    }

    #[test]
    fn a_passphrase_that_is_guessed_at_once_is_not_taken() {
        for weak in ["", "  ", "abc", "password 1", "aaaaaaaaaaaaaaaa", "1212 1212 1212"] {
            assert!(weakness(weak).is_some(), "{weak}");
        }
        for good in ["café noir et sucre", "six words and a bit", &phrase(&[0, 1, 255, 255, 8, 0, 7, 255, 0, 2, 0, 3])] {
            assert_eq!(weakness(good), None, "{good}");
        }
    }

    #[test]
    fn a_phrase_has_six_words_and_follows_its_chance() {
        assert_eq!(phrase(&[0; PHRASE_RANDOM]), ["abandon"; 6].join(" "));
        assert_eq!(phrase(&[0, 1, 255, 255, 8, 0, 7, 255, 0, 2, 0, 3]), "ability zoo abandon zoo able about");
    }
}
