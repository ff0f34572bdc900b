//! The rule `matte-clean`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, NotAssessable, seen, worst};
use crate::facts::PhotoFacts;
use crate::limit::{AtLeast, AtMost, Lightness, Ratio, Severity, Share, SrgbDistance};
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `matte-clean`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatteClean {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Colour distance of wall and hair along the contour.
    pub min_hair_contrast: AtLeast<SrgbDistance>,
    /// Colour distance of wall and clothes along the contour.
    pub min_clothes_contrast: AtLeast<SrgbDistance>,
    /// Share of the contour where matte and segmentation disagree.
    pub max_disagreement: AtMost<Share>,
    /// Semi-transparent area by contour length times face width.
    pub max_semi_transparent: AtMost<Ratio>,
    /// Lightness of the wall.
    pub min_wall_lightness: AtLeast<Lightness>,
}

const TOLD: Text = Text::new(
    "头发或肩膀与墙分不清，请换一面颜色不同的墙。",
    "Your hair or shoulders blend into the wall. Use a wall of another colour.",
);

impl Criterion for MatteClean {
    const CODE: ReasonCode = ReasonCode::B02;
    const UNIT: &'static str = "";
    const ABOUT: About = About {
        what: Text::new(
            "人和墙能干净地分开：头发、衣服与墙有色差，墙不太暗，轮廓清楚。",
            "The person can be cut from the wall cleanly: hair and clothes differ from it, it is \
             not dark, and the outline is clear.",
        ),
        why: Text::new(
            "衣服或头发与墙颜色接近时，换背景会吃掉肩膀和头发，或留下旧背景的边。",
            "Where clothes or hair look like the wall, replacing the background eats shoulders \
             and hair or leaves a rim of the old one.",
        ),
        told: TOLD,
    };

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, self)
    }
}

/// Several measures without a common unit: the verdict shows the numbers of the worst.
fn judge(facts: &PhotoFacts, limits: &MatteClean) -> Assessment {
    let matte = seen(&facts.matte)?;
    let hair = seen(&matte.hair_contrast).map_err(NotAssessable::from);
    let clothes = seen(&matte.clothes_contrast).map_err(NotAssessable::from);
    let wall = seen(&facts.wall).map_err(NotAssessable::from);
    worst([
        hair.and_then(|contrast| limits.min_hair_contrast.judge(*contrast, TOLD)),
        clothes.and_then(|contrast| limits.min_clothes_contrast.judge(*contrast, TOLD)),
        wall.and_then(|wall| limits.min_wall_lightness.judge(wall.lightness, TOLD)),
        limits.max_disagreement.judge(matte.disagreement, TOLD),
        limits
            .max_semi_transparent
            .judge(matte.semi_transparent, TOLD),
    ])
}

#[cfg(test)]
mod tests {
    use crate::facts::PhotoFacts;
    use crate::samples::{good, outcome};
    use crate::samples::{matte, measured, unseen, wall};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass, Warn};

    #[track_caller]
    fn check(change: impl FnOnce(&mut PhotoFacts), expected: Outcome) {
        let mut facts = good();
        change(&mut facts);
        assert_eq!(outcome("matte-clean", &facts), expected);
    }

    #[test]
    fn clean() {
        check(|_| {}, Pass);
    }

    #[test]
    fn cream_blouse_on_a_beige_wall() {
        check(
            |facts| matte(facts).clothes_contrast = measured(Some(0.04)),
            Fail,
        );
    }

    #[test]
    fn light_hair_on_a_light_wall() {
        check(
            |facts| matte(facts).hair_contrast = measured(Some(0.05)),
            Fail,
        );
    }

    #[test]
    fn dark_wall() {
        check(|facts| wall(facts).lightness = 20.0, Fail);
    }

    #[test]
    fn matte_and_segmentation_disagree() {
        check(|facts| matte(facts).disagreement = 0.6, Fail);
    }

    #[test]
    fn foggy_rim() {
        check(|facts| matte(facts).semi_transparent = 0.9, Warn);
    }

    #[test]
    fn hair_not_seen() {
        check(
            |facts| matte(facts).hair_contrast = measured(None),
            NotAssessable,
        );
    }

    #[test]
    fn no_matte() {
        check(|facts| facts.matte = unseen(), NotAssessable);
    }
}
