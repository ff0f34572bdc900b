//! What reviewers see.

use app::review::{
    ApprovedTogether, ClaimedBy, EarlierVersion, Held, QueueItem, QueueSize,
    ReviewFlag as FoundFlag, ReviewSetView as FoundSet, ReviewSheet, SecondLookSheet,
};
use domain::{Decision, SubmissionState};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::views::public::batch::{CaptureSource, RulesView};
use crate::views::shared::photo::{PhotoLinksView, PhotoView};
use crate::views::shared::submission::{Entry, ReasonsView, ReviewRound};
use crate::views::student::degree::LastFourCheck;
use crate::views::{Instant, TextView};
use crate::word::wire_words;

wire_words! {
    /// What speaks for a second look at whose degree it is.
    ReviewFlag of FoundFlag;

    /// What is decided.
    DecisionWord of domain::DecisionName;

    /// What comes first in a queue: the oldest, or what the check left most open about.
    QueueOrder of app::QueueOrder;
}

/// How much waits in a round.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct QueueSizeView {
    round: ReviewRound,
    /// Photos that wait.
    waiting: u64,
    /// Those of them that the check left something open about.
    with_doubts: u64,
    /// When the oldest was submitted.
    oldest: Option<Instant>,
}

impl From<QueueSize> for QueueSizeView {
    fn from(size: QueueSize) -> Self {
        Self {
            round: size.round.into(),
            waiting: size.waiting,
            with_doubts: size.with_doubts,
            oldest: size.oldest.map(Instant::from),
        }
    }
}

/// Who has a photo in hand.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ClaimView {
    staff: Uuid,
    /// The colleague's name.
    name: String,
    /// Until when, unless it is renewed.
    until: Instant,
}

impl ClaimView {
    /// The caller's own.
    pub(crate) fn own(claim: &app::review::ReviewClaim, name: String) -> Self {
        Self {
            staff: claim.staff.as_uuid(),
            name,
            until: claim.until.into(),
        }
    }
}

impl From<ClaimedBy> for ClaimView {
    fn from(claim: ClaimedBy) -> Self {
        Self {
            staff: claim.staff.as_uuid(),
            name: claim.name,
            until: claim.until.into(),
        }
    }
}

/// A photo that waits, and what a reviewer has to know before looking.
// Shows nothing in `Debug`: it holds personal values.
#[derive(Serialize, ToSchema)]
pub(crate) struct QueueItemView {
    submission: Uuid,
    degree: Uuid,
    batch: Uuid,
    photo: Uuid,
    /// Whose turn it is; none where it does not wait.
    round: Option<ReviewRound>,
    entry: Option<Entry>,
    submitted_at: Option<Instant>,
    /// Rules that warn.
    warned: u16,
    /// Rules that could not be assessed.
    unassessed: u16,
    /// How often the student has submitted, this time included.
    attempts: u8,
    source: CaptureSource,
    /// The name as the code masks it.
    masked_name: Option<String>,
    /// National code of the school.
    school_code: String,
    /// Level of study, in its usual Chinese word.
    level: String,
    last_four_check: LastFourCheck,
    flags: Vec<ReviewFlag>,
    claim: Option<ClaimView>,
}

impl From<QueueItem> for QueueItemView {
    fn from(item: QueueItem) -> Self {
        let submission = &item.submission;
        let waiting = match &submission.state {
            SubmissionState::AwaitingReview {
                round,
                entry,
                submitted_at,
                ..
            } => Some(((*round).into(), (*entry).into(), (*submitted_at).into())),
            _ => None,
        };
        let (round, entry, submitted_at) = waiting
            .map_or((None, None, None), |(round, entry, at)| {
                (Some(round), Some(entry), Some(at))
            });
        let doubts = item.photo.assessment().map(domain::Doubts::of);
        let doubts = doubts.unwrap_or_default();
        Self {
            submission: submission.id.as_uuid(),
            degree: submission.degree.as_uuid(),
            batch: submission.batch.as_uuid(),
            photo: item.photo.id.as_uuid(),
            round,
            entry,
            submitted_at,
            warned: doubts.warned,
            unassessed: doubts.unassessed,
            attempts: submission.attempts,
            source: item.photo.source.into(),
            masked_name: item.masked_name,
            school_code: item.school_code.to_string(),
            level: item.level.to_string(),
            last_four_check: item.last_four_check.into(),
            flags: item.flags.into_iter().map(ReviewFlag::from).collect(),
            claim: item.claim.map(ClaimView::from),
        }
    }
}

/// A decision that was made before.
// Shows nothing in `Debug`: it holds links.
#[derive(Serialize, ToSchema)]
pub(crate) struct EarlierVersionView {
    photo: Uuid,
    round: ReviewRound,
    decision: DecisionWord,
    /// Why, where it was rejected.
    reasons: Option<ReasonsView>,
    decided_at: Instant,
    /// The pictures, as long as they are kept.
    links: Option<PhotoLinksView>,
}

