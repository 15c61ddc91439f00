//! From an event's id to its position, without a second copy of the ids.

use rustc_hash::FxHashMap;

use super::kind::fnv1a;

/// Positions by the hash of their id. Where two ids share a hash, the later one takes the next free number.
#[derive(Clone, Debug, Default)]
pub(super) struct Ids(FxHashMap<u64, u32>);

impl Ids {
    /// The position of `id`; `id_at` tells the id at a position.
    pub(super) fn find<'a>(&self, id: &str, id_at: impl Fn(u32) -> &'a str) -> Option<u32> {
        let mut hash = fnv1a(id);
        loop {
            let idx = *self.0.get(&hash)?;
            if id_at(idx) == id {
                return Some(idx);
            }
            hash = hash.wrapping_add(1);
        }
    }

    /// Notes the position of an id that [`Ids::find`] does not know yet.
    pub(super) fn insert(&mut self, id: &str, idx: u32) {
        let mut hash = fnv1a(id);
        while self.0.contains_key(&hash) {
            hash = hash.wrapping_add(1);
        }
        self.0.insert(hash, idx);
    }

    /// Replaces every position by what `moved` says.
    pub(super) fn renumber(&mut self, moved: &[u32]) {
        #[expect(
            clippy::iter_over_hash_type,
            reason = "each value is replaced by itself, whatever the order"
        )]
        for idx in self.0.values_mut() {
            *idx = moved.get(*idx as usize).copied().unwrap_or(*idx);
        }
    }
}
