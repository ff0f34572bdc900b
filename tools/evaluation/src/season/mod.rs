//! A season by simulation: 1 000 000 students in ten weeks against what the service costs on this machine. Says how many
//! nodes and reviewers are needed, how long queues get, what must be stored. `docs/sizing.md` tells it in words; why
//! it is our own is in ADR 58.

mod arrivals;
mod calendar;
mod costs;
mod options;
mod plan;
mod reviewing;
mod simulation;
mod station;
mod tables;

use anyhow::{Context, Result};

pub(crate) use self::costs::Costs;
pub(crate) use self::options::Options;
use self::plan::DAY_S;
use self::reviewing::Wish;
use self::simulation::{Staffing, run as simulate};
use self::tables::Row;

/// Reviewers who never let anybody wait: a first run finds out with them when photos are submitted.
const PLENTY: usize = 4_096;

/// What is wanted of reviewers, and how the wish reads.
const WISHES: [(Wish, &str); 2] = [
    (
        Wish {
            share: 0.99,
            within_s: DAY_S,
        },
        "99 of 100 within 24 h",
    ),
    (
        Wish {
            share: 1.0,
            within_s: DAY_S,
        },
        "all within 24 h",
    ),
];

/// Prints what was measured and assumed, and all tables.
///
/// # Errors
/// A season that cannot be.
pub(crate) fn run(options: &Options, costs: &Costs) -> Result<()> {
    costs.check()?;
    let season = &options.season;
    let cores = options.cores.unwrap_or(costs.cores);
    tables::costs(costs);
    tables::assumed(season, cores);
    let most = *options.nodes.iter().max().context("no number of nodes")?;
    let first = Staffing {
        cores: most * cores,
        reviewers: PLENTY,
    };
    let submitted = simulate(season, costs, first)?.submitted_at_s;
    let mut needed = Vec::new();
    for (wish, words) in WISHES {
        needed.push((words, reviewing::fewest(season, &submitted, wish)?));
    }
    let all = needed.first().context("there is a wish")?.1;
    let reviewers = options.reviewers.unwrap_or(all);
    let mut rows = Vec::new();
    for nodes in &options.nodes {
        let staffing = Staffing {
            cores: nodes * cores,
            reviewers,
        };
        let outcome = simulate(season, costs, staffing)?;
        rows.push(Row {
            nodes: *nodes,
            outcome,
        });
    }
    tables::nodes(cores, &rows);
    tables::answer(&rows);
    let last = rows.last().context("no number of nodes")?;
    tables::reviewers(&needed, reviewers, &last.outcome);
    tables::sizes(season, costs, &last.outcome);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::costs::invented;
    use super::plan::Assumed;
    use super::simulation::Outcome;
    use super::*;

    fn season(seed: u64) -> plan::Season {
        plan::Season {
            students: 20_000,
            peak_per_s: 1.5,
            seed,
            assumed: Assumed::default(),
        }
    }

    fn outcome(seed: u64, cores: usize) -> Outcome {
        let staffing = Staffing {
            cores,
            reviewers: 4,
        };
        simulate(&season(seed), &invented(), staffing).unwrap()
    }

    #[test]
    fn everybody_who_comes_is_approved_in_the_end() {
        let seen = outcome(1, 2);
        assert_eq!((seen.approved, seen.left_over), (20_000, 0));
        assert_eq!(seen.verdicts.len() as u64, seen.uploads);
        assert_eq!(seen.reviews_s.len(), seen.submitted_at_s.len());
        // One in 0.94 · 0.7 uploads is approved.
        let expected = 20_000.0 / 0.94 / 0.7;
        let off = seen.uploads as f64 / expected - 1.0;
        assert!(off.abs() < 0.03, "{} of {expected}", seen.uploads);
        let sheets = seen.sheets as f64 / 20_000.0;
        assert!((1.08..1.12).contains(&sheets), "{sheets}");
    }

    #[test]
    fn a_season_is_the_same_again_from_the_same_seed() {
        let times = |seen: Outcome| (seen.verdicts, seen.reviews_s);
        let first = times(outcome(3, 2));
        assert!(first == times(outcome(3, 2)));
        assert!(first != times(outcome(4, 2)));
    }

    #[test]
    fn more_cores_never_make_the_longest_queue_longer() {
        let longest: Vec<usize> = [1, 2, 4]
            .map(|cores| outcome(1, cores).longest_queue)
            .into();
        assert!(
            longest.is_sorted_by(|one, other| one >= other),
            "{longest:?}"
        );
    }
}
