//! A run: print jobs of one batch that are produced together, their files, and, where they go to a school, the
//! one parcel they travel in and what the school says of it.

use serde::{Deserialize, Serialize};
use strum::{EnumDiscriminants, EnumString, IntoStaticStr, VariantArray, VariantNames};

use super::job::{PrintRefusal, ReprintReason};
use super::shipment::Shipment;
use crate::id::{BatchId, CentreId, PrintJobId, PrintRunId, SchoolId, StaffId};
use crate::print_shop::PrintShop;
use crate::protected::BlobKey;
use crate::timestamp::Timestamp;
use crate::transition::{Denied, WrongState, state_machine};
use crate::version::Version;
use crate::word::words;

/// The most jobs of a run: files stay so small that a laboratory takes them, and one parcel holds them.
pub const RUN_LIMIT: usize = 500;

/// The order in which sheets, labels and lists are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum RunOrder {
    /// By college, class, student number.
    College,
    /// By teaching point, class, student number.
    TeachingPoint,
    /// By class, student number.
    Class,
    /// By student number alone.
    Number,
}

words!(RunOrder);

/// A file of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum RunFile {
    /// The photo sheets.
    Sheets,
    /// Small portraits to be checked and signed.
    Contacts,
    /// Envelopes for the school, parcel labels for addresses.
    Labels,
    /// What the parcel holds, row by row.
    PackingList,
}

words!(RunFile);

/// Why the files of a run cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum FileFault {
    /// A name or an address has a character that no typeface has.
    NoGlyph,
    /// A name or an address has no room.
    TooLong,
    /// A portrait is missing, or cannot be printed.
    Portrait,
    /// Anything else; the log says more.
    Other,
}

words!(FileFault);

/// The files of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "files", rename_all = "kebab-case")]
pub enum RunFiles {
    /// They are being made.
    Building,
    /// They can be fetched.
    Ready {
        /// The objects.
        objects: Vec<(RunFile, BlobKey)>,
        /// When they were made.
        built_at: Timestamp,
    },
    /// They cannot be made.
    Failed {
        /// What cannot be printed.
        fault: FileFault,
        /// The job that it is of; none where no single job is at fault.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        job: Option<PrintJobId>,
    },
    /// Their days are over; they can be made again.
    Deleted,
}

/// What the school found wrong with a job of its parcel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum DeliveryProblem {
    /// It is not in the parcel.
    Missing,
    /// It is damaged.
    Damaged,
    /// It shows somebody else, or has another size.
    Wrong,
}

words!(DeliveryProblem);

impl DeliveryProblem {
    /// Why it is made once more.
    pub const fn reason(self) -> ReprintReason {
        match self {
            Self::Missing => ReprintReason::Lost,
            Self::Damaged => ReprintReason::Damaged,
            Self::Wrong => ReprintReason::WrongPrints,
        }
    }
}

/// A job of a parcel and what is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discrepancy {
    /// The job.
    pub job: PrintJobId,
    /// What is wrong.
    pub problem: DeliveryProblem,
}

/// How far a run has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, EnumDiscriminants)]
#[serde(tag = "state", rename_all = "kebab-case")]
#[strum_discriminants(
    name(PrintRunStateName),
    doc = "The name of a run's state, without its data; in the order of a life.",
    derive(Hash, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray, VariantNames),
    strum(serialize_all = "kebab-case")
)]
pub enum PrintRunState {
    /// Its jobs are printed, scanned and shipped.
    Open,
    /// The parcel is on its way to the school.
    Shipped {
        /// How it travels.
        shipment: Shipment,
        /// When it was handed over.
        shipped_at: Timestamp,
    },
    /// The school has the parcel.
    Acknowledged {
        /// How it travelled.
        shipment: Shipment,
        /// Who said so.
        acknowledged_by: StaffId,
        /// When it was said.
        acknowledged_at: Timestamp,
        /// What was wrong; those jobs wait to be made once more.
        discrepancies: Vec<Discrepancy>,
    },
}

words!(PrintRunState as PrintRunStateName);

/// What is done with a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum PrintRunAction {
    /// Its files are made again.
    Rebuild,
    /// Its files are there.
    Build,
    /// Its parcel is handed to the courier.
    Ship,
    /// The school acknowledges the parcel.
    Acknowledge,
}

state_machine!(PrintRun: PrintRunStateName, PrintRunAction, PrintRefusal);

/// A run under construction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPrintRun {
    /// Unique; made outside, in order of creation.
    pub id: PrintRunId,
    /// The centre.
    pub centre: CentreId,
    /// The batch.
    pub batch: BatchId,
    /// The school that its parcel goes to; none where each job goes to an address.
    pub school: Option<SchoolId>,
    /// The order of its jobs.
    pub order: RunOrder,
    /// The jobs in that order, 1 … 500.
    pub jobs: Vec<PrintJobId>,
    /// Where its sheets are printed, as it was measured then; none where nothing is corrected.
    pub shop: Option<PrintShop>,
}

