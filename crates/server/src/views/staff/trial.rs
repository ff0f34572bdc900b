//! What a standard says of a photo that is not kept.

use app::photo::Trial;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::Serialize;
use utoipa::ToSchema;

use crate::views::shared::photo::{GeometryView, Overall, UnusableReason, VerdictView};

/// What was found.
#[derive(Serialize, ToSchema)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub(crate) enum TrialView {
    /// It was measured and judged.
    Judged {
        /// The worst verdict.
        overall: Overall,
        /// One per rule.
        verdicts: Vec<VerdictView>,
        spec_version: u32,
        /// What was measured, by name.
        facts: serde_json::Value,
        /// The portrait as a JPEG file in base64 (RFC 4648 §4), if one could be made.
        portrait: Option<String>,
        /// Where things are in it.
        geometry: Option<GeometryView>,
    },
    /// Nothing can be done with the file.
    Unusable { reason: UnusableReason },
}

impl From<Trial> for TrialView {
    fn from(trial: Trial) -> Self {
        match trial {
            Trial::Judged(tried) => {
                let verdicts = tried.judgement.verdicts.into_iter();
                let portrait = tried.portrait;
                Self::Judged {
                    overall: tried.judgement.overall.into(),
                    verdicts: verdicts.map(VerdictView::from).collect(),
                    spec_version: tried.spec_version,
                    facts: tried.facts,
                    geometry: portrait.as_ref().map(|portrait| portrait.geometry.into()),
                    portrait: portrait.map(|portrait| BASE64.encode(&portrait.jpeg)),
                }
            }
            Trial::Unusable(reason) => Self::Unusable {
                reason: reason.into(),
            },
        }
    }
}
