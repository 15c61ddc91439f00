//! What machine it runs on, as far as its keys are called differently.

/// Whether it is one of Apple's, whose keyboards have a key ⌘.
pub(crate) fn is_mac() -> bool {
    let platform = web_sys::window().and_then(|window| window.navigator().platform().ok());
    platform.is_some_and(|platform| platform.starts_with("Mac"))
}
