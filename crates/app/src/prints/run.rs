//! Runs as they are read: by the centre, and by the school that a parcel goes to.

use domain::audit::Action;
use domain::{
    BatchId, DeliveryProblem, Duration, Permission, Placement, PrintRun, PrintRunId, Resource,
    RunFile, Scope, Subject, Timestamp,
};
use store::repository::PrintRuns;
use store::{Page, PageRequest, Reads, RunFilter};
use vault::{ContentType, Link};

use super::build::BuildPrints;
use super::line::{Names, RunLine, line};
use super::shops::shop_of;
use crate::caller::Caller;
use crate::failure::{Failure, Found, Won};
use crate::jobs::enqueue;
use crate::service::App;
use crate::trace::note;

/// A run with its jobs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunView {
    /// The run.
    pub run: PrintRun,
    /// The jobs that are in it now, in its order.
    pub lines: Vec<RunLine>,
    /// What the school found missing or wrong when it acknowledged the parcel, in the same order.
    pub problems: Vec<(RunLine, DeliveryProblem)>,
}

/// Where a file of a run can be fetched. Shows no link in `Debug`: it opens portraits.
#[derive(Clone, PartialEq, Eq)]
pub struct RunFileLink {
    /// The end of the link, for the caller's sessions alone.
    pub link: String,
    /// Until when it works.
    pub expires_at: Timestamp,
}

impl std::fmt::Debug for RunFileLink {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut link = formatter.debug_struct("RunFileLink");
        link.field("expires_at", &self.expires_at);
        link.finish_non_exhaustive()
    }
}

/// A run, for the centre that produces it and for the officer of the school that it goes to.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`].
pub(super) async fn find(
    reads: &impl Reads,
    caller: &Caller,
    id: PrintRunId,
) -> Result<PrintRun, Failure> {
    let run = PrintRuns::of(reads).find(id).await?.or_not_found()?;
    match (
        caller.check_centre(Permission::ProducePrints, run.centre),
        run.school,
    ) {
        (Err(Failure::NotAllowed), Some(school)) => {
            let place = Placement::of_school(school);
            let centre = run.centre;
            let place = Some(&place);
            caller.check(Permission::ReceivePrints, Resource { centre, place })?;
        }
        (allowed, _) => allowed?,
    }
    Ok(run)
}

/// A run with its jobs.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`].
pub async fn read_run(app: &App, caller: &Caller, id: PrintRunId) -> Result<RunView, Failure> {
    let run = find(app.store(), caller, id).await?;
    show(app, run).await
}

pub(super) async fn show(app: &App, run: PrintRun) -> Result<RunView, Failure> {
    let names = Names::of(app.store(), run.school).await?;
    let jobs = app.store().print_jobs().list_of_run(run.id).await?;
    let mut lines = Vec::with_capacity(jobs.len());
    for job in jobs {
        lines.push(line(app, app.store(), &names, job).await?.0);
    }
    lines.sort_by(|one, other| one.key(run.order).cmp(&other.key(run.order)));
    let mut problems = Vec::new();
    for found in run.discrepancies() {
        // It is in another run by now, or waits for one.
        let job = app.store().print_jobs().find(found.job).await?;
        let job = job.ok_or_else(|| Failure::internal("a discrepancy of no print"))?;
        let (line, _) = line(app, app.store(), &names, job).await?;
        problems.push((line, found.problem));
    }
    problems.sort_by(|(one, _), (other, _)| one.key(run.order).cmp(&other.key(run.order)));
    Ok(RunView {
        run,
        lines,
        problems,
    })
}

/// Runs, newest first: all of the centre for who produces them, those to the own school for its officer.
///
/// # Errors
/// [`Failure::NotAllowed`] for everybody else.
pub async fn list_runs(
    app: &App,
    caller: &Caller,
    batch: Option<BatchId>,
    request: PageRequest,
) -> Result<Page<PrintRun>, Failure> {
    let staff = caller.staff()?;
    let mut filter = RunFilter {
        centre: staff.centre,
        batch,
        school: None,
    };
    if caller
        .check_centre(Permission::ProducePrints, staff.centre)
        .is_err()
    {
        let reach = staff.reach(Permission::ReceivePrints);
        let school = reach.iter().find_map(|scope| match scope {
            Scope::School(school) => Some(*school),
            Scope::Centre | Scope::Unit(..) => None,
        });
        filter.school = Some(school.ok_or(Failure::NotAllowed)?);
    }
    Ok(app.store().print_runs().list(filter, request).await?)
}

/// A link to a file of a run; that it was asked for is logged.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`]; [`domain::PrintRefusal::FilesNotThere`].
pub async fn run_file(
    app: &App,
    caller: &Caller,
    id: PrintRunId,
    file: RunFile,
) -> Result<RunFileLink, Failure> {
    let run = app.store().print_runs().find(id).await?.or_not_found()?;
    caller.check_centre(Permission::ProducePrints, run.centre)?;
    let blob = run.object(file)?.clone();
    let expires_at = app.now() + Duration::from_minutes(app.settings().link_minutes);
    let work = app.store().begin().await?;
    let action = Action::DownloadPrints { file };
    let subject = Subject::PrintRun(id);
    note(app, &work, caller, run.centre, (&action, subject));
    work.commit().await?;
    let link = app.vault().sign_link(&Link {
        blob,
        content_type: ContentType::Pdf,
        viewer: caller.actor(),
        expires_at,
    });
    Ok(RunFileLink { link, expires_at })
}

/// Has the files of a run made again.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`]; [`domain::WrongState`] once the school has acknowledged.
pub async fn rebuild(app: &App, caller: &Caller, id: PrintRunId) -> Result<PrintRun, Failure> {
    let before = app.store().print_runs().find(id).await?.or_not_found()?;
    caller.check_centre(Permission::ProducePrints, before.centre)?;
    let shop = match &before.shop {
        Some(shop) => shop_of(app.store(), before.centre, &shop.name).await?,
        None => None,
    };
    let after = before.clone().rebuild(shop)?;
    let work = app.store().begin().await?;
    work.print_runs().advance(&before, &after).await?.won()?;
    enqueue(app, &work, &BuildPrints { run: id }, app.now()).await?;
    let subject = Subject::PrintRun(id);
    let action = Action::RebuildPrints;
    note(app, &work, caller, after.centre, (&action, subject));
    work.commit().await?;
    crate::capture::drop_objects(app, &before.objects()).await;
    Ok(after)
}
