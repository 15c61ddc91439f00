//! Where the keyboard is: it stays in the timeline, and in sight, whatever takes its place away.

use news_timeline_browser_tests::{Outcome, Stage, Timeline, on_stage, wait_for};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

const PAGE: &str =
    r#"<news-timeline src="/sample/syria-2011-2017.json" lanes="kind" loading="eager"></news-timeline>"#;
const PLOT: &str = "[part~=chart] [role=group][tabindex='0']";
const MARK: &str = "[part~=event], [part~=cluster]";
const CARD: &str = "[part~=card], [part~=card] *";

async fn open(stage: &Stage) -> Outcome<Timeline> {
    stage.open_page(PAGE).await?;
    stage.shown_timeline().await
}

async fn until_focus(timeline: &Timeline, what: &str, selector: &str) -> Outcome {
    wait_for(what, async || Ok(timeline.has_focus(selector).await?.then_some(()))).await
}

/// Goes to the chart by keyboard, and to its first mark in view.
async fn at_first_mark(timeline: &Timeline) -> Outcome {
    timeline.press_until(Key::Tab, PLOT, 120).await?;
    timeline.press(Key::Right).await?;
    until_focus(timeline, "a mark to have the focus", MARK).await
}

/// The top and the bottom of what has the focus, in the window, and the window's height.
async fn focus_in_window(timeline: &Timeline) -> Outcome<(f64, f64, f64)> {
    let script = "const { top, bottom } = host.shadowRoot.activeElement.getBoundingClientRect();
        return [top, bottom, innerHeight]";
    timeline.ask(script, Value::Null).await
}

/// How far what stands in the timeline is scrolled sideways, in all.
async fn scrolled_sideways(timeline: &Timeline) -> Outcome<f64> {
    let script =
        "return all('*').reduce((sum, element) => sum + Math.abs(element.scrollLeft), Math.abs(scrollX))";
    timeline.ask(script, Value::Null).await
}

#[test]
fn it_stays_in_the_chart_when_a_zoom_takes_its_mark_away() {
    on_stage(async |stage| {
        for keys in [["End", "+"], ["Home", "+"]] {
            let timeline = open(stage).await?;
            at_first_mark(&timeline).await?;
            let [to, zoom] = keys;
            timeline.press(if to == "End" { Key::End } else { Key::Home }).await?;
            timeline.until_still().await?;
            until_focus(&timeline, "the last mark of the lane", MARK).await?;
            for _ in 0..4 {
                timeline.press(zoom).await?;
                timeline.until_still().await?;
                assert!(timeline.has_focus("*").await?, "{to}, then {zoom}: the focus has left the timeline");
            }
            timeline.press(if to == "End" { Key::Left } else { Key::Right }).await?;
            until_focus(&timeline, "the arrows to go on", MARK).await?;
            timeline.press("0").await?;
            timeline.until_still().await?;
            assert!(timeline.has_focus("*").await?, "{to}: all events shown");
        }
        Ok(())
    });
}

#[test]
fn it_goes_to_the_cluster_into_which_a_point_is_folded() {
    on_stage(async |stage| {
        let timeline = open(stage).await?;
        at_first_mark(&timeline).await?;
        for _ in 0..3 {
            timeline.press("+").await?;
        }
        timeline.until_still().await?;
        timeline.press_until(Key::Right, "[part~=event]", 60).await?;
        for _ in 0..8 {
            timeline.press("-").await?;
            timeline.until_still().await?;
            until_focus(&timeline, "a mark to stand for the point", MARK).await?;
        }
        until_focus(&timeline, "the cluster", "[part~=cluster]").await
    });
}

