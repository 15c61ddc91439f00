//! The records of article JSON as they stand in the file: every field loose, unknown ones passed over.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::loose::{Element, Listed, Loose, Many};

/// Declares a record whose fields may be absent or repeated (the last one counts), and how it is read from JSON.
macro_rules! record {
    ($(#[$doc:meta])* $name:ident { $($key:literal => $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default)]
        pub(super) struct $name<'de> {
            $(pub(super) $field: $type,)*
        }

        impl<'de> Deserialize<'de> for $name<'de> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Fields;
                impl<'de> Visitor<'de> for Fields {
                    type Value = $name<'de>;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str("a record")
                    }
                    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                        let mut record = $name::default();
                        while let Some(key) = map.next_key::<Loose<'de>>()? {
                            match key.text() {
                                $($key => record.$field = map.next_value()?,)*
                                _ => _ = map.next_value::<IgnoredAny>()?,
                            }
                        }
                        Ok(record)
                    }
                }
                deserializer.deserialize_map(Fields)
            }
        }
    };
}

record! {
    /// An event.
    EventRecord {
        "id" => id: Loose<'de>,
        "kind" => kind: Loose<'de>,
        "title" => title: Loose<'de>,
        "date" => date: Loose<'de>,
        "start" => start: Loose<'de>,
        "end" => end: Loose<'de>,
        "within" => within: Loose<'de>,
        "actors" => actors: Many<'de>,
        "countries" => countries: Many<'de>,
        "place" => place: Loose<'de>,
        "status" => status: Loose<'de>,
        "quote" => quote: Loose<'de>,
        "importance" => importance: Loose<'de>,
    }
}

record! {
    /// An article.
    ArticleRecord {
        "id" => id: Loose<'de>,
        "url" => url: Loose<'de>,
        "headline" => headline: Loose<'de>,
        "source" => source: Loose<'de>,
        "published" => published: Loose<'de>,
        "language" => language: Loose<'de>,
        "summary" => summary: Loose<'de>,
        "image" => image: ImageField<'de>,
        "events" => events: Option<EventList<'de>>,
    }
}

record! {
    /// A picture.
    ImageRecord {
        "url" => url: Loose<'de>,
        "alt" => alt: Loose<'de>,
        "credit" => credit: Loose<'de>,
    }
}

record! {
    /// An entry of the actor directory.
    ActorRecord {
        "name" => name: Loose<'de>,
        "country" => country: Loose<'de>,
        "aliases" => aliases: Many<'de>,
    }
}

/// A picture: a record, or its address alone.
pub(super) type ImageField<'de> = Option<Element<'de, ImageRecord<'de>>>;

/// The events of an article: a list, or one record alone.
pub(super) type EventList<'de> = Listed<'de, EventRecord<'de>>;
