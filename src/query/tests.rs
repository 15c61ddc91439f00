use std::collections::BTreeSet;

use fixedbitset::FixedBitSet;
use proptest::prelude::*;

use super::*;
use crate::archive::{Archive, ArticleDraft, Builder, Event, EventDraft, Facet, Status};
use crate::time::EventDate;

const ACTORS: [&str; 4] = ["a", "b", "c", "d"];
const COUNTRIES: [&str; 3] = ["IR", "RU", "SY"];
const KINDS: [&str; 3] = ["talks", "incident", ""];

#[derive(Clone, Debug)]
struct Row {
    kind: usize,
    actors: Vec<usize>,
    countries: Vec<usize>,
    source: usize,
    year: i32,
}

fn row() -> impl Strategy<Value = Row> {
    let some = |n: usize| proptest::collection::vec(0..n, 0..3);
    (0..3usize, some(4), some(3), 0..2usize, 2000..2010i32)
        .prop_map(|(kind, actors, countries, source, year)| Row { kind, actors, countries, source, year })
}

fn archive(rows: &[Row]) -> Archive {
    let mut builder = Builder::default();
    let articles = ["One", ""].map(|source| {
        builder.article(&ArticleDraft { headline: "h", given_url: source, source, ..ArticleDraft::default() })
    });
    for (no, row) in rows.iter().enumerate() {
        let date = row.year.to_string();
        let names =
            |idx: &[usize], names: &[&'static str]| idx.iter().map(|&at| names[at]).collect::<Vec<_>>();
        builder.event(
            articles[row.source],
            &EventDraft {
                id: &no.to_string(),
                title: "t",
                date: EventDate::parse(&date, &|_| 0).unwrap(),
                given_date: &date,
                kind: KINDS[row.kind],
                status: Status::Happened,
                importance: 3,
                place: "",
                actors: &names(&row.actors, &ACTORS),
                countries: &names(&row.countries, &COUNTRIES),
                quote: "",
            },
        );
    }
    builder.finish()
}

/// The values of an event as a set of names, `NOT_STATED` if it has none.
fn values(archive: &Archive, event: Event<'_>, facet: Facet) -> BTreeSet<String> {
    let names = &archive.facet(facet).names;
    let values: BTreeSet<_> = event.values(facet).iter().map(|&value| names.get(value).to_owned()).collect();
    if values.is_empty() { BTreeSet::from([NOT_STATED.to_owned()]) } else { values }
}

/// The rule in its plainest form.
fn naive(archive: &Archive, filter: &Filter, event: Event<'_>, without: Option<Facet>) -> bool {
    let in_range = filter.range().is_none_or(|range| event.extent().intersects(&range));
    in_range
        && Facet::ALL.iter().filter(|facet| Some(**facet) != without).all(|&facet| {
            let (choice, values) = (filter.choice(facet), values(archive, event, facet));
            let any = |chosen: &Values| chosen.iter().any(|value| values.contains(value));
            (choice.include.is_empty() || any(&choice.include)) && !any(&choice.exclude)
        })
}

fn filter() -> impl Strategy<Value = Filter> {
    let choice = |names: &'static [&'static str]| {
        let some =
            || proptest::collection::btree_set(proptest::sample::select(names).prop_map(str::to_owned), 0..3);
        (some(), some()).prop_map(|(include, exclude)| Choice {
            include: include.into_iter().collect(),
            exclude: exclude.into_iter().collect(),
        })
    };
    let range = proptest::option::of((2000..2010i64, 1..5i64));
    (
        choice(&["talks", "incident", "", "unknown"]),
        choice(&["a", "b", "", "nobody"]),
        choice(&["IR", "RU", ""]),
        choice(&["One", ""]),
        range,
    )
        .prop_map(|(kind, actor, country, source, range)| {
            let mut filter = Filter::default();
            for (facet, choice) in [
                (Facet::Kind, kind),
                (Facet::Actor, actor),
                (Facet::Country, country),
                (Facet::Source, source),
            ] {
                *filter.choice_mut(facet) = choice;
            }
            let bound = |year: i64| Bound::parse(&year.to_string(), &|_| 0);
            filter.from = range.and_then(|(year, _)| bound(year));
            filter.to = range.and_then(|(year, years)| (years < 4).then(|| bound(year + years)).flatten());
            filter
        })
}

