//! Drafts in any order → the columns of an archive to be: merges what several articles report. See `finish`.
//!
//! It knows no format. A reader hands it drafts; what it finds doubtful it hands back as [`Merge`].

use std::borrow::Cow;

use super::blocks::Blocks;
use super::event::EventRow;
use super::kind::{fnv1a, fnv1a_on};
use super::positions::Positions;
use super::{Article, EventIdx, Image, Lists, Names, Report, Span, Status, Text};
use crate::time::{EventDate, Moment};

/// An entry of the actor directory.
#[derive(Clone, Debug, Default)]
pub struct ActorEntry {
    /// What events may call the actor.
    pub key: String,
    /// The name that is shown; the key if empty.
    pub name: String,
    /// The actor's country in any accepted spelling.
    pub country: String,
    /// Other spellings of the name.
    pub aliases: Vec<String>,
}

/// An article as a reader found it. Texts are clean (see [`super::clean`]).
#[derive(Clone, Debug, Default)]
pub struct ArticleDraft<'a> {
    /// Its id; derived from the address if empty.
    pub id: &'a str,
    /// Its absolute, safe address, or empty.
    pub url: &'a str,
    /// Its address as given.
    pub given_url: &'a str,
    /// Its headline.
    pub headline: &'a str,
    /// Who published it.
    pub source: &'a str,
    /// When it was published.
    pub published: Option<Moment>,
    /// BCP 47 tag.
    pub language: &'a str,
    /// A summary.
    pub summary: &'a str,
    /// Its picture.
    pub image: Option<ImageDraft<'a>>,
}

/// A picture as a reader found it.
#[derive(Clone, Debug, Default)]
pub struct ImageDraft<'a> {
    /// Absolute, safe address.
    pub url: &'a str,
    /// The text in place of the picture.
    pub alt: &'a str,
    /// Who made it.
    pub credit: &'a str,
}

/// An event as a reader found it. Texts are clean (see [`super::clean`]).
#[derive(Clone, Debug)]
pub struct EventDraft<'a> {
    /// Its id; derived from the article's address, the title and the date if empty.
    pub id: &'a str,
    /// What happened.
    pub title: &'a str,
    /// When.
    pub date: EventDate,
    /// The date as the file writes it: part of a derived id.
    pub given_date: &'a str,
    /// Its kind; empty if not stated.
    pub kind: &'a str,
    /// Whether it happened.
    pub status: Status,
    /// 1 to 5.
    pub importance: u8,
    /// Where.
    pub place: &'a str,
    /// Who took part: keys of the directory, aliases or names.
    pub actors: &'a [Cow<'a, str>],
    /// Countries in any accepted spelling.
    pub countries: &'a [Cow<'a, str>],
    /// The passage of the article.
    pub quote: &'a str,
}

/// What became of an event draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merge {
    /// It is a new event.
    New,
    /// Another article reported the event before: it is one event with one more report.
    Joined,
    /// As [`Merge::Joined`], but the dates differ; the first is kept.
    DateDiffers,
    /// The same article reported the event before, with the same title and date; nothing was added.
    Repeated,
    /// The same article has another event of that id; nothing was added.
    Taken,
}

/// Collects drafts. See the module's documentation.
#[derive(Clone, Debug, Default)]
pub struct Builder {
    pub(super) text: Text,
    pub(super) title: Span,
    pub(super) language: Span,
    pub(super) articles: Vec<Article>,
    /// The events in the order in which they came, and their columns: kind, spellings of actors and countries.
    pub(super) rows: Blocks<EventRow>,
    pub(super) kind: Vec<u32>,
    /// The beginnings of their ids, to sort them by.
    pub(super) id_heads: Vec<u64>,
    pub(super) actors: Lists,
    pub(super) countries: Lists,
    pub(super) additions: Vec<Addition>,
    pub(super) reports: Vec<(EventIdx, Report)>,
    pub(super) ids: Positions,
    pub(super) kinds: Names,
    pub(super) sources: Names,
    pub(super) actor_spellings: Names,
    pub(super) country_spellings: Names,
    pub(super) directory: Vec<ActorEntry>,
    /// Of the last article the hash of its address, and that with its headline, if its id was made of them.
    hashes: Option<(u64, u64)>,
}

/// What a later report says of an event beside the first one.
#[derive(Clone, Debug)]
pub(super) struct Addition {
    pub(super) event: u32,
    pub(super) actors: Vec<u32>,
    pub(super) countries: Vec<u32>,
}

/// An event of no kind.
pub(super) const NO_KIND: u32 = u32::MAX;

impl Builder {
    /// Sets the archive's title.
    pub fn title(&mut self, title: &str) {
        self.title = self.text.push(title);
    }

    /// Sets the archive's language, a BCP 47 tag.
    pub fn language(&mut self, language: &str) {
        self.language = self.text.push(language);
    }

    /// Adds an actor to the directory; it holds for events added before, too.
    pub fn actor(&mut self, entry: ActorEntry) {
        self.directory.push(entry);
    }

    /// How many events there are so far.
    pub fn event_count(&self) -> usize {
        self.rows.len()
    }

