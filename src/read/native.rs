//! Our own format, article JSON: `{ "title", "actors": {…}, "articles": [ { …, "events": [ … ] } ] }`, or the list
//! of articles alone. `public/news-timeline.schema.json` describes it.

use std::borrow::Cow;

use super::issue::cut;
use super::item::{Event, Item, Picture, Text, When};
use super::json::{Parser, Seen, Value};
use super::reporter::Reporter;
use super::{Issue, Issues, ReadOptions, link};
use crate::archive::{ActorEntry, ArticleDraft, Builder, EventDraft, ImageDraft, Merge, Status, clean};
use crate::time::{EventDate, Moment};

/// What has been read so far of a document.
#[derive(Clone, Default)]
pub(super) struct Document {
    pub(super) builder: Builder,
    level: Level,
    seen: Seen,
    /// Whether a list of articles was there.
    pub(super) known: bool,
    pub(super) record: Record,
}

/// What is being read, for issues.
#[derive(Clone, Copy)]
pub(super) struct Record {
    /// What the file calls its records.
    pub(super) noun: &'static str,
    /// How many there were, with the present one.
    pub(super) no: usize,
    /// Whether a record without an address is nothing to speak of.
    pub(super) may_lack_url: bool,
}

impl Default for Record {
    fn default() -> Self {
        Record { noun: "article", no: 0, may_lack_url: false }
    }
}

/// What the next step is about.
#[derive(Clone, Copy, Default, PartialEq)]
enum Level {
    #[default]
    Document,
    /// A field of the document.
    Field,
    /// An article of the document's field, or of the list that is the document.
    Article { in_field: bool },
    /// What follows the document.
    End,
    /// What follows what should not follow.
    Over,
}

impl Document {
    /// Reads one more piece, an article or another field: the whole file is never a tree. Whether there was one.
    ///
    /// Where the parser ran out of its text, the document is unchanged unless `is_end`.
    pub(super) fn step(
        &mut self,
        parser: &mut Parser<'_, '_>,
        options: &ReadOptions<'_>,
        is_end: bool,
    ) -> bool {
        let (level, mut seen) = (self.level, self.seen);
        let mut next = (level, Seen::Item);
        let mut piece = None;
        match level {
            Level::Document => match parser.peek() {
                Some(bracket @ (b'{' | b'[')) => {
                    parser.open(bracket);
                    let in_list = bracket == b'[';
                    next = (
                        if in_list { Level::Article { in_field: false } } else { Level::Field },
                        Seen::Start,
                    );
                }
                _ => {
                    parser.value();
                    next.0 = Level::End;
                }
            },
            Level::Field if parser.next_item(b'{', &mut seen) => {
                let name = parser.name();
                if name == "articles" && parser.peek() == Some(b'[') {
                    parser.open(b'[');
                    next = (Level::Article { in_field: true }, Seen::Start);
                } else {
                    piece = parser.whole_value().map(|value| (Some(name), value));
                }
            }
            Level::Field => next.0 = Level::End,
            Level::Article { .. } if parser.next_item(b'[', &mut seen) => {
                piece = parser.whole_value().map(|value| (None, value));
            }
            Level::Article { in_field } => next.0 = if in_field { Level::Field } else { Level::End },
            Level::End if parser.goes_on() => next.0 = Level::Over,
            Level::End => {}
            Level::Over => parser.pass_all(),
        }
        if parser.ran_out && !is_end {
            return false;
        }
        if next.0 == level && matches!(level, Level::End | Level::Over) {
            return false;
        }
        (self.level, self.seen) = next;
        self.known |= matches!(self.level, Level::Article { .. });
        match piece {
            Some((None, article)) => {
                self.record.no = self.record.no.saturating_add(1);
                self.article(&article, parser.issues, options);
            }
            Some((Some(name), value)) => self.field(&name, &value, parser.issues),
            None => {}
        }
        true
    }

