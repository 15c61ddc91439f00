//! The data over the network, piece by piece, given up when nobody waits for it any more.

use std::cell::Cell;
use std::rc::{Rc, Weak};

use gloo_net::http;
use js_sys::{ArrayBuffer, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStream, RequestCache, RequestMode};

use super::frame::timer;
use super::{after_ms, page_url};

#[wasm_bindgen]
extern "C" {
    /// <https://developer.mozilla.org/docs/Web/API/ReadableStreamBYOBReader>, or one that allots each piece itself.
    type Reader;
    #[wasm_bindgen(method, structural)]
    fn read(this: &Reader, into: &Uint8Array) -> Promise;
    type Body;
    #[wasm_bindgen(method, structural, catch, js_name = getReader)]
    fn get_reader(this: &Body, options: &JsValue) -> Result<Reader, JsValue>;
}

/// How much comes at once, in bytes, and is read at once: so many take a few ms. Some browsers hand over more.
pub(crate) const PIECE: u32 = 128 * 1024;

/// How much of a file has arrived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Progress {
    /// Bytes that have arrived, after decompression.
    pub(crate) received: u64,
    /// Bytes in all, where the server says so and does not compress.
    pub(crate) total: Option<u64>,
}

/// Why no data arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FetchError {
    /// The device is not connected.
    Offline,
    /// The server cannot be reached.
    Network,
    /// The server can be reached, and does not allow this page to read the file.
    Forbidden,
    /// The connection ended before the file did.
    BrokenOff,
    /// No answer came for a while.
    TimedOut,
    /// Next to nothing of the file came for a while.
    TooSlow,
    /// The file is larger than so many bytes, which is what is allowed.
    TooLarge(u64),
    /// The server answered with an error: its status.
    Http(u16),
}

impl FetchError {
    /// Whether it is likely to pass by itself.
    pub(crate) fn may_pass(&self) -> bool {
        match self {
            FetchError::Network | FetchError::BrokenOff => true,
            FetchError::Http(status) => matches!(status, 408 | 425 | 429 | 502..=504),
            FetchError::Offline
            | FetchError::Forbidden
            | FetchError::TimedOut
            | FetchError::TooSlow
            | FetchError::TooLarge(_) => false,
        }
    }
}

