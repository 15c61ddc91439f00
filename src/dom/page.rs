//! Where the widget is.

/// The address that relative ones on the page are resolved against; empty where there is none.
pub(crate) fn page_url() -> String {
    let document = web_sys::window().and_then(|window| window.document());
    document.and_then(|document| document.base_uri().ok().flatten()).unwrap_or_default()
}
