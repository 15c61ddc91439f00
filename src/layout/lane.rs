//! Which lanes there are, and which events stand in each.
//!
//! Knows facet values as numbers only.

use std::cmp::Ordering;

use crate::sort::sort_positions;

/// Key of the lane of the events that have no value.
pub const NOT_STATED: u32 = u32::MAX - 1;

/// Key of the lane that joins what got no lane of its own.
pub const REST: u32 = u32::MAX;

/// A horizontal strip of the chart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lane {
    /// Facet value, [`NOT_STATED`] or [`REST`].
    pub key: u32,
    /// Events, each once, in any order; [`Stack::new`](super::Stack::new) is fastest with that of
    /// [`Events::by_middle`](super::Events::by_middle).
    pub events: Vec<u32>,
}

/// Groups events into lanes by facet value. An event stands in the lane of each of its values.
///
/// `matching`: each once; lanes keep its order. `values_of`: an event's values, each once and below `values`; others are
/// ignored. `among_equal`: the order of lanes of equal count.
///
/// First the `max_lanes` values with the most events, then [`NOT_STATED`] if `not_stated` is set, then [`REST`], where
/// each event stands once; empty lanes are left out. Without `not_stated` the events without a value stand in the rest.
pub fn lanes<I: IntoIterator<Item = u32>>(
    matching: impl Iterator<Item = u32> + Clone,
    values_of: impl Fn(u32) -> I,
    values: usize,
    among_equal: &dyn Fn(u32, u32) -> Ordering,
    max_lanes: usize,
    not_stated: bool,
) -> Vec<Lane> {
    let mut counts = vec![0_usize; values];
    for event in matching.clone() {
        for value in values_of(event) {
            if let Some(count) = counts.get_mut(value as usize) {
                *count += 1;
            }
        }
    }
    let count = |value: u32| counts.get(value as usize).copied().unwrap_or_default();
    let mut order: Vec<u32> = (0..values as u32).filter(|value| count(*value) > 0).collect();
    sort_positions(&mut order, &mut |a, b| count(b).cmp(&count(a)).then_with(|| among_equal(a, b)));
    order.truncate(max_lanes);

    let mut lanes: Vec<Lane> =
        order.iter().map(|value| Lane { key: *value, events: Vec::with_capacity(count(*value)) }).collect();
    let stated = lanes.len();
    lanes.push(Lane { key: NOT_STATED, events: Vec::new() });
    lanes.push(Lane { key: REST, events: Vec::new() });
    let mut place = vec![stated + 1; values];
    for (at, value) in order.iter().enumerate() {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lane(key: u32, events: &[u32]) -> Lane {
        Lane { key, events: events.to_vec() }
    }

    const VALUES: [&[u32]; 7] = [&[0], &[1, 2], &[2, 3], &[], &[3, 1], &[2], &[4, 0, 3]];

    fn of(event: u32) -> impl Iterator<Item = u32> {
        VALUES[event as usize].iter().copied()
    }

    fn by_rank(a: u32, b: u32) -> Ordering {
        let rank = [9, 5, 7, 1, 0];
        rank[a as usize].cmp(&rank[b as usize])
    }

    #[test]
    fn lanes_are_ordered_by_count_then_rank() {
        let all = lanes(0..7, of, 5, &by_rank, 9, true);
        let expected = [
            lane(3, &[2, 4, 6]),
            lane(2, &[1, 2, 5]),
            lane(1, &[1, 4]),
            lane(0, &[0, 6]),
            lane(4, &[6]),
            lane(NOT_STATED, &[3]),
        ];
        assert_eq!(all, expected);
    }

    #[test]
    fn the_rest_holds_each_event_once() {
        let few = lanes(0..7, of, 5, &by_rank, 1, true);
        assert_eq!(few, [lane(3, &[2, 4, 6]), lane(NOT_STATED, &[3]), lane(REST, &[0, 1, 2, 4, 5, 6])]);
        let unstated = lanes([3, 5, 6].into_iter(), of, 5, &|_, _| Ordering::Equal, 1, false);
        assert_eq!(unstated, [lane(0, &[6]), lane(REST, &[3, 5, 6])]);
        assert_eq!(lanes(0..0, of, 5, &by_rank, 3, true), []);
    }

    proptest! {
        #[test]
        fn no_event_is_without_a_lane(
            values in prop::collection::vec(prop::collection::btree_set(0..9_u32, 0..4), 0..50),
            max_lanes in 0..12_usize, not_stated in any::<bool>()
        ) {
            let events = 0..values.len() as u32;
            let lanes = lanes(events.clone(), |event| values[event as usize].clone(), 9, &|_, _| Ordering::Equal, max_lanes, not_stated);
            for lane in &lanes {
                prop_assert!(lane.events.windows(2).all(|pair| pair[0] < pair[1]));
            }
            for event in events {
                let shown: Vec<u32> =
                    lanes.iter().filter(|lane| lane.events.contains(&event)).map(|lane| lane.key).collect();
                let values = &values[event as usize];
                prop_assert!(!shown.is_empty() && shown.len() <= values.len().max(1));
                for value in values {
                    prop_assert!(shown.contains(value) || shown.contains(&REST));
                }
            }
        }
    }
}
