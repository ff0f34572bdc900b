//! What happened to a submission so far, from the audit log and the decisions. Names no staff and
//! shows nobody's looking.

use domain::audit::{Detail, Word};
use domain::{
    Actor, AuditEntry, Decision, Permission, PhotoId, Reasons, ReviewRecord, Subject, SubmissionId,
    Timestamp,
};

use super::find;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;

/// Who did something, as far as a student has to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Party {
    /// The student.
    Student,
    /// Someone of the staff.
    Staff,
    /// The service by itself.
    Service,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HistoryEvent {
    /// A photo was handed in.
    PhotoHandedIn {
        /// Which.
        photo: PhotoId,
    },
    /// A photo was looked at.
    PhotoAssessed {
        /// Which.
        photo: PhotoId,
        /// Whether the student could go on with it.
        usable: bool,
    },
    /// The student took a photo.
    PhotoConfirmed {
        /// Which.
        photo: PhotoId,
    },
    /// A photo went into review.
    Submitted,
    /// It was taken back.
    Withdrawn,
    /// The school passed it on to the centre.
    PassedOn,
    /// It was approved.
    Approved,
    /// It was rejected.
    Rejected {
        /// Why.
        reasons: Reasons,
    },
    /// It was not finished in time.
    Expired,
    /// Staff let the degree go, or took the approved photo out.
    Ended,
}

impl HistoryEvent {
    /// The event as it is written.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::PhotoHandedIn { .. } => "photo-handed-in",
            Self::PhotoAssessed { .. } => "photo-assessed",
            Self::PhotoConfirmed { .. } => "photo-confirmed",
            Self::Submitted => "submitted",
            Self::Withdrawn => "withdrawn",
            Self::PassedOn => "passed-on",
            Self::Approved => "approved",
            Self::Rejected { .. } => "rejected",
            Self::Expired => "expired",
            Self::Ended => "ended",
        }
    }
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Party,
    /// What.
    pub event: HistoryEvent,
}

/// What happened to a submission and its photos, oldest first; for its student and for staff who
/// see degrees. Photos that were deleted are left out.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`].
pub async fn history(
    app: &App,
    caller: &Caller,
    id: SubmissionId,
) -> Result<Vec<HistoryEntry>, Failure> {
    let (submission, ..) = find(app, caller, Permission::ViewDegrees, id).await?;
    let store = app.store();
    let reviews = store.reviews().list_of_submission(id).await?;
    let audit = store.audit();
    let mut lines = audit.list_of_subject(Subject::Submission(id)).await?;
    for photo in store.photos().list_of_degree(submission.degree).await? {
        lines.extend(audit.list_of_subject(Subject::Photo(photo.id)).await?);
    }
    lines.sort_by_key(|line| (line.event.at, line.number));
    let entries = lines.iter().filter_map(|line| entry(line, &reviews));
    Ok(entries.collect())
}

fn entry(line: &AuditEntry, reviews: &[ReviewRecord]) -> Option<HistoryEntry> {
    Some(HistoryEntry {
        at: line.event.at,
        by: match line.event.actor {
            Actor::Student(_) => Party::Student,
            Actor::Staff(_) => Party::Staff,
            Actor::System => Party::Service,
        },
        event: event(line, reviews)?,
    })
}

fn event(line: &AuditEntry, reviews: &[ReviewRecord]) -> Option<HistoryEvent> {
    let action = line.event.action.as_str();
    match (line.event.subject, action) {
        (Subject::Photo(photo), "hand-in-photo") => Some(HistoryEvent::PhotoHandedIn { photo }),
        (Subject::Photo(photo), "assess-photo") => {
            let usable = word(line, "outcome") == Some("usable");
            Some(HistoryEvent::PhotoAssessed { photo, usable })
        }
        (Subject::Photo(photo), "confirm-photo") => Some(HistoryEvent::PhotoConfirmed { photo }),
        (Subject::Submission(_), "submit-photo") => Some(HistoryEvent::Submitted),
        (Subject::Submission(_), "withdraw-submission") => Some(HistoryEvent::Withdrawn),
        (Subject::Submission(_), "decide-review") => decision(line, reviews),
        (Subject::Submission(_), "expire-submission") => Some(HistoryEvent::Expired),
        (Subject::Submission(_), "release-submission" | "void-submission") => {
            Some(HistoryEvent::Ended)
        }
        // Who looked at what is for the audit log.
        _ => None,
    }
}

/// The decision that a line of the log names.
fn decision(line: &AuditEntry, reviews: &[ReviewRecord]) -> Option<HistoryEvent> {
    let named = match detail(line, "review")? {
        Detail::Id(id) => *id,
        _ => return None,
    };
    let review = reviews.iter().find(|review| review.id.as_uuid() == named)?;
    Some(match &review.decision {
        Decision::Reject { reasons } => HistoryEvent::Rejected {
            reasons: reasons.clone(),
        },
        Decision::Approve => match word(line, "state") {
            Some("approved") => HistoryEvent::Approved,
            _ => HistoryEvent::PassedOn,
        },
    })
}

fn word<'a>(line: &'a AuditEntry, name: &str) -> Option<&'a str> {
    match detail(line, name)? {
        Detail::Word(word) => Some(word.as_str()),
        _ => None,
    }
}

fn detail<'a>(line: &'a AuditEntry, name: &str) -> Option<&'a Detail> {
    let details = &line.event.details;
    let found = details
        .iter()
        .find(|(key, _): &(&Word, _)| key.as_str() == name);
    found.map(|(_, detail)| detail)
}
