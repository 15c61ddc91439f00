//! Ninety thousand real events: what a click and a key cost.

use news_timeline_browser_tests::icews::Icews;
use news_timeline_browser_tests::{Answer, Outcome, Timeline, on_stage, wait_for};
use serde_json::{Value, json};

/// From an action to the paint after it, in ms: the median of some, so that another program's work does not count.
async fn paints(timeline: &Timeline, act: &str) -> Outcome<f64> {
    let script = format!(
        "const painted = () => new Promise((then) => requestAnimationFrame(() => {{
            const {{ port1, port2 }} = new MessageChannel();
            port1.onmessage = then;
            port2.postMessage(null);
        }}));
        const act = (no) => {{ {act} }};
        return (async () => {{
            const took = [];
            for (let no = 0; no < 9; no += 1) {{
                await new Promise((then) => setTimeout(then, 100));
                const start = performance.now();
                act(no);
                await painted();
                took.push(performance.now() - start);
            }}
            return took.sort((a, b) => a - b)[4];
        }})()"
    );
    timeline.ask(&script, json!(null)).await
}

#[test]
fn a_click_and_a_key_are_answered_at_once() {
    on_stage(async |stage| {
        let Some(icews) = Icews::read()? else { return Ok(()) };
        stage.server.answer("/large.json", Answer::Text("application/json", icews.articles().to_string()));
        stage.open_page(r#"<news-timeline src="/large.json" lanes="country"></news-timeline>"#).await?;
        let timeline = stage.shown_timeline().await?;
        assert_eq!(timeline.summary().await?.map(|summary| summary.events), Some(icews.len()));
        // Told, not judged: how long a paint takes is the machine's affair, too.
        let click =
            paints(&timeline, "all('[data-facet=kind] input[type=checkbox]')[no % 2 ? 0 : 3].click()")
                .await?;
        timeline.set_property("filters", json!({})).await?;
        timeline.ask::<Value>("all('[part~=search]')[0].focus(); return null", json!(null)).await?;
        let key = paints(
            &timeline,
            "const [field] = all('[part~=search]');
            field.value = 'police investigate'.slice(0, no * 2 + 1);
            field.dispatchEvent(new Event('input', { bubbles: true }))",
        )
        .await?;
        eprintln!("{} events: a click is painted after {click:.0} ms, a key after {key:.0} ms", icews.len());

        // And what they give is right.
        for words in [&["police"][..], &["poli", "inv"], &["make", "stat", "syr"], &["zzz"]] {
            timeline.set_property("filters", json!({ "q": words.join(" ") })).await?;
            let shown = timeline.summary().await?.map(|summary| summary.shown);
            assert_eq!(shown, Some(icews.found(words)), "{words:?}");
        }
        timeline.set_property("filters", json!({})).await?;
        let kinds = icews.kinds();
        wait_for("the counts of all", async || {
            let listed = timeline.facet("kind").await?;
            let same = listed.iter().all(|choice| kinds.get(&choice.value) == Some(&choice.count));
            Ok((listed.len() == 8 && same).then_some(()))
        })
        .await?;
        timeline.show_all("actor").await?;
        let elements: usize = timeline.ask("return all('*').length", json!(null)).await?;
        assert!(elements < 3000, "{elements} elements");
        Ok(())
    });
}
