//! How many events of which kind there are along time: the overview's histogram.

/// Counts per bin and kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Histogram {
    /// Number of kinds.
    pub kinds: usize,
    /// Bin by bin, within a bin kind by kind.
    pub counts: Vec<u32>,
}

impl Histogram {
    /// The bins in order, each the counts by kind.
    pub fn bins(&self) -> impl Iterator<Item = &[u32]> {
        self.counts.chunks_exact(self.kinds.max(1))
    }

    /// Events in the fullest bin: what the tallest column stands for.
    #[must_use]
    pub fn tallest(&self) -> u32 {
        self.bins().map(|bin| bin.iter().sum()).max().unwrap_or(0)
    }
}

/// Least height of a column that stands for any event, in px.
const LEAST_PX: f64 = 2.0;
/// Columns at least so wide have a px of air between them.
const AIRY_PX: u32 = 3;

impl Histogram {
    /// The columns as areas, one per kind, in the path data of SVG 2 (<https://www.w3.org/TR/SVG2/paths.html>): kinds
    /// stand on one another in their order, on whole pixels. An area is empty where there is no event of the kind, or
    /// too few beside the others. With more bins than pixels columns are lost.
    #[must_use]
    pub fn areas(&self, width_px: u32, height_px: u32) -> Vec<String> {
        let mut areas = vec![String::new(); self.kinds];
        let bins = (self.counts.len() / self.kinds.max(1)).max(1) as f64;
        let tallest = f64::from(self.tallest().max(1));
        let (width, height) = (f64::from(width_px), f64::from(height_px));
        for (at, bin) in (0..).zip(self.bins()) {
            let edge = |at: u32| (width * f64::from(at) / bins) as u32;
            let (left, right) = (edge(at), edge(at.saturating_add(1)));
            let pitch = right.saturating_sub(left);
            let column = if pitch < AIRY_PX { pitch } else { pitch.saturating_sub(1) };
            let total: u32 = bin.iter().sum();
            let tall = (f64::from(total) * height / tallest).floor().max(LEAST_PX);
            let per_event = tall / f64::from(total.max(1));
            let (mut below, mut top) = (0_u32, height_px);
            for (area, count) in areas.iter_mut().zip(bin) {
                below = below.saturating_add(*count);
                let next = height_px.saturating_sub((f64::from(below) * per_event).round() as u32);
                let numbers =
                    [('M', left), (' ', next), ('h', column), ('v', top.saturating_sub(next)), ('H', left)];
                if next < top {
                    for (command, number) in numbers {
                        area.push(command);
                        area.push_str(&number.to_string());
                    }
                    area.push('z');
                }
                top = next;
            }
        }
        areas
    }
}

/// Counts `(anchor_ms, kind)` in `bins` equal parts of the time from `start_ms` (inclusive) to `end_ms` (exclusive).
///
/// What lies outside is not counted; a kind of `kinds` or more counts as the last kind.
pub fn histogram(
    anchors: impl IntoIterator<Item = (i64, u16)>,
    start_ms: i64,
    end_ms: i64,
    bins: usize,
    kinds: usize,
) -> Histogram {
    let kinds = kinds.max(1);
    let mut counts = vec![0_u32; bins.saturating_mul(kinds)];
    let bins_per_ms = bins as f64 / end_ms.abs_diff(start_ms) as f64;
    for (anchor_ms, kind) in anchors {
        if anchor_ms < start_ms || anchor_ms >= end_ms {
            continue;
        }
        // Rounding may carry the last moment of a long range over the edge.
        let bin = ((anchor_ms.abs_diff(start_ms) as f64 * bins_per_ms) as usize).min(bins.saturating_sub(1));
        if let Some(count) = counts.get_mut(bin * kinds + usize::from(kind).min(kinds - 1)) {
            *count += 1;
        }
    }
    Histogram { kinds, counts }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn anchors_fall_into_their_bins() {
        let anchors = [(-1, 0), (0, 0), (9, 1), (10, 1), (19, 7), (20, 0), (10, 1)];
        let histogram = histogram(anchors, 0, 20, 2, 3);
        assert_eq!(histogram.bins().collect::<Vec<_>>(), [[1, 1, 0], [0, 2, 1]]);
        assert_eq!(histogram.tallest(), 3);
    }

    #[test]
    fn nothing_to_count_is_harmless() {
        for (start, end, bins, kinds) in [(0, 0, 4, 2), (5, -5, 4, 2), (0, 10, 0, 2), (0, 10, 4, 0)] {
            let histogram = histogram([(0, 1)], start, end, bins, kinds);
            assert_eq!(histogram.tallest(), u32::from(start < end && bins > 0));
        }
    }

    #[test]
    fn kinds_stand_on_one_another() {
        let histogram = Histogram { kinds: 2, counts: vec![3, 1, 0, 0, 0, 2, 1, 0] };
        let areas = histogram.areas(40, 20);
        assert_eq!(areas, ["M0 5h9v15H0zM30 15h9v5H30z", "M0 0h9v5H0zM20 10h9v10H20z"]);
    }

    /// The rectangles of an area: left, top, width and height.
    fn rectangles(area: &str) -> Vec<[u32; 4]> {
        let one = |text: &str| {
            let numbers: Vec<u32> = text
                .split(|mark: char| !mark.is_ascii_digit())
                .filter_map(|digits| digits.parse().ok())
                .collect();
            assert_eq!(numbers[0], numbers[4]);
            [numbers[0], numbers[1], numbers[2], numbers[3]]
        };
        area.split_terminator('z').map(one).collect()
    }

    proptest! {
        #[test]
        fn columns_are_as_tall_as_their_counts(counts in prop::collection::vec(0..1_000_u32, 0..40),
                                               kinds in 1..5_usize, width in 40..2_000_u32, height in 4..100_u32) {
            let counts: Vec<u32> = counts.chunks_exact(kinds).flatten().copied().collect();
            let histogram = Histogram { kinds, counts };
            let bins = histogram.bins().count() as u32;
            let areas: Vec<_> = histogram.areas(width, height).iter().map(|area| rectangles(area)).collect();
            for (at, bin) in (0..).zip(histogram.bins()) {
                let left = (f64::from(width) * f64::from(at) / f64::from(bins)) as u32;
                let of_bin = areas.iter().flatten().filter(|[x, ..]| *x == left);
                let tall: u32 = of_bin.map(|[.., tall]| tall).sum();
                let total: u32 = bin.iter().sum();
                let exact = f64::from(total) * f64::from(height) / f64::from(histogram.tallest().max(1));
                prop_assert!((f64::from(tall) - exact).abs() < if total > 0 { 2.0 } else { 1e-9 }, "{tall} for {exact}");
                prop_assert!((total > 0) == (tall > 0));
            }
            for [left, top, column, tall] in areas.iter().flatten() {
                prop_assert!(*column > 0 && left + column <= width && *tall > 0 && top + tall <= height);
            }
        }

        #[test]
        fn each_event_in_the_range_counts_once(
            anchors in prop::collection::vec((any::<i64>(), 0..5_u16), 0..100),
            ends in any::<(i64, i64)>(), bins in 1..200_usize
        ) {
            let (start, end) = (ends.0.min(ends.1), ends.0.max(ends.1));
            let inside = anchors.iter().filter(|(ms, _)| (start..end).contains(ms)).count();
            let histogram = histogram(anchors, start, end, bins, 5);
            prop_assert_eq!(histogram.counts.len(), bins * 5);
            prop_assert_eq!(histogram.counts.iter().sum::<u32>() as usize, inside);
        }
    }
}
