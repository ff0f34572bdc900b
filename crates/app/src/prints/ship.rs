//! Scanning into parcels, shipping, making once more, and what a school says of its parcel.

use domain::audit::Action;
use domain::{
    DeliveryProblem, Discrepancy, Message, OrderNumber, Permission, Placement, PrintJob,
    PrintJobId, PrintJobState, PrintRefusal, PrintRunId, ReprintReason, Resource, Shipment,
    Subject,
};
use store::Work;

use super::line::{Names, RunLine, line};
use super::run::{RunView, show};
use crate::caller::Caller;
use crate::failure::{Failure, Found, Won};
use crate::notification::{StudentMessage, notify};
use crate::service::App;
use crate::trace::note;

/// Marks the job whose code was scanned as packed into the parcel of a run.
///
/// # Errors
/// [`Failure::Invalid`] for what is no such code; [`Failure::NotFound`] for an unknown one;
/// [`PrintRefusal::OtherRun`], [`PrintRefusal::PackedAlready`]; [`domain::WrongState`] for a job that waits again or
/// has been shipped.
pub async fn scan(
    app: &App,
    caller: &Caller,
    run: PrintRunId,
    text: &str,
) -> Result<RunLine, Failure> {
    let run = app.store().print_runs().find(run).await?.or_not_found()?;
    caller.check_centre(Permission::ProducePrints, run.centre)?;
    let number = read_number(text)?;
    let found = app.store().print_jobs().find_by_number(&number).await?;
    let before = found
        .filter(|job| job.centre == run.centre)
        .or_not_found()?;
    let after = before.clone().pack(run.id, app.now())?;
    let work = app.store().begin().await?;
    change(app, caller, &work, (&before, &after), &Action::PackPrints).await?;
    work.commit().await?;
    let names = Names::of(app.store(), run.school).await?;
    Ok(line(app, app.store(), &names, after).await?.0)
}

/// Hands the parcel of a run for a school to the courier, with everything that was scanned.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`]; [`PrintRefusal::OtherWay`], [`PrintRefusal::NotPacked`];
/// [`domain::WrongState`].
pub async fn ship_run(
    app: &App,
    caller: &Caller,
    id: PrintRunId,
    shipment: Shipment,
) -> Result<RunView, Failure> {
    let work = app.store().begin().await?;
    let before = work.print_runs().find(id).await?.or_not_found()?;
    caller.check_centre(Permission::ProducePrints, before.centre)?;
    let (by, now) = (caller.staff()?.id, app.now());
    let after = before.clone().ship(shipment.clone(), now)?;
    let jobs = work.print_jobs().list_of_run(id).await?;
    if jobs.is_empty() {
        return Err(PrintRefusal::NothingWaits.into());
    }
    for job in jobs {
        let shipped = job.clone().ship(shipment.clone(), by, now)?;
        change(app, caller, &work, (&job, &shipped), &Action::ShipPrints).await?;
        tell(app, &work, &shipped, Message::PrintsShipped).await?;
    }
    work.print_runs().advance(&before, &after).await?.won()?;
    let subject = Subject::PrintRun(id);
    let action = Action::ShipPrints;
    note(app, &work, caller, after.centre, (&action, subject));
    work.commit().await?;
    show(app, after).await
}

/// Hands a parcel for an address to the courier.
///
/// # Errors
/// As [`ship_run`].
pub async fn ship_job(
    app: &App,
    caller: &Caller,
    id: PrintJobId,
    shipment: Shipment,
) -> Result<PrintJob, Failure> {
    let before = own_centres(app, caller, id).await?;
    if before.school().is_some() {
        return Err(PrintRefusal::OtherWay.into());
    }
    let by = caller.staff()?.id;
    let after = before.clone().ship(shipment, by, app.now())?;
    let work = app.store().begin().await?;
    change(app, caller, &work, (&before, &after), &Action::ShipPrints).await?;
    tell(app, &work, &after, Message::PrintsShipped).await?;
    work.commit().await?;
    Ok(after)
}

/// The courier says that a parcel for an address was handed over; the student said nothing.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`]; [`PrintRefusal::OtherWay`] for what comes with the parcel of a school;
/// [`domain::WrongState`] unless it is on its way.
pub async fn receive_for(app: &App, caller: &Caller, id: PrintJobId) -> Result<PrintJob, Failure> {
    let before = own_centres(app, caller, id).await?;
    if before.school().is_some() {
        return Err(PrintRefusal::OtherWay.into());
    }
    let after = before.clone().receive(caller.actor(), app.now())?;
    let work = app.store().begin().await?;
    change(
        app,
        caller,
        &work,
        (&before, &after),
        &Action::ReceivePrints,
    )
    .await?;
    work.commit().await?;
    Ok(after)
}

