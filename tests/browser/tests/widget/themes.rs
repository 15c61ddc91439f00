//! The worked themes: the custom properties and parts that pages may rely on, and colours that readers can read.

use news_timeline_browser_tests::on_stage;
use serde_json::json;

#[test]
fn bar_nobody() {
    on_stage(async |stage| {
        for name in ["broadsheet", "data-desk", "broadcaster"] {
            for (width, height) in [(1280, 900), (360, 780)] {
                stage.resize(width, height).await?;
                stage.open(&format!("/examples/{name}.html")).await?;
                let timeline = stage.shown_timeline().await?;
                let id = timeline.marks().await?.events.first().cloned().unwrap_or_default();
                timeline.set_property("selection", json!(id)).await?;
                timeline.until_card().await?;
                let violations = stage.accessibility_violations().await?;
                assert!(violations.is_empty(), "{name} at {width} px: {violations:#?}");
            }
        }
        Ok(())
    });
}

#[test]
fn custom_properties_and_parts_reach_inside() {
    on_stage(async |stage| {
        stage.open("/examples/broadcaster.html").await?;
        let timeline = stage.shown_timeline().await?;
        let looks: Vec<String> = timeline
            .ask(
                "const of = (part, name) => getComputedStyle(all(`[part~=${part}]`)[0])[name];
                return [of('lane-label', 'textTransform'), of('heading', 'fontWeight'), of('status', 'color')]",
                json!(null),
            )
            .await?;
        assert_eq!(looks, ["uppercase", "900", "rgb(61, 61, 61)"]);
        Ok(())
    });
}