impl From<EarlierVersion> for EarlierVersionView {
    fn from(earlier: EarlierVersion) -> Self {
        let review = earlier.review;
        Self {
            photo: earlier.photo.as_uuid(),
            round: review.reviewer.round.into(),
            decision: domain::DecisionName::from(&review.decision).into(),
            reasons: match &review.decision {
                Decision::Approve => None,
                Decision::Reject { reasons } => Some(reasons.into()),
            },
            decided_at: review.decided_at.into(),
            links: earlier.links.map(PhotoLinksView::from),
        }
    }
}

/// Everything that is needed to decide on one photo.
// Shows nothing in `Debug`: it holds links and personal values.
#[derive(Serialize, ToSchema)]
pub(crate) struct ReviewSheetView {
    #[serde(flatten)]
    item: QueueItemView,
    batch_name: String,
    /// The rules that the photo is decided by.
    rules: RulesView,
    /// Name of the school, where it is a customer.
    school_name: Option<String>,
    /// The photo with one verdict per rule, and where things are in the portrait.
    checked: PhotoView,
    links: PhotoLinksView,
    /// Decisions on this degree's photos before, oldest first.
    earlier: Vec<EarlierVersionView>,
}

impl From<ReviewSheet> for ReviewSheetView {
    fn from(sheet: ReviewSheet) -> Self {
        let (_, checked) = PhotoView::of(sheet.photo);
        let earlier = sheet.earlier.into_iter();
        Self {
            item: sheet.item.into(),
            rules: (&sheet.batch.plan.rules).into(),
            batch_name: sheet.batch.plan.name,
            school_name: sheet.school.map(|school| school.name),
            checked,
            links: sheet.links.into(),
            earlier: earlier.map(EarlierVersionView::from).collect(),
        }
    }
}

/// A photo to be decided on once more.
// Shows nothing in `Debug`: it holds links and personal values.
#[derive(Serialize, ToSchema)]
pub(crate) struct SecondLookView {
    id: Uuid,
    /// The photo as it waited; of decisions on it nothing is said.
    sheet: ReviewSheetView,
}

impl From<SecondLookSheet> for SecondLookView {
    fn from(look: SecondLookSheet) -> Self {
        Self {
            id: look.id.as_uuid(),
            sheet: look.sheet.into(),
        }
    }
}

/// A photo of a set, small.
// Shows nothing in `Debug`: it holds links and personal values.
#[derive(Serialize, ToSchema)]
pub(crate) struct SetItemView {
    #[serde(flatten)]
    item: QueueItemView,
    links: PhotoLinksView,
}

/// Photos to be approved together, in the reviewer's hand.
// Shows nothing in `Debug`: it holds links and personal values.
#[derive(Serialize, ToSchema)]
pub(crate) struct ReviewSetView {
    id: Uuid,
    /// Until when it can be approved.
    until: Instant,
    /// Drawn at random; each is decided like any other photo, and all have to be approved first.
    sample: Vec<ReviewSheetView>,
    /// The others.
    rest: Vec<SetItemView>,
    /// What the automatic check sees on few of the photos that have it, so that every picture has to be looked at for it.
    to_look_for: Vec<TextView>,
}

impl From<FoundSet> for ReviewSetView {
    fn from(set: FoundSet) -> Self {
        let rest = set.rest.into_iter().map(|photo| SetItemView {
            item: photo.item.into(),
            links: photo.links.into(),
        });
        Self {
            id: set.id,
            until: set.until.into(),
            sample: set.sample.into_iter().map(ReviewSheetView::from).collect(),
            rest: rest.collect(),
            to_look_for: standard::rules::ALL
                .iter()
                .filter(|rule| rule.reminder.is_some())
                .map(|rule| TextView::from(rule.about.what))
                .collect(),
        }
    }
}

/// What became of photos that were approved together.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ApprovedTogetherView {
    /// Submissions that are approved.
    approved: Vec<Uuid>,
    /// Submissions that were withdrawn, decided or changed meanwhile; nothing was done to them.
    skipped: Vec<Uuid>,
    /// When the approvals take effect; until then they can be taken back.
    settles_at: Instant,
}

impl From<ApprovedTogether> for ApprovedTogetherView {
    fn from(done: ApprovedTogether) -> Self {
        let ids = |submissions: Vec<domain::SubmissionId>| {
            let ids = submissions.into_iter().map(domain::SubmissionId::as_uuid);
            ids.collect()
        };
        Self {
            approved: ids(done.approved),
            skipped: ids(done.skipped),
            settles_at: done.settles_at.into(),
        }
    }
}

/// A decision that can still be taken back.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HeldView {
    review: Uuid,
    /// When it takes effect.
    settles_at: Instant,
}

impl From<Held> for HeldView {
    fn from(held: Held) -> Self {
        Self {
            review: held.review.as_uuid(),
            settles_at: held.settles_at.into(),
        }
    }
}
