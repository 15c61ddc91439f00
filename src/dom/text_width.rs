//! How wide a text is in a font, measured on a canvas.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;
use web_sys::Element;

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

/// The widths of texts in one font, each letter measured once.
pub(crate) struct TextWidths {
    context: Option<Context>,
    /// By letter, in px.
    letters: RefCell<Vec<Option<f32>>>,
    /// Of a letter where nothing can be measured.
    fallback_px: f64,
}

impl TextWidths {
    /// For the font family of an element, in a size in px.
    pub(crate) fn new(of: &Element, size_px: f64) -> TextWidths {
        let document = of.owner_document();
        let canvas = document.and_then(|document| document.create_element("canvas").ok());
        let context = canvas.and_then(|canvas| canvas.unchecked_into::<Canvas>().get_context("2d"));
        let style = web_sys::window().and_then(|window| window.get_computed_style(of).ok().flatten());
        let family = style.and_then(|style| style.get_property_value("font-family").ok());
        if let Some(context) = &context {
            // Halves of a px will do.
            let halves = (size_px * 2.0) as u32;
            let half = if halves % 2 == 1 { ".5" } else { "" };
            context.set_font(&format!("{}{half}px {}", halves / 2, family.unwrap_or_default()));
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
