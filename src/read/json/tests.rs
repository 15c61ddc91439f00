use proptest::prelude::*;

use super::*;
use crate::read::Issues;

/// A text's value, and what was noted: line and column, what was met, what was done.
fn parse(text: &str) -> (Value<'_>, Vec<(String, String, String)>) {
    let mut issues = Issues::default();
    let mut parser = Parser::new(text, Place::default(), &mut issues);
    let value = parser.value();
    parser.goes_on();
    let noted = issues.kept().iter();
    (value, noted.map(|issue| (issue.record.clone(), issue.text.clone(), issue.action.clone())).collect())
}

/// The value as JSON: all that is no list or record as text.
fn written(value: &Value<'_>) -> serde_json::Value {
    match value {
        Value::Missing => serde_json::Value::Null,
        Value::Text(text) => serde_json::Value::String(text.to_string()),
        Value::List(items) => items.iter().map(written).collect(),
        Value::Record(fields) => {
            fields.iter().map(|(name, value)| (name.to_string(), written(value))).collect()
        }
    }
}

/// What [`written`] says of a value that `serde_json` read.
fn expected(value: &serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {
            serde_json::Value::String(value.to_string())
        }
        serde_json::Value::Array(items) => items.iter().map(expected).collect(),
        serde_json::Value::Object(fields) => {
            fields.iter().map(|(name, value)| (name.clone(), expected(value))).collect()
        }
        other => other.clone(),
    }
}

fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        (-1e15..1e15f64).prop_map(|number| (number as i64).into()),
        "[ -~äل😀\"\\\\\n\t\u{1}/:,{}]{0,12}".prop_map(Into::into),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            proptest::collection::btree_map("[a-z\"é ]{0,4}", inner, 0..6)
                .prop_map(|fields| { serde_json::Value::Object(fields.into_iter().collect()) }),
        ]
    })
}

proptest! {
    #[test]
    fn valid_json_is_what_it_is_to_others(json in any_json(), pretty: bool) {
        let text = if pretty { serde_json::to_string_pretty(&json) } else { serde_json::to_string(&json) }.unwrap();
        let (value, noted) = parse(&text);
        prop_assert_eq!(written(&value), expected(&json));
        prop_assert_eq!(noted, []);
    }

    #[test]
    fn no_text_makes_it_panic(text in "[\\[\\]{}\",:\\\\untrue0-9. \n\u{1}é]{0,60}") {
        let (_, noted) = parse(&text);
        // Whoever takes it without a word, others take it, too.
        if noted.is_empty() {
            prop_assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{}", text);
        }
    }

    #[test]
    fn no_damage_costs_what_stands_before_it(json in any_json(), at: prop::sample::Index, byte in 32..127_u8) {
        let text = serde_json::to_string(&[&json, &json, &json]).unwrap();
        let mut bytes = text.clone().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let Ok(damaged) = String::from_utf8(bytes) else { return Ok(()) };
        let len = serde_json::to_string(&json).unwrap().len();
        let before = at.saturating_sub(1) / (len + 1);
        let (value, _) = parse(&damaged);
        for item in value.items().iter().take(before.min(2)) {
            prop_assert_eq!(written(item), expected(&json), "{}", damaged);
        }
        prop_assert!(at == 0 || value.items().len() >= before.min(2), "{}", damaged);
    }

    #[test]
    fn plain_text_ends_where_looking_at_each_byte_says(bytes in proptest::collection::vec(prop_oneof![0..=255_u8, Just(b'a'), Just(b' ')], 0..40)) {
        let naive = bytes.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20)).unwrap_or(bytes.len());
        prop_assert_eq!(scan::plain(&bytes), naive);
    }
}

