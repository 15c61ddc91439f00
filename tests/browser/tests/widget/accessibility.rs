//! What axe-core finds, wide and narrow, light and dark, closed and with a card open.

use news_timeline_browser_tests::{Scheme, on_stage};
use serde_json::json;

#[test]
fn bars_nobody() {
    on_stage(async |stage| {
        for scheme in [Scheme::Light, Scheme::Dark] {
            if !stage.prefer(scheme).await? {
                continue;
            }
            for (width, height) in [(1280, 900), (360, 780)] {
                stage.resize(width, height).await?;
                stage.open("/").await?;
                let timeline = stage.timeline_at("news-timeline[lanes=country]").await?;
                stage.shown_timeline().await?;
                // It starts when a reader comes near.
                timeline.host().scroll_into_view().await?;
                timeline.until_shown().await?;
                stage.shown_timeline().await?;
                let none: Vec<String> = Vec::new();
                assert_eq!(stage.accessibility_violations().await?, none, "{scheme:?}, {width} px");

                let id = "zarif-lavrov-2";
                timeline.set_property("selection", json!(id)).await?;
                timeline.until_card().await?;
                assert_eq!(
                    stage.accessibility_violations().await?,
                    none,
                    "{scheme:?}, {width} px, with a card"
                );
            }
        }
        Ok(())
    });
}

#[test]
fn bars_nobody_from_a_failure() {
    on_stage(async |stage| {
        stage.expect_complaint("404");
        stage.open_page(r#"<news-timeline src="/nothing.json"><p>See <a href="/list.html">the list</a>.</p></news-timeline>"#).await?;
        let timeline = stage.timeline().await?;
        news_timeline_browser_tests::wait_for("the failure", async || {
            Ok(timeline
                .ask::<bool>("return all('[role=alert]').length > 0", json!(null))
                .await?
                .then_some(()))
        })
        .await?;
        assert_eq!(stage.accessibility_violations().await?, Vec::<String>::new());
        Ok(())
    });
}

#[test]
fn axe_sees_into_shadow_trees() {
    on_stage(async |stage| {
        stage.open_page(r#"<div id="host"></div>"#).await?;
        let draw = "const root = document.querySelector('#host').attachShadow({ mode: 'open' });
            root.append(document.createElement('button'));
            return null";
        stage.run::<serde_json::Value>(draw, vec![]).await?;
        let found = stage.accessibility_violations().await?;
        assert!(found.iter().any(|violation| violation.starts_with("button-name")), "{found:?}");
        Ok(())
    });
}
