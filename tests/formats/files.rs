//! The files in JSON, record by record.

use news_timeline::read::Format;

use crate::check;

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

#[test]
fn geo_json() {
    check(
        "geo.json",
        Format::Table,
        "",
        &["2031-03-01 | ceasefire | At the lake | https://data.example/1"],
        &["record 2:   is not a record; left out"],
    );
}
