//! E-mail addresses: whose organisation they tell. Those at public mail services tell nothing.

use super::people::Person;

/// How the domains of public mail services begin; those with a full stop inside are whole.
const PUBLIC: &[&str] = &[
    "126.com",
    "163.com",
    "aol.",
    "comcast.net",
    "daum.net",
    "fastmail.",
    "free.fr",
    "freenet.de",
    "gmail.",
    "gmx.",
    "googlemail.",
    "hanmail.net",
    "hey.com",
    "hotmail.",
    "icloud.com",
    "laposte.net",
    "libero.it",
    "live.",
    "mac.com",
    "mail.com",
    "mail.ru",
    "me.com",
    "msn.com",
    "naver.com",
    "orange.fr",
    "outlook.",
    "pm.me",
    "proton.",
    "protonmail.",
    "qq.com",
    "seznam.cz",
    "t-online.de",
    "tutanota.",
    "verizon.net",
    "web.de",
    "wp.pl",
    "yahoo.",
    "yandex.",
    "ymail.com",
    "zohomail.",
];

/// The domain of an address, in lower case; `None` where there is none or it is a public mail service's.
pub fn domain(email: &str) -> Option<String> {
    let domain = email.trim().rsplit_once('@')?.1.trim_end_matches('>').to_lowercase();
    let is_public = |it: &&str| if it.ends_with('.') { domain.starts_with(*it) } else { domain == **it };
    (domain.contains('.') && !PUBLIC.iter().any(is_public)).then_some(domain)
}

/// The domains of our people, as far as an address of theirs is remembered among their voices.
pub fn domains<'a>(people: impl IntoIterator<Item = &'a Person>) -> Vec<String> {
    let mut found: Vec<String> = people.into_iter().flat_map(|it| &it.voices).filter_map(|it| domain(it)).collect();
    super::order::sort_by(&mut found, |a, b| a.cmp(b));
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_mail_tells_no_organisation() {
        for (email, expected) in [
            ("Ana@Us.Example", Some("us.example")),
            ("ana@googlemail.com", None),
            ("ana@me.com", None),
            ("ana@me.company.example", Some("me.company.example")),
            ("ana", None),
            ("ana@localhost", None),
        ] {
            assert_eq!(domain(email).as_deref(), expected, "{email}");
        }
    }
}
