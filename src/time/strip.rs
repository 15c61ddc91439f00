//! What is written along a strip of all the time: one row, in which each label is whole and says which year it is in.
//!
//! Must not know what the strip shows.

use super::format::{DateFormat, Fields};
use super::interval::Unit;
use super::ticks::steps;
use super::viewport::Viewport;

/// What is free beside a label, on either side.
const PADDING_PX: f64 = 6.0;

/// The labels of a strip and where each begins, in px. Of ticks at least so far apart each is labelled that has room; the
/// first one, and the first of a day, month or year, names that as well.
pub fn strip_labels(strip: &Viewport, min_tick_px: f64, format: &dyn DateFormat) -> Vec<(f64, String)> {
    let (extent, scale) = (strip.extent(), strip.scale());
    let (step, context) = steps(extent, strip.ms_per_px(), min_tick_px, format);
    let (alone, named, first_of) = match step.unit {
        Unit::Minute | Unit::Hour => (Fields::Time, Fields::DateTimeShort, Fields::DateShort),
        Unit::Day => (Fields::Day, Fields::DateShort, Fields::YearMonthShort),
        Unit::Month => (Fields::MonthShort, Fields::YearMonthShort, Fields::Year),
        Unit::Year => (Fields::Year, Fields::Year, Fields::Year),
    };
    let mut labels = Vec::new();
    let mut free_px = 0.0;
    let mut next_ms = Some(step.ceil(extent.start_ms));
    while let Some(ms) = next_ms.filter(|ms| *ms <= extent.end_ms) {
        next_ms = step.next(ms);
        let is_first_of = context.is_some_and(|context| context.floor(ms) == ms);
        let fields = match (is_first_of, labels.is_empty()) {
            (true, _) => first_of,
            (false, true) => named,
            (false, false) => alone,
        };
        let label = format.format(ms, fields);
        let start_px = scale.x_from_time(ms);
        let end_px = start_px + format.width_px(&label) + 2.0 * PADDING_PX;
        if start_px >= free_px && end_px <= strip.width_px {
            labels.push((start_px, label));
            free_px = end_px;
        }
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::civil::{DAY_MS, HOUR_MS, MEAN_YEAR_MS, day_ms};
    use crate::time::format::English;
    use crate::time::{Civil, Extent};
    use proptest::prelude::*;

    fn said(start: (i64, u32, u32), days: i64, width_px: f64) -> String {
        let start_ms = day_ms(start.0, start.1, start.2).unwrap();
        let strip = Viewport::new(Extent::new(start_ms, start_ms + days * DAY_MS), width_px);
        let labels: Vec<_> =
            strip_labels(&strip, 48.0, &English).into_iter().map(|(_, label)| label).collect();
        labels.join(" | ")
    }

    #[test]
    fn strips_as_a_reader_sees_them() {
        for (start, days, width_px, wanted) in [
            ((2011, 2, 1), 2300, 1000.0, "Jul 2011 | 2012 | Jul | 2013"),
            ((2011, 2, 1), 2300, 330.0, "2012 | 2013 | 2014"),
            ((2016, 9, 5), 60, 500.0, "8 Sep 2016 | 22 | Oct 2016 | 15 | 22"),
            ((2016, 9, 5), 400, 700.0, "Oct 2016 | Dec | 2017 | Feb | Mar"),
            ((2016, 9, 5), 1, 500.0, "5 Sep 2016 | 06:00 | 09:00 | 12:00 | 15:00 | 18:00"),
            ((-1000, 1, 1), 365_242 * 3, 700.0, "1000 BC | 500 BC | 1 | 500 | 1000 | 1500"),
        ] {
            let text = said(start, days, width_px);
            assert!(text.starts_with(wanted), "{start:?} {days} {width_px}: {text}");
        }
    }

    proptest! {
        #[test]
        fn labels_are_whole_and_apart_and_say_their_year(
            start in day_ms(1, 1, 1).unwrap()..day_ms(3_000, 1, 1).unwrap(), halved in 0..28_u32, width in 60.0..1_500.0_f64,
        ) {
            let span = ((3_000 * MEAN_YEAR_MS) >> halved).max(HOUR_MS);
            let strip = Viewport::new(Extent::new(start, start + span), width);
            let labels = strip_labels(&strip, 48.0, &English);
            let mut free_px = 0.0;
            for (x_px, label) in &labels {
                prop_assert!(*x_px >= free_px);
                free_px = x_px + English.width_px(label);
                prop_assert!(free_px <= width);
            }
            if let Some((x_px, label)) = labels.first() {
                let year = Civil::from_ms(strip.scale().time_from_x(*x_px)).year;
                prop_assert!(label.contains(&year.to_string()), "{}", label);
            }
        }
    }
}