/// Has a job made once more. It waits for the next run.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`]; [`domain::WrongState`] while it waits.
pub async fn reprint(
    app: &App,
    caller: &Caller,
    id: PrintJobId,
    reason: ReprintReason,
) -> Result<PrintJob, Failure> {
    let before = own_centres(app, caller, id).await?;
    let after = before.clone().reprint(app.now())?;
    let work = app.store().begin().await?;
    let action = Action::ReprintPrints { reason };
    change(app, caller, &work, (&before, &after), &action).await?;
    work.commit().await?;
    Ok(after)
}

/// The school's officer says that its parcel is there, and what of it is missing or wrong. That is made once more; the
/// others are told that their prints are at school.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`]; [`Failure::Invalid`] for a number that is not in the parcel, or
/// twice; [`domain::WrongState`] unless the parcel is on its way.
pub async fn acknowledge(
    app: &App,
    caller: &Caller,
    id: PrintRunId,
    problems: &[(OrderNumber, DeliveryProblem)],
) -> Result<RunView, Failure> {
    let work = app.store().begin().await?;
    let before = work.print_runs().find(id).await?.or_not_found()?;
    let centre = before.centre;
    let place = before.school.map(Placement::of_school);
    let place = place.as_ref();
    caller.check(Permission::ReceivePrints, Resource { centre, place })?;
    let (by, now) = (caller.staff()?.id, app.now());
    let jobs = work.print_jobs().list_of_run(id).await?;
    let wrong = discrepancies(&jobs, problems)?;
    let after = before.clone().acknowledge(wrong.clone(), by, now)?;
    for job in jobs {
        let PrintJobState::Shipped { .. } = job.state else {
            continue;
        };
        let problem = wrong.iter().find(|wrong| wrong.job == job.id);
        if let Some(wrong) = problem {
            let reason = wrong.problem.reason();
            let again = job.clone().reprint(now)?;
            let action = Action::ReprintPrints { reason };
            change(app, caller, &work, (&job, &again), &action).await?;
        } else {
            let received = job.clone().receive(caller.actor(), now)?;
            change(
                app,
                caller,
                &work,
                (&job, &received),
                &Action::ReceivePrints,
            )
            .await?;
            tell(app, &work, &received, Message::PrintsAtSchool).await?;
        }
    }
    work.print_runs().advance(&before, &after).await?.won()?;
    let found = u32::try_from(wrong.len()).unwrap_or(u32::MAX);
    let action = Action::AcknowledgePrints {
        discrepancies: found,
    };
    let subject = Subject::PrintRun(id);
    note(app, &work, caller, centre, (&action, subject));
    work.commit().await?;
    show(app, after).await
}

fn discrepancies(
    jobs: &[PrintJob],
    problems: &[(OrderNumber, DeliveryProblem)],
) -> Result<Vec<Discrepancy>, Failure> {
    let mut found: Vec<Discrepancy> = Vec::with_capacity(problems.len());
    for (number, problem) in problems {
        let job = jobs.iter().find(|job| job.number == *number);
        let new = job.filter(|job| found.iter().all(|wrong| wrong.job != job.id));
        let job =
            new.ok_or_else(|| Failure::invalid("problems", &"numbers of this parcel, each once"))?;
        found.push(Discrepancy {
            job: job.id,
            problem: *problem,
        });
    }
    Ok(found)
}

async fn own_centres(app: &App, caller: &Caller, id: PrintJobId) -> Result<PrintJob, Failure> {
    let job = app.store().print_jobs().find(id).await?.or_not_found()?;
    caller.check_centre(Permission::ProducePrints, job.centre)?;
    Ok(job)
}

/// Reads the number of a print job as a scanner or a person gives it.
///
/// # Errors
/// [`Failure::Invalid`].
pub fn read_number(text: &str) -> Result<OrderNumber, Failure> {
    OrderNumber::parse(text.trim()).map_err(|error| Failure::invalid("print_number", &error))
}

/// Writes a change of a job down, and the line about it.
async fn change(
    app: &App,
    caller: &Caller,
    work: &Work,
    (before, after): (&PrintJob, &PrintJob),
    action: &Action,
) -> Result<(), Failure> {
    work.print_jobs().advance(before, after).await?.won()?;
    let subject = Subject::PrintJob(after.id);
    note(app, work, caller, after.centre, (action, subject));
    Ok(())
}

async fn tell(app: &App, work: &Work, job: &PrintJob, message: Message) -> Result<(), Failure> {
    let message = StudentMessage {
        centre: job.centre,
        account: job.account,
        subject: Subject::PrintJob(job.id),
        message,
    };
    notify(app, work, message, app.now()).await
}
