//! A browser under WebDriver: starting one of three engines, sizing it, and what only some of them can do.

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Stdio;

use anyhow::{Context, bail};
use serde_json::json;
use thirtyfour::common::capabilities::chromium::ChromiumLikeCapabilities;
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, LoggingPrefsLogLevel};
use tokio::process::{Child, Command};

use crate::{Outcome, wait_for};

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
                let mut options =
                    json!({ "args": ["-headless"], "prefs": { "intl.locale.requested": "en-US" } });
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
}

impl Browser {
    pub(crate) async fn start(engine: Engine, switches: &[&str]) -> Outcome<Self> {
        // WebKit's driver now and then ends where it should begin.
        let mut tries = 0;
        loop {
            tries += 1;
            let (process, url) = start_driver(engine).await?;
            match WebDriver::new(url, engine.capabilities(switches)?).await {
                Ok(driver) => return Ok(Browser { driver, engine, _process: process }),
                Err(error) if tries == 3 => return Err(error).context("the browser did not start"),
                Err(_) => {}
            }
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
        // The window has a frame: its size is found by asking how much of it the page got.
        self.driver.set_window_rect(0, 0, width, height).await?;
        let script = "return [outerWidth - innerWidth, outerHeight - innerHeight]";
        let frame: [u32; 2] = self.driver.execute(script, vec![]).await?.convert()?;
        self.driver.set_window_rect(0, 0, width + frame[0], height + frame[1]).await?;
        Ok(())
    }

    /// Prefers light or dark; false where the engine cannot be told.
    pub(crate) async fn prefer(&self, scheme: Scheme) -> Outcome<bool> {
        if self.engine != Engine::Chromium {
            return Ok(scheme == Scheme::Light);
        }
        let value = match scheme {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        };
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": value }] });
        self.driver.cdp().send_raw("Emulation.setEmulatedMedia", features).await?;
        Ok(true)
    }
}

/// Starts the driver and returns its address once it answers.
async fn start_driver(engine: Engine) -> Outcome<(Child, String)> {
    let program = engine.driver_name();
    // Another process may take the port between our asking for it and the driver's: then another is tried.
    for _ in 0..5 {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut process = Command::new(program)
            .arg(format!("--port={port}"))
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
