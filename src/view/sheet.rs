//! A sheet over the page, for narrow hosts: the browser's own dialog, which keeps the focus in and gives it back.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement};

use super::el::{El, el};
use crate::state::reactive::react;

/// A sheet that is open while `is_open` says so; `closed` is called when the reader closes it.
pub(super) fn sheet(name: &str, is_open: impl Fn() -> bool + 'static, closed: impl Fn() + 'static) -> El {
    let sheet = el("dialog").class("sheet").attr("aria-label", name);
    let dialog: HtmlDialogElement = sheet.node().clone().unchecked_into();
    let own = dialog.clone();
    react(move || match is_open() {
        // A dialog can only be shown once it is in the page.
        true if dialog.is_connected() => {
            if !dialog.open() {
                _ = dialog.show_modal();
            }
        }
        true => {
            let dialog = dialog.clone();
            crate::dom::at_next_frame(move || {
                if dialog.is_connected() && !dialog.open() {
                    _ = dialog.show_modal();
                }
            });
        }
        false => dialog.close(),
    });
    sheet
        .on("close", move |_| closed())
        // The backdrop belongs to the dialog; everything else stands in its content.
        .on("click", move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            if target.as_ref() == Some(own.as_ref()) {
                own.close();
            }
        })
}
