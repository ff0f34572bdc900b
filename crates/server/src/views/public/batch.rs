//! Batches as students find them. The feature code is left out: a student who needs it has typed it.

use app::batch::{BatchView as Found, Entrance, Opened};
use app::degree::BatchSummary;
use domain::{
    Acceptance, BatchMode, BatchRules, Cohort, CollectionWindow, Fen, Retention,
    ReviewPolicy as DomainReviewPolicy,
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::guidance::GuidanceView;
use super::price::QuoteView;
use super::region::RegionView;
use crate::views::{Instant, TextView};
use crate::word::wire_words;

wire_words! {
    /// Whether glasses may be worn.
    Glasses of domain::GlassesPolicy;

    /// Who reviews.
    ReviewPolicy of DomainReviewPolicy;

    /// Where a photo comes from.
    CaptureSource of domain::CaptureSource;
}

/// How students come to a batch.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "mode", rename_all = "kebab-case")]
pub(crate) enum BatchModeView {
    /// Together, by the feature code of their school.
    Group,
    /// One by one, by their region.
    Individual { region: Uuid },
}

impl From<&BatchMode> for BatchModeView {
    fn from(mode: &BatchMode) -> Self {
        match mode {
            BatchMode::Group { .. } => Self::Group,
            BatchMode::Individual { region } => Self::Individual {
                region: region.as_uuid(),
            },
        }
    }
}

/// Whether students may hand in now.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "acceptance", rename_all = "kebab-case")]
pub(crate) enum AcceptanceView {
    Open,
    /// No date is promised.
    NotAnnounced,
    NotYet {
        opens_at: Instant,
    },
    /// Not at this hour.
    OutsideHours {
        next: Instant,
    },
    /// Until the centre goes on with it; no date is promised.
    Paused,
    /// Not any more.
    Closed,
}

impl From<Acceptance> for AcceptanceView {
    fn from(acceptance: Acceptance) -> Self {
        match acceptance {
            Acceptance::Open => Self::Open,
            Acceptance::NotAnnounced => Self::NotAnnounced,
            Acceptance::NotYet { opens_at } => Self::NotYet {
                opens_at: opens_at.into(),
            },
            Acceptance::OutsideHours { next } => Self::OutsideHours { next: next.into() },
            Acceptance::Paused => Self::Paused,
            Acceptance::Closed => Self::Closed,
        }
    }
}

/// When a batch collects.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WindowView {
    opens_at: Instant,
    /// The instant at which it is over.
    closes_at: Instant,
    /// Hours of the day in China, if not all.
    daily_hours: Option<HoursView>,
}

/// Hours of every day.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HoursView {
    /// Such as `08:30`.
    from: String,
    /// Such as `22:00`, at most `24:00`.
    until: String,
}

impl From<CollectionWindow> for WindowView {
    fn from(window: CollectionWindow) -> Self {
        Self {
            opens_at: window.opens_at.into(),
            closes_at: window.closes_at.into(),
            daily_hours: window.daily_hours.map(|hours| HoursView {
                from: hours.from.to_string(),
                until: hours.until.to_string(),
            }),
        }
    }
}

/// Who graduates.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CohortView {
    /// As schools write it, such as `19级高起本`.
    label: String,
    /// Year of admission.
    grade_year: u16,
    /// Level of study, in its usual Chinese word.
    level: String,
    /// Month of graduation, such as `2024-01`.
    graduation: String,
}

impl From<&Cohort> for CohortView {
    fn from(cohort: &Cohort) -> Self {
        Self {
            label: cohort.to_string(),
            grade_year: cohort.grade_year,
            level: cohort.level.to_string(),
            graduation: cohort.graduation.to_string(),
        }
    }
}

/// The numbers and switches of a batch.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RulesView {
    /// Name of the standard that photos are judged by.
    spec: String,
    /// Background of the portrait, such as `#64c5ff`.
    background: String,
    /// Where photos may come from.
    capture: Vec<CaptureSource>,
    /// How often a student may submit.
    attempts_limit: u8,
    /// Automatic checks without charge.
    free_checks_limit: u16,
    /// Days to replace a rejected photo.
    replace_within_days: u8,
    /// What the student pays, in fen.
    #[schema(value_type = u32)]
    price_fen: Fen,
    /// Days that an original stays after the batch is archived, no longer than the portrait.
    originals_days: u16,
    /// Days that a portrait stays after the batch is archived.
    portraits_days: u16,
    /// Photos taken earlier are not recent; a date such as `2023-03-01`.
    photo_not_before: Option<String>,
    glasses: Glasses,
    review: ReviewPolicy,
}

