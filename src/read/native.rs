//! Our own format, article JSON: `{ "title", "actors": {…}, "articles": [ { …, "events": [ … ] } ] }`, or the list
//! of articles alone. `public/news-timeline.schema.json` describes it.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::issue::cut;
use super::loose::{Element, Listed, Loose, Many};
use super::record::{ActorRecord, ArticleRecord, EventRecord};
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
    let mut document =
        Document { builder: Builder::default(), issues: Issues::default(), options, known: false, article_no: 0 };
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

/// A part of the document which is read piece by piece, so that no second copy of the file is made.
enum Part<'d, 'a> {
    Document(&'d mut Document<'a>),
    Articles(&'d mut Document<'a>),
    Actors(&'d mut Document<'a>),
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
                while let Some(key) = map.next_key::<Loose<'de>>()? {
                    match key.text() {
                        "title" => document.builder.title(&clean(map.next_value::<Loose<'de>>()?.text())),
                        "language" => document.builder.language(&clean(map.next_value::<Loose<'de>>()?.text())),
                        "actors" => map.next_value_seed(Part::Actors(document))?,
                        "articles" => map.next_value_seed(Part::Articles(document))?,
                        _ => _ = map.next_value::<IgnoredAny>()?,
                    }
                }
            }
            Part::Actors(document) => {
                while let Some(key) = map.next_key::<Loose<'de>>()? {
                    let entry = map.next_value::<Element<'de, ActorRecord<'de>>>()?;
                    document.actor(key.text(), entry);
                }
            }
            Part::Articles(_) => while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {},
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        match self {
            Part::Document(document) | Part::Articles(document) => {
                document.known = true;
                while let Some(article) = seq.next_element::<Element<'de, ArticleRecord<'de>>>()? {
                    document.article(article);
                }
            }
            Part::Actors(document) => {
                while let Some(entry) = seq.next_element::<Element<'de, ActorRecord<'de>>>()? {
                    document.actor("", entry);
                }
            }
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
    fn actor(&mut self, key: &str, entry: Element<'_, ActorRecord<'_>>) {
        let record = match entry {
            Element::Record(record) => record,
            Element::Text(name) => ActorRecord { name: Loose::Text(name), ..ActorRecord::default() },
            Element::Other => {
                return self.issues.push(|| Issue {
                    record: format!("actor “{}”", cut(key, 60)),
                    field: "",
                    text: String::new(),
                    action: "is neither a record nor a name; left out".to_owned(),
                });
            }
        };
        let text = |loose: &Loose<'_>| clean(loose.text()).into_owned();
        self.builder.actor(ActorEntry {
            key: clean(key).into_owned(),
            name: text(&record.name),
            country: text(&record.country),
            aliases: record.aliases.0.iter().map(text).collect(),
        });
    }

    fn article(&mut self, element: Element<'_, ArticleRecord<'_>>) {
        self.article_no = self.article_no.saturating_add(1);
        let Element::Record(article) = element else {
            let text = if let Element::Text(text) = &element { cut(text, 120) } else { String::new() };
            let record = format!("article {}", self.article_no);
            let action = "is not a record; left out".to_owned();
            return self.issues.skip(|| Issue { record, field: "", text, action });
        };
        let mut reporter = Reporter::new(&mut self.issues, self.article_no, article.headline.text());
        let base = self.options.base_url;
        let headline = clean(article.headline.text());
        let given_url = clean(article.url.text());
        let url = link::resolve(base, article.url.text()).unwrap_or_default();
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
        let published = reporter.moment(&article.published, self.options);
        let image = article.image.as_ref().and_then(|image| reporter.image(image, base));
        let (id, source, language, summary) = (
            clean(article.id.text()),
            clean(article.source.text()),
            clean(article.language.text()),
            clean(article.summary.text()),
        );
        let idx = self.builder.article(&ArticleDraft {
            id: &id,
            url: &url,
            given_url: &given_url,
            headline: &headline,
            source: &source,
            published,
            language: &language,
            summary: &summary,
            image: image.as_ref().map(|(url, alt, credit)| ImageDraft { url, alt, credit }),
        });
        let events = article.events.map_or_else(Vec::new, |Listed(events)| events);
        if events.is_empty() {
            return report_of(&headline, &given_url, &article.published, published, idx, &mut self.builder, &mut reporter);
        }
        for (no, event) in (1..).zip(&events) {
            let title = if let Element::Record(event) = event { event.title.text() } else { "" };
            reporter.event = Some((no, title));
            match event {
                Element::Record(event) => add_event(&mut self.builder, idx, event, self.options, &mut reporter),
                Element::Text(text) => reporter.skip("", text, "is not a record; left out"),
                Element::Other => reporter.skip("", "", "is not a record; left out"),
            }
        }
    }
}

/// The article itself as an event on the day of its publication: what a file says of an article without events.
fn report_of(
    headline: &str,
    url: &str,
    given_date: &Loose<'_>,
    published: Option<Moment>,
    article: u32,
    builder: &mut Builder,
    reporter: &mut Reporter<'_>,
) {
    let title = if headline.is_empty() { url } else { headline };
    let Some(published) = published.filter(|_| !title.is_empty()) else {
        return reporter.skip("published", "", "is missing, and there are no events; left out");
    };
    builder.event(
        article,
        &EventDraft {
            id: "",
            title,
            date: EventDate::At(published),
            given_date: given_date.text(),
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
    event: &EventRecord<'_>,
    options: &ReadOptions<'_>,
    reporter: &mut Reporter<'_>,
) {
    let headline = clean(reporter.headline);
    let mut title = clean(event.title.text());
    if title.is_empty() {
        if headline.is_empty() {
            return reporter.skip("title", "", "is missing; left out");
        }
        reporter.note("title", "", "is missing; the article’s headline is shown");
        title = headline;
    }
    let Some((date, given_date)) = reporter.date(event, options) else { return };
    let status_name = event.status.text().trim().to_ascii_lowercase();
    let status = Status::from_name(&status_name).unwrap_or_else(|| {
        if !status_name.is_empty() || event.status.is_wrong() {
            reporter.note("status", event.status.text(), "is not a status; read as “happened”");
        }
        Status::Happened
    });
    let importance = match event.importance.text().trim() {
        "" => 3,
        text => match text.parse::<f64>() {
            Ok(value) if (1.0..=5.0).contains(&value) => value as u8,
            _ => {
                reporter.note("importance", text, "is not a number from 1 to 5; read as 3");
                3
            }
        },
    };
    let names = |field: &'static str, many: &Many<'_>, reporter: &mut Reporter<'_>| -> Vec<String> {
        if many.0.iter().any(Loose::is_wrong) {
            reporter.note(field, "", "holds something that is no name; passed over");
        }
        many.0.iter().map(|name| clean(name.text()).into_owned()).filter(|name| !name.is_empty()).collect()
    };
    let actors = names("actors", &event.actors, reporter);
    let countries = names("countries", &event.countries, reporter);
    let (actors, countries): (Vec<&str>, Vec<&str>) =
        (actors.iter().map(String::as_str).collect(), countries.iter().map(String::as_str).collect());
    let (id, place, quote) = (clean(event.id.text()), clean(event.place.text()), clean(event.quote.text()));
    let kind = clean(event.kind.text()).to_lowercase();
    let mut draft = EventDraft {
        id: &id,
        title: &title,
        date,
        given_date: &given_date,
        kind: &kind,
        status,
        importance,
        place: &place,
        actors: &actors,
        countries: &countries,
        quote: &quote,
    };
    match builder.event(article, &draft) {
        Merge::New | Merge::Joined => {}
        Merge::DateDiffers => reporter.note("date", &given_date, "differs from an earlier report’s; the earlier is kept"),
        Merge::Repeated => reporter.note("id", &id, "stands twice in the article; shown once"),
        Merge::Taken => {
            reporter.note("id", &id, "belongs to another event of the article; another id is made");
            draft.id = "";
            builder.event(article, &draft);
        }
    }
}
