//! Moving about with the mouse, and what is left to the page.

use news_timeline_browser_tests::{Engine, on_stage, wait_for};
use serde_json::{Value, json};

const PAGE: &str = r#"<news-timeline src="/sample/syria-2016.json" lanes="none" from="2016-09" to="2016-10" lang="en-GB"></news-timeline>"#;

#[test]
fn a_drag_pans_and_is_no_click() {
    on_stage(async |stage| {
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        let (start, end) = timeline.days().await?;
        let chart = timeline.find("[part~=axis]").await?;
        stage
            .driver()
            .action_chain()
            .move_to_element_center(&chart)
            .click_and_hold()
            .move_by_offset(-100, 0)
            .move_by_offset(-100, 0)
            .release()
            .perform()
            .await?;
        wait_for("a later extent", async || Ok((timeline.days().await?.0 > start + 1.0).then_some(())))
            .await?;
        let (new_start, new_end) = timeline.days().await?;
        assert!(((new_end - new_start) - (end - start)).abs() < 0.1, "panning does not zoom");
        assert_eq!(timeline.card().await?, None);
        Ok(())
    });
}

#[test]
fn a_plain_wheel_is_the_pages_and_one_with_ctrl_zooms() {
    on_stage(async |stage| {
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        let before = timeline.days().await?;
        // Whether the widget takes the event from the page.
        let turn = "const axis = all('[part~=axis]')[0];
            const { left, top, width } = axis.getBoundingClientRect();
            return !axis.dispatchEvent(new WheelEvent('wheel', {
                bubbles: true, cancelable: true, composed: true, clientX: left + width / 2, clientY: top + 10, ...given }))";
        assert!(
            !timeline.ask::<bool>(turn, json!({ "deltaY": 120 })).await?,
            "a plain wheel scrolls the page"
        );
        assert_eq!(timeline.days().await?, before);
        assert!(
            timeline.ask::<bool>(turn, json!({ "deltaY": -120, "ctrlKey": true })).await?,
            "one with Ctrl zooms"
        );
        wait_for("a shorter extent", async || {
            let (start, end) = timeline.days().await?;
            Ok((end - start < (before.1 - before.0) * 0.9).then_some(()))
        })
        .await
    });
}

#[test]
fn a_day_is_the_same_day_everywhere() {
    on_stage(async |stage| {
        if stage.engine() != Engine::Chromium {
            eprintln!("skipped: only Chromium can be told another time zone");
            return Ok(());
        }
        for zone in ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin"] {
            stage
                .driver()
                .cdp()
                .send_raw("Emulation.setTimezoneOverride", json!({ "timezoneId": zone }))
                .await?;
            stage.open_page(PAGE).await?;
            let timeline = stage.shown_timeline().await?;
            timeline.set_property("selection", json!("zarif-lavrov-2")).await?;
            let card = timeline.until_card().await?;
            assert!(card.text.contains("13 October 2016"), "in {zone}: {:?}", card.text);
        }
        Ok(())
    });
}

