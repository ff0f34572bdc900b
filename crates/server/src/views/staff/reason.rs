//! The centre's own reasons for rejections.

use domain::{Centre, OwnReason};
use serde::Serialize;
use utoipa::ToSchema;

use crate::views::shared::submission::DrawnExample;
use crate::views::{Instant, TextView};

/// A reason of the centre.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CentreReasonView {
    /// `Z01` to `Z99`.
    code: String,
    /// What is wrong.
    title: TextView,
    /// What to do.
    advice: TextView,
    /// Name of the drawing that shows it.
    example: Option<DrawnExample>,
    /// Since when nobody is rejected for it any more.
    retired_at: Option<Instant>,
}

impl From<&OwnReason> for CentreReasonView {
    fn from(reason: &OwnReason) -> Self {
        let words = &reason.words;
        Self {
            code: reason.code.to_string(),
            title: words.title.clone().into(),
            advice: words.advice.clone().into(),
            example: words.example.map(Into::into),
            retired_at: reason.retired_at.map(Into::into),
        }
    }
}

/// All reasons of the centre.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CentreReasonsView {
    /// In the centre's order, those that are used no more among them.
    reasons: Vec<CentreReasonView>,
}

impl From<&Centre> for CentreReasonsView {
    fn from(centre: &Centre) -> Self {
        Self {
            reasons: centre.own_reasons.iter().map(Into::into).collect(),
        }
    }
}
