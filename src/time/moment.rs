//! What does one EDTF date or date-time say: from when to when at the widest, and how precisely?
//!
//! Must not know intervals (see `date`) or how it is written for readers (see `words`).

use std::fmt;

use edtf_core::{Bound, Date, DateField, Edtf, YearKind};

use super::civil::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, YEAR_LIMIT, day_ms};
use super::extent::Extent;

/// The reader's zone: from an instant (epoch milliseconds, UTC) to the offset from UTC in minutes then.
pub type Zone<'a> = &'a dyn Fn(i64) -> i32;

/// How precisely a date is known; the coarsest is the least.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// `1XXX`
    Millennium,
    /// `19XX`
    Century,
    /// `201X`
    Decade,
    /// `2016`
    Year,
    /// `2016-21` (spring) to `2016-24` (winter, which ends in the next year)
    Season,
    /// `2016-10`
    Month,
    /// `2016-10-13`
    Day,
    /// `2016-10-13T14:00`
    Minute,
    /// `2016-10-13T14:00:05`
    Second,
}

/// One EDTF date or date-time.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// From the earliest to the latest time that it may mean: the whole month for `2011-03`.
    pub extent: Extent,
    /// How precisely it was written.
    pub precision: Precision,
    /// `~`: about then.
    pub approximate: bool,
    /// `?`: the source is doubtful.
    pub uncertain: bool,
    /// It was written with a zone, and is now in the reader's.
    pub zoned: bool,
}

/// Why a text is not a date.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct DateError {
    /// What is wrong, in plain words.
    pub message: &'static str,
    /// Where in the text, in bytes from its start.
    pub offset: usize,
}

impl DateError {
    pub(super) fn new(message: &'static str, offset: usize) -> DateError {
        DateError { message, offset }
    }

    /// The same error in a text of which the faulty part starts at `by`.
    pub(super) fn shifted(self, by: usize) -> DateError {
        DateError { offset: self.offset.saturating_add(by), ..self }
    }
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message)
    }
}

impl std::error::Error for DateError {}

impl Moment {
    /// Reads one EDTF date (levels 0 and 1, qualifiers also at single components), or a date-time with or
    /// without seconds and zone.
    ///
    /// # Errors
    /// When it is neither, or its year is beyond ±262 000.
    pub fn parse(text: &str, zone: Zone<'_>) -> Result<Moment, DateError> {
        match text.split_once('T') {
            None => date(text),
            Some((day, time)) => date_time(day, time, zone),
        }
    }

    /// Whether it is marked `~`, `?` or `%`.
    pub fn is_qualified(&self) -> bool {
        self.approximate || self.uncertain
    }
}

/// `2016-10-13`, or such a day with a time, the forms that nearly every event has, without the general parser's detours.
pub(super) fn plain(text: &str, zone: Zone<'_>) -> Option<Moment> {
    let (day, time) = text.split_at_checked(10)?;
    let day = plain_day(day)?;
    if time.is_empty() {
        return Some(day);
    }
    let is_time = time.as_bytes().first() == Some(&b'T');
    at_time(day, time.get(1..).filter(|_| is_time)?, 0, zone).ok()
}

fn plain_day(text: &str) -> Option<Moment> {
    let &[a, b, c, d, b'-', e, f, b'-', g, h] = text.as_bytes() else { return None };
    whole_day(number(&[a, b, c, d])?.into(), [e, f], [g, h])
}

/// `+012000-03-15`, `-012000-03-15`: a day of a year of six digits, as JavaScript writes those that four are too few for.
fn signed_day(text: &str) -> Option<Moment> {
    let &[sign @ (b'+' | b'-'), a, b, c, d, e, f, b'-', g, h, b'-', i, j] = text.as_bytes() else {
        return None;
    };
    let year = i64::from(number(&[a, b, c, d, e, f])?);
    let year = if sign == b'-' { year.saturating_neg() } else { year };
    whole_day(year, [g, h], [i, j]).filter(|_| year.abs() <= YEAR_LIMIT)
}

fn whole_day(year: i64, month: [u8; 2], day: [u8; 2]) -> Option<Moment> {
    let start = day_ms(year, number(&month)?, number(&day)?)?;
    Some(Moment {
        extent: Extent::new(start, start.saturating_add(DAY_MS)),
        precision: Precision::Day,
        approximate: false,
        uncertain: false,
        zoned: false,
    })
}

/// The number that a few digits are.
fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0_u32, |number, digit| {
        digit.is_ascii_digit().then(|| number.wrapping_mul(10).wrapping_add(u32::from(*digit & 15)))
    })
}

fn date(text: &str) -> Result<Moment, DateError> {
    if let Some(moment) = plain_day(text).or_else(|| signed_day(text)) {
        return Ok(moment);
    }
    if text.contains(' ') {
        return Err(DateError::new("a date is written 2016-10-13", 0));
    }
    let edtf = Edtf::parse(text).map_err(|e| DateError::new(e.message, e.offset))?;
    let Edtf::Date(date) = edtf else {
        return Err(DateError::new("sets of dates are not supported", 0));
    };
    let precision =
        precision(&date).ok_or_else(|| DateError::new("this form of EDTF level 2 is not supported", 0))?;
    let bounds = edtf.bounds();
    let too_far = DateError::new("years must lie between -262000 and 262000", 0);
    let ms = |bound| match bound {
        Bound::Date(d) if (-YEAR_LIMIT..=YEAR_LIMIT).contains(&d.year) => {
            day_ms(d.year, d.month.into(), d.day.into()).ok_or(too_far)
        }
        _ => Err(too_far),
    };
    Ok(Moment {
        extent: Extent::new(ms(bounds.earliest)?, ms(bounds.latest)?.saturating_add(DAY_MS)),
        precision,
        approximate: edtf.is_approximate(),
        uncertain: edtf.is_uncertain(),
        zoned: false,
    })
}

