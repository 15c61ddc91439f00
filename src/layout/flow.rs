//! The events of a time one below the other, for a narrow place: each in a row of its own while there are few. Where there
//! are many, what matters more and what stands apart in time keeps its row, and the runs between are one row each.
//!
//! Every event that is given is in exactly one row.

use std::ops::Range;

/// Fewer events than this are not put together: a row for each takes hardly more room.
const FEW: usize = 3;

/// How many lines for what lasts there are beside each other.
pub const TRACKS: usize = 3;

/// Events that stand in one row: positions among those that were given.
pub type Group = Range<usize>;

/// What lasts while a row's events happen: a stretch of a line beside the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Track {
    /// The position of the event that lasts.
    pub event: usize,
    /// Which line it is drawn on, from 0 to `TRACKS`.
    pub line: usize,
    /// Whether this is the row where it starts.
    pub starts: bool,
    /// Whether it ends before the next row.
    pub ends: bool,
}

/// Puts events into rows, given where they stand in time, ascending: into at most `most` if there are more than that, or as
/// few as can be. `sections` are the positions at which a heading parts them, ascending from 0: no row goes across one.
pub fn groups(
    anchors_ms: &[i64],
    sections: &[usize],
    importance: &dyn Fn(usize) -> u8,
    most: usize,
) -> Vec<Group> {
    let count = anchors_ms.len();
    // How much an event asks for a row of its own: by its importance, then by how far it is from its neighbours.
    let claim = |at: usize| {
        let ms = |at: Option<usize>| at.and_then(|at| anchors_ms.get(at)).copied();
        let own_ms = ms(Some(at)).unwrap_or_default();
        let gap_ms = |other: Option<i64>| other.map_or(u64::MAX, |other| other.abs_diff(own_ms));
        let gap_ms = gap_ms(ms(at.checked_sub(1))).min(gap_ms(ms(at.checked_add(1))));
        u32::from(importance(at))
            .saturating_mul(u64::BITS)
            .saturating_add(gap_ms.checked_ilog2().unwrap_or(0))
    };
    let claims: Vec<u32> = (0..count).map(claim).collect();
    let rows = |least: u32| Rows { claims: &claims, sections, least, next: 0 };
    let (mut low, mut high) = (0, claims.iter().max().map_or(0, |most| most.saturating_add(1)));
    if count > most {
        // The lowest claim that is met with few enough rows; a higher one never gives more.
        while low < high {
            let middle = low.midpoint(high);
            if rows(middle).count() > most {
                low = middle.saturating_add(1);
            } else {
                high = middle;
            }
        }
    }
    rows(low).collect()
}

/// The rows if whatever claims at least so much has one of its own.
struct Rows<'a> {
    claims: &'a [u32],
    sections: &'a [usize],
    least: u32,
    next: usize,
}

impl Iterator for Rows<'_> {
    type Item = Group;

    fn next(&mut self) -> Option<Group> {
        let start = self.next;
        if start >= self.claims.len() {
            return None;
        }
        let section = self.sections.partition_point(|&first| first <= start);
        let limit = self.sections.get(section).copied().unwrap_or(usize::MAX).min(self.claims.len());
        let rest = self.claims.get(start..limit).unwrap_or_default();
        let run = rest.iter().take_while(|&&claim| claim < self.least).count();
        let len = if run < FEW { 1 } else { run };
        self.next = start.saturating_add(len);
        Some(start..self.next)
    }
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

    fn sizes(anchors: &[i64], sections: &[usize], importance: &[u8], most: usize) -> Vec<usize> {
        let of = |at: usize| importance.get(at).copied().unwrap_or(3);
        groups(anchors, sections, &of, most).iter().map(ExactSizeIterator::len).collect()
    }

    #[test]
    fn few_events_stand_alone_and_runs_of_many_together() {
        for (anchors, sections, importance, most, wanted) in [
            (&[1, 1, 5][..], &[0][..], &[][..], 3, &[1, 1, 1][..]),
            (&[0, 1, 2, 3, 1000], &[0], &[], 2, &[4, 1]),
            (&[0, 1, 2, 3, 1000], &[0, 4], &[], 2, &[4, 1]),
            // Two alone take no more room than one row for both.
            (&[7, 7, 900, 901, 902, 903, 904], &[0, 2], &[], 3, &[1, 1, 5]),
            (&[7, 7, 7, 7], &[0], &[], 2, &[4]),
            // What matters stands alone, however near others are.
            (&[0, 1, 2, 3, 4, 5, 6], &[0], &[3, 3, 3, 5, 3, 3, 3], 3, &[3, 1, 3]),
            // A heading parts.
            (&[0, 1, 2, 3, 4, 5], &[0, 3], &[], 1, &[3, 3]),
            (&[], &[0], &[], 2, &[]),
        ] {
            assert_eq!(sizes(anchors, sections, importance, most), wanted, "{anchors:?}");
        }
    }

    #[test]
    fn what_lasts_is_drawn_beside_what_happens_meanwhile() {
        let anchors = [0, 10, 20, 30];
        let until = [Some(25), None, Some(21), None];
        let rows = tracks(&groups(&anchors, &[0], &|_| 3, 9), &anchors, |event| until[event]);
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
        fn every_event_is_in_one_row_and_rows_are_few(
            mut events in prop::collection::vec((-2_000_000_i64..2_000_000, 0_u8..6), 0..160),
            parts in prop::collection::btree_set(1_usize..160, 0..6),
            most in 1_usize..40,
        ) {
            events.sort_unstable();
            let anchors: Vec<i64> = events.iter().map(|event| event.0).collect();
            let sections: Vec<usize> = std::iter::once(0).chain(parts).collect();
            let rows = groups(&anchors, &sections, &|at| events[at].1, most);
            let members: Vec<usize> = rows.iter().cloned().flatten().collect();
            prop_assert_eq!(members, (0..events.len()).collect::<Vec<_>>());
            prop_assert!(rows.iter().all(|row| row.len() == 1 || row.len() >= FEW));
            prop_assert!(rows.iter().all(|row| sections.iter().all(|&first| first <= row.start || first >= row.end)));
            prop_assert!(rows.len() <= most.max(2 * sections.len()), "{} rows", rows.len());
            if events.len() <= most {
                prop_assert_eq!(rows.len(), events.len());
            }
        }

        #[test]
        fn no_line_is_taken_twice_and_every_stretch_is_whole(starts in prop::collection::vec((0_i64..500, prop::option::of(1_i64..200)), 1..40)) {
            let mut starts = starts;
            starts.sort_unstable();
            let anchors: Vec<i64> = starts.iter().map(|(start, _)| *start).collect();
            let rows = tracks(&groups(&anchors, &[0], &|_| 3, 100), &anchors, |at| starts[at].1.map(|length| starts[at].0 + length));
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
