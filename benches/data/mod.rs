//! What are the benchmarks' data? Made-up news as article JSON: the same number of events gives the same bytes on
//! every machine, for the benchmarks, the tests of growth and the browsers alike.
//!
//! Nothing in it is even, as in real news: half of the events fall into sixty crises, few actors and countries are in
//! most of them (Zipf's law), an article reports one to four, and one event in four lasts. It knows nothing of the widget.

use std::fmt::Write;

/// The first day, counted from 1970-01-01: 2011-01-01.
const FIRST_DAY: u64 = 14_975;
/// How many days there are: sixteen years, until the end of 2026.
const DAYS: u64 = 5_844;
const CRISES: usize = 60;
/// How long a crisis lasts at most, in days.
const CRISIS_DAYS: u64 = 270;
const ACTORS: usize = 200;
const COUNTRIES: [&str; 40] = [
    "SY", "UA", "RU", "IR", "IQ", "US", "IL", "LB", "YE", "LY", "AF", "TR", "EG", "SD", "ML", "ET", "CD",
    "SS", "SO", "NG", "MM", "PK", "IN", "CN", "KP", "KR", "VE", "CO", "HT", "RS", "XK", "AM", "AZ", "GE",
    "DZ", "MA", "TD", "CF", "PH", "SA",
];
/// The kinds with their shares in a hundred, and what the title says of them.
const KINDS: [(&str, u64, &str); 6] = [
    ("statement", 34, "answers"),
    ("incident", 28, "blames"),
    ("talks", 18, "meets"),
    ("agreement", 8, "signs with"),
    ("ceasefire", 6, "stops firing at"),
    ("protest", 6, "marches against"),
];
const SYLLABLES: [&str; 12] = ["ba", "dor", "el", "fi", "ka", "lun", "mi", "or", "ra", "sen", "ti", "vak"];
const BODIES: [&str; 4] = ["", " Council", " Front", " Union"];

/// The article JSON of so many events.
pub fn articles(events: usize) -> String {
    let mut random = Random(2_026);
    let world = World::new(&mut random);
    let mut json = String::with_capacity(events.saturating_mul(260).saturating_add(64));
    json.push_str(r#"{"title":"Made-up news","articles":["#);
    let mut made = 0;
    let mut article = 0;
    while made < events {
        let count = (1 + random.below(4) as usize).min(events - made);
        let published = world.day(&mut random);
        let comma = if article == 0 { "" } else { "," };
        let (date, source) = (date(published), random.below(8));
        append(
            &mut json,
            format_args!(
                r#"{comma}{{"id":"a{article}","url":"https://news.example/a{article}","headline":"What happened by {date}","source":"Source {source}","published":"{date}","events":["#,
            ),
        );
        for no in made..made + count {
            let comma = if no == made { "" } else { "," };
            world.event(&mut json, &mut random, comma, no, published);
        }
        json.push_str("]}");
        made += count;
        article += 1;
    }
    json.push_str("]}");
    json
}

/// Who there is, and when much happens.
struct World {
    crises: Vec<u64>,
    actors: Vec<String>,
    actor: Weights,
    country: Weights,
    kind: Weights,
}

impl World {
    fn new(random: &mut Random) -> World {
        World {
            crises: (0..CRISES).map(|_| random.below(DAYS)).collect(),
            actors: (0..ACTORS).map(actor).collect(),
            actor: Weights::zipf(ACTORS),
            country: Weights::zipf(COUNTRIES.len()),
            kind: Weights::new(KINDS.iter().map(|(_, share, _)| *share)),
        }
    }

    /// A day since the first one: any, or one near the middle of a crisis.
    fn day(&self, random: &mut Random) -> u64 {
        if random.below(2) == 0 {
            return random.below(DAYS);
        }
        let crisis = random.below(CRISES as u64) as usize;
        let start = self.crises.get(crisis).copied().unwrap_or_default();
        let third = CRISIS_DAYS / 3;
        (start + random.below(third) + random.below(third) + random.below(third)).min(DAYS - 1)
    }

    fn event(&self, json: &mut String, random: &mut Random, comma: &str, no: usize, published: u64) {
        let (kind, _, verb) = KINDS.get(self.kind.pick(random)).copied().unwrap_or_default();
        let actors = some(random, 3, &self.actor, |at| self.actors.get(at).map_or("", String::as_str));
        let countries = some(random, 2, &self.country, |at| COUNTRIES.get(at).copied().unwrap_or_default());
        let start = published.saturating_sub(random.below(10));
        let when = if random.below(4) == 0 {
            let end = date(start + 1 + random.below(60));
            format!(r#""start":"{}","end":"{end}""#, date(start))
        } else {
            format!(r#""date":"{}""#, date(start))
        };
        let (first, other) = (actors.first().unwrap_or(&""), actors.get(1).unwrap_or(&"others"));
        let country = countries.first().unwrap_or(&"");
        append(
            json,
            format_args!(
                r#"{comma}{{"id":"e{no}","kind":"{kind}","title":"{first} {verb} {other} in {country}",{when},"actors":["{}"],"countries":["{}"]}}"#,
                actors.join(r#"",""#),
                countries.join(r#"",""#),
            ),
        );
    }
}

fn append(json: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    _ = json.write_fmt(words);
}

/// One to `most` different names.
fn some<'a>(
    random: &mut Random,
    most: u64,
    weights: &Weights,
    name: impl Fn(usize) -> &'a str,
) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    for _ in 0..=random.below(most) {
        let name = name(weights.pick(random));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// An actor's name: three syllables, all different for the numbers below 1 728, some with a body's name behind.
fn actor(no: usize) -> String {
    let syllable = |at: usize| SYLLABLES.get(at % SYLLABLES.len()).copied().unwrap_or_default();
    let name = [syllable(no), syllable(no / 12), syllable(no / 144 + no * 5)].concat();
    let mut letters = name.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    let body = BODIES.get(no % BODIES.len()).copied().unwrap_or_default();
    first.into_iter().chain(letters).chain(body.chars()).collect()
}

/// A day since the first one, as ISO 8601 writes it. By Howard Hinnant's `civil_from_days`.
fn date(day: u64) -> String {
    let days = FIRST_DAY + day + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Picks positions as often as their weights say.
struct Weights(Vec<u64>);

impl Weights {
    fn new(weights: impl Iterator<Item = u64>) -> Weights {
        let mut sum = 0;
        Weights(
            weights
                .map(|weight| {
                    sum += weight;
                    sum
                })
                .collect(),
        )
    }

    /// The weight of a position is one by its rank.
    fn zipf(count: usize) -> Weights {
        Weights::new((1..=count as u64).map(|rank| 1_000_000 / rank))
    }

    fn pick(&self, random: &mut Random) -> usize {
        let at = random.below(self.0.last().copied().unwrap_or(1));
        self.0.partition_point(|sum| *sum <= at)
    }
}

/// Sebastiano Vigna's SplitMix64.
pub struct Random(pub u64);

impl Random {
    /// A number below the limit, which is small: the bias of the remainder does not matter here.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }
}
