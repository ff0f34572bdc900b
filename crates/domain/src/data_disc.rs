//! A data disc 数据光盘 for a school, or the same as an archive: asked for by one person, approved by another one, made by the
//! service. It holds portraits and lists of students, so its files end after some days. What is on it is planned once;
//! volumes that are made are kept while the others are still written.

use serde::{Deserialize, Serialize};
use strum::{EnumDiscriminants, EnumString, IntoStaticStr, VariantArray, VariantNames};

use crate::id::{BatchId, CentreId, DataDiscId, SchoolId, StaffId};
use crate::protected::{BlobKey, ContentHash, Sealed};
use crate::refusal::Coded;
use crate::timestamp::{Duration, Timestamp};
use crate::transition::{Denied, WrongState, state_machine};
use crate::version::Version;
use crate::word::words;

/// How long the files of a disc can be fetched after they were made.
pub const DISC_KEPT: Duration = Duration::from_days(30);

/// What a disc is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum DiscForm {
    /// Images of 700 MB at most.
    Cd,
    /// Images of 4.7 GB at most.
    Dvd,
    /// One archive, for a memory stick or a transfer.
    Zip,
    /// The same archive under a passphrase (AES-256), for whatever may be lost on its way.
    EncryptedZip,
}

words!(DiscForm);

/// One image or archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiscVolume {
    /// The object; none once its days are over.
    pub blob: Option<BlobKey>,
    /// Its length, bytes.
    pub length_bytes: u64,
    /// SHA-256 of the image, to be compared with the disc that was burnt.
    pub sha256: ContentHash,
    /// Portraits on it.
    pub portraits: u32,
}

/// How far a disc has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, EnumDiscriminants)]
#[serde(tag = "state", rename_all = "kebab-case")]
#[strum_discriminants(
    name(DataDiscStateName),
    doc = "The name of a disc's state, without its data; in the order of a life.",
    derive(Hash, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray, VariantNames),
    strum(serialize_all = "kebab-case")
)]
pub enum DataDiscState {
    /// A second person has to look.
    Proposed,
    /// It is to be planned.
    Approved {
        /// The second person.
        approved_by: StaffId,
        /// When it was approved; the date on the disc.
        approved_at: Timestamp,
    },
    /// It is planned, and its volumes are being written.
    Making {
        /// When it was approved; the date on the disc.
        approved_at: Timestamp,
        /// The plan, as an object.
        plan: BlobKey,
        /// Volumes that are written.
        volumes: Vec<DiscVolume>,
    },
    /// It can be fetched.
    Ready {
        /// When the last volume was written.
        made_at: Timestamp,
        /// The plan, as an object; none once its days are over.
        plan: Option<BlobKey>,
        /// All volumes.
        volumes: Vec<DiscVolume>,
    },
    /// The second person did not agree.
    Declined {
        /// The second person.
        declined_by: StaffId,
        /// When it was declined.
        declined_at: Timestamp,
    },
    /// Given up; its files are deleted.
    Dropped {
        /// When it was given up.
        dropped_at: Timestamp,
    },
}

words!(DataDiscState as DataDiscStateName);

/// What is done with a disc.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum DataDiscAction {
    /// The second person agrees.
    Approve,
    /// The second person does not agree.
    Decline,
    /// It is given up.
    Drop,
    /// It is planned.
    Plan,
    /// A volume is written.
    Write,
    /// A volume is fetched.
    Fetch,
    /// The passphrase of an encrypted archive is shown.
    Reveal,
}

/// Why a disc does not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum DataDiscRefusal {
    /// Who asked for it cannot approve it.
    #[error("a second person has to approve what the first one has asked for")]
    #[strum(serialize = "disc-second-person-needed")]
    SecondPerson,
    /// The days of its files are over.
    #[error("the files of this disc were deleted when their days were over")]
    #[strum(serialize = "disc-files-gone")]
    FilesGone,
    /// The passphrase is shown to who asked for the archive and to nobody else.
    #[error("the passphrase is shown to who asked for the archive alone")]
    #[strum(serialize = "disc-passphrase-of-another")]
    PassphraseOfAnother,
    /// What is not encrypted has no passphrase.
    #[error("this disc is not encrypted")]
    #[strum(serialize = "disc-not-encrypted")]
    NotEncrypted,
}

impl Coded for DataDiscRefusal {
    crate::codes_by_name!();
}

state_machine!(DataDisc: DataDiscStateName, DataDiscAction, DataDiscRefusal);

