//! Packages for the registry, and its answers; what other things to be handed over have in common with them.

use std::collections::BTreeMap;

use app::registry as found;
use app::registry::{AnswerCounts, AnswersPreview, LeftOut};
use domain::{RegistryPackage, RegistryPackageState, RegistryRecordStateName};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::views::Instant;
use crate::views::shared::registry::RegistryIdentityWord;
use crate::word::wire_words;

wire_words! {
    /// Why a submission is left out of a package.
    LeftOutWord of app::registry::LeftOut;
    /// How far a package has come.
    PackageStateWord of domain::RegistryPackageStateName;
    /// What became of a portrait in a package.
    RecordStateWord of domain::RegistryRecordStateName;
}

/// Submissions that are left out for one reason.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LeftOutView {
    reason: LeftOutWord,
    submissions: u32,
}

/// What a package of a batch would hold now.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PackagePreviewView {
    /// Portraits that would go into it.
    records: u32,
    /// Submissions that would not, by reason.
    left_out: Vec<LeftOutView>,
}

impl LeftOutView {
    /// Reasons, each with its number.
    pub(crate) fn list(left_out: BTreeMap<LeftOut, u32>) -> Vec<Self> {
        let left_out = left_out.into_iter().map(|(reason, submissions)| Self {
            reason: reason.into(),
            submissions,
        });
        left_out.collect()
    }
}

impl From<found::PackagePreview> for PackagePreviewView {
    fn from(preview: found::PackagePreview) -> Self {
        Self {
            records: preview.records,
            left_out: LeftOutView::list(preview.left_out),
        }
    }
}

/// How many portraits of a package became what.
#[derive(Debug, Default, Serialize, ToSchema)]
pub(crate) struct RecordCountsView {
    waiting: u32,
    /// Accepted in all.
    accepted: u32,
    /// Of those, found to show the same person.
    same_person: u32,
    /// Of those, found to show another person.
    not_passed: u32,
    /// Of those, to be looked at by a person.
    uncertain: u32,
    /// Of those, not to be compared.
    abnormal: u32,
    refused: u32,
    /// Left out before it was sent.
    dropped: u32,
}

impl From<AnswerCounts> for RecordCountsView {
    fn from(counts: AnswerCounts) -> Self {
        Self {
            accepted: counts.accepted,
            same_person: counts.same_person,
            not_passed: counts.not_passed,
            uncertain: counts.uncertain,
            abnormal: counts.abnormal,
            refused: counts.refused,
            ..Self::default()
        }
    }
}

impl From<found::PackageCounts> for RecordCountsView {
    fn from(counts: found::PackageCounts) -> Self {
        Self {
            waiting: counts.waiting,
            dropped: counts.dropped,
            ..counts.answers.into()
        }
    }
}

/// A package for the registry.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RegistryPackageView {
    id: Uuid,
    batch: Uuid,
    /// The number that the registry's answers name.
    number: String,
    state: PackageStateWord,
    /// Portraits that it holds.
    records: u32,
    proposed_by: Uuid,
    proposed_at: Instant,
    /// When its file was written.
    built_at: Option<Instant>,
    /// When it was sent.
    sent_at: Option<Instant>,
    /// When the last answer came.
    answered_at: Option<Instant>,
    /// Length of its file in bytes, while there is one.
    file_bytes: Option<u64>,
    /// When its file is deleted, while there is one.
    file_ends_at: Option<Instant>,
}

impl From<&RegistryPackage> for RegistryPackageView {
    fn from(package: &RegistryPackage) -> Self {
        let archive = package.archive();
        let file = archive.filter(|archive| archive.blob.is_some());
        let answered_at = match package.state {
            RegistryPackageState::Answered { answered_at, .. } => Some(answered_at),
            _ => None,
        };
        Self {
            id: package.id.as_uuid(),
            batch: package.batch.as_uuid(),
            number: package.number.clone(),
            state: domain::RegistryPackageStateName::from(&package.state).into(),
            records: package.records,
            proposed_by: package.proposed_by.as_uuid(),
            proposed_at: package.proposed_at.into(),
            built_at: archive.map(|archive| archive.built_at.into()),
            sent_at: package.sent_at().map(Instant::from),
            answered_at: answered_at.map(Instant::from),
            file_bytes: file.map(|archive| archive.length_bytes),
            file_ends_at: file.map(|archive| archive.ends_at().into()),
        }
    }
}

