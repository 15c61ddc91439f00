//! As what the events are shown.

/// The `view` attribute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum View {
    /// On an axis; where it is narrow, one below the other along a line.
    #[default]
    Timeline,
    /// As a list under months.
    List,
}

impl View {
    /// Both, in the order in which they are offered.
    pub(crate) const ALL: [View; 2] = [View::Timeline, View::List];

    /// The name in the `view` attribute.
    pub(crate) fn name(self) -> &'static str {
        match self {
            View::Timeline => "timeline",
            View::List => "list",
        }
    }

    /// The view of that name.
    pub(crate) fn from_name(name: &str) -> Option<View> {
        View::ALL.into_iter().find(|view| view.name() == name)
    }
}
