//! How far the hand-over of a submission has come, for its student: 制作, then 学信网.

use domain::{
    RegistryIdentity, RegistryReason, RegistryRecord, RegistryRecordState, Submission,
    SubmissionState, Timestamp,
};
use strum::{EnumString, IntoStaticStr, VariantNames};

use super::candidates::approved_photo;
use crate::failure::Failure;
use crate::service::App;

/// How far the hand-over of a portrait has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum RegistryStep {
    /// It is approved and in no package.
    Waiting,
    /// It is in a package that is being prepared (制作中).
    Preparing,
    /// It was sent (已报送).
    Sent,
    /// The registry has taken it (已接收).
    Accepted,
    /// The registry does not take it (不予接收).
    Refused,
}

impl RegistryStep {
    /// The step as it is written.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// The hand-over of a submission's approved portrait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistryProgress {
    /// How far it has come.
    pub step: RegistryStep,
    /// When the package was built.
    pub built_at: Option<Timestamp>,
    /// When it was sent.
    pub sent_at: Option<Timestamp>,
    /// When the registry's first answer was read in.
    pub answered_at: Option<Timestamp>,
    /// What its comparison with the admission photo said.
    pub identity: Option<RegistryIdentity>,
    /// Why it was refused, in the registry's words.
    pub reason: Option<RegistryReason>,
}

/// The hand-over of a submission; none before it is approved. While another photo takes the place of one that was
/// refused, that one's.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(crate) async fn progress(
    app: &App,
    submission: &Submission,
) -> Result<Option<RegistryProgress>, Failure> {
    let is_past_review = matches!(
        submission.state,
        SubmissionState::Approved { .. }
            | SubmissionState::AwaitingReview { .. }
            | SubmissionState::Voided { .. }
    );
    if !is_past_review {
        return Ok(None);
    }
    let records = app.store().registry_records();
    let records = records.list_of_submission(submission.id).await?;
    let photo = approved_photo(submission);
    let sent = records.into_iter().rev().find(|record| {
        let is_this = photo.is_none_or(|photo| photo == record.photo);
        is_this && record.held_photo().is_some()
    });
    let Some(record) = sent else {
        return Ok(photo.map(|_| RegistryProgress {
            step: RegistryStep::Waiting,
            built_at: None,
            sent_at: None,
            answered_at: None,
            identity: None,
            reason: None,
        }));
    };
    let package = app.store().registry_packages().find(record.package).await?;
    let package = package.ok_or_else(|| Failure::internal("a record of no package"))?;
    let built_at = package.archive().map(|archive| archive.built_at);
    Ok(Some(of_record(record, (built_at, package.sent_at()))))
}

fn of_record(
    record: RegistryRecord,
    (built_at, sent_at): (Option<Timestamp>, Option<Timestamp>),
) -> RegistryProgress {
    let (step, answered_at, identity, reason) = match record.state {
        RegistryRecordState::Accepted {
            accepted_at,
            identity,
        } => (RegistryStep::Accepted, Some(accepted_at), identity, None),
        RegistryRecordState::Refused { refused_at, reason } => {
            (RegistryStep::Refused, Some(refused_at), None, reason)
        }
        RegistryRecordState::Waiting | RegistryRecordState::Dropped { .. } if sent_at.is_some() => {
            (RegistryStep::Sent, None, None, None)
        }
        RegistryRecordState::Waiting | RegistryRecordState::Dropped { .. } => {
            (RegistryStep::Preparing, None, None, None)
        }
    };
    RegistryProgress {
        step,
        built_at,
        sent_at,
        answered_at,
        identity,
        reason,
    }
}
