//! A small set of texts.
//!
//! A sorted list: a tree would weigh kilobytes on the download, and nobody chooses more than a handful of values.

/// Distinct texts, sorted by their bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values(Vec<String>);

impl Values {
    /// Whether `value` is among them.
    pub fn contains(&self, value: &str) -> bool {
        self.position(value).is_ok()
    }

    /// Adds a value, unless it is there.
    pub fn insert(&mut self, value: &str) {
        if let Err(at) = self.position(value) {
            self.0.insert(at, value.to_owned());
        }
    }

    /// Takes a value away; whether it was there.
    pub fn remove(&mut self, value: &str) -> bool {
        let found = self.position(value);
        if let Ok(at) = found {
            self.0.remove(at);
        }
        found.is_ok()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The values in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    fn position(&self, value: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|known| known.as_str().cmp(value))
    }
}

impl FromIterator<String> for Values {
    fn from_iter<I: IntoIterator<Item = String>>(values: I) -> Self {
        let mut set = Self::default();
        for value in values {
            set.insert(&value);
        }
        set
    }
}
