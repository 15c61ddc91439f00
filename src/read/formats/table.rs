//! Tables: CSV and TSV of any spreadsheet, and JSON that is a list of flat records.
//!
//! Ours has the columns `title, url, date, end, actors, countries, kind`, of which a title and a date are needed. Others are found by
//! the names that people give them. Sheets of TimelineJS, files of ACLED and of GDELT are known by theirs.

mod columns;
mod rows;

use std::borrow::Cow;

use columns::{Columns, Field};
use rows::{Row, Rows};

use super::dates::Order;
use super::html;
use super::sink::{Sink, split, trimmed};
use super::timelinejs::{self, Slide};
use super::{acled, cameo, gdelt};
use crate::read::item::{Event, Item, Picture, Text, When};
use crate::read::json::Value;
use crate::read::{Format, ReadError};

/// Whether these are names of columns that make a timeline.
fn is_header(names: &[&str]) -> bool {
    let columns = Columns::find(names);
    columns.has_date() && columns.has(Field::Title)
}

/// Whether a text is a table: its first row is a header, or its rows have the same number of cells.
pub(super) fn is_table(text: &str) -> bool {
    Rows::new(text, is_header).is_some()
}

/// Reads a table; the format that it turned out to have.
pub(super) fn read(text: &str, sink: &mut Sink<'_, '_>) -> Result<Format, ReadError> {
    let Some((first, mut rows)) = Rows::new(text, is_header) else { return Err(ReadError::Unknown) };
    match first.len() {
        // GDELT's files are called CSV, have tabs, and no header.
        57 | 58 | 61 if columns::is_number(first.get(0)) && columns::is_number(first.get(1)) => {
            let at = if first.len() == 61 { gdelt::IN_61 } else { gdelt::IN_58 };
            let first = first.only(&at);
            coded_events(Some(first), rows, at, sink);
            return Ok(Format::Gdelt);
        }
        4 if rows.separator == b'\t' && columns::is_day(first.get(3)) => {
            sink.records("row", true);
            quadruple(&first, sink);
            while let Some(row) = rows.read() {
                quadruple(row, sink);
            }
            return Ok(Format::Table);
        }
        _ => {}
    }
    let order = if rows.separator == b';' { Order::DayFirst } else { Order::Unknown };
    let names = Vec::from_iter(first.cells());
    let position = |name: &str| names.iter().position(|given| given.trim().eq_ignore_ascii_case(name));
    let has = |needed: &[&str]| needed.iter().all(|name| position(name).is_some());
    let at = |name: &str| position(name).unwrap_or(usize::MAX);
    if has(&["event_id_cnty", "event_date"]) {
        sink.records("row", true);
        let columns = acled::COLUMNS.map(at);
        while let Some(row) = rows.read() {
            acled::take(columns.map(|at| row.get(at)), sink);
        }
        return Ok(Format::Acled);
    }
    if has(&["GLOBALEVENTID", "SQLDATE"]) {
        coded_events(None, rows, gdelt::COLUMNS.map(at), sink);
        return Ok(Format::Gdelt);
    }
    if has(&["Headline"]) && (has(&["Year"]) || has(&["Start Date"])) {
        sink.records("row", true);
        let columns = SHEET.map(at);
        while let Some(row) = rows.read() {
            sheet_row(columns.map(|at| row.get(at)), sink);
        }
        return Ok(Format::TimelineJs);
    }
    let columns = Columns::find(&names);
    if !columns.has_date() {
        let names: Vec<&str> = names.into_iter().filter(|name| !name.trim().is_empty()).take(12).collect();
        let names = names.join("”, “");
        return Err(ReadError::Lacking(format!(
            "The table has no column of dates. Its columns are “{names}”."
        )));
    }
    sink.records("row", !columns.has(Field::Url));
    while let Some(row) = rows.read() {
        take(&columns, &|at| row.get(at), order, sink);
    }
    Ok(Format::Table)
}

/// Reads events of GDELT, whose columns are at these places.
fn coded_events<'t>(first: Option<Row<'t>>, mut rows: Rows<'t>, at: [usize; 12], sink: &mut Sink<'_, '_>) {
    let mut kept = Vec::from_iter(first);
    while let Some(row) = rows.read() {
        kept.push(row.only(&at));
    }
    gdelt::read_events(kept.iter().map(|row| std::array::from_fn(|at| row.get(at))), sink);
}

