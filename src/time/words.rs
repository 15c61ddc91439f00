//! How is an event's date said to a reader, with just the precision that it has?
//!
//! Must not know the language: the format writes the dates, the phrases put words around them.

use std::borrow::Cow;

use super::civil::Civil;
use super::date::{Endpoint, EventDate};
use super::format::{DateFormat, Fields};
use super::moment::{Moment, Precision};

/// A translatable text; `{}` or `{0}` stands for the first value put into it, `{1}` for the second.
pub type Phrase = Cow<'static, str>;

/// The words around dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrases {
    /// Around an approximate date.
    pub around: Phrase,
    /// Around a doubtful date.
    pub perhaps: Phrase,
    /// Around a date that is both.
    pub perhaps_around: Phrase,
    /// Around the two ends of the time within which something happened.
    pub between: Phrase,
    /// Around the two ends of a span which are not written as a range.
    pub from_to: Phrase,
    /// Around the start of what is still going on.
    pub since: Phrase,
    /// Around the start of what ended at an unknown time.
    pub end_unknown: Phrase,
    /// Around the end of what was over by then.
    pub by: Phrase,
    /// Around the end of what started at an unknown time.
    pub start_unknown: Phrase,
    /// Around a time which was given in another zone.
    pub your_time: Phrase,
    /// Around the year of a spring, summer, autumn and winter (around two years: "2016–2017").
    pub seasons: [Phrase; 4],
    /// Around the first year of a decade.
    pub decade: Phrase,
    /// Around the ordinal number of a century.
    pub century: Phrase,
    /// Around the ordinal number of a millennium.
    pub millennium: Phrase,
    /// Around the ordinal number of a century before the year 1.
    pub century_bc: Phrase,
    /// Around the ordinal number of a millennium before the year 1.
    pub millennium_bc: Phrase,
    /// What makes a number ordinal when it ends in 1, 2, 3 (but not in 11, 12, 13), and otherwise.
    pub ordinals: [Phrase; 4],
}

impl Phrases {
    /// The English ones.
    pub const ENGLISH: Phrases = Phrases {
        around: Cow::Borrowed("around {}"),
        perhaps: Cow::Borrowed("perhaps {}"),
        perhaps_around: Cow::Borrowed("perhaps around {}"),
        between: Cow::Borrowed("between {0} and {1}"),
        from_to: Cow::Borrowed("from {0} to {1}"),
        since: Cow::Borrowed("since {}"),
        end_unknown: Cow::Borrowed("from {}, end unknown"),
        by: Cow::Borrowed("by {}"),
        start_unknown: Cow::Borrowed("until {}, start unknown"),
        your_time: Cow::Borrowed("{} (your time)"),
        seasons: [
            Cow::Borrowed("spring {}"),
            Cow::Borrowed("summer {}"),
            Cow::Borrowed("autumn {}"),
            Cow::Borrowed("winter {}"),
        ],
        decade: Cow::Borrowed("the {}s"),
        century: Cow::Borrowed("the {} century"),
        millennium: Cow::Borrowed("the {} millennium"),
        century_bc: Cow::Borrowed("the {} century BC"),
        millennium_bc: Cow::Borrowed("the {} millennium BC"),
        ordinals: [Cow::Borrowed("st"), Cow::Borrowed("nd"), Cow::Borrowed("rd"), Cow::Borrowed("th")],
    };

    /// The same in another language; what `word` has nothing for stays.
    #[must_use]
    pub fn translated(self, word: &dyn Fn(&str) -> Option<&'static str>) -> Phrases {
        let each = |phrase: Phrase| word(&phrase).map_or(phrase, Cow::Borrowed);
        Phrases {
            around: each(self.around),
            perhaps: each(self.perhaps),
            perhaps_around: each(self.perhaps_around),
            between: each(self.between),
            from_to: each(self.from_to),
            since: each(self.since),
            end_unknown: each(self.end_unknown),
            by: each(self.by),
            start_unknown: each(self.start_unknown),
            your_time: each(self.your_time),
            seasons: self.seasons.map(each),
            decade: each(self.decade),
            century: each(self.century),
            millennium: each(self.millennium),
            century_bc: each(self.century_bc),
            millennium_bc: each(self.millennium_bc),
            ordinals: self.ordinals.map(each),
        }
    }
}

