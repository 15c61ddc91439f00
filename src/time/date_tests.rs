//! Tests of `date` and `moment`: every form that a file may bring.

use proptest::prelude::*;

use super::civil::{Civil, DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, day_ms};
use super::{Endpoint, EventDate, Extent, Moment, Precision};

fn parse(text: &str) -> Result<EventDate, String> {
    EventDate::parse(text, &|_| 120).map_err(|error| error.to_string())
}

fn moment(text: &str) -> Moment {
    match parse(text) {
        Ok(EventDate::At(moment)) => moment,
        other => panic!("{text}: {other:?}"),
    }
}

fn day(year: i64, month: u32, day: u32) -> i64 {
    day_ms(year, month, day).unwrap()
}

/// From the first day, to the first one after it.
fn days(from: (i64, u32, u32), to: (i64, u32, u32)) -> Extent {
    Extent { start_ms: day(from.0, from.1, from.2), end_ms: day(to.0, to.1, to.2) }
}

#[test]
fn a_date_is_its_whole_extent_at_its_precision() {
    for (text, from, to, precision) in [
        ("2016-10-13", (2016, 10, 13), (2016, 10, 14), Precision::Day),
        (" 2016-10-13  ", (2016, 10, 13), (2016, 10, 14), Precision::Day),
        ("2016-02-29", (2016, 2, 29), (2016, 3, 1), Precision::Day),
        ("2011-03", (2011, 3, 1), (2011, 4, 1), Precision::Month),
        ("2016-12", (2016, 12, 1), (2017, 1, 1), Precision::Month),
        ("2016-09-XX", (2016, 9, 1), (2016, 10, 1), Precision::Month),
        ("2015", (2015, 1, 1), (2016, 1, 1), Precision::Year),
        ("2015-XX", (2015, 1, 1), (2016, 1, 1), Precision::Year),
        ("2015-XX-XX", (2015, 1, 1), (2016, 1, 1), Precision::Year),
        ("2015-11~", (2015, 11, 1), (2015, 12, 1), Precision::Month),
        ("2016?", (2016, 1, 1), (2017, 1, 1), Precision::Year),
        ("201X", (2010, 1, 1), (2020, 1, 1), Precision::Decade),
        ("19XX", (1900, 1, 1), (2000, 1, 1), Precision::Century),
        ("1XXX", (1000, 1, 1), (2000, 1, 1), Precision::Millennium),
        ("2016-21", (2016, 3, 1), (2016, 6, 1), Precision::Season),
        ("2016-24", (2016, 12, 1), (2017, 3, 1), Precision::Season),
        ("-0043", (-43, 1, 1), (-42, 1, 1), Precision::Year),
        ("-0043-03-15", (-43, 3, 15), (-43, 3, 16), Precision::Day),
        ("0000", (0, 1, 1), (1, 1, 1), Precision::Year),
        ("0000-02-29", (0, 2, 29), (0, 3, 1), Precision::Day),
        ("Y12000", (12_000, 1, 1), (12_001, 1, 1), Precision::Year),
        ("+012000-02-29", (12_000, 2, 29), (12_000, 3, 1), Precision::Day),
        ("-000043-03-15", (-43, 3, 15), (-43, 3, 16), Precision::Day),
        ("Y-262000", (-262_000, 1, 1), (-261_999, 1, 1), Precision::Year),
        ("Y262000", (262_000, 1, 1), (262_001, 1, 1), Precision::Year),
    ] {
        let moment = moment(text);
        assert_eq!((moment.extent, moment.precision), (days(from, to), precision), "{text}");
        assert!(!moment.zoned);
        assert_eq!(EventDate::At(moment).anchor_ms(), moment.extent.middle_ms());
    }
}

#[test]
fn qualifiers_are_kept_also_at_single_components() {
    for (text, approximate, uncertain) in [
        ("2015-11", false, false),
        ("2015-11~", true, false),
        ("2016?", false, true),
        ("2016-10-13%", true, true),
        ("2004-06~-11", true, false),
        ("?2004-06-11", false, true),
        ("201X?", false, true),
    ] {
        let moment = moment(text);
        assert_eq!((moment.approximate, moment.uncertain), (approximate, uncertain), "{text}");
        assert_eq!(EventDate::At(moment).is_uncertain(), approximate || uncertain);
    }
}

