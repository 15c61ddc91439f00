//! How long does a click on a value take, as far as it is work of the query?

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use fixedbitset::FixedBitSet;
use news_timeline::archive::{Archive, Facet};
use news_timeline::query::{Choice, FacetCounts, counts, intersection, pass};

use crate::SIZES;
use crate::news::archive;

/// The third actor by its index is chosen.
fn choice(archive: &Archive) -> Choice {
    let mut choice = Choice::default();
    choice.toggle(archive.facet(Facet::Actor).names.get(2));
    choice
}

/// Which events pass the choice of an actor.
#[divan::bench(args = SIZES, sample_count = 20)]
fn filter(bencher: Bencher<'_, '_>, events: usize) {
    let archive = archive(events);
    let choice = choice(&archive);
    bencher.counter(ItemsCount::new(events)).bench_local(|| pass(black_box(&archive), Facet::Actor, &choice));
}

/// The counts of all facets under the choice: each of the others, and all of its own.
#[divan::bench(args = SIZES, sample_count = 20)]
fn count(bencher: Bencher<'_, '_>, events: usize) {
    let archive = archive(events);
    let passing = pass(&archive, Facet::Actor, &choice(&archive)).unwrap_or_default();
    bencher.counter(ItemsCount::new(events)).bench_local(|| facets(black_box(&archive), &passing));
}

fn facets(archive: &Archive, passing: &FixedBitSet) -> [FacetCounts; 4] {
    Facet::ALL.map(|facet| {
        let parts = if facet == Facet::Actor { Vec::new() } else { vec![passing] };
        counts(archive, &intersection(archive.len(), &parts), facet)
    })
}
