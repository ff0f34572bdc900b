//! A print job: the sheets of one student that go to one destination. Whether it is paid stands on its order,
//! and is asked there; a job without an order is the set that the collection fee includes.

use serde::{Deserialize, Serialize};
use strum::{EnumDiscriminants, EnumString, IntoStaticStr, VariantArray, VariantNames};

use super::layout::PrintSet;
use super::shipment::Shipment;
use crate::actor::Actor;
use crate::degree::Degree;
use crate::id::{
    AccountId, BatchId, CentreId, DegreeId, OrderId, PrintJobId, PrintRunId, SchoolId, StaffId,
};
use crate::money::OrderNumber;
use crate::protected::Sealed;
use crate::refusal::{Coded, Kind};
use crate::timestamp::Timestamp;
use crate::transition::{Denied, WrongState, state_machine};
use crate::version::Version;
use crate::word::words;

/// Where prints go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "to", rename_all = "kebab-case")]
pub enum Destination {
    /// To the school, together with those of the others.
    School {
        /// The school.
        school: SchoolId,
    },
    /// To an address of the student's.
    Address {
        /// What the address book said when it was ordered; none once it was deleted.
        content: Option<Sealed>,
    },
}

/// Why sheets are made once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum ReprintReason {
    /// Damaged in production or on the way.
    Damaged,
    /// It did not arrive.
    Lost,
    /// Something else arrived than was ordered.
    WrongPrints,
}

words!(ReprintReason);

/// How far a job has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, EnumDiscriminants)]
#[serde(tag = "state", rename_all = "kebab-case")]
#[strum_discriminants(
    name(PrintJobStateName),
    doc = "The name of a print job's state, without its data; in the order of a life.",
    derive(Hash, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray, VariantNames),
    strum(serialize_all = "kebab-case")
)]
pub enum PrintJobState {
    /// To be produced (待制作).
    Waiting {
        /// Since when.
        since: Timestamp,
    },
    /// In a run (制作中).
    InProduction {
        /// The run.
        run: PrintRunId,
        /// When the run was started.
        started_at: Timestamp,
        /// When its code was scanned into the parcel; none before.
        packed_at: Option<Timestamp>,
    },
    /// On its way (已寄送).
    Shipped {
        /// The run.
        run: PrintRunId,
        /// How it travels.
        shipment: Shipment,
        /// Who handed it over.
        shipped_by: StaffId,
        /// When it was handed over.
        shipped_at: Timestamp,
    },
    /// It has arrived (已签收).
    Received {
        /// The run.
        run: PrintRunId,
        /// How it travelled.
        shipment: Shipment,
        /// Who said so: the student, the school's officer, or a member of the centre's staff.
        received_by: Actor,
        /// When it was said.
        received_at: Timestamp,
    },
}

words!(PrintJobState as PrintJobStateName);

/// Why prints are not ordered, produced or shipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum PrintRefusal {
    /// There is no approved portrait of this degree.
    #[error("prints are made of approved portraits alone")]
    NotApproved,
    /// No sheet, a layout twice, or more sheets than an order takes.
    #[error("an order has at least one sheet, each layout once, and at most 50 sheets")]
    SheetsImpossible,
    /// Another order of this degree waits for payment.
    #[error("another order of this degree waits for payment")]
    OrderWaits,
    /// The degree's school is no customer, so nothing can be sent to it.
    #[error("the prints cannot go to the school")]
    NoSchool,
    /// Nothing waits that this run could take.
    #[error("nothing waits to be produced")]
    NothingWaits,
    /// The scanned code belongs to another run.
    #[error("this belongs to another run")]
    OtherRun,
    /// It was scanned before.
    #[error("this was scanned before")]
    PackedAlready,
    /// Something of the parcel was not scanned.
    #[error("not everything was scanned")]
    NotPacked,
    /// It travels by itself to an address, or with the others to the school.
    #[error("it does not travel this way")]
    OtherWay,
    /// The days of the address are over, or its consent was withdrawn: there is nowhere to send it.
    #[error("the address was deleted when its days were over")]
    AddressGone,
    /// The files are not there: being built, or deleted after their days.
    #[error("the files are not there")]
    FilesNotThere,
}

impl Coded for PrintRefusal {
    crate::codes_by_name!();

