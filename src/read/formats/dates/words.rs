//! Dates with names of months, or with parts in any order.

use super::{Order, from_parts, year};
use crate::read::formats::small::small;

/// The beginnings of months' names in English, German, French, Spanish, Portuguese and Italian, as far as needed to tell them apart.
const MONTHS: [&[&str]; 12] = [
    &["jan", "jän", "janv", "ene", "gen"],
    &["feb", "fév", "fev", "févr"],
    &["mar", "mär", "mrz"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mag"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "aoû", "aou", "ago"],
    &["sep", "set"],
    &["oct", "okt", "out", "ott"],
    &["nov"],
    &["dec", "dez", "déc", "dic"],
];

/// Zones by name (<https://www.rfc-editor.org/rfc/rfc2822#section-4.3>, and some of Europe's and Asia's).
const ZONES: [(&str, &str); 20] = [
    ("est", "-05:00"),
    ("edt", "-04:00"),
    ("cst", "-06:00"),
    ("cdt", "-05:00"),
    ("mst", "-07:00"),
    ("mdt", "-06:00"),
    ("pst", "-08:00"),
    ("pdt", "-07:00"),
    ("wet", "+00:00"),
    ("bst", "+01:00"),
    ("cet", "+01:00"),
    ("mez", "+01:00"),
    ("cest", "+02:00"),
    ("mesz", "+02:00"),
    ("eet", "+02:00"),
    ("eest", "+03:00"),
    ("msk", "+03:00"),
    ("jst", "+09:00"),
    ("aest", "+10:00"),
    ("nzst", "+12:00"),
];

/// The month of a name or its abbreviation, in small letters; from 1.
pub(in crate::read::formats) fn month(name: &str) -> Option<u32> {
    let name = name.trim_end_matches('.');
    if name.chars().count() < 3 || name.chars().any(|ch| !ch.is_alphabetic()) {
        return None;
    }
    // “mai” and “mag” are May, “mar” is March: the beginnings of three letters tell.
    let is = |stem: &&&str| name.starts_with(**stem) && name.chars().count() <= 10;
    let at = MONTHS.iter().position(|stems| stems.iter().any(|stem| is(&stem)))?;
    u32::try_from(at).ok()?.checked_add(1)
}

fn is_weekday(word: &str) -> bool {
    let stems = [
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "son", "die", "mit", "don", "fre", "sam", "lun",
        "jeu", "ven", "dim",
    ];
    let short = ["mo", "di", "mi", "do", "fr", "sa", "so"];
    short.contains(&word) || (word != "mar" && stems.iter().any(|stem| word.starts_with(stem)))
}

/// A time of the day and a zone, both as EDTF writes them.
struct Clock<'t> {
    before: &'t str,
    after: &'t str,
    time: String,
    zone: String,
}

/// Finds `9:05`, `09:05:10.5`, `9:05 pm`, and the zone behind it.
fn clock(text: &str) -> Option<Clock<'_>> {
    let colon = text.find(':')?;
    let digits_before = text.get(..colon)?.bytes().rev().take_while(u8::is_ascii_digit).count();
    let start = colon.checked_sub(digits_before)?;
    if text.get(..start)?.ends_with('+') {
        return None;
    }
    let rest = text.get(start..)?;
    let end = rest.find(|ch: char| !ch.is_ascii_digit() && ch != ':' && ch != '.').unwrap_or(rest.len());
    let (time, rest) = rest.split_at_checked(end)?;
    let mut parts = time.trim_end_matches('.').split(':');
    let mut hour: u32 = parts.next()?.parse().ok()?;
    let minute: u32 = parts.next()?.parse().ok()?;
    let second = parts.next();
    let mut rest = rest.trim_start();
    let half = rest.get(..2).unwrap_or_default().to_ascii_lowercase();
    if matches!(half.as_str(), "am" | "pm") && (1..=12).contains(&hour) {
        hour = hour % 12 + if half == "pm" { 12 } else { 0 };
        rest = rest.get(2..)?;
    }
    let mut time = format!("{hour:02}:{minute:02}");
    if let Some(second) = second {
        let (whole, fraction) = second.split_once('.').unwrap_or((second, ""));
        time.push_str(&format!(":{:02}", whole.parse::<u32>().ok()?));
        if !fraction.is_empty() {
            time.push('.');
            time.push_str(fraction);
        }
    }
    let (zone, after) = zone(rest)?;
    let before = text.get(..start)?.trim_end_matches([' ', 'T', 't', ',']);
    Some(Clock { before, after, time, zone })
}

