//! Percentiles of durations.

/// Durations in one unit, sorted.
#[derive(Debug, Clone)]
pub(crate) struct Latencies(Vec<f64>);

impl Latencies {
    /// Durations in any order.
    pub(crate) fn new(mut durations: Vec<f64>) -> Self {
        durations.sort_by(f64::total_cmp);
        Self(durations)
    }

    /// Number of durations.
    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// The duration within which `percent` of them were done (nearest rank); 0 where there are none.
    pub(crate) fn within(&self, percent: f64) -> f64 {
        let rank = (percent / 100.0 * self.0.len() as f64).ceil() as usize;
        let index = rank.saturating_sub(1);
        self.0.get(index).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(durations: &[f64], percent: f64, expected: f64) {
        let latencies = Latencies::new(durations.to_vec());
        assert_eq!(latencies.within(percent), expected);
    }

    #[test]
    fn a_percentile_is_one_of_the_values() {
        check(&[3.0, 1.0, 2.0, 4.0], 50.0, 2.0);
        check(&[3.0, 1.0, 2.0, 4.0], 75.0, 3.0);
        check(&[3.0, 1.0, 2.0, 4.0], 99.0, 4.0);
        check(&[7.0], 50.0, 7.0);
        check(&[], 50.0, 0.0);
    }
}
