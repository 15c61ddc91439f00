//! What is written is read again: by our own reader, and by other libraries.

mod pictures;

use std::borrow::Cow;
use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;
use proptest::prelude::*;

use super::*;
use crate::archive::{ArticleDraft, Builder, EventDraft, ImageDraft, clean};
use crate::read::{ReadOptions, read};
use crate::time::{DAY_MS, English, Moment, Phrases};

/// A zone whose clock is turned forward and back by an hour, every hundred days.
fn turning(instant_ms: i64) -> i32 {
    if instant_ms.div_euclid(100 * DAY_MS) % 2 == 0 { 60 } else { 120 }
}

fn words() -> Words<'static> {
    Words {
        date: &|date| crate::time::words(date, &English, &Phrases::ENGLISH),
        status: &|status| (status != Status::Happened).then(|| status.name()),
        left_out: &|count| format!("{count} left out"),
    }
}

fn all(archive: &Archive) -> FixedBitSet {
    let mut all = FixedBitSet::with_capacity(archive.len());
    all.insert_range(..);
    all
}

/// Writes some events of an archive.
fn written<T>(archive: &Archive, events: &FixedBitSet, write: impl Fn(&Excerpt<'_>) -> T) -> T {
    write(&Excerpt { archive, events, zone: &turning })
}

fn archive(json: &str) -> Archive {
    read(
        json.as_bytes(),
        &ReadOptions { base_url: "https://news.example/data/", zone: &turning, format: None },
    )
    .unwrap()
    .archive
}

/// All that an archive says of one event, by names.
type Told = (String, Vec<String>, Vec<[String; 9]>);

fn told(archive: &Archive, idx: u32) -> Told {
    let event = archive.event(idx).unwrap();
    let events = all(archive);
    let excerpt = Excerpt { archive, events: &events, zone: &turning };
    let names = |facet| excerpt.names(event, facet).join("|");
    let own = vec![
        event.title().to_owned(),
        format!("{:?}", event.date()),
        event.kind().to_owned(),
        event.place().to_owned(),
        event.status().name().to_owned(),
        event.importance().to_string(),
        names(Facet::Actor),
        names(Facet::Country),
        names(Facet::Source),
    ];
    let text = |span| archive.text(span).to_owned();
    let reports = event.reports().iter().map(|report| {
        let article = archive.article(report.article).unwrap();
        let image = article.image.map(|image| [image.url, image.alt, image.credit].map(text).join("|"));
        [
            text(article.id),
            excerpt.address(article).to_owned(),
            text(article.headline),
            excerpt.source(article).to_owned(),
            format!("{:?}", article.published),
            text(article.language),
            text(article.summary),
            image.unwrap_or_default(),
            text(report.quote),
        ]
    });
    (event.id().to_owned(), own, reports.collect())
}

/// Texts as the archive holds them.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => "[a-zA-Z=+@;,\"'\\\\<>/-][ -~]{0,12}",
        1 => "\\PC{0,8}",
        1 => Just("Переговоры, “Женева”".to_owned()),
        1 => Just(String::new()),
    ]
    .prop_map(|text| clean(&text).into_owned())
}

fn dates() -> impl Strategy<Value = EventDate> {
    let one = prop_oneof![
        (1990..2030_i32, 1..13_u32, 1..29_u32).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}")),
        (1990..2030_i32, 1..13_u32, 1..29_u32, 0..24_u32, "|Z|\\+03:00")
            .prop_map(|(y, m, d, h, zone)| format!("{y}-{m:02}-{d:02}T{h:02}:30{zone}")),
        "201[0-9X][~?%]?|20(0|1)[0-9]-(0[1-9]|2[1-4])[~?%]?|-00[1-4][1-9]|Y[1-9]0000",
    ];
    let end = prop_oneof![3 => Just("..".to_owned()), 2 => Just(String::new()), 5 => one.clone()];
    (one, end, 0..4).prop_filter_map("an interval that ends before it starts", |(start, end, form)| {
        let text = if form < 2 { start } else { format!("{start}/{end}") };
        let read = if form == 3 { EventDate::within } else { EventDate::parse };
        read(&text, &turning).ok()
    })
}

