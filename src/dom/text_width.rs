//! How wide a text is in a font, measured on a canvas.

use std::cell::RefCell;

use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use web_sys::{Element, EventTarget};

use super::Intl;
use crate::time::{DateFormat, Fields};

/// Scripts up to here stand letter beside letter: a text is as wide as its letters together.
const SIMPLE_SCRIPTS: usize = 0x590;

#[wasm_bindgen]
extern "C" {
    type Context;
    #[wasm_bindgen(method, setter, structural)]
    fn set_font(this: &Context, font: &str);
    #[wasm_bindgen(method, structural, js_name = measureText)]
    fn measure_text(this: &Context, text: &str) -> Metrics;
    type Metrics;
    #[wasm_bindgen(method, getter, structural)]
    fn width(this: &Metrics) -> f64;
    type Canvas;
    #[wasm_bindgen(method, structural, js_name = getContext)]
    fn get_context(this: &Canvas, kind: &str) -> Option<Context>;
}

/// The fonts in which texts are measured.
pub(crate) struct Fonts {
    /// That of the marks' labels.
    pub(crate) label: TextWidths,
    /// That of the axis, as it stands above its ticks.
    pub(crate) axis: TextWidths,
    /// Their family, as style sheets write it.
    pub(crate) family: String,
}

impl Fonts {
    /// With the font family of an element. Sizes and weights stand in `style/chart.css`, too.
    pub(crate) fn new(of: &Element) -> Fonts {
        let style = web_sys::window().and_then(|window| window.get_computed_style(of).ok().flatten());
        let family = style.and_then(|style| style.get_property_value("font-family").ok()).unwrap_or_default();
        Fonts {
            label: TextWidths::new(of, &["12.5px ", &family].concat(), 12.5),
            axis: TextWidths::new(of, &["600 13px ", &family].concat(), 13.0),
            family,
        }
    }
}

/// The widths of texts in one font, each letter measured once.
pub(crate) struct TextWidths {
    context: Option<Context>,
    /// By letter, in px.
    letters: RefCell<Vec<Option<f32>>>,
    /// Of a letter where nothing can be measured.
    fallback_px: f64,
}

impl TextWidths {
    /// For a font as style sheets write it, in an element's document.
    fn new(of: &Element, font: &str, size_px: f64) -> TextWidths {
        let document = of.owner_document();
        let canvas = document.and_then(|document| document.create_element("canvas").ok());
        let context = canvas.and_then(|canvas| canvas.unchecked_into::<Canvas>().get_context("2d"));
        if let Some(context) = &context {
            context.set_font(font);
        }
        TextWidths { context, letters: RefCell::default(), fallback_px: size_px * 0.55 }
    }

    /// The width of a text, in px.
    pub(crate) fn px(&self, text: &str) -> f64 {
        let Some(context) = &self.context else { return text.chars().count() as f64 * self.fallback_px };
        if text.chars().any(|letter| letter as usize >= SIMPLE_SCRIPTS) {
            return context.measure_text(text).width();
        }
        let mut letters = self.letters.borrow_mut();
        letters.resize(SIMPLE_SCRIPTS, None);
        let width =
            |letter: char| {
                let known = letters.get_mut(letter as usize)?;
                Some(*known.get_or_insert_with(|| {
                    context.measure_text(letter.encode_utf8(&mut [0; 4])).width() as f32
                }))
            };
        f64::from(text.chars().filter_map(width).sum::<f32>())
    }
}

/// What tells when the page has loaded fonts: `document.fonts`.
pub(crate) fn page_fonts() -> Option<EventTarget> {
    let document = web_sys::window()?.document()?;
    Reflect::get(&document, &"fonts".into()).ok()?.dyn_into().ok()
}

/// Dates in a language, measured as the axis shows them.
pub(crate) struct Measured<'a> {
    pub(crate) intl: &'a Intl,
    /// Nothing until the fonts are known.
    pub(crate) fonts: Option<&'a Fonts>,
}

impl DateFormat for Measured<'_> {
    fn format(&self, civil_ms: i64, fields: Fields) -> String {
        self.intl.format(civil_ms, fields)
    }

    fn range(&self, from_ms: i64, to_ms: i64, fields: Fields) -> String {
        self.intl.range(from_ms, to_ms, fields)
    }

    fn width_px(&self, text: &str) -> f64 {
        self.fonts.map_or_else(|| self.intl.width_px(text), |fonts| fonts.axis.px(text))
    }
}
