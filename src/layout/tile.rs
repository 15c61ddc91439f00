//! One tile: the marks of one lane in a few cells of time, at one zoom step.
//!
//! Cell by cell, in the order of time; a cell whose events do not all find room is taken back and becomes a cluster.
//! Every second tile is arranged by itself, the ones between heed both neighbours: so no tile depends on what is far
//! from it, and the cost is that of the events in it. Knows no window.

use std::ops::Range;

use super::bars::meeting;
use super::mark::MarkKind;
use super::rows::{Claim, Placed, Row, Rows, Taken, WHOLE, fitting};
use super::scale::{Scale, cell_bounds};
use super::share::Tally;
use super::stack::Content;
use super::{Ends, Events, Style, Window};

/// The marks of one lane in one tile.
#[derive(Debug, PartialEq)]
pub(crate) struct Tile {
    /// Events with a mark of their own, by anchor.
    pub(crate) singles: Vec<Single>,
    /// By cell.
    pub(crate) clusters: Vec<Cluster>,
    rows: Vec<Row>,
    trims: Vec<u16>,
}

/// An event with a mark of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Single {
    pub(crate) event: u32,
    /// Row and place, in pixels from the tile's start, and the width of the label to the right.
    pub(crate) placed: Placed,
    /// Width of the label inside, where it stands there.
    pub(crate) inside_px: Option<u16>,
    pub(crate) bar: bool,
}

/// The events of a cell that have no marks of their own.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cluster {
    pub(crate) cell: i64,
    /// The mean of its events' anchors.
    pub(crate) mean_ms: i64,
    pub(crate) count: u32,
    /// As in [`MarkKind::Cluster`].
    pub(crate) shares: Vec<(u16, u32)>,
    /// Whether the events shorter than a cell are in it; bars without a row are in any case.
    pub(crate) folded: bool,
}

impl Tile {
    /// Number of rows that its marks need.
    pub(crate) fn rows_used(&self) -> u16 {
        self.singles.iter().map(|single| single.placed.row.saturating_add(1)).max().unwrap_or(0)
    }

    /// The label of a single, given the tile after this one.
    pub(crate) fn label_px(&self, at: usize, after: &Tile) -> u16 {
        let Some(single) = self.singles.get(at) else { return 0 };
        let row = usize::from(single.placed.row);
        let is_last = self.rows.get(row).and_then(Row::last) == Some(at);
        let trim = after.trims.get(row).copied().filter(|_| is_last).unwrap_or(WHOLE);
        single.placed.label_px.min(trim)
    }
}

/// What a tile is made from.
pub(crate) struct Maker<'a> {
    pub(crate) events: &'a Events<'a>,
    pub(crate) content: &'a Content,
    pub(crate) step: Scale,
    pub(crate) style: &'a Style,
}

