//! The list: the same events as on the timeline, in their order, however many there are, by mouse and by keyboard.

use std::collections::BTreeMap;

use news_timeline_browser_tests::model::{Chosen, Model};
use news_timeline_browser_tests::{Answer, Outcome, Timeline, on_stage, wait_for};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

const SAMPLE: &str = "dist/sample/syria-2011-2017.json";
const PAGE: &str = r#"<news-timeline src="/sample/syria-2011-2017.json" view="list"></news-timeline>"#;
const EVENT: &str = "a[part~=event]";

/// Scrolls through the list: the id and address of every event, and the words of every heading, as they come.
async fn walk(timeline: &Timeline) -> Outcome<(Vec<(String, String)>, Vec<String>)> {
    let script = "const [list] = all('[part~=list]');
        const painted = () => new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)));
        const events = new Map(), headings = new Set();
        return (async () => {
            list.scrollTop = 0;
            for (;;) {
                await painted();
                for (const link of list.querySelectorAll('a[part~=event]')) events.set(link.dataset.eventId, link.href);
                for (const heading of list.querySelectorAll('h3.month')) headings.add(heading.innerText.replaceAll('\\n', ' '));
                const before = list.scrollTop;
                list.scrollTop += list.clientHeight / 2;
                if (list.scrollTop === before) return [[...events], [...headings]];
            }
        })()";
    timeline.ask(script, Value::Null).await
}

/// The month in which each event of the sample began, as its file has it; a year or a decade where it says no more.
fn months() -> Outcome<BTreeMap<String, String>> {
    let file = std::fs::read_to_string(format!("{}/../../{SAMPLE}", env!("CARGO_MANIFEST_DIR")))?;
    let file: Value = serde_json::from_str(&file)?;
    let mut months = BTreeMap::new();
    for article in file["articles"].as_array().into_iter().flatten() {
        for event in article["events"].as_array().into_iter().flatten() {
            let text = |field: &str| event[field].as_str().map(str::to_owned);
            let date = text("date").or(text("within")).or(text("start")).unwrap_or_default();
            let date = date.replace('X', "0").replace(['?', '~', '%'], "");
            // Of what was over by a time, that time.
            let (start, end) = date.split_once('/').unwrap_or((&date, ""));
            let known = if start == ".." { end } else { start };
            months.insert(text("id").unwrap_or_default(), known.chars().take(7).collect());
        }
    }
    Ok(months)
}

#[test]
fn has_the_events_of_the_timeline_for_any_filter() {
    on_stage(async |stage| {
        let (model, months) = (Model::of(SAMPLE)?, months()?);
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        for (filters, chosen) in [
            (json!({}), Chosen::new()),
            (json!({ "country": ["CH"] }), Chosen::from([("country", ["CH"].into())])),
            (
                json!({ "kind": ["talks", "agreement"], "source": ["Example News"] }),
                Chosen::from([("kind", ["talks", "agreement"].into()), ("source", ["Example News"].into())]),
            ),
        ] {
            timeline.set_property("filters", filters.clone()).await?;
            let wanted: Vec<String> = model.matching(&chosen).into_iter().collect();
            timeline.until_matching(wanted.len()).await?;
            let (events, headings) = walk(&timeline).await?;
            let ids: Vec<String> = events.iter().map(|(id, _)| id.clone()).collect();
            let began: Vec<&String> = ids.iter().filter_map(|id| months.get(id)).collect();
            assert!(began.is_sorted(), "{filters}: in the order of time: {began:?}");
            let mut sorted = ids.clone();
            sorted.sort();
            assert_eq!(sorted, wanted, "{filters}");
            // Every heading says how many stand under it.
            let counted: usize = headings
                .iter()
                .map(|words| {
                    let words: Vec<&str> = words.split_whitespace().rev().take(2).collect();
                    words.get(1).and_then(|count| count.parse::<usize>().ok()).unwrap_or_default()
                })
                .sum();
            assert_eq!(counted, wanted.len(), "{filters}: {headings:?}");
            // And the links are those of the timeline's points.
            timeline.click("Timeline").await?;
            timeline.click("Fit").await?;
            let links: BTreeMap<String, String> = events.into_iter().collect();
            let points: Vec<(String, String)> = timeline
                .ask(
                    "return all('a[part~=event]').map((mark) => [mark.dataset.eventId, mark.href])",
                    Value::Null,
                )
                .await?;
            assert!(!points.is_empty(), "{filters}: some stand alone");
            for (id, href) in points {
                assert_eq!(links.get(&id), Some(&href), "{filters}: {id}");
            }
            timeline.click("List").await?;
        }
        Ok(())
    });
}

