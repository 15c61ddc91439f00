//! Tables and files in XML, record by record.

use news_timeline::read::{Format, read};

use crate::{check, issues, lines, options};

#[test]
fn acled_csv() {
    check(
        "acled.csv",
        Format::Acled,
        "",
        &[
            "2031-03-12 | incident | Air/drone strike: Military Forces of X – Civilians (X) | actors Military Forces of X+Civilians (X) | in IS | at Lakeside, Lakes | of Lake Daily+Radio Two",
        ],
        &[],
    );
}

#[test]
fn atom_xml() {
    check(
        "atom.xml",
        Format::Feed,
        "Blog",
        &[
            "2031-06-01T08:00:00+00:00 | ceasefire | First entry | of Blog | https://news.example/blog/one.html",
            "2031-06-03T10:00:00+00:00 | report | 1 < 2 | of Blog | https://news.example/two",
            "2031-06-04 | report | Third | of Blog | https://news.example/blog/sub/three.html",
        ],
        &[],
    );
}

#[test]
fn gdelt_58_csv() {
    check(
        "gdelt-58.csv",
        Format::Gdelt,
        "",
        &[
            "2031-06-04 | talks | South Front: Negotiation | actors South Front | in AT | at Vienna | of paper.example | https://paper.example/c",
            "2031-06-05 | agreement | South Front: Signing of a formal agreement | actors South Front | in AT | at Vienna | of paper.example | https://paper.example/c",
        ],
        &[],
    );
}

#[test]
fn gdelt_61_csv() {
    check(
        "gdelt-61.csv",
        Format::Gdelt,
        "",
        &[
            "2031-06-02 | ceasefire | North Council: Truce, ceasefire | actors North Council | in UA+SY | at Lakeside | of paper.example | https://paper.example/a",
            "2031-06-03 | conflict | Fighting with artillery and tanks | in RU | of paper.example | https://www.paper.example/b",
        ],
        &[],
    );
}

#[test]
fn quadruples_tsv() {
    check(
        "quadruples.tsv",
        Format::Table,
        "",
        &[
            "2005-10-11 | talks | Police (Australia): Consult, City Mayor (Australia) | actors Police (Australia)+City Mayor (Australia) | in AU",
            "2008-07-25 | investigate | Colombia: Investigate, Guerrilla (Colombia) | actors Colombia+Guerrilla (Colombia) | in CO",
            "2013-04-23 | statement | A. Person: Make statement, France | actors A. Person+France | in FR",
        ],
        &[],
    );
}

#[test]
fn rss_1_0_xml() {
    check(
        "rss-1.0.xml",
        Format::Feed,
        "Old channel",
        &["2031-06-01 | talks | One | of Old channel | https://news.example/1"],
        &[],
    );
}

#[test]
fn rss_xml() {
    check(
        "rss.xml",
        Format::Feed,
        "Desk & Co",
        &[
            "2031-06-03T07:00:00+00:00 | talks | Talks & tea | in IS | of Desk & Co | https://news.example/1",
            "2031-06-03T14:00+00:00 | report | Wrong weekday, short year | of Desk & Co | https://data.example/3",
            "2031-06-04T10:00:00+00:00 | report | CDATA title & more | of Desk & Co | https://news.example/2",
            "2031-06-05T00:00:00+00:00 | report | No title, but words. | of Desk & Co | https://news.example/4",
            "2031-06-06T00:00:00+00:00 | report | Undeclared &bomb; and dangling & all | of Desk & Co | https://news.example/5",
        ],
        &[
            "item 6 “No date”: published  is missing, and there are no events; left out",
            "item 7 “Not closed https://news.example/7 07 Jun 2031 00:00:00 GMT”: url  is missing; its events have no link",
            "item 7 “Not closed https://news.example/7 07 Jun 2031 00:00:00 GMT”: published  is missing, and there are no events; left out",
        ],
    );
}

#[test]
fn simile_xml() {
    check(
        "simile.xml",
        Format::Simile,
        "",
        &[
            "2006-05-28T09:00:00+00:00/2006-06-15T09:00:00+00:00 |  | Lasts | https://wiki.example/wiki/Lasts",
            "2006-06-16T00:00:00+00:00/2006-06-26T00:00:00+00:00 |  | Once, between | https://news.example/b",
            "2006-08-02T00:00:00+00:00 |  | A moment | https://wiki.example/wiki/A_moment",
        ],
        &["event 4 “No start”: start  is missing; left out"],
    );
}

