//! What is drawn: one mark, its identity and its place.
//!
//! Knows times and rows only; a mark's horizontal place stays a time, so that a zoom within a step only scales.

/// Who a mark is: equal over windows, and over zooms for single events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MarkKey {
    /// One event in one lane.
    Event {
        /// [`Lane::key`](super::Lane::key).
        lane_key: u32,
        /// The event.
        event: u32,
    },
    /// The folded events of one cell of time in one lane.
    Cluster {
        /// [`Lane::key`](super::Lane::key).
        lane_key: u32,
        /// The cell is 2^exp milliseconds long.
        exp: u8,
        /// The cell starts at cell × 2^exp epoch milliseconds.
        cell: i64,
    },
    /// The folded events that reach into the window from clusters outside of it, in one lane.
    Pinned {
        /// [`Lane::key`](super::Lane::key).
        lane_key: u32,
    },
}

impl MarkKey {
    /// The key of the mark's lane.
    #[must_use]
    pub fn lane_key(&self) -> u32 {
        match *self {
            MarkKey::Event { lane_key, .. }
            | MarkKey::Cluster { lane_key, .. }
            | MarkKey::Pinned { lane_key } => lane_key,
        }
    }
}

/// What a mark looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// A symbol at the anchor.
    Point {
        /// The event.
        event: u32,
        /// The extent is wider than the symbol: a thin line shows it, behind the other marks of the row.
        whisker: bool,
    },
    /// A bar over the extent.
    Bar {
        /// The event.
        event: u32,
    },
    /// A pill centred on the anchor (a pinned one starts there).
    Cluster {
        /// Number of events, at least two.
        count: u32,
        /// The most frequent kinds with their counts, at most four, most frequent first.
        shares: Vec<(u16, u32)>,
    },
}

/// One thing to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Identity, unique among the marks of a window.
    pub key: MarkKey,
    /// Position in the lanes that were given.
    pub lane: usize,
    /// Epoch milliseconds, inclusive: the event's extent, a cluster's cell, the window for a pinned one.
    pub start_ms: i64,
    /// Epoch milliseconds, exclusive.
    pub end_ms: i64,
    /// Where the symbol or the pill stands, epoch milliseconds. A bar's is its start.
    pub anchor_ms: i64,
    /// Centre of the row, from the top of the first lane.
    pub y_px: f64,
    /// What it looks like.
    pub kind: MarkKind,
    /// Width that the label may take, whole pixels at the arranged scale; zero: no label.
    pub label_px: u16,
    /// The label stands inside the bar, not to the right of the mark.
    pub label_inside: bool,
    /// What the ends of a bar take that are not in full colour, or have its symbol, together: no place for a label inside.
    pub ends_px: u16,
    /// Width that a second line under the label may take, in the row below; zero: no second line.
    pub detail_px: u16,
    /// Height of the column over a cluster, which tells what part of the lane's events is in it.
    pub column_px: u16,
}

impl Mark {
    /// Whether the mark stands at the window's start in place of clusters outside of the window.
    #[must_use]
    pub fn is_pinned(&self) -> bool {
        matches!(self.key, MarkKey::Pinned { .. })
    }

    /// The event, where the mark is a single one.
    #[must_use]
    pub fn event(&self) -> Option<u32> {
        match self.kind {
            MarkKind::Point { event, .. } | MarkKind::Bar { event } => Some(event),
            MarkKind::Cluster { .. } => None,
        }
    }

    /// Number of events that the mark stands for.
    #[must_use]
    pub fn count(&self) -> u32 {
        match self.kind {
            MarkKind::Cluster { count, .. } => count,
            MarkKind::Point { .. } | MarkKind::Bar { .. } => 1,
        }
    }
}
