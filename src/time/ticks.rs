//! Where does the time axis have ticks, and what stands above them?
//!
//! Must not know how it is drawn. Two rows as in Observable Plot's time axes: ticks below ("8 15 22"), their context
//! above ("October 2016"); steps from a table as in d3-scale's time scale, but with a guaranteed least distance.

use super::civil::{Civil, MAX_MS, MIN_MS};
use super::extent::Extent;
use super::format::DateFormat;
use super::interval::{Interval, Unit};
use super::tick_label::Labels;

/// A mark on the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Where it stands.
    pub at_ms: i64,
    /// What is written there; empty where the context's label says it.
    pub label: String,
    /// Whether a context starts here (with steps of years: whether it is a round one).
    pub strong: bool,
}

/// A stretch of the upper row, from its own start to its own end, which may lie outside the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// The first millisecond.
    pub start_ms: i64,
    /// The first millisecond after it.
    pub end_ms: i64,
    /// Its name: a day, a month or a year.
    pub label: String,
}

/// Both rows of an axis, in order of time.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Axis {
    /// The lower row.
    pub ticks: Vec<Tick>,
    /// The upper row, without gaps; empty where the ticks are years, which name themselves.
    pub contexts: Vec<Context>,
}

/// The steps below a year. Years are 1, 2, 5, 10, 20, 50 … of them.
const STEPS: [Interval; 14] = [
    Interval::new(Unit::Minute, 1),
    Interval::new(Unit::Minute, 5),
    Interval::new(Unit::Minute, 15),
    Interval::new(Unit::Minute, 30),
    Interval::new(Unit::Hour, 1),
    Interval::new(Unit::Hour, 3),
    Interval::new(Unit::Hour, 6),
    Interval::new(Unit::Hour, 12),
    Interval::new(Unit::Day, 1),
    Interval::new(Unit::Day, 2),
    Interval::new(Unit::Day, 7),
    Interval::new(Unit::Month, 1),
    Interval::new(Unit::Month, 3),
    Interval::new(Unit::Month, 6),
];

/// More ticks than any screen has room for, should the arguments ask for them.
const MOST_TICKS: usize = 4_096;

/// The finest step whose ticks are never nearer than `min_tick_px`, and of which something holds. A step or distance that is
/// not a positive number counts as 1.
fn interval(ms_per_px: f64, min_tick_px: f64, holds: &dyn Fn(Interval) -> bool) -> Interval {
    let least_ms = positive(ms_per_px) * positive(min_tick_px);
    let enough = |step: &Interval| step.shortest_ms() as f64 >= least_ms && holds(*step);
    let years = [1, 10, 100, 1_000, 10_000, 100_000]
        .into_iter()
        .flat_map(|power: u32| [1, 2, 5].map(|digit| Interval::new(Unit::Year, power.saturating_mul(digit))));
    STEPS.into_iter().chain(years).find(enough).unwrap_or(Interval::new(Unit::Year, 1_000_000))
}

/// The step of the ticks that [`axis`] gives an extent, and that of the stretches above them.
pub(super) fn steps(
    extent: Extent,
    ms_per_px: f64,
    min_tick_px: f64,
    format: &dyn DateFormat,
) -> (Interval, Option<Interval>) {
    let labels = Labels { extent, ms_per_px, format };
    let step = interval(ms_per_px, min_tick_px, &|step| labels.fit(step));
    let context = match step.unit {
        Unit::Minute | Unit::Hour => Some(Interval::new(Unit::Day, 1)),
        Unit::Day => Some(Interval::new(Unit::Month, 1)),
        Unit::Month => Some(Interval::new(Unit::Year, 1)),
        Unit::Year => None,
    };
    (step, context)
}

/// The axis of an extent, both edges included, at so many milliseconds per pixel and with ticks at least
/// `min_tick_px` and their labels apart.
pub fn axis(extent: Extent, ms_per_px: f64, min_tick_px: f64, format: &dyn DateFormat) -> Axis {
    let ms_per_px = positive(ms_per_px);
    let extent = extent.clamp(&Extent::new(MIN_MS, MAX_MS));
    let labels = Labels { extent, ms_per_px, format };
    let (step, context) = steps(extent, ms_per_px, min_tick_px, format);
    let is_strong = |ms: i64| match context {
        Some(context) => context.floor(ms) == ms,
        None => is_round(ms, step.count),
    };
    let tick_label = labels.of_ticks(step);
    let ticks = boundaries(step, step.ceil(extent.start_ms))
        .take_while(|ms| *ms <= extent.end_ms)
        .take(MOST_TICKS)
        .map(|at_ms| {
            let strong = is_strong(at_ms);
            Tick { at_ms, label: tick_label(at_ms, strong), strong }
        })
        .collect();
    let contexts = context.map_or_else(Vec::new, |context| {
        let label = labels.of_contexts(context.unit);
        boundaries(context, context.floor(extent.start_ms))
            .take_while(|ms| *ms <= extent.end_ms)
            .take(MOST_TICKS)
            .map(|start_ms| Context {
                start_ms,
                end_ms: context.next(start_ms).unwrap_or(MAX_MS),
                label: label(start_ms),
            })
            .collect()
    });
    Axis { ticks, contexts }
}

