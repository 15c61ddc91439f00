//! An event's card: all of its articles, their pictures, what can be filtered by, the way on.

use news_timeline_browser_tests::{Answer, Outcome, Stage, Timeline, on_stage, wait_for};
use serde_json::{Value, json};

const PAGE: &str = r#"<news-timeline src="/data.json" lanes="none"></news-timeline>"#;

fn data() -> Value {
    let event = |id: &str, date: &str, kind: &str, status: &str| {
        json!({ "id": id, "kind": kind, "title": format!("Title of {id}"), "date": date, "status": status,
                "actors": ["Sergei Lavrov"], "countries": ["RU"], "quote": "they spoke" })
    };
    json!({ "articles": [
        { "url": "/one.html", "headline": "The first report", "source": "Daily Post", "published": "2016-10-14",
          "image": { "url": "/favicon.svg", "alt": "Two men at a table", "credit": "Photo by AFP" },
          "events": [
              event("before", "2016-09", "agreement", "happened"),
              event("call", "2016-10-13~", "talks", "disputed"),
              event("after", "2016-12-01/..", "ceasefire", "happened"),
          ] },
        { "url": "/two.html", "headline": "The second report", "source": "Evening Star", "published": "2016-10-15",
          "image": { "url": "/no-picture.png", "alt": "Lost", "credit": "Nobody" },
          "events": [event("call", "2016-10-13~", "talks", "disputed"), event("other", "2016-11-01", "incident", "happened")] },
    ] })
}

async fn card_of(stage: &Stage, id: &str) -> Outcome<Timeline> {
    stage.server.answer("/data.json", Answer::Text("application/json", data().to_string()));
    stage.open_page(PAGE).await?;
    let timeline = stage.shown_timeline().await?;
    timeline.set_property("selection", json!(id)).await?;
    timeline.until_card().await?;
    Ok(timeline)
}

async fn pictures(timeline: &Timeline) -> Outcome<Vec<[String; 4]>> {
    let script = "return all('[part~=card] img').map((img) =>
        [img.alt, img.loading, img.referrerPolicy, String(img.complete && img.naturalWidth > 0)])";
    timeline.ask(script, Value::Null).await
}

#[test]
fn tells_all_articles_and_leaves_out_a_picture_that_is_not_there() {
    on_stage(async |stage| {
        stage.expect_complaint("404");
        let timeline = card_of(stage, "call").await?;
        let card = timeline.until_card().await?;
        for part in [
            "The first report",
            "Daily Post",
            "The second report",
            "Evening Star",
            "around October 13, 2016",
            "disputed",
        ] {
            assert!(card.text.contains(part), "{part}: {}", card.text);
        }
        // The second one stands below what is seen of the list.
        timeline
            .ask::<Value>("all('[part~=article]').at(-1).scrollIntoView(); return null", Value::Null)
            .await?;
        wait_for("one picture, the other gone", async || {
            let known = pictures(&timeline).await?;
            let good = [["Two men at a table", "lazy", "no-referrer", "true"].map(str::to_owned)];
            Ok((known == good).then_some(()))
        })
        .await?;
        let card = timeline.until_card().await?;
        assert!(card.text.contains("Photo by AFP") && !card.text.contains("Nobody"), "{}", card.text);
        assert!(
            card.links.iter().any(|link| link.ends_with("/two.html#:~:text=they%20spoke")),
            "{:?}",
            card.links
        );
        Ok(())
    });
}

#[test]
fn filters_by_what_it_tells() {
    on_stage(async |stage| {
        stage.expect_complaint("404");
        for (name, facet, value, shown) in [
            ("Talks", "kind", "talks", 1),
            ("Sergei Lavrov", "actor", "Sergei Lavrov", 4),
            ("Russia", "country", "RU", 4),
            ("Evening Star", "source", "Evening Star", 2),
        ] {
            let timeline = card_of(stage, "call").await?;
            let find =
                "return all('[part~=card] button').findIndex((button) => button.textContent === given)";
            let at: i64 = timeline.ask(find, json!(name)).await?;
            assert!(at >= 0, "the card has a button '{name}'");
            timeline
                .ask::<Value>("all('[part~=card] button')[given].click(); return null", json!(at))
                .await?;
            wait_for(&format!("{shown} events"), async || {
                let summary = timeline.summary().await?;
                Ok(summary.is_some_and(|summary| summary.shown == shown).then_some(()))
            })
            .await?;
            assert_eq!(timeline.property("filters").await?, json!({ facet: [value] }));
        }
        Ok(())
    });
}

#[test]
fn leads_to_the_events_before_and_after_that_match() {
    on_stage(async |stage| {
        stage.expect_complaint("404");
        let timeline = card_of(stage, "call").await?;
        timeline.button("Previous event: Title of before").await?;
        timeline.click("Next event: Title of other").await?;
        wait_for("the next event", async || {
            Ok((timeline.property("selection").await? == json!("other")).then_some(()))
        })
        .await?;
        // What does not match is passed over.
        timeline.set_property("filters", json!({ "not": { "kind": ["talks"] } })).await?;
        timeline.click("Previous event: Title of before").await?;
        wait_for("the event before", async || {
            let card = timeline.until_card().await?;
            Ok(card.text.contains("September 2016").then_some(()))
        })
        .await?;
        assert_eq!(timeline.property("selection").await?, json!("before"));
        Ok(())
    });
}

#[test]
fn stands_within_the_window() {
    on_stage(async |stage| {
        stage.resize(1000, 600).await?;
        let page = r#"<p>Words before.</p><news-timeline src="/sample/syria-2011-2017.json" lanes="kind"></news-timeline>"#;
        stage.open_page(page).await?;
        let timeline = stage.shown_timeline().await?;
        let low = "return all('a[part~=event]').filter((mark) => {
            const { top, bottom, left } = mark.getBoundingClientRect();
            return top > innerHeight / 2 && bottom < innerHeight && left > 400 && left < innerWidth - 20;
        }).map((mark) => mark.dataset.eventId)";
        let ids: Vec<String> = wait_for("marks in the lower half of the window", async || {
            let ids: Vec<String> = timeline.ask(low, Value::Null).await?;
            Ok((ids.len() > 3).then_some(ids))
        })
        .await?;
        for id in ids.iter().step_by((ids.len() / 4).max(1)) {
            // Another mark's label may lie over this one.
            let press = "const mark = all('a[part~=event]').find((mark) => mark.dataset.eventId === given);
                mark.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
                return new Promise((then) => setTimeout(() => { mark.click(); then(null); }))";
            timeline.ask::<Value>(press, json!(id)).await?;
            timeline.until_card().await?;
            let edges =
                "return new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(() => {
                const { top, bottom } = all('[part~=card]:not([inert])')[0].getBoundingClientRect();
                then([top, innerHeight - bottom]);
            })))";
            let (above, below): (f64, f64) = timeline.ask(edges, Value::Null).await?;
            assert!(
                above >= 0.0 && below >= 0.0,
                "the card of {id}: {above} px above it, {below} px below it"
            );
            timeline.press(thirtyfour::Key::Escape).await?;
            wait_for("no card", async || Ok(timeline.card().await?.is_none().then_some(()))).await?;
        }
        Ok(())
    });
}
