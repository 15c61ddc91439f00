//! Our own format, article JSON: `{ "title", "actors": {…}, "articles": [ { …, "events": [ … ] } ] }`, or the list
//! of articles alone. `public/news-timeline.schema.json` describes it.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::issue::cut;
use super::json::{Key, Value};
use super::reporter::Reporter;
use super::{Format, Issue, Issues, ReadError, ReadOptions, Reading, link, repair};
use crate::archive::{ActorEntry, ArticleDraft, Builder, EventDraft, ImageDraft, Merge, Status, clean};
use crate::time::{EventDate, Moment};

/// Reads article JSON. Cost is linear in the bytes.
pub(super) fn read(bytes: &[u8], options: &ReadOptions<'_>) -> Result<Reading, ReadError> {
    let error = match parse(bytes, options) {
        Ok(reading) => return reading,
        Err(error) => error,
    };
    let repaired;
    let bytes = if std::str::from_utf8(bytes).is_err() {
        repaired = String::from_utf8_lossy(bytes).into_owned().into_bytes();
        &repaired
    } else {
        let end = repair::offset(bytes, error.line(), error.column());
        repaired = repair::before_break(bytes, end).ok_or_else(|| ReadError::Syntax(error.to_string()))?;
        &repaired
    };
    let mut reading = parse(bytes, options).map_err(|error| ReadError::Syntax(error.to_string()))??;
    if reading.archive.is_empty() {
        return Err(ReadError::Syntax(error.to_string()));
    }
    reading.issues.push(|| Issue {
        record: "the file".to_owned(),
        field: "",
        text: error.to_string(),
        action: "is broken there; what could be read is shown".to_owned(),
    });
    Ok(reading)
}

fn parse(bytes: &[u8], options: &ReadOptions<'_>) -> Result<Result<Reading, ReadError>, serde_json::Error> {
    let mut document = Document {
        builder: Builder::default(),
        issues: Issues::default(),
        options,
        known: false,
        article_no: 0,
    };
    let mut json = serde_json::Deserializer::from_slice(bytes);
    json.deserialize_any(Part::Document(&mut document))?;
    json.end()?;
    Ok(if document.known {
        let archive = document.builder.finish();
        Ok(Reading { archive, issues: document.issues, format: Format::Native })
    } else {
        Err(ReadError::Unknown)
    })
}

/// What has been read so far.
struct Document<'a> {
    builder: Builder,
    issues: Issues,
    options: &'a ReadOptions<'a>,
    /// Whether a list of articles was there.
    known: bool,
    article_no: usize,
}

/// The document, or its list of articles, which is read article by article: the whole file is never a tree.
enum Part<'d, 'a> {
    Document(&'d mut Document<'a>),
    Articles(&'d mut Document<'a>),
}

impl<'de> DeserializeSeed<'de> for Part<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Part<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("article JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        match self {
            Part::Document(document) => {
                while let Some(Key(key)) = map.next_key()? {
                    if key == "articles" {
                        map.next_value_seed(Part::Articles(document))?;
                    } else {
                        document.field(&key, &map.next_value()?);
                    }
                }
            }
            Part::Articles(_) => while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {},
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let (Part::Document(document) | Part::Articles(document)) = self;
        document.known = true;
        while let Some(article) = seq.next_element()? {
            document.article(&article);
        }
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }
    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }
    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }
    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }
    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}

