//! By what the chart is divided into lanes.

use crate::archive::Facet;

/// A facet whose values are the lanes, or none: one lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LanesBy {
    Facet(Facet),
    None,
}

impl LanesBy {
    /// All choices, in the order in which they are offered.
    pub(crate) const ALL: [LanesBy; 5] = [
        LanesBy::Facet(Facet::Kind),
        LanesBy::Facet(Facet::Country),
        LanesBy::Facet(Facet::Actor),
        LanesBy::Facet(Facet::Source),
        LanesBy::None,
    ];

    /// The name in the `lanes` attribute.
    pub(crate) fn name(self) -> &'static str {
        match self {
            LanesBy::Facet(facet) => facet.name(),
            LanesBy::None => "none",
        }
    }

    /// The choice of that name.
    pub(crate) fn from_name(name: &str) -> Option<LanesBy> {
        LanesBy::ALL.into_iter().find(|lanes| lanes.name() == name)
    }
}
