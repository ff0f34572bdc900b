//! The subject of a message or of a line of the audit log.

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantNames};
use uuid::Uuid;

use crate::id::{
    AccountId, AppointmentId, BatchId, CaptureSessionId, CentreId, ClassId, ConsentId, DataDiscId,
    DegreeId, EnquiryId, InvoiceRequestId, ListExportId, NotificationId, OrderId, PaymentId,
    PhotoId, PriceListId, PrintJobId, PrintRunId, ReconciliationId, RefundId, RegionId,
    RegistryPackageId, SchoolId, SlotId, StaffId, StudioId, SubmissionId, UnitId,
};
use crate::word::words;

macro_rules! subjects {
    ($($(#[$doc:meta])+ $name:ident($id:ident);)+) => {
        /// A thing, by its id.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[derive(IntoStaticStr, VariantNames)]
        #[strum(serialize_all = "kebab-case")]
        #[serde(tag = "subject", content = "id", rename_all = "kebab-case")]
        pub enum Subject {
            $($(#[$doc])+ $name($id),)+
        }

        words!(names of Subject);

        impl Subject {
            /// The id, without its kind.
            pub const fn id(&self) -> Uuid {
                match self {
                    $(Self::$name(id) => id.as_uuid(),)+
                }
            }
        }
    };
}

subjects! {
    /// A centre.
    Centre(CentreId);
    /// A school.
    School(SchoolId);
    /// A college or teaching point.
    Unit(UnitId);
    /// A class.
    Class(ClassId);
    /// A member of staff.
    Staff(StaffId);
    /// A region.
    Region(RegionId);
    /// A batch.
    Batch(BatchId);
    /// An account.
    Account(AccountId);
    /// A consent.
    Consent(ConsentId);
    /// A degree.
    Degree(DegreeId);
    /// A capture session.
    CaptureSession(CaptureSessionId);
    /// A photo.
    Photo(PhotoId);
    /// A submission.
    Submission(SubmissionId);
    /// A message.
    Notification(NotificationId);
    /// A studio.
    Studio(StudioId);
    /// A slot.
    Slot(SlotId);
    /// An appointment.
    Appointment(AppointmentId);
    /// The prices of a batch.
    PriceList(PriceListId);
    /// An order.
    Order(OrderId);
    /// A payment.
    Payment(PaymentId);
    /// A refund.
    Refund(RefundId);
    /// A wish for an invoice.
    InvoiceRequest(InvoiceRequestId);
    /// A bill that was held against the ledger.
    Reconciliation(ReconciliationId);
    /// A package for the registry.
    RegistryPackage(RegistryPackageId);
    /// A data disc for a school.
    DataDisc(DataDiscId);
    /// A print job.
    PrintJob(PrintJobId);
    /// A run of print jobs.
    PrintRun(PrintRunId);
    /// A question of a student to a centre.
    Enquiry(EnquiryId);
    /// A list of many students, as a file.
    ListExport(ListExportId);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_its_kind_and_its_id() {
        let id = Uuid::from_u128(7);
        let subject = Subject::CaptureSession(CaptureSessionId::from_uuid(id));
        assert_eq!((subject.name(), subject.id()), ("capture-session", id));
        assert!(Subject::NAMES.contains(&"capture-session"));
    }
}
