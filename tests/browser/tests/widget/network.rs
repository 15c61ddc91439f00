//! Failures of the network, each by its own name, and data that changes.

use news_timeline_browser_tests::{
    Answer, Engine, Gate, Outcome, Server, Stage, Timeline, on_stage, wait_for,
};
use serde_json::{Value, json};

const FALLBACK: &str = "<p><a href=/list.html>All our reporting</a></p>";

fn page(attributes: &str) -> String {
    format!("<news-timeline src=/data.json lanes=none {attributes}>{FALLBACK}</news-timeline>")
}

/// So many events, a day apart, all read for certain.
fn events(count: usize) -> String {
    let events: Vec<Value> = (1..=count)
        .map(|day| json!({ "id": format!("e{day}"), "title": format!("Event {day}"), "date": format!("2016-10-{day:02}") }))
        .collect();
    json!({ "articles": [{ "url": "/a.html", "headline": "A", "events": events }] }).to_string()
}

fn answer(stage: &Stage, count: usize) {
    stage.server.answer("/data.json", Answer::Text("application/json", events(count)));
}

/// Notes the events that tell of failures, from before there is one.
const LISTEN: &str = "<script src=/listen.js></script>";

async fn open(stage: &Stage, body: &str) -> Outcome<Timeline> {
    let listen = "window.failures = []; addEventListener('timeline-error', ({ detail }) => failures.push(detail.kind));";
    stage.server.answer("/listen.js", Answer::Text("text/javascript", listen.to_owned()));
    // Patience runs out fifty times as fast, on pages that ask for it.
    let hurry = "{ const { setTimeout } = window;
        window.setTimeout = (call, ms, ...rest) => setTimeout(call, ms >= 10000 ? ms / 50 : ms, ...rest); }";
    stage.server.answer("/hurry.js", Answer::Text("text/javascript", hurry.to_owned()));
    stage.open_page(&format!("{LISTEN}{body}")).await?;
    stage.timeline().await
}

/// Waits for the failure of a kind, whose words say something; the fallback stands.
async fn fails(stage: &Stage, timeline: &Timeline, kind: &str, words: &str) -> Outcome {
    wait_for(&format!("{kind} with “{words}”"), async || {
        let kinds: Vec<String> = stage.run("return window.failures", vec![]).await?;
        let alerts: Vec<String> =
            timeline.ask("return all('[role=alert]').map((alert) => alert.innerText)", Value::Null).await?;
        Ok((kinds == [kind] && alerts.iter().any(|alert| alert.contains(words))).then_some(()))
    })
    .await?;
    let visible: bool = timeline.ask("return host.querySelector('a').checkVisibility()", Value::Null).await?;
    assert!(visible, "the fallback stands");
    Ok(())
}

async fn recovers(stage: &Stage, timeline: &Timeline) -> Outcome {
    answer(stage, 1);
    timeline.click("Try again").await?;
    assert_eq!(timeline.until_shown().await?.events, 1);
    Ok(())
}

fn requests(stage: &Stage) -> usize {
    stage.server.requests().iter().filter(|path| *path == "/data.json").count()
}

#[test]
fn a_file_that_is_too_large() {
    on_stage(async |stage| {
        answer(stage, 20);
        let timeline = open(stage, &page("max-bytes=500")).await?;
        fails(stage, &timeline, "size", "larger than 1 kB").await?;
        recovers(stage, &timeline).await
    });
}

#[test]
fn one_of_which_nobody_says_how_large_it_is() {
    on_stage(async |stage| {
        // The rest never comes: what is too large is given up before.
        stage.server.answer("/data.json", Answer::Trickle(events(20), Gate::closed()));
        let timeline = open(stage, &page("max-bytes=500")).await?;
        fails(stage, &timeline, "size", "larger than").await?;
        recovers(stage, &timeline).await
    });
}

#[test]
fn a_server_that_does_not_allow_it() {
    on_stage(async |stage| {
        stage.expect_complaint("a request to");
        stage.expect_complaint("CORS");
        stage.expect_complaint("net::ERR_FAILED");
        let other = Server::start().await?;
        other.answer("/data.json", Answer::Text("application/json", events(1)));
        // The page may ask any server.
        let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src *";
        let page = format!(
            "<!doctype html><html lang=en><head><title>A page</title><link rel=icon href=/favicon.svg>{LISTEN}
            <script type=module src=/news-timeline.js></script></head>
            <body><news-timeline src='{}'>{FALLBACK}</news-timeline></body></html>",
            other.url("/data.json")
        );
        open(stage, "<news-timeline></news-timeline>").await?;
        stage.server.answer("/free.html", Answer::Page(policy, page));
        stage.open("/free.html").await?;
        let timeline = stage.timeline().await?;
        fails(stage, &timeline, "cors", "does not allow this page").await?;
        other.answer("/data.json", Answer::Shared(events(1)));
        timeline.click("Try again").await?;
        assert_eq!(timeline.until_shown().await?.events, 1);
        Ok(())
    });
}

