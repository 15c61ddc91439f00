//! Dates as they are found in the wild → EDTF, as precise as they were written.
//!
//! A day is a day of the calendar wherever it is read; only a time that was given with a zone has one here.

mod words;

use std::borrow::Cow;

use crate::time::EventDate;
use crate::time::Precision;
use crate::time::civil::{self, Civil};
use crate::time::edtf::civil as written;

use super::sink::trimmed;
use super::small::small;
use words::month;

/// In which order day and month stand between slashes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    /// Only where it can be told from the numbers.
    #[default]
    Unknown,
    DayFirst,
    MonthFirst,
}

/// A date in any spelling as EDTF; `None` if it is none, or could be two.
pub(super) fn read(text: &str, order: Order) -> Option<Cow<'_, str>> {
    let text = trimmed(text);
    if text.is_empty() {
        return None;
    }
    // As most are. What begins with a letter is none of these.
    let may_be = text.starts_with(|ch: char| !ch.is_alphabetic() || ch == 'Y');
    if may_be && is_edtf(text) {
        return Some(Cow::Borrowed(text));
    }
    let found = if let Some(number) = whole_number(text) {
        from_number(text, number)
    } else if let Some(number) = text.strip_prefix("/Date(").and_then(|rest| rest.strip_suffix(")/")) {
        // With an offset, which does not change the instant.
        let end = number.get(1..)?.find(['+', '-']).map_or(number.len(), |at| at.saturating_add(1));
        from_ms(number.get(..end)?.parse().ok()?)
    } else {
        in_mail(text)
            .or_else(|| compact(text))
            .or_else(|| words::edtf(text, order).filter(|date| is_edtf(date)))
    };
    found.map(Cow::Owned)
}

fn is_edtf(date: &str) -> bool {
    EventDate::parse(date, &|_| 0).is_ok()
}

/// An instant as EDTF, from milliseconds since 1970.
pub(super) fn from_ms(ms: i64) -> Option<String> {
    (civil::MIN_MS..=civil::MAX_MS)
        .contains(&ms)
        .then(|| written(ms, Precision::Second))
        // Years that have no time have no zone.
        .map(|date| if date.contains('T') { date + "Z" } else { date })
        .filter(|date| is_edtf(date))
}

/// The day after or before a day in EDTF.
pub(super) fn days_from(day: &str, days: i64) -> Option<String> {
    let date = EventDate::parse(day, &|_| 0).ok()?;
    if date.precision() != Precision::Day {
        return None;
    }
    let ms = date.extent().start_ms.checked_add(days.checked_mul(civil::DAY_MS)?)?;
    Some(written(ms, Precision::Day))
}

