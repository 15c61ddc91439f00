//! Moving about by hand: dragging, marking out, the wheel, a finger; and what is left to the page.

use anyhow::bail;
use news_timeline_browser_tests::{Held, Outcome, Place, Stage, Timeline, on_stage, wait_for};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

const PAGE: &str = r#"<news-timeline src="/sample/syria-2016.json" lanes="none" from="2016-09" to="2016-10" lang="en-GB"></news-timeline>"#;

/// A free place on the chart, at a share of its width.
async fn on_chart(timeline: &Timeline, share: f64) -> Outcome<Place> {
    let script = "const { left, top, width } = all('[part~=axis]')[0].getBoundingClientRect();
        return [left + width * given, top + 20]";
    timeline.ask(script, json!(share)).await
}

/// The time at a share of the chart's width.
fn at_share(extent: (f64, f64), share: f64) -> f64 {
    extent.0 + (extent.1 - extent.0) * share
}

#[test]
fn shift_and_a_drag_zoom_to_what_they_mark_out() {
    on_stage(async |stage| {
        stage.open_page(&format!("<p>Words before.</p>{PAGE}<p>Words after.</p>")).await?;
        let timeline = stage.shown_timeline().await?;
        let before = timeline.days().await?;
        let places = [
            on_chart(&timeline, 0.75).await?,
            on_chart(&timeline, 0.6).await?,
            on_chart(&timeline, 0.25).await?,
        ];
        let marked = "return all('[part~=band]').some((band) => band.checkVisibility())";
        let mark = async |then_key: Option<Key>| -> Outcome {
            stage.driver().action_chain().key_down(Key::Shift).perform().await?;
            stage.press_and_drag(&places, 100).await?.perform().await?;
            assert!(timeline.ask::<bool>(marked, Value::Null).await?, "what is marked out is seen");
            if let Some(key) = then_key {
                timeline.press(key).await?;
                assert!(!timeline.ask::<bool>(marked, Value::Null).await?, "it is given up");
            }
            let end = places[2];
            let chain = stage.driver().action_chain().move_to(end.0 as i64 + 9, end.1 as i64);
            let back = chain.move_to(end.0.round() as i64, end.1 as i64).release();
            back.key_up(Key::Shift).perform().await?;
            Ok(())
        };
        mark(Some(Key::Escape)).await?;
        assert_eq!(timeline.until_still().await?, before);
        mark(None).await?;
        let after = timeline.until_still().await?;
        let expected = (at_share(before, 0.25), at_share(before, 0.75));
        assert!(
            (after.0 - expected.0).abs() < 0.2 && (after.1 - expected.1).abs() < 0.2,
            "{after:?}, not {expected:?}"
        );
        assert!(!timeline.ask::<bool>(marked, Value::Null).await?);
        assert_eq!(stage.run::<String>("return getSelection().toString()", vec![]).await?, "");
        assert_eq!(timeline.card().await?, None);
        Ok(())
    });
}

/// Drags fast to what is earlier and lets go; how far the view had come then, and how far it went on, in days.
async fn fling(stage: &Stage, timeline: &Timeline) -> Outcome<(f64, f64)> {
    let listen = "addEventListener('pointermove', ({ timeStamp }) => { host.moved = timeStamp; }, { capture: true });
        addEventListener('pointerup', ({ timeStamp }) => { host.released = [host.range.start, timeStamp - host.moved]; }, { capture: true });
        return null";
    timeline.ask::<Value>(listen, Value::Null).await?;
    for _ in 0..10 {
        let before = timeline.until_still().await?;
        let from = on_chart(timeline, 0.2).await?;
        let path: Vec<Place> = (0..6).map(|step| (from.0 + 60.0 * f64::from(step), from.1)).collect();
        stage.drag(&path, 100).await?;
        let after = timeline.until_still().await?;
        let script = "return [Date.parse(host.released[0]) / 86400000, host.released[1]]";
        let (released, still_ms): (f64, f64) = timeline.ask(script, Value::Null).await?;
        // A slow driver holds still before it lets go, which is no fling.
        if still_ms < 50.0 {
            return Ok((before.0 - released, released - after.0));
        }
    }
    bail!("the driver never lets go in time")
}

#[test]
fn a_drag_carries_on_unless_movement_is_unwanted() {
    on_stage(async |stage| {
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        let (dragged, on) = fling(stage, &timeline).await?;
        assert!(dragged > 1.0 && on > 0.5, "{dragged} days, then {on}");
        if stage.prefer_reduced_motion().await? {
            let (dragged, on) = fling(stage, &timeline).await?;
            assert!(dragged > 1.0 && on.abs() < 0.01, "{dragged} days, then {on}");
        }
        Ok(())
    });
}

