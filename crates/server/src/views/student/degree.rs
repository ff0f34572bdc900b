//! A student's degrees.

use app::degree::{DegreeView as Found, Hint as FoundHint};
use domain::{DegreeState, Version};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::views::Instant;
use crate::views::public::batch::{BatchSummaryView, CohortView};
use crate::views::shared::submission::SubmissionSummaryView;
use crate::word::wire_words;

wire_words! {
    /// Something that a student should know before going on.
    Hint of FoundHint;

    /// Whether the last four characters could be held against the code.
    LastFourCheck of domain::LastFourCheck;

    /// Why staff let a degree go.
    ReleaseReason of domain::ReleaseReason;

    /// What the student answers to "does the registry show a portrait for this degree already?".
    RegistryAnswer of domain::RegistryAnswer;
}

/// How far a degree has come.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub(crate) enum DegreeStateView {
    /// The student has to say that it is theirs.
    Proposed { proposed_at: Instant },
    /// The student's.
    Bound { bound_at: Instant },
    /// The student said that it is not theirs.
    Declined { declined_at: Instant },
    /// Staff let it go.
    Released {
        released_at: Instant,
        reason: ReleaseReason,
    },
    /// The student had everything erased.
    Erased { erased_at: Instant },
}

impl From<&DegreeState> for DegreeStateView {
    fn from(state: &DegreeState) -> Self {
        match *state {
            DegreeState::Proposed { proposed_at, .. } => Self::Proposed {
                proposed_at: proposed_at.into(),
            },
            DegreeState::Bound { bound_at, .. } => Self::Bound {
                bound_at: bound_at.into(),
            },
            DegreeState::Declined { declined_at } => Self::Declined {
                declined_at: declined_at.into(),
            },
            DegreeState::Released {
                released_at,
                reason,
                ..
            } => Self::Released {
                released_at: released_at.into(),
                reason: reason.into(),
            },
            DegreeState::Erased { erased_at } => Self::Erased {
                erased_at: erased_at.into(),
            },
        }
    }
}

/// A degree as its student sees it.
// Shows nothing in `Debug`: it holds personal values.
#[derive(Serialize, ToSchema)]
pub(crate) struct DegreeView {
    id: Uuid,
    #[serde(flatten)]
    state: DegreeStateView,
    /// The name, all but its first character hidden.
    masked_name: Option<String>,
    /// The student number, its beginning hidden.
    masked_number: Option<String>,
    /// National code of the school.
    school_code: Option<String>,
    /// Name of the school, where the service knows it.
    school_name: Option<String>,
    /// Level of study, in its usual Chinese word.
    level: Option<String>,
    cohort: Option<CohortView>,
    last_four_check: Option<LastFourCheck>,
    batch: BatchSummaryView,
    /// The submission in this batch, once the degree is bound.
    submission: Option<SubmissionSummaryView>,
    /// What the student should know first; only in the answer to adding the degree.
    hints: Vec<Hint>,
}

impl DegreeView {
    /// The view and its version.
    pub(crate) fn of(found: Found) -> (Version, Self) {
        let details = found.degree.details();
        let view = Self {
            id: found.degree.id.as_uuid(),
            state: (&found.degree.state).into(),
            school_code: details.map(|details| details.school_code.to_string()),
            level: details.map(|details| details.level.to_string()),
            cohort: details
                .and_then(|details| details.cohort.as_ref())
                .map(CohortView::from),
            last_four_check: details.map(|details| details.last_four_check.into()),
            masked_name: found.masked_name,
            masked_number: found.masked_number,
            school_name: found.school_name,
            batch: found.batch.into(),
            submission: found.submission.as_ref().map(SubmissionSummaryView::from),
            hints: found.hints.into_iter().map(Hint::from).collect(),
        };
        (found.degree.version, view)
    }
}