fn whole_number(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

/// A number alone: a year, a month or day without hyphens, seconds or milliseconds since 1970.
fn from_number(text: &str, number: i64) -> Option<String> {
    let digits = text.trim_start_matches('-').len();
    let is_positive = number >= 0;
    match digits {
        6 | 8 | 12 | 14 if is_positive => {
            if let Some(date) = run_of_digits(text, "") {
                return Some(date);
            }
        }
        _ => {}
    }
    match digits {
        1..=7 => Some(year(number)).filter(|year| is_edtf(year)),
        9..=11 => from_ms(number.checked_mul(1000)?),
        12..=14 => from_ms(number),
        15..=17 => from_ms(number.checked_div(1000)?),
        _ => None,
    }
}

/// `Tue, 03 Jun 2031 09:00:00 +0200`, as nearly every feed has it (<https://www.rfc-editor.org/rfc/rfc2822#section-3.3>).
fn in_mail(text: &str) -> Option<String> {
    let text = if text.get(3..5) == Some(", ") { text.get(5..)? } else { text };
    let is_short = text.as_bytes().get(1) == Some(&b' ');
    let (day, rest) = text.split_at_checked(if is_short { 1 } else { 2 })?;
    let &[b' ', a, b, c, b' ', ..] = rest.as_bytes() else { return None };
    let month = match &[a, b, c] {
        b"Jan" => "-01-",
        b"Feb" => "-02-",
        b"Mar" => "-03-",
        b"Apr" => "-04-",
        b"May" => "-05-",
        b"Jun" => "-06-",
        b"Jul" => "-07-",
        b"Aug" => "-08-",
        b"Sep" => "-09-",
        b"Oct" => "-10-",
        b"Nov" => "-11-",
        b"Dec" => "-12-",
        _ => return None,
    };
    let (year, clock) = rest.get(5..)?.split_at_checked(4)?;
    let clock = clock.strip_prefix(" ")?;
    let (time, zone) = clock.split_at_checked(clock.bytes().position(|byte| byte == b' ')?)?;
    let [zone, colon, minutes] = match zone.as_bytes() {
        b" GMT" => ["Z", "", ""],
        [b' ', b'+' | b'-', _, _, _, _] => [zone.get(1..4)?, ":", zone.get(4..)?],
        _ => return None,
    };
    let mut date = String::with_capacity(25);
    for part in [year, month, if is_short { "0" } else { "" }, day, "T", time, zone, colon, minutes] {
        date.push_str(part);
    }
    is_edtf(&date).then_some(date)
}

/// `20161013T101500Z`.
fn compact(text: &str) -> Option<String> {
    let (day, rest) = text.split_once(['T', 't'])?;
    let end = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (clock, zone) = rest.split_at_checked(end)?;
    if day.len() != 8 || !matches!(end, 4 | 6) || whole_number(day).is_none() {
        return None;
    }
    let zone = if zone.eq_ignore_ascii_case("z") { "Z" } else { zone };
    run_of_digits(&format!("{day}{clock}"), zone)
}

/// `201610`, `20161013`, `201610131015`, `20161013101500`.
fn run_of_digits(digits: &str, zone: &str) -> Option<String> {
    let mut date = String::with_capacity(25);
    for (at, digit) in digits.chars().enumerate() {
        match at {
            4 | 6 => date.push('-'),
            8 => date.push('T'),
            10 | 12 => date.push(':'),
            _ => {}
        }
        date.push(digit);
    }
    if digits.len() > 8 {
        date.push_str(zone);
    }
    let is_date = ("1000".."3000").contains(&date.get(..4)?) && is_edtf(&date);
    is_date.then_some(date)
}

/// A year as EDTF writes it.
pub(super) fn year(year: i64) -> String {
    let sign = if year < 0 { "-" } else { "" };
    match year.unsigned_abs() {
        short @ 0..=9999 => format!("{sign}{short:04}"),
        long => format!("Y{sign}{long}"),
    }
}

/// What stands in fields of their own, as numbers or texts: year, month, day, hour, minute, second, millisecond. Empty is absent.
/// Also the number, from the month as 1, of the first part that is no such thing; it is left out with all that follow.
pub(super) fn from_parts(parts: [&str; 7]) -> Option<(String, Option<usize>)> {
    let number = |text: &str| text.trim().replace([',', '\u{a0}', ' '], "").parse::<i64>().ok();
    let given_year = parts.first()?.trim();
    let year_no = number(given_year).or_else(|| {
        // `44 BC`.
        EventDate::parse(&words::edtf(given_year, Order::Unknown)?, &|_| 0)
            .ok()
            .map(|date| Civil::from_ms(date.extent().start_ms).year.into())
    })?;
    let mut date = year(year_no);
    let rest = parts.get(1..)?;
    let mut month_no = 0;
    for (at, text) in rest.iter().enumerate() {
        let text = text.trim();
        if text.is_empty() {
            // A time may leave out its minutes.
            if at == 3 && date.contains('T') {
                date.push_str(":00");
            }
            return Some((date, None));
        }
        let value = number(text).or_else(|| (at == 0).then(|| month(&small(text))).flatten().map(i64::from));
        let fits = value.filter(|value| match at {
            0 => (1..=12).contains(value),
            1 => i32::try_from(year_no).is_ok_and(|year| {
                let first = Civil { year, month: month_no, ..Civil::from_ms(0) };
                (1..=i64::from(first.days_in_month())).contains(value)
            }),
            2 => (0..=23).contains(value),
            3 | 4 => (0..=59).contains(value),
            _ => (0..=999).contains(value),
        });
        // A year of more digits has no months in EDTF.
        let (Some(value), false) = (fits, date.starts_with('Y')) else {
            if at == 3 {
                date.push_str(":00");
            }
            let is_zero = value == Some(0) && at < 2;
            return Some((date, (!is_zero).then_some(at.saturating_add(1))));
        };
        if at == 0 {
            month_no = u32::try_from(value).unwrap_or_default();
        }
        let before = match at {
            0 | 1 => '-',
            2 => 'T',
            5 => '.',
            _ => ':',
        };
        date.push(before);
        let digits = if at == 5 { format!("{value:03}") } else { format!("{value:02}") };
        date.push_str(&digits);
    }
    Some((date, None))
}

#[cfg(test)]
mod tests;
