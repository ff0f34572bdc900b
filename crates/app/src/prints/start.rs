//! Starts runs: takes paid jobs that wait.

use domain::audit::Action;
use domain::{Degree, NewPrintRun, Permission, PrintJob, PrintRun, PrintRunId, RUN_LIMIT, Subject};
use print::MAX_PAGES;
use store::{WaitingPrints, Work};

use super::build::BuildPrints;
use super::include::Included;
use super::line::{Names, RunLine, line};
use super::order::approved_photo;
use super::shops::shop_of;
use super::wish::RunWish;
use crate::caller::Caller;
use crate::failure::{Failure, Found, Won};
use crate::jobs::enqueue;
use crate::money;
use crate::service::App;
use crate::trace::note;

/// Waiting jobs that are looked at for one run: enough to sort a large school by its colleges.
const LOOKED_AT: u64 = 5_000;

/// What waits in the caller's centre.
///
/// # Errors
/// [`Failure::NotAllowed`].
pub async fn waiting(app: &App, caller: &Caller) -> Result<Vec<WaitingPrints>, Failure> {
    let centre = caller.staff()?.centre;
    caller.check_centre(Permission::ProducePrints, centre)?;
    Ok(app.store().print_jobs().count_waiting(centre).await?)
}

/// Starts a run of at most 500 jobs; what is left waits for the next one. A job makes its files.
///
/// # Errors
/// [`Failure::NotFound`], also for a shop of another name; [`Failure::NotAllowed`]; [`Failure::Invalid`] for the
/// included sheets of a group batch to addresses; [`domain::PrintRefusal::NothingWaits`]; [`Failure::Stale`] where a
/// colleague starts one at the same time.
pub async fn start(app: &App, caller: &Caller, wish: RunWish) -> Result<PrintRun, Failure> {
    let batch = app.store().batches().find(wish.batch).await?;
    let batch = batch.or_not_found()?;
    caller.check_centre(Permission::ProducePrints, batch.centre)?;
    let by = caller.staff()?.id;
    let (id, now) = (PrintRunId::from_uuid(app.new_id()), app.now());
    let work = app.store().begin().await?;
    if let Some(layout) = wish.included {
        let included = Included::of(&batch, &wish, layout)?;
        included.make(app, &work).await?;
    }
    let lines = chosen(app, &work, &wish).await?;
    let shop = match &wish.shop {
        Some(name) => Some(shop_of(&work, batch.centre, name).await?.or_not_found()?),
        None => None,
    };
    let new = NewPrintRun {
        id,
        centre: batch.centre,
        batch: wish.batch,
        school: wish.school,
        order: wish.order,
        jobs: lines.iter().map(|line| line.job.id).collect(),
        shop,
    };
    let run = PrintRun::start(new, by, now)?;
    for line in &lines {
        let after = line.job.clone().produce(id, now)?;
        work.print_jobs().advance(&line.job, &after).await?.won()?;
    }
    work.print_runs().insert(&run).await?;
    enqueue(app, &work, &BuildPrints { run: id }, now).await?;
    let jobs = u32::try_from(lines.len()).unwrap_or(u32::MAX);
    let action = Action::StartPrintRun { jobs };
    let subject = Subject::PrintRun(id);
    note(app, &work, caller, run.centre, (&action, subject));
    work.commit().await?;
    Ok(run)
}

/// The jobs of a run in its order.
async fn chosen(app: &App, work: &Work, wish: &RunWish) -> Result<Vec<RunLine>, Failure> {
    let names = Names::of(work, wish.school).await?;
    let jobs = work.print_jobs();
    let waiting = jobs
        .list_waiting((wish.batch, wish.school), LOOKED_AT)
        .await?;
    let mut lines = Vec::new();
    for job in waiting {
        if is_going_back(work, &job).await? {
            continue;
        }
        let (line, degree) = line(app, work, &names, job).await?;
        let place = degree.details().and_then(|of| of.placement.as_ref());
        // Of a student whose data were erased there is nothing to print, and without an address nowhere to send it.
        let is_whole = degree.details().is_some() && !line.job.has_lost_its_address();
        if is_whole && wish.takes(place) && is_approved(work, &degree).await? {
            lines.push(line);
        }
    }
    lines.sort_by(|one, other| one.key(wish.order).cmp(&other.key(wish.order)));
    Ok(first_that_fit(lines))
}

/// Whether a portrait stands: one that is being replaced, or was voided, would stop the files of all others.
async fn is_approved(work: &Work, degree: &Degree) -> Result<bool, Failure> {
    match approved_photo(work, degree).await {
        Ok(_) => Ok(true),
        Err(Failure::Refused(_)) => Ok(false),
        Err(failure) => Err(failure),
    }
}

/// As many from the front as a run takes and its photo sheets have pages for, one at least.
fn first_that_fit(mut lines: Vec<RunLine>) -> Vec<RunLine> {
    let mut sheets = 0;
    let fitting = lines.iter().take_while(|line| {
        sheets += line.job.sheets() as usize;
        sheets <= MAX_PAGES
    });
    let count = fitting.count().clamp(1, RUN_LIMIT);
    lines.truncate(count);
    lines
}

/// Whether the money of a job's order is on its way back.
async fn is_going_back(work: &Work, job: &PrintJob) -> Result<bool, Failure> {
    let Some(order) = job.order else {
        return Ok(false);
    };
    let order = work.orders().find(order).await?;
    let order = order.ok_or_else(|| Failure::internal("a print of no order"))?;
    money::is_going_back(work, &order).await
}