/// The date in words, for a card: "Thursday 13 October 2016", "around November 2015", "since August 2016".
pub fn words(date: &EventDate, format: &dyn DateFormat, phrases: &Phrases) -> String {
    Writer { format, phrases, short: false }.date(date)
}

/// The date in few words, for a list: "13 Oct 2016", "around Nov 2015", "since Aug 2016".
pub fn short_words(date: &EventDate, format: &dyn DateFormat, phrases: &Phrases) -> String {
    Writer { format, phrases, short: true }.date(date)
}

struct Writer<'a> {
    format: &'a dyn DateFormat,
    phrases: &'a Phrases,
    short: bool,
}

impl Writer<'_> {
    fn date(&self, date: &EventDate) -> String {
        let text = match date {
            EventDate::At(moment) => self.moment(moment, true),
            EventDate::Within { start, end } if start == end => self.moment(start, true),
            EventDate::Within { start, end } => match self.shared_fields(start, end) {
                Some(fields) if !start.is_qualified() => {
                    let (from, to) = self.format.ends(start.extent.start_ms, end.extent.start_ms, fields);
                    fill(&self.phrases.between, &from, &to)
                }
                _ => fill(&self.phrases.between, &self.moment(start, false), &self.moment(end, false)),
            },
            EventDate::Span { start, end } => self.span(start, end),
        };
        if date.is_zoned() { fill(&self.phrases.your_time, &text, "") } else { text }
    }

    fn span(&self, start: &Endpoint, end: &Endpoint) -> String {
        let around = |phrase: &str, moment: &Moment| fill(phrase, &self.moment(moment, false), "");
        match (start, end) {
            (Endpoint::Known(start), Endpoint::Known(end)) => match self.shared_fields(start, end) {
                Some(fields) => {
                    let range = self.format.range(start.extent.start_ms, end.extent.start_ms, fields);
                    self.qualified(range, start)
                }
                None => fill(&self.phrases.from_to, &self.moment(start, false), &self.moment(end, false)),
            },
            (Endpoint::Known(start), Endpoint::Open) => around(&self.phrases.since, start),
            (Endpoint::Known(start), Endpoint::Unknown) => around(&self.phrases.end_unknown, start),
            (Endpoint::Open, Endpoint::Known(end)) => around(&self.phrases.by, end),
            (Endpoint::Unknown, Endpoint::Known(end)) => around(&self.phrases.start_unknown, end),
            _ => String::new(),
        }
    }

    /// The fields in which both are written, if they are known alike and have such fields.
    fn shared_fields(&self, start: &Moment, end: &Moment) -> Option<Fields> {
        let alike = start.precision == end.precision
            && start.approximate == end.approximate
            && start.uncertain == end.uncertain;
        self.fields(start.precision, false).filter(|_| alike)
    }

    fn fields(&self, precision: Precision, weekday: bool) -> Option<Fields> {
        Some(match (precision, self.short) {
            (Precision::Year, _) => Fields::Year,
            (Precision::Month, false) => Fields::YearMonth,
            (Precision::Month, true) => Fields::YearMonthShort,
            (Precision::Day, false) if weekday => Fields::FullDate,
            (Precision::Day, false) => Fields::Date,
            (Precision::Day, true) => Fields::DateShort,
            (Precision::Minute, false) => Fields::DateTime,
            (Precision::Second, false) => Fields::DateTimeSeconds,
            (Precision::Minute | Precision::Second, true) => Fields::DateTimeShort,
            _ => return None,
        })
    }

    /// `alone`: it is the whole date, not one end.
    fn moment(&self, moment: &Moment, alone: bool) -> String {
        let start = moment.extent.start_ms;
        // Sources of earlier days mean the Julian calendar, whose weekdays are others.
        let weekday = alone && !moment.is_qualified() && Civil::from_ms(start).year > 1582;
        let text = match self.fields(moment.precision, weekday) {
            Some(fields) => self.format.format(start, fields),
            None => self.coarse(moment),
        };
        self.qualified(text, moment)
    }

    fn qualified(&self, text: String, moment: &Moment) -> String {
        let phrase = match (moment.uncertain, moment.approximate) {
            (false, false) => return text,
            (false, true) => &self.phrases.around,
            (true, false) => &self.phrases.perhaps,
            (true, true) => &self.phrases.perhaps_around,
        };
        fill(phrase, &text, "")
    }

    fn coarse(&self, moment: &Moment) -> String {
        let phrases = self.phrases;
        let (start, last) = (moment.extent.start_ms, moment.extent.end_ms.saturating_sub(1));
        let civil = Civil::from_ms(start);
        let years = || self.format.range(start, last, Fields::Year);
        match moment.precision {
            // "The 1900s" would be the century too, "the 0s" nothing; 50 to 41 BC are "the 40s" but for one year.
            Precision::Decade if civil.year < 10 || civil.year % 100 == 0 => years(),
            Precision::Decade => fill(&phrases.decade, &self.format.format(start, Fields::Year), ""),
            Precision::Century => self.ordinal([&phrases.century, &phrases.century_bc], civil.year, 100),
            Precision::Millennium => {
                self.ordinal([&phrases.millennium, &phrases.millennium_bc], civil.year, 1000)
            }
            _ => {
                let [spring, summer, autumn, winter] = &phrases.seasons;
                let season = match civil.month {
                    3 => spring,
                    6 => summer,
                    9 => autumn,
                    _ => winter,
                };
                fill(season, &years(), "")
            }
        }
    }

    /// The century or millennium, of so many years, that starts with an astronomical year: 800 to 701 BC, from -799 to -700, is
    /// the eighth before the year 1.
    fn ordinal(&self, [phrase, phrase_bc]: [&str; 2], first_year: i32, years: i32) -> String {
        let (phrase, before) = if first_year < 0 {
            (phrase_bc, first_year.saturating_neg().div_euclid(years))
        } else {
            (phrase, first_year.div_euclid(years))
        };
        let number = before.saturating_add(1);
        let [first, second, third, other] = &self.phrases.ordinals;
        let suffix = match (number % 10, number % 100) {
            (_, 11..=13) => other,
            (1, _) => first,
            (2, _) => second,
            (3, _) => third,
            _ => other,
        };
        fill(phrase, &(number.to_string() + suffix), "")
    }
}

