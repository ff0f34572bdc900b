//! The model of the collection service: who takes part, what they may do, and the states that things
//! go through. It does no SQL and no HTTP, reads no clock and makes no random numbers: time, ids and
//! random numbers are parameters. Personal values enter an aggregate only sealed. The `serde` form of
//! an aggregate is what a database keeps ([`form`]).
//!
//! | group | types |
//! |---|---|
//! | basics | [`Version`], [`Timestamp`], [`Duration`], [`TimeOfDay`], [`Fen`], [`BatchId`] and its like, [`Actor`], [`WrongState`], [`Denied`], [`refusal`] |
//! | personal values | sealed: [`Sealed`], [`Findable`], [`BlobKey`]; in the clear: [`PersonName`], [`PhoneNumber`], [`IdentityNumber`] |
//! | people and organisations | [`Centre`], [`School`], [`Unit`], [`Class`], [`Staff`], [`Permission`], [`Account`], [`Consent`] |
//! | what is collected | [`Region`], [`Batch`], [`FeatureCode`], [`LinkSlug`], [`Level`], [`CaptureSource`] |
//! | a student's steps | [`RosterEntry`], [`CodeIdentity`], [`check_binding`], [`Misses`], [`Degree`], [`CaptureSession`], [`Photo`], [`Submission`], [`ReviewRecord`], [`Appointment`] |
//! | prints | [`Address`], [`divisions_under`], [`PrintJob`], [`PrintRun`] |
//! | money | [`PriceList`], [`Order`], [`Payment`], [`Refund`], [`LedgerEntry`], [`InvoiceRequest`], [`compare_with_bill`] |
//! | handing over | [`RegistryPackage`], [`RegistryRecord`], [`DataDisc`], [`ListExport`] |
//! | traces | [`Subject`], [`Notification`], [`audit`] |
//!
//! Aggregates have public fields to be read and stored. They change only through transitions, which
//! take the aggregate by value, raise its version, and may refuse. Every state has a name for
//! stores, logs and programs.

mod account;
mod actor;
mod address;

mod appointment;
pub mod audit;
mod batch;
mod binding;
mod calendar;
mod capture;
mod centre_reasons;
mod change_request;
mod code_identity;
mod consent;
mod data_disc;
mod degree;
mod division;
mod enquiry;
mod feature_code;
pub mod form;
mod hex;
mod id;
mod identity;
mod level;
mod list_export;
mod misses;
mod money;
mod notification;
mod organisation;
mod own_reason;
mod permission;
mod person;
mod photo;
mod print;
mod print_shop;
mod protected;
pub mod refusal;
mod region;
mod registry;
mod review;
mod reviewer_agreement;
mod roster;
mod slug;
mod source;
mod staff;
mod subject;
mod submission;
mod timestamp;
mod transition;
mod version;
mod width;
mod word;

pub use account::{Account, AccountAction, AccountState, AccountStateName, Language};
pub use actor::Actor;
pub use address::{ADDRESSES_PER_ACCOUNT, Address, AddressRefusal};

