//! The overview and its brush: by mouse, by finger, by keyboard.

use news_timeline_browser_tests::{Outcome, Place, Stage, Timeline, on_stage, wait_for};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

const PAGE: &str = r#"<news-timeline src="/sample/syria-2016.json" lanes="none" from="2013-01" to="2013-12" lang="en-GB"></news-timeline>"#;
const BRUSH: &str = "[part~=brush]";

/// Left, top, width and height on the page.
async fn place(timeline: &Timeline, selector: &str) -> Outcome<(f64, f64, f64, f64)> {
    let script = "const element = all(given)[0];
        element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
        const { left, top, width, height } = element.getBoundingClientRect();
        return [left, top, width, height]";
    timeline.ask(script, json!(selector)).await
}

/// The overview: where it is, and the days from its left to its right end.
struct Strip {
    left: f64,
    width: f64,
    middle: f64,
    days: (f64, f64),
}

impl Strip {
    /// Looks where the overview is; what "Fit" shows is its whole.
    async fn of(timeline: &Timeline) -> Outcome<Strip> {
        let before = timeline.property("range").await?;
        timeline.ask::<Value>("host.fit(); return null", Value::Null).await?;
        let days = timeline.until_still().await?;
        let (left, _, width, _) = place(timeline, BRUSH).await?;
        timeline.set_property("range", before).await?;
        timeline.until_still().await?;
        // The chart above is not of the same height now.
        let (_, top, _, height) = place(timeline, BRUSH).await?;
        Ok(Strip { left, width, middle: top + height / 2.0, days })
    }

    fn day_px(&self) -> f64 {
        self.width / (self.days.1 - self.days.0)
    }

    fn at(&self, day: f64) -> Place {
        (self.left + (day - self.days.0) * self.day_px(), self.middle)
    }

    /// Whether two ranges are the same, give or take two px of the overview.
    fn same(&self, a: (f64, f64), b: (f64, f64)) -> bool {
        let near = |a: f64, b: f64| (a - b).abs() * self.day_px() <= 2.0;
        near(a.0, b.0) && near(a.1, b.1)
    }
}

async fn opened(stage: &Stage) -> Outcome<(Timeline, Strip)> {
    stage.open_page(PAGE).await?;
    let timeline = stage.shown_timeline().await?;
    let strip = Strip::of(&timeline).await?;
    Ok((timeline, strip))
}

fn by((x, y): Place, dx: f64) -> Place {
    (x + dx, y)
}

#[test]
fn the_brush_stands_over_what_is_shown() {
    on_stage(async |stage| {
        let (timeline, strip) = opened(stage).await?;
        for shown in
            [("2013-01-01", "2014-01-01"), ("2011-06-01", "2016-01-01"), ("2016-10-13", "2016-10-14")]
        {
            timeline.set_property("range", json!({ "start": shown.0, "end": shown.1 })).await?;
            let days = timeline.until_still().await?;
            let (left, _, width, _) = place(&timeline, BRUSH).await?;
            let (start, end) = (strip.at(days.0).0, strip.at(days.1).0);
            assert!((left + width / 2.0 - f64::midpoint(start, end)).abs() < 8.0, "{shown:?}");
            assert!(
                (width - (end - start)).abs() < 1.5 || (width < 20.0 && end - start < width),
                "{shown:?}"
            );
        }
        Ok(())
    });
}