#[test]
fn times_without_a_zone_are_civil_and_with_one_the_readers() {
    let at = |hours, minutes, seconds| {
        day(2016, 10, 13) + hours * HOUR_MS + minutes * MINUTE_MS + seconds * SECOND_MS
    };
    for (text, start, precision, zoned) in [
        ("2016-10-13T14:00", at(14, 0, 0), Precision::Minute, false),
        ("2016-10-13T14:00:05", at(14, 0, 5), Precision::Second, false),
        ("2016-10-13T14:00:05.999", at(14, 0, 5), Precision::Second, false),
        ("2016-10-13T23:59:60", at(23, 59, 59), Precision::Second, false),
        ("2016-10-13T14:00Z", at(16, 0, 0), Precision::Minute, true),
        ("2016-10-13T14:00+03", at(13, 0, 0), Precision::Minute, true),
        ("2016-10-13T14:00+03:00", at(13, 0, 0), Precision::Minute, true),
        ("2016-10-13T14:00+0300", at(13, 0, 0), Precision::Minute, true),
        ("2016-10-13T14:00:05.5-05:30", at(21, 30, 5), Precision::Second, true),
        ("2016-10-13T23:00Z", at(25, 0, 0), Precision::Minute, true),
        ("2016-10-13T00:00+03:00", at(-1, 0, 0), Precision::Minute, true),
    ] {
        let moment = moment(text);
        let length = if precision == Precision::Second { SECOND_MS } else { MINUTE_MS };
        assert_eq!(moment.extent, Extent { start_ms: start, end_ms: start + length }, "{text}");
        assert_eq!((moment.precision, moment.zoned), (precision, zoned), "{text}");
    }
}

#[test]
fn the_zone_is_asked_at_the_instant() {
    // A zone that springs forward at 01:00 UTC on 27 March 2016.
    let change = day(2016, 3, 27) + HOUR_MS;
    let zone = move |instant: i64| if instant < change { 60 } else { 120 };
    for (text, hour, minute) in [("2016-03-27T00:59Z", 1, 59), ("2016-03-27T01:00Z", 3, 0)] {
        let civil = Civil::from_ms(EventDate::parse(text, &zone).unwrap().extent().start_ms);
        assert_eq!((civil.hour, civil.minute), (hour, minute));
    }
}

#[test]
fn an_interval_keeps_its_order_where_the_readers_clock_is_turned_back() {
    let change = day(2016, 10, 30) + HOUR_MS;
    let zone = move |instant: i64| if instant < change { 120 } else { 60 };
    let date = EventDate::parse("2016-10-30T00:50Z/2016-10-30T01:10Z", &zone).unwrap();
    assert!(date.extent().start_ms < date.extent().end_ms);
    assert!(EventDate::parse("2016-10-30T01:10Z/2016-10-30T00:50Z", &zone).is_err());
}

#[test]
fn intervals() {
    for (text, from, to, ongoing) in [
        ("2016-09-12/2016-09-19", (2016, 9, 12), (2016, 9, 20), false),
        ("2016-09-12/2016-09-12", (2016, 9, 12), (2016, 9, 13), false),
        ("2016-08/..", (2016, 8, 1), (2016, 9, 1), true),
        ("2016-08/", (2016, 8, 1), (2016, 9, 1), false),
        ("../2016-10-13", (2016, 10, 13), (2016, 10, 14), false),
        ("/2016-10-13", (2016, 10, 13), (2016, 10, 14), false),
        (" 2015 / 2016-10-13 ", (2015, 1, 1), (2016, 10, 14), false),
        ("2016-10/2016-10-13", (2016, 10, 1), (2016, 10, 14), false),
        ("2016-10-13/2016-10", (2016, 10, 13), (2016, 11, 1), false),
        ("-0043/0014", (-43, 1, 1), (15, 1, 1), false),
    ] {
        let date = parse(text).unwrap();
        assert_eq!(date.extent(), days(from, to), "{text}");
        assert!(!date.is_point());
        assert_eq!(date.is_ongoing(), ongoing, "{text}");
        assert_eq!(date.anchor_ms(), date.extent().start_ms);
        let now = day(2016, 12, 1);
        let end = if ongoing { now } else { date.extent().end_ms };
        assert_eq!(date.extent_until(now), Extent::new(date.extent().start_ms, end), "{text}");
        assert_eq!(date.extent_until(i64::MIN), date.extent());
    }
    let times = parse("2016-10-13T14:00/2016-10-13T15:30").unwrap();
    assert_eq!(times.extent().duration_ms(), 91 * MINUTE_MS);
}

