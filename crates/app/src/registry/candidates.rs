//! Which submissions may be handed over, to the registry or to the school, and why the others may not.

use std::collections::{HashMap, HashSet};

use domain::{
    AccountId, BatchId, Degree, DegreeId, Photo, PhotoId, Purpose, RegistryPackageId,
    RegistryRecord, RegistryRecordState, Submission, SubmissionId, SubmissionState,
};
use store::Reads;
use store::repository::{ChangeRequests, Consents, Degrees, Photos, RegistryRecords};
use strum::{EnumString, IntoStaticStr, VariantArray, VariantNames};

use crate::failure::Failure;
use crate::money::{Settling, products_due};

/// Why a submission is left out of a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum LeftOut {
    /// It is not approved.
    NotApproved,
    /// A colleague has asked to replace or void it.
    ChangeAsked,
    /// The registry has accepted a portrait of this degree.
    AtRegistry,
    /// It is in another package.
    InPackage,
    /// This photo was sent before and not accepted; another one is needed.
    SentBefore,
    /// The student does not agree to the hand-over any more.
    NoConsent,
    /// The content of the collection code is not there any more.
    NoCode,
    /// The portrait is not there any more.
    NoPortrait,
    /// A fee is not settled.
    NotPaid,
    /// The student number, which files for schools are named by, is not known.
    NoNumber,
    /// The package is full; it can go into the next one.
    NextPackage,
}

impl LeftOut {
    /// Every reason, in the order in which they are looked for.
    pub const ALL: &'static [Self] = <Self as VariantArray>::VARIANTS;

    /// The reason as it is written.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// What is handed over of a submission.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    /// The approved submission.
    pub(crate) submission: Submission,
    /// Its degree, with the content of the collection code.
    pub(crate) degree: Degree,
    /// The approved photo, with its portrait.
    pub(crate) photo: Photo,
}

/// To whom something is handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Recipient {
    /// The registry, by a new package: what is in another one is left out.
    Registry,
    /// The registry, by this package: whether what is in it may still be sent.
    RegistryBy(RegistryPackageId),
    /// The school.
    School,
}

/// Judges some submissions of one batch, 200 at most.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(crate) async fn judge(
    reads: &impl Reads,
    batch: BatchId,
    submissions: Vec<Submission>,
    recipient: Recipient,
) -> Result<Vec<(SubmissionId, Result<Candidate, LeftOut>)>, Failure> {
    let known = Known::of(reads, batch, &submissions, recipient).await?;
    let judged = submissions.into_iter().map(|submission| {
        let id = submission.id;
        (id, known.judge(submission))
    });
    Ok(judged.collect())
}

/// What is known about some submissions.
struct Known {
    changing: HashSet<SubmissionId>,
    records: HashMap<DegreeId, Vec<RegistryRecord>>,
    withdrawn: HashSet<AccountId>,
    degrees: HashMap<DegreeId, Degree>,
    photos: HashMap<PhotoId, Photo>,
    unpaid: HashSet<SubmissionId>,
}

impl Known {
    async fn of(
        reads: &impl Reads,
        batch: BatchId,
        submissions: &[Submission],
        recipient: Recipient,
    ) -> Result<Self, Failure> {
        let approved: Vec<Submission> = submissions
            .iter()
            .filter(|of| approved_photo(of).is_some())
            .cloned()
            .collect();
        let ids: Vec<SubmissionId> = approved.iter().map(|of| of.id).collect();
        let degrees: Vec<DegreeId> = approved.iter().map(|of| of.degree).collect();
        let photos: Vec<PhotoId> = approved.iter().filter_map(approved_photo).collect();
        let changing = ChangeRequests::of(reads).list_open_of(&ids).await?;
        let records = records_for(reads, &degrees, recipient).await?;
        let unpaid = products_due(reads, batch, &approved, Settling::Submitting).await?;
        let degrees = Degrees::of(reads).list(&degrees).await?;
        let photos = Photos::of(reads).list(&photos).await?;
        Ok(Self {
            changing: changing.iter().map(|request| request.submission).collect(),
            records,
            withdrawn: withdrawn(reads, &approved).await?,
            degrees: degrees.into_iter().map(|of| (of.id, of)).collect(),
            photos: photos.into_iter().map(|of| (of.id, of)).collect(),
            unpaid: unpaid.into_keys().collect(),
        })
    }

