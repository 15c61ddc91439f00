//! What are the benchmarks' files of other formats? Made-up news again, in each of them: the same number of bytes gives the same file on
//! every machine. Texts are about as long as real ones.

use crate::data::Random;

/// The names of the formats and forms.
pub const FORMATS: [&str; 13] = [
    "timelinejs",
    "timelinejs-2",
    "jsonfeed",
    "jsonld",
    "wordpress",
    "rss",
    "atom",
    "gdelt",
    "gdelt-events",
    "acled",
    "vis",
    "simile",
    "csv",
];

/// A file of about so many bytes.
pub fn file(format: &str, bytes: usize) -> String {
    let (start, between, end): (&str, &str, &str) = match format {
        "timelinejs" => (r#"{"events":["#, ",", "]}"),
        "timelinejs-2" => (r#"{"timeline":{"headline":"Made-up news","date":["#, ",", "]}}"),
        "jsonfeed" => {
            (r#"{"version":"https://jsonfeed.org/version/1.1","title":"Made-up news","items":["#, ",", "]}")
        }
        "jsonld" => (r#"{"@context":"https://schema.org","@graph":["#, ",", "]}"),
        "wordpress" => ("[", ",", "]"),
        "rss" => (r#"<rss version="2.0"><channel><title>Made-up news</title>"#, "", "</channel></rss>"),
        "atom" => (r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Made-up news</title>"#, "", "</feed>"),
        "gdelt" => (r#"{"articles":["#, ",", "]}"),
        "gdelt-events" => ("", "\n", "\n"),
        "acled" => (r#"{"status":200,"success":true,"count":1,"data":["#, ",", "]}"),
        "vis" => (r#"{"groups":[],"items":["#, ",", "]}"),
        "simile" => (r#"{"dateTimeFormat":"iso8601","events":["#, ",", "]}"),
        _ => ("title,url,date,end,actors,countries,kind,summary\n", "\n", "\n"),
    };
    let mut text = start.to_owned();
    let mut random = Random(7);
    let mut no = 0;
    while text.len() < bytes {
        if no > 0 {
            text.push_str(between);
        }
        no += 1;
        text.push_str(&record(format, no, &mut random));
    }
    text + end
}

/// The same records as JSON, where a file is none: a record for each item of a feed, a list of texts for each row of a table.
pub fn json(format: &str, file: &str) -> String {
    let rows = |separator: char| {
        let rows = file.lines().map(|row| {
            let mut quoted = false;
            let cells = row.split(|ch| {
                quoted ^= ch == '"';
                ch == separator && !quoted
            });
            let cells: Vec<String> = cells.map(|cell| format!("\"{}\"", cell.trim_matches('"'))).collect();
            format!("[{}]", cells.join(","))
        });
        format!("[{}]", rows.collect::<Vec<_>>().join(","))
    };
    let items = |format: &str, end: &str| {
        let mut random = Random(7);
        let items = (1..=file.matches(end).count()).map(|no| record(format, no, &mut random));
        format!("[{}]", items.collect::<Vec<_>>().join(","))
    };
    match format {
        "rss" => items("rss as JSON", "</item>"),
        "atom" => items("atom as JSON", "</entry>"),
        "csv" => rows(','),
        "gdelt-events" => rows('\t'),
        _ => file.to_owned(),
    }
}

const WORDS: [&str; 16] = [
    "council",
    "front",
    "talks",
    "river",
    "envoys",
    "truce",
    "said",
    "after",
    "northern",
    "delegation",
    "on",
    "the",
    "border",
    "reached",
    "agreement",
    "Wednesday",
];

fn words(count: u64, random: &mut Random) -> String {
    let words: Vec<&str> = (0..count).filter_map(|_| WORDS.get(random.below(16) as usize).copied()).collect();
    words.join(" ")
}

fn record(format: &str, no: usize, random: &mut Random) -> String {
    let (year, month, day) = (2011 + random.below(16), 1 + random.below(12), 1 + random.below(28));
    let date = format!("{year}-{month:02}-{day:02}");
    let time = format!("{:02}:{:02}:00", random.below(24), random.below(60));
    let title = words(6, random);
    let text = words(40, random);
    let url = format!("https://news.example/{year}/{no}");
    let (one, other) = (random.below(200), random.below(200));
    match format {
        "timelinejs" => format!(
            r#"{{"unique_id":"u{no}","group":"Talks","start_date":{{"year":"{year}","month":"{month}","day":"{day}"}},"text":{{"headline":"{title}","text":"<p>{text} <a href='{url}'>More</a></p>"}},"media":{{"url":"https://img.example/{no}.jpg","caption":"{title}","credit":"Desk"}}}}"#
        ),
        "timelinejs-2" => format!(
            r#"{{"startDate":"{year},{month},{day}","headline":"{title}","text":"<p>{text}</p>","tag":"Truce","asset":{{"media":"{url}","credit":"Desk","caption":"{title}"}}}}"#
        ),
        "jsonfeed" => format!(
            r#"{{"id":"{no}","url":"{url}","title":"{title}","content_html":"<p>{text}</p><p>{text}</p>","summary":"{text}","date_published":"{date}T{time}+02:00","tags":["talks","Iceland"]}}"#
        ),
        "jsonld" => format!(
            r##"{{"@type":"NewsArticle","@id":"#a{no}","headline":"{title}","url":"{url}","datePublished":"{date}T{time}Z","description":"{text}","publisher":{{"@type":"Organization","name":"Daily {}"}},"keywords":"talks, truce","about":[{{"@type":"Organization","name":"Actor {one}"}},{{"@type":"Country","name":"Iceland"}}]}}"##,
            one % 8
        ),
        "wordpress" => format!(
            r#"{{"id":{no},"date":"{date}T{time}","date_gmt":"{date}T{time}","link":"{url}","title":{{"rendered":"{title} &#8211; {no}"}},"excerpt":{{"rendered":"<p>{text}&hellip;</p>\n"}},"categories":[4],"meta":[],"_embedded":{{"wp:term":[[{{"id":4,"name":"Peace &amp; talks","taxonomy":"category"}}]]}}}}"#
        ),
        "rss" => format!(
            "<item><title>{title} &amp; more</title><link>{url}</link><guid isPermaLink=\"false\">{no}</guid><pubDate>Tue, {day:02} Jun {year} {time} +0200</pubDate><category>talks</category><description>&lt;p&gt;{text}&lt;/p&gt;</description></item>"
        ),
        "rss as JSON" => format!(
            r#"{{"title":"{title} &amp; more","link":"{url}","guid":"{no}","pubDate":"Tue, {day:02} Jun {year} {time} +0200","category":"talks","description":"<p>{text}</p>"}}"#
        ),
        "atom as JSON" => format!(
            r#"{{"id":"urn:{no}","title":"{title}","link":"{url}","published":"{date}T{time}Z","category":"truce","content":"<p>{text}</p><p>{text}</p>"}}"#
        ),
        "atom" => format!(
            "<entry><id>urn:{no}</id><title type=\"html\">{title}</title><link href=\"{url}\"/><published>{date}T{time}Z</published><category term=\"truce\"/><content type=\"html\"><![CDATA[<p>{text}</p><p>{text}</p>]]></content></entry>"
        ),
        "gdelt" => format!(
            r#"{{"url":"{url}","url_mobile":"","title":"{title} , {no}","seendate":"{year}{month:02}{day:02}T101500Z","socialimage":"https://img.example/{no}.jpg","domain":"paper{}.example","language":"English","sourcecountry":"Iceland"}}"#,
            one % 8
        ),
        "gdelt-events" => {
            let mut cells = vec![String::new(); 61];
            for (at, cell) in [
                (0, no.to_string()),
                (1, date.replace('-', "")),
                (2, format!("{year}{month:02}")),
                (3, year.to_string()),
                (4, format!("{year}.5")),
                (5, "GOV".to_owned()),
                (6, format!("ACTOR {one}")),
                (7, "SYR".to_owned()),
                (15, "GOV".to_owned()),
                (16, format!("ACTOR {other}")),
                (17, "RUS".to_owned()),
                (25, "1".to_owned()),
                (26, "046".to_owned()),
                (27, "046".to_owned()),
                (28, "04".to_owned()),
                (29, "1".to_owned()),
                (30, "7.0".to_owned()),
                (31, "12".to_owned()),
                (32, "1".to_owned()),
                (33, "12".to_owned()),
                (34, "1.5".to_owned()),
                (51, "4".to_owned()),
                (52, "Lakeside, Iceland".to_owned()),
                (53, "IC".to_owned()),
                (54, "IC01".to_owned()),
                (56, "64.1".to_owned()),
                (57, "-21.9".to_owned()),
                (59, format!("{year}{month:02}{day:02}101500")),
                (60, url),
            ] {
                if let Some(slot) = cells.get_mut(at) {
                    *slot = cell;
                }
            }
            cells.join("\t")
        }
        "acled" => format!(
            r#"{{"event_id_cnty":"XNA{no}","event_date":"{date}","year":"{year}","time_precision":"1","disorder_type":"Political violence","event_type":"Battles","sub_event_type":"Armed clash","actor1":"Military Forces of X (2019-)","assoc_actor_1":"","actor2":"Actor {one}","inter1":"1","country":"Iceland","admin1":"Lakes","location":"Lakeside","latitude":"64.1","longitude":"-21.9","source":"Daily {}","notes":"On {date}, {text}","fatalities":"0","timestamp":"1930000000"}}"#,
            other % 8
        ),
        "vis" => format!(
            r#"{{"id":{no},"group":"{}","start":"{date}T{time}","end":null,"content":"<a href=\"{url}\">{title}</a>","title":"{text}","type":"point"}}"#,
            one % 8
        ),
        "simile" => format!(
            r#"{{"start":"{date}","title":"{title}","description":"{text}","link":"{url}","image":"https://img.example/{no}.jpg","durationEvent":false}}"#
        ),
        _ => format!("\"{title}, {no}\",{url},{date},,Actor {one};Actor {other},Iceland,talks,\"{text}\""),
    }
}
