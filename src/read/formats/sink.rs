//! Where translators put what they make of records, and what they doubt.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use super::dates::{self, Order};
use super::vocabulary::{Meaning, Vocabulary};
use crate::archive::clean;
use crate::read::item::{Event, Item, Text, When};
use crate::read::json::Value;
use crate::read::reporter::Reporter;
use crate::read::{Foreign, Issue};

/// What an article says of the one thing it reports, if it is told apart from the article at all.
#[derive(Clone, Debug, Default)]
pub(super) struct About<'v> {
    pub(super) kind: Option<&'static str>,
    pub(super) countries: Vec<Text<'v>>,
    pub(super) actors: Vec<Text<'v>>,
    pub(super) place: Text<'v>,
}

/// Takes items into the document that is being read.
pub(super) struct Sink<'f, 'a> {
    pub(super) foreign: &'f mut Foreign<'a>,
    pub(super) vocabulary: Vocabulary,
    /// The title of the present record as the file has it.
    title: String,
    /// A date of the present record that was not understood: its field and its text.
    doubted: Vec<(&'static str, String)>,
    /// The ids of events that were given, where each record is an event of its own.
    ids: FxHashSet<String>,
}

impl<'f, 'a> Sink<'f, 'a> {
    pub(super) fn new(foreign: &'f mut Foreign<'a>) -> Self {
        Sink {
            foreign,
            vocabulary: Vocabulary::default(),
            title: String::new(),
            doubted: Vec::new(),
            ids: FxHashSet::default(),
        }
    }

    /// Says what records are called, and whether those without an address are nothing to speak of.
    pub(super) fn records(&mut self, noun: &'static str, may_lack_url: bool) {
        self.foreign.document.record.noun = noun;
        self.foreign.document.record.may_lack_url = may_lack_url;
    }

    /// Begins the next record, of that title.
    pub(super) fn begin(&mut self, title: &str) {
        let no = &mut self.foreign.document.record.no;
        *no = no.saturating_add(1);
        title.clone_into(&mut self.title);
        self.doubted.clear();
    }

    /// Counts records from the first one again.
    pub(super) fn restart(&mut self) {
        self.foreign.document.record.no = 0;
    }

    /// The title of the whole.
    pub(super) fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.foreign.document.builder.title(&clean(title));
        }
    }

    /// The language of the whole.
    pub(super) fn language(&mut self, language: &str) {
        if !language.is_empty() {
            self.foreign.document.builder.language(&clean(language));
        }
    }

    /// Notes a doubt about the present record.
    pub(super) fn note(&mut self, field: &'static str, text: &str, action: &str) {
        let Foreign { document, issues, .. } = &mut *self.foreign;
        Reporter::new(issues, document.record, &self.title).note(field, text, action);
    }

    /// Leaves the present record out.
    pub(super) fn skip(&mut self, field: &'static str, text: &str, action: &str) {
        // What is said to be missing may be there, and not be understood.
        let doubted = self.doubted.drain(..).next().filter(|_| text.is_empty());
        let (field, text, action) = match &doubted {
            Some((field, text)) => (*field, text.as_str(), "is not a date that is understood; left out"),
            None => (field, text, action),
        };
        let Foreign { document, issues, .. } = &mut *self.foreign;
        Reporter::new(issues, document.record, &self.title).skip(field, text, action);
    }

    /// Notes a doubt about the file at a place among the issues.
    pub(super) fn doubt(&mut self, at: usize, action: &str) {
        self.foreign.issues.insert(
            at,
            Issue {
                record: "the file".to_owned(),
                field: "",
                text: String::new(),
                action: action.to_owned(),
            },
        );
    }

    /// A date in any spelling as EDTF; what is none is noted with what becomes of the record.
    pub(super) fn date<'v>(&mut self, field: &'static str, given: &'v str, order: Order) -> Text<'v> {
        match dates::read(given, order) {
            Some(date) => date,
            None => {
                if !given.trim().is_empty() {
                    self.doubted.push((field, given.to_owned()));
                }
                Cow::Borrowed("")
            }
        }
    }

    /// What tags and categories say: the first kind, and all countries.
    pub(super) fn tags<'t, 'v>(&mut self, tags: impl IntoIterator<Item = &'t str>) -> About<'v> {
        let mut about = About::default();
        for tag in tags {
            let Meaning { kind, country } = self.vocabulary.meaning(tag);
            about.kind = about.kind.or(kind.filter(|kind| *kind != "report"));
            about.countries.extend(country.map(Cow::Borrowed));
        }
        about
    }

    /// Doubts a date of the present record.
    pub(super) fn doubt_date(&mut self, field: &'static str, given: &str) {
        self.doubted.push((field, given.to_owned()));
    }

    /// Takes an article. Without events it is one itself, of what is said here.
    pub(super) fn article(&mut self, mut item: Item<'_>, about: About<'_>) {
        tell_once(&mut item);
        let About { kind, countries, actors, place } = about;
        let says_more = kind.is_some() || !countries.is_empty() || !actors.is_empty() || !place.is_empty();
        if item.events.is_empty() && says_more && !item.published.is_empty() && !item.title.is_empty() {
            let mut itself = [Event {
                title: Cow::Borrowed(&*item.title),
                date: When::Published,
                kind: Cow::Borrowed(kind.unwrap_or("report")),
                actors,
                countries,
                place,
                ..Event::default()
            }];
            return self.take(&item, &mut itself);
        }
        self.put(item);
    }

    /// Takes an article with events of its own ids.
    pub(super) fn event(&mut self, mut item: Item<'_>) {
        for event in &mut item.events {
            if !event.id.is_empty() && !self.ids.insert(event.id.to_string()) {
                let id = std::mem::take(&mut event.id);
                let Foreign { document, issues, .. } = &mut *self.foreign;
                let mut reporter = Reporter::new(issues, document.record, &self.title);
                reporter.note("id", &id, "belongs to an earlier record; another id is made");
            }
        }
        self.put(item);
    }

    /// Takes an article as it is.
    pub(super) fn put(&mut self, mut item: Item<'_>) {
        tell_once(&mut item);
        let mut events = std::mem::take(&mut item.events);
        self.take(&item, &mut events);
    }

    fn take(&mut self, item: &Item<'_>, events: &mut [Event<'_>]) {
        for (field, text) in std::mem::take(&mut self.doubted) {
            self.note(field, &text, "is not a date that is understood; read as not given");
        }
        for event in &mut *events {
            tidy(&mut event.actors);
            tidy(&mut event.countries);
        }
        let Foreign { document, issues, options, .. } = &mut *self.foreign;
        document.item(item, events, issues, options);
    }
}

