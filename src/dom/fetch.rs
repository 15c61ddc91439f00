//! The data over the network, piece by piece, given up when nobody waits for it any more.

use gloo_net::http;
use js_sys::{Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader};

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
    /// The server cannot be reached, or forbids this page to read it.
    Network,
    /// The server answered with an error: its status.
    Http(u16),
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
    body: Option<ReadableStreamDefaultReader>,
    progress: Progress,
    abort: AbortOnDrop,
}

/// Asks for a file, or takes over the request for it that was begun.
pub(crate) async fn fetch(url: &str, begun: Option<Begun>) -> Result<Arriving, FetchError> {
    let (response, abort) = match begun {
        Some(Begun { url: of, response, abort }) if of == url => {
            let response = JsFuture::from(response).await.ok();
            (response.map(|response| response.unchecked_into::<web_sys::Response>().into()), abort)
        }
        _ => {
            let abort = AbortOnDrop(AbortController::new().ok());
            let signal = abort.0.as_ref().map(AbortController::signal);
            (http::Request::get(url).abort_signal(signal.as_ref()).send().await.ok(), abort)
        }
    };
    let response: http::Response = response.ok_or(FetchError::Network)?;
    if !response.ok() {
        return Err(FetchError::Http(response.status()));
    }
    let headers = response.headers();
    let length = headers.get("content-length").and_then(|length| length.parse().ok());
    let total = length.filter(|_| headers.get("content-encoding").is_none());
    let body = response.body().map(|body| body.get_reader().unchecked_into());
    Ok(Arriving { body, progress: Progress { received: 0, total }, abort })
}

impl Arriving {
    /// The next bytes; `None` at the end.
    pub(crate) async fn next(&mut self) -> Result<Option<Uint8Array>, FetchError> {
        let bytes = match &self.body {
            Some(body) => {
                let part = JsFuture::from(body.read()).await.map_err(|_| FetchError::Network)?;
                let bytes = Reflect::get(&part, &JsValue::from_str("value")).ok();
                bytes.and_then(|bytes| bytes.dyn_into::<Uint8Array>().ok())
            }
            None => None,
        };
        match &bytes {
            Some(bytes) => {
                self.progress.received = self.progress.received.saturating_add(bytes.length().into());
            }
            // To abort what has ended would count as a failure.
            None => self.abort.0 = None,
        }
        Ok(bytes)
    }

    /// How much has arrived.
    pub(crate) fn progress(&self) -> Progress {
        self.progress
    }
}
