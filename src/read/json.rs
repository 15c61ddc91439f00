//! JSON as a tree that borrows its texts from the bytes. No value is ever of the wrong type: a reader asks for a
//! text, a list or a record, and gets nothing where there is none.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// A value.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Value<'de> {
    /// Absent, or null.
    #[default]
    Missing,
    /// A text, a number or a truth value, as text.
    Text(Cow<'de, str>),
    /// A list.
    List(Vec<Value<'de>>),
    /// A record: its fields in the file's order.
    Record(Vec<(Cow<'de, str>, Value<'de>)>),
}

static MISSING: Value<'static> = Value::Missing;

impl<'de> Value<'de> {
    /// A field of a record; of two that have one name the last.
    pub(super) fn field(&self, name: &str) -> &Value<'de> {
        match self {
            Value::Record(fields) => {
                fields.iter().rev().find(|(key, _)| key == name).map_or(&MISSING, |(_, value)| value)
            }
            _ => &MISSING,
        }
    }

    /// The text; empty if there is none.
    pub(super) fn text(&self) -> &str {
        match self {
            Value::Text(text) => text,
            _ => "",
        }
    }

    /// The items of a list; a single value is a list of one.
    pub(super) fn items(&self) -> &[Value<'de>] {
        match self {
            Value::Missing => &[],
            Value::List(items) => items,
            value => std::slice::from_ref(value),
        }
    }

    /// The text, or the name of a record that has one: an actor may be either.
    pub(super) fn name(&self) -> &str {
        match self {
            Value::Record(_) => self.field("name").text(),
            value => value.text(),
        }
    }

    /// Whether it is a record.
    pub(super) fn is_record(&self) -> bool {
        matches!(self, Value::Record(_))
    }

    /// Whether something is there that is no text.
    pub(super) fn is_no_text(&self) -> bool {
        matches!(self, Value::List(_) | Value::Record(_))
    }
}

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Tree)
    }
}

struct Tree;

impl<'de> Visitor<'de> for Tree {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Value::Missing)
    }
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Borrowed(text)))
    }
    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Owned(text.to_owned())))
    }
    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Borrowed(if value { "true" } else { "false" })))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Owned(value.to_string())))
    }
    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        self.visit_i64(i64::try_from(value).unwrap_or(i64::MAX))
    }
    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        // No field wants a fraction; formatting one takes kilobytes of WebAssembly.
        self.visit_i64(value.round() as i64)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        while let Some((Key(key), value)) = map.next_entry()? {
            fields.push((key, value));
        }
        Ok(Value::Record(fields))
    }
}

/// The name of a field, borrowed where it has no escapes.
pub(super) struct Key<'de>(pub(super) Cow<'de, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(KeyText)
    }
}

struct KeyText;

impl<'de> Visitor<'de> for KeyText {
    type Value = Key<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Key(Cow::Borrowed(text)))
    }
    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Key(Cow::Owned(text.to_owned())))
    }
}
