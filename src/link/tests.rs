//! Any state goes into a link and comes out again; any text can be read; what is not ours stays.

use proptest::prelude::*;

use super::fragment::{name, section, with_section};
use super::*;
use crate::archive::Facet;
use crate::query::{Bound, Filter};
use crate::time::{EventDate, Extent, MAX_MS, MIN_MS};

fn utc(_: i64) -> i32 {
    0
}

fn extent(edtf: &str) -> Extent {
    EventDate::parse(edtf, &utc).unwrap().extent()
}

fn filter(include: &[(Facet, &str)], exclude: &[(Facet, &str)]) -> Filter {
    let mut filter = Filter::default();
    for (facet, value) in include {
        filter.choice_mut(*facet).include.insert(value);
    }
    for (facet, value) in exclude {
        filter.choice_mut(*facet).exclude.insert(value);
    }
    filter
}

#[test]
fn links_are_short_and_readable() {
    use Facet::{Actor, Country, Kind, Source};
    let mut from_to = filter(&[], &[]);
    from_to.q = "cease fire & 100% ~".to_owned();
    from_to.from = Bound::parse("2016-09", &utc);
    from_to.to = Bound::parse("2016?", &utc);
    for (link, written) in [
        (Link::default(), ""),
        (Link { filter: Some(Filter::default()), ..Link::default() }, "all"),
        (
            Link {
                filter: Some(filter(&[(Country, "IR"), (Country, "RU"), (Actor, "Sergei Lavrov")], &[])),
                ..Link::default()
            },
            "country=IR,RU&actor=Sergei%20Lavrov",
        ),
        (
            Link {
                event: Some("перемирие-2".to_owned()),
                filter: Some(filter(&[(Kind, ""), (Kind, "talks")], &[(Source, "News, The"), (Actor, "")])),
                ..Link::default()
            },
            "event=перемирие-2&kind=,talks&not-actor=&not-source=News%2C%20The",
        ),
        (
            Link { filter: Some(from_to), ..Link::default() },
            "q=cease%20fire%20%26%20100%25%20~&from=2016-09&to=2016?",
        ),
        (
            Link {
                range: Some(extent("2016-09/2016-10-13T14:29")),
                lanes: Some("none".to_owned()),
                view: Some("list".to_owned()),
                ..Link::default()
            },
            "range=2016-09/2016-10-13T14:29&lanes=none&view=list",
        ),
    ] {
        assert_eq!(link.encode(), written);
        assert_eq!(Link::decode(written, &utc), Reading { link, unknown: vec![] });
    }
}

#[test]
fn what_cannot_be_understood_is_named_and_the_rest_holds() {
    let reading = Link::decode("colour=red&from=soon&range=..&country=IR&country=RU&event=&q&=", &utc);
    assert_eq!(reading.unknown, ["colour=red", "from=soon", "range=..", "="]);
    let wanted = filter(&[(Facet::Country, "IR"), (Facet::Country, "RU")], &[]);
    assert_eq!(reading.link, Link { filter: Some(wanted), ..Link::default() });
}

#[test]
fn a_fragment_belongs_to_the_page_and_to_each_timeline() {
    for (before, name, fields, after) in [
        ("", "nt", Some("q=a"), "nt:q=a"),
        ("section2", "nt", Some("q=a"), "section2&nt:q=a"),
        ("section2&nt:q=a&from=2016", "nt", Some("view=list"), "section2&nt:view=list"),
        ("section2&nt:q=a&from=2016", "nt", None, "section2"),
        ("nt:q=a", "nt", None, ""),
        ("nt:q=a", "nt", Some(""), "nt:"),
        ("/route?q=b&from=1&nt:q=a&page=2", "nt", Some("q=c"), "/route?q=b&from=1&page=2&nt:q=c"),
        ("nt-a:q=1&to=2016&nt-b:q=2", "nt-a", Some("q=3"), "nt-b:q=2&nt-a:q=3"),
        ("nt-a:q=1", "nt", Some("q=2"), "nt-a:q=1&nt:q=2"),
        ("nt-%D0%B0:q=1&x", "nt-а", Some("q=2"), "x&nt-а:q=2"),
        ("nt-a%3Ab:q=1", "nt-a:b", Some("q=2"), "nt-a%3Ab:q=2"),
        ("x&nt:q=a:~:text=nt:q=b", "nt", Some("q=c"), "x&nt:q=c:~:text=nt:q=b"),
        (":~:text=a", "nt", None, ":~:text=a"),
        ("nt-b:new=1&nt-b:newer=2", "nt", None, "nt-b:new=1&nt-b:newer=2"),
        ("nt:q=a&nt2:q=b&nts:q=c", "nt2", Some("q=d"), "nt:q=a&nts:q=c&nt2:q=d"),
    ] {
        assert_eq!(with_section(before, name, fields), after, "{before}");
        assert_eq!(section(after, name).as_deref(), fields, "{after}");
    }
    assert_eq!(section("nt:q=a&x=1&nt:from=2016&to=2017", "nt").as_deref(), Some("q=a&from=2016&to=2017"));
    let names = [name("", 0), name("", 1), name("syria", 0), name("syria", 1)];
    assert_eq!(names, ["nt", "nt2", "nt-syria", "nt-syria"]);
}

