//! What is written at a tick, and at the stretch of time above it?
//!
//! Must not know which ticks there are (see `ticks`). The longest wording for which there is room, by the widths that the format
//! tells.

use super::civil::{Civil, DAY_MS, MEAN_YEAR_MS, day_ms};
use super::extent::Extent;
use super::format::{DateFormat, Fields};
use super::interval::{Interval, Unit};

/// What is free beside a tick's label at least, and beside that of a stretch above.
const TICK_GAP_PX: f64 = 6.0;
const CONTEXT_GAP_PX: f64 = 14.0;

/// The labels of an axis.
pub(super) struct Labels<'a> {
    /// What is shown.
    pub(super) extent: Extent,
    pub(super) ms_per_px: f64,
    pub(super) format: &'a dyn DateFormat,
}

impl Labels<'_> {
    /// Whether labels that far apart have room.
    fn fits(&self, fields: Fields, apart_ms: i64, gap_px: f64) -> bool {
        // As wide as the widest of the first year's months, and of the years at both ends.
        let year = i64::from(Civil::from_ms(self.extent.start_ms).year);
        let months = (1..=12).filter_map(|month| day_ms(year, month, 28));
        let samples = months.chain([self.extent.end_ms]);
        let widths = samples.map(|ms| self.format.width_px(&self.format.format(ms, fields)));
        (widths.fold(0.0, f64::max) + gap_px) * self.ms_per_px <= apart_ms as f64
    }

    /// Whether the ticks of a step have room for labels.
    pub(super) fn fit(&self, step: Interval) -> bool {
        let fields = match step.unit {
            Unit::Minute | Unit::Hour => Fields::Time,
            Unit::Day => Fields::Day,
            Unit::Month => Fields::MonthShort,
            Unit::Year => Fields::Year,
        };
        self.fits(fields, step.shortest_ms(), TICK_GAP_PX)
    }

    /// What is written at the ticks of a step; nothing where a context's name stands, and the next label is far.
    pub(super) fn of_ticks(&self, step: Interval) -> impl Fn(i64, bool) -> String {
        let fields = match step.unit {
            Unit::Minute | Unit::Hour => Fields::Time,
            Unit::Day => Fields::Day,
            Unit::Month if self.fits(Fields::Month, step.shortest_ms(), TICK_GAP_PX) => Fields::Month,
            Unit::Month => Fields::MonthShort,
            Unit::Year => Fields::Year,
        };
        let named_above = step.unit == Unit::Day && step.count > 2;
        move |ms, strong| if strong && named_above { String::new() } else { self.format.format(ms, fields) }
    }

    /// What is written above the ticks, for stretches of a day, a month or a year.
    pub(super) fn of_contexts(&self, unit: Unit) -> impl Fn(i64) -> String {
        let (choice, length_ms): (&[Fields], i64) = match unit {
            Unit::Minute | Unit::Hour | Unit::Day => {
                (&[Fields::FullDate, Fields::Date, Fields::DateShort, Fields::MonthDayShort], DAY_MS)
            }
            Unit::Month => {
                (&[Fields::YearMonth, Fields::YearMonthShort, Fields::MonthShort], MEAN_YEAR_MS / 12)
            }
            Unit::Year => (&[], 0),
        };
        let fitting = choice.iter().find(|fields| self.fits(**fields, length_ms, CONTEXT_GAP_PX));
        let fields = fitting.or(choice.last()).copied().unwrap_or(Fields::Year);
        move |ms| self.format.format(ms, fields)
    }
}
