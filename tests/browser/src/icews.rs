//! A large set of real events, as article JSON: rows of two actors, what the one did to the other, and the day, as the
//! Integrated Crisis Early Warning System coded them from news. No row is kept in this project: `REAL_DATA` names a folder
//! that has them in `icews`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::Outcome;

const FILES: [&str; 2] = ["icews_2005-2015_test.txt", "icews_2005-2015_valid.txt"];
/// How many events an article reports.
const PER_ARTICLE: usize = 4;

/// The rows.
#[derive(Clone, Debug)]
pub struct Icews {
    rows: Vec<[String; 4]>,
}

impl Icews {
    /// Reads the rows; `None`, with a word on the standard error, where they are not at hand.
    ///
    /// # Errors
    /// If a file cannot be read.
    pub fn read() -> Outcome<Option<Self>> {
        let folder = std::env::var_os("REAL_DATA").map(|folder| PathBuf::from(folder).join("icews"));
        let Some(folder) = folder.filter(|folder| folder.is_dir()) else {
            eprintln!("skipped: REAL_DATA names no folder with icews in it");
            return Ok(None);
        };
        let mut rows = Vec::new();
        for file in FILES {
            for line in std::fs::read_to_string(folder.join(file))?.lines() {
                let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
                rows.extend(<[String; 4]>::try_from(cells).ok());
            }
        }
        Ok(Some(Icews { rows }))
    }

    /// How many events there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows as article JSON.
    #[must_use]
    pub fn articles(&self) -> Value {
        let country =
            |actor: &str| actor.rsplit_once('(').map(|(_, rest)| rest.trim_end_matches(')').to_owned());
        let articles = self.rows.chunks(PER_ARTICLE).enumerate().map(|(no, rows)| {
            let events = rows.iter().enumerate().map(|(at, [one, what, other, day])| {
                let countries: Vec<String> = [one, other].into_iter().filter_map(|actor| country(actor)).collect();
                json!({
                    "id": format!("{no}-{at}"), "title": format!("{one}: {what}, {other}"), "kind": what.to_ascii_lowercase(),
                    "date": day, "actors": [one, other], "countries": countries,
                })
            });
            let events: Vec<Value> = events.collect();
            json!({ "url": format!("/articles/{no}.html"), "headline": "In the news", "source": format!("Source {}", no % 5), "events": events })
        });
        json!({ "title": "2005 to 2015", "articles": articles.collect::<Vec<_>>() })
    }

    /// How many events have a word in their title that each of these begins, in small letters.
    #[must_use]
    pub fn found(&self, words: &[&str]) -> usize {
        let has = |row: &[String; 4], word: &str| {
            row[..3].iter().any(|cell| {
                let lower = cell.to_ascii_lowercase();
                lower.split(|ch: char| !ch.is_alphanumeric()).any(|part| part.starts_with(word))
            })
        };
        self.rows.iter().filter(|row| words.iter().all(|word| has(row, word))).count()
    }

    /// The kinds by how many events have them.
    #[must_use]
    pub fn kinds(&self) -> BTreeMap<String, usize> {
        let mut kinds = BTreeMap::new();
        for [_, what, _, _] in &self.rows {
            *kinds.entry(what.to_ascii_lowercase()).or_default() += 1;
        }
        kinds
    }
}
