//! Lines of the audit log.

use domain::audit::{
    Action, ActionName, AuditEntry, AuditEvent, ChainKey, LogEnd, PhotoOutcome, SignInWay, Way,
};
use domain::*;
use standard::ReasonCode;
use test_kit::stored::StoredForms;
use uuid::Uuid;

use super::{delivered, root};
use crate::fixtures::{ACCOUNT, BATCH, CENTRE, SCHOOL, STAFF, STUDENT, at, photo, submission};

fn id<T>(from: fn(Uuid) -> T) -> T {
    from(Uuid::from_u128(16))
}

fn of_students() -> Vec<Action> {
    vec![
        Action::Register {
            way: SignInWay::WeChat,
        },
        Action::SignIn {
            way: SignInWay::Password,
        },
        Action::SignOutEverywhere,
        Action::ChooseLanguage,
        Action::ExportAccount,
        Action::EraseAccount,
        Action::GiveConsent {
            purpose: Purpose::CollectReviewHandOver,
            text_version: 3,
        },
        Action::RecordConsent {
            purpose: Purpose::HandOver,
            text_version: 3,
        },
        Action::WithdrawConsent {
            purpose: Purpose::Address,
        },
        Action::MissCode {
            refusal: CodeMiss::WrongLastFour,
        },
        Action::ProposeDegree { batch: BATCH },
        Action::DisputeDegree {
            against: DegreeId::from_uuid(Uuid::from_u128(7)),
        },
        Action::BindDegree {
            submission: submission().id,
        },
        Action::DeclineDegree,
        Action::MoveDegree {
            from: BATCH,
            to: id(BatchId::from_uuid),
            ended: submission().id,
        },
        Action::ReleaseDegree {
            reason: ReleaseReason::AlreadyAtRegistry,
        },
        Action::BookAppointment {
            slot: id(SlotId::from_uuid),
        },
        Action::MoveAppointment {
            slot: id(SlotId::from_uuid),
        },
        Action::CancelAppointment {
            slot: id(SlotId::from_uuid),
        },
        Action::AttendAppointment {
            slot: id(SlotId::from_uuid),
        },
    ]
}

fn of_photos() -> Vec<Action> {
    vec![
        Action::OpenCapture {
            degree: id(DegreeId::from_uuid),
        },
        Action::HandInPhoto {
            capture_session: id(CaptureSessionId::from_uuid),
            number: 2,
            source: CaptureSource::LiveCamera,
        },
        Action::AssessPhoto {
            outcome: PhotoOutcome::NotUsable,
        },
        Action::ConfirmPhoto {
            accepted: vec![RuleCode::new("sharp"), RuleCode::new("eyes-open")],
        },
        Action::ViewPhoto,
        Action::ViewEvidence,
        Action::FindStudent,
        Action::ForgetPhotos { photos: 12 },
        Action::SubmitPhoto {
            attempt: 1,
            photo: Some(photo(1, 1).id),
        },
        Action::WithdrawSubmission,
        Action::DecideReview {
            review: id(ReviewId::from_uuid),
            photo: photo(1, 1).id,
            round: ReviewRound::Centre,
            decision: DecisionName::Reject,
            state: SubmissionStateName::Rejected,
            reasons: Some(vec![ReasonCode::P04, ReasonCode::X00]),
            own_reasons: Some(vec!["Z07".parse().unwrap()]),
        },
        Action::HoldDecision {
            review: id(ReviewId::from_uuid),
            photo: photo(1, 1).id,
            round: ReviewRound::Centre,
            decision: DecisionName::Reject,
        },
        Action::LookAgain {
            review: id(ReviewId::from_uuid),
            photo: photo(1, 1).id,
            decision: DecisionName::Approve,
        },
        Action::UndoDecision,
        Action::ApproveTogether {
            photos: 45,
            sample: 5,
        },
        Action::AllowMore {
            attempts: 1,
            checks: 5,
            reason: AllowanceReason::ReviewMistake,
        },
        Action::ExpireSubmission { photos: 3 },
        Action::ReleaseSubmission {
            reason: ReleaseReason::StudentAsked,
        },
        Action::AskChange {
            change: ChangeName::Replace,
        },
        Action::AgreeToChange {
            asked_by: STAFF,
            change: ChangeName::Void,
        },
        Action::DeclineChange,
        Action::TakeChangeBack,
        Action::ReplaceApproved {
            photo: photo(1, 1).id,
            reason: ReplaceReason::StudentAsked,
        },
        Action::VoidSubmission {
            reason: VoidReason::RefusedByRegistry,
        },
    ]
}