#[derive(Clone, Debug)]
struct Given {
    texts: [String; 8],
    date: EventDate,
    status: usize,
    importance: u8,
    actors: Vec<String>,
    countries: Vec<String>,
    published: Option<Moment>,
    /// Which articles report it.
    articles: Vec<u32>,
}

fn archives() -> impl Strategy<Value = Archive> {
    let names = || prop::collection::vec(texts().prop_filter("a name", |name| !name.is_empty()), 0..3);
    let published = dates().prop_map(|date| match date {
        EventDate::At(moment) => Some(moment),
        _ => None,
    });
    let given = (
        prop::array::uniform8(texts()),
        dates(),
        0..5_usize,
        1..6_u8,
        names(),
        prop::collection::vec("[A-Z]{2}|Iran|Ruritania", 0..3),
        published,
        prop::collection::btree_set(0..5_u32, 1..3),
    );
    let given =
        given.prop_map(|(texts, date, status, importance, actors, countries, published, articles)| Given {
            texts,
            date,
            status,
            importance,
            actors,
            countries,
            published,
            articles: articles.into_iter().collect(),
        });
    (texts(), prop::collection::vec(given, 0..8)).prop_map(|(title, given)| build(&title, &given))
}

fn build(title: &str, given: &[Given]) -> Archive {
    let mut builder = Builder::default();
    builder.title(title);
    builder.language("en");
    for no in 0..5 {
        let about = given.get(no as usize);
        let text = |at: usize| about.map_or("", |given| given.texts[at].as_str());
        let idx = builder.article(&ArticleDraft {
            id: &format!("a{no}"),
            url: &format!("https://news.example/{no}?a=b&c=%20#x"),
            given_url: "x",
            headline: text(0),
            source: text(1),
            published: about.and_then(|given| given.published),
            language: "de",
            summary: text(2),
            image: (no % 2 == 0).then_some(ImageDraft {
                url: "https://news.example/i.png",
                alt: text(3),
                credit: text(4),
            }),
        });
        for (at, event) in given.iter().enumerate().filter(|(_, event)| event.articles.contains(&no)) {
            let list = |names: &[String]| names.iter().cloned().map(Cow::Owned).collect::<Vec<_>>();
            let (actors, countries) = (list(&event.actors), list(&event.countries));
            let kind = clean(&event.texts[5].to_ascii_lowercase()).into_owned();
            builder.event(
                idx,
                &EventDraft {
                    id: &clean(&format!("e{at} {}", event.texts[6])),
                    title: if event.texts[7].is_empty() { "untitled" } else { &event.texts[7] },
                    date: event.date,
                    given_date: "",
                    kind: &kind,
                    status: Status::ALL[event.status],
                    importance: event.importance,
                    place: &event.texts[2],
                    actors: &actors,
                    countries: &countries,
                    quote: &event.texts[4],
                },
            );
        }
    }
    builder.finish()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 200 } else { 1000 }))]

    #[test]
    fn article_json_is_read_as_it_was(archive in archives()) {
        let json = written(&archive, &all(&archive), super::json);
        let reading = read(json.as_bytes(), &ReadOptions { base_url: "", zone: &turning, format: None }).unwrap();
        let again = reading.archive;
        prop_assert_eq!(again.title(), archive.title());
        prop_assert_eq!(again.language(), archive.language());
        prop_assert_eq!(again.len(), archive.len(), "{}\n{:?}", json, reading.issues);
        for idx in 0..archive.len() as u32 {
            let id = archive.event(idx).unwrap().id();
            let found = again.find(id).expect("the event is there");
            prop_assert_eq!(told(&again, found), told(&archive, idx), "{}", json);
        }
        prop_assert_eq!(written(&again, &all(&again), super::json), json);
    }

    #[test]
    fn a_table_has_one_row_per_event_and_article(archive in archives()) {
        let table = written(&archive, &all(&archive), super::table);
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let columns: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
        prop_assert_eq!(columns.len(), 17);
        let mut rows = rows.into_iter();
        for event in archive.events() {
            for report in event.reports() {
                let row = rows.next().expect("a row");
                let article = archive.article(report.article).unwrap();
                let plain = |cell: &str| cell.strip_prefix('\'').unwrap_or(cell).to_owned();
                for (column, value) in [
                    ("id", event.id()), ("title", event.title()), ("kind", event.kind()),
                    ("quote", archive.text(report.quote)), ("headline", archive.text(article.headline)),
                    ("url", archive.text(article.url)),
                ] {
                    let cell = row.get(column).expect("the column");
                    prop_assert_eq!(plain(cell), plain(value));
                    prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t']), "{}", cell);
                }
                let date = match row.get("within").map(String::as_str) {
                    Some("") => EventDate::parse(&plain(&row["date"]), &turning),
                    within => EventDate::within(&plain(within.unwrap()), &turning),
                };
                prop_assert_eq!(date.as_ref(), Ok(event.date()));
            }
        }
        prop_assert_eq!(rows.next(), None);
    }

    #[test]
    fn a_calendar_has_one_entry_per_event(archive in archives()) {
        let calendar = written(&archive, &all(&archive), |excerpt| super::calendar(excerpt, &words()));
        for line in calendar.split("\r\n") {
            prop_assert!(line.len() <= 75, "{}", line);
            prop_assert!(!line.contains(['\n', '\r']));
        }
        let unfolded = icalendar::parser::unfold(&calendar);
        let parsed = icalendar::parser::read_calendar(&unfolded).map_err(TestCaseError::fail)?;
        let parsed = icalendar::Calendar::from(parsed);
        let entries: Vec<_> = parsed.iter().filter_map(icalendar::CalendarComponent::as_event).collect();
        let writable = |ms: i64| (1..=9999).contains(&crate::time::Civil::from_ms(ms).year);
        let events: Vec<Event<'_>> = archive.events().filter(|event| writable(event.extent().start_ms) && writable(event.extent().end_ms)).collect();
        prop_assert_eq!(entries.len(), events.len(), "{}", calendar);
        for (entry, event) in entries.iter().zip(&events) {
            use icalendar::Component;
            prop_assert_eq!(entry.get_summary(), Some(event.title()));
            prop_assert!(entry.get_uid().is_some_and(|uid| uid.ends_with("@news.example") && uid.starts_with(event.id())));
            let start = entry.get_start().expect("a start");
            let timed = event.date().precision() >= crate::time::Precision::Minute;
            prop_assert_eq!(!timed, matches!(start, icalendar::DatePerhapsTime::Date(_)));
            if !timed {
                let days = |date: Option<icalendar::DatePerhapsTime>| match date {
                    Some(icalendar::DatePerhapsTime::Date(day)) => day.and_time(Default::default()).and_utc().timestamp_millis(),
                    other => panic!("{other:?}"),
                };
                let (start_ms, end_ms) = (days(Some(start)), days(entry.get_end()));
                prop_assert!(start_ms <= event.extent().start_ms && end_ms >= event.extent().end_ms);
                prop_assert!(end_ms - event.extent().end_ms < DAY_MS && event.extent().start_ms - start_ms < DAY_MS);
            }
        }
    }
}