impl Document<'_> {
    /// A field of the document beside its articles.
    fn field(&mut self, name: &str, value: &Value<'_>) {
        match (name, value) {
            ("title", _) => self.builder.title(&clean(value.text())),
            ("language", _) => self.builder.language(&clean(value.text())),
            ("actors", Value::Record(entries)) => {
                for (key, entry) in entries {
                    self.actor(key, entry);
                }
            }
            ("actors", entries) => {
                for entry in entries.items() {
                    self.actor("", entry);
                }
            }
            _ => {}
        }
    }

    fn actor(&mut self, key: &str, entry: &Value<'_>) {
        let text = |value: &Value<'_>| clean(value.text()).into_owned();
        if matches!(entry, Value::Missing | Value::List(_)) {
            return self.issues.push(|| Issue {
                record: format!("actor “{}”", cut(key, 60)),
                field: "",
                text: String::new(),
                action: "is neither a record nor a name; left out".to_owned(),
            });
        }
        self.builder.actor(ActorEntry {
            key: clean(key).into_owned(),
            name: clean(entry.name()).into_owned(),
            country: text(entry.field("country")),
            aliases: entry.field("aliases").items().iter().map(text).collect(),
        });
    }

    fn article(&mut self, article: &Value<'_>) {
        self.article_no = self.article_no.saturating_add(1);
        let mut reporter = Reporter::new(&mut self.issues, self.article_no, article.field("headline").text());
        if !article.is_record() {
            return reporter.skip("", article.text(), "is not a record; left out");
        }
        let base = self.options.base_url;
        let text = |name: &str| clean(article.field(name).text());
        let (headline, given_url) = (text("headline"), text("url"));
        let url = link::resolve(base, article.field("url").text()).unwrap_or_default();
        if url.is_empty() {
            if given_url.is_empty() {
                reporter.note("url", "", "is missing; its events have no link");
            } else {
                reporter.note("url", &given_url, "is no web address that is safe to follow; shown as text");
            }
        }
        if headline.is_empty() {
            reporter.note("headline", "", "is missing; the address is shown");
        }
        let published = reporter.moment(article.field("published"), self.options);
        let image = reporter.image(article.field("image"), base);
        let idx = self.builder.article(&ArticleDraft {
            id: &text("id"),
            url: &url,
            given_url: &given_url,
            headline: &headline,
            source: &text("source"),
            published,
            language: &text("language"),
            summary: &text("summary"),
            image: image.as_ref().map(|(url, alt, credit)| ImageDraft { url, alt, credit }),
        });
        let events = article.field("events").items();
        if events.is_empty() {
            let title = if headline.is_empty() { &given_url } else { &headline };
            let given_date = article.field("published").text();
            return report_of(title, given_date, published, idx, &mut self.builder, &mut reporter);
        }
        for (no, event) in (1..).zip(events) {
            reporter.event = Some((no, event.field("title").text()));
            if event.is_record() {
                add_event(&mut self.builder, idx, event, self.options, &mut reporter);
            } else {
                reporter.skip("", event.text(), "is not a record; left out");
            }
        }
    }
}

/// The article itself as an event on the day of its publication: what a file says of an article without events.
fn report_of(
    title: &str,
    given_date: &str,
    published: Option<Moment>,
    article: u32,
    builder: &mut Builder,
    reporter: &mut Reporter<'_>,
) {
    let Some(published) = published.filter(|_| !title.is_empty()) else {
        return reporter.skip("published", "", "is missing, and there are no events; left out");
    };
    builder.event(
        article,
        &EventDraft {
            id: "",
            title,
            date: EventDate::At(published),
            given_date,
            kind: "report",
            status: Status::Happened,
            importance: 3,
            place: "",
            actors: &[],
            countries: &[],
            quote: "",
        },
    );
}

fn add_event(
    builder: &mut Builder,
    article: u32,
    event: &Value<'_>,
    options: &ReadOptions<'_>,
    reporter: &mut Reporter<'_>,
) {
    let text = |name: &str| clean(event.field(name).text());
    let mut title = text("title");
    if title.is_empty() {
        title = clean(reporter.headline);
        if title.is_empty() {
            return reporter.skip("title", "", "is missing; left out");
        }
        reporter.note("title", "", "is missing; the article’s headline is shown");
    }
    let Some((date, given_date)) = reporter.date(event, options) else { return };
    let given_status = event.field("status");
    let status = Status::from_name(&given_status.text().trim().to_ascii_lowercase()).unwrap_or_else(|| {
        if *given_status != Value::Missing {
            reporter.note("status", given_status.text(), "is not a status; read as “happened”");
        }
        Status::Happened
    });
    let importance = match event.field("importance") {
        Value::Missing => 3,
        given => {
            given.text().trim().parse().ok().filter(|value| (1..=5).contains(value)).unwrap_or_else(|| {
                reporter.note("importance", given.text(), "is not a number from 1 to 5; read as 3");
                3
            })
        }
    };
    let actors = reporter.names("actors", event.field("actors"));
    let countries = reporter.names("countries", event.field("countries"));
    let id = text("id");
    let mut draft = EventDraft {
        id: &id,
        title: &title,
        date,
        given_date: &given_date,
        kind: &text("kind").to_ascii_lowercase(),
        status,
        importance,
        place: &text("place"),
        actors: &actors.iter().map(|name| &**name).collect::<Vec<_>>(),
        countries: &countries.iter().map(|name| &**name).collect::<Vec<_>>(),
        quote: &text("quote"),
    };
    match builder.event(article, &draft) {
        Merge::New | Merge::Joined => {}
        Merge::DateDiffers => {
            reporter.note("date", &given_date, "differs from an earlier report’s; the earlier is kept");
        }
        Merge::Repeated => reporter.note("id", &id, "stands twice in the article; shown once"),
        Merge::Taken => {
            reporter.note("id", &id, "belongs to another event of the article; another id is made");
            draft.id = "";
            builder.event(article, &draft);
        }
    }
}
