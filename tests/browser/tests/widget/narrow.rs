//! Phones and sidebars: one column, nothing hidden, nothing to hover, sheets for filters and cards.

use news_timeline_browser_tests::{Outcome, Stage, Timeline, on_stage, wait_for};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

const PAGE: &str = r#"<news-timeline src="/sample/syria-2011-2017.json"></news-timeline>"#;
const CLUSTER: &str = "button[part~=cluster]";

async fn open(stage: &Stage, width: u32, page: &str) -> Outcome<Timeline> {
    stage.resize(width, 780).await?;
    stage.open_page(page).await?;
    stage.shown_timeline().await
}

async fn until_total(timeline: &Timeline, total: usize) -> Outcome {
    wait_for(&format!("rows for {total} events"), async || {
        Ok((timeline.marks().await?.total() == total).then_some(()))
    })
    .await
}

#[test]
fn hides_no_event_of_any_time() {
    on_stage(async |stage| {
        let timeline = open(stage, 390, PAGE).await?;
        timeline.ask::<Value>("host.fit(); return null", Value::Null).await?;
        until_total(&timeline, 209).await?;
        for (start, end) in [
            ("2016-09", "2016-10"),
            ("2012", "2015"),
            ("2016-09-12", "2016-09-19"),
            ("2016-10-13", "2016-10-13"),
        ] {
            // How many there are is asked of the filter, which knows nothing of rows.
            timeline.set_property("filters", json!({ "from": start, "to": end })).await?;
            let shown = timeline.summary().await?.map(|summary| summary.shown).unwrap_or_default();
            assert!(shown > 0 && shown < 209, "{start} to {end}: {shown}");
            timeline.set_property("filters", json!({})).await?;
            timeline.set_property("range", json!({ "start": start, "end": end })).await?;
            until_total(&timeline, shown).await?;
        }
        Ok(())
    });
}

#[test]
fn clusters_open_and_lose_nothing() {
    on_stage(async |stage| {
        let timeline = open(stage, 390, PAGE).await?;
        timeline.ask::<Value>("host.fit(); return null", Value::Null).await?;
        until_total(&timeline, 209).await?;
        let mut clusters = timeline.marks().await?.clusters.len();
        assert!(clusters > 3, "{clusters} clusters");
        assert!(timeline.marks().await?.clusters.iter().all(|&count| count > 2));
        for _ in 0..3 {
            timeline.find(CLUSTER).await?.click().await?;
            wait_for("one cluster less", async || {
                Ok((timeline.marks().await?.clusters.len() + 1 == clusters).then_some(()))
            })
            .await?;
            clusters -= 1;
            until_total(&timeline, 209).await?;
        }
        Ok(())
    });
}

/// What reaches beyond the page's sides, or is too small for a finger.
async fn misfits(timeline: &Timeline) -> Outcome<Vec<String>> {
    let script = "const name = (element, what) =>
            `${what}: ${element.outerHTML.slice(0, 160)} ${JSON.stringify(element.getBoundingClientRect())}`;
        const scroller = document.scrollingElement, wide = scroller.clientWidth;
        const shown = all('*').filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length);
        const open = host.shadowRoot.querySelector('dialog[open]');
        const reached = shown.filter((element) => !open || open.contains(element));
        return [
            ...(scroller.scrollWidth > wide ? [`the page is ${scroller.scrollWidth} px wide`] : []),
            ...reached.filter((element) => element.matches('a[href], button, select, summary, input:not([type=checkbox])'))
                .filter((element) => { const { width, height } = element.getBoundingClientRect(); return width < 23.5 || height < 23.5; })
                .map((element) => name(element, 'small')),
            ...reached.filter((element) => element.matches('a, button, h2, h3, p, article, .title, small'))
                .filter((element) => { const { left, right, width } = element.getBoundingClientRect();
                    return width > 1 && (right > wide + 0.5 || left < -0.5) && !element.closest('[part~=overview]'); })
                .map((element) => name(element, 'beyond')),
        ]";
    timeline.ask(script, Value::Null).await
}

