//! Which row or cluster every event of every lane is in, at one scale.
//!
//! Per lane: bars first, by start, then points by their anchors, cell of time by cell of time. A cell whose points do not
//! all find room is taken back and becomes a cluster. Linear in events, save for their sorting by anchor.
//! Knows no window.

use std::ops::Range;

use super::anchored::{Anchored, sort};
use super::arrangement::{Arrangement, Cluster, LaneBox, LaneMarks, is_bar};
use super::row::{Claim, Rows};
use super::scale::{Scale, cell_bounds, cell_reach};
use super::zones::Zones;
use super::{Events, Lane, Style};

/// Arranges all events of all lanes for a zoom step.
///
/// `ms_per_px`: the step's coarsest scale, see [`quantise`](super::quantise). `max_rows`: rows for points in a lane; more
/// where bars take so many that fewer than two are left, so at least two. One row of clusters and one of pinned ones
/// come in addition where a lane needs them.
///
/// Points and spans narrower than a symbol stand at the middle of their extents. At most [`Style::bar_rows`] bars lie
/// above each other, the rest is folded at its start.
#[must_use]
pub fn arrange(events: &Events, lanes: &[Lane], ms_per_px: f64, max_rows: u16, style: &Style) -> Arrangement {
    let origin_ms = events.start_ms.first().copied().unwrap_or(0);
    let scale = Scale::new(origin_ms, ms_per_px, style);
    let mut sweep = Sweep {
        events,
        scale,
        style,
        rows: Rows::new(style),
        bars: Vec::new(),
        overflow: Vec::new(),
        points: Vec::new(),
        folded: Vec::new(),
    };
    let mut arrangement = Arrangement {
        lanes: Vec::with_capacity(lanes.len()),
        height_px: 0.0,
        scale,
        row_px: style.row_px,
        lane_pad_px: style.lane_pad_px,
        target_px: style.target_px,
        symbol_px: style.symbol_px,
        contents: Vec::with_capacity(lanes.len()),
    };
    for lane in lanes {
        sweep.place(lane, max_rows);
        let (content, rows) = sweep.collect();
        let height_px = (f64::from(rows) * style.row_px + 2.0 * style.lane_pad_px).max(style.lane_min_px);
        arrangement.lanes.push(LaneBox {
            key: lane.key,
            count: lane.events.len(),
            folded: content.folded(),
            clusters: content.clusters.len(),
            top_px: arrangement.height_px,
            height_px,
            rows,
        });
        arrangement.height_px += height_px;
        arrangement.contents.push(content);
    }
    arrangement
}

/// The work on one lane; its columns are reused from lane to lane.
struct Sweep<'a> {
    events: &'a Events<'a>,
    scale: Scale,
    style: &'a Style,
    rows: Rows<'a>,
    /// By start.
    bars: Vec<Anchored>,
    /// Bars without a row, by start.
    overflow: Vec<Anchored>,
    /// By anchor.
    points: Vec<Anchored>,
    /// The cells whose points are folded, as ranges of `points`.
    folded: Vec<Range<usize>>,
}

