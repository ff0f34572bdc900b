//! Students at the counter.

use app::appointment::ExpectedStudent;
use app::counter::{CounterAppointment, CounterStudent};
use app::progress::Stage;
use domain::Version;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::progress::StageName;
use crate::views::Instant;
use crate::views::shared::submission::SubmissionView;
use crate::views::student::appointment::AppointmentView;
use crate::views::student::consent::ConsentView;

/// An appointment that is still to come, or is now.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CounterAppointmentView {
    id: Uuid,
    starts_at: Instant,
    ends_at: Instant,
    studio_name: String,
}

impl From<CounterAppointment> for CounterAppointmentView {
    fn from(found: CounterAppointment) -> Self {
        Self {
            id: found.appointment.id.as_uuid(),
            starts_at: found.slot.starts_at.into(),
            ends_at: found.slot.ends_at.into(),
            studio_name: found.studio.name,
        }
    }
}

/// A student who is to be photographed.
// Shows nothing in `Debug`: it holds personal values.
#[derive(Serialize, ToSchema)]
pub(crate) struct CounterView {
    degree: Uuid,
    /// The name as the code masks it.
    masked_name: Option<String>,
    student_number: Option<String>,
    school_code: String,
    /// Name of the school, where it is a customer.
    school_name: Option<String>,
    /// Level of study, in its usual Chinese word.
    level: String,
    batch_name: String,
    /// Whether the batch is shot on site.
    is_on_site: bool,
    submission: SubmissionView,
    /// What the student has said to the purposes without which nothing can be submitted.
    consents: Vec<ConsentView>,
    appointment: Option<CounterAppointmentView>,
}

impl CounterView {
    /// The view and the version of its submission.
    pub(crate) fn of(found: CounterStudent) -> (Version, Self) {
        let (version, submission) = SubmissionView::of(found.submission);
        let view = Self {
            degree: found.degree.as_uuid(),
            masked_name: found.masked_name,
            student_number: found.student_number,
            school_code: found.school_code.to_string(),
            school_name: found.school_name,
            level: found.level,
            batch_name: found.batch_name,
            is_on_site: found.is_on_site,
            submission,
            consents: found.consents.into_iter().map(ConsentView::from).collect(),
            appointment: found.appointment.map(CounterAppointmentView::from),
        };
        (version, view)
    }
}

/// A student who is expected in a studio, or has been there.
// Shows nothing in `Debug`: it holds personal values.
#[derive(Serialize, ToSchema)]
pub(crate) struct ExpectedStudentView {
    #[serde(flatten)]
    appointment: AppointmentView,
    /// When the student is expected.
    slot_starts_at: Instant,
    slot_ends_at: Instant,
    /// The name as the code masks it.
    masked_name: Option<String>,
    student_number: Option<String>,
    /// How far the submission has come; none where it was let go.
    stage: Option<StageName>,
}

impl From<ExpectedStudent> for ExpectedStudentView {
    fn from(expected: ExpectedStudent) -> Self {
        Self {
            appointment: expected.appointment.into(),
            slot_starts_at: expected.slot.starts_at.into(),
            slot_ends_at: expected.slot.ends_at.into(),
            masked_name: expected.masked_name,
            student_number: expected.student_number,
            stage: expected.stage.map(|stage| Stage::Begun(stage).into()),
        }
    }
}