#[test]
fn a_new_input_interrupts_a_movement() {
    on_stage(async |stage| {
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        let before = timeline.until_still().await?;
        let script = "const axis = all('[part~=axis]')[0];
            const { left, top, width } = axis.getBoundingClientRect();
            const frame = () => new Promise((then) => window.requestAnimationFrame(() => setTimeout(then)));
            const days = () => [host.range.start, host.range.end].map((text) => Date.parse(text) / 86400000);
            // Frames of 16 ms, however long they take here.
            const { requestAnimationFrame } = window;
            let last = 0, told = performance.now();
            window.requestAnimationFrame = (then) => requestAnimationFrame((now) => {
                if (now !== last) [last, told] = [now, told + 16];
                then(told);
            });
            return (async () => {
                axis.dispatchEvent(new KeyboardEvent('keydown', { key: '0', bubbles: true, composed: true }));
                await frame(); await frame(); await frame();
                axis.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true, pointerId: 7,
                    button: 0, buttons: 1, clientX: left + width / 2, clientY: top + 10 }));
                const stopped = days();
                // Longer than a movement takes.
                for (let frames = 0; frames < 30; frames += 1) await frame();
                return [stopped, days()];
            })()";
        let (stopped, later): ((f64, f64), (f64, f64)) = timeline.ask(script, Value::Null).await?;
        assert_eq!(stopped, later, "it stays where the pointer stopped it");
        assert!(stopped.1 - stopped.0 > before.1 - before.0, "it had begun: {before:?}, {stopped:?}");
        timeline.ask::<Value>("host.fit(); return null", Value::Null).await?;
        let all = timeline.until_still().await?;
        assert!(all.1 - all.0 > (stopped.1 - stopped.0) * 1.05, "it had not ended: {stopped:?}, {all:?}");
        Ok(())
    });
}

#[test]
fn zooms_that_follow_fast_add_up() {
    on_stage(async |stage| {
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        let before = timeline.until_still().await?;
        let axis = timeline.find("[part~=axis]").await?;
        // Not the element's own click: the ticks stand over the axis.
        stage.driver().action_chain().move_to_element_center(&axis).click().send_keys("++").perform().await?;
        let after = timeline.until_still().await?;
        let times = (before.1 - before.0) / (after.1 - after.0);
        assert!((times - 4.0).abs() < 0.01, "{times}");
        Ok(())
    });
}

#[test]
fn a_double_click_zooms_in_where_it_is() {
    on_stage(async |stage| {
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        let before = timeline.until_still().await?;
        let at = on_chart(&timeline, 0.25).await?;
        stage.driver().action_chain().move_to(at.0 as i64, at.1 as i64).double_click().perform().await?;
        let after = timeline.until_still().await?;
        assert!(((before.1 - before.0) / (after.1 - after.0) - 2.0).abs() < 0.01, "{before:?}, {after:?}");
        assert!((at_share(before, 0.25) - at_share(after, 0.25)).abs() < 0.1, "{before:?}, {after:?}");
        Ok(())
    });
}

#[test]
fn the_wheel_scrolls_the_page_everywhere() {
    on_stage(async |stage| {
        if !stage.has_wheel_and_touch() {
            return Ok(());
        }
        let lines = "<p>A line of the article.</p>".repeat(40);
        stage.open_page(&format!("{lines}{PAGE}<p>Between.</p>{PAGE}{lines}")).await?;
        let timeline = stage.shown_timeline().await?;
        let before = timeline.until_still().await?;
        timeline.set_property("selection", json!("zarif-lavrov-2")).await?;
        timeline.until_card().await?;
        let shown = timeline.until_still().await?;
        let scrolled = async || stage.run::<f64>("return scrollY", vec![]).await;
        for part in ["axis", "lane", "overview", "brush", "card", "heading"] {
            let script =
                "const element = all(`[part~=${given}]`).find((element) => element.checkVisibility());
                element.scrollIntoView({ block: 'center', behavior: 'instant' });
                const { left, top, width, height } = element.getBoundingClientRect();
                return [left + Math.min(width / 2, 300), top + Math.min(height / 2, 30)]";
            let at: Place = timeline.ask(script, json!(part)).await?;
            for down in [200.0, -200.0] {
                let top = scrolled().await?;
                stage.wheel(at, (0.0, down), Held::Nothing).await?;
                let what = format!("the wheel to scroll the page over the {part}");
                wait_for(&what, async || Ok(((scrolled().await? - top) * down > 0.0).then_some(()))).await?;
                timeline.until_still().await?;
            }
        }
        // One finger up and down, too.
        let script =
            "all('[part~=axis]')[0].scrollIntoView({ block: 'center', behavior: 'instant' }); return null";
        timeline.ask::<Value>(script, Value::Null).await?;
        let (x, y) = on_chart(&timeline, 0.5).await?;
        let top = scrolled().await?;
        stage.swipe(&(0..=10).map(|step| (x, y - 20.0 * f64::from(step))).collect::<Vec<_>>()).await?;
        wait_for("a finger to scroll the page", async || Ok((scrolled().await? > top + 50.0).then_some(())))
            .await?;
        assert_eq!(timeline.until_still().await?, shown, "and nothing of it moves the view from {before:?}");
        Ok(())
    });
}