#[test]
fn keyboard_alone_reads_it() {
    on_stage(async |stage| {
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        timeline.press_until(Key::Tab, "[part~=list]", 120).await?;
        let go = async |key: Key, what: &str| -> Outcome<String> {
            let before = timeline.focused("data-event-id").await?;
            timeline.press(key).await?;
            wait_for(what, async || {
                let now = timeline.focused("data-event-id").await?;
                Ok(if now == before { None } else { now })
            })
            .await
        };
        let first = go(Key::Down, "the first event").await?;
        let second = go(Key::Down, "the next event").await?;
        assert_ne!(first, second);
        let last = go(Key::End, "the last event").await?;
        assert_eq!(last, "sochi-congress");
        assert_eq!(go(Key::Up, "the one before the last").await?, "astana-8");
        go(Key::Home, "the first event").await?;
        let chosen = go(Key::Down, "another event").await?;
        timeline.press(Key::Enter).await?;
        timeline.until_card().await?;
        assert_eq!(timeline.property("selection").await?, json!(chosen));
        wait_for("the focus in the card", async || {
            Ok(timeline.has_focus("[part~=card]").await?.then_some(()))
        })
        .await?;
        timeline.press(Key::Escape).await?;
        wait_for("the card to close", async || Ok(timeline.card().await?.is_none().then_some(()))).await?;
        assert_eq!(timeline.focused("data-event-id").await?, Some(chosen));
        Ok(())
    });
}

#[test]
fn stays_at_its_place_when_filters_change() {
    on_stage(async |stage| {
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        let seen = "const [list] = all('[part~=list]'), { top, bottom } = list.getBoundingClientRect();
            return [...list.querySelectorAll('a[part~=event]')].filter((link) => {
                const at = link.getBoundingClientRect();
                return at.top >= top && at.bottom <= bottom;
            }).map((link) => link.dataset.eventId)";
        timeline.ask::<Value>("all('[part~=list]')[0].scrollTop = 4000; return null", Value::Null).await?;
        let before: Vec<String> = wait_for("other rows", async || {
            let ids: Vec<String> = timeline.ask(seen, Value::Null).await?;
            Ok((ids.len() > 2 && !ids.contains(&"daraa".to_owned())).then_some(ids))
        })
        .await?;
        let model = Model::of(SAMPLE)?;
        let chosen = Chosen::from([("kind", ["talks", "statement"].into())]);
        let kept = model.matching(&chosen);
        timeline.set_property("filters", json!({ "kind": ["talks", "statement"] })).await?;
        timeline.until_matching(kept.len()).await?;
        assert!(before.iter().any(|id| kept.contains(id)), "{before:?}");
        wait_for("one of the events that were seen", async || {
            let ids: Vec<String> = timeline.ask(seen, Value::Null).await?;
            Ok(ids.iter().any(|id| before.contains(id)).then_some(()))
        })
        .await
    });
}

