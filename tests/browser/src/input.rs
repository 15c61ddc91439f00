//! What a mouse, a wheel and a finger do, as far as WebDriver's own actions have no word for it or none that all drivers know.

use std::time::Duration;

use serde_json::json;
use thirtyfour::action_chain::ActionChain;

use crate::{Engine, Outcome, Stage};

/// A place in the page's viewport, in CSS px.
pub type Place = (f64, f64);

/// What a reader holds while the wheel turns, as the Chrome DevTools Protocol counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// Nothing.
    Nothing = 0,
    /// Ctrl.
    Ctrl = 2,
    /// Shift.
    Shift = 8,
}

impl Stage {
    /// Whether the engine can be given a real wheel and real fingers; says so on the standard error if not.
    #[must_use]
    pub fn has_wheel_and_touch(&self) -> bool {
        let able = self.engine() == Engine::Chromium;
        if !able {
            eprintln!("skipped: {:?} cannot be given a wheel or a finger", self.engine());
        }
        able
    }

    /// Presses the mouse at the first place, takes it over the others within `ms`, and lets go at the last one.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn drag(&self, places: &[Place], ms: u64) -> Outcome {
        self.press_and_drag(places, ms).await?.release().perform().await?;
        Ok(())
    }

    /// As [`Stage::drag`], but holds on: what else is to be done with the mouse is the caller's to say and to perform.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn press_and_drag(&self, places: &[Place], ms: u64) -> Outcome<ActionChain> {
        let each = ms / places.len().saturating_sub(1).max(1) as u64;
        let each = Duration::from_millis(each);
        let mut chain = self.driver().action_chain_with_delay(Some(Duration::ZERO), Some(each));
        for (no, place) in places.iter().enumerate() {
            chain = chain.move_to(place.0.round() as i64, place.1.round() as i64);
            if no == 0 {
                chain = chain.click_and_hold();
            }
        }
        Ok(chain)
    }

    /// Turns the wheel at a place by so many px to the right and down.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn wheel(&self, at: Place, by: (f64, f64), held: Held) -> Outcome {
        let turn = json!({
            "type": "mouseWheel", "x": at.0, "y": at.1, "deltaX": by.0, "deltaY": by.1, "modifiers": held as u8,
        });
        self.driver().cdp().send_raw("Input.dispatchMouseEvent", turn).await?;
        Ok(())
    }

    /// Puts a finger down at the first place, takes it over the others, and lifts it.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn swipe(&self, places: &[Place]) -> Outcome {
        let touch = async |what: &str, points: &[Place]| -> Outcome {
            let points: Vec<_> = points.iter().map(|(x, y)| json!({ "x": x, "y": y })).collect();
            let event = json!({ "type": what, "touchPoints": points });
            self.driver().cdp().send_raw("Input.dispatchTouchEvent", event).await?;
            Ok(())
        };
        for (no, place) in places.iter().enumerate() {
            touch(if no == 0 { "touchStart" } else { "touchMove" }, &[*place]).await?;
        }
        touch("touchEnd", &[]).await
    }

    /// Prefers no movement from now on; false where the engine cannot be told.
    ///
    /// # Errors
    /// If the browser refuses.
    pub async fn prefer_reduced_motion(&self) -> Outcome<bool> {
        self.prefer_so("prefers-reduced-motion", "reduce").await
    }
}
