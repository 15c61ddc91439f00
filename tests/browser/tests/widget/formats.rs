//! Files as newsrooms have them: found out or named, in pages, with what was wrong with them, and as a message where they are none.

use news_timeline_browser_tests::{Answer, Outcome, Stage, Timeline, on_stage, wait_for};
use serde_json::{Value, json};

async fn shown(stage: &Stage, attributes: &str) -> Outcome<Timeline> {
    stage.open_page(&format!("<news-timeline lanes=none {attributes}></news-timeline>")).await?;
    stage.shown_timeline().await
}

async fn format(timeline: &Timeline) -> Outcome<String> {
    timeline.ask("return host.summary.format", Value::Null).await
}

/// What the reader can see of how the file was read.
async fn note(timeline: &Timeline) -> Outcome<String> {
    timeline.ask("return all('[part~=issues]').map((note) => note.textContent).join()", Value::Null).await
}

#[test]
fn files_of_other_formats_are_read_by_their_address_alone() {
    on_stage(async |stage| {
        for (file, name, title, events) in [
            ("wordpress.json", "wordpress", "WordPress", 4),
            ("rss.xml", "rss", "RSS/Atom", 5),
            ("atom.xml", "rss", "RSS/Atom", 3),
            ("timelinejs-3.json", "timelinejs", "TimelineJS", 12),
            ("timelinejs-2.jsonp", "timelinejs", "TimelineJS", 5),
            ("table.csv", "csv", "a table", 3),
            ("gdelt-61.csv", "gdelt", "GDELT", 2),
            ("vis.json", "vis", "vis-timeline", 4),
            ("simile.json", "simile", "SIMILE", 7),
            ("json-ld.json", "jsonld", "JSON-LD", 8),
            ("acled.json", "acled", "ACLED", 3),
        ] {
            let timeline = shown(stage, &format!("src=/fixtures/formats/{file}")).await?;
            let summary = timeline.until_shown().await?;
            assert_eq!(summary.events, events, "{file}");
            assert_eq!(format(&timeline).await?, name, "{file}");
            let note = note(&timeline).await?;
            assert!(note.contains(&format!("Read as {title}.")), "{file}: {note}");
        }
        Ok(())
    });
}

#[test]
fn article_json_says_nothing_of_its_format() {
    on_stage(async |stage| {
        let data = json!([{ "url": "/a", "headline": "A", "published": "2016-10-13" }]);
        stage.server.answer("/data.json", Answer::Text("application/json", data.to_string()));
        let timeline = shown(stage, "src=/data.json").await?;
        timeline.until_shown().await?;
        assert_eq!((format(&timeline).await?.as_str(), note(&timeline).await?.as_str()), ("native", ""));
        Ok(())
    });
}

#[test]
fn the_format_attribute_overrides_and_can_change() {
    on_stage(async |stage| {
        let data = json!({ "items": [
            { "start": "2031-01-01", "content": "Drawn", "title": "Told", "date_published": "2032-01-01", "url": "/u" },
        ] });
        stage.server.answer("/data.json", Answer::Text("application/json", data.to_string()));
        let timeline = shown(stage, "src=/data.json format=vis").await?;
        timeline.until_shown().await?;
        assert_eq!(format(&timeline).await?, "vis");
        timeline.set_property("format", json!("json-feed")).await?;
        wait_for("the other reader", async || Ok((format(&timeline).await? == "jsonfeed").then_some(())))
            .await?;
        Ok(())
    });
}

#[test]
fn data_between_the_tags_and_in_the_property_goes_the_same_way() {
    on_stage(async |stage| {
        let article = json!({ "@context": "https://schema.org", "@type": "NewsArticle", "headline": "Inside", "url": "/a", "datePublished": "2016-10-13" });
        stage
            .open_page(&format!(
                r#"<news-timeline lanes=none><script type="application/ld+json">{article}</script></news-timeline>"#
            ))
            .await?;
        let timeline = stage.shown_timeline().await?;
        assert_eq!(timeline.until_shown().await?.events, 1);
        assert_eq!(format(&timeline).await?, "jsonld");
        let items = json!([{ "id": 1, "start": "2031-03-01", "content": "One" }, { "id": 2, "start": "2031-04-01", "content": "Two" }]);
        timeline.set_property("data", items).await?;
        wait_for("the items", async || {
            Ok((format(&timeline).await? == "vis" && timeline.until_shown().await?.events == 2).then_some(()))
        })
        .await?;
        timeline
            .set_property(
                "data",
                json!("date,title\n2031-05-01,Row one\n2031-05-02,Row two\n2031-05-03,Row three\n"),
            )
            .await?;
        wait_for("the rows", async || Ok((timeline.until_shown().await?.events == 3).then_some(()))).await?;
        Ok(())
    });
}

