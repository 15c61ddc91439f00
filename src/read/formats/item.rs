//! What a translator makes of a record: an article with its events, in the form in which `native` reads article JSON.

use std::borrow::Cow;

use crate::read::json::Value;

/// A text that may lie in the file.
pub(super) type Text<'v> = Cow<'v, str>;

/// An article. What is empty is not given. Texts are plain, dates EDTF.
#[derive(Clone, Debug, Default)]
pub(super) struct Item<'v> {
    pub(super) id: Text<'v>,
    pub(super) url: Text<'v>,
    pub(super) title: Text<'v>,
    pub(super) source: Text<'v>,
    pub(super) published: Text<'v>,
    pub(super) language: Text<'v>,
    pub(super) summary: Text<'v>,
    pub(super) image: Picture<'v>,
    /// Without any, the article itself is the event.
    pub(super) events: Vec<Event<'v>>,
}

/// A picture.
#[derive(Clone, Debug, Default)]
pub(super) struct Picture<'v> {
    pub(super) url: Text<'v>,
    pub(super) alt: Text<'v>,
    pub(super) credit: Text<'v>,
}

/// An event.
#[derive(Clone, Debug, Default)]
pub(super) struct Event<'v> {
    pub(super) id: Text<'v>,
    pub(super) title: Text<'v>,
    pub(super) date: When<'v>,
    pub(super) kind: Text<'v>,
    pub(super) actors: Vec<Text<'v>>,
    pub(super) countries: Vec<Text<'v>>,
    pub(super) place: Text<'v>,
    pub(super) status: Text<'v>,
    pub(super) quote: Text<'v>,
    pub(super) importance: Text<'v>,
}

/// When an event happened, in EDTF.
#[derive(Clone, Debug, Default)]
pub(super) enum When<'v> {
    #[default]
    Unknown,
    /// A date or an interval.
    At(Text<'v>),
    /// At an unknown time in an interval.
    Within(Text<'v>),
}

impl<'v> When<'v> {
    /// From a start to an end; an end that is the start is none.
    pub(super) fn span(start: Text<'v>, end: Text<'v>) -> When<'v> {
        match (start.is_empty(), end.is_empty() || start == end) {
            (true, true) if end.is_empty() => When::Unknown,
            (true, _) => When::At(format!("/{end}").into()),
            (false, true) => When::At(start),
            (false, false) => When::At(format!("{start}/{end}").into()),
        }
    }
}

type Fields<'v> = Vec<(Text<'v>, Value<'v>)>;

fn put<'v>(fields: &mut Fields<'v>, name: &'static str, text: Text<'v>) {
    if !text.is_empty() {
        fields.push((Cow::Borrowed(name), Value::Text(text)));
    }
}

fn put_list<'v>(fields: &mut Fields<'v>, name: &'static str, list: Vec<Text<'v>>) {
    if !list.is_empty() {
        fields.push((Cow::Borrowed(name), Value::List(list.into_iter().map(Value::Text).collect())));
    }
}

impl<'v> From<Item<'v>> for Value<'v> {
    fn from(item: Item<'v>) -> Value<'v> {
        let mut fields = Vec::with_capacity(8);
        put(&mut fields, "id", item.id);
        put(&mut fields, "url", item.url);
        put(&mut fields, "headline", item.title);
        put(&mut fields, "source", item.source);
        put(&mut fields, "published", item.published);
        put(&mut fields, "language", item.language);
        put(&mut fields, "summary", item.summary);
        if !item.image.url.is_empty() {
            let mut image = Vec::with_capacity(3);
            put(&mut image, "url", item.image.url);
            put(&mut image, "alt", item.image.alt);
            put(&mut image, "credit", item.image.credit);
            fields.push((Cow::Borrowed("image"), Value::Record(image)));
        }
        if !item.events.is_empty() {
            let events = item.events.into_iter().map(Value::from).collect();
            fields.push((Cow::Borrowed("events"), Value::List(events)));
        }
        Value::Record(fields)
    }
}

impl<'v> From<Event<'v>> for Value<'v> {
    fn from(event: Event<'v>) -> Value<'v> {
        let mut fields = Vec::with_capacity(8);
        put(&mut fields, "id", event.id);
        put(&mut fields, "title", event.title);
        match event.date {
            When::Unknown => {}
            When::At(date) => put(&mut fields, "date", date),
            When::Within(within) => put(&mut fields, "within", within),
        }
        put(&mut fields, "kind", event.kind);
        put_list(&mut fields, "actors", event.actors);
        put_list(&mut fields, "countries", event.countries);
        put(&mut fields, "place", event.place);
        put(&mut fields, "status", event.status);
        put(&mut fields, "quote", event.quote);
        put(&mut fields, "importance", event.importance);
        Value::Record(fields)
    }
}
