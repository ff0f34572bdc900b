//! The rule `background-plain`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, seen, worst};
use crate::facts::PhotoFacts;
use crate::limit::{AtMost, ColourDistance, LimitField, Severity, Share};
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `background-plain`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BackgroundPlain {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Distance of wall pixels from the smooth wall (root mean square).
    pub max_residual: AtMost<Share>,
    /// Share of the wall that is clearly darker than the smooth fit.
    pub max_shadow_share: AtMost<Share>,
    /// Colour range of the smooth wall.
    pub max_unevenness: AtMost<ColourDistance>,
}

const TOLD: Text = Text::new(
    "背景不够干净，请站在白色或浅色的墙前。",
    "The background is busy. Stand in front of a plain, light wall.",
);

impl Criterion for BackgroundPlain {
    const CODE: ReasonCode = ReasonCode::B01;
    const UNIT: &'static str = "";
    const LIMITS: &'static [LimitField] = &[
        LimitField::at_most::<Share>(
            "max_residual",
            Text::new(
                "墙面纹理：墙面像素与平滑墙面的偏差",
                "Texture of the wall: how far its pixels are off a smooth wall",
            ),
        ),
        LimitField::at_most::<Share>(
            "max_shadow_share",
            Text::new("阴影占墙面的比例", "Share of the wall that lies in shadow"),
        ),
        LimitField::at_most::<ColourDistance>(
            "max_unevenness",
            Text::new("墙面颜色的渐变幅度", "Colour range of the wall"),
        ),
    ];
    const DOUBTED: Option<Text> = Some(Text::new(
        "背景可能不够干净，换到白色或浅色的墙前更稳妥。",
        "The background may be busy. A plain, light wall is safer.",
    ));
    const ABOUT: About = About {
        what: Text::new(
            "身后的墙干净：没有杂物、明显阴影和渐变。",
            "The wall behind is plain: no objects, strong shadows or gradients.",
        ),
        why: Text::new(
            "干净的墙前抠得最好；别的背景也能换，抠得好不好由 matte-clean 判断。",
            "A person is cut out best in front of a plain wall. Any other background can be replaced \
             too; the rule matte-clean judges how well.",
        ),
        told: TOLD,
    };

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, self)
    }
}

fn judge(facts: &PhotoFacts, limits: &BackgroundPlain) -> Assessment {
    let wall = seen(&facts.wall)?;
    worst([
        limits.max_residual.judge(wall.residual, TOLD),
        limits.max_shadow_share.judge(wall.shadow_share, TOLD),
        limits.max_unevenness.judge(wall.unevenness, TOLD),
    ])
}

#[cfg(test)]
mod tests {
    use crate::samples::{good, outcome, unseen, wall};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass, Warn};

    #[track_caller]
    fn check(residual: Option<f32>, shadow: f32, unevenness: f32, expected: Outcome) {
        let mut facts = good();
        match residual {
            Some(residual) => {
                let wall = wall(&mut facts);
                wall.residual = residual;
                wall.shadow_share = shadow;
                wall.unevenness = unevenness;
            }
            None => facts.wall = unseen(),
        }
        assert_eq!(outcome("background-plain", &facts), expected);
    }

    #[test]
    fn plain() {
        check(Some(0.02), 0.0, 6.0, Pass);
    }

    #[test]
    fn busy() {
        check(Some(0.15), 0.0, 6.0, Fail);
    }

    #[test]
    fn shadow() {
        check(Some(0.02), 0.5, 6.0, Fail);
    }

    #[test]
    fn strong_gradient() {
        check(Some(0.02), 0.0, 40.0, Warn);
    }

    #[test]
    fn no_wall() {
        check(None, 0.0, 0.0, NotAssessable);
    }
}
