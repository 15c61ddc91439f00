//! Any bytes, in any format: nothing panics, hangs, or takes memory out of proportion, and pieces make no difference.
//!
//! The last byte names the format, of which most name none; the rest is the file.

#![no_main]

use libfuzzer_sys::fuzz_target;
use news_timeline::read::{Format, ReadOptions, read};

fuzz_target!(|data: &[u8]| {
    let Some((last, file)) = data.split_last() else { return };
    let formats: Vec<Format> = Format::all().collect();
    // Most often it is found out.
    let format = formats.get(usize::from(*last)).copied();
    let options = ReadOptions { base_url: "https://news.example/wp-json/wp/v2/posts", zone: &|_| 60, format };
    if let Ok(reading) = read(file, &options) {
        // No event comes from nothing: the shortest takes some bytes.
        assert!(reading.archive.len() <= file.len());
        assert!(
            reading.archive.events().all(|event| !event.title().is_empty() && !event.reports().is_empty())
        );
        for article in reading.archive.articles() {
            let url = reading.archive.text(article.url);
            let is_web =
                url.is_empty() || url.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http"));
            assert!(is_web, "{url}");
        }
    }
});
