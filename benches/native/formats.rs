//! How long does reading take in each format? Beside it a yardstick: `serde_json` making its tree of the same file, or, where that is no
//! JSON, of the same records as JSON. Both give back what they made. Reading is to take at most two and a half times as long: `docs/performance.md` tells where it does.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use news_timeline::read::{ReadOptions, read};

use crate::foreign::{FORMATS, file, json};

/// How large the files are.
const BYTES: usize = 10_000_000;

#[divan::bench(args = FORMATS, sample_count = 5, sample_size = 1)]
fn archive(bencher: Bencher<'_, '_>, format: &str) {
    let text = file(format, BYTES);
    let options = ReadOptions { base_url: "https://news.example/", zone: &|_| 0, format: None };
    bencher
        .counter(BytesCount::new(text.len()))
        .bench_local(|| read(black_box(text.as_bytes()), &options).map(|reading| reading.archive.len()).ok());
}

#[divan::bench(args = FORMATS, sample_count = 5, sample_size = 1)]
fn serde_json_value(bencher: Bencher<'_, '_>, format: &str) {
    let text = json(format, &file(format, BYTES));
    bencher
        .counter(BytesCount::new(text.len()))
        .bench_local(|| serde_json::from_slice::<serde_json::Value>(black_box(text.as_bytes())).is_ok());
}