#[test]
fn everything_fits_and_can_be_hit() {
    on_stage(async |stage| {
        let none: Vec<String> = Vec::new();
        let long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
        let data = json!({ "title": long, "articles": [{ "url": "/a.html", "headline": long, "source": long, "events": [
            { "id": "long", "title": format!("{long} {long}"), "date": "2016-10-13", "actors": [long], "countries": ["RU", long], "place": long, "quote": long },
        ] }] });
        stage.server.answer(
            "/long.json",
            news_timeline_browser_tests::Answer::Text("application/json", data.to_string()),
        );
        let long_page = r#"<news-timeline src="/long.json"></news-timeline>"#;
        for (page, id) in [(PAGE, "zarif-lavrov-2"), (long_page, "long")] {
            let timeline = open(stage, 320, page).await?;
            for view in ["timeline", "list"] {
                timeline.set_property("view", json!(view)).await?;
                timeline.find(if view == "list" { "[part~=list]" } else { "[part~=chart]" }).await?;
                assert_eq!(misfits(&timeline).await?, none, "{page} {view}");
                assert_eq!(stage.accessibility_violations().await?, none, "{page} {view}");
                timeline.set_property("selection", json!(id)).await?;
                timeline.until_card().await?;
                wait_for("the sheet", async || Ok(timeline.find("dialog[open]").await.ok())).await?;
                let share: f64 = timeline
                    .ask(
                        "return all('dialog[open]')[0].getBoundingClientRect().height / innerHeight",
                        Value::Null,
                    )
                    .await?;
                assert!(share <= 0.81, "the card takes {share} of the height");
                assert_eq!(misfits(&timeline).await?, none, "{page} {view}, with a card");
                assert_eq!(stage.accessibility_violations().await?, none, "{page} {view}, with a card");
                timeline.set_property("selection", Value::Null).await?;
                wait_for("the sheet to close", async || {
                    Ok(timeline
                        .ask::<bool>("return all('dialog[open]').length === 0", Value::Null)
                        .await?
                        .then_some(()))
                })
                .await?;
            }
            timeline.click("Filters").await?;
            wait_for("the filters", async || Ok(timeline.find("dialog[open] [part~=facet]").await.ok()))
                .await?;
            assert_eq!(misfits(&timeline).await?, none, "{page}, with the filters");
            assert_eq!(stage.accessibility_violations().await?, none, "{page}, with the filters");
        }
        Ok(())
    });
}

#[test]
fn sheets_keep_the_focus_and_give_it_back() {
    on_stage(async |stage| {
        let timeline = open(stage, 390, PAGE).await?;
        let is_open = async |open: bool| -> Outcome {
            wait_for(if open { "a sheet" } else { "no sheet" }, async || {
                let open_now: bool =
                    timeline.ask("return all('dialog[open]').length > 0", Value::Null).await?;
                Ok((open_now == open).then_some(()))
            })
            .await
        };
        let within = "return all('dialog[open]')[0].contains(host.shadowRoot.activeElement)";
        // Filters: by Enter, left by Escape.
        timeline.press_until(Key::Tab, ".filters", 60).await?;
        timeline.press(Key::Enter).await?;
        is_open(true).await?;
        for _ in 0..4 {
            assert!(timeline.ask::<bool>(within, Value::Null).await?, "the focus is in the sheet");
            timeline.press(Key::Tab).await?;
        }
        timeline.press(Key::Escape).await?;
        is_open(false).await?;
        assert!(timeline.has_focus(".filters").await?, "the focus is back on the button");
        // By the button at its end, and by a press outside of it.
        timeline.click("Filters").await?;
        is_open(true).await?;
        timeline.choose("country", "TR").await?;
        timeline.until_matching(38).await?;
        timeline.click("Show 38 events").await?;
        is_open(false).await?;
        timeline.click("Filters 1").await?;
        is_open(true).await?;
        stage.driver().action_chain().move_to(8, 8).click().perform().await?;
        is_open(false).await?;
        // A card: from a row and back to it.
        let row = timeline.find("a[part~=event]").await?;
        let id = row.attr("data-event-id").await?;
        row.send_keys(Key::Enter + "").await?;
        is_open(true).await?;
        timeline.until_card().await?;
        assert!(timeline.ask::<bool>(within, Value::Null).await?, "the focus is in the card");
        timeline.press(Key::Escape).await?;
        is_open(false).await?;
        // A dialog tells that it is closed a moment later.
        wait_for("nothing to be selected", async || {
            Ok((timeline.property("selection").await? == Value::Null).then_some(()))
        })
        .await?;
        assert_eq!(timeline.focused("data-event-id").await?, id);
        Ok(())
    });
}

