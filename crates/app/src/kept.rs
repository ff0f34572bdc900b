//! Batches, centres and schools as they were a moment ago, **for reading alone** (ADR 63). What decides or writes reads them
//! in its transaction.

use std::sync::Arc;
use std::time::Duration;

use domain::{Batch, BatchId, Centre, CentreId, School, SchoolCode};
use store::RareTable;

use crate::failure::Failure;
use crate::service::App;

/// This moment, and how often this process has written the table.
fn at(app: &App, table: RareTable) -> (Duration, u64) {
    (app.steady(), app.store().changes(table))
}

/// A batch as it was a moment ago at most.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(crate) async fn batch(app: &App, id: BatchId) -> Result<Option<Arc<Batch>>, Failure> {
    let (rows, store) = (&app.kept().batches, app.store());
    let batches = store.batches();
    let found = batches.find(id);
    rows.read(at(app, RareTable::Batch), id, found).await
}

/// A centre as it was a moment ago at most.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(crate) async fn centre(app: &App, id: CentreId) -> Result<Option<Arc<Centre>>, Failure> {
    let (rows, store) = (&app.kept().centres, app.store());
    let centres = store.centres();
    let found = centres.find(id);
    rows.read(at(app, RareTable::Centre), id, found).await
}

/// The school with a code in a centre as it was a moment ago at most; that there is none is kept, too.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(crate) async fn school(
    app: &App,
    centre: CentreId,
    code: SchoolCode,
) -> Result<Option<Arc<School>>, Failure> {
    let (rows, store) = (&app.kept().schools, app.store());
    let schools = store.schools();
    let found = schools.find_by_code(centre, code);
    rows.read(at(app, RareTable::School), (centre, code), found)
        .await
}
