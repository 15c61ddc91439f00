//! What stands between the tags, as data.

use news_timeline_browser_tests::{Outcome, Stage, on_stage, wait_for};
use serde_json::{Value, json};

/// A page whose element holds this.
fn page(inside: &str) -> String {
    format!("<news-timeline lanes=none>{inside}</news-timeline>")
}

async fn shows(stage: &Stage, events: usize) -> Outcome {
    let timeline = stage.timeline().await?;
    wait_for(&format!("{events} events"), async || {
        Ok(timeline.summary().await?.is_some_and(|summary| summary.events == events).then_some(()))
    })
    .await?;
    timeline.until_shown().await.map(drop)
}

#[test]
fn json_in_the_page() {
    on_stage(async |stage| {
        let data = json!({ "articles": [{ "url": "/a.html", "headline": "A",
            "events": [{ "title": "One", "date": "2016-10-13" }, { "title": "Two", "date": "2016-10-14" }] }] });
        stage.open_page(&page(&format!("<script type=application/json>{data}</script>"))).await?;
        shows(stage, 2).await?;
        let hrefs: Vec<String> = stage
            .timeline()
            .await?
            .ask("return all('a[part~=event]').map((mark) => mark.href)", Value::Null)
            .await?;
        assert!(hrefs.iter().all(|href| *href == stage.server.url("/a.html")), "against the page: {hrefs:?}");
        Ok(())
    });
}

#[test]
fn linked_data_in_the_page() {
    on_stage(async |stage| {
        let article = |no: u32| {
            let event = json!({ "title": format!("Event {no}"), "date": format!("2016-10-{no}") });
            let data = json!({ "url": format!("/{no}.html"), "headline": format!("Article {no}"), "events": [event] });
            format!("<script type=application/ld+json>{data}</script>")
        };
        // Several blocks are one list.
        stage.open_page(&page(&format!("<h2>The talks</h2>{}{}", article(13), article(14)))).await?;
        shows(stage, 2).await?;
        let one = json!({ "articles": [{ "url": "/a.html", "headline": "A", "events": [{ "title": "One", "date": "2016-10-13" }] }] });
        stage.open_page(&page(&format!("<script type=application/ld+json>{one}</script>"))).await?;
        shows(stage, 1).await?;
        // JSON that is meant for the timeline comes first.
        let both = format!("<script type=application/json>{one}</script>{}{}", article(13), article(14));
        stage.open_page(&page(&both)).await?;
        shows(stage, 1).await
    });
}

#[test]
fn a_list_of_links_with_times() {
    on_stage(async |stage| {
        let list = "<h2>The <i>talks</i></h2><ul>
            <li data-kind=talks data-countries='IR, RU' data-source='Example News'><time datetime=2016-10-13>13 October</time>: <a href=/one.html>They speak</a></li>
            <li><a href=two.html><time>2016-10-14</time> – Again</a></li>
            <li><p><time datetime=2016-09-12>12</time>–<time datetime=2016-09-19>19 September</time></p><p><a href=/three.html>A week</a></p></li>
            <li><time datetime='2016-10-15 14:00'>two o’clock</time> without a link</li>
            <li><a href=/none.html>without a time</a></li></ul>";
        stage.open_page(&page(list)).await?;
        shows(stage, 3).await?;
        let timeline = stage.timeline().await?;
        let summary = timeline.summary().await?.unwrap_or_else(|| unreachable!());
        assert_eq!(summary.issues, Vec::<Value>::new());
        let heading: String =
            timeline.ask("return all('[part~=heading]')[0].textContent", Value::Null).await?;
        assert_eq!(heading, "The talks");
        let countries = timeline.counts("country").await?;
        assert_eq!((countries.get("IR"), countries.get("RU")), (Some(&1), Some(&1)), "{countries:?}");
        let mut hrefs: Vec<(String, String)> = timeline
            .ask(
                "return all('a[part~=event]').map((mark) => [new URL(mark.href).pathname, mark.ariaLabel ?? mark.textContent])",
                Value::Null,
            )
            .await?;
        hrefs.sort();
        let paths: Vec<&str> = hrefs.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["/one.html", "/three.html", "/two.html"]);
        for ((_, words), part) in hrefs.iter().zip(["They speak", "A week", "Again"]) {
            assert!(words.contains(part), "{words}");
        }
        Ok(())
    });
}

#[test]
fn what_changes_between_the_tags_is_noticed() {
    on_stage(async |stage| {
        stage
            .open_page(&page("<ul><li><time datetime=2016-10-13></time><a href=/one.html>One</a></li></ul>"))
            .await?;
        shows(stage, 1).await?;
        let add = "const item = document.querySelector('li').cloneNode(true);
            item.querySelector('a').href = '/two.html';
            item.querySelector('time').dateTime = '2016-10-20';
            document.querySelector('ul').append(item); return null";
        stage.run::<Value>(add, vec![]).await?;
        shows(stage, 2).await?;
        stage.run::<Value>("document.querySelector('li').remove(); return null", vec![]).await?;
        shows(stage, 1).await
    });
}

#[test]
fn data_of_the_page_and_an_address_come_first() {
    on_stage(async |stage| {
        let list = "<ul><li><time datetime=2016-10-13></time><a href=/one.html>One</a></li></ul>";
        stage
            .open_page(&format!(
                "<news-timeline src=/sample/syria-2016.json lanes=none>{list}</news-timeline>"
            ))
            .await?;
        let timeline = stage.shown_timeline().await?;
        let of_file = timeline.summary().await?.map_or(0, |summary| summary.events);
        assert!(of_file > 2);
        timeline
            .set_property(
                "data",
                json!([{ "url": "/a.html", "headline": "A", "events": [
                    { "title": "One", "date": "2016-10-13" }, { "title": "Two", "date": "2016-10-14" }] }]),
            )
            .await?;
        shows(stage, 2).await?;
        timeline.set_property("data", Value::Null).await?;
        shows(stage, of_file).await?;
        timeline.set_property("src", json!("")).await?;
        shows(stage, 1).await
    });
}
