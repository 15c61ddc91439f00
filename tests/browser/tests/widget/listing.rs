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
