//! Messages to a student.

use app::notification::NotificationView as Found;
use domain::NotificationState;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use words::Words;

use crate::views::{Instant, Page};
use crate::word::{wire_names, wire_words};

wire_words! {
    /// What a message says.
    MessageKind of domain::MessageKind;
}

/// What kind of thing a message is about.
#[derive(Debug, Serialize)]
#[serde(transparent)]
struct SubjectKind(&'static str);

wire_names! {
    /// What kind of thing a message is about.
    SubjectKind: domain::Subject::NAMES.iter().copied();
}

/// A message, with its words in both languages.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NotificationView {
    id: Uuid,
    kind: MessageKind,
    subject_kind: SubjectKind,
    /// Id of the thing that it is about.
    subject_id: Uuid,
    created_at: Instant,
    /// When the student opened it.
    read_at: Option<Instant>,
    /// A deadline or an appointment that it names.
    time: Option<Instant>,
    zh: WordsView,
    en: WordsView,
}

/// The words of a message.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WordsView {
    title: &'static str,
    body: String,
}

impl From<Found> for NotificationView {
    fn from(found: Found) -> Self {
        let notification = found.notification;
        let Words { title, body } = found.words;
        let read_at = match notification.state {
            NotificationState::Read { read_at } => Some(read_at.into()),
            NotificationState::Pending
            | NotificationState::Sent { .. }
            | NotificationState::Failed { .. } => None,
        };
        Self {
            id: notification.id.as_uuid(),
            kind: domain::MessageKind::from(&notification.message).into(),
            subject_kind: SubjectKind(notification.subject.name()),
            subject_id: notification.subject.id(),
            created_at: notification.created_at.into(),
            read_at,
            time: notification
                .message
                .moment()
                .map(|moment| moment.at().into()),
            zh: WordsView {
                title: title.zh,
                body: body.zh,
            },
            en: WordsView {
                title: title.en,
                body: body.en,
            },
        }
    }
}

/// Messages, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NotificationsView {
    #[serde(flatten)]
    pub(crate) page: Page<NotificationView>,
    /// How many the student has not opened.
    pub(crate) unread: u64,
}
