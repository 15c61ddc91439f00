//! How is a time written?
//!
//! The browser writes it with its own `Intl`; [`English`] is the fallback, and what tests read. Must not know precision
//! or wording (see `words`).

use super::civil::Civil;

/// Which fields of a time are written, and how long.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Fields {
    /// 2016, 44 BC
    Year,
    /// October
    Month,
    /// Oct
    MonthShort,
    /// October 2016
    YearMonth,
    /// Oct 2016
    YearMonthShort,
    /// 13
    Day,
    /// 13 Oct
    MonthDayShort,
    /// 13 October 2016
    Date,
    /// 13 Oct 2016
    DateShort,
    /// Thursday 13 October 2016
    FullDate,
    /// Thursday 13 October 2016, 14:00
    DateTime,
    /// Thursday 13 October 2016, 14:00:05
    DateTimeSeconds,
    /// 13 Oct 2016, 14:00
    DateTimeShort,
    /// 14:00
    Time,
}

/// Writes civil times in a language.
///
/// Years before 1 are written in their era: the astronomical year −43 is 44 BC.
pub trait DateFormat {
    /// One time.
    fn format(&self, civil_ms: i64, fields: Fields) -> String;

    /// How wide a text is on an axis, in px; if nobody measures, by the number of its letters.
    fn width_px(&self, text: &str) -> f64 {
        text.chars().count() as f64 * 7.0
    }

    /// From one time to another, which is the last, not the one after: "12–19 September 2016". Where both are
    /// written alike, one of them.
    fn range(&self, from_ms: i64, to_ms: i64, fields: Fields) -> String;

    /// The two times apart, for a sentence which names both: "12" and "19 September 2016" where the language leaves
    /// out what they share, else both in full.
    fn ends(&self, from_ms: i64, to_ms: i64, fields: Fields) -> (String, String) {
        (self.format(from_ms, fields), self.format(to_ms, fields))
    }
}

/// English in British order, with a 24-hour clock.
#[derive(Copy, Clone, Debug, Default)]
pub struct English;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

impl DateFormat for English {
    fn format(&self, civil_ms: i64, fields: Fields) -> String {
        write(&Civil::from_ms(civil_ms), Shown::of(fields), "")
    }

    fn range(&self, from_ms: i64, to_ms: i64, fields: Fields) -> String {
        let (from, to) = self.ends(from_ms, to_ms, fields);
        if from == to {
            return from;
        }
        // Two bare numbers or clock times stand close, phrases apart.
        let apart = from.contains(|c: char| c.is_ascii_alphabetic());
        let dash = if apart { " – " } else { "–" };
        [from.as_str(), dash, to.as_str()].concat()
    }

    fn ends(&self, from_ms: i64, to_ms: i64, fields: Fields) -> (String, String) {
        let (from, to) = (Civil::from_ms(from_ms), Civil::from_ms(to_ms));
        let shown = Shown::of(fields);
        let (mut first, mut last) = (shown, shown);
        let across_eras = shown.year && from.year < 1 && to.year > 0;
        let full = write(&to, shown, if across_eras { " AD" } else { "" });
        if write(&from, shown, "") == full {
            return (full.clone(), full);
        }
        let same_month = from.year == to.year && from.month == to.month;
        if shown.clock.is_some() && same_month && from.day == to.day {
            last = Shown { clock: shown.clock, ..Shown::NOTHING };
        } else if shown.clock.is_none() && !shown.weekday && shown.year && from.year == to.year {
            first.year = false;
            if same_month {
                first.month = None;
            }
        } else if shown.year && !shown.day && shown.month.is_none() && from.year < 1 && to.year < 1 {
            let (from, to) = (1_i32.saturating_sub(from.year), 1_i32.saturating_sub(to.year));
            return (from.to_string(), to.to_string() + " BC");
        }
        (write(&from, first, ""), write(&to, last, if across_eras { " AD" } else { "" }))
    }
}

#[derive(Copy, Clone)]
enum Length {
    Short,
    Long,
}

#[derive(Copy, Clone)]
enum Clock {
    Minutes,
    Seconds,
}

#[derive(Copy, Clone)]
struct Shown {
    weekday: bool,
    day: bool,
    month: Option<Length>,
    year: bool,
    clock: Option<Clock>,
}

impl Shown {
    const NOTHING: Shown = Shown { weekday: false, day: false, month: None, year: false, clock: None };

    fn of(fields: Fields) -> Shown {
        use Fields::{
            Date, DateShort, DateTime, DateTimeSeconds, DateTimeShort, Day, FullDate, Month, MonthDayShort,
            MonthShort, Time, Year, YearMonth, YearMonthShort,
        };
        Shown {
            weekday: matches!(fields, FullDate | DateTime | DateTimeSeconds),
            day: !matches!(fields, Year | Month | MonthShort | YearMonth | YearMonthShort | Time),
            month: match fields {
                Year | Day | Time => None,
                MonthShort | YearMonthShort | MonthDayShort | DateShort | DateTimeShort => {
                    Some(Length::Short)
                }
                Month | YearMonth | Date | FullDate | DateTime | DateTimeSeconds => Some(Length::Long),
            },
            year: !matches!(fields, Month | MonthShort | Day | MonthDayShort | Time),
            clock: match fields {
                DateTime | DateTimeShort | Time => Some(Clock::Minutes),
                DateTimeSeconds => Some(Clock::Seconds),
                _ => None,
            },
        }
    }
}

