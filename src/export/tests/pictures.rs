//! What is in a picture, as another library reads it.

use proptest::prelude::*;

use super::*;

/// A picture of the events of an archive in one lane, and how many single marks and clusters it has.
fn pictured(archive: &Archive, width_px: f64) -> (String, usize, usize) {
    use crate::layout::{self, Ends, Events, Lane, Shape, Window};
    use crate::time::{Extent, Viewport};
    let shape: Vec<Shape> = archive
        .events()
        .map(|event| if event.date().is_point() { Shape::Point } else { Shape::Span })
        .collect();
    let kind = vec![0; archive.len()];
    let ends: Vec<Ends> = archive.events().map(|event| Ends::of(event.date())).collect();
    let events = Events {
        start_ms: archive.start_ms(),
        end_ms: archive.end_ms(),
        shape: &shape,
        ends: &ends,
        kind: &kind,
        label_px: &|event| {
            archive.event(event).map_or(0, |event| (text_px(event.title()).ceil() as u16).min(200))
        },
        importance: &[],
    };
    let extent =
        archive.events().map(Event::extent).reduce(|all, extent| all.union(&extent)).unwrap_or_default();
    let viewport = Viewport::fit(Extent::new(extent.start_ms, extent.end_ms), width_px, 0.1);
    let order = (0..archive.len() as u32).collect();
    let lanes = [Lane { key: layout::REST, events: order }];
    let arrangement = layout::Arrangement::new(
        layout::Stack::new(&events, &lanes, viewport.ms_per_px(), 8, &layout::Style::default()).into(),
        viewport.ms_per_px(),
    );
    let view = viewport.extent();
    let window = Window { start_ms: view.start_ms, end_ms: view.end_ms };
    let lanes: Vec<_> =
        arrangement.stack.lanes.iter().map(|lane| (lane.clone(), "All & more".to_owned())).collect();
    let marks = arrangement.marks(&events, window, 0.0..f64::INFINITY);
    let single = marks.iter().filter(|mark| mark.event().is_some()).count();
    let picture = Picture {
        archive,
        title: archive.title(),
        about: "some events",
        viewport,
        axis: &crate::time::axis(view, viewport.ms_per_px(), 38.0, &English),
        lanes: &lanes,
        height_px: arrangement.stack.height_px,
        marks: &marks,
        style: include_str!("../../../style/kinds.css"),
        font: "Source Sans, sans-serif",
        text_px: &text_px,
    };
    (super::picture(&picture, &words()), single, marks.len() - single)
}

/// As wide as letters are taken to be.
fn text_px(text: &str) -> f64 {
    text.chars().map(|letter| if letter == 'i' { 3.0 } else { 8.0 }).sum()
}

/// The elements of a name.
fn elements<'a>(svg: &'a roxmltree::Document<'a>, name: &str) -> Vec<roxmltree::Node<'a, 'a>> {
    svg.descendants().filter(|node| node.has_tag_name(name)).collect()
}

#[test]
fn a_picture_shows_each_mark_in_its_kinds_look() {
    let archive = archive(TWO);
    let (text, ..) = pictured(&archive, 800.0);
    let svg = roxmltree::Document::parse(&text).unwrap();
    let titles: Vec<&str> = elements(&svg, "title").iter().filter_map(roxmltree::Node::text).collect();
    assert_eq!(titles.first(), Some(&"Talks; and, more"));
    let shown: usize = titles.len() - 1;
    let clustered: usize =
        elements(&svg, "text").iter().filter_map(|text| text.text()?.parse::<usize>().ok()).sum();
    assert!(shown + clustered >= archive.len(), "{text}");
    // All eighteen looks, none of them empty.
    let looks = elements(&svg, "g");
    assert_eq!(looks.len(), 18);
    assert!(looks.iter().all(roxmltree::Node::has_children));
    let triangle = looks[2].first_element_child().and_then(|shape| shape.attribute("points"));
    assert_eq!(triangle, Some("50 4, 97 90, 3 90"));
    assert_eq!(looks[0].first_element_child().and_then(|shape| shape.attribute("r")), Some("44.0"));
    assert_eq!(looks[6].first_element_child().and_then(|shape| shape.attribute("width")), Some("92.0"));
    let colours = super::picture::looks(include_str!("../../../style/kinds.css"));
    assert_eq!(
        colours.map(|(_, colour, _)| colour).take(3).collect::<Vec<_>>(),
        ["#1f6fb5", "#13805a", "#c2382b"]
    );
    for part in elements(&svg, "use") {
        let look = part.attribute(("http://www.w3.org/1999/xlink", "href")).unwrap();
        assert!(looks.iter().any(|known| known.attribute("id") == look.strip_prefix('#')), "{look}");
    }
}

#[test]
fn a_picture_has_whole_labels_where_there_is_room() {
    let file = r#"[{ "url": "/a", "headline": "A", "events": [
        { "title": "iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii", "date": "2016-01-02" },
        { "title": "A title of which there is more than room", "date": "2016-03-02" },
        { "title": "Conflict", "date": "2011-03/..", "kind": "conflict" } ] }]"#;
    let (text, ..) = pictured(&archive(file), 900.0);
    let svg = roxmltree::Document::parse(&text).unwrap();
    let labels: Vec<&str> = elements(&svg, "text").iter().filter_map(roxmltree::Node::text).collect();
    assert!(labels.contains(&"iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii"), "{labels:?}");
    let cut: Vec<&&str> = labels.iter().filter(|label| label.ends_with('…')).collect();
    assert!(cut.iter().all(|label| text_px(label) <= 200.0) && cut.len() == 1, "{cut:?}");
    // What is going on has an arrow, and its bar its symbol, and its label the bar's full colour.
    let bar = elements(&svg, "a")
        .into_iter()
        .find(|link| link.has_tag_name("a") && link.children().any(|part| part.has_tag_name("rect")))
        .unwrap();
    let count = |name: &str| bar.children().filter(|part| part.has_tag_name(name)).count();
    assert_eq!((count("use"), count("path"), count("text")), (1, 1, 1));
    let number = |node: &str, name: &str| -> f64 {
        let node = bar.children().find(|part| part.has_tag_name(node)).unwrap();
        node.attribute(name).unwrap().parse().unwrap()
    };
    let fade_px = number("rect", "width") * 0.34_f64;
    assert!(number("text", "x") >= number("rect", "x") + fade_px.min(60.0) - 0.1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_picture_is_xml_with_every_mark(archive in archives(), width_px in 100.0..2000.0_f64) {
        let (text, single, clusters) = pictured(&archive, width_px);
        let svg = roxmltree::Document::parse(&text).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
        let pills: usize = elements(&svg, "rect").iter().filter(|rect| rect.attribute("stroke-width") == Some("1.5")).count();
        prop_assert_eq!((elements(&svg, "a").len(), pills), (single, clusters));
        prop_assert!(!text.contains("NaN") && !text.contains("script"));
    }
}
