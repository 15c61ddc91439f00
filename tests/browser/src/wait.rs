//! Waiting for a condition, never for a time.

use std::time::{Duration, Instant};

use anyhow::bail;

use crate::Outcome;

/// How long anything may take, on a busy machine. A condition that holds ends the wait at once.
const PATIENCE: Duration = Duration::from_secs(20);
const BETWEEN_LOOKS: Duration = Duration::from_millis(25);

/// Looks until `condition` gives a value, and returns it.
///
/// # Errors
/// If it gives none in 20 seconds: says what was waited for. An error of the condition itself ends the wait.
pub async fn wait_for<T>(what: &str, mut condition: impl AsyncFnMut() -> Outcome<Option<T>>) -> Outcome<T> {
    let started = Instant::now();
    loop {
        if let Some(value) = condition().await? {
            return Ok(value);
        }
        if started.elapsed() > PATIENCE {
            bail!("waited in vain for {what}");
        }
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
}
