//! A long list that grows without being moved: where a list grows in one piece, the memory that it has left behind is only good for
//! smaller things, and WebAssembly never gives memory back.

/// Items in blocks of equal length, of which only the last may have room.
#[derive(Clone, Debug)]
pub(super) struct Blocks<T>(Vec<Vec<T>>);

/// How many items a block has.
const BLOCK: usize = 1024;

impl<T> Default for Blocks<T> {
    fn default() -> Self {
        Blocks(Vec::new())
    }
}

impl<T> Blocks<T> {
    /// Appends an item.
    pub(super) fn push(&mut self, item: T) {
        match self.0.last_mut().filter(|block| block.len() < BLOCK) {
            Some(block) => block.push(item),
            None => {
                let mut block = Vec::with_capacity(BLOCK);
                block.push(item);
                self.0.push(block);
            }
        }
    }

    /// How many items there are.
    pub(super) fn len(&self) -> usize {
        self.0.last().map_or(0, |last| (self.0.len().saturating_sub(1)).saturating_mul(BLOCK) + last.len())
    }

    /// The item at a position.
    pub(super) fn get(&self, at: usize) -> Option<&T> {
        self.0.get(at / BLOCK)?.get(at % BLOCK)
    }

    /// The item at a position, to change it.
    pub(super) fn get_mut(&mut self, at: usize) -> Option<&mut T> {
        self.0.get_mut(at / BLOCK)?.get_mut(at % BLOCK)
    }

    /// All items.
    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter().flatten()
    }

    /// Gives back the memory that no item uses.
    pub(super) fn shrink(&mut self) {
        if let Some(last) = self.0.last_mut() {
            last.shrink_to_fit();
        }
    }
}

impl<T: Clone> Blocks<T> {
    /// Brings items into an order of their positions, without a second copy of them.
    pub(super) fn permute(&mut self, mut order: Vec<u32>) {
        for start in 0..order.len() {
            let (Some(first), mut hole) = (self.get(start).cloned(), start) else { return };
            // Along a cycle each item goes where the one before it has left.
            while let Some(from) = order.get_mut(hole) {
                let from = std::mem::replace(from, u32::try_from(hole).unwrap_or(u32::MAX)) as usize;
                let item = if from == start { Some(first.clone()) } else { self.get(from).cloned() };
                if let (Some(place), Some(item)) = (self.get_mut(hole), item) {
                    *place = item;
                }
                if from == start {
                    break;
                }
                hole = from;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_list_in_blocks_is_a_list(count in 0..3000_usize, at in 0..3000_usize) {
            let list: Vec<usize> = (0..count).collect();
            let mut blocks = Blocks::default();
            for &item in &list {
                blocks.push(item);
            }
            blocks.shrink();
            prop_assert_eq!(blocks.len(), count);
            prop_assert_eq!(blocks.get(at), list.get(at));
            prop_assert_eq!(blocks.get_mut(at).copied(), list.get(at).copied());
            prop_assert!(blocks.iter().eq(&list));
        }

        #[test]
        fn a_permuted_list_is_in_order(order in Just((0..2500).collect::<Vec<u32>>()).prop_shuffle()) {
            let mut blocks = Blocks::default();
            for item in 0..2500_u32 {
                blocks.push(item);
            }
            blocks.permute(order.clone());
            prop_assert!(blocks.iter().eq(&order));
        }
    }
}
