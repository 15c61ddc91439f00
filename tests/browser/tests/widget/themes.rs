//! The worked themes: the custom properties and parts that pages may rely on, and colours that readers can read.

use news_timeline_browser_tests::contrast::weak_texts;
use news_timeline_browser_tests::{Outcome, Scheme, Stage, on_stage};
use serde_json::{Value, json};

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

/// All texts in view have a contrast of 4.5:1: of the chart, of a card, of the list.
async fn stand_out(stage: &Stage, what: &str) -> Outcome {
    for (width, height) in [(1280, 1600), (360, 900)] {
        stage.resize(width, height).await?;
        let timeline = stage.shown_timeline().await?;
        stage
            .run::<Value>("document.documentElement.style.scrollBehavior = 'auto'; return null", vec![])
            .await?;
        for view in ["timeline", "list"] {
            timeline.set_property("view", json!(view)).await?;
            let ids = timeline.until_shown().await.and(timeline.marks().await)?.events;
            for id in [None, ids.first()] {
                timeline.set_property("selection", json!(id)).await?;
                timeline.ask::<Value>("host.scrollIntoView(); return null", Value::Null).await?;
                timeline.until_settled().await?;
                let (weak, measured) = weak_texts(&timeline, 4.5).await?;
                assert!(measured > 8, "{what}, {view}, {width} px: only {measured} texts");
                assert!(weak.is_empty(), "{what}, {view}, {width} px, card {id:?}: {weak:#?}");
            }
            timeline.set_property("selection", Value::Null).await?;
        }
        timeline.set_property("view", json!("timeline")).await?;
    }
    Ok(())
}

#[test]
fn texts_stand_out_from_what_is_drawn_behind_them() {
    on_stage(async |stage| {
        for name in ["broadsheet", "data-desk", "broadcaster"] {
            stage.open(&format!("/examples/{name}.html")).await?;
            stand_out(stage, name).await?;
        }
        Ok(())
    });
}

#[test]
fn texts_stand_out_without_a_theme_too() {
    on_stage(async |stage| {
        for scheme in [Scheme::Light, Scheme::Dark] {
            if stage.prefer(scheme).await? {
                stage.open("/").await?;
                stand_out(stage, &format!("{scheme:?}")).await?;
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

#[test]
fn a_theme_brings_its_own_paper() {
    on_stage(async |stage| {
        stage.open_page(r#"<news-timeline src="/sample/syria-2011-2017.json"></news-timeline>"#).await?;
        let timeline = stage.shown_timeline().await?;
        for (theme, page, paper) in
            [("dark", "light", "rgb(20, 22, 26)"), ("light", "dark", "rgb(255, 255, 255)")]
        {
            let wear = "document.documentElement.style.colorScheme = given[1];
                host.theme = given[0];
                return getComputedStyle(host).backgroundColor";
            let worn: String = timeline.ask(wear, json!([theme, page])).await?;
            assert_eq!(worn, paper, "{theme} on a {page} page");
            timeline.until_settled().await?;
            let (weak, looked_at) = weak_texts(&timeline, 4.5).await?;
            assert!(weak.is_empty() && looked_at > 20, "{theme} on a {page} page: {weak:#?}");
        }
        Ok(())
    });
}

#[test]
fn a_bar_of_any_length_is_painted() {
    on_stage(async |stage| {
        for (from, to) in [("2016-09", "2016-10"), ("2016-10-12", "2016-10-15")] {
            let page = format!(
                r#"<news-timeline src="/sample/syria-2016.json" kind="conflict" from="{from}" to="{to}"></news-timeline>"#
            );
            stage.open_page(&page).await?;
            let timeline = stage.shown_timeline().await?;
            let width = "return all('[data-event-id=syria-conflict]')[0]?.getBoundingClientRect().width ?? 0";
            let width_px: f64 = timeline.ask(width, Value::Null).await?;
            assert!(width_px > 10_000.0, "{from}: {width_px} px");
            // Its label is light, on the bar.
            let (weak, _) = weak_texts(&timeline, 4.5).await?;
            assert!(weak.is_empty(), "{from}, {width_px} px: {weak:#?}");
        }
        Ok(())
    });
}
