//! Which row the bar of each span stands in: the same at every zoom.
//!
//! The longest first, so that what lasts stands on top and shorter spans fill what is left; of about equal length by
//! start, each in the first row that is free for all of its time. Knows no pixels: a bar stays in its row however far
//! the reader zooms.

use super::{Events, Window};

/// The bars of one row: disjoint, by start.
pub(crate) type BarRow = Vec<u32>;

/// The rows of the spans, by start, and the spans that found none, by start.
///
/// `spans`: by start. Linear in spans, per row and doubling of length.
pub(crate) fn bar_rows(events: &Events, spans: &[u32], most: u16) -> (Vec<BarRow>, Vec<u32>) {
    let mut levels: Vec<Vec<u32>> = vec![Vec::new(); 64];
    for span in spans.iter().copied() {
        if let Some(level) = levels.get_mut(level(events, span)) {
            level.push(span);
        }
    }
    let mut rows: Vec<BarRow> = vec![Vec::new(); usize::from(most)];
    let mut left = Vec::new();
    for level in levels.iter().rev().filter(|level| !level.is_empty()) {
        let mut added: Vec<BarRow> = vec![Vec::new(); rows.len()];
        let mut next = vec![0_usize; rows.len()];
        for span in level.iter().copied() {
            let (start_ms, end_ms) = (events.start(span), events.end(span));
            let is_free = |row: usize, next: &mut usize, added: &BarRow| {
                let row = rows.get(row).map(Vec::as_slice).unwrap_or_default();
                while row.get(*next).is_some_and(|bar| events.end(*bar) <= start_ms) {
                    *next += 1;
                }
                row.get(*next).is_none_or(|bar| events.start(*bar) >= end_ms)
                    && added.last().is_none_or(|bar| events.end(*bar) <= start_ms)
            };
            let row = (0..)
                .zip(next.iter_mut().zip(&added))
                .find_map(|(row, (next, added))| is_free(row, next, added).then_some(row));
            match row.and_then(|row: usize| added.get_mut(row)) {
                Some(row) => row.push(span),
                None => left.push(span),
            }
        }
        for (row, added) in rows.iter_mut().zip(added) {
            if !added.is_empty() {
                *row = merge(row, &added);
            }
        }
    }
    while rows.last().is_some_and(Vec::is_empty) {
        rows.pop();
    }
    // An event's number grows with its start.
    crate::sort::sort_positions(&mut left, &mut |a, b| a.cmp(&b));
    (rows, left)
}

/// Lengths of one level differ by less than a doubling.
fn level(events: &Events, span: u32) -> usize {
    events.duration(span).checked_ilog2().unwrap_or(0) as usize
}

/// One ascending list of two.
fn merge(a: &[u32], b: &[u32]) -> Vec<u32> {
    let mut merged = Vec::with_capacity(a.len() + b.len());
    let mut rest = b.iter().copied().peekable();
    for first in a.iter().copied() {
        while let Some(other) = rest.next_if(|other| *other < first) {
            merged.push(other);
        }
        merged.push(first);
    }
    merged.extend(rest);
    merged
}

/// The bars of a row that meet a window.
pub(crate) fn meeting<'a>(
    events: &'a Events,
    row: &'a [u32],
    window: Window,
) -> impl Iterator<Item = (usize, u32)> + 'a {
    let first = row.partition_point(|bar| events.end(*bar) <= window.start_ms);
    let bars = row.iter().copied().enumerate().skip(first);
    bars.take_while(move |(_, bar)| events.start(*bar) < window.end_ms)
}
