//! A timeline by keyboard: what is pressed, and where the focus is.

use anyhow::ensure;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::{Outcome, Timeline};

impl Timeline {
    /// Types into whatever has the focus.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn press(&self, key: impl Into<TypingData>) -> Outcome {
        Ok(self.driver.action_chain().send_keys(key).perform().await?)
    }

    /// Whether the focus is in this timeline on something that a selector matches.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn has_focus(&self, selector: &str) -> Outcome<bool> {
        self.ask("return host.shadowRoot.activeElement?.matches(given) ?? false", json!(selector)).await
    }

    /// An attribute of what has the focus in this timeline.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn focused(&self, attribute: &str) -> Outcome<Option<String>> {
        self.ask("return host.shadowRoot.activeElement?.getAttribute(given) ?? null", json!(attribute)).await
    }

    /// Presses a key while Shift is held.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn press_with_shift(&self, key: Key) -> Outcome {
        let chain = self.driver.action_chain().key_down(Key::Shift).send_keys(key).key_up(Key::Shift);
        Ok(chain.perform().await?)
    }

    /// Presses a key until the focus is on what a selector matches, and says how often that took.
    ///
    /// # Errors
    /// If `most` presses do not bring it there.
    pub async fn press_until(&self, key: Key, selector: &str, most: usize) -> Outcome<usize> {
        for pressed in 0..=most {
            if self.has_focus(selector).await? {
                return Ok(pressed);
            }
            self.press(key.clone()).await?;
        }
        let focused: String = self
            .ask("return (host.shadowRoot.activeElement ?? document.activeElement).outerHTML", Value::Null)
            .await?;
        ensure!(false, "{most} × {key:?} do not lead to {selector}; the focus is on {focused}");
        Ok(most)
    }
}
