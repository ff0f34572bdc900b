//! The events that are to come, in the order of their times.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// Events by their times; of two at the same time the one that was planned first comes first.
#[derive(Debug)]
pub(super) struct Calendar<E> {
    planned: BinaryHeap<Planned<E>>,
    count: u64,
}

#[derive(Debug)]
struct Planned<E> {
    at_s: f64,
    number: u64,
    event: E,
}

impl<E> Calendar<E> {
    /// Nothing is planned.
    pub(super) const fn new() -> Self {
        Self {
            planned: BinaryHeap::new(),
            count: 0,
        }
    }

    /// Plans an event, seconds from the beginning.
    pub(super) fn plan(&mut self, at_s: f64, event: E) {
        let number = self.count;
        self.count += 1;
        self.planned.push(Planned {
            at_s,
            number,
            event,
        });
    }

    /// Takes the next event with its time.
    pub(super) fn next(&mut self) -> Option<(f64, E)> {
        let planned = self.planned.pop()?;
        Some((planned.at_s, planned.event))
    }
}

impl<E> Ord for Planned<E> {
    /// The earlier is the greater one: the heap gives the greatest first.
    fn cmp(&self, other: &Self) -> Ordering {
        let by_time = other.at_s.total_cmp(&self.at_s);
        by_time.then_with(|| other.number.cmp(&self.number))
    }
}

impl<E> PartialOrd for Planned<E> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<E> PartialEq for Planned<E> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl<E> Eq for Planned<E> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn earlier_events_come_first_and_equal_ones_in_their_order() {
        let mut calendar = Calendar::new();
        for (at_s, event) in [(2.0, 'c'), (1.0, 'a'), (3.0, 'e'), (2.0, 'd'), (1.5, 'b')] {
            calendar.plan(at_s, event);
        }
        let order: String = std::iter::from_fn(|| calendar.next())
            .map(|(_, event)| event)
            .collect();
        assert_eq!(order, "abcde");
    }
}