#[test]
fn arrows_walk_the_rows() {
    on_stage(async |stage| {
        let timeline = open(stage, 390, PAGE).await?;
        timeline.press_until(Key::Tab, "[part~=chart]", 60).await?;
        let mut passed = 0;
        timeline.press(Key::Home).await?;
        let all: usize =
            timeline.ask("return all('a[part~=event], button[part~=cluster]').length", Value::Null).await?;
        for at in 0..all {
            passed += match timeline.focused("data-count").await? {
                Some(count) => count.parse::<usize>()?,
                None => 1,
            };
            if at + 1 < all {
                timeline.press(Key::Down).await?;
                let place = "return all('a[part~=event], button[part~=cluster]').indexOf(host.shadowRoot.activeElement)";
                wait_for("the next row", async || {
                    Ok((timeline.ask::<i64>(place, Value::Null).await? == at as i64 + 1).then_some(()))
                })
                .await?;
            }
        }
        assert_eq!(passed, timeline.marks().await?.total(), "the rows passed stand for every event");
        Ok(())
    });
}

/// A finger's tap where the browser can be told of one, else a click.
async fn tap(stage: &Stage, timeline: &Timeline, selector: &str, words: &str) -> Outcome {
    // Two looks at a place may see one frame of a movement: what moves is asked for instead.
    let find = "const element = all(given[0]).find((element) => element.checkVisibility() && element.textContent.includes(given[1]));
        if (!element || host.shadowRoot.getAnimations().some(({ playState }) => playState === 'running')) return null;
        element.scrollIntoView({ block: 'center' });
        const { x, y, width, height } = element.getBoundingClientRect();
        return [x + width / 2, y + height / 2]";
    let (x, y): (f64, f64) = wait_for(&format!("{selector} with '{words}' to stand still"), async || {
        timeline.ask(find, json!([selector, words])).await
    })
    .await?;
    if stage.engine() == news_timeline_browser_tests::Engine::Chromium {
        let devtools = stage.driver().cdp();
        let touch = async |kind: &str, points: Value| {
            devtools
                .send_raw("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points }))
                .await
        };
        touch("touchStart", json!([{ "x": x, "y": y }])).await?;
        touch("touchEnd", json!([])).await?;
    } else {
        stage.driver().action_chain().move_to(x as i64, y as i64).click().perform().await?;
    }
    Ok(())
}

/// "What did Turkey do while the truce held?": the truce is searched for, opened, and what happened meanwhile is asked for.
#[test]
fn three_actions_tell_what_turkey_did_while_the_truce_held() {
    on_stage(async |stage| {
        for width in [1280, 320] {
            let timeline = open(stage, width, PAGE).await?;
            timeline.search("september truce").await?;
            let truce = "a[part~=event][data-event-id='truce-2016-09']";
            wait_for("the truce", async || Ok(timeline.find(truce).await.ok())).await?;
            if width == 320 {
                tap(stage, &timeline, truce, "").await?;
                timeline.until_card().await?;
                tap(stage, &timeline, "[part~=card] button", "meanwhile").await?;
            } else {
                timeline.mark("truce-2016-09").await?.click().await?;
                timeline.until_card().await?;
                timeline.click("What happened meanwhile").await?;
            }
            wait_for(&format!("{width} px: Turkey's operation, and only that week's events"), async || {
                let marks = timeline.marks().await?;
                let summary = timeline.summary().await?;
                let is_told = marks.events.iter().any(|id| id == "euphrates-shield");
                Ok((is_told && summary.is_some_and(|summary| summary.shown < 20)).then_some(()))
            })
            .await?;
            let named = "const [link] = all('[data-event-id=euphrates-shield]');
                return (link.ariaLabel ?? link.textContent).includes('Operation Euphrates Shield')";
            assert!(timeline.ask::<bool>(named, Value::Null).await?);
        }
        Ok(())
    });
}
