//! From when to when the events that match reach.

use fixedbitset::FixedBitSet;

use crate::archive::{Archive, Event};
use crate::sort::sorted_positions;
use crate::time::{Endpoint, EventDate, Extent, Moment, Precision};

/// The time that events take up together; `None` if there are none.
///
/// A moment known to the decade or less closely says little about where a timeline begins and ends: such events count
/// only if there is nothing else.
pub fn extent(archive: &Archive, events: &FixedBitSet) -> Option<Extent> {
    let union = |events: &mut dyn Iterator<Item = Event<'_>>| {
        events.map(Event::extent).reduce(|all, extent| all.union(&extent))
    };
    union(&mut each(archive, events).filter(is_close)).or_else(|| union(&mut each(archive, events)))
}

fn each<'a>(archive: &'a Archive, events: &'a FixedBitSet) -> impl Iterator<Item = Event<'a>> {
    events.ones().filter_map(|idx| u32::try_from(idx).ok()).filter_map(|idx| archive.event(idx))
}

fn is_close(event: &Event<'_>) -> bool {
    !event.date().is_point() || event.date().precision() >= Precision::Year
}

/// From the first to the last date of the events that [`extent`] counts, as precise as these are, but no more than to the
/// month. Open where nothing is known to have ended.
pub fn reach(archive: &Archive, events: &FixedBitSet) -> Option<EventDate> {
    let (mut first, mut last): (Option<Moment>, Option<Moment>) = (None, None);
    let mut close = false;
    for event in each(archive, events) {
        let is_close = is_close(&event);
        if close && !is_close {
            continue;
        }
        if !close && is_close {
            (close, first, last) = (true, None, None);
        }
        let (start, end) = event.date().ends();
        if first.is_none_or(|first| start.is_some_and(|start| start.extent.start_ms < first.extent.start_ms))
        {
            first = start.or(first);
        }
        if last.is_none_or(|last| end.is_some_and(|end| end.extent.end_ms > last.extent.end_ms)) {
            last = end.or(last);
        }
    }
    let first = first?;
    let monthly =
        |moment: Moment| Moment { precision: moment.precision.min(Precision::Month), zoned: false, ..moment };
    let (start, end) = (monthly(first), last.map(monthly));
    Some(if end == Some(start) {
        EventDate::At(start)
    } else {
        EventDate::Span { start: Endpoint::Known(start), end: end.map_or(Endpoint::Open, Endpoint::Known) }
    })
}

/// How many of the events a first view must show, in hundredths.
const MOST: usize = 75;
/// How much shorter than the whole it must be to be worth it.
const MUCH_SHORTER: i64 = 6;

/// What to show first: all events, or, where a few far from the others would squeeze these together, the shortest time
/// in which three quarters of them lie. `None` if there are no events.
pub fn first_view(archive: &Archive, events: &FixedBitSet) -> Option<Extent> {
    let whole = extent(archive, events)?;
    let extents: Vec<Extent> = each(archive, events).map(Event::extent).collect();
    let middle = |at: u32| extents.get(at as usize).map(Extent::middle_ms).unwrap_or_default();
    let order = sorted_positions(extents.len(), &mut |a, b| middle(a).cmp(&middle(b)));
    let most = order.len().saturating_mul(MOST).div_ceil(100).max(2);
    let ends = order.windows(most).filter_map(|some| Some((middle(*some.first()?), middle(*some.last()?))));
    let shortest = ends.min_by_key(|(first_ms, last_ms)| last_ms.saturating_sub(*first_ms));
    let view = shortest.map(|(first_ms, last_ms)| Extent::new(first_ms, last_ms));
    let worth_it = |view: &Extent| {
        view.duration_ms() > 0 && view.duration_ms().saturating_mul(MUCH_SHORTER) < whole.duration_ms()
    };
    Some(view.filter(worth_it).unwrap_or(whole))
}
