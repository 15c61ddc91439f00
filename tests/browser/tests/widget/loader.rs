//! The loader: what it loads, from where, in which state, and what it says where that fails.

use news_timeline_browser_tests::{Answer, Engine, Outcome, Stage, on_stage, wait_for};
use serde_json::{Value, json};

const ONE: &str = "<news-timeline src=/sample/syria-2016.json lanes=none loading=eager><p><a href=/list.html>All our reporting</a></p></news-timeline>";

fn built(name: &str) -> Outcome<Vec<u8>> {
    Ok(std::fs::read(format!("{}/../../dist/{name}", env!("CARGO_MANIFEST_DIR")))?)
}

fn hash(name: &str) -> Outcome<String> {
    let hashes: Value = serde_json::from_slice(&built("integrity.json")?)?;
    Ok(hashes[name].as_str().unwrap_or_default().to_owned())
}

/// Opens a page whose head is given and whose body is [`ONE`].
async fn open(stage: &Stage, head: &str) -> Outcome {
    let page = format!(
        "<!doctype html><html lang=en><head><title>A page</title><link rel=icon href=/favicon.svg>{head}</head>
        <body><main><h1>A page</h1>{ONE}</main></body></html>"
    );
    stage.server.answer("/page.html", Answer::Text("text/html; charset=utf-8", page));
    stage.open("/page.html").await
}

async fn pinned(stage: &Stage) -> Outcome {
    let hash = hash("news-timeline.js")?;
    open(stage, &format!("<script type=module src=/news-timeline.js integrity={hash}></script>")).await
}

fn asked_for(stage: &Stage, ending: &str) -> usize {
    stage.server.requests().iter().filter(|path| path.ends_with(ending)).count()
}

/// The words of the loader; what stands between the tags still stands.
async fn says(stage: &Stage) -> Outcome<String> {
    let timeline = stage.timeline().await?;
    let words = wait_for("the loader's words", async || {
        let alerts: Vec<String> =
            timeline.ask("return all('[role=alert]').map((alert) => alert.innerText)", Value::Null).await?;
        Ok(alerts.into_iter().next())
    })
    .await?;
    assert!(timeline.ask::<bool>("return host.querySelector('a').checkVisibility()", Value::Null).await?);
    Ok(words)
}

#[test]
fn pinned_by_its_hash_it_checks_what_it_loads() {
    on_stage(async |stage| {
        pinned(stage).await?;
        stage.shown_timeline().await?;
        assert_eq!(asked_for(stage, ".wasm"), 1);
        // This server forbids to keep anything: what is checked is fetched once more to be run.
        assert!(asked_for(stage, "news-timeline-app.js") <= 3);
        Ok(())
    });
}

#[test]
fn pinned_by_its_hash_it_runs_no_other_module() {
    on_stage(async |stage| {
        // Browsers tell it on the console, each in its own words.
        for part in ["integrity", "Integrity", "news-timeline-app"] {
            stage.expect_complaint(part);
        }
        let mut module = built("news-timeline-app_bg.wasm")?;
        // An empty section of no meaning: as good a module as before.
        module.extend([0, 1, 0]);
        let headers = vec![("content-type", "application/wasm".to_owned())];
        stage.server.answer("/news-timeline-app_bg.wasm", Answer::Bytes(headers, module));
        pinned(stage).await?;
        assert!(says(stage).await?.contains("could not be loaded"));
        // Without a hash nobody minds.
        open(stage, "<script type=module src=/news-timeline.js></script>").await?;
        stage.shown_timeline().await.map(drop)
    });
}

#[test]
fn pinned_by_its_hash_it_adds_no_other_part() {
    on_stage(async |stage| {
        for part in ["integrity", "Integrity", "news-timeline-card"] {
            stage.expect_complaint(part);
        }
        let Ok(mut module) = built("news-timeline-card.wasm") else {
            eprintln!("skipped: this build is not split");
            return Ok(());
        };
        module.extend([0, 1, 0]);
        let headers = vec![("content-type", "application/wasm".to_owned())];
        stage.server.answer("/news-timeline-card.wasm", Answer::Bytes(headers, module));
        pinned(stage).await?;
        let timeline = stage.shown_timeline().await?;
        timeline.set_property("selection", json!("zarif-lavrov-2")).await?;
        wait_for("word of it", async || {
            let alerts =
                "return all('[role=alert]').some((alert) => alert.innerText.includes('could not be loaded'))";
            Ok(timeline.ask::<bool>(alerts, Value::Null).await?.then_some(()))
        })
        .await?;
        assert_eq!(timeline.card().await?, None);
        // The part as it was released is taken.
        stage.server.forget("/news-timeline-card.wasm");
        timeline.click("Try again").await?;
        timeline.until_card().await.map(drop)
    });
}

#[test]
fn pinned_by_its_hash_it_runs_no_other_script() {
    on_stage(async |stage| {
        for part in ["integrity", "Integrity", "news-timeline-app", "console: not ours"] {
            stage.expect_complaint(part);
        }
        let script =
            format!("{}\nwindow.isNotOurs = true;", String::from_utf8(built("news-timeline-app.js")?)?);
        stage.server.answer("/news-timeline-app.js", Answer::Text("text/javascript", script));
        pinned(stage).await?;
        assert!(says(stage).await?.contains("could not be loaded"));
        assert!(!stage.run::<bool>("return Boolean(window.isNotOurs)", vec![]).await?, "it has not run");
        Ok(())
    });
}