#[test]
fn pages_of_a_feed_are_read_in_turn() {
    on_stage(async |stage| {
        let page = |no: usize, next: &str| {
            let item = json!({ "id": no, "url": format!("/{no}"), "title": format!("Item {no}"), "date_published": format!("2031-04-0{no}") });
            json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Feed", "next_url": next, "items": [item] }).to_string()
        };
        for (no, next) in [(1, "/feed-2.json"), (2, "feed-3.json"), (3, "/feed-1.json")] {
            stage
                .server
                .answer(&format!("/feed-{no}.json"), Answer::Text("application/json", page(no, next)));
        }
        let timeline = shown(stage, "src=/feed-1.json").await?;
        assert_eq!(timeline.until_shown().await?.events, 3);
        assert!(note(&timeline).await?.contains("was read before"), "the circle is told");
        // A page that is missing costs no other.
        stage.expect_complaint("500");
        stage.server.answer("/feed-2.json", Answer::Status(500));
        let timeline = shown(stage, "src=/feed-1.json").await?;
        assert_eq!(timeline.until_shown().await?.events, 1);
        assert!(note(&timeline).await?.contains("did not arrive"), "{}", note(&timeline).await?);
        // Another server learns nothing.
        stage.server.answer(
            "/feed-1.json",
            Answer::Text("application/json", page(1, "https://elsewhere.example/feed.json")),
        );
        let timeline = shown(stage, "src=/feed-1.json").await?;
        assert_eq!(timeline.until_shown().await?.events, 1);
        Ok(())
    });
}

#[test]
fn what_a_server_says_in_plain_words_is_shown() {
    on_stage(async |stage| {
        let words = "Please limit requests to one every 5 seconds.";
        stage.server.answer("/data.json", Answer::Text("text/plain", words.to_owned()));
        stage.open_page("<news-timeline src=/data.json><p>All our reporting</p></news-timeline>").await?;
        let timeline = stage.timeline().await?;
        wait_for("the words", async || {
            let alerts: Vec<String> = timeline
                .ask("return all('[role=alert]').map((alert) => alert.innerText)", Value::Null)
                .await?;
            Ok(alerts.iter().any(|alert| alert.contains(words)).then_some(()))
        })
        .await?;
        Ok(())
    });
}

#[test]
fn issues_are_grouped_and_can_be_copied() {
    on_stage(async |stage| {
        let event = |no: usize| json!({ "text": { "headline": format!("Undated {no}") } });
        let dated = json!({ "start_date": { "year": 2031 }, "text": { "headline": "Dated" } });
        let data = json!({ "events": [event(1), dated, event(2), event(3), { "start_date": { "year": "soon" }, "text": { "headline": "Odd" } }] });
        stage.server.answer("/data.json", Answer::Text("application/json", data.to_string()));
        let timeline = shown(stage, "src=/data.json").await?;
        let summary = timeline.until_shown().await?;
        assert_eq!((summary.events, summary.issues.len()), (1, 4));
        // The clipboard is the browser's; what would be written is what counts.
        let copied: String = timeline
            .ask(
                "window.copied = '';
                Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (text) => { window.copied = text; } } });
                const note = all('details[part~=issues]')[0];
                note.open = true;
                note.querySelector('button').click();
                return window.copied",
                Value::Null,
            )
            .await?;
        let lines: Vec<&str> = copied.lines().collect();
        assert_eq!(lines.len(), 4, "{copied}");
        assert_eq!(lines.first().copied(), Some("event 1 “Undated 1”: start_date is missing; left out"));
        assert!(copied.contains("“soon” is not a date"), "{copied}");
        let groups: Vec<String> = timeline
            .ask(
                "return all('[part~=issues] > ul > li > details > summary').map((group) => group.innerText)",
                Value::Null,
            )
            .await?;
        assert_eq!(groups, ["start_date is missing; left out (3 times)"]);
        Ok(())
    });
}

#[test]
fn whom_the_data_asks_to_be_named_is_named() {
    on_stage(async |stage| {
        let timeline = shown(stage, "src=/fixtures/formats/acled.json").await?;
        timeline.until_shown().await?;
        let credit: String = timeline
            .ask("return all('[part~=credit]').map((credit) => credit.innerText + credit.querySelector('a').href).join()", Value::Null)
            .await?;
        assert!(credit.contains("ACLED") && credit.contains("https://acleddata.com"), "{credit}");
        Ok(())
    });
}
