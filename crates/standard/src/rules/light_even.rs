//! The rule `light-even`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, seen};
use crate::facts::PhotoFacts;
use crate::limit::{AtMost, Lightness, LimitField, Severity};
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `light-even`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LightEven {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Lightness difference of the cheeks.
    pub max_difference: AtMost<Lightness>,
}

const TOLD: Text = Text::new(
    "脸上一边亮一边暗，请面对窗户或灯。",
    "One side of your face is darker. Face a window or a lamp.",
);

impl Criterion for LightEven {
    const CODE: ReasonCode = ReasonCode::L01;
    const UNIT: &'static str = "L*";
    const LIMITS: &'static [LimitField] = &[LimitField::at_most::<Lightness>(
        "max_difference",
        Text::new("左右脸颊的明暗差", "Difference in lightness of the cheeks"),
    )];
    const DOUBTED: Option<Text> = Some(Text::new(
        "脸上的光可能不太均匀，面对窗户或灯更稳妥。",
        "The light on your face may be uneven. Facing a window or a lamp is safer.",
    ));
    const ABOUT: About = About {
        what: Text::new("两边脸颊亮度接近。", "Both cheeks are about equally light."),
        why: Text::new(
            "“阴阳脸”会让半边脸看不清，而且不允许事后修图。照片里两颊的明暗差和光线是否均匀只大致相符，所以只提醒。",
            "Light from one side hides half of the face and may not be corrected later. On \
             photographs the difference of the cheeks tells uneven light only roughly, so it warns.",
        ),
        told: TOLD,
    };

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, self)
    }
}

fn judge(facts: &PhotoFacts, limits: &LightEven) -> Assessment {
    let light = seen(&facts.light)?;
    limits
        .max_difference
        .judge(light.cheek_difference.abs(), TOLD)
}

#[cfg(test)]
mod tests {
    use crate::samples::{good, light, outcome, unseen};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass, Warn};

    #[track_caller]
    fn check(difference: Option<f32>, expected: Outcome) {
        let mut facts = good();
        match difference {
            Some(difference) => light(&mut facts).cheek_difference = difference,
            None => facts.light = unseen(),
        }
        assert_eq!(outcome("light-even", &facts), expected);
    }

    #[test]
    fn even() {
        check(Some(-5.0), Pass);
    }

    #[test]
    fn slightly_uneven() {
        check(Some(20.0), Warn);
    }

    #[test]
    fn from_one_side() {
        check(Some(-30.0), Fail);
    }

    #[test]
    fn not_seen() {
        check(None, NotAssessable);
    }
}
