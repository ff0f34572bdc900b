//! The actions of the audit log, each with its details. An action is stored as its name and a value
//! for each detail; this file and `delivery` alone define which details an action has.

use standard::ReasonCode;
use strum::{EnumDiscriminants, EnumString, IntoStaticStr, VariantArray, VariantNames};

use super::delivery::with_delivery;
use super::listed::actions;
use super::outcome::{PhotoOutcome, SignInWay};
use crate::binding::CodeMiss;
use crate::change_request::{ChangeName, ReplaceReason};
use crate::consent::Purpose;
use crate::degree::ReleaseReason;
use crate::id::{
    BatchId, CaptureSessionId, DegreeId, OrderId, PaymentId, PhotoId, ReviewId, SchoolId, SlotId,
    StaffId, SubmissionId,
};
use crate::money::{Fen, Means, RefundProblem, RefundReason, WaiverReason};
use crate::own_reason::OwnCode;
use crate::photo::RuleCode;
use crate::print::{ReprintReason, RunFile};
use crate::print_shop::Paper;
use crate::review::{DecisionName, ReviewRound};
use crate::source::CaptureSource;
use crate::staff::RoleName;
use crate::submission::{AllowanceReason, SubmissionStateName, VoidReason};
use crate::word::words;

words!(Action as ActionName);

