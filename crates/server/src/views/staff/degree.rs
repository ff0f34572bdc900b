//! Degrees as staff see them who decide about them.

use app::degree::{Claimant, DisputedDegree};
use domain::Degree;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::views::Instant;
use crate::views::student::degree::{DegreeStateView, LastFourCheck};
use crate::word::wire_words;

wire_words! {
    /// How a collection code reached the service.
    CodeEvidence of domain::CodeEvidence;
}

/// One of two who claim a degree.
// Shows nothing in `Debug`: it holds personal values.
#[derive(Serialize, ToSchema)]
pub(crate) struct ClaimantView {
    degree: Uuid,
    /// The name as the code masks it; everybody can write any name into a code.
    masked_name: Option<String>,
    evidence: CodeEvidence,
    last_four_check: LastFourCheck,
    /// When the account was registered.
    registered_at: Option<Instant>,
}

impl From<Claimant> for ClaimantView {
    fn from(claimant: Claimant) -> Self {
        Self {
            degree: claimant.degree.as_uuid(),
            masked_name: claimant.masked_name,
            evidence: claimant.evidence.into(),
            last_four_check: claimant.last_four_check.into(),
            registered_at: claimant.registered_at.map(Instant::from),
        }
    }
}

/// A degree that two accounts claim.
// Shows nothing in `Debug`: it holds personal values.
#[derive(Serialize, ToSchema)]
pub(crate) struct DisputeView {
    /// The student number that both claim.
    student_number: Option<String>,
    /// Who came second.
    claimant: ClaimantView,
    /// Who holds the degree; none after it was released.
    holder: Option<ClaimantView>,
    /// When the claim was made.
    since: Instant,
}

impl From<DisputedDegree> for DisputeView {
    fn from(dispute: DisputedDegree) -> Self {
        Self {
            student_number: dispute.student_number,
            claimant: dispute.claimant.into(),
            holder: dispute.holder.map(ClaimantView::from),
            since: dispute.since.into(),
        }
    }
}

/// A degree that was let go.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReleasedView {
    id: Uuid,
    #[serde(flatten)]
    state: DegreeStateView,
}

impl From<&Degree> for ReleasedView {
    fn from(degree: &Degree) -> Self {
        Self {
            id: degree.id.as_uuid(),
            state: (&degree.state).into(),
        }
    }
}
