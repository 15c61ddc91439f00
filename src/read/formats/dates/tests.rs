use super::*;

fn wild(text: &str) -> String {
    read(text, Order::Unknown).map(Cow::into_owned).unwrap_or_default()
}

#[test]
fn dates_in_the_wild_keep_their_precision() {
    for (text, wanted) in [
        // ISO in all spellings.
        ("2016-10-13", "2016-10-13"),
        (" 2016-10-13 ", "2016-10-13"),
        ("2016-10", "2016-10"),
        ("2016", "2016"),
        ("2016-2-1", "2016-02-01"),
        ("2014-02-1", "2014-02-01"),
        ("2016/10/13", "2016-10-13"),
        ("2016.10.13", "2016-10-13"),
        ("2017-05-17T08:02:12-07:00", "2017-05-17T08:02:12-07:00"),
        ("2018-01-06T08:00", "2018-01-06T08:00"),
        ("2018-01-06 08:00:00", "2018-01-06T08:00:00"),
        ("2018-01-06 08:00:00 +0200", "2018-01-06T08:00:00+02:00"),
        ("2018-01-06t08:00:00z", "2018-01-06T08:00:00Z"),
        ("2018-01-06T08:00:00.123Z", "2018-01-06T08:00:00.123Z"),
        ("2018-01-06T8:00", "2018-01-06T08:00"),
        ("2018-01-06 08:00 UTC", "2018-01-06T08:00Z"),
        ("2016-10-13 +02:00", ""),
        ("2015-11~", "2015-11~"),
        ("2016-09-12/2016-09-19", "2016-09-12/2016-09-19"),
        // RFC 2822.
        ("Tue, 03 Jun 2031 09:00:00 +0200", "2031-06-03T09:00:00+02:00"),
        ("3 Jun 31 09:00 GMT", "2031-06-03T09:00Z"),
        ("Mon, 03 Jun 2031 09:00:00 EST", "2031-06-03T09:00:00-05:00"),
        ("Tue, 3 Jun 99 09:00:00 PDT", "1999-06-03T09:00:00-07:00"),
        ("03 Jun 2031 09:00:00", "2031-06-03T09:00:00"),
        ("Tue, 03 Jun 2031", "2031-06-03"),
        // Of JavaScript.
        ("Fri Nov 22 1963 12:30:00 GMT-0600", "1963-11-22T12:30:00-06:00"),
        ("Fri Nov 22 1963 12:30:00 GMT-0600 (CST)", "1963-11-22T12:30:00-06:00"),
        ("Thu Jun  6 12:30:00 2016", "2016-06-06T12:30:00"),
        // Without signs.
        ("20161013T101500Z", "2016-10-13T10:15:00Z"),
        ("20161013T1015", "2016-10-13T10:15"),
        ("20161013", "2016-10-13"),
        ("20161013101500", "2016-10-13T10:15:00"),
        ("201610", "2016-10"),
        // Since 1970.
        ("1476353700", "2016-10-13T10:15:00Z"),
        ("1476353700000", "2016-10-13T10:15:00Z"),
        ("-1000000000", "1938-04-24T22:13:20Z"),
        ("/Date(1224043200000)/", "2008-10-15T04:00:00Z"),
        ("/Date(1224043200000+0200)/", "2008-10-15T04:00:00Z"),
        ("/Date(-1000)/", "1969-12-31T23:59:59Z"),
        // In words.
        ("29 October, 2016", "2016-10-29"),
        ("October 29th, 2016", "2016-10-29"),
        ("Oct. 2016", "2016-10"),
        ("Saturday, March 5, 2016", "2016-03-05"),
        ("13. Oktober 2016", "2016-10-13"),
        ("13 de octubre de 2016", "2016-10-13"),
        ("1er août 2016", "2016-08-01"),
        ("5 marzo 2016", "2016-03-05"),
        ("5 mai 2016", "2016-05-05"),
        ("March 5, 2016, 3:05 pm", "2016-03-05T15:05"),
        ("12:05 am", ""),
        ("c. 1440", "1440~"),
        ("about November 2015", "2015-11~"),
        ("1960s", "196X"),
        // Long ago.
        ("602", "0602"),
        ("-43", "-0043"),
        ("44 BC", "-0043"),
        ("15 March 44 BC", "-0043-03-15"),
        ("-5410", "-5410"),
        ("-65000", "Y-65000"),
        // Numbers in any order, if it can be told.
        ("13/10/2016", "2016-10-13"),
        ("10/13/2016", "2016-10-13"),
        ("5/5/2016", "2016-05-05"),
        ("13.10.2016", "2016-10-13"),
        ("5.6.2016", "2016-06-05"),
        ("10/2016", "2016-10"),
        // None, or more than one.
        ("1/2/2016", ""),
        ("last Tuesday", ""),
        ("2016-02-30", ""),
        ("31 February 2016", ""),
        ("25:61", ""),
        ("", ""),
        ("12345678901234567890", ""),
        ("-65000000", ""),
        ("Tuesday", ""),
        ("Talks in 2016", ""),
    ] {
        assert_eq!(wild(text), wanted, "{text}");
    }
}

