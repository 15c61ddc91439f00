//! A calendar: iCalendar after [RFC 5545](https://www.rfc-editor.org/rfc/rfc5545).

use super::{Excerpt, Words};
use crate::archive::{Event, Status};
use crate::time::edtf::{Side, digits, offset_min};
use crate::time::{Civil, DAY_MS, Endpoint, EventDate, Extent, MINUTE_MS, Moment, Precision};

/// An entry per event.
///
/// A date without a clock time is a whole day, or all the days that it may mean; what a calendar cannot say, the
/// entry's description does. Times without a zone are written as such, zoned ones in UTC. An entry keeps its UID as long as the event its
/// id and the first article its host. Years that iCalendar cannot write, before 1 and after 9999, are left out, and
/// the calendar's description says so.
pub fn calendar(excerpt: &Excerpt<'_>, words: &Words<'_>) -> String {
    let mut out = Lines(String::new());
    let mut left_out: usize = 0;
    for event in excerpt.events() {
        match Time::of(event, excerpt) {
            Some(time) => entry(&mut out, excerpt, event, &time, words),
            None => left_out = left_out.saturating_add(1),
        }
    }
    let mut all = Lines(String::new());
    all.line("BEGIN", "VCALENDAR");
    all.line("VERSION", "2.0");
    all.line("PRODID", "-//news-timeline//news-timeline//EN");
    for name in ["NAME", "X-WR-CALNAME"] {
        all.text(name, excerpt.archive.title());
    }
    if left_out > 0 {
        all.text("DESCRIPTION", &(words.left_out)(left_out));
    }
    all.0.push_str(&out.0);
    all.line("END", "VCALENDAR");
    all.0
}

fn entry(out: &mut Lines, excerpt: &Excerpt<'_>, event: Event<'_>, time: &Time, words: &Words<'_>) {
    let archive = excerpt.archive;
    let articles = || event.reports().iter().filter_map(|report| excerpt.article(report));
    let url =
        articles().map(|article| archive.text(article.url)).find(|url| !url.is_empty()).unwrap_or_default();
    out.line("BEGIN", "VEVENT");
    out.text("UID", &[event.id(), "@", host(url)].concat());
    // Without a METHOD the time of the last change: the last report's.
    let reported =
        articles().filter_map(|article| article.published).max_by_key(|published| published.extent.end_ms);
    let changed = reported.map_or(event.extent().start_ms, |published| instant_ms(&published, excerpt));
    out.line("DTSTAMP", &basic(changed, "Z"));
    out.line(time.name("DTSTART;VALUE=DATE", "DTSTART"), &time.written(time.extent.start_ms));
    if time.extent.end_ms > time.extent.start_ms {
        out.line(time.name("DTEND;VALUE=DATE", "DTEND"), &time.written(time.extent.end_ms));
    }
    out.text("SUMMARY", event.title());
    out.text("LOCATION", event.place());
    out.text("CATEGORIES", event.kind());
    match event.status() {
        Status::Cancelled => out.line("STATUS", "CANCELLED"),
        Status::Scheduled | Status::Postponed => out.line("STATUS", "TENTATIVE"),
        Status::Happened | Status::Disputed => {}
    }
    out.line("TRANSP", "TRANSPARENT");
    if !url.is_empty() {
        out.line("URL", url);
    }
    let mut paragraphs: Vec<String> = Vec::new();
    let date = event.date();
    let is_plain = match date {
        EventDate::At(_) => true,
        EventDate::Span { start, end } => {
            matches!((start, end), (Endpoint::Known(_), Endpoint::Known(_)))
        }
        EventDate::Within { .. } => false,
    };
    if !is_plain || date.is_uncertain() || date.precision() < Precision::Day {
        paragraphs.push((words.date)(date));
    }
    paragraphs.extend((words.status)(event.status()).map(str::to_owned));
    for report in event.reports() {
        let Some(article) = excerpt.article(report) else { continue };
        let about = [
            archive.text(report.quote),
            archive.text(article.headline),
            excerpt.source(article),
            archive.text(article.url),
        ];
        paragraphs.push(about.iter().filter(|text| !text.is_empty()).copied().collect::<Vec<_>>().join("\n"));
    }
    out.text("DESCRIPTION", &paragraphs.join("\n\n"));
    out.line("END", "VEVENT");
}

/// When an entry starts and ends (exclusive), and how that is written.
struct Time {
    extent: Extent,
    /// What follows a clock time: nothing, or `Z`; `None` for whole days.
    clock: Option<&'static str>,
}

