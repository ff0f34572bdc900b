//! Figures of the installation: rows, jobs, delay.

use domain::Timestamp;
use store::job::JobCount;
use store::operation::TableRows;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;

/// The installation in numbers.
#[derive(Debug, Clone)]
pub struct InstallationFigures {
    /// Rows of every table.
    pub tables: Vec<TableRows>,
    /// Jobs by kind and status.
    pub jobs: Vec<JobCount>,
    /// Since when the oldest job is due that nobody has done.
    pub oldest_due: Option<Timestamp>,
}

/// The installation in numbers, for the operator at the command line.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone else.
pub async fn figures(app: &App, caller: &Caller) -> Result<InstallationFigures, Failure> {
    caller.check_operator()?;
    let store = app.store();
    Ok(InstallationFigures {
        tables: store.count_rows().await?,
        jobs: store.jobs().counts().await?,
        oldest_due: store.jobs().oldest_due(app.now()).await?,
    })
}
