//! Where versions come from: whose hand wrote them, and which of several was written here.

use super::file::Entry;
use super::merge::Known;
use crate::domain::record::Stamp;

/// Whether `entry`, one of the versions of `known`, was written here, by the copy called `writer`: it holds more of what this
/// copy wrote than the version that holds the least. Of versions that hold the same much, none was.
pub fn is_from_here(known: &Known, entry: &Entry, writer: &str) -> bool {
    let mine = |it: &Entry| it.stamp().map_or(0, |it| it.version.count(writer));
    mine(entry) > known.siblings().map(mine).min().unwrap_or_default()
}

/// Who wrote these, each once, in their order: "Ines Carvalho and Tom Ray"; nothing where nobody is named.
pub fn authors<'a>(stamps: impl IntoIterator<Item = &'a Stamp>) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    for name in stamps.into_iter().map(|it| it.by.as_str()).filter(|it| !it.is_empty()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    match names.as_slice() {
        [] => None,
        [one] => Some((*one).to_owned()),
        [one, two] => Some(format!("{one} and {two}")),
        [one, others @ ..] => Some(format!("{one} and {} others", others.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::call::Call;
    use crate::domain::record::{Record, Version};

    fn stamp(by: &str, versions: &[(&str, u64)]) -> Stamp {
        let mut version = Version::default();
        versions.iter().for_each(|(writer, times)| (0..*times).for_each(|_| version = version.next(writer)));
        Stamp { by: by.to_owned(), at: chrono::DateTime::UNIX_EPOCH, version, deleted: false }
    }

    fn entry(title: &str, versions: &[(&str, u64)]) -> Entry {
        let body: Call =
            serde_json::from_str(&format!(r#"{{"id":"01JD0000000000000000000001","title":"{title}","kind":"demo"}}"#)).unwrap();
        Entry::Call(Record { stamp: stamp("", versions), body })
    }

    #[test]
    fn of_two_versions_the_one_this_copy_wrote_more_of_is_from_here() {
        let (ours, theirs) = (entry("ours", &[("a", 2), ("b", 1)]), entry("theirs", &[("a", 1), ("b", 2)]));
        let known = Known::of([theirs.clone(), ours.clone()]).unwrap();
        assert!(is_from_here(&known, &ours, "a") && !is_from_here(&known, &theirs, "a"));
        assert!(is_from_here(&known, &theirs, "b") && !is_from_here(&known, &ours, "b"));
    }

    #[test]
    fn where_no_version_holds_more_of_this_copy_both_came_in_files() {
        let (one, other) = (entry("one", &[("a", 1), ("b", 1)]), entry("other", &[("a", 1), ("c", 1)]));
        let known = Known::of([one.clone(), other.clone()]).unwrap();
        assert!(!is_from_here(&known, &one, "a") && !is_from_here(&known, &other, "a") && !is_from_here(&known, &one, "nobody"));
    }

    #[test]
    fn authors_are_named_once_each_two_at_most() {
        let of = |names: &[&str]| authors(&names.iter().map(|it| stamp(it, &[])).collect::<Vec<_>>());
        assert_eq!(of(&[]), None);
        assert_eq!(of(&["", ""]), None);
        assert_eq!(of(&["Ines", "", "Ines"]).as_deref(), Some("Ines"));
        assert_eq!(of(&["Tom", "Ines", "Tom"]).as_deref(), Some("Tom and Ines"));
        assert_eq!(of(&["Tom", "Ines", "Bo"]).as_deref(), Some("Tom and 2 others"));
    }
}
