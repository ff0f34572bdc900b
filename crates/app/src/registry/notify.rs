//! The job that tells students what the registry said, some at a time: answers come by the thousand.

use async_trait::async_trait;
use domain::{
    Message, RegistryIdentity, RegistryPackageId, RegistryRecord, RegistryRecordState, Subject,
};
use serde::{Deserialize, Serialize};

use crate::failure::{Failure, Won};
use crate::jobs::{Task, Ticket};
use crate::notification::{StudentMessage, notify};
use crate::service::App;

/// Students who are told in one transaction.
const AT_ONCE: u64 = 50;

/// Tells the students of a package what the registry said.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct NotifyRegistryAnswers {
    /// The package.
    pub(crate) package: RegistryPackageId,
}

#[async_trait]
impl Task for NotifyRegistryAnswers {
    const KIND: &'static str = "notify-registry-answers";

    fn key(&self) -> String {
        self.package.to_string()
    }

    async fn run(self, app: &App, ticket: Ticket) -> Result<(), Failure> {
        loop {
            let work = app.store().begin().await?;
            let records = work.registry_records();
            let news = records.list_news(self.package, AT_ONCE).await?;
            for before in &news {
                records
                    .advance(before, &before.clone().told())
                    .await?
                    .won()?;
                let Some(message) = message(before) else {
                    continue;
                };
                let notice = StudentMessage {
                    centre: before.centre,
                    account: before.account,
                    subject: Subject::Submission(before.submission),
                    message,
                };
                notify(app, &work, notice, app.now()).await?;
            }
            if (news.len() as u64) < AT_ONCE {
                ticket.finish(&work).await?;
                return Ok(work.commit().await?);
            }
            work.commit().await?;
        }
    }
}

const fn message(record: &RegistryRecord) -> Option<Message> {
    match record.state {
        RegistryRecordState::Accepted {
            identity: Some(RegistryIdentity::NotPassed),
            ..
        } => Some(Message::RegistryMismatch),
        RegistryRecordState::Accepted { .. } => Some(Message::AtRegistry),
        RegistryRecordState::Refused { .. } => Some(Message::RegistryRefused),
        RegistryRecordState::Waiting | RegistryRecordState::Dropped { .. } => None,
    }
}