fn of_staff() -> Vec<Action> {
    vec![
        Action::CreateCentre,
        Action::CreateSchool,
        Action::CreateUnit,
        Action::CreateClass,
        Action::Rename,
        Action::DecidePolicy,
        Action::StartResealing,
        Action::ReadExpected { students: 14 },
        Action::DecideReasons {
            added: 1,
            reworded: 2,
            retired: 3,
        },
        Action::CreateStaff {
            roles: RoleName::ALL.to_vec(),
        },
        Action::AssignRoles { roles: Vec::new() },
        Action::DisableStaff,
        Action::EnableStaff,
        Action::SetPassword,
        Action::ReadOutbox,
        Action::UnlinkWechat,
        Action::LinkOfficialAccount,
        Action::MailPortrait,
        Action::FetchMailedPortrait,
        Action::ChangePhone,
        Action::LosePhone,
        Action::ConfirmSecondFactor,
        Action::ResetSecondFactor,
        Action::CreateRegion,
        Action::CreateStudio,
        Action::CreateSlots { slots: 24 },
        Action::CreateBatch,
        Action::OpenBatch,
        Action::ReviseBatch,
        Action::PauseBatch,
        Action::ResumeBatch,
        Action::CloseBatch,
        Action::ArchiveBatch,
        Action::ExportList,
        Action::RemindStudents { students: 120 },
        Action::Announce,
        Action::WithdrawAnnouncement,
        Action::ReadAudit,
        Action::ReviveJob,
        Action::DiscardJob,
        Action::ImportRoster {
            school: SCHOOL,
            students: 4000,
        },
        Action::VerifyAudit { broken: 0 },
    ]
}

fn of_money() -> Vec<Action> {
    let amount_fen = Fen::new(1350);
    let (order, means) = (id(OrderId::from_uuid), Means::WeChatPay);
    vec![
        Action::SetPrices { number: 2 },
        Action::PlaceOrder {
            batch: BATCH,
            total_fen: amount_fen,
        },
        Action::CoverOrder,
        Action::WaiveOrder {
            reason: WaiverReason::Hardship,
        },
        Action::CancelOrder,
        Action::CloseOrder,
        Action::StartPayment {
            order,
            means,
            amount_fen,
        },
        Action::ReceivePayment {
            order: Some(order),
            means,
            amount_fen,
        },
        Action::ReceiveSurplus { amount_fen },
        Action::FailPayment,
        Action::ClosePayment,
        Action::RecordPayment {
            means: Means::BankTransfer,
            amount_fen,
        },
        Action::RejectPayment,
        Action::RequestRefund {
            payment: id(PaymentId::from_uuid),
            amount_fen,
            reason: RefundReason::NeverCollected,
        },
        Action::ApproveRefund {
            reason: RefundReason::NeverCollected,
        },
        Action::DeclineRefund,
        Action::WithdrawRefund,
        Action::SendRefund,
        Action::StickRefund {
            problem: RefundProblem::PayerAccount,
        },
        Action::FinishRefund { amount_fen },
        Action::GiveUpRefund {
            problem: RefundProblem::Closed,
        },
        Action::ReconcileDay { differences: 0 },
        Action::RequestInvoice,
        Action::WithdrawInvoice,
        Action::ExportInvoices { invoices: 12 },
        Action::IssueInvoice,
        Action::AskCentre,
        Action::AnswerEnquiry,
        Action::KeepAddress,
        Action::DeleteAddress,
        Action::StartPrintRun { jobs: 12 },
        Action::RebuildPrints,
        Action::DownloadPrints {
            file: RunFile::Sheets,
        },
        Action::PackPrints,
        Action::ShipPrints,
        Action::ReceivePrints,
        Action::ReprintPrints {
            reason: ReprintReason::Damaged,
        },
        Action::AcknowledgePrints { discrepancies: 2 },
        Action::DraftStandard { number: 3 },
        Action::ReviseStandard { number: 3 },
        Action::DiscardStandard { number: 3 },
        Action::PutStandardInForce { number: 3 },
        Action::JudgeBatchBy { number: Some(3) },
        Action::JudgePhotosAgain { photos: 12 },
    ]
}

fn actions() -> Vec<Action> {
    let of_all = [
        of_students(),
        of_photos(),
        of_staff(),
        of_money(),
        delivered::of_handing_over(),
    ];
    of_all.concat()
}

fn event(action: &Action, subject: Subject) -> AuditEvent {
    let id = AuditEventId::from_uuid(Uuid::from_u128(17));
    AuditEvent::new(id, STUDENT, action, subject, at("09-07 10:00"))
}

#[test]
fn actions_are_pinned_with_their_details() {
    let mut forms = StoredForms::in_folder(root().join("audit-event"));
    for action in actions() {
        let event = event(&action, Subject::Account(ACCOUNT)).of(CENTRE);
        forms.check(action.name(), &event);
        assert_eq!(event.known_action(), Some(action));
    }
    forms.finish(ActionName::NAMES);
}

