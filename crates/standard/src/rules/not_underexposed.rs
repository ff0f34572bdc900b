//! The rule `not-underexposed`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, seen, worst};
use crate::facts::PhotoFacts;
use crate::limit::{AtLeast, AtMost, Lightness, Limit, LimitField, Severity, Share};
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `not-underexposed`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotUnderexposed {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Share of face pixels with luminance 0 … 25.
    pub max_share: AtMost<Share>,
    /// Mean luminance of the face, 0 … 1.
    pub min_luminance: AtLeast<Share>,
    /// A wall darker than this says that the photo is dark, not the skin.
    pub dim_wall: Limit<Lightness>,
    /// Mean luminance of the face before a dim wall, 0 … 1.
    pub min_luminance_before_dim_wall: AtLeast<Share>,
}

const TOLD: Text = Text::new(
    "光线太暗，请到亮一点的地方。",
    "It is too dark. Find more light.",
);

impl Criterion for NotUnderexposed {
    const CODE: ReasonCode = ReasonCode::L03;
    const UNIT: &'static str = "";
    const LIMITS: &'static [LimitField] = &[
        LimitField::at_most::<Share>(
            "max_share",
            Text::new("面部过暗像素的比例", "Share of the face that is too dark"),
        ),
        LimitField::at_least::<Share>(
            "min_luminance",
            Text::new("面部平均亮度", "Mean brightness of the face"),
        ),
        LimitField::value::<Lightness>(
            "dim_wall",
            Text::new(
                "墙面暗于这个亮度时，视为照片偏暗",
                "A wall darker than this says that the photo is dark",
            ),
        ),
        LimitField::at_least::<Share>(
            "min_luminance_before_dim_wall",
            Text::new(
                "暗墙前的面部平均亮度",
                "Mean brightness of the face before a dim wall",
            ),
        ),
    ];
    const DOUBTED: Option<Text> = Some(Text::new(
        "光线可能太暗，到亮一点的地方更稳妥。",
        "It may be too dark. More light is safer.",
    ));
    const ABOUT: About = About {
        what: Text::new("脸部不太暗。", "The face is not too dark."),
        why: Text::new(
            "太暗的脸看不清，提亮会带出噪点；深色皮肤不应被误判，所以墙面明亮时界限宽、只提醒。",
            "A dark face cannot be made out, and brightening brings noise. Dark skin must not be \
             mistaken for darkness, so the limits are wide where the wall is bright, and only warn.",
        ),
        told: TOLD,
    };

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, self)
    }
}

fn judge(facts: &PhotoFacts, limits: &NotUnderexposed) -> Assessment {
    let light = seen(&facts.light)?;
    let wall = facts.wall.as_value();
    let min_luminance = if wall.is_some_and(|wall| wall.lightness < limits.dim_wall.value) {
        &limits.min_luminance_before_dim_wall
    } else {
        &limits.min_luminance
    };
    worst([
        limits.max_share.judge(light.underexposed_share, TOLD),
        min_luminance.judge(light.luminance_mean, TOLD),
    ])
}

#[cfg(test)]
mod tests {
    use crate::samples::{good, light, outcome, unseen, wall};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass};

    #[track_caller]
    fn check(dark: Option<f32>, mean: f32, expected: Outcome) {
        let mut facts = good();
        match dark {
            Some(dark) => {
                light(&mut facts).underexposed_share = dark;
                light(&mut facts).luminance_mean = mean;
            }
            None => facts.light = unseen(),
        }
        assert_eq!(outcome("not-underexposed", &facts), expected);
    }

    #[test]
    fn bright() {
        check(Some(0.0), 0.5, Pass);
    }

    #[test]
    fn dark_skin_in_good_light() {
        check(Some(0.05), 0.25, Pass);
    }

    #[test]
    fn the_same_face_before_a_dim_wall() {
        let mut facts = good();
        light(&mut facts).luminance_mean = 0.25;
        wall(&mut facts).lightness = 45.0;
        assert_eq!(outcome("not-underexposed", &facts), Fail);
    }

    #[test]
    fn mostly_black() {
        check(Some(0.8), 0.3, Fail);
    }

    #[test]
    fn dim() {
        check(Some(0.1), 0.1, Fail);
    }

    #[test]
    fn not_seen() {
        check(None, 0.0, NotAssessable);
    }
}
