//! Every mark of every lane at one zoom step, and which of them a window shows.
//!
//! Built by [`arrange`](super::arrange()). Knows no pixels across, only rows.

use std::ops::Range;

use super::mark::{Mark, MarkKey, MarkKind};
use super::scale::{Scale, cell_bounds, cell_reach};
use super::share::Tally;
use super::zones::Zones;
use super::{Events, Window};
use crate::sort::{sort_positions, sorted_positions};

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
    /// Bars by start, then points by anchor.
    pub(crate) singles: Vec<Single>,
    pub(crate) singles_zones: Zones,
    /// By cell.
    pub(crate) clusters: Vec<Cluster>,
    /// Events that are no bars, folded or not, by anchor.
    pub(crate) points: Vec<u32>,
    pub(crate) points_zones: Zones,
    /// Bars for which no row was left, by start.
    pub(crate) overflow: Vec<u32>,
    pub(crate) overflow_zones: Zones,
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
    /// In [`LaneMarks::points`]; ranges ascend from cluster to cluster, empty ones too.
    pub(crate) points: Range<usize>,
    /// In [`LaneMarks::overflow`], likewise.
    pub(crate) bars: Range<usize>,
}

impl LaneMarks {
    /// Number of events without a mark of their own.
    pub(crate) fn folded(&self) -> usize {
        self.clusters.iter().map(|cluster| cluster.points.len() + cluster.bars.len()).sum()
    }

    pub(crate) fn members_of(&self, cluster: &Cluster) -> impl Iterator<Item = u32> {
        let points = self.points.get(cluster.points.clone()).unwrap_or_default();
        points.iter().chain(self.overflow.get(cluster.bars.clone()).unwrap_or_default()).copied()
    }

    /// Folded events that meet the window although their cluster is not shown in it.
    fn reaching(&self, events: &Events, window: Window, exp: u8) -> impl Iterator<Item = u32> {
        let before =
            self.clusters.partition_point(|cluster| cell_reach(cluster.cell, exp).1 <= window.start_ms);
        let upto = self.clusters.partition_point(|cluster| cell_reach(cluster.cell, exp).0 < window.end_ms);
        let last = before.checked_sub(1).and_then(|at| self.clusters.get(at));
        let (points_end, bars_end) = last.map_or((0, 0), |cluster| (cluster.points.end, cluster.bars.end));
        // Bars stand at their starts: those of later cells start after the window.
        let points_start = self.clusters.get(upto).map_or(self.points.len(), |cluster| cluster.points.start);
        let is_folded = |at: &usize| {
            let next = self.clusters.partition_point(|cluster| cluster.points.end <= *at);
            self.clusters.get(next).is_some_and(|cluster| cluster.points.contains(at))
        };
        let points = self
            .points_zones
            .candidates(0..points_end, window)
            .chain(self.points_zones.candidates(points_start..self.points.len(), window))
            .filter_map(move |at| self.points.get(at).filter(|_| is_folded(&at)));
        let bars = self.overflow_zones.candidates(0..bars_end, window).filter_map(|at| self.overflow.get(at));
        points
            .chain(bars)
            .copied()
            .filter(move |event| window.meets(events.start(*event), events.end(*event)))
    }
}

impl Arrangement {
    /// What the window shows, by lane, then by time.
    ///
    /// Per lane each event whose extent meets the window is in exactly one mark:
    /// * one with a mark of its own is there if, and only if, its extent meets the window;
    /// * a cluster is there, with all its members, if, and only if, its cell with half a cell on either side meets the
    ///   window;
    /// * folded events that meet the window while their cluster is not there are joined in one pinned mark.
    ///
    /// Lanes that do not meet `y_px` (from the top of the first lane) are left out.
    /// Costs what is shown, plus a hundredth of the events.
    #[must_use]
    pub fn marks(&self, events: &Events, window: Window, y_px: Range<f64>) -> Vec<Mark> {
        let mut marks = self.standing(events, window, y_px.clone());
        marks.extend(self.pinned(events, window, y_px));
        let key = |at: u32| marks.get(at as usize).map(|mark| (mark.lane, mark.anchor_ms, mark.key));
        let order = sorted_positions(marks.len(), &mut |a, b| key(a).cmp(&key(b)));
        order.into_iter().filter_map(|at| marks.get(at as usize).cloned()).collect()
    }

