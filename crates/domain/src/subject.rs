//! What a message or a line of the audit log is about.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::id::{
    AccountId, AppointmentId, BatchId, CaptureSessionId, CentreId, ClassId, ConsentId, DegreeId,
    NotificationId, PhotoId, RegionId, SchoolId, SlotId, StaffId, StudioId, SubmissionId, UnitId,
};

macro_rules! subjects {
    ($($(#[$doc:meta])+ $name:ident($id:ident) $word:literal;)+) => {
        /// A thing, by its id.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(tag = "subject", content = "id", rename_all = "kebab-case")]
        pub enum Subject {
            $($(#[$doc])+ $name($id),)+
        }

        impl Subject {
            /// Every kind.
            pub const NAMES: &'static [&'static str] = &[$($word,)+];

            /// The kind as it is written.
            pub const fn name(&self) -> &'static str {
                match self {
                    $(Self::$name(_) => $word,)+
                }
            }

            /// The id, without its kind.
            pub const fn id(&self) -> Uuid {
                match self {
                    $(Self::$name(id) => id.as_uuid(),)+
                }
            }

            /// From the two parts as they are stored; `None` for an unknown kind.
            pub fn from_parts(name: &str, id: Uuid) -> Option<Self> {
                match name {
                    $($word => Some(Self::$name($id::from_uuid(id))),)+
                    _ => None,
                }
            }
        }
    };
}

subjects! {
    /// A centre.
    Centre(CentreId) "centre";
    /// A school.
    School(SchoolId) "school";
    /// A college or teaching point.
    Unit(UnitId) "unit";
    /// A class.
    Class(ClassId) "class";
    /// A member of staff.
    Staff(StaffId) "staff";
    /// A region.
    Region(RegionId) "region";
    /// A batch.
    Batch(BatchId) "batch";
    /// An account.
    Account(AccountId) "account";
    /// A consent.
    Consent(ConsentId) "consent";
    /// A degree.
    Degree(DegreeId) "degree";
    /// A capture session.
    CaptureSession(CaptureSessionId) "capture-session";
    /// A photo.
    Photo(PhotoId) "photo";
    /// A submission.
    Submission(SubmissionId) "submission";
    /// A message.
    Notification(NotificationId) "notification";
    /// A studio.
    Studio(StudioId) "studio";
    /// A slot.
    Slot(SlotId) "slot";
    /// An appointment.
    Appointment(AppointmentId) "appointment";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_its_kind_and_its_id() {
        let id = Uuid::from_u128(7);
        for name in Subject::NAMES {
            let subject = Subject::from_parts(name, id).unwrap();
            assert_eq!((subject.name(), subject.id()), (*name, id));
            let json = serde_json::to_value(subject).unwrap();
            assert_eq!(json["subject"], *name);
        }
        assert_eq!(Subject::from_parts("planet", id), None);
    }
}
