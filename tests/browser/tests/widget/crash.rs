//! A crash inside the module costs the one instance that it happened in.

use news_timeline_browser_tests::{Answer, Outcome, Stage, Timeline, on_stage, wait_for};
use serde_json::{Value, json};

/// Lets the module fail at whatever it puts text into while `window.broken` is set, as a trap does: by an exception right
/// through its code.
const BREAK: &str = "
    const { createTextNode } = document;
    const { set } = Object.getOwnPropertyDescriptor(Node.prototype, 'textContent');
    const breaks = () => window.broken && /wasm/.test(new Error().stack);
    Document.prototype.createTextNode = function (text) {
        if (breaks()) throw new WebAssembly.RuntimeError('unreachable');
        return createTextNode.call(this, text);
    };
    Object.defineProperty(Node.prototype, 'textContent', { configurable: true, set(text) {
        if (breaks()) throw new WebAssembly.RuntimeError('unreachable');
        set.call(this, text);
    }, get() { return [...this.childNodes].map((node) => node.data ?? node.textContent).join(''); } });
    window.told = [];
    addEventListener('timeline-error', ({ target, detail }) => window.told.push([target.id, detail.kind]));
    return null";

fn two() -> String {
    let one = |id: &str| {
        format!(
            "<news-timeline id={id} loading=eager src=/sample/syria-2016.json lanes=none><p><a href=/all.html>All of {id}</a></p></news-timeline>"
        )
    };
    one("one") + one("two").as_str()
}

async fn says_so(timeline: &Timeline) -> Outcome {
    wait_for("the crash to be told", async || {
        let alerts: Vec<String> =
            timeline.ask("return all('[role=alert]').map((alert) => alert.innerText)", Value::Null).await?;
        Ok(alerts.into_iter().find(|alert| alert.contains("error of its own")))
    })
    .await?;
    let visible: bool = timeline.ask("return host.querySelector('a').checkVisibility()", Value::Null).await?;
    assert!(visible, "the fallback stands");
    Ok(())
}

async fn goes_on(timeline: &Timeline) -> Outcome {
    let all = timeline.until_shown().await?.events;
    timeline.choose("actor", "Sergei Lavrov").await?;
    wait_for("a chip", async || Ok((timeline.chips().await?.len() == 1).then_some(()))).await?;
    assert!(timeline.summary().await?.is_some_and(|summary| summary.shown < all));
    Ok(())
}

/// Breaks the page's first timeline by what a script does to it, then looks at both.
async fn breaks(stage: &Stage, action: &str) -> Outcome {
    stage.expect_complaint("unreachable");
    stage.expect_complaint("Unreachable code");
    // The driver's scripts are strangers to the page.
    stage.expect_complaint("Script error");
    stage.open_page(&two()).await?;
    let one = stage.timeline_at("#one").await?;
    let two = stage.timeline_at("#two").await?;
    one.until_shown().await?;
    two.until_shown().await?;
    stage.run::<Value>(BREAK, vec![]).await?;
    one.ask::<Value>(&format!("window.broken = true; {action}; return null"), Value::Null).await.map(drop)
}

async fn costs_one(stage: &Stage, action: &str) -> Outcome {
    breaks(stage, action).await?;
    let one = stage.timeline_at("#one").await?;
    let two = stage.timeline_at("#two").await?;
    says_so(&one).await?;
    let told: Value = stage.run("return window.told", vec![]).await?;
    assert_eq!(told, json!([["one", "crash"]]));
    goes_on(&two).await?;
    one.click("Try again").await?;
    goes_on(&one).await?;
    goes_on_again(&two).await
}

async fn goes_on_again(timeline: &Timeline) -> Outcome {
    timeline.click("Clear all").await?;
    wait_for("no chip", async || Ok(timeline.chips().await?.is_empty().then_some(()))).await
}

#[test]
fn in_a_call_of_the_page() {
    on_stage(async |stage| {
        // Only the action is broken: the view that tells of the crash is drawn by a later task.
        costs_one(
            stage,
            "host.setAttribute('lanes', 'actor'); queueMicrotask(() => { window.broken = false; })",
        )
        .await
    });
}

#[test]
fn in_an_effect_after_a_readers_click() {
    on_stage(async |stage| {
        costs_one(
            stage,
            "all('[part~=option] input')[1].click(); setTimeout(() => { window.broken = false; })",
        )
        .await
    });
}

#[test]
fn again_and_again_ends_in_words_of_the_loader() {
    on_stage(async |stage| {
        breaks(stage, "host.setAttribute('lanes', 'actor')").await?;
        let one = stage.timeline_at("#one").await?;
        let two = stage.timeline_at("#two").await?;
        wait_for("the loader's words", async || {
            let told: Vec<(String, String)> = stage.run("return window.told", vec![]).await?;
            Ok(told.contains(&("one".into(), "start".into())).then_some(()))
        })
        .await?;
        stage.run::<Value>("window.broken = false; return null", vec![]).await?;
        goes_on(&two).await?;
        one.click("Try again").await?;
        goes_on(&one).await
    });
}

#[test]
fn a_module_that_does_not_load_is_tried_again() {
    on_stage(async |stage| {
        stage.expect_complaint("404");
        stage.server.answer("/news-timeline-app_bg.wasm", Answer::Missing);
        stage.open_page(&two()).await?;
        let one = stage.timeline_at("#one").await?;
        let two = stage.timeline_at("#two").await?;
        for timeline in [&one, &two] {
            wait_for("the button", async || Ok(timeline.button("Try again").await.ok())).await?;
            let visible: bool =
                timeline.ask("return host.querySelector('a').checkVisibility()", Value::Null).await?;
            assert!(visible, "the fallback stands");
        }
        stage.server.forget("/news-timeline-app_bg.wasm");
        one.click("Try again").await?;
        one.until_shown().await?;
        two.ask::<Value>("host.refresh(); return null", Value::Null).await?;
        two.until_shown().await?;
        let loads = stage.server.requests().iter().filter(|path| path.ends_with(".wasm")).count();
        assert_eq!(loads, 2, "one that failed, and one for both");
        Ok(())
    });
}
