//! The demo page, as `make serve` shows it.

use anyhow::ensure;
use news_timeline_browser_tests::model::Model;
use news_timeline_browser_tests::{Scheme, on_stage, wait_for};

#[test]
fn shows_every_event_of_its_files() {
    on_stage(async |stage| {
        stage.open("/").await?;
        for selector in ["news-timeline[lanes=kind]", "news-timeline[lanes=country]"] {
            let timeline = stage.timeline_at(selector).await?;
            // It starts when a reader comes near.
            timeline.host().scroll_into_view().await?;
            let summary = timeline.until_shown().await?;
            let src = timeline.property("src").await?;
            let model = Model::of(&format!("dist/{}", src.as_str().unwrap_or_default()))?;
            assert!(!model.events.is_empty(), "the sample is not empty");
            assert_eq!(summary.events, model.events.len());
            assert_eq!(summary.shown, model.events.len(), "no filter is on");
            assert_eq!(summary.articles, model.articles);
            assert_eq!(summary.issues, Vec::<serde_json::Value>::new(), "the sample has no bad record");
            let status = timeline.status().await?;
            assert!(
                status.starts_with(&format!("{} events", model.events.len())),
                "the heading says {status:?}"
            );
            let articles = if model.articles == 1 {
                "1 article".to_owned()
            } else {
                format!("{} articles", model.articles)
            };
            assert!(status.contains(&articles), "the heading says {status:?}");
        }
        Ok(())
    });
}

#[test]
fn hides_no_event() {
    on_stage(async |stage| {
        stage
            .open_page(r#"<news-timeline src="/sample/syria-2016.json" lanes="none"></news-timeline>"#)
            .await?;
        let timeline = stage.shown_timeline().await?;
        let model = Model::of("dist/sample/syria-2016.json")?;
        timeline.click("Fit").await?;
        wait_for("marks for all events", async || {
            Ok((timeline.marks().await?.total() == model.events.len()).then_some(()))
        })
        .await?;
        let marks = timeline.marks().await?;
        assert_eq!(marks.ids().len(), marks.events.len(), "no event is drawn twice: {marks:?}");
        for id in &marks.events {
            model.event(id)?;
        }
        Ok(())
    });
}

#[test]
fn fits_every_width_in_light_and_dark() {
    on_stage(async |stage| {
        for (width, height, name) in [(1280, 1400, "wide"), (820, 1180, "tablet"), (360, 780, "narrow")] {
            for (scheme, colours) in [(Scheme::Light, "light"), (Scheme::Dark, "dark")] {
                if !stage.prefer(scheme).await? {
                    continue;
                }
                stage.resize(width, height).await?;
                stage.open("/").await?;
                stage.shown_timeline().await?;
                stage.screenshot(&format!("demo-{name}-{colours}")).await?;
                let overflow: i64 = stage
                    .run(
                        "return document.documentElement.scrollWidth - document.documentElement.clientWidth",
                        vec![],
                    )
                    .await?;
                ensure!(overflow <= 0, "at {width} px the page is {overflow} px too wide");
            }
        }
        Ok(())
    });
}
