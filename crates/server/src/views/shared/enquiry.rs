//! Questions of students to their centre.

use app::enquiry::{OwnEnquiry, StaffEnquiry};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::views::Instant;

/// A question with its answer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EnquiryView {
    id: Uuid,
    question: String,
    asked_at: Instant,
    /// The answer, once there is one.
    answer: Option<String>,
    answered_at: Option<Instant>,
}

impl From<OwnEnquiry> for EnquiryView {
    fn from(found: OwnEnquiry) -> Self {
        Self {
            id: found.id.as_uuid(),
            question: found.question,
            asked_at: found.asked_at.into(),
            answer: found.answer,
            answered_at: found.answered_at.map(Instant::from),
        }
    }
}

/// A question as staff see it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StaffEnquiryView {
    #[serde(flatten)]
    enquiry: EnquiryView,
    /// Of the question; an answer names it.
    version: u64,
    /// The degree that it is about; none where the student could not add one yet.
    degree: Option<Uuid>,
    /// The student's name, partly hidden.
    masked_name: Option<String>,
    batch_name: String,
    /// Name of the member of staff who answered.
    answered_by: Option<String>,
}

impl From<StaffEnquiry> for StaffEnquiryView {
    fn from(found: StaffEnquiry) -> Self {
        Self {
            version: found.own.version.as_u64(),
            enquiry: found.own.into(),
            degree: found.degree.map(domain::DegreeId::as_uuid),
            masked_name: found.masked_name,
            batch_name: found.batch_name,
            answered_by: found.answered_by,
        }
    }
}
