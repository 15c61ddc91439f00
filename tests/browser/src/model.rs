//! What must be shown, worked out naively from the file: the test's own reading of the native format, with no line in
//! common with the widget.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Context;
use serde_json::Value;

use crate::Outcome;

/// An event as the filters see it.
#[derive(Clone, Debug, Default)]
pub struct Event {
    /// Its id.
    pub id: String,
    /// Its values by facet: `kind`, `actor`, `country`, `source`.
    pub values: BTreeMap<&'static str, BTreeSet<String>>,
    /// The addresses of its articles as the file has them, each with the passage that reports it.
    pub reports: Vec<(String, String)>,
}

/// A file.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Its events, each once.
    pub events: Vec<Event>,
    /// How many articles it has.
    pub articles: usize,
}

/// What is chosen: one of the values of each facet here.
pub type Chosen<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// The value that stands for "not stated".
pub const NOT_STATED: &str = "";

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().map(Vec::as_slice).unwrap_or_default().iter()
}

impl Model {
    /// Reads a file of the project.
    ///
    /// # Errors
    /// If it is not there or no JSON.
    pub fn of(path: &str) -> Outcome<Self> {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
        let json = std::fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
        Ok(Model::read(&serde_json::from_str(&json)?))
    }

    /// Reads an object of the native format, all of whose records are right.
    #[must_use]
    pub fn read(file: &Value) -> Self {
        let directory = file["actors"].as_object();
        let by_key = |named: &str| directory.and_then(|actors| actors.get(named));
        let by_name = |named: &str| {
            directory
                .into_iter()
                .flat_map(|actors| actors.values())
                .find(|actor| actor["name"] == named || list(&actor["aliases"]).any(|alias| alias == named))
        };
        let mut events: Vec<Event> = Vec::new();
        for article in list(&file["articles"]) {
            for record in list(&article["events"]) {
                let id = text(&record["id"]);
                let at = events.iter().position(|event| event.id == id).unwrap_or(events.len());
                if at == events.len() {
                    events.push(Event { id, ..Event::default() });
                }
                let event = &mut events[at];
                let mut add = |facet, value: String| {
                    let of = event.values.entry(facet).or_default();
                    if !value.is_empty() {
                        of.insert(value);
                    }
                };
                add("kind", text(&record["kind"]));
                add("source", text(&article["source"]));
                add("actor", String::new());
                add("country", String::new());
                for country in list(&record["countries"]) {
                    add("country", text(country));
                }
                for actor in list(&record["actors"]) {
                    let named = text(actor);
                    let known = by_key(&named).or_else(|| by_name(&named));
                    add("actor", known.map_or(named, |known| text(&known["name"])));
                    if list(&record["countries"]).next().is_none() {
                        add("country", known.map(|known| text(&known["country"])).unwrap_or_default());
                    }
                }
                event.reports.push((text(&article["url"]), text(&record["quote"])));
            }
        }
        Model { events, articles: list(&file["articles"]).count() }
    }

    /// The event of an id.
    ///
    /// # Errors
    /// If there is none.
    pub fn event(&self, id: &str) -> Outcome<&Event> {
        self.events.iter().find(|event| event.id == id).with_context(|| format!("the file has no event {id}"))
    }

    /// The ids of the events that match.
    #[must_use]
    pub fn matching(&self, chosen: &Chosen<'_>) -> BTreeSet<String> {
        self.events.iter().filter(|event| matches(event, chosen)).map(|event| event.id.clone()).collect()
    }

    /// How many events each value of a facet would give: under every other facet's choice, not its own.
    #[must_use]
    pub fn counts(&self, chosen: &Chosen<'_>, facet: &str) -> BTreeMap<String, usize> {
        let others: Chosen<'_> =
            chosen.iter().filter(|(of, _)| **of != facet).map(|(of, set)| (*of, set.clone())).collect();
        let mut counts = BTreeMap::new();
        for event in self.events.iter().filter(|event| matches(event, &others)) {
            let values = &event.values[facet];
            for value in values {
                *counts.entry(value.clone()).or_default() += 1;
            }
            if values.is_empty() {
                *counts.entry(NOT_STATED.to_owned()).or_default() += 1;
            }
        }
        counts
    }
}

fn matches(event: &Event, chosen: &Chosen<'_>) -> bool {
    chosen.iter().all(|(facet, wanted)| {
        let values = &event.values[facet];
        wanted.is_empty()
            || wanted
                .iter()
                .any(|value| values.contains(*value) || (*value == NOT_STATED && values.is_empty()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn one_event_in_two_articles_is_one_event_and_takes_its_actors_countries() {
        let model = Model::read(&json!({
            "actors": { "z": { "name": "Zarif", "country": "IR", "aliases": ["Javad Zarif"] } },
            "articles": [
                { "url": "a", "source": "A", "events": [{ "id": "call", "kind": "talks", "actors": ["Javad Zarif"] }] },
                { "url": "b", "source": "B", "events": [{ "id": "call", "kind": "talks", "actors": ["z"] }, { "id": "other" }] },
            ],
        }));
        assert_eq!(model.events.len(), 2);
        let call = model.event("call").unwrap();
        assert_eq!(call.values["actor"], BTreeSet::from(["Zarif".to_owned()]));
        assert_eq!(call.values["country"], BTreeSet::from(["IR".to_owned()]));
        assert_eq!(call.values["source"], BTreeSet::from(["A".to_owned(), "B".to_owned()]));
        let iran = Chosen::from([("country", BTreeSet::from(["IR"]))]);
        assert_eq!(model.matching(&iran), BTreeSet::from(["call".to_owned()]));
        assert_eq!(
            model.counts(&iran, "country"),
            BTreeMap::from([("IR".to_owned(), 1), (String::new(), 1)])
        );
    }
}
