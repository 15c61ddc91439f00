//! Does work grow with the events, and no faster? Counted, not timed, so that a busy machine says the same as an idle one:
//! what allocates per event, or doubles its room again and again, shows.

#![expect(clippy::expect_used, reason = "a test fails by panicking, in its own functions too")]

#[path = "../benches/data/mod.rs"]
mod data;
#[path = "../benches/native/news.rs"]
mod news;

use allocation_counter::{AllocationInfo, measure};
use news::{News, archive};
use news_timeline::archive::{Archive, Facet};
use news_timeline::layout::{Arrangement, Lane, Mark, Stack, Style, Window, quantise};
use news_timeline::query::{Choice, counts, intersection, pass};

const EVENTS: usize = 10_000;

/// Twice the events may take so much more. A square would be four times as much.
const TWICE: f64 = 2.2;

fn ratio(more: u64, less: u64) -> f64 {
    more as f64 / less.max(1) as f64
}

/// Asserts that twice the events take no more than about twice the memory, and at most so many allocations per event.
fn grows_evenly(what: &str, per_event: f64, work: impl Fn(usize) -> AllocationInfo) {
    let (once, twice) = (work(EVENTS), work(2 * EVENTS));
    assert!(once.bytes_total > 0, "{what} allocates something");
    let bytes = ratio(twice.bytes_total, once.bytes_total);
    let peak = ratio(twice.bytes_max, once.bytes_max);
    let counted = twice.count_total as f64 / (2 * EVENTS) as f64;
    eprintln!("{what}: bytes × {bytes:.2}, peak × {peak:.2}, {counted:.4} allocations per event");
    assert!(bytes <= TWICE, "{what}: {bytes:.2} times the bytes");
    assert!(peak <= TWICE, "{what}: {peak:.2} times the bytes at once");
    assert!(counted <= per_event, "{what}: {counted:.4} allocations per event");
}

#[test]
fn reading_allocates_evenly() {
    grows_evenly("reading", 20.0, |events| {
        let json = data::articles(events);
        measure(|| drop(news::reading(json.as_bytes())))
    });
}

#[test]
fn a_feed_is_no_list_of_all_its_elements() {
    let item = |no: usize| {
        format!("<item><title>Talks &amp; tea</title><guid>{no}</guid><pubDate>2031-06-02</pubDate></item>")
    };
    let items: String = (0..EVENTS).map(item).collect();
    let peak = |channel: String| {
        let feed = format!("<rss><channel>{channel}</channel></rss>");
        measure(|| drop(news::reading(feed.as_bytes()))).bytes_max
    };
    // What the title is must be known before the first item can be taken.
    let first = peak(format!("<title>Desk</title>{items}"));
    let last = peak(format!("{items}<title>Desk</title>"));
    assert!(last > first + items.len() as u64, "{first} and {last} bytes");
}

#[test]
fn filtering_and_counting_allocate_evenly() {
    grows_evenly("a click on a value", 0.01, |events| {
        let archive = archive(events);
        measure(|| click(&archive))
    });
}

fn click(archive: &Archive) {
    let mut choice = Choice::default();
    choice.toggle(archive.facet(Facet::Actor).names.get(0));
    let passing = pass(archive, Facet::Actor, &choice).expect("something is chosen");
    for facet in Facet::ALL {
        let parts = if facet == Facet::Actor { Vec::new() } else { vec![&passing] };
        let counts = counts(archive, &intersection(archive.len(), &parts), facet);
        assert!(counts.values.iter().any(|count| *count > 0));
    }
}

/// The marks in a window, arranged for the first time.
fn arranged(news: &News, lanes: &[Lane], ms_per_px: f64, window: Window) -> Vec<Mark> {
    let stack = Stack::new(&news.events(), lanes, ms_per_px, 5, &Style::default());
    Arrangement::new(stack.into(), ms_per_px).marks(&news.events(), window, 0.0..f64::INFINITY)
}

#[test]
fn arranging_allocates_evenly() {
    for views in [1.0, 20.0] {
        // What is allocated goes by cells and tiles, not by events.
        grows_evenly("arranging", 0.3, |events| {
            let news = News::new(events);
            let lanes = news.by_country();
            let (start_ms, end_ms) = news.extent_ms();
            let ms_per_px = quantise((end_ms - start_ms) as f64 / (1200.0 * views));
            let (middle_ms, half_ms) = (start_ms.midpoint(end_ms), (600.0 * ms_per_px) as i64);
            let window = Window { start_ms: middle_ms - half_ms, end_ms: middle_ms + half_ms };
            measure(|| drop(arranged(&news, &lanes, ms_per_px, window)))
        });
    }
}

#[test]
fn a_view_has_as_many_marks_whatever_the_data() {
    let marks = |events: usize| {
        let news = News::new(events);
        let (start_ms, end_ms) = news.extent_ms();
        let ms_per_px = quantise((end_ms - start_ms) as f64 / 1200.0);
        let marks = arranged(&news, &news.by_country(), ms_per_px, Window::ALL);
        assert!(marks.iter().map(|mark| mark.count() as usize).sum::<usize>() >= events);
        marks.len()
    };
    let (few, many) = (marks(10_000), marks(50_000));
    assert!(many <= few + few / 4, "{few} marks for 10 000 events, {many} for five times as many");
}

#[test]
fn a_hundred_thousand_events_are_read_whole() {
    let json = data::articles(100_000);
    let reading = news::reading(json.as_bytes()).expect("it is read");
    assert_eq!(reading.archive.len(), 100_000);
    assert_eq!(reading.issues.count(), 0, "nothing in it needs repair");
}