with_delivery! { actions! {
    /// A student signed in for the first time.
    Register {
        /// The means of authentication.
        way: SignInWay,
    }
    /// A student or a member of staff signed in.
    SignIn {
        /// The means of authentication.
        way: SignInWay,
    }
    /// Every session of an account or a member of staff was ended by its holder.
    SignOutEverywhere
    /// The language of messages was chosen.
    ChooseLanguage
    /// The student took a copy of all own data.
    ExportAccount
    /// The student had all own data erased.
    EraseAccount
    /// The student agreed to a purpose.
    GiveConsent {
        /// The purpose of the data processing.
        purpose: Purpose,
        /// Version of the text that was shown, from 1.
        text_version: u32,
    }
    /// The student signed a consent on paper at a counter, and staff wrote it down.
    RecordConsent {
        /// The purpose of the data processing.
        purpose: Purpose,
        /// Version of the text that was signed, from 1.
        text_version: u32,
    }
    /// The student agrees to a purpose no longer.
    WithdrawConsent {
        /// The purpose of the data processing.
        purpose: Purpose,
    }
    /// A code was handed in with a wrong answer; guesses are counted.
    MissCode {
        /// What was wrong.
        refusal: CodeMiss,
    }
    /// A code was read; the student has to say that it is theirs.
    ProposeDegree {
        /// The batch that the student came to.
        batch: BatchId,
    }
    /// A code was handed in that another account holds; staff of the centre decide.
    DisputeDegree {
        /// The degree of the holder.
        against: DegreeId,
    }
    /// The student said that the degree is theirs.
    BindDegree {
        /// The submission that begins with it.
        submission: SubmissionId,
    }
    /// The student said that the degree is not theirs.
    DeclineDegree
    /// The student went on in an individual batch.
    MoveDegree {
        /// The batch that was left.
        from: BatchId,
        /// The batch that was entered.
        to: BatchId,
        /// The submission in the former batch, which has ended.
        ended: SubmissionId,
    }
    /// Staff released the degree from its account.
    ReleaseDegree {
        /// The reason that staff gave.
        reason: ReleaseReason,
    }
    /// A capture session was opened.
    OpenCapture {
        /// The degree whose photo is to come.
        degree: DegreeId,
    }
    /// A photo was handed in.
    HandInPhoto {
        /// The session that permitted it.
        capture_session: CaptureSessionId,
        /// Counts the photos of the degree, from 1.
        number: u32,
        /// Where the photo comes from.
        source: CaptureSource,
    }
    /// The automatic check looked at a photo.
    AssessPhoto {
        /// What it said.
        outcome: PhotoOutcome,
    }
    /// The student, or staff on site, took a photo.
    ConfirmPhoto {
        /// The doubtful rules that were shown and accepted.
        accepted: Vec<RuleCode>,
    }
    /// Someone other than its student looked at a photo.
    ViewPhoto
    /// Staff looked at the picture of a code that a dispute is about.
    ViewEvidence
    /// Photos were deleted because their time was over.
    ForgetPhotos {
        /// How many, 1 or more.
        photos: u32,
    }
    /// A member of staff found a student by a number.
    FindStudent
    /// A photo went into review.
    SubmitPhoto {
        /// Which attempt of the batch's limit, from 1.
        attempt: u8,
        /// The photo that is submitted.
        photo: Option<PhotoId>,
    }
    /// The student took a submitted photo back.
    WithdrawSubmission
    /// A reviewer decided.
    DecideReview {
        /// The record of the decision.
        review: ReviewId,
        /// The photo that was looked at.
        photo: PhotoId,
        /// The reviewer's round.
        round: ReviewRound,
        /// What was decided.
        decision: DecisionName,
        /// The submission's state afterwards.
        state: SubmissionStateName,
        /// Why it was rejected; `None` where it was not.
        reasons: Option<Vec<ReasonCode>>,
        /// The centre's own reasons among them; `None` where there are none.
        own_reasons: Option<Vec<OwnCode>>,
    }
    /// A reviewer decided; the reviewer can take it back for half a minute.
    HoldDecision {
        /// The record that it becomes.
        review: ReviewId,
        /// The photo that was looked at.
        photo: PhotoId,
        /// The reviewer's round.
        round: ReviewRound,
        /// What was decided.
        decision: DecisionName,
    }
    /// Another reviewer said, without knowing of the first decision, what theirs would have been.
    LookAgain {
        /// The first decision.
        review: ReviewId,
        /// The photo that was looked at.
        photo: PhotoId,
        /// What the second reviewer said.
        decision: DecisionName,
    }
    /// The reviewer took the decision back.
    UndoDecision
    /// A reviewer approved photos together, after a sample of them one by one.
    ApproveTogether {
        /// Photos that were approved together.
        photos: u32,
        /// Photos of the sample.
        sample: u32,
    }
    /// Staff gave a student attempts or checks beyond the batch's limits.
    AllowMore {
        /// Attempts on top of those that were given before.
        attempts: u8,
        /// Checks on top of those that were given before.
        checks: u16,
        /// The reason that staff gave.
        reason: AllowanceReason,
    }
    /// A submission was not finished in time.
    ExpireSubmission {
        /// How many photos were deleted.
        photos: u32,
    }
    /// A submission ended because its degree was released.
    ReleaseSubmission {
        /// The reason that staff gave.
        reason: ReleaseReason,
    }
    /// A member of staff asked for a change of an approved submission.
    AskChange {
        /// What was asked for.
        change: ChangeName,
    }
    /// A second person agreed to the change.
    AgreeToChange {
        /// Who had asked for it.
        asked_by: StaffId,
        /// What was done.
        change: ChangeName,
    }
    /// A second person declined the change.
    DeclineChange
    /// Who had asked took it back.
    TakeChangeBack
    /// Another photo took the place of the approved one.
    ReplaceApproved {
        /// The other photo.
        photo: PhotoId,
        /// The reason that staff gave.
        reason: ReplaceReason,
    }
    /// An approved submission was taken out.
    VoidSubmission {
        /// The reason that staff gave.
        reason: VoidReason,
    }
    /// An appointment was booked.
    BookAppointment {
        /// The slot in which a seat was taken.
        slot: SlotId,
    }
    /// An appointment was moved.
    MoveAppointment {
        /// The slot that it was moved to.
        slot: SlotId,
    }
    /// An appointment was cancelled.
    CancelAppointment {
        /// The slot in which a seat was given back.
        slot: SlotId,
    }
    /// A student came to an appointment.
    AttendAppointment {
        /// The slot that was booked.
        slot: SlotId,
    }
    /// A centre was entered.
    CreateCentre
    /// A school was entered.
    CreateSchool
    /// A college or teaching point was entered.
    CreateUnit
    /// A class was entered.
    CreateClass
    /// A centre, school, college, teaching point or class was given another name.
    Rename
    /// A centre decided its policy anew.
    DecidePolicy
    /// A centre decided its own reasons for rejections anew.
    DecideReasons {
        /// New ones.
        added: u32,
        /// Those that say something else.
        reworded: u32,
        /// Those that are in use no more.
        retired: u32,
    }
    /// A member of staff was entered.
    CreateStaff {
        /// The roles that were given.
        roles: Vec<RoleName>,
    }
    /// A member of staff was given other roles.
    AssignRoles {
        /// The roles that were given instead of the former ones.
        roles: Vec<RoleName>,
    }
    /// A member of staff may not sign in any longer.
    DisableStaff
    /// A member of staff may sign in again.
    EnableStaff
    /// A member of staff was given a password.
    SetPassword
    /// A member of staff read the messages that local gateways keep.
    ReadOutbox
    /// The student parted the account from its WeChat user; every session ended.
    UnlinkWechat
    /// The student linked a user of the official account.
    LinkOfficialAccount
    /// An approved portrait was sent to a mail address of the student's.
    MailPortrait
    /// An approved portrait was downloaded by the one-time link of a letter.
    FetchMailedPortrait
    /// A student confirmed another phone number.
    ChangePhone
    /// An account lost its phone number to the number's next owner.
    LosePhone
    /// A member of staff confirmed a second factor.
    ConfirmSecondFactor
    /// The second factor of a member of staff was reset.
    ResetSecondFactor
    /// A region was entered.
    CreateRegion
    /// A studio was entered.
    CreateStudio
    /// Slots of a studio were offered.
    CreateSlots {
        /// How many.
        slots: u32,
    }
    /// A batch was drafted.
    CreateBatch
    /// A batch was announced.
    OpenBatch
    /// A batch was given another plan.
    ReviseBatch
    /// A batch was paused.
    PauseBatch
    /// A batch went on after a pause.
    ResumeBatch
    /// A batch was ended.
    CloseBatch
    /// A batch was put away.
    ArchiveBatch
    /// A list of students was taken out as a file.
    ExportList
    /// Students of a batch who have begun and not finished were reminded.
    RemindStudents {
        /// How many it were when it was asked for.
        students: u32,
    }
    /// Something was announced to students.
    Announce
    /// An announcement was taken back.
    WithdrawAnnouncement
    /// Lines of the audit log were read.
    ReadAudit
    /// A job that was given up is tried once more.
    ReviveJob
    /// A job that was given up is dropped.
    DiscardJob
    /// A roster was read in.
    ImportRoster {
        /// The school whose students it lists.
        school: SchoolId,
        /// How many students it lists.
        students: u32,
    }
    /// Prices of a batch were put in force.
    SetPrices {
        /// The number of the list.
        number: u32,
    }
    /// An order was placed.
    PlaceOrder {
        /// The batch whose prices it has.
        batch: BatchId,
        /// The sum.
        total_fen: Fen,
    }
    /// The school bears the price of an order.
    CoverOrder
    /// The price of an order was waived.
    WaiveOrder {
        /// The reason that staff gave.
        reason: WaiverReason,
    }
    /// An order was given up.
    CancelOrder
    /// An order was not paid in time.
    CloseOrder
    /// A payment began.
    StartPayment {
        /// The order that is to be paid.
        order: OrderId,
        /// The means of payment.
        means: Means,
        /// The sum.
        amount_fen: Fen,
    }
    /// The money of a payment is there.
    ReceivePayment {
        /// The order that was paid; none for a school's payment.
        order: Option<OrderId>,
        /// The means of payment.
        means: Means,
        /// The sum.
        amount_fen: Fen,
    }
    /// The money of a payment is there, and there is nothing that it could pay.
    ReceiveSurplus {
        /// The sum.
        amount_fen: Fen,
    }
    /// A payment came to nothing.
    FailPayment
    /// A payment was given up; the service takes no money for it any more.
    ClosePayment
    /// Somebody wrote down money that arrived by hand.
    RecordPayment {
        /// The means of payment.
        means: Means,
        /// The sum.
        amount_fen: Fen,
    }
    /// The second person did not find the money that was written down.
    RejectPayment
    /// A refund was asked for.
    RequestRefund {
        /// The payment that it is taken from.
        payment: PaymentId,
        /// What goes back.
        amount_fen: Fen,
        /// The reason of the refund.
        reason: RefundReason,
    }
    /// A refund was approved.
    ApproveRefund {
        /// The reason of the refund.
        reason: RefundReason,
    }
    /// A refund was declined.
    DeclineRefund
    /// A refund was taken back by who had asked.
    WithdrawRefund
    /// A refund was sent to the payment service, which accepted it.
    SendRefund
    /// A refund does not go on by itself.
    StickRefund {
        /// What stands in the way.
        problem: RefundProblem,
    }
    /// The money of a refund has gone back.
    FinishRefund {
        /// What went back.
        amount_fen: Fen,
    }
    /// A refund was given up after it was approved.
    GiveUpRefund {
        /// What stood in the way.
        problem: RefundProblem,
    }
    /// A day's bill was held against the ledger.
    ReconcileDay {
        /// How many lines differ.
        differences: u32,
    }
    /// A student asked for an invoice, or changed what it says.
    RequestInvoice
    /// A student gave an invoice up.
    WithdrawInvoice
    /// Invoices were taken out for the tax platform.
    ExportInvoices {
        /// How many.
        invoices: u32,
    }
    /// The number of an invoice was written back.
    IssueInvoice
} {
    /// The logs were checked.
    VerifyAudit {
        /// How many are broken.
        broken: u32,
    }
} }
