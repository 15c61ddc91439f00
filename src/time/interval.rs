//! Which calendar boundaries are there, and how does one step between them?
//!
//! Must not know pixels or labels. Follows d3-time's intervals (floor, ceil, next), with three differences: days
//! are counted within the month and never crowd its end, years are counted as people write them (500 BC, 1, 500),
//! and every step is checked.

use super::civil::{Civil, DAY_MS, HOUR_MS, MAX_MS, MIN_MS, MINUTE_MS, day_ms};

/// A unit of the calendar.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// 60 seconds.
    Minute,
    /// 60 minutes.
    Hour,
    /// A civil day, always 24 hours.
    Day,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}

/// A calendar step: so many units. Its boundaries are
///
/// * minutes and hours: the multiples since midnight (the count should divide an hour or a day),
/// * days: the 1st of the month and every so many days after it, leaving out one that is nearer than the count
///   to the next 1st (7 days: 1, 8, 15, 22),
/// * months: January and every so many months after it (the count should divide 12),
/// * years: the multiples in the era's own numbering, and the year 1 (500: 1000 BC, 500 BC, 1, 500).
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub struct Interval {
    /// What is counted.
    pub unit: Unit,
    /// How many of it; 0 counts as 1.
    pub count: u32,
}

impl Interval {
    /// So many of the unit.
    pub const fn new(unit: Unit, count: u32) -> Interval {
        Interval { unit, count }
    }

    /// The last boundary at or before a time; [`MIN_MS`] where the calendar ends before there is one.
    pub fn floor(&self, ms: i64) -> i64 {
        let ms = ms.clamp(MIN_MS, MAX_MS);
        let civil = Civil::from_ms(ms);
        let count = self.count();
        match self.unit {
            Unit::Minute => floor_to(ms, count.saturating_mul(MINUTE_MS)),
            Unit::Hour => floor_to(ms, count.saturating_mul(HOUR_MS)),
            Unit::Day => {
                let steps =
                    (i64::from(civil.day) - 1).div_euclid(count).min(last_step_of_month(&civil, count));
                let before = i64::from(civil.day) - 1 - steps.saturating_mul(count);
                floor_to(ms, DAY_MS).saturating_sub(before.saturating_mul(DAY_MS))
            }
            Unit::Month => month_ms(floor_to(month_index(&civil), count)).unwrap_or(MIN_MS),
            Unit::Year => day_ms(floor_year(civil.year.into(), count), 1, 1).unwrap_or(MIN_MS),
        }
    }

    /// The first boundary at or after a time; [`MAX_MS`] where the calendar ends before there is one.
    pub fn ceil(&self, ms: i64) -> i64 {
        if self.floor(ms) == ms { ms } else { self.next(ms).unwrap_or(MAX_MS) }
    }

    /// The first boundary after a time; `None` beyond the calendar's end.
    pub fn next(&self, ms: i64) -> Option<i64> {
        let ms = ms.clamp(MIN_MS, MAX_MS);
        let count = self.count();
        let next = match self.unit {
            Unit::Minute => self.floor(ms).checked_add(count.checked_mul(MINUTE_MS)?)?,
            Unit::Hour => self.floor(ms).checked_add(count.checked_mul(HOUR_MS)?)?,
            Unit::Day => {
                let floor = self.floor(ms);
                let civil = Civil::from_ms(floor);
                let day = i64::from(civil.day).saturating_add(count);
                if day <= last_step_of_month(&civil, count).saturating_mul(count).saturating_add(1) {
                    floor.checked_add(count.checked_mul(DAY_MS)?)?
                } else {
                    month_ms(month_index(&civil).checked_add(1)?)?
                }
            }
            // From the month and year, not from their times: the boundary before may lie outside the calendar.
            Unit::Month => month_ms(floor_to(month_index(&Civil::from_ms(ms)), count).checked_add(count)?)?,
            Unit::Year => {
                let year = floor_year(Civil::from_ms(ms).year.into(), count);
                day_ms(next_year(year, count)?, 1, 1)?
            }
        };
        (ms < next && next <= MAX_MS).then_some(next)
    }

    /// The shortest that a step of it can be: 28 days for a month, 365 for a year. (From the year 1 to the next
    /// multiple it is a year less.)
    pub fn shortest_ms(&self) -> i64 {
        let unit = match self.unit {
            Unit::Minute => MINUTE_MS,
            Unit::Hour => HOUR_MS,
            Unit::Day => DAY_MS,
            Unit::Month => 28 * DAY_MS,
            Unit::Year => 365 * DAY_MS,
        };
        unit.saturating_mul(self.count())
    }

    fn count(&self) -> i64 {
        i64::from(self.count.max(1))
    }
}

/// `step` is positive.
fn floor_to(value: i64, step: i64) -> i64 {
    value.saturating_sub(value.checked_rem_euclid(step).unwrap_or(0))
}

/// How many steps after the 1st the last boundary of the month is, one whole step before the next month at least.
fn last_step_of_month(civil: &Civil, count: i64) -> i64 {
    i64::from(civil.days_in_month()).checked_div_euclid(count).unwrap_or(0).saturating_sub(1).max(0)
}

/// Months since January of the year 0.
fn month_index(civil: &Civil) -> i64 {
    i64::from(civil.year) * 12 + i64::from(civil.month) - 1
}

fn month_ms(index: i64) -> Option<i64> {
    let month = u32::try_from(index.rem_euclid(12)).ok()?;
    day_ms(index.div_euclid(12), month.checked_add(1)?, 1)
}

