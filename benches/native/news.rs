//! What do the benchmarks start from? Made-up news, read.

use news_timeline::archive::{Archive, Facet};
use news_timeline::layout::{Events, Lane, Shape, lanes};
use news_timeline::read::{ReadOptions, Reading, read};
use news_timeline::time::EventDate;

/// A file of so many events, read in UTC.
pub fn reading(bytes: &[u8]) -> Option<Reading> {
    read(bytes, &ReadOptions { base_url: "https://news.example/", zone: &|_| 0, format: None }).ok()
}

/// The archive of so many events.
pub fn archive(events: usize) -> Archive {
    reading(crate::data::articles(events).as_bytes()).map(|reading| reading.archive).unwrap_or_default()
}

/// What the layout wants to know of an archive.
pub struct Columns {
    archive: Archive,
    shape: Vec<Shape>,
    kind: Vec<u16>,
    label_px: Box<dyn Fn(u32) -> u16>,
    importance: Vec<u8>,
}

impl Columns {
    pub fn new(archive: Archive) -> Columns {
        let short = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        let kind = |values: &[u32]| values.first().map_or(0, |kind| short(*kind as usize));
        // About as wide is a letter.
        let label_px: Vec<u16> =
            archive.events().map(|event| short(event.title().chars().count() * 13 / 2)).collect();
        Columns {
            shape: archive
                .events()
                .map(|event| match event.date() {
                    EventDate::Span { .. } => Shape::Span,
                    EventDate::At(_) | EventDate::Within { .. } => Shape::Point,
                })
                .collect(),
            kind: archive.events().map(|event| kind(event.values(Facet::Kind))).collect(),
            label_px: Box::new(move |event| label_px.get(event as usize).copied().unwrap_or(0)),
            importance: archive.events().map(news_timeline::archive::Event::importance).collect(),
            archive,
        }
    }

    pub fn events(&self) -> Events<'_> {
        Events {
            start_ms: self.archive.start_ms(),
            end_ms: self.archive.end_ms(),
            shape: &self.shape,
            kind: &self.kind,
            label_px: &*self.label_px,
            importance: &self.importance,
        }
    }

    /// The time of all events, in ms: inclusive, exclusive.
    pub fn extent_ms(&self) -> (i64, i64) {
        let ends = self.archive.end_ms().iter().max();
        (self.archive.start_ms().first().copied().unwrap_or_default(), ends.copied().unwrap_or_default())
    }

    /// The first eight countries, and one lane for the others.
    pub fn by_country(&self) -> Vec<Lane> {
        let column = self.archive.facet(Facet::Country);
        let rank: Vec<u32> = (0..).take(column.names.len()).collect();
        let order = self.events().by_middle();
        lanes(
            order.iter().copied(),
            |event| column.values.get(event as usize).iter().copied(),
            &rank,
            8,
            true,
        )
    }
}
