//! A browser under WebDriver: starting one of three engines, sizing it, and what only some of them can do.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use serde_json::json;
use thirtyfour::common::capabilities::chromium::ChromiumLikeCapabilities;
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, LoggingPrefsLogLevel};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use crate::{Outcome, firefox, wait_for};

/// The browsers that the widget is tested in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, by chromedriver.
    Chromium,
    /// Firefox, by geckodriver.
    Firefox,
    /// WebKit, by WebKitWebDriver.
    WebKit,
}

/// The colours that the reader prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Engine {
    /// The one that the environment variable `BROWSER` names.
    ///
    /// # Errors
    /// If it names none of the three.
    pub fn chosen() -> Outcome<Self> {
        match std::env::var("BROWSER").as_deref() {
            Err(_) | Ok("" | "chromium") => Ok(Engine::Chromium),
            Ok("firefox") => Ok(Engine::Firefox),
            Ok("webkit") => Ok(Engine::WebKit),
            Ok(other) => bail!("BROWSER is chromium, firefox or webkit, not '{other}'"),
        }
    }

    fn driver_name(self) -> &'static str {
        match self {
            Engine::Chromium => "chromedriver",
            Engine::Firefox => "geckodriver",
            Engine::WebKit => "WebKitWebDriver",
        }
    }

    /// Whether its driver is on this machine.
    #[must_use]
    pub fn is_installed(self) -> bool {
        on_path(&[self.driver_name()]).is_some()
    }

    fn capabilities(self, switches: &[&str]) -> Outcome<Capabilities> {
        Ok(match self {
            Engine::Chromium => {
                let mut wanted = DesiredCapabilities::chromium();
                for switch in [
                    "--headless",
                    // The pages are our own, and the sandbox does not start in most containers.
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--no-first-run",
                    // Whatever asks for another host is to fail, not to hang.
                    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
                    "--force-device-scale-factor=1",
                    "--lang=en-US",
                ] {
                    wanted.add_arg(switch)?;
                }
                for switch in switches {
                    wanted.add_arg(switch)?;
                }
                if let Some(program) = on_path(&["chromium", "google-chrome"]) {
                    wanted.set_binary(&program.to_string_lossy())?;
                }
                wanted.set_browser_log_level(LoggingPrefsLogLevel::All)?;
                wanted.set("browserName", "chrome")?;
                wanted.into()
            }
            Engine::Firefox => {
                let mut wanted = Capabilities::new();
                wanted.set("browserName", "firefox")?;
                let mut options = json!({ "args": ["-headless", "-remote-allow-system-access"], "prefs": { "intl.locale.requested": "en-US" } });
                if let Some(program) = on_path(&["firefox", "firefox-esr"]) {
                    options["binary"] = json!(program);
                }
                wanted.set("moz:firefoxOptions", options)?;
                wanted
            }
            Engine::WebKit => {
                let mut wanted = Capabilities::new();
                let program = webkit_browser().context("WebKit's MiniBrowser is not where Debian puts it")?;
                wanted.set(
                    "webkitgtk:browserOptions",
                    json!({ "binary": program, "args": ["--automation"] }),
                )?;
                wanted
            }
        })
    }
}

/// Where the first of some programs is.
fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    names.iter().find_map(|name| {
        std::env::split_paths(&path).map(|folder| folder.join(name)).find(|program| program.is_file())
    })
}

fn webkit_browser() -> Option<PathBuf> {
    std::fs::read_dir("/usr/lib").ok()?.filter_map(Result::ok).find_map(|folder| {
        let program = folder.path().join("webkit2gtk-4.1/MiniBrowser");
        program.is_file().then_some(program)
    })
}

/// A running browser and its driver.
pub(crate) struct Browser {
    pub(crate) driver: WebDriver,
    pub(crate) engine: Engine,
    // Killed when dropped.
    _process: Child,
    screen: Option<Screen>,
}

/// Where a screen's pointer is at first, in the middle.
const POINTER: (u32, u32) = (700, 1650);

/// A screen in memory. WebKit's browser for tests cannot do without one, and only one window of a screen has the keyboard: so each
/// has its own, and tests run beside each other.
struct Screen {
    name: String,
    process: Child,
}

