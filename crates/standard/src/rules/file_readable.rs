//! The rule `file-readable`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, Finding, Level};
use crate::facts::PhotoFacts;
use crate::limit::Severity;
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `file-readable`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileReadable {
    /// Consequence of a miss.
    pub severity: Severity,
}

const TOLD: Text = Text::new(
    "这个文件打不开，请直接上传手机拍摄的原图（JPG）。",
    "We can't open this file. Upload the original photo from your phone (JPG).",
);

impl Criterion for FileReadable {
    const CODE: ReasonCode = ReasonCode::F01;
    const UNIT: &'static str = "";
    const ABOUT: About = About {
        what: Text::new(
            "文件能完整解码为一张照片。",
            "The file can be decoded to a whole picture.",
        ),
        why: Text::new(
            "缺了一部分的照片会在成品里留下灰色区域；打不开的文件什么都无法检查。",
            "A photo that ends early would leave grey rows in the portrait, and nothing can be \
             checked in a file that does not open.",
        ),
        told: TOLD,
    };

    fn judge(&self, case: &Case<'_>) -> Assessment {
        Ok(judge(case.facts))
    }
}

/// Facts exist only for a file that could be decoded; [`crate::judge_unreadable`] speaks of others.
fn judge(facts: &PhotoFacts) -> Finding {
    let mut finding = Finding::met(TOLD);
    if facts.file.truncated {
        finding.level = Level::Missed;
    }
    finding
}

#[cfg(test)]
mod tests {
    use crate::samples::{good, outcome};
    use crate::verdict::Outcome::{self, Fail, Pass};

    #[track_caller]
    fn check(truncated: bool, expected: Outcome) {
        let mut facts = good();
        facts.file.truncated = truncated;
        assert_eq!(outcome("file-readable", &facts), expected);
    }

    #[test]
    fn whole() {
        check(false, Pass);
    }

    #[test]
    fn cut_short() {
        check(true, Fail);
    }

    #[test]
    fn a_file_that_cannot_be_decoded_fails() {
        let spec = crate::PhotoSpec::embedded("guangdong-2023").unwrap();
        let judgement = crate::judge_unreadable(&spec);
        assert_eq!(judgement.verdicts.len(), 1);
        assert_eq!(judgement.verdicts[0].rule.as_str(), "file-readable");
        assert_eq!(judgement.verdicts[0].outcome, Fail);
    }
}
