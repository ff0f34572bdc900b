//! # What
//!
//! The skin has a natural colour without a cast.
//!
//! # Why
//!
//! Yellow or green lamps change the skin, and colours may not be corrected later. The natural range
//! is OFIQ's and holds all skin tones, but it still only warns.
//!
//! # What the student is told
//!
//! “The colours are off. Use daylight or white light.”

use serde::Deserialize;

use super::finding::{Assessment, seen};
use super::{About, Rule};
use crate::spec::{AtMost, ColourDistance, Severity};
use crate::{PhotoFacts, ReasonCode, Text};

/// Severity and limits of `natural-colour`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NaturalColour {
    /// What a miss means.
    pub severity: Severity,
    /// Distance of the cheek colour from natural skin.
    pub max_cast: AtMost<ColourDistance>,
}

const TOLD: Text = Text::new(
    "颜色偏了，请在自然光或白光下拍摄。",
    "The colours are off. Use daylight or white light.",
);

pub(super) const RULE: Rule = Rule {
    id: "natural-colour",
    code: ReasonCode::L03,
    unit: "ΔE",
    about: About {
        what: Text::new(
            "肤色自然，没有明显偏色。",
            "The skin has a natural colour without a cast.",
        ),
        why: Text::new(
            "偏黄、偏绿的灯光会改变肤色，而且不允许事后调色；自然肤色的范围取自 OFIQ，各种肤色都\
             在其中，但仍只提醒。",
            "Yellow or green lamps change the skin, and colours may not be corrected later. The \
             natural range is OFIQ's and holds all skin tones, but it still only warns.",
        ),
        told: TOLD,
    },
    reads_output: &[],
    severity: |limits| limits.natural_colour.severity,
    judge: |case| judge(case.facts, &case.spec.rules.natural_colour),
};

fn judge(facts: &PhotoFacts, limits: &NaturalColour) -> Assessment {
    let light = seen(&facts.light)?;
    limits.max_cast.judge(light.colour_cast, TOLD)
}

#[cfg(test)]
mod tests {
    use crate::Outcome::{self, Fail, NotAssessable, Pass};
    use crate::samples::{good, light, outcome, unseen};

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

    #[test]
    fn not_seen() {
        check(None, NotAssessable);
    }
}
