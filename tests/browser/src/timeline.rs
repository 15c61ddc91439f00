//! A timeline on a page, in the words of a reader and of an embedder. It sees the widget only through what the widget
//! promises: its element's properties, and parts, roles and data attributes in its shadow tree.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;
use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::{Outcome, wait_for};

/// The element's `summary`.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Summary {
    /// Events in the data.
    pub events: usize,
    /// Events that match the filters.
    pub shown: usize,
    /// Articles in the data.
    pub articles: usize,
    /// What was wrong with the data.
    pub issues: Vec<Value>,
}

/// A value of a facet, as it is listed.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Choice {
    /// The checkbox's value.
    pub value: String,
    /// How many events it would give.
    pub count: usize,
    /// Whether it is chosen.
    pub checked: bool,
    /// Whether it is excluded.
    pub excluded: bool,
    /// How it reads.
    pub name: String,
}

/// What stands on the chart.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Marks {
    /// The ids of the events that have a mark of their own, in the order of the document.
    pub events: Vec<String>,
    /// How many events each cluster stands for.
    pub clusters: Vec<usize>,
}

impl Marks {
    /// How many events the marks stand for.
    #[must_use]
    pub fn total(&self) -> usize {
        self.events.len() + self.clusters.iter().sum::<usize>()
    }

    /// The ids of the single events.
    #[must_use]
    pub fn ids(&self) -> BTreeSet<String> {
        self.events.iter().cloned().collect()
    }
}

/// A card that is pinned.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Card {
    /// All its text.
    pub text: String,
    /// The addresses of its links, in order.
    pub links: Vec<String>,
}

/// One `<news-timeline>`.
pub struct Timeline {
    pub(crate) driver: WebDriver,
    host: WebElement,
}

/// The elements under the shadow root that a selector finds, as an expression.
const ALL: &str =
    "const all = (selector) => [...(arguments[0].shadowRoot?.querySelectorAll(selector) ?? [])];";

impl Timeline {
    pub(crate) fn new(driver: WebDriver, host: WebElement) -> Self {
        Timeline { driver, host }
    }

    /// The element itself.
    #[must_use]
    pub fn host(&self) -> &WebElement {
        &self.host
    }

    /// Runs a script with `host` and `all(selector)`, and the argument given as `given`.
    ///
    /// # Errors
    /// If it throws, or its value is no `T`.
    pub async fn ask<T: serde::de::DeserializeOwned>(&self, script: &str, given: Value) -> Outcome<T> {
        let script = format!("{ALL} const host = arguments[0], given = arguments[1]; {script}");
        Ok(self.driver.execute(script, vec![self.host.to_json()?, given]).await?.convert()?)
    }

