//! How long do the pure parts take, natively? `cargo bench --no-default-features`, followed by a part of a name if only
//! some are wanted. One file per step on the way from bytes to marks.
//!
//! The browser's times differ, but what grows faster than the events, or doubles from one commit to the next, shows here.

#[path = "../data/mod.rs"]
mod data;
#[path = "../data/formats.rs"]
mod foreign;
mod formats;
mod layout;
mod news;
mod query;
mod read;

/// The numbers of events.
const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];

fn main() {
    divan::main();
}
