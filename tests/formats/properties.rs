//! Properties: what is written in a format is read as it was, and no broken record costs another.

use std::fmt::Write;

use news_timeline::read::{Format, Reading, read};
use news_timeline::time::edtf;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::options;

/// An event as every format can hold it.
#[derive(Clone, Debug)]
struct Record {
    year: u16,
    month: u8,
    day: u8,
    title: String,
    path: u16,
}

impl Record {
    fn date(&self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    fn url(&self) -> String {
        format!("https://news.example/{}", self.path)
    }
}

/// Titles of letters of many scripts, with all that has a meaning in JSON, CSV and XML; no HTML.
fn records() -> impl Strategy<Value = Vec<Record>> {
    let title = "[a-zA-ZäéЖه文][a-zA-Zäéжه文 ,;\"'|\\\\{}:=-]{0,20}[a-zäéжه文]";
    let record = (1900..2100_u16, 1..13_u8, 1..29_u8, title, any::<u16>())
        .prop_map(|(year, month, day, title, path)| Record { year, month, day, title, path });
    prop::collection::vec(record, 1..12)
}

/// Records, some of them broken: a broken one is a number of something that is wrong.
fn with_broken() -> impl Strategy<Value = Vec<(Record, Option<usize>)>> {
    records().prop_flat_map(|records| {
        let count = records.len();
        let broken = prop::collection::vec(prop::option::weighted(0.4, 0..6_usize), count);
        broken.prop_map(move |broken| records.clone().into_iter().zip(broken).collect())
    })
}

/// Something in place of a record.
fn broken(no: usize) -> Value {
    match no {
        0 => Value::Null,
        1 => json!(17),
        2 => json!("text"),
        3 => json!([]),
        4 => json!({}),
        _ => json!({ "title": { "deep": [1, { "er": null }] }, "start": [], "date": {}, "events": 7 }),
    }
}

type Write1 = fn(&Record) -> Value;
type Wrap = fn(Vec<Value>) -> Value;

/// The formats in JSON: a record, and all of them.
const JSON: [(Format, Write1, Wrap); 9] = [
    (
        Format::TimelineJs,
        |r| json!({ "start_date": { "year": r.year, "month": r.month.to_string(), "day": r.day }, "text": { "headline": r.title }, "media": { "link": r.url() } }),
        |all| json!({ "events": all }),
    ),
    (
        Format::TimelineJs,
        |r| json!({ "startDate": format!("{},{},{}", r.year, r.month, r.day), "headline": r.title, "asset": { "media": r.url() } }),
        |all| json!({ "timeline": { "headline": "T", "date": all } }),
    ),
    (
        Format::JsonFeed,
        |r| json!({ "id": format!("{r:?}"), "url": r.url(), "title": r.title, "date_published": r.date() }),
        |all| json!({ "version": "https://jsonfeed.org/version/1.1", "items": all }),
    ),
    (
        Format::JsonLd,
        |r| json!({ "@type": "NewsArticle", "headline": r.title, "url": r.url(), "datePublished": r.date() }),
        |all| json!({ "@context": "https://schema.org", "@graph": all }),
    ),
    (
        Format::WordPress,
        |r| json!({ "id": r.path, "date": r.date(), "link": r.url(), "title": { "rendered": r.title } }),
        |all| json!({ "status": 200, "headers": {}, "body": all }),
    ),
    (
        Format::Gdelt,
        |r| json!({ "url": r.url(), "title": r.title, "seendate": format!("{}T101500Z", r.date().replace('-', "")) }),
        |all| json!({ "articles": all }),
    ),
    (
        Format::Acled,
        |r| json!({ "event_id_cnty": format!("{r:?}"), "event_date": r.date(), "sub_event_type": r.title }),
        |all| json!({ "success": true, "count": 1, "data": all }),
    ),
    (
        Format::Vis,
        |r| json!({ "start": r.date(), "content": r.title, "url": r.url() }),
        |all| json!({ "groups": [], "items": all }),
    ),
    (
        Format::Simile,
        |r| json!({ "start": r.date(), "title": r.title, "link": r.url() }),
        |all| json!({ "dateTimeFormat": "iso8601", "events": all }),
    ),
];

/// Date, title and address of all events, in order.
fn told(reading: &Reading) -> Vec<(String, String, String)> {
    let archive = &reading.archive;
    let mut told = Vec::new();
    for event in archive.events() {
        // Of several articles of one event each is told.
        for report in event.reports() {
            let url = archive.article(report.article).map_or("", |article| archive.text(article.url));
            let date = edtf(event.date(), &|_| 0);
            told.push((date, event.title().to_owned(), url.to_owned()));
        }
    }
    told.sort();
    told.dedup();
    told
}

fn expected<'a>(records: impl Iterator<Item = &'a Record>, format: Format) -> Vec<(String, String, String)> {
    let tidy = |title: &str| title.split_whitespace().collect::<Vec<_>>().join(" ");
    let one = |record: &Record| {
        let url = if format == Format::Acled { String::new() } else { record.url() };
        (record.date(), tidy(&record.title), url)
    };
    let mut told: Vec<_> = records.map(one).collect();
    told.sort();
    told.dedup();
    told
}

