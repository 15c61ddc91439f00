//! What a reader copies.

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::own_task;

/// Copies a text and tells whether that was possible: a browser may refuse, and pages without TLS have no clipboard.
/// To be called while the browser handles a press of the reader's.
pub(crate) fn copy(text: &str, then: impl FnOnce(bool) + 'static) {
    let clipboard = web_sys::window().map(|window| window.navigator().clipboard());
    let Some(clipboard) = clipboard.filter(|clipboard| !AsRef::<JsValue>::as_ref(clipboard).is_undefined())
    else {
        return then(false);
    };
    let written = clipboard.write_text(text);
    spawn_local(own_task(Box::pin(async move { then(JsFuture::from(written).await.is_ok()) })));
}
