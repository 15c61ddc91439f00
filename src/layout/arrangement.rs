//! Every mark of every lane at one zoom step, and which of them a window shows.
//!
//! Built by [`arrange`](super::arrange()). Knows no pixels across, only rows.

use std::ops::Range;

use super::mark::{Mark, MarkKey, MarkKind};
use super::overlap::Overlap;
use super::scale::{Scale, cell_bounds};
use super::{Events, Window};

/// Where a lane stands, and what is in it.
#[derive(Clone, Debug, PartialEq)]
pub struct LaneBox {
    /// [`Lane::key`](super::Lane::key).
    pub key: u32,
    /// Number of its events.
    pub count: usize,
    /// Number of its events that have no mark of their own.
    pub folded: usize,
    /// Number of its clusters.
    pub clusters: usize,
    /// From the top of the first lane.
    pub top_px: f64,
    /// Padding included.
    pub height_px: f64,
    /// Number of rows, those of the clusters included.
    pub rows: u16,
}

/// Every mark at one zoom step, in every lane: the same whatever the window.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrangement {
    /// The lanes from top to bottom, in the order in which they were given.
    pub lanes: Vec<LaneBox>,
    /// Height of all lanes together.
    pub height_px: f64,
    pub(crate) scale: Scale,
    pub(crate) row_px: f64,
    pub(crate) lane_pad_px: f64,
    pub(crate) target_px: f64,
    pub(crate) symbol_px: f64,
    pub(crate) contents: Vec<LaneMarks>,
}

/// The marks of one lane.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct LaneMarks {
    /// By event.
    pub(crate) singles: Vec<Single>,
    pub(crate) singles_overlap: Overlap,
    /// By cell.
    pub(crate) clusters: Vec<Cluster>,
    /// The clusters' events, cluster by cluster.
    pub(crate) members: Vec<u32>,
    /// The clusters' most frequent kinds, cluster by cluster.
    pub(crate) shares: Vec<(u16, u32)>,
    /// Folded events that reach beyond their cluster's cell, by event.
    pub(crate) wide: Vec<Wide>,
    pub(crate) wide_overlap: Overlap,
    pub(crate) cluster_row: u16,
    pub(crate) pinned_row: u16,
}

