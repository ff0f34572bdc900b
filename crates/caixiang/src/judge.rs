//! temporary until `standard` lands
use crate::language::Language;
use serde::Serialize;
use standard::{OutputSpec, PhotoFacts};
pub(crate) const DEFAULT_SPEC: &str = "guangdong-2023";
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Overall {
    Pass,
    Warn,
    Fail,
}
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) enum Outcome {
    Pass,
    Warn,
    Fail,
    NotAssessable,
}
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Advice {
    pub(crate) zh: String,
    pub(crate) en: String,
}
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Verdict {
    pub(crate) rule: String,
    pub(crate) code: String,
    pub(crate) outcome: Outcome,
    pub(crate) measured: Option<f32>,
    pub(crate) limit: Option<f32>,
    pub(crate) unit: &'static str,
    pub(crate) advice: Option<Advice>,
}
pub(crate) struct Judgement {
    pub(crate) overall: Overall,
    pub(crate) verdicts: Vec<Verdict>,
}
pub(crate) struct Judge(OutputSpec);
impl Judge {
    pub(crate) fn open(_spec: &str, _language: Language) -> anyhow::Result<Self> {
        Ok(Self(OutputSpec::DIPLOMA))
    }
    pub(crate) fn output(&self) -> &OutputSpec {
        &self.0
    }
    pub(crate) fn judge(&self, _facts: &PhotoFacts) -> Judgement {
        Judgement {
            overall: Overall::Pass,
            verdicts: Vec::new(),
        }
    }
    pub(crate) fn unreadable(&self) -> Verdict {
        Verdict {
            rule: "file-readable".into(),
            code: "F01".into(),
            outcome: Outcome::Fail,
            measured: None,
            limit: None,
            unit: "",
            advice: None,
        }
    }
}