/// Reads a list of flat records, whose names are the columns.
pub(super) fn read_records(list: &[&Value<'_>], sink: &mut Sink<'_, '_>) -> Result<(), ReadError> {
    let mut names: Vec<&str> = Vec::new();
    for record in list.iter().take(20) {
        let Value::Record(fields) = record else { continue };
        for (name, _) in fields {
            if !names.contains(&&**name) && names.len() < 200 {
                names.push(name);
            }
        }
    }
    let columns = Columns::find(&names);
    if !columns.has_date() || !columns.has(Field::Title) {
        return Err(ReadError::Unknown);
    }
    sink.records("record", !columns.has(Field::Url));
    for record in list {
        if !record.is_record() {
            sink.begin("");
            sink.skip("", record.text(), "is not a record; left out");
            continue;
        }
        let joined: Vec<Cow<'_, str>> = names.iter().map(|name| cell(record.field(name))).collect();
        take(&columns, &|at| joined.get(at).map_or("", |cell| trimmed(cell)), Order::Unknown, sink);
    }
    Ok(())
}

/// A value as a cell.
fn cell<'v>(value: &'v Value<'_>) -> Cow<'v, str> {
    match value {
        Value::List(items) => Cow::Owned(items.iter().map(Value::name).collect::<Vec<_>>().join(";")),
        value => Cow::Borrowed(value.name()),
    }
}

/// Whether a list of records may be a table.
pub(super) fn is_flat(list: &Value<'_>) -> bool {
    let Some(Value::Record(fields)) = list.items().iter().find(|item| item.is_record()) else { return false };
    let names: Vec<&str> = fields.iter().map(|(name, _)| &**name).take(200).collect();
    is_header(&names)
}

/// Takes a row of a table of ours.
fn take<'v>(columns: &Columns, cell: &dyn Fn(usize) -> &'v str, order: Order, sink: &mut Sink<'_, '_>) {
    let get = |field: Field| columns.cell(field, cell);
    let given_title = get(Field::Title);
    let title = html::text(if given_title.is_empty() { get(Field::Summary) } else { given_title });
    sink.begin(&title);
    if columns.is_blank(cell) {
        return;
    }
    let (one, other) = (get(Field::Actor1), get(Field::Actor2));
    // What one side did to the other tells little without them.
    let title =
        if columns.has(Field::Actor1) && columns.has(Field::Actor2) && !one.is_empty() && !title.is_empty() {
            Cow::Owned([one, ": ", &title, if other.is_empty() { "" } else { ", " }, other].concat())
        } else {
            html::cut(title)
        };
    let parts = [Field::Year, Field::Month, Field::Day].map(get);
    let within = get(Field::Within);
    let (start, end) = (get(Field::Date), get(Field::End));
    let start = if start.is_empty() {
        timelinejs::parts([parts[0], parts[1], parts[2], "", "", "", ""], "year", sink)
    } else {
        sink.date("date", start, order)
    };
    let end = if end == ".." { end.into() } else { sink.date("end", end, order) };
    let when = if within.is_empty() { When::span(start, end) } else { When::Within(within.into()) };
    if matches!(when, When::Unknown) {
        return sink.skip("date", "", "is missing; left out");
    }
    if title.is_empty() {
        return sink.skip("title", "", "is missing; left out");
    }
    let mut actors = split_list(get(Field::Actors));
    for actor in [one, other] {
        if !actor.is_empty() && !actors.iter().any(|known| known == actor) {
            actors.push(actor.into());
        }
    }
    let countries = get(Field::Countries);
    let is_list = memchr::memchr2(b';', b'|', countries.as_bytes()).is_some();
    let countries = if is_list { split_list(countries) } else { split(countries, b',') };
    let summary = html::summary(get(Field::Summary));
    let url = get(Field::Url);
    let published = sink.date("published", get(Field::Published), order);
    let kind = get(Field::Kind);
    let kind = if kind.is_empty() {
        cameo::kind(get(Field::Cameo)).into()
    } else {
        sink.vocabulary.stated(kind.into())
    };
    let item = Item {
        url: if url.is_empty() { summary.link.into() } else { url.into() },
        title: title.clone(),
        source: get(Field::Source).into(),
        published,
        summary: if given_title.is_empty() { "".into() } else { summary.text },
        image: Picture { url: get(Field::Image).into(), ..Picture::default() },
        events: vec![Event {
            id: get(Field::Id).into(),
            title,
            date: when,
            kind,
            actors,
            countries,
            place: get(Field::Place).into(),
            status: get(Field::Status).into(),
            quote: get(Field::Quote).into(),
            importance: get(Field::Importance).into(),
        }],
        ..Item::default()
    };
    sink.event(item);
}

