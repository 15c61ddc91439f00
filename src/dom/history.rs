//! The page's address: its fragment, and the history of it.

use web_sys::{EventTarget, Location, Window};

use super::Listener;

fn location() -> Option<(Window, Location)> {
    web_sys::window().map(|window| {
        let location = window.location();
        (window, location)
    })
}

/// The fragment of the page's address as the browser writes it, without `#`; empty if there is none.
pub(crate) fn fragment() -> String {
    let hash = location().and_then(|(_, location)| location.hash().ok()).unwrap_or_default();
    hash.strip_prefix('#').unwrap_or_default().to_owned()
}

/// The page's address with another fragment, without one if it is empty.
pub(crate) fn address_with(fragment: &str) -> String {
    let href = location().and_then(|(_, location)| location.href().ok()).unwrap_or_default();
    let page = href.split('#').next().unwrap_or_default();
    if fragment.is_empty() { page.to_owned() } else { [page, "#", fragment].concat() }
}

/// Replaces the page's fragment: in a new entry of the history, or in the present one, whose state stays the page's.
pub(crate) fn write_fragment(fragment: &str, new_entry: bool) {
    let Some(history) = location().and_then(|(window, _)| window.history().ok()) else { return };
    // In full: a relative one would be resolved against the page's base, which may be another page.
    let address = address_with(fragment);
    let state = history.state().unwrap_or_default();
    // Fails where the page may not (a sandbox), or not so often: the address is then as it was.
    _ = if new_entry {
        history.push_state_with_url(&state, "", Some(&address))
    } else {
        history.replace_state_with_url(&state, "", Some(&address))
    };
}

/// Tells of each change of the fragment that is not by [`write_fragment`], for as long as the listeners live.
pub(crate) fn on_fragment_change(then: impl Fn() + Clone + 'static) -> Option<[Listener; 2]> {
    let window = web_sys::window()?;
    let window: &EventTarget = &window;
    // Either comes alone: the one where only the state changes, the other in old browsers.
    Some(["popstate", "hashchange"].map(|event| {
        let then = then.clone();
        Listener::new(window, event, Box::new(move |_| then()))
    }))
}
