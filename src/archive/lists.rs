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
        self.ends.push(u32::try_from(self.items.len()).unwrap_or(u32::MAX));
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
