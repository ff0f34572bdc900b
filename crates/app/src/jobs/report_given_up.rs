//! Mails the operator when jobs were given up: a queue that is empty on most days is looked at by
//! nobody.

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::{Duration, Timestamp};
use serde::{Deserialize, Serialize};
use store::{PageRequest, Work};

use super::letter;
use super::task::{Task, Ticket, enqueue};
use crate::failure::Failure;
use crate::service::App;

/// Jobs that fail together are told together.
const GATHERS: Duration = Duration::from_minutes(5);

/// Given-up jobs that a letter counts; whoever has more has to look at the queue anyway.
const COUNTED: u32 = 200;

/// Queues the letter about a job of this kind that is given up in the same transaction.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(super) async fn plan(
    app: &App,
    work: &Work,
    kind: &str,
    now: Timestamp,
) -> Result<(), Failure> {
    // A letter about a letter that could not be sent would not be sent either.
    if !letter::reach_operator(app) || kind == ReportGivenUp::KIND {
        return Ok(());
    }
    enqueue(app, work, &ReportGivenUp, now + GATHERS).await
}

/// Sends the letter. Where the mail server does not answer, the job waits and tries again; given up
/// itself, it stands in the queue with the others.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ReportGivenUp;

#[async_trait]
impl Task for ReportGivenUp {
    const KIND: &'static str = "report-given-up";
    const TRIES: u16 = 12;

    async fn run(self, app: &App, ticket: Ticket) -> Result<(), Failure> {
        let first = PageRequest::first(COUNTED);
        let given_up = app.store().jobs().list_dead(first).await?;
        let mut counts = BTreeMap::new();
        for job in given_up.items {
            *counts.entry(job.kind.as_str().to_owned()).or_insert(0_u32) += 1;
        }
        if counts.is_empty() {
            // Somebody has looked after them meanwhile.
            return ticket.finish_alone(app).await;
        }
        let subject = "采像：有任务没有完成 · Caixiang: jobs were given up".to_owned();
        letter::to_operator(app, ticket, subject, text(&counts)).await
    }
}

fn text(counts: &BTreeMap<String, u32>) -> String {
    let lines = counts
        .iter()
        .map(|(kind, count)| format!("  {kind}: {count}\n"));
    let lines: String = lines.collect();
    format!(
        "以下任务多次尝试后仍没有完成：\n\n{lines}\n\
         请用 caixiang admin jobs list 查看原因；排除后用 caixiang admin jobs revive 重新执行。\n\n\
         These jobs were tried several times and given up:\n\n{lines}\n\
         See why with `caixiang admin jobs list`; then try them again with `caixiang admin jobs \
         revive`.\n"
    )
}