#[test]
fn the_wheel_moves_and_zooms_with_a_key() {
    on_stage(async |stage| {
        if !stage.has_wheel_and_touch() {
            return Ok(());
        }
        stage.open_page(&format!("{PAGE}{}", "<p>A line of the article.</p>".repeat(60))).await?;
        let timeline = stage.shown_timeline().await?;
        let mut before = timeline.until_still().await?;
        let at = on_chart(&timeline, 0.3).await?;
        for (what, by, held, zooms, later) in [
            ("shift and the wheel", (0.0, 120.0), Held::Shift, 1.0, true),
            ("a wheel to the right", (150.0, 0.0), Held::Nothing, 1.0, true),
            ("a wheel to the left", (-150.0, 10.0), Held::Nothing, 1.0, false),
            ("Ctrl and a notch up", (0.0, -120.0), Held::Ctrl, 1.716, true),
            ("Ctrl and a small turn", (0.0, -10.0), Held::Ctrl, 1.046, true),
            ("Ctrl and a notch down", (0.0, 120.0), Held::Ctrl, 1.0 / 1.716, true),
        ] {
            stage.wheel(at, by, held).await?;
            wait_for(what, async || Ok((timeline.days().await? != before).then_some(()))).await?;
            let after = timeline.until_still().await?;
            let times = (before.1 - before.0) / (after.1 - after.0);
            assert!((times / zooms - 1.0).abs() < 0.01, "{what}: {times}");
            let moved = at_share(after, 0.3) - at_share(before, 0.3);
            if held == Held::Ctrl {
                assert!(moved.abs() < 0.1, "{what}: {moved}");
            } else {
                assert!(moved != 0.0 && (moved > 0.0) == later, "{what}: {moved}");
            }
            before = after;
        }
        assert_eq!(stage.run::<f64>("return scrollY", vec![]).await?.to_string(), "0", "the page stays");
        Ok(())
    });
}

#[test]
fn a_finger_pans_the_chart() {
    on_stage(async |stage| {
        if !stage.has_wheel_and_touch() {
            return Ok(());
        }
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        let before = timeline.until_still().await?;
        let (x, y) = on_chart(&timeline, 0.7).await?;
        stage.swipe(&(0..=10).map(|step| (x - 20.0 * f64::from(step), y)).collect::<Vec<_>>()).await?;
        let after = timeline.until_still().await?;
        assert!(after.0 > before.0 + 1.0, "{before:?}, {after:?}");
        assert!(((after.1 - after.0) - (before.1 - before.0)).abs() < 0.01, "{before:?}, {after:?}");
        Ok(())
    });
}

#[test]
fn what_a_page_shows_smaller_is_moved_where_it_is_seen() {
    on_stage(async |stage| {
        stage.open_page(&format!("<div>{PAGE}</div>")).await?;
        let timeline = stage.shown_timeline().await?;
        let shrink = "const box = document.querySelector('div'); box.style.transformOrigin = '0 0'; box.style.transform = 'scale(0.7)'; return null";
        stage.run::<Value>(shrink, vec![]).await?;
        let before = timeline.days().await?;
        let places = [
            on_chart(&timeline, 0.25).await?,
            on_chart(&timeline, 0.6).await?,
            on_chart(&timeline, 0.75).await?,
        ];
        stage.driver().action_chain().key_down(Key::Shift).perform().await?;
        stage.drag(&places, 100).await?;
        stage.driver().action_chain().key_up(Key::Shift).perform().await?;
        let after = timeline.until_still().await?;
        let expected = (at_share(before, 0.25), at_share(before, 0.75));
        let is_near = (after.0 - expected.0).abs() < 0.3 && (after.1 - expected.1).abs() < 0.3;
        assert!(is_near, "{after:?}, not {expected:?}");
        Ok(())
    });
}
