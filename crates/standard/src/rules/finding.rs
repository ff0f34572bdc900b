//! The result of a rule before its severity is applied, and the comparison with limits.

use crate::facts::{Measured, NotMeasurable};
use crate::limit::{AtLeast, AtMost};
use crate::text::Text;

/// The result of a rule: a finding, or the reason why there is none.
pub(crate) type Assessment = Result<Finding, NotAssessable>;

/// The degree to which a rule is met, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// The rule is met.
    Met,
    /// The rule is not clearly met.
    Doubtful,
    /// The rule is missed.
    Missed,
}

/// The finding of a rule.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Finding {
    /// The degree to which it is met.
    pub(crate) level: Level,
    /// The measured value, in the unit of the rule.
    pub(crate) measured: Option<f32>,
    /// The limit it was compared with, in the same unit.
    pub(crate) limit: Option<f32>,
    /// The advice to the student unless it is met.
    pub(crate) told: Text,
}

/// The reason why a rule finds nothing, as advice to the student.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NotAssessable(pub(crate) Text);

impl From<NotMeasurable> for NotAssessable {
    fn from(reason: NotMeasurable) -> Self {
        Self(match reason {
            NotMeasurable::NoFace => Text::new(
                "没有找到人脸，无法判断这一项，请正对镜头、露出整张脸。",
                "Without a face this can't be checked. Face the camera and show your whole face.",
            ),
            NotMeasurable::FaceTooSmall => Text::new(
                "脸太小，无法判断这一项，请靠近一些再拍。",
                "Your face is too small to check this. Move closer and take it again.",
            ),
            NotMeasurable::HeadTurned => Text::new(
                "脸偏向一侧，无法判断这一项，请正对镜头。",
                "Your face is turned too far to check this. Look straight at the camera.",
            ),
            NotMeasurable::OutsidePicture => Text::new(
                "要看的部分在画面之外，请退后一点，露出头部和双肩。",
                "The part to check is outside the picture. Step back and show head and shoulders.",
            ),
            NotMeasurable::Hidden => Text::new(
                "要看的部分被挡住，无法判断这一项，请不要让头发、衣物或眼镜遮挡。",
                "The part to check is covered. Keep hair, clothes and glasses away from it.",
            ),
            NotMeasurable::NoWall => Text::new(
                "画面里几乎看不到墙，无法判断背景，请退后一点，头的四周留出墙面。",
                "Too little wall is visible to check this. Step back and leave wall around you.",
            ),
            NotMeasurable::NoMatte => Text::new(
                "人和背景分不清，无法判断这一项，请站在颜色不同的浅色墙前。",
                "You can't be told from the background. Stand before a light wall of another \
                 colour.",
            ),
            NotMeasurable::PoorLight => Text::new(
                "光线不足，无法判断这一项，请到亮一点的地方。",
                "There is too little light to check this. Find more light.",
            ),
            NotMeasurable::Blurred => Text::new(
                "照片太模糊，无法判断这一项，请拿稳、对焦后再拍。",
                "The photo is too blurred to check this. Hold still, focus, and try again.",
            ),
            NotMeasurable::NotInFile => Text::new(
                "文件里没有这项信息，请上传手机拍摄的原图。",
                "The file doesn't say. Upload the original photo from your phone.",
            ),
        })
    }
}

impl Finding {
    /// Met, with nothing to measure.
    pub(super) fn met(told: Text) -> Self {
        Self {
            level: Level::Met,
            measured: None,
            limit: None,
            told,
        }
    }

    /// Worse, or equal and with numbers where the other has none.
    fn says_more_than(&self, other: &Self) -> bool {
        let rank = |finding: &Self| (finding.level, finding.measured.is_some());
        rank(self) > rank(other)
    }

    /// The given level with both numbers.
    pub(super) fn new(level: Level, measured: f32, limit: f32, told: Text) -> Self {
        Self {
            level,
            measured: Some(measured),
            limit: Some(limit),
            told,
        }
    }
}

/// The value, or why there is none, of what only open eyes show.
pub(super) fn seen_in_open_eyes<T>(measured: &Measured<T>) -> Result<&T, NotAssessable> {
    seen(measured).map_err(|reason| match reason {
        NotMeasurable::Hidden => NotAssessable(Text::new(
            "眼睛没有睁开或被挡住，无法判断这一项，请自然睁眼、看着镜头。",
            "Your eyes are closed or covered, so this can't be checked. Open them and look into \
             the lens.",
        )),
        reason => reason.into(),
    })
}

