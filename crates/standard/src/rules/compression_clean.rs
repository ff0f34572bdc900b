//! # What
//!
//! The photo has not been compressed again and again, for instance by a messenger.
//!
//! # Why
//!
//! Compression leaves blocks and dirty edges, and the portrait is compressed once more. The photo
//! may still be usable, so it only warns.
//!
//! # What the student is told
//!
//! “The photo has been compressed. Upload the original.”

use serde::Deserialize;

use super::finding::{Assessment, Finding, NotAssessable, seen, worst};
use super::{About, Rule};
use crate::spec::{AtLeast, AtMost, Quality, Ratio, Severity, Share};
use crate::{PhotoFacts, ReasonCode, Text};

/// Severity and limits of `compression-clean`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompressionClean {
    /// What a miss means.
    pub severity: Severity,
    /// JPEG quality by the quantisation tables; not looked at in other formats.
    pub min_quality: AtLeast<Quality>,
    /// Step over block borders by the step inside blocks.
    pub max_blockiness: AtMost<Ratio>,
    /// Evidence of a second compression, 0 … 1; only looked at when it could be measured.
    pub max_double_compression: AtMost<Share>,
}

const TOLD: Text = Text::new(
    "照片被压缩过，请上传原图。",
    "The photo has been compressed. Upload the original.",
);

pub(super) const RULE: Rule = Rule {
    id: "compression-clean",
    code: ReasonCode::L04,
    unit: "",
    about: About {
        what: Text::new(
            "照片没有被聊天软件等反复压缩。",
            "The photo has not been compressed again and again, for instance by a messenger.",
        ),
        why: Text::new(
            "压缩会留下方块和脏边，成品再压一次会更明显；这些迹象不影响辨认时仍可使用，所以只提\
             醒。",
            "Compression leaves blocks and dirty edges, and the portrait is compressed once more. \
             The photo may still be usable, so it only warns.",
        ),
        told: TOLD,
    },
    reads_output: &[],
    severity: |limits| limits.compression_clean.severity,
    judge: |case| judge(case.facts, &case.spec.rules.compression_clean),
};

fn judge(facts: &PhotoFacts, limits: &CompressionClean) -> Assessment {
    let met = || Ok(Finding::met(TOLD));
    let sharpness = seen(&facts.sharpness).map_err(NotAssessable::from);
    let blockiness = sharpness.and_then(|sharpness| Ok(*seen(&sharpness.blockiness)?));
    worst([
        blockiness.and_then(|value| limits.max_blockiness.judge(value, TOLD)),
        // Other formats have no quality, and a small picture too few blocks to tell.
        facts.file.jpeg_quality.map_or_else(met, |quality| {
            limits.min_quality.judge(f32::from(quality), TOLD)
        }),
        facts
            .file
            .double_compression
            .value()
            .map_or_else(met, |evidence| {
                limits.max_double_compression.judge(evidence, TOLD)
            }),
    ])
}

#[cfg(test)]
mod tests {
    use crate::Outcome::{self, Fail, NotAssessable, Pass, Warn};
    use crate::samples::{good, measured, outcome, sharpness};

    #[track_caller]
    fn check(quality: Option<u8>, blockiness: Option<f32>, double: Option<f32>, expected: Outcome) {
        let mut facts = good();
        facts.file.jpeg_quality = quality;
        facts.file.double_compression = measured(double);
        sharpness(&mut facts).blockiness = measured(blockiness);
        assert_eq!(outcome("compression-clean", &facts), expected);
    }

    #[test]
    fn from_the_camera() {
        check(Some(94), Some(1.02), Some(0.0), Pass);
    }

    #[test]
    fn not_a_jpeg() {
        check(None, Some(1.0), None, Pass);
    }

    #[test]
    fn poor_quality() {
        check(Some(30), Some(1.02), Some(0.0), Fail);
    }

    #[test]
    fn blocks() {
        check(Some(90), Some(2.5), Some(0.0), Fail);
    }

    #[test]
    fn compressed_twice() {
        check(Some(90), Some(1.05), Some(0.9), Warn);
    }

    #[test]
    fn blocks_not_seen() {
        check(Some(94), None, Some(0.0), NotAssessable);
    }
}
