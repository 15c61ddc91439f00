//! How long does reading take in each format? Beside it a yardstick: `serde_json` making its tree of as many bytes of JSON, of the same
//! ones where the format is JSON. Reading is to take at most two and a half times as long, and does not yet: 3 to 13 times in JSON, more elsewhere.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use news_timeline::read::{ReadOptions, read};

use crate::foreign::{FORMATS, file};

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
    let own = file(format, BYTES);
    let text = if own.starts_with(['{', '[']) { own } else { file("jsonfeed", BYTES) };
    bencher
        .counter(BytesCount::new(text.len()))
        .bench_local(|| serde_json::from_slice::<serde_json::Value>(black_box(text.as_bytes())).ok());
}
