//! The collection tower's model: who takes part, what they may do, and the states that things go
//! through. Pure: no SQL, HTTP, JSON, clock or randomness; time, ids and random numbers come in as
//! parameters, and personal values only sealed.
//!
//! | group | modules |
//! |---|---|
//! | ground | [`id`], [`version`], [`timestamp`], [`calendar`], [`actor`], [`transition`], [`refusal`] |
//! | personal values | [`protected`] (what is kept), [`person`] and [`identity`] (in the clear, passing by) |
//! | who | [`organisation`], [`staff`], [`permission`], [`account`], [`consent`] |
//! | what is collected | [`region`], [`batch`], [`feature_code`], [`slug`], [`level`], [`source`] |
//! | a student's way | [`roster`], [`code_identity`], [`binding`], [`misses`], [`degree`], [`capture`], [`photo`], [`submission`], [`review`], [`appointment`] |
//! | traces | [`subject`], [`notification`], [`audit`] |
//!
//! Aggregates have public fields to be read and stored; they change only through transitions, which
//! take the aggregate by value, raise its version, and may refuse. Every state has a name for
//! stores, logs and clients; names are pinned by a test.

pub mod account;
pub mod actor;
pub mod appointment;
pub mod audit;
pub mod batch;
pub mod binding;
pub mod calendar;
pub mod capture;
pub mod code_identity;
pub mod consent;
pub mod degree;
pub mod feature_code;
pub mod form;
mod hex;
pub mod id;
pub mod identity;
pub mod level;
pub mod misses;
pub mod money;
pub mod notification;
pub mod organisation;
pub mod permission;
pub mod person;
pub mod photo;
pub mod protected;
pub mod refusal;
pub mod region;
pub mod review;
pub mod roster;
pub mod slug;
pub mod source;
pub mod staff;
pub mod subject;
pub mod submission;
pub mod timestamp;
pub mod transition;
pub mod version;
mod width;
mod word;

pub use account::{Account, AccountState, Language};
pub use actor::Actor;
pub use appointment::{Appointment, AppointmentState, Slot, Studio};
pub use audit::{AuditEntry, AuditEvent};
pub use batch::{Acceptance, Batch, BatchMode, BatchPlan, BatchRules, BatchState};
pub use binding::{BindingCase, BindingRefusal, check_binding};
pub use calendar::{TimeOfDay, YearMonth};
pub use capture::{CaptureSession, CaptureState};
pub use code_identity::CodeIdentity;
pub use consent::{Consent, Purpose};
pub use degree::{Degree, DegreeDetails, DegreeState};
pub use feature_code::FeatureCode;
pub use id::{
    AccountId, AppointmentId, AuditEventId, BatchId, CaptureSessionId, CentreId, ClassId,
    ConsentId, DegreeId, NotificationId, PhotoId, RegionId, ReviewId, RosterEntryId, SchoolId,
    SlotId, StaffId, StudioId, SubmissionId, UnitId,
};
pub use identity::{IdentityNumber, LastFour};
pub use level::Level;
pub use misses::Misses;
pub use money::Fen;
pub use notification::{Channel, Message, MessageKind, Notification, NotificationState};
pub use organisation::{Centre, Class, Placement, School, SchoolCode, Unit, UnitKind};
pub use permission::{Permission, Resource, may};
pub use person::{PersonName, PhoneNumber, StudentNumber, WeChatOpenId};
pub use photo::{Assessment, Photo, PhotoRef, PhotoState, RuleCode};
pub use protected::{BlindIndex, BlobKey, ChainHash, ContentHash, Findable, Sealed, TokenHash};
pub use refusal::Coded;
pub use region::Region;
pub use review::{Decision, Reasons, ReviewPolicy, ReviewRecord, ReviewRound, Reviewer};
pub use roster::{RosterEntry, RosterFinding};
pub use slug::LinkSlug;
pub use source::{CaptureModes, CaptureSource};
pub use staff::{Role, Scope, Staff, StaffState};
pub use subject::Subject;
pub use submission::{
    SameShot, Submission, SubmissionRefusal, SubmissionState, SubmissionStateName,
};
pub use timestamp::{Duration, Timestamp};
pub use transition::{Denied, WrongState};
pub use version::Version;
