//! How far two reviewers who look at the same photos without knowing of each other agree: Cohen's kappa (J. Cohen, "A
//! coefficient of agreement for nominal scales", Educational and Psychological Measurement 20, 1960).

use crate::review::DecisionName;

/// Photos that two reviewers decided on, by both decisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReviewerAgreement {
    /// Both approved.
    pub both_approved: u64,
    /// Both rejected.
    pub both_rejected: u64,
    /// The first approved, the second would have rejected.
    pub first_approved: u64,
    /// The first rejected, the second would have approved.
    pub second_approved: u64,
}

impl ReviewerAgreement {
    /// Counts one photo.
    pub const fn count(&mut self, first: DecisionName, second: DecisionName) {
        let counted = match (first, second) {
            (DecisionName::Approve, DecisionName::Approve) => &mut self.both_approved,
            (DecisionName::Reject, DecisionName::Reject) => &mut self.both_rejected,
            (DecisionName::Approve, DecisionName::Reject) => &mut self.first_approved,
            (DecisionName::Reject, DecisionName::Approve) => &mut self.second_approved,
        };
        *counted += 1;
    }

    /// How many photos it were.
    pub const fn photos(&self) -> u64 {
        self.both_approved + self.both_rejected + self.first_approved + self.second_approved
    }

    /// The agreement beyond what chance would give, 1 at most and 0 where it is no better; `None` where it cannot
    /// be told: no photo, or nobody ever decided otherwise.
    pub fn kappa(&self) -> Option<f64> {
        let photos = self.photos() as f64;
        if photos == 0.0 {
            return None;
        }
        let share = |count: u64| count as f64 / photos;
        let agreed = share(self.both_approved + self.both_rejected);
        let first = share(self.both_approved + self.first_approved);
        let second = share(self.both_approved + self.second_approved);
        let by_chance = first * second + (1.0 - first) * (1.0 - second);
        (by_chance < 1.0).then(|| (agreed - by_chance) / (1.0 - by_chance))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check([both, neither, first, second]: [u64; 4], expected: Option<f64>) {
        let agreement = ReviewerAgreement {
            both_approved: both,
            both_rejected: neither,
            first_approved: first,
            second_approved: second,
        };
        match (agreement.kappa(), expected) {
            (Some(kappa), Some(expected)) => assert!((kappa - expected).abs() < 1e-4, "{kappa}"),
            (kappa, expected) => assert_eq!(kappa, expected),
        }
    }

    #[test]
    fn agreement_is_told_beyond_chance() {
        // Two readers of 50 papers who say yes 25 and 30 times, and agree on 35.
        check([20, 15, 5, 10], Some(0.4));
        check([10, 10, 0, 0], Some(1.0));
        check([5, 5, 5, 5], Some(0.0));
        check([0, 0, 10, 10], Some(-1.0));
        check([0, 0, 0, 0], None);
        check([30, 0, 0, 0], None);
    }

    #[test]
    fn photos_are_counted_by_both_decisions() {
        use DecisionName::{Approve, Reject};

        let mut agreement = ReviewerAgreement::default();
        for (first, second) in [
            (Approve, Approve),
            (Reject, Reject),
            (Approve, Reject),
            (Reject, Approve),
        ] {
            agreement.count(first, second);
        }
        let ReviewerAgreement {
            both_approved,
            both_rejected,
            first_approved,
            second_approved,
        } = agreement;
        assert_eq!(
            [
                both_approved,
                both_rejected,
                first_approved,
                second_approved
            ],
            [1; 4]
        );
        assert_eq!(agreement.photos(), 4);
    }
}
