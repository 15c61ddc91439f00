//! Interned names: each distinct text once, known by a small integer.

use super::positions::Positions;

/// Distinct names in the order in which they were first seen.
#[derive(Clone, Debug, Default)]
pub struct Names {
    names: Vec<Box<str>>,
    index: Positions,
}

impl Names {
    /// The index of `name`, which is added if it is new.
    pub fn intern(&mut self, name: &str) -> u32 {
        if let Some(idx) = self.find(name) {
            return idx;
        }
        let idx = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.index.insert(name, idx);
        self.names.push(name.into());
        idx
    }

    /// The index of `name`, if it is known.
    pub fn find(&self, name: &str) -> Option<u32> {
        self.index.find(name, &mut |idx| self.get(idx) == name)
    }

    /// The name at `idx`, empty if there is none.
    pub fn get(&self, idx: u32) -> &str {
        self.names.get(idx as usize).map_or("", |name| name)
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is no name.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// All names, in the order of their indices.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| &**name)
    }
}
