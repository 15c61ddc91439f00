//! How is a date written in EDTF, so that reading it again gives the same date?
//!
//! The inverse of [`EventDate::parse`] and [`EventDate::within`]. Must not know how a date is said to readers (see
//! `words`).

use super::civil::{Civil, DAY_MS, MINUTE_MS};
use super::date::{Endpoint, EventDate};
use super::moment::{Moment, Precision, Zone};
use crate::out::Out;

/// Writes a date. One [`EventDate::Within`] two others is written as the interval between them, for
/// [`EventDate::within`] to read.
pub fn edtf(date: &EventDate, zone: Zone<'_>) -> String {
    let mut out = Out::default();
    let (start, end) = match *date {
        EventDate::At(moment) => {
            write_moment(&mut out, &moment, zone, Side::Early);
            return out.0;
        }
        EventDate::Span { start, end } => (start, end),
        EventDate::Within { start, end } => (Endpoint::Known(start), Endpoint::Known(end)),
    };
    write_endpoint(&mut out, start, zone, Side::Early);
    out.ch('/');
    write_endpoint(&mut out, end, zone, Side::Late);
    out.0
}

/// Writes a civil time to a precision: `2016-10-13`, `2016-10-13T14:00`. A year of more than four digits is written by itself
/// as in EDTF (`Y-12000`), its days as in ISO 8601 with the six digits that JavaScript has (`-012000-03-15`); of its months
/// and seasons, which neither has, the year.
pub fn civil(ms: i64, precision: Precision) -> String {
    let mut out = Out::default();
    write_civil(&mut out, &Civil::from_ms(ms), precision);
    out.0
}

/// What a civil time is the start of, from the year down to the second.
pub fn started(ms: i64) -> Precision {
    let time = Civil::from_ms(ms);
    match (time.month, time.day, time.hour, time.minute, time.second) {
        (1, 1, 0, 0, 0) => Precision::Year,
        (_, 1, 0, 0, 0) => Precision::Month,
        (_, _, 0, 0, 0) => Precision::Day,
        (_, _, _, _, 0) => Precision::Minute,
        _ => Precision::Second,
    }
}

/// Of two instants that show the same civil time, as the clock is turned back, which is meant?
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The earlier.
    Early,
    /// The later.
    Late,
}

/// The offset in minutes at which a zone shows a civil time. Where the clock leaves it out, the one before.
pub fn offset_min(civil_ms: i64, zone: Zone<'_>, side: Side) -> i32 {
    let shows =
        |offset: i32| zone(civil_ms.saturating_sub(i64::from(offset).saturating_mul(MINUTE_MS))) == offset;
    let (before, after) = (zone(civil_ms.saturating_sub(DAY_MS)), zone(civil_ms.saturating_add(DAY_MS)));
    match side {
        Side::Early if shows(before) => before,
        _ if shows(after) => after,
        _ => before,
    }
}

fn write_endpoint(out: &mut Out, endpoint: Endpoint, zone: Zone<'_>, side: Side) {
    match endpoint {
        Endpoint::Known(moment) => write_moment(out, &moment, zone, side),
        Endpoint::Open => out.add(&[".."]),
        Endpoint::Unknown => {}
    }
}

fn write_moment(out: &mut Out, moment: &Moment, zone: Zone<'_>, side: Side) {
    let start_ms = moment.extent.start_ms;
    write_civil(out, &Civil::from_ms(start_ms), moment.precision);
    if moment.zoned {
        let offset = offset_min(start_ms, zone, side);
        out.ch(if offset < 0 { '-' } else { '+' });
        out.number(offset.unsigned_abs() / 60, 2);
        out.ch(':');
        out.number(offset.unsigned_abs() % 60, 2);
    }
    match (moment.uncertain, moment.approximate) {
        (true, true) => out.ch('%'),
        (true, false) => out.ch('?'),
        (false, true) => out.ch('~'),
        (false, false) => {}
    }
}

