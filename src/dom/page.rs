//! Where the widget is.

/// The address that relative ones on the page are resolved against; empty where there is none.
pub(crate) fn page_url() -> String {
    let document = web_sys::window().and_then(|window| window.document());
    document.and_then(|document| document.base_uri().ok().flatten()).unwrap_or_default()
}

/// Whether nobody can see the page: it is in a tab behind another, or its window is put away.
pub(crate) fn is_hidden() -> bool {
    web_sys::window().and_then(|window| window.document()).is_some_and(|document| document.hidden())
}
