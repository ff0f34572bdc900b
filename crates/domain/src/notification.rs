//! Messages to students: what about, over which channel, how far they came. Parameters hold no
//! personal data; the words are the gateways' and the clients'.

use serde::{Deserialize, Serialize};
use standard::ReasonCode;

use crate::id::{AccountId, CentreId, NotificationId};
use crate::subject::Subject;
use crate::timestamp::Timestamp;
use crate::transition::WrongState;
use crate::version::Version;

/// What a message says. Variants carry the parameters of its template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Message {
    /// The photo passed the automatic check and waits for the student.
    PhotoReady,
    /// The photo cannot be used.
    PhotoUnusable,
    /// The photo is in review.
    Submitted,
    /// The photo was rejected.
    Rejected {
        /// Why; the reviewer's own words are shown only in the app.
        reasons: Vec<ReasonCode>,
        /// Until when it can be replaced.
        replace_by: Timestamp,
        /// Attempts left.
        attempts_left: u8,
    },
    /// The photo was approved.
    Approved,
    /// Staff took an approved photo out, or put another in its place.
    Corrected,
    /// The batch closes soon and something is left to do.
    ClosesSoon {
        /// When.
        closes_at: Timestamp,
    },
    /// A rejected photo has to be replaced soon.
    ReplaceSoon {
        /// Until when.
        replace_by: Timestamp,
    },
    /// Not finished in time; photos are deleted.
    Expired,
    /// Staff released the degree.
    DegreeReleased,
    /// An appointment was booked or moved.
    AppointmentSet {
        /// When it begins.
        starts_at: Timestamp,
    },
    /// An appointment was cancelled.
    AppointmentCancelled {
        /// When it would have begun.
        starts_at: Timestamp,
    },
}

impl Message {
    /// Every name.
    pub const NAMES: &'static [&'static str] = &[
        "photo-ready",
        "photo-unusable",
        "submitted",
        "rejected",
        "approved",
        "corrected",
        "closes-soon",
        "replace-soon",
        "expired",
        "degree-released",
        "appointment-set",
        "appointment-cancelled",
    ];

    /// The kind as it is written; templates are chosen by it.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::PhotoReady => "photo-ready",
            Self::PhotoUnusable => "photo-unusable",
            Self::Submitted => "submitted",
            Self::Rejected { .. } => "rejected",
            Self::Approved => "approved",
            Self::Corrected => "corrected",
            Self::ClosesSoon { .. } => "closes-soon",
            Self::ReplaceSoon { .. } => "replace-soon",
            Self::Expired => "expired",
            Self::DegreeReleased => "degree-released",
            Self::AppointmentSet { .. } => "appointment-set",
            Self::AppointmentCancelled { .. } => "appointment-cancelled",
        }
    }
}

/// How a message goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// Shown in the app.
    InApp,
    /// WeChat subscription message.
    #[serde(rename = "wechat")]
    WeChat,
    /// Short message.
    Sms,
    /// Mail.
    Mail,
}

impl Channel {
    /// The channel as it is written.
    pub const fn name(self) -> &'static str {
        match self {
            Self::InApp => "in-app",
            Self::WeChat => "wechat",
            Self::Sms => "sms",
            Self::Mail => "mail",
        }
    }
}

/// Why a message did not go out, after the last try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeliveryFailure {
    /// The student has not allowed messages on this channel.
    NotSubscribed,
    /// The address does not exist any more.
    UnknownRecipient,
    /// The service refused the message.
    Refused,
    /// The service could not be reached.
    Unreachable,
}

/// How far a message has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum NotificationState {
    /// To be sent.
    Pending,
    /// Handed to the service, or shown in the list of the app.
    Sent {
        /// When.
        sent_at: Timestamp,
    },
    /// Given up.
    Failed {
        /// When.
        failed_at: Timestamp,
        /// Why.
        failure: DeliveryFailure,
    },
    /// Opened in the app.
    Read {
        /// When.
        read_at: Timestamp,
    },
}

impl NotificationState {
    /// Every name, in the order of a life.
    pub const NAMES: &'static [&'static str] = &["pending", "sent", "failed", "read"];

    /// The state as it is written.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Sent { .. } => "sent",
            Self::Failed { .. } => "failed",
            Self::Read { .. } => "read",
        }
    }
}

/// What a message is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNotification {
    /// Its id.
    pub id: NotificationId,
    /// The centre that sends it.
    pub centre: CentreId,
    /// To whom.
    pub account: AccountId,
    /// What it is about.
    pub subject: Subject,
    /// How it goes out.
    pub channel: Channel,
    /// What it says.
    pub message: Message,
}

/// A message to a student.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notification {
    /// Its id.
    pub id: NotificationId,
    /// The centre that sends it.
    pub centre: CentreId,
    /// Raised with every change.
    pub version: Version,
    /// To whom.
    pub account: AccountId,
    /// What it is about.
    pub subject: Subject,
    /// How it goes out.
    pub channel: Channel,
    /// What it says.
    pub message: Message,
    /// When it was written.
    pub created_at: Timestamp,
    /// How far it has come.
    pub state: NotificationState,
}

impl Notification {
    /// A message that is to be sent.
    pub fn write(new: NewNotification, at: Timestamp) -> Self {
        Self {
            id: new.id,
            centre: new.centre,
            version: Version::FIRST,
            account: new.account,
            subject: new.subject,
            channel: new.channel,
            message: new.message,
            created_at: at,
            state: NotificationState::Pending,
        }
    }

    /// The service took it.
    ///
    /// # Errors
    /// [`WrongState`] unless it is pending.
    pub fn sent(self, at: Timestamp) -> Result<Self, WrongState> {
        match self.state {
            NotificationState::Pending => Ok(self.enter(NotificationState::Sent { sent_at: at })),
            _ => Err(WrongState::new(self.state.name(), "send")),
        }
    }

    /// No further try will be made.
    ///
    /// # Errors
    /// [`WrongState`] unless it is pending.
    pub fn failed(self, failure: DeliveryFailure, at: Timestamp) -> Result<Self, WrongState> {
        match self.state {
            NotificationState::Pending => Ok(self.enter(NotificationState::Failed {
                failed_at: at,
                failure,
            })),
            _ => Err(WrongState::new(self.state.name(), "fail")),
        }
    }

    /// Staff have it sent once more.
    ///
    /// # Errors
    /// [`WrongState`] unless it failed.
    pub fn retry(self) -> Result<Self, WrongState> {
        match self.state {
            NotificationState::Failed { .. } => Ok(self.enter(NotificationState::Pending)),
            _ => Err(WrongState::new(self.state.name(), "retry")),
        }
    }

    /// The student opened it.
    ///
    /// # Errors
    /// [`WrongState`] unless it was sent.
    pub fn read(self, at: Timestamp) -> Result<Self, WrongState> {
        match self.state {
            NotificationState::Sent { .. } => {
                Ok(self.enter(NotificationState::Read { read_at: at }))
            }
            _ => Err(WrongState::new(self.state.name(), "read")),
        }
    }

    fn enter(mut self, state: NotificationState) -> Self {
        self.state = state;
        self.version = self.version.next();
        self
    }
}