#[test]
fn table_semicolons_csv() {
    check(
        "table-semicolons.csv",
        Format::Table,
        "",
        &[
            "2031-02-01 |  | Waffenruhe beginnt | actors Nordrat | in Island+IS | https://news.example/1",
            "2031-06-05 |  | Kommt",
        ],
        &["row 2 “Kommt”: url  is missing; its events have no link"],
    );
}

#[test]
fn table_csv() {
    check(
        "table.csv",
        Format::Table,
        "",
        &[
            "2031-02-13 | own kind | Clear | https://data.example/6",
            "2031-03-01/2031-03-02 | talks | Talks, \"first\" round | actors North Council+South Front | in IS+NO | https://news.example/1",
            "2031-04 | ceasefire | Two lines | https://data.example/2",
        ],
        &[
            "row 3 “No date”: date  is missing; left out",
            "row 5: title  is missing; left out",
            "row 6 “Unclear”: date 1/2/2031 is not a date that is understood; left out",
        ],
    );
}

#[test]
fn timelinejs_csv() {
    check(
        "timelinejs.csv",
        Format::TimelineJs,
        "The sheet",
        &[
            "2030/2032 | era | An age",
            "2031 |  | A year",
            "2031-03-02T10:30/2031-03-04 | talks | Talks, first round | https://news.example/1",
            "2031-05-06 |  | At noon",
            "2031-05-06T15:05 |  | In the afternoon",
        ],
        &[
            "row 5 “At noon”: time noon is not a time; the day is shown",
            "row 6 “No date”: start_date  is missing; left out",
        ],
    );
}

#[test]
fn coded_tab() {
    check(
        "coded.tab",
        Format::Table,
        "",
        &[
            "2031-06-01 | talks | North Council: Engage in negotiation, South Front | actors North Council+South Front | in IS | at Lakeside | of Lake Daily",
            "2031-06-02 | statement | North Council: Make statement | actors North Council | in IS | of Lake Daily",
        ],
        &[],
    );
}

#[test]
fn what_a_feed_says_after_its_items_holds_for_them() {
    let item = |no: usize| {
        format!(
            "<item><title>Item {no}</title><link>https://news.example/{no}</link><pubDate>2031-06-0{no}</pubDate></item>"
        )
    };
    let (one, two, three, title) = (item(1), item(2), item(3), "<title>Desk</title>");
    let read = |text: &str| {
        let reading = read(text.as_bytes(), &options(None)).expect("a feed");
        assert_eq!(reading.archive.title(), "Desk", "{text}");
        let urls = reading.archive.articles().iter().map(|article| reading.archive.text(article.url));
        (lines(&reading), urls.map(str::to_owned).collect::<Vec<_>>())
    };
    let before = read(&format!("<rss><channel>{title}{one}{two}{three}</channel></rss>"));
    assert_eq!(before.0[2], "2031-06-03 | report | Item 3 | of Desk | https://news.example/3");
    for text in [
        format!("<rss><channel>{one}{two}{three}{title}</channel></rss>"),
        format!("<rss><channel>{one}{title}{two}{three}"),
        format!(
            "<rss><channel>{title}<image><item/></image>{one}{two}</channel><channel>{two}</channel>{three}</rss>"
        ),
        format!("<rdf><channel>{title}</channel>{one}{two}{three}</rdf>"),
        format!("<rdf>{three}<channel>{one}{two}{title}</channel></rdf>"),
        format!("<channel>{title}{one}{two}{three}</channel>"),
        format!("<feed>{title}{one}{two}{three}</feed>"),
        format!("<feed>{one}{two}{title}{three}</feed>"),
        format!("<a:feed>{title}<x>{one}</x>{one}{two}{three}</a:feed>"),
    ] {
        assert_eq!(read(&text), before, "{text}");
    }
}

#[test]
fn a_title_that_has_not_ended_is_not_known_yet() {
    let entry =
        "<entry><title>One</title><link href='https://news.example/1'/><updated>2031-06-01</updated></entry>";
    let reading = read(format!("<feed><title>Desk{entry}</title>{entry}</feed>").as_bytes(), &options(None));
    let reading = reading.expect("a feed");
    assert_eq!(reading.archive.title(), "Desk One 2031-06-01");
    assert_eq!(
        lines(&reading),
        ["2031-06-01 | report | One | of Desk One 2031-06-01 | https://news.example/1"]
    );
}

#[test]
fn what_is_wrong_with_a_feed_stands_before_what_is_wrong_with_its_items() {
    let text = "<rss><channel><title>Desk</title><item><title>One</title></item>";
    let reading = read(text.as_bytes(), &options(None)).expect("a feed");
    let issues = issues(&reading);
    assert!(issues[0].starts_with("the file:   breaks off"), "{issues:?}");
    assert!(issues[1].starts_with("item 1"), "{issues:?}");
}
