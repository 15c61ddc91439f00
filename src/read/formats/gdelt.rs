//! GDELT: lists of articles (DOC 2.0) and coded events (Events 2.0 and 1.0), as JSON or as the rows of its files
//! (<http://data.gdeltproject.org/documentation/GDELT-Event_Codebook-V2.0.pdf>).

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::cameo;
use super::dates::Order;
use super::places;
use super::sink::{Sink, text};
use super::small::letter;
use super::vocabulary::Vocabulary;
use crate::archive::kind::{fnv1a, fnv1a_on};
use crate::read::item::{Event, Item, Picture, Text, When};
use crate::read::json::Value;

/// The columns that are read, by their names in exports.
pub(super) const COLUMNS: [&str; 12] = [
    "GLOBALEVENTID",
    "SQLDATE",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor2Name",
    "Actor2CountryCode",
    "IsRootEvent",
    "EventCode",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "SOURCEURL",
    "EventRootCode",
];

/// Where these columns stand in a row of 61, of 58 and of 57 columns, from 0; the last of which has no address.
pub(super) const IN_61: [usize; 12] = [0, 1, 6, 7, 16, 17, 25, 26, 52, 53, 60, 28];
pub(super) const IN_58: [usize; 12] = [0, 1, 6, 7, 16, 17, 25, 26, 50, 51, 57, 28];

/// Articles that GDELT found.
pub(super) fn read_articles(root: &Value<'_>, sink: &mut Sink<'_, '_>) {
    sink.records("article", false);
    for article in root.field("articles").items() {
        let title = tidy(text(article, "title"));
        sink.begin(&title);
        if !article.is_record() {
            sink.skip("", article.text(), "is not a record; left out");
            continue;
        }
        let seen = sink.date("seendate", text(article, "seendate"), Order::Unknown);
        let seen = if seen.contains('T') && !seen.ends_with('Z') {
            Cow::Owned(seen.into_owned() + "Z")
        } else {
            seen
        };
        let day = seen.get(..10).unwrap_or(&seen).to_owned();
        // Many papers print one story: it is one event, with as many links.
        let story = title.chars().filter(|ch| ch.is_alphanumeric()).map(letter);
        let of_day = fnv1a_on(fnv1a(&day), " ");
        let hash = story.fold(of_day, |hash, ch| fnv1a_on(hash, ch.encode_utf8(&mut [0; 4])));
        let event = Event {
            id: format!("g{hash:016x}").into(),
            title: title.as_str().into(),
            date: When::At(day.into()),
            kind: Cow::Borrowed("report"),
            ..Event::default()
        };
        let has_event = !title.is_empty() && !seen.is_empty();
        let item = Item {
            url: text(article, "url").into(),
            title: title.as_str().into(),
            source: text(article, "domain").into(),
            published: seen,
            language: language(text(article, "language")).into(),
            image: Picture { url: text(article, "socialimage").into(), ..Picture::default() },
            events: if has_event { vec![event] } else { Vec::new() },
            ..Item::default()
        };
        sink.put(item);
    }
}

/// Coded events as records.
pub(super) fn read_records(rows: &Value<'_>, sink: &mut Sink<'_, '_>) {
    let rows = rows.items().iter().map(|row| COLUMNS.map(|name| text(row, name)));
    read_events(rows, sink);
}