proptest! {
    #[test]
    fn matches_and_counts_are_those_of_the_naive_model(
        rows in proptest::collection::vec(row(), 0..40),
        filter in filter(),
    ) {
        let archive = archive(&rows);
        let matches = Matches::new(&archive, &filter);
        let wanted: Vec<usize> = archive.events().filter(|event| naive(&archive, &filter, *event, None))
            .map(|event| event.idx() as usize).collect();
        prop_assert_eq!(matches.all().ones().collect::<Vec<_>>(), wanted);
        for facet in Facet::ALL {
            let counted = counts(&archive, &matches, facet);
            let passing: Vec<Event<'_>> =
                archive.events().filter(|event| naive(&archive, &filter, *event, Some(facet))).collect();
            let count_of = |name: &str| {
                passing.iter().filter(|event| values(&archive, **event, facet).contains(name)).count() as u32
            };
            for (name, &count) in archive.facet(facet).names.iter().zip(&counted.values) {
                prop_assert_eq!(count, count_of(name), "{:?} {}", facet, name);
            }
            prop_assert_eq!(counted.not_stated, count_of(NOT_STATED));
        }
    }

    #[test]
    fn a_values_count_is_what_choosing_it_alone_gives(rows in proptest::collection::vec(row(), 0..40), filter in filter()) {
        let archive = archive(&rows);
        let matches = Matches::new(&archive, &filter);
        for facet in Facet::ALL {
            let counted = counts(&archive, &matches, facet);
            for (name, &count) in archive.facet(facet).names.iter().zip(&counted.values) {
                let mut alone = filter.clone();
                *alone.choice_mut(facet) = Choice::default();
                alone.choice_mut(facet).toggle(name);
                prop_assert_eq!(Matches::new(&archive, &alone).all().count_ones(..), count as usize);
            }
        }
    }
}

#[test]
fn values_are_ordered_by_count_then_name() {
    let counted = FacetCounts { values: vec![1, 3, 1, 0], not_stated: 0 };
    let names = ["zarif", "lavrov", "kerry", "assad"];
    let ordered = counted.ordered(|value| names[value as usize].to_owned());
    let ordered: Vec<_> = ordered.iter().map(|&(value, _)| names[value as usize]).collect();
    assert_eq!(ordered, ["lavrov", "kerry", "zarif", "assad"]);
}

#[test]
fn a_choice_is_taken_back_by_choosing_it_again() {
    let mut choice = Choice::default();
    choice.exclude.insert("x");
    choice.toggle("x");
    assert_eq!((choice.include.iter().count(), choice.exclude.iter().count()), (1, 0));
    choice.toggle("x");
    assert!(choice.is_empty());
}

#[test]
fn a_vague_event_does_not_stretch_the_whole() {
    let file = r#"[{ "url": "/a", "headline": "A", "events": [
        { "title": "vague", "date": "201X" }, { "title": "close", "date": "2016-10-13" },
        { "title": "lasted", "date": "2015/2016" } ] }]"#;
    let options = crate::read::ReadOptions { base_url: "https://news.example/", zone: &|_| 0 };
    let archive = crate::read::read(file.as_bytes(), &options).unwrap().archive;
    let of = |date: &str| EventDate::parse(date, &|_| 0).unwrap().extent();
    let mut events = FixedBitSet::with_capacity(archive.len());
    assert_eq!(extent(&archive, &events), None);
    events.insert_range(..);
    assert_eq!(extent(&archive, &events), Some(of("2015/2016")));
    events.clear();
    events.insert(archive.events().find(|event| event.title() == "vague").unwrap().idx() as usize);
    assert_eq!(extent(&archive, &events), Some(of("201X")));
}

#[test]
fn a_few_far_events_do_not_squeeze_the_others_at_first() {
    let view = |dates: &[&str]| {
        let event = |date: &&str| format!(r#"{{ "title": "{date}", "date": "{date}" }}"#);
        let events = dates.iter().map(event).collect::<Vec<_>>().join(",");
        let file = format!(r#"[{{ "url": "/a", "headline": "A", "events": [{events}] }}]"#);
        let options = crate::read::ReadOptions { base_url: "https://news.example/", zone: &|_| 0 };
        let archive = crate::read::read(file.as_bytes(), &options).unwrap().archive;
        let mut events = FixedBitSet::with_capacity(archive.len());
        events.insert_range(..);
        first_view(&archive, &events)
    };
    let of = |date: &str| EventDate::parse(date, &|_| 0).unwrap().extent();
    let close = ["2016-10-10", "2016-10-11", "2016-10-12", "2016-10-13"];
    let far = view(&["1963-11-22", close[0], close[1], close[2], close[3]]).unwrap();
    assert_eq!((far.start_ms, far.end_ms), (of(close[0]).middle_ms(), of(close[3]).middle_ms()));
    assert_eq!(view(&close), Some(of("2016-10-10/2016-10-13")));
    assert_eq!(view(&["1963", "1989", "2016"]), Some(of("1963/2016")));
    assert_eq!(view(&["2016", "2016", "2016"]), Some(of("2016")));
    assert_eq!(view(&["2016-10-13"]), Some(of("2016-10-13")));
    assert_eq!(view(&[]), None);
}
