//! Between the session's values and those of JavaScript.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::archive::{Facet, country};
use crate::dom::zone_offset_min;
use crate::query::{Bound, Filter, Values};
use crate::state::Session;
use crate::time::edtf::civil;
use crate::time::{Extent, Precision};

/// An object of these fields.
pub(super) fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // Fails only for what is no object.
        _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// A field of an object; `undefined` where there is none.
fn field(object: &JsValue, name: &str) -> JsValue {
    if object.is_object() {
        Reflect::get(object, &JsValue::from_str(name)).unwrap_or_default()
    } else {
        JsValue::UNDEFINED
    }
}

/// A text in a field of an object.
pub(super) fn text(object: &JsValue, name: &str) -> Option<String> {
    field(object, name).as_string()
}

/// The texts of a list, two by two.
pub(super) fn pairs(list: &Array) -> Vec<(String, String)> {
    let mut texts = list.iter().filter_map(|text| text.as_string());
    std::iter::from_fn(|| Some((texts.next()?, texts.next()?))).collect()
}

/// A facet's value as the archive writes it.
pub(super) fn value(facet: Facet, given: &str) -> Option<String> {
    let given = given.trim();
    match facet {
        _ if given.is_empty() => None,
        Facet::Kind => Some(given.to_ascii_lowercase()),
        Facet::Country => Some(country::canonical(given)),
        Facet::Actor | Facet::Source => Some(given.to_owned()),
    }
}

/// `{kind: [], …, not: {…}, q, from, to}` → a filter. What is no date bounds nothing.
pub(super) fn filters_from_js(filters: &JsValue) -> Filter {
    let mut filter = Filter::default();
    let not = field(filters, "not");
    for facet in Facet::ALL {
        let values = |object: &JsValue| {
            let list = field(object, facet.name());
            let list = if Array::is_array(&list) { Array::from(&list) } else { Array::of1(&list) };
            // An empty text is "not stated"; a text alone counts as a list.
            list.iter()
                .filter_map(|given| given.as_string())
                .map(|given| value(facet, &given).unwrap_or_default())
                .collect()
        };
        let choice = filter.choice_mut(facet);
        choice.include = values(filters);
        choice.exclude = values(&not);
    }
    let bound = |name| Bound::parse(&text(filters, name)?, &zone_offset_min);
    filter.from = bound("from");
    filter.to = bound("to");
    filter.q = text(filters, "q").unwrap_or_default();
    filter
}

/// A filter → what [`filters_from_js`] reads.
pub(super) fn filters_to_js(filter: &Filter) -> JsValue {
    let list =
        |values: &Values| -> JsValue { values.iter().map(JsValue::from_str).collect::<Array>().into() };
    let mut fields = Vec::new();
    let mut not = Vec::new();
    for facet in Facet::ALL {
        let choice = filter.choice(facet);
        if !choice.include.is_empty() {
            fields.push((facet.name(), list(&choice.include)));
        }
        if !choice.exclude.is_empty() {
            not.push((facet.name(), list(&choice.exclude)));
        }
    }
    if !not.is_empty() {
        fields.push(("not", object(&not)));
    }
    if !filter.q.trim().is_empty() {
        fields.push(("q", JsValue::from_str(&filter.q)));
    }
    for (name, bound) in [("from", &filter.from), ("to", &filter.to)] {
        fields.extend(bound.as_ref().map(|bound| (name, JsValue::from_str(bound.edtf()))));
    }
    object(&fields)
}

/// An extent as `{start, end}`.
pub(super) fn range(extent: Extent) -> JsValue {
    object(&[
        ("start", JsValue::from_str(&iso(extent.start_ms))),
        ("end", JsValue::from_str(&iso(extent.end_ms))),
    ])
}

/// A civil time as EDTF: `2016-10-13T14:00:00`, without a zone.
fn iso(civil_ms: i64) -> String {
    civil(civil_ms, Precision::Second)
}

/// What was read and what matches; `undefined` before there is data.
pub(super) fn summary(session: Session) -> JsValue {
    let Some(reading) = session.reading().get_untracked() else { return JsValue::UNDEFINED };
    let shown = session.matching().get_untracked().count_ones(..);
    let issues = reading.issues.kept().iter().map(|issue| {
        object(&[
            ("record", JsValue::from_str(&issue.record)),
            ("field", JsValue::from_str(issue.field)),
            ("text", JsValue::from_str(&issue.text)),
            ("action", JsValue::from_str(&issue.action)),
        ])
    });
    object(&[
        ("events", (reading.archive.len() as f64).into()),
        ("shown", (shown as f64).into()),
        ("articles", (reading.archive.articles().len() as f64).into()),
        ("format", JsValue::from_str(reading.format.name())),
        ("issues", issues.collect::<Array>().into()),
    ])
}
