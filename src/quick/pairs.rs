//! What two words that begin a phrase are found under. Most of what a sentence is asked is asked of its words two by two, so all
//! that is known of two of them lies in one place of the memory.

/// What two words that begin a phrase are found under. "I", "the", "what" begin hundreds of phrases; with their second
/// word hardly any. Never [`NONE`].
pub fn pair(first: u64, second: u64) -> u64 {
    (first ^ second.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1
}

/// No two words.
const NONE: u64 = 0;

/// A pair, and the range of its phrases.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    key: u64,
    phrases: (u32, u32),
}

/// The pairs of a table.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// Open addressing.
    slots: Vec<Slot>,
    used: usize,
    /// A bit for what each [`pair`] ends in. Of two words side by side hardly any begin a phrase, and this tells so without a
    /// look at the slots, which lie all over the memory.
    bits: Vec<u64>,
}

impl Pairs {
    /// None yet, and room for so many.
    pub fn with_room(pairs: usize) -> Self {
        Self { bits: vec![0; pairs.div_ceil(8).next_power_of_two()], ..Self::default() }
    }

    fn bit(&self, key: u64) -> (usize, u64) {
        ((key >> 38) as usize & self.bits.len().wrapping_sub(1), 1 << (key >> 58))
    }

    /// Where the pair is, or would be.
    fn slot(&self, key: u64) -> usize {
        let last = self.slots.len().wrapping_sub(1);
        let mut slot = (key ^ (key >> 32)) as usize & last;
        while self.slots.get(slot).is_some_and(|it| it.key != NONE && it.key != key) {
            slot = (slot + 1) & last;
        }
        slot
    }

    /// Counts a phrase of `key`.
    pub fn announce(&mut self, key: u64) {
        // A third of the slots stays empty, so that every search soon ends.
        if self.used + self.used / 2 + 1 >= self.slots.len() {
            let grown = vec![Slot::default(); (self.slots.len() * 2).max(64)];
            for it in std::mem::replace(&mut self.slots, grown).into_iter().filter(|it| it.key != NONE) {
                let slot = self.slot(it.key);
                self.slots[slot] = it;
            }
        }
        let (at, bit) = self.bit(key);
        if let Some(it) = self.bits.get_mut(at) {
            *it |= bit;
        }
        let slot = self.slot(key);
        self.used += usize::from(self.slots[slot].key == NONE);
        self.slots[slot].key = key;
        self.slots[slot].phrases.1 += 1;
    }

    /// The phrases of every pair, to be put in their place.
    pub fn all(&mut self) -> impl Iterator<Item = &mut (u32, u32)> {
        self.slots.iter_mut().filter(|it| it.key != NONE).map(|it| &mut it.phrases)
    }

    /// The phrases of `key`, which was [announced](Self::announce).
    pub fn of(&mut self, key: u64) -> &mut (u32, u32) {
        let slot = self.slot(key);
        &mut self.slots[slot].phrases
    }

    /// The phrases that begin with two words; mostly none.
    #[inline]
    pub fn find(&self, key: u64) -> Option<(u32, u32)> {
        let (at, bit) = self.bit(key);
        self.bits.get(at).filter(|it| **it & bit != 0)?;
        self.slots.get(self.slot(key)).filter(|it| it.key == key).map(|it| it.phrases)
    }
}
