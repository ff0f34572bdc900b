//! The one list of jobs: a new kind is a file with its `Task` and a line here.

use super::anchor_audit::AnchorAudit;
use super::close_batch::CloseBatch;
use super::close_batches::CloseBatches;
use super::erase_withdrawn::EraseWithdrawn;
use super::expire_captures::ExpireCaptures;
use super::expire_overdue::ExpireOverdue;
use super::prune::Prune;
use super::remind::Remind;
use super::report_alarm::ReportAlarm;
use super::report_given_up::ReportGivenUp;
use super::reseal::Reseal;
use super::retention::Retention;
use super::sweep_objects::SweepObjects;
use super::task::Kind;
use crate::account::PackExport;
use crate::data_disc::MakeDisc;
use crate::list_export::MakeListExport;
use crate::money::{ReconcileDay, SendRefund, WatchPayments};
use crate::notification::SendNotification;
use crate::photo::{AssessPhoto, JudgeAgain};
use crate::prints::BuildPrints;
use crate::progress::RemindGroup;
use crate::registry::{BuildRegistryPackage, NotifyRegistryAnswers};
use crate::review::SettleDecision;
use crate::roster::PlaceStudents;

/// Every kind of job.
pub(super) const KINDS: &[Kind] = &[
    Kind::of::<AssessPhoto>(),
    Kind::of::<SendNotification>(),
    Kind::of::<PackExport>(),
    Kind::of::<SettleDecision>(),
    Kind::of::<JudgeAgain>(),
    Kind::of::<PlaceStudents>(),
    Kind::of::<CloseBatch>(),
    Kind::of::<CloseBatches>(),
    Kind::of::<EraseWithdrawn>(),
    Kind::of::<ExpireOverdue>(),
    Kind::of::<ExpireCaptures>(),
    Kind::of::<Remind>(),
    Kind::of::<RemindGroup>(),
    Kind::of::<Retention>(),
    Kind::of::<SweepObjects>(),
    Kind::of::<Prune>(),
    Kind::of::<ReportGivenUp>(),
    Kind::of::<ReportAlarm>(),
    Kind::of::<AnchorAudit>(),
    Kind::of::<Reseal>(),
    Kind::of::<SendRefund>(),
    Kind::of::<WatchPayments>(),
    Kind::of::<ReconcileDay>(),
    Kind::of::<BuildRegistryPackage>(),
    Kind::of::<NotifyRegistryAnswers>(),
    Kind::of::<MakeDisc>(),
    Kind::of::<MakeListExport>(),
    Kind::of::<BuildPrints>(),
];

/// The names of all kinds.
pub fn kinds() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|kind| kind.name)
}

/// The kind of this name.
pub(super) fn find(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::path::Path;

    use domain::{
        AccountId, BatchId, NotificationId, PhotoId, ReviewId, SchoolId, StaffId, SubmissionId,
        SubmissionStateName,
    };
    use test_kit::stored::StoredForms;
    use uuid::Uuid;

    use super::*;
    use crate::jobs::report_alarm::Alarm;
    use crate::jobs::task::Task;

    #[test]
    fn names_are_there_once() {
        let names: HashSet<&str> = kinds().collect();
        assert_eq!(names.len(), KINDS.len());
        assert!(find("wash-dishes").is_none());
    }

    /// Pins the payload, and that what is read from it says the same.
    fn pin<T: Task>(forms: &mut StoredForms, task: &T) {
        let payload = serde_json::to_value(task).unwrap();
        forms.check(T::KIND, &payload);
        let read: T = serde_json::from_value(payload.clone()).unwrap();
        assert_eq!(serde_json::to_value(read).unwrap(), payload);
    }

    /// A job that one version queues is carried out by the next.
    #[test]
    fn payloads_are_pinned() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stored/job");
        let mut forms = StoredForms::in_folder(folder);
        let id = Uuid::from_u128(7);
        let photo = PhotoId::from_uuid(id);
        pin(&mut forms, &AssessPhoto { photo });
        let notification = NotificationId::from_uuid(id);
        pin(&mut forms, &SendNotification { notification });
        let settle = SettleDecision {
            submission: SubmissionId::from_uuid(id),
            review: ReviewId::from_uuid(id),
        };
        pin(&mut forms, &settle);
        let batch = BatchId::from_uuid(id);
        let school = SchoolId::from_uuid(id);
        pin(&mut forms, &PlaceStudents { batch, school });
        let spec = domain::SpecId::of_centre("ours", 3);
        pin(&mut forms, &JudgeAgain { batch, spec });
        pin(&mut forms, &CloseBatch { batch });
        pin(&mut forms, &CloseBatches);
        let account = AccountId::from_uuid(id);
        pin(&mut forms, &EraseWithdrawn { account });
        pin(&mut forms, &PackExport { account });
        pin(&mut forms, &ExpireOverdue);
        pin(&mut forms, &ExpireCaptures);
        pin(&mut forms, &Remind);
        let group = RemindGroup {
            batch,
            staff: StaffId::from_uuid(id),
            school: Some(school),
            unit: None,
            class: None,
            states: vec![SubmissionStateName::Rejected],
            day: "2023-09-12".to_owned(),
        };
        pin(&mut forms, &group);
        pin(&mut forms, &Retention);
        pin(&mut forms, &SweepObjects);
        pin(&mut forms, &Prune);
        pin(&mut forms, &ReportGivenUp);
        pin(&mut forms, &AnchorAudit);
        pin(&mut forms, &Reseal);
        let refund = domain::RefundId::from_uuid(id);
        pin(&mut forms, &SendRefund { refund });
        pin(&mut forms, &WatchPayments);
        pin(&mut forms, &ReconcileDay);
        let package = domain::RegistryPackageId::from_uuid(id);
        pin(&mut forms, &BuildRegistryPackage { package });
        pin(&mut forms, &NotifyRegistryAnswers { package });
        let disc = domain::DataDiscId::from_uuid(id);
        pin(&mut forms, &MakeDisc { disc });
        let list = domain::ListExportId::from_uuid(id);
        pin(&mut forms, &MakeListExport { list });
        let run = domain::PrintRunId::from_uuid(id);
        pin(&mut forms, &BuildPrints { run });
        let alarm = Alarm::CodesOfPrefix;
        pin(&mut forms, &ReportAlarm { alarm });
        forms.finish(&kinds().collect::<Vec<_>>());
    }
}
