//! A student's own print jobs: how far they are, and that they have arrived.

use domain::audit::Action;
use domain::{AccountId, OrderStateName, PrintJob, PrintJobId, PrintSet, Subject, Timestamp};
use serde::Serialize;

use super::place;
use crate::address::AddressContent;
use crate::caller::Caller;
use crate::failure::{Failure, Found, Won};
use crate::service::App;
use crate::trace::note;

/// A print job as its student sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnPrint {
    /// The job.
    pub job: PrintJob,
    /// How far its order has come; none for what the collection fee includes.
    pub order: Option<OrderStateName>,
    /// The address it goes to, while it is kept.
    pub address: Option<AddressContent>,
}

/// A print job in a copy of a student's own data.
#[derive(Clone, Serialize)]
pub(crate) struct ExportedPrint {
    /// Its number for people.
    number: String,
    /// The sheets.
    sets: Vec<PrintSet>,
    /// How far it has come.
    state: &'static str,
    /// Where it goes, while that is kept; nothing for the school.
    address: Option<AddressContent>,
    /// When it was ordered.
    ordered_at: Timestamp,
}

/// The print jobs of an account, newest first, in plain words.
///
/// # Errors
/// [`Failure::Unavailable`].
pub(crate) async fn exported(app: &App, id: AccountId) -> Result<Vec<ExportedPrint>, Failure> {
    let jobs = app.store().print_jobs().list_of_account(id).await?;
    let mut prints = Vec::with_capacity(jobs.len());
    for job in jobs.into_iter().rev() {
        let OwnPrint { job, address, .. } = own(app, job).await?;
        prints.push(ExportedPrint {
            number: job.number.as_str().to_owned(),
            state: job.state.name(),
            ordered_at: job.ordered_at,
            sets: job.sets,
            address,
        });
    }
    Ok(prints)
}

/// The student's own print jobs, newest first.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but a student.
pub async fn list_own(app: &App, caller: &Caller) -> Result<Vec<OwnPrint>, Failure> {
    let account = caller.student()?;
    let jobs = app.store().print_jobs().list_of_account(account).await?;
    let mut prints = Vec::with_capacity(jobs.len());
    for job in jobs.into_iter().rev() {
        prints.push(own(app, job).await?);
    }
    Ok(prints)
}

/// The student says that a parcel has arrived.
///
/// # Errors
/// [`Failure::NotFound`] for another one's; [`domain::WrongState`] unless it is on its way.
pub async fn receive(app: &App, caller: &Caller, id: PrintJobId) -> Result<OwnPrint, Failure> {
    let account = caller.student()?;
    let found = app.store().print_jobs().find(id).await?;
    let before = found.filter(|job| job.account == account).or_not_found()?;
    let after = before.clone().receive(caller.actor(), app.now())?;
    let work = app.store().begin().await?;
    work.print_jobs().advance(&before, &after).await?.won()?;
    let subject = Subject::PrintJob(id);
    let action = Action::ReceivePrints;
    note(app, &work, caller, after.centre, (&action, subject));
    work.commit().await?;
    own(app, after).await
}

async fn own(app: &App, job: PrintJob) -> Result<OwnPrint, Failure> {
    let order = match job.order {
        Some(order) => app.store().orders().find(order).await?,
        None => None,
    };
    let address = job
        .address()
        .map(|sealed| AddressContent::opened_from(app, place(job.id), sealed));
    Ok(OwnPrint {
        order: order.map(|order| OrderStateName::from(&order.state)),
        address: address.transpose()?,
        job,
    })
}
