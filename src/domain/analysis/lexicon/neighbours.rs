//! Small words of languages that have no list but look like one that has: without them Portuguese is taken for Spanish.
//! And scripts, which tell a language at once.

/// Small words of each, as a section of a list.
pub(super) const NEIGHBOURS: [(&str, &str); 3] = [
    (
        "pt",
        "[words stop]\no, a, os, as, um, uma, de, do, da, dos, das, em, no, na, nos, nas, com, para, por, pelo, pela, que, não, sim, é, são, \
         está, estão, eu, você, vocês, ele, ela, nós, eles, meu, minha, seu, sua, isso, isto, esse, essa, mais, mas, muito, também, já, ou, \
         se, ao, aos, quando, como, foi, ser, ter, tem, temos, tenho, vai, vou, aqui, então, só, até, porque, ainda, bem, lá, gente, pra",
    ),
    (
        "it",
        "[words stop]\nil, lo, la, i, gli, le, un, una, di, del, della, dei, delle, che, e, è, non, per, con, in, nel, nella, si, sì, no, mi, \
         ci, vi, ti, lei, noi, voi, loro, io, questo, questa, come, ma, anche, più, sono, ho, ha, abbiamo, hanno, siamo, perché, quindi, \
         poi, cosa, quando, se, al, alla, da, dal, dalla, su, sul, molto, già, qui, bene, va, o, lì, fare, quello, quella, ogni",
    ),
    (
        "hi",
        "[words stop]\nhai, hain, mein, main, nahi, nahin, aap, hum, ham, ke, ki, ka, ko, se, yeh, woh, haan, theek, kya, kaise, bhi, toh, \
         ji, aur, par, liye, tha, thi, ho, kar, karte, karenge, raha, rahe, rahi, ek, do, apna, hamara, aapka, aapki, lekin, abhi, wala, sab, \
         koi, kuch, bahut, acha, accha, matlab, sakte, gaya, diya, jo, jab, kitna, kyun, hota, hoti, hua, ne",
    ),
];

/// Whether most letters of a text are of another script than the Latin one, told by about the first `most` of them. Plain
/// ASCII, which most calls are, is not looked at letter by letter.
pub(super) fn is_other_script<'a>(texts: impl Iterator<Item = &'a str>, most: usize) -> bool {
    let (mut latin, mut other) = (0usize, 0usize);
    for text in texts {
        if text.is_ascii() {
            latin += text.len();
        } else {
            for letter in text.chars().filter(|it| it.is_alphabetic()) {
                match letter {
                    '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => latin += 1,
                    _ => other += 1,
                }
            }
        }
        if latin + other >= most {
            break;
        }
    }
    other > latin
}