/// The boundaries of a step from one of them on.
fn boundaries(step: Interval, first_ms: i64) -> impl Iterator<Item = i64> {
    std::iter::successors(Some(first_ms), move |ms| step.next(*ms))
}

/// Whether a year is a multiple of the power of ten above the step; the year 1 is.
fn is_round(ms: i64, count: u32) -> bool {
    let year = Civil::from_ms(ms).year;
    let power = std::iter::successors(Some(10_u32), |power| power.checked_mul(10))
        .find(|power| *power > count)
        .unwrap_or(u32::MAX);
    let in_era = if year > 0 { year.unsigned_abs() } else { 1_u32.saturating_add(year.unsigned_abs()) };
    in_era.is_multiple_of(power) || (year == 1 && count > 1)
}

fn positive(value: f64) -> f64 {
    if value.is_finite() && value > 0.0 { value } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::civil::{DAY_MS, HOUR_MS, MEAN_YEAR_MS, MINUTE_MS, day_ms};
    use crate::time::format::English;
    use proptest::prelude::*;

    fn day(year: i64, month: u32, day: u32) -> i64 {
        day_ms(year, month, day).unwrap()
    }

    fn rows(start: i64, end: i64, width_px: f64, min_tick_px: f64) -> (String, String) {
        let axis = axis(Extent::new(start, end), (end - start) as f64 / width_px, min_tick_px, &English);
        let mark = |tick: &Tick| if tick.strong { format!("*{}", tick.label) } else { tick.label.clone() };
        let ticks: Vec<_> = axis.ticks.iter().map(mark).collect();
        let contexts: Vec<_> = axis.contexts.iter().map(|context| context.label.as_str()).collect();
        (contexts.join(" | "), ticks.join(" "))
    }

    #[test]
    fn axes_as_a_reader_sees_them() {
        let noon = day(2016, 10, 13) + 12 * HOUR_MS;
        for (start, end, px, contexts, ticks) in [
            (
                noon,
                noon + 5 * MINUTE_MS,
                60.0,
                "Thursday 13 October 2016",
                "12:00 12:01 12:02 12:03 12:04 12:05",
            ),
            (noon, noon + 20 * MINUTE_MS, 60.0, "Thursday 13 October 2016", "12:00 12:05 12:10 12:15 12:20"),
            (
                day(2016, 10, 13) - 6 * HOUR_MS,
                day(2016, 10, 13) + 18 * HOUR_MS,
                60.0,
                "Wednesday 12 October 2016 | Thursday 13 October 2016",
                "18:00 21:00 *00:00 03:00 06:00 09:00 12:00 15:00 18:00",
            ),
            (
                day(2016, 10, 12),
                day(2016, 10, 15),
                110.0,
                "Wednesday 12 October 2016 | Thursday 13 October 2016 | Friday 14 October 2016 | Saturday 15 October 2016",
                "*00:00 12:00 *00:00 12:00 *00:00 12:00 *00:00",
            ),
            (day(2016, 9, 28), day(2016, 10, 3), 130.0, "September 2016 | October 2016", "28 29 30 *1 2 3"),
            (
                day(2016, 8, 29),
                day(2016, 12, 31),
                30.0,
                "August 2016 | September 2016 | October 2016 | November 2016 | December 2016",
                "* 8 15 22 * 8 15 22 * 8 15 22 * 8 15 22",
            ),
            (
                day(2016, 2, 1),
                day(2017, 2, 1),
                45.0,
                "2016 | 2017",
                "Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec *Jan Feb",
            ),
            (
                day(2016, 2, 1),
                day(2016, 9, 1),
                60.0,
                "2016",
                "February March April May June July August September",
            ),
            (
                day(2015, 1, 1),
                day(2017, 1, 1),
                60.0,
                "2015 | 2016 | 2017",
                "*January April July October *January April July October *January",
            ),
            (
                day(2008, 1, 1),
                day(2017, 1, 1),
                60.0,
                "",
                "2008 2009 *2010 2011 2012 2013 2014 2015 2016 2017",
            ),
            (day(-99, 1, 1), day(100, 1, 1), 130.0, "", "*100 BC 50 BC *1 50 *100"),
            (day(-2999, 1, 1), day(2000, 1, 1), 120.0, "", "3000 BC 2000 BC 1000 BC *1 1000 2000"),
            (day(-999, 1, 1), day(9000, 1, 1), 120.0, "", "*1 2000 4000 6000 8000"),
        ] {
            let (above, below) = rows(start, end, 800.0, px);
            assert_eq!((above.as_str(), below.as_str()), (contexts, ticks));
        }
    }

    #[test]
    fn the_step_is_the_finest_that_keeps_the_distance() {
        for (ms_per_px, px, step) in [
            (1.0, 60.0, Interval::new(Unit::Minute, 1)),
            (MINUTE_MS as f64, 60.0, Interval::new(Unit::Hour, 1)),
            (MINUTE_MS as f64, 61.0, Interval::new(Unit::Hour, 3)),
            (DAY_MS as f64, 28.0, Interval::new(Unit::Month, 1)),
            (DAY_MS as f64, 29.0, Interval::new(Unit::Month, 3)),
            (MEAN_YEAR_MS as f64, 40.0, Interval::new(Unit::Year, 50)),
            (MEAN_YEAR_MS as f64 * 33.0, 100.0, Interval::new(Unit::Year, 5_000)),
            (f64::NAN, f64::NAN, Interval::new(Unit::Minute, 1)),
            (0.0, -1.0, Interval::new(Unit::Minute, 1)),
            (1e300, 1.0, Interval::new(Unit::Year, 1_000_000)),
        ] {
            assert_eq!(interval(ms_per_px, px, &|_| true), step, "{ms_per_px} {px}");
        }
    }

    #[test]
    fn both_edges_are_included() {
        let axis = axis(Extent::new(day(2016, 1, 1), day(2016, 1, 5)), DAY_MS as f64 / 50.0, 50.0, &English);
        assert_eq!(axis.ticks.first().unwrap().at_ms, day(2016, 1, 1));
        assert_eq!(axis.ticks.last().unwrap().at_ms, day(2016, 1, 5));
    }

    proptest! {
        #[test]
        fn ticks_rise_on_boundaries_within_the_budget(
            start in day(-8_000, 1, 1)..day(8_000, 1, 1), span in 1..10_000 * MEAN_YEAR_MS, halved in 0..34_u32,
            width in 200.0..3_000.0_f64, px in 30.0..200.0_f64,
        ) {
            let span = (span >> halved).max(MINUTE_MS);
            let extent = Extent::new(start, start + span);
            let ms_per_px = span as f64 / width;
            let axis = axis(extent, ms_per_px, px, &English);
            let labels = Labels { extent, ms_per_px, format: &English };
            let step = interval(ms_per_px, px, &|step| labels.fit(step));
            prop_assert!(axis.ticks.len() as f64 <= width / px + 2.0);
            for tick in &axis.ticks {
                prop_assert_eq!(step.floor(tick.at_ms), tick.at_ms);
                prop_assert!(extent.contains(tick.at_ms) || tick.at_ms == extent.end_ms);
            }
            for pair in axis.ticks.windows(2) {
                prop_assert_eq!(step.next(pair[0].at_ms), Some(pair[1].at_ms));
                prop_assert!(pair[0].at_ms < pair[1].at_ms);
                // The year 1 is a year nearer to the next.
                let missing_ms = if step.unit == Unit::Year { 366 * DAY_MS } else { 0 };
                let apart_ms = (pair[1].at_ms - pair[0].at_ms + missing_ms) as f64;
                prop_assert!(apart_ms >= px.max(English.width_px(&pair[0].label)) * ms_per_px);
            }
            if step.unit == Unit::Year {
                prop_assert!(axis.contexts.is_empty());
            } else {
                prop_assert!(axis.contexts[0].start_ms <= extent.start_ms);
                prop_assert!(axis.contexts.last().unwrap().end_ms > extent.end_ms);
                for pair in axis.contexts.windows(2) {
                    prop_assert_eq!(pair[0].end_ms, pair[1].start_ms);
                }
                for tick in &axis.ticks {
                    let starts = axis.contexts.iter().any(|context| context.start_ms == tick.at_ms);
                    prop_assert_eq!(tick.strong, starts);
                }
            }
        }

        #[test]
        fn nothing_panics(a: i64, b: i64, ms_per_px: f64, px: f64) {
            let axis = axis(Extent::new(a, b), ms_per_px, px, &English);
            prop_assert!(axis.ticks.len() <= MOST_TICKS && axis.contexts.len() <= MOST_TICKS);
        }
    }
}
