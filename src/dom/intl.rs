//! Dates, numbers and names of countries in the reader's language, by the browser's own `Intl`.

use std::cell::RefCell;

use js_sys::{Array, Date, Function, JsString, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::archive::country;
use crate::time::{DateFormat, English, Fields};

/// The formatters of one language, made when first wanted.
pub(crate) struct Intl {
    locale: String,
    dates: RefCell<Vec<(Shown, Option<Formatter>)>>,
    regions: Option<JsValue>,
    numbers: Option<Formatter>,
}

/// The fields, and whether the year has its era.
type Shown = (Fields, bool);

/// A formatter, and its function, which JavaScript binds to it: asked for once, since asking takes longer than formatting.
struct Formatter {
    object: JsValue,
    format: Function,
}

impl Formatter {
    fn new(class: &str, locale: &str, options: &Object) -> Option<Formatter> {
        let object = construct(class, locale, options)?;
        let format = Reflect::get(&object, &"format".into()).ok()?.dyn_into().ok()?;
        Some(Formatter { object, format })
    }

    fn format(&self, value: f64) -> Option<String> {
        self.format.call1(&JsValue::UNDEFINED, &value.into()).ok()?.as_string()
    }
}

impl Intl {
    /// For a BCP 47 tag; a tag that the browser does not know means its own language.
    pub(crate) fn new(locale: &str) -> Self {
        let known = Reflect::get(&intl(), &"getCanonicalLocales".into())
            .ok()
            .and_then(|function| function.dyn_into::<Function>().ok())
            .is_some_and(|function| function.call1(&JsValue::UNDEFINED, &locale.into()).is_ok());
        let locale = if known { locale } else { "" }.to_owned();
        let options = object(&[("type", "region")]);
        let regions = construct("DisplayNames", &locale, &options);
        let numbers = Formatter::new("NumberFormat", &locale, &Object::new());
        Self { locale, dates: RefCell::default(), regions, numbers }
    }

    /// Without any formatter, for tests outside a browser.
    #[cfg(test)]
    pub(crate) fn mute() -> Self {
        Self { locale: String::new(), dates: RefCell::default(), regions: None, numbers: None }
    }

    /// The name of a country given by its alpha-2 code; other names as they are.
    pub(crate) fn country(&self, code: &str) -> String {
        let is_code = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        if !is_code {
            return code.to_owned();
        }
        let named = self.regions.as_ref().and_then(|regions| call(regions, "of", &[code.into()]));
        let named = named.and_then(|name| name.as_string()).filter(|name| name != code);
        named.or_else(|| country::english_name(code).map(str::to_owned)).unwrap_or_else(|| code.to_owned())
    }

    /// A whole number.
    pub(crate) fn number(&self, value: usize) -> String {
        let number = self.numbers.as_ref().and_then(|numbers| numbers.format(value as f64));
        number.unwrap_or_else(|| value.to_string())
    }

    fn with_dates<T>(
        &self,
        fields: Fields,
        [from_ms, to_ms]: [i64; 2],
        then: impl FnOnce(&Formatter) -> Option<T>,
    ) -> Option<T> {
        // ECMAScript's range of dates is narrower than ours.
        if from_ms.unsigned_abs().max(to_ms.unsigned_abs()) > 8_640_000_000_000_000 || to_ms < from_ms {
            return None;
        }
        let key = (fields, from_ms < YEAR_1_MS);
        let mut dates = self.dates.borrow_mut();
        if !dates.iter().any(|(known, _)| *known == key) {
            dates.push((key, Formatter::new("DateTimeFormat", &self.locale, &date_options(key))));
        }
        let (_, format) = dates.iter().find(|(known, _)| *known == key)?;
        then(format.as_ref()?)
    }
}

impl DateFormat for Intl {
    fn format(&self, civil_ms: i64, fields: Fields) -> String {
        self.with_dates(fields, [civil_ms, civil_ms], |format| format.format(civil_ms as f64))
            .unwrap_or_else(|| English.format(civil_ms, fields))
    }

    fn range(&self, from_ms: i64, to_ms: i64, fields: Fields) -> String {
        self.with_dates(fields, [from_ms, to_ms], |format| {
            call(&format.object, "formatRange", &[date(from_ms), date(to_ms)])?.as_string()
        })
        .unwrap_or_else(|| [self.format(from_ms, fields), self.format(to_ms, fields)].join(" – "))
    }

    fn ends(&self, from_ms: i64, to_ms: i64, fields: Fields) -> (String, String) {
        let parts = self.with_dates(fields, [from_ms, to_ms], |format| {
            let parts = call(&format.object, "formatRangeToParts", &[date(from_ms), date(to_ms)])?;
            let parts: Vec<(String, String)> = Array::from(&parts)
                .iter()
                .filter_map(|part| Some((text(&part, "source")?, text(&part, "value")?)))
                .collect();
            // What stands between the last part of the start and the first part of the end is the dash.
            let last = parts.iter().rposition(|(source, _)| source == "startRange")?;
            let first = parts.iter().position(|(source, _)| source == "endRange")?;
            let join = |parts: &[(String, String)]| {
                parts.iter().map(|(_, value)| value.as_str()).collect::<String>()
            };
            Some((join(parts.get(..=last)?), join(parts.get(first..)?)))
        });
        parts.unwrap_or_else(|| (self.format(from_ms, fields), self.format(to_ms, fields)))
    }
}

/// A text with its letters taken apart and in lower case, by the rules of all scripts, which would weigh on the download
/// as tables of ours.
pub(crate) fn decompose(text: &str) -> String {
    if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        JsString::from(text).normalize("NFKD").to_lower_case().into()
    }
}

