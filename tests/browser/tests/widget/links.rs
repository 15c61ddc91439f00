//! Every point is a link to its article, at the passage that reports it.

use news_timeline_browser_tests::model::Model;
use news_timeline_browser_tests::{Engine, on_stage, wait_for};
use serde_json::{Value, json};

const SAMPLE: &str = "dist/sample/syria-2016.json";
const PAGE: &str = r#"<news-timeline src="/sample/syria-2016.json" lanes="none"></news-timeline>"#;

#[test]
fn points_lead_to_the_passage() {
    on_stage(async |stage| {
        let model = Model::of(SAMPLE)?;
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        let hrefs: Vec<(String, String)> = timeline
            .ask("return all('a[part~=event]').map((mark) => [mark.dataset.eventId, mark.href])", json!(null))
            .await?;
        assert!(!hrefs.is_empty(), "some points stand alone");
        for (id, href) in hrefs {
            let (url, quote) = model.event(&id)?.reports.first().cloned().unwrap_or_default();
            let (page, fragment) = href.split_once('#').unwrap_or((&href, ""));
            assert_eq!(page, stage.server.url(&format!("/sample/{url}")), "the article of {id}");
            assert_eq!(fragment.starts_with(":~:text="), !quote.is_empty(), "the passage of {id}: {href}");

            // A low window: whatever is far down is not in view by itself.
            stage.resize(480, 240).await?;
            stage.driver().goto(&href).await?;
            let text: String = stage.run("return document.body.innerText", vec![]).await?;
            assert!(text.contains(&quote), "the page of {id} holds its passage {quote:?}");
            if stage.engine() == Engine::Chromium {
                let find = "const range = document.createRange();
                    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                    while (walker.nextNode()) {
                        const at = walker.currentNode.data.indexOf(arguments[0]);
                        if (at < 0) continue;
                        range.setStart(walker.currentNode, at);
                        range.setEnd(walker.currentNode, at + arguments[0].length);
                        const { top, bottom } = range.getBoundingClientRect();
                        return bottom > 0 && top < innerHeight;
                    }
                    return false;";
                wait_for(&format!("the browser to scroll to {quote:?}"), async || {
                    Ok(stage.run::<bool>(find, vec![json!(quote)]).await?.then_some(()))
                })
                .await?;
            }
        }
        Ok(())
    });
}

#[test]
fn a_card_opens_and_its_link_leads_to_the_article() {
    on_stage(async |stage| {
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        let id = timeline.marks().await?.events.first().cloned().unwrap_or_default();
        timeline.set_property("selection", json!(id)).await?;
        let card = timeline.until_card().await?;
        assert_eq!(timeline.property("selection").await?, json!(id));
        let link = card.links.first().cloned().unwrap_or_default();
        assert!(link.starts_with(&stage.server.url("/sample/articles/")), "{link}");
        let element = timeline.find("[part~=card] a[href]").await?;
        element.click().await?;
        wait_for("the article", async || {
            // Nothing, in Firefox, while one page goes and the next comes.
            let path: Option<String> = stage.run("return location.pathname", vec![]).await?;
            Ok(path.unwrap_or_default().starts_with("/sample/articles/").then_some(()))
        })
        .await
    });
}

#[test]
fn a_click_on_a_point_opens_its_card_and_tells_the_page() {
    on_stage(async |stage| {
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        let listen = "window.told = []; host.addEventListener('timeline-select', ({ detail, bubbles, composed }) =>
            window.told.push({ id: detail.event.id, articles: detail.articles.length, bubbles, composed })); return null";
        timeline.ask::<Value>(listen, json!(null)).await?;
        let id = timeline.marks().await?.events.first().cloned().unwrap_or_default();
        timeline.mark(&id).await?.click().await?;
        timeline.until_card().await?;
        assert_eq!(timeline.property("selection").await?, json!(id));
        let told: Value = stage.run("return window.told", vec![]).await?;
        assert_eq!(told, json!([{ "id": id, "articles": 1, "bubbles": true, "composed": true }]));
        let path: String = stage.run("return location.pathname", vec![]).await?;
        assert_eq!(path, "/page.html", "a plain click does not leave the page");
        timeline.click("Close").await?;
        wait_for("the card to close", async || Ok(timeline.card().await?.is_none().then_some(()))).await
    });
}

#[test]
fn the_page_is_asked_wherever_an_event_is_opened() {
    on_stage(async |stage| {
        stage.open_page(r#"<news-timeline lanes="none" loading="eager"></news-timeline>"#).await?;
        let timeline = stage.timeline().await?;
        // So many at one time that no zoom brings them apart.
        let data =
            "host.data = [{ url: '/a.html', headline: 'A', events: Array.from({ length: 40 }, (_, no) =>
                ({ id: `e${no + 10}`, title: `Event ${no + 10}`, date: '2016-10-13T10:00' })) }];
            window.told = [];
            window.refuses = true;
            host.addEventListener('timeline-select', (event) => {
                window.told.push(event.detail.event.id);
                if (window.refuses) event.preventDefault();
            });
            return null";
        timeline.ask::<Value>(data, json!(null)).await?;
        timeline.until_shown().await?;
        timeline.until_still().await?;
        timeline.find("[part~=cluster]").await?.click().await?;
        timeline.until_card().await?;
        timeline.find("[part~=card] a").await?.click().await?;
        let told = async || stage.run::<Vec<String>>("return window.told", vec![]).await;
        assert_eq!(told().await?, ["e10"]);
        assert_eq!(timeline.property("selection").await?, Value::Null, "the page opens it itself");
        stage.run::<Value>("window.refuses = false; return null", vec![]).await?;
        timeline.find("[part~=card] a").await?.click().await?;
        let selected = async |id: &str| {
            wait_for(id, async || Ok((timeline.property("selection").await? == json!(id)).then_some(())))
                .await
        };
        selected("e10").await?;
        timeline.click("Next event: Event 11").await?;
        selected("e11").await?;
        assert_eq!(told().await?, ["e10", "e10", "e11"]);
        Ok(())
    });
}

#[test]
fn a_click_follows_the_link_where_the_page_wants_it() {
    on_stage(async |stage| {
        let page = r#"<news-timeline src="/sample/syria-2016.json" lanes="none" activate="article"></news-timeline>"#;
        stage.open_page(page).await?;
        let timeline = stage.shown_timeline().await?;
        let id = timeline.marks().await?.events.first().cloned().unwrap_or_default();
        timeline.mark(&id).await?.click().await?;
        wait_for("the article", async || {
            // Nothing, in Firefox, while one page goes and the next comes.
            let path: Option<String> = stage.run("return location.pathname", vec![]).await?;
            Ok(path.unwrap_or_default().starts_with("/sample/articles/").then_some(()))
        })
        .await
    });
}
