//! A facet's list: excluding, "not stated", order, search and ten thousand values; by mouse and by keyboard.

use std::collections::BTreeSet;

use news_timeline_browser_tests::model::{Event, Model};
use news_timeline_browser_tests::{Answer, Outcome, Timeline, on_stage, wait_for};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

const SAMPLE: &str = "dist/sample/syria-2016.json";
const PAGE: &str = r#"<news-timeline src="/sample/syria-2016.json" lanes="none"></news-timeline>"#;

fn count(model: &Model, passes: impl Fn(&Event) -> bool) -> usize {
    model.events.iter().filter(|event| passes(event)).count()
}

/// Waits for the chips to read so.
async fn until_chips(timeline: &Timeline, wanted: &[&str]) -> Outcome {
    wait_for(&format!("the chips {wanted:?}"), async || {
        let chips = timeline.chips().await?;
        let same = chips.len() == wanted.len()
            && wanted.iter().all(|wanted| chips.iter().any(|chip| chip.ends_with(wanted)));
        Ok(same.then_some(()))
    })
    .await
}

async fn set_data(timeline: &Timeline, data: &Value) -> Outcome<usize> {
    timeline.set_property("data", data.clone()).await?;
    Ok(timeline.until_shown().await?.shown)
}

#[test]
fn a_value_is_excluded_by_its_button() {
    on_stage(async |stage| {
        let model = Model::of(SAMPLE)?;
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        let others = count(&model, |event| !event.values["kind"].contains("talks"));
        assert!((1..model.events.len()).contains(&others), "the choice makes a difference");

        timeline.exclude("kind", "talks").await?;
        timeline.until_matching(others).await?;
        until_chips(&timeline, &["Kind not Talks"]).await?;
        let first = timeline.facet("kind").await?.into_iter().next().unwrap_or_else(|| panic!("no kind"));
        assert_eq!((first.value.as_str(), first.excluded, first.checked), ("talks", true, false));
        let would_give = count(&model, |event| event.values["kind"].contains("talks"));
        assert_eq!(first.count, would_give, "its count does not honour its own facet");

        // Choosing it takes the exclusion back.
        timeline.choose("kind", "talks").await?;
        timeline.until_matching(would_give).await?;
        until_chips(&timeline, &["Kind Talks"]).await?;
        timeline.exclude("kind", "talks").await?;
        timeline.until_matching(others).await?;
        timeline.remove_chip("not Talks").await?;
        timeline.until_matching(model.events.len()).await?;
        assert_eq!(timeline.chips().await?, Vec::<String>::new());
        Ok(())
    });
}

#[test]
fn everything_is_chosen_by_keyboard_alone() {
    on_stage(async |stage| {
        let model = Model::of(SAMPLE)?;
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        let talks = "[data-facet=kind] input[value=talks]";
        timeline.press_until(Key::Tab, talks, 60).await?;
        timeline.press(" ").await?;
        timeline.until_matching(count(&model, |event| event.values["kind"].contains("talks"))).await?;
        assert!(timeline.has_focus(talks).await?, "the focus stays where the value goes");
        timeline.press("-").await?;
        let others = count(&model, |event| !event.values["kind"].contains("talks"));
        timeline.until_matching(others).await?;
        assert!(timeline.has_focus(talks).await?, "the focus stays");
        timeline.press("-").await?;
        timeline.until_matching(model.events.len()).await?;
        // The button beside it, by an arrow.
        timeline.press(Key::Right).await?;
        assert!(timeline.has_focus("[data-facet=kind] [part=option]:has([value=talks]) button").await?);
        timeline.press(Key::Enter).await?;
        wait_for("an excluded kind", async || Ok((timeline.chips().await?.len() == 1).then_some(()))).await?;
        timeline.press_until(Key::Tab, "[data-facet=country] input[type=checkbox]", 60).await?;
        timeline.press(" ").await?;
        wait_for("a chosen country", async || Ok((timeline.chips().await?.len() == 2).then_some(()))).await?;
        // Back to the chips.
        for _ in 0..80 {
            if timeline.has_focus("[part=chip]").await? {
                break;
            }
            timeline.press_with_shift(Key::Tab).await?;
        }
        timeline.press(Key::Enter).await?;
        wait_for("one chip less", async || Ok((timeline.chips().await?.len() == 1).then_some(()))).await?;
        assert!(timeline.has_focus("[part=chip]").await?, "the focus goes on from the next chip");
        timeline.press(Key::Enter).await?;
        wait_for("the focus on the search", async || {
            Ok(timeline.has_focus("[part~=search]").await?.then_some(()))
        })
        .await?;
        timeline.until_matching(model.events.len()).await
    });
}