fn split_list(cell: &str) -> Vec<Text<'_>> {
    let has = |sign: u8| memchr::memchr(sign, cell.as_bytes()).is_some();
    split(cell, if has(b'|') && !has(b';') { b'|' } else { b';' })
}

/// Takes a row of an actor, what it did, to whom, and the day: the form in which events are kept for statistics.
fn quadruple(row: &Row<'_>, sink: &mut Sink<'_, '_>) {
    let [one, what, other, day] = [0, 1, 2, 3].map(|at| row.get(at));
    let title = format!("{one}: {what}, {other}");
    sink.begin(&title);
    let date = sink.date("date", day, Order::Unknown);
    if date.is_empty() || what.is_empty() {
        return sink.skip("date", day, "is missing; left out");
    }
    // “Police (Australia)”, or the country itself.
    let mut countries: Vec<Text<'_>> = Vec::new();
    for actor in [one, other] {
        let inner = actor.rsplit_once('(').map_or(actor, |(_, inner)| inner.trim_end_matches(')'));
        countries.extend(sink.vocabulary.country(inner).map(Cow::Borrowed));
    }
    countries.dedup();
    let item = Item {
        title: title.as_str().into(),
        events: vec![Event {
            title: title.as_str().into(),
            date: When::At(date),
            kind: sink.vocabulary.stated(what.into()),
            actors: [one, other].into_iter().filter(|actor| !actor.is_empty()).map(Cow::Borrowed).collect(),
            countries,
            ..Event::default()
        }],
        ..Item::default()
    };
    sink.put(item);
}

/// The columns of a sheet of TimelineJS (<https://timeline.knightlab.com/docs/using-spreadsheets.html>), and of its first version.
const SHEET: [&str; 22] = [
    "Year",
    "Month",
    "Day",
    "Time",
    "End Year",
    "End Month",
    "End Day",
    "End Time",
    "Headline",
    "Text",
    "Media",
    "Media Credit",
    "Media Caption",
    "Media Thumbnail",
    "Alt Text",
    "Type",
    "Group",
    "Tag",
    "Start Date",
    "End Date",
    "Display Date",
    "Background",
];

fn sheet_row(row: [&str; 22], sink: &mut Sink<'_, '_>) {
    let [year, month, day, time, end_year, end_month, end_day, end_time, headline, words, media, rest @ ..] =
        row;
    let [credit, caption, thumbnail, alt, kind, group, tag, start, end, _, _] = rest;
    sink.begin(&html::text(headline));
    if row.iter().all(|cell| cell.is_empty()) || kind.eq_ignore_ascii_case("blank") {
        return;
    }
    if kind.eq_ignore_ascii_case("title") {
        return sink.title(&html::text(headline));
    }
    let mut moment = |parts: [&str; 3], time: &str, old: &str, field| {
        let date = match old {
            "" => timelinejs::parts([parts[0], parts[1], parts[2], "", "", "", ""], field, sink).into_owned(),
            old => sink.date(field, old, Order::MonthFirst).into_owned(),
        };
        if time.is_empty() || date.len() != 10 {
            return date;
        }
        let with_time = format!("{date} {time}");
        match super::dates::read(&with_time, Order::Unknown) {
            Some(moment) => moment.into_owned(),
            None => {
                sink.note("time", time, "is not a time; the day is shown");
                date
            }
        }
    };
    let start = moment([year, month, day], time, start, "start_date");
    let end = moment([end_year, end_month, end_day], end_time, end, "end_date");
    let group = if group.is_empty() { tag } else { group };
    let slide = Slide {
        start: start.into(),
        end: end.into(),
        headline,
        text: words,
        group: if kind.eq_ignore_ascii_case("era") { "era".into() } else { html::text(group) },
        media,
        caption,
        credit,
        thumbnail,
        alt,
        ..Slide::default()
    };
    timelinejs::take(slide, sink);
}
