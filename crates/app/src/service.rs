//! The service that use cases run on: everything that they use, in one value.

use std::sync::Arc;

use domain::{Duration, Timestamp};
use gateways::Gateways;
use print::Typefaces;
use serde::{Deserialize, Serialize};
use store::Store;
use uuid::Uuid;
use vault::Vault;

use crate::kept_rows::KeptRows;
use crate::photo::{Views, Waiting};
use crate::ports::{AuditAnchors, Clock, PhotoLab, Random};
use crate::standards::Shelf;
use crate::upkeep::Setting;

/// When administrators and operators need a second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SecondFactorPolicy {
    /// Where others than the machine itself reach the service.
    #[default]
    WhereReached,
    /// Everywhere, also on a service that only its own machine reaches.
    Always,
    /// Nowhere: a password is enough.
    Never,
}

/// Numbers that an operator may change. What a batch decides is in its rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Days that a student stays signed in without coming back.
    pub student_session_days: u32,
    /// Hours that a member of staff stays signed in without doing anything.
    pub staff_session_hours: u32,
    /// Days after which a student has to sign in again in any case.
    pub student_session_max_days: u32,
    /// Hours after which a member of staff has to sign in again in any case.
    pub staff_session_max_hours: u32,
    /// Days after the last sign-in from which a phone number alone does not open an account with degrees.
    pub step_up_after_days: u32,
    /// When administrators and operators need a second factor.
    pub second_factor: SecondFactorPolicy,
    /// Minutes that a code sent by short message is valid.
    pub sign_in_code_minutes: u32,
    /// Seconds before another code is sent to the same number.
    pub sign_in_code_pause_seconds: u32,
    /// Codes that are sent to one number in a day.
    pub sign_in_codes_per_day: u32,
    /// Codes that are sent to numbers with one prefix (all but the last four digits) in an hour.
    pub sign_in_codes_per_prefix_per_hour: u32,
    /// Codes that the installation sends in an hour.
    pub sign_in_codes_per_hour: u32,
    /// Codes that a network gets in an hour before each further one needs a proof of work.
    pub sign_in_codes_without_proof_per_hour: u32,
    /// Codes sent to, and wrong answers taken from, one network in an hour. Campuses share one.
    pub network_tries_per_hour: u32,
    /// Days after its closing on which a batch is archived, unless an operator did it before.
    pub archive_after_days: u32,
    /// Minutes in which an order has to be paid.
    pub order_minutes: u32,
    /// Days in which an order has to be paid where nothing can be paid online.
    pub order_days_by_hand: u32,
    /// Minutes in which a photo has to be handed in after the camera was opened.
    pub capture_minutes: u32,
    /// Minutes that a link to a picture works.
    pub link_minutes: u32,
    /// Largest photo, bytes.
    pub max_photo_bytes: u64,
    /// Largest picture of a collection code, bytes.
    pub max_code_picture_bytes: u64,
    /// Largest part of a photo that is handed in piece by piece, bytes.
    pub max_part_bytes: u64,
    /// Hours before a deadline at which a student is reminded.
    pub remind_hours_before: u32,
    /// Of a hundred decisions, how many another reviewer makes once more without knowing of the first; 100 at
    /// most. It changes nothing about the photo, and says how far reviewers agree.
    pub second_looks_percent: u8,
    /// A list of more students than that is taken out as a file only once a second person has approved it; lists of up
    /// to 50 never wait.
    pub bulk_list_persons: u32,
    /// Hours that an object without a reference stays before it is swept away.
    pub orphan_hours: u32,
    /// Version of the consent texts that is asked for now.
    pub consent_text_version: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            student_session_days: 30,
            staff_session_hours: 12,
            student_session_max_days: 180,
            staff_session_max_hours: 24,
            step_up_after_days: 60,
            second_factor: SecondFactorPolicy::WhereReached,
            sign_in_code_minutes: 5,
            sign_in_code_pause_seconds: 60,
            sign_in_codes_per_day: 10,
            sign_in_codes_per_prefix_per_hour: 2_000,
            sign_in_codes_per_hour: 20_000,
            sign_in_codes_without_proof_per_hour: 3,
            network_tries_per_hour: 600,
            archive_after_days: 180,
            order_minutes: 30,
            order_days_by_hand: 14,
            capture_minutes: 30,
            link_minutes: 10,
            max_photo_bytes: 20 << 20,
            max_code_picture_bytes: 10 << 20,
            max_part_bytes: 2 << 20,
            remind_hours_before: 48,
            second_looks_percent: 2,
            bulk_list_persons: 500,
            orphan_hours: 24,
            consent_text_version: 1,
        }
    }
}

