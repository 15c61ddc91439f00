//! Which year, month, day and clock time is a civil millisecond, and back?
//!
//! Must not know zones: it is the one place that calls the calendar crate.

use chrono::{Datelike, NaiveDate};

/// Milliseconds of a second.
pub const SECOND_MS: i64 = 1_000;
/// Milliseconds of a minute.
pub const MINUTE_MS: i64 = 60 * SECOND_MS;
/// Milliseconds of an hour.
pub const HOUR_MS: i64 = 60 * MINUTE_MS;
/// Milliseconds of a day.
pub const DAY_MS: i64 = 24 * HOUR_MS;
/// Milliseconds of the mean Gregorian year (365.2425 days): to choose steps by, never to count with.
pub const MEAN_YEAR_MS: i64 = 31_556_952 * SECOND_MS;

/// The years that can be shown are −262 000 to 262 000, both inclusive.
pub const YEAR_LIMIT: i64 = 262_000;
/// The earliest time that is handled (before the year −262 000).
pub const MIN_MS: i64 = -8_334_000_000_000_000;
/// The latest time that is handled (after the year 262 000).
pub const MAX_MS: i64 = 8_210_000_000_000_000;

/// Days from 0001-01-01 (day 1) to 1970-01-01.
const EPOCH_DAY: i64 = 719_163;

/// A civil time taken apart.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Civil {
    /// Astronomical year: 0 is 1 BC, −43 is 44 BC.
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
    /// 0 is Monday, 6 is Sunday.
    pub weekday: u32,
    /// 0 to 23.
    pub hour: u32,
    /// 0 to 59.
    pub minute: u32,
    /// 0 to 59.
    pub second: u32,
}

impl Civil {
    /// Takes a time apart; a time outside [`MIN_MS`] to [`MAX_MS`] counts as the nearer of the two.
    pub fn from_ms(ms: i64) -> Civil {
        let ms = ms.clamp(MIN_MS, MAX_MS);
        let date = i32::try_from(ms.div_euclid(DAY_MS) + EPOCH_DAY)
            .ok()
            .and_then(NaiveDate::from_num_days_from_ce_opt)
            .unwrap_or_default();
        let second = u32::try_from(ms.rem_euclid(DAY_MS) / SECOND_MS).unwrap_or_default();
        Civil {
            year: date.year(),
            month: date.month(),
            day: date.day(),
            weekday: date.weekday().num_days_from_monday(),
            hour: second / 3600,
            minute: second / 60 % 60,
            second: second % 60,
        }
    }

    /// The last day of this month, 28 to 31.
    pub fn days_in_month(&self) -> u32 {
        match self.month {
            2 if NaiveDate::from_ymd_opt(self.year, 2, 29).is_some() => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }
}

/// The first millisecond of a day of the proleptic Gregorian calendar; `None` where there is no such day or its
/// year is beyond the calendar's range (about ±262 000).
pub fn day_ms(year: i64, month: u32, day: u32) -> Option<i64> {
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    Some((i64::from(date.num_days_from_ce()) - EPOCH_DAY) * DAY_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_some_centuries_follows_the_one_before() {
        for first in [-100_i64, 1_580, 1_950] {
            let mut ms = day_ms(first, 1, 1).unwrap();
            let mut before = Civil::from_ms(ms - DAY_MS);
            while ms < day_ms(first + 200, 1, 1).unwrap() {
                let now = Civil::from_ms(ms);
                assert_eq!(day_ms(now.year.into(), now.month, now.day), Some(ms));
                assert_eq!(now.weekday, (before.weekday + 1) % 7);
                if now.day == 1 {
                    assert_eq!(before.day, before.days_in_month());
                    assert_eq!(now.month, before.month % 12 + 1);
                } else {
                    assert_eq!((now.year, now.month, now.day), (before.year, before.month, before.day + 1));
                }
                assert_eq!(
                    Civil::from_ms(ms + DAY_MS - 1),
                    Civil { hour: 23, minute: 59, second: 59, ..now }
                );
                before = now;
                ms += DAY_MS;
            }
        }
    }

    #[test]
    fn known_days() {
        assert_eq!(day_ms(1970, 1, 1), Some(0));
        assert_eq!(Civil::from_ms(0).weekday, 3);
        assert_eq!(day_ms(2000, 2, 29), Some(951_782_400_000));
        assert_eq!(day_ms(1900, 2, 29), None);
        assert!(day_ms(0, 2, 29).is_some());
        assert_eq!(day_ms(0, 12, 31).unwrap() + DAY_MS, day_ms(1, 1, 1).unwrap());
    }

    #[test]
    fn the_limits_are_inside_the_calendar_and_outside_the_years_shown() {
        assert!(MIN_MS < day_ms(-YEAR_LIMIT, 1, 1).unwrap());
        assert!(MAX_MS > day_ms(YEAR_LIMIT + 1, 1, 1).unwrap());
        assert_eq!(Civil::from_ms(i64::MIN), Civil::from_ms(MIN_MS));
        assert_eq!(Civil::from_ms(i64::MAX), Civil::from_ms(MAX_MS));
        assert!(Civil::from_ms(MIN_MS).year < -262_000);
        assert!(Civil::from_ms(MAX_MS).year > 262_000);
    }
}
