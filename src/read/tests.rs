use proptest::prelude::*;

use super::*;
use crate::archive::{Event, Facet, Status};

fn utc(_: i64) -> i32 {
    0
}

const OPTIONS: ReadOptions<'static> =
    ReadOptions { base_url: "https://news.example/data/t.json", zone: &utc, format: None };

fn read_text(text: &str) -> Reading {
    read(text.as_bytes(), &OPTIONS).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn names<'a>(event: Event<'a>, archive: &'a Archive, facet: Facet) -> Vec<&'a str> {
    event.values(facet).iter().map(|&value| archive.facet(facet).names.get(value)).collect()
}

#[test]
fn reads_every_field() {
    let reading = read_text(
        r#"{ "articles": [ { "id": "a", "url": "iran.html", "headline": "Iran urges", "source": "Example News",
            "published": "2016-10-13", "language": "en", "summary": "S",
            "image": { "url": "i.jpg", "alt": "Alt", "credit": "AFP" },
            "events": [ { "id": "call", "kind": "Talks", "title": "A call", "date": "2016-10-13",
              "actors": ["zarif", "Lavrov"], "countries": ["IRN", "Russia"], "place": "Moscow",
              "status": "scheduled", "quote": "a call, twice", "importance": 5 } ] } ],
          "actors": { "zarif": { "name": "Javad Zarif", "country": "IR", "aliases": ["Zarif"] } },
          "title": "Talks", "language": "en" }"#,
    );
    assert_eq!(reading.issues.count(), 0);
    let archive = &reading.archive;
    assert_eq!((archive.title(), archive.language(), archive.len()), ("Talks", "en", 1));
    let event = archive.event(0).unwrap();
    assert_eq!(
        (event.id(), event.kind(), event.title(), event.place()),
        ("call", "talks", "A call", "Moscow")
    );
    assert_eq!((event.status(), event.importance()), (Status::Scheduled, 5));
    assert_eq!(names(event, archive, Facet::Actor), ["Javad Zarif", "Lavrov"]);
    assert_eq!(names(event, archive, Facet::Country), ["IR", "RU"]);
    assert_eq!(names(event, archive, Facet::Source), ["Example News"]);
    let report = event.reports()[0];
    assert_eq!(archive.text(report.quote), "a call, twice");
    let article = archive.article(report.article).unwrap();
    assert_eq!(archive.text(article.url), "https://news.example/data/iran.html");
    assert_eq!(archive.text(article.image.unwrap().url), "https://news.example/data/i.jpg");
    assert_eq!(archive.find("call"), Some(0));
    assert_eq!(archive.find("no such"), None);
}

#[test]
fn one_event_of_several_articles_is_one_point() {
    let reading = read_text(
        r#"[ { "url": "/a", "headline": "A", "source": "One", "events": [
              { "id": "x", "title": "X", "date": "2016", "actors": ["P"], "quote": "qa" } ] },
            { "url": "/b", "headline": "B", "source": "Two", "events": [
              { "id": "x", "title": "X again", "date": "2016", "kind": "talks", "actors": ["Q", "P"], "quote": "qb" },
              { "id": "y", "title": "Y", "date": "2015" } ] } ]"#,
    );
    let archive = &reading.archive;
    assert_eq!((archive.len(), reading.issues.count()), (2, 0));
    let event = archive.event(archive.find("x").unwrap()).unwrap();
    assert_eq!((event.title(), event.kind(), event.reports().len()), ("X", "talks", 2));
    assert_eq!(names(event, archive, Facet::Actor), ["P", "Q"]);
    assert_eq!(names(event, archive, Facet::Source), ["One", "Two"]);
    let quotes: Vec<&str> = event.reports().iter().map(|report| archive.text(report.quote)).collect();
    assert_eq!(quotes, ["qa", "qb"]);
}

#[test]
fn one_actor_under_several_spellings_is_one_value() {
    let reading = read_text(
        r#"{ "articles": [ { "url": "/a", "headline": "A", "events": [
            { "title": "1", "date": "2016", "actors": ["erdogan"] },
            { "title": "2", "date": "2016", "actors": ["Recep Tayyip Erdoğan"] },
            { "title": "3", "date": "2016", "actors": "R. T. Erdogan" },
            { "title": "4", "date": "2016", "actors": [{ "name": "ERDOGAN" }] } ] } ],
          "actors": { "erdogan": { "name": "Recep Tayyip Erdoğan", "country": "Turkey", "aliases": ["r. t. erdogan"] } } }"#,
    );
    let archive = &reading.archive;
    assert_eq!(archive.facet(Facet::Actor).names.iter().collect::<Vec<_>>(), ["Recep Tayyip Erdoğan"]);
    assert!(
        archive.events().all(|event| names(event, archive, Facet::Country) == ["TR"]),
        "the actor's country counts"
    );
}

