//! How long does it take to decide which marks are drawn where? Once per zoom step, and once per stride of a pan.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use news_timeline::layout::{self, Arrangement, Lane, Mark, REST, Stack, Style, Window, quantise};

use crate::SIZES;
use crate::news::News;

/// The width of the view, in px.
const WIDTH_PX: f64 = 1200.0;
/// The overview's bins.
const BINS: usize = 300;
const KINDS: usize = 6;

fn arrangement(news: &News, lanes: &[Lane], views: f64) -> Arrangement {
    let (start_ms, end_ms) = news.extent_ms();
    let home_ms_per_px = (end_ms - start_ms) as f64 / WIDTH_PX;
    let stack = Stack::new(&news.events(), lanes, home_ms_per_px, 5, &Style::default());
    Arrangement::new(stack.into(), quantise(home_ms_per_px / views))
}

/// A view of a share of the whole, in the middle.
fn view(news: &News, views: f64) -> Window {
    let (start_ms, end_ms) = news.extent_ms();
    let (middle_ms, part_ms) = (start_ms.midpoint(end_ms), ((end_ms - start_ms) as f64 / views / 2.0) as i64);
    Window { start_ms: middle_ms - part_ms, end_ms: middle_ms + part_ms }
}

fn arranged(news: &News, lanes: &[Lane], views: f64) -> Vec<Mark> {
    let marks = arrangement(news, lanes, views);
    marks.marks(&news.events(), view(news, views), 0.0..f64::INFINITY)
}

/// Everything in view, in one lane.
#[divan::bench(args = SIZES, sample_count = 10)]
fn arrange_one_lane(bencher: Bencher<'_, '_>, events: usize) {
    let news = News::new(events);
    let lanes = [Lane { key: REST, events: news.events().by_middle() }];
    bencher.counter(ItemsCount::new(events)).bench_local(|| arranged(black_box(&news), &lanes, 1.0));
}

/// Everything in view, in nine lanes.
#[divan::bench(args = SIZES, sample_count = 10)]
fn arrange_countries(bencher: Bencher<'_, '_>, events: usize) {
    let news = News::new(events);
    let lanes = news.by_country();
    bencher.counter(ItemsCount::new(events)).bench_local(|| arranged(black_box(&news), &lanes, 1.0));
}

/// A hundredth in view: fewer clusters, more symbols.
#[divan::bench(args = SIZES, sample_count = 10)]
fn arrange_near(bencher: Bencher<'_, '_>, events: usize) {
    let news = News::new(events);
    let lanes = news.by_country();
    bencher.counter(ItemsCount::new(events)).bench_local(|| arranged(black_box(&news), &lanes, 100.0));
}

/// The marks in a view, a hundredth of the whole, in the middle.
#[divan::bench(args = SIZES, sample_count = 20)]
fn marks_in_view(bencher: Bencher<'_, '_>, events: usize) {
    let news = News::new(events);
    let arrangement = arrangement(&news, &news.by_country(), 100.0);
    let window = view(&news, 100.0);
    bencher.bench_local(|| arrangement.marks(&news.events(), black_box(window), 0.0..f64::INFINITY));
}

/// The overview.
#[divan::bench(args = SIZES, sample_count = 20)]
fn histogram(bencher: Bencher<'_, '_>, events: usize) {
    let news = News::new(events);
    let (start_ms, end_ms) = news.extent_ms();
    bencher.counter(ItemsCount::new(events)).bench_local(|| {
        let events = news.events();
        let anchors = black_box(events.start_ms).iter().copied().zip(events.kind.iter().copied());
        layout::histogram(anchors, start_ms, end_ms, BINS, KINDS)
    });
}