/// A zone and what follows it; an empty zone where there is none, `None` where there is another thing.
fn zone(text: &str) -> Option<(String, &str)> {
    let text = text.split('(').next()?.trim();
    let end = text.find(|ch: char| !ch.is_alphabetic()).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end)?;
    let name = small(name);
    let is_utc = name.is_empty() || matches!(name.as_str(), "gmt" | "utc" | "ut" | "z");
    let named = match name.as_str() {
        "" => "",
        _ if is_utc => "Z",
        name => match ZONES.iter().find(|(known, _)| *known == name) {
            Some((_, offset)) => offset,
            // Names that say nothing, as the standard has it.
            None if name.len() <= 4 && month(name).is_none() => "Z",
            None => return None,
        },
    };
    if let Some(sign) = rest.chars().next().filter(|ch| matches!(ch, '+' | '-') && is_utc) {
        let rest = rest.get(1..)?;
        let end = rest.find(|ch: char| !ch.is_ascii_digit() && ch != ':').unwrap_or(rest.len());
        let (offset, rest) = rest.split_at_checked(end)?;
        let digits: String = offset.chars().filter(char::is_ascii_digit).collect();
        let (hour, minute) = match digits.len() {
            1 | 2 => (digits.as_str(), "00"),
            3 | 4 => digits.split_at_checked(digits.len().checked_sub(2)?)?,
            _ => return None,
        };
        return Some((format!("{sign}{hour:0>2}:{minute}"), rest));
    }
    Some((named.to_owned(), rest))
}

/// A date in words or numbers, with or without a time.
pub(super) fn edtf(text: &str, order: Order) -> Option<String> {
    if text.len() > 80 {
        return None;
    }
    let Some(clock) = clock(text) else { return day(text, "", order) };
    let date = day(clock.before, clock.after, order)?;
    // A time belongs to a day.
    let is_day = date.bytes().filter(|byte| *byte == b'-').count() >= 2 && !date.ends_with('~');
    Some(if is_day { format!("{date}T{}{}", clock.time, clock.zone) } else { date })
}

/// A day, a month or a year: the parts before and after the time.
fn day(before: &str, after: &str, order: Order) -> Option<String> {
    let mut numbers: Vec<&str> = Vec::new();
    let mut found_month = None;
    let mut month_at = 0;
    let (mut is_bce, mut is_about, mut is_decade) = (false, false, false);
    let text = format!("{before} {after}");
    let is_part = |ch: char| ch.is_alphanumeric();
    for word in text.split(|ch: char| !is_part(ch)).filter(|word| !word.is_empty()) {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let (number, suffix) = word.split_at_checked(digits)?;
        let suffix = small(suffix);
        if !number.is_empty() {
            match suffix.as_str() {
                "" | "st" | "nd" | "rd" | "th" | "er" | "º" => {}
                "s" if number.ends_with('0') => is_decade = true,
                _ => return None,
            }
            numbers.push(number);
            continue;
        }
        match suffix.as_str() {
            "bc" | "bce" => is_bce = true,
            "c" | "ca" | "circa" | "about" | "around" | "approximately" => is_about = true,
            "ad" | "ce" | "of" | "the" | "de" | "del" | "on" | "le" | "am" | "den" => {}
            name => match month(name) {
                Some(month) if found_month.is_none() => {
                    month_at = numbers.len();
                    found_month = Some(month);
                }
                _ if is_weekday(name) => {}
                _ => return None,
            },
        }
    }
    let is_year = |text: &str| text.len() > 2;
    let month_text = found_month.map(|month| month.to_string());
    let (year_text, month, day) = match (numbers.as_slice(), month_text.as_deref()) {
        ([year], month) => (*year, month.unwrap_or_default(), ""),
        ([year, day], Some(month)) if is_year(year) => (*year, month, *day),
        // “November 22 63”, “22 Nov 63”: the year comes last.
        ([day, year], Some(month)) if is_year(year) || month_at < 2 => (*year, month, *day),
        ([year, month], None) if is_year(year) => (*year, *month, ""),
        ([month, year], None) if is_year(year) => (*year, *month, ""),
        ([year, month, day], None) if is_year(year) => (*year, *month, *day),
        ([one, two, year], None) => {
            let number = |text: &str| text.parse::<u32>().ok();
            let is_day_first = match (number(one)?, number(two)?, order) {
                // With points it is the day everywhere.
                _ if before.contains('.') => true,
                (_, _, Order::DayFirst) => true,
                (_, _, Order::MonthFirst) => false,
                (13.., _, _) => true,
                (_, 13.., _) => false,
                (one, two, _) if one == two => true,
                _ => return None,
            };
            if is_day_first { (*year, *two, *one) } else { (*year, *one, *two) }
        }
        _ => return None,
    };
    let mut number: i64 = year_text.parse().ok()?;
    if year_text.len() == 2 && !is_bce && numbers.len() > 1 {
        number = number.checked_add(if number < 50 { 2000 } else { 1900 })?;
    } else if year_text.len() < 3 && !is_bce {
        return None;
    }
    if is_bce {
        // There is no year 0 before Christ.
        number = 1_i64.checked_sub(number)?;
    }
    if is_decade {
        let year = year(number);
        return year.strip_suffix('0').map(|decade| format!("{decade}X"));
    }
    let (date, wrong) = from_parts([&number.to_string(), month, day, "", "", "", ""])?;
    match wrong {
        Some(_) => None,
        None if is_about => Some(date + "~"),
        None => Some(date),
    }
}