/// A package with what staff have to know.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ListedPackageView {
    #[serde(flatten)]
    package: RegistryPackageView,
    /// Name of the member of staff who proposed it.
    proposer: String,
    counts: RecordCountsView,
    /// Whether the caller is the second person that it waits for.
    is_answerable: bool,
}

impl From<found::PackageView> for ListedPackageView {
    fn from(found: found::PackageView) -> Self {
        Self {
            package: (&found.package).into(),
            proposer: found.proposer,
            counts: found.counts.into(),
            is_answerable: found.is_answerable,
        }
    }
}

/// A portrait in a package.
// Shows nothing in `Debug`: it holds personal values.
#[derive(Serialize, ToSchema)]
pub(crate) struct RegistryRecordView {
    id: Uuid,
    submission: Uuid,
    degree: Uuid,
    /// Place in the package, from 1; none until it is built.
    serial: Option<u32>,
    /// The student number; none once the data are erased.
    student_number: Option<String>,
    /// The name, partly hidden; none once the data are erased.
    masked_name: Option<String>,
    state: RecordStateWord,
    /// What the comparison said of one that was accepted.
    identity: Option<RegistryIdentityWord>,
    /// Why it was refused, in the registry's words.
    reason: Option<String>,
}

impl From<found::RecordView> for RegistryRecordView {
    fn from(found: found::RecordView) -> Self {
        use domain::RegistryRecordState as State;
        let record = found.record;
        let state = RegistryRecordStateName::from(&record.state);
        let (identity, reason) = match record.state {
            State::Accepted { identity, .. } => (identity, None),
            State::Refused { reason, .. } => (None, reason),
            State::Waiting | State::Dropped { .. } => (None, None),
        };
        Self {
            id: record.id.as_uuid(),
            submission: record.submission.as_uuid(),
            degree: record.degree.as_uuid(),
            serial: record.serial,
            student_number: found.student_number,
            masked_name: found.masked_name,
            state: state.into(),
            identity: identity.map(RegistryIdentityWord::from),
            reason: reason.map(|reason| reason.as_str().to_owned()),
        }
    }
}

/// Where a file can be fetched.
// Shows nothing in `Debug`: the link opens the file.
#[derive(Serialize, ToSchema)]
pub(crate) struct FileLinkView {
    /// Path of the file, for the caller alone.
    address: String,
    expires_at: Instant,
    /// Length of the file in bytes.
    bytes: u64,
}

impl From<found::PackageLink> for FileLinkView {
    fn from(link: found::PackageLink) -> Self {
        Self {
            address: format!("/api/v1/files/{}", link.link),
            expires_at: link.expires_at.into(),
            bytes: link.length_bytes,
        }
    }
}

impl From<app::data_disc::DiscLink> for FileLinkView {
    fn from(link: app::data_disc::DiscLink) -> Self {
        Self {
            address: format!("/api/v1/files/{}", link.link),
            expires_at: link.expires_at.into(),
            bytes: link.length_bytes,
        }
    }
}

impl From<app::list_export::ListLink> for FileLinkView {
    fn from(link: app::list_export::ListLink) -> Self {
        Self {
            address: format!("/api/v1/files/{}", link.link),
            expires_at: link.expires_at.into(),
            bytes: link.length_bytes,
        }
    }
}

/// What a result file says, and what is new in it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AnswersView {
    package: RegistryPackageView,
    /// What its lines say.
    lines: RecordCountsView,
    /// What is new of that.
    news: RecordCountsView,
    /// Portraits that wait for an answer after it.
    waiting: u32,
}

impl From<AnswersPreview> for AnswersView {
    fn from(preview: AnswersPreview) -> Self {
        Self {
            package: (&preview.package).into(),
            lines: preview.lines.into(),
            news: preview.news.into(),
            waiting: preview.waiting,
        }
    }
}
