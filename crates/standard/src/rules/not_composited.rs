//! The rule `not-composited`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, NotAssessable, seen, worst};
use super::programs::Programs;
use crate::facts::PhotoFacts;
use crate::limit::{AtMost, LimitField, Ratio, Severity};
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `not-composited`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotComposited {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Noise on the person by noise on the wall, as |log2|.
    pub max_noise_mismatch: AtMost<Ratio>,
    /// Programs that edit.
    pub programs: Programs,
}

const TOLD: Text = Text::new(
    "照片像是处理或合成过的，请上传原图。",
    "This looks edited. Upload the original photo.",
);

impl Criterion for NotComposited {
    const CODE: ReasonCode = ReasonCode::M02;
    const UNIT: &'static str = "";
    const LIMITS: &'static [LimitField] = &[
        LimitField::at_most::<Ratio>(
            "max_noise_mismatch",
            Text::new(
                "人物与墙面噪点的差异",
                "Difference in noise of person and wall",
            ),
        ),
        LimitField::names(
            "programs",
            Text::new("视为合成软件的名称", "Programs that count as editing"),
        ),
    ];
    const DOUBTED: Option<Text> = Some(Text::new(
        "照片可能处理或合成过，用原图更稳妥。",
        "The photo may have been edited. The original is safer.",
    ));
    const ABOUT: About = About {
        what: Text::new(
            "没有合成的迹象：人与墙的噪点一致，文件里没有修图软件的签名。",
            "There are no signs of a composite: person and wall have the same noise, and no \
             editing program signed the file.",
        ),
        why: Text::new(
            "合成和软件处理过的照片不予接收；这些迹象只是线索，不是证据，所以只提醒。",
            "Composites and edited photos are not accepted. The signs are hints, not proof, so it \
             only warns.",
        ),
        told: TOLD,
    };

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, self)
    }
}

fn judge(facts: &PhotoFacts, limits: &NotComposited) -> Assessment {
    let mismatch = seen(&facts.retouch.noise_mismatch).map_err(NotAssessable::from);
    worst([
        Ok(limits.programs.judge(&facts.file.software, TOLD)),
        mismatch.and_then(|mismatch| limits.max_noise_mismatch.judge(*mismatch, TOLD)),
    ])
}

#[cfg(test)]
mod tests {
    use crate::samples::{good, measured, outcome};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass, Warn};

    #[track_caller]
    fn check(mismatch: Option<f32>, software: &str, expected: Outcome) {
        let mut facts = good();
        facts.retouch.noise_mismatch = measured(mismatch);
        facts.file.software = vec![software.to_owned()];
        assert_eq!(outcome("not-composited", &facts), expected);
    }

    #[test]
    fn one_camera() {
        check(Some(0.3), "HUAWEI", Pass);
    }

    #[test]
    fn a_pasted_head() {
        check(Some(4.0), "HUAWEI", Warn);
    }

    #[test]
    fn signed_by_an_editor() {
        check(Some(0.3), "Adobe Photoshop 25.0 (Windows)", Fail);
    }

    #[test]
    fn no_wall() {
        check(None, "HUAWEI", NotAssessable);
    }
}