impl Screen {
    async fn start() -> Outcome<Self> {
        let mut process = Command::new("Xvfb")
            // It tells which number was free, and ends with its last window.
            .args(["-displayfd", "1", "-terminate", "-nolisten", "tcp", "-screen", "0"])
            .arg(format!("{}x{}x24", 2 * POINTER.0, 2 * POINTER.1))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .context("Xvfb does not start: `make test` installs it")?;
        let mut number = String::new();
        let told = process.stdout.take().context("Xvfb says nothing")?;
        BufReader::new(told).read_line(&mut number).await?;
        ensure!(!number.is_empty(), "Xvfb found no number for a screen");
        Ok(Screen { name: format!(":{}", number.trim()), process })
    }
}

impl Browser {
    pub(crate) async fn start(engine: Engine, switches: &[&str]) -> Outcome<Self> {
        // WebKit's driver now and then ends where it should begin.
        let mut tries = 0;
        loop {
            tries += 1;
            let screen = if engine == Engine::WebKit { Some(Screen::start().await?) } else { None };
            let (process, url) = start_driver(engine, screen.as_ref()).await?;
            match WebDriver::new(url, engine.capabilities(switches)?).await {
                Ok(driver) => return Ok(Browser { driver, engine, _process: process, screen }),
                Err(error) if tries == 3 => return Err(error).context("the browser did not start"),
                Err(_) => {}
            }
        }
    }

    /// Ends it, and leaves nothing behind.
    pub(crate) async fn end(self) {
        _ = self.driver.quit().await;
        if let Some(mut screen) = self.screen {
            // Killed, it would leave files behind.
            _ = timeout(Duration::from_secs(5), screen.process.wait()).await;
        }
    }

    /// Makes the page's viewport so large, in CSS px.
    pub(crate) async fn resize(&self, width: u32, height: u32) -> Outcome {
        if self.engine == Engine::Chromium {
            let metrics =
                json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            self.driver.cdp().send_raw("Emulation.setDeviceMetricsOverride", metrics).await?;
            return Ok(());
        }
        if self.engine == Engine::Firefox {
            return firefox::resize(&self.driver, width, height).await;
        }
        // Without a manager of windows the one under the pointer has the focus, which is to be over its frame and not over the page.
        let (left, top) = (POINTER.0.saturating_sub(width / 2), POINTER.1 - 10);
        // How large the frame is is found by asking how much of the window the page got.
        let mut frame = [0, 0];
        wait_for("the page to have its size", async || {
            self.driver.set_window_rect(left.into(), top.into(), width + frame[0], height + frame[1]).await?;
            let script = "return [outerWidth, outerHeight, innerWidth, innerHeight]";
            let [outer_width, outer_height, page_width, page_height]: [u32; 4] =
                self.driver.execute(script, vec![]).await?.convert()?;
            // While it takes on a size the page may be larger than the window.
            frame = [outer_width.saturating_sub(page_width), outer_height.saturating_sub(page_height)];
            Ok(((page_width, page_height) == (width, height)).then_some(()))
        })
        .await
    }

    /// Sets what the reader prefers, by the name that a style sheet asks for it by; false where the engine cannot be told.
    pub(crate) async fn prefer(&self, what: &str, value: &str) -> Outcome<bool> {
        match self.engine {
            Engine::Chromium => {
                let features = json!({ "features": [{ "name": what, "value": value }] });
                self.driver.cdp().send_raw("Emulation.setEmulatedMedia", features).await?;
            }
            Engine::Firefox => firefox::prefer(&self.driver, what, value).await?,
            Engine::WebKit => return Ok(false),
        }
        Ok(true)
    }
}

/// Starts the driver and returns its address once it answers.
async fn start_driver(engine: Engine, screen: Option<&Screen>) -> Outcome<(Child, String)> {
    let program = engine.driver_name();
    // Another process may take the port between our asking for it and the driver's: then another is tried.
    for _ in 0..5 {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut process = Command::new(program)
            .arg(format!("--port={port}"))
            .envs(screen.map(|screen| ("DISPLAY", screen.name.as_str())))
            // What makes its window as narrow as pages are to be.
            .envs(screen.map(|_| ("XDG_CONFIG_HOME", concat!(env!("CARGO_MANIFEST_DIR"), "/webkit"))))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("{program} does not start: `make test` installs it"))?;
        let answers = wait_for("the driver to answer", async || {
            if process.try_wait()?.is_some() {
                return Ok(Some(false));
            }
            Ok(tokio::net::TcpStream::connect(("127.0.0.1", port)).await.ok().map(|_| true))
        })
        .await?;
        if answers {
            return Ok((process, format!("http://127.0.0.1:{port}")));
        }
    }
    bail!("{program} found no port to listen on")
}
