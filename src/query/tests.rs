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
        builder.article(&ArticleDraft { headline: "", given_url: source, source, ..ArticleDraft::default() })
    });
    for (no, row) in rows.iter().enumerate() {
        let date = row.year.to_string();
        let names = |idx: &[usize], names: &[&'static str]| {
            idx.iter().map(|&at| names[at].into()).collect::<Vec<_>>()
        };
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
    let actors = values(archive, event, Facet::Actor);
    let has = |wanted: &str| {
        event.title().starts_with(wanted) || actors.iter().any(|actor| actor.starts_with(wanted))
    };
    let in_range =
        filter.q.split(' ').all(has) && filter.range().is_none_or(|range| event.extent().intersects(&range));
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
        proptest::sample::select(&["", "", "a", "t", "t b", "x"][..]),
    )
        .prop_map(|(kind, actor, country, source, range, q)| {
            let mut filter = Filter::default();
            filter.q = q.to_owned();
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

/// The sets of a filter's parts, as a session keeps them.
fn sets(archive: &Archive, filter: &Filter, index: &Index, without: Option<Facet>) -> FixedBitSet {
    let facets = Facet::ALL.into_iter().filter(|facet| Some(*facet) != without);
    let mut sets: Vec<FixedBitSet> =
        facets.filter_map(|facet| pass(archive, facet, filter.choice(facet))).collect();
    sets.extend(filter.range().map(|range| in_range(archive, range)));
    sets.push(index.search(archive, &words(&filter.q, &str::to_ascii_lowercase)));
    intersection(archive.len(), &sets.iter().collect::<Vec<_>>())
}

fn indexed(archive: &Archive) -> Index {
    let mut index = Index::default();
    index.extend(archive, usize::MAX, &str::to_ascii_lowercase);
    index
}

proptest! {
    #[test]
    fn matches_and_counts_are_those_of_the_naive_model(
        rows in proptest::collection::vec(row(), 0..40),
        filter in filter(),
    ) {
        let archive = archive(&rows);
        let index = indexed(&archive);
        let wanted: Vec<usize> = archive.events().filter(|event| naive(&archive, &filter, *event, None))
            .map(|event| event.idx() as usize).collect();
        prop_assert_eq!(sets(&archive, &filter, &index, None).ones().collect::<Vec<_>>(), wanted);
        for facet in Facet::ALL {
            let counted = counts(&archive, &sets(&archive, &filter, &index, Some(facet)), facet);
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
        let index = indexed(&archive);
        for facet in Facet::ALL {
            let counted = counts(&archive, &sets(&archive, &filter, &index, Some(facet)), facet);
            let named = archive.facet(facet).names.iter().zip(counted.values.iter().copied());
            for (name, count) in named.chain([(NOT_STATED, counted.not_stated)]) {
                let mut alone = filter.clone();
                *alone.choice_mut(facet) = Choice::default();
                alone.choice_mut(facet).toggle(name);
                let matching = sets(&archive, &alone, &index, None).count_ones(..);
                prop_assert_eq!(matching, count as usize);
                // Excluding it leaves the others.
                alone.choice_mut(facet).toggle_excluded(name);
                let others = sets(&archive, &alone, &index, None).count_ones(..);
                prop_assert_eq!(others + matching, sets(&archive, &filter, &index, Some(facet)).count_ones(..));
            }
        }
    }

    #[test]
    fn values_are_listed_by_count_then_name_and_the_chosen_first(
        rows in proptest::collection::vec(row(), 0..40),
        filter in filter(),
        most in 0..6_usize,
        wanted in "[ab]?",
    ) {
        let archive = archive(&rows);
        let everything = intersection(archive.len(), &[]);
        for facet in Facet::ALL {
            let (names, choice) = (&archive.facet(facet).names, filter.choice(facet));
            let counted = counts(&archive, &everything, facet);
            let display = |name: &str| if name.is_empty() { "Bare".to_owned() } else { format!("{name}!") };
            let listing = Listing::new(&archive, facet, &display, &str::to_ascii_lowercase);
            let mut expected: Vec<u32> = (0..names.len() as u32).collect();
            if counted.not_stated > 0 && !names.is_empty() {
                expected.push(names.len() as u32);
            }
            expected.sort_by_key(|&value| {
                let name = display(names.get(value)).to_ascii_lowercase();
                let name_of = names.get(value);
                let named = choice.include.contains(name_of) || choice.exclude.contains(name_of);
                (!named, std::cmp::Reverse(counted.count(value)), name)
            });
            prop_assert_eq!(listing.len(), expected.len());
            let first: Vec<u32> = expected.iter().copied().take(most).collect();
            prop_assert_eq!(listing.first(names, &counted, choice, most), first);
            expected.retain(|&value| display(names.get(value)).to_ascii_lowercase().contains(&wanted));
            prop_assert_eq!(&listing.all(names, &counted, choice, &wanted), &expected);
            prop_assert_eq!(listing.first(names, &counted, choice, 99).len(), listing.len());
        }
    }
}

#[test]
fn a_country_is_found_by_name_code_and_english_name() {
    let rows = [Row { kind: 0, actors: vec![], countries: vec![0, 1, 2], source: 0, year: 2000 }];
    let archive = archive(&rows);
    let german = |code: &str| match code {
        "SY" => "Syrien".to_owned(),
        "RU" => "Russland".to_owned(),
        "IR" => "İran".to_owned(),
        other => other.to_owned(),
    };
    let decompose = |text: &str| text.replace('İ', "i\u{307}").to_ascii_lowercase();
    let listing = Listing::new(&archive, Facet::Country, &german, &decompose);
    let names = &archive.facet(Facet::Country).names;
    let counts = FacetCounts { values: vec![1, 1, 1], not_stated: 0 };
    for (wanted, found) in [
        ("syr", &["Syrien"][..]),
        ("sy", &["Syrien"]),
        ("syria", &["Syrien"]),
        ("rus", &["Russland"]),
        ("iran", &["İran"]),
        ("ir", &["İran"]),
        ("n", &["İran", "Russland", "Syrien"]),
        ("x", &[]),
    ] {
        let listed = listing.all(names, &counts, &Choice::default(), wanted);
        assert_eq!(listed.iter().map(|&value| listing.name(value)).collect::<Vec<_>>(), found, "{wanted}");
    }
}

#[test]
fn a_choice_is_taken_back_by_choosing_it_again() {
    let mut choice = Choice::default();
    let count = |choice: &Choice| (choice.include.iter().count(), choice.exclude.iter().count());
    choice.toggle_excluded("x");
    choice.toggle("x");
    assert_eq!(count(&choice), (1, 0));
    choice.toggle_excluded("x");
    assert_eq!(count(&choice), (0, 1));
    choice.toggle_excluded("x");
    assert!(choice.is_empty());
    choice.toggle("x");
    choice.toggle("x");
    assert!(choice.is_empty());
}

#[test]
fn a_vague_event_does_not_stretch_the_whole() {
    let file = r#"[{ "url": "/a", "headline": "A", "events": [
        { "title": "vague", "date": "201X" }, { "title": "close", "date": "2016-10-13" },
        { "title": "lasted", "date": "2015/2016" } ] }]"#;
    let options = crate::read::ReadOptions { base_url: "https://news.example/", zone: &|_| 0, format: None };
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
fn the_reach_of_events_is_as_precise_as_their_dates() {
    use crate::time::{English, Phrases, short_words};
    for (dates, said) in [
        (&["2020"][..], "2020"),
        (&["2020", "2020-03-04"], "2020"),
        (&["2020-03-04", "2020-03-05"], "Mar 2020"),
        (&["2011-03-15", "2016-10-13", "2012"], "Mar 2011 – Oct 2016"),
        (&["2011-03-15T14:00+03:00", "2016-10-13T14:00Z"], "Mar 2011 – Oct 2016"),
        (&["1900/.."], "since 1900"),
        (&["1900/..", "1950"], "1900–1950"),
        (&["1900/", "1950-02"], "from 1900 to Feb 1950"),
        (&["../1950-02"], "Feb 1950"),
        (&["201X"], "the 2010s"),
        (&["201X", "2016-10-13"], "Oct 2016"),
        (&["Y-17000", "-0043-03-15", "2016"], "17001 BC – 2016 AD"),
    ] {
        let event = |date: &&str| format!(r#"{{ "title": "{date}", "date": "{date}" }}"#);
        let events = dates.iter().map(event).collect::<Vec<_>>().join(",");
        let file = format!(r#"[{{ "url": "/a", "headline": "A", "events": [{events}] }}]"#);
        let options =
            crate::read::ReadOptions { base_url: "https://news.example/", zone: &|_| 0, format: None };
        let archive = crate::read::read(file.as_bytes(), &options).unwrap().archive;
        let mut events = FixedBitSet::with_capacity(archive.len());
        assert_eq!(reach(&archive, &events), None);
        events.insert_range(..);
        let date = reach(&archive, &events).unwrap();
        assert_eq!(short_words(&date, &English, &Phrases::ENGLISH), said, "{dates:?}");
    }
}

#[test]
fn a_few_far_events_do_not_squeeze_the_others_at_first() {
    let view = |dates: &[&str]| {
        let event = |date: &&str| format!(r#"{{ "title": "{date}", "date": "{date}" }}"#);
        let events = dates.iter().map(event).collect::<Vec<_>>().join(",");
        let file = format!(r#"[{{ "url": "/a", "headline": "A", "events": [{events}] }}]"#);
        let options =
            crate::read::ReadOptions { base_url: "https://news.example/", zone: &|_| 0, format: None };
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
