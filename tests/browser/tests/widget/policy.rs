//! The strictest policies: no script, style or string that the page's server did not name runs or stands anywhere.

use news_timeline_browser_tests::{Answer, Engine, Outcome, Stage, on_stage, wait_for};
use serde_json::{Value, json};

const STRICT: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' https:; \
    connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

/// Opens the demo page, by its own words, under a policy, with Trusted Types and no policy for them.
async fn open(stage: &Stage) -> Outcome {
    let page = std::fs::read_to_string(format!("{}/../../dist/index.html", env!("CARGO_MANIFEST_DIR")))?;
    stage.server.answer("/strict.html", Answer::Page(STRICT, page));
    stage.open("/strict.html").await?;
    // Its page scrolls smoothly, which a driver does not wait for.
    stage
        .run::<Value>("document.documentElement.style.scrollBehavior = 'auto'; return null", vec![])
        .await
        .map(drop)
}

/// That the browser holds the page to it at all.
async fn is_held(stage: &Stage) -> Outcome<bool> {
    let script =
        "try { document.createElement('div').innerHTML = '<b>x</b>'; return false; } catch { return true; }";
    stage.run(script, vec![]).await
}

#[test]
fn the_whole_demo_runs_under_trusted_types() {
    on_stage(async |stage| {
        open(stage).await?;
        for selector in ["news-timeline[lanes=kind]", "news-timeline[lanes=country]"] {
            let timeline = stage.timeline_at(selector).await?;
            timeline.host().scroll_into_view().await?;
            let all = timeline.until_shown().await?;
            // All that a reader does.
            timeline.choose("kind", "talks").await?;
            wait_for("a chip", async || Ok((timeline.chips().await?.len() == 1).then_some(()))).await?;
            timeline.click("Clear all").await?;
            timeline.search("lavrov").await?;
            wait_for("fewer events", async || {
                Ok(timeline.summary().await?.filter(|now| now.shown < all.shown).map(drop))
            })
            .await?;
            timeline.set_property("filters", Value::Null).await?;
            timeline.set_lanes("actor").await?;
            for format in ["json", "csv", "ics", "svg"] {
                let length: usize = timeline
                    .ask("return host.export(given).then((text) => text.length)", json!(format))
                    .await?;
                assert!(length > 100, "{format}");
            }
            let ids: Vec<String> =
                timeline.ask("return host.export('json').then((text) => JSON.parse(text).articles.flatMap(({ events }) => events ?? []).map(({ id }) => id).slice(0, 10))", Value::Null).await?;
            for id in ids {
                timeline.set_property("selection", json!(id)).await?;
                timeline.until_card().await?;
            }
            timeline.set_property("view", json!("list")).await?;
            timeline.until_shown().await?;
            timeline.set_property("view", json!("timeline")).await?;
            timeline.until_shown().await?;
        }
        stage.resize(360, 780).await?;
        stage.shown_timeline().await?;
        let complaints = stage.complaints().await?;
        assert!(complaints.is_empty(), "{complaints:#?}");
        // Afterwards, since it counts as a complaint.
        for part in ["TrustedHTML", "policy: require-trusted-types-for", "trusted"] {
            stage.expect_complaint(part);
        }
        if !is_held(stage).await? {
            eprintln!("skipped in part: {:?} does not know Trusted Types", stage.engine());
            assert_ne!(stage.engine(), Engine::Chromium);
        }
        Ok(())
    });
}

#[test]
fn a_pinned_loader_runs_under_trusted_types() {
    on_stage(async |stage| {
        let hashes =
            std::fs::read_to_string(format!("{}/../../dist/integrity.json", env!("CARGO_MANIFEST_DIR")))?;
        let hashes: Value = serde_json::from_str(&hashes)?;
        let hash = hashes["news-timeline.js"].as_str().unwrap_or_default();
        let page = format!(
            "<!doctype html><html lang=en><head><title>A page</title><link rel=icon href=/favicon.svg>
            <script type=module src=/news-timeline.js integrity={hash}></script></head>
            <body><news-timeline src=/sample/syria-2016.json lanes=none></news-timeline></body></html>"
        );
        stage.server.answer("/pinned.html", Answer::Page(STRICT, page));
        stage.open("/pinned.html").await?;
        stage.shown_timeline().await.map(drop)
    });
}