    fn kind(&self) -> Kind {
        match self {
            Self::SheetsImpossible => Kind::Unprocessable,
            _ => Kind::Conflict,
        }
    }
}

/// What is done with a print job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum PrintJobAction {
    /// A run takes it.
    Produce,
    /// Its code is scanned into the parcel.
    Pack,
    /// It is handed to the courier.
    Ship,
    /// It has arrived.
    Receive,
    /// It is made once more.
    Reprint,
}

state_machine!(PrintJob: PrintJobStateName, PrintJobAction, PrintRefusal);

/// A job under construction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPrintJob {
    /// Unique; made outside, in order of creation.
    pub id: PrintJobId,
    /// For people and scanners.
    pub number: OrderNumber,
    /// The order; none for what the collection fee includes.
    pub order: Option<OrderId>,
    /// The sheets.
    pub sets: Vec<PrintSet>,
    /// Where they go.
    pub destination: Destination,
}

/// The sheets of one student that go to one destination.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintJob {
    /// Unique; made outside, in order of creation.
    pub id: PrintJobId,
    /// The centre that produces it.
    pub centre: CentreId,
    /// Raised with every change.
    pub version: Version,
    /// For people and scanners: the barcode on label and list. In the form of an order's number, whose check
    /// digit finds what was typed wrongly.
    pub number: OrderNumber,
    /// The batch.
    pub batch: BatchId,
    /// The degree whose approved portrait is printed.
    pub degree: DegreeId,
    /// The student's account.
    pub account: AccountId,
    /// The order that pays for it; none for what the collection fee includes.
    pub order: Option<OrderId>,
    /// The sheets.
    pub sets: Vec<PrintSet>,
    /// Where they go.
    pub destination: Destination,
    /// When it was ordered.
    pub ordered_at: Timestamp,
    /// How often it was made once more.
    pub reprints: u16,
    /// How far it has come.
    pub state: PrintJobState,
}

impl PrintJob {
    /// A job for a degree, to be produced once its order is settled.
    pub fn order(new: NewPrintJob, degree: &Degree, at: Timestamp) -> Self {
        Self {
            id: new.id,
            centre: degree.centre,
            version: Version::FIRST,
            number: new.number,
            batch: degree.batch,
            degree: degree.id,
            account: degree.account,
            order: new.order,
            sets: new.sets,
            destination: new.destination,
            ordered_at: at,
            reprints: 0,
            state: PrintJobState::Waiting { since: at },
        }
    }

    /// A run takes it.
    ///
    /// # Errors
    /// [`WrongState`] unless it waits.
    pub fn produce(self, run: PrintRunId, at: Timestamp) -> Result<Self, Denied<Self>> {
        let PrintJobState::Waiting { .. } = self.state else {
            return Err(WrongState::new(&self.state, PrintJobAction::Produce).into());
        };
        Ok(self.enter(PrintJobState::InProduction {
            run,
            started_at: at,
            packed_at: None,
        }))
    }

    /// Its code is scanned into the parcel of `run`.
    ///
    /// # Errors
    /// [`Denied`]: of another run, scanned before, or not in production.
    pub fn pack(self, in_run: PrintRunId, at: Timestamp) -> Result<Self, Denied<Self>> {
        if self.run().is_some_and(|run| run != in_run) {
            return Err(PrintRefusal::OtherRun.into());
        }
        match self.state {
            PrintJobState::InProduction {
                packed_at: Some(_), ..
            } => Err(PrintRefusal::PackedAlready.into()),
            PrintJobState::InProduction {
                run, started_at, ..
            } => Ok(self.enter(PrintJobState::InProduction {
                run,
                started_at,
                packed_at: Some(at),
            })),
            _ => Err(WrongState::new(&self.state, PrintJobAction::Pack).into()),
        }
    }

    /// It is handed to the courier.
    ///
    /// # Errors
    /// [`Denied`]: not scanned, or not in production.
    pub fn ship(
        self,
        shipment: Shipment,
        by: StaffId,
        at: Timestamp,
    ) -> Result<Self, Denied<Self>> {
        match self.state {
            PrintJobState::InProduction {
                packed_at: None, ..
            } => Err(PrintRefusal::NotPacked.into()),
            PrintJobState::InProduction { run, .. } => Ok(self.enter(PrintJobState::Shipped {
                run,
                shipment,
                shipped_by: by,
                shipped_at: at,
            })),
            _ => Err(WrongState::new(&self.state, PrintJobAction::Ship).into()),
        }
    }

