//! The form for editors: embed.html in a frame, and the script of the page around it.

use news_timeline_browser_tests::{Answer, Outcome, Stage, on_stage, wait_for};
use serde_json::{Value, json};

/// That of the widget, and frames.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' https:; \
                      connect-src 'self'; frame-src 'self'";

async fn open(stage: &Stage, path_and_hash: &str, frames: &str) -> Outcome {
    let page = format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>An article</title>
        <link rel=icon href=/favicon.svg>
        <script src=/around.js></script><script type=module src=/news-timeline-host.js></script></head>
        <body><main><h1>An article</h1>{frames}</main></body></html>"
    );
    let collect = "window.messages = []; addEventListener('message', ({ data }) => messages.push(data));";
    stage.server.answer("/around.js", Answer::Text("text/javascript", collect.to_owned()));
    stage.server.answer("/around.html", Answer::Page(POLICY, page));
    stage.open(path_and_hash).await
}

const FRAME: &str = r#"<iframe id=frame title="Timeline" width=900 height=100 src="/embed.html?id=syria&src=/sample/syria-2016.json&lanes=country&onclick=alert(1)"></iframe>"#;

async fn until(stage: &Stage, what: &str, script: &str) -> Outcome {
    wait_for(what, async || Ok(stage.run::<bool>(&format!("return {script}"), vec![]).await?.then_some(())))
        .await
}

#[test]
fn a_frame_is_as_high_as_its_timeline_and_says_so_to_all_who_may_listen() {
    on_stage(async |stage| {
        open(stage, "/around.html", FRAME).await?;
        until(stage, "the frame to grow", "frame.clientHeight > 300").await?;
        until(
            stage,
            "no need to scroll",
            "frame.contentDocument.title.includes('ceasefire')
                && Math.abs(frame.contentDocument.body.offsetHeight - frame.clientHeight) < 2",
        )
        .await?;
        let messages: Vec<Value> = stage.run("return messages", vec![]).await?;
        let height: u64 = stage.run("return frame.clientHeight", vec![]).await?;
        for form in [
            json!({ "type": "news-timeline:hello", "id": "syria" }),
            json!({ "type": "news-timeline:resize", "id": "syria", "height": height }),
            json!({ "datawrapper-height": { "syria": height } }),
            json!({ "sentinel": "amp", "type": "embed-size", "height": height }),
        ] {
            assert!(messages.contains(&form), "{form} is in {messages:?}");
        }
        let attributes: Vec<String> = stage
            .run(
                "return frame.contentDocument.querySelector('news-timeline').getAttributeNames().sort()",
                vec![],
            )
            .await?;
        assert_eq!(
            attributes,
            ["id", "lanes", "loading", "src", "url-state"],
            "nothing but attributes of its own"
        );
        let target: String =
            stage.run("return frame.contentDocument.querySelector('base').target", vec![]).await?;
        assert_eq!(target, "_top", "an article does not open inside the frame");
        Ok(())
    });
}

#[test]
fn who_asks_by_oembed_gets_a_frame_that_works() {
    on_stage(async |stage| {
        stage.open("/").await?;
        let find =
            "const link = document.querySelector('link[rel=alternate][type=\"application/json+oembed\"]');
            return fetch(link.href).then((answer) => answer.json())";
        let answer: Value = stage.run(find, vec![]).await?;
        assert_eq!((answer["version"].as_str(), answer["type"].as_str()), (Some("1.0"), Some("rich")));
        assert!(
            answer["width"].is_u64() && answer["height"].is_u64() && answer["title"].is_string(),
            "{answer}"
        );
        let html = answer["html"].as_str().unwrap_or_default();
        // Where the example says its files and data are.
        let here = html
            .replace("https://news.example/news-timeline/1.0.0/", "/")
            .replace("/timelines/syria.json", "/sample/syria-2016.json")
            .replace("<iframe", "<iframe id=frame")
            .replace(" style=\"border:0\"", "");
        assert!(!here.contains("news.example"), "{here}");
        open(stage, "/around.html", &here).await?;
        until(
            stage,
            "the frame to grow",
            "frame.contentDocument?.title.includes('ceasefire') && frame.clientHeight > 300",
        )
        .await
    });
}

