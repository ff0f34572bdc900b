//! Purposes, their texts, and the consent of a student.

use app::consent::{ConsentState, ConsentView as Found};
use serde::Serialize;
use utoipa::ToSchema;

use crate::views::Instant;
use crate::word::wire_words;

wire_words! {
    /// What personal data are used for.
    Purpose of domain::Purpose;
}

/// A purpose, its text, and what the student has said.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ConsentView {
    purpose: Purpose,
    /// The present text.
    text: ConsentTextView,
    /// Whether the student can go on without it.
    optional: bool,
    /// What the student has said.
    #[serde(flatten)]
    state: ConsentStateView,
}

/// The words that are agreed to.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ConsentTextView {
    /// To be sent along when agreeing.
    version: u32,
    zh: &'static str,
    en: &'static str,
}

/// What the student has said to a purpose.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub(crate) enum ConsentStateView {
    /// Nothing yet.
    Asked,
    /// Agreed to the present text.
    Given { given_at: Instant },
    /// Agreed to an older text and has to be asked again.
    Outdated {
        given_at: Instant,
        text_version: u32,
    },
    /// Agrees no more.
    Withdrawn,
}

impl From<ConsentState> for ConsentStateView {
    fn from(state: ConsentState) -> Self {
        match state {
            ConsentState::Asked => Self::Asked,
            ConsentState::Given { given_at } => Self::Given {
                given_at: given_at.into(),
            },
            ConsentState::Outdated {
                given_at,
                text_version,
            } => Self::Outdated {
                given_at: given_at.into(),
                text_version,
            },
            ConsentState::Withdrawn => Self::Withdrawn,
        }
    }
}

impl From<Found> for ConsentView {
    fn from(found: Found) -> Self {
        Self {
            purpose: found.purpose.into(),
            text: ConsentTextView {
                version: found.text.version,
                zh: found.text.zh,
                en: found.text.en,
            },
            optional: found.optional,
            state: found.state.into(),
        }
    }
}