fn write_civil(out: &mut Out, time: &Civil, precision: Precision) {
    let unknown = match precision {
        Precision::Millennium => 3,
        Precision::Century => 2,
        Precision::Decade => 1,
        _ => 0_usize,
    };
    let year = time.year.unsigned_abs();
    let (is_far, is_day) = (year > 9999, precision >= Precision::Day);
    if is_far && !is_day {
        out.ch('Y');
    }
    if time.year < 0 {
        out.ch('-');
    } else if is_far && is_day {
        out.ch('+');
    }
    out.number(year, if is_far && is_day { 6 } else { 4 });
    if is_far && !is_day {
        return;
    }
    out.0.truncate(out.0.len().saturating_sub(unknown));
    for _ in 0..unknown {
        out.ch('X');
    }
    if precision < Precision::Season {
        return;
    }
    out.ch('-');
    if precision == Precision::Season {
        // March to May is 21, spring; December to February 24, winter.
        return out.number((time.month / 3).saturating_add(20), 2);
    }
    out.number(time.month, 2);
    if precision > Precision::Month {
        out.ch('-');
        out.number(time.day, 2);
    }
    if precision > Precision::Day {
        out.ch('T');
        out.number(time.hour, 2);
        out.ch(':');
        out.number(time.minute, 2);
    }
    if precision > Precision::Minute {
        out.ch(':');
        out.number(time.second, 2);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A zone whose clock is turned forward and back by an hour, every hundred days.
    fn turning(instant_ms: i64) -> i32 {
        if instant_ms.div_euclid(100 * DAY_MS) % 2 == 0 { 60 } else { 120 }
    }

    #[test]
    fn every_form_is_written_as_it_was_read() {
        for text in [
            "2016-10-13",
            "2016-10",
            "2016",
            "0000",
            "-0043",
            "-0043-03-15",
            "Y12000",
            "Y-12000",
            "201X",
            "19XX",
            "1XXX",
            "000X",
            "2016-21",
            "2016-22~",
            "2016-23",
            "2016-24?",
            "2015-11~",
            "2016?",
            "2016-10-13%",
            "2016-10-13T14:00",
            "2016-10-13T14:00:05",
            "2016-09-12/2016-09-19",
            "2016-08/..",
            "../2016-10-13",
            "2016-09/",
            "/2016-10-13",
            "2015-11~/2016?",
            "2016-10-13T14:00/2016-10-14",
            "+012000-02-29",
            "-012492-12-31T23:59:59/+010000-03-01",
        ] {
            let date = EventDate::parse(text, &|_| 0).unwrap();
            assert_eq!(edtf(&date, &|_| 0), text);
        }
        for (text, offset, written) in [
            ("2016-10-13T14:00+03:00", 180, "2016-10-13T14:00+03:00"),
            ("2016-10-13T14:00Z", -270, "2016-10-13T09:30-04:30"),
            ("2016-10-13T14:00Z", 0, "2016-10-13T14:00+00:00"),
        ] {
            assert_eq!(edtf(&EventDate::parse(text, &|_| offset).unwrap(), &|_| offset), written);
        }
    }

    #[test]
    fn civil_times_are_as_precise_as_asked() {
        let date = |text| EventDate::parse(text, &|_| 0).unwrap().extent().start_ms;
        for (text, precision) in [
            ("2016", Precision::Year),
            ("2016-10", Precision::Month),
            ("2016-10-13", Precision::Day),
            ("2016-10-13T14:00", Precision::Minute),
            ("-0043-03-15T00:01:05", Precision::Second),
            ("Y-12000", Precision::Year),
        ] {
            assert_eq!(civil(date(text), precision), text);
            assert_eq!(started(date(text)), precision);
        }
        assert_eq!(civil(date("Y12000"), Precision::Month), "Y12000");
        assert_eq!(civil(date("Y12000"), Precision::Second), "+012000-01-01T00:00:00");
        assert_eq!(civil(date("Y-12491") - 1, Precision::Second), "-012492-12-31T23:59:59");
    }

    #[test]
    fn a_season_starts_with_its_month() {
        for season in 21..=24 {
            let text = format!("2016-{season}");
            assert_eq!(edtf(&EventDate::parse(&text, &|_| 0).unwrap(), &|_| 0), text);
        }
    }

    /// Texts that may be dates, of every form.
    fn texts() -> impl Strategy<Value = String> {
        let day = "-?[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9])";
        let time = format!("{day}T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(Z|[+-](0[0-9]|1[0-2]):[03]0)?");
        let coarse =
            "-?[0-9]([0-9]([0-9][0-9X]|XX)|XXX)[?~%]?|Y-?[1-9][0-9]{4}|[0-9]{4}-(0[1-9]|1[0-2]|2[1-4])[?~%]?";
        let form = |form: &str| proptest::string::string_regex(form).unwrap();
        prop_oneof![form(day), form(&time), form(coarse)]
    }

    proptest! {
        #[test]
        fn reading_what_was_written_gives_the_same(start in texts(), end in "|\\.\\.|.", other in texts(), form in 0..4) {
            let text = match (form, end.as_str()) {
                (0, _) => start,
                (1, "" | "..") => format!("{start}/{end}"),
                (2, "" | "..") => format!("{end}/{start}"),
                _ => format!("{start}/{other}"),
            };
            for within in [false, true] {
                let read = if within { EventDate::within } else { EventDate::parse };
                let Ok(date) = read(&text, &turning) else { continue };
                let written = edtf(&date, &turning);
                let read = if matches!(date, EventDate::Within { .. }) { EventDate::within } else { EventDate::parse };
                prop_assert_eq!(read(&written, &turning), Ok(date), "{} → {}", text, written);
            }
        }
    }
}