#[test]
fn a_line_of_another_version_stays_as_it_was() {
    let mut event = event(&Action::ViewPhoto, Subject::Account(ACCOUNT));
    event.action = audit::Word::new("approve-print").unwrap();
    let json = serde_json::to_string(&event).unwrap();
    let read: AuditEvent = serde_json::from_str(&json).unwrap();
    assert_eq!(read.known_action(), None);
    assert_eq!(serde_json::to_string(&read).unwrap(), json);
}

#[test]
fn a_detail_that_is_unknown_does_not_hide_the_action() {
    let action = Action::ExpireSubmission { photos: 3 };
    let mut event = event(&action, Subject::Account(ACCOUNT));
    let name = audit::Word::new("orders").unwrap();
    event.details.insert(name, audit::Detail::Number(1));
    assert_eq!(event.known_action(), Some(action));
    // One that is missing does: nothing is made up.
    event.details.clear();
    assert_eq!(event.known_action(), None);
}

fn subjects() -> Vec<Subject> {
    vec![
        Subject::Centre(CENTRE),
        Subject::School(SCHOOL),
        Subject::Unit(id(UnitId::from_uuid)),
        Subject::Class(id(ClassId::from_uuid)),
        Subject::Staff(STAFF),
        Subject::Region(id(RegionId::from_uuid)),
        Subject::Batch(BATCH),
        Subject::Account(ACCOUNT),
        Subject::Consent(id(ConsentId::from_uuid)),
        Subject::Degree(id(DegreeId::from_uuid)),
        Subject::CaptureSession(id(CaptureSessionId::from_uuid)),
        Subject::Photo(photo(1, 1).id),
        Subject::Submission(submission().id),
        Subject::Notification(id(NotificationId::from_uuid)),
        Subject::Studio(id(StudioId::from_uuid)),
        Subject::Slot(id(SlotId::from_uuid)),
        Subject::Appointment(id(AppointmentId::from_uuid)),
    ]
}

/// Those that came later: the lines of the former ones are pinned with the hashes between them.
fn later_subjects() -> Vec<Subject> {
    vec![
        Subject::PriceList(id(PriceListId::from_uuid)),
        Subject::Order(id(OrderId::from_uuid)),
        Subject::Payment(id(PaymentId::from_uuid)),
        Subject::Refund(id(RefundId::from_uuid)),
        Subject::InvoiceRequest(id(InvoiceRequestId::from_uuid)),
        Subject::Reconciliation(id(ReconciliationId::from_uuid)),
        Subject::RegistryPackage(id(RegistryPackageId::from_uuid)),
        Subject::DataDisc(id(DataDiscId::from_uuid)),
        Subject::PrintJob(id(PrintJobId::from_uuid)),
        Subject::PrintRun(id(PrintRunId::from_uuid)),
        Subject::Enquiry(id(EnquiryId::from_uuid)),
        Subject::ListExport(id(ListExportId::from_uuid)),
    ]
}

fn follow(last: Option<&AuditEntry>, event: AuditEvent) -> AuditEntry {
    AuditEntry::follow(last.map(LogEnd::from), event, None, hash)
}

/// Enough to have a hash; production takes SHA-256.
fn hash(bytes: &[u8]) -> [u8; 32] {
    let sum = |sum: u8, byte: &u8| sum.wrapping_mul(31).wrapping_add(*byte);
    [bytes.iter().fold(7, sum); 32]
}

#[test]
fn entries_are_pinned_for_every_subject_and_actor() {
    let mut forms = StoredForms::in_folder(root().join("audit-entry"));
    let mut last = None;
    for subject in subjects() {
        let event = event(&Action::ViewPhoto, subject).through(Way::CommandLine);
        let entry = follow(last.as_ref(), event);
        forms.check(&format!("on-{}", subject.name()), &entry);
        last = Some(entry);
    }
    for actor in [STUDENT, Actor::Staff(STAFF), Actor::System] {
        let mut event = event(&Action::ViewPhoto, Subject::Account(ACCOUNT));
        event.actor = actor;
        let entry = follow(last.as_ref(), event);
        forms.check(&format!("by-{}", actor.name()), &entry);
    }
    for subject in later_subjects() {
        let event = event(&Action::ViewPhoto, subject);
        let entry = follow(last.as_ref(), event);
        forms.check(&format!("on-{}", subject.name()), &entry);
        last = Some(entry);
    }
    let named = |prefix: &str, names: &[&str]| -> Vec<String> {
        names
            .iter()
            .map(|name| format!("{prefix}-{name}"))
            .collect()
    };
    let event = event(&Action::ViewPhoto, Subject::Account(ACCOUNT));
    let keyed = AuditEntry::follow(None, event, Some(ChainKey::new(3)), hash);
    forms.check("keyed", &keyed);
    let names = [named("on", Subject::NAMES), named("by", Actor::NAMES)].concat();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    forms.finish(&names);
}
