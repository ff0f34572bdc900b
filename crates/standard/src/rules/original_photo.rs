//! # What
//!
//! The file has no sign of a screenshot: a screenshot program's signature, or no camera and exactly
//! the size of a screen.
//!
//! # Why
//!
//! The standard asks for the original; a screenshot has lost detail. That no camera is named is no
//! sign by itself: mini-programs drop it.
//!
//! # What the student is told
//!
//! “This looks like a screenshot or a photo of a photo. Upload the original.”

use serde::Deserialize;

use super::finding::{Finding, Level};
use super::{About, Rule};
use crate::facts::ScreenshotHint;
use crate::spec::Severity;
use crate::{PhotoFacts, ReasonCode, Text};

/// Severity and limits of `original-photo`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OriginalPhoto {
    /// What a miss means.
    pub severity: Severity,
}

const TOLD: Text = Text::new(
    "这像是截图或翻拍，请上传原图。",
    "This looks like a screenshot or a photo of a photo. Upload the original.",
);

pub(super) const RULE: Rule = Rule {
    id: "original-photo",
    code: ReasonCode::F04,
    unit: "",
    about: About {
        what: Text::new(
            "文件没有截图的迹象：截图程序的签名，或没有相机信息且尺寸正好是屏幕大小。",
            "The file has no sign of a screenshot: a screenshot program's signature, or no camera \
             and exactly the size of a screen.",
        ),
        why: Text::new(
            "标准要求原始照片；截图、翻拍会损失细节。没有相机信息本身不算问题，小程序上传时会丢掉\
             它。",
            "The standard asks for the original; a screenshot has lost detail. That no camera is \
             named is no sign by itself: mini-programs drop it.",
        ),
        told: TOLD,
    },
    reads_output: &[],
    severity: |limits| limits.original_photo.severity,
    judge: |case| Ok(judge(case.facts)),
};

/// Always assessable: it asks for signs, and none is a pass. Only a signature is proof.
fn judge(facts: &PhotoFacts) -> Finding {
    let hints = &facts.file.screenshot_hints;
    let level = if hints.contains(&ScreenshotHint::ScreenshotSoftware) {
        Level::Missed
    } else if hints.is_empty() {
        Level::Met
    } else {
        Level::Doubtful
    };
    Finding::new(level, hints.len() as f32, 0.0, TOLD)
}

#[cfg(test)]
mod tests {
    use crate::Outcome::{self, Fail, Pass, Warn};
    use crate::facts::ScreenshotHint::{self, ScreenSize, ScreenshotSoftware};
    use crate::samples::{good, outcome};

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
    fn signed_by_a_screenshot_program() {
        check(&[ScreenshotSoftware], Fail);
    }
}
