//! What do the benchmarks start from? Made-up news, read.

use fixedbitset::FixedBitSet;
use news_timeline::archive::{Archive, Facet};
use news_timeline::layout::{Columns, Events, Lane};
use news_timeline::read::{ReadOptions, Reading, read};

/// A file of so many events, read in UTC.
pub fn reading(bytes: &[u8]) -> Option<Reading> {
    read(bytes, &ReadOptions { base_url: "https://news.example/", zone: &|_| 0, format: None }).ok()
}

/// The archive of so many events.
pub fn archive(events: usize) -> Archive {
    reading(crate::data::articles(events).as_bytes()).map(|reading| reading.archive).unwrap_or_default()
}

/// An archive as the layout sees it.
pub struct News {
    archive: Archive,
    columns: Columns,
    label_px: Box<dyn Fn(u32) -> u16>,
}

impl News {
    /// So many events.
    pub fn new(events: usize) -> News {
        let archive = archive(events);
        // About as wide is a letter.
        let width_px = |title: &str| u16::try_from(title.chars().count() * 13 / 2).unwrap_or(u16::MAX);
        let widths: Vec<u16> = archive.events().map(|event| width_px(event.title())).collect();
        let label_px = Box::new(move |event| widths.get(event as usize).copied().unwrap_or(0));
        News { columns: Columns::new(&archive), label_px, archive }
    }

    pub fn events(&self) -> Events<'_> {
        self.columns.events(&self.archive, &*self.label_px)
    }

    /// The time of all events, in ms: inclusive, exclusive.
    pub fn extent_ms(&self) -> (i64, i64) {
        let ends = self.archive.end_ms().iter().max();
        (self.archive.start_ms().first().copied().unwrap_or_default(), ends.copied().unwrap_or_default())
    }

    /// The first eight countries, and one lane for the others.
    pub fn by_country(&self) -> Vec<Lane> {
        let mut all = FixedBitSet::with_capacity(self.archive.len());
        all.insert_range(..);
        self.columns.by_facet(&self.archive, &all, Facet::Country, 8)
    }
}
