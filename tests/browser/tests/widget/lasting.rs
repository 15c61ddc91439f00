//! Timelines that come and go, for hours, and many at once.

use anyhow::Context;
use news_timeline_browser_tests::{Answer, Engine, Outcome, Stage, on_stage, on_stage_with, wait_for};
use serde_json::{Value, json};

/// What is held, in bytes, or by number.
#[derive(Debug)]
struct Held {
    module_bytes: f64,
    /// Of the page's scripts; only Chromium tells it.
    heap_bytes: Option<f64>,
    listeners: i64,
    observed: i64,
}

/// Shows a timeline, moves it, takes it away, so many times.
async fn come_and_go(stage: &Stage, times: usize) -> Outcome {
    let script = "const [times, done] = arguments;
        (async () => {
            const [here, there] = document.querySelectorAll('section');
            for (let time = 0; time < times; time += 1) {
                const timeline = document.createElement('news-timeline');
                timeline.setAttribute('src', '/sample/syria-2016.json');
                timeline.setAttribute('loading', time % 2 ? 'eager' : 'lazy');
                const ready = new Promise((resolve) => timeline.addEventListener('timeline-ready', resolve, { once: true }));
                here.append(timeline);
                await ready;
                timeline.selection = 'zarif-lavrov-2';
                await new Promise(requestAnimationFrame);
                there.append(timeline);
                await new Promise(requestAnimationFrame);
                if (!timeline.summary) throw new Error('lost by a move');
                timeline.remove();
                await new Promise((resolve) => setTimeout(resolve));
                if (timeline.shadowRoot.querySelector('[part]')) throw new Error('something is left in the shadow tree');
            }
        })().then(() => done(null), (error) => done(String(error)));";
    // In parts: a driver does not wait for ever.
    for _ in 0..times.div_ceil(25) {
        let failed: Value = stage.driver().execute_async(script, vec![json!(25)]).await?.convert()?;
        anyhow::ensure!(failed.is_null(), "{failed}");
    }
    Ok(())
}

async fn held(stage: &Stage) -> Outcome<Held> {
    stage.run::<bool>("return new Promise((then) => setTimeout(() => then(true), 2500))", vec![]).await?;
    let memory = "const done = arguments[0];
        import('/news-timeline-app.js').then(async (module) => done((await module.default()).memory.buffer.byteLength));";
    let module_bytes = stage.driver().execute_async(memory, vec![]).await?.convert()?;
    let heap_bytes = if stage.engine() == Engine::Chromium {
        // What finalisation frees is found the next time.
        for _ in 0..3 {
            stage.driver().cdp().send_raw("HeapProfiler.collectGarbage", json!({})).await?;
            stage
                .run::<bool>("return new Promise((then) => setTimeout(() => then(true), 50))", vec![])
                .await?;
        }
        let usage = stage.driver().cdp().send_raw("Runtime.getHeapUsage", json!({})).await?;
        Some(usage["usedSize"].as_f64().context("the size of the heap")?)
    } else {
        None
    };
    let listeners = stage.run("return window.outsideListeners", vec![]).await?;
    let observed = stage.run("return window.observed", vec![]).await?;
    Ok(Held { module_bytes, heap_bytes, listeners, observed })
}

#[test]
fn five_hundred_that_come_move_and_go_leave_nothing() {
    // What V8 compiles anew while it runs counts as the page's, and would hide what is not.
    const PLAIN: &str = "--js-flags=--no-opt --no-sparkplug --no-maglev --no-flush-bytecode --liftoff-only";
    on_stage_with(&[PLAIN], async |stage| {
        // A timeline that has gone leaves a timer that waits for the server, for 20 s: here for 2.
        let hurry = "{ const { setTimeout } = window;
            window.setTimeout = (call, ms, ...rest) => setTimeout(call, ms === 20000 ? 2000 : ms, ...rest); }";
        stage.server.answer("/hurry.js", Answer::Text("text/javascript", hurry.to_owned()));
        stage.open_page("<script src=/hurry.js></script><section></section><section></section>").await?;
        // The browser keeps a list of what a page has fetched.
        stage.run::<Value>("performance.setResourceTimingBufferSize(50); return null", vec![]).await?;
        // The first ones fill what is kept for all.
        come_and_go(stage, 100).await?;
        let before = held(stage).await?;
        come_and_go(stage, 500).await?;
        let after = held(stage).await?;
        eprintln!("before {before:?}, after {after:?}");
        let is_flat = |before: f64, after: f64| (after / before - 1.0).abs() <= 0.05;
        assert!(is_flat(before.module_bytes, after.module_bytes), "{before:?} became {after:?}");
        if let (Some(before), Some(after)) = (before.heap_bytes, after.heap_bytes) {
            assert!(is_flat(before, after), "{before} became {after} bytes of the heap");
        }
        // The loader's own two, which find out who has crashed.
        assert_eq!((after.listeners, after.observed), (2, 0), "{before:?} became {after:?}");
        Ok(())
    });
}

#[test]
fn twenty_share_one_module_and_nothing_else() {
    on_stage(async |stage| {
        let one = |no: usize| {
            format!(
                "<news-timeline id=t{no} loading=eager src=/sample/syria-2016.json lanes=none></news-timeline>"
            )
        };
        stage.open_page(&(0..20).map(one).collect::<String>()).await?;
        let kinds = ["talks", "ceasefire", "incident", "statement"];
        let mut counts = std::collections::BTreeMap::new();
        for no in 0..20 {
            let timeline = stage.timeline_at(&format!("#t{no}")).await?;
            let all = timeline.until_shown().await?;
            counts = timeline.counts("kind").await?;
            assert_eq!(counts.values().sum::<usize>(), all.events);
        }
        for no in 0..20 {
            let timeline = stage.timeline_at(&format!("#t{no}")).await?;
            timeline.set_property("filters", json!({ "kind": [kinds[no % 4]] })).await?;
        }
        for no in (0..20).rev() {
            let timeline = stage.timeline_at(&format!("#t{no}")).await?;
            timeline.until_matching(counts.get(kinds[no % 4]).copied().unwrap_or_default()).await?;
        }
        // Half of them go, the others go on.
        stage
            .run::<Value>(
                "for (let no = 0; no < 20; no += 2) document.querySelector(`#t${no}`).remove(); return null",
                vec![],
            )
            .await?;
        let timeline = stage.timeline_at("#t7").await?;
        timeline.host().scroll_into_view().await?;
        timeline.remove_chip("Statement").await?;
        let all: usize = counts.values().sum();
        timeline.until_matching(all).await?;
        let other = stage.timeline_at("#t9").await?;
        wait_for("the others to be as they were", async || {
            let summary = other.summary().await?;
            Ok((summary.map(|summary| summary.shown) == counts.get(kinds[1]).copied()).then_some(()))
        })
        .await?;
        let loads = stage.server.requests().iter().filter(|path| path.ends_with(".wasm")).count();
        assert_eq!(loads, 1, "the module is loaded once");
        Ok(())
    });
}