/// GDELT's titles are tidied, so that they may differ: their letters do not.
fn letters(told: Vec<(String, String, String)>, format: Format) -> Vec<(String, String, String)> {
    let only = |title: String| {
        title.chars().filter(|ch| ch.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let mut told: Vec<_> = match format {
        Format::Gdelt => told.into_iter().map(|(date, title, url)| (date, only(title), url)).collect(),
        _ => told,
    };
    told.sort();
    told.dedup();
    told
}

fn csv(records: &[(Record, Option<usize>)]) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut text = "title,url,date\n".to_owned();
    // A first row by which the table is known.
    text.push_str("First,https://news.example/first,1850-01-01\n");
    for (record, broken) in records {
        _ = match broken {
            None => writeln!(text, "{},{},{}", quoted(&record.title), record.url(), record.date()),
            Some(0) => writeln!(text, ",,"),
            Some(1) => writeln!(text),
            Some(2) => writeln!(text, "No date,,"),
            Some(3) => writeln!(text, "one cell"),
            Some(4) => writeln!(text, "a,b,1850-02-30,more,cells"),
            Some(_) => writeln!(text, "\"\",\"\",\"not a day\""),
        };
    }
    text
}

fn rss(records: &[(Record, Option<usize>)]) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let mut text = "<rss><channel><title>T</title>".to_owned();
    for (record, broken) in records {
        _ = match broken {
            None => write!(
                text,
                "<item><title>{}</title><link>{}</link><dc:date>{}</dc:date></item>",
                escaped(&record.title),
                record.url(),
                record.date()
            ),
            Some(0) => write!(text, "<item/>"),
            Some(1) => write!(text, "<item><title>No date</title></item>"),
            Some(2) => {
                write!(text, "<item><title>&undeclared; & dangling</title><pubDate>soon</pubDate></item>")
            }
            Some(3) => write!(text, "<item><title>Not closed<link></item>"),
            Some(4) => write!(text, "stray text </b><item x=1 y></item>"),
            Some(_) => write!(text, "<!-- <item> --><item><![CDATA[<]]></item>"),
        };
    }
    text + "</channel></rss>"
}

fn reading(text: &str) -> Reading {
    read(text.as_bytes(), &options(None)).unwrap_or_else(|error| panic!("{error}: {text}"))
}

proptest! {
    #[test]
    fn what_is_written_is_read_and_nothing_broken_costs_it(records in with_broken()) {
        let good = || records.iter().filter(|(_, broken)| broken.is_none()).map(|(record, _)| record);
        prop_assume!(good().next().is_some());
        for (format, write, wrap) in JSON {
            let all = records.iter().map(|(record, no)| no.map_or_else(|| write(record), broken));
            let text = wrap(all.collect()).to_string();
            let found = reading(&text);
            prop_assert_eq!(found.format, format, "{}", text);
            let (told, wanted) = (letters(told(&found), format), letters(expected(good(), format), format));
            prop_assert_eq!(told, wanted, "{}", text);
            let broken = records.iter().filter(|(_, broken)| broken.is_some()).count();
            prop_assert!(broken == 0 || found.issues.count() > 0 || format == Format::JsonLd, "{}", text);
        }
    }

    #[test]
    fn nor_in_tables_and_feeds(records in with_broken()) {
        let good = || records.iter().filter(|(_, broken)| broken.is_none()).map(|(record, _)| record);
        let found = told(&reading(&csv(&records)));
        let found: Vec<_> = found.into_iter().filter(|(date, ..)| !date.starts_with("18")).collect();
        prop_assert_eq!(found, expected(good(), Format::Table));
        let found = reading(&rss(&records));
        prop_assert_eq!(found.format, Format::Feed);
        prop_assert_eq!(told(&found), expected(good(), Format::Feed));
    }
}
