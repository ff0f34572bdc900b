//! Capture sessions and the parts of a photo on its way in.

use app::capture::{OpenedCapture, PartsSoFar};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::views::Instant;
use crate::views::public::batch::{CaptureSource, RulesView};

/// A session for one photo.
// Shows nothing in `Debug`: it holds the token.
#[derive(Serialize, ToSchema)]
pub(crate) struct CaptureView {
    id: Uuid,
    /// For the header `Capture-Token`; shown only here.
    token: String,
    /// Where the photo may come from.
    allowed_sources: Vec<CaptureSource>,
    /// Until when the photo has to be there.
    expires_at: Instant,
    /// Largest photo, bytes.
    max_bytes: u64,
    /// Largest part of a photo that is handed in piece by piece, bytes.
    max_part_bytes: u64,
    /// What the batch asks for, to guide the camera by.
    rules: RulesView,
}

impl From<OpenedCapture> for CaptureView {
    fn from(opened: OpenedCapture) -> Self {
        let sources = opened.session.allowed.sources().iter();
        Self {
            id: opened.session.id.as_uuid(),
            token: opened.token.expose().to_owned(),
            allowed_sources: sources.map(|source| (*source).into()).collect(),
            expires_at: opened.session.expires_at.into(),
            max_bytes: opened.max_photo_bytes,
            max_part_bytes: opened.max_part_bytes,
            rules: (&opened.rules).into(),
        }
    }
}

/// Parts that have arrived.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PartsView {
    /// Their numbers, from 0, in order.
    numbers: Vec<u16>,
    /// Their lengths together, bytes.
    length_bytes: u64,
}

impl From<PartsSoFar> for PartsView {
    fn from(parts: PartsSoFar) -> Self {
        Self {
            numbers: parts.numbers,
            length_bytes: parts.length_bytes,
        }
    }
}
