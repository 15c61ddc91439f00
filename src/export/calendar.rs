//! A calendar: iCalendar after [RFC 5545](https://www.rfc-editor.org/rfc/rfc5545).

use super::{Excerpt, Words};
use crate::archive::{Event, Status};
use crate::out::Out;
use crate::time::edtf::{Side, offset_min};
use crate::time::{Civil, DAY_MS, Endpoint, EventDate, Extent, MINUTE_MS, Moment, Precision};

/// An entry per event.
///
/// A date without a clock time is a whole day, or all the days that it may mean; what a calendar cannot say, the
/// entry's description does. Times without a zone are written as such, zoned ones in UTC. An entry keeps its UID as long as the event its
/// id and the first article its host. Years that iCalendar cannot write, before 1 and after 9999, are left out, and
/// the calendar's description says so.
pub fn calendar(excerpt: &Excerpt<'_>, words: &Words<'_>) -> String {
    let mut entries = Lines::default();
    let mut left_out: usize = 0;
    excerpt.each(&mut |event| match Time::of(event, excerpt) {
        Some(time) => entry(&mut entries, excerpt, event, &time, words),
        None => left_out = left_out.saturating_add(1),
    });
    let mut all = Lines::default();
    all.line("BEGIN", "VCALENDAR");
    all.line("VERSION", "2.0");
    all.line("PRODID", "-//news-timeline//news-timeline//EN");
    for name in ["NAME", "X-WR-CALNAME"] {
        all.text(name, excerpt.archive.title());
    }
    if left_out > 0 {
        all.text("DESCRIPTION", &(words.left_out)(left_out));
    }
    all.0.add(&[&entries.0.0]);
    all.line("END", "VCALENDAR");
    all.0.0
}

fn entry(out: &mut Lines, excerpt: &Excerpt<'_>, event: Event<'_>, time: &Time, words: &Words<'_>) {
    let date = event.date();
    let status = (words.status)(event.status());
    let mut about = Out::default();
    if !is_plain(date) {
        about.add(&[&(words.date)(date)]);
    }
    about.join("\n\n", status.unwrap_or_default());
    let mut url = "";
    // Without a METHOD the time of the last change: the last report's.
    let mut changed_ms = None;
    excerpt.each_report(event, &mut |report, article| {
        let text = |span| excerpt.archive.text(span);
        let (quote, address) = (text(report.quote), text(article.url));
        let mut separator = "\n\n";
        for piece in [quote, text(article.headline), excerpt.source(article), address] {
            if !piece.is_empty() {
                about.join(separator, piece);
                separator = "\n";
            }
        }
        if url.is_empty() {
            url = address;
        }
        changed_ms = changed_ms.max(article.published.map(|published| {
            let start_ms = published.extent.start_ms;
            if published.zoned { utc_ms(start_ms, excerpt, Side::Early) } else { start_ms }
        }));
    });
    out.line("BEGIN", "VEVENT");
    out.text("UID", &[event.id(), "@", host(url)].concat());
    out.line("DTSTAMP", &basic(changed_ms.unwrap_or(event.extent().start_ms), "Z"));
    let (start, end) = match time.clock {
        Some(_) => ("DTSTART", "DTEND"),
        None => ("DTSTART;VALUE=DATE", "DTEND;VALUE=DATE"),
    };
    out.line(start, &time.written(time.extent.start_ms));
    if time.extent.end_ms > time.extent.start_ms {
        out.line(end, &time.written(time.extent.end_ms));
    }
    for (name, text) in [
        ("SUMMARY", event.title()),
        ("LOCATION", event.place()),
        ("CATEGORIES", event.kind()),
        ("DESCRIPTION", &about.0),
        (
            "STATUS",
            match event.status() {
                Status::Cancelled => "CANCELLED",
                Status::Scheduled | Status::Postponed => "TENTATIVE",
                Status::Happened | Status::Disputed => "",
            },
        ),
        ("TRANSP", "TRANSPARENT"),
    ] {
        out.text(name, text);
    }
    if !url.is_empty() {
        out.line("URL", url);
    }
    out.line("END", "VEVENT");
}

/// Whether an entry's start and end say all of a date.
fn is_plain(date: &EventDate) -> bool {
    let known = match date {
        EventDate::At(_) => true,
        EventDate::Span { start, end } => known(start).and(known(end)).is_some(),
        EventDate::Within { .. } => false,
    };
    known && !date.is_uncertain() && date.precision() >= Precision::Day
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

fn utc_ms(civil_ms: i64, excerpt: &Excerpt<'_>, side: Side) -> i64 {
    let offset = i64::from(offset_min(civil_ms, excerpt.zone, side));
    civil_ms.saturating_sub(offset.saturating_mul(MINUTE_MS))
}

/// `20161013T140000`, and what follows it. A year that has not four digits is brought to the nearest that has.
fn basic(ms: i64, after: &str) -> String {
    let time = Civil::from_ms(ms);
    let mut out = Out::default();
    out.number(time.year.clamp(1, 9999).unsigned_abs(), 4);
    for (mark, part) in
        [("", time.month), ("", time.day), ("T", time.hour), ("", time.minute), ("", time.second)]
    {
        out.add(&[mark]);
        out.number(part, 2);
    }
    out.add(&[after]);
    out.0
}

/// The host of an address, which makes ids of one publisher differ from another's.
fn host(url: &str) -> &str {
    url.split('/').nth(2).filter(|host| !host.is_empty()).unwrap_or("news-timeline")
}

/// Content lines.
#[derive(Default)]
struct Lines(Out);

impl Lines {
    /// A property with a text as its value, if there is one.
    #[inline(never)]
    fn text(&mut self, name: &str, text: &str) {
        let mut value = Out::default();
        for ch in text.chars() {
            if matches!(ch, '\\' | ';' | ',' | '\n') {
                value.ch('\\');
            }
            value.ch(if ch == '\n' { 'n' } else { ch });
        }
        if !text.is_empty() {
            self.line(name, &value.0);
        }
    }

    /// A line, folded after 75 bytes at most, between characters.
    #[inline(never)]
    fn line(&mut self, name: &str, value: &str) {
        let mut room: usize = 75;
        for ch in [name, ":", value].iter().flat_map(|piece| piece.chars()) {
            // No value may break out of its line.
            let ch = if ch.is_control() { ' ' } else { ch };
            room = room.checked_sub(ch.len_utf8()).unwrap_or_else(|| {
                self.0.add(&["\r\n "]);
                74_usize.saturating_sub(ch.len_utf8())
            });
            self.0.ch(ch);
        }
        self.0.add(&["\r\n"]);
    }
}
