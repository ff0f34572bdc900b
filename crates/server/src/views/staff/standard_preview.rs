//! What a standard would change of photos that were measured already.

use app::standards::{Preview, RuleTurn, TurnedPhoto};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::views::Instant;
use crate::views::public::standard::RuleId;
use crate::views::shared::photo::{Outcome, Overall};

/// Photos that go from one result to another one.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ResultTurnView {
    from: Overall,
    to: Overall,
    photos: u32,
}

/// A photo of which a rule would say something else.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TurnedPhotoView {
    photo: Uuid,
    submission: Option<Uuid>,
    received_at: Instant,
    /// In the unit of the rule.
    measured: Option<f32>,
    limit_before: Option<f32>,
    limit_now: Option<f32>,
}

impl From<TurnedPhoto> for TurnedPhotoView {
    fn from(turned: TurnedPhoto) -> Self {
        Self {
            photo: turned.photo.as_uuid(),
            submission: turned.submission.map(domain::SubmissionId::as_uuid),
            received_at: turned.received_at.into(),
            measured: turned.measured,
            limit_before: turned.limit_before,
            limit_now: turned.limit_now,
        }
    }
}

/// Photos of which a rule would say something else.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RuleTurnView {
    #[schema(value_type = RuleId)]
    rule: String,
    /// What it said; none where it was not judged.
    from: Option<Outcome>,
    /// What it would say; none where it would not be judged.
    to: Option<Outcome>,
    photos: u32,
    /// The first 50 of them, newest first.
    named: Vec<TurnedPhotoView>,
}

impl From<RuleTurn> for RuleTurnView {
    fn from(turn: RuleTurn) -> Self {
        Self {
            rule: turn.rule.as_str().to_owned(),
            from: turn.from.map(Outcome::from),
            to: turn.to.map(Outcome::from),
            photos: turn.photos,
            named: turn.named.into_iter().map(TurnedPhotoView::from).collect(),
        }
    }
}

/// What a standard would change of photos that were measured already.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StandardPreviewView {
    /// Photos that were judged.
    judged: u32,
    /// Photos without a portrait, of which nothing changes.
    without_portrait: u32,
    /// Photos that another version of the program has measured.
    other_facts: u32,
    /// From one result to another one, unchanged ones too.
    results: Vec<ResultTurnView>,
    /// What changes, by rule.
    turns: Vec<RuleTurnView>,
}

impl From<Preview> for StandardPreviewView {
    fn from(preview: Preview) -> Self {
        let results = preview.overall.into_iter();
        let results = results.map(|(from, to, photos)| ResultTurnView {
            from: from.into(),
            to: to.into(),
            photos,
        });
        Self {
            judged: preview.judged,
            without_portrait: preview.without_portrait,
            other_facts: preview.other_facts,
            results: results.collect(),
            turns: preview.turns.into_iter().map(RuleTurnView::from).collect(),
        }
    }
}
