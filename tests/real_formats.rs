//! Are files that nobody here wrote read for what they hold? They lie outside the project; where they are missing the tests say so.

#![expect(clippy::panic, reason = "a test fails by panicking, in its own functions too")]

use std::fs;
use std::path::{Path, PathBuf};

use news_timeline::archive::Archive;
use news_timeline::read::{Format, ReadError, ReadOptions, Reading, read};
use news_timeline::time::edtf;

/// The folder, unless it is missing.
fn folder() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let folder = std::env::var_os("REAL_DATA").map_or_else(beside, PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: {} is no folder with real data (REAL_DATA names one)", folder.display());
    None
}

fn result(path: &Path) -> Result<Reading, ReadError> {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    read(&bytes, &ReadOptions { base_url: "https://data.example/data/file", zone: &|_| 0, format: None })
}

fn links(archive: &Archive) -> usize {
    archive.articles().iter().filter(|article| !article.url.is_empty()).count()
}

/// File, format, events, articles with a link, records left out, the first event and the last.
type Row = (&'static str, Format, usize, usize, usize, &'static str, &'static str);

const FILES: [Row; 21] = [
    (
        "timelinejs/inls500-geological-years.v3.json",
        Format::TimelineJs,
        5,
        5,
        0,
        "-5410 Geological Timeline Test",
        "-0258 -258",
    ),
    (
        "timelinejs/inls500-milliseconds.v3.json",
        Format::TimelineJs,
        5,
        0,
        0,
        "2015-01-01T01:01:01 Test",
        "2015-01-01T01:01:01 Test",
    ),
    (
        "timelinejs/knightlab-example.v2.jsonp",
        Format::TimelineJs,
        21,
        21,
        0,
        "2011-12-12 Sh*t Girls Say",
        "2012-01-27 Sh*t Web Designers Say",
    ),
    (
        "timelinejs/knightlab-houston.v2.json",
        Format::TimelineJs,
        18,
        13,
        0,
        "1963-08-09 A Musical Heritage",
        "2012-02-11 Whitney Houston 1963-2012",
    ),
    (
        "timelinejs/knightlab-houston.v3.json",
        Format::TimelineJs,
        18,
        13,
        0,
        "1963-08-09 A Musical Heritage",
        "2012-02-11 Whitney Houston 1963-2012",
    ),
    (
        "timelinejs/knightlab-ng-newspaper-es.v3.json",
        Format::TimelineJs,
        6,
        1,
        0,
        "1440 Los tipos móviles de Gutenberg",
        "1993 La Web se hace pública",
    ),
    (
        "timelinejs/knightlab-republican-primary-2012.v3.json",
        Format::TimelineJs,
        13,
        11,
        0,
        "2012-01-03 Iowa",
        "2012-03-06 Super Tuesday",
    ),
    (
        "timelinejs/knightlab-seventh-century-eras.v3.json",
        Format::TimelineJs,
        23,
        19,
        0,
        "0600/0650 Era Test 600-650",
        "0700/0720 Era Test 700-720",
    ),
    (
        "timelinejs/knightlab-twain.v3.json",
        Format::TimelineJs,
        17,
        8,
        0,
        "1900-01-06T06:45:56 another youtube video",
        "2014 Get started!",
    ),
    (
        "timelinejs/knightlab-women-in-computing.v3.json",
        Format::TimelineJs,
        10,
        8,
        0,
        "1815-12-10/1852-11-27 Ada Lovelace",
        "1985 \"The Mother of the Internet\"",
    ),
    (
        "jsonfeed/3960.json",
        Format::JsonFeed,
        20,
        20,
        0,
        "2019-02-14T18:11:34+00:00 Simplex, Duplex",
        "2020-02-21T17:08:06+00:00 Lecker, lecker",
    ),
    (
        "jsonfeed/allthis.json",
        Format::JsonFeed,
        12,
        12,
        0,
        "2017-10-23T00:10:42+00:00 Feed reading",
        "2017-11-23T21:08:29+00:00 Last thoughts on modifier keys",
    ),
    ("jsonfeed/authors.json", Format::JsonFeed, 0, 0, 4, "", ""),
    (
        "jsonfeed/inessential.json",
        Format::JsonFeed,
        20,
        20,
        0,
        "2017-03-25T18:55:21+00:00 My CocoaConf Yosemite 2017 Talk",
        "2017-06-03T05:05:47+00:00 James Dempsey and the Breakpoints Benefit App Camp for Girls",
    ),
    (
        "jsonfeed/jsonfeed-extension.json",
        Format::JsonFeed,
        3,
        0,
        0,
        "2021-02-25T13:04:04+00:00 Third item. Without an extension.",
        "2021-03-05T11:04:04+00:00 Second item.",
    ),
    (
        "jsonfeed/jsonfeed_spec_1.json",
        Format::JsonFeed,
        1,
        1,
        0,
        "2017-05-17T15:02:12+00:00 Announcing JSON Feed",
        "2017-05-17T15:02:12+00:00 Announcing JSON Feed",
    ),
    (
        "simile-timeline/compact-painter.json",
        Format::Simile,
        100,
        0,
        0,
        "2001-05-03 El Armario",
        "2001-10-19 From Hell",
    ),
    (
        "syrian-archive/violations.csv",
        Format::Table,
        4134,
        4134,
        1,
        "2012-12-23 Casualties of the chemical attack in field hospital",
        "2017-04-30 The destruction in KafrZita Hospital after being targeted with alleged Russian attacks",
    ),
    (
        "wikipedia-current-events-syria/syria-ceasefires-talks-2012-2017.json",
        Format::Table,
        14,
        3,
        0,
        "2012-04-12 A ceasefire to military operations in the 2011-2012 Syrian uprising comes into effect.",
        "",
    ),
    (
        "icews/icews_2005-2015_test.txt",
        Format::Table,
        46092,
        0,
        0,
        "2005-01-01 Associated Press: Discuss by telephone, Uladi Mussa",
        "2015-12-31 Uhuru Muigai Kenyatta: Host a visit, Barack Obama",
    ),
    (
        "icews/icews_2005-2015_valid.txt",
        Format::Table,
        46275,
        0,
        0,
        "2005-01-01 Associated Press: Consult, Mahmoud Abbas",
        "2015-12-31 Ashraf Ghani Ahmadzai: Consult, Raheel Sharif",
    ),
];

#[test]
fn every_file_is_read_to_what_it_holds() {
    let Some(folder) = folder() else { return };
    for (file, format, events, linked, left_out, first, last) in FILES {
        let path = folder.join(file);
        if !path.is_file() {
            eprintln!("skipped: there is no {file}");
            continue;
        }
        let reading = result(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
        let archive = &reading.archive;
        assert_eq!(
            (reading.format, archive.len(), links(archive), reading.issues.skipped()),
            (format, events, linked, left_out),
            "{file}: {:?}",
            reading.issues.kept().first()
        );
        let told = archive.events().map(|event| format!("{} {}", edtf(event.date(), &|_| 0), event.title()));
        let told: Vec<String> = told.collect();
        assert_eq!(told.first().map_or("", |line| line), first, "{file}");
        if !last.is_empty() {
            assert_eq!(told.last().map_or("", |line| line), last, "{file}");
        }
    }
}

/// Tables without dates are no timelines: what is said is what they lack.
#[test]
fn what_has_no_dates_says_so() {
    let Some(folder) = folder() else { return };
    for file in ["icews/cameo-codes.csv", "syrian-archive/syrian_places.csv"] {
        let path = folder.join(file);
        if !path.is_file() {
            eprintln!("skipped: there is no {file}");
            continue;
        }
        let error = result(&path).err();
        assert!(matches!(error, Some(ReadError::Lacking(_))), "{file}: {error:?}");
    }
}
