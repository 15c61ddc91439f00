//! What a [`Builder`] has collected → an [`Archive`]: names resolved, events sorted by time.

use super::builder::{Builder, NO_KIND};
use super::event::EventRow;
use super::{Archive, EventIdx, FacetColumn, Lists, Names, country};
use crate::sort::{sort_by_number, sort_positions};
use crate::time::Extent;

impl Builder {
    /// The archive. Cost is linear in the events, save for those that start at once.
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

        let reports_of = Lists::grouped(self.rows.len(), self.reports.iter().map(|(event, _)| *event));
        let extents = self.extents(&reports_of);
        let order = self.order(&extents);
        self.id_heads = Vec::new();
        let count = order.len();
        let extent_of = |from: &u32| extents.get(*from as usize).copied().unwrap_or_default();
        let mut archive = Archive {
            start_ms: order.iter().map(|from| extent_of(from).start_ms).collect(),
            end_ms: order.iter().map(|from| extent_of(from).end_ms).collect(),
            reports: Vec::with_capacity(self.reports.len()),
            ..Archive::default()
        };
        drop(extents);
        let additions = self.additions.iter().map(|addition| addition.event);
        let additions_to = match self.additions.is_empty() {
            true => Lists::default(),
            false => Lists::grouped(self.rows.len(), additions),
        };
        let added = |row: u32| {
            let added = additions_to.get(row as usize).iter();
            added.filter_map(|at| self.additions.get(*at as usize))
        };
        // One column after the other: what is read of one makes room for the next.
        let mut kind_values = Lists::with_room(count, count);
        for &row in &order {
            if let Some(&kind) = self.kind.get(row as usize).filter(|kind| **kind != NO_KIND) {
                kind_values.add(kind);
            }
            kind_values.end_row();
        }
        self.kind = Vec::new();
        let mut actor_values = Lists::with_room(count, self.actors.item_count());
        for &row in &order {
            let more = added(row).flat_map(|more| &more.actors);
            for spelling in self.actors.get(row as usize).iter().chain(more) {
                if let Some(&actor) = by_spelling.get(*spelling as usize) {
                    actor_values.add(actor);
                }
            }
            actor_values.end_row();
        }
        self.actors = Lists::default();
        let mut country_values = Lists::with_room(count, self.countries.item_count().max(count));
        for (position, &row) in order.iter().enumerate() {
            let more = added(row).flat_map(|more| &more.countries);
            for spelling in self.countries.get(row as usize).iter().chain(more) {
                if let Some(&country) = country_of.get(*spelling as usize) {
                    country_values.add(country);
                }
            }
            if country_values.is_row_empty() {
                let actors = actor_values.get(position).iter();
                for country in actors.filter_map(|actor| actor_country.get(*actor as usize)).flatten() {
                    country_values.add(*country);
                }
            }
            country_values.end_row();
        }
        self.countries = Lists::default();
        let mut source_values = Lists::with_room(count, count);
        for &row in &order {
            for at in reports_of.get(row as usize) {
                let Some((_, report)) = self.reports.get(*at as usize) else { continue };
                let article = self.articles.get(report.article as usize);
                if let Some(source) = article.and_then(|article| article.source) {
                    source_values.add(source);
                }
                archive.reports.push(*report);
            }
            source_values.end_row();
            if let Some(row) = self.rows.get_mut(row as usize) {
                row.reports_end = u32::try_from(archive.reports.len()).unwrap_or(u32::MAX);
            }
        }
        drop((reports_of, std::mem::take(&mut self.reports)));
        self.ids.renumber(&inverse(&order));
        self.rows.permute(order);
        self.rows.shrink();
        self.articles.shrink_to_fit();
        self.text.shrink();
        Archive {
            text: self.text,
            title: self.title,
            language: self.language,
            articles: self.articles,
            rows: self.rows,
            kinds: FacetColumn { names: self.kinds, values: kind_values },
            actors: FacetColumn { names: actors, values: actor_values },
            countries: FacetColumn { names: countries, values: country_values },
            sources: FacetColumn { names: self.sources, values: source_values },
            ids: self.ids,
            ..archive
        }
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
    fn extents(&self, reports_of: &Lists) -> Vec<Extent> {
        let last_ms = self.rows.iter().map(|row| row.date.extent().end_ms).max().unwrap_or_default();
        let published = |report: &u32| {
            let (_, report) = self.reports.get(*report as usize)?;
            let article = self.articles.get(report.article as usize)?;
            article.published.map(|published| published.extent.end_ms)
        };
        let extent = |(event, row): (usize, &EventRow)| {
            if !row.date.is_ongoing() {
                return row.date.extent();
            }
            let reports = reports_of.get(event).iter();
            row.date.extent_until(reports.filter_map(published).max().unwrap_or(last_ms))
        };
        self.rows.iter().enumerate().map(extent).collect()
    }

    /// The events' positions in the order of start, end, id.
    fn order(&self, extents: &[Extent]) -> Vec<EventIdx> {
        let extent = |idx: u32| extents.get(idx as usize).copied().unwrap_or_default();
        let id = |idx: u32| self.rows.get(idx as usize).map_or("", |row| self.text.get(row.id));
        // Most ids differ in these, which lie closer together than the ids.
        let head = |idx: u32| self.id_heads.get(idx as usize).copied().unwrap_or_default();
        let count = u32::try_from(extents.len()).unwrap_or(u32::MAX);
        let mut order: Vec<EventIdx> = (0..count).collect();
        // Of signed numbers as of unsigned ones.
        sort_by_number(&mut order, &mut |idx| extent(idx).start_ms.cast_unsigned() ^ 1 << 63);
        for together in order.chunk_by_mut(|a, b| extent(*a).start_ms == extent(*b).start_ms) {
            if together.len() > 1 {
                sort_positions(together, &mut |a, b| {
                    let by_end = extent(a).end_ms.cmp(&extent(b).end_ms).then_with(|| head(a).cmp(&head(b)));
                    by_end.then_with(|| id(a).cmp(id(b)))
                });
            }
        }
        order
    }
}

/// Where each of the positions in an order has gone.
fn inverse(order: &[u32]) -> Vec<u32> {
    let mut moved = vec![0; order.len()];
    for (to, from) in (0..).zip(order) {
        if let Some(slot) = moved.get_mut(*from as usize) {
            *slot = to;
        }
    }
    moved
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::archive::builder::head;

    proptest! {
        #[test]
        fn heads_that_differ_are_in_the_order_of_their_texts(a in "[\0-b]{0,10}", b in "[\0-b]{0,10}") {
            let by_head = head(&a).cmp(&head(&b));
            prop_assert!(by_head.is_eq() || by_head == a.cmp(&b));
        }

        #[test]
        fn the_inverse_leads_back(order in Just((0..40).collect::<Vec<u32>>()).prop_shuffle()) {
            for (from, to) in (0..).zip(inverse(&order)) {
                prop_assert_eq!(order[to as usize], from);
            }
        }
    }
}
