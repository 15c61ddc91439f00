//! What time it is for the reader.

use js_sys::Date;
use wasm_bindgen::JsValue;

/// The reader's offset from UTC, in minutes, at an instant (ms since 1970 in UTC).
pub(crate) fn zone_offset_min(instant_ms: i64) -> i32 {
    // JavaScript counts west of Greenwich as positive. Out of its range of dates it answers NaN, which is 0 here.
    -(Date::new(&JsValue::from_f64(instant_ms as f64)).get_timezone_offset() as i32)
}

/// Now, in ms since 1970 in UTC.
pub(crate) fn now_ms() -> f64 {
    Date::now()
}

/// Now, as the reader's clock shows it, on the axis' scale.
pub(crate) fn civil_now_ms() -> i64 {
    let now_ms = Date::now() as i64;
    now_ms.saturating_add(i64::from(zone_offset_min(now_ms)).saturating_mul(60_000))
}