#[test]
fn a_value_is_one_stop_of_the_tab_key() {
    on_stage(async |stage| {
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        let values: Vec<String> =
            timeline.facet("kind").await?.into_iter().map(|choice| choice.value).collect();
        assert!(values.len() > 3);
        let box_of = |value: &str| format!("[data-facet=kind] input[value={value}]");
        let button_of = |value: &str| format!("[data-facet=kind] [part=option]:has([value={value}]) button");
        timeline.press_until(Key::Tab, &box_of(&values[0]), 60).await?;
        for value in &values[1..] {
            timeline.press(Key::Tab).await?;
            assert!(timeline.has_focus(&box_of(value)).await?, "the next stop is {value}");
        }
        timeline.press(Key::Up).await?;
        let value = &values[values.len() - 2];
        assert!(timeline.has_focus(&box_of(value)).await?, "an arrow goes to {value}");
        timeline.press(Key::Left).await?;
        assert!(timeline.has_focus(&button_of(value)).await?, "and to its button");
        timeline.press(Key::Up).await?;
        assert!(timeline.has_focus(&button_of(&values[values.len() - 3])).await?, "and to the one above");
        timeline.press(Key::Down).await?;
        let told: (String, String, String) = timeline
            .ask(
                "const button = host.shadowRoot.activeElement, box = button.parentNode.querySelector('input');
                 return [button.ariaLabel, button.getAttribute('aria-pressed'), box.getAttribute('aria-keyshortcuts')]",
                json!(null),
            )
            .await?;
        let name = timeline.facet("kind").await?.into_iter().find(|choice| choice.value == *value);
        let name = name.map(|choice| choice.name).unwrap_or_default();
        assert_eq!(told, (format!("Exclude: {name}"), "false".to_owned(), "-".to_owned()));
        let view = timeline.property("range").await?;
        timeline.press(" ").await?;
        until_chips(&timeline, &[&format!("Kind not {name}")]).await?;
        assert!(timeline.has_focus(&button_of(value)).await?, "the focus stays");
        timeline.press("-").await?;
        until_chips(&timeline, &[]).await?;
        assert_eq!(timeline.property("range").await?, view, "minus on a value does not zoom");
        assert_eq!(stage.accessibility_violations().await?, Vec::<String>::new());
        Ok(())
    });
}

