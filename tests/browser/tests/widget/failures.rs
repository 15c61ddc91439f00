//! Bad records, bad files, bad networks.

use news_timeline_browser_tests::{Answer, Gate, Outcome, Stage, Timeline, on_stage, wait_for};
use serde_json::json;

const PAGE: &str = r#"<news-timeline src="/data.json" lanes="none"><p id="fallback"><a href="/list.html">All our reporting</a></p></news-timeline>"#;

fn one_event() -> String {
    json!({
        "title": "A call",
        "articles": [{
            "url": "/sample/articles/iran-urges-ceasefire.html", "headline": "Two ministers speak",
            "events": [{ "id": "call", "kind": "talks", "title": "They speak by phone", "date": "2016-10-13" }],
        }],
    })
    .to_string()
}

/// The failure view is up, says why and from where, and the embedder's own words still stand.
async fn fails(stage: &Stage, timeline: &Timeline) -> Outcome<String> {
    let alert = wait_for("the failure", async || {
        let alerts: Vec<String> =
            timeline.ask("return all('[role=alert]').map((alert) => alert.innerText)", json!(null)).await?;
        Ok(alerts.into_iter().next())
    })
    .await?;
    assert!(alert.contains(&stage.server.url("/data.json")), "it names the file: {alert:?}");
    timeline.button("Try again").await?;
    let visible: bool =
        stage.run("return document.querySelector('#fallback a').checkVisibility()", vec![]).await?;
    assert!(visible, "the fallback stands");
    Ok(alert)
}

async fn recovers(stage: &Stage, timeline: &Timeline) -> Outcome {
    stage.server.answer("/data.json", Answer::Text("application/json", one_event()));
    timeline.click("Try again").await?;
    let summary = timeline.until_shown().await?;
    assert_eq!((summary.events, summary.shown, summary.articles), (1, 1, 1));
    let visible: bool =
        stage.run("return document.querySelector('#fallback a').checkVisibility()", vec![]).await?;
    assert!(!visible, "the fallback gives way");
    Ok(())
}

#[test]
fn a_missing_file() {
    on_stage(async |stage| {
        stage.expect_complaint("404");
        stage.server.answer("/data.json", Answer::Missing);
        stage.open_page(PAGE).await?;
        let timeline = stage.timeline().await?;
        let words = fails(stage, &timeline).await?;
        assert!(words.contains("404"), "it says why: {words:?}");
        recovers(stage, &timeline).await
    });
}

#[test]
fn a_file_that_is_not_json() {
    on_stage(async |stage| {
        let half = one_event();
        stage
            .server
            .answer("/data.json", Answer::Text("application/json", half[..half.len() / 2].to_owned()));
        stage.open_page(PAGE).await?;
        let timeline = stage.timeline().await?;
        fails(stage, &timeline).await?;
        recovers(stage, &timeline).await
    });
}

#[test]
fn a_page_in_place_of_the_file() {
    on_stage(async |stage| {
        stage.server.answer(
            "/data.json",
            Answer::Text("text/html", "<!doctype html><title>Sign in</title>".to_owned()),
        );
        stage.open_page(PAGE).await?;
        let timeline = stage.timeline().await?;
        fails(stage, &timeline).await?;
        recovers(stage, &timeline).await
    });
}

#[test]
fn a_connection_that_breaks() {
    on_stage(async |stage| {
        // Chromium, Firefox and WebKit each say it in their own words.
        stage.expect_complaint("/data.json");
        stage.server.answer("/data.json", Answer::CutOff(one_event()));
        stage.open_page(PAGE).await?;
        let timeline = stage.timeline().await?;
        fails(stage, &timeline).await?;
        recovers(stage, &timeline).await
    });
}

#[test]
fn a_slow_file_shows_progress_over_the_fallback() {
    on_stage(async |stage| {
        let gate = Gate::closed();
        stage.server.answer("/data.json", Answer::Held(one_event(), gate.clone()));
        stage.open_page(PAGE).await?;
        let timeline = stage.timeline().await?;
        wait_for("progress in words", async || {
            Ok(timeline.status().await?.contains("Loading").then_some(()))
        })
        .await?;
        let visible: bool =
            stage.run("return document.querySelector('#fallback a').checkVisibility()", vec![]).await?;
        assert!(visible, "the fallback stands meanwhile");
        gate.open();
        assert_eq!(timeline.until_shown().await?.events, 1);
        Ok(())
    });
}