impl Maker<'_> {
    /// Makes a tile, between its neighbours where it heeds them.
    pub(crate) fn tile(&self, at: i64, neighbours: Option<(&Tile, &Tile)>) -> Tile {
        let bounds = self.step.tile_bounds(at);
        let width_px = self.step.width_px(bounds.start_ms, bounds.end_ms);
        let scale = self.step.from(bounds.start_ms);
        let mut taken = self.taken_by_bars(&scale, bounds);
        let mut rows = vec![Row::EMPTY; usize::from(self.content.rows)];
        if let Some((before, after)) = neighbours {
            for (row, end) in rows.iter_mut().zip(&before.rows) {
                *row = end.carried(width_px);
            }
            for (at, taken) in (0..).zip(taken.iter_mut()) {
                let first =
                    after.singles.iter().map(|single| single.placed).filter(|placed| placed.row == at);
                if let Some(start_px) = first.map(|placed| placed.start_px + width_px).reduce(f64::min) {
                    // Whatever is taken beyond is the next tile's.
                    taken.retain(|bar| bar.start_px < start_px);
                    taken.push(Taken { start_px, end_px: f64::INFINITY });
                }
            }
        }
        let mut rows = Rows::new(self.style, rows, taken);
        let mut tile =
            Tile { singles: Vec::new(), clusters: Vec::new(), rows: Vec::new(), trims: Vec::new() };
        self.fill(&mut tile, &mut rows, &scale, bounds);
        for (single, placed) in tile.singles.iter_mut().zip(&rows.placed) {
            single.placed = *placed;
        }
        (tile.rows, tile.trims) = (rows.rows, rows.trims);
        tile
    }

    fn fill(&self, tile: &mut Tile, rows: &mut Rows, scale: &Scale, bounds: Window) {
        let mut tally = Tally::default();
        let mut cell_start_ms = bounds.start_ms;
        while cell_start_ms < bounds.end_ms {
            let cell = scale.cell(cell_start_ms);
            let (start_ms, end_ms) = cell_bounds(cell, scale.exp);
            let short = self.short_in(start_ms, end_ms);
            let placed_before = rows.placed.len();
            let folded = !self.place(tile, rows, scale, &short);
            if folded {
                rows.take_back(placed_before);
                tile.singles.truncate(placed_before);
            }
            let bars = self.overflow_in(start_ms, end_ms);
            let members = || short.iter().filter(|_| folded).chain(&bars).copied();
            let count = members().count() as u32;
            if count > 0 {
                let offset_ms: f64 =
                    members().map(|event| self.anchor(event).abs_diff(start_ms) as f64).sum::<f64>();
                let mean_ms = start_ms.saturating_add((offset_ms / f64::from(count)) as i64);
                let shares = tally.shares(members().map(|event| self.events.kind(event)));
                tile.clusters.push(Cluster { cell, mean_ms, count, shares, folded });
            }
            cell_start_ms = end_ms;
            if end_ms == i64::MAX {
                break;
            }
        }
    }

    fn anchor(&self, event: u32) -> i64 {
        anchor(self.events, event, self.step.exp)
    }

    /// The events of a stretch of time that go by its cells, by anchor.
    pub(crate) fn short_in(&self, start_ms: i64, end_ms: i64) -> Vec<u32> {
        let lane = self.content.between(self.events, start_ms, end_ms);
        lane.iter().copied().filter(|event| !is_long(self.events, *event, self.step.exp)).collect()
    }

    /// The bars of a stretch of time for which no row was left.
    pub(crate) fn overflow_in(&self, start_ms: i64, end_ms: i64) -> Vec<u32> {
        let bars = self.content.overflow_from(self.events, start_ms);
        let bars = bars.iter().copied().take_while(|bar| self.events.start(*bar) < end_ms);
        bars.filter(|bar| is_long(self.events, *bar, self.step.exp)).collect()
    }

    fn place(&self, tile: &mut Tile, rows: &mut Rows, scale: &Scale, cell: &[u32]) -> bool {
        // More than one in each row: dots without labels, which say less than their number.
        if cell.len() > rows.rows.len() {
            return false;
        }
        cell.iter().all(|event| {
            let (claim, inside_px, bar) = self.claim(scale, *event);
            let found = rows.place(&claim);
            if found {
                let placed = rows.placed.last().copied();
                tile.singles.extend(placed.map(|placed| Single { event: *event, placed, inside_px, bar }));
            }
            found
        })
    }

    fn claim(&self, scale: &Scale, event: u32) -> (Claim, Option<u16>, bool) {
        let (events, style) = (self.events, self.style);
        let importance = events.importance(event);
        let label_px = events.label_px(event, style);
        let (start_px, end_px) = (scale.px(events.start(event)), scale.px(events.end(event)));
        if events.is_span(event) && end_px - start_px > style.symbol_px {
            let (claim, inside_px) =
                self.bar_claim(start_px, end_px, events.ends(event), label_px, importance);
            return (claim, inside_px, true);
        }
        let x_px = scale.px(events.middle(event));
        let claim = Claim {
            start_px: x_px - style.target_px / 2.0,
            end_px: x_px + style.target_px / 2.0,
            label_start_px: x_px + style.symbol_px / 2.0 + style.label_gap_px,
            label_px,
            importance,
        };
        (claim, None, false)
    }

    /// A bar's claim, and the width of its label if that stands inside.
    fn bar_claim(
        &self,
        start_px: f64,
        end_px: f64,
        ends: Ends,
        label_px: u16,
        importance: u8,
    ) -> (Claim, Option<u16>) {
        let style = self.style;
        let spare_px = ((style.target_px - (end_px - start_px)) / 2.0).max(0.0);
        let (lead_px, tail_px) = style.ends_px(end_px - start_px, ends);
        let inner_px = end_px - start_px - lead_px - tail_px;
        let inside = inner_px >= f64::from(label_px).min(style.label_inside_px);
        let claim = Claim {
            start_px: start_px - spare_px,
            end_px: end_px + spare_px + style.gap_px,
            label_start_px: end_px + style.label_gap_px,
            label_px: if inside { 0 } else { label_px },
            importance,
        };
        (claim, inside.then_some(label_px.min(inner_px.max(0.0) as u16)))
    }

    /// What the ends of an event's bar take from a label inside.
    pub(crate) fn ends_px(&self, event: u32) -> u16 {
        let width_px = self.step.width_px(self.events.start(event), self.events.end(event));
        let (lead_px, tail_px) = self.style.ends_px(width_px, self.events.ends(event));
        (lead_px + tail_px).ceil() as u16
    }

    /// The label of a bar in a row of its own: its width and whether it stands inside.
    pub(crate) fn bar_label(&self, scale: &Scale, row: &[u32], at: usize) -> (u16, bool) {
        let Some(bar) = row.get(at).copied() else { return (0, false) };
        let (start_px, end_px) = (scale.px(self.events.start(bar)), scale.px(self.events.end(bar)));
        let label_px = self.events.label_px(bar, self.style);
        let (claim, inside_px) = self.bar_claim(start_px, end_px, self.events.ends(bar), label_px, 0);
        if let Some(inside_px) = inside_px {
            return (inside_px, true);
        }
        let reach_px = claim.label_start_px + f64::from(claim.label_px) + self.style.gap_px;
        let after = row.iter().copied().skip(at.saturating_add(1));
        let starts = after.map(|bar| (bar, scale.px(self.events.start(bar))));
        let next = starts
            .take_while(|(_, start_px)| *start_px < reach_px)
            .find(|(bar, _)| is_long(self.events, *bar, scale.exp));
        let room_px = next.map_or(f64::INFINITY, |(_, start_px)| start_px) - self.style.gap_px;
        (fitting(self.style, claim.label_px, room_px - claim.label_start_px), false)
    }

    /// By single of a tile that has no cluster: the width of a second line under its label, where the row below has room.
    /// `around`: the tile between its neighbours.
    pub(crate) fn details_px(&self, at: i64, around: [&Tile; 3]) -> Vec<u16> {
        let style = self.style;
        let bounds = self.step.tile_bounds(at);
        let width_px = self.step.width_px(bounds.start_ms, bounds.end_ms);
        let [before, tile, after] = around;
        let placed: Vec<(u16, f64, f64)> = [(-width_px, before), (0.0, tile), (width_px, after)]
            .into_iter()
            .flat_map(|(by_px, tile)| {
                let singles = tile.singles.iter().map(|single| single.placed);
                singles.map(move |at| (at.row, at.start_px + by_px, at.text_px() + by_px))
            })
            .collect();
        let detail_px = |single: &Single| {
            let label_px = single.placed.label_px;
            let whole = !single.bar && label_px > 0 && label_px >= self.events.label_px(single.event, style);
            let (row, start_px) = (single.placed.row, single.placed.end_px);
            if !whole || row.saturating_add(1) >= self.content.rows || self.is_barred(bounds, row, start_px) {
                return 0;
            }
            let ahead = placed.iter().filter(|other| {
                (other.0 == row && other.1 > single.placed.start_px)
                    || (other.0 == row + 1 && other.2 > start_px)
            });
            let room_px =
                ahead.map(|other| other.1 - style.gap_px - start_px).fold(style.detail_max_px, f64::min);
            if room_px >= style.detail_min_px { room_px as u16 } else { 0 }
        };
        tile.singles.iter().map(detail_px).collect()
    }

    /// Whether a bar may be in the way of a second line, in px from a tile's start, in a row or the one below.
    fn is_barred(&self, bounds: Window, row: u16, start_px: f64) -> bool {
        let ms = |px: f64| bounds.start_ms.saturating_add((px * self.step.ms_per_px) as i64);
        let window = Window {
            start_ms: ms(start_px - self.style.reach_px()),
            end_ms: ms(start_px + self.style.detail_max_px),
        };
        let rows = self.content.bars.iter().skip(usize::from(row)).take(2);
        rows.flat_map(|bars| meeting(self.events, bars, window))
            .any(|(_, bar)| is_long(self.events, bar, self.step.exp))
    }

    /// What bars and their labels take of each row in reach of a tile.
    fn taken_by_bars(&self, scale: &Scale, bounds: Window) -> Vec<Vec<Taken>> {
        let reach_ms = (self.style.reach_px() * scale.ms_per_px) as i64;
        let window = Window {
            start_ms: bounds.start_ms.saturating_sub(reach_ms),
            end_ms: bounds.end_ms.saturating_add(reach_ms),
        };
        let taken_in = |row: &[u32]| {
            let bars = meeting(self.events, row, window);
            let long = bars.filter(|(_, bar)| is_long(self.events, *bar, scale.exp));
            long.map(|(at, bar)| {
                let end_px = scale.px(self.events.end(bar));
                let label_px = match self.bar_label(scale, row, at) {
                    (label_px, false) if label_px > 0 => self.style.label_gap_px + f64::from(label_px),
                    _ => 0.0,
                };
                Taken {
                    start_px: scale.px(self.events.start(bar)),
                    end_px: end_px + label_px + self.style.gap_px,
                }
            })
            .collect()
        };
        let mut taken: Vec<Vec<Taken>> = self.content.bars.iter().map(|row| taken_in(row)).collect();
        taken.resize(usize::from(self.content.rows), Vec::new());
        taken
    }
}

