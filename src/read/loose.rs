//! JSON values that are never of the wrong type: what was expected is kept, anything else is kept as what it is.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// A value where a text is wanted.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Loose<'de> {
    /// Absent, or null.
    #[default]
    Missing,
    /// A text, a number or a truth value, as text.
    Text(Cow<'de, str>),
    /// A list or a record.
    Other,
}

impl Loose<'_> {
    /// The text; empty if there is none.
    pub(super) fn text(&self) -> &str {
        match self {
            Loose::Text(text) => text,
            Loose::Missing | Loose::Other => "",
        }
    }

    /// Whether something is there that is no text.
    pub(super) fn is_wrong(&self) -> bool {
        matches!(self, Loose::Other)
    }
}

/// A value where a list of texts is wanted: a single text is a list of one.
#[derive(Clone, Debug, Default)]
pub(super) struct Many<'de>(pub(super) Vec<Loose<'de>>);

/// A value where a record is wanted.
#[derive(Clone, Debug)]
pub(super) enum Element<'de, T> {
    /// The record.
    Record(T),
    /// A text or number.
    Text(Cow<'de, str>),
    /// A list or null.
    Other,
}

macro_rules! scalars {
    ($($wrap:tt)*) => {
        fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
            Ok($($wrap)*(Cow::Borrowed(text)))
        }
        fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
            Ok($($wrap)*(Cow::Owned(text.to_owned())))
        }
        fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
            Ok($($wrap)*(Cow::Owned(text)))
        }
        fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
            Ok($($wrap)*(Cow::Borrowed(if value { "true" } else { "false" })))
        }
        fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
            Ok($($wrap)*(Cow::Owned(value.to_string())))
        }
        fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
            Ok($($wrap)*(Cow::Owned(value.to_string())))
        }
        fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
            Ok($($wrap)*(Cow::Owned(value.to_string())))
        }
    };
}

impl<'de> Deserialize<'de> for Loose<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LooseVisitor)
    }
}

struct LooseVisitor;

impl<'de> Visitor<'de> for LooseVisitor {
    type Value = Loose<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }
    scalars!(Loose::Text);
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Loose::Missing)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Loose::Other)
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        // A record that has a name stands for its name, as an actor does.
        let mut name = Loose::Other;
        while let Some(key) = map.next_key::<Loose<'de>>()? {
            if key.text() == "name" {
                name = map.next_value()?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(name)
    }
}

impl<'de> Deserialize<'de> for Many<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ManyVisitor)
    }
}

struct ManyVisitor;

impl<'de> Visitor<'de> for ManyVisitor {
    type Value = Many<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }
    scalars!(Many::one);
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Many::default())
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Many(items))
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        Ok(Many(vec![LooseVisitor.visit_map(map)?]))
    }
}

impl<'de> Many<'de> {
    fn one(text: Cow<'de, str>) -> Self {
        Many(vec![Loose::Text(text)])
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Element<'de, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ElementVisitor(std::marker::PhantomData))
    }
}

struct ElementVisitor<T>(std::marker::PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ElementVisitor<T> {
    type Value = Element<'de, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record")
    }
    scalars!(Element::Text);
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Element::Other)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Element::Other)
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Element::Record)
    }
}

/// A value where a list of records is wanted: a record alone is a list of one.
#[derive(Clone, Debug)]
pub(super) struct Listed<'de, T>(pub(super) Vec<Element<'de, T>>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Listed<'de, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ListedVisitor(std::marker::PhantomData))
    }
}

struct ListedVisitor<T>(std::marker::PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ListedVisitor<T> {
    type Value = Listed<'de, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of records")
    }
    scalars!(Listed::one);
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Listed(Vec::new()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Listed(items))
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(|record| Listed(vec![Element::Record(record)]))
    }
}

impl<'de, T> Listed<'de, T> {
    fn one(text: Cow<'de, str>) -> Self {
        Listed(vec![Element::Text(text)])
    }
}
