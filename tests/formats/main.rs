//! Is every format that newsrooms have read for what it says? One file of ours per format, with every quirk that is known of it.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its own functions too")]

mod damage;
mod files;
mod properties;
mod tables;
mod whatever;

use std::fs;
use std::path::Path;

use news_timeline::archive::{Archive, Facet};
use news_timeline::read::{Format, ReadOptions, Reading, read};
use news_timeline::time::edtf;

fn options(format: Option<Format>) -> ReadOptions<'static> {
    ReadOptions { base_url: "https://data.example/feeds/data", zone: &|_| 0, format }
}

fn bytes(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/formats").join(name);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Reads a file; the same is read if the format is named.
fn reading(name: &str, format: Format) -> Reading {
    let bytes = bytes(name);
    let found = read(&bytes, &options(None)).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(found.format, format, "{name}");
    let named = read(&bytes, &options(Some(format))).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(lines(&named), lines(&found), "{name}");
    assert_eq!(named.format, format);
    found
}

fn values(archive: &Archive, event: u32, facet: Facet) -> String {
    let event = archive.event(event).expect("an event");
    let names: Vec<&str> =
        event.values(facet).iter().map(|value| archive.facet(facet).names.get(*value)).collect();
    names.join("+")
}

/// An event as a line: date, kind, title, and what else there is of it; then the articles' sources and addresses.
fn lines(reading: &Reading) -> Vec<String> {
    let archive = &reading.archive;
    let mut lines = Vec::new();
    for event in archive.events() {
        let mut line = format!("{} | {} | {}", edtf(event.date(), &|_| 0), event.kind(), event.title());
        for (name, text) in [
            ("actors", values(archive, event.idx(), Facet::Actor)),
            ("in", values(archive, event.idx(), Facet::Country)),
            ("at", event.place().to_owned()),
            ("of", values(archive, event.idx(), Facet::Source)),
        ] {
            if !text.is_empty() {
                line.push_str(&format!(" | {name} {text}"));
            }
        }
        if event.status().name() != "happened" {
            line.push_str(&format!(" | {}", event.status().name()));
        }
        for report in event.reports() {
            let article = archive.article(report.article).expect("an article");
            let url = archive.text(article.url);
            if !url.is_empty() {
                line.push_str(&format!(" | {url}"));
            }
        }
        lines.push(line);
    }
    lines
}

fn issues(reading: &Reading) -> Vec<String> {
    let told = reading.issues.kept().iter();
    told.map(|issue| format!("{}: {} {} {}", issue.record, issue.field, issue.text, issue.action)).collect()
}

#[track_caller]
fn check(name: &str, format: Format, title: &str, events: &[&str], doubts: &[&str]) -> Reading {
    let reading = reading(name, format);
    assert_eq!(reading.archive.title(), title, "{name}");
    let lines = lines(&reading);
    assert_eq!(
        lines,
        events,
        "{name}:\n{}\n",
        lines.iter().map(|line| format!("{line:?},\n")).collect::<String>()
    );
    let found = issues(&reading);
    let fits =
        found.len() == doubts.len() && found.iter().zip(doubts).all(|(issue, part)| issue.contains(part));
    assert!(fits, "{name}:\n{}\n", found.iter().map(|line| format!("{line:?},\n")).collect::<String>());
    reading
}
