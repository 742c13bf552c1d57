//! Which encoding the letters of a text may be in, where nothing in the file says so: a person is asked, the likely ones first.
//!
//! Nothing is decoded here. Whoever can (the browser, or a program on the host) decodes the beginning of the file in every
//! encoding of the table, and each result is held against the letters that are frequent in the languages written so.

/// An encoding that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// Its name in the Encoding standard, which every browser knows.
    pub label: &'static str,
    /// What is written in it.
    pub name: &'static str,
    /// Letters beyond ASCII that are frequent in it, and how many of a hundred they are at least in any text.
    frequent: (&'static str, usize),
}

const HAN: &str = "的一是不了在人有我他这个们来到上大为和国你说就要会时也可以对那好没什么下去";
const HAN_OLD: &str = "的一是不了在人有我他這個們來到上大為和國你說就要會時也可以對那好沒什麼下去";
const KANA: &str = "のにはをたがでてとしれさいるなかまうこもすらりんっだあけよそ";
const HANGUL: &str = "이다는에가고지하을의도한기사리어로나요은를시해니까그습세거면있";
const CYRILLIC: &str = "оеаинтсрвлкмдпуяыьгз";
const CENTRAL: &str = "ąćęłńśźżčěďňřšťůžőűăşţáéíóúýöüôäâî";
const GREEK: &str = "αοιετσνηυρπκμλςίόάέύήώ";
const TURKISH: &str = "ığşçöüİ";
const BALTIC: &str = "āčēģīķļņšūžąęėįųõäöü";
const WESTERN: &str = "éèàçêîôûùâëïäöüßñáíóúåæøœ’“”«»€";
const ARABIC: &str = "اليمنوترهبعدسفكق";
const HEBREW: &str = "יוהלאתרבשמנכ";
const THAI: &str = "านรอกเงมยลวดทส่้ีัิะไ";
const VIET: &str = "ăâđêôơưàáèéìíòóùú";

const fn row(label: &'static str, name: &'static str, letters: &'static str, share: usize) -> Encoding {
    Encoding { label, name, frequent: (letters, share) }
}

/// Every encoding that can be chosen.
pub const ENCODINGS: &[Encoding] = &[
    row("gb18030", "Chinese, simplified", HAN, 18),
    row("big5", "Chinese, traditional", HAN_OLD, 18),
    row("shift_jis", "Japanese", KANA, 30),
    row("euc-jp", "Japanese", KANA, 30),
    row("iso-2022-jp", "Japanese", KANA, 30),
    row("euc-kr", "Korean", HANGUL, 30),
    row("windows-1251", "Cyrillic", CYRILLIC, 75),
    row("koi8-r", "Cyrillic", CYRILLIC, 75),
    row("koi8-u", "Cyrillic, Ukrainian", CYRILLIC, 75),
    row("iso-8859-5", "Cyrillic", CYRILLIC, 75),
    row("ibm866", "Cyrillic, DOS", CYRILLIC, 75),
    row("x-mac-cyrillic", "Cyrillic, Mac", CYRILLIC, 75),
    row("windows-1250", "Central European", CENTRAL, 95),
    row("iso-8859-2", "Central European", CENTRAL, 95),
    row("windows-1252", "Western European", WESTERN, 95),
    row("macintosh", "Western European, Mac", WESTERN, 95),
    row("iso-8859-15", "Western European", WESTERN, 95),
    row("windows-1253", "Greek", GREEK, 80),
    row("iso-8859-7", "Greek", GREEK, 80),
    row("windows-1254", "Turkish", TURKISH, 90),
    row("windows-1255", "Hebrew", HEBREW, 60),
    row("windows-1256", "Arabic", ARABIC, 65),
    row("iso-8859-6", "Arabic", ARABIC, 65),
    row("windows-1257", "Baltic", BALTIC, 95),
    row("iso-8859-4", "Nordic", BALTIC, 95),
    row("windows-1258", "Vietnamese", VIET, 80),
    row("windows-874", "Thai", THAI, 60),
    row("iso-8859-3", "South European", "", 1),
    row("iso-8859-10", "Nordic", "", 1),
    row("iso-8859-13", "Baltic", "", 1),
    row("iso-8859-14", "Celtic", "", 1),
    row("iso-8859-16", "Romanian", CENTRAL, 98),
    row("utf-16le", "Unicode, two bytes", "", 1),
    row("utf-16be", "Unicode, two bytes", "", 1),
    row("utf-8", "Unicode", "", 1),
];

/// So many bytes of a file are enough to tell.
pub const HEAD: usize = 16 * 1024;

/// How many are offered as likely.
const LIKELY: usize = 4;

/// A likely one fits so well, of a hundred.
const FITS: usize = 60;

/// The encoding of that label.
pub fn named(label: &str) -> Option<&'static Encoding> {
    ENCODINGS.iter().find(|it| it.label == label)
}

/// The encodings a text may well be in, the likeliest first; `decode` reads the beginning of the file in one of them.
pub fn likely(decode: impl Fn(&str) -> Option<String>) -> Vec<&'static Encoding> {
    let fit = |it: &'static Encoding| Some((fit(&decode(it.label)?, it), it));
    let mut found: Vec<(usize, &Encoding)> = ENCODINGS.iter().filter_map(fit).filter(|it| it.0 >= FITS).collect();
    // Those that fit alike keep the order of the table.
    crate::domain::order::sort_by_key(&mut found, |it| std::cmp::Reverse(it.0));
    found.into_iter().take(LIKELY).map(|it| it.1).collect()
}

