//! What is seen and asked for while the data is on its way.

use news_timeline_browser_tests::{Answer, Engine, Gate, Outcome, Stage, Timeline, on_stage, wait_for};
use serde_json::{Value, json};

const PAGE: &str = "<news-timeline src=/data.json lanes=none></news-timeline>";
const LISTEN: &str = "window.told = [];
    for (const name of ['timeline-ready', 'timeline-range', 'timeline-error']) {
        document.addEventListener(name, ({ type, detail }) => window.told.push([type, detail.events ?? null]));
    }
    return null";

/// Events of so many days, one a day; the actor of the first stands at the end of the file.
fn days(count: usize) -> String {
    let article = |no: usize| {
        json!({ "url": format!("/{no}"), "headline": "A day", "events": [{
            "id": format!("day-{no}"), "title": format!("Day {no}"), "kind": "talks", "actors": ["k"],
            "date": format!("{}-{:02}-{:02}", 1900 + no / 336, no / 28 % 12 + 1, no % 28 + 1),
        }] })
        .to_string()
    };
    let articles: Vec<String> = (0..count).map(article).collect();
    format!(
        r#"{{"title":"Days","articles":[{}],"actors":{{"k":{{"name":"Kofi Annan"}}}}}}"#,
        articles.join(",")
    )
}

/// A timeline of 6000 days, of which the second half waits for the gate to open. The page hears what it tells.
async fn begin(stage: &Stage) -> Outcome<(Timeline, Gate)> {
    let gate = Gate::closed();
    stage.server.answer("/data.json", Answer::Held(days(6000), gate.clone()));
    stage.open_page(PAGE).await?;
    stage.run::<Value>(LISTEN, vec![]).await?;
    Ok((stage.timeline().await?, gate))
}

#[test]
fn the_beginning_of_a_large_file_is_shown_and_the_readers_place_is_kept() {
    on_stage(async |stage| {
        let (timeline, gate) = begin(stage).await?;
        let some = wait_for("the beginning", async || {
            let drawn: bool = timeline.ask("return all('[part=axis]').length > 0", Value::Null).await?;
            Ok(timeline.summary().await?.filter(|_| drawn))
        })
        .await?;
        assert!((1000..6000).contains(&some.events), "{} events", some.events);
        assert!(timeline.status().await?.contains(&format!("{} articles", spaced(some.articles))));
        let busy = "return all('[aria-busy]').map((node) => node.innerText).join()";
        assert!(timeline.ask::<String>(busy, Value::Null).await?.contains("Loading"), "it says so");
        assert_eq!(
            timeline.counts("actor").await?.into_iter().collect::<Vec<_>>(),
            [("k".to_owned(), some.events)]
        );

        timeline.set_property("selection", json!("day-500")).await?;
        timeline.set_property("range", json!({ "start": "1901-01", "end": "1901-12" })).await?;
        wait_for("the card", async || {
            Ok(timeline.card().await?.filter(|card| card.text.contains("Day 500")))
        })
        .await?;
        let range = timeline.property("range").await?;

        gate.open();
        let all = timeline.until_shown().await?;
        assert_eq!((all.events, all.issues.len()), (6000, 0));
        assert_eq!(timeline.property("selection").await?, json!("day-500"));
        assert_eq!(timeline.property("range").await?, range);
        assert!(
            timeline.card().await?.is_some_and(|card| card.text.contains("Kofi Annan")),
            "what came late counts"
        );
        let told: Value = stage.run("return window.told", vec![]).await?;
        assert_eq!(told, json!([["timeline-ready", 6000]]));
        assert_eq!(stage.server.requests().iter().filter(|path| *path == "/data.json").count(), 1);
        Ok(())
    });
}

#[test]
fn the_first_view_becomes_that_of_the_whole_without_a_word_to_the_page() {
    on_stage(async |stage| {
        let (timeline, gate) = begin(stage).await?;
        wait_for("the beginning", async || timeline.summary().await).await?;
        let first = timeline.property("range").await?;
        gate.open();
        timeline.until_shown().await?;
        let whole = timeline.property("range").await?;
        assert!(whole["end"].as_str() > first["end"].as_str(), "{first} {whole}");
        timeline.until_still().await?;
        let told: Value = stage.run("return window.told", vec![]).await?;
        assert_eq!(told, json!([["timeline-ready", 6000]]));
        Ok(())
    });
}

/// By how much the page moved of itself while a timeline came, as <https://web.dev/articles/cls> counts it.
async fn shift(stage: &Stage, timeline: &str, data: &str) -> Outcome<f64> {
    let gate = Gate::closed();
    stage.server.answer("/data.json", Answer::Held(data.to_owned(), gate.clone()));
    // What a page can do before the loader runs, as docs/embedding.md has it.
    let room = "news-timeline:not(:defined) { display: block; min-height: 100vh }";
    stage.server.answer("/room.css", Answer::Text("text/css", room.to_owned()));
    let below = "<p>What stands below it.</p>".repeat(12);
    stage.open_page(&format!("<link rel=stylesheet href=/room.css><p>Above</p>{timeline}{below}")).await?;
    let observe = "window.shift = 0;
        new PerformanceObserver((list) => { for (const { value } of list.getEntries()) window.shift += value; })
            .observe({ type: 'layout-shift', buffered: true });
        return null";
    stage.run::<Value>(observe, vec![]).await?;
    let timeline = stage.timeline().await?;
    let is_waiting = "return all('progress').some((bar) => bar.checkVisibility())";
    wait_for("the wait for the data", async || {
        Ok(timeline.ask::<bool>(is_waiting, Value::Null).await?.then_some(()))
    })
    .await?;
    gate.open();
    timeline.until_shown().await?;
    wait_for("marks", async || Ok((timeline.marks().await?.total() > 0).then_some(()))).await?;
    timeline.until_settled().await?;
    stage.run("return window.shift", vec![]).await
}

#[test]
fn nothing_moves_when_it_comes() {
    on_stage(async |stage| {
        let known = "return PerformanceObserver.supportedEntryTypes.includes('layout-shift')";
        if !stage.run::<bool>(known, vec![]).await? {
            eprintln!("skipped: {:?} does not tell what moves", stage.engine());
            assert_ne!(stage.engine(), Engine::Chromium);
            return Ok(());
        }
        let sample = format!("{}/../../public/sample/syria-2011-2017.json", env!("CARGO_MANIFEST_DIR"));
        let data = std::fs::read_to_string(sample)?;
        let links = "<ul><li><a href=/a.html>One</a></li><li><a href=/b.html>Another</a></li></ul>";
        for (width, height) in [(1280, 900), (800, 900), (360, 780)] {
            stage.resize(width, height).await?;
            for view in ["timeline", "list"] {
                let timeline = format!(
                    "<news-timeline src=/data.json view={view} lanes=country>{links}</news-timeline>"
                );
                let shift = shift(stage, &timeline, &data).await?;
                assert!(shift < 0.05, "{width} px, {view}: {shift}");
            }
        }
        Ok(())
    });
}

/// A number as it is written in English.
fn spaced(number: usize) -> String {
    if number < 1000 { number.to_string() } else { format!("{},{:03}", number / 1000, number % 1000) }
}