/// The precision of a date whose unspecified digits, if any, are its last ones: then it is one whole extent.
fn precision(date: &Date) -> Option<Precision> {
    let year = match date.year.kind {
        YearKind::Standard { digits, .. } => match digits.map(|d| d.is_some()) {
            [true, true, true, true] => Precision::Year,
            [true, true, true, false] => Precision::Decade,
            [true, true, false, false] => Precision::Century,
            [true, false, false, false] => Precision::Millennium,
            _ => return None,
        },
        YearKind::Big { .. } => Precision::Year,
        YearKind::Exponential { .. } => return None,
    };
    if date.year.significant_digits.is_some() {
        return None;
    }
    let known = |field: DateField| match (field.value(), field.digits) {
        (Some(value), _) => Some(Some(value)),
        (None, [None, None]) => Some(None),
        _ => None,
    };
    let month = date.month.map(known).unwrap_or(Some(None))?;
    let day = date.day.map(known).unwrap_or(Some(None))?;
    match (year, month, day) {
        (_, None, None) => Some(year),
        (Precision::Year, Some(21..=24), None) => Some(Precision::Season),
        (Precision::Year, Some(1..=12), None) => Some(Precision::Month),
        (Precision::Year, Some(1..=12), Some(_)) => Some(Precision::Day),
        _ => None,
    }
}

fn date_time(day: &str, time: &str, zone: Zone<'_>) -> Result<Moment, DateError> {
    let after = day.len().saturating_add(1);
    let moment = date(day)?;
    if moment.precision != Precision::Day || moment.is_qualified() {
        return Err(DateError::new("a time needs a whole day before it, without ? or ~", 0));
    }
    at_time(moment, time, after, zone)
}

/// A time of a day; it starts so many bytes after the start of the text.
fn at_time(day: Moment, time: &str, after: usize, zone: Zone<'_>) -> Result<Moment, DateError> {
    let (clock, offset) = match time.bytes().position(|byte| matches!(byte, b'Z' | b'+' | b'-')) {
        Some(at) => (time.get(..at).unwrap_or_default(), time.get(at..)),
        None => (time, None),
    };
    let (ms, precision) =
        clock_ms(clock).ok_or_else(|| DateError::new("a time is written 14:00 or 14:00:05", after))?;
    let civil = day.extent.start_ms.saturating_add(ms);
    let start = match offset {
        None => civil,
        Some(offset) => {
            let minutes = offset_minutes(offset).ok_or_else(|| {
                let at = after.saturating_add(clock.len());
                DateError::new("a zone is written Z, +03, +03:00 or +0300", at)
            })?;
            let instant = civil.saturating_sub(minutes.saturating_mul(MINUTE_MS));
            instant.saturating_add(i64::from(zone(instant)).saturating_mul(MINUTE_MS))
        }
    };
    let length = if precision == Precision::Second { SECOND_MS } else { MINUTE_MS };
    let extent = Extent::new(start, start.saturating_add(length));
    Ok(Moment { extent, precision, zoned: offset.is_some(), ..day })
}

/// `14:00`, `14:00:05`, `14:00:05.25` (the fraction is dropped), and 60 for a leap second, which counts as the
/// second before it.
fn clock_ms(text: &str) -> Option<(i64, Precision)> {
    let &[a, b, b':', c, d, ref rest @ ..] = text.as_bytes() else { return None };
    let ms = two_digits([a, b], 23)?.checked_mul(HOUR_MS)?;
    let ms = ms.checked_add(two_digits([c, d], 59)?.checked_mul(MINUTE_MS)?)?;
    let &[b':', a, b, ref fraction @ ..] = rest else {
        return rest.is_empty().then_some((ms, Precision::Minute));
    };
    let is_fraction = match fraction {
        [] => true,
        [b'.' | b',', digits @ ..] => !digits.is_empty() && digits.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    let second = two_digits([a, b], 60).filter(|_| is_fraction)?.min(59);
    Some((ms.checked_add(second.checked_mul(SECOND_MS)?)?, Precision::Second))
}

fn offset_minutes(text: &str) -> Option<i64> {
    let (sign, a, b, rest) = match text.as_bytes() {
        b"Z" => return Some(0),
        &[sign, a, b, ref rest @ ..] => (sign, a, b, rest),
        _ => return None,
    };
    let minute = match *rest {
        [] => 0,
        [c, d] | [b':', c, d] => two_digits([c, d], 59)?,
        _ => return None,
    };
    let minutes = two_digits([a, b], 23)?.checked_mul(60)?.checked_add(minute)?;
    Some(if sign == b'-' { minutes.saturating_neg() } else { minutes })
}

fn two_digits(digits: [u8; 2], most: i64) -> Option<i64> {
    number(&digits).map(i64::from).filter(|value| *value <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_days_are_those_of_the_parser() {
        for year in [0, 4, 1900, 2000, 2015, 2016, 9999] {
            for month in 0..=99 {
                for day in 0..=33 {
                    let text = format!("{year:04}-{month:02}-{day:02}");
                    let bounds = Edtf::parse(&text).map(|edtf| edtf.bounds().earliest);
                    let parsed = match bounds {
                        Ok(Bound::Date(d)) => day_ms(d.year, d.month.into(), d.day.into()),
                        _ => None,
                    };
                    assert_eq!(plain_day(&text).map(|moment| moment.extent.start_ms), parsed, "{text}");
                }
            }
        }
        for text in ["2016-10-1X", "2016-10-13~", "-016-10-13", "2016-1 -13", "2016/10/13", "+016-10-13"] {
            assert_eq!(plain_day(text), None);
        }
    }
}
