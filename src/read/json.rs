//! JSON as a tree that borrows its texts from the file. No value is ever of the wrong type: a reader asks for a
//! text, a list or a record, and gets nothing where there is none.

mod parser;
mod scan;
mod string;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

pub(super) use parser::{Parser, Place, Seen};

/// A value.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Value<'de> {
    /// Absent, or null.
    #[default]
    Missing,
    /// A text, a number or a truth value, as text. A number is as the file writes it, save for zeros after its point.
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
                let is = |key: &str| key.len() == name.len() && key == name;
                fields.iter().rev().find(|(key, _)| is(key)).map_or(&MISSING, |(_, value)| value)
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
