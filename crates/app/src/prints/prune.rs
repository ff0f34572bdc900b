//! Ends what production needs no more: the files of runs, and the addresses of parcels.

use domain::{AccountId, BlobKey, Duration, PrintJobStateName, RunFiles};
use store::Work;

use crate::capture::drop_objects;
use crate::failure::{Failure, Won};
use crate::service::App;

/// How long the files of a run can be fetched; after that they are made again.
const FILES_KEPT: Duration = Duration::from_days(14);

/// How long the address of a job is kept: after it arrived, after it was shipped, and after it was ordered.
const ADDRESS_KEPT: [(Option<PrintJobStateName>, Duration); 3] = [
    (Some(PrintJobStateName::Received), Duration::from_days(30)),
    (Some(PrintJobStateName::Shipped), Duration::from_days(90)),
    (None, Duration::from_days(400)),
];

/// Forgets the addresses of a student's jobs, and the files that show the portrait, in the transaction that erases
/// the student's data; the objects are to be deleted after the commit.
///
/// # Errors
/// [`Failure::Stale`] where one changes at the same moment.
pub(crate) async fn forget_prints(
    work: &Work,
    account: AccountId,
) -> Result<Vec<BlobKey>, Failure> {
    let mut objects = Vec::new();
    for before in work.print_jobs().list_of_account(account).await? {
        if let Some(run) = before.run() {
            let run = work.print_runs().find(run).await?;
            for run in run.into_iter().filter(|run| run.built_at().is_some()) {
                let after = run.clone().with_files(RunFiles::Deleted);
                work.print_runs().advance(&run, &after).await?.won()?;
                objects.extend(run.objects());
            }
        }
        if before.address().is_some() {
            let after = before.clone().forget_address();
            work.print_jobs().advance(&before, &after).await?.won()?;
        }
    }
    Ok(objects)
}

/// What is ended in one transaction.
const AT_ONCE: u64 = 50;

/// Deletes files and addresses whose days are over.
///
/// # Errors
/// [`Failure::Unavailable`]; [`Failure::Stale`] where one changes at the same moment.
pub(crate) async fn drop_ended_prints(app: &App) -> Result<(), Failure> {
    let now = app.now();
    loop {
        let work = app.store().begin().await?;
        let runs = work
            .print_runs()
            .list_built_before(now - FILES_KEPT, AT_ONCE)
            .await?;
        if runs.is_empty() {
            break;
        }
        let mut objects = Vec::new();
        for before in runs {
            let after = before.clone().with_files(RunFiles::Deleted);
            work.print_runs().advance(&before, &after).await?.won()?;
            objects.extend(before.objects());
        }
        work.commit().await?;
        drop_objects(app, &objects).await;
    }
    for (state, kept) in ADDRESS_KEPT {
        loop {
            let work = app.store().begin().await?;
            let jobs = work.print_jobs();
            let ended = jobs
                .list_with_address_since(now - kept, (state, AT_ONCE))
                .await?;
            if ended.is_empty() {
                break;
            }
            for before in ended {
                let after = before.clone().forget_address();
                work.print_jobs().advance(&before, &after).await?.won()?;
            }
            work.commit().await?;
        }
    }
    Ok(())
}
