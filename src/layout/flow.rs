//! The events of a time one below the other, for a narrow place: each a row of its own while there are few, else those that
//! are near each other in time in one.
//!
//! Every event that is given is in exactly one row. Rows are cells of a grid that is fixed to time.

use std::ops::Range;

/// How many lines for what lasts there are beside each other.
pub const TRACKS: usize = 3;

/// Events that stand in one row: positions among those that were given.
pub type Group = Range<usize>;

/// What lasts while a row's events happen: a stretch of a line beside the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Track {
    /// The position of the event that lasts.
    pub event: usize,
    /// Which line it is drawn on, from 0 to [`TRACKS`].
    pub line: usize,
    /// Whether this is the row where it starts.
    pub starts: bool,
    /// Whether it ends before the next row.
    pub ends: bool,
}

/// Puts events into at most `most` rows (two if that is less: before and after 1970 are never one), given where they stand in time, ascending. Events of one
/// moment that are more than a row can hold apart stay together however fine the grid is.
pub fn groups(anchors_ms: &[i64], most: usize) -> Vec<Group> {
    if anchors_ms.len() <= most.max(1) {
        return (0..anchors_ms.len()).map(|at| at..at.saturating_add(1)).collect();
    }
    let count = |exp: u32| cells(anchors_ms, exp).count();
    // The finest grid with few enough cells; a coarser one never has more.
    let (mut low, mut high) = (0_u32, 62_u32);
    while low < high {
        let middle = low.midpoint(high);
        if count(middle) > most {
            low = middle.saturating_add(1);
        } else {
            high = middle;
        }
    }
    cells(anchors_ms, low).collect()
}

/// The runs of events that lie in one cell of 2^`exp` ms.
fn cells(anchors_ms: &[i64], exp: u32) -> impl Iterator<Item = Group> + '_ {
    let mut next = 0;
    std::iter::from_fn(move || {
        let start = next;
        let cell = anchors_ms.get(start)? >> exp;
        let rest = anchors_ms.get(start..).unwrap_or_default();
        next = start.saturating_add(rest.partition_point(|ms| ms >> exp <= cell));
        Some(start..next)
    })
}

/// For each row what lasts beside it: of the events that have a row of their own and last, from that row to the last one whose
/// events begin before it ends. What finds no free line is left out there; its row says when it ended.
pub fn tracks(
    groups: &[Group],
    anchors_ms: &[i64],
    lasts_until_ms: impl Fn(usize) -> Option<i64>,
) -> Vec<Vec<Track>> {
    let mut lines: [Option<(usize, i64)>; TRACKS] = [None; TRACKS];
    let mut rows = Vec::with_capacity(groups.len());
    let starts_ms = |at: usize| groups.get(at).and_then(|group| anchors_ms.get(group.start)).copied();
    for (at, group) in groups.iter().enumerate() {
        let starting = (group.len() == 1).then(|| lasts_until_ms(group.start)).flatten();
        if let Some(until_ms) = starting
            && let Some(free) = lines.iter_mut().find(|line| line.is_none())
        {
            *free = Some((group.start, until_ms));
        }
        let next_ms = starts_ms(at.saturating_add(1));
        let mut row = Vec::new();
        for (line, slot) in lines.iter_mut().enumerate() {
            let Some((event, until_ms)) = *slot else { continue };
            let ends = next_ms.is_none_or(|next_ms| next_ms >= until_ms);
            row.push(Track { event, line, starts: event == group.start, ends });
            if ends {
                *slot = None;
            }
        }
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn few_events_stand_alone_and_many_together() {
        let sizes = |anchors: &[i64], most| {
            groups(anchors, most).iter().map(ExactSizeIterator::len).collect::<Vec<_>>()
        };
        assert_eq!(sizes(&[1, 1, 5], 3), vec![1, 1, 1]);
        assert_eq!(sizes(&[0, 1, 2, 3, 1000], 2), vec![4, 1]);
        assert_eq!(sizes(&[7, 7, 7], 2), vec![3]);
        assert_eq!(sizes(&[], 2), Vec::<usize>::new());
        assert_eq!(sizes(&[-5, -4, 3], 2), vec![2, 1]);
    }

    #[test]
    fn what_lasts_is_drawn_beside_what_happens_meanwhile() {
        let anchors = [0, 10, 20, 30];
        let until = [Some(25), None, Some(21), None];
        let rows = tracks(&groups(&anchors, 9), &anchors, |event| until[event]);
        let brief: Vec<Vec<_>> = rows
            .iter()
            .map(|row| row.iter().map(|t| (t.event, t.line, t.starts, t.ends)).collect())
            .collect();
        assert_eq!(
            brief,
            [
                vec![(0, 0, true, false)],
                vec![(0, 0, false, false)],
                vec![(0, 0, false, true), (2, 1, true, true)],
                vec![],
            ]
        );
    }

    proptest! {
        #[test]
        fn every_event_is_in_one_row_and_rows_are_few(mut anchors in prop::collection::vec(-2_000_000_i64..2_000_000, 0..120), most in 1_usize..40) {
            anchors.sort_unstable();
            let rows = groups(&anchors, most);
            prop_assert!(rows.len() <= most.max(2));
            let members: Vec<usize> = rows.iter().cloned().flatten().collect();
            prop_assert_eq!(members, (0..anchors.len()).collect::<Vec<_>>());
            prop_assert!(rows.iter().all(|row| !row.is_empty()));
        }

        #[test]
        fn no_line_is_taken_twice_and_every_stretch_is_whole(starts in prop::collection::vec((0_i64..500, prop::option::of(1_i64..200)), 1..40)) {
            let mut starts = starts;
            starts.sort_unstable();
            let anchors: Vec<i64> = starts.iter().map(|(start, _)| *start).collect();
            let rows = tracks(&groups(&anchors, 100), &anchors, |at| starts[at].1.map(|length| starts[at].0 + length));
            let mut open = std::collections::BTreeMap::new();
            for row in &rows {
                for track in row {
                    let before = open.insert(track.line, track.event);
                    if track.starts {
                        prop_assert_eq!(before, None);
                    } else {
                        prop_assert_eq!(before, Some(track.event));
                    }
                    if track.ends {
                        open.remove(&track.line);
                    }
                }
            }
            prop_assert!(open.is_empty());
        }
    }
}
