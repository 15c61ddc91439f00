//! From a text to its position in a list that is kept elsewhere, without a second copy of the texts.

/// Positions by the hash of what stands there: a table with linear probing, at most half full.
#[derive(Clone, Debug, Default)]
pub(super) struct Positions {
    /// A position with the lower half of its text's hash, by which most texts are told apart without looking at them.
    slots: Vec<(u32, u32)>,
    count: usize,
}

const FREE: (u32, u32) = (u32::MAX, 0);

impl Positions {
    /// The position of a text; `is` tells whether it stands at a position.
    pub(super) fn find(&self, text: &str, is: &mut dyn FnMut(u32) -> bool) -> Option<u32> {
        let hash = hash(text);
        let mut slot = self.slot(hash);
        loop {
            let taken = *self.slots.get(slot)?;
            if taken == FREE {
                return None;
            }
            if taken.1 == hash && is(taken.0) {
                return Some(taken.0);
            }
            slot = self.after(slot);
        }
    }

    /// Notes the position of a text that [`Positions::find`] does not know yet.
    pub(super) fn insert(&mut self, text: &str, position: u32) {
        self.count = self.count.saturating_add(1);
        if self.count.saturating_mul(2) > self.slots.len() {
            let room = self.slots.len().saturating_mul(2).max(16);
            let before = std::mem::replace(&mut self.slots, vec![FREE; room]);
            for taken in before.into_iter().filter(|taken| *taken != FREE) {
                self.put(taken);
            }
        }
        self.put((position, hash(text)));
    }

    /// Replaces every position by what `moved` says.
    pub(super) fn renumber(&mut self, moved: &[u32]) {
        for (position, _) in &mut self.slots {
            // What is free is beyond them.
            *position = moved.get(*position as usize).copied().unwrap_or(*position);
        }
    }

    fn put(&mut self, taken: (u32, u32)) {
        let mut slot = self.slot(taken.1);
        while self.slots.get(slot).is_some_and(|slot| *slot != FREE) {
            slot = self.after(slot);
        }
        if let Some(slot) = self.slots.get_mut(slot) {
            *slot = taken;
        }
    }

    fn slot(&self, hash: u32) -> usize {
        hash as usize & self.slots.len().saturating_sub(1)
    }

    fn after(&self, slot: usize) -> usize {
        slot.saturating_add(1) & self.slots.len().saturating_sub(1)
    }
}

/// A hash of a text, eight bytes at a time.
fn hash(text: &str) -> u32 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |hash: u64, word: u64| {
        let mixed = (hash ^ word).wrapping_mul(FACTOR);
        mixed ^ mixed >> 32
    };
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let rest = rest.iter().fold(1, |word, byte| word << 8 | u64::from(*byte));
    let hash = words.iter().fold(rest, |hash, word| mix(hash, u64::from_le_bytes(*word)));
    (hash.wrapping_mul(FACTOR) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn agrees_with_looking_through_the_list(texts in proptest::collection::vec("[a-c]{0,4}", 0..200)) {
            let mut known: Vec<&str> = Vec::new();
            let mut positions = Positions::default();
            for text in &texts {
                let expected = known.iter().position(|other| other == text);
                let found = positions.find(text, &mut |at| known[at as usize] == text);
                prop_assert_eq!(found, expected.map(|at| at as u32));
                if found.is_none() {
                    positions.insert(text, known.len() as u32);
                    known.push(text);
                }
            }
            let last = known.len() as u32;
            let moved: Vec<u32> = (0..last).map(|at| last - 1 - at).collect();
            positions.renumber(&moved);
            known.reverse();
            for (at, text) in (0..).zip(&known) {
                prop_assert_eq!(positions.find(text, &mut |at| known[at as usize] == *text), Some(at));
            }
        }
    }
}