/// Settings for which nothing is a sensible number.
const MAY_BE_ZERO: [&str; 6] = [
    "step_up_after_days",
    "sign_in_code_pause_seconds",
    "sign_in_codes_without_proof_per_hour",
    "archive_after_days",
    "remind_hours_before",
    "second_looks_percent",
];

impl Settings {
    /// A setting that is 0 and must not be: sessions would end as they begin, photos be swept as they come.
    pub fn too_small(&self) -> Option<String> {
        let settings = serde_json::to_value(self).ok()?;
        let zero = |(name, value): (&String, &serde_json::Value)| {
            let is_zero = value.as_u64() == Some(0) && !MAY_BE_ZERO.contains(&name.as_str());
            is_zero.then(|| name.clone())
        };
        settings.as_object()?.iter().find_map(zero)
    }

    /// How long before a deadline a student is reminded.
    pub const fn remind_before(&self) -> Duration {
        Duration::from_hours(self.remind_hours_before)
    }
}

/// What a service is made of.
#[derive(Debug, Clone)]
pub struct Parts {
    /// The database.
    pub store: Store,
    /// Objects and personal values.
    pub vault: Vault,
    /// Services of others.
    pub gateways: Gateways,
    /// Work on pictures.
    pub lab: Arc<dyn PhotoLab>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Source of random bytes.
    pub random: Arc<dyn Random>,
    /// Where the ends of the audit logs are noted.
    pub anchors: Arc<dyn AuditAnchors>,
    /// Letters of all that is printed.
    pub typefaces: Typefaces,
    /// Numbers that an operator may change.
    pub settings: Settings,
    /// What the whole program is set to, without secrets, for administrators to read.
    pub configuration: Vec<Setting>,
}

/// The service; cheap to clone.
#[derive(Debug, Clone)]
pub struct App(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    parts: Parts,
    waiting: Waiting,
    shelf: Shelf,
    kept: KeptRows,
    views: Views,
}

impl App {
    /// Puts the parts together; nothing is started.
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(Inner {
            parts,
            waiting: Waiting::default(),
            shelf: Shelf::default(),
            kept: KeptRows::default(),
            views: Views::default(),
        }))
    }

    /// Closes the database, so that nothing is left in its log files. No use case works afterwards.
    pub async fn close(&self) {
        self.store().clone().close().await;
    }

    /// The database.
    pub(crate) fn store(&self) -> &Store {
        &self.0.parts.store
    }

    /// Objects and personal values.
    pub(crate) fn vault(&self) -> &Vault {
        &self.0.parts.vault
    }

    /// Services of others.
    pub(crate) fn gateways(&self) -> &Gateways {
        &self.0.parts.gateways
    }

    /// Work on pictures.
    pub(crate) fn lab(&self) -> &dyn PhotoLab {
        self.0.parts.lab.as_ref()
    }

    /// The source of random bytes, which programs around the service share.
    pub fn random(&self) -> &dyn Random {
        self.0.parts.random.as_ref()
    }

    /// Where the ends of the audit logs are noted.
    pub(crate) fn anchors(&self) -> &Arc<dyn AuditAnchors> {
        &self.0.parts.anchors
    }

    /// Letters of all that is printed.
    pub(crate) fn typefaces(&self) -> &Typefaces {
        &self.0.parts.typefaces
    }

    /// Numbers that an operator may change.
    pub fn settings(&self) -> &Settings {
        &self.0.parts.settings
    }

    /// What the whole program is set to.
    pub(crate) fn configuration(&self) -> &[Setting] {
        &self.0.parts.configuration
    }

    /// The present instant.
    pub fn now(&self) -> Timestamp {
        self.0.parts.clock.now()
    }

    /// Time since an arbitrary beginning; see [`crate::ports::Clock::steady`].
    pub fn steady(&self) -> std::time::Duration {
        self.0.parts.clock.steady()
    }

    /// A new id.
    pub fn new_id(&self) -> Uuid {
        self.random().id(self.now())
    }

    /// Standards that were put together for batches.
    pub(crate) fn shelf(&self) -> &Shelf {
        &self.0.shelf
    }

    /// Rows that change rarely, for reading.
    pub(crate) fn kept(&self) -> &KeptRows {
        &self.0.kept
    }

    /// Pictures that staff have looked at just now.
    pub(crate) fn views(&self) -> &Views {
        &self.0.views
    }

    /// Clients that wait for the check of a photo; those of other processes poll.
    pub(crate) fn waiting(&self) -> &Waiting {
        &self.0.waiting
    }
}
