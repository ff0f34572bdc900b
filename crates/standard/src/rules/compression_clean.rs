//! The rule `compression-clean`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, Finding, NotAssessable, seen, worst};
use crate::facts::PhotoFacts;
use crate::limit::{AtLeast, AtMost, Limit, LimitField, Quality, Ratio, Severity, Share};
use crate::output::OutputSpec;
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `compression-clean`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompressionClean {
    /// Consequence of a miss.
    pub severity: Severity,
    /// JPEG quality by the quantisation tables; not looked at in other formats.
    pub min_quality: AtLeast<Quality>,
    /// A block of the JPEG that is no wider in the portrait, pixels, leaves no trace: then quality says nothing.
    pub traceless_block_px: Limit<Ratio>,
    /// Step over block borders by the step inside blocks.
    pub max_blockiness: AtMost<Ratio>,
    /// Evidence of a second compression, 0 … 1; only looked at when it could be measured.
    pub max_double_compression: AtMost<Share>,
}

const TOLD: Text = Text::new(
    "照片被压缩过，请上传原图。",
    "The photo has been compressed. Upload the original.",
);

impl Criterion for CompressionClean {
    const CODE: ReasonCode = ReasonCode::L04;
    const UNIT: &'static str = "";
    const LIMITS: &'static [LimitField] = &[
        LimitField::at_least::<Quality>(
            "min_quality",
            Text::new("原图的 JPEG 质量", "JPEG quality of the photo"),
        ),
        LimitField::value::<Ratio>(
            "traceless_block_px",
            Text::new(
                "压缩方块在成品里不宽于这么多像素时，不看压缩质量",
                "Blocks no wider than so many pixels of the portrait leave no trace",
            ),
        ),
        LimitField::at_most::<Ratio>(
            "max_blockiness",
            Text::new(
                "压缩方块的明显程度（1 为没有）",
                "How visible the blocks of the compression are; 1 is none",
            ),
        ),
        LimitField::at_most::<Share>(
            "max_double_compression",
            Text::new("反复压缩的可能性", "Evidence of a second compression"),
        ),
    ];
    const DOUBTED: Option<Text> = Some(Text::new(
        "照片可能被压缩过，有原图的话，上传原图更稳妥。",
        "The photo may have been compressed. The original is safer, if you have it.",
    ));
    const ABOUT: About = About {
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
    };

    const READS_OUTPUT: &'static [&'static str] = &["face_width_px"];

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, case.output, self)
    }
}

/// Side of a block of a JPEG, pixels.
const BLOCK_PX: f32 = 8.0;

fn judge(facts: &PhotoFacts, output: &OutputSpec, limits: &CompressionClean) -> Assessment {
    let met = || Ok(Finding::met(TOLD));
    // Where no face tells the scale, quality counts.
    let leaves_no_trace = seen(&facts.face).is_ok_and(|face| {
        let block_px = BLOCK_PX * output.face_width_px.max / face.geometry.face_width_px;
        block_px <= limits.traceless_block_px.value
    });
    let quality = facts.file.jpeg_quality.filter(|_| !leaves_no_trace);
    let sharpness = seen(&facts.sharpness).map_err(NotAssessable::from);
    let blockiness = sharpness.and_then(|sharpness| Ok(*seen(&sharpness.blockiness)?));
    worst([
        blockiness.and_then(|value| limits.max_blockiness.judge(value, TOLD)),
        // Other formats have no quality, and a small picture too few blocks to tell.
        quality.map_or_else(met, |quality| {
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
    use crate::samples::{face, good, measured, outcome, sharpness};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass, Warn};

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
    fn a_photo_so_large_that_blocks_vanish() {
        let mut facts = good();
        facts.file.jpeg_quality = Some(30);
        face(&mut facts).geometry.face_width_px = 1300.0;
        assert_eq!(outcome("compression-clean", &facts), Pass);
        face(&mut facts).geometry.face_width_px = 900.0;
        assert_eq!(outcome("compression-clean", &facts), Fail);
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
