//! What a reader asked for.

use super::Values;
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
    /// Events whose extent does not intersect it do not pass.
    pub range: Option<Extent>,
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

    /// Whether every event passes.
    pub fn is_empty(&self) -> bool {
        self.range.is_none() && Facet::ALL.iter().all(|&facet| self.choice(facet).is_empty())
    }
}