const TWO: &str = r#"{ "title": "Talks; and, more", "articles": [
    { "id": "one", "url": "one.html", "headline": "One", "source": "Example News", "published": "2016-10-13", "events": [
        { "id": "a", "title": "=SUM(A1)", "kind": "talks", "date": "2016-10-13", "actors": ["Zarif", "Lavrov"], "quote": "a \"b\"" },
        { "id": "b", "title": "Truce", "within": "2016-09-12/2016-09-19", "status": "disputed" },
        { "id": "c", "title": "Call", "date": "2016-10-13T14:00:00Z/2016-10-13T15:30Z" },
        { "id": "d", "title": "Old", "date": "-0043-03-15" } ] },
    { "id": "two", "url": "javascript:alert(1)", "headline": "Two?", "events": [ { "id": "a", "title": "=SUM(A1)", "date": "2016-10-13" } ] } ] }"#;

#[test]
fn only_what_is_chosen_is_written() {
    let archive = archive(TWO);
    let mut some = FixedBitSet::with_capacity(archive.len());
    some.insert(archive.find("b").unwrap() as usize);
    let json: serde_json::Value = serde_json::from_str(&written(&archive, &some, super::json)).unwrap();
    assert_eq!(
        json,
        serde_json::json!({ "title": "Talks; and, more", "articles": [{
            "id": "one", "url": "https://news.example/data/one.html", "headline": "One", "source": "Example News",
            "published": "2016-10-13",
            "events": [{ "id": "b", "title": "Truce", "within": "2016-09-12/2016-09-19", "status": "disputed" }],
        }] })
    );
    let nothing = FixedBitSet::with_capacity(archive.len());
    let json: serde_json::Value = serde_json::from_str(&written(&archive, &nothing, super::json)).unwrap();
    assert_eq!(json["articles"], serde_json::json!([]));
}