#[test]
fn what_is_not_stated_is_a_value() {
    on_stage(async |stage| {
        stage.open_page(r#"<news-timeline lanes="none"></news-timeline>"#).await?;
        let timeline = stage.timeline().await?;
        let event = |no: usize, kind: Option<&str>, actors: &[&str]| json!({ "id": no.to_string(), "title": "e", "date": "2016", "kind": kind, "actors": actors });
        let data = json!([{ "url": "/a.html", "headline": "A", "events": [
            event(0, Some("talks"), &["Zoe", "Ann"]), event(1, None, &["Zoe"]), event(2, None, &[]), event(3, Some("talks"), &[]),
            event(4, Some("talks"), &[]),
        ] }]);
        assert_eq!(set_data(&timeline, &data).await?, 5);
        let listed = async |facet: &str| -> Outcome<Vec<(String, usize)>> {
            Ok(timeline.facet(facet).await?.into_iter().map(|choice| (choice.name, choice.count)).collect())
        };
        let named = |list: &[(&str, usize)]| {
            list.iter().map(|&(name, count)| (name.to_owned(), count)).collect::<Vec<_>>()
        };
        // By count, then by name.
        assert_eq!(listed("actor").await?, named(&[("Not stated", 3), ("Zoe", 2), ("Ann", 1)]));
        assert_eq!(listed("kind").await?, named(&[("Talks", 3), ("Not stated", 2)]));

        timeline.choose("actor", "").await?;
        timeline.until_matching(3).await?;
        until_chips(&timeline, &["Actor Not stated"]).await?;
        timeline.exclude("kind", "").await?;
        timeline.until_matching(2).await?;
        assert_eq!(listed("actor").await?, named(&[("Not stated", 2), ("Ann", 1), ("Zoe", 1)]));
        assert_eq!(
            listed("kind").await?,
            named(&[("Not stated", 1), ("Talks", 2)]),
            "the excluded one first"
        );
        assert_eq!(timeline.property("filters").await?, json!({ "actor": [""], "not": { "kind": [""] } }));
        Ok(())
    });
}

#[test]
fn ten_thousand_actors_are_few_elements_and_all_are_reached() {
    on_stage(async |stage| {
        stage.open_page(r#"<news-timeline lanes="none"></news-timeline>"#).await?;
        let timeline = stage.timeline().await?;
        let make = "host.data = [{ url: '/a.html', headline: 'A', events: Array.from({ length: 10000 }, (_, no) => ({
                id: `e${no}`, title: 'e', date: '2016', actors: [`Aktör ${String(no).padStart(5, '0')}`],
            })) }];
            return true";
        timeline.ask::<bool>(make, json!(null)).await?;
        timeline.until_shown().await?;
        assert_eq!(timeline.facet("actor").await?.len(), 8);
        timeline.find("[data-facet=actor] button[aria-expanded=false]").await?.click().await?;
        let names = async || -> Outcome<Vec<String>> {
            Ok(timeline.facet("actor").await?.into_iter().map(|choice| choice.name).collect())
        };
        wait_for("more values", async || Ok((names().await?.len() > 8).then_some(()))).await?;
        let elements: usize = timeline.ask("return all('*').length", json!(null)).await?;
        assert!(elements < 3000, "{elements} elements");

        // To the end by the scroll bar.
        let scroll = "const list = all(`[data-facet=actor] [part=option]`)[0].parentNode.parentNode;
            list.scrollTop = list.scrollHeight; return list.scrollHeight > 100 * list.clientHeight";
        assert!(
            timeline.ask::<bool>(scroll, json!(null)).await?,
            "a long list is as high as all of its rows"
        );
        wait_for("the last value", async || {
            let last = names().await?.last().cloned();
            Ok((last.as_deref() == Some("Aktör 09999")).then_some(()))
        })
        .await?;
        assert!(names().await?.len() < 100);
        // A value that is chosen there stays under the reader's hands.
        timeline.choose("actor", "Aktör 09999").await?;
        timeline.until_matching(1).await?;
        assert_eq!(names().await?.last().map(String::as_str), Some("Aktör 09999"));
        timeline.click("Clear all").await?;
        wait_for("all events", async || {
            Ok(timeline.summary().await?.is_some_and(|summary| summary.shown == 10_000).then_some(()))
        })
        .await?;

        // By search, without diacritics; and back by Escape.
        let field = timeline.find("[data-facet=actor] input[type=search]").await?;
        field.send_keys("AKTOR 0123").await?;
        wait_for("ten values", async || Ok((names().await?.len() == 10).then_some(()))).await?;
        assert!(names().await?.iter().all(|name| name.starts_with("Aktör 0123")));
        timeline.press(Key::Escape).await?;
        wait_for("all values again", async || Ok((names().await?.len() > 10).then_some(()))).await?;
        timeline.press(Key::Escape).await?;
        wait_for("the first values", async || Ok((names().await?.len() == 8).then_some(()))).await?;
        assert!(
            timeline.has_focus("[data-facet=actor] button[aria-expanded=false]").await?,
            "Escape leads back"
        );

        // By keyboard alone: Tab goes on beyond what existed when the list was opened.
        timeline.press(Key::Enter).await?;
        wait_for("more values", async || Ok((names().await?.len() > 8).then_some(()))).await?;
        let mut seen = BTreeSet::new();
        for _ in 0..180 {
            timeline.press(Key::Tab).await?;
            seen.extend(timeline.focused("value").await?);
        }
        assert!(seen.len() > 80, "Tab came to {} values", seen.len());
        assert_ne!(
            names().await?.first().map(String::as_str),
            Some("Aktör 00000"),
            "the first rows are gone"
        );
        // Opened again, the list begins at its beginning.
        timeline.press(Key::Escape).await?;
        wait_for("the first values", async || Ok((names().await?.len() == 8).then_some(()))).await?;
        timeline.press(Key::Enter).await?;
        wait_for("more values", async || Ok((names().await?.len() > 8).then_some(()))).await?;
        assert_eq!(names().await?.first().map(String::as_str), Some("Aktör 00000"));
        timeline.find("[data-facet=actor] input[type=search]").await?.send_keys("nobody").await?;
        wait_for("no value", async || Ok(names().await?.is_empty().then_some(()))).await?;
        Ok(())
    });
}

