//! The start of the WebAssembly module. All that it offers is exported by the library.

use news_timeline as _;

fn main() {}