#[test]
fn a_server_that_is_not_there() {
    on_stage(async |stage| {
        stage.expect_complaint("/data.json");
        stage.server.answer("/data.json", Answer::CutOff(events(9)));
        let timeline = open(stage, &page("")).await?;
        fails(stage, &timeline, "network", "").await?;
        let asked = requests(stage);
        assert!(asked >= 3, "it was asked twice more: {asked}");
        recovers(stage, &timeline).await
    });
}

#[test]
fn a_server_that_is_busy_is_asked_again() {
    on_stage(async |stage| {
        stage.expect_complaint("503");
        stage.server.answer("/data.json", Answer::Status(503));
        let timeline = open(stage, &page("")).await?;
        wait_for("the first request", async || Ok((requests(stage) > 0).then_some(()))).await?;
        answer(stage, 2);
        assert_eq!(timeline.until_shown().await?.events, 2);
        let kinds: Vec<String> = stage.run("return window.failures", vec![]).await?;
        assert_eq!(kinds, Vec::<String>::new(), "nobody was told");
        Ok(())
    });
}

#[test]
fn an_answer_that_does_not_go_on() {
    on_stage(async |stage| {
        stage.server.answer("/data.json", Answer::Held(events(3), Gate::closed()));
        let timeline = open(stage, &format!("<script src=/hurry.js></script>{}", page(""))).await?;
        fails(stage, &timeline, "timeout", "came too slowly").await?;
        assert_eq!(requests(stage), 1, "who waited so long does not wait again");
        recovers(stage, &timeline).await
    });
}

#[test]
fn no_answer_at_all() {
    on_stage(async |stage| {
        stage.server.answer("/data.json", Answer::Silence);
        let timeline = open(stage, &format!("<script src=/hurry.js></script>{}", page(""))).await?;
        fails(stage, &timeline, "timeout", "too long to answer").await?;
        recovers(stage, &timeline).await
    });
}

#[test]
fn one_that_trickles() {
    on_stage(async |stage| {
        // As a byte in five seconds.
        stage.server.answer("/data.json", Answer::Drip(std::time::Duration::from_millis(100)));
        let timeline = open(stage, &format!("<script src=/hurry.js></script>{}", page(""))).await?;
        fails(stage, &timeline, "timeout", "came too slowly").await?;
        wait_for("the server to see it", async || Ok((stage.server.given_up() > 0).then_some(()))).await?;
        recovers(stage, &timeline).await
    });
}

#[test]
fn an_error_of_the_server() {
    on_stage(async |stage| {
        for (status, words) in [(404, "error 404"), (500, "error 500")] {
            stage.expect_complaint(if status == 404 { "404" } else { "500" });
            stage.server.answer("/data.json", Answer::Status(status));
            let timeline = open(stage, &page("")).await?;
            fails(stage, &timeline, "http", words).await?;
            recovers(stage, &timeline).await?;
        }
        Ok(())
    });
}

#[test]
fn what_is_no_data() {
    on_stage(async |stage| {
        let html = "<!doctype html><html><title>Sign in</title></html>".to_owned();
        let half = &events(1)[..60];
        for (media_type, text, words) in [
            ("text/html", html, "a web page"),
            ("application/json", half.to_owned(), "not valid JSON"),
            ("application/json", String::new(), "empty"),
            ("application/json", "{\"answer\": 42}".to_owned(), "no list of articles"),
        ] {
            stage.server.answer("/data.json", Answer::Text(media_type, text));
            let timeline = open(stage, &page("")).await?;
            fails(stage, &timeline, "data", words).await?;
            recovers(stage, &timeline).await?;
        }
        Ok(())
    });
}

#[test]
fn a_small_file_that_unpacks_to_a_huge_one() {
    on_stage(async |stage| {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        // Two hundred megabytes of white space, in two hundred kilobytes.
        let spaces = vec![b' '; 1_000_000];
        for _ in 0..200 {
            std::io::Write::write_all(&mut packer, &spaces)?;
        }
        let headers =
            vec![("content-type", "application/json".to_owned()), ("content-encoding", "gzip".to_owned())];
        stage.server.answer("/data.json", Answer::Bytes(headers, packer.finish()?));
        let timeline = open(stage, &page("")).await?;
        fails(stage, &timeline, "size", "larger than 64.0 MB").await?;
        recovers(stage, &timeline).await
    });
}

