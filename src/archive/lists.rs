//! A column of lists: one short list of integers per row, all in one piece of memory.

/// One list per row, appended in the order of the rows.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    ends: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// Appends a row.
    pub fn push(&mut self, items: impl IntoIterator<Item = u32>) {
        self.items.extend(items);
        self.end_row();
    }

    /// Appends an item to the row that [`Lists::end_row`] will end, unless that has it already. Rows are short.
    pub(super) fn add(&mut self, item: u32) {
        let start = self.ends.last().map_or(0, |&end| end as usize);
        if !self.items.get(start..).is_some_and(|row| row.contains(&item)) {
            self.items.push(item);
        }
    }

    /// Ends a row.
    pub(super) fn end_row(&mut self) {
        self.ends.push(u32::try_from(self.items.len()).unwrap_or(u32::MAX));
    }

    /// Whether the row that is not ended yet has no item.
    pub(super) fn is_row_empty(&self) -> bool {
        self.ends.last().map_or(0, |&end| end as usize) == self.items.len()
    }

    /// Per row the positions of the items that belong to it, ascending, by the row that each item belongs to.
    pub(super) fn grouped(rows: usize, row_of: impl Iterator<Item = u32> + Clone) -> Lists {
        let mut ends = vec![0_u32; rows];
        for row in row_of.clone() {
            if let Some(count) = ends.get_mut(row as usize) {
                *count = count.saturating_add(1);
            }
        }
        let mut end: u32 = 0;
        for count in &mut ends {
            // For now where the row starts.
            let start = end;
            end = end.saturating_add(*count);
            *count = start;
        }
        let mut items = vec![0; end as usize];
        for (item, row) in (0..).zip(row_of) {
            let Some(place) = ends.get_mut(row as usize) else { continue };
            if let Some(slot) = items.get_mut(*place as usize) {
                *slot = item;
            }
            *place = place.saturating_add(1);
        }
        Lists { ends, items }
    }

    /// Lists with room for so many rows and items.
    pub(super) fn with_room(rows: usize, items: usize) -> Lists {
        Lists { ends: Vec::with_capacity(rows), items: Vec::with_capacity(items) }
    }

    /// How many items there are in all rows.
    pub(super) fn item_count(&self) -> usize {
        self.items.len()
    }

    /// The list of a row, empty if there is no such row.
    pub fn get(&self, row: usize) -> &[u32] {
        let start =
            row.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |&end| end as usize);
        let end = self.ends.get(row).map_or(start, |&end| end as usize);
        self.items.get(start..end).unwrap_or(&[])
    }

    /// Gives back the memory that no row uses.
    pub fn shrink(&mut self) {
        self.ends.shrink_to_fit();
        self.items.shrink_to_fit();
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_row_is_what_was_pushed_or_grouped(rows in proptest::collection::vec(proptest::collection::vec(0..9_u32, 0..4), 0..20)) {
            let (mut pushed, mut added) = (Lists::default(), Lists::default());
            for row in &rows {
                pushed.push(row.iter().copied());
                prop_assert!(added.is_row_empty());
                row.iter().for_each(|item| added.add(*item));
                prop_assert_eq!(added.is_row_empty(), row.is_empty());
                added.end_row();
            }
            let row_of: Vec<u32> = rows.iter().flatten().copied().collect();
            let grouped = Lists::grouped(9, row_of.iter().copied());
            for (at, row) in rows.iter().enumerate() {
                let mut distinct = Vec::new();
                row.iter().for_each(|item| if !distinct.contains(item) { distinct.push(*item) });
                prop_assert_eq!(pushed.get(at), &row[..]);
                prop_assert_eq!(added.get(at), &distinct[..]);
            }
            for row in 0..9 {
                let expected: Vec<u32> = (0..).zip(&row_of).filter(|(_, of)| **of == row).map(|(at, _)| at).collect();
                prop_assert_eq!(grouped.get(row as usize), &expected[..]);
            }
        }
    }
}
