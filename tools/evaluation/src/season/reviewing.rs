//! How many reviewers a season needs, from the instants at which photos are submitted.

use anyhow::{Result, bail};
use rand::SeedableRng as _;
use rand::rngs::Xoshiro256PlusPlus;
use rand_distr::{Distribution as _, LogNormal};

use super::calendar::Calendar;
use super::plan::{DAY_S, Season};
use super::simulation::SPREAD_OF_REVIEWS;
use super::station::{Begun, Station};

/// More reviewers than that are not looked for.
const MOST: usize = 4_096;

/// A wish: this share of the photos is decided on within that time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish {
    /// 0 … 1.
    pub(super) share: f64,
    /// From submitting to the decision, seconds.
    pub(super) within_s: f64,
}

enum Event {
    Submitted,
    Done,
    Bell,
}

/// The fewest reviewers who fulfil a wish.
///
/// # Errors
/// Where [`MOST`] do not: the shifts leave longer gaps than the wish allows.
pub(super) fn fewest(season: &Season, submitted_at_s: &[f64], wish: Wish) -> Result<usize> {
    let fulfils = |reviewers| -> Result<bool> {
        let waits = waits_s(season, submitted_at_s, reviewers)?;
        let within = waits.iter().filter(|wait| **wait <= wish.within_s).count();
        Ok(within as f64 >= wish.share * submitted_at_s.len() as f64)
    };
    if !fulfils(MOST)? {
        bail!("{MOST} reviewers are not enough in these shifts");
    }
    let (mut too_few, mut enough) = (0, MOST);
    while enough - too_few > 1 {
        let middle = too_few.midpoint(enough);
        if fulfils(middle)? {
            enough = middle;
        } else {
            too_few = middle;
        }
    }
    Ok(enough)
}

/// From submitting to the decision, seconds, of those who are decided on; first come, first served.
fn waits_s(season: &Season, submitted_at_s: &[f64], reviewers: usize) -> Result<Vec<f64>> {
    let takes_s = LogNormal::from_mean_cv(season.assumed.review_s, SPREAD_OF_REVIEWS)?;
    let mut random = Xoshiro256PlusPlus::seed_from_u64(season.seed);
    let mut station: Station<f64> = Station::new(0);
    let mut calendar = Calendar::new();
    let last_s = submitted_at_s.last().copied().unwrap_or_default();
    let days = (last_s / DAY_S) as u32 + 14;
    for day in 0..days {
        for bell_s in season.bells() {
            calendar.plan(f64::from(day) * DAY_S + bell_s, Event::Bell);
        }
    }
    let mut submissions = submitted_at_s.iter().copied();
    if let Some(first_s) = submissions.next() {
        calendar.plan(first_s, Event::Submitted);
    }
    let mut waits = Vec::with_capacity(submitted_at_s.len());
    while let Some((now_s, event)) = calendar.next() {
        let begun: Vec<Begun<f64>> = match event {
            Event::Submitted => {
                if let Some(next_s) = submissions.next() {
                    calendar.plan(next_s, Event::Submitted);
                }
                station.arrive(now_s, 0, now_s).into_iter().collect()
            }
            Event::Done => station.leave(now_s).into_iter().collect(),
            Event::Bell => station.staff(now_s, season.at_work(now_s, reviewers)),
        };
        for begun in begun {
            let done_s = now_s + takes_s.sample(&mut random);
            waits.push(done_s - begun.job);
            calendar.plan(done_s, Event::Done);
        }
    }
    Ok(waits)
}

#[cfg(test)]
mod tests {
    use super::super::plan::Assumed;
    use super::*;

    fn season() -> Season {
        let assumed = Assumed {
            review_s: 30.0,
            shifts: [[9.0, 12.0], [12.0, 15.0]],
            ..Assumed::default()
        };
        Season {
            students: 1,
            peak_per_s: 0.0,
            seed: 1,
            assumed,
        }
    }

    #[test]
    fn a_day_of_work_needs_as_many_as_its_hours_hold() {
        // Six hours of half a minute are 720 photos a reviewer; 3 000 come in the night.
        let submitted: Vec<f64> = (0..3_000).map(f64::from).collect();
        let day = Wish {
            share: 1.0,
            within_s: DAY_S,
        };
        let needed = fewest(&season(), &submitted, day).unwrap();
        assert!((4..=5).contains(&needed), "{needed}");
    }

    #[test]
    fn nobody_decides_at_night() {
        let hour = Wish {
            share: 1.0,
            within_s: 3600.0,
        };
        let refused = fewest(&season(), &[1.0], hour).unwrap_err();
        assert!(refused.to_string().contains("shifts"), "{refused}");
    }
}