/// Whether an event is a bar at least a cell long: it has a row of its own instead of going by a cell.
pub(crate) fn is_long(events: &Events, event: u32, exp: u8) -> bool {
    events.is_span(event) && events.duration(event) >= 1_u64 << exp
}

/// Where an event stands: a long bar's start, else the middle.
pub(crate) fn anchor(events: &Events, event: u32, exp: u8) -> i64 {
    if is_long(events, event, exp) { events.start(event) } else { events.middle(event) }
}

/// A cluster of one event is a point in the clusters' row.
pub(crate) fn kind_of(cluster: &Cluster, mut members: impl Iterator<Item = u32>) -> MarkKind {
    match members.next() {
        Some(event) if cluster.count == 1 => MarkKind::Point { event, whisker: true },
        _ => MarkKind::Cluster { count: cluster.count, shares: cluster.shares.clone() },
    }
}

/// Positions of a list by start or middle that lie in a stretch of time.
pub(crate) fn range_of(list: &[u32], at_ms: &dyn Fn(u32) -> i64, start_ms: i64, end_ms: i64) -> Range<usize> {
    let first = list.partition_point(|event| at_ms(*event) < start_ms);
    let rest = list.get(first..).unwrap_or_default();
    first..first + rest.partition_point(|event| at_ms(*event) < end_ms)
}