/// A disc under construction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDataDisc {
    /// Unique; made outside, in order of creation.
    pub id: DataDiscId,
    /// The centre that makes it.
    pub centre: CentreId,
    /// The batch.
    pub batch: BatchId,
    /// The school that it is for.
    pub school: SchoolId,
    /// What it is written as.
    pub form: DiscForm,
    /// Where a portrait lies on it: a path with fields, checked by who writes it.
    pub template: String,
    /// How many portraits are to go on it, at least one.
    pub portraits: u32,
    /// The passphrase of an encrypted archive; none for any other form.
    pub passphrase: Option<Sealed>,
    /// Who asks for it.
    pub by: StaffId,
}

/// The portraits of a school's students in a batch, on discs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataDisc {
    /// Unique; made outside, in order of creation.
    pub id: DataDiscId,
    /// The centre that makes it.
    pub centre: CentreId,
    /// Raised with every change.
    pub version: Version,
    /// The batch.
    pub batch: BatchId,
    /// The school that it is for.
    pub school: SchoolId,
    /// What it is written as.
    pub form: DiscForm,
    /// Where a portrait lies on it, such as `{college}/{number}.jpg`.
    #[serde(default = "by_college")]
    pub template: String,
    /// How many portraits are on it; as proposed until it is planned.
    pub portraits: u32,
    /// The passphrase of an encrypted archive, as long as it may be opened; none for any other form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passphrase: Option<Sealed>,
    /// Who asked for it.
    pub proposed_by: StaffId,
    /// When it was asked for.
    pub proposed_at: Timestamp,
    /// How far it has come.
    pub state: DataDiscState,
}

/// Where portraits lay before it could be chosen.
fn by_college() -> String {
    "{college}/{number}.jpg".to_owned()
}

impl DataDisc {
    /// Proposes it to a second person.
    pub fn propose(new: NewDataDisc, at: Timestamp) -> Self {
        Self {
            id: new.id,
            centre: new.centre,
            version: Version::FIRST,
            batch: new.batch,
            school: new.school,
            form: new.form,
            template: new.template,
            portraits: new.portraits,
            passphrase: new.passphrase,
            proposed_by: new.by,
            proposed_at: at,
            state: DataDiscState::Proposed,
        }
    }

    /// The second person agrees: it is made next.
    ///
    /// # Errors
    /// [`Denied`]: not proposed, or the same person.
    pub fn approve(self, by: StaffId, at: Timestamp) -> Result<Self, Denied<Self>> {
        self.check_second(by, DataDiscAction::Approve)?;
        Ok(self.enter(DataDiscState::Approved {
            approved_by: by,
            approved_at: at,
        }))
    }

    /// The second person does not agree.
    ///
    /// # Errors
    /// As [`Self::approve`]; who asked for it drops it instead.
    pub fn decline(self, by: StaffId, at: Timestamp) -> Result<Self, Denied<Self>> {
        self.check_second(by, DataDiscAction::Decline)?;
        Ok(self.enter(DataDiscState::Declined {
            declined_by: by,
            declined_at: at,
        }))
    }

    /// Gives it up, or deletes its files before their days are over.
    ///
    /// # Errors
    /// [`WrongState`] once it is over.
    pub fn drop_disc(self, at: Timestamp) -> Result<Self, Denied<Self>> {
        match self.state {
            DataDiscState::Declined { .. } | DataDiscState::Dropped { .. } => {
                Err(self.wrong_state(DataDiscAction::Drop))
            }
            _ => Ok(self.enter(DataDiscState::Dropped { dropped_at: at })),
        }
    }

    /// It is planned, with so many portraits.
    ///
    /// # Errors
    /// [`WrongState`] unless it is approved.
    pub fn planned(mut self, plan: BlobKey, portraits: u32) -> Result<Self, Denied<Self>> {
        let DataDiscState::Approved { approved_at, .. } = self.state else {
            return Err(self.wrong_state(DataDiscAction::Plan));
        };
        self.portraits = portraits;
        Ok(self.enter(DataDiscState::Making {
            approved_at,
            plan,
            volumes: Vec::new(),
        }))
    }

    /// The next volume is written; `is_last` where none follows.
    ///
    /// # Errors
    /// [`WrongState`] unless it is being made.
    pub fn written(
        self,
        volume: DiscVolume,
        is_last: bool,
        at: Timestamp,
    ) -> Result<Self, Denied<Self>> {
        let DataDiscState::Making {
            approved_at,
            plan,
            volumes,
        } = &self.state
        else {
            return Err(self.wrong_state(DataDiscAction::Write));
        };
        let (approved_at, plan) = (*approved_at, plan.clone());
        let mut volumes = volumes.clone();
        volumes.push(volume);
        Ok(self.enter(if is_last {
            DataDiscState::Ready {
                made_at: at,
                plan: Some(plan),
                volumes,
            }
        } else {
            DataDiscState::Making {
                approved_at,
                plan,
                volumes,
            }
        }))
    }