/// Puts the values where the template has `{}` or `{0}`, and `{1}`. Braces in the values are only text.
fn fill(template: &str, first: &str, second: &str) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (key, after) = after.split_once('}').unwrap_or((after, ""));
        out.push_str(if key == "1" { second } else { first });
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::format::English;

    fn parse(text: &str) -> EventDate {
        match text.strip_prefix("within ") {
            Some(text) => EventDate::within(text, &|_| 60),
            None => EventDate::parse(text, &|_| 60),
        }
        .unwrap()
    }

    #[test]
    fn every_form_in_words() {
        for (date, long, short) in [
            ("2016-10-13", "Thursday 13 October 2016", "13 Oct 2016"),
            ("2016-10", "October 2016", "Oct 2016"),
            ("2016", "2016", "2016"),
            ("2016-10-13T14:00", "Thursday 13 October 2016, 14:00", "13 Oct 2016, 14:00"),
            ("2016-10-13T14:00:05", "Thursday 13 October 2016, 14:00:05", "13 Oct 2016, 14:00"),
            (
                "2016-10-13T14:00+03:00",
                "Thursday 13 October 2016, 12:00 (your time)",
                "13 Oct 2016, 12:00 (your time)",
            ),
            ("2015-11~", "around November 2015", "around Nov 2015"),
            ("2015-11-03~", "around 3 November 2015", "around 3 Nov 2015"),
            ("2016?", "perhaps 2016", "perhaps 2016"),
            ("2016%", "perhaps around 2016", "perhaps around 2016"),
            ("201X", "the 2010s", "the 2010s"),
            ("190X", "1900–1909", "1900–1909"),
            ("18XX", "the 19th century", "the 19th century"),
            ("20XX", "the 21st century", "the 21st century"),
            ("10XX", "the 11th century", "the 11th century"),
            ("1XXX", "the 2nd millennium", "the 2nd millennium"),
            ("00XX", "the 1st century", "the 1st century"),
            ("0XXX", "the 1st millennium", "the 1st millennium"),
            ("000X", "1 BC – 9 AD", "1 BC – 9 AD"),
            ("Y-17000", "17001 BC", "17001 BC"),
            ("2016-21", "spring 2016", "spring 2016"),
            ("2016-22", "summer 2016", "summer 2016"),
            ("2016-23~", "around autumn 2016", "around autumn 2016"),
            ("2016-24", "winter 2016–2017", "winter 2016–2017"),
            ("-0043", "44 BC", "44 BC"),
            ("-0043-03-15", "15 March 44 BC", "15 Mar 44 BC"),
            ("Y12000", "12000", "12000"),
            ("2016-09-12/2016-09-19", "12–19 September 2016", "12–19 Sep 2016"),
            ("2016-09-28/2016-10-03", "28 September – 3 October 2016", "28 Sep – 3 Oct 2016"),
            ("2016-09/2016-12", "September – December 2016", "Sep – Dec 2016"),
            ("2010/2016", "2010–2016", "2010–2016"),
            ("2016-09-12~/2016-09-19~", "around 12–19 September 2016", "around 12–19 Sep 2016"),
            (
                "2016-09-12~/2016-09-19",
                "from around 12 September 2016 to 19 September 2016",
                "from around 12 Sep 2016 to 19 Sep 2016",
            ),
            ("2015/2016-09-19", "from 2015 to 19 September 2016", "from 2015 to 19 Sep 2016"),
            ("201X/2021", "from the 2010s to 2021", "from the 2010s to 2021"),
            ("2016-09-12/2016-09-12", "12 September 2016", "12 Sep 2016"),
            ("2016-08/..", "since August 2016", "since Aug 2016"),
            ("2016-08-01~/..", "since around 1 August 2016", "since around 1 Aug 2016"),
            ("2016-09/", "from September 2016, end unknown", "from Sep 2016, end unknown"),
            ("../2016-10-13", "by 13 October 2016", "by 13 Oct 2016"),
            ("/2016-10-13", "until 13 October 2016, start unknown", "until 13 Oct 2016, start unknown"),
            (
                "2016-10-13T14:00Z/2016-10-13T15:30Z",
                "Thursday 13 October 2016, 15:00 – 16:30 (your time)",
                "13 Oct 2016, 15:00 – 16:30 (your time)",
            ),
            (
                "within 2016-09-12/2016-09-19",
                "between 12 and 19 September 2016",
                "between 12 and 19 Sep 2016",
            ),
            (
                "within 2015-12-30/2016-01-02",
                "between 30 December 2015 and 2 January 2016",
                "between 30 Dec 2015 and 2 Jan 2016",
            ),
            (
                "within 2016-09/2016-10-13",
                "between September 2016 and 13 October 2016",
                "between Sep 2016 and 13 Oct 2016",
            ),
            (
                "within 2016-09~/2016-10~",
                "between around September 2016 and around October 2016",
                "between around Sep 2016 and around Oct 2016",
            ),
            ("within 2016-09-12/2016-09-12", "Monday 12 September 2016", "12 Sep 2016"),
            ("within 2016-09", "September 2016", "Sep 2016"),
        ] {
            assert_eq!(words(&parse(date), &English, &Phrases::ENGLISH), long, "{date}");
            assert_eq!(short_words(&parse(date), &English, &Phrases::ENGLISH), short, "{date}");
        }
    }

    #[test]
    fn years_before_the_first_are_counted_backwards() {
        use crate::time::{Extent, civil::day_ms};
        for (first, last, precision, said) in [
            (-799, -700, Precision::Century, "the 8th century BC"),
            (-99, 0, Precision::Century, "the 1st century BC"),
            (1, 99, Precision::Century, "the 1st century"),
            (-1999, -1000, Precision::Millennium, "the 2nd millennium BC"),
            (-49, -40, Precision::Decade, "50–41 BC"),
        ] {
            let day = |year| day_ms(year, 1, 1).unwrap();
            let extent = Extent::new(day(first), day(last + 1));
            let moment = Moment { extent, precision, approximate: false, uncertain: false, zoned: false };
            assert_eq!(words(&EventDate::At(moment), &English, &Phrases::ENGLISH), said);
        }
    }

    #[test]
    fn a_page_may_bring_its_own_phrases() {
        let phrases = Phrases { between: "nach {1} {{0}} {".into(), ..Phrases::ENGLISH };
        let date = parse("within 2015/2016");
        assert_eq!(words(&date, &English, &phrases), "nach 2016 2015} 2015");
    }
}
