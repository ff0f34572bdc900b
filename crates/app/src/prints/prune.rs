//! Ends what production needs no more: the files of runs, and the addresses of parcels.

use std::collections::BTreeSet;

use domain::{
    AccountId, BatchId, BlobKey, Degree, Duration, FileFault, PrintJob, PrintJobStateName,
    PrintRunId, RunFiles,
};
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
    let jobs = work.print_jobs().list_of_account(account).await?;
    let objects = forget_files(work, &jobs).await?;
    for before in jobs {
        if before.address().is_some() {
            let after = before.clone().forget_address();
            work.print_jobs().advance(&before, &after).await?.won()?;
        }
    }
    Ok(objects)
}

/// Forgets the files that show the portrait of a degree, whose time is over or whose consent was withdrawn, in the
/// transaction that erases it; the objects are to be deleted after the commit. Addresses have days of their own.
///
/// # Errors
/// [`Failure::Stale`] where one changes at the same moment.
pub(crate) async fn forget_files_of(work: &Work, degree: &Degree) -> Result<Vec<BlobKey>, Failure> {
    let mut jobs = work.print_jobs().list_of_account(degree.account).await?;
    jobs.retain(|job| job.degree == degree.id);
    forget_files(work, &jobs).await
}

/// A run keeps the jobs that it was started with: what was taken out of it to be made once more is still in its files.
async fn forget_files(work: &Work, jobs: &[PrintJob]) -> Result<Vec<BlobKey>, Failure> {
    let batches: BTreeSet<BatchId> = jobs.iter().map(|job| job.batch).collect();
    let mut ended = Vec::new();
    for batch in batches {
        for run in work.print_runs().list_with_files(batch).await? {
            if jobs.iter().any(|job| run.jobs.contains(&job.id)) {
                ended.push((run, RunFiles::Deleted));
            }
        }
    }
    let current: BTreeSet<PrintRunId> = jobs.iter().filter_map(PrintJob::run).collect();
    for run in current {
        let found = work.print_runs().find(run).await?;
        // Whoever makes its files has read the portrait before it went, and is to find the run changed.
        let building = found.filter(|run| run.files == RunFiles::Building);
        let files = RunFiles::Failed {
            fault: FileFault::Portrait,
            job: jobs
                .iter()
                .find(|job| job.run() == Some(run))
                .map(|job| job.id),
        };
        ended.extend(building.map(|run| (run, files)));
    }
    let mut objects = Vec::new();
    for (before, files) in ended {
        let after = before.clone().with_files(files);
        work.print_runs().advance(&before, &after).await?.won()?;
        objects.extend(before.objects());
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
