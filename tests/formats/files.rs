//! The files, record by record.

use news_timeline::read::Format;

use crate::check;

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
fn acled_json() {
    check(
        "acled.json",
        Format::Acled,
        "",
        &[
            "2031-03-09/2031-03-15 | agreement | Agreement: Government of X – South Front | actors Government of X+South Front+Elders (X)+Women (X) | in IS | at Lakeside, Lakes | of Lake Daily+Radio Two",
            "2031-03-20 | conflict | Armed clash: A – B | actors A+B | in CD | of Lake Daily",
            "2031-04 | protest | Peaceful protest: Protesters (X) | actors Protesters (X) | in IS",
        ],
        &["row 4 “Riots: Rioters (X)”: event_date  is missing; left out"],
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
fn gdelt_articles_json() {
    check(
        "gdelt-articles.json",
        Format::Gdelt,
        "",
        &[
            "2031-06-02 | report | Envoys return, aide says | of paper.example+other.example | https://paper.example/x | https://other.example/y",
            "2031-06-03 | report | Bad \\escape here | of third.example | https://third.example/z",
        ],
        &[
            "line 4, column 48:   is a backslash that should be escaped; kept",
            "article 4 “No date”: published  is missing, and there are no events; left out",
        ],
    );
}

#[test]
fn gdelt_events_json() {
    check(
        "gdelt-events.json",
        Format::Gdelt,
        "",
        &[
            "2031-06-02 | ceasefire | North Council: Truce, ceasefire | actors North Council | in IQ | at Lakeside | of paper.example | https://paper.example/y",
            "2031-06-03 | ceasefire | South Front – North Council: Violation of a ceasefire | actors South Front+North Council | in DE | of paper.example | https://paper.example/y",
        ],
        &["row 3: SQLDATE  is missing; left out"],
    );
}

#[test]
fn json_feed_1_0_json() {
    check(
        "json-feed-1.0.json",
        Format::JsonFeed,
        "Old",
        &["2031-01-01T00:00:00+00:00 | report | A | of Old | https://news.example/a"],
        &[],
    );
}

#[test]
fn json_feed_json() {
    check(
        "json-feed.json",
        Format::JsonFeed,
        "Desk",
        &[
            "2018-01-06T08:00 | ceasefire | A note without a title, long enough to be cut somewhere near the eightieth … | in IS | of Desk | https://news.example/902",
            "2031-04 |  | One | of Desk | https://data.example/908",
            "2031-04-01/2031-04-30 | ceasefire | Truce line redrawn | actors North Council+South Front | in XN | of Desk | scheduled | https://news.example/901",
            "2031-04-05 | report | Only changed | of Desk | https://data.example/904",
            "2031-04-07 | report | Unsafe | of Desk",
            "2031-04-08 | talks | Other | of Desk | https://data.example/908",
            "2031-06-03T09:00:00+00:00 | report | Of the post office & others | of Desk | https://other.example/903",
        ],
        &[
            "item 4 “Only changed”: date_published  is missing; the day of the last change is shown",
            "item 5 “No date”: published  is missing, and there are no events; left out",
            "item 6 “Bad date”: date_published yesterday is not a date that is understood; read as not given",
            "item 6 “Bad date”: published  is missing, and there are no events; left out",
            "item 7 “Unsafe”: url javascript:alert(1) is no web address that is safe to follow; shown as text",
            "item 9:  no record is not a record; left out",
        ],
    );
}

#[test]
fn json_ld_json() {
    check(
        "json-ld.json",
        Format::JsonLd,
        "",
        &[
            "2031-05-05 | talks | Envoys meet | actors North Council+South Front+A. Envoy | in XN+IS | at Lakeside | of Lake Daily | https://data.example/a1",
            "2031-05-06 |  | Inside | https://news.example/a3",
            "2031-05-07 | report | Live | https://news.example/live",
            "2031-05-07T10:00:00+00:00 | report | Update 1 | https://news.example/live#1",
            "2031-05-07T11:00:00+00:00 | report | Without a headline | https://news.example/live#2",
            "2031-05-09T11:00+00:00/2031-05-10 | talks | Second round | actors Mediators | in IS | at Old Mill | postponed | https://news.example/a2",
            "2031-06-01 |  | Called off | in IS | at Lakeside, Iceland | cancelled",
            "2032-01 |  | Listed | https://news.example/listed",
        ],
        &[
            "record 7 “No date”: published  is missing, and there are no events; left out",
            "record 9 “No date”: startDate  is missing; left out",
            "record 10 “Called off”: url  is missing; its events have no link",
        ],
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
fn simile_json() {
    check(
        "simile.json",
        Format::Simile,
        "",
        &[
            "1963-11-22T18:30:00+00:00 | incident | As a browser writes it | https://wiki.example/As_a_browser_writes_it",
            "2031-03-01 |  | A day | https://news.example/a",
            "2031-03-01/2031-03-09 |  | Once, between | https://wiki.example/Once,_between",
            "2031-03-01/2031-03-09 |  | Lasts | https://wiki.example/Lasts",
            "2031-03-01/2031-03-09 |  | Once, by the old name | https://wiki.example/Once,_by_the_old_name",
            "2031-03-01~/2031-04-05~ |  | About known ends | https://wiki.example/About_known_ends",
            "2031-05/2031-06 |  | Short names | https://wiki.example/Short_names",
        ],
        &["event 8 “No start”: start  is missing; left out"],
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
fn table_records_json() {
    check(
        "table-records.json",
        Format::Table,
        "",
        &[
            "2014-02-01 |  | Talks end 'early'",
            "2031-04-12 |  | A ceasefire comes into effect. | https://news.example/1",
        ],
        &[
            "record 2 “Talks end 'early'”: url  is missing; its events have no link",
            "record 3 “No date”: date  is missing; left out",
        ],
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
fn timelinejs_2_jsonp() {
    check(
        "timelinejs-2.jsonp",
        Format::TimelineJs,
        "Old form",
        &[
            "1869 |  | A year",
            "2011/2012 |  | An era",
            "2011-12-10T07:02:10/2011-12-11 | talks | To the second | https://video.example/watch",
            "2012-01 |  | A month",
            "2012-01-26 |  | As in America",
        ],
        &["event 5 “None”: start_date  is missing; left out"],
    );
}

#[test]
fn timelinejs_3_json() {
    check(
        "timelinejs-3.json",
        Format::TimelineJs,
        "River talks & truces",
        &[
            "-5410 |  | Before the common era",
            "1066-10-14 |  | Numbers as sheets write them",
            "2015-01-01T01:01:01 |  | Twin",
            "2015-01-01T01:01:01 |  | Twin",
            "2031 |  | Unsafe",
            "2031 |  | Only a text, which has to do as a headline",
            "2031/2032-06 | era | Mediation",
            "2031-02 |  | A day that does not exist",
            "2031-03 | delegations | First round opens | https://news.example/r1",
            "2031-04-02/2031-04-09 | ceasefire | A week without fire | https://news.example/page",
            "2031-05-05T09:00 |  | An end that is the start | https://news.example/link",
            "2033 | era | Open end",
        ],
        &[
            "event 2 “A week without fire”: id d-17 belongs to an earlier record; another id is made",
            "event 6 “A day that does not exist”: start_date 30 does not exist; the date is shown without it",
            "event 7 “Without a date”: start_date  is missing; left out",
            "event 8 “With a date in words”: start_date soon is not a date that is understood; left out",
            "event 10: headline  is missing, and there is no text; left out",
            "event 14:   is not a record; left out",
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
fn vis_items_json() {
    check(
        "vis-items.json",
        Format::Vis,
        "",
        &["2031-03-01 |  | Alone", "2031-03-02/2031-03-05 |  | Range"],
        &[],
    );
}

#[test]
fn vis_json() {
    check(
        "vis.json",
        Format::Vis,
        "",
        &[
            "2031-02-16T09:20:00+00:00 | gone | Of a group that is not there | actors North Council | https://news.example/7",
            "2031-02-16T09:20:00+00:00 |  | Only a tooltip",
            "2031-02-16T09:20:00+00:00/2031-04-01T12:00 | envoys | Round one",
            "2031-03-01 | north | Visit | https://news.example/5",
        ],
        &["item 5 “No start”: start  is missing; left out", "item 6: content  is missing; left out"],
    );
}

#[test]
fn wordpress_envelope_json() {
    check(
        "wordpress-envelope.json",
        Format::WordPress,
        "",
        &["2031-06-01T06:00:00+00:00 | report | In an envelope | https://wp.example/1"],
        &[],
    );
}

#[test]
fn wordpress_json() {
    check(
        "wordpress.json",
        Format::WordPress,
        "",
        &[
            "2031-05-30/2031-06-02 | ceasefire | With fields | actors North Council+South Front | in IS+NO | at Lakeside | https://wp.example/79",
            "2031-06-01T06:00:00+00:00 | talks | Talks – day two | in IS | https://wp.example/77",
            "2031-06-02T08:00:00 | report | Local time only | https://wp.example/78",
            "2031-06-05T06:00:00+00:00 | report | https://wp.example/81 | https://wp.example/81",
        ],
        &[
            "post 4 “A draft”: published  is missing, and there are no events; left out",
            "post 5: headline  is missing; the address is shown",
        ],
    );
}
