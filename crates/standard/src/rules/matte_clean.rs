//! The rule `matte-clean`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, NotAssessable, seen, worst};
use crate::facts::{CutWay, PhotoFacts};
use crate::limit::{
    AtLeast, AtMost, ColourSteps, Lightness, LimitField, Ratio, Severity, Share, SrgbDistance,
};
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
    /// Colour error to expect at the edge, where the background is not plain.
    pub max_expected_error: AtMost<ColourSteps>,
}

const NOT_PLAIN: Text = Text::new(
    "背景里的东西和人分不清，请站到干净的浅色墙前，离墙半米，光从前面来。",
    "You can't be told from what is behind you. Stand before a plain light wall, half a metre away \
     from it, with the light in front of you.",
);

const TOLD: Text = Text::new(
    "头发或肩膀与墙分不清，请换一面颜色不同的墙。",
    "Your hair or shoulders blend into the wall. Use a wall of another colour.",
);

impl Criterion for MatteClean {
    const CODE: ReasonCode = ReasonCode::B02;
    const UNIT: &'static str = "";
    const LIMITS: &'static [LimitField] = &[
        LimitField::at_least::<SrgbDistance>(
            "min_hair_contrast",
            Text::new("头发与墙面的颜色差", "Colour distance of hair and wall"),
        ),
        LimitField::at_least::<SrgbDistance>(
            "min_clothes_contrast",
            Text::new("衣服与墙面的颜色差", "Colour distance of clothes and wall"),
        ),
        LimitField::at_most::<Share>(
            "max_disagreement",
            Text::new(
                "两种抠图方法不一致的轮廓比例",
                "Share of the outline where two ways of cutting out disagree",
            ),
        ),
        LimitField::at_most::<Ratio>(
            "max_semi_transparent",
            Text::new("半透明边缘的多少", "Amount of half transparent edge"),
        ),
        LimitField::at_least::<Lightness>(
            "min_wall_lightness",
            Text::new("墙面的亮度", "Lightness of the wall"),
        ),
        LimitField::at_most::<ColourSteps>(
            "max_expected_error",
            Text::new(
                "背景杂乱时边缘颜色的预计误差",
                "Colour error to expect at the edge before a busy background",
            ),
        ),
    ];
    const DOUBTED: Option<Text> = Some(Text::new(
        "头发或肩膀可能与墙分不清，换一面颜色不同的墙更稳妥。",
        "Your hair or shoulders may blend into the wall. A wall of another colour is safer.",
    ));
    const ABOUT: About = About {
        what: Text::new(
            "人能干净地抠出来。墙干净时：头发、衣服与墙有色差，墙不太暗，轮廓清楚；背景不干净时：边缘预计误差小。",
            "The person can be cut out cleanly. Before a plain wall: hair and clothes differ from \
             it, it is not dark, and the outline is clear. Before any other background: the error \
             to expect at the edge is small.",
        ),
        why: Text::new(
            "抠得好，什么背景都能换；抠得好不好，看网络拿不准的地方和发虚的边有多少。衣服或头发与墙颜色接近时，换背景会吃掉肩膀和头发，或留下旧背景的边。",
            "Any background can be replaced, if the cut is good: it judges itself by how unsure the \
             networks are and how hazy the edge is. Where clothes or hair look like the wall, replacing the background eats shoulders \
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
    if let Some(quality) = &matte.quality
        && quality.way == CutWay::AnyBackground
    {
        let expected = seen(&quality.expected_error)?;
        return limits.max_expected_error.judge(*expected, NOT_PLAIN);
    }
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
    use crate::facts::{CutWay, PhotoFacts};
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
            Warn,
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
        check(|facts| wall(facts).lightness = 20.0, Warn);
    }

    #[test]
    fn matte_and_segmentation_disagree() {
        check(|facts| matte(facts).disagreement = 0.6, Warn);
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

    /// Cut out before a background that is not plain, with this error to expect.
    fn before_a_scene(expected_error: f32) -> impl FnOnce(&mut PhotoFacts) {
        move |facts| {
            let matte = matte(facts);
            // The colour behind says nothing there.
            matte.hair_contrast = measured(Some(0.01));
            let quality = matte.quality.as_mut().unwrap();
            quality.way = CutWay::AnyBackground;
            quality.expected_error = measured(Some(expected_error));
        }
    }

    #[test]
    fn a_good_cut_before_a_scene() {
        check(before_a_scene(3.0), Pass);
    }

    #[test]
    fn a_doubtful_cut_before_a_scene() {
        check(before_a_scene(7.0), Warn);
    }

    #[test]
    fn a_bad_cut_before_a_scene() {
        check(before_a_scene(20.0), Fail);
    }

    #[test]
    fn facts_from_before_cuts_were_measured() {
        check(|facts| matte(facts).quality = None, Pass);
    }

    #[test]
    fn no_matte() {
        check(|facts| facts.matte = unseen(), NotAssessable);
    }
}