    /// The value of a property of the element.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn property(&self, name: &str) -> Outcome<Value> {
        self.ask("return host[given] ?? null", json!(name)).await
    }

    /// Sets a property of the element.
    ///
    /// # Errors
    /// If that throws.
    pub async fn set_property(&self, name: &str, value: Value) -> Outcome {
        self.ask::<Value>("host[given[0]] = given[1]; return null", json!([name, value])).await.map(drop)
    }

    /// The element's `summary`, if there is data.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn summary(&self) -> Outcome<Option<Summary>> {
        Ok(serde_json::from_value(self.property("summary").await?)?)
    }

    /// Waits until all the data is there and drawn.
    ///
    /// # Errors
    /// If it does not come.
    pub async fn until_shown(&self) -> Outcome<Summary> {
        wait_for("the timeline to show its data", async || {
            // Once it has had the time to take on its width.
            let frames =
                "return new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(() =>
                setTimeout(() => then(all('[part~=chart], [part~=list]').length > 0 && !all('[aria-busy]').length)))))";
            let drawn: bool = self.ask(frames, Value::Null).await?;
            // Not before: what was there then may have been a part.
            Ok(self.summary().await?.filter(|_| drawn))
        })
        .await
    }

    /// Waits until so many events match the filters, and the heading says so.
    ///
    /// # Errors
    /// If it comes to another number.
    pub async fn until_matching(&self, shown: usize) -> Outcome {
        wait_for(&format!("{shown} events to match"), async || {
            let matching = self.summary().await?.is_some_and(|summary| summary.shown == shown);
            Ok((matching && self.status().await?.starts_with(&format!("{shown} "))).then_some(()))
        })
        .await
    }

    /// The words that count what is shown.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn status(&self) -> Outcome<String> {
        self.ask("return all('[part=status]').map((element) => element.textContent).join(' ')", Value::Null)
            .await
    }

    /// The values of a facet that are listed, in their order.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn facet(&self, name: &str) -> Outcome<Vec<Choice>> {
        let script = "return all(`[part~=facet][data-facet='${given}'] [part~=option]`).map((option) => ({
            value: option.querySelector('input').value,
            checked: option.querySelector('input').checked,
            excluded: option.querySelector('button').ariaPressed === 'true',
            name: option.querySelector('label').textContent.slice(0, -option.querySelector('[part~=count]').textContent.length),
            count: Number(option.querySelector('[part~=count]').textContent.replaceAll(/\\D/g, '')),
        }))";
        self.ask(script, json!(name)).await
    }

    /// The counts of a facet by value, the values that count nothing left out.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn counts(&self, facet: &str) -> Outcome<BTreeMap<String, usize>> {
        let listed = self.facet(facet).await?.into_iter();
        Ok(listed.filter(|choice| choice.count > 0).map(|choice| (choice.value, choice.count)).collect())
    }

    /// Lists all values of a facet, if it offers to.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn show_all(&self, facet: &str) -> Outcome {
        let find = "return all(`[part~=facet][data-facet='${given}'] button[aria-expanded=false]`)
            .find((button) => button.checkVisibility()) ?? null";
        if let Some(button) = self.element(find, json!(facet)).await? {
            button.click().await?;
            wait_for("all values of a facet", async || {
                Ok(self.element(find, json!(facet)).await?.is_none().then_some(()))
            })
            .await?;
        }
        Ok(())
    }

    /// Clicks a value of a facet.
    ///
    /// # Errors
    /// If it is not listed, or cannot be clicked.
    pub async fn choose(&self, facet: &str, value: &str) -> Outcome {
        let find = "return all(`[part~=facet][data-facet='${given[0]}'] [part~=option]`)
            .find((option) => option.querySelector('input').value === given[1]) ?? null";
        if self.element(find, json!([facet, value])).await?.is_none() {
            self.show_all(facet).await?;
        }
        let option = self.element(find, json!([facet, value])).await?;
        option.with_context(|| format!("{facet} has no value '{value}'"))?.click().await?;
        Ok(())
    }

    /// Clicks the button that excludes a value of a facet.
    ///
    /// # Errors
    /// If the value is not listed.
    pub async fn exclude(&self, facet: &str, value: &str) -> Outcome {
        let find = "return all(`[part~=facet][data-facet='${given[0]}'] [part~=option]`)
            .find((option) => option.querySelector('input').value === given[1])?.querySelector('button') ?? null";
        let button = self.element(find, json!([facet, value])).await?;
        button.with_context(|| format!("{facet} has no value '{value}'"))?.click().await?;
        Ok(())
    }

    /// Types into the search, after what stands there.
    ///
    /// # Errors
    /// If there is no search.
    pub async fn search(&self, words: &str) -> Outcome {
        Ok(self.find("[part~=search]").await?.send_keys(words).await?)
    }

    /// The filters that stand above the chart, as they read.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn chips(&self) -> Outcome<Vec<String>> {
        let script = "return all('[part~=chip]').filter((chip) => chip.checkVisibility())
            .map((chip) => chip.getAttribute('aria-label') ?? chip.textContent)";
        self.ask(script, Value::Null).await
    }

    /// Takes away the filter whose chip reads so, in part.
    ///
    /// # Errors
    /// If there is none.
    pub async fn remove_chip(&self, part: &str) -> Outcome {
        let find = "return all('[part~=chip]').find((chip) => chip.getAttribute('aria-label').includes(given)) ?? null";
        self.element(find, json!(part)).await?.with_context(|| format!("no chip '{part}'"))?.click().await?;
        Ok(())
    }

    /// What stands on the chart, within the view and its margin.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn marks(&self) -> Outcome<Marks> {
        let script = "return {
            events: all('a[part~=event]').map((mark) => mark.dataset.eventId),
            clusters: all('button[part~=cluster]').map((cluster) => Number(cluster.dataset.count)),
        }";
        self.ask(script, Value::Null).await
    }

    /// The mark of an event.
    ///
    /// # Errors
    /// If it has none now.
    pub async fn mark(&self, id: &str) -> Outcome<WebElement> {
        let find = "return all('a[part~=event]').find((mark) => mark.dataset.eventId === given) ?? null";
        self.element(find, json!(id)).await?.with_context(|| format!("the event {id} has no mark"))
    }

    /// The first element that can be seen of those that a selector finds in the shadow tree.
    ///
    /// # Errors
    /// If there is none.
    pub async fn find(&self, selector: &str) -> Outcome<WebElement> {
        // By a script: not every driver searches shadow trees.
        let find = "return all(given).find((element) => element.checkVisibility()) ?? null";
        self.element(find, json!(selector)).await?.with_context(|| format!("nothing is {selector}"))
    }

    /// The names of the lanes.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn lanes(&self) -> Outcome<Vec<String>> {
        self.ask("return all('[part~=lane-label]').map((label) => label.textContent.trim())", Value::Null)
            .await
    }

    /// Chooses what the lanes stand for.
    ///
    /// # Errors
    /// If there is no such choice.
    pub async fn set_lanes(&self, by: &str) -> Outcome {
        let find =
            "return all('[part~=toolbar] select option').find((option) => option.value === given) ?? null";
        self.element(find, json!(by)).await?.with_context(|| format!("no lanes by {by}"))?.click().await?;
        Ok(())
    }

    /// The card that is pinned, if one is.
    ///
    /// # Errors
    /// If the browser does not answer.
    pub async fn card(&self) -> Outcome<Option<Card>> {
        let script = "const card = all('[part~=card]').find((card) => card.ariaHidden !== 'true');
            return card ? {
                text: card.innerText,
                links: [...card.querySelectorAll('a[href]')].map((link) => link.href),
            } : null";
        self.ask(script, Value::Null).await
    }

    /// Waits for a card to be pinned.
    ///
    /// # Errors
    /// If none is.
    pub async fn until_card(&self) -> Outcome<Card> {
        wait_for("a card", async || self.card().await).await
    }

    /// The button of an accessible name.
    ///
    /// # Errors
    /// If none can be seen.
    pub async fn button(&self, name: &str) -> Outcome<WebElement> {
        let find = "return all('button').find((button) => button.checkVisibility()
            && (button.ariaLabel ?? button.textContent).trim() === given) ?? null";
        self.element(find, json!(name)).await?.with_context(|| format!("no button '{name}'"))
    }

    /// Clicks the button of an accessible name.
    ///
    /// # Errors
    /// If none can be seen.
    pub async fn click(&self, name: &str) -> Outcome {
        Ok(self.button(name).await?.click().await?)
    }

    /// What the page looks like, as PNG.
    pub(crate) async fn picture(&self) -> Outcome<Vec<u8>> {
        Ok(self.driver.screenshot_as_png().await?)
    }

    /// The element that a script finds.
    async fn element(&self, script: &str, given: Value) -> Outcome<Option<WebElement>> {
        let script = format!("{ALL} const host = arguments[0], given = arguments[1]; {script}");
        let found = self.driver.execute(script, vec![self.host.to_json()?, given]).await?;
        Ok(if found.json().is_null() { None } else { Some(found.element()?) })
    }
}
