//! The job that makes the files of a run: photo sheets, contact sheets, labels, packing list. What cannot be
//! printed (a character that no typeface has) is told to the staff, and not tried again.

use async_trait::async_trait;
use domain::{BlobKey, Centre, FileFault, PrintJob, PrintJobId, PrintRunId, RunFile, RunFiles};
use print::PrintError;
use serde::{Deserialize, Serialize};
use tokio::task::spawn_blocking;
use vault::ObjectKind;

use super::line::{Names, line};
use super::order::approved_photo;
use super::pages::{RunPages, Sheet};
use super::place;
use super::sheet::{caption, portrait};
use crate::address::AddressContent;
use crate::capture::drop_objects;
use crate::failure::{Failure, Won};
use crate::jobs::{Task, Ticket};
use crate::service::App;

/// Makes the files of a run.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct BuildPrints {
    /// The run.
    pub(crate) run: PrintRunId,
}

#[async_trait]
impl Task for BuildPrints {
    const KIND: &'static str = "build-prints";
    /// At the last try the run says that its files cannot be made, so that somebody can look and try again.
    const TRIES: u16 = 5;

    fn key(&self) -> String {
        self.run.to_string()
    }

    async fn run(self, app: &App, ticket: Ticket) -> Result<(), Failure> {
        let found = app.store().print_runs().find(self.run).await?;
        let waiting = found.filter(|run| run.files == RunFiles::Building);
        let Some(before) = waiting else {
            return ticket.finish_alone(app).await;
        };
        let built = if ticket.is_last {
            Err(Fault {
                fault: FileFault::Other,
                job: None,
            })
        } else {
            build(app, self.run).await?
        };
        let files = match &built {
            Ok(objects) => RunFiles::Ready {
                objects: objects.clone(),
                built_at: app.now(),
            },
            Err(Fault { fault, job }) => RunFiles::Failed {
                fault: *fault,
                job: *job,
            },
        };
        let after = before.clone().with_files(files);
        let work = app.store().begin().await?;
        let written = work.print_runs().advance(&before, &after).await?.won();
        if let Err(failure) = written {
            let objects: Vec<BlobKey> = built.into_iter().flatten().map(|(_, key)| key).collect();
            drop_objects(app, &objects).await;
            return Err(failure);
        }
        ticket.finish(&work).await?;
        Ok(work.commit().await?)
    }
}

/// Why the files of a run cannot be made, and of which job.
struct Fault {
    fault: FileFault,
    job: Option<PrintJobId>,
}

/// The objects of all files, or why they cannot be made.
async fn build(
    app: &App,
    id: PrintRunId,
) -> Result<Result<Vec<(RunFile, BlobKey)>, Fault>, Failure> {
    let pages = match gather(app, id).await? {
        Ok(pages) => pages,
        Err(fault) => return Ok(Err(fault)),
    };
    let mut objects = Vec::new();
    for file in RunFile::ALL {
        let pages = pages.clone();
        let written = spawn_blocking(move || {
            let written = pages.write(*file);
            written.map_err(|error| (error, pages.culprit(*file)))
        });
        match written.await.map_err(Failure::internal)? {
            Ok(bytes) => {
                let stored = app.vault().put(ObjectKind::Prints, &bytes).await?;
                objects.push((*file, stored.key));
            }
            Err((error, job)) => {
                tracing::warn!(run.id = %id, %error, "The {} of run {id} cannot be made", file.name());
                let objects: Vec<BlobKey> = objects.into_iter().map(|(_, key)| key).collect();
                drop_objects(app, &objects).await;
                let fault = fault_of(&error);
                return Ok(Err(Fault { fault, job }));
            }
        }
    }
    Ok(Ok(objects))
}

const fn fault_of(error: &PrintError) -> FileFault {
    match error {
        PrintError::NoGlyph(_) => FileFault::NoGlyph,
        PrintError::TooLong { .. } => FileFault::TooLong,
        PrintError::Portrait(_) | PrintError::TooCoarse { .. } => FileFault::Portrait,
        _ => FileFault::Other,
    }
}

/// What the files are made of, or the job whose portrait is missing.
async fn gather(app: &App, id: PrintRunId) -> Result<Result<RunPages, Fault>, Failure> {
    let store = app.store();
    let run = store.print_runs().find(id).await?;
    let run = run.ok_or_else(|| Failure::internal("a run that is not there"))?;
    let names = Names::of(store, run.school).await?;
    let school = match run.school {
        Some(school) => store.schools().find(school).await?,
        None => None,
    };
    let batch = store.batches().find(run.batch).await?;
    let centre = store.centres().find(run.centre).await?;
    let centre = centre.ok_or_else(|| Failure::internal("a run of no centre"))?;
    let mut jobs = Vec::new();
    for job in store.print_jobs().list_of_run(id).await? {
        jobs.push(line(app, store, &names, job).await?);
    }
    jobs.sort_by(|(one, _), (other, _)| one.key(run.order).cmp(&other.key(run.order)));
    let mut sheets = Vec::with_capacity(jobs.len());
    for (line, degree) in jobs {
        let missing = Fault {
            fault: FileFault::Portrait,
            job: Some(line.job.id),
        };
        let photo = match approved_photo(store, &degree).await {
            Err(Failure::Refused(_)) => return Ok(Err(missing)),
            photo => photo?,
        };
        let Some(portrait) = portrait(app, photo).await? else {
            return Ok(Err(missing));
        };
        sheets.push(Sheet {
            portrait,
            caption: caption(app, &degree)?,
            address: address(app, &line.job)?,
            line,
        });
    }
    Ok(Ok(RunPages {
        title: batch.map(|batch| batch.plan.name).unwrap_or_default(),
        school: school.map(|school| school.name),
        sender: sender(&centre),
        order: run.order,
        sheets: sheets.into(),
        shop: run.shop,
        typefaces: app.typefaces().clone(),
    }))
}

fn address(app: &App, job: &PrintJob) -> Result<Option<AddressContent>, Failure> {
    let sealed = job.address();
    let opened = sealed.map(|sealed| AddressContent::opened_from(app, place(job.id), sealed));
    opened.transpose()
}

fn sender(centre: &Centre) -> [String; 2] {
    [centre.name.clone(), centre.policy.support_contact.clone()]
}