#[test]
fn a_mouse_moves_stretches_and_draws_the_brush() {
    on_stage(async |stage| {
        let (timeline, strip) = opened(stage).await?;
        let (start, end) = timeline.days().await?;
        let (left, right, middle) = (strip.at(start), strip.at(end), strip.at(f64::midpoint(start, end)));
        let days = 100.0 / strip.day_px();
        for (what, path, expected) in [
            ("moved", vec![middle, by(middle, 30.0), by(middle, 100.0)], (start + days, end + days)),
            ("moved back", vec![by(middle, 100.0), middle], (start, end)),
            ("its end", vec![right, by(right, 20.0), by(right, 100.0)], (start, end + days)),
            ("its start", vec![left, by(left, -20.0), by(left, -100.0)], (start - days, end + days)),
            (
                "its end past its start",
                vec![by(right, 100.0), by(left, -200.0)],
                (start - 2.0 * days, start - days),
            ),
            (
                "a new one",
                vec![by(right, 50.0), by(right, 80.0), by(right, 250.0)],
                (end + 0.5 * days, end + 2.5 * days),
            ),
            ("a new one to the left", vec![by(left, 0.0), by(left, -100.0)], (start - days, start)),
        ] {
            stage.drag(&path, 120).await?;
            let shown = timeline.until_still().await?;
            assert!(strip.same(shown, expected), "{what}: {shown:?}, not {expected:?}");
        }
        // Nothing of that is a click, and a click beside the brush brings it there.
        let at = strip.at(end + 2.0 * days);
        stage.driver().action_chain().move_to(at.0 as i64, at.1 as i64).click().perform().await?;
        let shown = timeline.until_still().await?;
        let expected = (end + 1.5 * days, end + 2.5 * days);
        assert!(strip.same(shown, expected), "a click beside: {shown:?}, not {expected:?}");
        stage.driver().action_chain().move_to(at.0 as i64, at.1 as i64).double_click().perform().await?;
        let shown = timeline.until_still().await?;
        assert!(strip.same(shown, strip.days), "a double click: {shown:?}, not {:?}", strip.days);
        assert_eq!(timeline.card().await?, None);
        Ok(())
    });
}

#[test]
fn escape_gives_a_drag_up() {
    on_stage(async |stage| {
        let (timeline, strip) = opened(stage).await?;
        let before = timeline.days().await?;
        let (middle, beside) = (strip.at(f64::midpoint(before.0, before.1)), strip.at(before.1 + 300.0));
        for from in [middle, beside] {
            stage.press_and_drag(&[from, by(from, 40.0), by(from, 90.0)], 80).await?.perform().await?;
            let marked: bool = timeline
                .ask(
                    "return all('[part~=overview] [part~=band]').some((band) => band.checkVisibility())",
                    Value::Null,
                )
                .await?;
            assert_eq!(marked, from == beside, "a band is drawn beside the brush");
            let end = by(from, 140.0);
            let keys = stage.driver().action_chain().send_keys(Key::Escape);
            keys.move_to(end.0 as i64, end.1 as i64).release().perform().await?;
            let after = timeline.until_still().await?;
            assert!(strip.same(after, before), "{after:?}, not {before:?}");
        }
        Ok(())
    });
}

#[test]
fn keys_move_the_brush_and_its_edges() {
    on_stage(async |stage| {
        let (timeline, strip) = opened(stage).await?;
        let (start, end) = timeline.days().await?;
        let span = end - start;
        let slider = async |attribute: &str| timeline.focused(attribute).await.map(Option::unwrap_or_default);
        timeline.press_until(Key::Tab, BRUSH, 120).await?;
        assert_eq!(slider("role").await?, "slider");
        wait_for("its words", async || {
            Ok(slider("aria-valuetext").await?.starts_with("1 January").then_some(()))
        })
        .await?;
        let mut expected = (start, end);
        for (key, shift, by) in [
            (Key::Right, false, 0.1),
            (Key::Up, false, 0.1),
            (Key::Left, true, -0.5),
            (Key::Down, false, -0.1),
            (Key::PageUp, false, 0.5),
            (Key::PageDown, false, -0.5),
        ] {
            let chain = stage.driver().action_chain();
            if shift {
                chain.key_down(Key::Shift).send_keys(key).key_up(Key::Shift).perform().await?;
            } else {
                chain.send_keys(key).perform().await?;
            }
            expected = (expected.0 + by * span, expected.1 + by * span);
            let shown = timeline.until_still().await?;
            assert!(strip.same(shown, expected), "by {by}: {shown:?}, not {expected:?}");
        }
        timeline.press(Key::Home).await?;
        let shown = timeline.until_still().await?;
        assert!(strip.same(shown, (strip.days.0, strip.days.0 + span)), "{shown:?}");
        wait_for("0 per cent", async || Ok((slider("aria-valuenow").await? == "0").then_some(()))).await?;
        timeline.press(Key::Tab).await?;
        assert_eq!(slider("aria-label").await?, "Start of the view");
        timeline.press(Key::Right).await?;
        let shown = timeline.until_still().await?;
        assert!(strip.same(shown, (strip.days.0 + span * 0.1, strip.days.0 + span)), "{shown:?}");
        timeline.press(Key::Tab).await?;
        assert_eq!(slider("aria-label").await?, "End of the view");
        timeline.press(Key::End).await?;
        let shown = timeline.until_still().await?;
        assert!(strip.same(shown, (strip.days.0 + span * 0.1, strip.days.1)), "{shown:?}");
        Ok(())
    });
}

