//! What centres announce to their students.

use app::announcement::{AnnouncedText, Announcement};
use domain::BatchId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::views::Instant;

/// What an announcement says in one language.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct AnnouncedTextView {
    /// What it is about, 1 to 40 characters.
    #[schema(min_length = 1, max_length = 40)]
    title: String,
    /// What is to be known, 1 to 1000 characters.
    #[schema(min_length = 1, max_length = 1000)]
    text: String,
}

impl From<AnnouncedText> for AnnouncedTextView {
    fn from(text: AnnouncedText) -> Self {
        Self {
            title: text.title,
            text: text.text,
        }
    }
}

impl From<AnnouncedTextView> for AnnouncedText {
    fn from(view: AnnouncedTextView) -> Self {
        Self {
            title: view.title,
            text: view.text,
        }
    }
}

/// Something that a centre tells its students.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AnnouncementView {
    id: Uuid,
    /// To the students of one batch alone.
    batch: Option<Uuid>,
    zh: AnnouncedTextView,
    /// In English, where somebody wrote it.
    en: Option<AnnouncedTextView>,
    from: Instant,
    until: Instant,
    /// When it was taken back, before its end.
    withdrawn_at: Option<Instant>,
}

impl From<Announcement> for AnnouncementView {
    fn from(found: Announcement) -> Self {
        Self {
            id: found.id,
            batch: found.batch.map(BatchId::as_uuid),
            zh: found.zh.into(),
            en: found.en.map(AnnouncedTextView::from),
            from: found.from.into(),
            until: found.until.into(),
            withdrawn_at: found.withdrawn_at.map(Instant::from),
        }
    }
}
