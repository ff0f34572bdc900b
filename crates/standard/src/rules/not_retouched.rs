//! The rule `not-retouched`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, NotAssessable, seen, worst};
use super::programs::Programs;
use crate::facts::PhotoFacts;
use crate::limit::{AtLeast, LimitField, Ratio, Severity};
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `not-retouched`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotRetouched {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Contrast of skin texture, per mille of the brightness.
    pub min_skin_texture: AtLeast<Ratio>,
    /// Programs that beautify.
    pub programs: Programs,
}

const TOLD: Text = Text::new(
    "看起来用了美颜，请关闭美颜后重拍。",
    "This looks retouched. Turn beauty mode off and take it again.",
);

impl Criterion for NotRetouched {
    const CODE: ReasonCode = ReasonCode::M01;
    const UNIT: &'static str = "";
    const LIMITS: &'static [LimitField] = &[
        LimitField::at_least::<Ratio>(
            "min_skin_texture",
            Text::new(
                "皮肤纹理的强度（千分比）",
                "Contrast of the skin's texture, per mille",
            ),
        ),
        LimitField::names(
            "programs",
            Text::new("视为美颜软件的名称", "Programs that count as beautifying"),
        ),
    ];
    const DOUBTED: Option<Text> = Some(Text::new(
        "可能用了美颜，关闭美颜再拍更稳妥。",
        "Beauty mode may have been on. Another one without it is safer.",
    ));
    const ABOUT: About = About {
        what: Text::new(
            "没有美颜的迹象：皮肤保留纹理，文件里没有美颜软件的签名。",
            "There are no signs of beautifying: the skin keeps its texture and no beauty \
             program signed the file.",
        ),
        why: Text::new(
            "通知规定美颜照片不予处理；照片里的迹象只是线索，不是证据，所以只提醒。",
            "The notice says that beautified photos are not processed. Signs in a photo are \
             hints, not proof, so it only warns.",
        ),
        told: TOLD,
    };

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, self)
    }
}

fn judge(facts: &PhotoFacts, limits: &NotRetouched) -> Assessment {
    let texture = seen(&facts.retouch.skin_texture).map_err(NotAssessable::from);
    worst([
        Ok(limits.programs.judge(&facts.file.software, TOLD)),
        texture.and_then(|texture| limits.min_skin_texture.judge(*texture, TOLD)),
    ])
}

#[cfg(test)]
mod tests {
    use crate::samples::{good, measured, outcome};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass, Warn};

    #[track_caller]
    fn check(texture: Option<f32>, software: &str, expected: Outcome) {
        let mut facts = good();
        facts.retouch.skin_texture = measured(texture);
        facts.file.software = vec![software.to_owned()];
        assert_eq!(outcome("not-retouched", &facts), expected);
    }

    #[test]
    fn pores() {
        check(Some(6.0), "16.5.1", Pass);
    }

    #[test]
    fn smooth_as_porcelain() {
        check(Some(0.7), "16.5.1", Warn);
    }

    #[test]
    fn signed_by_a_beauty_program() {
        check(Some(6.0), "MEITU 9.8", Fail);
    }

    #[test]
    fn signed_and_too_small_to_see() {
        check(None, "美图秀秀", Fail);
    }

    #[test]
    fn too_small_to_see() {
        check(None, "16.5.1", NotAssessable);
    }
}
