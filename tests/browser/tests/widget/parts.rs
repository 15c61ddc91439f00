//! What is fetched only when a reader needs it.

use news_timeline_browser_tests::{Answer, Outcome, Stage, Timeline, on_stage, wait_for};
use serde_json::{Value, json};

const PAGE: &str = r#"<news-timeline src="/sample/syria-2016.json" lanes="none"></news-timeline>"#;

/// The parts that were asked for so far, in order.
fn asked(stage: &Stage) -> Vec<String> {
    let name = |path: &String| Some(path.strip_prefix("/news-timeline-")?.strip_suffix(".wasm")?.to_owned());
    stage.server.requests().iter().filter_map(name).filter(|name| name != "app_bg").collect()
}

async fn the_list_comes(timeline: &Timeline) -> Outcome {
    wait_for("the list", async || {
        let rows: usize = timeline.ask("return all('.agenda [part=event]').length", Value::Null).await?;
        Ok((rows > 0).then_some(()))
    })
    .await
}

/// Whether the build has parts; only one for size has.
async fn has_parts(stage: &Stage) -> Outcome<bool> {
    let script = "const done = arguments[0];
        fetch('/news-timeline-card.wasm', { method: 'HEAD' }).then(({ ok }) => done(ok));";
    let found: bool = stage.driver().execute_async(script, vec![]).await?.convert()?;
    if !found {
        println!("skipped: this build is not split");
    }
    Ok(found)
}

async fn alerts(timeline: &Timeline) -> Outcome<Vec<String>> {
    timeline.ask("return all('[role=alert]').map((alert) => alert.innerText.trim())", Value::Null).await
}

/// Waits for word that something could not be loaded.
async fn until_said(timeline: &Timeline) -> Outcome {
    wait_for("word of it", async || {
        let alerts = alerts(timeline).await?;
        Ok(alerts.iter().any(|alert| alert.contains("could not be loaded")).then_some(()))
    })
    .await
}

#[test]
fn parts_are_fetched_when_they_are_needed() {
    on_stage(async |stage| {
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        assert_eq!(asked(stage), [""; 0], "a chart that nobody has touched needs none");
        if !has_parts(stage).await? {
            return Ok(());
        }
        let before = asked(stage).len();
        timeline.set_property("selection", json!("zarif-lavrov-2")).await?;
        timeline.until_card().await?;
        timeline.set_property("selection", Value::Null).await?;
        timeline.click("List").await?;
        the_list_comes(&timeline).await?;
        assert_eq!(asked(stage).get(before..), Some(&["card".to_owned(), "rows".to_owned()][..]));
        Ok(())
    });
}

#[test]
fn a_part_that_does_not_come_is_said_and_can_be_asked_for_again() {
    on_stage(async |stage| {
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        if !has_parts(stage).await? {
            return Ok(());
        }
        stage.expect_complaint("503");
        stage.server.answer("/news-timeline-rows.wasm", Answer::Status(503));
        timeline.click("List").await?;
        until_said(&timeline).await?;
        stage.server.forget("/news-timeline-rows.wasm");
        timeline.click("Try again").await?;
        the_list_comes(&timeline).await?;
        let alerts = alerts(&timeline).await?;
        assert!(alerts.iter().all(String::is_empty), "{alerts:?}");
        Ok(())
    });
}

#[test]
fn a_narrow_timeline_has_its_part_fetched_along() {
    on_stage(async |stage| {
        stage.resize(420, 800).await?;
        stage.open_page(PAGE).await?;
        stage.shown_timeline().await?;
        if has_parts(stage).await? {
            assert!(asked(stage).iter().any(|part| part == "rows"));
        }
        Ok(())
    });
}

#[test]
fn article_json_needs_no_reader_of_other_formats() {
    on_stage(async |stage| {
        stage.open_page(PAGE).await?;
        stage.shown_timeline().await?;
        if !has_parts(stage).await? {
            return Ok(());
        }
        assert!(asked(stage).iter().all(|part| part != "formats"));
        stage.expect_complaint("503");
        stage.server.answer("/news-timeline-formats.wasm", Answer::Status(503));
        stage.open_page("<news-timeline src=/fixtures/formats/rss.xml lanes=none></news-timeline>").await?;
        let timeline = stage.timeline().await?;
        until_said(&timeline).await?;
        stage.server.forget("/news-timeline-formats.wasm");
        timeline.click("Try again").await?;
        assert_eq!(timeline.until_shown().await?.events, 5);
        assert!(asked(stage).iter().any(|part| part == "formats"));
        Ok(())
    });
}
