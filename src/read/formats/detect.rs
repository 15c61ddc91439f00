//! Which format does a tree of JSON have? By marks that no other has, as far as there are.

use super::table;
use crate::read::Format;
use crate::read::json::Value;

/// The forms that JSON may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Native,
    TimelineJs,
    JsonFeed,
    JsonLd,
    WordPress,
    RssInJson,
    GdeltArticles,
    GdeltEvents,
    Acled,
    Vis,
    Simile,
    /// Flat records, as in a table.
    Records,
    /// Features with such records.
    GeoJson,
}

impl Form {
    pub(super) fn format(self) -> Format {
        match self {
            Form::Native => Format::Native,
            Form::TimelineJs => Format::TimelineJs,
            Form::JsonFeed => Format::JsonFeed,
            Form::JsonLd => Format::JsonLd,
            Form::WordPress => Format::WordPress,
            Form::RssInJson => Format::Feed,
            Form::GdeltArticles | Form::GdeltEvents => Format::Gdelt,
            Form::Acled => Format::Acled,
            Form::Vis => Format::Vis,
            Form::Simile => Format::Simile,
            Form::Records | Form::GeoJson => Format::Table,
        }
    }
}

/// The form of a tree, or of that format the one that fits best.
pub(super) fn form(root: &Value<'_>, asked: Option<Format>) -> Option<Form> {
    let found = match root {
        Value::Record(_) => of_record(root),
        Value::List(_) => of_list(root),
        _ => None,
    };
    let Some(asked) = asked else { return found };
    if let Some(found) = found.filter(|found| found.format() == asked) {
        return Some(found);
    }
    // Who names the format is believed.
    let has = |name: &str| *root.field(name) != Value::Missing;
    let is_list = matches!(root, Value::List(_));
    match asked {
        Format::TimelineJs if has("events") || has("timeline") => Some(Form::TimelineJs),
        Format::JsonFeed if has("items") => Some(Form::JsonFeed),
        Format::JsonLd => Some(Form::JsonLd),
        Format::WordPress if is_list || has("body") || has("link") => Some(Form::WordPress),
        Format::Feed if has("rss") => Some(Form::RssInJson),
        Format::Gdelt if is_list => Some(Form::GdeltEvents),
        // Nothing found is an empty record.
        Format::Gdelt if has("articles") || *root == Value::Record(Vec::new()) => Some(Form::GdeltArticles),
        Format::Acled if is_list || has("data") => Some(Form::Acled),
        Format::Vis if is_list || has("items") => Some(Form::Vis),
        Format::Simile if has("events") || has("items") => Some(Form::Simile),
        Format::Table if has("features") => Some(Form::GeoJson),
        Format::Table if is_list => Some(Form::Records),
        Format::Native => Some(Form::Native),
        _ => None,
    }
}

/// Whether any of the first items of a list has a field.
fn any_has(list: &Value<'_>, name: &str) -> bool {
    list.items().iter().take(20).any(|item| *item.field(name) != Value::Missing)
}

fn of_record(root: &Value<'_>) -> Option<Form> {
    let field = |name: &str| root.field(name);
    let has = |name: &str| *field(name) != Value::Missing;
    let is_list = |name: &str| matches!(field(name), Value::List(_));
    let (events, items) = (field("events"), field("items"));
    Some(if field("version").text().contains("jsonfeed.org/version/") {
        Form::JsonFeed
    } else if ["@context", "@graph", "@type"].into_iter().any(has) {
        Form::JsonLd
    } else if any_has(field("articles"), "seendate") {
        Form::GdeltArticles
    } else if is_list("articles") {
        Form::Native
    } else if any_has(field("data"), "event_id_cnty") || (is_list("data") && has("success") && has("count")) {
        Form::Acled
    } else if is_list_in(root, "timeline", "date")
        || is_list_in(root, "timeline", "era")
        || any_has(events, "start_date")
        || (any_has(events, "text") && !any_has(events, "start"))
    {
        Form::TimelineJs
    } else if any_has(events, "start") || any_has(events, "s") || (is_list("events") && has("dateTimeFormat"))
    {
        Form::Simile
    } else if is_list("items") && (has("groups") || any_has(items, "content")) && any_has(items, "start") {
        Form::Vis
    } else if is_list("items") && any_has(items, "label") {
        Form::Simile
    } else if is_list("items")
        && (any_has(items, "content_html")
            || any_has(items, "content_text")
            || any_has(items, "date_published"))
    {
        Form::JsonFeed
    } else if (has("body") && has("headers") && has("status"))
        || (field("title").is_record() && has("link") && has("date"))
    {
        Form::WordPress
    } else if is_list("features") {
        Form::GeoJson
    } else if field("rss").field("channel").is_record() {
        Form::RssInJson
    } else {
        return None;
    })
}

fn is_list_in(root: &Value<'_>, record: &str, name: &str) -> bool {
    matches!(root.field(record).field(name), Value::List(_))
}

fn of_list(root: &Value<'_>) -> Option<Form> {
    let has = |name: &str| any_has(root, name);
    let is_post = |item: &Value<'_>| *item.field("title").field("rendered") != Value::Missing;
    Some(if root.items().iter().take(20).any(is_post) {
        Form::WordPress
    } else if has("GLOBALEVENTID") {
        Form::GdeltEvents
    } else if has("event_id_cnty") {
        Form::Acled
    } else if has("start") && has("content") {
        Form::Vis
    } else if has("@type") || has("@context") || has("@graph") {
        Form::JsonLd
    } else if has("events") || (has("headline") && has("published")) {
        Form::Native
    } else if table::is_flat(root) {
        Form::Records
    } else if has("headline") || has("published") {
        Form::Native
    } else {
        return None;
    })
}

/// What an answer that is no data says: the message of an interface's error, or a text alone.
pub(super) fn words_of(root: &Value<'_>) -> Option<String> {
    let error = root.field("error");
    let found = [
        root,
        root.field("message"),
        error,
        error.field("message"),
        root.field("messages"),
        root.field("detail"),
        root.field("errors"),
    ];
    let texts = found.into_iter().map(|value| value.items().first().map_or("", |first| first.text()).trim());
    let words = texts.into_iter().find(|text| !text.is_empty() && !matches!(*text, "true" | "false"))?;
    Some(crate::read::issue::cut(&crate::archive::clean(words), 300))
}