    fn judge(&self, submission: Submission) -> Result<Candidate, LeftOut> {
        let photo = approved_photo(&submission).ok_or(LeftOut::NotApproved)?;
        if self.changing.contains(&submission.id) {
            return Err(LeftOut::ChangeAsked);
        }
        let before = self.records.get(&submission.degree);
        for record in before.into_iter().flatten() {
            if record.held_degree().is_some() {
                return Err(match record.state {
                    RegistryRecordState::Waiting => LeftOut::InPackage,
                    _ => LeftOut::AtRegistry,
                });
            }
            if record.held_photo() == Some(photo) {
                return Err(LeftOut::SentBefore);
            }
        }
        if self.withdrawn.contains(&submission.account) {
            return Err(LeftOut::NoConsent);
        }
        let degree = self.degrees.get(&submission.degree);
        let degree = degree.filter(|degree| degree.is_bound() && degree.details().is_some());
        let degree = degree.ok_or(LeftOut::NoCode)?;
        let photo = self.photos.get(&photo);
        let photo = photo.filter(|photo| {
            let assessment = photo.assessment();
            assessment.is_some_and(|assessment| assessment.portrait.is_some())
        });
        let photo = photo.ok_or(LeftOut::NoPortrait)?;
        if self.unpaid.contains(&submission.id) {
            return Err(LeftOut::NotPaid);
        }
        Ok(Candidate {
            degree: degree.clone(),
            photo: photo.clone(),
            submission,
        })
    }
}

/// What stands against handing some degrees over once more.
async fn records_for(
    reads: &impl Reads,
    degrees: &[DegreeId],
    recipient: Recipient,
) -> Result<HashMap<DegreeId, Vec<RegistryRecord>>, Failure> {
    let mut records: HashMap<DegreeId, Vec<RegistryRecord>> = HashMap::new();
    let own = match recipient {
        Recipient::School => return Ok(records),
        Recipient::Registry => None,
        Recipient::RegistryBy(package) => Some(package),
    };
    for record in RegistryRecords::of(reads).list_of_degrees(degrees).await? {
        if own != Some(record.package) {
            records.entry(record.degree).or_default().push(record);
        }
    }
    Ok(records)
}

/// The photo of an approved submission.
pub(super) const fn approved_photo(submission: &Submission) -> Option<PhotoId> {
    match &submission.state {
        SubmissionState::Approved { photo, .. } => Some(photo.id),
        _ => None,
    }
}

/// Accounts whose portraits nobody may hand over any more. A consent to the hand-over that was never asked for belongs
/// to what was submitted before it was a consent of its own.
async fn withdrawn(
    reads: &impl Reads,
    submissions: &[Submission],
) -> Result<HashSet<AccountId>, Failure> {
    let accounts: Vec<AccountId> = submissions.iter().map(|of| of.account).collect();
    let consents = Consents::of(reads);
    let collect = consents
        .list_of_accounts(&accounts, Purpose::CollectReviewHandOver)
        .await?;
    let hand_over = consents
        .list_of_accounts(&accounts, Purpose::HandOver)
        .await?;
    let in_force = |consent: &&domain::Consent| consent.in_force().is_some();
    let agreed: HashSet<AccountId> = collect
        .iter()
        .filter(in_force)
        .map(|of| of.account)
        .collect();
    let ended = hand_over.iter().filter(|consent| !in_force(consent));
    let mut withdrawn: HashSet<AccountId> = ended.map(|of| of.account).collect();
    withdrawn.extend(accounts.iter().filter(|account| !agreed.contains(account)));
    Ok(withdrawn)
}
