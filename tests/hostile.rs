//! Do hostile texts do no harm, whatever field they stand in? What reads data, makes links of it and writes it out, without a browser;
//! `tests/browser/tests/widget/hostile.rs` shows the same texts.

#![expect(clippy::expect_used, reason = "a test fails by panicking, in its own functions too")]

use std::fs;
use std::path::Path;

use fixedbitset::FixedBitSet;
use news_timeline::archive::{Archive, Facet};
use news_timeline::export::{Excerpt, Words, calendar, json, table};
use news_timeline::link::{Link, fragment};
use news_timeline::query::Filter;
use news_timeline::read::{ReadOptions, link, read};
use url::Url;

const BASE: &str = "https://news.example/timelines/syria.json";

/// The texts as JSON string literals, which may hold half characters.
fn literals() -> Vec<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/hostile.txt");
    let text = fs::read_to_string(file).expect("the fixture is there");
    text.lines().filter(|line| line.starts_with('"')).map(str::to_owned).collect()
}

/// Article JSON with a text in every field that takes one, as value and as key.
fn everywhere(text: &str) -> String {
    format!(
        r#"{{"title":{text},"language":{text},
        "actors":{{{text}:{{"name":{text},"country":{text},"aliases":[{text}]}},"x":{text}}},
        "articles":[
            {{"id":{text},"url":{text},"headline":{text},"source":{text},"published":{text},"language":{text},"summary":{text},
              {text}:{text},"image":{{"url":{text},"alt":{text},"credit":{text}}},
              "events":[{{"id":"sure","title":"Sure","date":"2016-10-12","kind":{text},"actors":[{text},"x"],"countries":[{text}],
                "place":{text},"status":{text},"quote":{text},"importance":{text},{text}:{text}}},
                {{"id":{text},"title":{text},"date":"2016-10-13","within":{text},"actors":{text},"countries":{text}}},
                {{"title":"Undated","date":{text}}}]}},
            {{"url":"https://news.example/a","headline":"A","events":[{{"id":"other","title":{text},"date":"2016-10-14"}}]}}]}}"#
    )
}

fn archive(json: &str) -> Archive {
    read(json.as_bytes(), &ReadOptions { base_url: BASE, zone: &|_| 0, format: None })
        .expect("something can be shown")
        .archive
}

/// The texts as the reader of the file takes them.
fn texts() -> Vec<String> {
    let of = |literal: &String| {
        let file = format!(
            r#"[{{"url":"/","headline":"A","events":[{{"id":"a","title":"A","date":"2016","quote":{literal}}}]}}]"#
        );
        let archive = archive(&file);
        let report = *archive.reports(0).first().expect("a report");
        archive.text(report.quote).to_owned()
    };
    literals().iter().map(of).collect()
}

/// Whether an address leads nowhere but into the web: some are no addresses to a browser, and lead nowhere at all.
fn is_web(address: &str) -> bool {
    let has_scheme =
        address.starts_with("http://") || address.starts_with("https://") || address.starts_with("HTTP");
    has_scheme
        && Url::parse(address).map_or(true, |url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

#[test]
fn there_are_many_and_all_are_different() {
    let mut literals = literals();
    literals.sort();
    literals.dedup();
    assert!(literals.len() >= 150, "{}", literals.len());
}

#[test]
fn no_record_is_lost_and_every_link_is_one_of_the_web() {
    for literal in literals() {
        let archive = archive(&everywhere(&literal));
        for id in ["sure", "other"] {
            assert!(archive.find(id).is_some(), "{id} is lost with {literal}");
        }
        for article in archive.articles() {
            let url = archive.text(article.url);
            assert!(url.is_empty() || is_web(url), "{url:?} of {literal}");
            if let Some(image) = article.image {
                let url = archive.text(image.url);
                assert!(is_web(url), "the image {url:?} of {literal}");
            }
        }
        for event in archive.events() {
            if let Some(link) = link::of_event(&archive, event) {
                assert!(is_web(&link), "{link:?} of {literal}");
            }
        }
    }
}

#[test]
fn links_lead_where_browsers_take_them_to_lead() {
    let base = Url::parse(BASE).expect("a valid address");
    for text in texts() {
        let Some(resolved) = link::resolve(BASE, &text) else { continue };
        let ours = Url::parse(&resolved);
        let theirs = base.join(&text);
        assert_eq!(ours.ok(), theirs.ok(), "{text:?} became {resolved:?}");
    }
}

#[test]
fn a_link_carries_them_and_says_nothing_else() {
    for text in texts() {
        let mut filter = Filter::default();
        for facet in Facet::ALL {
            filter.choice_mut(facet).include = std::iter::once(text.clone()).collect();
        }
        filter.q.clone_from(&text);
        let link = Link { event: Some(text.clone()), filter: Some(filter), ..Link::default() };
        let name = fragment::name("one", 0);
        let address = fragment::with_section("", &name, Some(&link.encode()));
        assert!(!address.contains(|ch: char| ch.is_ascii_control() || " \"<>`".contains(ch)), "{address:?}");
        let fields = fragment::section(&address, &name).expect("the section is there");
        let read = Link::decode(&fields, &|_| 0);
        assert_eq!((read.link.event.unwrap_or_default(), read.unknown), (text, vec![]), "{address}");
    }
}

#[test]
fn a_fragment_made_of_them_is_read_without_harm() {
    for text in texts() {
        for fragment in [
            text.clone(),
            format!("nt:{text}"),
            format!("nt:kind={text}&range={text}&from={text}&view={text}"),
        ] {
            if let Some(fields) = fragment::section(&fragment, "nt") {
                let read = Link::decode(&fields, &|_| 0);
                // What was understood is written as it was read.
                let again = Link::decode(&read.link.encode(), &|_| 0);
                assert_eq!(again.link, read.link, "{fragment:?}");
            }
        }
    }
}

#[test]
fn what_is_taken_away_is_well_formed() {
    for literal in literals() {
        let archive = archive(&everywhere(&literal));
        let mut events = FixedBitSet::with_capacity(archive.len());
        events.insert_range(..);
        let excerpt = Excerpt { archive: &archive, events: &events, zone: &|_| 0 };
        let written = json(&excerpt);
        serde_json::from_str::<serde_json::Value>(&written).expect("JSON");
        assert_eq!(self::archive(&written).len(), archive.len(), "{literal}");
        let rows = table(&excerpt);
        let mut rows = csv::Reader::from_reader(rows.as_bytes());
        for row in rows.records() {
            for cell in &row.expect("a row of as many cells") {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "a formula: {cell:?}");
            }
        }
        let words = Words { date: &|_| String::new(), status: &|_| None, left_out: &|_| String::new() };
        let read: icalendar::Calendar = calendar(&excerpt, &words).parse().expect("a calendar");
        assert!(read.components.len() >= archive.len(), "{literal}");
    }
}
