//! Damage: whatever becomes of a file, reading it neither panics nor hangs, and takes time and memory in proportion to its length. A small
//! part, the same each time, of what `fuzz/` tries for hours.

use std::fs;
use std::path::Path;

use news_timeline::read::{Format, read};

use crate::options;

/// The files, by name.
fn files() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut files = Vec::new();
    for folder in [folder.clone(), folder.join("formats")] {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.expect("an entry").path();
            if path.is_file() && path.extension().is_some_and(|extension| extension != "md") {
                files.push((path.display().to_string(), fs::read(&path).expect("a file")));
            }
        }
    }
    files.sort();
    files
}

/// Numbers that are the same each time (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0) % bound.max(1)
    }
}

/// What has a meaning in one format or another.
const SIGNS: [&[u8]; 26] = [
    b"\"",
    b"\\",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"<",
    b">",
    b"&",
    b"/",
    b"<![CDATA[",
    b"<!--",
    b"]]>",
    b"\n",
    b";",
    b"\t",
    b"\0",
    b"\xff",
    b"\xf0\x9f",
    b"\\ud800",
    b"null",
    b"-1e999",
    b"9999999999999999",
    b"\xef\xbb\xbf",
];

fn damaged(file: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = file.to_vec();
    for _ in 0..=random.below(4) {
        let (at, len) = (random.below(bytes.len() + 1), random.below(64));
        let end = (at + len).min(bytes.len());
        match random.below(7) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let piece = bytes.get(at..end).unwrap_or_default().to_vec();
                let to = random.below(bytes.len() + 1);
                drop(bytes.splice(to..to, piece));
            }
            3 => {
                let from = random.below(other.len() + 1);
                let piece = other.get(from..(from + len).min(other.len())).unwrap_or_default();
                drop(bytes.splice(at..end, piece.iter().copied()));
            }
            4 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << random.below(8);
                }
            }
            _ => {
                let sign = SIGNS.get(random.below(SIGNS.len())).copied().unwrap_or_default();
                drop(bytes.splice(at..at, sign.iter().copied()));
            }
        }
    }
    bytes
}

#[test]
fn no_damage_makes_a_reader_panic() {
    let files = files();
    assert!(files.len() > 25, "the fixtures are there");
    let formats: Vec<Option<Format>> = std::iter::once(None).chain(Format::all().map(Some)).collect();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for round in 0..4000 {
        let (_, file) = files.get(round % files.len()).expect("a file");
        let (_, other) = files.get(random.below(files.len())).expect("a file");
        let bytes = damaged(file, other, &mut random);
        let format = if random.below(3) > 0 {
            None
        } else {
            formats.get(random.below(formats.len())).copied().flatten()
        };
        _ = read(&bytes, &options(format));
    }
}

/// Texts that would take a careless reader time or memory out of proportion, each of about so many bytes.
fn traps(len: usize) -> Vec<(&'static str, String)> {
    let times = |piece: &str| piece.repeat(len / piece.len());
    let feed = |html: &str| {
        let html = html.replace('\\', "\\\\").replace('"', "\\\"");
        format!(
            r#"{{"version":"https://jsonfeed.org/version/1","items":[{{"id":1,"url":"/a","title":"{html}","content_html":"{html}","date_published":"2031"}}]}}"#
        )
    };
    let rss = |inside: &str| format!("<rss><channel><item><title>{inside}");
    vec![
        ("lists in lists", times("[")),
        ("records in records", times("{\"@graph\":")),
        ("open brackets of HTML", feed(&times("<"))),
        ("comments that do not end", feed(&times("<!-- >"))),
        ("tags that do not end", feed(&times("<a href='"))),
        ("attributes", feed(&format!("<a {}>", times("a=b ")))),
        ("ampersands", feed(&times("&"))),
        ("entities", feed(&times("&amp;"))),
        ("scripts that do not end", feed(&times("<script></"))),
        ("elements in elements", rss(&times("<a>"))),
        ("ends of nothing", rss(&times("</a>"))),
        ("entities of XML", rss(&times("&nbsp;"))),
        ("attributes of XML", rss(&format!("<a {}>", times("a='b' ")))),
        ("empty elements", format!("<rss><channel>{}", times("<item/>"))),
        ("quotes in a table", format!("date,title\n{}", times("\"\","))),
        ("cells", format!("date,title{}\n2031,x", times(","))),
        ("rows", format!("date,title\n{}", times("2031,x\n"))),
        ("empty rows", format!("date,title\n{}", times("\n"))),
        ("names of columns", format!("[{{{}\"date\":1,\"title\":2}}]", times("\"abc\":1,"))),
        (
            "references",
            format!(
                "{{\"@graph\":[{}1]}}",
                times("{\"@type\":\"Event\",\"@id\":\"a\",\"about\":{\"@id\":\"a\"}},")
            ),
        ),
        (
            "one event of many articles",
            format!("{{\"@graph\":[{}1]}}", times("{\"@type\":\"NewsArticle\",\"about\":{\"@id\":\"e\"}},")),
        ),
        ("groups", format!("{{\"items\":[],\"groups\":[{}1]}}", times("{\"id\":1,\"content\":\"x\"},"))),
        (
            "tags",
            format!(
                r#"{{"version":"https://jsonfeed.org/version/1","items":[{{"tags":[{}1]}}]}}"#,
                times("\"peace talks\",")
            ),
        ),
        ("issues", format!("{{\"events\":[{}{{\"start_date\":{{}}}}]}}", times("{},"))),
        (
            "dates",
            format!(
                "{{\"events\":[{}{{\"start_date\":{{}}}}]}}",
                times("{\"start_date\":\"1 2 3 4 5 6 7 8\"},")
            ),
        ),
        (
            "sources",
            format!(
                r#"[{{"event_id_cnty":"a","event_date":"2031-01-01","sub_event_type":"x","source":"{}"}}]"#,
                times("a;")
            ),
        ),
        (
            "actors",
            format!(
                r#"[{{"event_id_cnty":"a","event_date":"2031-01-01","sub_event_type":"x","assoc_actor_1":"{}"}}]"#,
                times("a;")
            ),
        ),
        ("plain words", times("word ")),
        ("a function's name", times("f(")),
    ]
}

/// Twice the text takes about twice the memory; and where time grew with the square, this would not end.
#[test]
fn no_text_takes_time_or_memory_out_of_proportion() {
    let short = traps(150_000);
    for ((name, short), (_, long)) in short.into_iter().zip(traps(300_000)) {
        let memory = |text: &str| {
            let read = || _ = read(text.as_bytes(), &options(None));
            allocation_counter::measure(read).bytes_total
        };
        let (less, more) = (memory(&short), memory(&long));
        assert!(more <= less.saturating_mul(3), "{name}: {less} bytes, then {more}");
    }
}
