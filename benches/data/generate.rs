//! Writes the benchmarks' data to a file: `generate EVENTS FILE`. For the browsers, which cannot call Rust.
//!
//! It needs no more than `rustc -O`.

#[path = "mod.rs"]
mod data;

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [events, file] = arguments.as_slice() else { return Err("generate EVENTS FILE".into()) };
    Ok(std::fs::write(file, data::articles(events.parse()?))?)
}