    /// The plan, while its files are there.
    ///
    /// # Errors
    /// [`Denied`]: not made, or its days are over.
    pub fn plan(&self) -> Result<&BlobKey, Denied<Self>> {
        match &self.state {
            DataDiscState::Ready { plan, .. } => {
                Ok(plan.as_ref().ok_or(DataDiscRefusal::FilesGone)?)
            }
            _ => Err(self.wrong_state(DataDiscAction::Fetch)),
        }
    }

    /// The passphrase, for who asked for the archive.
    ///
    /// # Errors
    /// [`Denied`]: not encrypted, not made, its days are over, or somebody else.
    pub fn reveal(&self, to: StaffId) -> Result<&Sealed, Denied<Self>> {
        if self.form != DiscForm::EncryptedZip {
            return Err(DataDiscRefusal::NotEncrypted.into());
        }
        if !matches!(self.state, DataDiscState::Ready { .. }) {
            return Err(self.wrong_state(DataDiscAction::Reveal));
        }
        if to != self.proposed_by {
            return Err(DataDiscRefusal::PassphraseOfAnother.into());
        }
        let passphrase = self.passphrase.as_ref();
        Ok(passphrase.ok_or(DataDiscRefusal::FilesGone)?)
    }

    /// The passphrase under another key.
    #[must_use]
    pub fn reseal(mut self, passphrase: Sealed) -> Self {
        self.passphrase = Some(passphrase);
        self.version = self.version.next();
        self
    }

    /// The volumes that are written, also of a disc whose files are gone.
    pub fn volumes(&self) -> &[DiscVolume] {
        match &self.state {
            DataDiscState::Making { volumes, .. } | DataDiscState::Ready { volumes, .. } => volumes,
            _ => &[],
        }
    }

    /// Everything that it keeps in the vault.
    pub fn blobs(&self) -> impl Iterator<Item = &BlobKey> {
        let plan = match &self.state {
            DataDiscState::Making { plan, .. } => Some(plan),
            DataDiscState::Ready { plan, .. } => plan.as_ref(),
            _ => None,
        };
        let volumes = self.volumes().iter();
        plan.into_iter()
            .chain(volumes.filter_map(|volume| volume.blob.as_ref()))
    }

    /// When its files are deleted, while there are any.
    pub fn files_end_at(&self) -> Option<Timestamp> {
        match &self.state {
            DataDiscState::Ready {
                made_at,
                plan: Some(_),
                ..
            } => Some(*made_at + DISC_KEPT),
            // A disc that is never finished keeps its files no longer either.
            DataDiscState::Making { approved_at, .. } => Some(*approved_at + DISC_KEPT),
            _ => None,
        }
    }

    /// Its files are deleted; a disc that is not finished is given up with them. Unchanged where there are none.
    #[must_use]
    pub fn forget_files(mut self, at: Timestamp) -> Self {
        match &mut self.state {
            DataDiscState::Ready { plan, volumes, .. } => {
                *plan = None;
                self.passphrase = None;
                for volume in volumes {
                    volume.blob = None;
                }
                self.version = self.version.next();
                self
            }
            DataDiscState::Making { .. } => self.enter(DataDiscState::Dropped { dropped_at: at }),
            _ => self,
        }
    }

    fn check_second(&self, by: StaffId, action: DataDiscAction) -> Result<(), Denied<Self>> {
        if self.state != DataDiscState::Proposed {
            return Err(self.wrong_state(action));
        }
        if by == self.proposed_by {
            return Err(DataDiscRefusal::SecondPerson.into());
        }
        Ok(())
    }

    fn wrong_state(&self, action: DataDiscAction) -> Denied<Self> {
        WrongState::new(&self.state, action).into()
    }

    fn enter(mut self, state: DataDiscState) -> Self {
        if let DataDiscState::Declined { .. } | DataDiscState::Dropped { .. } = state {
            self.passphrase = None;
        }
        self.state = state;
        self.version = self.version.next();
        self
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn staff(number: u128) -> StaffId {
        StaffId::from_uuid(Uuid::from_u128(number))
    }

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_micros(minute * 60_000_000)
    }