#[test]
fn a_browser_that_has_the_newest_version_is_told_so() {
    on_stage(async |stage| {
        stage.server.answer("/data.json", Answer::Version("\"one\"", events(4)));
        let timeline = open(stage, &page("refresh=1")).await?;
        timeline.until_shown().await?;
        if stage.engine() == Engine::WebKit {
            eprintln!("skipped: WebKit under WebDriver keeps no files, and asks for each anew");
            return Ok(());
        }
        wait_for("an answer without data", async || Ok((stage.server.unchanged() > 0).then_some(()))).await?;
        assert!(timeline.button("3 new events").await.is_err());
        stage.server.answer("/data.json", Answer::Version("\"two\"", events(7)));
        wait_for("the offer", async || Ok(timeline.button("3 new events").await.ok())).await.map(drop)
    });
}

#[test]
fn an_element_that_goes_gives_its_request_up() {
    on_stage(async |stage| {
        let gate = Gate::closed();
        stage.server.answer("/data.json", Answer::Trickle(events(20), gate.clone()));
        stage.server.answer("/other.json", Answer::Text("application/json", events(2)));
        let timeline = open(stage, &page("")).await?;
        wait_for("the request", async || Ok((requests(stage) > 0).then_some(()))).await?;
        timeline.set_property("src", json!("/other.json")).await?;
        assert_eq!(timeline.until_shown().await?.events, 2);
        stage.run::<Value>("document.querySelector('news-timeline').remove(); return null", vec![]).await?;
        wait_for("the server to see it", async || Ok((stage.server.given_up() > 0).then_some(()))).await
    });
}

#[test]
fn new_events_are_offered_and_the_readers_place_is_kept() {
    on_stage(async |stage| {
        answer(stage, 4);
        let timeline = open(stage, &page("refresh=1")).await?;
        timeline.until_shown().await?;
        timeline.set_property("selection", json!("e2")).await?;
        timeline.until_card().await?;
        timeline.set_property("range", json!({ "start": "2016-10-01", "end": "2016-10-05" })).await?;
        let range = timeline.property("range").await?;
        answer(stage, 7);
        let button = wait_for("the offer", async || Ok(timeline.button("3 new events").await.ok())).await?;
        assert_eq!(
            timeline.summary().await?.map(|summary| summary.events),
            Some(4),
            "not before it is asked for"
        );
        button.click().await?;
        assert_eq!(timeline.until_shown().await?.events, 7);
        assert_eq!(timeline.property("range").await?, range);
        assert_eq!(timeline.property("selection").await?, json!("e2"));
        assert!(timeline.button("3 new events").await.is_err());
        Ok(())
    });
}

#[test]
fn the_page_can_ask_for_new_data() {
    on_stage(async |stage| {
        answer(stage, 4);
        let timeline = open(stage, &page("")).await?;
        timeline.until_shown().await?;
        answer(stage, 6);
        timeline
            .ask::<Value>(
                "window.ready = 0; host.addEventListener('timeline-ready', () => { window.ready += 1; });
                host.refresh(); return null",
                Value::Null,
            )
            .await?;
        wait_for("the new data", async || {
            Ok(timeline.summary().await?.is_some_and(|summary| summary.events == 6).then_some(()))
        })
        .await?;
        let ready: usize = stage.run("return window.ready", vec![]).await?;
        assert_eq!(ready, 1);
        Ok(())
    });
}

#[test]
fn nobody_asks_while_nobody_looks() {
    on_stage(async |stage| {
        answer(stage, 4);
        let hide = "window.isHidden = false; Object.defineProperty(Document.prototype, 'hidden', { get: () => window.isHidden });";
        stage.server.answer("/hide.js", Answer::Text("text/javascript", hide.to_owned()));
        let timeline = open(stage, &format!("<script src=/hide.js></script>{}", page("refresh=1"))).await?;
        timeline.until_shown().await?;
        wait_for("the second request", async || Ok((requests(stage) > 1).then_some(()))).await?;
        stage.run::<Value>("window.isHidden = true; return null", vec![]).await?;
        // One may be on its way.
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        let before = requests(stage);
        tokio::time::sleep(std::time::Duration::from_millis(2500)).await;
        assert_eq!(requests(stage), before);
        stage.run::<Value>("window.isHidden = false; return null", vec![]).await?;
        wait_for("the next request", async || Ok((requests(stage) > before).then_some(()))).await
    });
}
