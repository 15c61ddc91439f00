//! Drafts in any order → an [`Archive`]: merges what several articles report, resolves names, sorts by time.
//!
//! It knows no format. A reader hands it drafts; what it finds doubtful it hands back as [`Merge`].

use super::event::EventRow;
use super::ids::Ids;
use super::kind::fnv1a;
use super::{
    Archive, Article, EventIdx, FacetColumn, Image, Lists, Names, Report, Span, Status, Text, country,
};
use crate::sort::sorted_positions;
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
    pub actors: &'a [&'a str],
    /// Countries in any accepted spelling.
    pub countries: &'a [&'a str],
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
    text: Text,
    title: Span,
    language: Span,
    articles: Vec<Article>,
    events: Vec<Pending>,
    reports: Vec<(u32, Report)>,
    ids: Ids,
    kinds: Names,
    sources: Names,
    actor_spellings: Names,
    country_spellings: Names,
    directory: Vec<ActorEntry>,
}

/// An event whose names are not resolved yet.
#[derive(Clone, Debug)]
struct Pending {
    row: EventRow,
    kind: Option<u32>,
    actors: Vec<u32>,
    countries: Vec<u32>,
}

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
        self.events.len()
    }

    /// Adds an article; its position is what [`Builder::event`] wants.
    pub fn article(&mut self, draft: &ArticleDraft<'_>) -> u32 {
        let idx = u32::try_from(self.articles.len()).unwrap_or(u32::MAX);
        let id = if draft.id.is_empty() { &derived_id(&[draft.given_url, draft.headline]) } else { draft.id };
        let text = &mut self.text;
        let article = Article {
            id: text.push(id),
            url: text.push(draft.url),
            given_url: text.push(draft.given_url),
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
        self.articles.push(article);
        idx
    }

    /// Adds an event that an article reports.
    pub fn event(&mut self, article: u32, draft: &EventDraft<'_>) -> Merge {
        let derived;
        let id = if draft.id.is_empty() {
            let url =
                self.articles.get(article as usize).map_or("", |article| self.text.get(article.given_url));
            derived = derived_id(&[url, draft.title, draft.given_date]);
            &derived
        } else {
            draft.id
        };
        let Self { text, events, .. } = self;
        let known =
            self.ids.find(id, |idx| events.get(idx as usize).map_or("", |event| text.get(event.row.id)));
        let idx = known.unwrap_or_else(|| u32::try_from(self.events.len()).unwrap_or(u32::MAX));
        let report = Report { article, quote: self.text.push(draft.quote) };
        let actors = draft.actors.iter().map(|actor| self.actor_spellings.intern(actor));
        let countries = draft.countries.iter().map(|country| self.country_spellings.intern(country));
        let Some(before) = known.and_then(|idx| self.events.get_mut(idx as usize)) else {
            let pending = Pending {
                kind: (!draft.kind.is_empty()).then(|| self.kinds.intern(draft.kind)),
                actors: actors.collect(),
                countries: countries.collect(),
                row: EventRow {
                    id: self.text.push(id),
                    title: self.text.push(draft.title),
                    place: self.text.push(draft.place),
                    date: draft.date,
                    status: draft.status,
                    importance: draft.importance,
                    reports_end: 0,
                },
            };
            self.ids.insert(id, idx);
            self.events.push(pending);
            self.reports.push((idx, report));
            return Merge::New;
        };
        let repeated = |(event, report): &(u32, Report)| *event == idx && report.article == article;
        // The reports of one article stand together, at the end.
        let of_article = self.reports.iter().rev().take_while(|(_, report)| report.article == article);
        if of_article.clone().any(repeated) {
            let same = before.row.date == draft.date && self.text.get(before.row.title) == draft.title;
            return if same { Merge::Repeated } else { Merge::Taken };
        }
        before.actors.extend(actors);
        before.countries.extend(countries);
        if before.kind.is_none() && !draft.kind.is_empty() {
            before.kind = Some(self.kinds.intern(draft.kind));
        }
        if before.row.place.is_empty() {
            before.row.place = self.text.push(draft.place);
        }
        before.row.importance = before.row.importance.max(draft.importance);
        let same_date = before.row.date == draft.date;
        self.reports.push((idx, report));
        if same_date { Merge::Joined } else { Merge::DateDiffers }
    }

    /// The archive.
    pub fn finish(mut self) -> Archive {
        let (actors, actor_countries, by_spelling) = self.resolve_actors();
        let mut countries = Names::default();
        let country_of: Vec<u32> = self
            .country_spellings
            .iter()
            .map(|spelling| countries.intern(&country::canonical(spelling)))
            .collect();
        let actor_country: Vec<Option<u32>> = actor_countries
            .iter()
            .map(|spelling| (!spelling.is_empty()).then(|| countries.intern(&country::canonical(spelling))))
            .collect();

        let event_of = |at: u32| self.reports.get(at as usize).map(|(event, _)| *event);
        let order = sorted_positions(self.reports.len(), &mut |a, b| event_of(a).cmp(&event_of(b)));
        self.reports = order.iter().filter_map(|&at| self.reports.get(at as usize).copied()).collect();
        let mut per_event: Vec<std::ops::Range<usize>> = vec![0..0; self.events.len()];
        for (at, (event, _)) in self.reports.iter().enumerate() {
            if let Some(range) = per_event.get_mut(*event as usize) {
                *range = if range.start == range.end {
                    at..at.saturating_add(1)
                } else {
                    range.start..at.saturating_add(1)
                };
            }
        }
        let extents = self.extents(&per_event);
        let order = self.order(&extents);
        let mut moved = vec![0; order.len()];
        let mut archive = Archive {
            title: self.title,
            language: self.language,
            kinds: FacetColumn { names: std::mem::take(&mut self.kinds), values: Lists::default() },
            actors: FacetColumn { names: actors, values: Lists::default() },
            countries: FacetColumn { names: countries, values: Lists::default() },
            sources: FacetColumn { names: std::mem::take(&mut self.sources), values: Lists::default() },
            ..Archive::default()
        };
        for (to, &from) in (0u32..).zip(&order) {
            let from = from as usize;
            let (Some(pending), Some(extent), Some(reports), Some(slot)) =
                (self.events.get(from), extents.get(from), per_event.get(from), moved.get_mut(from))
            else {
                continue;
            };
            *slot = to;
            archive.start_ms.push(extent.start_ms);
            archive.end_ms.push(extent.end_ms);
            archive.kinds.values.push(pending.kind);
            let look_up = |list: &[u32], spelling: &u32| list.get(*spelling as usize).copied();
            let actors = distinct(pending.actors.iter().filter_map(|actor| look_up(&by_spelling, actor)));
            let mut countries =
                distinct(pending.countries.iter().filter_map(|country| look_up(&country_of, country)));
            if countries.is_empty() {
                countries = distinct(
                    actors.iter().filter_map(|actor| actor_country.get(*actor as usize).copied().flatten()),
                );
            }
            let reports = self.reports.get(reports.clone()).unwrap_or(&[]);
            archive.sources.values.push(distinct(reports.iter().filter_map(|(_, report)| {
                self.articles.get(report.article as usize).and_then(|article| article.source)
            })));
            archive.reports.extend(reports.iter().map(|(_, report)| *report));
            archive.actors.values.push(actors);
            archive.countries.values.push(countries);
            let reports_end = u32::try_from(archive.reports.len()).unwrap_or(u32::MAX);
            archive.rows.push(EventRow { reports_end, ..pending.row.clone() });
        }
        self.ids.renumber(&moved);
        self.text.shrink();
        Archive { text: self.text, articles: self.articles, ids: self.ids, ..archive }
    }

    /// Which actor each spelling means: the actors' names, their countries' spellings, and per spelling the actor.
    fn resolve_actors(&self) -> (Names, Vec<&str>, Vec<u32>) {
        let mut known = Names::default();
        let mut entry_of = Vec::new();
        // Keys win over names, names over aliases; the first entry wins over later ones.
        let keys = self.directory.iter().enumerate().map(|(at, entry)| (at, &entry.key));
        let names = self.directory.iter().enumerate().map(|(at, entry)| (at, &entry.name));
        let aliases = self.directory.iter().enumerate();
        let aliases = aliases.flat_map(|(at, entry)| entry.aliases.iter().map(move |alias| (at, alias)));
        for (at, spelling) in keys.chain(names).chain(aliases) {
            if !spelling.is_empty() {
                known.intern(&spelling.to_ascii_lowercase());
                if entry_of.len() < known.len() {
                    entry_of.push(at);
                }
            }
        }
        let mut actors = Names::default();
        let mut countries = Vec::new();
        let by_spelling = self.actor_spellings.iter().map(|spelling| {
            let entry = known.find(&spelling.to_ascii_lowercase()).and_then(|idx| entry_of.get(idx as usize));
            let entry = entry.and_then(|&at| self.directory.get(at));
            let name =
                entry.map_or(spelling, |entry| if entry.name.is_empty() { &entry.key } else { &entry.name });
            let actor = actors.intern(name);
            if countries.len() < actors.len() {
                countries.push(entry.map_or("", |entry| &entry.country));
            }
            actor
        });
        let by_spelling = by_spelling.collect();
        (actors, countries, by_spelling)
    }

    /// The time each event takes up. What still goes on is known to last until the day of its last report, or,
    /// where no report is dated, until the last moment of the archive: the same file gives the same picture,
    /// whatever today's date.
    fn extents(&self, per_event: &[std::ops::Range<usize>]) -> Vec<crate::time::Extent> {
        let last_ms =
            self.events.iter().map(|event| event.row.date.extent().end_ms).max().unwrap_or_default();
        let published = |report: &(u32, Report)| {
            let article = self.articles.get(report.1.article as usize)?;
            article.published.map(|published| published.extent.end_ms)
        };
        self.events
            .iter()
            .zip(per_event)
            .map(|(event, reports)| {
                let reports = self.reports.get(reports.clone()).unwrap_or(&[]);
                let known_until_ms = reports.iter().filter_map(published).max().unwrap_or(last_ms);
                event.row.date.extent_until(known_until_ms)
            })
            .collect()
    }

    /// The events' positions in the order of start, end, id.
    fn order(&self, extents: &[crate::time::Extent]) -> Vec<EventIdx> {
        let extent = |idx: u32| extents.get(idx as usize).copied().unwrap_or_default();
        let id = |idx: u32| self.events.get(idx as usize).map_or("", |event| self.text.get(event.row.id));
        sorted_positions(self.events.len(), &mut |a, b| {
            let (a_extent, b_extent) = (extent(a), extent(b));
            let by_start = a_extent.start_ms.cmp(&b_extent.start_ms);
            by_start.then_with(|| a_extent.end_ms.cmp(&b_extent.end_ms)).then_with(|| id(a).cmp(id(b)))
        })
    }
}

/// The items without repetitions, in order. Lists are short.
fn distinct(items: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut seen = Vec::new();
    for item in items {
        if !seen.contains(&item) {
            seen.push(item);
        }
    }
    seen
}

/// An id made of what does not change: the same parts give the same id, in any run and on any machine.
fn derived_id(parts: &[&str]) -> String {
    const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut hash = fnv1a(&parts.join("\u{1f}"));
    let mut id = String::from("e");
    for _ in 0..13 {
        id.push(char::from(*DIGITS.get((hash % 32) as usize).unwrap_or(&b'0')));
        hash /= 32;
    }
    id
}
