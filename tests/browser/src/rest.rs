//! When a timeline has come to rest, and what it shows then.

use serde_json::{Value, json};

use crate::{Outcome, Timeline, wait_for};

impl Timeline {
    /// The visible time, from and to, in days since 1970.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn days(&self) -> Outcome<(f64, f64)> {
        let script = "return [host.range.start, host.range.end].map((text) => Date.parse(text) / 86400000)";
        self.ask(script, Value::Null).await
    }

    /// Waits until the view has stood still for 18 frames and 300 ms, and returns it as [`Timeline::days`] does. The widget takes less for
    /// rest: after 140 ms it lays out for just this zoom, after 150 ms it tells the page.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn until_still(&self) -> Outcome<(f64, f64)> {
        self.stand_still().await?;
        self.days().await
    }

    async fn stand_still(&self) -> Outcome {
        let script = "return new Promise((then) => {
            let before, since, frames;
            const look = () => {
                const now = JSON.stringify(host.range);
                if (now !== before) [before, since, frames] = [now, performance.now(), 0];
                frames += 1;
                if (frames > 18 && performance.now() - since > 300) then(null); else requestAnimationFrame(look);
            };
            look();
        })";
        self.ask::<Value>(script, Value::Null).await.map(drop)
    }

    /// Waits until the view stands still and everything in it has the look that it is to keep.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn until_settled(&self) -> Outcome {
        self.stand_still().await?;
        let script = "return (async () => {
            const running = () => host.shadowRoot.getAnimations().filter(({ playState }) => playState === 'running');
            for (let found = running(); found.length; found = running()) await Promise.allSettled(found.map(({ finished }) => finished));
            return null;
        })()";
        self.ask::<Value>(script, Value::Null).await.map(drop)
    }

    /// Waits until words can be read somewhere on it.
    ///
    /// # Errors
    /// If they do not come.
    pub async fn until_says(&self, words: &str) -> Outcome {
        wait_for(words, async || {
            let says = "return (all('.widget')[0]?.innerText ?? '').includes(given)";
            Ok(self.ask::<bool>(says, json!(words)).await?.then_some(()))
        })
        .await
    }
}
