//! # What
//!
//! There are no signs of beautifying: the skin keeps its texture and no beauty program signed the
//! file.
//!
//! # Why
//!
//! The notice says that beautified photos are not processed. Signs in a photo are hints, not proof,
//! so it only warns.
//!
//! # What the student is told
//!
//! “This looks retouched. Turn beauty mode off and take it again.”

use serde::Deserialize;

use super::finding::{Assessment, NotAssessable, seen, worst};
use super::programs::Programs;
use super::{About, Rule};
use crate::spec::{AtLeast, Ratio, Severity};
use crate::{PhotoFacts, ReasonCode, Text};

/// Severity and limits of `not-retouched`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotRetouched {
    /// What a miss means.
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

pub(super) const RULE: Rule = Rule {
    id: "not-retouched",
    code: ReasonCode::M01,
    unit: "",
    about: About {
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
    },
    reads_output: &[],
    severity: |limits| limits.not_retouched.severity,
    judge: |case| judge(case.facts, &case.spec.rules.not_retouched),
};

fn judge(facts: &PhotoFacts, limits: &NotRetouched) -> Assessment {
    let texture = seen(&facts.retouch.skin_texture).map_err(NotAssessable::from);
    worst([
        Ok(limits.programs.judge(&facts.file.software, TOLD)),
        texture.and_then(|texture| limits.min_skin_texture.judge(*texture, TOLD)),
    ])
}

#[cfg(test)]
mod tests {
    use crate::Outcome::{self, Fail, NotAssessable, Pass, Warn};
    use crate::samples::{good, measured, outcome};

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
