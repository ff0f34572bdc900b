//! Erases what was collected on a consent that was withdrawn, some days later: the student may have
//! withdrawn it by mistake.

use async_trait::async_trait;
use domain::{AccountId, Purpose};
use serde::{Deserialize, Serialize};

use super::task::{Task, Ticket};
use crate::account::forget_export;
use crate::capture::drop_objects;
use crate::consent::require_not_withdrawn;
use crate::degree::forget_evidence;
use crate::failure::Failure;
use crate::service::App;
use crate::submission::erase_data;

/// Erases what a student's withdrawn consent does not cover any more.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct EraseWithdrawn {
    /// The student's account.
    pub(crate) account: AccountId,
}

#[async_trait]
impl Task for EraseWithdrawn {
    const KIND: &'static str = "erase-withdrawn";

    fn key(&self) -> String {
        self.account.to_string()
    }

    async fn run(self, app: &App, ticket: Ticket) -> Result<(), Failure> {
        let work = app.store().begin().await?;
        let purpose = Purpose::CollectReviewHandOver;
        match require_not_withdrawn(&work, self.account, purpose).await {
            // The student has agreed again.
            Ok(()) => {
                ticket.finish(&work).await?;
                return Ok(work.commit().await?);
            }
            Err(Failure::Refused(_)) => {}
            Err(failure) => return Err(failure),
        }
        let now = app.now();
        let mut objects = forget_evidence(&work, self.account).await?;
        objects.extend(forget_export(&work, self.account).await?);
        for submission in work.submissions().list_of_account(self.account).await? {
            let batch = work.batches().find(submission.batch).await?;
            let batch =
                batch.ok_or_else(|| Failure::internal("the submission's batch is not there"))?;
            let forgotten = erase_data(app, &work, &submission, &batch, now).await?;
            objects.extend(forgotten.objects);
        }
        ticket.finish(&work).await?;
        work.commit().await?;
        drop_objects(app, &objects).await;
        Ok(())
    }
}
