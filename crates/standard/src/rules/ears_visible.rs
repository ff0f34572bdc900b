//! The rule `ears-visible`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, seen};
use crate::facts::PhotoFacts;
use crate::limit::{AtMost, LimitField, Severity, Share};
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `ears-visible`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EarsVisible {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Evidence that at least one ear is hidden, 0 … 1.
    pub max_hidden: AtMost<Share>,
}

const TOLD: Text = Text::new(
    "请露出双耳，把头发拨到耳后。",
    "Show both ears. Tuck your hair behind them.",
);

impl Criterion for EarsVisible {
    const CODE: ReasonCode = ReasonCode::O04;
    const UNIT: &'static str = "";
    const LIMITS: &'static [LimitField] = &[LimitField::at_most::<Share>(
        "max_hidden",
        Text::new(
            "至少一只耳朵被遮住的可能性",
            "Evidence that an ear is hidden",
        ),
    )];
    const DOUBTED: Option<Text> = Some(Text::new(
        "耳朵可能没有全部露出，把头发拨到耳后更稳妥。",
        "Your ears may not be fully shown. Hair tucked behind them is safer.",
    ));
    const ABOUT: About = About {
        what: Text::new("两只耳朵都看得见。", "Both ears can be seen."),
        why: Text::new(
            "标准要求露出双耳、左右对称；卷发、阴影会干扰判断，所以只提醒。",
            "The standard asks for both ears, symmetric. Curls and shadow mislead the measure, so \
             it only warns.",
        ),
        told: TOLD,
    };

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, self)
    }
}

fn judge(facts: &PhotoFacts, limits: &EarsVisible) -> Assessment {
    let evidence = seen(&seen(&facts.face)?.ears.hidden)?;
    limits.max_hidden.judge(*evidence, TOLD)
}

#[cfg(test)]
mod tests {
    use crate::samples::{face, good, measured, outcome};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass};

    #[track_caller]
    fn check(evidence: Option<f32>, expected: Outcome) {
        let mut facts = good();
        face(&mut facts).ears.hidden = measured(evidence);
        assert_eq!(outcome("ears-visible", &facts), expected);
    }

    #[test]
    fn absent() {
        check(Some(0.1), Pass);
    }

    #[test]
    fn clear() {
        check(Some(0.95), Fail);
    }

    #[test]
    fn not_seen() {
        check(None, NotAssessable);
    }
}
