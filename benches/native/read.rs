//! How long does reading take? Beside it a yardstick: `serde_json` making its tree of the same bytes.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};

use crate::SIZES;
use crate::data::articles;
use crate::news::reading;

#[divan::bench(args = SIZES, sample_count = 10, sample_size = 1)]
fn archive(bencher: Bencher<'_, '_>, events: usize) {
    let json = articles(events);
    bencher.counter(BytesCount::new(json.len())).bench_local(|| reading(black_box(json.as_bytes())));
}

#[divan::bench(args = SIZES, sample_count = 10, sample_size = 1)]
fn serde_json_value(bencher: Bencher<'_, '_>, events: usize) {
    let json = articles(events);
    bencher
        .counter(BytesCount::new(json.len()))
        .bench_local(|| serde_json::from_slice::<serde_json::Value>(black_box(json.as_bytes())).ok());
}