fn write(civil: &Civil, shown: Shown, era: &str) -> String {
    let mut out = String::new();
    let mut word = |text: &str| {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(text);
    };
    if shown.weekday {
        word(name(&WEEKDAYS, civil.weekday));
    }
    if shown.day {
        word(&civil.day.to_string());
    }
    if let Some(length) = shown.month {
        let month = name(&MONTHS, civil.month.saturating_sub(1));
        word(match length {
            Length::Long => month,
            Length::Short => month.get(..3).unwrap_or(month),
        });
    }
    if shown.year {
        if civil.year > 0 {
            word(&civil.year.to_string());
            out.push_str(era);
        } else {
            word(&1_i32.saturating_sub(civil.year).to_string());
            out.push_str(" BC");
        }
    }
    if let Some(clock) = shown.clock {
        if !out.is_empty() {
            out.push_str(", ");
        }
        two_digits(&mut out, civil.hour);
        out.push(':');
        two_digits(&mut out, civil.minute);
        if matches!(clock, Clock::Seconds) {
            out.push(':');
            two_digits(&mut out, civil.second);
        }
    }
    out
}

fn name(names: &[&'static str], at: u32) -> &'static str {
    usize::try_from(at).ok().and_then(|at| names.get(at)).copied().unwrap_or_default()
}

fn two_digits(out: &mut String, value: u32) {
    if value < 10 {
        out.push('0');
    }
    out.push_str(&value.to_string());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::civil::{HOUR_MS, MINUTE_MS, SECOND_MS, day_ms};

    fn day(year: i64, month: u32, day: u32) -> i64 {
        day_ms(year, month, day).unwrap()
    }

    #[test]
    fn one_time() {
        let ms = day(2016, 10, 13) + 14 * HOUR_MS + 5 * MINUTE_MS + 9 * SECOND_MS;
        for (fields, text) in [
            (Fields::Year, "2016"),
            (Fields::Month, "October"),
            (Fields::MonthShort, "Oct"),
            (Fields::YearMonth, "October 2016"),
            (Fields::YearMonthShort, "Oct 2016"),
            (Fields::Day, "13"),
            (Fields::MonthDayShort, "13 Oct"),
            (Fields::Date, "13 October 2016"),
            (Fields::DateShort, "13 Oct 2016"),
            (Fields::FullDate, "Thursday 13 October 2016"),
            (Fields::DateTime, "Thursday 13 October 2016, 14:05"),
            (Fields::DateTimeSeconds, "Thursday 13 October 2016, 14:05:09"),
            (Fields::DateTimeShort, "13 Oct 2016, 14:05"),
            (Fields::Time, "14:05"),
        ] {
            assert_eq!(English.format(ms, fields), text);
            assert_eq!(English.range(ms, ms, fields), text);
        }
    }

    #[test]
    fn years_have_their_era() {
        for (year, text) in
            [(-43, "44 BC"), (0, "1 BC"), (1, "1"), (44, "44"), (12_000, "12000"), (-9_999, "10000 BC")]
        {
            assert_eq!(English.format(day(year, 6, 1), Fields::Year), text);
        }
        assert_eq!(English.format(day(-43, 3, 15), Fields::Date), "15 March 44 BC");
    }

    #[test]
    fn ranges_say_once_what_both_ends_share() {
        use Fields::{Date, DateShort, DateTime, FullDate, Time, Year, YearMonth, YearMonthShort};
        let two = day(2016, 10, 13) + 14 * HOUR_MS;
        for (from, to, fields, text) in [
            (day(2016, 9, 12), day(2016, 9, 19), Date, "12–19 September 2016"),
            (day(2016, 9, 28), day(2016, 10, 3), Date, "28 September – 3 October 2016"),
            (day(2016, 12, 28), day(2017, 1, 3), DateShort, "28 Dec 2016 – 3 Jan 2017"),
            (day(2016, 9, 1), day(2016, 12, 1), YearMonth, "September – December 2016"),
            (day(2011, 3, 1), day(2016, 10, 1), YearMonthShort, "Mar 2011 – Oct 2016"),
            (day(2010, 1, 1), day(2016, 1, 1), Year, "2010–2016"),
            (day(-43, 1, 1), day(-39, 1, 1), Year, "44–40 BC"),
            (day(-4, 1, 1), day(3, 1, 1), Year, "5 BC – 3 AD"),
            (day(-43, 3, 15), day(-43, 3, 20), Date, "15–20 March 44 BC"),
            (
                day(2016, 9, 12),
                day(2016, 9, 19),
                FullDate,
                "Monday 12 September 2016 – Monday 19 September 2016",
            ),
            (two, two + 90 * MINUTE_MS, DateTime, "Thursday 13 October 2016, 14:00 – 15:30"),
            (two, two + 90 * MINUTE_MS, Time, "14:00–15:30"),
        ] {
            assert_eq!(English.range(from, to, fields), text);
        }
        let (from, to) = English.ends(day(2016, 9, 12), day(2016, 9, 19), Date);
        assert_eq!((from.as_str(), to.as_str()), ("12", "19 September 2016"));
    }
}
