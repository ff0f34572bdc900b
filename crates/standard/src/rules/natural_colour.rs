//! The rule `natural-colour`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, seen, worst};
use crate::facts::PhotoFacts;
use crate::limit::{AtLeast, AtMost, ColourDistance, LimitField, Severity};
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `natural-colour`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NaturalColour {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Distance of the cheek colour from natural skin.
    pub max_cast: AtMost<ColourDistance>,
    /// Spread of colours among places of the same lightness.
    pub min_spread: AtLeast<ColourDistance>,
}

const TOLD: Text = Text::new(
    "颜色偏了，请在自然光或白光下拍摄。",
    "The colours are off. Use daylight or white light.",
);

const GREY: Text = Text::new(
    "照片是黑白或单色的，请用彩色、不加滤镜重新拍一张。",
    "The photo is grey or has one tint. Take a new one in colour, without a filter.",
);

impl Criterion for NaturalColour {
    const CODE: ReasonCode = ReasonCode::L03;
    const UNIT: &'static str = "ΔE";
    const LIMITS: &'static [LimitField] = &[
        LimitField::at_most::<ColourDistance>(
            "max_cast",
            Text::new(
                "肤色偏离自然肤色的程度",
                "Distance of the skin from a natural colour",
            ),
        ),
        LimitField::at_least::<ColourDistance>(
            "min_spread",
            Text::new(
                "照片里颜色的丰富程度（黑白照片接近 0）",
                "Spread of colours; near 0 for black and white",
            ),
        ),
    ];
    const DOUBTED: Option<Text> = Some(Text::new(
        "颜色可能有些偏，在自然光或白光下拍更稳妥。",
        "The colours may be off. Daylight or white light is safer.",
    ));
    const ABOUT: About = About {
        what: Text::new(
            "照片是彩色的，肤色自然，没有明显偏色。",
            "The photo is in colour, and the skin has a natural colour without a cast.",
        ),
        why: Text::new(
            "偏黄、偏绿的灯光会改变肤色，而且不允许事后调色；自然肤色的范围取自 OFIQ，各种肤色都\
             在其中，但略偏只提醒。黑白和单色照片同样亮度处只有一种颜色。",
            "Yellow or green lamps change the skin, and colours may not be corrected later. The \
             natural range is OFIQ's and holds all skin tones; being a little off only warns. Grey \
             and sepia photos have one colour at each lightness.",
        ),
        told: TOLD,
    };

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, self)
    }
}

fn judge(facts: &PhotoFacts, limits: &NaturalColour) -> Assessment {
    let light = seen(&facts.light)?;
    let cast = limits.max_cast.judge(light.colour_cast, TOLD);
    // Facts from before the spread was measured have none; the cast is known all the same.
    let Some(spread) = light.colour_spread else {
        return cast;
    };
    worst([limits.min_spread.judge(spread, GREY), cast])
}

#[cfg(test)]
mod tests {
    use crate::samples::{good, light, outcome, unseen};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass, Warn};

    #[track_caller]
    fn check(colour_cast: Option<f32>, expected: Outcome) {
        let mut facts = good();
        match colour_cast {
            Some(colour_cast) => light(&mut facts).colour_cast = colour_cast,
            None => facts.light = unseen(),
        }
        assert_eq!(outcome("natural-colour", &facts), expected);
    }

    #[test]
    fn as_it_should_be() {
        check(Some(0.0), Pass);
    }

    #[test]
    fn clearly_wrong() {
        check(Some(40.0), Fail);
    }

    #[track_caller]
    fn check_spread(spread: Option<f32>, expected: Outcome) {
        let mut facts = good();
        light(&mut facts).colour_spread = spread;
        assert_eq!(outcome("natural-colour", &facts), expected);
    }

    #[test]
    fn grey() {
        check_spread(Some(0.0), Fail);
    }

    #[test]
    fn faded() {
        check_spread(Some(5.5), Warn);
    }

    #[test]
    fn facts_from_before_the_spread_was_measured() {
        check_spread(None, Pass);
    }

    #[test]
    fn not_seen() {
        check(None, NotAssessable);
    }
}