#[test]
fn a_module_of_another_media_type_is_run_all_the_same() {
    on_stage(async |stage| {
        for media_type in ["application/octet-stream", "text/plain"] {
            let headers = vec![("content-type", media_type.to_owned())];
            let module = built("news-timeline-app_bg.wasm")?;
            stage.server.answer("/news-timeline-app_bg.wasm", Answer::Bytes(headers, module));
            open(stage, "<script type=module src=/news-timeline.js></script>").await?;
            stage.shown_timeline().await?;
        }
        Ok(())
    });
}

#[test]
fn two_versions_are_one() {
    on_stage(async |stage| {
        // One of another day, which would load its own files.
        let other = String::from_utf8(built("news-timeline.js")?)?
            .replace("could not be loaded", "is of another day");
        stage.server.answer("/2.0.0/news-timeline.js", Answer::Text("text/javascript", other));
        let scripts = "<script type=module src=/news-timeline.js></script><script type=module src=/2.0.0/news-timeline.js></script>
            <script type=module src=/news-timeline.js?again></script>";
        open(stage, scripts).await?;
        stage.shown_timeline().await?;
        assert_eq!((asked_for(stage, ".wasm"), asked_for(stage, "2.0.0/news-timeline-app.js")), (1, 0));
        Ok(())
    });
}

#[test]
fn its_words_are_those_of_the_page() {
    on_stage(async |stage| {
        for part in ["404", "news-timeline-app"] {
            stage.expect_complaint(part);
        }
        stage.server.answer("/news-timeline-app.js", Answer::Missing);
        let german = ONE.replacen(
            "<news-timeline",
            "<news-timeline lang=de data-failed='Die Zeitleiste fehlt.' data-again='Noch einmal'",
            1,
        );
        stage.open_page(&german).await?;
        assert!(says(stage).await?.starts_with("Die Zeitleiste fehlt."));
        stage.server.forget("/news-timeline-app.js");
        stage.timeline().await?.click("Noch einmal").await?;
        stage.shown_timeline().await.map(drop)
    });
}

#[test]
fn a_browser_without_webassembly_shows_what_stands_between_the_tags() {
    on_stage(async |stage| {
        stage
            .server
            .answer("/without.js", Answer::Text("text/javascript", "delete window.WebAssembly;".into()));
        open(stage, "<script src=/without.js></script><script type=module src=/news-timeline.js></script>")
            .await?;
        let told = "const host = document.querySelector('news-timeline');
            return customElements.get('news-timeline') && host.shadowRoot && host.innerText.trim()";
        wait_for("the fallback", async || {
            Ok((stage.run::<Value>(told, vec![]).await? == json!("All our reporting")).then_some(()))
        })
        .await?;
        // No widget comes, and no word of failure: nothing that the reader could do.
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        let timeline = stage.timeline().await?;
        let inside: usize = timeline.ask("return all('[role=alert], [part]').length", Value::Null).await?;
        assert_eq!(inside, 0);
        Ok(())
    });
}

#[test]
fn a_page_on_disk_shows_the_data_that_it_holds() {
    on_stage(async |stage| {
        if stage.engine() == Engine::WebKit {
            eprintln!("skipped: WebKit under WebDriver opens no files");
            return Ok(());
        }
        // The origin of a file is nobody's: the loader's server has to allow it.
        for part in ["a request to http://127.0.0.1", "a request to file:"] {
            stage.expect_complaint(part);
        }
        for name in ["news-timeline.js", "news-timeline-app.js", "news-timeline-app_bg.wasm"] {
            let media_type = if name.ends_with(".js") { "text/javascript" } else { "application/wasm" };
            let headers = vec![
                ("content-type", media_type.to_owned()),
                ("access-control-allow-origin", "*".to_owned()),
            ];
            stage.server.answer(&format!("/{name}"), Answer::Bytes(headers, built(name)?));
        }
        let data = json!({ "articles": [{ "url": "https://news.example/a", "headline": "A",
            "events": [{ "title": "One", "date": "2016-10-13" }, { "title": "Two", "date": "2016-10-14" }] }] });
        let page = format!(
            "<!doctype html><html lang=en><head><meta charset=utf-8><title>Saved</title><script type=module src='{}'></script></head>
            <body><news-timeline lanes=none><script type=application/json>{data}</script></news-timeline></body></html>",
            stage.server.url("/news-timeline.js")
        );
        let file = std::env::temp_dir().join(format!("news-timeline-saved-{}.html", std::process::id()));
        std::fs::write(&file, page)?;
        stage.driver().goto(format!("file://{}", file.display())).await?;
        let summary = stage.shown_timeline().await?.summary().await?;
        std::fs::remove_file(&file)?;
        assert_eq!(summary.map(|summary| summary.events), Some(2));
        Ok(())
    });
}
