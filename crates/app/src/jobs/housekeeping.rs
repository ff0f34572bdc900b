//! Order behind the scenes: objects that nothing refers to, rows that say nothing any more.

use domain::Duration;

use super::job::Ticket;
use crate::failure::Failure;
use crate::service::App;
use crate::upkeep::sweep;

/// How long a degree may wait for its student's "this is me".
const PROPOSALS_KEPT: Duration = Duration::from_days(1);

/// How long rate counters are kept; the longest window is a day.
const COUNTERS_KEPT: Duration = Duration::from_days(2);

/// How long the local gateways' messages are kept.
const OUTBOX_KEPT: Duration = Duration::from_days(14);

/// Deletes objects that nothing has referred to for a while.
///
/// # Errors
/// Those of the store and the vault.
pub(super) async fn sweep_objects(app: &App, ticket: Ticket) -> Result<(), Failure> {
    let older_than = app.now() - Duration::from_hours(app.settings().orphan_hours);
    let report = sweep(app, older_than).await?;
    tracing::info!(?report, "Swept the objects");
    ticket.finish_alone(app).await
}

/// Drops sessions, codes, counters and the like that are over.
///
/// # Errors
/// Those of the store.
pub(super) async fn prune(app: &App, ticket: Ticket) -> Result<(), Failure> {
    let now = app.now();
    let work = app.store().begin().await?;
    work.sessions().prune(now).await?;
    work.sign_in_codes().prune(now).await?;
    work.idempotency().prune(now).await?;
    work.counters().prune(now - COUNTERS_KEPT).await?;
    work.misses().prune(now).await?;
    work.outbox().prune(now - OUTBOX_KEPT).await?;
    work.degrees()
        .delete_proposed_before(now - PROPOSALS_KEPT)
        .await?;
    ticket.finish(&work).await?;
    work.commit().await?;
    // Keeps the write-ahead log of the embedded database small.
    Ok(app.store().checkpoint().await?)
}