#[test]
fn ids_come_from_content_never_from_position() {
    let event = |title: &str| format!(r#"{{ "title": "{title}", "date": "2016" }}"#);
    let file = |events: &[String]| {
        format!(r#"[{{ "url": "/a", "headline": "A", "events": [{}] }}]"#, events.join(","))
    };
    let one = read_text(&file(&[event("Алеппо"), event("جنيف")]));
    let other = read_text(&file(&[event("New"), event("جنيف"), event("Алеппо")]));
    for event in one.archive.events() {
        let again = other.archive.event(other.archive.find(event.id()).unwrap()).unwrap();
        assert_eq!(again.title(), event.title());
    }
}

#[test]
fn an_article_without_events_is_a_report_on_its_day() {
    let reading = read_text(r#"[{ "url": "/a", "headline": "Long read", "published": "2016-10-13" }]"#);
    let event = reading.archive.event(0).unwrap();
    assert_eq!((event.kind(), event.title()), ("report", "Long read"));
    assert_eq!(event.extent().duration_ms(), 86_400_000);
}

#[test]
fn what_still_goes_on_lasts_until_it_was_last_reported() {
    let reading = read_text(
        r#"[{ "url": "/a", "headline": "A", "published": "2016-10-13",
              "events": [{ "title": "War", "date": "2011-03/.." }] }]"#,
    );
    let extent = reading.archive.event(0).unwrap().extent();
    let end = crate::time::EventDate::parse("2016-10-13", &utc).unwrap().extent().end_ms;
    assert_eq!(extent.end_ms, end);
}

/// Each bad record: what it is, how many events remain of it and one good neighbour, and the field of its issue.
#[test]
fn one_bad_record_never_costs_another() {
    let good = r#"{ "title": "Good", "date": "2016-10-13" }"#;
    for (bad, remain, field) in [
        (r#"{ "date": "2016" }"#, 2, "title"),
        (r#"{ "title": "No date" }"#, 1, "date"),
        (r#"{ "title": "T", "date": "2016-02-30" }"#, 1, "date"),
        (r#"{ "title": "T", "date": "2016-09-19/2016-09-12" }"#, 1, "date"),
        (r#"{ "title": "T", "within": "2016-09-19/" }"#, 1, "within"),
        (r#"{ "title": "T", "date": {} }"#, 1, "date"),
        (r#"{ "title": "T", "date": "2016", "status": "maybe" }"#, 2, "status"),
        (r#"{ "title": "T", "date": "2016", "status": [] }"#, 2, "status"),
        (r#"{ "title": "T", "date": "2016", "importance": "very" }"#, 2, "importance"),
        (r#"{ "title": "T", "date": "2016", "importance": 6 }"#, 2, "importance"),
        (r#"{ "title": "T", "date": "2016", "actors": [["nested"]] }"#, 2, "actors"),
        ("17", 1, ""),
        ("null", 1, ""),
        ("[]", 1, ""),
        (r#""text""#, 1, ""),
    ] {
        let file = format!(r#"[{{ "url": "/a", "headline": "A", "events": [{bad}, {good}] }}]"#);
        let reading = read_text(&file);
        assert_eq!(reading.archive.len(), remain, "{bad}");
        assert_eq!(reading.issues.count(), 1, "{bad}: {:?}", reading.issues);
        assert_eq!(reading.issues.skipped(), 2 - remain, "{bad}");
        let issue = &reading.issues.kept()[0];
        assert_eq!(issue.field, field, "{bad}");
        assert!(issue.record.starts_with("article 1 “A”, event 1"), "{}", issue.record);
        assert!(!issue.action.is_empty());
    }
}

#[test]
fn a_taken_id_costs_no_event() {
    let reading = read_text(
        r#"[{ "url": "/a", "headline": "A", "events": [
            { "id": "x", "title": "One", "date": "2016" },
            { "id": "x", "title": "Two", "date": "2017" },
            { "id": "x", "title": "One", "date": "2016" } ] }]"#,
    );
    assert_eq!((reading.archive.len(), reading.issues.count()), (2, 2));
}

#[test]
fn links_that_are_not_safe_are_text() {
    let reading = read_text(
        r#"[{ "url": "javascript:alert(1)", "headline": "A", "events": [{ "title": "T", "date": "2016" }] }]"#,
    );
    let article = &reading.archive.articles()[0];
    assert!(article.url.is_empty());
    assert_eq!(reading.archive.text(article.given_url), "javascript:alert(1)");
    assert_eq!(reading.issues.kept()[0].field, "url");
}

#[test]
fn a_broken_file_gives_what_stands_before_the_break() {
    let whole = r#"{"title":"T","articles":[{"url":"/a","headline":"A","events":[{"title":"1","date":"2016"},{"title":"2","date":"2016"}]}]}"#;
    for end in whole.find(r#","date":"2016"},"#).unwrap() + 15..whole.len() {
        let reading = read_text(&whole[..end]);
        assert!((1..=2).contains(&reading.archive.len()), "{}", &whole[..end]);
        assert_eq!(reading.issues.count(), 1);
    }
}

#[test]
fn what_cannot_be_shown_says_why() {
    for (text, error) in [
        ("", ReadError::Empty),
        (" \n", ReadError::Empty),
        ("<!doctype html><p>Not found", ReadError::Html),
        ("{}", ReadError::Unknown),
        ("7", ReadError::Unknown),
        (r#"{"articles": 7}"#, ReadError::Unknown),
    ] {
        assert_eq!(read(text.as_bytes(), &OPTIONS).unwrap_err(), error, "{text}");
    }
    let error = read(b"{\"articles\": [oops", &OPTIONS).unwrap_err();
    assert!(matches!(error, ReadError::Syntax(ref words) if words.contains("line 1")), "{error}");
    assert_eq!(read_text(r#"{"articles":[]}"#).archive.len(), 0);
    assert_eq!(read_text("\u{feff}[]").archive.len(), 0);
}

#[test]
fn text_that_is_not_unicode_is_read_all_the_same() {
    let mut file = br#"[{ "url": "/a", "headline": "Caf"#.to_vec();
    file.push(0xe9);
    file.extend(br#"", "published": "2016" }]"#);
    assert_eq!(read(&file, &OPTIONS).unwrap().archive.len(), 1);
}

/// A file of all sorts: letters of several bytes, escapes, actors after articles, repairs.
const ALL_SORTS: &str = "\u{feff}{\"title\": \"Gespräche – محادثات\", \"articles\": [\n\
    {\"url\": \"/a\", \"headline\": \"A \\u00e9 \\ud83d\\ude00 😀 \\u0041\", \"published\": \"2016-10-13\", \"events\": [\n\
        {\"id\": \"i\", \"title\": \"First\", \"date\": \"2016-09~/2016-10\", \"actors\": [\"z\"], \"importance\": 5.0},\n\
        {\"title\": \"Second\", \"start\": \"2016\", \"end\": \"..\", \"countries\": [\"IR\", \"ru\"], \"quote\": \"in a\tcall\"}\n    ]},\n\
    17, {\"url\": \"/b\", \"headline\": \"B\", \"published\": \"2017\", \"x\": {\"deep\": [[{}, null, true, -1.5e3]]}},\n\
    {\"url\": \"/c\", \"headline\": \"C\", \"events\": [{\"id\": \"i\", \"title\": \"First\", \"date\": \"2016-10\", \"quote\": \"again\"},\n\
        {\"id\": \"j\", \"title\": \"Third\", \"date\": 2018-01-02}, {\"id\": \"j\", \"date\": \"?\"}]},\n\
    ],\n\"actors\": {\"z\": {\"name\": \"Žarif\", \"country\": \"IR\", \"aliases\": [\"y\"]}}, \"language\": \"en\"}\n";

/// All that a reading says.
fn told(reading: Result<Reading, ReadError>) -> Result<(String, Vec<String>), ReadError> {
    let Reading { archive, issues, .. } = reading?;
    let events = archive.events().map(|event| {
        let facets = Facet::ALL.map(|facet| names(event, &archive, facet));
        let quotes = event.reports().iter().map(|report| archive.text(report.quote));
        let quotes: Vec<&str> = quotes.collect();
        format!(
            "{} {} {:?} {facets:?} {} {quotes:?}",
            event.id(),
            event.title(),
            event.date(),
            event.importance()
        )
    });
    let articles = archive.articles().iter().map(|article| archive.text(article.headline).to_owned());
    let found = [archive.title().to_owned(), archive.language().to_owned(), format!("{issues:?}")];
    Ok((found.join(" "), events.chain(articles).collect()))
}

#[test]
fn a_file_of_all_sorts_is_read() {
    let (_, told) = told(Ok(read_text(ALL_SORTS))).unwrap();
    assert_eq!(told.len(), 7, "{told:?}");
}

proptest! {
    #[test]
    fn nothing_makes_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        _ = read(&bytes, &OPTIONS);
    }

    #[test]
    fn no_damage_to_a_file_makes_it_panic(at in 0usize..300, byte in any::<u8>()) {
        let mut file = br#"{"actors":{"z":{"name":"Z","aliases":["y"]}},"articles":[{"url":"u","headline":"h","published":"2016","events":[{"id":"i","title":"t","date":"2016-09~/2016-10","actors":["z"],"countries":["IR"]},{"title":"t","start":"2016","end":".."}]}]}"#.to_vec();
        let len = file.len();
        file[at % len] = byte;
        _ = read(&file, &OPTIONS);
    }

    #[test]
    fn no_cutting_into_pieces_changes_what_is_read(
        cuts in proptest::collection::vec(any::<prop::sample::Index>(), 0..9),
        damage in proptest::option::of((any::<prop::sample::Index>(), any::<u8>())),
        each: bool,
    ) {
        let mut file = ALL_SORTS.as_bytes().to_vec();
        if let Some((at, byte)) = damage {
            let at = at.index(file.len());
            file[at] = byte;
        }
        let whole = read(&file, &OPTIONS);
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(file.len() + 1)).collect();
        if each {
            cuts = (0..file.len()).collect();
        }
        cuts.extend([0, file.len()]);
        cuts.sort_unstable();
        let mut incoming = Incoming::new(OPTIONS);
        for piece in cuts.windows(2) {
            incoming.push(&file[piece[0]..piece[1]]);
        }
        prop_assert_eq!(told(incoming.finish().and_then(super::whole)), told(whole));
    }

    #[test]
    fn no_damage_costs_what_stands_before_it(at: prop::sample::Index, byte: u8) {
        let mut file = ALL_SORTS.as_bytes().to_vec();
        let at = at.index(file.len());
        file[at] = byte;
        let Ok(reading) = read(&file, &OPTIONS) else { return Ok(()) };
        for (title, end) in ["First", "Second", "Third"].map(|title| (title, ALL_SORTS.find(title).unwrap() + 40)) {
            let there = reading.archive.events().any(|event| event.title() == title);
            prop_assert!(there || at <= end, "{} {}", title, String::from_utf8_lossy(&file));
        }
    }

    #[test]
    fn any_order_of_articles_gives_the_same_events(order in Just((0..6).collect::<Vec<usize>>()).prop_shuffle()) {
        let article = |no: &usize| format!(
            r#"{{"url":"/{no}","headline":"{no}","events":[{{"title":"{no}","date":"201{no}"}},{{"title":"all","date":"2016","id":"all"}}]}}"#
        );
        let file = |order: &[usize]| format!("[{}]", order.iter().map(article).collect::<Vec<_>>().join(","));
        let ids = |text: &str| read_text(text).archive.events().map(|event| event.id().to_owned()).collect::<Vec<_>>();
        prop_assert_eq!(ids(&file(&order)), ids(&file(&[0, 1, 2, 3, 4, 5])));
    }
}

#[test]
fn links_are_resolved_as_browsers_do() {
    let base = "https://news.example/a/b/c.json?q#f";
    for (link, wanted) in [
        ("https://x.example/y", Some("https://x.example/y")),
        ("HTTP://x.example", Some("HTTP://x.example")),
        ("d.html", Some("https://news.example/a/b/d.html")),
        ("./d.html#p", Some("https://news.example/a/b/d.html#p")),
        ("../d?x=/..", Some("https://news.example/a/d?x=/..")),
        ("../../../d", Some("https://news.example/d")),
        ("/d/./e/../f/", Some("https://news.example/d/f/")),
        ("/d/..", Some("https://news.example/")),
        ("//x.example/y", Some("https://x.example/y")),
        ("?x", Some("https://news.example/a/b/c.json?x")),
        ("#x", Some("https://news.example/a/b/c.json#x")),
        ("a:b", None),
        ("d/x:y", Some("https://news.example/a/b/d/x:y")),
        ("javascript:alert(1)", None),
        (" java\nscript:alert(1)", None),
        ("\u{1}javascript:alert(1)", None),
        ("JaVaScRiPt:alert(1)", None),
        ("data:text/html,x", None),
        ("blob:https://x.example/y", None),
        ("vbscript:x", None),
        ("https:", None),
        ("http:/x", None),
        ("", None),
        ("  ", None),
        ("\\\\x.example\\y", Some("https://x.example/y")),
    ] {
        assert_eq!(link::resolve(base, link).as_deref(), wanted, "{link:?}");
    }
    assert_eq!(link::resolve("not a base", "x"), None);
}

#[test]
fn the_passage_goes_into_the_fragment() {
    assert_eq!(
        link::to_passage("https://x.example/a", "a well-known truce, “now” & then"),
        "https://x.example/a#:~:text=a%20well%2Dknown%20truce%2C%20%E2%80%9Cnow%E2%80%9D%20%26%20then"
    );
    assert_eq!(link::to_passage("https://x.example/a#b", "c"), "https://x.example/a#b:~:text=c");
    assert_eq!(link::to_passage("https://x.example/a", ""), "https://x.example/a");
    assert_eq!(link::to_passage("", "c"), "");
}