/// A text that begins with a large letter, as headings do.
pub(crate) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| String::from(JsString::from(first.to_string()).to_upper_case()));
    first.unwrap_or_default() + chars.as_str()
}

/// The first moment of the year 1.
const YEAR_1_MS: i64 = -62_135_596_800_000;

fn date_options((fields, era): Shown) -> Object {
    let (year, month, day, weekday, time, seconds) = match fields {
        Fields::Year => (true, "", false, false, false, false),
        Fields::Month => (false, "long", false, false, false, false),
        Fields::MonthShort => (false, "short", false, false, false, false),
        Fields::YearMonth => (true, "long", false, false, false, false),
        Fields::YearMonthShort => (true, "short", false, false, false, false),
        Fields::Day => (false, "", true, false, false, false),
        Fields::MonthDayShort => (false, "short", true, false, false, false),
        Fields::Date => (true, "long", true, false, false, false),
        Fields::DateShort => (true, "short", true, false, false, false),
        Fields::FullDate => (true, "long", true, true, false, false),
        Fields::DateTime => (true, "long", true, true, true, false),
        Fields::DateTimeSeconds => (true, "long", true, true, true, true),
        Fields::DateTimeShort => (true, "short", true, false, true, false),
        Fields::Time => (false, "", false, false, true, false),
    };
    let wanted = [
        ("era", if year && era { "short" } else { "" }),
        ("year", if year { "numeric" } else { "" }),
        ("month", month),
        ("day", if day { "numeric" } else { "" }),
        ("weekday", if weekday { "long" } else { "" }),
        ("hour", if time { "2-digit" } else { "" }),
        ("minute", if time { "2-digit" } else { "" }),
        ("second", if seconds { "2-digit" } else { "" }),
    ];
    let options = object(&[("timeZone", "UTC"), ("calendar", "gregory"), ("hourCycle", "h23")]);
    for (name, value) in wanted.into_iter().filter(|(_, value)| !value.is_empty()) {
        set(&options, name, value);
    }
    options
}

fn intl() -> JsValue {
    Reflect::get(&js_sys::global(), &"Intl".into()).unwrap_or(JsValue::UNDEFINED)
}

/// `new Intl[class](locale, options)`; `None` where the browser does not know it.
fn construct(class: &str, locale: &str, options: &Object) -> Option<JsValue> {
    let class: Function = Reflect::get(&intl(), &class.into()).ok()?.dyn_into().ok()?;
    let locale = if locale.is_empty() { JsValue::UNDEFINED } else { locale.into() };
    Reflect::construct(&class, &Array::of2(&locale, options)).ok()
}

fn call(object: &JsValue, method: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let function: Function = Reflect::get(object, &method.into()).ok()?.dyn_into().ok()?;
    function.apply(object, &arguments.iter().collect::<Array>()).ok()
}

fn date(civil_ms: i64) -> JsValue {
    Date::new(&JsValue::from_f64(civil_ms as f64)).into()
}

fn text(object: &JsValue, name: &str) -> Option<String> {
    Reflect::get(object, &name.into()).ok()?.as_string()
}

fn set(object: &Object, name: &str, value: &str) {
    // Fails only for what is no object.
    _ = Reflect::set(object, &name.into(), &value.into());
}

fn object(fields: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        set(&object, name, value);
    }
    object
}