#[test]
fn every_repair_is_noted_where_it_is() {
    for (text, wanted, noted) in [
        ("[1,]", r#"["1"]"#, &[(1, 4, "", "a comma before a closing bracket")][..]),
        ("[1,,2]", r#"["1","2"]"#, &[(1, 4, "", "a comma too many")]),
        ("[,1]", r#"["1"]"#, &[(1, 2, "", "a comma too many")]),
        ("[1 \"2\"\n\"3\"]", r#"["1","2","3"]"#, &[(1, 4, "", "lacks a comma"), (2, 1, "", "lacks a comma")]),
        (r#"{"a":1 "b":2}"#, r#"{"a":"1","b":"2"}"#, &[(1, 8, "", "lacks a comma")]),
        ("{\"a\": \"x\ty\tz\"}", "{\"a\":\"x\\ty\\tz\"}", &[(1, 9, "", "control character")]),
        ("[\"two\n lines\", 1]", r#"["two\n lines","1"]"#, &[(1, 6, "", "control character")]),
        (r#"["C:\path"]"#, r#"["C:\\path"]"#, &[(1, 5, "", "backslash")]),
        (r#"["\u12G4"]"#, r#"["\\u12G4"]"#, &[(1, 3, "", "backslash")]),
        (r#"["\ud83d!"]"#, "[\"\u{fffd}!\"]", &[(1, 3, "", "half a character")]),
        (r#"["\udc00\ud800\ud800"]"#, "[\"\u{fffd}\u{fffd}\u{fffd}\"]", &[(1, 3, "", "half a character")]),
        (r#"["\ud83d\ude00 \u00e9\/\b\f"]"#, "[\"😀 é/\\b\\f\"]", &[]),
        (r#"["He said "no" and left"]"#, r#"["He said \"no\" and left"]"#, &[(1, 11, "", "a quote")]),
        (
            "{\"a\": \"x,\n  \"b\": 1}",
            r#"{"a":"x","b":"1"}"#,
            &[(1, 10, "", "lacks a closing quote"), (2, 3, "", "lacks a comma")],
        ),
        (
            "[NaN, -Infinity, undefined]",
            "[null,null,null]",
            &[(1, 2, "NaN", "no value"), (1, 7, "-Infinity", "no value"), (1, 18, "undefined", "no value")],
        ),
        (
            "{a: Talks in Geneva}",
            r#"{"a":"Talks in Geneva"}"#,
            &[(1, 2, "a", "a name without quotes"), (1, 5, "Talks in Geneva", "without quotes")],
        ),
        (
            r#"{"a" [], "b"}"#,
            r#"{"a":[],"b":null}"#,
            &[(1, 6, "a", "lacks a colon"), (1, 13, "b", "lacks a colon"), (1, 13, "", "lacks a value")],
        ),
        (
            r#"{"a":, "b":}"#,
            r#"{"a":null,"b":null}"#,
            &[(1, 6, "", "lacks a value"), (1, 12, "", "lacks a value")],
        ),
        (
            r#"{"a":[1, 2, "b":3}"#,
            r#"{"a":["1","2","b","3"]}"#,
            &[
                (1, 16, "", "a colon too many"),
                (1, 17, "", "lacks a comma"),
                (1, 18, "", "lacks a closing bracket"),
            ],
        ),
        (r#"[{"a":1]"#, r#"[{"a":"1"}]"#, &[(1, 8, "", "lacks a closing bracket")]),
        ("[1}, 2]", r#"["1","2"]"#, &[(1, 3, "", "nothing opened")]),
        ("[[1], [2", r#"[["1"]]"#, &[(1, 9, "", "breaks off")]),
        (r#"[{"a":"x"}, {"a":"y"#, r#"[{"a":"x"}]"#, &[(1, 20, "", "breaks off")]),
        (r#"[{"l":[{"a":1}], "b":"y"#, r#"[{"l":[{"a":"1"}]}]"#, &[(1, 24, "", "breaks off")]),
        ("[1] [2]", r#"["1"]"#, &[(1, 5, "", "follows the end")]),
        (
            "[01, +1, 1.50, 2.0, -0, 1e3]",
            r#"["01","+1","1.5","2","-0","1e3"]"#,
            &[(1, 2, "01", "without quotes"), (1, 6, "+1", "without quotes")],
        ),
    ] {
        let (value, found) = parse(text);
        let wanted: serde_json::Value = serde_json::from_str(wanted).unwrap();
        assert_eq!(written(&value), wanted, "{text}");
        let places: Vec<_> = found.iter().map(|(place, text, _)| (place.clone(), text.clone())).collect();
        let expected: Vec<_> = noted
            .iter()
            .map(|(line, column, text, _)| (format!("line {line}, column {column}"), (*text).to_owned()))
            .collect();
        assert_eq!(places, expected, "{text}: {found:?}");
        for ((_, _, action), (_, _, _, words)) in found.iter().zip(noted) {
            assert!(action.contains(words), "{text}: {action:?} does not say {words:?}");
        }
    }
}

#[test]
fn depth_costs_no_stack_and_length_no_time() {
    let began = std::time::Instant::now();
    for open in ["[", "{\"a\":", "[{\"a\":", "[\"", "\\", ",", ":", "]", "\"x\" ", "\n", "\"\n", "a ", "\"\\"]
    {
        let (_, noted) = parse(&open.repeat(1_000_000 / open.len()));
        assert!(!noted.is_empty() || open == "\n", "{open}");
    }
    // Quadratic cost would take hours.
    assert!(began.elapsed().as_secs() < 60);
    let deep = format!("[{}{}, 1]", "[".repeat(5000), "]".repeat(5000));
    let (value, noted) = parse(&deep);
    assert_eq!(value.items().last().map(Value::text), Some("1"));
    assert_eq!(noted.len(), 1, "{noted:?}");
}
