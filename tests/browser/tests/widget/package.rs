//! The package, as those use it who install it: pages of `tests/package`, with the tarball installed, built with Vite.

use std::path::PathBuf;
use std::process::Stdio;

use anyhow::ensure;
use news_timeline_browser_tests::{Outcome, Stage, on_stage, wait_for};
use serde_json::{Value, json};

fn packed() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/package")
}

async fn open(stage: &Stage, page: &str) -> Outcome {
    let built = packed().join("try").join(page).join("dist");
    ensure!(built.is_dir(), "there is no built page: run `scripts/check.sh package` first");
    stage.server.show("/try/", built);
    stage.open("/try/").await
}

/// Whatever the package fetches, and when, is where the page looks for it.
async fn has_all(stage: &Stage) -> Outcome {
    let timeline = wait_for("the page", async || Ok(stage.timeline().await.ok())).await?;
    let summary = timeline.until_shown().await?;
    assert_eq!((summary.events, summary.shown), (2, 1));
    wait_for("the typed listener", async || Ok((stage.driver().title().await? == "1 of 2").then_some(())))
        .await?;
    timeline.set_property("selection", json!("a")).await?;
    timeline.until_card().await?;
    timeline.set_property("view", json!("list")).await?;
    timeline.until_shown().await?;
    let csv: String = timeline.ask("return host.export('csv')", Value::Null).await?;
    assert!(csv.contains("A talk"), "{csv}");
    timeline.set_property("lang", json!("de")).await?;
    wait_for("its words in German", async || Ok(timeline.button("Liste").await.ok())).await.map(drop)
}

#[test]
fn in_a_page_of_vite() {
    on_stage(async |stage| {
        open(stage, "vite").await?;
        has_all(stage).await
    });
}

#[test]
fn in_a_page_while_it_is_written_with_vite() {
    on_stage(async |stage| {
        let folder = packed().join("try/vite");
        ensure!(folder.is_dir(), "there is no page: run `scripts/check.sh package` first");
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        // What it gathers of packages it keeps in a folder: each time anew.
        let _server = tokio::process::Command::new("node")
            .args([
                "node_modules/vite/bin/vite.js",
                "--force",
                "--strictPort",
                "--host",
                "127.0.0.1",
                "--port",
            ])
            .arg(port.to_string())
            .current_dir(folder)
            .stdout(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        wait_for("Vite", async || Ok(tokio::net::TcpStream::connect(("127.0.0.1", port)).await.ok())).await?;
        stage.expect_complaint("a request to http://127.0.0.1");
        stage.expect_complaint("a request to ws://127.0.0.1");
        stage.driver().goto(format!("http://127.0.0.1:{port}/")).await?;
        has_all(stage).await
    });
}

#[test]
fn in_a_page_of_react() {
    on_stage(async |stage| {
        open(stage, "react").await?;
        let timeline = wait_for("React", async || Ok(stage.timeline().await.ok())).await?;
        timeline.until_shown().await?;
        timeline.until_matching(1).await?;
        let press = async |name: &str| -> Outcome {
            let script = "[...document.querySelectorAll('button')].find((button) => button.textContent === arguments[0]).click(); return null";
            stage.run::<Value>(script, vec![name.into()]).await.map(drop)
        };
        let output = "return document.querySelector('output').textContent";
        wait_for("React to hear of it", async || {
            Ok((stage.run::<String>(output, vec![]).await? == "1 of 2").then_some(()))
        })
        .await?;
        press("Incidents").await?;
        let timeline = stage.timeline().await?;
        wait_for("the other kind", async || {
            Ok((timeline.property("filters").await?["kind"][0] == "incident").then_some(()))
        })
        .await?;
        press("On and off").await?;
        wait_for("it to go", async || Ok(stage.timeline().await.is_err().then_some(()))).await?;
        press("On and off").await?;
        wait_for("it to come back", async || Ok(stage.timeline().await.ok())).await?.until_shown().await?;
        let on_server: String = stage.run("return document.documentElement.dataset.onServer", vec![]).await?;
        assert_eq!(on_server, r#"<news-timeline src="/a.json" lanes="kind"></news-timeline>"#);
        Ok(())
    });
}

#[test]
fn as_a_folder_on_a_server() {
    on_stage(async |stage| {
        let folder = std::fs::read_dir(packed().join("zip/news-timeline"))?.next();
        let version = folder.transpose()?.map(|folder| folder.file_name().to_string_lossy().into_owned());
        let version = version.unwrap_or_default();
        stage.server.show("/static/", packed().join("zip"));
        let files: Vec<String> = std::fs::read_dir(packed().join("zip/news-timeline").join(&version))?
            .map(|file| file.map(|file| file.file_name().to_string_lossy().into_owned()))
            .collect::<Result<_, _>>()?;
        for name in [
            "LICENSE-MIT",
            "LICENSE-APACHE",
            "THIRD-PARTY-LICENSES.txt",
            "sizes.json",
            "texts",
            "integrity.json",
            "embed.html",
            "news-timeline.d.ts",
        ] {
            assert!(files.iter().any(|file| file == name), "{name} is in {files:?}");
        }
        stage
            .open(&format!(
                "/static/news-timeline/{version}/embed.html?src=/sample/syria-2016.json&lanes=none"
            ))
            .await?;
        stage.shown_timeline().await?;
        let asked = stage.server.requests();
        assert!(
            asked.contains(&format!("/static/news-timeline/{version}/news-timeline-app_bg.wasm")),
            "{asked:?}"
        );
        assert!(
            !asked.iter().any(|path| path.starts_with("/news-timeline")),
            "all from its folder: {asked:?}"
        );
        Ok(())
    });
}
