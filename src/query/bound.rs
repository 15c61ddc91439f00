//! From when, until when? The ends of the range that a reader filters by.
//!
//! A bound keeps the text that it was given as, so that a month stays a month in links and for the page.

use crate::time::edtf::civil;
use crate::time::{DAY_MS, EventDate, Extent, MAX_MS, MIN_MS, Moment, Precision, Zone};

/// One end of a range: an EDTF date or date-time, and the time that it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    edtf: String,
    moment: Moment,
}

/// The least lengths of a view, in ms, whose ends are told to the year, the month and the day: at least some thirty of
/// them, so that rounding shows little more than the view.
const YEARS_MS: i64 = 60 * 31_556_952_000;
const MONTHS_MS: i64 = YEARS_MS / 20;
const DAYS_MS: i64 = 30 * 86_400_000;

impl Bound {
    /// Reads an EDTF date or date-time; `None` where it is neither.
    pub fn parse(edtf: &str, zone: Zone<'_>) -> Option<Bound> {
        let edtf = edtf.trim_matches(' ');
        let moment = Moment::parse(edtf, zone).ok()?;
        Some(Bound { edtf: edtf.to_owned(), moment })
    }

    /// The bounds of a view: as coarse as the view is long, whole days where it is of whole days, and never inside of it. `None` beyond the years that can
    /// be shown.
    pub fn around(view: Extent) -> Option<(Bound, Bound)> {
        let precision = match view.duration_ms() {
            YEARS_MS.. => Precision::Year,
            MONTHS_MS.. => Precision::Month,
            DAYS_MS.. => Precision::Day,
            _ if view.start_ms % DAY_MS == 0 && view.end_ms % DAY_MS == 0 => Precision::Day,
            _ => Precision::Minute,
        };
        let last_ms = view.end_ms.saturating_sub(1).max(view.start_ms);
        let bound = |ms| Bound::parse(&civil(ms, precision), &|_| 0);
        Some((bound(view.start_ms)?, bound(last_ms)?))
    }

    /// The bound as it was given.
    pub fn edtf(&self) -> &str {
        &self.edtf
    }
}

/// The time from the start of one bound to the end of the other, half open; `None` without bounds. Bounds in the wrong
/// order stand for the time around both.
pub fn range(from: Option<&Bound>, to: Option<&Bound>) -> Option<Extent> {
    let extent = |bound: Option<&Bound>| bound.map(|bound| bound.moment.extent);
    match (extent(from), extent(to)) {
        (None, None) => None,
        (Some(from), None) => Some(Extent::new(from.start_ms, MAX_MS)),
        (None, Some(to)) => Some(Extent::new(MIN_MS, to.end_ms)),
        (Some(from), Some(to)) if from.start_ms < to.end_ms => Some(Extent::new(from.start_ms, to.end_ms)),
        (Some(from), Some(to)) => Some(from.union(&to)),
    }
}

/// The date that a range's ends make together, to be put in words: "Sep 2016 – Oct 2016", "since Sep 2016".
pub fn range_date(from: Option<&Bound>, to: Option<&Bound>) -> Option<EventDate> {
    use crate::time::Endpoint::{Known, Open};
    let end = |bound: Option<&Bound>| bound.map_or(Open, |bound| Known(bound.moment));
    (from.is_some() || to.is_some()).then(|| EventDate::Span { start: end(from), end: end(to) })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn bound(edtf: &str) -> Option<Bound> {
        (!edtf.is_empty()).then(|| Bound::parse(edtf, &|_| 0).unwrap())
    }

    fn day(edtf: &str) -> i64 {
        bound(edtf).unwrap().moment.extent.start_ms
    }

    #[test]
    fn a_range_lasts_from_the_start_of_one_bound_to_the_end_of_the_other() {
        for (from, to, wanted) in [
            ("2016-09", "2016-10", Some((day("2016-09-01"), day("2016-11-01")))),
            ("2016", "2016-03", Some((day("2016-01-01"), day("2016-04-01")))),
            ("2016-09-05", "2016-09-05", Some((day("2016-09-05"), day("2016-09-06")))),
            ("2016-10", "2016-08", Some((day("2016-08-01"), day("2016-11-01")))),
            ("2016-09", "", Some((day("2016-09-01"), MAX_MS))),
            ("", "2016-09", Some((MIN_MS, day("2016-10-01")))),
            ("", "", None),
        ] {
            let (from, to) = (bound(from), bound(to));
            let wanted = wanted.map(|(start_ms, end_ms)| Extent::new(start_ms, end_ms));
            assert_eq!(range(from.as_ref(), to.as_ref()), wanted, "{from:?} {to:?}");
            assert_eq!(range_date(from.as_ref(), to.as_ref()).is_some(), wanted.is_some());
        }
    }

    #[test]
    fn a_bound_keeps_its_text_and_what_is_no_date_is_none() {
        assert_eq!(bound(" 2016-09 ").unwrap().edtf(), "2016-09");
        assert_eq!(bound("2015-11~").unwrap().edtf(), "2015-11~");
        for not in ["", "soon", "2016-13", "2016-09/2016-10", ".."] {
            assert_eq!(Bound::parse(not, &|_| 0), None, "{not}");
        }
    }

    #[test]
    fn a_view_is_told_as_coarsely_as_it_is_long() {
        for (start_ms, days, from, to) in [
            (day("1900-05-07"), 36_525, "1900", "2000"),
            (day("2011-03-18"), 2_000, "2011-03", "2016-09"),
            (day("2016-09-03"), 40, "2016-09-03", "2016-10-12"),
            (day("2016-09-03") + 3_600_000, 1, "2016-09-03T01:00", "2016-09-04T00:59"),
            (day("-0043-03-15"), 400, "-0043-03-15", "-0042-04-18"),
        ] {
            let (start, end) = Bound::around(Extent::new(start_ms, start_ms + days * DAY_MS)).unwrap();
            assert_eq!((start.edtf(), end.edtf()), (from, to));
        }
    }

    proptest! {
        #[test]
        fn the_bounds_of_a_view_are_never_inside_of_it(
            start_ms in MIN_MS / 2..MAX_MS / 2,
            length in 0..58_u32,
        ) {
            let view = Extent::new(start_ms, start_ms.saturating_add(1 << length).min(MAX_MS / 2));
            let (from, to) = Bound::around(view).unwrap();
            let around = range(Some(&from), Some(&to)).unwrap();
            prop_assert!(around.start_ms <= view.start_ms && view.end_ms <= around.end_ms, "{from:?} {to:?}");
        }
    }
}
