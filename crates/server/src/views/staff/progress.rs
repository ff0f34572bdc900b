//! How far the students of a batch have come.

use app::progress::{DayCount, GroupReminder, ListedStudent, PlaceProgress, Stage, Trend};
use app::submission::FoundSubmission;
use domain::{Batch, SubmissionStateName};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::views::Instant;
use crate::views::public::batch::{BatchModeView, CohortView, RulesView, WindowView};
use crate::views::shared::print::PrintJobStateWord;
use crate::word::{wire_names, wire_words};

wire_words! {
    /// Whether students find a batch, and whether it is over.
    BatchState of domain::BatchStateName;
}

/// How far a student has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct StageName(pub(crate) String);

impl StageName {
    /// On the roster, and no more.
    pub(crate) const NOT_BEGUN: &'static str = "not-begun";
    /// The prints have arrived at the school.
    pub(crate) const DELIVERED: &'static str = "delivered";
}

wire_names! {
    /// How far a student has come: on the roster and no more, as far as the submission, or until the prints have arrived
    /// at the school.
    StageName: SubmissionStateName::NAMES.iter().copied().chain([StageName::NOT_BEGUN, StageName::DELIVERED]);
}

impl From<Stage> for StageName {
    fn from(stage: Stage) -> Self {
        Self(match stage {
            Stage::NotBegun => Self::NOT_BEGUN.to_owned(),
            Stage::Delivered => Self::DELIVERED.to_owned(),
            Stage::Begun(state) => <&str>::from(state).to_owned(),
        })
    }
}

/// A batch as staff see it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StaffBatchView {
    id: Uuid,
    name: String,
    state: BatchState,
    #[serde(flatten)]
    mode: BatchModeView,
    /// The feature code of a group batch.
    feature_code: Option<String>,
    /// End of the link that the batch's QR code carries.
    slug: String,
    window: WindowView,
    cohorts: Vec<CohortView>,
    schools: Vec<Uuid>,
    rules: RulesView,
}

impl From<Batch> for StaffBatchView {
    fn from(batch: Batch) -> Self {
        let plan = batch.plan;
        Self {
            id: batch.id.as_uuid(),
            state: domain::BatchStateName::from(&batch.state).into(),
            mode: (&plan.mode).into(),
            feature_code: match &plan.mode {
                domain::BatchMode::Group { feature_code, .. } => Some(feature_code.to_string()),
                domain::BatchMode::Individual { .. } => None,
            },
            slug: plan.slug.to_string(),
            window: plan.window.into(),
            cohorts: plan.cohorts.iter().map(CohortView::from).collect(),
            schools: plan
                .schools
                .iter()
                .map(|school| school.school.as_uuid())
                .collect(),
            rules: (&plan.rules).into(),
            name: plan.name,
        }
    }
}

/// Students at one place, of one level, by how far they have come.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PlaceProgressView {
    /// The school; none for students whose school is no customer.
    school: Option<Uuid>,
    school_name: Option<String>,
    college: Option<Uuid>,
    college_name: Option<String>,
    teaching_point: Option<Uuid>,
    teaching_point_name: Option<String>,
    class: Option<Uuid>,
    class_name: Option<String>,
    /// Level of study, in its usual Chinese word.
    level: Option<String>,
    /// Students on the roster.
    on_roster: u64,
    /// Of these, who have not begun.
    not_begun: u64,
    /// Students who have begun and are on no roster.
    off_roster: u64,
    /// Students who have begun, by the state of the submission; states without any are left out.
    by_state: BTreeMap<String, u64>,
}

impl From<PlaceProgress> for PlaceProgressView {
    fn from(place: PlaceProgress) -> Self {
        let at = place.placement;
        let counts = place.counts;
        let named =
            |(state, count): (SubmissionStateName, u64)| (<&str>::from(state).to_owned(), count);
        Self {
            school: at.map(|at| at.school.as_uuid()),
            school_name: place.names.school,
            college: at.and_then(|at| at.college).map(domain::UnitId::as_uuid),
            college_name: place.names.college,
            teaching_point: at
                .and_then(|at| at.teaching_point)
                .map(domain::UnitId::as_uuid),
            teaching_point_name: place.names.teaching_point,
            class: at.and_then(|at| at.class).map(domain::ClassId::as_uuid),
            class_name: place.names.class,
            level: place.level.map(|level| level.to_string()),
            on_roster: counts.on_roster,
            not_begun: counts.not_begun,
            off_roster: counts.off_roster,
            by_state: counts.by_state.into_iter().map(named).collect(),
        }
    }
}

