//! Where the clusters of a tile stand: at the mean of what they hold, moved by no more than two that would touch need.
//!
//! Each decides by the two cells on either side of its own, so that no cluster depends on what is far from it.

use super::Style;
use super::scale::{Scale, cell_bounds};
use super::tile::{Cluster, Tile};

/// The clusters of a tile and of its neighbours, by cell.
struct Pills<'a> {
    all: Vec<&'a Cluster>,
    exp: u8,
    /// Half a pill. A cell is longer than a pill.
    half_ms: i64,
}

/// The anchors of a tile's clusters, in their order, between its neighbours.
pub(crate) fn anchors(step: &Scale, style: &Style, [before, tile, after]: [&Tile; 3]) -> Vec<i64> {
    let half_px = style.pill_px.max(style.target_px) / 2.0;
    let half_ms = ((half_px * step.ms_per_px).ceil() as i64).min((1_i64 << step.exp) / 2);
    let mut all: Vec<&Cluster> = Vec::new();
    for tile in [before, tile, after] {
        all.extend(&tile.clusters);
    }
    let pills = Pills { all, exp: step.exp, half_ms };
    let mut anchors = Vec::new();
    for (at, cluster) in (before.clusters.len()..).zip(&tile.clusters) {
        let mut anchor_ms = cluster.mean_ms;
        if let Some(border_ms) = at.checked_sub(1).and_then(|at| pills.border(at)) {
            anchor_ms = anchor_ms.max(border_ms.saturating_add(half_ms));
        }
        if let Some(border_ms) = pills.border(at) {
            anchor_ms = anchor_ms.min(border_ms.saturating_sub(half_ms));
        }
        anchors.push(anchor_ms);
    }
    anchors
}

impl Pills<'_> {
    /// The mean of a cluster, its cell's middle, and the number of its cell.
    fn at(&self, at: usize) -> Option<(i64, i64, i64)> {
        let cluster = self.all.get(at)?;
        let (start_ms, end_ms) = cell_bounds(cluster.cell, self.exp);
        Some((cluster.mean_ms, start_ms.midpoint(end_ms), cluster.cell))
    }

    /// Whether the next cluster is in the next cell.
    fn touches(&self, at: usize) -> bool {
        let cell = |at: usize| self.at(at).map(|(.., cell)| cell);
        cell(at.wrapping_add(1)).is_some_and(|next| cell(at).is_some_and(|cell| next.wrapping_sub(cell) == 1))
    }

    /// Where a cluster ends at the latest and the next begins at the earliest, if they might touch. What stands between two
    /// such borders has room for a pill, and is moved to the middle of its cell at most.
    #[inline(never)]
    fn border(&self, at: usize) -> Option<i64> {
        let (one_ms, one_middle_ms, _) = self.at(at)?;
        let (other_ms, other_middle_ms, _) = self.at(at.wrapping_add(1))?;
        if !self.touches(at) {
            return None;
        }
        let pushed = self.touches(at.wrapping_sub(1));
        let held = self.touches(at.wrapping_add(1));
        let latest_ms = if pushed { one_ms.max(one_middle_ms) } else { one_ms };
        let earliest_ms = if held { other_ms.min(other_middle_ms) } else { other_ms };
        // Both have their cells' middles to go back to.
        let between_ms = one_ms
            .midpoint(other_ms)
            .max(one_middle_ms.saturating_add(self.half_ms))
            .min(other_middle_ms.saturating_sub(self.half_ms));
        (earliest_ms.saturating_sub(latest_ms) < self.half_ms.saturating_mul(2)).then_some(between_ms)
    }
}