    /// A field of the document beside its articles.
    fn field(&mut self, name: &str, value: &Value<'_>, issues: &mut Issues) {
        match (name, value) {
            ("title", _) => self.builder.title(&clean(value.text())),
            ("language", _) => self.builder.language(&clean(value.text())),
            ("actors", Value::Record(entries)) => {
                for (key, entry) in entries {
                    self.actor(key, entry, issues);
                }
            }
            ("actors", entries) => {
                for entry in entries.items() {
                    self.actor("", entry, issues);
                }
            }
            _ => {}
        }
    }

    fn actor(&mut self, key: &str, entry: &Value<'_>, issues: &mut Issues) {
        let text = |value: &Value<'_>| clean(value.text()).into_owned();
        if matches!(entry, Value::Missing | Value::List(_)) {
            return issues.push(|| Issue {
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

    /// The record that is counted: an article with its events.
    fn article(&mut self, article: &Value<'_>, issues: &mut Issues, options: &ReadOptions<'_>) {
        let text = |name: &str| Text::from(article.field(name).text());
        let mut reporter = Reporter::new(issues, self.record, article.field("headline").text());
        if !article.is_record() {
            return reporter.skip("", article.text(), "is not a record; left out");
        }
        let image = article.field("image");
        let image_text = |name: &str| Text::from(image.field(name).text());
        let item = Item {
            id: text("id"),
            url: text("url"),
            title: text("headline"),
            source: text("source"),
            published: text("published"),
            language: text("language"),
            summary: text("summary"),
            image: Picture {
                url: if image.is_record() { image_text("url") } else { image.text().into() },
                alt: image_text("alt"),
                credit: image_text("credit"),
            },
            events: Vec::new(),
        };
        let head = self.head(&item, &mut reporter, options);
        let events = article.field("events").items();
        if events.is_empty() {
            return self.report_of(&item, head, &mut reporter);
        }
        for (no, event) in (1..).zip(events) {
            reporter.event = Some((no, event.field("title").text()));
            if event.is_record() {
                let event = event_of(event, &mut reporter);
                self.event(&item, head, &event, options, &mut reporter);
            } else {
                reporter.skip("", event.text(), "is not a record; left out");
            }
        }
    }

    /// Takes what another reader made of the record that is counted.
    pub(super) fn item(
        &mut self,
        item: &Item<'_>,
        events: &[Event<'_>],
        issues: &mut Issues,
        options: &ReadOptions<'_>,
    ) {
        let mut reporter = Reporter::new(issues, self.record, &item.title);
        let head = self.head(item, &mut reporter, options);
        if events.is_empty() {
            return self.report_of(item, head, &mut reporter);
        }
        for (no, event) in (1..).zip(events) {
            reporter.event = Some((no, &event.title));
            self.event(item, head, event, options, &mut reporter);
        }
    }

    /// Takes an article without its events.
    fn head(&mut self, item: &Item<'_>, reporter: &mut Reporter<'_>, options: &ReadOptions<'_>) -> Head {
        let base = options.base_url;
        let (headline, given_url) = (clean(&item.title), clean(&item.url));
        let url = link::resolve(base, &item.url).unwrap_or_default();
        if url.is_empty() {
            if given_url.is_empty() {
                if !self.record.may_lack_url {
                    reporter.note("url", "", "is missing; its events have no link");
                }
            } else {
                reporter.note("url", &given_url, "is no web address that is safe to follow; shown as text");
            }
        }
        if headline.is_empty() {
            reporter.note("headline", "", "is missing; the address is shown");
        }
        let published = reporter.moment(&item.published, options);
        let image = reporter.image(&item.image.url, base);
        let (alt, credit) = (clean(&item.image.alt), clean(&item.image.credit));
        let idx = self.builder.article(&ArticleDraft {
            id: &clean(&item.id),
            url: &url,
            given_url: &given_url,
            headline: &headline,
            source: &clean(&item.source),
            published,
            language: &clean(&item.language),
            summary: &clean(&item.summary),
            image: image.as_ref().map(|url| ImageDraft { url, alt: &alt, credit: &credit }),
        });
        Head { idx, published }
    }

    /// The article itself as an event on the day of its publication: what a file says of an article without events.
    fn report_of(&mut self, item: &Item<'_>, head: Head, reporter: &mut Reporter<'_>) {
        let headline = clean(&item.title);
        let title = if headline.is_empty() { clean(&item.url) } else { headline };
        let Some(published) = head.published.filter(|_| !title.is_empty()) else {
            return reporter.skip("published", "", "is missing, and there are no events; left out");
        };
        self.builder.event(
            head.idx,
            &EventDraft {
                id: "",
                title: &title,
                date: EventDate::At(published),
                given_date: &item.published,
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

    fn event(
        &mut self,
        item: &Item<'_>,
        head: Head,
        event: &Event<'_>,
        options: &ReadOptions<'_>,
        reporter: &mut Reporter<'_>,
    ) {
        let mut title = clean(&event.title);
        if title.is_empty() {
            title = clean(reporter.headline);
            if title.is_empty() {
                return reporter.skip("title", "", "is missing; left out");
            }
            reporter.note("title", "", "is missing; the article’s headline is shown");
        }
        let date = match (&event.date, head.published) {
            (When::Published, Some(published)) => {
                Some((EventDate::At(published), Cow::Borrowed(&*item.published)))
            }
            (when, _) => reporter.date(when, &item.published, options),
        };
        let Some((date, given_date)) = date else { return };
        let mut status = Status::Happened;
        if !event.status.is_empty() {
            let given = event.status.trim();
            status = Status::from_name(&given.to_ascii_lowercase()).unwrap_or_else(|| {
                reporter.note("status", given, "is not a status; read as “happened”");
                status
            });
        }
        let mut importance = 3;
        if !event.importance.is_empty() {
            let given = event.importance.trim();
            let known = given.parse().ok().filter(|value| (1..=5).contains(value));
            importance = known.unwrap_or_else(|| {
                reporter.note("importance", given, "is not a number from 1 to 5; read as 3");
                importance
            });
        }
        let (id, mut kind) = (clean(&event.id), clean(&event.kind));
        if kind.bytes().any(|byte| byte.is_ascii_uppercase()) {
            kind = Cow::Owned(kind.to_ascii_lowercase());
        }
        let mut draft = EventDraft {
            id: &id,
            title: &title,
            date,
            given_date: &given_date,
            kind: &kind,
            status,
            importance,
            place: &clean(&event.place),
            actors: &event.actors,
            countries: &event.countries,
            quote: &clean(&event.quote),
        };
        let builder = &mut self.builder;
        match builder.event(head.idx, &draft) {
            Merge::New | Merge::Joined => {}
            Merge::DateDiffers => {
                reporter.note("date", &given_date, "differs from an earlier report’s; the earlier is kept");
            }
            Merge::Repeated => reporter.note("id", &id, "stands twice in the article; shown once"),
            Merge::Taken => {
                reporter.note("id", &id, "belongs to another event of the article; another id is made");
                draft.id = "";
                builder.event(head.idx, &draft);
            }
        }
    }
}

/// What was made of an article's head.
#[derive(Clone, Copy)]
struct Head {
    idx: u32,
    published: Option<Moment>,
}

/// An event of article JSON.
fn event_of<'v>(event: &'v Value<'_>, reporter: &mut Reporter<'_>) -> Event<'v> {
    let text = |name: &str| Text::from(event.field(name).text());
    // What is there and no text is not nothing.
    let stated = |name: &str| match event.field(name) {
        Value::List(_) | Value::Record(_) => Text::from(" "),
        value => value.text().into(),
    };
    let bound = |name: &str| match event.field(name) {
        Value::Text(text) => Some(Text::from(&**text)),
        _ => None,
    };
    let date = match (text("within"), text("date"), bound("start"), bound("end")) {
        (within, ..) if !within.is_empty() => When::Within(within),
        (_, date, ..) if !date.is_empty() => When::At(date),
        (.., None, None) => When::Unknown,
        (.., start, end) => When::Bounds(start, end),
    };
    Event {
        id: text("id"),
        title: text("title"),
        date,
        kind: text("kind"),
        actors: reporter.names("actors", event.field("actors")),
        countries: reporter.names("countries", event.field("countries")),
        place: text("place"),
        status: stated("status"),
        quote: text("quote"),
        importance: stated("importance"),
    }
}
