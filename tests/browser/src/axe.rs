//! axe-core in the page: what bars readers from it.

use serde::Deserialize;
use thirtyfour::prelude::*;

use crate::{Outcome, wait_for};

#[derive(Deserialize)]
struct Violation {
    id: String,
    impact: Option<String>,
    help: String,
    nodes: Vec<String>,
}

/// What axe-core calls serious or critical, one line each.
pub(crate) async fn violations(driver: &WebDriver) -> Outcome<Vec<String>> {
    // By a script element, as the page's policy allows; not by the driver, whose scripts may see another world.
    let load = "if (!document.querySelector('script[src=\"/axe/axe.min.js\"]')) {
        const script = document.createElement('script');
        script.src = '/axe/axe.min.js';
        document.head.append(script);
    }
    return Boolean(window.axe);";
    wait_for("axe-core, which `make test` installs", async || {
        Ok(driver.execute(load, vec![]).await?.convert::<bool>()?.then_some(()))
    })
    .await?;
    let run = "const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => done(violations.map(
        ({ id, impact, help, nodes }) =>
            ({ id, impact, help, nodes: nodes.map(({ target, failureSummary }) => `${target.flat().join(' ')}: ${failureSummary}`) }))));";
    let found: Vec<Violation> = driver.execute_async(run, vec![]).await?.convert()?;
    let grave =
        found.into_iter().filter(|found| matches!(found.impact.as_deref(), Some("serious" | "critical")));
    Ok(grave.map(|found| format!("{} ({}): {}", found.id, found.help, found.nodes.join("; "))).collect())
}
