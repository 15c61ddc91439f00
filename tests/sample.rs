//! Is the demo's data right? The sample files obey the schema, their quotes stand in their articles, and they show
//! what a demo has to show. This test knows the data as plain JSON, and nothing of how the widget reads it.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its own functions too")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use edtf_core::{Bound, BoundDate, Edtf};
use jsonschema::Validator;
use serde_json::{Value, json};

const SAMPLES: [&str; 2] = ["syria-2016.json", "syria-2011-2017.json"];
const WIDE_SAMPLE: &str = "syria-2011-2017.json";

fn public(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("public").join(path)
}

fn text_of(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn json_of(path: &Path) -> Value {
    serde_json::from_str(&text_of(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn sample(name: &str) -> Value {
    json_of(&public("sample").join(name))
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn validator() -> Validator {
    let schema = json_of(&public("news-timeline.schema.json"));
    assert!(jsonschema::meta::is_valid(&schema), "the schema is itself not valid");
    jsonschema::validator_for(&schema).expect("the schema compiles")
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn str_at<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("no text `{key}` in {value}"))
}

/// Every (article, event) pair of a file.
fn reports(file: &Value) -> Vec<(&Value, &Value)> {
    list(file, "articles")
        .iter()
        .flat_map(|article| list(article, "events").iter().map(move |event| (article, event)))
        .collect()
}

/// Each event once, by id.
fn events(file: &Value) -> BTreeMap<&str, &Value> {
    reports(file).into_iter().map(|(_, event)| (str_at(event, "id"), event)).collect()
}

/// The EDTF expressions of an event, whichever fields carry them.
fn dates(event: &Value) -> Vec<&str> {
    ["date", "start", "end", "within"].iter().filter_map(|key| event[*key].as_str()).collect()
}

/// EDTF as the strict grammar has it: a time of day with its seconds.
fn with_seconds(date: &str) -> String {
    let Some((day, time)) = date.split_once('T') else { return date.to_owned() };
    let (clock, zone) = time.split_at(5);
    format!("{day}T{clock}:00{zone}")
}

fn parsed(date: &str) -> Edtf {
    Edtf::parse(&with_seconds(date)).unwrap_or_else(|error| panic!("{date}: {error}"))
}

fn is_plain_day(date: &str) -> bool {
    date.len() == 10 && date.chars().all(|c| c.is_ascii_digit() || c == '-')
}

fn day(bound: Bound) -> Option<BoundDate> {
    if let Bound::Date(day) = bound { Some(day) } else { None }
}

fn earliest_day(date: &str) -> Option<BoundDate> {
    day(parsed(date).bounds().earliest)
}

fn latest_day(date: &str) -> Option<BoundDate> {
    day(parsed(date).bounds().latest)
}

/// The text of the page's `<article>`, block by block: a quote must not run across two.
fn blocks(page: &str) -> Vec<String> {
    let (_, rest) = page.split_once("<article>").expect("an <article>");
    let (body, _) = rest.split_once("</article>").expect("its end");
    body.split("</p>").map(plain_text).collect()
}

fn plain_text(html: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ if !in_tag => text.push(c),
            _ => {}
        }
    }
    // `&amp;` last: an escaped entity is not decoded twice.
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&amp;", "&")];
    entities.iter().fold(text, |text, (entity, plain)| text.replace(entity, plain))
}

#[test]
fn samples_obey_the_schema() {
    let validator = validator();
    for name in SAMPLES {
        let errors: Vec<String> = validator
            .iter_errors(&sample(name))
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    }
    assert!(validator.is_valid(&json_of(&fixture("empty.json"))), "empty.json");
}

#[test]
fn the_schema_refuses_what_is_broken() {
    let validator = validator();
    let file = |article: Value| json!({ "articles": [article] });
    let with_event = |event: Value| file(json!({ "url": "a.html", "headline": "A", "events": [event] }));
    let good = with_event(json!({ "title": "T", "date": "2016" }));
    assert!(validator.is_valid(&good), "the good case, of which the bad ones are variations");

    let bad = [
        ("no articles", json!({ "title": "T" })),
        ("an array", json!([])),
        ("article as text", file(json!("a.html"))),
        ("article without url", file(json!({ "headline": "A" }))),
        ("article without headline", file(json!({ "url": "a.html" }))),
        ("script url", file(json!({ "url": "javascript:alert(1)", "headline": "A" }))),
        ("script url behind a blank", file(json!({ "url": " javascript:alert(1)", "headline": "A" }))),
        ("data url", file(json!({ "url": "data:text/html,x", "headline": "A" }))),
        ("empty url", file(json!({ "url": "", "headline": "A" }))),
        ("blank headline", file(json!({ "url": "a.html", "headline": " " }))),
        ("number as headline", file(json!({ "url": "a.html", "headline": 7 }))),
        (
            "script url of an image",
            file(json!({ "url": "a.html", "headline": "A", "image": { "url": "javascript:1" } })),
        ),
        ("event as number", with_event(json!(42))),
        ("event without title", with_event(json!({ "date": "2016" }))),
        ("event without date", with_event(json!({ "title": "T" }))),
        ("date as number", with_event(json!({ "title": "T", "date": 2016 }))),
        ("date in words", with_event(json!({ "title": "T", "date": "13 October 2016" }))),
        ("date with slashes", with_event(json!({ "title": "T", "date": "10/13/2016" }))),
        ("month of one digit", with_event(json!({ "title": "T", "date": "2016-1" }))),
        ("unknown status", with_event(json!({ "title": "T", "date": "2016", "status": "perhaps" }))),
        ("actors as text", with_event(json!({ "title": "T", "date": "2016", "actors": "A, B" }))),
        ("number among countries", with_event(json!({ "title": "T", "date": "2016", "countries": [7] }))),
        ("importance too high", with_event(json!({ "title": "T", "date": "2016", "importance": 6 }))),
        ("importance in words", with_event(json!({ "title": "T", "date": "2016", "importance": "high" }))),
        ("actor without name", json!({ "articles": [], "actors": { "a": { "country": "IR" } } })),
        ("actor with an empty name", json!({ "articles": [], "actors": { "a": { "name": "" } } })),
        ("language with blanks", json!({ "articles": [], "language": "in English" })),
        ("broken-records.json", json_of(&fixture("broken-records.json"))),
    ];
    for (name, value) in bad {
        assert!(!validator.is_valid(&value), "accepted: {name}");
    }
}

#[test]
fn the_schema_accepts_every_form_of_date_in_its_examples() {
    let schema = json_of(&public("news-timeline.schema.json"));
    let validator = validator();
    let examples = list(&schema["$defs"]["edtf"], "examples");
    assert!(examples.len() >= 10);
    for date in examples {
        let file = json!({ "articles": [{ "url": "a", "headline": "A", "events": [{ "title": "T", "date": date }] }] });
        assert!(validator.is_valid(&file), "{date}");
        parsed(date.as_str().expect("a text"));
    }
}

#[test]
fn dates_parse() {
    for name in SAMPLES {
        let file = sample(name);
        for (article, event) in reports(&file) {
            let dates = dates(event);
            assert!(!dates.is_empty(), "{name}: {event}");
            for date in dates {
                assert!(parsed(date).level() <= 1, "{date} is beyond level 1");
            }
            parsed(str_at(article, "published"));
        }
    }
}

#[test]
fn quotes_stand_verbatim_in_their_articles() {
    for name in SAMPLES {
        let file = sample(name);
        for article in list(&file, "articles") {
            let page = text_of(&public("sample").join(str_at(article, "url")));
            let blocks = blocks(&page);
            let headline = str_at(article, "headline");
            assert!(blocks.iter().any(|block| block.contains(headline)), "{name}: {headline}");
            for event in list(article, "events") {
                let quote = str_at(event, "quote");
                let count: usize = blocks.iter().map(|block| block.matches(quote).count()).sum();
                assert_eq!(count, 1, "{name}, {headline}: {quote}");
            }
        }
    }
}

#[test]
fn pages_need_nothing_but_their_style_sheet() {
    let folder = public("sample/articles");
    let mut pages = 0;
    for entry in fs::read_dir(&folder).expect("the folder of articles") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "html") {
            continue;
        }
        pages += 1;
        let page = text_of(&path);
        assert!(page.contains(r#"<link rel="stylesheet" href="article.css">"#), "{}", path.display());
        assert!(page.contains("This page is a sample"), "{}", path.display());
        for refused in ["<script", "<style", "style=", "<img", "<iframe", " on", "http:", "https:"] {
            // ` on` is a word of the language too: only as an attribute (` onload=`) is it refused.
            let found = page.split(refused).skip(1).any(|rest| {
                refused != " on"
                    || rest.split_once('=').is_some_and(|(name, _)| name.chars().all(char::is_alphabetic))
            });
            assert!(!found, "{}: {refused}", path.display());
        }
    }
    let urls: BTreeSet<String> = SAMPLES
        .iter()
        .flat_map(|name| {
            list(&sample(name), "articles").iter().map(|a| str_at(a, "url").to_owned()).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(pages, urls.len(), "a page that no article links to, or the reverse");
}

#[test]
fn no_article_reports_the_future() {
    let foretold = ["scheduled", "cancelled", "postponed"];
    for name in SAMPLES {
        let file = sample(name);
        for (article, event) in reports(&file) {
            if event["status"].as_str().is_some_and(|status| foretold.contains(&status)) {
                continue;
            }
            let published = latest_day(str_at(article, "published"));
            for date in dates(event) {
                let context =
                    format!("{name}: {} reports {date}, {}", str_at(article, "url"), str_at(event, "title"));
                assert!(earliest_day(date).is_none_or(|day| Some(day) <= published), "{context}");
                for side in date.split('/').filter(|side| is_plain_day(side)) {
                    assert!(latest_day(side) <= published, "{context}");
                }
            }
        }
    }
}

#[test]
fn articles_agree_on_an_event() {
    for name in SAMPLES {
        let file = sample(name);
        let events = events(&file);
        for (_, event) in reports(&file) {
            let first = events[str_at(event, "id")];
            for key in
                ["title", "kind", "date", "start", "end", "within", "status", "actors", "countries", "place"]
            {
                assert_eq!(event[key], first[key], "{name}: {key} of {}", str_at(event, "id"));
            }
        }
    }
}

#[test]
fn the_first_article_is_told_as_it_was_written() {
    let file = sample("syria-2016.json");
    let told: BTreeSet<String> =
        events(&file).values().flat_map(|event| dates(event)).map(str::to_owned).collect();
    let expected = "2011-03/.. 2015-11~ 2016-06 ../2016-10-13 2016-09-12~/2016-09-19 2016-09-12/2016-09-19 2016-10-06 \
        2016-10-11/2016-10-13 2016-10-12 2016-10-13 2016-10-13~ 2016-10-15";
    let expected: BTreeSet<String> = expected.split(' ').map(str::to_owned).collect();
    assert_eq!(told, expected);
    assert_eq!(events(&file).len(), 14);
    let scheduled: Vec<&Value> = events(&file).into_values().filter(|e| e["status"] == "scheduled").collect();
    assert_eq!(scheduled.iter().map(|event| dates(event)).collect::<Vec<_>>(), [["2016-10-15"]]);
}

#[test]
fn the_wide_sample_shows_what_a_timeline_can_tell() {
    let file = sample(WIDE_SAMPLE);
    let events = events(&file);
    let directory = file["actors"].as_object().expect("a directory");
    let articles = list(&file, "articles");
    let values =
        |key: &str| -> BTreeSet<&str> { events.values().filter_map(|event| event[key].as_str()).collect() };
    let members = |key: &str| -> BTreeSet<&str> {
        events.values().flat_map(|event| list(event, key)).filter_map(Value::as_str).collect()
    };
    let all_dates: Vec<&str> = events.values().flat_map(|event| dates(event)).collect();
    let with_date = |test: &dyn Fn(&str) -> bool| all_dates.iter().filter(|date| test(date)).count();

    assert!(events.len() >= 90, "{} events", events.len());
    assert!(articles.len() >= 12, "{} articles", articles.len());
    assert!(directory.len() >= 28, "{} actors", directory.len());
    let countries: BTreeSet<&str> = members("countries").into_iter().filter(|name| name.len() == 2).collect();
    assert!(countries.len() >= 18 && countries.contains("EU") && countries.contains("UN"), "{countries:?}");
    let sources: BTreeSet<&str> = articles.iter().map(|article| str_at(article, "source")).collect();
    assert!(sources.len() >= 4, "{sources:?}");

    for kind in [
        "talks",
        "ceasefire",
        "incident",
        "agreement",
        "statement",
        "operation",
        "conflict",
        "sanctions",
        "election",
        "humanitarian",
        "protest",
    ] {
        assert!(values("kind").contains(kind), "no {kind}");
    }
    for status in ["scheduled", "cancelled", "postponed", "disputed"] {
        assert!(values("status").contains(status), "nothing {status}");
    }
    for level in 1..=5 {
        assert!(events.values().any(|event| event["importance"] == level), "nothing of importance {level}");
    }

    assert!(with_date(&|date| date.contains('/')) >= 10, "intervals");
    assert!(values("within").len() >= 2, "within");
    assert!(!values("start").is_empty() && !values("end").is_empty(), "start and end");
    assert!(with_date(&|date| date.len() == 4 && !date.contains('X')) >= 1, "a year");
    assert!(with_date(&|date| date.len() == 4 && date.ends_with('X')) >= 1, "a decade");
    assert!(with_date(&|date| date.len() == 7 && !date.ends_with('~')) >= 1, "a month");
    assert!(with_date(&|date| date.contains('T') && date.contains('+')) >= 3, "a time with its zone");
    assert!(with_date(&|date| date.contains('~')) >= 3, "about");
    assert!(with_date(&|date| date.contains('?')) >= 1, "uncertain");
    assert!(with_date(&|date| date.ends_with("/..")) >= 3, "still going on");
    assert!(with_date(&|date| date.starts_with("../")) >= 2, "by then");
    assert!(all_dates.contains(&"2016-02-27T00:00+02:00"), "the truce of February 2016");

    let mut reported: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, event) in reports(&file) {
        *reported.entry(str_at(event, "id")).or_default() += 1;
    }
    assert!(reported.values().filter(|count| **count == 2).count() >= 5, "reported twice");
    assert!(reported.values().filter(|count| **count >= 3).count() >= 3, "reported three times");

    let longest = events.values().map(|event| str_at(event, "title").chars().count()).max();
    assert!(longest <= Some(60), "a title of {longest:?} characters");
    assert!(members("countries").contains("RUS") && members("countries").contains("Iran"), "other spellings");
    assert!(
        members("actors").iter().any(|name| name.contains(' ') && !known(directory, name)),
        "not in the directory"
    );
    assert!(members("actors").iter().any(|name| alias(directory, name)), "an alias");
    assert!(events.values().any(|event| list(event, "actors").is_empty()), "no actors");
    assert!(events.values().any(|event| list(event, "countries").is_empty()), "countries by actors only");
}

fn known(directory: &serde_json::Map<String, Value>, name: &str) -> bool {
    directory.values().any(|actor| actor["name"] == name || actor == name) || alias(directory, name)
}

fn alias(directory: &serde_json::Map<String, Value>, name: &str) -> bool {
    directory.values().flat_map(|actor| list(actor, "aliases")).any(|alias| alias == name)
}