/// Print jobs that are produced together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintRun {
    /// Unique; made outside, in order of creation.
    pub id: PrintRunId,
    /// The centre that produces it.
    pub centre: CentreId,
    /// Raised with every change.
    pub version: Version,
    /// The batch.
    pub batch: BatchId,
    /// The school that its parcel goes to; none where each job goes to an address.
    pub school: Option<SchoolId>,
    /// The order of its jobs.
    pub order: RunOrder,
    /// The jobs that it began with, in that order.
    pub jobs: Vec<PrintJobId>,
    /// Where its sheets are printed, as it was measured when they were made; none where nothing is corrected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shop: Option<PrintShop>,
    /// Who started it.
    pub started_by: StaffId,
    /// When it was started.
    pub started_at: Timestamp,
    /// Its files.
    pub files: RunFiles,
    /// How far it has come.
    pub state: PrintRunState,
}

impl PrintRun {
    /// Starts a run.
    ///
    /// # Errors
    /// [`PrintRefusal::NothingWaits`] without a job.
    pub fn start(new: NewPrintRun, by: StaffId, at: Timestamp) -> Result<Self, Denied<Self>> {
        if new.jobs.is_empty() {
            return Err(PrintRefusal::NothingWaits.into());
        }
        Ok(Self {
            id: new.id,
            centre: new.centre,
            version: Version::FIRST,
            batch: new.batch,
            school: new.school,
            order: new.order,
            jobs: new.jobs,
            shop: new.shop,
            started_by: by,
            started_at: at,
            files: RunFiles::Building,
            state: PrintRunState::Open,
        })
    }

    /// Its files are made again, for the shop as it is measured now; none where it is forgotten, and then what it was
    /// scaled by stays.
    ///
    /// # Errors
    /// [`WrongState`] once the school has acknowledged; what is missing then is a matter of another run.
    pub fn rebuild(mut self, shop: Option<PrintShop>) -> Result<Self, Denied<Self>> {
        if let PrintRunState::Acknowledged { .. } = self.state {
            return Err(WrongState::new(&self.state, PrintRunAction::Rebuild).into());
        }
        self.shop = shop.or(self.shop);
        Ok(self.with_files(RunFiles::Building))
    }

    /// Its files are there, cannot be made, or their days are over.
    #[must_use]
    pub fn with_files(mut self, files: RunFiles) -> Self {
        self.files = files;
        self.version = self.version.next();
        self
    }

    /// What the school found missing or wrong; empty before it acknowledged.
    pub fn discrepancies(&self) -> &[Discrepancy] {
        match &self.state {
            PrintRunState::Acknowledged { discrepancies, .. } => discrepancies,
            PrintRunState::Open | PrintRunState::Shipped { .. } => &[],
        }
    }

    /// The parcel for the school is handed to the courier.
    ///
    /// # Errors
    /// [`Denied`]: each job travels by itself, or it was shipped before.
    pub fn ship(mut self, shipment: Shipment, at: Timestamp) -> Result<Self, Denied<Self>> {
        if self.school.is_none() {
            return Err(PrintRefusal::OtherWay.into());
        }
        let PrintRunState::Open = self.state else {
            return Err(WrongState::new(&self.state, PrintRunAction::Ship).into());
        };
        self.state = PrintRunState::Shipped {
            shipment,
            shipped_at: at,
        };
        self.version = self.version.next();
        Ok(self)
    }

    /// The school has the parcel, with what is wrong.
    ///
    /// # Errors
    /// [`WrongState`] unless it is on its way.
    pub fn acknowledge(
        mut self,
        discrepancies: Vec<Discrepancy>,
        by: StaffId,
        at: Timestamp,
    ) -> Result<Self, Denied<Self>> {
        let PrintRunState::Shipped { shipment, .. } = self.state.clone() else {
            return Err(WrongState::new(&self.state, PrintRunAction::Acknowledge).into());
        };
        self.state = PrintRunState::Acknowledged {
            shipment,
            acknowledged_by: by,
            acknowledged_at: at,
            discrepancies,
        };
        self.version = self.version.next();
        Ok(self)
    }

    /// The objects of its files.
    pub fn objects(&self) -> Vec<BlobKey> {
        match &self.files {
            RunFiles::Ready { objects, .. } => {
                objects.iter().map(|(_, object)| object.clone()).collect()
            }
            RunFiles::Building | RunFiles::Failed { .. } | RunFiles::Deleted => Vec::new(),
        }
    }

    /// One of its files.
    ///
    /// # Errors
    /// [`PrintRefusal::FilesNotThere`].
    pub fn object(&self, file: RunFile) -> Result<&BlobKey, PrintRefusal> {
        let RunFiles::Ready { objects, .. } = &self.files else {
            return Err(PrintRefusal::FilesNotThere);
        };
        let mut found = objects.iter().filter(|(of, _)| *of == file);
        let found = found.next().map(|(_, object)| object);
        found.ok_or(PrintRefusal::FilesNotThere)
    }

    /// When its files were made; none where they are not there.
    pub const fn built_at(&self) -> Option<Timestamp> {
        match &self.files {
            RunFiles::Ready { built_at, .. } => Some(*built_at),
            RunFiles::Building | RunFiles::Failed { .. } | RunFiles::Deleted => None,
        }
    }
}
