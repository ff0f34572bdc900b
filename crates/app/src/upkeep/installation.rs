//! How the installation is, for those who look after it: what fails, what waits, what was given up, what is held.
//! Jobs and objects belong to no centre. Where an installation serves one centre alone, its own staff look after
//! it; where it serves several, the operator at the command line does.

use domain::{Permission, Timestamp};
use store::Backup;
use store::job::JobCount;

use super::backup::DUE_AFTER;
use super::health::{Dependency, failing_dependencies};
use super::hold::sweeping_is_held;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::refusal::SeveralCentres;
use crate::service::App;

/// How the installation is.
#[derive(Debug, Clone)]
pub struct InstallationState {
    /// What does not answer, or is not as this program needs it.
    pub failing: Vec<Dependency>,
    /// Jobs by kind and status.
    pub jobs: Vec<JobCount>,
    /// Since when the oldest job is due that nobody has done.
    pub oldest_due: Option<Timestamp>,
    /// Whether objects that nothing refers to are kept, as after a restore.
    pub sweeping_is_held: bool,
    /// The backup that was made last by the command line; of others nothing is known.
    pub last_backup: Option<Backup>,
    /// Whether there is none, or it is older than two days.
    pub backup_is_due: bool,
}

/// Lets the operator at the command line pass, and those who look after the service where it serves one centre.
///
/// # Errors
/// [`Failure::NotAllowed`]; [`SeveralCentres`].
pub(super) async fn check_installation(app: &App, caller: &Caller) -> Result<(), Failure> {
    if caller.check_operator().is_ok() {
        return Ok(());
    }
    let staff = caller.staff()?;
    caller.check_centre(Permission::OperateService, staff.centre)?;
    let centres = app.store().centres().list().await?;
    if centres.len() > 1 {
        return Err(SeveralCentres.into());
    }
    Ok(())
}

/// Lets administrators alone pass, where the installation serves one centre: what it is set to is for who decides.
///
/// # Errors
/// [`Failure::NotAllowed`]; [`SeveralCentres`].
pub(super) async fn check_administrator(app: &App, caller: &Caller) -> Result<(), Failure> {
    let centre = caller.staff()?.centre;
    caller.check_centre(Permission::ManageOrganisation, centre)?;
    check_installation(app, caller).await
}

/// How the installation is.
///
/// # Errors
/// [`Failure::NotAllowed`]; [`SeveralCentres`].
pub async fn installation(app: &App, caller: &Caller) -> Result<InstallationState, Failure> {
    check_installation(app, caller).await?;
    let failing = failing_dependencies(app).await;
    let jobs = app.store().jobs();
    let now = app.now();
    let last_backup = app.store().backups().find_last().await?;
    Ok(InstallationState {
        failing: failing
            .into_iter()
            .map(|(dependency, _)| dependency)
            .collect(),
        jobs: jobs.counts().await?,
        oldest_due: jobs.oldest_due(now).await?,
        sweeping_is_held: sweeping_is_held(app).await?,
        backup_is_due: last_backup.is_none_or(|backup| now.since(backup.made_at) > DUE_AFTER),
        last_backup,
    })
}