/// What a reminder would do, or does.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GroupReminderView {
    /// Students who are reminded.
    students: u64,
    /// Of these, who are told in the app alone.
    in_app: u64,
    /// Of these, who are told by WeChat too.
    wechat: u64,
    /// Of these, who are told by a short message too, which costs.
    sms: u64,
    /// Students who were reminded today already and are left out.
    reminded_today: u64,
    /// When it goes out: at once, or in the morning.
    sends_at: Option<Instant>,
}

impl From<GroupReminder> for GroupReminderView {
    fn from(reminder: GroupReminder) -> Self {
        Self {
            students: reminder.students,
            in_app: reminder.in_app,
            wechat: reminder.wechat,
            sms: reminder.sms,
            reminded_today: reminder.reminded_today,
            sends_at: reminder.sends_at.map(Instant::from),
        }
    }
}

/// A submission that was found by its student's number.
// Shows nothing in `Debug`: it holds personal values.
#[derive(Serialize, ToSchema)]
pub(crate) struct FoundSubmissionView {
    submission: Uuid,
    degree: Uuid,
    batch: Uuid,
    batch_name: String,
    /// Name of the school, where it is a customer.
    school_name: Option<String>,
    student_number: Option<String>,
    /// The name as the code masks it.
    masked_name: Option<String>,
    stage: StageName,
}

impl From<FoundSubmission> for FoundSubmissionView {
    fn from(found: FoundSubmission) -> Self {
        let submission = found.submission;
        Self {
            submission: submission.id.as_uuid(),
            degree: submission.degree.as_uuid(),
            batch: submission.batch.as_uuid(),
            batch_name: found.batch_name,
            school_name: found.school_name,
            student_number: found.student_number,
            masked_name: found.masked_name,
            stage: Stage::Begun((&submission.state).into()).into(),
        }
    }
}

/// A student in a list.
// Shows nothing in `Debug`: it holds personal values.
#[derive(Serialize, ToSchema)]
pub(crate) struct ListedStudentView {
    /// The student number; none where the code carried none.
    student_number: Option<String>,
    school_name: Option<String>,
    college_name: Option<String>,
    teaching_point_name: Option<String>,
    class_name: Option<String>,
    /// Level of study, in its usual Chinese word.
    level: Option<String>,
    stage: StageName,
    /// How far the prints are that travel with the school's parcel, of several the least far; none where none are made.
    prints: Option<PrintJobStateWord>,
    /// Whether the school's roster lists the student.
    listed: bool,
}

impl From<ListedStudent> for ListedStudentView {
    fn from(student: ListedStudent) -> Self {
        Self {
            student_number: student.student_number,
            school_name: student.names.school,
            college_name: student.names.college,
            teaching_point_name: student.names.teaching_point,
            class_name: student.names.class,
            level: student.level.map(|level| level.to_string()),
            stage: student.stage.into(),
            prints: student.prints.map(PrintJobStateWord::from),
            listed: student.listed,
        }
    }
}

/// Students who were approved on one day.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DayCountView {
    /// The day in China, `2023-09-06`.
    #[schema(format = Date)]
    day: String,
    approved: u64,
}

/// What comes of the present pace.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ForecastView {
    /// Students who are expected: on the roster, or begun without it.
    expected: u64,
    approved: u64,
    /// Students who were approved in the last days before today.
    recently: u64,
    /// How many days those are, 1 to 7.
    recent_days: u32,
    /// Days until the collection ends, 1 or more.
    days_left: u32,
    /// Students who will not be approved by then at this pace.
    too_late: u64,
}

/// Approvals day by day.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TrendView {
    /// Every day from the first approval to the last one.
    days: Vec<DayCountView>,
    /// None before a whole day of collection, after its end, and where nobody is expected.
    forecast: Option<ForecastView>,
}

impl From<Trend> for TrendView {
    fn from(trend: Trend) -> Self {
        let day = |count: DayCount| DayCountView {
            day: count.day.to_string(),
            approved: count.approved,
        };
        Self {
            days: trend.days.into_iter().map(day).collect(),
            forecast: trend.forecast.map(|forecast| ForecastView {
                expected: forecast.expected,
                approved: forecast.approved,
                recently: forecast.recently,
                recent_days: forecast.recent_days,
                days_left: forecast.days_left,
                too_late: forecast.too_late,
            }),
        }
    }
}