#[test]
fn a_finger_moves_the_brush_and_scrolls_the_page() {
    on_stage(async |stage| {
        if !stage.has_wheel_and_touch() {
            return Ok(());
        }
        stage.open_page(&format!("{PAGE}<p class=\"long\"></p>")).await?;
        let timeline = stage.shown_timeline().await?;
        stage
            .run::<Value>("document.querySelector('.long').style.height = '3000px'; return null", vec![])
            .await?;
        let strip = Strip::of(&timeline).await?;
        let before = timeline.days().await?;
        let from = strip.at(f64::midpoint(before.0, before.1));
        let steps = (0..=10).map(f64::from);
        stage.swipe(&steps.clone().map(|step| by(from, step * 10.0)).collect::<Vec<_>>()).await?;
        let days = 100.0 / strip.day_px();
        let shown = timeline.until_still().await?;
        let expected = (before.0 + days, before.1 + days);
        assert!(strip.same(shown, expected), "{shown:?}, not {expected:?}");

        let scrolled = async || stage.run::<f64>("return scrollY", vec![]).await;
        let top = scrolled().await?;
        let up: Vec<Place> = steps.map(|step| (from.0 + 100.0, from.1 - step * 20.0)).collect();
        stage.swipe(&up).await?;
        wait_for("the page to scroll", async || Ok((scrolled().await? > top + 50.0).then_some(()))).await?;
        let after = timeline.until_still().await?;
        assert!(strip.same(after, expected), "a vertical swipe is the page's: {after:?}");
        Ok(())
    });
}

#[test]
fn time_runs_to_the_right_in_every_script() {
    on_stage(async |stage| {
        stage.open_page(&PAGE.replace("<news-timeline ", "<news-timeline dir=\"rtl\" ")).await?;
        let timeline = stage.shown_timeline().await?;
        let strip = Strip::of(&timeline).await?;
        let (start, end) = timeline.days().await?;
        let (left, _, width, _) = place(&timeline, BRUSH).await?;
        assert!((left - strip.at(start).0).abs() < 1.5 && (left + width - strip.at(end).0).abs() < 1.5);
        let middle = strip.at(f64::midpoint(start, end));
        stage.drag(&[middle, by(middle, 60.0)], 60).await?;
        let shown = timeline.until_still().await?;
        assert!(shown.0 > start + 1.0, "{shown:?}");
        // It stands under the chart, as wide as that.
        let (chart_left, _, chart_width, _) = place(&timeline, "[part~=axis]").await?;
        assert!((strip.left - chart_left).abs() < 1.0 && (strip.width - chart_width).abs() < 1.0);
        Ok(())
    });
}

#[test]
fn the_columns_follow_the_filters_and_a_movement_touches_the_brush_alone() {
    on_stage(async |stage| {
        let (timeline, strip) = opened(stage).await?;
        let drawn = async || {
            let script =
                "return all('[part~=overview] path').map((path) => path.getAttribute('d')).join('|')";
            timeline.ask::<String>(script, Value::Null).await
        };
        let all = drawn().await?;
        assert!(all.len() > 40, "{all}");
        timeline
            .ask::<Value>(
                "host.touched = new Set();
                new MutationObserver((changes) => changes.forEach(({ target }) => host.touched.add(target)))
                    .observe(all('[part~=overview]')[0], { subtree: true, childList: true, attributes: true,
                        characterData: true, attributeFilter: ['style', 'd', 'class', 'hidden'] });
                return null",
                Value::Null,
            )
            .await?;
        let (start, end) = timeline.days().await?;
        let middle = strip.at(f64::midpoint(start, end));
        stage.drag(&[middle, by(middle, 40.0), by(middle, 150.0)], 150).await?;
        timeline.until_still().await?;
        assert_eq!(timeline.ask::<usize>("return host.touched.size", Value::Null).await?, 1);
        assert_eq!(drawn().await?, all);
        timeline.choose("kind", "talks").await?;
        wait_for("other columns", async || Ok((drawn().await? != all).then_some(()))).await
    });
}