#[test]
fn what_the_arrows_lead_to_comes_into_sight() {
    on_stage(async |stage| {
        for (page, back) in
            [(PAGE.to_owned(), Key::Left), (PAGE.replace("lanes", "dir=rtl lanes"), Key::Right)]
        {
            stage.resize(1000, 600).await?;
            stage.open_page(&page).await?;
            let timeline = stage.shown_timeline().await?;
            timeline.press_until(Key::Tab, PLOT, 120).await?;
            for key in [Key::Right, Key::Down, Key::Down, Key::Down, Key::Down, Key::Down, Key::Right, back] {
                let before = timeline.focused("data-mark").await?;
                timeline.press(key).await?;
                wait_for("the next mark", async || {
                    let now = timeline.focused("data-mark").await?;
                    Ok((now.is_some() && now != before).then_some(()))
                })
                .await?;
                wait_for("the mark in the window", async || {
                    let (top, bottom, height) = focus_in_window(&timeline).await?;
                    Ok((top >= 0.0 && bottom <= height).then_some(()))
                })
                .await?;
                assert!(scrolled_sideways(&timeline).await? < 0.5, "{page}");
            }
        }
        Ok(())
    });
}

#[test]
fn it_stays_on_the_card_when_the_reader_goes_back() {
    on_stage(async |stage| {
        stage.open_page(&PAGE.replace("lanes", "url-state=hash lanes")).await?;
        let timeline = stage.shown_timeline().await?;
        at_first_mark(&timeline).await?;
        timeline.press_until(Key::Right, "[part~=event]", 60).await?;
        let first = timeline.focused("data-event-id").await?;
        timeline.press(Key::Enter).await?;
        until_focus(&timeline, "the card", CARD).await?;
        timeline.press_until(Key::Tab, ".next, [part~=card] nav button:last-child", 30).await?;
        timeline.press(Key::Enter).await?;
        wait_for("the next event", async || {
            Ok((timeline.property("selection").await? != json!(first)).then_some(()))
        })
        .await?;
        until_focus(&timeline, "its card", CARD).await?;
        stage.driver().back().await?;
        wait_for("the first event", async || {
            Ok((timeline.property("selection").await? == json!(first)).then_some(()))
        })
        .await?;
        until_focus(&timeline, "the card to have the focus", CARD).await?;
        timeline.press(Key::Escape).await?;
        wait_for("the card to close", async || Ok(timeline.card().await?.is_none().then_some(()))).await
    });
}

#[test]
fn it_stays_on_the_card_when_the_room_changes() {
    on_stage(async |stage| {
        stage.resize(420, 800).await?;
        let timeline = open(stage).await?;
        timeline.press_until(Key::Tab, "[part~=chart]", 120).await?;
        timeline.press(Key::Right).await?;
        timeline.press_until(Key::Right, "[data-idx]", 60).await?;
        timeline.press(Key::Enter).await?;
        until_focus(&timeline, "the sheet", CARD).await?;
        for (width, height) in [(1200, 800), (420, 800), (1200, 800)] {
            stage.resize(width, height).await?;
            timeline.until_card().await?;
            until_focus(&timeline, &format!("the card at {width} px"), CARD).await?;
        }
        // A key that comes while the page is still being laid out may find no card.
        timeline.until_still().await?;
        timeline.press(Key::Escape).await?;
        wait_for("the card to close", async || Ok(timeline.card().await?.is_none().then_some(()))).await?;
        assert!(timeline.has_focus("*").await?);
        Ok(())
    });
}

#[test]
fn escape_leaves_an_empty_search_for_the_events() {
    on_stage(async |stage| {
        let timeline = open(stage).await?;
        at_first_mark(&timeline).await?;
        timeline.press("/").await?;
        until_focus(&timeline, "the search", "[part~=search]").await?;
        timeline.press(Key::Escape).await?;
        until_focus(&timeline, "the chart", PLOT).await?;
        timeline.press(Key::Right).await?;
        until_focus(&timeline, "a mark", MARK).await
    });
}

