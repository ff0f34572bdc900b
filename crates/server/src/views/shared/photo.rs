//! Photos, their verdicts, and links to their pictures.

use app::photo::{PhotoLinks, PhotoView as Found, StoredVerdict, only_reminds};
use app::ports::PortraitGeometry;
use domain::{Photo, PhotoState, RuleCode, Version};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::views::public::batch::CaptureSource;
use crate::views::public::standard::{ReasonCode, RuleId};
use crate::views::{Instant, TextView};
use crate::word::wire_words;

wire_words! {
    /// Why a file cannot even be assessed.
    UnusableReason of domain::UnusableReason;

    /// What one rule says.
    Outcome of standard::Outcome;

    /// What all rules together say.
    Overall of standard::Overall;
}

/// How far a photo has come.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub(crate) enum PhotoStateView {
    /// The bytes are stored; nothing has looked at them yet.
    Received,
    /// Measured and judged.
    Assessed {
        assessed_at: Instant,
        /// Whether the student may go on with it.
        is_usable: bool,
        /// Rules that the student has to accept before going on.
        #[schema(value_type = Vec<RuleId>)]
        doubts: Vec<String>,
    },
    /// The student takes it.
    Confirmed {
        confirmed_at: Instant,
        /// Doubts that the student goes on with.
        #[schema(value_type = Vec<RuleId>)]
        accepted: Vec<String>,
    },
    /// Nothing can be done with it.
    Unusable {
        found_at: Instant,
        reasons: Vec<UnusableReason>,
    },
}

impl From<&PhotoState> for PhotoStateView {
    fn from(state: &PhotoState) -> Self {
        match state {
            PhotoState::Received => Self::Received,
            PhotoState::Assessed {
                assessment,
                assessed_at,
            } => Self::Assessed {
                assessed_at: (*assessed_at).into(),
                is_usable: assessment.is_usable(),
                doubts: texts(assessment.doubts()),
            },
            PhotoState::Confirmed {
                overridden,
                confirmed_at,
                ..
            } => Self::Confirmed {
                confirmed_at: (*confirmed_at).into(),
                accepted: texts(overridden),
            },
            PhotoState::Unusable { reasons, found_at } => Self::Unusable {
                found_at: (*found_at).into(),
                reasons: reasons.iter().map(|reason| (*reason).into()).collect(),
            },
        }
    }
}

fn texts<'a>(rules: impl IntoIterator<Item = &'a RuleCode>) -> Vec<String> {
    let rules = rules.into_iter();
    rules.map(|rule| rule.as_str().to_owned()).collect()
}

/// A photo without what was said about it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PhotoSummaryView {
    id: Uuid,
    degree: Uuid,
    /// Counts the photos of the degree, from 1.
    number: u32,
    source: CaptureSource,
    /// Length of the file, bytes.
    length_bytes: u64,
    received_at: Instant,
    #[serde(flatten)]
    state: PhotoStateView,
}

impl From<&Photo> for PhotoSummaryView {
    fn from(photo: &Photo) -> Self {
        Self {
            id: photo.id.as_uuid(),
            degree: photo.degree.as_uuid(),
            number: photo.number,
            source: photo.source.into(),
            length_bytes: photo.original.length_bytes,
            received_at: photo.received_at.into(),
            state: (&photo.state).into(),
        }
    }
}

/// What one rule said.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct VerdictView {
    #[schema(value_type = RuleId)]
    rule: String,
    /// The reason that a reviewer would give.
    reason: ReasonCode,
    outcome: Outcome,
    /// Whether this is said of every photo that the rule does not accuse: it finds some of what it is about, and its silence
    /// says nothing, so people look themselves.
    is_reminder: bool,
    /// What was measured, in `unit`.
    measured: Option<f32>,
    /// What it was held against, in `unit`.
    limit: Option<f32>,
    /// Unit of both; empty for ratios, shares and counts.
    unit: String,
    /// What to do; none for a pass.
    advice: Option<TextView>,
}

impl From<StoredVerdict> for VerdictView {
    fn from(verdict: StoredVerdict) -> Self {
        let is_unknown = verdict.outcome == standard::Outcome::NotAssessable;
        Self {
            is_reminder: is_unknown && only_reminds(&verdict.rule),
            rule: verdict.rule.as_str().to_owned(),
            reason: verdict.code.into(),
            outcome: verdict.outcome.into(),
            measured: verdict.measured,
            limit: verdict.limit,
            unit: verdict.unit,
            advice: verdict.advice.map(TextView::from),
        }
    }
}

/// Where things are in the portrait, pixels; and which part of the photo it shows.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GeometryView {
    width_px: u32,
    height_px: u32,
    /// Crown to top edge.
    crown_px: f32,
    /// Eye line to top edge.
    eye_line_px: f32,
    /// Chin to top edge.
    chin_px: f32,
    /// Cheek to cheek.
    face_width_px: f32,
    /// The face's middle right (+) or left (−) of the portrait's.
    center_offset_px: f32,
    /// Left, top, right and bottom edge of the shown area, pixels of the upright photo.
    source_area: [f32; 4],
}

impl From<PortraitGeometry> for GeometryView {
    fn from(geometry: PortraitGeometry) -> Self {
        Self {
            width_px: geometry.width_px,
            height_px: geometry.height_px,
            crown_px: geometry.crown_px,
            eye_line_px: geometry.eye_line_px,
            chin_px: geometry.chin_px,
            face_width_px: geometry.face_width_px,
            center_offset_px: geometry.center_offset_px,
            source_area: geometry.source_area,
        }
    }
}

/// A photo with everything that was said about it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PhotoView {
    #[serde(flatten)]
    photo: PhotoSummaryView,
    /// The worst verdict, once it was looked at.
    overall: Option<Overall>,
    /// One per rule, once it was looked at.
    verdicts: Vec<VerdictView>,
    /// Where things are in the portrait, if there is one.
    geometry: Option<GeometryView>,
}

impl PhotoView {
    /// The view and its version.
    pub(crate) fn of(found: Found) -> (Version, Self) {
        let verdicts = found.verdicts.into_iter();
        let view = Self {
            photo: (&found.photo).into(),
            overall: found.overall.map(Overall::from),
            verdicts: verdicts.map(VerdictView::from).collect(),
            geometry: found.geometry.map(GeometryView::from),
        };
        (found.photo.version, view)
    }
}

/// Links to the pictures of a photo.
// Shows nothing in `Debug`: they open pictures.
#[derive(Serialize, ToSchema)]
pub(crate) struct PhotoLinksView {
    /// Address of the file as it was handed in; opens for this caller alone. Empty once its days are over.
    original: String,
    /// Size of the upright original, once it was looked at; staff may ask for a smaller view of it (`longer_side`).
    original_size: Option<SizeView>,
    /// Address of the portrait, if there is one.
    portrait: Option<String>,
    /// Until when both work.
    expires_at: Instant,
}

/// Columns and rows of a picture.
#[derive(Serialize, ToSchema)]
pub(crate) struct SizeView {
    width_px: u32,
    height_px: u32,
}

impl From<PhotoLinks> for PhotoLinksView {
    fn from(links: PhotoLinks) -> Self {
        let address = |link: String| format!("/api/v1/files/{link}");
        Self {
            original: links.original.map(address).unwrap_or_default(),
            original_size: links
                .original_size_px
                .map(|[width_px, height_px]| SizeView {
                    width_px,
                    height_px,
                }),
            portrait: links.portrait.map(address),
            expires_at: links.expires_at.into(),
        }
    }
}
