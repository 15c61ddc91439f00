//! The lanes one above the other: how high each is, and which row each of its bars has. The same at every zoom.
//!
//! So that nothing moves up or down while the reader zooms or pans, a lane has as many rows as its events need where
//! most of them are in view, and one for clusters if there may be any.

use super::anchored::{Anchored, sort};
use super::bars::{BarRow, bar_rows};
use super::scale::Scale;
use super::tile::{Maker, Tile, range_of};
use super::zones::Zones;
use super::{Events, Lane, Style};

/// Where a lane stands.
#[derive(Clone, Debug, PartialEq)]
pub struct LaneBox {
    /// [`Lane::key`](super::Lane::key).
    pub key: u32,
    /// Number of its events.
    pub count: usize,
    /// From the top of the first lane.
    pub top_px: f64,
    /// Padding included.
    pub height_px: f64,
    /// Number of rows, that of the clusters included.
    pub rows: u16,
}

/// The lanes of the chart.
#[derive(Clone, Debug, Default)]
pub struct Stack {
    /// From top to bottom, in the order in which they were given.
    pub lanes: Vec<LaneBox>,
    /// Height of all lanes together.
    pub height_px: f64,
    pub(crate) style: Style,
    pub(crate) contents: Vec<Content>,
}

/// What is in a lane, whatever the zoom.
#[derive(Clone, Debug, Default)]
pub(crate) struct Content {
    /// Its events by the middles of their extents.
    pub(crate) events: Vec<u32>,
    pub(crate) zones: Zones,
    pub(crate) bars: Vec<BarRow>,
    /// Spans for which no row was left, by start.
    pub(crate) overflow: Vec<u32>,
    pub(crate) overflow_zones: Zones,
    /// Number of rows, that of the clusters not included.
    pub(crate) rows: u16,
    /// The clusters' row, which is the last.
    pub(crate) cluster_row: u16,
}

impl Content {
    /// The events whose middles lie in a stretch of time.
    pub(crate) fn between(&self, events: &Events, start_ms: i64, end_ms: i64) -> &[u32] {
        let range = range_of(&self.events, &|event| events.middle(event), start_ms, end_ms);
        self.events.get(range).unwrap_or_default()
    }

    /// The spans without a row from a time on.
    pub(crate) fn overflow_from(&self, events: &Events, start_ms: i64) -> &[u32] {
        let first = self.overflow.partition_point(|bar| events.start(*bar) < start_ms);
        self.overflow.get(first..).unwrap_or_default()
    }

    /// The first moment from a time on at which something of the lane is anchored.
    pub(crate) fn next_ms(&self, events: &Events, from_ms: i64) -> Option<i64> {
        let at = self.events.partition_point(|event| events.middle(*event) < from_ms);
        let point = self.events.get(at).map(|event| events.middle(*event));
        let bar = self.overflow_from(events, from_ms).first().map(|bar| events.start(*bar));
        [point, bar].into_iter().flatten().min()
    }
}

impl Stack {
    /// Stacks lanes. Linear in their events.
    ///
    /// `home_ms_per_px`: the scale at which most of the events are in view. `max_rows`: rows of a lane; more where bars
    /// take so many that fewer than two are left. At most [`Style::bar_rows`] bars lie above each other.
    #[must_use]
    pub fn new(events: &Events, lanes: &[Lane], home_ms_per_px: f64, max_rows: u16, style: &Style) -> Stack {
        let scale = Scale::new(home_ms_per_px, style);
        let mut stack = Stack { style: style.clone(), ..Stack::default() };
        for lane in lanes {
            let mut content = contents(events, lane, style);
            content.rows = max_rows.max(content.bars.len() as u16 + 2);
            content.rows = rows_needed(&Maker { events, content: &content, step: scale, style });
            // The clusters' row is better one for the last event, where there is one more than rows.
            if content.overflow.is_empty() && lane.events.len() == usize::from(content.rows) + 1 {
                content.rows += 1;
            }
            let folds = lane.events.len() > usize::from(content.rows) || !content.overflow.is_empty();
            content.cluster_row = if folds { content.rows } else { content.rows.saturating_sub(1) };
            let rows = content.rows + u16::from(folds);
            let height_px = (f64::from(rows) * style.row_px + 2.0 * style.lane_pad_px).max(style.lane_min_px);
            stack.lanes.push(LaneBox {
                key: lane.key,
                count: lane.events.len(),
                top_px: stack.height_px,
                height_px,
                rows,
            });
            stack.height_px += height_px;
            stack.contents.push(content);
        }
        stack
    }
}

fn contents(events: &Events, lane: &Lane, style: &Style) -> Content {
    let mut anchored = lane.events.iter().map(|&event| Anchored { anchor_ms: events.middle(event), event });
    let is_sorted = anchored.clone().is_sorted_by(|a, b| a.anchor_ms < b.anchor_ms);
    let sorted = if is_sorted {
        lane.events.clone()
    } else {
        let mut list: Vec<Anchored> = anchored.by_ref().collect();
        sort(events, &mut list);
        list.into_iter().map(|anchored| anchored.event).collect()
    };
    let mut spans: Vec<u32> = sorted.iter().copied().filter(|event| events.is_span(*event)).collect();
    crate::sort::sort_positions(&mut spans, &mut |a, b| a.cmp(&b));
    let (bars, overflow) = bar_rows(events, &spans, style.bar_rows);
    let zones =
        |list: &[u32]| Zones::new(list.iter().map(|event| (events.start(*event), events.end(*event))));
    Content {
        zones: zones(&sorted),
        overflow_zones: zones(&overflow),
        events: sorted,
        bars,
        overflow,
        rows: 0,
        cluster_row: 0,
    }
}

/// How many of its rows a lane needs at a scale, where a cluster needs one for each of its events, as far as there are.
fn rows_needed(maker: &Maker) -> u16 {
    let bars = maker.content.bars.len() as u16;
    let most = maker.content.rows;
    let mut rows = bars.max(1);
    let mut from_ms = i64::MIN;
    while rows < most
        && let Some(next_ms) = maker.content.next_ms(maker.events, from_ms)
    {
        let at = maker.step.tile(next_ms);
        let tile: Tile = maker.tile(at, None);
        let largest = tile.clusters.iter().map(|cluster| cluster.count).max().unwrap_or(0);
        rows = rows.max(tile.rows_used()).max(u16::try_from(largest).unwrap_or(u16::MAX));
        from_ms = maker.step.tile_bounds(at).end_ms;
        if from_ms == i64::MAX {
            break;
        }
    }
    rows.min(most)
}