#[test]
fn it_stays_in_a_list_of_values_that_is_scrolled() {
    on_stage(async |stage| {
        stage.open_page(r#"<news-timeline lanes="none" loading="eager"></news-timeline>"#).await?;
        let timeline = stage.timeline().await?;
        let data = "host.data = [{ url: '/a.html', headline: 'A', events: Array.from({ length: 3000 }, (_, no) =>
            ({ id: `e${no}`, title: `Event ${no}`, date: '2016-10-13', actors: [`Actor ${no}`] })) }]; return null";
        timeline.ask::<Value>(data, Value::Null).await?;
        timeline.until_shown().await?;
        timeline.show_all("actor").await?;
        let list = "all('[part~=facet][data-facet=actor] [part~=option]')[0].parentNode.parentNode";
        let first = "all('[part~=facet][data-facet=actor] [part~=option] input')[0]";
        timeline.ask::<Value>(&format!("{first}.focus(); return null"), Value::Null).await?;
        for share in [0.5, 1.0, 0.0] {
            let scroll =
                format!("const list = {list}; list.scrollTop = given * list.scrollHeight; return null");
            timeline.ask::<Value>(&scroll, json!(share)).await?;
            // Until it is scrolled, none of the rows that exist is in view.
            let drawn = format!(
                "const {{ top, bottom }} = {list}.getBoundingClientRect();
                return all('[part~=facet][data-facet=actor] [part~=option]').some((option) => {{
                    const box = option.getBoundingClientRect();
                    return box.bottom > top && box.top < bottom;
                }})"
            );
            wait_for("the values there", async || {
                Ok(timeline.ask::<bool>(&drawn, Value::Null).await?.then_some(()))
            })
            .await?;
            assert!(timeline.has_focus("[part~=facet] *").await?, "scrolled to {share}");
        }
        timeline.press(Key::Escape).await?;
        until_focus(&timeline, "the button that opened the list", "[part~=facet] button[aria-expanded=false]")
            .await
    });
}

#[test]
fn it_stays_when_its_place_goes() {
    on_stage(async |stage| {
        let timeline = open(stage).await?;
        // The page shows another time.
        at_first_mark(&timeline).await?;
        timeline.press_until(Key::Right, "[part~=event]", 60).await?;
        let mark = timeline.find("[part~=event]:focus").await?;
        mark.click().await?;
        timeline.until_card().await?;
        timeline.set_property("range", json!({ "start": "2016-10-01", "end": "2016-10-03" })).await?;
        timeline.until_still().await?;
        assert!(timeline.has_focus("*").await?, "the page shows another time");
        timeline.press(Key::Escape).await?;
        wait_for("the card to close", async || Ok(timeline.card().await?.is_none().then_some(()))).await?;

        // Chips, and all of them.
        let two = json!({ "kind": ["talks"], "country": ["RU"] });
        timeline.set_property("filters", two.clone()).await?;
        wait_for("chips", async || Ok((timeline.chips().await?.len() == 2).then_some(()))).await?;
        timeline.remove_chip("Russia").await?;
        until_focus(&timeline, "the next chip", "[part~=chip]").await?;
        timeline.remove_chip("Talks").await?;
        until_focus(&timeline, "the chart", PLOT).await?;
        timeline.set_property("filters", two).await?;
        wait_for("chips", async || Ok((timeline.chips().await?.len() == 2).then_some(()))).await?;
        timeline.click("Clear all").await?;
        until_focus(&timeline, "the chart", PLOT).await?;

        // A cluster that comes apart.
        timeline.ask::<Value>("host.fit(); return null", Value::Null).await?;
        timeline.until_still().await?;
        timeline.find("[part~=cluster]").await?.click().await?;
        timeline.until_still().await?;
        assert!(timeline.has_focus("*").await?, "a cluster has come apart");
        Ok(())
    });
}

#[test]
fn a_page_that_grows_wide_keeps_its_focus() {
    on_stage(async |stage| {
        stage.resize(360, 800).await?;
        stage
            .open_page(r#"<news-timeline src="/sample/syria-2016.json" loading="eager"></news-timeline>"#)
            .await?;
        let timeline = stage.shown_timeline().await?;
        stage.resize(1200, 800).await?;
        wait_for("the chart", async || {
            Ok(timeline
                .ask::<bool>("return all('[part~=axis]').length > 0", json!(null))
                .await?
                .then_some(()))
        })
        .await?;
        let focused: String = timeline.ask("return document.activeElement.localName", json!(null)).await?;
        assert_eq!(focused, "body");
        Ok(())
    });
}
