//! Lists whose items keep their DOM nodes while their values change.

use std::collections::HashMap;
use std::hash::Hash;

use leptos::prelude::*;

/// A key and the signal of its value: equal if the keys are.
pub(super) struct Keyed<K, V: 'static> {
    pub(super) key: K,
    pub(super) value: ArcRwSignal<V>,
}

impl<K: Clone, V> Clone for Keyed<K, V> {
    fn clone(&self) -> Self {
        Self { key: self.key.clone(), value: self.value.clone() }
    }
}

impl<K: PartialEq, V> PartialEq for Keyed<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

/// Per item of `items` its key and a signal that lives as long as the key stays in the list. Changed values are set
/// on their signals; the list itself changes only with its keys.
pub(super) fn keyed<K, V>(items: impl Fn() -> Vec<(K, V)> + Send + Sync + 'static) -> Memo<Vec<Keyed<K, V>>>
where
    K: Clone + Eq + Hash + Send + Sync + 'static,
    V: PartialEq + Send + Sync + 'static,
{
    Memo::new(move |before: Option<&Vec<Keyed<K, V>>>| {
        let mut known: HashMap<&K, &ArcRwSignal<V>> = HashMap::new();
        for item in before.into_iter().flatten() {
            known.insert(&item.key, &item.value);
        }
        items()
            .into_iter()
            .map(|(key, value)| match known.get(&key) {
                Some(&signal) => {
                    if signal.with_untracked(|old| *old != value) {
                        signal.set(value);
                    }
                    Keyed { key, value: signal.clone() }
                }
                None => Keyed { key, value: ArcRwSignal::new(value) },
            })
            .collect()
    })
}
