//! The rule `original-photo`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, Finding, Level};
use crate::facts::{PhotoFacts, ScreenshotHint};
use crate::limit::Severity;
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `original-photo`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OriginalPhoto {
    /// Consequence of a miss.
    pub severity: Severity,
}

const TOLD: Text = Text::new(
    "这像是截图或翻拍，请上传原图。",
    "This looks like a screenshot or a photo of a photo. Upload the original.",
);

impl Criterion for OriginalPhoto {
    const CODE: ReasonCode = ReasonCode::F04;
    const UNIT: &'static str = "";
    const ABOUT: About = About {
        what: Text::new(
            "文件没有截图的迹象：截图程序的签名，或从相册选的照片没有相机信息且尺寸正好是屏幕大小。",
            "The file has no sign of a screenshot: a screenshot program's signature, or, in a file \
             from an album, no camera and exactly the size of a screen.",
        ),
        why: Text::new(
            "标准要求原始照片；截图、翻拍会损失细节。没有相机信息本身不算问题，小程序上传时会丢掉\
             它。",
            "The standard asks for the original; a screenshot has lost detail. That no camera is \
             named is no sign by itself: mini-programs drop it.",
        ),
        told: TOLD,
    };

    fn judge(&self, case: &Case<'_>) -> Assessment {
        Ok(judge(case.facts))
    }
}

/// Always assessable: without indications the rule is met. Only a signature is proof. The size of a screen
/// says nothing where somebody saw the photo being taken: viewfinders have that size.
fn judge(facts: &PhotoFacts) -> Finding {
    let hints = &facts.file.screenshot_hints;
    let is_from_album = facts.file.witnessed_on.is_none();
    let level = if hints.contains(&ScreenshotHint::ScreenshotSoftware) {
        Level::Missed
    } else if hints.is_empty() || !is_from_album {
        Level::Met
    } else {
        Level::Doubtful
    };
    Finding::new(level, hints.len() as f32, 0.0, TOLD)
}

#[cfg(test)]
mod tests {
    use crate::facts::ScreenshotHint::{self, ScreenSize, ScreenshotSoftware};
    use crate::samples::{good, outcome};
    use crate::verdict::Outcome::{self, Fail, Pass, Warn};

    #[track_caller]
    fn check(hints: &[ScreenshotHint], expected: Outcome) {
        let mut facts = good();
        facts.file.screenshot_hints = hints.to_vec();
        assert_eq!(outcome("original-photo", &facts), expected);
    }

    #[test]
    fn no_sign() {
        check(&[], Pass);
    }

    #[test]
    fn as_large_as_a_screen() {
        check(&[ScreenSize], Warn);
    }

    #[test]
    fn a_viewfinder_is_as_large_as_a_screen() {
        let mut facts = good();
        facts.file.screenshot_hints = vec![ScreenSize];
        facts.file.witnessed_on = Some("2026-11-20".into());
        assert_eq!(outcome("original-photo", &facts), Pass);
    }

    #[test]
    fn signed_by_a_screenshot_program() {
        check(&[ScreenshotSoftware], Fail);
    }
}
