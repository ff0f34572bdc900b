//! Identifiers: one type per aggregate, all UUIDs that are made outside this crate.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The text is not a UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id: 32 hexadecimal digits are expected")]
pub struct InvalidId;

macro_rules! ids {
    ($($(#[$doc:meta])+ $name:ident;)+) => {
        $(
            $(#[$doc])+
            #[derive(
                Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
            )]
            #[serde(transparent)]
            pub struct $name(Uuid);

            impl $name {
                /// Wraps an id that was made or stored elsewhere; version 7 keeps lists in the
                /// order of creation.
                pub const fn from_uuid(id: Uuid) -> Self {
                    Self(id)
                }

                /// The id to store.
                pub const fn as_uuid(self) -> Uuid {
                    self.0
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                    self.0.fmt(formatter)
                }
            }

            impl fmt::Debug for $name {
                fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                    write!(formatter, "{}({})", stringify!($name), self.0)
                }
            }

            impl FromStr for $name {
                type Err = InvalidId;

                fn from_str(text: &str) -> Result<Self, InvalidId> {
                    Uuid::parse_str(text).map(Self).map_err(|_| InvalidId)
                }
            }
        )+
    };
}

ids! {
    /// A centre: one collection centre with everything that belongs to it.
    CentreId;
    /// A school.
    SchoolId;
    /// A college or a teaching point of a school.
    UnitId;
    /// A class.
    ClassId;
    /// A member of a centre's or a school's staff.
    StaffId;
    /// A region in which students are collected one by one.
    RegionId;
    /// A batch.
    BatchId;
    /// A student's account.
    AccountId;
    /// An address of a student.
    AddressId;
    /// A question of a student to a centre.
    EnquiryId;
    /// One account's consent to one purpose.
    ConsentId;
    /// A degree of a student.
    DegreeId;
    /// A line of a school's roster.
    RosterEntryId;
    /// A permission to hand in one photo.
    CaptureSessionId;
    /// One photo as it was handed in.
    PhotoId;
    /// What becomes of one degree's photos in one batch.
    SubmissionId;
    /// A request to change what is approved.
    ChangeRequestId;
    /// One decision of one reviewer.
    ReviewId;
    /// A message to a student.
    NotificationId;
    /// A line of the audit log.
    AuditEventId;
    /// A photo studio.
    StudioId;
    /// A stretch of time in a studio.
    SlotId;
    /// A student's appointment.
    AppointmentId;
    /// The prices of a batch under one number.
    PriceListId;
    /// The sheets of one student that go to one destination.
    PrintJobId;
    /// Print jobs that are produced together.
    PrintRunId;
    /// An order.
    OrderId;
    /// A payment; also its number at the payment service.
    PaymentId;
    /// A refund; also its number at the payment service.
    RefundId;
    /// An entry of the ledger.
    LedgerEntryId;
    /// A student's wish for an invoice.
    InvoiceRequestId;
    /// A bill that was held against the ledger.
    ReconciliationId;
    /// A data disc for a school.
    DataDiscId;
    /// A list of many students, as a file.
    ListExportId;
    /// A package for the registry.
    RegistryPackageId;
    /// One portrait in a package for the registry.
    RegistryRecordId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_back_from_what_it_shows() {
        let id = BatchId::from_uuid(Uuid::from_u128(7));
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!("J9VG24".parse::<BatchId>(), Err(InvalidId));
    }

    #[test]
    fn an_id_is_stored_as_its_uuid_alone() {
        let id = DegreeId::from_uuid(Uuid::from_u128(7));
        let json = serde_json::to_string(&id).unwrap();
        assert_eq!(json, "\"00000000-0000-0000-0000-000000000007\"");
        assert_eq!(serde_json::from_str::<DegreeId>(&json).unwrap(), id);
    }
}
