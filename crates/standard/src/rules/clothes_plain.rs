//! The rule `clothes-plain`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, seen, worst};
use crate::facts::PhotoFacts;
use crate::limit::{AtMost, LimitField, Ratio, Severity, Share};
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `clothes-plain`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClothesPlain {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Edge strength by that of plain cloth.
    pub max_pattern: AtMost<Ratio>,
    /// Skin-coloured share of the area below the chin.
    pub max_skin_share: AtMost<Share>,
}

const TOLD: Text = Text::new(
    "衣服花纹太多，请穿素色有领的衣服。",
    "Your clothes are too patterned. Wear something plain with a collar.",
);

impl Criterion for ClothesPlain {
    const CODE: ReasonCode = ReasonCode::C01;
    const UNIT: &'static str = "";
    const LIMITS: &'static [LimitField] = &[
        LimitField::at_most::<Ratio>(
            "max_pattern",
            Text::new(
                "衣服花纹的强度（素色布料的倍数）",
                "Strength of the pattern, by that of plain cloth",
            ),
        ),
        LimitField::at_most::<Share>(
            "max_skin_share",
            Text::new(
                "下巴以下裸露皮肤的比例",
                "Share of bare skin below the chin",
            ),
        ),
    ];
    const DOUBTED: Option<Text> = Some(Text::new(
        "衣服花纹可能太多，换素色有领的衣服更稳妥。",
        "Your clothes may be too patterned. Plain ones with a collar are safer.",
    ));
    const ABOUT: About = About {
        what: Text::new(
            "衣服素色、有领，没有复杂花纹，不露肩。",
            "The clothes are plain, without busy patterns, and cover the shoulders.",
        ),
        why: Text::new(
            "标准不允许复杂图案、条纹、吊带等；花纹的量法还未充分验证，所以只提醒。",
            "The standard allows no busy patterns, stripes or straps. How pattern is measured is \
             not yet well proven, so it only warns.",
        ),
        told: TOLD,
    };

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, self)
    }
}

const BARE: Text = Text::new(
    "领口太低或露肩，请穿素色有领的衣服。",
    "Your shoulders or chest are bare. Wear something plain with a collar.",
);

fn judge(facts: &PhotoFacts, limits: &ClothesPlain) -> Assessment {
    let clothes = seen(&facts.clothes)?;
    worst([
        limits.max_pattern.judge(clothes.pattern, TOLD),
        limits.max_skin_share.judge(clothes.skin_share, BARE),
    ])
}

#[cfg(test)]
mod tests {
    use crate::samples::{clothes, good, outcome, unseen};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass};

    #[track_caller]
    fn check(pattern: Option<f32>, skin_share: f32, expected: Outcome) {
        let mut facts = good();
        match pattern {
            Some(pattern) => {
                clothes(&mut facts).pattern = pattern;
                clothes(&mut facts).skin_share = skin_share;
            }
            None => facts.clothes = unseen(),
        }
        assert_eq!(outcome("clothes-plain", &facts), expected);
    }

    #[test]
    fn plain() {
        check(Some(1.0), 0.05, Pass);
    }

    #[test]
    fn stripes() {
        check(Some(8.0), 0.05, Fail);
    }

    #[test]
    fn straps() {
        check(Some(1.0), 0.9, Fail);
    }

    #[test]
    fn not_seen() {
        check(None, 0.0, NotAssessable);
    }
}