/// Astronomical years in and out; the year 0 is 1 BC.
fn floor_year(year: i64, count: i64) -> i64 {
    if year >= count {
        floor_to(year, count)
    } else if year >= 1 {
        1
    } else {
        // The multiple at or before it has the same or a higher number BC.
        floor_to(year.saturating_sub(1), count).saturating_add(1)
    }
}

/// The boundary after the boundary `year`.
fn next_year(year: i64, count: i64) -> Option<i64> {
    if year == 1 && count > 1 { Some(count) } else { year.checked_add(count) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i64, month: u32, day: u32) -> i64 {
        day_ms(year, month, day).unwrap()
    }

    const STEPS: [Interval; 22] = {
        use Unit::{Day, Hour, Minute, Month, Year};
        [
            Interval::new(Minute, 1),
            Interval::new(Minute, 5),
            Interval::new(Minute, 15),
            Interval::new(Minute, 30),
            Interval::new(Hour, 1),
            Interval::new(Hour, 3),
            Interval::new(Hour, 6),
            Interval::new(Hour, 12),
            Interval::new(Day, 1),
            Interval::new(Day, 2),
            Interval::new(Day, 7),
            Interval::new(Month, 1),
            Interval::new(Month, 3),
            Interval::new(Month, 6),
            Interval::new(Year, 1),
            Interval::new(Year, 2),
            Interval::new(Year, 5),
            Interval::new(Year, 10),
            Interval::new(Year, 100),
            Interval::new(Year, 500),
            Interval::new(Year, 1000),
            Interval::new(Year, 5000),
        ]
    };

    /// Whether midnight of the day is a boundary, said without any arithmetic on times.
    fn is_boundary(step: Interval, day: &Civil) -> bool {
        let year = i64::from(day.year);
        let era_year = if year > 0 { year } else { 1 - year };
        match (step.unit, step.count) {
            (Unit::Minute | Unit::Hour, _) | (Unit::Day, 1) => true,
            (Unit::Day, 2) => day.day % 2 == 1 && day.day < day.days_in_month(),
            (Unit::Day, _) => [1, 8, 15, 22].contains(&day.day),
            (Unit::Month, count) => day.day == 1 && (day.month - 1).is_multiple_of(count),
            (Unit::Year, count) => {
                (day.month, day.day) == (1, 1) && (year == 1 || era_year % i64::from(count) == 0)
            }
        }
    }

    #[test]
    fn every_day_of_some_centuries_has_the_boundaries_of_the_calendar() {
        for step in STEPS.into_iter().filter(|step| step.unit >= Unit::Day) {
            for (from, to) in [(-120, 120), (1890, 2110)] {
                let mut last = step.floor(day(from, 1, 1));
                let mut ms = day(from, 1, 1);
                while ms < day(to, 1, 1) {
                    if is_boundary(step, &Civil::from_ms(ms)) {
                        assert!(
                            ms == last || step.next(last) == Some(ms),
                            "{step:?} {:?}",
                            Civil::from_ms(ms)
                        );
                        last = ms;
                        assert_eq!(step.ceil(ms), ms);
                    } else {
                        assert_eq!(step.ceil(ms), step.next(last).unwrap());
                    }
                    assert_eq!(step.floor(ms), last, "{step:?} {:?}", Civil::from_ms(ms));
                    assert_eq!(step.floor(ms + DAY_MS - 1), last);
                    ms += DAY_MS;
                }
            }
        }
    }

    #[test]
    fn years_are_counted_as_people_write_them() {
        let step = Interval::new(Unit::Year, 500);
        let mut at = day(-999, 1, 1);
        for year in [-499, 1, 500, 1000, 1500] {
            at = step.next(at).unwrap();
            assert_eq!(at, day(year, 1, 1));
        }
        for (year, floor) in
            [(-1000, -1499), (-999, -999), (-43, -499), (0, -499), (1, 1), (499, 1), (500, 500)]
        {
            assert_eq!(step.floor(day(year, 6, 1)), day(floor, 1, 1), "{year}");
        }
        assert_eq!(Interval::new(Unit::Year, 1).next(day(0, 1, 1)), Some(day(1, 1, 1)));
        assert_eq!(Interval::new(Unit::Year, 1).next(day(1, 1, 1)), Some(day(2, 1, 1)));
    }

    proptest! {
        #[test]
        fn floor_and_next_enclose(which in 0..STEPS.len(), ms in MIN_MS..=MAX_MS) {
            let step = STEPS[which];
            let floor = step.floor(ms);
            prop_assert!(floor <= ms);
            prop_assert_eq!(step.floor(floor), floor);
            if let Some(next) = step.next(ms) {
                prop_assert!(ms < next);
                prop_assert_eq!(step.floor(next), next);
                prop_assert_eq!(step.floor(next - 1), floor);
                prop_assert_eq!(step.ceil(ms), if ms == floor { floor } else { next });
            }
        }

        #[test]
        fn nothing_panics(ms: i64, count: u32, unit in 0..5_usize) {
            let unit = [Unit::Minute, Unit::Hour, Unit::Day, Unit::Month, Unit::Year][unit];
            let step = Interval { unit, count };
            let known = ms.clamp(MIN_MS, MAX_MS);
            prop_assert!(step.floor(ms) <= known);
            prop_assert!(step.ceil(known) >= known);
            prop_assert!(step.next(ms).is_none_or(|next| next > ms));
        }
    }
}
