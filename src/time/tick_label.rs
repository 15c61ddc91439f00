//! What is written at a tick, and at the stretch of time above it?
//!
//! Must not know which ticks there are (see `ticks`). Widths are judged by the length of English; a format that writes
//! longer is cut by the view.

use super::civil::{DAY_MS, MEAN_YEAR_MS};
use super::format::{DateFormat, Fields};
use super::interval::{Interval, Unit};

/// The widths from which the longer of two labels is written.
const LONG_MONTH_PX: f64 = 84.0;
const FULL_DATE_PX: f64 = 200.0;
const DATE_PX: f64 = 130.0;
const DATE_SHORT_PX: f64 = 90.0;
const YEAR_MONTH_PX: f64 = 124.0;
const YEAR_MONTH_SHORT_PX: f64 = 72.0;

/// A tick's label. `strong`: a context starts there, and names it above.
pub(super) fn tick(ms: i64, step: Interval, ms_per_px: f64, strong: bool, format: &dyn DateFormat) -> String {
    let fields = match step.unit {
        Unit::Minute | Unit::Hour => Fields::Time,
        // The context's name stands where "1" would be, and the next label is far.
        Unit::Day if strong && step.count > 2 => return String::new(),
        Unit::Day => Fields::Day,
        Unit::Month if step.shortest_ms() as f64 >= LONG_MONTH_PX * ms_per_px => Fields::Month,
        Unit::Month => Fields::MonthShort,
        Unit::Year => Fields::Year,
    };
    format.format(ms, fields)
}

/// The label of a day, month or year above the ticks, as long as there is room for it.
pub(super) fn context(start_ms: i64, unit: Unit, ms_per_px: f64, format: &dyn DateFormat) -> String {
    let wider_than = |duration_ms: i64, px: f64| duration_ms as f64 >= px * ms_per_px;
    let month = MEAN_YEAR_MS / 12;
    let fields = match unit {
        Unit::Minute | Unit::Hour | Unit::Day if wider_than(DAY_MS, FULL_DATE_PX) => Fields::FullDate,
        Unit::Minute | Unit::Hour | Unit::Day if wider_than(DAY_MS, DATE_PX) => Fields::Date,
        Unit::Minute | Unit::Hour | Unit::Day if wider_than(DAY_MS, DATE_SHORT_PX) => Fields::DateShort,
        Unit::Minute | Unit::Hour | Unit::Day => Fields::MonthDayShort,
        Unit::Month if wider_than(month, YEAR_MONTH_PX) => Fields::YearMonth,
        Unit::Month if wider_than(month, YEAR_MONTH_SHORT_PX) => Fields::YearMonthShort,
        Unit::Month => Fields::MonthShort,
        Unit::Year => Fields::Year,
    };
    format.format(start_ms, fields)
}
