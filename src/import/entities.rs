//! Character references (`&amp;`, `&#8217;`, `&eacute;`).

/// Latin-1 from U+00A0 on, in order.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute \
    micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave \
    Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml \
    Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth \
    ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

/// The others that occur in speech.
const NAMED: &[(&str, char)] = &[
    ("AMP", '&'),
    ("GT", '>'),
    ("LT", '<'),
    ("OElig", 'Œ'),
    ("QUOT", '"'),
    ("Scaron", 'Š'),
    ("Yuml", 'Ÿ'),
    ("Zcaron", 'Ž'),
    ("amp", '&'),
    ("apos", '\''),
    ("bdquo", '„'),
    ("bull", '•'),
    ("check", '✓'),
    ("emsp", ' '),
    ("ensp", ' '),
    ("euro", '€'),
    ("ge", '≥'),
    ("gt", '>'),
    ("hellip", '…'),
    ("hyphen", '‐'),
    ("infin", '∞'),
    ("larr", '←'),
    ("ldquo", '“'),
    ("le", '≤'),
    ("lrm", '\u{200e}'),
    ("lsaquo", '‹'),
    ("lsquo", '‘'),
    ("lt", '<'),
    ("mdash", '—'),
    ("minus", '−'),
    ("ndash", '–'),
    ("ne", '≠'),
    ("notin", '∉'),
    ("oelig", 'œ'),
    ("permil", '‰'),
    ("quot", '"'),
    ("rarr", '→'),
    ("rdquo", '”'),
    ("rlm", '\u{200f}'),
    ("rsaquo", '›'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("scaron", 'š'),
    ("thinsp", ' '),
    ("trade", '™'),
    ("zcaron", 'ž'),
    ("zwj", '\u{200d}'),
    ("zwnj", '\u{200c}'),
];

/// The character that `text`, which begins with `&`, stands for, and what follows it. `None`: a plain ampersand.
pub(super) fn decode(text: &str) -> Option<(char, &str)> {
    let after = text.get(1..)?;
    let length = after.bytes().take(32).take_while(|it| it.is_ascii_alphanumeric() || *it == b'#').count();
    let name = after.get(..length)?;
    let rest = after.get(length..)?;
    let closed = rest.strip_prefix(';');
    // HTML knows the oldest names without the semicolon, too; `?id=1&copy=2` is an address.
    if closed.is_none() && (rest.starts_with('=') || !(matches!(name, "amp" | "lt" | "gt" | "quot") || latin(name).is_some())) {
        return None;
    }
    Some((character(name)?, closed.unwrap_or(rest)))
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return code.ok().filter(|it| *it != 0).and_then(char::from_u32);
    }
    if let Ok(found) = NAMED.binary_search_by_key(&name, |it| it.0) {
        return NAMED.get(found).map(|it| it.1);
    }
    latin(name)
}

fn latin(name: &str) -> Option<char> {
    // To look for letters is quick, to part the names is not; and most ampersands name nothing.
    LATIN.find(name).filter(|_| name.len() > 1)?;
    (0xa0..=0xff).zip(LATIN.split_whitespace()).find(|it| it.1 == name).and_then(|it| char::from_u32(it.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_searched() {
        assert!(NAMED.is_sorted());
        assert_eq!(LATIN.split_whitespace().count(), 96);
    }

    #[test]
    fn references_become_what_they_stand_for() {
        for (text, expected) in
            [("&amp;x", '&'), ("&eacute;x", 'é'), ("&#8217;x", '’'), ("&#x20;x", ' '), ("&yuml;x", 'ÿ'), ("&oelig;x", 'œ')]
        {
            assert_eq!(decode(text), Some((expected, "x")), "{text}");
        }
        assert_eq!(decode("&copy x"), Some(('©', " x")), "an old name needs no semicolon");
    }

    #[test]
    fn an_ampersand_that_names_nothing_stays() {
        for text in ["&", "&&", "&T", "&nosuch;", "&#xd800;", "&#;", "&1;", "&euro x", "&copy=x", "&notx"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
