use proptest::prelude::*;

use super::fold::each_word;
use super::*;
use crate::archive::{Archive, ArticleDraft, Builder, Event, EventDraft, Facet, Status};
use crate::time::EventDate;

/// What a browser does, for the letters that the tests use.
fn decompose(text: &str) -> String {
    let mut out = String::new();
    for ch in text.chars().flat_map(char::to_lowercase) {
        match ch {
            'é' => out.push_str("e\u{301}"),
            'ü' => out.push_str("u\u{308}"),
            'ğ' => out.push_str("g\u{306}"),
            'й' => out.push_str("и\u{306}"),
            'が' => out.push_str("か\u{3099}"),
            'ﬁ' => out.push_str("fi"),
            _ => out.push(ch),
        }
    }
    out
}

fn folded_words(text: &str) -> Vec<String> {
    words(text, &decompose)
}

#[test]
fn words_are_told_apart() {
    for (text, wanted) in [
        ("", &[][..]),
        ("Talks in Geneva", &["talks", "in", "geneva"]),
        ("  “Ceasefire”—now! ", &["ceasefire", "now"]),
        ("al-Assad’s", &["al", "assad", "s"]),
        (
            "Genève ERDOĞAN Æsir Straße Łódź Søren",
            &["genève", "erdogan", "aesir", "strasse", "lódź", "soren"],
        ),
        ("Müller, ﬁnal", &["muller", "final"]),
        ("Сергей Лавров", &["сергеи", "лавров"]),
        ("وقف إطلاق النار، فورا", &["وقف", "إطلاق", "النار", "فورا"]),
        ("مُحَمَّد", &["محمد"]),
        ("国际社会呼吁停火", &["国际社会呼吁停火"]),
        ("2016年10月,停火。", &["2016", "年", "10", "月", "停火"]),
        ("UN 東京タワー", &["un", "東京タワー"]),
        ("ΣΊΣΥΦΟΣ", &["σίσυφοσ"]),
    ] {
        assert_eq!(folded_words(text), wanted, "{text}");
    }
}

#[test]
fn matches_are_marked_in_the_text_as_it_is_written() {
    let marked = |text: &str, query: &str| {
        let pieces = highlight(text, &folded_words(query), &decompose);
        pieces
            .iter()
            .map(|(piece, hit)| if *hit { format!("[{piece}]") } else { (*piece).to_owned() })
            .collect()
    };
    let marked: &dyn Fn(&str, &str) -> String = &marked;
    for (text, query, wanted) in [
        ("Talks in Geneva", "gen", "Talks in [Gen]eva"),
        ("Talks in Geneva", "TALK gen", "[Talk]s in [Gen]eva"),
        ("Talks in Geneva", "eva", "Talks in Geneva"),
        ("Erdoğan’s offer", "erdogan", "[Erdoğan]’s offer"),
        ("Straße", "stras", "[Straß]e"),
        ("cafe\u{301}s", "cafe", "[cafe\u{301}]s"),
        ("cafés", "cafe", "[café]s"),
        ("国际社会呼吁停火,停火", "停火", "国际社会呼吁[停火],[停火]"),
        ("Talks", "", "Talks"),
        ("", "x", ""),
        ("talks talks", "t ta tal", "[tal]ks [tal]ks"),
        ("İstanbul", "istan", "[İstan]bul"),
    ] {
        assert_eq!(marked(text, query), wanted, "{query} in {text}");
    }
}

const LETTERS: &str = "[aAbéüß国火がй \\-’]{0,9}";

#[derive(Clone, Debug)]
struct Row {
    title: String,
    place: String,
    quote: String,
    actors: Vec<usize>,
    article: usize,
}

fn row() -> impl Strategy<Value = Row> {
    (LETTERS, LETTERS, LETTERS, proptest::collection::vec(0..3_usize, 0..3), 0..2_usize)
        .prop_map(|(title, place, quote, actors, article)| Row { title, place, quote, actors, article })
}

const ACTORS: [&str; 3] = ["aß b", "é国火", "baa"];

fn archive(rows: &[Row], headlines: &[String; 2]) -> Archive {
    let mut builder = Builder::default();
    let articles = headlines.each_ref().map(|headline| {
        builder.article(&ArticleDraft { headline, given_url: headline, ..ArticleDraft::default() })
    });
    for (no, row) in rows.iter().enumerate() {
        let actors: Vec<_> = row.actors.iter().map(|&at| ACTORS[at].into()).collect();
        builder.event(
            articles[row.article],
            &EventDraft {
                id: &no.to_string(),
                title: &row.title,
                date: EventDate::parse(&(2000 + no * 7 % 10).to_string(), &|_| 0).unwrap(),
                given_date: "",
                kind: "",
                status: Status::Happened,
                importance: 3,
                place: &row.place,
                actors: &actors,
                countries: &[],
                quote: &row.quote,
            },
        );
    }
    builder.finish()
}

/// The rule in its plainest form.
fn naive(archive: &Archive, event: Event<'_>, query: &str) -> bool {
    let mut texts = vec![event.title().to_owned(), event.place().to_owned()];
    for report in event.reports() {
        texts.push(archive.text(report.quote).to_owned());
        texts.push(archive.text(archive.article(report.article).unwrap().headline).to_owned());
    }
    let actors = &archive.facet(Facet::Actor).names;
    texts.extend(event.values(Facet::Actor).iter().map(|&actor| actors.get(actor).to_owned()));
    let all: Vec<String> = texts.iter().flat_map(|text| folded_words(text)).collect();
    folded_words(query).iter().all(|wanted| {
        let anywhere = wanted.chars().any(|ch| "国火か".contains(ch));
        all.iter().any(|word| if anywhere { word.contains(wanted) } else { word.starts_with(wanted) })
    })
}

proptest! {
    #[test]
    fn finds_what_the_naive_model_finds(
        rows in proptest::collection::vec(row(), 0..20),
        headlines in [LETTERS, LETTERS],
        query in LETTERS,
        slice in 1..9_usize,
    ) {
        let archive = archive(&rows, &headlines);
        let mut index = Index::default();
        while index.extend(&archive, slice, &decompose) {}
        let found: Vec<usize> = index.search(&archive, &folded_words(&query)).ones().collect();
        let wanted: Vec<usize> = archive
            .events()
            .filter(|event| naive(&archive, *event, &query))
            .map(|event| event.idx() as usize)
            .collect();
        prop_assert_eq!(found, wanted);
    }

    #[test]
    fn pieces_are_the_text_and_marked_where_a_word_matches(text in LETTERS, query in LETTERS) {
        let wanted = folded_words(&query);
        let pieces = highlight(&text, &wanted, &decompose);
        let joined: String = pieces.iter().map(|(piece, _)| *piece).collect();
        prop_assert_eq!(&joined, &text);
        let any = folded_words(&text).iter().any(|word| {
            wanted.iter().any(|wanted| super::fold::find(word, wanted, 0).is_some())
        });
        prop_assert_eq!(pieces.iter().any(|(_, hit)| *hit), any);
        prop_assert!(pieces.windows(2).all(|two| two[0].1 != two[1].1), "neighbours differ");
    }

    #[test]
    fn words_lie_where_they_are_said_to(text in "\\PC{0,12}") {
        let mut end = 0;
        each_word(&text, &mut |at, word| {
            assert!(!word.is_empty() && at >= end);
            assert_eq!(text.get(at..at + word.len()), Some(word));
            end = at + word.len();
        });
    }
}
