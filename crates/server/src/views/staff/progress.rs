//! How far the students of a batch have come.

use app::progress::{ListedStudent, PlaceProgress, Stage};
use domain::{Batch, SubmissionStateName};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::views::public::batch::{BatchModeView, CohortView, RulesView, WindowView};
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
}

wire_names! {
    /// How far a student has come: on the roster and no more, or as far as the submission.
    StageName: SubmissionStateName::NAMES.iter().copied().chain([StageName::NOT_BEGUN]);
}

impl From<Stage> for StageName {
    fn from(stage: Stage) -> Self {
        Self(match stage {
            Stage::NotBegun => Self::NOT_BEGUN.to_owned(),
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
            listed: student.listed,
        }
    }
}
