//! Several timelines on a page, timelines that come, move and go.

use news_timeline_browser_tests::{Answer, Outcome, Stage, on_stage, wait_for};
use serde_json::{Value, json};

#[test]
fn two_are_independent_and_share_one_module() {
    on_stage(async |stage| {
        stage
            .open_page(
                r#"<news-timeline id="one" src="/sample/syria-2016.json" lanes="none"></news-timeline>
                   <news-timeline id="two" src="/sample/syria-2016.json" lanes="none"></news-timeline>"#,
            )
            .await?;
        let one = stage.timeline_at("#one").await?;
        let two = stage.timeline_at("#two").await?;
        let all = one.until_shown().await?;
        assert_eq!(two.until_shown().await?, all);
        one.choose("actor", "Sergei Lavrov").await?;
        wait_for("the first to narrow", async || {
            Ok(one.summary().await?.is_some_and(|summary| summary.shown < all.shown).then_some(()))
        })
        .await?;
        assert_eq!(two.summary().await?, Some(all));
        assert_eq!(two.chips().await?, Vec::<String>::new());
        let loads = stage.server.requests().iter().filter(|path| path.ends_with(".wasm")).count();
        assert_eq!(loads, 1, "the module is loaded once");
        Ok(())
    });
}

#[test]
fn a_moved_one_keeps_its_state() {
    on_stage(async |stage| {
        stage
            .open_page(
                r#"<div id="here"><news-timeline src="/sample/syria-2016.json" lanes="none"></news-timeline></div>
                   <div id="there"></div>"#,
            )
            .await?;
        let timeline = stage.shown_timeline().await?;
        timeline.choose("actor", "Sergei Lavrov").await?;
        wait_for("a chip", async || Ok((timeline.chips().await?.len() == 1).then_some(()))).await?;
        let before = timeline.summary().await?;
        stage.run::<Value>("document.querySelector('#there').append(document.querySelector('news-timeline')); return null", vec![]).await?;
        // The microtask that would take it down has passed once another script runs.
        let timeline = stage.timeline_at("#there news-timeline").await?;
        assert_eq!(timeline.summary().await?, before);
        assert_eq!(timeline.chips().await?.len(), 1);
        let loads = stage.server.requests().iter().filter(|path| path.ends_with("syria-2016.json")).count();
        assert_eq!(loads, 1, "the data is not loaded again");
        Ok(())
    });
}

/// Shows and removes a timeline so many times; then how large the module's memory is, in bytes.
async fn come_and_go(stage: &Stage, times: usize) -> Outcome<u64> {
    let script = "const [times, done] = arguments;
        (async () => {
            for (let time = 0; time < times; time += 1) {
                const timeline = document.createElement('news-timeline');
                timeline.setAttribute('src', '/sample/syria-2016.json');
                const ready = new Promise((resolve) => timeline.addEventListener('timeline-ready', resolve, { once: true }));
                document.querySelector('main').append(timeline);
                await ready;
                await new Promise(requestAnimationFrame);
                timeline.remove();
                await new Promise((resolve) => setTimeout(resolve));
                if (timeline.shadowRoot.querySelector('[part]')) throw new Error('something is left in the shadow tree');
            }
            const module = await import('/news-timeline-app.js');
            return (await module.default()).memory.buffer.byteLength;
        })().then(done, (error) => done(String(error)));";
    let left: Value = stage.driver().execute_async(script, vec![json!(times)]).await?.convert()?;
    left.as_u64().ok_or_else(|| anyhow::anyhow!("{left}"))
}

#[test]
fn a_removed_one_leaves_nothing() {
    on_stage(async |stage| {
        stage.open_page("").await?;
        // The first ones fill what is kept for all.
        come_and_go(stage, 10).await?;
        let listeners: i64 = stage.run("return window.outsideListeners", vec![]).await?;
        let before = come_and_go(stage, 10).await?;
        let after = come_and_go(stage, 60).await?;
        assert!(after <= before + 65_536, "the module's memory grew from {before} to {after} bytes");
        let left: i64 = stage.run("return window.outsideListeners", vec![]).await?;
        assert_eq!(left, listeners, "listeners on the page");
        Ok(())
    });
}

#[test]
fn properties_set_before_the_script_runs_count() {
    on_stage(async |stage| {
        // The loader comes only after the page has set the properties of an element that nobody knows yet.
        let loader =
            std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../dist/news-timeline.js"))?;
        stage.server.answer("/late.js", Answer::Text("text/javascript", loader));
        stage.server.answer("/news-timeline.js", Answer::Text("text/javascript", String::new()));
        stage.open_page(r#"<news-timeline lanes="none"></news-timeline>"#).await?;
        let set = "const timeline = document.querySelector('news-timeline');
            timeline.data = { articles: [{ url: '/a.html', headline: 'A', events: [
                { id: 'a', title: 'A', kind: 'talks', date: '2016-10-13' },
                { id: 'b', title: 'B', kind: 'incident', date: '2016-10-14' }] }] };
            timeline.filters = { kind: ['talks'] };
            const script = document.createElement('script');
            script.type = 'module';
            script.src = '/late.js';
            document.head.append(script);
            return null";
        stage.run::<Value>(set, vec![]).await?;
        let timeline = stage.shown_timeline().await?;
        timeline.until_matching(1).await?;
        assert_eq!(timeline.summary().await?.map(|summary| summary.events), Some(2));
        Ok(())
    });
}