/// Coded events, each by the texts of [`COLUMNS`]. What one page reports becomes one article.
pub(super) fn read_events<'v>(rows: impl Iterator<Item = [&'v str; 12]>, sink: &mut Sink<'_, '_>) {
    sink.records("row", true);
    let mut articles: Vec<Item<'v>> = Vec::new();
    let mut by_url: FxHashMap<&'v str, usize> = FxHashMap::default();
    // One code is two countries in them.
    let (mut of_places, mut of_actors) = (Vocabulary::default(), Vocabulary::default());
    let mut codes: FxHashMap<&'v str, (&'static str, &'static str)> = FxHashMap::default();
    for row in rows {
        sink.begin("");
        let [id, day, actor_1, country_1, actor_2, country_2, is_root, code, place, country, url, root] = row;
        let date = sink.date("SQLDATE", day, Order::Unknown);
        if date.is_empty() {
            sink.skip("SQLDATE", "", "is missing; left out");
            continue;
        }
        let code = if code.is_empty() { root } else { code };
        let actors: Vec<Text<'_>> =
            [actor_1, actor_2].into_iter().filter(|name| !name.is_empty()).map(proper).collect();
        let (what, kind) = *codes.entry(code).or_insert_with(|| (cameo::title(code), cameo::kind(code)));
        let title =
            if actors.is_empty() { what.to_owned() } else { format!("{}: {what}", actors.join(" – ")) };
        let where_from = [
            of_places.place(country, places::from_fips),
            of_actors.place(country_1, places::from_cameo),
            of_actors.place(country_2, places::from_cameo),
        ];
        let mut countries: Vec<Text<'_>> = Vec::new();
        for country in where_from.into_iter().flatten() {
            if !countries.iter().any(|known| known == country) {
                countries.push(country.into());
            }
        }
        let event = Event {
            id: id.into(),
            title: title.clone().into(),
            date: When::At(date),
            kind: kind.into(),
            actors,
            countries,
            place: place.into(),
            // What is said by the way.
            importance: if is_root == "0" { "2" } else { "" }.into(),
            ..Event::default()
        };
        let at = if url.is_empty() { None } else { by_url.get(url).copied() };
        if let Some(article) = at.and_then(|at| articles.get_mut(at)) {
            article.events.push(event);
            continue;
        }
        if !url.is_empty() {
            by_url.insert(url, articles.len());
        }
        let host = url.split_once("//").and_then(|(_, rest)| rest.split('/').next()).unwrap_or_default();
        articles.push(Item {
            url: url.into(),
            title: title.into(),
            source: host.strip_prefix("www.").unwrap_or(host).into(),
            events: vec![event],
            ..Item::default()
        });
    }
    // Issues count the articles now.
    sink.records("article", true);
    sink.restart();
    for article in articles {
        sink.begin(&article.title.clone());
        sink.event(article);
    }
}

/// A title without the spaces that GDELT puts round its punctuation.
fn tidy(title: &str) -> String {
    let mut tidy = String::with_capacity(title.len());
    for word in title.split_ascii_whitespace() {
        let is_mark = matches!(word, "," | "." | ";" | ":" | "!" | "?" | ")" | "%" | "’" | "'");
        if !tidy.is_empty() && !is_mark && tidy.as_bytes().last() != Some(&b'(') {
            tidy.push(' ');
        }
        tidy.push_str(word);
    }
    tidy
}

/// A name in capitals as a name.
fn proper(name: &str) -> Text<'_> {
    if name.chars().any(|ch| ch.is_alphabetic() && letter(ch) == ch) {
        return name.into();
    }
    let mut proper = String::with_capacity(name.len());
    for ch in name.chars() {
        let is_first =
            proper.chars().next_back().is_none_or(|before| !before.is_alphanumeric() && before != '\'');
        proper.push(if is_first { ch } else { letter(ch) });
    }
    proper.into()
}

/// The tags of languages that GDELT names in English.
fn language(name: &str) -> &'static str {
    const LANGUAGES: &str = "Arabic ar|Bengali bn|Bulgarian bg|Chinese zh|Croatian hr|Czech cs|Danish da|Dutch nl|English en|Estonian et|Finnish fi|\
        French fr|German de|Greek el|Hebrew he|Hindi hi|Hungarian hu|Indonesian id|Italian it|Japanese ja|Korean ko|Norwegian no|Persian fa|Polish pl|\
        Portuguese pt|Romanian ro|Russian ru|Serbian sr|Slovak sk|Spanish es|Swedish sv|Thai th|Turkish tr|Ukrainian uk|Urdu ur|Vietnamese vi";
    let found = LANGUAGES.split('|').find_map(|pair| pair.strip_prefix(name)?.strip_prefix(' '));
    found.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_titles_are_made_readable() {
        assert_eq!(tidy("Envoys return ,  aide says ( again ) ."), "Envoys return, aide says (again).");
        assert_eq!(proper("NORTH COUNCIL"), "North Council");
        assert_eq!(proper("PEOPLE'S FRONT"), "People's Front");
        assert_eq!(proper("al-Nusra"), "al-Nusra");
        assert_eq!((language("Spanish"), language("Elvish"), language("")), ("es", "", ""));
    }
}
