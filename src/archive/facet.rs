//! The facets by which events are filtered and laid out in lanes.

use super::{Lists, Names};

/// A property of events with a list of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Facet {
    /// What happened: talks, ceasefire, …
    Kind,
    /// Who took part.
    Actor,
    /// Which countries it concerns.
    Country,
    /// Who reported it.
    Source,
}

impl Facet {
    /// All facets, in the order in which they are shown.
    pub const ALL: [Facet; 4] = [Facet::Kind, Facet::Country, Facet::Actor, Facet::Source];

    /// The name of the facet in attributes, filters and links.
    pub fn name(self) -> &'static str {
        match self {
            Facet::Kind => "kind",
            Facet::Actor => "actor",
            Facet::Country => "country",
            Facet::Source => "source",
        }
    }

    /// The facet of that name.
    pub fn from_name(name: &str) -> Option<Facet> {
        Facet::ALL.into_iter().find(|facet| facet.name() == name)
    }
}

/// The values of one facet, for all events.
#[derive(Clone, Debug, Default)]
pub struct FacetColumn {
    /// The distinct values.
    pub names: Names,
    /// Per event the values it has, distinct, in the order given; empty is "not stated".
    pub values: Lists,
}
