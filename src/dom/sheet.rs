//! The style of the shadow root: one constructed sheet, shared by all instances, which a strict CSP allows.

use std::cell::OnceCell;

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{CssStyleSheet, ShadowRoot};

/// The widget's style. One file per region would be as many sheets; the parts are joined as the module is built.
const STYLE: &str = concat!(
    include_str!("../../style/widget.css"),
    include_str!("../../style/chart.css"),
    include_str!("../../style/embed.css"),
    include_str!("../../style/facets.css"),
    include_str!("../../style/overview.css"),
    include_str!("../../style/menu.css"),
    include_str!("../../style/list.css"),
    include_str!("../../style/narrow.css"),
    include_str!("../../style/card.css"),
);

/// The looks of kinds, a line each, which is read here and for pictures: number, colours and shape.
pub(crate) const KINDS: &str = include_str!("../../style/kinds.css");

thread_local! {
    static SHEET: OnceCell<CssStyleSheet> = const { OnceCell::new() };
}

/// Adds the widget's style to a shadow root, before the loader's sheet for this instance, which is the last one.
///
/// # Errors
/// If the browser knows no constructed style sheets.
pub(crate) fn adopt_style(root: &ShadowRoot) -> Result<(), JsValue> {
    SHEET.with(|cell| {
        let sheet = match cell.get() {
            Some(sheet) => sheet.clone(),
            None => {
                let sheet = CssStyleSheet::new()?;
                sheet.replace_sync(&[STYLE, KINDS, &kind_colours()].concat())?;
                cell.get_or_init(|| sheet).clone()
            }
        };
        let name = JsValue::from_str("adoptedStyleSheets");
        let own = Array::from(&Reflect::get(root, &name)?).pop();
        Reflect::set(root, &name, &Array::of2(&sheet, &own)).map(drop)
    })
}

/// Each kind's colour under a name of its own, `--k0` and so on: a cluster has the colours of several.
fn kind_colours() -> String {
    let mut rule = String::from(".plot{");
    for (number, rest) in KINDS.lines().filter_map(|line| line.strip_prefix(".k")?.split_once(" { --kind: "))
    {
        let colour = rest.split(';').next().unwrap_or_default();
        for part in ["--k", number, ":", colour, ";"] {
            rule += part;
        }
    }
    rule + "}"
}
