//! # What
//!
//! The face is sharp: variance of the Laplacian on a face of standard size.
//!
//! # Why
//!
//! A blurred photo can neither be printed nor recognised. On a small face enlarging itself looks
//! like blur, so it is not judged there.
//!
//! # What the student is told
//!
//! “The photo is blurred. Hold still, focus, and try again.”

use serde::Deserialize;

use super::finding::{Assessment, seen};
use super::{About, Rule};
use crate::spec::{AtLeast, Ratio, Severity};
use crate::{PhotoFacts, ReasonCode, Text};

/// Severity and limits of `sharp`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sharp {
    /// What a miss means.
    pub severity: Severity,
    /// Variance of the Laplacian on the aligned face.
    pub min_variance: AtLeast<Ratio>,
}

const TOLD: Text = Text::new(
    "照片模糊，请拿稳、对焦后再拍。",
    "The photo is blurred. Hold still, focus, and try again.",
);

pub(super) const RULE: Rule = Rule {
    id: "sharp",
    code: ReasonCode::L04,
    unit: "",
    about: About {
        what: Text::new(
            "脸部清晰：在统一大小的脸上量拉普拉斯方差。",
            "The face is sharp: variance of the Laplacian on a face of standard size.",
        ),
        why: Text::new(
            "模糊的照片无法印制和辨认。脸太小时放大本身就像模糊，因此不判断，先要求靠近。",
            "A blurred photo can neither be printed nor recognised. On a small face enlarging \
             itself looks like blur, so it is not judged there.",
        ),
        told: TOLD,
    },
    reads_output: &[],
    severity: |limits| limits.sharp.severity,
    judge: |case| judge(case.facts, &case.spec.rules.sharp),
};

fn judge(facts: &PhotoFacts, limits: &Sharp) -> Assessment {
    let variance = seen(&seen(&facts.sharpness)?.laplacian_variance)?;
    limits.min_variance.judge(*variance, TOLD)
}

#[cfg(test)]
mod tests {
    use crate::Outcome::{self, Fail, NotAssessable, Pass, Warn};
    use crate::samples::{good, measured, outcome, sharpness};

    #[track_caller]
    fn check(variance: Option<f32>, expected: Outcome) {
        let mut facts = good();
        sharpness(&mut facts).laplacian_variance = measured(variance);
        assert_eq!(outcome("sharp", &facts), expected);
    }

    #[test]
    fn sharp() {
        check(Some(400.0), Pass);
    }

    #[test]
    fn soft() {
        check(Some(90.0), Warn);
    }

    #[test]
    fn blurred() {
        check(Some(20.0), Fail);
    }

    #[test]
    fn too_small_to_tell() {
        check(None, NotAssessable);
    }
}