#[test]
fn countries_are_found_in_the_readers_language_and_by_code() {
    on_stage(async |stage| {
        let page =
            r#"<news-timeline lang="de" src="/sample/syria-2011-2017.json" lanes="none"></news-timeline>"#;
        stage.open_page(page).await?;
        let timeline = stage.shown_timeline().await?;
        let field = timeline.find("[data-facet=country] input[type=search]").await?;
        for typed in ["Syri", "SY", "syria", "SYR"] {
            field.send_keys(typed).await?;
            wait_for(&format!("Syria for '{typed}'"), async || {
                let listed = timeline.facet("country").await?;
                let found = listed.iter().any(|choice| choice.value == "SY" && choice.name == "Syrien");
                Ok((found && listed.len() < 8).then_some(()))
            })
            .await?;
            timeline.press(Key::Escape).await?;
            wait_for("all again", async || Ok((timeline.facet("country").await?.len() >= 8).then_some(())))
                .await?;
        }
        Ok(())
    });
}

#[test]
fn the_column_folds_away_and_a_lane_filters_by_its_name() {
    on_stage(async |stage| {
        let model = Model::of(SAMPLE)?;
        stage
            .open_page(r#"<news-timeline src="/sample/syria-2016.json" lanes="country"></news-timeline>"#)
            .await?;
        let timeline = stage.shown_timeline().await?;
        let seen = "return all('[part~=facet]').filter((facet) => facet.checkVisibility()).length";
        assert!(timeline.ask::<usize>(seen, json!(null)).await? >= 3);
        timeline.click("Filters").await?;
        wait_for("no facet", async || {
            Ok((timeline.ask::<usize>(seen, json!(null)).await? == 0).then_some(()))
        })
        .await?;
        timeline.click("Filters").await?;
        wait_for("facets", async || Ok((timeline.ask::<usize>(seen, json!(null)).await? >= 3).then_some(())))
            .await?;

        timeline.click("Iran").await?;
        timeline.until_matching(count(&model, |event| event.values["country"].contains("IR"))).await?;
        until_chips(&timeline, &["Country Iran"]).await?;
        // An actor in a card.
        timeline.set_property("selection", json!("zarif-lavrov-2")).await?;
        timeline.until_card().await?;
        timeline.click("Sergei Lavrov").await?;
        timeline
            .until_matching(count(&model, |event| {
                event.values["country"].contains("IR") && event.values["actor"].contains("Sergei Lavrov")
            }))
            .await
    });
}

#[test]
fn without_anything_to_filter_by_the_chart_has_all_the_room() {
    on_stage(async |stage| {
        let plain = r#"{ "events": [
            { "start_date": { "year": "2016", "month": "9" }, "text": { "headline": "The first" } },
            { "start_date": { "year": "2016", "month": "10" }, "text": { "headline": "The second" } }] }"#;
        stage.server.answer("/plain.json", Answer::Text("application/json", plain.to_owned()));
        stage.open_page(r#"<news-timeline src="/plain.json"></news-timeline>"#).await?;
        let timeline = stage.shown_timeline().await?;
        let listed = timeline.facet("kind").await?;
        let room: f64 = timeline
            .ask("return all('[part~=chart]')[0].getBoundingClientRect().width / host.getBoundingClientRect().width", json!(null))
            .await?;
        let has_button: bool = timeline
            .ask("return all('.filters').some((button) => button.checkVisibility())", json!(null))
            .await?;
        assert_eq!((listed.is_empty(), room > 0.95, has_button), (true, true, false), "{listed:?}, {room}");
        Ok(())
    });
}
