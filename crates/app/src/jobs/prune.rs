//! Deletes what is over: sessions, sign-in codes, counters, kept answers, messages of the outbox, archives of own
//! data, pictures of disputes, files of print runs and lists, addresses of parcels and names on invoices.

use async_trait::async_trait;
use domain::Duration;
use serde::{Deserialize, Serialize};

use super::task::{Task, Ticket};
use crate::account::drop_ended_exports;
use crate::degree::drop_ended_evidence;
use crate::failure::Failure;
use crate::list_export;
use crate::money::forget_ended_buyers;
use crate::prints::drop_ended_prints;
use crate::service::App;

/// How long a degree may wait for its student's "this is me".
const PROPOSALS_KEPT: Duration = Duration::from_days(1);

/// How long a device is known after the last sign-in from it.
const DEVICES_KEPT: Duration = Duration::from_days(365);

/// How long rate counters are kept; the longest window is a day.
const COUNTERS_KEPT: Duration = Duration::from_days(2);

/// Second looks that nobody takes: a centre with one reviewer has nobody for them.
const LOOKS_KEPT: Duration = Duration::from_days(14);

/// Announcements are kept for as long after their end.
const ANNOUNCEMENTS_KEPT: Duration = Duration::from_days(400);

/// Questions of students are kept for as long after they were answered, or asked.
const ENQUIRIES_KEPT: Duration = Duration::from_days(365);

/// Sets of photos whose decisions could still be taken back a while ago.
const SETS_KEPT: Duration = Duration::from_hours(1);

/// How long the local gateways' messages are kept.
const OUTBOX_KEPT: Duration = Duration::from_days(14);

/// Drops sessions, codes, counters and the like that are over.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Prune;

#[async_trait]
impl Task for Prune {
    const KIND: &'static str = "prune";
    const EVERY: Option<Duration> = Some(Duration::from_hours(1));

    async fn run(self, app: &App, ticket: Ticket) -> Result<(), Failure> {
        let now = app.now();
        drop_ended_exports(app).await?;
        drop_ended_evidence(app).await?;
        drop_ended_prints(app).await?;
        forget_ended_buyers(app).await?;
        list_export::drop_ended_files(app).await?;
        let work = app.store().begin().await?;
        work.sessions().prune(now).await?;
        work.sessions().prune_devices(now - DEVICES_KEPT).await?;
        work.sign_in_codes().prune(now).await?;
        work.idempotency().prune(now).await?;
        work.counters().prune(now - COUNTERS_KEPT).await?;
        work.misses().prune(now).await?;
        work.review_claims().prune(now).await?;
        work.announcements().prune(now - ANNOUNCEMENTS_KEPT).await?;
        work.enquiries().prune(now - ENQUIRIES_KEPT).await?;
        work.review_sets().prune(now - SETS_KEPT).await?;
        work.second_looks().prune(now - LOOKS_KEPT).await?;
        work.outbox().prune(now - OUTBOX_KEPT).await?;
        work.degrees()
            .delete_proposed_before(now - PROPOSALS_KEPT)
            .await?;
        ticket.finish(&work).await?;
        work.commit().await?;
        // Keeps the write-ahead log of the embedded database small.
        Ok(app.store().checkpoint().await?)
    }
}