/// The value, or why there is none.
pub(super) fn seen<T>(measured: &Measured<T>) -> Result<&T, NotMeasurable> {
    match measured {
        Measured::Value(value) => Ok(value),
        Measured::NotMeasurable(reason) => Err(*reason),
    }
}

/// The worst of several parts. A part that could not be assessed hides a pass, but neither a doubt
/// nor a miss: those are reported.
pub(super) fn worst<const N: usize>(parts: [Assessment; N]) -> Assessment {
    let mut found: Option<Finding> = None;
    let mut missing = None;
    for part in parts {
        match part {
            Ok(finding) if found.is_none_or(|worst| finding.says_more_than(&worst)) => {
                found = Some(finding);
            }
            Ok(_) => {}
            Err(reason) => missing = missing.or(Some(reason)),
        }
    }
    match (found, missing) {
        (Some(finding), None) => Ok(finding),
        (Some(finding), Some(_)) if finding.level > Level::Met => Ok(finding),
        (_, Some(reason)) => Err(reason),
        // No parts at all: nothing was looked at.
        (None, None) => Err(NotMeasurable::NotInFile.into()),
    }
}

impl<Q> AtMost<Q> {
    /// Compares. The reported limit is the one that was exceeded, or the tighter one when none was.
    pub(super) fn judge(&self, measured: f32, told: Text) -> Assessment {
        let exceeded = |limit: &f32| measured > *limit;
        compare(measured, self.limit, self.warn_above, exceeded, told)
    }
}

impl<Q> AtLeast<Q> {
    /// Compares. The reported limit is the one that was not reached, or the tighter one.
    pub(super) fn judge(&self, measured: f32, told: Text) -> Assessment {
        let short = |limit: &f32| measured < *limit;
        compare(measured, self.limit, self.warn_below, short, told)
    }
}

fn compare(
    measured: f32,
    limit: Option<f32>,
    warn: Option<f32>,
    misses: impl Fn(&f32) -> bool,
    told: Text,
) -> Assessment {
    if !measured.is_finite() {
        return Err(NotMeasurable::Hidden.into());
    }
    let (level, limit) = if let Some(limit) = limit.filter(&misses) {
        (Level::Missed, Some(limit))
    } else if let Some(warn) = warn.filter(&misses) {
        (Level::Doubtful, Some(warn))
    } else {
        (Level::Met, warn.or(limit))
    };
    Ok(Finding {
        level,
        measured: Some(measured),
        limit,
        told,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOLD: Text = Text::new("", "");

    fn finding(level: Level) -> Finding {
        Finding::new(level, 0.0, 0.0, TOLD)
    }

    #[track_caller]
    fn check(parts: [Assessment; 2], expected: Option<Level>) {
        assert_eq!(worst(parts).ok().map(|finding| finding.level), expected);
    }

    #[test]
    fn what_could_not_be_seen_hides_only_a_pass() {
        let unseen = || Err(NotMeasurable::Hidden.into());
        check([Ok(finding(Level::Met)), unseen()], None);
        check(
            [unseen(), Ok(finding(Level::Doubtful))],
            Some(Level::Doubtful),
        );
        check([unseen(), Ok(finding(Level::Missed))], Some(Level::Missed));
        check(
            [Ok(finding(Level::Met)), Ok(finding(Level::Met))],
            Some(Level::Met),
        );
        check(
            [Ok(finding(Level::Doubtful)), Ok(finding(Level::Missed))],
            Some(Level::Missed),
        );
        check([unseen(), unseen()], None);
    }

    #[test]
    fn of_equal_parts_the_one_with_numbers_is_told() {
        let seen = worst([Ok(Finding::met(TOLD)), Ok(finding(Level::Met))]).unwrap();
        assert_eq!(seen.measured, Some(0.0));
    }

    #[test]
    fn not_a_number_is_not_a_pass() {
        let limit = Some(1.0);
        assert!(compare(f32::NAN, limit, limit, |_| false, TOLD).is_err());
    }
}
