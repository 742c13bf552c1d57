//! Words of content without their endings, and who used which first.

use super::hash::{ascii_hash, hash_of};
use super::words::Word;

/// How many bytes of a word are an ending that does not change what is spoken of: "planners" takes up "planning".
fn ending(word: &[u8]) -> usize {
    match word {
        [.., b'i', b'n', b'g'] | [.., b'e', b'r', b's'] if word.len() >= 7 => 3,
        [.., b'e', b'd'] | [.., b'e', b's'] | [.., b'e', b'r'] if word.len() >= 6 => 2,
        [.., b's'] if word.len() >= 5 => 1,
        _ => 0,
    }
}

/// Adds the stem of each of `words`, which stand in `text`: 0 for one that carries no content.
#[inline(never)]
pub fn stems_into(text: &str, words: &[Word], stems: &mut Vec<u64>) {
    stems.extend(words.iter().map(|it| if it.has_content() { stem(text, it) } else { 0 }));
}

/// What every ending ends with.
const fn may_end(letter: u8) -> bool {
    matches!(letter, b'g' | b's' | b'd' | b'r')
}

#[inline]
fn stem(text: &str, word: &Word) -> u64 {
    // Most words have no ending, and their last byte tells.
    let last = text.as_bytes().get((word.to as usize).wrapping_sub(1));
    if last.is_some_and(|it| may_end(*it)) { without_ending(text, word) } else { word.hash }
}

#[inline(never)]
fn without_ending(text: &str, word: &Word) -> u64 {
    let letters = text.get(word.from as usize..word.to as usize).unwrap_or_default();
    match ending(letters.as_bytes()) {
        0 => word.hash,
        it => {
            let base = letters.get(..letters.len() - it).unwrap_or_default();
            if base.is_ascii() { ascii_hash(base.as_bytes()) } else { hash_of(base) }
        }
    }
}

/// Who used a stem first, and where. Open addressing, since every word of a call is looked up in it; and it grows with the
/// different ones, which lie together in a small part of the memory that so many words would need.
#[derive(Debug)]
pub struct Uses {
    slots: Vec<Use>,
    used: usize,
}

/// A stem that nobody has used.
const NOBODY: Use = Use { stem: 0, at: 0, theirs: false };

#[derive(Clone, Copy, Debug)]
struct Use {
    stem: u64,
    /// In words of the call, from 1; 0: nobody has used it.
    at: u32,
    theirs: bool,
}

impl Uses {
    /// None yet.
    pub fn none() -> Self {
        Self { slots: vec![NOBODY; 1024], used: 0 }
    }

    /// Makes room, so that half of the slots stay empty and every search soon ends.
    #[inline(never)]
    fn grow(&mut self) {
        let grown = vec![NOBODY; self.slots.len() * 2];
        for it in std::mem::replace(&mut self.slots, grown).into_iter().filter(|it| it.at != 0) {
            let slot = self.slot(it.stem);
            if let Some(free) = self.slots.get_mut(slot) {
                *free = it;
            }
        }
    }

    fn slot(&self, stem: u64) -> usize {
        let last = self.slots.len() - 1;
        let mut slot = (stem ^ (stem >> 32)) as usize & last;
        while self.slots.get(slot).is_some_and(|it| it.at != 0 && it.stem != stem) {
            slot = (slot + 1) & last;
        }
        slot
    }

    /// Notes that `stems` are used at the word `at` of the call, from 1; only the first use of each counts. Gives how many
    /// different ones of them their side brought into the call more than a word before.
    #[inline(never)]
    pub fn note(&mut self, stems: &[u64], at: usize, theirs: bool) -> usize {
        let mut given_back = 0;
        for (place, stem) in stems.iter().enumerate().filter(|it| *it.1 != 0) {
            let slot = self.slot(*stem);
            let Some(it) = self.slots.get_mut(slot) else { continue };
            if it.at == 0 {
                *it = Use { stem: *stem, at: at as u32, theirs };
                self.used += 1;
                if self.used * 2 > self.slots.len() {
                    self.grow();
                }
            } else if it.theirs && (it.at as usize) + 1 < at && !stems.get(..place).is_some_and(|before| before.contains(stem)) {
                given_back += 1;
            }
        }
        given_back
    }

    /// Whether their side brought the stem into the call, and where.
    pub fn brought(&self, stem: u64) -> Option<usize> {
        self.slots.get(self.slot(stem)).filter(|it| it.at != 0 && it.theirs).map(|it| it.at as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Met, Table, read_into};

    fn stems(text: &str) -> Vec<u64> {
        let (mut words, mut stems) = (Vec::new(), Vec::new());
        read_into(text, 0, 0, &Table::default(), &mut Met::default(), &mut words);
        stems_into(text, &words, &mut stems);
        stems
    }

    #[test]
    fn endings_go_and_what_is_spoken_of_stays() {
        assert_eq!(stems("planning planners plann"), [hash_of("plann"); 3]);
        assert_eq!(stems("Orders ordered ORDER"), [hash_of("order"); 3]);
        assert_eq!(stems("Prüfers"), [hash_of("prüf")]);
        assert_eq!(stems("uses buses the it"), [hash_of("uses"), hash_of("buse"), 0, 0]);
    }

    #[test]
    fn many_stems_are_all_remembered() {
        let (stems, mut uses) = ((1..5000).collect::<Vec<u64>>(), Uses::none());
        uses.note(&stems, 1, true);
        assert!(stems.iter().all(|it| uses.brought(*it) == Some(1)) && uses.brought(5000).is_none());
    }

    #[test]
    fn who_said_it_first_brought_it() {
        let mut uses = Uses::none();
        uses.note(&[7, 0, 8], 1, true);
        uses.note(&[8, 9], 5, false);
        assert_eq!([7, 8, 9, 10].map(|it| uses.brought(it)), [Some(1), Some(1), None, None]);
    }

    #[test]
    fn what_is_given_back_was_brought_by_them_before() {
        let mut uses = Uses::none();
        uses.note(&[7, 0, 8], 1, true);
        assert_eq!(uses.note(&[8, 9], 2, false), 0, "a word before is in the same breath");
        assert_eq!(uses.note(&[7, 7, 9, 0, 8], 6, false), 2, "each counts once, and who said 9 first is not they");
    }
}
