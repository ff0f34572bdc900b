//! Degrees as staff see them who decide about them.

use app::degree::{Claimant, DisputedDegree, EvidenceLink};
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
    /// Whether the picture of the code is kept, to be looked at under `/degrees/{id}/evidence`.
    has_picture: bool,
}

impl From<Claimant> for ClaimantView {
    fn from(claimant: Claimant) -> Self {
        Self {
            degree: claimant.degree.as_uuid(),
            masked_name: claimant.masked_name,
            evidence: claimant.evidence.into(),
            last_four_check: claimant.last_four_check.into(),
            registered_at: claimant.registered_at.map(Instant::from),
            has_picture: claimant.has_picture,
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

/// The picture of the code that a degree is claimed with.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EvidenceView {
    /// Address of the picture, for the one who asked.
    address: String,
    /// Until when the address works.
    expires_at: Instant,
    /// When it was handed in.
    kept_at: Instant,
}

impl From<EvidenceLink> for EvidenceView {
    fn from(found: EvidenceLink) -> Self {
        Self {
            address: format!("/api/v1/files/{}", found.link),
            expires_at: found.expires_at.into(),
            kept_at: found.kept_at.into(),
        }
    }
}
