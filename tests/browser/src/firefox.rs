//! What Firefox's driver has no command for, done in the browser's own window: any size of the page, and what the reader prefers.

use anyhow::bail;
use axum::http::Method;
use serde_json::{Value, json};
use thirtyfour::prelude::*;
use thirtyfour::{RequestData, SessionId, common::command::FormatRequestData};

use crate::{Outcome, wait_for};

/// Whether scripts run in the page or in the window around it.
/// See <https://firefox-source-docs.mozilla.org/testing/geckodriver/Usage.html>.
#[derive(Clone, Copy, Debug)]
struct Context(&'static str);

impl FormatRequestData for Context {
    fn format_request(&self, session: &SessionId) -> RequestData {
        RequestData::new(Method::POST, format!("/session/{session}/moz/context"))
            .add_body(json!({ "context": self.0 }))
    }
}

async fn in_window(driver: &WebDriver, script: &str, arguments: Vec<Value>) -> Outcome {
    driver.cmd(Context("chrome")).await?;
    let done = driver.execute(script, arguments).await;
    driver.cmd(Context("content")).await?;
    Ok(done.map(drop)?)
}

/// Makes the page's viewport so large, in CSS px; the window alone is never narrower than 500.
pub(crate) async fn resize(driver: &WebDriver, width: u32, height: u32) -> Outcome {
    driver.set_window_rect(0, 0, width.max(500), height + 100).await?;
    let script = "const { style } = gBrowser.selectedBrowser;
        for (const [name, px] of Object.entries(arguments[0])) {
            for (const bound of ['min', 'max']) style.setProperty(`${bound}-${name}`, `${px}px`);
        }";
    in_window(driver, script, vec![json!({ "width": width, "height": height })]).await?;
    wait_for("the page to have its size", async || {
        let size: (u32, u32) = driver.execute("return [innerWidth, innerHeight]", vec![]).await?.convert()?;
        Ok((size == (width, height)).then_some(()))
    })
    .await
}

/// Sets what the reader prefers, by the name that a style sheet asks for it by.
pub(crate) async fn prefer(driver: &WebDriver, what: &str, value: &str) -> Outcome {
    let (preference, number) = match (what, value) {
        ("prefers-color-scheme", "dark") => ("layout.css.prefers-color-scheme.content-override", 0),
        ("prefers-color-scheme", "light") => ("layout.css.prefers-color-scheme.content-override", 1),
        ("prefers-reduced-motion", "reduce") => ("ui.prefersReducedMotion", 1),
        _ => bail!("Firefox is told {what}: {value} by no preference that this knows"),
    };
    let set = "Services.prefs.setIntPref(...arguments)";
    in_window(driver, set, vec![json!(preference), json!(number)]).await
}