pub use appointment::{
    Appointment, AppointmentAction, AppointmentRefusal, AppointmentState, AppointmentStateName,
    Seat, Slot, SlotRefusal, Studio,
};
pub use batch::{
    Acceptance, Batch, BatchAction, BatchMode, BatchNotice, BatchPlan, BatchRefusal, BatchRules,
    BatchSchool, BatchState, BatchStateName, Cohort, CollectionWindow, DailyHours, GlassesPolicy,
    InvalidPlan, InvalidRgb, InvalidWindow, Retention, Rgb, SpecId,
};
pub use binding::{
    BindingCase, BindingRefusal, CodeHolder, CodeMiss, RegistryAnswer, Standing, check_binding,
    check_standing,
};
pub use calendar::{InvalidTimeOfDay, InvalidYearMonth, TimeOfDay, YearMonth};
pub use capture::{
    CaptureAction, CaptureOffer, CaptureRefusal, CaptureSession, CaptureState, CaptureStateName,
};
pub use change_request::{
    AskedChange, Change, ChangeName, ChangeRequest, ChangeRequestAction, ChangeRequestRefusal,
    ChangeRequestState, ChangeRequestStateName, LAPSES_AFTER, ReplaceReason,
};
pub use code_identity::{CodeIdentity, RegisteredCode};
pub use consent::{Agreement, Consent, ConsentAction, ConsentState, Purpose};
pub use data_disc::{
    DISC_KEPT, DataDisc, DataDiscAction, DataDiscRefusal, DataDiscState, DataDiscStateName,
    DiscForm, DiscVolume, NewDataDisc,
};
pub use degree::{
    CodeEvidence, DEGREES_PER_PERSON, Degree, DegreeAction, DegreeDetails, DegreeRefusal,
    DegreeState, DegreeStateName, Dispute, LastFourCheck, RecognisedDegree, ReleaseReason,
};
pub use division::{Division, divisions_under, names_of_district, written_place};
pub use enquiry::{Enquiry, EnquiryAnswer, EnquiryRefusal, WAITING_ENQUIRIES, may_ask};
pub use feature_code::{FeatureCode, InvalidFeatureCode};
pub use id::{
    AccountId, AddressId, AppointmentId, AuditEventId, BatchId, CaptureSessionId, CentreId,
    ChangeRequestId, ClassId, ConsentId, DataDiscId, DegreeId, EnquiryId, InvalidId,
    InvoiceRequestId, LedgerEntryId, ListExportId, NotificationId, OrderId, PaymentId, PhotoId,
    PriceListId, PrintJobId, PrintRunId, ReconciliationId, RefundId, RegionId, RegistryPackageId,
    RegistryRecordId, ReviewId, RosterEntryId, SchoolId, SlotId, StaffId, StudioId, SubmissionId,
    UnitId,
};
pub use identity::{IdentityKind, IdentityNumber, IdentityNumberError, InvalidLastFour, LastFour};
pub use level::Level;
pub use list_export::{
    LIST_KEPT, LIST_LAPSES_AFTER, ListExport, ListExportAction, ListExportRefusal, ListExportState,
    ListExportStateName, ListForm, ListReason, ListStop, ListWish, ListedStage, NewListExport,
};
pub use misses::{Locked, Misses};
pub use money::{
    BillLine, BillLineKind, Cover, Difference, DifferenceKind, Fen, InvalidInvoiceNumber,
    InvalidOrderNumber, InvalidPriceList, InvalidTaxNumber, InvalidTransactionNumber,
    InvoiceAction, InvoiceBuyer, InvoiceNumber, InvoiceRefusal, InvoiceRequest, InvoiceState,
    InvoiceStateName, LedgerAccount, LedgerCause, LedgerCauseName, LedgerEntry, LedgerPlace,
    MAX_PIECES, Means, NewInvoice, NewOrder, NewPayment, NewRefund, Order, OrderAction, OrderLine,
    OrderNumber, OrderRefusal, OrderState, OrderStateName, OwnLine, PayMoment, Payer, Payment,
    PaymentAction, PaymentFailure, PaymentPurpose, PaymentRefusal, PaymentState, PaymentStateName,
    Price, PriceList, Prices, PricesSet, Product, REFUND_WITHIN, REFUNDS_PER_PAYMENT, Receipt,
    Reconciliation, Refund, RefundAction, RefundProblem, RefundReason, RefundRefusal, RefundState,
    RefundStateName, TaxNumber, TransactionNumber, WaiverReason, Wish, compare_with_bill,
};
pub use notification::{
    Channel, DeliveryFailure, Message, MessageKind, Moment, NewNotification, Notification,
    NotificationAction, NotificationState, NotificationStateName,
};
pub use organisation::{
    Centre, CentrePolicy, Class, IdentityColumns, InvalidSchoolCode, Placement, PortraitLetters,
    School, SchoolCode, Unit, UnitKind,
};
pub use own_reason::{
    DrawnExample, GivenReason, InvalidOwnCode, OWN_REASONS_IN_USE, OwnCode, OwnReason,
    OwnReasonsChange, OwnReasonsRefusal, OwnWords, WishedReason,
};
pub use permission::{Permission, Resource, may};
pub use person::{
    InvalidPersonal, InvalidPhoneNumber, PersonName, PhoneNumber, StudentNumber, WeChatOpenId,
};
pub use photo::{
    Assessment, Fingerprint, Original, Photo, PhotoAction, PhotoRef, PhotoRefusal, PhotoState,
    PhotoStateName, ReceivedPhoto, RuleCode, UnusableReason,
};
pub use print::{
    Courier, DeliveryProblem, Destination, Discrepancy, FileFault, InvalidWaybill, NewPrintJob,
    NewPrintRun, PrintJob, PrintJobAction, PrintJobState, PrintJobStateName, PrintLayout,
    PrintRefusal, PrintRun, PrintRunAction, PrintRunState, PrintRunStateName, PrintSet, RUN_LIMIT,
    ReprintReason, RunFile, RunFiles, RunOrder, Shipment, WaybillNumber,
};
pub use print_shop::{
    BELIEVED_PERMILLE, Calibration, InvalidShopName, Paper, PrintShop, SHOPS_PER_CENTRE, ShopName,
    ShopRefusal,
};
pub use protected::{
    BlindIndex, BlobKey, ChainHash, ContentHash, Findable, InvalidBlobKey, Sealed, TokenHash,
};
pub use refusal::Coded;
pub use region::Region;
pub use registry::{
    InvalidRegistryReason, NewRegistryPackage, NewRegistryRecord, PACKAGE_KEPT, PackageArchive,
    PortraitFacts, RegistryIdentity, RegistryPackage, RegistryPackageAction,
    RegistryPackageRefusal, RegistryPackageState, RegistryPackageStateName, RegistryReason,
    RegistryRecord, RegistryRecordAction, RegistryRecordState, RegistryRecordStateName,
    RegistryReply,
};
pub use review::{
    Decision, DecisionName, InvalidReasons, Reasons, ReviewNote, ReviewPolicy, ReviewRecord,
    ReviewRound, Reviewer,
};
pub use reviewer_agreement::ReviewerAgreement;
pub use roster::{ImportWay, RosterEntry, RosterFinding};
pub use slug::{InvalidLinkSlug, LinkSlug};
pub use source::{CaptureModes, CaptureSource, NoCaptureMode};
pub use staff::{
    Role, RoleName, Scope, SecondFactor, Staff, StaffAction, StaffState, StaffStateName,
};
pub use subject::Subject;
pub use submission::{
    Allowance, AllowanceReason, CHECK_RETURNS_AFTER, Checked, Doubts, HeldDecision,
    MAX_EXTRA_ATTEMPTS, MAX_EXTRA_CHECKS, Rejection, ReviewEntry, SameShot, StudentPlace,
    Submission, SubmissionAction, SubmissionRefusal, SubmissionState, SubmissionStateName,
    UNDO_FOR, VoidReason,
};
pub use timestamp::{Duration, InvalidTimestamp, Timestamp};
pub use transition::{Denied, Name, StateMachine, WrongState};
pub use version::Version;
pub use width::{cleaned, cleaned_lines};
