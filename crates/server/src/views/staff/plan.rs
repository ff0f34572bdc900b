//! The plan of a batch as operators write it: what `GET` answers can be sent back by `PUT`, and with another name
//! and link it is the draft of the next batch.

use std::collections::BTreeMap;

use app::Failure;
use app::batch::{NewMode, NewPlan, StaffBatch};
use domain::{
    BatchMode, BatchNotice, BatchPlan, BatchRules, CaptureModes, Cohort, CollectionWindow,
    DailyHours, FeatureCode, Fen, Level, LinkSlug, RegionId, Retention, SpecId,
};
use serde::{Deserialize, Serialize};
use time::Date;
use time::format_description::well_known::Iso8601;
use utoipa::ToSchema;
use uuid::Uuid;

use super::progress::BatchState;
use crate::extract::instant;
use crate::views::public::batch::{CaptureSource, Glasses, ReviewPolicy};

/// How students come to a batch.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(tag = "mode", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum PlanMode {
    /// Together, by the feature code of their school.
    Group {
        /// Without it one is made, and a batch that has one keeps it.
        feature_code: Option<String>,
    },
    /// One by one, by their region.
    Individual { region: Uuid },
}

/// Who graduates.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlanCohort {
    /// Year of admission, four digits.
    grade_year: u16,
    /// Level of study, in its usual Chinese word.
    level: String,
    /// Month of graduation, such as `2024-01`.
    graduation: String,
}

/// When a batch collects.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlanWindow {
    /// The first instant, RFC 3339.
    #[schema(format = DateTime)]
    opens_at: String,
    /// The instant at which it is over, RFC 3339.
    #[schema(format = DateTime)]
    closes_at: String,
    /// Hours of the day in China, if not all.
    daily_hours: Option<PlanHours>,
}

/// Hours of every day.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlanHours {
    /// Such as `08:30`.
    from: String,
    /// Such as `22:00`, at most `24:00`.
    until: String,
}

/// The numbers and switches of a batch.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlanRules {
    /// Name of the standard that photos are judged by.
    spec: String,
    /// Background of the portrait, such as `#64c5ff`.
    background: String,
    /// Where photos may come from, one or more.
    capture: Vec<CaptureSource>,
    /// How often a student may submit, 1 or more.
    attempts_limit: u8,
    /// Automatic checks without charge, 1 or more.
    free_checks_limit: u16,
    /// Days to replace a rejected photo, 1 or more.
    replace_within_days: u8,
    /// What the student pays, in fen.
    price_fen: u32,
    /// Days that an original stays after the batch is archived, no longer than the portrait.
    originals_days: u16,
    /// Days that a portrait stays after the batch is archived.
    portraits_days: u16,
    /// Photos taken earlier are not recent; a date such as `2023-03-01`.
    photo_not_before: Option<String>,
    glasses: Glasses,
    review: ReviewPolicy,
}

/// What students read before they begin; may be empty.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlanNotice {
    /// The text in Chinese.
    zh: String,
    /// The text in English.
    en: String,
}

/// What a batch asks for.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlanBody {
    /// Name for people.
    name: String,
    mode: PlanMode,
    /// Whose students, by national codes; an individual batch without schools takes any school's.
    schools: Vec<String>,
    /// Who graduates; for orientation, no student is refused by it.
    cohorts: Vec<PlanCohort>,
    window: PlanWindow,
    rules: PlanRules,
    notice: PlanNotice,
    /// End of the link that the batch's QR code carries.
    slug: String,
}

impl PlanBody {
    /// The plan as it is written.
    ///
    /// # Errors
    /// [`Failure::Invalid`] names the first value that cannot be read.
    pub(crate) fn read(self) -> Result<NewPlan, Failure> {
        let schools = self.schools.iter();
        let schools = schools.map(|code| read("schools", code.parse()));
        let cohorts = self.cohorts.into_iter().map(PlanCohort::read);
        Ok(NewPlan {
            mode: self.mode.read()?,
            schools: schools.collect::<Result<_, _>>()?,
            cohorts: cohorts.collect::<Result<_, _>>()?,
            window: self.window.read()?,
            rules: self.rules.read()?,
            notice: BatchNotice {
                zh: self.notice.zh,
                en: self.notice.en,
            },
            slug: read("slug", LinkSlug::parse(&self.slug))?,
            name: self.name,
        })
    }
}

impl PlanMode {
    fn read(self) -> Result<NewMode, Failure> {
        Ok(match self {
            Self::Group { feature_code } => {
                let code = feature_code.filter(|code| !code.trim().is_empty());
                let code = code.map(|code| read("feature_code", FeatureCode::parse(&code)));
                NewMode::Group {
                    feature_code: code.transpose()?,
                }
            }
            Self::Individual { region } => NewMode::Individual {
                region: RegionId::from_uuid(region),
            },
        })
    }
}

impl PlanCohort {
    fn read(self) -> Result<Cohort, Failure> {
        Ok(Cohort {
            grade_year: self.grade_year,
            level: Level::parse(&self.level),
            graduation: read("graduation", self.graduation.parse())?,
        })
    }
}