#[test]
fn the_order_of_a_format_decides() {
    assert_eq!(read("1/26/2012", Order::MonthFirst).as_deref(), Some("2012-01-26"));
    assert_eq!(read("1/2/2012", Order::MonthFirst).as_deref(), Some("2012-01-02"));
    assert_eq!(read("1/2/2012", Order::DayFirst).as_deref(), Some("2012-02-01"));
}

#[test]
fn parts_are_numbers_or_texts() {
    for (parts, wanted, wrong) in [
        (["2031", "3", "", "", "", "", ""], "2031-03", None),
        (["1,066", "10", "14", "", "", "", ""], "1066-10-14", None),
        (["622", "08", "09", "", "", "", ""], "0622-08-09", None),
        (["2015", "01", "01", "01", "01", "01", "10"], "2015-01-01T01:01:01.010", None),
        (["2015", "1", "1", "9", "", "", ""], "2015-01-01T09:00", None),
        (["2016", "2", "30", "", "", "", ""], "2016-02", Some(2)),
        (["2016", "13", "1", "", "", "", ""], "2016", Some(1)),
        (["2016", "0", "0", "", "", "", ""], "2016", None),
        (["-2520", "", "", "", "", "", ""], "-2520", None),
        (["-65000", "3", "", "", "", "", ""], "Y-65000", Some(1)),
        (["2016", "March", "", "", "", "", ""], "2016-03", None),
        (["44 BC", "", "", "", "", "", ""], "-0043", None),
        (["2016", "10", "13", "10", "15", "x", ""], "2016-10-13T10:15", Some(5)),
        (["2016", "10", "13", "10", "75", "", ""], "2016-10-13T10:00", Some(4)),
    ] {
        assert_eq!(from_parts(parts), Some((wanted.to_owned(), wrong)), "{parts:?}");
    }
    assert_eq!(from_parts([""; 7]), None);
    assert_eq!(from_parts(["x", "", "", "", "", "", ""]), None);
}

#[test]
fn days_are_counted() {
    assert_eq!(days_from("2016-03-01", -1).as_deref(), Some("2016-02-29"));
    assert_eq!(days_from("2016-12-30", 3).as_deref(), Some("2017-01-02"));
    assert_eq!(days_from("2016", 3), None);
}

proptest::proptest! {
    #[test]
    fn nothing_makes_it_panic(text in "\\PC{0,40}", parts in proptest::array::uniform7("[0-9a-zA-Z, -]{0,8}")) {
        for order in [Order::Unknown, Order::DayFirst, Order::MonthFirst] {
            _ = read(&text, order);
        }
        _ = from_parts(parts.each_ref().map(String::as_str));
    }

    #[test]
    fn nor_anything_like_a_date(text in "[A-Za-z]{0,4}[ ,./:-]{0,2}[0-9]{0,5}[ ,./:T+-]{0,2}[0-9]{0,4}[ ,./:Z+-]{0,2}[a-zA-Z0-9:+-]{0,9}") {
        if let Some(date) = read(&text, Order::Unknown) {
            proptest::prop_assert!(EventDate::parse(&date, &|_| 0).is_ok());
        }
    }
}

#[test]
fn dates_of_mail_are_those_of_the_general_reader() {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    for month in months {
        for day in ["1", "03", "28", "30", "31", "32", "0"] {
            for rest in [
                "2031 09:00:00 +0200",
                "2031 09:00 GMT",
                "2031 23:59:60 -0330",
                "2031 9:00 GMT",
                "31 09:00 GMT",
                "2031 25:00 GMT",
            ] {
                for weekday in ["Tue, ", ""] {
                    let text = format!("{weekday}{day} {month} {rest}");
                    let general = words::edtf(&text, Order::Unknown).filter(|date| is_edtf(date));
                    assert_eq!(read(&text, Order::Unknown).as_deref(), general.as_deref(), "{text}");
                    assert!(in_mail(&text).is_none_or(|date| Some(date) == general), "{text}");
                }
            }
        }
    }
    assert!(in_mail("Tue, 03 Jun 2031 09:00:00 +0200").is_some());
}