    /// Adds an article; its position is what [`Builder::event`] wants.
    pub fn article(&mut self, draft: &ArticleDraft<'_>) -> u32 {
        let idx = u32::try_from(self.articles.len()).unwrap_or(u32::MAX);
        self.hashes = draft.id.is_empty().then(|| {
            let of_url = fnv1a(draft.given_url);
            (of_url, hash_on(of_url, draft.headline))
        });
        let derived = self.hashes.map(|(_, hash)| derived_id(hash));
        let id = derived.as_ref().map_or(draft.id, |id| str::from_utf8(id).unwrap_or_default());
        let text = &mut self.text;
        let url = text.push(draft.url);
        let article = Article {
            id: text.push(id),
            url,
            given_url: if draft.given_url == draft.url { url } else { text.push(draft.given_url) },
            headline: text.push(draft.headline),
            source: (!draft.source.is_empty()).then(|| self.sources.intern(draft.source)),
            published: draft.published,
            language: text.push(draft.language),
            summary: text.push(draft.summary),
            image: draft.image.as_ref().map(|image| Image {
                url: text.push(image.url),
                alt: text.push(image.alt),
                credit: text.push(image.credit),
            }),
        };
        make_room(&mut self.articles);
        self.articles.push(article);
        idx
    }

    /// Adds an event that an article reports.
    pub fn event(&mut self, article: u32, draft: &EventDraft<'_>) -> Merge {
        let derived;
        let id = if draft.id.is_empty() {
            derived = derived_id(hash_on(self.hash_of(article, draft.title), draft.given_date));
            str::from_utf8(&derived).unwrap_or_default()
        } else {
            draft.id
        };
        let Self { text, rows, ids, .. } = self;
        let id_at = |idx: u32| rows.get(idx as usize).map_or("", |row| text.get(row.id));
        let known = ids.find(id, &mut |idx| id_at(idx) == id);
        let Some(idx) = known else {
            let idx = u32::try_from(rows.len()).unwrap_or(u32::MAX);
            ids.insert(id, idx);
            self.new_event(idx, id, article, draft);
            return Merge::New;
        };
        let report = Report { article, quote: self.text.push(draft.quote) };
        let actors = draft.actors.iter().map(|actor| self.actor_spellings.intern(actor)).collect();
        let countries =
            draft.countries.iter().map(|country| self.country_spellings.intern(country)).collect();
        let (Some(before), Some(kind)) = (self.rows.get_mut(idx as usize), self.kind.get_mut(idx as usize))
        else {
            return Merge::Repeated;
        };
        let repeated = |(event, report): &(u32, Report)| *event == idx && report.article == article;
        // The reports of one article stand together, at the end.
        let of_article = self.reports.iter().rev().take_while(|(_, report)| report.article == article);
        if of_article.clone().any(repeated) {
            let same = before.date == draft.date && self.text.get(before.title) == draft.title;
            return if same { Merge::Repeated } else { Merge::Taken };
        }
        self.additions.push(Addition { event: idx, actors, countries });
        if *kind == NO_KIND && !draft.kind.is_empty() {
            *kind = self.kinds.intern(draft.kind);
        }
        if before.place.is_empty() {
            before.place = self.text.push(draft.place);
        }
        before.importance = before.importance.max(draft.importance);
        let same_date = before.date == draft.date;
        self.reports.push((idx, report));
        if same_date { Merge::Joined } else { Merge::DateDiffers }
    }

    /// The hash of an article's address and a title.
    fn hash_of(&self, article: u32, title: &str) -> u64 {
        let article = article as usize;
        let text =
            |span: fn(&Article) -> Span| self.articles.get(article).map_or("", |it| self.text.get(span(it)));
        let is_last = article.saturating_add(1) == self.articles.len();
        match self.hashes.filter(|_| is_last) {
            Some((_, hash)) if text(|it| it.headline) == title => hash,
            Some((of_url, _)) => hash_on(of_url, title),
            None => hash_on(fnv1a(text(|it| it.given_url)), title),
        }
    }

    fn new_event(&mut self, idx: EventIdx, id: &str, article: u32, draft: &EventDraft<'_>) {
        let quote = self.text.push(draft.quote);
        for actor in draft.actors {
            self.actors.add(self.actor_spellings.intern(actor));
        }
        self.actors.end_row();
        for country in draft.countries {
            self.countries.add(self.country_spellings.intern(country));
        }
        self.countries.end_row();
        self.kind.push(if draft.kind.is_empty() { NO_KIND } else { self.kinds.intern(draft.kind) });
        self.id_heads.push(head(id));
        self.rows.push(EventRow {
            id: self.text.push(id),
            title: self.text.push(draft.title),
            place: self.text.push(draft.place),
            date: draft.date,
            status: draft.status,
            importance: draft.importance,
            reports_end: 0,
        });
        self.reports.push((idx, Report { article, quote }));
    }
}

/// Room for one more, a quarter at a time where there are many: where a list grows to twice its length, half of it is never used,
/// and memory that WebAssembly once had it never gives back.
fn make_room<T>(list: &mut Vec<T>) {
    if list.len() == list.capacity() {
        list.reserve_exact((list.len() / 4).max(64));
    }
}

/// The first eight bytes of a text as a number: of two that differ, the text of the lesser comes first.
pub(super) fn head(text: &str) -> u64 {
    let mut bytes = [0; 8];
    for (byte, of_text) in bytes.iter_mut().zip(text.bytes()) {
        *byte = of_text;
    }
    u64::from_be_bytes(bytes)
}

/// The hash of texts of which one more follows.
fn hash_on(hash: u64, next: &str) -> u64 {
    fnv1a_on(fnv1a_on(hash, "\u{1f}"), next)
}

/// An id made of the hash of what does not change: the same texts give the same id, in any run and on any machine.
fn derived_id(mut hash: u64) -> [u8; 14] {
    const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut id = [b'e'; 14];
    for digit in id.iter_mut().skip(1) {
        *digit = *DIGITS.get((hash % 32) as usize).unwrap_or(&b'0');
        hash /= 32;
    }
    id
}