/// How well a decoded text fits an encoding, of a hundred: whether its frequent letters are as many as they should be.
fn fit(text: &str, encoding: &Encoding) -> usize {
    let is_sign =
        |it: char| matches!(it, '\u{a0}'..='\u{bf}' | '\u{2010}'..='\u{203f}' | '\u{3000}'..='\u{3020}' | '\u{ff00}'..='\u{ff20}');
    let (mut all, mut frequent, mut signs) = (0, 0, 0);
    let is_latin = encoding.frequent.0.starts_with(|it: char| it < '\u{250}');
    let mut before = ' ';
    for it in text.chars() {
        let (is_within, is_after_latin) = (before.is_alphabetic(), before.is_ascii_alphabetic());
        before = it;
        if it.is_ascii() || it == '\u{feff}' {
            continue;
        }
        let lower = it.to_lowercase().next().unwrap_or(it);
        let is_frequent = encoding.frequent.0.contains(it) || (!is_within && encoding.frequent.0.contains(lower));
        // Within a word of Latin letters stand no others.
        let is_frequent = is_frequent && (is_latin || !is_after_latin);
        // A sign in the middle of a word is a letter that was read wrongly.
        if is_frequent || !is_sign(it) || is_within && matches!(it, '\u{a0}'..='\u{bf}') {
            all += 1;
            frequent += usize::from(is_frequent);
        } else {
            signs += 1;
        }
    }
    // What is mostly signs is no language.
    (frequent * 10_000 / encoding.frequent.1.max(1) / (all + signs / 4).max(1)).min(100)
}

/// The first lines of a text that have letters beyond ASCII, as they would read.
pub fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().filter(|it| !it.is_ascii()).map(|it| it.trim());
    lines.filter(|it| !it.is_empty()).take(5).map(|it| it.chars().take(120).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(label: &str, text: &str) {
        let (bytes, _, lost) = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap().encode(text);
        assert!(!lost, "{label}: the sentence can be written in it");
        let decode = |it: &str| Some(encoding_rs::Encoding::for_label(it.as_bytes())?.decode_without_bom_handling(&bytes).0.into_owned());
        let found: Vec<_> = likely(decode).iter().map(|it| it.label).collect();
        assert_eq!(found.first(), Some(&label), "{text}: {found:?}");
    }

    #[test]
    fn the_encoding_a_text_is_in_is_proposed_first() {
        check("gb18030", "你好，我们上次说到仓库的库存问题。现在你们是怎么处理的？我们每个星期要花很多时间，也没有什么好的办法。");
        check("big5", "你好，我們上次說到倉庫的庫存問題。現在你們是怎麼處理的？我們每個星期要花很多時間，也沒有什麼好的辦法。");
        check(
            "shift_jis",
            "こんにちは。先週の打ち合わせの続きですが、在庫の管理はどのようにしていますか。毎週かなりの時間がかかっています。",
        );
        check("euc-jp", "こんにちは。先週の打ち合わせの続きですが、在庫の管理はどのようにしていますか。毎週かなりの時間がかかっています。");
        check("euc-kr", "안녕하세요. 지난번에 말씀하신 재고 문제를 다시 보고 싶습니다. 지금은 어떻게 하고 있나요? 시간이 많이 걸립니다.");
        check("windows-1251", "Добрый день! В прошлый раз мы говорили про склад. Как вы сейчас это делаете? Это стоит нам много времени.");
        check("koi8-r", "Добрый день! В прошлый раз мы говорили про склад. Как вы сейчас это делаете? Это стоит нам много времени.");
        check("iso-8859-5", "Добрый день! В прошлый раз мы говорили про склад. Как вы сейчас это делаете? Это стоит нам много времени.");
        check("ibm866", "Добрый день! В прошлый раз мы говорили про склад. Как вы сейчас это делаете? Это стоит нам много времени.");
        check(
            "windows-1250",
            "Dzień dobry, wczoraj rozmawialiśmy o magazynie. Jak państwo dziś to robią? Tracimy na to żmudne godziny, często aż pięć.",
        );
        check(
            "iso-8859-2",
            "Dzień dobry, wczoraj rozmawialiśmy o magazynie. Jak państwo dziś to robią? Tracimy na to żmudne godziny, często aż pięć.",
        );
        check("windows-1253", "Καλημέρα, την προηγούμενη φορά μιλήσαμε για την αποθήκη. Πώς το κάνετε σήμερα; Μας κοστίζει πολύ χρόνο.");
        check(
            "windows-1254",
            "Günaydın, geçen sefer depo hakkında konuştuk. Şimdi nasıl yapıyorsunuz? Bu iş bize çok zamana mal oluyor, değil mi?",
        );
        check("windows-1255", "בוקר טוב, בפעם הקודמת דיברנו על המחסן. איך אתם עושים את זה היום? זה עולה לנו הרבה זמן.");
        check("windows-1256", "صباح الخير، تحدثنا في المرة السابقة عن المستودع. كيف تفعلون ذلك اليوم؟ هذا يكلفنا الكثير من الوقت.");
        check("windows-874", "สวัสดีครับ ครั้งที่แล้วเราคุยกันเรื่องคลังสินค้า ตอนนี้ทำอย่างไรครับ เราใช้เวลามากทุกสัปดาห์");
    }

    #[test]
    fn lines_of_plain_letters_say_nothing_of_an_encoding() {
        assert_eq!(lines("1\n00:00:01 --> 00:00:02\nЗдравствуйте\n\n  Да  \n"), ["Здравствуйте", "Да"]);
    }
}
