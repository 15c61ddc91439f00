//! Events of ACLED, as its interface or its exports give them (<https://acleddata.com/acled-codebook/>). Their terms ask for a
//! visible credit: see [`crate::read::Format::credit`].

use std::borrow::Cow;

use super::dates::{self, Order};
use super::html;
use super::places;
use super::sink::{Sink, split, text};
use crate::read::item::{Event, Item, Text, When};
use crate::read::json::Value;

/// The columns that are read.
pub(super) const COLUMNS: [&str; 16] = [
    "event_id_cnty",
    "event_date",
    "time_precision",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "actor2",
    "assoc_actor_2",
    "country",
    "admin1",
    "location",
    "source",
    "notes",
    "fatalities",
    "iso3",
];

/// Reads a list of records, or an envelope around it.
pub(super) fn read_records(root: &Value<'_>, sink: &mut Sink<'_, '_>) {
    let rows = if root.is_record() { root.field("data") } else { root };
    // None has an address.
    sink.records("row", true);
    for row in rows.items() {
        take(COLUMNS.map(|name| text(row, name)), sink);
    }
}

/// Takes a row, the texts of [`COLUMNS`].
pub(super) fn take(row: [&str; 16], sink: &mut Sink<'_, '_>) {
    let [
        id,
        date,
        precision,
        type_,
        sub_type,
        one,
        with_one,
        two,
        with_two,
        country,
        admin,
        location,
        source,
        notes,
        deaths,
        iso3,
    ] = row;
    let what = if sub_type.is_empty() { type_ } else { sub_type };
    let sides: Vec<Text<'_>> =
        [one, two].into_iter().filter(|name| !name.is_empty()).map(without_years).collect();
    let title = match (what, sides.is_empty()) {
        ("", _) => sides.join(" – "),
        (what, true) => what.to_owned(),
        (what, false) => format!("{what}: {}", sides.join(" – ")),
    };
    sink.begin(&title);
    let day = sink.date("event_date", date, Order::Unknown);
    if day.is_empty() {
        return sink.skip("event_date", "", "is missing; left out");
    }
    let mut actors = sides;
    for name in [with_one, with_two].into_iter().flat_map(|names| split(names, b';')) {
        let name = match name {
            Cow::Borrowed(name) => without_years(name),
            name => name,
        };
        if !actors.contains(&name) {
            actors.push(name);
        }
    }
    let place: Vec<&str> = [location, admin].into_iter().filter(|name| !name.is_empty()).collect();
    let place = if location == admin { location.to_owned() } else { place.join(", ") };
    let code = sink.vocabulary.place(country, places::country);
    let country = code.or_else(|| sink.vocabulary.place(iso3, places::country)).unwrap_or(country);
    let kind = kind(type_, sub_type, sink);
    let event = Event {
        id: id.into(),
        title: title.as_str().into(),
        date: when(day, precision),
        kind,
        actors,
        countries: if country.is_empty() { Vec::new() } else { vec![country.into()] },
        place: place.into(),
        importance: importance(deaths).into(),
        ..Event::default()
    };
    let summary = html::cut(notes.into());
    let sources = split(source, b';');
    let article = |source: Text<'static>| Item {
        title: title.as_str().into(),
        source,
        summary: summary.clone(),
        events: vec![event.clone()],
        ..Item::default()
    };
    // Each source is an article of its own of the one event.
    let mut sources = sources.into_iter().map(|source| Cow::Owned(source.into_owned()));
    sink.event(article(sources.next().unwrap_or_default()));
    if !id.is_empty() {
        for source in sources {
            sink.put(article(source));
        }
    }
}

/// 1 is the day, 2 about a week, 3 some day of the month.
fn when<'v>(day: Text<'v>, precision: &str) -> When<'v> {
    match precision {
        "2" => {
            let week = dates::days_from(&day, -3).zip(dates::days_from(&day, 3));
            week.map_or(When::At(day), |(from, to)| When::Within(Cow::Owned(format!("{from}/{to}"))))
        }
        "3" => match day.get(..7) {
            Some(month) if day.len() == 10 => When::At(Cow::Owned(month.to_owned())),
            _ => When::At(day),
        },
        _ => When::At(day),
    }
}

/// A name without the years in which its bearer was what the name says: `Military Forces of X (2019-)`.
fn without_years(name: &str) -> Text<'_> {
    let is_years = |part: &str| {
        let part = part.strip_suffix(')').unwrap_or_default();
        part.contains('-') && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
    };
    match name.rsplit_once(" (") {
        Some((name, years)) if is_years(years) => name.trim_end().into(),
        _ => name.into(),
    }
}

fn kind(type_: &str, sub_type: &str, sink: &mut Sink<'_, '_>) -> Text<'static> {
    let known = match sub_type {
        "Agreement" => "agreement",
        "Air/drone strike" | "Shelling/artillery/missile attack" => "incident",
        "Arrests" | "Looting/property destruction" | "Disrupted weapons use" => "incident",
        "Non-violent transfer of territory" | "Headquarters or base established" => "operation",
        _ => match type_ {
            "Battles" => "conflict",
            "Explosions/Remote violence" | "Violence against civilians" => "incident",
            "Protests" | "Riots" => "protest",
            _ => "",
        },
    };
    if !known.is_empty() {
        return known.into();
    }
    match sink.vocabulary.kind(sub_type).or_else(|| sink.vocabulary.kind(type_)) {
        Some(kind) => kind.into(),
        None => Cow::Owned(type_.to_owned()),
    }
}

/// By the number of the dead.
fn importance(deaths: &str) -> &'static str {
    match deaths.trim().parse::<u32>() {
        Ok(100..) => "5",
        Ok(10..) => "4",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_no_part_of_a_name() {
        assert_eq!(without_years("Military Forces of X (2019-)"), "Military Forces of X");
        assert_eq!(without_years("Police Forces of X (2000-2011)"), "Police Forces of X");
        assert_eq!(without_years("Civilians (X)"), "Civilians (X)");
    }

    #[test]
    fn precision_is_an_uncertain_time() {
        assert!(
            matches!(when("2031-03-12".into(), "2"), When::Within(ref span) if span == "2031-03-09/2031-03-15")
        );
        assert!(matches!(when("2031-03-12".into(), "3"), When::At(ref date) if date == "2031-03"));
        assert!(matches!(when("2031-03-12".into(), "1"), When::At(ref date) if date == "2031-03-12"));
    }
}