#[test]
fn the_link_state_goes_to_the_page_and_back() {
    on_stage(async |stage| {
        open(stage, "/around.html#chapter-2&nt-syria:country=IR", FRAME).await?;
        until(stage, "the frame's state", "frame.contentWindow.location.hash === '#nt-syria:country=IR'")
            .await?;
        stage
            .run::<Value>(
                "frame.contentWindow.location.hash = 'nt-syria:country=RU&q=talks'; return null",
                vec![],
            )
            .await?;
        until(stage, "the page's state", "location.hash === '#chapter-2&nt-syria:country=RU&q=talks'")
            .await?;
        stage.run::<Value>("location.hash = 'nt-other:q=x&nt-syria:q=y'; return null", vec![]).await?;
        until(stage, "the frame to follow", "frame.contentWindow.location.hash === '#nt-syria:q=y'").await
    });
}

#[test]
fn hostile_messages_do_nothing() {
    on_stage(async |stage| {
        let hostile = "const post = (message) => parent.postMessage(message, '*');
            for (const message of [null, 0, '', 'news-timeline:resize', [], {}, { type: {} }, { type: 'news-timeline:resize' },
                { type: 'news-timeline:resize', id: 'syria', height: 9000 }, { type: 'news-timeline:resize', height: '1e9' },
                { type: 'news-timeline:hello', id: '__proto__' }, { type: 'news-timeline:state', state: 'nt-syria:q=evil' },
                { type: 'news-timeline:state', state: 'nt:x' }, { type: '__proto__' }]) post(message);
            // And straight into the other frame.
            for (const message of [null, { type: 'news-timeline:state', state: 'nt-syria:q=evil' }]) parent[0].postMessage(message, '*');";
        stage.server.answer("/hostile.js", Answer::Text("text/javascript", hostile.to_owned()));
        let page = "<!doctype html><html lang=en><head><title>Other</title></head><body><script src=/hostile.js></script></body></html>";
        stage.server.answer("/hostile.html", Answer::Page(POLICY, page.to_owned()));
        open(stage, "/around.html", &format!("{FRAME}<div id=more></div>")).await?;
        until(stage, "the frame to grow", "frame.clientHeight > 300").await?;
        let before: u64 = stage.run("return frame.clientHeight", vec![]).await?;
        let add = "const other = Object.assign(document.createElement('iframe'), { id: 'other', src: '/hostile.html', title: 'Other' });
            more.append(other); return other.clientHeight";
        let other: u64 = stage.run(add, vec![]).await?;
        // Our own frame may say odd things, too.
        let odd = "for (const message of [{ type: 'news-timeline:resize', height: -5 }, { type: 'news-timeline:resize', height: NaN },
                { type: 'news-timeline:state', state: 'javascript:alert(1)' }, { type: 'news-timeline:state', state: 'nt-other:q=x' },
                { type: 'news-timeline:state', state: 'mine&nt-syria:q=x' }, { type: 'news-timeline:state', state: 'nt-syria:q='.padEnd(5000, 'x') }])
            window.dispatchEvent(new MessageEvent('message', { data: message, origin: location.origin, source: frame.contentWindow }));
            return null";
        stage.run::<Value>(odd, vec![]).await?;
        until(stage, "the messages", "messages.some((message) => message?.type === '__proto__')").await?;
        let after: Value = stage
            .run("return [frame.clientHeight, other.clientHeight, location.hash, frame.contentWindow.location.hash]", vec![])
            .await?;
        assert_eq!(after, json!([before, other, "", ""]));
        Ok(())
    });
}