#[test]
fn a_cluster_opens_and_shows_all_of_its_events() {
    on_stage(async |stage| {
        let events: Vec<Value> = (0..12)
            .map(|number| json!({ "id": format!("e{number}"), "title": format!("Event {number}"), "kind": "talks", "date": "2016-10-13" }))
            .chain([json!({ "id": "far", "title": "Far", "kind": "talks", "date": "2012-01-01" })])
            .collect();
        let data = json!({ "articles": [{ "url": "/a.html", "headline": "A", "events": events }] });
        stage.open_page(r#"<news-timeline lanes="none"></news-timeline>"#).await?;
        let timeline = stage.timeline().await?;
        timeline.set_property("data", data).await?;
        timeline.until_shown().await?;
        wait_for("marks for all events", async || Ok((timeline.marks().await?.total() == 13).then_some(())))
            .await?;
        // Twelve events of one day cannot all be zoomed apart: at the latest then they are listed.
        wait_for("the events of the cluster, apart or in a list", async || {
            let listed = timeline.card().await?.map_or(0, |card| {
                (0..12)
                    .filter(|number| card.text.lines().any(|line| line.trim() == format!("Event {number}")))
                    .count()
            });
            let apart = timeline.marks().await?.ids().iter().filter(|id| id.starts_with('e')).count();
            if listed == 12 || apart == 12 {
                return Ok(Some(()));
            }
            // What has just been clicked may be on its way out.
            if listed == 0
                && let Ok(cluster) = timeline.find("[part~=cluster]").await
            {
                _ = cluster.click().await;
            }
            Ok(None)
        })
        .await
    });
}

#[test]
fn two_fingers_pinch() {
    on_stage(async |stage| {
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        let before = timeline.days().await?;
        let pinch = "const plot = all('[part~=axis]')[0];
            const { left, top, width } = plot.getBoundingClientRect();
            const send = (type, pointerId, share) => plot.dispatchEvent(new PointerEvent(type, {
                bubbles: true, composed: true, pointerId, pointerType: 'touch', isPrimary: pointerId === 11,
                button: type === 'pointermove' ? -1 : 0, buttons: type === 'pointerup' ? 0 : 1,
                clientX: left + width * share, clientY: top + 10 }));
            send('pointerdown', 11, 0.45); send('pointerdown', 12, 0.55);
            for (let step = 1; step <= 10; step += 1) {
                send('pointermove', 11, 0.45 - step * 0.02); send('pointermove', 12, 0.55 + step * 0.02);
            }
            send('pointerup', 11, 0.25); send('pointerup', 12, 0.75);
            return true";
        timeline.ask::<bool>(pinch, json!(null)).await?;
        // From a tenth of the view apart to a half of it: a fifth of the time is left, about the same middle.
        let (start, end) = timeline.days().await?;
        assert!(
            ((before.1 - before.0) / (end - start) - 5.0).abs() < 0.1,
            "{before:?} became {:?}",
            (start, end)
        );
        assert!(((before.1 + before.0) - (end + start)).abs() < 0.2, "{before:?} became {:?}", (start, end));
        Ok(())
    });
}

#[test]
fn many_events_are_few_elements_and_none_is_hidden() {
    on_stage(async |stage| {
        stage.open_page(r#"<news-timeline lanes="none"></news-timeline>"#).await?;
        let timeline = stage.timeline().await?;
        // Twenty thousand events over twenty years, one in four of which lasts.
        let make = "let seed = 7;
            const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
            const day = (at) => new Date(Date.UTC(2000, 0, 1) + at * 86400000).toISOString().slice(0, 10);
            host.data = [{ url: '/a.html', headline: 'A', events: Array.from({ length: 20000 }, (_, no) => {
                const start = Math.floor(random() * 7300);
                const date = random() < 0.25 ? `${day(start)}/${day(start + Math.ceil(random() * 40))}` : day(start);
                return { id: `e${no}`, title: `Event number ${no}`, kind: ['talks', 'incident', 'statement'][no % 3], date };
            }) }];
            return true";
        timeline.ask::<bool>(make, json!(null)).await?;
        assert_eq!(timeline.until_shown().await?.shown, 20_000);
        wait_for("marks for all events", async || {
            Ok((timeline.marks().await?.total() == 20_000).then_some(()))
        })
        .await?;
        for lanes in ["none", "kind"] {
            timeline.set_lanes(lanes).await?;
            for range in [
                ("2000", "2020"),
                ("2004-01", "2010-01"),
                ("2009-03", "2009-09"),
                ("2009-05-01", "2009-05-20"),
            ] {
                timeline.set_property("range", json!({ "start": range.0, "end": range.1 })).await?;
                wait_for("the view", async || {
                    let start =
                        timeline.property("range").await?["start"].as_str().unwrap_or_default().to_owned();
                    Ok((start.starts_with(&range.0[..3])).then_some(()))
                })
                .await?;
                let elements: usize = timeline.ask("return all('*').length", json!(null)).await?;
                assert!(elements <= 3000, "{elements} elements for {range:?} in lanes by {lanes}");
                assert!(timeline.marks().await?.total() > 0, "{range:?} in lanes by {lanes}");
            }
        }
        Ok(())
    });
}

#[test]
fn no_label_of_the_axis_is_cut() {
    on_stage(async |stage| {
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        let labels = "const edge = all('[part~=axis]')[0].getBoundingClientRect();
            const ticks = all('.tick').filter((tick) => tick.textContent && tick.checkVisibility({ visibilityProperty: true }))
                .map((tick) => [tick.textContent, tick.getBoundingClientRect()])
                .filter(([, tick]) => tick.right > edge.left && tick.left < edge.right);
            return [ticks.length, ticks.filter(([, tick]) => tick.left < edge.left - 0.5 || tick.right > edge.right + 0.5).map(([label]) => label)]";
        for step in 0..24 {
            let (count, cut): (usize, Vec<String>) = timeline.ask(labels, Value::Null).await?;
            assert!(count > 3, "step {step}: {count} labels");
            assert_eq!(cut, Vec::<String>::new(), "step {step}");
            let moved = "const { start, end } = host.range, hours = given * 3600e3, iso = (text) => new Date(Date.parse(text) + hours).toISOString().slice(0, 16);
                host.range = { start: iso(start), end: iso(end) };
                return new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(() => then(true))))";
            timeline.ask::<bool>(moved, json!(7 + step)).await?;
        }
        Ok(())
    });
}
