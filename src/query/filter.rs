//! What a reader asked for.

use super::Values;
use super::bound::{Bound, range};
use crate::archive::Facet;
use crate::time::Extent;

/// The value that stands for "the event states none".
pub const NOT_STATED: &str = "";

/// What is chosen in one facet. Values are names as the archive has them, so that a choice outlives the archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// At least one of these must be among the event's values, if there are any.
    pub include: Values,
    /// None of these may be among them.
    pub exclude: Values,
}

impl Choice {
    /// Whether every event passes.
    pub fn is_empty(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }

    /// Chooses the value, or takes it back.
    pub fn toggle(&mut self, value: &str) {
        self.exclude.remove(value);
        if !self.include.remove(value) {
            self.include.insert(value);
        }
    }

    /// Excludes the value, or takes that back.
    pub fn toggle_excluded(&mut self, value: &str) {
        self.include.remove(value);
        if !self.exclude.remove(value) {
            self.exclude.insert(value);
        }
    }

    /// Forgets the value.
    pub fn remove(&mut self, value: &str) {
        self.include.remove(value);
        self.exclude.remove(value);
    }
}

/// A conjunction of choices. Empty parts let every event pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    kind: Choice,
    actor: Choice,
    country: Choice,
    source: Choice,
    /// The words to search for, as they were typed.
    pub q: String,
    /// Events that ended before it do not pass.
    pub from: Option<Bound>,
    /// Events that started after it do not pass.
    pub to: Option<Bound>,
}

impl Filter {
    /// What is chosen in a facet.
    pub fn choice(&self, facet: Facet) -> &Choice {
        match facet {
            Facet::Kind => &self.kind,
            Facet::Actor => &self.actor,
            Facet::Country => &self.country,
            Facet::Source => &self.source,
        }
    }

    /// What is chosen in a facet, to be changed.
    pub fn choice_mut(&mut self, facet: Facet) -> &mut Choice {
        match facet {
            Facet::Kind => &mut self.kind,
            Facet::Actor => &mut self.actor,
            Facet::Country => &mut self.country,
            Facet::Source => &mut self.source,
        }
    }

    /// The time that an event must share, half open; `None` if any will do.
    pub fn range(&self) -> Option<Extent> {
        range(self.from.as_ref(), self.to.as_ref())
    }

    /// How many values are chosen or excluded.
    pub fn choices(&self) -> usize {
        let of = |facet| {
            let choice = self.choice(facet);
            choice.include.len().saturating_add(choice.exclude.len())
        };
        Facet::ALL.into_iter().map(of).sum()
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        let no_range = self.from.is_none() && self.to.is_none();
        no_range && self.q.trim().is_empty() && Facet::ALL.iter().all(|&facet| self.choice(facet).is_empty())
    }
}
