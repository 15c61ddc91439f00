//! Files of other formats than ours: the one way to their readers, and the pages that some of them come in.

use crate::dom::{Asking, FetchError, Next, Part, fetch, fetched};
use crate::read::{Finished, Foreign, Incoming, ReadError, ReadOptions, Reading, formats};

/// How many pages of one file are read.
const MAX_PAGES: usize = 20;

/// Reads a page of a file: the only place from which a format's reader is called.
async fn translate(foreign: &mut Foreign<'_>) -> Result<(), ReadError> {
    if fetched(Part::Formats).await { formats::read(foreign) } else { Err(ReadError::NoReader) }
}

/// Reads a file, and the pages that follow it on the same server, if there is a bound on the bytes of each.
pub(super) async fn read_foreign(
    mut foreign: Foreign<'_>,
    max_bytes: Option<u64>,
) -> Result<Reading, ReadError> {
    translate(&mut foreign).await?;
    let mut asked: Vec<String> = vec![foreign.base_url().to_owned()];
    while let (Some(url), Some(max_bytes)) = (foreign.take_next(), max_bytes) {
        // A page that is its own next would never end; another server may learn nothing of who reads here.
        if asked.contains(&url) || origin(&url) != origin(foreign.base_url()) {
            foreign.stop("names a next page that is not on its server, or was read before; passed over");
            break;
        }
        if asked.len() >= MAX_PAGES {
            foreign.stop("has more pages than are read; what is on the first ones is shown");
            break;
        }
        match page(&url, &foreign, max_bytes).await {
            Ok(Some(page)) => foreign.add_page(page),
            // Where pages are counted, the one after the last may be an error.
            Ok(None) => break,
            Err(()) => {
                foreign.stop("has another page that did not arrive; what is on those before it is shown");
                break;
            }
        }
        asked.push(url);
        translate(&mut foreign).await?;
    }
    Ok(foreign.finish())
}

/// A page, unread; `None` if the server says that there is none.
async fn page<'a>(url: &str, before: &Foreign<'a>, max_bytes: u64) -> Result<Option<Foreign<'a>>, ()> {
    let asking = Asking { begun: None, anew: false, max_bytes };
    let mut arriving = match fetch(url, asking).await {
        Ok(arriving) => arriving,
        Err(FetchError::Http(400 | 404)) => return Ok(None),
        Err(_) => return Err(()),
    };
    let options = ReadOptions { format: before.format(), ..before.options() };
    let mut incoming = Incoming::new(options);
    loop {
        match arriving.next(None).await.map_err(|_| ())? {
            Next::Bytes(bytes) => incoming.push(&bytes.to_vec()),
            Next::Nothing => {}
            Next::End => break,
        }
    }
    match incoming.finish() {
        Ok(Finished::Foreign(page)) => Ok(Some(page)),
        _ => Err(()),
    }
}

fn origin(url: &str) -> Option<String> {
    web_sys::Url::new(url).map(|url| url.origin()).ok()
}
