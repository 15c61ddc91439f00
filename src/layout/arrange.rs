//! Which row or cluster every event of every lane is in, at one scale.
//!
//! Per lane: bars first, by start, then points by their anchors, cell of time by cell of time. A cell whose points do not
//! all find room is taken back and becomes a cluster. Linear in events, save for their sorting by anchor.
//! Knows no window.

use std::cmp::Reverse;
use std::ops::Range;

use super::arrangement::{Arrangement, Cluster, LaneBox, LaneMarks, Single, Wide, is_bar, most_frequent};
use super::overlap::Overlap;
use super::row::{Claim, FOLDED, Rows};
use super::scale::{Scale, cell_bounds};
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
        points: Vec::new(),
        folded: Vec::new(),
        kind_counts: Vec::new(),
        kinds: Vec::new(),
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
        let (content, rows) = sweep.collect(lane);
        let height_px = (f64::from(rows) * style.row_px + 2.0 * style.lane_pad_px).max(style.lane_min_px);
        arrangement.lanes.push(LaneBox {
            key: lane.key,
            count: lane.events.len(),
            folded: content.members.len(),
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

/// An event of the lane at its anchor.
#[derive(Clone, Copy, Debug)]
struct Anchored {
    anchor_ms: i64,
    /// Position in the lane.
    at: u32,
    event: u32,
}

/// The work on one lane; its columns are reused from lane to lane.
struct Sweep<'a> {
    events: &'a Events<'a>,
    scale: Scale,
    style: &'a Style,
    rows: Rows<'a>,
    bars: Vec<Anchored>,
    points: Vec<Anchored>,
    folded: Vec<Anchored>,
    /// By kind; zero between clusters.
    kind_counts: Vec<u32>,
    kinds: Vec<(u16, u32)>,
}

impl Sweep<'_> {
    /// Fills the rows and the list of folded events.
    fn place(&mut self, lane: &Lane, max_rows: u16) {
        let (events, scale, style) = (self.events, self.scale, self.style);
        self.bars.clear();
        self.points.clear();
        self.folded.clear();
        for (event, at) in lane.events.iter().copied().zip(0_u32..) {
            if is_bar(events, event, &scale, style.symbol_px) {
                self.bars.push(Anchored { anchor_ms: events.start(event), at, event });
            } else {
                self.points.push(Anchored { anchor_ms: events.middle(event), at, event });
            }
        }
        self.rows.start_lane(lane.events.len(), style.bar_rows);

        let mut bars = std::mem::take(&mut self.bars);
        bars.sort_unstable_by_key(|bar| (bar.anchor_ms, Reverse(events.end(bar.event)), bar.at));
        let mut overflowing = Vec::new();
        for bar in &bars {
            let (claim, inside_px) = self.bar_claim(bar);
            if !self.rows.place_bar(claim, inside_px, max_rows) {
                overflowing.push(*bar);
            }
        }
        self.bars = bars;

        let mut points = std::mem::take(&mut self.points);
        points.sort_unstable_by_key(|point| (point.anchor_ms, point.at));
        self.rows.start_points(max_rows);
        self.place_points(&points);
        self.points = points;

        if !overflowing.is_empty() {
            self.folded.append(&mut overflowing);
            // Stable: two sorted runs are merged, and the order within a cell is the same every time.
            self.folded.sort_by_key(|folded| scale.cell(folded.anchor_ms));
        }
    }

    fn place_points(&mut self, points: &[Anchored]) {
        let cell_px = (1_u64 << self.scale.exp) as f64 / self.scale.ms_per_px;
        let most = self.rows.len() as f64 * (cell_px / self.style.target_px + 1.0);
        let mut before: Option<(Range<usize>, usize)> = None;
        let mut start = 0;
        while let Some(first) = points.get(start) {
            let cell = self.scale.cell(first.anchor_ms);
            let rest = points.get(start..).unwrap_or_default();
            let end =
                start + rest.iter().take_while(|point| self.scale.cell(point.anchor_ms) == cell).count();
            let steps = self.rows.steps();
            let placed = (end - start) as f64 <= most && self.place_cell(points, start..end);
            if !placed {
                self.rows.take_back(steps);
                match before.take() {
                    // A cluster of one would be no cluster. What is in its way are the symbols of the cell before it,
                    // one at least in each of the two rows without bars: these make a cluster.
                    Some((neighbours, steps)) if end - start == 1 => {
                        self.rows.take_back(steps);
                        self.fold(points, neighbours);
                        if !self.place_cell(points, start..end) {
                            self.fold(points, start..end);
                        }
                    }
                    _ => self.fold(points, start..end),
                }
            } else {
                before = Some((start..end, steps));
            }
            start = end;
        }
    }

    fn place_cell(&mut self, points: &[Anchored], cell: Range<usize>) -> bool {
        points.get(cell).unwrap_or_default().iter().all(|point| {
            let claim = self.point_claim(point);
            self.rows.place_point(claim)
        })
    }

    fn fold(&mut self, points: &[Anchored], cell: Range<usize>) {
        self.folded.extend_from_slice(points.get(cell).unwrap_or_default());
    }

    fn point_claim(&self, point: &Anchored) -> Claim {
        let x_px = self.scale.px(point.anchor_ms);
        Claim {
            at: point.at,
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
            at: bar.at,
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
        (f64::from(chars) * self.style.char_px).min(self.style.label_max_px).ceil() as u16
    }

    fn importance(&self, event: u32) -> u8 {
        self.events.importance.get(event as usize).copied().unwrap_or(0)
    }

    /// The lane's marks and the number of its rows.
    fn collect(&mut self, lane: &Lane) -> (LaneMarks, u16) {
        let events = self.events;
        let mut content = LaneMarks::default();
        content.singles.reserve_exact(lane.events.len() - self.folded.len());
        let mut rows = 0;
        for (event, place) in lane.events.iter().copied().zip(&self.rows.places) {
            if place.row != FOLDED {
                rows = rows.max(place.row + 1);
                content.singles.push(Single {
                    event,
                    row: place.row,
                    label_px: place.label_px,
                    inside: place.inside,
                    bar: place.bar,
                });
            }
        }
        content.singles_overlap = Overlap::new(content.singles.iter().map(|single| events.end(single.event)));

        let scale = self.scale;
        content.members.reserve_exact(self.folded.len());
        let folded = std::mem::take(&mut self.folded);
        for members in folded.chunk_by(|a, b| scale.cell(a.anchor_ms) == scale.cell(b.anchor_ms)) {
            self.collect_cluster(&mut content, members);
        }
        self.folded = folded;
        self.part_pills(&mut content.clusters);
        content.wide.sort_unstable_by_key(|wide| wide.event);
        content.wide_overlap = Overlap::new(content.wide.iter().map(|wide| events.end(wide.event)));

        content.cluster_row = rows;
        rows += u16::from(!content.clusters.is_empty());
        content.pinned_row = rows;
        rows += u16::from(!content.wide.is_empty());
        (content, rows)
    }

    fn collect_cluster(&mut self, content: &mut LaneMarks, members: &[Anchored]) {
        let Some(first) = members.first() else { return };
        let cell = self.scale.cell(first.anchor_ms);
        let (start_ms, end_ms) = cell_bounds(cell, self.scale.exp);
        let members_from = content.members.len();
        let shares_from = content.shares.len();
        self.kinds.clear();
        let mut offsets_ms = 0.0;
        for member in members {
            content.members.push(member.event);
            offsets_ms += member.anchor_ms.abs_diff(start_ms) as f64;
            let kind = self.events.kind(member.event);
            let slot = usize::from(kind);
            if self.kind_counts.len() <= slot {
                self.kind_counts.resize(slot + 1, 0);
            }
            if let Some(count) = self.kind_counts.get_mut(slot) {
                if *count == 0 {
                    self.kinds.push((kind, 0));
                }
                *count += 1;
            }
            if self.events.start(member.event) < start_ms || self.events.end(member.event) > end_ms {
                content.wide.push(Wide { event: member.event, cell });
            }
        }
        for (kind, count) in &mut self.kinds {
            if let Some(counted) = self.kind_counts.get_mut(usize::from(*kind)) {
                *count = std::mem::take(counted);
            }
        }
        most_frequent(&mut self.kinds);
        content.shares.extend_from_slice(&self.kinds);

        content.clusters.push(Cluster {
            cell,
            anchor_ms: start_ms.saturating_add((offsets_ms / members.len() as f64) as i64),
            members: members_from..content.members.len(),
            shares: shares_from..content.shares.len(),
        });
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