#[test]
fn bounds_apart_mean_the_same_as_an_interval() {
    let bounds = |start, end| EventDate::from_bounds(start, end, &|_| 120).map_err(|e| e.to_string());
    for (start, end, text) in [
        (Some("2016-09-12"), Some("2016-09-19"), "2016-09-12/2016-09-19"),
        (Some("2016-09-12"), None, "2016-09-12"),
        (Some("2016-09-12"), Some(""), "2016-09-12/"),
        (Some("2016-09-12"), Some(".."), "2016-09-12/.."),
        (None, Some("2016-09-12"), "/2016-09-12"),
        (Some(".."), Some("2016-09-12"), "../2016-09-12"),
        (Some("2016-09-19"), Some("2016-09-12"), "2016-09-19/2016-09-12"),
        (Some(""), None, ""),
        (None, None, "/"),
    ] {
        assert_eq!(bounds(start, end), parse(text), "{text}");
    }
}

#[test]
fn within_is_one_uncertain_point() {
    let within = |text| EventDate::within(text, &|_| 0).map_err(|e| e.to_string());
    let date = within("2016-09-12/2016-09-19").unwrap();
    assert_eq!(date.extent(), days((2016, 9, 12), (2016, 9, 20)));
    assert!(date.is_point() && date.is_uncertain() && !date.is_ongoing());
    assert_eq!(date.anchor_ms(), day(2016, 9, 16));
    assert_eq!(date.precision(), Precision::Day);
    assert_eq!(within("2016-09"), parse("2016-09"));
    for text in ["2016-09-12/..", "../2016-09-12", "2016-09-12/", "2016-09-19/2016-09-12", ""] {
        assert!(within(text).is_err(), "{text}");
    }
}

#[test]
fn soft_edges_are_what_is_not_sure() {
    for (text, start, end) in [
        ("2016-09-12/2016-09-19", None, None),
        ("2016-09/2016-12-19", Some(days((2016, 9, 1), (2016, 10, 1))), None),
        ("2016-09-12/2016-12", None, Some(days((2016, 12, 1), (2017, 1, 1)))),
        (
            "2016-09-12~/2016-12-20?",
            Some(days((2016, 9, 12), (2016, 9, 14))),
            Some(days((2016, 12, 19), (2016, 12, 21))),
        ),
        ("2016-09~/2016-09-10", Some(days((2016, 9, 1), (2016, 9, 11))), None),
        ("2016-08/..", Some(days((2016, 8, 1), (2016, 9, 1))), None),
        ("2016-08-02/", None, Some(days((2016, 8, 2), (2016, 8, 3)))),
        ("../2016-08-02", Some(days((2016, 8, 2), (2016, 8, 3))), None),
        ("2016", None, None),
    ] {
        let date = parse(text).unwrap();
        assert_eq!((date.soft_start(), date.soft_end()), (start, end), "{text}");
    }
}

#[test]
fn the_precision_of_an_interval_is_its_coarser_ends() {
    for (text, precision) in [
        ("2016-09-12/2016-09-19", Precision::Day),
        ("2015/2016-09-19", Precision::Year),
        ("2016-09-12/2016-10", Precision::Month),
        ("2016-10-13T14:00/..", Precision::Minute),
        ("/201X", Precision::Decade),
    ] {
        assert_eq!(parse(text).unwrap().precision(), precision, "{text}");
    }
}

