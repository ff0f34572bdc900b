//! Processes many files on all cores and returns the results in input order.
//!
//! Each worker takes the next input when it has finished its last: at most one picture per worker is in
//! memory; only small reports wait to be printed.

use std::{
    collections::BTreeMap,
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
};

/// Runs `work` on every input and hands the results to `emit` in input order until it breaks; work
/// that has begun is then finished and dropped. `work` that panics counts as `None`: one bad file
/// must not end the run.
pub(crate) fn for_each_ordered<I: Sync, R: Send>(
    inputs: &[I],
    workers: usize,
    work: impl Fn(&I) -> R + Sync,
    mut emit: impl FnMut(&I, Option<R>) -> ControlFlow<()>,
) {
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    let labour = |sender: mpsc::Sender<(usize, Option<R>)>| {
        while let Some((index, input)) = {
            let index = next.fetch_add(1, Ordering::Relaxed);
            inputs.get(index).map(|input| (index, input))
        } {
            // The work keeps nothing between inputs that a panic could leave half done.
            let result = catch_unwind(AssertUnwindSafe(|| work(input))).ok();
            if sender.send((index, result)).is_err() {
                return;
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..workers.clamp(1, inputs.len().max(1)) {
            let sender = sender.clone();
            scope.spawn(|| labour(sender));
        }
        drop(sender);
        let mut early = BTreeMap::new();
        let mut turn = 0;
        // Leaving the loop drops the receiver, and with it every worker's reason to go on.
        'results: for (index, result) in receiver {
            early.insert(index, result);
            while let Some(result) = early.remove(&turn) {
                if emit(&inputs[turn], result).is_break() {
                    break 'results;
                }
                turn += 1;
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_input_order_and_a_panic_is_one_result() {
        let inputs: Vec<usize> = (0..200).collect();
        let mut seen = Vec::new();
        let work = |input: &usize| {
            // Uneven work, so that results arrive out of order.
            let spin = (0..(input % 7) * 10_000).fold(0, usize::wrapping_add);
            assert!(*input != 50 || spin == usize::MAX, "on purpose");
            *input
        };
        for_each_ordered(&inputs, 4, work, |input, result| {
            seen.push((*input, result));
            ControlFlow::Continue(())
        });
        let expected: Vec<_> = inputs
            .iter()
            .map(|&input| (input, Some(input).filter(|&input| input != 50)))
            .collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn nothing_to_do() {
        for_each_ordered(&[0; 0], 4, |_| (), |_, _| unreachable!());
    }

    #[test]
    fn a_break_ends_the_run_early() {
        let inputs: Vec<usize> = (0..10_000).collect();
        let begun = AtomicUsize::new(0);
        let work = |_: &usize| begun.fetch_add(1, Ordering::Relaxed);
        let mut seen = 0;
        for_each_ordered(&inputs, 2, work, |_, _| {
            seen += 1;
            ControlFlow::Break(())
        });
        assert_eq!(seen, 1);
    }
}