/// A summary that says what the title says is none.
fn tell_once(item: &mut Item<'_>) {
    if item.summary == item.title {
        item.summary = Cow::Borrowed("");
    }
}

/// Names made clean, without those that are empty.
fn tidy(names: &mut Vec<Text<'_>>) {
    for name in names.iter_mut() {
        if let Cow::Owned(clean) = clean(name) {
            *name = Cow::Owned(clean);
        }
    }
    names.retain(|name| !name.is_empty());
}

/// The text of a field, without white space around it.
pub(super) fn text<'v>(value: &'v Value<'_>, name: &str) -> &'v str {
    trimmed(value.field(name).text())
}

/// A text without white space around it. Most have none, which the first and the last byte tell.
pub(super) fn trimmed(text: &str) -> &str {
    let is_plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    if text.is_empty() || is_plain(text.as_bytes().first()) && is_plain(text.as_bytes().last()) {
        text
    } else {
        text.trim()
    }
}

/// The first field of several names that has a text.
pub(super) fn first<'v>(value: &'v Value<'_>, names: &[&str]) -> &'v str {
    names.iter().map(|name| text(value, name)).find(|text| !text.is_empty()).unwrap_or_default()
}

/// The names in a list, or in a text with semicolons or commas between them.
pub(super) fn names<'v>(value: &'v Value<'_>) -> Vec<Text<'v>> {
    match value {
        Value::Text(text) => {
            let sign = if text.contains(';') { b';' } else { b',' };
            split(text, sign)
        }
        value => {
            let names = value.items().iter().map(|item| trimmed(item.name()));
            names.filter(|name| !name.is_empty()).map(Cow::Borrowed).collect()
        }
    }
}

/// The parts of a text between signs of ASCII.
pub(super) fn split(text: &str, sign: u8) -> Vec<Text<'_>> {
    let mut parts = Vec::new();
    let mut rest = Some(text);
    while let Some(text) = rest {
        let end = memchr::memchr(sign, text.as_bytes());
        let part = trimmed(text.get(..end.unwrap_or(text.len())).unwrap_or_default());
        if !part.is_empty() {
            parts.push(Cow::Borrowed(part));
        }
        rest = end.and_then(|end| text.get(end.checked_add(1)?..));
    }
    parts
}
