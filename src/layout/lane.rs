//! Which lanes there are, and which events stand in each.
//!
//! Knows facet values as numbers only.

/// Key of the lane of the events that have no value.
pub const NOT_STATED: u32 = u32::MAX - 1;

/// Key of the lane that joins what got no lane of its own.
pub const REST: u32 = u32::MAX;

/// A horizontal strip of the chart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lane {
    /// Facet value, [`NOT_STATED`] or [`REST`].
    pub key: u32,
    /// Events, each once, in any order; [`arrange`](super::arrange()) is fastest with that of
    /// [`Events::by_middle`](super::Events::by_middle).
    pub events: Vec<u32>,
}

/// Groups events into lanes by facet value. An event stands in the lane of each of its values.
///
/// `matching`: each once; lanes keep its order. `values_of`: an event's values, positions in `rank`; others are ignored. `rank`: per value, its
/// place among lanes of equal count.
///
/// First the `max_lanes` values with the most events, then [`NOT_STATED`] if `not_stated` is set, then [`REST`], where
/// each event stands once; empty lanes are left out. Without `not_stated` the events without a value stand in the rest.
pub fn lanes<I: IntoIterator<Item = u32>>(
    matching: impl Iterator<Item = u32> + Clone,
    values_of: impl Fn(u32) -> I,
    rank: &[u32],
    max_lanes: usize,
    not_stated: bool,
) -> Vec<Lane> {
    let mut counts = vec![0_usize; rank.len()];
    for event in matching.clone() {
        for value in values_of(event) {
            if let Some(count) = counts.get_mut(value as usize) {
                *count += 1;
            }
        }
    }
    let mut order: Vec<(usize, u32, u32)> = counts
        .iter()
        .zip(rank)
        .zip(0_u32..)
        .filter(|((count, _), _)| **count > 0)
        .map(|((count, rank), value)| (*count, *rank, value))
        .collect();
    order.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    order.truncate(max_lanes);

    let mut lanes: Vec<Lane> = order
        .iter()
        .map(|(count, _, value)| Lane { key: *value, events: Vec::with_capacity(*count) })
        .collect();
    let stated = lanes.len();
    lanes.push(Lane { key: NOT_STATED, events: Vec::new() });
    lanes.push(Lane { key: REST, events: Vec::new() });
    let mut place = vec![stated + 1; rank.len()];
    for (at, (_, _, value)) in order.iter().enumerate() {
        if let Some(place) = place.get_mut(*value as usize) {
            *place = at;
        }
    }

    let mut put = |at: usize, event: u32| {
        if let Some(lane) = lanes.get_mut(at)
            && lane.events.last() != Some(&event)
        {
            lane.events.push(event);
        }
    };
    for event in matching {
        let mut none = true;
        for value in values_of(event) {
            if let Some(at) = place.get(value as usize) {
                put(*at, event);
                none = false;
            }
        }
        if none {
            put(if not_stated { stated } else { stated + 1 }, event);
        }
    }
    lanes.retain(|lane| !lane.events.is_empty());
    lanes
}