#[test]
fn a_file_in_another_media_type_is_read_all_the_same() {
    on_stage(async |stage| {
        stage.server.answer("/data.json", Answer::Text("text/plain", one_event()));
        stage.open_page(PAGE).await?;
        assert_eq!(stage.shown_timeline().await?.until_shown().await?.events, 1);
        Ok(())
    });
}

#[test]
fn bad_records_cost_no_good_one_and_are_named() {
    on_stage(async |stage| {
        stage
            .open_page(r#"<news-timeline src="/fixtures/broken-records.json" lanes="none"></news-timeline>"#)
            .await?;
        let timeline = stage.shown_timeline().await?;
        let summary = timeline.until_shown().await?;
        for id in (1..=7).map(|number| format!("good-{number}")) {
            timeline.set_property("selection", json!(id)).await?;
            wait_for(&format!("the event {id}"), async || {
                Ok((timeline.property("selection").await? == json!(id)).then_some(()))
            })
            .await?;
            let title = format!("Good event {}", id.trim_start_matches("good-"));
            wait_for(&format!("the card of {id}"), async || {
                Ok(timeline.card().await?.filter(|card| card.text.contains(&title)))
            })
            .await?;
        }
        for issue in &summary.issues {
            for key in ["record", "field", "text", "action"] {
                assert!(issue[key].is_string(), "an issue has a {key}: {issue}");
            }
        }
        let note: String = timeline
            .ask("return all('[part~=issues]').map((note) => note.textContent).join()", json!(null))
            .await?;
        for offending in ["2016-02-30", "last Tuesday", "perhaps"] {
            assert!(
                summary
                    .issues
                    .iter()
                    .any(|issue| issue["text"].as_str().is_some_and(|text| text.contains(offending))),
                "{offending} is named in {:?}",
                summary.issues
            );
            assert!(note.contains(offending), "the reader can see {offending}: {note:?}");
        }
        Ok(())
    });
}

#[test]
fn a_file_without_articles_is_no_failure() {
    on_stage(async |stage| {
        stage.open_page(r#"<news-timeline src="/fixtures/empty.json"></news-timeline>"#).await?;
        let timeline = stage.timeline().await?;
        let summary = wait_for("the summary", async || timeline.summary().await).await?;
        assert_eq!((summary.events, summary.articles, summary.issues.len()), (0, 0, 0));
        wait_for("words in place of the chart", async || {
            let words: String = timeline
                .ask("return all('[role=status]').map((words) => words.innerText).join()", json!(null))
                .await?;
            Ok((!words.trim().is_empty()).then_some(()))
        })
        .await?;
        let alerts: usize = timeline.ask("return all('[role=alert]').length", json!(null)).await?;
        assert_eq!(alerts, 0);
        Ok(())
    });
}

#[test]
fn text_from_data_is_only_text() {
    on_stage(async |stage| {
        let data = json!({
            "title": "<img src=x onerror=\"console.error('run')\">",
            "articles": [{
                "url": "javascript:console.error('run')", "headline": "<script>console.error('run')</script>",
                "events": [{ "id": "e", "kind": "talks", "title": "<b onclick=alert(1)>bold</b>", "date": "2016-10-13" }],
            }],
        });
        stage.server.answer("/data.json", Answer::Text("application/json", data.to_string()));
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        timeline.set_property("selection", json!("e")).await?;
        let card = timeline.until_card().await?;
        assert!(card.text.contains("<b onclick=alert(1)>bold</b>"), "{:?}", card.text);
        assert_eq!(card.links, Vec::<String>::new(), "an unsafe address is no link");
        let hrefs: Vec<Option<String>> = timeline
            .ask("return all('a[part~=event]').map((mark) => mark.getAttribute('href'))", json!(null))
            .await?;
        assert_eq!(hrefs, [None], "nor on its point");
        Ok(())
    });
}
