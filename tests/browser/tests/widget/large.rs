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

/// A hundred thousand events of five thousand actors over twenty years, some of which last, of three actors each.
fn many() -> String {
    let mut seed = 7_u64;
    let mut random = |below: u64| {
        seed = seed * 48_271 % 2_147_483_647;
        seed % below
    };
    let articles: Vec<Value> = (0..1000)
        .map(|no| {
            let events: Vec<Value> = (0..100)
                .map(|at| {
                    let date = format!("{}-{:02}-{:02}", 2000 + random(20), 1 + random(12), 1 + random(28));
                    let date = if at % 5 == 0 { format!("{date}/{}-12-31", &date[..4]) } else { date };
                    // Every actor is named, some far more often.
                    let actors = [no * 5 + at % 5, random(50), random(5000)];
                    let actors = actors.map(|actor| format!("Actor {actor}"));
                    let kind = ["talks", "incident", "statement"][at as usize % 3];
                    json!({ "id": format!("{no}-{at}"), "title": format!("Event {at} of day {no}"), "date": date, "kind": kind, "actors": actors })
                })
                .collect();
            json!({ "url": format!("/{no}.html"), "headline": "A day", "events": events })
        })
        .collect();
    json!({ "articles": articles }).to_string()
}

#[test]
fn a_hundred_thousand_events_in_all_lanes_are_few_elements() {
    on_stage(async |stage| {
        stage.server.answer("/many.json", Answer::Text("application/json", many()));
        stage.open_page(r#"<news-timeline src="/many.json" lanes="actor"></news-timeline>"#).await?;
        let timeline = stage.shown_timeline().await?;
        assert_eq!(timeline.summary().await?.map(|summary| summary.events), Some(100_000));
        let few = async |what: &str| -> Outcome {
            let elements: usize = timeline.ask("return all('*').length", json!(null)).await?;
            assert!(elements <= 3000, "{what}: {elements} elements");
            Ok(())
        };
        few("the first lanes").await?;
        timeline.click("Show all 5,000 lanes").await?;
        let last = "const [frame] = all('.lanes-frame'); frame.scrollTop = given * frame.scrollHeight;
            return new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(() => then(all('[part~=lane-label]').map((label) => label.textContent)))))";
        let mut seen = std::collections::BTreeSet::new();
        for share in [0.0, 0.3, 0.6, 1.0] {
            let labels = wait_for("lanes in view", async || {
                let labels: Vec<String> = timeline.ask(last, json!(share)).await?;
                Ok((labels.len() > 3 && labels.iter().all(|label| !seen.contains(label))).then_some(labels))
            })
            .await?;
            seen.extend(labels);
            few(&format!("all lanes, at {share}")).await?;
        }
        for range in [("2005-01", "2006-01"), ("2005-03-01", "2005-03-20")] {
            timeline.set_property("range", json!({ "start": range.0, "end": range.1 })).await?;
            wait_for("the view", async || {
                let start = timeline.property("range").await?["start"].as_str().map(str::to_owned);
                Ok(start.filter(|start| start.starts_with(range.0)))
            })
            .await?;
            few(&format!("all lanes, {range:?}")).await?;
        }
        Ok(())
    });
}