#[test]
fn a_range_is_rounded_to_what_is_short() {
    for (given, written) in [
        (
            (extent("2016-09-12T03:04:05").start_ms + 7, extent("2016-09-12T03:14:05").start_ms + 7),
            "2016-09-12T03:04:05/2016-09-12T03:14:05",
        ),
        (
            (extent("2016-09-12T03:04:05").start_ms, extent("2016-09-19T00:00:01").end_ms),
            "2016-09-12T03:04/2016-09-19T00:00",
        ),
        ((extent("2011-03-18T03:04").start_ms, extent("2016-10-13T14:00").end_ms), "2011-03-18/2016-10-13"),
        ((extent("2011").start_ms, extent("2016-10").end_ms), "2011/2016-10"),
        ((extent("-0043-03-15").start_ms, extent("2016-10").end_ms), "-0043/2016"),
        ((extent("Y-12000").start_ms + 5, extent("Y-12000").start_ms + 6), "Y-12000/Y-12000"),
    ] {
        let range = rounded(Extent::new(given.0, given.1));
        assert_eq!(Link { range: Some(range), ..Link::default() }.encode(), format!("range={written}"));
    }
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof!["\\PC{0,6}", "[&,=%:~#?/ +a-]{0,6}", any::<String>()]
}

fn bounds() -> impl Strategy<Value = Option<Bound>> {
    proptest::option::of("-?[0-9]{4}(-(0[1-9]|1[0-2]))?[?~%]?".prop_map(|edtf| Bound::parse(&edtf, &utc)))
        .prop_map(Option::flatten)
}

fn filters() -> impl Strategy<Value = Filter> {
    let values = || prop::collection::vec((0..4_usize, any::<bool>(), texts()), 0..5);
    (values(), texts(), bounds(), bounds()).prop_map(|(values, q, from, to)| {
        let mut filter = Filter::default();
        (filter.q, filter.from, filter.to) = (q, from, to);
        for (facet, excluded, value) in values {
            let choice = filter.choice_mut(Facet::ALL[facet]);
            if excluded { choice.exclude.insert(&value) } else { choice.include.insert(&value) }
        }
        filter
    })
}

fn links() -> impl Strategy<Value = Link> {
    let some = || proptest::option::of(texts().prop_filter("a value", |text| !text.is_empty()));
    let range = (MIN_MS..MAX_MS, 0..53_u32).prop_map(|(start_ms, length)| {
        rounded(Extent::new(start_ms, start_ms.saturating_add(1 << length).min(MAX_MS)))
    });
    let years = extent("Y-262000").start_ms..extent("Y262000").end_ms;
    let range = range.prop_filter("years that can be written", move |range| {
        years.contains(&range.start_ms) && years.contains(&range.end_ms)
    });
    (some(), proptest::option::of(filters()), proptest::option::of(range), some(), some())
        .prop_map(|(event, filter, range, lanes, view)| Link { event, filter, range, lanes, view })
}

/// Parts of a fragment that may be anybody's.
fn fragments() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("nt:q=a".to_owned()),
        Just("nt-b:lanes=actor".to_owned()),
        Just("from=2016".to_owned()),
        Just("nt-b:new=1".to_owned()),
        Just("x=1".to_owned()),
        Just("nt:".to_owned()),
        "[a-z:=%]{0,5}",
    ];
    (prop::collection::vec(part, 0..6), "(:~:text=[a-z&]{3})?")
        .prop_map(|(parts, directive)| parts.join("&") + &directive)
}

/// What of a fragment is the page's own.
fn own(fragment: &str) -> String {
    with_section(&with_section(fragment, "nt", None), "nt-b", None)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_link_says_what_was_put_into_it(link in links(), before in fragments()) {
        let written = link.encode();
        prop_assert!(written.chars().all(|ch| !ch.is_control() && !" \"#<>[\\]^`{|}".contains(ch)), "{}", written);
        prop_assert_eq!(&Link::decode(&written, &utc), &Reading { link: link.clone(), unknown: vec![] }, "{}", written);
        for name in ["nt", "nt-b", "nt-Я: &%"] {
            let after = with_section(&before, name, Some(&written));
            prop_assert_eq!(section(&after, name), Some(written.clone()), "{}", after);
            for other in ["nt", "nt-b"].iter().filter(|other| **other != name) {
                prop_assert_eq!(section(&after, other), section(&before, other), "{} → {}", before, after);
            }
            prop_assert_eq!(with_section(&own(&after), name, None), own(&before));
        }
    }

    #[test]
    fn any_text_can_be_read(fragment in prop_oneof![any::<String>(), fragments()], fields in any::<String>()) {
        let reading = Link::decode(&section(&fragment, "nt").unwrap_or_default(), &utc);
        prop_assert_eq!(Link::decode(&reading.link.encode(), &utc).link, reading.link);
        let reading = Link::decode(&fields, &utc);
        prop_assert_eq!(Link::decode(&reading.link.encode(), &utc).link, reading.link);
    }

    #[test]
    fn rounding_widens_a_little_and_once(start_ms in MIN_MS / 2..MAX_MS / 2, length in 1..1_000_000_i64, unit in 0..4_usize) {
        let unit_ms = [100, 1_000, 60_000, 86_400_000][unit];
        let given = Extent::new(start_ms, start_ms.saturating_add(length * unit_ms).min(MAX_MS));
        let range = rounded(given);
        prop_assert!(range.start_ms <= given.start_ms && range.end_ms >= given.end_ms);
        prop_assert_eq!(rounded(range), range);
    }
}