impl From<&BatchRules> for RulesView {
    fn from(rules: &BatchRules) -> Self {
        let Retention {
            originals_days,
            portraits_days,
        } = rules.retention;
        let sources = rules.capture.sources().iter();
        Self {
            spec: rules.spec.as_str().to_owned(),
            background: rules.background.to_string(),
            capture: sources.map(|source| (*source).into()).collect(),
            attempts_limit: rules.attempts_limit,
            free_checks_limit: rules.free_checks_limit,
            replace_within_days: rules.replace_within_days,
            price_fen: rules.price_fen,
            originals_days,
            portraits_days,
            photo_not_before: rules.photo_not_before.map(|date| date.to_string()),
            glasses: rules.glasses.into(),
            review: rules.review.into(),
        }
    }
}

/// A school of a batch.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SchoolView {
    /// National code.
    code: String,
    name: String,
}

/// A batch as students see it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BatchView {
    id: Uuid,
    name: String,
    #[serde(flatten)]
    mode: BatchModeView,
    /// End of the link that the batch's QR code carries.
    slug: String,
    /// Name of the centre that runs it.
    centre_name: String,
    /// How students reach the centre; may be empty.
    support_contact: String,
    schools: Vec<SchoolView>,
    /// Who graduates; for orientation.
    cohorts: Vec<CohortView>,
    window: WindowView,
    #[serde(flatten)]
    acceptance: AcceptanceView,
    rules: RulesView,
    /// What hints in a viewfinder go by.
    guidance: GuidanceView,
    /// What students read before they begin; may be empty.
    notice: TextView,
}

impl From<Found> for BatchView {
    fn from(found: Found) -> Self {
        let plan = found.batch.plan;
        let schools = found.schools.into_iter().map(|(code, name)| SchoolView {
            code: code.to_string(),
            name,
        });
        Self {
            id: found.batch.id.as_uuid(),
            mode: (&plan.mode).into(),
            slug: plan.slug.to_string(),
            centre_name: found.centre_name,
            support_contact: found.support_contact,
            schools: schools.collect(),
            cohorts: plan.cohorts.iter().map(CohortView::from).collect(),
            window: plan.window.into(),
            acceptance: found.acceptance.into(),
            rules: (&plan.rules).into(),
            guidance: found.guidance.into(),
            notice: TextView {
                zh: plan.notice.zh,
                en: plan.notice.en,
            },
            name: plan.name,
        }
    }
}

/// The batch of a degree, in short.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BatchSummaryView {
    id: Uuid,
    name: String,
    #[serde(flatten)]
    mode: BatchModeView,
    window: WindowView,
    #[serde(flatten)]
    acceptance: AcceptanceView,
    /// Name of the centre that runs it.
    centre_name: String,
    /// How students reach the centre; may be empty.
    support_contact: String,
    /// Whether an approved portrait can be sent to a mail address.
    mails_portraits: bool,
}

impl From<BatchSummary> for BatchSummaryView {
    fn from(summary: BatchSummary) -> Self {
        Self {
            id: summary.id.as_uuid(),
            name: summary.name,
            mode: (&summary.mode).into(),
            window: summary.window.into(),
            acceptance: summary.acceptance.into(),
            centre_name: summary.centre_name,
            support_contact: summary.support_contact,
            mails_portraits: summary.mails_portraits,
        }
    }
}

/// Where a link leads.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(crate) enum EntranceView {
    /// To a batch.
    Batch {
        batch: Box<BatchView>,
        /// Whether the link brought the batch's feature code along.
        is_code_right: bool,
        /// What the batch charges.
        prices: Option<QuoteView>,
    },
    /// To a region.
    Region {
        region: RegionView,
        /// Its individual batch that is open now, if there is one.
        batch: Option<Box<BatchView>>,
        /// What that batch charges.
        prices: Option<QuoteView>,
    },
}

impl From<Opened> for EntranceView {
    fn from(opened: Opened) -> Self {
        let view = |batch: Box<Found>| Box::new(BatchView::from(*batch));
        let prices = opened.quote.map(QuoteView::from);
        match opened.entrance {
            Entrance::Batch(batch) => Self::Batch {
                batch: view(batch),
                is_code_right: opened.is_code_right,
                prices,
            },
            Entrance::Region { region, batch } => Self::Region {
                region: region.into(),
                batch: batch.map(view),
                prices,
            },
        }
    }
}