#[test]
fn a_hundred_thousand_events_are_few_elements() {
    on_stage(async |stage| {
        const EVENTS: usize = 100_000;
        let articles: Vec<Value> = (0..EVENTS / 100)
            .map(|no| {
                let events: Vec<Value> = (0..100)
                    .map(|at| {
                        let day = no * 5 + at / 20;
                        let date = format!("{}-{:02}-{:02}", 2000 + day / 336, day / 28 % 12 + 1, day % 28 + 1);
                        json!({ "id": format!("{no}-{at}"), "title": format!("Event {no}.{at}"), "date": date, "kind": "talks" })
                    })
                    .collect();
                json!({ "url": format!("/{no}.html"), "headline": "A day", "events": events })
            })
            .collect();
        stage.server.answer(
            "/large.json",
            Answer::Text("application/json", json!({ "articles": articles }).to_string()),
        );
        stage.open_page(r#"<news-timeline src="/large.json" view="list"></news-timeline>"#).await?;
        let timeline = stage.shown_timeline().await?;
        let elements = async |what: &str| -> Outcome {
            let count: usize = timeline.ask("return all('*').length", Value::Null).await?;
            assert!(count < 3000, "{what}: {count} elements");
            Ok(())
        };
        elements("at first").await?;
        let height: usize = timeline.ask("return all('[part~=list]')[0].scrollHeight", Value::Null).await?;
        assert!(height > EVENTS * 40, "the list is {height} px high");
        timeline.ask::<Value>("all('[part~=list]')[0].focus(); return null", Value::Null).await?;
        timeline.press(Key::End).await?;
        wait_for("the last event", async || {
            Ok((timeline.focused("data-event-id").await?.as_deref() == Some("999-99")).then_some(()))
        })
        .await?;
        elements("at the end").await?;
        let place: (String, String) = timeline
            .ask(
                "const row = host.shadowRoot.activeElement.closest('[aria-posinset]');
                 return [row.ariaPosInSet, row.ariaSetSize]",
                Value::Null,
            )
            .await?;
        assert_eq!(place, (EVENTS.to_string(), EVENTS.to_string()));
        // In the middle the heading that sticks is that of the events under it.
        timeline
            .ask::<Value>(
                "const [list] = all('[part~=list]'); list.scrollTop = list.scrollHeight / 2; return null",
                Value::Null,
            )
            .await?;
        let stands = "const [list] = all('[part~=list]'), top = list.getBoundingClientRect().top + 60;
            const first = [...list.querySelectorAll('a[part~=event]')].find((link) => link.getBoundingClientRect().top > top);
            const heading = [...list.querySelectorAll('h3.month')].findLast((month) => month.getBoundingClientRect().top < top);
            return first && heading ? [first.textContent, heading.firstElementChild.textContent] : null";
        wait_for("rows in the middle under their month", async || {
            let seen: Option<(String, String)> = timeline.ask(stands, Value::Null).await?;
            Ok(seen.filter(|(label, month)| {
                let (month, year) = month.split_once(' ').unwrap_or_default();
                label.contains(month) && label.contains(year) && year != "2000"
            }))
        })
        .await?;
        elements("in the middle").await?;
        timeline.press(Key::Home).await?;
        wait_for("the first event", async || {
            Ok((timeline.focused("data-event-id").await?.as_deref() == Some("0-0")).then_some(()))
        })
        .await
    });
}

/// What is seen of the list, all in px: its height and its end, how far it is scrolled, whether its rows and headings join, the
/// opened row's place and height (nothing where there is none), and the bottom of the list's box.
#[derive(serde::Deserialize)]
struct Seen {
    scroll_height: f64,
    is_joined: bool,
    row: Option<(f64, f64)>,
    card_bottom: Option<f64>,
    frame: (f64, f64),
}

async fn seen(timeline: &Timeline) -> Outcome<Seen> {
    let script = "const [list] = all('[part~=list]'), { top } = list.getBoundingClientRect(), bottom = top + list.clientHeight;
        const boxes = [...list.querySelectorAll('.rows > *')].filter((row) => row.matches('article') || row.matches('h3'))
            .map((row) => ({ sticks: row.matches('h3'), box: row.getBoundingClientRect() }));
        // A heading that sticks is not where it stands.
        const rows = boxes.filter(({ sticks, box }) => !sticks || box.top > top + 1);
        const is_joined = rows.every(({ box }, at) => !at || Math.abs(rows[at - 1].box.bottom - box.top) < 1 || boxes.indexOf(rows[at]) - boxes.indexOf(rows[at - 1]) > 1);
        const row = list.querySelector('.row.on')?.getBoundingClientRect();
        return { scroll_height: list.scrollHeight, is_joined, row: row ? [row.top, row.height] : null, frame: [top, bottom],
            card_bottom: list.querySelector('[part~=card]')?.getBoundingClientRect().bottom ?? null }";
    timeline.ask(script, Value::Null).await
}

/// Waits until the card is whole in view and the list as high as all rows with it.
async fn until_whole(timeline: &Timeline, height_without: f64) -> Outcome<Seen> {
    wait_for("a whole card, counted in the list's height", async || {
        let seen = seen(timeline).await?;
        let (Some((_, row_px)), Some(card_bottom)) = (seen.row, seen.card_bottom) else { return Ok(None) };
        let is_counted = (seen.scroll_height - height_without - (row_px - 54.0)).abs() < 2.0;
        Ok((is_counted && card_bottom <= seen.frame.1 + 1.0).then_some(seen))
    })
    .await
}

#[test]
fn an_opened_card_takes_room_of_its_own() {
    on_stage(async |stage| {
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        let height = seen(&timeline).await?.scroll_height;
        let settled = "return new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => then(true)))))";
        // The last row in view: its card has no room below it.
        let last = "const [list] = all('[part~=list]'), { bottom } = list.getBoundingClientRect();
            return [...list.querySelectorAll('a[part~=event]')].findLast((link) => link.getBoundingClientRect().bottom <= bottom).dataset.eventId";
        let id: String = timeline.ask(last, Value::Null).await?;
        timeline.mark(&id).await?.click().await?;
        let first = until_whole(&timeline, height).await?;
        assert!(first.is_joined);
        let (top, row_px) = first.row.unwrap_or_default();
        assert!(top >= first.frame.0, "its row is in view as well");

        // Another one below: it stays under the pointer while the first card goes.
        timeline.press(Key::Escape).await?;
        wait_for("the list as before", async || {
            Ok(((seen(&timeline).await?.scroll_height - height).abs() < 1.0).then_some(()))
        })
        .await?;
        timeline.mark(&id).await?.click().await?;
        until_whole(&timeline, height).await?;
        let below = "const rows = all('a[part~=event]'), at = rows.findIndex((link) => link.dataset.eventId === given);
            const [list] = all('[part~=list]'); list.scrollTop += 200;
            return rows[at + 1].dataset.eventId";
        let next: String = timeline.ask(below, json!(id)).await?;
        timeline.ask::<bool>(settled, Value::Null).await?;
        let place = "return all('a[part~=event]').find((link) => link.dataset.eventId === given).getBoundingClientRect().top";
        let before: f64 = timeline.ask(place, json!(next)).await?;
        timeline.mark(&next).await?.click().await?;
        let second = until_whole(&timeline, height).await?;
        assert!(second.is_joined);
        let after = second.row.unwrap_or_default().0;
        let moved = second.card_bottom.unwrap_or_default() > second.frame.1 - 20.0;
        assert!((after - before).abs() < 2.0 || moved, "row from {before} to {after}");

        // All rows are reached beyond it, by scrolling and by keyboard, and their places hold though the card is out of reach.
        let (events, _) = walk(&timeline).await?;
        let all: usize = timeline.summary().await?.map_or(0, |summary| summary.events);
        assert_eq!(events.len(), all);
        timeline.ask::<Value>("all('[part~=list]')[0].focus(); return null", Value::Null).await?;
        timeline.press(Key::End).await?;
        wait_for("the last event", async || {
            Ok((timeline.focused("data-event-id").await?.as_deref() == Some("sochi-congress")).then_some(()))
        })
        .await?;
        timeline.ask::<bool>(settled, Value::Null).await?;
        let far = seen(&timeline).await?;
        assert!(far.is_joined && far.row.is_none(), "the opened row is out of reach");
        assert!((far.scroll_height - second.scroll_height).abs() < 2.0, "the list keeps its height");
        let end: f64 = timeline
            .ask("return all('a[part~=event]').at(-1).getBoundingClientRect().bottom", Value::Null)
            .await?;
        assert!((end - far.frame.1).abs() < 2.0, "the list ends with its last row: {end} {:?}", far.frame);

        // An event that is far away is brought into view, with its card.
        timeline.ask::<Value>("host.goTo(given); return null", json!(id)).await?;
        let back = until_whole(&timeline, height).await?;
        assert!(back.row.is_some_and(|(top, height)| top >= back.frame.0 && (height - row_px).abs() < 2.0));
        Ok(())
    });
}

#[test]
fn a_row_is_a_link_and_opens_its_card_in_place() {
    on_stage(async |stage| {
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        let row = timeline.find(EVENT).await?;
        let id = row.attr("data-event-id").await?.unwrap_or_default();
        row.click().await?;
        timeline.until_card().await?;
        let under: bool = timeline
            .ask(
                "const link = all('a[part~=event]').find((link) => link.dataset.eventId === given);
                 const [card] = all('[part~=card]');
                 return card.closest('article').contains(link) && link.getBoundingClientRect().bottom <= card.getBoundingClientRect().top + 1",
                json!(id),
            )
            .await?;
        assert!(under, "the card stands under its row");
        assert_eq!(stage.accessibility_violations().await?, Vec::<String>::new());
        row.click().await?;
        wait_for("the card to close", async || Ok(timeline.card().await?.is_none().then_some(()))).await
    });
}
