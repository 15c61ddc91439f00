//! What a link says.

use super::escape::{escape, unescape};
use crate::archive::Facet;
use crate::out::Out;
use crate::query::{Bound, Choice, Filter, Values};
use crate::time::edtf::{civil, started};
use crate::time::{Civil, DAY_MS, EventDate, Extent, MINUTE_MS, SECOND_MS, Zone};

/// How a timeline differs from what the page shows by itself. What is `None` is as the page has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// The id of the event whose card is open.
    pub event: Option<String>,
    /// All filters; those of the page do not count then.
    pub filter: Option<Filter>,
    /// The visible time. Whole seconds: see [`rounded`].
    pub range: Option<Extent>,
    /// By what lanes are made: the `lanes` attribute.
    pub lanes: Option<String>,
    /// The `view` attribute.
    pub view: Option<String>,
}

/// A link that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// What it says.
    pub link: Link,
    /// The fields that say nothing that can be understood.
    pub unknown: Vec<String>,
}

/// Begins the key of what a facet excludes.
const NOT: &str = "not-";
/// Stands for no filters at all, where the page has some.
const ALL: &str = "all";

/// Whether a field of that key is a link's.
pub(super) fn is_key(key: &str) -> bool {
    let facet = key.strip_prefix(NOT).unwrap_or(key);
    Facet::from_name(facet).is_some()
        || ["event", "q", "from", "to", ALL, "range", "lanes", "view"].contains(&key)
}

impl Link {
    /// Writes the fields of the link's section; nothing if all is as the page has it.
    pub fn encode(&self) -> String {
        let mut fields = Fields(Out::default());
        fields.text("event", self.event.as_deref());
        if let Some(filter) = &self.filter {
            let before = fields.0.0.len();
            for facet in Facet::ALL {
                let choice = filter.choice(facet);
                fields.list(&[facet.name()], &choice.include);
                fields.list(&[NOT, facet.name()], &choice.exclude);
            }
            fields.text("q", Some(&*filter.q).filter(|q| !q.is_empty()));
            fields.text("from", filter.from.as_ref().map(Bound::edtf));
            fields.text("to", filter.to.as_ref().map(Bound::edtf));
            if fields.0.0.len() == before {
                fields.key(&[ALL]);
            }
        }
        fields.text("range", self.range.map(write_range).as_deref());
        fields.text("lanes", self.lanes.as_deref());
        fields.text("view", self.view.as_deref());
        fields.0.0
    }

    /// Reads the fields of a section. Of two that say the same thing the last counts; values of a facet add up.
    pub fn decode(section: &str, zone: Zone<'_>) -> Reading {
        let mut reading = Reading::default();
        for field in section.split('&').filter(|field| !field.is_empty()) {
            if reading.link.read(field, zone).is_none() {
                reading.unknown.push(unescape(field));
            }
        }
        reading
    }

    /// `None` if the field cannot be understood.
    fn read(&mut self, field: &str, zone: Zone<'_>) -> Option<()> {
        let (key, written) = field.split_once('=').unwrap_or((field, ""));
        let text = unescape(written);
        match key {
            "range" => self.range = Some(read_range(&text)?),
            // An empty one is none.
            "event" | "lanes" | "view" => {
                let value = Some(text).filter(|text| !text.is_empty());
                match key {
                    "event" => self.event = value,
                    "lanes" => self.lanes = value,
                    _ => self.view = value,
                }
            }
            _ if !is_key(key) => return None,
            _ => {
                let filter = self.filter.get_or_insert_default();
                match key {
                    "q" => filter.q = text,
                    "from" => filter.from = Some(Bound::parse(&text, zone)?),
                    "to" => filter.to = Some(Bound::parse(&text, zone)?),
                    _ => {
                        let not = key.strip_prefix(NOT);
                        let Some(facet) = Facet::from_name(not.unwrap_or(key)) else { return Some(()) };
                        let Choice { include, exclude } = filter.choice_mut(facet);
                        let values = if not.is_some() { exclude } else { include };
                        for value in written.split(',') {
                            values.insert(&unescape(value));
                        }
                    }
                }
            }
        }
        Some(())
    }
}

/// Fields under construction.
struct Fields(Out);

impl Fields {
    fn key(&mut self, key: &[&str]) {
        self.0.join("&", "");
        self.0.add(key);
    }

    fn add(&mut self, key: &[&str], values: &mut dyn Iterator<Item = &str>, also: &[char]) {
        for (no, value) in values.enumerate() {
            if no == 0 {
                self.key(key);
            }
            self.0.ch(if no == 0 { '=' } else { ',' });
            escape(&mut self.0, value, also);
        }
    }

    fn list(&mut self, key: &[&str], values: &Values) {
        self.add(key, &mut values.iter(), &[',']);
    }

    fn text(&mut self, key: &str, value: Option<&str>) {
        self.add(&[key], &mut value.into_iter(), &[]);
    }
}

/// `2016-09/2016-10-13T14:29`: an EDTF interval, of which the last day, minute or second is included.
fn write_range(range: Extent) -> String {
    let last_ms = range.end_ms.saturating_sub(1).max(range.start_ms);
    [civil(range.start_ms, started(range.start_ms)), civil(last_ms, started(range.end_ms))].join("/")
}

fn read_range(text: &str) -> Option<Extent> {
    let date = EventDate::parse(text, &|_| 0).ok()?;
    Some(date.extent()).filter(|range| !range.is_empty())
}

/// The extent with ends that are short to write: wider by a hundredth at most, and not wider when it
/// is rounded again. Beyond the years of four digits it is rounded to whole years.
pub fn rounded(extent: Extent) -> Extent {
    let wider = widened(extent);
    // What is wider may be rounded more coarsely.
    if wider == extent { extent } else { rounded(wider) }
}

fn widened(extent: Extent) -> Extent {
    const PARTS: i64 = 500;
    let year = |ms: i64| i64::from(Civil::from_ms(ms).year);
    let duration_ms = extent.duration_ms();
    let far = year(extent.start_ms).abs().max(year(extent.end_ms).abs()) > 9998;
    if far || duration_ms > 366 * DAY_MS * PARTS {
        let start = |year| crate::time::civil::day_ms(year, 1, 1);
        let last_ms = extent.end_ms.saturating_sub(1);
        let (start_ms, end_ms) = (start(year(extent.start_ms)), start(year(last_ms).saturating_add(1)));
        return Extent::new(start_ms.unwrap_or(extent.start_ms), end_ms.unwrap_or(extent.end_ms));
    }
    let unit_ms =
        [DAY_MS, MINUTE_MS].into_iter().find(|unit| duration_ms > unit * PARTS).unwrap_or(SECOND_MS);
    let floor = |ms: i64| ms.div_euclid(unit_ms).saturating_mul(unit_ms);
    Extent::new(floor(extent.start_ms), floor(extent.end_ms.saturating_add(unit_ms - 1)))
}
