//! Years before the first, and more of them than a reader zooms out to.

use news_timeline_browser_tests::{Answer, on_stage, wait_for};
use serde_json::{Value, json};

const FILE: &str = r#"[{ "url": "/a", "headline": "A", "events": [
    { "title": "Painted", "date": "Y-17000", "kind": "x" }, { "title": "Founded", "date": "-0752-04-21", "kind": "x" },
    { "title": "Murdered", "date": "-0043-03-15", "kind": "x" }, { "title": "Told", "date": "2016", "kind": "x" } ] }]"#;

#[test]
fn more_than_ten_thousand_years_are_shown_whole() {
    on_stage(async |stage| {
        stage.server.answer("/old.json", Answer::Text("application/json", FILE.to_owned()));
        let page =
            r#"<news-timeline src="/old.json" lanes="none" loading="eager" lang="de"></news-timeline>"#;
        stage.open_page(page).await?;
        let timeline = stage.shown_timeline().await?;
        timeline.until_says("17001 v. Chr. – 2016 n. Chr.").await?;
        stage.run::<Value>("document.querySelector('news-timeline').fit(); return null", vec![]).await?;
        let years = "const range = args[0]; return [range.start, range.end].map(text => new Date(text).getUTCFullYear())";
        wait_for("all is in view", async || {
            let range = timeline.property("range").await?;
            let [start, end]: [Option<i32>; 2] =
                stage.run(&years.replace("args[0]", &range.to_string()), vec![]).await?;
            Ok((start.is_some_and(|year| year < -17_000) && end.is_some_and(|year| year > 2016))
                .then_some(()))
        })
        .await?;
        let range = timeline.property("range").await?;
        timeline.set_property("range", range.clone()).await?;
        assert_eq!(timeline.property("range").await?["start"], range["start"]);
        stage.resize(360, 800).await?;
        timeline.until_says("18. Jahrtausend v. Chr.").await?;
        let range = json!({ "start": "-0800", "end": "0200" });
        timeline.set_property("range", range).await?;
        timeline.until_says("8. Jahrhundert v. Chr.").await?;
        timeline.until_says("1. Jahrhundert v. Chr.").await
    });
}
