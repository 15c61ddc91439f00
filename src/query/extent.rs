//! From when to when the events that match reach.

use fixedbitset::FixedBitSet;

use crate::archive::{Archive, Event};
use crate::time::{Extent, Precision};

/// The time that events take up together; `None` if there are none.
///
/// A moment known to the decade or less closely says little about where a timeline begins and ends: such events count
/// only if there is nothing else.
pub fn extent(archive: &Archive, events: &FixedBitSet) -> Option<Extent> {
    let events = || events.ones().filter_map(|idx| u32::try_from(idx).ok()).filter_map(|idx| archive.event(idx));
    let union = |events: &mut dyn Iterator<Item = Event<'_>>| {
        events.map(Event::extent).reduce(|all, extent| all.union(&extent))
    };
    let is_close = |event: &Event<'_>| !event.date().is_point() || event.date().precision() >= Precision::Year;
    union(&mut events().filter(is_close)).or_else(|| union(&mut events()))
}