    fn disc() -> DataDisc {
        let new = NewDataDisc {
            id: DataDiscId::from_uuid(Uuid::from_u128(1)),
            centre: CentreId::from_uuid(Uuid::from_u128(2)),
            batch: BatchId::from_uuid(Uuid::from_u128(3)),
            school: SchoolId::from_uuid(Uuid::from_u128(4)),
            form: DiscForm::Cd,
            template: "{number}.jpg".to_owned(),
            portraits: 9,
            passphrase: None,
            by: staff(1),
        };
        DataDisc::propose(new, at(0))
    }

    fn blob(name: &str) -> BlobKey {
        BlobKey::new(name).unwrap()
    }

    fn volume(name: &str) -> DiscVolume {
        DiscVolume {
            blob: Some(blob(name)),
            length_bytes: 10,
            sha256: ContentHash::from_bytes([1; 32]),
            portraits: 4,
        }
    }

    fn making() -> DataDisc {
        let approved = disc().approve(staff(2), at(1)).unwrap();
        approved.planned(blob("plan"), 8).unwrap()
    }

    #[track_caller]
    fn check(result: Result<DataDisc, Denied<DataDisc>>, expected: &str) {
        let code = result.map_or_else(|denied| denied.code(), |disc| disc.state.name());
        assert_eq!(code, expected);
    }

    #[test]
    fn it_takes_two_people() {
        let refused = "disc-second-person-needed";
        check(disc().approve(staff(1), at(1)), refused);
        check(disc().decline(staff(1), at(1)), refused);
        check(disc().decline(staff(2), at(1)), "declined");
        check(making().approve(staff(2), at(1)), "wrong-state");
        check(disc().drop_disc(at(1)), "dropped");
    }

    #[test]
    fn it_is_made_volume_by_volume() {
        check(disc().planned(blob("plan"), 8), "wrong-state");
        check(disc().written(volume("1"), true, at(2)), "wrong-state");
        let one = making().written(volume("1"), false, at(2)).unwrap();
        assert_eq!(
            (one.state.name(), one.volumes().len(), one.portraits),
            ("making", 1, 8)
        );
        assert_eq!(one.plan().unwrap_err().code(), "wrong-state");
        let ready = one.written(volume("2"), true, at(3)).unwrap();
        assert_eq!(ready.plan(), Ok(&blob("plan")));
        assert_eq!(ready.blobs().count(), 3);
        assert_eq!(ready.files_end_at(), Some(at(3) + DISC_KEPT));
    }

    fn encrypted() -> DataDisc {
        let passphrase = Some(Sealed::from_bytes(vec![7]));
        DataDisc {
            form: DiscForm::EncryptedZip,
            passphrase,
            ..disc()
        }
    }

    #[test]
    fn a_passphrase_is_shown_to_who_asked_once_there_is_something_to_open() {
        #[track_caller]
        fn check(disc: &DataDisc, to: StaffId, expected: &str) {
            let shown = disc.reveal(to).map(|_| ());
            assert_eq!(
                shown.map_or_else(|denied| denied.code(), |()| "shown"),
                expected
            );
        }
        check(&making(), staff(1), "disc-not-encrypted");
        check(&encrypted(), staff(1), "wrong-state");
        let approved = encrypted().approve(staff(2), at(1)).unwrap();
        let planned = approved.planned(blob("plan"), 8).unwrap();
        let ready = planned.written(volume("1"), true, at(2)).unwrap();
        check(&ready, staff(1), "shown");
        check(&ready, staff(2), "disc-passphrase-of-another");
        check(
            &ready.clone().forget_files(at(3)),
            staff(1),
            "disc-files-gone",
        );
        let dropped = ready.drop_disc(at(3)).unwrap();
        assert_eq!(dropped.passphrase, None);
        let declined = encrypted().decline(staff(2), at(1)).unwrap();
        assert_eq!(declined.passphrase, None);
    }

    #[test]
    fn its_files_end_and_the_record_stays() {
        let ready = making().written(volume("1"), true, at(3)).unwrap();
        let gone = ready.forget_files(at(4));
        assert_eq!((gone.blobs().count(), gone.volumes().len()), (0, 1));
        assert_eq!((gone.files_end_at(), gone.state.name()), (None, "ready"));
        assert_eq!(gone.plan().unwrap_err().code(), "disc-files-gone");
        let unfinished = making().forget_files(at(4));
        assert_eq!(
            (unfinished.state.name(), unfinished.blobs().count()),
            ("dropped", 0)
        );
        assert_eq!(disc().forget_files(at(4)), disc());
    }
}
