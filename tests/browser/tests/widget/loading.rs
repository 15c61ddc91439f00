//! What is seen and asked for while the data is on its way.

use news_timeline_browser_tests::{Answer, Gate, on_stage, wait_for};
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

#[test]
fn the_beginning_of_a_large_file_is_shown_and_the_readers_place_is_kept() {
    on_stage(async |stage| {
        let gate = Gate::closed();
        stage.server.answer("/data.json", Answer::Held(days(6000), gate.clone()));
        stage.open_page(PAGE).await?;
        stage.run::<Value>(LISTEN, vec![]).await?;
        let timeline = stage.timeline().await?;
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
        let gate = Gate::closed();
        stage.server.answer("/data.json", Answer::Held(days(6000), gate.clone()));
        stage.open_page(PAGE).await?;
        stage.run::<Value>(LISTEN, vec![]).await?;
        let timeline = stage.timeline().await?;
        wait_for("the beginning", async || timeline.summary().await).await?;
        let first = timeline.property("range").await?;
        gate.open();
        timeline.until_shown().await?;
        let whole = timeline.property("range").await?;
        assert!(whole["end"].as_str() > first["end"].as_str(), "{first} {whole}");
        tokio::time::sleep(std::time::Duration::from_millis(400)).await;
        let told: Value = stage.run("return window.told", vec![]).await?;
        assert_eq!(told, json!([["timeline-ready", 6000]]));
        Ok(())
    });
}

/// A number as it is written in English.
fn spaced(number: usize) -> String {
    if number < 1000 { number.to_string() } else { format!("{},{:03}", number / 1000, number % 1000) }
}
