//! How long does it take to decide which marks are drawn where? Once per zoom step, and once per stride of a pan.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use news_timeline::layout::{self, Arrangement, Lane, Mark, REST, Stack, Style, Window, quantise};

use crate::SIZES;
use crate::news::{Columns, archive};

/// The width of the view, in px.
const WIDTH_PX: f64 = 1200.0;
/// The overview's bins.
const BINS: usize = 300;
const KINDS: usize = 6;

fn arrangement(columns: &Columns, lanes: &[Lane], views: f64) -> Arrangement {
    let (start_ms, end_ms) = columns.extent_ms();
    let home_ms_per_px = (end_ms - start_ms) as f64 / WIDTH_PX;
    let stack = Stack::new(&columns.events(), lanes, home_ms_per_px, 5, &Style::default());
    Arrangement::new(stack.into(), quantise(home_ms_per_px / views))
}

/// A view of a share of the whole, in the middle.
fn view(columns: &Columns, views: f64) -> Window {
    let (start_ms, end_ms) = columns.extent_ms();
    let (middle_ms, part_ms) = (start_ms.midpoint(end_ms), ((end_ms - start_ms) as f64 / views / 2.0) as i64);
    Window { start_ms: middle_ms - part_ms, end_ms: middle_ms + part_ms }
}

fn arranged(columns: &Columns, lanes: &[Lane], views: f64) -> Vec<Mark> {
    let marks = arrangement(columns, lanes, views);
    marks.marks(&columns.events(), view(columns, views), 0.0..f64::INFINITY)
}

/// Everything in view, in one lane.
#[divan::bench(args = SIZES, sample_count = 10)]
fn arrange_one_lane(bencher: Bencher<'_, '_>, events: usize) {
    let columns = Columns::new(archive(events));
    let lanes = [Lane { key: REST, events: columns.events().by_middle() }];
    bencher.counter(ItemsCount::new(events)).bench_local(|| arranged(black_box(&columns), &lanes, 1.0));
}

/// Everything in view, in nine lanes.
#[divan::bench(args = SIZES, sample_count = 10)]
fn arrange_countries(bencher: Bencher<'_, '_>, events: usize) {
    let columns = Columns::new(archive(events));
    let lanes = columns.by_country();
    bencher.counter(ItemsCount::new(events)).bench_local(|| arranged(black_box(&columns), &lanes, 1.0));
}

/// A hundredth in view: fewer clusters, more symbols.
#[divan::bench(args = SIZES, sample_count = 10)]
fn arrange_near(bencher: Bencher<'_, '_>, events: usize) {
    let columns = Columns::new(archive(events));
    let lanes = columns.by_country();
    bencher.counter(ItemsCount::new(events)).bench_local(|| arranged(black_box(&columns), &lanes, 100.0));
}

/// The marks in a view, a hundredth of the whole, in the middle.
#[divan::bench(args = SIZES, sample_count = 20)]
fn marks_in_view(bencher: Bencher<'_, '_>, events: usize) {
    let columns = Columns::new(archive(events));
    let arrangement = arrangement(&columns, &columns.by_country(), 100.0);
    let window = view(&columns, 100.0);
    bencher.bench_local(|| arrangement.marks(&columns.events(), black_box(window), 0.0..f64::INFINITY));
}

/// The overview.
#[divan::bench(args = SIZES, sample_count = 20)]
fn histogram(bencher: Bencher<'_, '_>, events: usize) {
    let columns = Columns::new(archive(events));
    let (start_ms, end_ms) = columns.extent_ms();
    bencher.counter(ItemsCount::new(events)).bench_local(|| {
        let events = columns.events();
        let anchors = black_box(events.start_ms).iter().copied().zip(events.kind.iter().copied());
        layout::histogram(anchors, start_ms, end_ms, BINS, KINDS)
    });
}
