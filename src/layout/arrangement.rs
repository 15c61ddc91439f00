//! Every mark of every lane at one zoom step, and which of them a window shows.
//!
//! Tiles are arranged when a window first needs them, and kept: the cost is that of what is in view, and a mark is the
//! same whatever the window.

use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::bars::meeting;
use super::mark::{Mark, MarkKey, MarkKind};
use super::pills;
use super::scale::{Scale, cell_bounds, cell_reach};
use super::share::Tally;
use super::stack::{Content, LaneBox, Stack};
use super::tile::{Cluster, Maker, Tile, anchor, is_long, kind_of};
use super::{Events, Window};
use crate::sort::{sort_positions, sorted_positions};

/// From how many events on a cluster has a column.
const DENSE: u32 = 40;

/// The marks at one zoom step: the same whatever the window.
#[derive(Debug)]
pub struct Arrangement {
    /// The lanes.
    pub stack: Arc<Stack>,
    pub(crate) step: Scale,
    /// By lane and tile.
    tiles: Mutex<FxHashMap<(usize, i64), Arc<Tile>>>,
}

/// A lane by its position.
#[derive(Clone, Copy)]
struct At<'a> {
    lane: usize,
    lane_box: &'a LaneBox,
    content: &'a Content,
}

impl Arrangement {
    /// The arrangement of a zoom step. Costs nothing until a window is asked for.
    ///
    /// `ms_per_px`: the step's coarsest scale, see [`quantise`](super::quantise).
    #[must_use]
    pub fn new(stack: Arc<Stack>, ms_per_px: f64) -> Arrangement {
        let step = Scale::new(ms_per_px, &stack.style);
        Arrangement { stack, step, tiles: Mutex::default() }
    }

