//! When students come: half of them evenly over the first weeks, the rest over the last ones, by the rhythm of a day, with a
//! rush in the last evening.

use anyhow::{Result, ensure};
use rand::{Rng, RngExt as _};
use rand_distr::Distribution as _;
use rand_distr::weighted::WeightedAliasIndex;

use super::plan::{CALM_WEEKS, DAY_S, DAYS, LAST_HOUR, LATE_SPREAD_S, RHYTHM, Season};

const MINUTES_A_DAY: u32 = 1440;

/// Instants at which students come, seconds from the beginning, in order.
///
/// # Errors
/// Where the peak is too high for so few students.
pub(super) fn draw(season: &Season, random: &mut impl Rng) -> Result<Vec<f64>> {
    let minutes = WeightedAliasIndex::new(expected(season)?)?;
    let mut arrivals: Vec<f64> = (0..season.students)
        .map(|_| {
            let minute = minutes.sample(random) as f64;
            (minute + random.random::<f64>()) * 60.0
        })
        .collect();
    arrivals.sort_by(f64::total_cmp);
    Ok(arrivals)
}

/// Students expected in each minute of the season.
fn expected(season: &Season) -> Result<Vec<f64>> {
    let half = f64::from(season.students) / 2.0;
    let calm_days = CALM_WEEKS * 7;
    let rhythm: f64 = RHYTHM.iter().sum();
    let share = |minute: u32| RHYTHM[(minute / 60) as usize] / rhythm / 60.0;
    // The rush lies on top of an ordinary evening, which therefore is a part of the peak.
    let peak_students_per_s = season.peak_per_s / season.shots();
    let evening = (LAST_HOUR * 60.0) as u32;
    let late_days = f64::from(DAYS - calm_days);
    let rush_s = LATE_SPREAD_S * (2.0 * std::f64::consts::PI).sqrt();
    let evening_share = share(evening) / 60.0 / late_days;
    // `ordinary · evening_share + height = peak` and `ordinary + height · rush = half`.
    let height = (peak_students_per_s - half * evening_share) / (1.0 - evening_share * rush_s);
    let height = height.max(0.0);
    let ordinary = half - height * rush_s;
    ensure!(
        ordinary >= 0.0,
        "{:.0} students would come in the last evening, and only {half:.0} in all the last weeks",
        height * rush_s
    );
    let minute = |number: u32| {
        let (day, minute) = (number / MINUTES_A_DAY, number % MINUTES_A_DAY);
        let daily = if day < calm_days {
            half / f64::from(calm_days)
        } else {
            ordinary / late_days
        };
        let middle_s = f64::from(number) * 60.0 + 30.0;
        let last_s = f64::from(DAYS - 1) * DAY_S + LAST_HOUR * 3600.0;
        let off = (middle_s - last_s) / LATE_SPREAD_S;
        daily * share(minute) + 60.0 * height * (-off * off / 2.0).exp()
    };
    Ok((0..DAYS * MINUTES_A_DAY).map(minute).collect())
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng as _;
    use rand::rngs::Xoshiro256PlusPlus;

    use super::super::plan::Assumed;
    use super::*;

    fn season(students: u32, peak_per_s: f64) -> Season {
        Season {
            students,
            peak_per_s,
            seed: 1,
            assumed: Assumed::default(),
        }
    }

    #[test]
    fn everybody_comes_half_of_them_in_six_weeks() {
        let minutes = expected(&season(1_000_000, 50.0)).unwrap();
        let all: f64 = minutes.iter().sum();
        assert!((all - 1e6).abs() < 100.0, "{all}");
        let calm: f64 = minutes[..42 * 1440].iter().sum();
        assert!((calm - 5e5).abs() < 1.0, "{calm}");
    }

    #[test]
    fn the_highest_minute_has_the_uploads_that_were_asked_for() {
        let season = season(1_000_000, 50.0);
        let minutes = expected(&season).unwrap();
        let most = minutes.iter().copied().fold(0.0, f64::max);
        let uploads = most / 60.0 * season.shots();
        assert!((uploads - 50.0).abs() < 0.1, "{uploads}");
    }

    #[test]
    fn so_few_students_have_no_such_peak() {
        let refused = expected(&season(100_000, 50.0)).unwrap_err();
        assert!(refused.to_string().contains("last evening"), "{refused}");
    }

    #[test]
    fn a_seed_draws_the_same_students_again() {
        let season = season(5_000, 0.1);
        let drawn = |seed| {
            let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
            draw(&season, &mut random).unwrap()
        };
        assert_eq!(drawn(3), drawn(3));
        assert_ne!(drawn(3), drawn(4));
        assert_eq!(drawn(3).len(), 5_000);
        assert!(drawn(3).is_sorted());
    }
}