#[test]
fn a_formula_is_no_formula_in_a_table() {
    let archive = archive(TWO);
    let table = written(&archive, &all(&archive), super::table);
    let row = table.lines().find(|line| line.starts_with("a,")).unwrap();
    assert_eq!(
        row,
        "a,talks,'=SUM(A1),2016-10-13,,2016-10-13,2016-10-13,happened,3,Zarif; Lavrov,,,\"a \"\"b\"\"\",One,Example News,\
         2016-10-13,https://news.example/data/one.html"
    );
    assert!(table.contains("\r\nd,,Old,'-0043-03-15,,'-0043-03-15,'-0043-03-15,"), "{table}");
}

#[test]
fn a_calendar_says_what_it_cannot_show() {
    let archive = archive(TWO);
    let calendar = written(&archive, &all(&archive), |excerpt| super::calendar(excerpt, &words()));
    let unfolded = calendar.replace("\r\n ", "");
    for line in [
        "NAME:Talks\\; and\\, more",
        "DESCRIPTION:1 left out",
        "UID:a@news.example",
        "DTSTAMP:20161013T000000Z",
        "DTSTART;VALUE=DATE:20161013\r\nDTEND;VALUE=DATE:20161014",
        "DTSTART;VALUE=DATE:20160912\r\nDTEND;VALUE=DATE:20160920",
        "DESCRIPTION:between 12 and 19 September 2016\\n\\ndisputed\\n\\nOne\\nExample News\\nhttps://news.example/data/one.html",
        "DTSTART:20161013T140000Z\r\nDTEND:20161013T153000Z",
    ] {
        assert!(unfolded.contains(&format!("\r\n{line}\r\n")), "{line}\n{unfolded}");
    }
    assert!(!unfolded.contains("javascript"));
}

#[test]
fn a_citation_names_headline_source_date_address_and_event() {
    let archive = archive(TWO);
    let event = archive.event(archive.find("a").unwrap()).unwrap();
    let cited: Vec<String> = event
        .reports()
        .iter()
        .map(|report| {
            written(&archive, &all(&archive), |excerpt| super::citation(excerpt, event, report, &words()))
        })
        .collect();
    assert_eq!(
        cited,
        [
            "One. Example News, Thursday 13 October 2016. https://news.example/data/one.html (=SUM(A1), Thursday 13 October 2016)",
            "Two? javascript:alert(1) (=SUM(A1), Thursday 13 October 2016)",
        ]
    );
}