    /// It has arrived.
    ///
    /// # Errors
    /// [`Denied`]: another student's, or not on its way.
    pub fn receive(self, by: Actor, at: Timestamp) -> Result<Self, Denied<Self>> {
        if matches!(by, Actor::Student(_)) {
            if !by.may_act_for(self.account) {
                return Err(Denied::NotYours);
            }
            // What comes with the parcel of the school is counted there.
            if self.school().is_some() {
                return Err(PrintRefusal::OtherWay.into());
            }
        }
        match self.state.clone() {
            PrintJobState::Shipped { run, shipment, .. } => {
                Ok(self.enter(PrintJobState::Received {
                    run,
                    shipment,
                    received_by: by,
                    received_at: at,
                }))
            }
            _ => Err(WrongState::new(&self.state, PrintJobAction::Receive).into()),
        }
    }

    /// Whether it goes to an address whose days are over.
    pub const fn has_lost_its_address(&self) -> bool {
        matches!(self.destination, Destination::Address { content: None })
    }

    /// It is made once more: damaged, lost or wrong. It waits again.
    ///
    /// # Errors
    /// [`WrongState`] while it waits; [`PrintRefusal::AddressGone`].
    pub fn reprint(self, at: Timestamp) -> Result<Self, Denied<Self>> {
        if self.has_lost_its_address() {
            return Err(PrintRefusal::AddressGone.into());
        }
        if let PrintJobState::Waiting { .. } = self.state {
            return Err(WrongState::new(&self.state, PrintJobAction::Reprint).into());
        }
        let reprints = self.reprints.saturating_add(1);
        Ok(Self { reprints, ..self }.enter(PrintJobState::Waiting { since: at }))
    }

    /// The address is deleted; the rest stays as a record.
    #[must_use]
    pub fn forget_address(mut self) -> Self {
        if let Destination::Address { content } = &mut self.destination {
            *content = None;
        }
        self.version = self.version.next();
        self
    }

    /// The address it goes to, while it is kept.
    pub const fn address(&self) -> Option<&Sealed> {
        match &self.destination {
            Destination::Address { content } => content.as_ref(),
            Destination::School { .. } => None,
        }
    }

    /// The school it goes to.
    pub const fn school(&self) -> Option<SchoolId> {
        match &self.destination {
            Destination::Address { .. } => None,
            Destination::School { school } => Some(*school),
        }
    }

    /// The run that took it; none while it waits.
    pub const fn run(&self) -> Option<PrintRunId> {
        match &self.state {
            PrintJobState::Waiting { .. } => None,
            PrintJobState::InProduction { run, .. }
            | PrintJobState::Shipped { run, .. }
            | PrintJobState::Received { run, .. } => Some(*run),
        }
    }

    /// How it travels, once it does.
    pub const fn shipment(&self) -> Option<&Shipment> {
        match &self.state {
            PrintJobState::Shipped { shipment, .. } | PrintJobState::Received { shipment, .. } => {
                Some(shipment)
            }
            PrintJobState::Waiting { .. } | PrintJobState::InProduction { .. } => None,
        }
    }

    /// Whether its code was scanned into a parcel.
    pub const fn is_packed(&self) -> bool {
        !matches!(
            self.state,
            PrintJobState::Waiting { .. }
                | PrintJobState::InProduction {
                    packed_at: None,
                    ..
                }
        )
    }

    /// Since when it is in its state.
    pub const fn since(&self) -> Timestamp {
        match &self.state {
            PrintJobState::Waiting { since } => *since,
            PrintJobState::InProduction { started_at, .. } => *started_at,
            PrintJobState::Shipped { shipped_at, .. } => *shipped_at,
            PrintJobState::Received { received_at, .. } => *received_at,
        }
    }

    /// How many sheets it has.
    pub fn sheets(&self) -> u32 {
        self.sets.iter().map(|set| u32::from(set.sheets)).sum()
    }

    fn enter(mut self, state: PrintJobState) -> Self {
        self.state = state;
        self.version = self.version.next();
        self
    }
}
