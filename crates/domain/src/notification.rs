//! Messages to students: subject, channel, parameters, state of delivery. Parameters hold no personal
//! data; the texts are in the crate `words`.

use serde::{Deserialize, Serialize};
use standard::{ReasonCode, Text};
use strum::{EnumDiscriminants, EnumString, IntoStaticStr, VariantArray, VariantNames};

use crate::id::{AccountId, CentreId, NotificationId};
use crate::subject::Subject;
use crate::timestamp::Timestamp;
use crate::transition::{WrongState, state_machine};
use crate::version::Version;
use crate::word::words;

/// What a message says. Variants carry the parameters of its template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, EnumDiscriminants)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[strum_discriminants(
    name(MessageKind),
    doc = "The kind of a message, without its parameters; templates are chosen by it.",
    derive(Hash, EnumString, IntoStaticStr, VariantArray, VariantNames),
    strum(serialize_all = "kebab-case")
)]
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
        /// Titles of the centre's own reasons among them.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        own_reasons: Vec<Text<String>>,
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
        /// The end of the batch.
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
    /// Staff decided a dispute for who claims the degree; it only has to be confirmed.
    ClaimUpheld,
    /// Staff decided a dispute against who claims the degree.
    ClaimDeclined,
    /// The registry accepted the portrait.
    AtRegistry,
    /// The registry refused the portrait; another one is needed.
    RegistryRefused,
    /// The registry's comparison with the admission photo did not find the same person.
    RegistryMismatch,
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
    /// Money that was handed over or transferred has paid an order.
    PaymentArrived,
    /// The money of a refund has gone back.
    RefundDone,
    /// Staff did not approve a refund.
    RefundDeclined,
    /// A refund that was approved could not be carried out, and was given up.
    RefundGivenUp,
    /// The invoice of an order is made.
    InvoiceIssued,
    /// The centre answered a question.
    EnquiryAnswered,
    /// Prints are on their way.
    PrintsShipped,
    /// The school has the parcel with the prints.
    PrintsAtSchool,
}

words!(Message as MessageKind);

impl Message {
    /// The instant that it names.
    pub const fn moment(&self) -> Option<Moment> {
        match self {
            Self::Rejected { replace_by, .. } | Self::ReplaceSoon { replace_by } => {
                Some(Moment::Deadline(*replace_by))
            }
            Self::ClosesSoon { closes_at } => Some(Moment::Deadline(*closes_at)),
            Self::AppointmentSet { starts_at } | Self::AppointmentCancelled { starts_at } => {
                Some(Moment::Start(*starts_at))
            }
            Self::PhotoReady
            | Self::PhotoUnusable
            | Self::Submitted
            | Self::Approved
            | Self::Corrected
            | Self::Expired
            | Self::DegreeReleased
            | Self::ClaimUpheld
            | Self::ClaimDeclined
            | Self::PaymentArrived
            | Self::RefundDone
            | Self::RefundDeclined
            | Self::RefundGivenUp
            | Self::InvoiceIssued
            | Self::AtRegistry
            | Self::RegistryRefused
            | Self::RegistryMismatch
            | Self::EnquiryAnswered
            | Self::PrintsShipped
            | Self::PrintsAtSchool => None,
        }
    }
}

/// An instant that a message names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Before which something has to be done.
    Deadline(Timestamp),
    /// At which something begins.
    Start(Timestamp),
}

impl Moment {
    /// The instant.
    pub const fn at(self) -> Timestamp {
        match self {
            Self::Deadline(at) | Self::Start(at) => at,
        }
    }
}

/// How a message goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Channel {
    /// Shown in the app.
    InApp,
    /// WeChat subscription message.
    #[strum(serialize = "wechat")]
    WeChat,
    /// Short message.
    Sms,
    /// Electronic mail.
    Mail,
}

words!(Channel);

/// Why a message did not go out, after the last try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
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

words!(DeliveryFailure);

/// How far a message has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, EnumDiscriminants)]
#[serde(tag = "state", rename_all = "kebab-case")]
#[strum_discriminants(
    name(NotificationStateName),
    doc = "The name of a message's state, without its data.",
    derive(Hash, EnumString, IntoStaticStr, VariantArray, VariantNames),
    strum(serialize_all = "kebab-case")
)]
pub enum NotificationState {
    /// To be sent.
    Pending,
    /// Handed to the service, or shown in the list of the app.
    Sent {
        /// When the service accepted it, or when it was shown in the app.
        sent_at: Timestamp,
    },
    /// Given up.
    Failed {
        /// When the last try failed.
        failed_at: Timestamp,
        /// The error of the last try.
        failure: DeliveryFailure,
    },
    /// Opened in the app.
    Read {
        /// When the student first opened it.
        read_at: Timestamp,
    },
}

words!(NotificationState as NotificationStateName);

/// What is done with a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum NotificationAction {
    /// The service took it.
    Send,
    /// No further try is made.
    Fail,
    /// Staff have it sent once more.
    Retry,
    /// The student opened it.
    Read,
}

state_machine!(Notification: NotificationStateName, NotificationAction);

/// What a message is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNotification {
    /// Unique; made outside, in order of creation.
    pub id: NotificationId,
    /// The centre that sends it.
    pub centre: CentreId,
    /// The account of the student who receives it.
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
    /// Unique; made outside, in order of creation.
    pub id: NotificationId,
    /// The centre that sends it.
    pub centre: CentreId,
    /// Raised with every change.
    pub version: Version,
    /// The account of the student who receives it.
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
    pub fn sent(self, at: Timestamp) -> Result<Self, WrongState<Self>> {
        match self.state {
            NotificationState::Pending => Ok(self.enter(NotificationState::Sent { sent_at: at })),
            _ => Err(WrongState::new(&self.state, NotificationAction::Send)),
        }
    }

    /// No further try will be made.
    ///
    /// # Errors
    /// [`WrongState`] unless it is pending.
    pub fn failed(self, failure: DeliveryFailure, at: Timestamp) -> Result<Self, WrongState<Self>> {
        match self.state {
            NotificationState::Pending => Ok(self.enter(NotificationState::Failed {
                failed_at: at,
                failure,
            })),
            _ => Err(WrongState::new(&self.state, NotificationAction::Fail)),
        }
    }

    /// Staff have it sent once more.
    ///
    /// # Errors
    /// [`WrongState`] unless it failed.
    pub fn retry(self) -> Result<Self, WrongState<Self>> {
        match self.state {
            NotificationState::Failed { .. } => Ok(self.enter(NotificationState::Pending)),
            _ => Err(WrongState::new(&self.state, NotificationAction::Retry)),
        }
    }

    /// The student opened it.
    ///
    /// # Errors
    /// [`WrongState`] unless it was sent.
    pub fn read(self, at: Timestamp) -> Result<Self, WrongState<Self>> {
        match self.state {
            NotificationState::Sent { .. } => {
                Ok(self.enter(NotificationState::Read { read_at: at }))
            }
            _ => Err(WrongState::new(&self.state, NotificationAction::Read)),
        }
    }

    fn enter(mut self, state: NotificationState) -> Self {
        self.state = state;
        self.version = self.version.next();
        self
    }
}
