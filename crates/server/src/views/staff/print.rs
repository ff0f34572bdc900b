//! Runs of print jobs, for the centre and for the school's officer.

use app::WaitingPrints;
use app::prints::{RunFileLink, RunLine, RunView};
use domain::{PrintRun, PrintRunState, PrintRunStateName, RunFiles};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::views::Instant;
use crate::views::shared::print::{
    CourierWord, PrintJobStateWord, PrintSetView, ShipmentView, sets, state,
};
use crate::views::staff::print_shop::PrintShopView;
use crate::word::wire_words;

wire_words! {
    /// How far a run has come.
    PrintRunStateWord of domain::PrintRunStateName;
    /// The order of a run's sheets, labels and lists.
    RunOrderWord of domain::RunOrder;
    /// A file of a run.
    RunFileWord of domain::RunFile;
    /// Why the files of a run cannot be made.
    FileFaultWord of domain::FileFault;
    /// Why sheets are made once more.
    ReprintReasonWord of domain::ReprintReason;
    /// What a school finds wrong with a job of its parcel.
    DeliveryProblemWord of domain::DeliveryProblem;
}

/// Paid jobs that wait to be produced.
#[derive(Serialize, ToSchema)]
pub(crate) struct WaitingPrintsView {
    batch: Uuid,
    /// The school that they go to; none where each goes to an address.
    school: Option<Uuid>,
    jobs: u64,
}

impl From<WaitingPrints> for WaitingPrintsView {
    fn from(waiting: WaitingPrints) -> Self {
        Self {
            batch: waiting.batch.as_uuid(),
            school: waiting.school.map(domain::SchoolId::as_uuid),
            jobs: waiting.jobs,
        }
    }
}

/// How far the files of a run are.
#[derive(Serialize, ToSchema)]
#[serde(tag = "files", rename_all = "kebab-case")]
pub(crate) enum RunFilesView {
    /// They are being made.
    Building,
    /// They can be fetched.
    Ready {
        /// When they were made.
        built_at: Instant,
    },
    /// They cannot be made.
    Failed {
        /// What cannot be printed.
        fault: FileFaultWord,
        /// The job that it is of; none where no single job is at fault.
        job: Option<Uuid>,
    },
    /// Their days are over; they can be made again.
    Deleted,
}

/// A run, in short.
#[derive(Serialize, ToSchema)]
pub(crate) struct PrintRunView {
    id: Uuid,
    batch: Uuid,
    /// The school that its parcel goes to; none where each job goes to an address.
    school: Option<Uuid>,
    order: RunOrderWord,
    /// How many jobs it began with.
    jobs: usize,
    started_at: Instant,
    state: PrintRunStateWord,
    shipment: Option<ShipmentView>,
    /// When the school acknowledged its parcel.
    acknowledged_at: Option<Instant>,
    /// How many jobs of the parcel were missing or wrong.
    discrepancies: usize,
    files: RunFilesView,
    /// The print shop whose enlargement is undone, as it was measured for these files; none where nothing is scaled.
    shop: Option<PrintShopView>,
}

impl From<PrintRun> for PrintRunView {
    fn from(run: PrintRun) -> Self {
        let state = PrintRunStateName::from(&run.state);
        let (shipment, acknowledged_at, discrepancies) = match run.state {
            PrintRunState::Open => (None, None, 0),
            PrintRunState::Shipped { shipment, .. } => (Some(shipment), None, 0),
            PrintRunState::Acknowledged {
                shipment,
                acknowledged_at,
                discrepancies,
                ..
            } => (Some(shipment), Some(acknowledged_at), discrepancies.len()),
        };
        Self {
            id: run.id.as_uuid(),
            batch: run.batch.as_uuid(),
            school: run.school.map(domain::SchoolId::as_uuid),
            order: run.order.into(),
            jobs: run.jobs.len(),
            started_at: run.started_at.into(),
            state: state.into(),
            shipment: shipment.map(ShipmentView::from),
            acknowledged_at: acknowledged_at.map(Instant::from),
            discrepancies,
            shop: run.shop.map(PrintShopView::from),
            files: match run.files {
                RunFiles::Building => RunFilesView::Building,
                RunFiles::Ready { built_at, .. } => RunFilesView::Ready {
                    built_at: built_at.into(),
                },
                RunFiles::Failed { fault, job } => RunFilesView::Failed {
                    fault: fault.into(),
                    job: job.map(domain::PrintJobId::as_uuid),
                },
                RunFiles::Deleted => RunFilesView::Deleted,
            },
        }
    }
}

/// A job of a run.
#[derive(Serialize, ToSchema)]
pub(crate) struct RunLineView {
    id: Uuid,
    /// For people and scanners: 14 digits.
    number: String,
    student_number: String,
    masked_name: String,
    /// College, teaching point, class, as far as they are known.
    place: Vec<String>,
    sets: Vec<PrintSetView>,
    state: PrintJobStateWord,
    /// Whether its code was scanned into the parcel.
    is_packed: bool,
    /// How often it was made once more.
    reprints: u16,
    shipment: Option<ShipmentView>,
}

impl From<RunLine> for RunLineView {
    fn from(line: RunLine) -> Self {
        let job = line.job;
        Self {
            id: job.id.as_uuid(),
            number: job.number.as_str().to_owned(),
            sets: sets(&job),
            state: state(&job),
            is_packed: job.is_packed(),
            reprints: job.reprints,
            shipment: job.shipment().cloned().map(ShipmentView::from),
            student_number: line.student_number,
            masked_name: line.masked_name,
            place: line.place,
        }
    }
}

/// A run with its jobs.
#[derive(Serialize, ToSchema)]
pub(crate) struct WholePrintRunView {
    #[serde(flatten)]
    run: PrintRunView,
    /// The jobs that are in it now, in its order.
    lines: Vec<RunLineView>,
    /// What the school found missing or wrong when it acknowledged the parcel.
    problems: Vec<RunProblemView>,
}

/// A job that the school found missing or wrong; it is made once more, in another run.
#[derive(Serialize, ToSchema)]
pub(crate) struct RunProblemView {
    #[serde(flatten)]
    line: RunLineView,
    problem: DeliveryProblemWord,
}

impl From<RunView> for WholePrintRunView {
    fn from(view: RunView) -> Self {
        Self {
            run: view.run.into(),
            problems: view
                .problems
                .into_iter()
                .map(|(line, problem)| RunProblemView {
                    line: line.into(),
                    problem: problem.into(),
                })
                .collect(),
            lines: view.lines.into_iter().map(RunLineView::from).collect(),
        }
    }
}

/// Where a file of a run can be fetched, for the caller's sessions alone.
#[derive(Serialize, ToSchema)]
pub(crate) struct RunFileLinkView {
    file: RunFileWord,
    /// The end of the link: `GET /files/{link}`.
    link: String,
    /// Until when it works.
    expires_at: Instant,
}

impl RunFileLinkView {
    pub(crate) fn of(file: RunFileWord, link: RunFileLink) -> Self {
        Self {
            file,
            link: link.link,
            expires_at: link.expires_at.into(),
        }
    }
}

/// How a parcel travels, as it is typed or scanned.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShipmentData {
    pub(crate) courier: CourierWord,
    /// 6 to 30 letters and digits.
    pub(crate) waybill: String,
}
