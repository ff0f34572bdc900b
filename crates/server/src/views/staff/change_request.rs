//! Changes after approval that take a second person.

use app::change_request::ChangeRequestView as Found;
use domain::{Change, ChangeRequest, ChangeRequestState};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::views::Instant;
use crate::views::shared::submission::VoidReason;
use crate::word::wire_words;

wire_words! {
    /// Why an approved photo is replaced.
    ReplaceReason of domain::ReplaceReason;
}

/// What is to be done with an approved submission.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub(crate) enum ChangeView {
    /// It is taken out for good.
    Void { reason: VoidReason },
    /// Another photo takes the place of the approved one, and is reviewed from the first round.
    Replace { photo: Uuid, reason: ReplaceReason },
}

impl From<Change> for ChangeView {
    fn from(change: Change) -> Self {
        match change {
            Change::Void { reason } => Self::Void {
                reason: reason.into(),
            },
            Change::Replace { photo, reason } => Self::Replace {
                photo: photo.id.as_uuid(),
                reason: reason.into(),
            },
        }
    }
}

/// What became of a request.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub(crate) enum ChangeRequestStateView {
    /// A second person has to look.
    Open,
    /// It was done.
    Agreed { by: Uuid, at: Instant },
    /// It is not to be done.
    Declined { by: Uuid, at: Instant },
    /// Who asked thinks better of it.
    TakenBack { at: Instant },
    /// Nobody answered in time.
    Lapsed { at: Instant },
}

impl From<ChangeRequestState> for ChangeRequestStateView {
    fn from(state: ChangeRequestState) -> Self {
        match state {
            ChangeRequestState::Open => Self::Open,
            ChangeRequestState::Agreed { by, at } => Self::Agreed {
                by: by.as_uuid(),
                at: at.into(),
            },
            ChangeRequestState::Declined { by, at } => Self::Declined {
                by: by.as_uuid(),
                at: at.into(),
            },
            ChangeRequestState::TakenBack { at } => Self::TakenBack { at: at.into() },
            ChangeRequestState::Lapsed { at } => Self::Lapsed { at: at.into() },
        }
    }
}

/// A request to change what is approved.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChangeRequestView {
    id: Uuid,
    submission: Uuid,
    #[serde(flatten)]
    change: ChangeView,
    asked_by: Uuid,
    asked_at: Instant,
    /// Until when it can be answered.
    answer_by: Instant,
    #[serde(flatten)]
    state: ChangeRequestStateView,
}

impl From<&ChangeRequest> for ChangeRequestView {
    fn from(request: &ChangeRequest) -> Self {
        Self {
            id: request.id.as_uuid(),
            submission: request.submission.as_uuid(),
            change: request.change.into(),
            asked_by: request.asked_by.as_uuid(),
            asked_at: request.asked_at.into(),
            answer_by: request.answer_by().into(),
            state: request.state.into(),
        }
    }
}

/// A request with what a second person has to know.
// Shows nothing in `Debug`: it holds personal values.
#[derive(Serialize, ToSchema)]
pub(crate) struct ListedChangeRequestView {
    #[serde(flatten)]
    request: ChangeRequestView,
    /// Name of the member of staff who asked.
    asker: String,
    /// The degree; none where the submission was erased.
    degree: Option<Uuid>,
    /// The photo that is approved now.
    approved_photo: Option<Uuid>,
    /// The student's name, partly hidden.
    masked_name: Option<String>,
    /// Whether the caller may answer it.
    is_answerable: bool,
}

impl From<Found> for ListedChangeRequestView {
    fn from(found: Found) -> Self {
        Self {
            request: (&found.request).into(),
            asker: found.asked_by,
            degree: found.degree.map(domain::DegreeId::as_uuid),
            approved_photo: found.photo.map(domain::PhotoId::as_uuid),
            masked_name: found.masked_name,
            is_answerable: found.is_answerable,
        }
    }
}
