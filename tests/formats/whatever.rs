//! What holds for all formats, and for what is none.

use news_timeline::read::{Format, ReadError, read};
use news_timeline::time::EventDate;

use crate::{bytes, issues, lines, options, reading};

fn error(text: &str, format: Option<Format>) -> ReadError {
    read(text.as_bytes(), &options(format)).expect_err(text)
}

#[test]
fn an_instant_between_bounds_is_one_point() {
    for (name, format, titles) in [
        ("simile.json", Format::Simile, &["Once, between", "Once, by the old name", "Short names"][..]),
        ("simile.xml", Format::Simile, &["Once, between"]),
        ("acled.json", Format::Acled, &["Agreement: Government of X – South Front"]),
    ] {
        let reading = reading(name, format);
        let events =
            reading.archive.events().filter(|event| matches!(event.date(), EventDate::Within { .. }));
        let mut found: Vec<&str> = events.map(news_timeline::archive::Event::title).collect();
        found.sort_unstable();
        assert_eq!(found, titles, "{name}");
    }
}

#[test]
fn what_the_server_says_is_the_message() {
    for text in [
        "Please limit requests to one every 5 seconds, or contact us for larger queries.",
        r#"{"code":"rest_no_route","message":"No route was found.","data":{"status":404}}"#,
        r#"{"success":false,"error":{"message":"Access denied"}}"#,
        r#""Too many requests""#,
    ] {
        assert!(matches!(error(text, None), ReadError::Message(_)), "{text}");
    }
    let words = error("Wait a moment.\nThen try again.", None).to_string();
    assert_eq!(words, "The server says: “Wait a moment. Then try again.”");
    let lacking = error("City,Latitude\nHama,35\n", None);
    assert!(
        matches!(lacking, ReadError::Lacking(ref words) if words.contains("“City”, “Latitude”")),
        "{lacking}"
    );
}

#[test]
fn what_is_no_data_is_an_error() {
    for text in ["{}", "<svg/>", "<", "\u{1}\u{2}", r#"{"a":[1]}"#, "[[[["] {
        let error = error(text, None);
        assert!(matches!(error, ReadError::Unknown | ReadError::Syntax(_)), "{text}: {error}");
    }
    assert_eq!(error("<?xml version='1.0'?><html><p>Not found", None), ReadError::Html);
    assert_eq!(
        error(r#"{"version":"https://jsonfeed.org/version/1.1","items":[]}"#, Some(Format::Feed)),
        ReadError::Unknown
    );
}

#[test]
fn a_valid_file_of_nothing_is_no_error() {
    for (text, format) in [
        (r#"{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[]}"#, None),
        ("<rss><channel><title>T</title></channel></rss>", None),
        ("{}", Some(Format::Gdelt)),
        (r#"{"status":200,"success":true,"count":0,"data":[]}"#, None),
        ("[]", Some(Format::WordPress)),
        ("title,date\na,\n", None),
    ] {
        let reading =
            read(text.as_bytes(), &options(format)).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(reading.archive.len(), 0, "{text}");
    }
}

/// Wherever a file is cut off, what stands before the cut is read.
#[test]
fn a_file_that_breaks_off_gives_what_was_there() {
    for (name, format, from) in [
        ("json-feed.json", Format::JsonFeed, "\"904\""),
        ("timelinejs-3.json", Format::TimelineJs, "Before the common era"),
        ("wordpress.json", Format::WordPress, "\"id\": 79"),
        ("rss.xml", Format::Feed, "Wrong weekday"),
        ("atom.xml", Format::Feed, "Third"),
        ("acled.json", Format::Acled, "XNA14"),
        ("table.csv", Format::Table, "No date"),
        ("simile.json", Format::Simile, "Once, by"),
        ("vis.json", Format::Vis, "Only a tooltip"),
        ("gdelt-articles.json", Format::Gdelt, "No date"),
        ("json-ld.json", Format::JsonLd, "Recipe"),
    ] {
        let bytes = bytes(name);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let from = text.find(from).unwrap_or_else(|| panic!("{name}"));
        for end in (from..text.len()).filter(|end| text.is_char_boundary(*end)) {
            let cut = text.get(..end).unwrap_or_default();
            let reading =
                read(cut.as_bytes(), &options(None)).unwrap_or_else(|error| panic!("{name}: {error}: {cut}"));
            assert_eq!(reading.format, format, "{cut}");
            assert!(reading.archive.len() >= 2, "{name}: {}", reading.archive.len());
        }
    }
}

#[test]
fn the_format_attribute_overrides() {
    assert_eq!(Format::from_name("JSON-Feed"), Some(Format::JsonFeed));
    assert_eq!(Format::from_name("atom"), Some(Format::Feed));
    assert_eq!(Format::from_name("tsv"), Some(Format::Table));
    assert_eq!(Format::from_name(""), None);
    for format in Format::all() {
        assert_eq!(Format::from_name(format.name()), Some(format));
        assert!(!format.title().is_empty());
    }
    // Items that could be several things.
    let text = r#"{"items":[{"id":1,"start":"2031-01-01","content":"C","label":"L","title":"T","date_published":"2032-01-01","url":"/u"}]}"#;
    for (format, line) in [
        (Format::Vis, "2031-01-01 |  | C | https://data.example/u"),
        (Format::Simile, "2031-01-01 |  | T | https://data.example/u"),
        (Format::JsonFeed, "2032-01-01 | report | T | of  | https://data.example/u"),
    ] {
        let reading = read(text.as_bytes(), &options(Some(format))).expect(text);
        assert_eq!(lines(&reading), [line.replace(" | of ", "")]);
    }
}

#[test]
fn article_json_is_read_whatever_stands_before_it() {
    let text = r#"{"$schema":"x","meta":{"made":[1,2]},"title":"T","articles":[{"url":"/a","headline":"A","published":"2016"}]}"#;
    let reading = read(text.as_bytes(), &options(None)).expect(text);
    assert_eq!((reading.format, reading.archive.len(), reading.archive.title()), (Format::Native, 1, "T"));
    assert_eq!(reading.issues.count(), 0, "{:?}", issues(&reading));
    let list =
        r#"[{"url":"/a","published":"2016","title":"x"},{"url":"/b","headline":"B","published":"2017"}]"#;
    assert_eq!(read(list.as_bytes(), &options(None)).expect(list).format, Format::Native);
}