impl Sweep<'_> {
    /// Fills the rows, the overflow and the list of folded cells.
    fn place(&mut self, lane: &Lane, max_rows: u16) {
        let (events, scale, style) = (self.events, self.scale, self.style);
        self.bars.clear();
        self.overflow.clear();
        self.points.clear();
        self.folded.clear();
        for event in lane.events.iter().copied() {
            if is_bar(events, event, &scale, style.symbol_px) {
                self.bars.push(Anchored { anchor_ms: events.start(event), event });
            } else {
                self.points.push(Anchored { anchor_ms: events.middle(event), event });
            }
        }
        self.rows.start_lane(style.bar_rows);

        let mut bars = std::mem::take(&mut self.bars);
        sort(events, &mut bars);
        for bar in &bars {
            let (claim, inside_px) = self.bar_claim(bar);
            if !self.rows.place_bar(claim, inside_px, max_rows) {
                self.overflow.push(*bar);
            }
        }
        self.bars = bars;

        let mut points = std::mem::take(&mut self.points);
        sort(events, &mut points);
        self.rows.start_points(max_rows);
        self.place_points(&points);
        self.points = points;
    }

    fn place_points(&mut self, points: &[Anchored]) {
        let mut before: Option<(Range<usize>, usize)> = None;
        let mut start = 0;
        while let Some(first) = points.get(start) {
            let cell = self.scale.cell(first.anchor_ms);
            let rest = points.get(start..).unwrap_or_default();
            let end =
                start + rest.iter().take_while(|point| self.scale.cell(point.anchor_ms) == cell).count();
            let placed_before = self.rows.points();
            if self.place_cell(points, start..end) {
                before = Some((start..end, placed_before));
            } else {
                self.rows.take_back(placed_before);
                match before.take() {
                    // A cluster of one would be no cluster. What is in its way are the symbols of the cell before it,
                    // one at least in each of the two rows without bars: these make a cluster.
                    Some((neighbours, placed_before)) if end - start == 1 => {
                        self.rows.take_back(placed_before);
                        self.folded.push(neighbours);
                        if !self.place_cell(points, start..end) {
                            self.folded.push(start..end);
                        }
                    }
                    _ => self.folded.push(start..end),
                }
            }
            start = end;
        }
    }

    fn place_cell(&mut self, points: &[Anchored], cell: Range<usize>) -> bool {
        let points = points.get(cell).unwrap_or_default();
        let (Some(first), Some(last)) = (points.first(), points.last()) else { return true };
        let width_px = self.scale.width_px(first.anchor_ms, last.anchor_ms);
        // More than would fit if every row were free.
        if points.len() as f64 > self.rows.len() as f64 * (width_px / self.style.target_px + 1.0) {
            return false;
        }
        points.iter().all(|point| {
            let claim = self.point_claim(point);
            self.rows.place_point(&claim)
        })
    }

    fn point_claim(&self, point: &Anchored) -> Claim {
        let x_px = self.scale.px(point.anchor_ms);
        Claim {
            event: point.event,
            start_px: x_px - self.style.target_px / 2.0,
            end_px: x_px + self.style.target_px / 2.0,
            label_start_px: x_px + self.style.symbol_px / 2.0 + self.style.label_gap_px,
            label_px: self.label_px(point.event),
            importance: self.importance(point.event),
        }
    }

    /// The bar's claim, and the width of its label if that stands inside.
    fn bar_claim(&self, bar: &Anchored) -> (Claim, Option<u16>) {
        let style = self.style;
        let start_px = self.scale.px(bar.anchor_ms);
        let end_px = self.scale.px(self.events.end(bar.event));
        let spare_px = ((style.target_px - (end_px - start_px)) / 2.0).max(0.0);
        let label_px = self.label_px(bar.event);
        let inner_px = end_px - start_px - 2.0 * style.label_gap_px;
        let inside = inner_px >= f64::from(label_px).min(style.label_inside_px);
        let claim = Claim {
            event: bar.event,
            start_px: start_px - spare_px,
            end_px: end_px + spare_px + style.gap_px,
            label_start_px: end_px + style.label_gap_px,
            label_px: if inside { 0 } else { label_px },
            importance: self.importance(bar.event),
        };
        (claim, inside.then_some(label_px.min(inner_px as u16)))
    }

    /// Estimated width of the whole label.
    fn label_px(&self, event: u32) -> u16 {
        let chars = self.events.label_chars.get(event as usize).copied().unwrap_or(0);
        if chars == 0 {
            return 0;
        }
        // One character more: an estimate that is a hair too small would cost a whole label its last letters.
        ((f64::from(chars) + 1.0) * self.style.char_px).min(self.style.label_max_px).ceil() as u16
    }

    fn importance(&self, event: u32) -> u8 {
        self.events.importance.get(event as usize).copied().unwrap_or(0)
    }

    /// The lane's marks and the number of its rows.
    fn collect(&mut self) -> (LaneMarks, u16) {
        let events = self.events;
        let zones =
            |list: &[u32]| Zones::new(list.iter().map(|event| (events.start(*event), events.end(*event))));
        let mut content = LaneMarks {
            singles: std::mem::take(&mut self.rows.singles),
            points: self.points.iter().map(|point| point.event).collect(),
            overflow: self.overflow.iter().map(|bar| bar.event).collect(),
            ..LaneMarks::default()
        };
        content.singles_zones = Zones::new(
            content.singles.iter().map(|single| (events.start(single.event), events.end(single.event))),
        );
        content.points_zones = zones(&content.points);
        content.overflow_zones = zones(&content.overflow);
        self.collect_clusters(&mut content.clusters);
        self.part_pills(&mut content.clusters);

        let mut rows = content.singles.iter().map(|single| single.row + 1).max().unwrap_or(0);
        content.cluster_row = rows;
        rows += u16::from(!content.clusters.is_empty());
        content.pinned_row = rows;
        rows += u16::from(self.reaches_out(&content));
        (content, rows)
    }

    /// Merges the folded cells of the points with those of the bars.
    fn collect_clusters(&self, clusters: &mut Vec<Cluster>) {
        let cell_of =
            |anchored: Option<&Anchored>| anchored.map(|anchored| self.scale.cell(anchored.anchor_ms));
        let mut folded = self.folded.iter().peekable();
        let mut bar = 0;
        let mut point = 0;
        loop {
            let points_cell = folded.peek().and_then(|cell| cell_of(self.points.get(cell.start)));
            let bars_cell = cell_of(self.overflow.get(bar));
            let Some(cell) = [points_cell, bars_cell].into_iter().flatten().min() else { return };
            let points = if points_cell == Some(cell) { folded.next().cloned() } else { None };
            let points = points.unwrap_or(point..point);
            let overflow = self.overflow.get(bar..).unwrap_or_default();
            let bars =
                bar..bar + overflow.iter().take_while(|bar| self.scale.cell(bar.anchor_ms) == cell).count();
            (point, bar) = (points.end, bars.end);

            let (start_ms, _) = cell_bounds(cell, self.scale.exp);
            let members = self.points.get(points.clone()).unwrap_or_default().iter();
            let members = members.chain(self.overflow.get(bars.clone()).unwrap_or_default());
            let offset_ms: f64 = members.map(|member| member.anchor_ms.abs_diff(start_ms) as f64).sum();
            let mean_ms = offset_ms / (points.len() + bars.len()) as f64;
            clusters.push(Cluster { cell, anchor_ms: start_ms.saturating_add(mean_ms as i64), points, bars });
        }
    }

    /// Whether a folded event's extent meets windows that do not show its cluster.
    fn reaches_out(&self, content: &LaneMarks) -> bool {
        content.clusters.iter().any(|cluster| {
            let (start_ms, end_ms) = cell_reach(cluster.cell, self.scale.exp);
            content
                .members_of(cluster)
                .any(|event| self.events.start(event) < start_ms || self.events.end(event) > end_ms)
        })
    }

    /// Keeps the pills of neighbouring cells apart: each stays on its side of the border.
    fn part_pills(&self, clusters: &mut [Cluster]) {
        let border_ms =
            (self.style.pill_px.max(self.style.target_px) / 2.0 * self.scale.ms_per_px).ceil() as i64;
        let cell_ms = 1_i64 << self.scale.exp;
        let mut before: Option<i64> = None;
        for at in 0..clusters.len() {
            let after = clusters.get(at + 1).map(|cluster| cluster.cell);
            let Some(cluster) = clusters.get_mut(at) else { return };
            let (start_ms, _) = cell_bounds(cluster.cell, self.scale.exp);
            let mut offset_ms = cluster.anchor_ms.saturating_sub(start_ms);
            if after == cluster.cell.checked_add(1) {
                offset_ms = offset_ms.min(cell_ms.saturating_sub(border_ms));
            }
            if before == cluster.cell.checked_sub(1) {
                offset_ms = offset_ms.max(border_ms.min(cell_ms / 2));
            }
            cluster.anchor_ms = start_ms.saturating_add(offset_ms);
            before = Some(cluster.cell);
        }
    }
}
