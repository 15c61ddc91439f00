//! The keyboard alone.

use std::collections::BTreeSet;

use news_timeline_browser_tests::model::Model;
use news_timeline_browser_tests::{on_stage, wait_for};
use serde_json::json;
use thirtyfour::prelude::*;

const PAGE: &str = r#"<news-timeline src="/sample/syria-2016.json" lanes="none"></news-timeline>"#;
const PLOT: &str = "[part~=chart] [tabindex='0']";
const MARK: &str = "[part~=event], [part~=cluster]";

#[test]
fn reaches_a_card_and_its_article() {
    on_stage(async |stage| {
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        timeline.press_until(Key::Tab, PLOT, 120).await?;
        timeline.press(Key::Right).await?;
        wait_for("a mark to have the focus", async || Ok(timeline.has_focus(MARK).await?.then_some(())))
            .await?;
        timeline.press_until(Key::Right, "[part~=event]", 30).await?;
        let id = timeline.focused("data-event-id").await?;

        timeline.press(Key::Enter).await?;
        timeline.until_card().await?;
        assert_eq!(timeline.property("selection").await?, json!(id));
        wait_for("the focus to go into the card", async || {
            Ok(timeline.has_focus("[part~=card], [part~=card] *").await?.then_some(()))
        })
        .await?;

        timeline.press(Key::Escape).await?;
        wait_for("the card to close", async || Ok(timeline.card().await?.is_none().then_some(()))).await?;
        wait_for("the focus to return to the point", async || {
            Ok((timeline.focused("data-event-id").await? == id).then_some(()))
        })
        .await?;

        timeline.press(Key::Enter).await?;
        timeline.until_card().await?;
        timeline.press_until(Key::Tab, "[part~=card] a[href]", 30).await?;
        timeline.press(Key::Enter).await?;
        wait_for("the article", async || {
            // Nothing, in Firefox, while one page goes and the next comes.
            let path: Option<String> = stage.run("return location.pathname", vec![]).await?;
            Ok(path.unwrap_or_default().starts_with("/sample/articles/").then_some(()))
        })
        .await
    });
}

#[test]
fn arrows_walk_every_event() {
    on_stage(async |stage| {
        let model = Model::of("dist/sample/syria-2016.json")?;
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        timeline.press_until(Key::Tab, PLOT, 120).await?;
        timeline.press(Key::Home).await?;
        wait_for("a mark to have the focus", async || Ok(timeline.has_focus(MARK).await?.then_some(())))
            .await?;
        let mut seen = BTreeSet::new();
        let mut clustered = 0;
        for _ in 0..model.events.len() {
            let mark = timeline.focused("data-mark").await?;
            if !seen.insert(mark.clone()) {
                break;
            }
            match timeline.focused("data-count").await? {
                Some(count) => clustered += count.parse::<usize>()?,
                None => clustered += 1,
            }
            if clustered >= model.events.len() {
                break;
            }
            timeline.press(Key::Right).await?;
            let what = format!("the focus to go on after {clustered} of {} events", model.events.len());
            wait_for(&what, async || {
                let now = timeline.focused("data-mark").await?;
                Ok((now.is_some() && now != mark).then_some(()))
            })
            .await?;
        }
        assert_eq!(clustered, model.events.len(), "the marks passed stand for every event: {seen:?}");
        Ok(())
    });
}

#[test]
fn plus_minus_and_zero_zoom() {
    on_stage(async |stage| {
        let page = r#"<news-timeline src="/sample/syria-2016.json" lanes="none" from="2016-09" to="2016-10"></news-timeline>"#;
        stage.open_page(page).await?;
        let timeline = stage.shown_timeline().await?;
        timeline.press_until(Key::Tab, PLOT, 120).await?;
        let extent = async || {
            let script =
                "return [host.range.start, host.range.end].map((text) => Date.parse(text) / 86400000)";
            timeline.ask::<(f64, f64)>(script, json!(null)).await
        };
        let days = async || extent().await.map(|(start, end)| end - start);
        let before = days().await?;
        timeline.press("+").await?;
        wait_for("a shorter extent", async || Ok((days().await? < before * 0.75).then_some(()))).await?;
        timeline.press("-").await?;
        wait_for("a longer extent", async || Ok((days().await? > before * 0.9).then_some(()))).await?;
        timeline.press("0").await?;
        // From March 2011 to 15 October 2016.
        wait_for("the extent of all events", async || {
            let (start, end) = extent().await?;
            Ok((start <= 15_034.0 && end >= 17_089.0).then_some(()))
        })
        .await
    });
}

#[test]
fn a_question_mark_lists_the_keys_and_the_focus_returns() {
    on_stage(async |stage| {
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        let listed = async || {
            let script = "return all('dialog').some((list) => list.checkVisibility()
                && list.open && list.textContent.includes('Show all events'))";
            timeline.ask::<bool>(script, json!(null)).await
        };
        timeline.press_until(Key::Tab, PLOT, 120).await?;
        assert!(!listed().await?);
        timeline.press("?").await?;
        wait_for("the list", async || Ok(listed().await?.then_some(()))).await?;
        wait_for("the focus in it", async || Ok(timeline.has_focus("dialog *").await?.then_some(()))).await?;
        timeline.press(Key::Escape).await?;
        wait_for("the list to close", async || Ok((!listed().await?).then_some(()))).await?;
        wait_for("the focus to return", async || Ok(timeline.has_focus(PLOT).await?.then_some(()))).await?;
        timeline.click("Keys and gestures").await?;
        wait_for("the list", async || Ok(listed().await?.then_some(()))).await?;
        let violations = stage.accessibility_violations().await?;
        assert!(violations.is_empty(), "{violations:#?}");
        timeline.click("Close").await?;
        wait_for("the list to close", async || Ok((!listed().await?).then_some(()))).await
    });
}
