//! The data over the network, with progress, given up when nobody waits for it any more.

use js_sys::{Reflect, Uint8Array};
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

/// Fetches a file. Dropping the future aborts the request.
pub(crate) async fn fetch_bytes(
    url: &str,
    mut progress: impl FnMut(Progress),
) -> Result<Vec<u8>, FetchError> {
    let abort = AbortOnDrop(AbortController::new().ok());
    let signal = abort.0.as_ref().map(AbortController::signal);
    let request = gloo_net::http::Request::get(url).abort_signal(signal.as_ref());
    let response = request.send().await.map_err(|_| FetchError::Network)?;
    if !response.ok() {
        return Err(FetchError::Http(response.status()));
    }
    let headers = response.headers();
    let length = headers.get("content-length").and_then(|length| length.parse().ok());
    let total: Option<u64> = length.filter(|_| headers.get("content-encoding").is_none());
    let Some(body) = response.body() else { return Ok(Vec::new()) };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut chunks: Vec<Uint8Array> = Vec::new();
    let mut received = 0_usize;
    loop {
        let part = JsFuture::from(reader.read()).await.map_err(|_| FetchError::Network)?;
        let Ok(chunk) = Reflect::get(&part, &JsValue::from_str("value")) else { break };
        let Ok(chunk) = chunk.dyn_into::<Uint8Array>() else { break };
        received = received.saturating_add(chunk.length() as usize);
        chunks.push(chunk);
        progress(Progress { received: received as u64, total });
    }
    // All at once: to grow by chunks would copy what has arrived again and again.
    let mut bytes = vec![0; received];
    let mut rest = bytes.as_mut_slice();
    for chunk in chunks {
        let Some((room, after)) = rest.split_at_mut_checked(chunk.length() as usize) else { break };
        chunk.copy_to(room);
        rest = after;
    }
    Ok(bytes)
}
