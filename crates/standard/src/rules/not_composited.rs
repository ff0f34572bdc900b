//! # What
//!
//! There are no signs of a composite: person and wall have the same noise, and no editing program
//! signed the file.
//!
//! # Why
//!
//! Composites and edited photos are not accepted. The signs are hints, not proof, so it only warns.
//!
//! # What the student is told
//!
//! “This looks edited. Upload the original photo.”

use serde::Deserialize;

use super::finding::{Assessment, NotAssessable, seen, worst};
use super::programs::Programs;
use super::{About, Rule};
use crate::spec::{AtMost, Ratio, Severity};
use crate::{PhotoFacts, ReasonCode, Text};

/// Severity and limits of `not-composited`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotComposited {
    /// What a miss means.
    pub severity: Severity,
    /// Noise on the person by noise on the wall, as |log2|.
    pub max_noise_mismatch: AtMost<Ratio>,
    /// Programs that edit.
    pub programs: Programs,
}

const TOLD: Text = Text::new(
    "照片像是处理或合成过的，请上传原图。",
    "This looks edited. Upload the original photo.",
);

pub(super) const RULE: Rule = Rule {
    id: "not-composited",
    code: ReasonCode::M02,
    unit: "",
    about: About {
        what: Text::new(
            "没有合成的迹象：人与墙的噪点一致，文件里没有修图软件的签名。",
            "There are no signs of a composite: person and wall have the same noise, and no \
             editing program signed the file.",
        ),
        why: Text::new(
            "合成和软件处理过的照片不予接收；这些迹象只是线索，不是证据，所以只提醒。",
            "Composites and edited photos are not accepted. The signs are hints, not proof, so it \
             only warns.",
        ),
        told: TOLD,
    },
    reads_output: &[],
    severity: |limits| limits.not_composited.severity,
    judge: |case| judge(case.facts, &case.spec.rules.not_composited),
};

fn judge(facts: &PhotoFacts, limits: &NotComposited) -> Assessment {
    let mismatch = seen(&facts.retouch.noise_mismatch).map_err(NotAssessable::from);
    worst([
        Ok(limits.programs.judge(&facts.file.software, TOLD)),
        mismatch.and_then(|mismatch| limits.max_noise_mismatch.judge(*mismatch, TOLD)),
    ])
}

#[cfg(test)]
mod tests {
    use crate::Outcome::{self, Fail, NotAssessable, Pass, Warn};
    use crate::samples::{good, measured, outcome};

    #[track_caller]
    fn check(mismatch: Option<f32>, software: &str, expected: Outcome) {
        let mut facts = good();
        facts.retouch.noise_mismatch = measured(mismatch);
        facts.file.software = vec![software.to_owned()];
        assert_eq!(outcome("not-composited", &facts), expected);
    }

    #[test]
    fn one_camera() {
        check(Some(0.3), "HUAWEI", Pass);
    }

    #[test]
    fn a_pasted_head() {
        check(Some(4.0), "HUAWEI", Warn);
    }

    #[test]
    fn signed_by_an_editor() {
        check(Some(0.3), "Adobe Photoshop 25.0 (Windows)", Fail);
    }

    #[test]
    fn no_wall() {
        check(None, "HUAWEI", NotAssessable);
    }
}