impl PlanWindow {
    fn read(self) -> Result<CollectionWindow, Failure> {
        let hours = self.daily_hours.map(|hours| -> Result<_, Failure> {
            Ok(DailyHours {
                from: read("from", hours.from.parse())?,
                until: read("until", hours.until.parse())?,
            })
        });
        Ok(CollectionWindow {
            opens_at: instant("opens_at", &self.opens_at)?,
            closes_at: instant("closes_at", &self.closes_at)?,
            daily_hours: hours.transpose()?,
        })
    }
}

impl PlanRules {
    fn read(self) -> Result<BatchRules, Failure> {
        let sources: Vec<_> = self.capture.into_iter().map(Into::into).collect();
        let date = |text: &String| read("photo_not_before", Date::parse(text, &Iso8601::DATE));
        Ok(BatchRules {
            spec: SpecId::new(self.spec),
            background: read("background", self.background.parse())?,
            capture: read("capture", CaptureModes::new(&sources))?,
            attempts_limit: self.attempts_limit,
            free_checks_limit: self.free_checks_limit,
            replace_within_days: self.replace_within_days,
            price_fen: Fen::new(self.price_fen),
            retention: Retention {
                originals_days: self.originals_days,
                portraits_days: self.portraits_days,
            },
            photo_not_before: self.photo_not_before.as_ref().map(date).transpose()?,
            glasses: self.glasses.into(),
            review: self.review.into(),
        })
    }
}

fn read<T, E: std::fmt::Display>(field: &'static str, value: Result<T, E>) -> Result<T, Failure> {
    value.map_err(|error| Failure::invalid(field, &error))
}

impl From<BatchPlan> for PlanBody {
    fn from(plan: BatchPlan) -> Self {
        let hours = plan.window.daily_hours.map(|hours| PlanHours {
            from: hours.from.to_string(),
            until: hours.until.to_string(),
        });
        let schools = plan.schools.iter();
        Self {
            mode: (&plan.mode).into(),
            schools: schools.map(|school| school.code.to_string()).collect(),
            cohorts: plan.cohorts.iter().map(PlanCohort::from).collect(),
            window: PlanWindow {
                opens_at: plan.window.opens_at.to_string(),
                closes_at: plan.window.closes_at.to_string(),
                daily_hours: hours,
            },
            rules: (&plan.rules).into(),
            notice: PlanNotice {
                zh: plan.notice.zh,
                en: plan.notice.en,
            },
            slug: plan.slug.to_string(),
            name: plan.name,
        }
    }
}

impl From<&BatchMode> for PlanMode {
    fn from(mode: &BatchMode) -> Self {
        match mode {
            BatchMode::Group { feature_code } => Self::Group {
                feature_code: Some(feature_code.to_string()),
            },
            BatchMode::Individual { region } => Self::Individual {
                region: region.as_uuid(),
            },
        }
    }
}

impl From<&Cohort> for PlanCohort {
    fn from(cohort: &Cohort) -> Self {
        Self {
            grade_year: cohort.grade_year,
            level: cohort.level.to_string(),
            graduation: cohort.graduation.to_string(),
        }
    }
}

impl From<&BatchRules> for PlanRules {
    fn from(rules: &BatchRules) -> Self {
        let sources = rules.capture.sources().iter();
        Self {
            spec: rules.spec.as_str().to_owned(),
            background: rules.background.to_string(),
            capture: sources.map(|source| (*source).into()).collect(),
            attempts_limit: rules.attempts_limit,
            free_checks_limit: rules.free_checks_limit,
            replace_within_days: rules.replace_within_days,
            price_fen: rules.price_fen.as_u32(),
            originals_days: rules.retention.originals_days,
            portraits_days: rules.retention.portraits_days,
            photo_not_before: rules.photo_not_before.map(|date| date.to_string()),
            glasses: rules.glasses.into(),
            review: rules.review.into(),
        }
    }
}

/// A school of the centre.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StaffSchoolView {
    id: Uuid,
    /// National code.
    code: String,
    name: String,
}

impl From<domain::School> for StaffSchoolView {
    fn from(school: domain::School) -> Self {
        Self {
            id: school.id.as_uuid(),
            code: school.code.to_string(),
            name: school.name,
        }
    }
}

/// A batch as operators see it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BatchPlanView {
    id: Uuid,
    state: BatchState,
    plan: PlanBody,
    /// The schools of the plan, with their names.
    schools: Vec<StaffSchoolView>,
    /// Students who have begun, by the state of the submission; states without any are left out.
    by_state: BTreeMap<String, u64>,
}

impl From<StaffBatch> for BatchPlanView {
    fn from(found: StaffBatch) -> Self {
        let counts = found.counts.into_iter().filter(|(_, count)| *count > 0);
        let named = |(state, count)| (<&str>::from(state).to_owned(), count);
        Self {
            id: found.batch.id.as_uuid(),
            state: domain::BatchStateName::from(&found.batch.state).into(),
            plan: found.batch.plan.into(),
            schools: found
                .schools
                .into_iter()
                .map(StaffSchoolView::from)
                .collect(),
            by_state: counts.map(named).collect(),
        }
    }
}