#[test]
fn what_is_not_a_date_says_why() {
    for (text, message) in [
        ("", "no date at all"),
        ("  ", "no date at all"),
        ("/", "no date at all"),
        ("../..", "no date at all"),
        ("../", "no date at all"),
        ("..", "“..” stands alone at one end of an interval"),
        ("2016..", "“..” stands alone at one end of an interval"),
        ("..2016/2017", "“..” stands alone at one end of an interval"),
        ("2016/2017/2018", "an interval has one / only"),
        ("2016-09-19/2016-09-12", "it ends before it starts"),
        ("2016-10-13T14:00/2016-10-13T13:00", "it ends before it starts"),
        ("2016-02-30", "day is out of range for the month"),
        ("2015-02-29", "day is out of range for the month"),
        ("2016-13", "month must be 01-12 or a sub-year code 21-41"),
        ("13 October 2016", "a date is written 2016-10-13"),
        ("Y262001", "years must lie between -262000 and 262000"),
        ("Y-262001", "years must lie between -262000 and 262000"),
        ("Y9999999999999999999999", "number out of supported range"),
        ("Y17E7", "this form of EDTF level 2 is not supported"),
        ("1950S2", "this form of EDTF level 2 is not supported"),
        ("2016-1X", "this form of EDTF level 2 is not supported"),
        ("2016-XX-15", "this form of EDTF level 2 is not supported"),
        ("XXXX-12-25", "this form of EDTF level 2 is not supported"),
        ("XXXX", "this form of EDTF level 2 is not supported"),
        ("2016-33", "this form of EDTF level 2 is not supported"),
        ("[2016,2017]", "sets of dates are not supported"),
        ("2016-10T14:00", "a time needs a whole day before it, without ? or ~"),
        ("2016-10-13~T14:00", "a time needs a whole day before it, without ? or ~"),
        ("2016-10-13T", "a time is written 14:00 or 14:00:05"),
        ("2016-10-13T14", "a time is written 14:00 or 14:00:05"),
        ("2016-10-13T24:00", "a time is written 14:00 or 14:00:05"),
        ("2016-10-13T14:60", "a time is written 14:00 or 14:00:05"),
        ("2016-10-13T14:00:00:00", "a time is written 14:00 or 14:00:05"),
        ("2016-10-13T14:00:00.", "a time is written 14:00 or 14:00:05"),
        ("2016-10-13T14:00Zulu", "a zone is written Z, +03, +03:00 or +0300"),
        ("2016-10-13T14:00+3", "a zone is written Z, +03, +03:00 or +0300"),
        ("2016-10-13T14:00+03:", "a zone is written Z, +03, +03:00 or +0300"),
    ] {
        assert_eq!(parse(text), Err(message.to_owned()), "{text}");
    }
}

#[test]
fn an_error_says_where() {
    for (text, offset) in
        [("2016-02-30", 8), ("  2016-02-30", 10), ("2016-02-01/2016-02-30", 19), ("2016-10-13T14", 11)]
    {
        assert_eq!(EventDate::parse(text, &|_| 0).unwrap_err().offset, offset, "{text}");
    }
}

#[test]
fn every_day_and_month_of_some_centuries() {
    for (from, to) in [(0, 104), (1896, 2104)] {
        let mut ms = day(from, 1, 1);
        while ms < day(to, 1, 1) {
            let civil = Civil::from_ms(ms);
            let text = format!("{:04}-{:02}-{:02}", civil.year, civil.month, civil.day);
            assert_eq!(moment(&text).extent, Extent { start_ms: ms, end_ms: ms + DAY_MS }, "{text}");
            if civil.day == 1 {
                let month = moment(&text[..7]);
                assert_eq!(month.extent.duration_ms(), i64::from(civil.days_in_month()) * DAY_MS);
                assert_eq!((month.extent.start_ms, month.precision), (ms, Precision::Month));
            }
            ms += DAY_MS;
        }
    }
}

proptest! {
    #[test]
    fn any_text_gives_a_date_or_an_error(text in "[-0-9XTZY/.:+~?% ]{0,24}|\\PC{0,12}", zone: i32) {
        if let Ok(date) = EventDate::parse(&text, &|_| zone) {
            let extent = date.extent();
            prop_assert!(extent.start_ms < extent.end_ms, "{text}");
            for soft in [date.soft_start(), date.soft_end()].into_iter().flatten() {
                prop_assert!(date.is_ongoing() || soft.clamp(&extent) == soft);
            }
            if let EventDate::Span { start, end } = date {
                prop_assert!(matches!(start, Endpoint::Known(_)) || matches!(end, Endpoint::Known(_)));
            }
        }
    }

    #[test]
    fn a_zoned_time_is_the_same_instant_however_it_is_written(
        minute in 0..5_000_000_i64, offset in -14 * 60..=14 * 60_i64, reader in -720..=840_i32,
    ) {
        let utc = minute * MINUTE_MS;
        let local = Civil::from_ms(utc + offset * MINUTE_MS);
        let sign = if offset < 0 { '-' } else { '+' };
        let text = format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}{sign}{:02}:{:02}",
            local.year, local.month, local.day, local.hour, local.minute, offset.abs() / 60, offset.abs() % 60
        );
        let date = EventDate::parse(&text, &|_| reader).unwrap();
        prop_assert!(date.is_zoned());
        prop_assert_eq!(date.extent().start_ms, utc + i64::from(reader) * MINUTE_MS);
    }
}