/// An event with a mark of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Single {
    pub(crate) event: u32,
    pub(crate) row: u16,
    pub(crate) label_px: u16,
    pub(crate) inside: bool,
    pub(crate) bar: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cluster {
    pub(crate) cell: i64,
    pub(crate) anchor_ms: i64,
    /// In [`LaneMarks::members`].
    pub(crate) members: Range<usize>,
    /// In [`LaneMarks::shares`].
    pub(crate) shares: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Wide {
    pub(crate) event: u32,
    pub(crate) cell: i64,
}

impl LaneMarks {
    fn members_of(&self, cell: i64) -> &[u32] {
        self.clusters
            .binary_search_by_key(&cell, |cluster| cluster.cell)
            .ok()
            .and_then(|at| self.clusters.get(at))
            .and_then(|cluster| self.members.get(cluster.members.clone()))
            .unwrap_or_default()
    }

    /// Folded events that meet the window although their cluster's cell does not.
    fn reaching(&self, events: &Events, window: Window, exp: u8) -> impl Iterator<Item = u32> {
        let below = self.wide.partition_point(|wide| events.start(wide.event) < window.end_ms);
        self.wide_overlap
            .candidates(below, window.start_ms)
            .filter_map(|at| self.wide.get(at))
            .filter(move |wide| {
                let (start, end) = cell_bounds(wide.cell, exp);
                window.meets(events.start(wide.event), events.end(wide.event)) && !window.meets(start, end)
            })
            .map(|wide| wide.event)
    }
}

impl Arrangement {
    /// What the window shows, by lane, then by time.
    ///
    /// Per lane each event whose extent meets the window is in exactly one mark:
    /// * one with a mark of its own is there if, and only if, its extent meets the window;
    /// * a cluster is there if, and only if, its cell meets the window, with all its members;
    /// * folded events that meet the window while their cluster's cell does not are joined in one pinned mark.
    ///
    /// Lanes that do not meet `y_px` (from the top of the first lane) are left out.
    /// Costs what is shown, plus a hundredth of the events.
    #[must_use]
    pub fn marks(&self, events: &Events, window: Window, y_px: Range<f64>) -> Vec<Mark> {
        let mut marks = self.standing(events, window, y_px.clone());
        marks.extend(self.pinned(events, window, y_px));
        marks.sort_unstable_by_key(|mark| (mark.lane, mark.anchor_ms, mark.key));
        marks
    }

    /// The marks that have a place in time. A view that prepares a margin takes these for the wider window.
    #[must_use]
    pub fn standing(&self, events: &Events, window: Window, y_px: Range<f64>) -> Vec<Mark> {
        let mut marks = Vec::new();
        for (lane, lane_box, content) in self.lanes_at(y_px) {
            let below = content.singles.partition_point(|single| events.start(single.event) < window.end_ms);
            for single in content
                .singles_overlap
                .candidates(below, window.start_ms)
                .filter_map(|at| content.singles.get(at))
                .filter(|single| window.meets(events.start(single.event), events.end(single.event)))
            {
                marks.push(self.single_mark(events, lane, lane_box, single));
            }
            let first = content
                .clusters
                .partition_point(|cluster| cell_bounds(cluster.cell, self.scale.exp).1 <= window.start_ms);
            for cluster in content.clusters.iter().skip(first) {
                let (start_ms, end_ms) = cell_bounds(cluster.cell, self.scale.exp);
                if !window.meets(start_ms, end_ms) {
                    break;
                }
                marks.push(self.cluster_mark(events, lane, lane_box, content, cluster));
            }
        }
        marks
    }

    /// The marks pinned to the window's start, at most one per lane: to be taken for the window that is seen.
    #[must_use]
    pub fn pinned(&self, events: &Events, window: Window, y_px: Range<f64>) -> Vec<Mark> {
        let mut marks = Vec::new();
        for (lane, lane_box, content) in self.lanes_at(y_px) {
            let mut reaching = content.reaching(events, window, self.scale.exp);
            let Some(first) = reaching.next() else { continue };
            let mut count = 1_u32;
            let mut kinds: Vec<(u16, u32)> = vec![(events.kind(first), 1)];
            for event in reaching {
                count += 1;
                let kind = events.kind(event);
                match kinds.iter_mut().find(|(known, _)| *known == kind) {
                    Some((_, count)) => *count += 1,
                    None => kinds.push((kind, 1)),
                }
            }
            most_frequent(&mut kinds);
            marks.push(Mark {
                key: MarkKey::Pinned { lane_key: lane_box.key },
                lane,
                start_ms: window.start_ms,
                end_ms: window.end_ms,
                anchor_ms: window.start_ms,
                y_px: self.y_px(lane_box, content.pinned_row),
                kind: if count == 1 {
                    MarkKind::Point { event: first, whisker: true }
                } else {
                    MarkKind::Cluster { count, shares: kinds }
                },
                label_px: 0.0,
                label_inside: false,
            });
        }
        marks
    }

    /// The events that a mark stands for, ascending; none if there is no such mark. `window`: which a pinned mark is in.
    #[must_use]
    pub fn members(&self, events: &Events, key: &MarkKey, window: Window) -> Vec<u32> {
        let content = |key: &u32| {
            let at = self.lanes.iter().position(|lane| lane.key == *key)?;
            self.contents.get(at)
        };
        let mut members: Vec<u32> = match key {
            MarkKey::Event { event, .. } => vec![*event],
            MarkKey::Cluster { lane_key, exp, cell } if *exp == self.scale.exp => {
                content(lane_key).map_or_else(Vec::new, |content| content.members_of(*cell).to_vec())
            }
            MarkKey::Cluster { .. } => Vec::new(),
            MarkKey::Pinned { lane_key } => content(lane_key)
                .map_or_else(Vec::new, |content| content.reaching(events, window, self.scale.exp).collect()),
        };
        members.sort_unstable();
        members
    }

    /// From the first to just after the last anchor of a mark's events: what to zoom to so that they come apart.
    #[must_use]
    pub fn extent_of(&self, events: &Events, key: &MarkKey, window: Window) -> Option<Window> {
        let anchors =
            || self.members(events, key, window).into_iter().map(|event| self.anchor(events, event));
        Some(Window { start_ms: anchors().min()?, end_ms: anchors().max()?.saturating_add(1) })
    }

    /// Whether zooming to [`Self::extent_of`], at most to `finest_ms_per_px`, brings some of a mark's events apart.
    ///
    /// A pinned mark's events lie elsewhere: they are better listed than zoomed to.
    #[must_use]
    pub fn separable(&self, events: &Events, key: &MarkKey, window: Window, finest_ms_per_px: f64) -> bool {
        !matches!(key, MarkKey::Pinned { .. })
            && self.extent_of(events, key, window).is_some_and(|extent| {
                let apart_ms = extent.end_ms.abs_diff(extent.start_ms).saturating_sub(1);
                apart_ms as f64 >= finest_ms_per_px * self.target_px
            })
    }

    fn anchor(&self, events: &Events, event: u32) -> i64 {
        anchor(events, event, &self.scale, self.symbol_px)
    }

    fn lanes_at(&self, y_px: Range<f64>) -> impl Iterator<Item = (usize, &LaneBox, &LaneMarks)> {
        self.lanes
            .iter()
            .zip(&self.contents)
            .enumerate()
            .filter(move |(_, (lane, _))| lane.top_px < y_px.end && lane.top_px + lane.height_px > y_px.start)
            .map(|(at, (lane, content))| (at, lane, content))
    }

    fn y_px(&self, lane: &LaneBox, row: u16) -> f64 {
        lane.top_px + self.lane_pad_px + (f64::from(row) + 0.5) * self.row_px
    }

    fn single_mark(&self, events: &Events, lane: usize, lane_box: &LaneBox, single: &Single) -> Mark {
        let event = single.event;
        let (start_ms, end_ms) = (events.start(event), events.end(event));
        Mark {
            key: MarkKey::Event { lane_key: lane_box.key, event },
            lane,
            start_ms,
            end_ms,
            anchor_ms: self.anchor(events, event),
            y_px: self.y_px(lane_box, single.row),
            kind: if single.bar {
                MarkKind::Bar { event }
            } else {
                MarkKind::Point { event, whisker: self.scale.width_px(start_ms, end_ms) > self.symbol_px }
            },
            label_px: f32::from(single.label_px),
            label_inside: single.inside,
        }
    }

    fn cluster_mark(
        &self,
        events: &Events,
        lane: usize,
        lane_box: &LaneBox,
        content: &LaneMarks,
        cluster: &Cluster,
    ) -> Mark {
        let (cell_start_ms, cell_end_ms) = cell_bounds(cluster.cell, self.scale.exp);
        let members = content.members.get(cluster.members.clone()).unwrap_or_default();
        let lane_key = lane_box.key;
        // A bar for which no row was left, alone in its cell.
        let (key, kind, start_ms, end_ms) = if let [event] = *members {
            let kind = MarkKind::Point { event, whisker: true };
            (MarkKey::Event { lane_key, event }, kind, events.start(event), events.end(event))
        } else {
            let shares = content.shares.get(cluster.shares.clone()).unwrap_or_default().to_vec();
            let kind = MarkKind::Cluster { count: members.len() as u32, shares };
            (
                MarkKey::Cluster { lane_key, exp: self.scale.exp, cell: cluster.cell },
                kind,
                cell_start_ms,
                cell_end_ms,
            )
        };
        Mark {
            key,
            lane,
            start_ms,
            end_ms,
            anchor_ms: cluster.anchor_ms,
            y_px: self.y_px(lane_box, content.cluster_row),
            kind,
            label_px: 0.0,
            label_inside: false,
        }
    }
}

/// Whether an event is drawn as a bar if there is room.
pub(crate) fn is_bar(events: &Events, event: u32, scale: &Scale, symbol_px: f64) -> bool {
    events.is_span(event) && scale.width_px(events.start(event), events.end(event)) > symbol_px
}

/// Where an event stands: a bar's start, else the middle.
pub(crate) fn anchor(events: &Events, event: u32, scale: &Scale, symbol_px: f64) -> i64 {
    if is_bar(events, event, scale, symbol_px) { events.start(event) } else { events.middle(event) }
}

/// Leaves the four most frequent kinds, most frequent first, equal ones by number.
pub(crate) fn most_frequent(kinds: &mut Vec<(u16, u32)>) {
    kinds.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    kinds.truncate(4);
}
