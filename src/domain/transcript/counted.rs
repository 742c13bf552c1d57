//! How many words a text has, also where its script does not part them.

/// So many letters of a script that does not part words count as one: Chinese words have one or two, Japanese ones two.
pub const LETTERS_A_WORD: usize = 2;

/// Whether `letter` is of a script that does not part words: Chinese, Japanese, Thai, Lao, Burmese, Khmer.
fn is_unparted(letter: char) -> bool {
    matches!(letter,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3005}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
        && letter.is_alphanumeric()
}

/// The words of `text`: what spaces part, and two letters one where the script parts none.
pub fn words_in(text: &str) -> usize {
    let words = |part: &str| if part.is_ascii() { 1 } else { letters(part).0.div_ceil(LETTERS_A_WORD).max(1) };
    text.split_whitespace().map(words).sum()
}

/// Whether most letters of `texts` are of a script that does not part words, told by about the first `most` of them.
pub fn is_without_spaces<'a>(texts: impl Iterator<Item = &'a str>, most: usize) -> bool {
    let (mut without, mut all) = (0, 0);
    for text in texts {
        let (some, letters) = if text.is_ascii() { (0, text.len()) } else { letters(text) };
        (without, all) = (without + some, all + letters);
        if all >= most {
            break;
        }
    }
    without * 2 > all
}

/// How many letters are of a script that does not part words, and how many there are.
fn letters(text: &str) -> (usize, usize) {
    let is_letter = |it: &char| it.is_alphabetic();
    (text.chars().filter(|it| is_unparted(*it)).count(), text.chars().filter(is_letter).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_what_spaces_part_and_two_letters_where_none_do() {
        assert_eq!(words_in("We re-key it by hand."), 5);
        assert_eq!(words_in("我们 用 Excel"), 3);
        assert_eq!(words_in("每周要花两天，去年损失了四万块。"), 7);
        assert_eq!(words_in("発注は紙でやっています。"), 6);
        assert_eq!(words_in("Größe – 12"), 3);
        assert_eq!(words_in(""), 0);
    }

    #[test]
    fn a_script_without_spaces_is_told_by_most_letters() {
        let is = |texts: &[&str]| is_without_spaces(texts.iter().copied(), 200);
        assert!(is(&["Excel", "每周要花两天"]) && is(&["สวัสดีครับ"]));
        assert!(!is(&["We say 你好 to them"]) && !is(&["안녕하세요 반갑습니다"]) && !is(&[]));
    }
}