/// Aborts the request when it is dropped.
struct AbortOnDrop(Option<AbortController>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

/// A request that was begun before the widget ran. Dropping it aborts it.
pub(crate) struct Begun {
    url: String,
    response: Promise,
    abort: AbortOnDrop,
}

impl Begun {
    /// The request of an absolute address: a promise of its `Response`, and what aborts it.
    pub(crate) fn new(url: String, response: Promise, abort: AbortController) -> Begun {
        Begun { url, response, abort: AbortOnDrop(Some(abort)) }
    }
}

/// A file that is arriving. Dropping it aborts the request.
pub(crate) struct Arriving {
    body: Option<Reader>,
    /// Where the next piece goes to: all pieces take the memory of one, if the browser knows how.
    room: ArrayBuffer,
    /// What was asked for and has not come yet.
    read: Option<Promise>,
    progress: Progress,
    max_bytes: u64,
    version: Option<String>,
    patience: Patience,
    abort: AbortOnDrop,
}

/// How a file is asked for.
pub(crate) struct Asking {
    /// A request for it that was begun already.
    pub(crate) begun: Option<Begun>,
    /// Whether the server is to be asked even if the browser still has the file. It may answer that nothing has changed.
    pub(crate) anew: bool,
    /// How large the file may be.
    pub(crate) max_bytes: u64,
}

/// Asks for a file.
pub(crate) async fn fetch(url: &str, asking: Asking) -> Result<Arriving, FetchError> {
    let (patience, (response, abort)) = match asking.begun {
        Some(Begun { url: of, response, abort }) if of == url => {
            let patience = Patience::new(&abort);
            let response = JsFuture::from(response).await.ok();
            let response = response.map(|response| response.unchecked_into::<web_sys::Response>().into());
            (patience, (response, abort))
        }
        _ => {
            let abort = AbortOnDrop(AbortController::new().ok());
            let patience = Patience::new(&abort);
            let signal = abort.0.as_ref().map(AbortController::signal);
            let cache = if asking.anew { RequestCache::NoCache } else { RequestCache::Default };
            let request = http::Request::get(url).cache(cache).abort_signal(signal.as_ref());
            (patience, (request.send().await.ok(), abort))
        }
    };
    let response: http::Response = match response {
        Some(response) => response,
        None if patience.is_over() => return Err(FetchError::TimedOut),
        None => return Err(why(url).await),
    };
    if !response.ok() {
        return Err(FetchError::Http(response.status()));
    }
    patience.hear(true, TRICKLE);
    let headers = response.headers();
    let length = headers.get("content-length").and_then(|length| length.parse().ok());
    let total = length.filter(|_| headers.get("content-encoding").is_none());
    let max_bytes = asking.max_bytes;
    if total.is_some_and(|total| total > max_bytes) {
        return Err(FetchError::TooLarge(max_bytes));
    }
    let version = headers.get("etag").or_else(|| headers.get("last-modified"));
    let body = response.body().and_then(reader);
    let progress = Progress { received: 0, total };
    Ok(Arriving {
        body,
        room: ArrayBuffer::new(PIECE),
        read: None,
        progress,
        max_bytes,
        version,
        patience,
        abort,
    })
}

/// Reads a body into memory that is handed over with each call, where that can be done.
fn reader(body: ReadableStream) -> Option<Reader> {
    let options = js_sys::Object::new();
    _ = Reflect::set(&options, &"mode".into(), &"byob".into());
    let body: Body = body.unchecked_into();
    body.get_reader(&options).or_else(|_| body.get_reader(&JsValue::UNDEFINED)).ok()
}

/// Why there is no answer. Browsers do not tell a page; but a request of which the page may not read the answer succeeds
/// where a server answers, and that page is told that much.
async fn why(url: &str) -> FetchError {
    if web_sys::window().is_some_and(|window| !window.navigator().on_line()) {
        return FetchError::Offline;
    }
    let origin = |url: &str| web_sys::Url::new(url).map(|url| url.origin()).ok();
    let is_elsewhere = origin(url) != origin(&page_url());
    if is_elsewhere && http::Request::get(url).mode(RequestMode::NoCors).send().await.is_ok() {
        FetchError::Forbidden
    } else {
        FetchError::Network
    }
}

/// How long next to nothing may come, in ms. It is looked at in such intervals, so that a request is given up after one or two of them.
const PATIENCE_MS: i32 = 20_000;
/// Fewer bytes than this in an interval are next to nothing.
const TRICKLE: u64 = 1000;

/// Aborts a request from which next to nothing comes any more.
struct Patience(Option<Rc<Watch>>);

struct Watch {
    heard: Cell<Heard>,
    abort: AbortController,
}

#[derive(Clone, Copy)]
struct Heard {
    /// Since the last look.
    bytes: u64,
    /// Whether the widget waits for the server, and not the server for the widget.
    is_awaited: bool,
    is_over: bool,
}

impl Patience {
    fn new(abort: &AbortOnDrop) -> Patience {
        Patience(abort.0.clone().map(|abort| {
            // The first look is not the last.
            let heard = Cell::new(Heard { bytes: TRICKLE, is_awaited: true, is_over: false });
            let watch = Rc::new(Watch { heard, abort });
            look(Rc::downgrade(&watch));
            watch
        }))
    }

    fn is_over(&self) -> bool {
        self.0.as_ref().is_some_and(|watch| watch.heard.get().is_over)
    }

    /// The widget waits for more, or has got so many bytes and works on them.
    fn hear(&self, is_awaited: bool, bytes: u64) {
        if let Some(watch) = &self.0 {
            let heard = watch.heard.get();
            watch.heard.set(Heard { is_awaited, bytes: heard.bytes.saturating_add(bytes), ..heard });
        }
    }
}

fn look(watch: Weak<Watch>) {
    after_ms(PATIENCE_MS, move || {
        let Some(there) = watch.upgrade() else { return };
        let heard = there.heard.get();
        let is_over = heard.is_awaited && heard.bytes < TRICKLE;
        there.heard.set(Heard { bytes: 0, is_over, ..heard });
        if is_over {
            there.abort.abort();
        } else {
            look(watch);
        }
    });
}

/// What comes of waiting for a file.
pub(crate) enum Next {
    /// The next bytes.
    Bytes(Uint8Array),
    /// Nothing for so long as one wanted to wait.
    Nothing,
    /// The file is there.
    End,
}

impl Arriving {
    /// Waits for the next bytes, at most so many ms.
    pub(crate) async fn next(&mut self, at_most_ms: Option<i32>) -> Result<Next, FetchError> {
        let Some(body) = &self.body else { return Ok(Next::End) };
        let read = self.read.take().unwrap_or_else(|| {
            self.patience.hear(true, 0);
            body.read(&Uint8Array::new(&self.room))
        });
        let wait = match at_most_ms {
            Some(ms) => Promise::race(&js_sys::Array::of2(&read, &timer(ms))),
            None => read.clone(),
        };
        let part = JsFuture::from(wait).await;
        let why = if self.patience.is_over() { FetchError::TooSlow } else { FetchError::BrokenOff };
        let part = part.map_err(|_| why)?;
        if part.is_undefined() {
            self.read = Some(read);
            return Ok(Next::Nothing);
        }
        let bytes = Reflect::get(&part, &JsValue::from_str("value")).ok();
        let bytes = bytes.and_then(|bytes| bytes.dyn_into::<Uint8Array>().ok());
        let Some(bytes) = bytes.filter(|bytes| bytes.length() > 0) else {
            // To abort what has ended would count as a failure.
            self.abort.0 = None;
            return Ok(Next::End);
        };
        self.room = bytes.buffer();
        self.patience.hear(false, bytes.length().into());
        self.progress.received = self.progress.received.saturating_add(bytes.length().into());
        if self.progress.received > self.max_bytes {
            return Err(FetchError::TooLarge(self.max_bytes));
        }
        Ok(Next::Bytes(bytes))
    }

    /// What tells this version of the file from others, where the server and CORS let it be known.
    pub(crate) fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    /// How large it may be, in bytes.
    pub(crate) fn max_bytes(&self) -> u64 {
        self.max_bytes
    }

    /// How much has arrived.
    pub(crate) fn progress(&self) -> Progress {
        self.progress
    }
}
