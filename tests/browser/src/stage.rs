//! One test: a server, a browser, and what must hold whatever the test is about.

use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use futures_util::FutureExt;
use serde_json::Value;
use thirtyfour::prelude::*;

use crate::browser::{Browser, Engine, Scheme};
use crate::{Answer, Outcome, Server, Timeline, axe};

/// How large a page is unless a test says otherwise, in CSS px.
const WIDE: (u32, u32) = (1280, 900);

/// A browser, a server, and what they saw.
pub struct Stage {
    /// The server that the browser may talk to.
    pub server: Server,
    browser: Browser,
    name: String,
    /// Complaints that the test brings about on purpose contain one of these.
    expected: std::sync::Mutex<Vec<&'static str>>,
}

/// Runs a test on a stage of its own, named after the test. Fails if the test does, or if the page complained.
///
/// Where the browser is missing the test fails too, unless `SKIP_BROWSER_TESTS=1` allows to leave it out.
///
/// # Panics
/// That is how a test fails.
pub fn on_stage(test: impl AsyncFnOnce(&Stage) -> Outcome) {
    on_stage_with(&[], test);
}

/// As [`on_stage`], with these switches for Chromium.
///
/// # Panics
/// As [`on_stage`].
#[allow(clippy::panic, reason = "a test fails by a panic")]
pub fn on_stage_with(switches: &[&str], test: impl AsyncFnOnce(&Stage) -> Outcome) {
    let name = std::thread::current().name().unwrap_or("test").replace("::", "-");
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.unwrap_or_else(|error| panic!("no runtime: {error}"));
    runtime.block_on(async {
        let engine = Engine::chosen().unwrap_or_else(|error| panic!("{error:#}"));
        if !engine.is_installed() && std::env::var_os("SKIP_BROWSER_TESTS").is_some_and(|value| value == "1")
        {
            eprintln!("skipped {name}: the driver of {engine:?} is not installed");
            return;
        }
        let stage = Stage::set(name, engine, switches).await.unwrap_or_else(|error| panic!("{error:#}"));
        let played = AssertUnwindSafe(test(&stage)).catch_unwind().await;
        let verdict = match played {
            Ok(Ok(())) => Ok(stage.clean().await),
            Ok(Err(error)) => Ok(Err(error)),
            Err(panic) => Err(panic),
        };
        if !matches!(verdict, Ok(Ok(()))) {
            stage.report().await;
        }
        stage.browser.end().await;
        match verdict {
            Ok(Ok(())) => {}
            Ok(Err(error)) => panic!("{error:#}"),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    });
}

impl Stage {
    async fn set(name: String, engine: Engine, switches: &[&str]) -> Outcome<Self> {
        let server = Server::start().await?;
        let browser = Browser::start(engine, switches).await?;
        let stage = Stage { server, browser, name, expected: std::sync::Mutex::default() };
        stage.resize(WIDE.0, WIDE.1).await?;
        Ok(stage)
    }

    /// The browser's engine.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.browser.engine
    }

    /// The session, for what the stage has no word for.
    #[must_use]
    pub fn driver(&self) -> &WebDriver {
        &self.browser.driver
    }

    /// Opens a path of the server.
    ///
    /// # Errors
    /// If the browser does not.
    pub async fn open(&self, path: &str) -> Outcome {
        self.driver().goto(self.server.url(path)).await?;
        Ok(())
    }

    /// Opens a page of the body given, which loads the widget as a newsroom's page does.
    ///
    /// # Errors
    /// If the browser does not.
    pub async fn open_page(&self, body: &str) -> Outcome {
        let page = format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\"><title>A page</title>\
             <link rel=\"icon\" href=\"/favicon.svg\"><link rel=\"stylesheet\" href=\"/harness/page.css\">\
             <script type=\"module\" src=\"/news-timeline.js\"></script></head>\
             <body><main><h1>A page</h1>{body}</main></body></html>"
        );
        self.server.answer("/page.html", Answer::Text("text/html; charset=utf-8", page));
        self.open("/page.html").await
    }

    /// The page's first timeline.
    ///
    /// # Errors
    /// If there is none.
    pub async fn timeline(&self) -> Outcome<Timeline> {
        self.timeline_at("news-timeline").await
    }

    /// The timeline that a selector finds.
    ///
    /// # Errors
    /// If there is none.
    pub async fn timeline_at(&self, selector: &str) -> Outcome<Timeline> {
        let host =
            self.driver().find(By::Css(selector)).await.with_context(|| format!("no element {selector}"))?;
        Ok(Timeline::new(self.driver().clone(), host))
    }

    /// The page's first timeline, once it shows its data.
    ///
    /// # Errors
    /// If it does not.
    pub async fn shown_timeline(&self) -> Outcome<Timeline> {
        let timeline = self.timeline().await?;
        timeline.until_shown().await?;
        Ok(timeline)
    }

    /// Makes the page so large, in CSS px.
    ///
    /// # Errors
    /// If the browser does not.
    pub async fn resize(&self, width: u32, height: u32) -> Outcome {
        self.browser.resize(width, height).await
    }

    /// Prefers light or dark colours. False, with a word on the standard error, where the engine cannot be told.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn prefer(&self, scheme: Scheme) -> Outcome<bool> {
        let value = match scheme {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        };
        // Light is what each has unless it is told otherwise.
        Ok(self.prefer_so("prefers-color-scheme", value).await? || scheme == Scheme::Light)
    }

    /// As [`Stage::prefer`], by the name that a style sheet asks for it by.
    pub(crate) async fn prefer_so(&self, what: &str, value: &str) -> Outcome<bool> {
        let able = self.browser.prefer(what, value).await?;
        if !able {
            eprintln!("skipped in part in {}: {:?} cannot be told {what}: {value}", self.name, self.engine());
        }
        Ok(able)
    }

    /// The complaints that contain this are what the test is about.
    pub fn expect_complaint(&self, part: &'static str) {
        self.expected.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(part);
    }

    /// Runs a script whose value, or promise of one, is read as `T`.
    ///
    /// # Errors
    /// If the script throws, or its value is no `T`.
    pub async fn run<T: serde::de::DeserializeOwned>(
        &self,
        script: &str,
        arguments: Vec<Value>,
    ) -> Outcome<T> {
        Ok(self.driver().execute(script, arguments).await?.convert()?)
    }

    /// Runs the body of an asynchronous function in the page, which knows `main`, the page's; `frame()`, the next one;
    /// `ready(host)`, when a timeline has its data; `drawn(host)`, when there are marks of it.
    ///
    /// # Errors
    /// What it throws.
    pub async fn play(&self, body: &str) -> Outcome<Value> {
        let script = format!(
            "const done = arguments[0];
            const main = document.querySelector('main');
            const frame = () => new Promise(requestAnimationFrame);
            const ready = (host) => host.summary ? undefined
                : new Promise((resolve) => host.addEventListener('timeline-ready', resolve, {{ once: true }}));
            const drawn = async (host) => {{
                for (let frames = 0; frames < 300; frames += 1) {{
                    if (host.shadowRoot.querySelector('[part~=event], [part~=cluster]')) return;
                    await frame();
                }}
                throw 'nothing is drawn';
            }};
            (async () => {{ {body} }})().then(done, (error) => done(`failed: ${{error}}`));"
        );
        let value: Value = self.driver().execute_async(script, vec![]).await?.convert()?;
        ensure!(!value.as_str().is_some_and(|text| text.starts_with("failed:")), "{value}");
        Ok(value)
    }

    /// What axe-core finds serious or critical in the page and in the widgets' shadow trees, one line each.
    ///
    /// # Errors
    /// If axe-core does not run.
    pub async fn accessibility_violations(&self) -> Outcome<Vec<String>> {
        axe::violations(self.driver()).await
    }

    /// Writes what the page looks like to `test-results/NAME.png`, and returns the file's name.
    ///
    /// # Errors
    /// If it cannot be drawn or written.
    pub async fn screenshot(&self, name: &str) -> Outcome<PathBuf> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../test-results");
        std::fs::create_dir_all(&folder)?;
        let file = folder.join(format!("{name}.png"));
        self.driver().screenshot(&file).await?;
        Ok(file)
    }

    /// What the page complained of: errors, policy violations, failed loads, requests to other servers.
    ///
    /// # Errors
    /// If the page cannot be asked.
    pub async fn complaints(&self) -> Outcome<Vec<String>> {
        let mut complaints: Vec<String> = self.run("return window.complaints ?? []", vec![]).await?;
        let loaded: Vec<String> = self
            .run("return performance.getEntriesByType('resource').map((entry) => entry.name)", vec![])
            .await?;
        let origin = self.server.url("/");
        complaints.extend(
            loaded
                .into_iter()
                .filter(|url| !url.starts_with(&origin))
                .map(|url| format!("a request to {url}")),
        );
        if self.engine() == Engine::Chromium {
            let entries = self.driver().browser_log().await?;
            complaints.extend(
                entries.into_iter().filter(|entry| entry.level == "SEVERE").map(|entry| entry.message),
            );
        }
        Ok(complaints)
    }

    async fn clean(&self) -> Outcome {
        let expected = self.expected.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone();
        let complaints = self.complaints().await?;
        let unexpected: Vec<_> = complaints
            .iter()
            .filter(|complaint| !expected.iter().any(|part| complaint.contains(part)))
            .collect();
        ensure!(unexpected.is_empty(), "the page complained: {unexpected:#?}");
        Ok(())
    }

    /// Leaves behind what helps to understand a failure.
    async fn report(&self) {
        match self.screenshot(&format!("failed-{}", self.name)).await {
            Ok(file) => eprintln!("what the page looked like: {}", file.display()),
            Err(error) => eprintln!("the page could not be drawn: {error:#}"),
        }
        match self.complaints().await {
            Ok(complaints) if complaints.is_empty() => {}
            Ok(complaints) => eprintln!("what the page complained of: {complaints:#?}"),
            Err(error) => eprintln!("the page could not be asked for complaints: {error:#}"),
        }
    }
}