    /// The marks that have a place in time. A view that prepares a margin takes these for the wider window.
    #[must_use]
    pub fn standing(&self, events: &Events, window: Window, y_px: Range<f64>) -> Vec<Mark> {
        let mut marks = Vec::new();
        let mut tally = Tally::default();
        for (lane, lane_box, content) in self.lanes_at(y_px) {
            for single in content
                .singles_zones
                .candidates(0..content.singles.len(), window)
                .filter_map(|at| content.singles.get(at))
                .filter(|single| window.meets(events.start(single.event), events.end(single.event)))
            {
                marks.push(self.single_mark(events, lane, lane_box, single));
            }
            let first = content
                .clusters
                .partition_point(|cluster| cell_reach(cluster.cell, self.scale.exp).1 <= window.start_ms);
            for cluster in content.clusters.iter().skip(first) {
                let (start_ms, end_ms) = cell_reach(cluster.cell, self.scale.exp);
                if !window.meets(start_ms, end_ms) {
                    break;
                }
                marks.push(self.cluster_mark(events, (lane, lane_box, content), cluster, &mut tally));
            }
        }
        marks
    }

    /// The marks pinned to the window's start, at most one per lane: to be taken for the window that is seen.
    #[must_use]
    pub fn pinned(&self, events: &Events, window: Window, y_px: Range<f64>) -> Vec<Mark> {
        let mut marks = Vec::new();
        let mut tally = Tally::default();
        for (lane, lane_box, content) in self.lanes_at(y_px) {
            let reaching: Vec<u32> = content.reaching(events, window, self.scale.exp).collect();
            let kind = match *reaching {
                [] => continue,
                [event] => MarkKind::Point { event, whisker: true },
                _ => MarkKind::Cluster {
                    count: reaching.len() as u32,
                    shares: tally.shares(reaching.iter().map(|event| events.kind(*event))),
                },
            };
            marks.push(Mark {
                key: MarkKey::Pinned { lane_key: lane_box.key },
                lane,
                start_ms: window.start_ms,
                end_ms: window.end_ms,
                anchor_ms: window.start_ms,
                y_px: self.y_px(lane_box, content.pinned_row),
                kind,
                label_px: 0.0,
                label_inside: false,
            });
        }
        marks
    }

    /// The events that a mark stands for, ascending; none if there is no such mark. `window`: which a pinned mark is in.
    #[must_use]
    pub fn members(&self, events: &Events, key: &MarkKey, window: Window) -> Vec<u32> {
        let lane_of = |key: &u32| {
            let at = self.lanes.iter().position(|lane| lane.key == *key)?;
            self.contents.get(at)
        };
        let mut members: Vec<u32> = match key {
            MarkKey::Event { event, .. } => vec![*event],
            MarkKey::Cluster { lane_key, exp, cell } => lane_of(lane_key)
                .filter(|_| *exp == self.scale.exp)
                .and_then(|content| {
                    let at = content.clusters.binary_search_by_key(cell, |cluster| cluster.cell).ok()?;
                    Some(content.members_of(content.clusters.get(at)?).collect())
                })
                .unwrap_or_default(),
            MarkKey::Pinned { lane_key } => lane_of(lane_key)
                .map(|content| content.reaching(events, window, self.scale.exp).collect())
                .unwrap_or_default(),
        };
        sort_positions(&mut members, &mut |a, b| a.cmp(&b));
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
        (lane, lane_box, content): (usize, &LaneBox, &LaneMarks),
        cluster: &Cluster,
        tally: &mut Tally,
    ) -> Mark {
        let lane_key = lane_box.key;
        let count = cluster.points.len() + cluster.bars.len();
        let (key, kind, start_ms, end_ms) = match content.members_of(cluster).next() {
            // A bar for which no row was left, alone in its cell.
            Some(event) if count == 1 => {
                let kind = MarkKind::Point { event, whisker: true };
                (MarkKey::Event { lane_key, event }, kind, events.start(event), events.end(event))
            }
            _ => {
                let shares = tally.shares(content.members_of(cluster).map(|event| events.kind(event)));
                let kind = MarkKind::Cluster { count: count as u32, shares };
                let (start_ms, end_ms) = cell_bounds(cluster.cell, self.scale.exp);
                (
                    MarkKey::Cluster { lane_key, exp: self.scale.exp, cell: cluster.cell },
                    kind,
                    start_ms,
                    end_ms,
                )
            }
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