    /// What the window shows, by lane, then by time.
    ///
    /// Per lane each event whose extent meets the window is in exactly one mark:
    /// * a bar at least a cell long for which there is a row is there if, and only if, its extent meets the window;
    /// * else an event goes by the cell that it stands in: its mark, or its cluster with all members, is there if, and
    ///   only if, the cell with half a cell on either side meets the window;
    /// * events that meet the window while their cell does not are joined in one pinned mark.
    ///
    /// Lanes that do not meet `y_px` (from the top of the first lane) are left out.
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
        for at in self.lanes_at(y_px) {
            self.bars(events, at, window, &mut marks);
            let reach_ms = 1_i64 << self.step.exp;
            let last = self.step.tile(window.end_ms.saturating_add(reach_ms));
            let mut from_ms =
                self.step.tile_bounds(self.step.tile(window.start_ms.saturating_sub(reach_ms))).start_ms;
            while let Some(next_ms) = at.content.next_ms(events, from_ms) {
                let tile = self.step.tile(next_ms);
                if tile > last {
                    break;
                }
                self.tile_marks(events, at, tile, window, &mut marks);
                from_ms = self.step.tile_bounds(tile).end_ms;
                if from_ms == i64::MAX {
                    break;
                }
            }
        }
        marks
    }

    fn bars(&self, events: &Events, at: At, window: Window, marks: &mut Vec<Mark>) {
        let maker = self.maker(events, at.content);
        for (row, bars) in (0..).zip(&at.content.bars) {
            for (position, event) in meeting(events, bars, window) {
                if !is_long(events, event, self.step.exp) {
                    continue;
                }
                let scale = self.step.from(events.start(event));
                let (label_px, label_inside) = maker.bar_label(&scale, bars, position);
                let start_ms = events.start(event);
                marks.push(Mark {
                    key: MarkKey::Event { lane_key: at.lane_box.key, event },
                    lane: at.lane,
                    start_ms,
                    end_ms: events.end(event),
                    anchor_ms: start_ms,
                    y_px: self.y_px(at.lane_box, row),
                    kind: MarkKind::Bar { event },
                    label_px,
                    label_inside,
                    ends_px: if label_inside { maker.ends_px(event) } else { 0 },
                    detail_px: 0,
                    column_px: 0,
                });
            }
        }
    }

    fn tile_marks(&self, events: &Events, at: At, tile_at: i64, window: Window, marks: &mut Vec<Mark>) {
        let tile = self.tile(events, at, tile_at);
        let after = self.tile(events, at, tile_at.saturating_add(1));
        let before = self.tile(events, at, tile_at.saturating_sub(1));
        let details = if tile.clusters.is_empty() {
            self.maker(events, at.content).details_px(tile_at, [&before, &tile, &after])
        } else {
            Vec::new()
        };
        let is_shown = |cell: i64| {
            let (start_ms, end_ms) = cell_reach(cell, self.step.exp);
            window.meets(start_ms, end_ms)
        };
        for (position, single) in tile.singles.iter().enumerate() {
            let event = single.event;
            let anchor_ms = events.middle(event);
            if !is_shown(self.step.cell(anchor_ms)) {
                continue;
            }
            let (start_ms, end_ms) = (events.start(event), events.end(event));
            let whisker = self.step.width_px(start_ms, end_ms) > self.stack.style.symbol_px;
            let label_px = single.inside_px.unwrap_or_else(|| tile.label_px(position, &after));
            marks.push(Mark {
                key: MarkKey::Event { lane_key: at.lane_box.key, event },
                lane: at.lane,
                start_ms,
                end_ms,
                anchor_ms,
                y_px: self.y_px(at.lane_box, single.placed.row),
                kind: if single.bar { MarkKind::Bar { event } } else { MarkKind::Point { event, whisker } },
                label_px,
                label_inside: single.inside_px.is_some(),
                ends_px: single.inside_px.map_or(0, |_| self.maker(events, at.content).ends_px(event)),
                detail_px: details.get(position).copied().unwrap_or(0),
                column_px: 0,
            });
        }
        let anchors = pills::anchors(&self.step, &self.stack.style, [&before, &tile, &after]);
        let clusters = tile.clusters.iter().zip(anchors);
        for (cluster, anchor_ms) in clusters.filter(|(cluster, _)| is_shown(cluster.cell)) {
            marks.push(self.cluster_mark(events, at, cluster, anchor_ms));
        }
    }

    fn cluster_mark(&self, events: &Events, at: At, cluster: &Cluster, anchor_ms: i64) -> Mark {
        let lane_key = at.lane_box.key;
        let members =
            if cluster.count == 1 { self.members_of(events, at.content, cluster) } else { Vec::new() };
        let kind = kind_of(cluster, members.into_iter());
        let (key, (start_ms, end_ms)) = match kind {
            MarkKind::Point { event, .. } => {
                (MarkKey::Event { lane_key, event }, (events.start(event), events.end(event)))
            }
            _ => (
                MarkKey::Cluster { lane_key, exp: self.step.exp, cell: cluster.cell },
                cell_bounds(cluster.cell, self.step.exp),
            ),
        };
        Mark {
            key,
            lane: at.lane,
            start_ms,
            end_ms,
            anchor_ms,
            y_px: self.y_px(at.lane_box, at.content.cluster_row),
            kind,
            label_px: 0,
            label_inside: false,
            ends_px: 0,
            detail_px: 0,
            column_px: self.column_px(at, cluster.count),
        }
    }

    /// The height of a column over a cluster: an eighth of the lane's events fills the rows above. Whatever is in view, so that
    /// it is the same wherever the view moves, and is low where the reader is near. A few events have none: their number says enough, and what
    /// stands beside them is to be read.
    fn column_px(&self, at: At, count: u32) -> u16 {
        if count < DENSE {
            return 0;
        }
        let share = f64::from(count) * 8.0 / at.lane_box.count.max(1) as f64;
        (f64::from(at.content.cluster_row) * self.stack.style.row_px * share.min(1.0)) as u16
    }

    /// The tile of a lane: every second one between its neighbours.
    fn tile(&self, events: &Events, at: At, tile: i64) -> Arc<Tile> {
        let known = |tile: i64| {
            let tiles = self.tiles.lock().unwrap_or_else(PoisonError::into_inner);
            tiles.get(&(at.lane, tile)).cloned()
        };
        if let Some(known) = known(tile) {
            return known;
        }
        let maker = self.maker(events, at.content);
        let made = Arc::new(if tile & 1 == 0 {
            maker.tile(tile, None)
        } else {
            let before = self.tile(events, at, tile.saturating_sub(1));
            let after = self.tile(events, at, tile.saturating_add(1));
            maker.tile(tile, Some((&before, &after)))
        });
        let mut tiles = self.tiles.lock().unwrap_or_else(PoisonError::into_inner);
        tiles.insert((at.lane, tile), made.clone());
        made
    }

    /// The marks pinned to the window's start, at most one per lane: to be taken for the window that is seen.
    #[must_use]
    pub fn pinned(&self, events: &Events, window: Window, y_px: Range<f64>) -> Vec<Mark> {
        let mut marks = Vec::new();
        let mut tally = Tally::default();
        for at in self.lanes_at(y_px) {
            let reaching = self.reaching(events, at.content, window);
            let kind = match *reaching {
                [] => continue,
                [event] => MarkKind::Point { event, whisker: true },
                _ => MarkKind::Cluster {
                    count: reaching.len() as u32,
                    shares: tally.shares(reaching.iter().map(|event| events.kind(*event))),
                },
            };
            marks.push(Mark {
                key: MarkKey::Pinned { lane_key: at.lane_box.key },
                lane: at.lane,
                start_ms: window.start_ms,
                end_ms: window.end_ms,
                anchor_ms: window.start_ms,
                y_px: self.y_px(at.lane_box, at.lane_box.rows.saturating_sub(1)),
                kind,
                label_px: 0,
                label_inside: false,
                ends_px: 0,
                detail_px: 0,
                column_px: 0,
            });
        }
        marks
    }

    /// Events that meet the window although the cell that they go by is not shown in it.
    fn reaching(&self, events: &Events, content: &Content, window: Window) -> Vec<u32> {
        let exp = self.step.exp;
        let is_shown = |at_ms: i64| {
            let (start_ms, end_ms) = cell_reach(self.step.cell(at_ms), exp);
            window.meets(start_ms, end_ms)
        };
        // The cells that are shown are one stretch of time.
        let half_ms = (1_i64 << exp) / 2;
        let first_ms = cell_bounds(self.step.cell(window.start_ms.saturating_sub(half_ms)), exp).0;
        let first = content.events.partition_point(|event| events.middle(*event) < first_ms);
        let rest = content.events.get(first..).unwrap_or_default();
        let shown = rest.partition_point(|event| {
            let middle_ms = events.middle(*event);
            middle_ms < window.start_ms || is_shown(middle_ms)
        });
        let before = content.zones.candidates(0..first, window);
        let after = content.zones.candidates(first + shown..content.events.len(), window);
        let points = before.chain(after).filter_map(|at| content.events.get(at));
        let points = points.copied().filter(|event| !is_long(events, *event, exp));
        let bars = content.overflow_zones.candidates(0..content.overflow.len(), window);
        let bars = bars.filter_map(|at| content.overflow.get(at)).copied();
        let bars = bars.filter(|event| is_long(events, *event, exp));
        let all = points.chain(bars);
        all.filter(|event| {
            window.meets(events.start(*event), events.end(*event)) && !is_shown(anchor(events, *event, exp))
        })
        .collect()
    }

    fn members_of(&self, events: &Events, content: &Content, cluster: &Cluster) -> Vec<u32> {
        let maker = self.maker(events, content);
        let (start_ms, end_ms) = cell_bounds(cluster.cell, self.step.exp);
        let mut members = if cluster.folded { maker.short_in(start_ms, end_ms) } else { Vec::new() };
        members.extend(maker.overflow_in(start_ms, end_ms));
        members
    }

    /// The events that a mark stands for, ascending; none if there is no such mark. `window`: which a pinned mark is in.
    #[must_use]
    pub fn members(&self, events: &Events, key: &MarkKey, window: Window) -> Vec<u32> {
        let lane_of = |key: &u32| self.all_lanes().find(|at| at.lane_box.key == *key);
        let mut members: Vec<u32> = match key {
            MarkKey::Event { event, .. } => vec![*event],
            MarkKey::Cluster { lane_key, exp, cell } => lane_of(lane_key)
                .filter(|_| *exp == self.step.exp)
                .and_then(|at| {
                    let (start_ms, _) = cell_bounds(*cell, *exp);
                    let tile = self.tile(events, at, self.step.tile(start_ms));
                    let found = tile.clusters.binary_search_by_key(cell, |cluster| cluster.cell).ok()?;
                    Some(self.members_of(events, at.content, tile.clusters.get(found)?))
                })
                .unwrap_or_default(),
            MarkKey::Pinned { lane_key } => {
                lane_of(lane_key).map(|at| self.reaching(events, at.content, window)).unwrap_or_default()
            }
        };
        sort_positions(&mut members, &mut |a, b| a.cmp(&b));
        members
    }

    /// From the first to just after the last anchor of a mark's events: what to zoom to so that they come apart.
    #[must_use]
    pub fn extent_of(&self, events: &Events, key: &MarkKey, window: Window) -> Option<Window> {
        let anchors = || {
            let members = self.members(events, key, window).into_iter();
            members.map(|event| anchor(events, event, self.step.exp))
        };
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
                apart_ms as f64 >= finest_ms_per_px * self.stack.style.target_px
            })
    }

    fn maker<'a>(&'a self, events: &'a Events<'a>, content: &'a Content) -> Maker<'a> {
        Maker { events, content, step: self.step, style: &self.stack.style }
    }

    fn all_lanes(&self) -> impl Iterator<Item = At<'_>> {
        let lanes = self.stack.lanes.iter().zip(&self.stack.contents).enumerate();
        lanes.map(|(lane, (lane_box, content))| At { lane, lane_box, content })
    }

    fn lanes_at(&self, y_px: Range<f64>) -> impl Iterator<Item = At<'_>> {
        self.all_lanes().filter(move |At { lane_box, .. }| {
            lane_box.top_px < y_px.end && lane_box.top_px + lane_box.height_px > y_px.start
        })
    }

    fn y_px(&self, lane: &LaneBox, row: u16) -> f64 {
        lane.top_px + self.stack.style.lane_pad_px + (f64::from(row) + 0.5) * self.stack.style.row_px
    }
}