impl Time {
    /// `None` where iCalendar cannot say it.
    fn of(event: Event<'_>, excerpt: &Excerpt<'_>) -> Option<Time> {
        let (date, extent) = (event.date(), event.extent());
        let time = if date.precision() < Precision::Minute {
            let day = |ms: i64| ms.div_euclid(DAY_MS).saturating_mul(DAY_MS);
            let end_ms = day(extent.end_ms.saturating_add(DAY_MS).saturating_sub(1));
            Time { extent: Extent::new(day(extent.start_ms), end_ms), clock: None }
        } else {
            let (first, last) = match date {
                EventDate::At(moment) => (Some(*moment), Some(*moment)),
                EventDate::Span { start, end } => (known(start), known(end)),
                EventDate::Within { start, end } => (Some(*start), Some(*end)),
            };
            let zoned = first.is_none_or(|moment| moment.zoned) && last.is_none_or(|moment| moment.zoned);
            let at = |ms: i64, side| if zoned { utc_ms(ms, excerpt, side) } else { ms };
            // Until 15:30 is until that minute's start; what is not known to end lasts as long as it is drawn.
            let end_ms = last.map_or(extent.end_ms, |moment| moment.extent.start_ms);
            let extent = Extent {
                start_ms: at(extent.start_ms, Side::Early),
                end_ms: at(end_ms, if first == last { Side::Early } else { Side::Late }),
            };
            Time { extent, clock: Some(if zoned { "Z" } else { "" }) }
        };
        let writable = |ms: i64| (1..=9999).contains(&Civil::from_ms(ms).year);
        (writable(time.extent.start_ms) && writable(time.extent.end_ms)).then_some(time)
    }

    fn name(&self, days: &'static str, clock: &'static str) -> &'static str {
        if self.clock.is_some() { clock } else { days }
    }

    fn written(&self, ms: i64) -> String {
        let mut written = basic(ms, self.clock.unwrap_or_default());
        if self.clock.is_none() {
            written.truncate(8);
        }
        written
    }
}

fn known(endpoint: &Endpoint) -> Option<Moment> {
    match endpoint {
        Endpoint::Known(moment) => Some(*moment),
        Endpoint::Open | Endpoint::Unknown => None,
    }
}

fn instant_ms(moment: &Moment, excerpt: &Excerpt<'_>) -> i64 {
    let start_ms = moment.extent.start_ms;
    if moment.zoned { utc_ms(start_ms, excerpt, Side::Early) } else { start_ms }
}

fn utc_ms(civil_ms: i64, excerpt: &Excerpt<'_>, side: Side) -> i64 {
    let offset = i64::from(offset_min(civil_ms, excerpt.zone, side));
    civil_ms.saturating_sub(offset.saturating_mul(MINUTE_MS))
}

/// `20161013T140000`, and what follows it. A year that has not four digits is brought to the nearest that has.
fn basic(ms: i64, after: &str) -> String {
    let time = Civil::from_ms(ms);
    let mut out = String::new();
    digits(&mut out, time.year.clamp(1, 9999).unsigned_abs(), 4);
    for part in [time.month, time.day] {
        digits(&mut out, part, 2);
    }
    out.push('T');
    for part in [time.hour, time.minute, time.second] {
        digits(&mut out, part, 2);
    }
    out.push_str(after);
    out
}

/// The host of an address, which makes ids of one publisher differ from another's.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    match rest.split(['/', '?', '#']).next() {
        None | Some("") => "news-timeline",
        Some(host) => host,
    }
}

/// Content lines.
struct Lines(String);

impl Lines {
    /// A property with a text as its value, if there is one.
    fn text(&mut self, name: &str, text: &str) {
        let mut value = String::new();
        for ch in text.chars() {
            match ch {
                '\\' | ';' | ',' => value.extend(['\\', ch]),
                '\n' => value.push_str("\\n"),
                _ => value.push(ch),
            }
        }
        if !value.is_empty() {
            self.line(name, &value);
        }
    }

    /// A line, folded after 75 bytes at most, between characters.
    fn line(&mut self, name: &str, value: &str) {
        let mut room: usize = 75;
        for ch in name.chars().chain([':']).chain(value.chars()) {
            // No value may break out of its line.
            let ch = if ch.is_control() { ' ' } else { ch };
            room = match room.checked_sub(ch.len_utf8()) {
                Some(room) => room,
                None => {
                    self.0.push_str("\r\n ");
                    74_usize.saturating_sub(ch.len_utf8())
                }
            };
            self.0.push(ch);
        }
        self.0.push_str("\r\n");
    }
}
