//! Commands for jobs that were given up.

use anyhow::Result;
use app::{App, PageRequest, upkeep};
use serde_json::json;

use super::operator::OPERATOR;
use crate::service::arguments::JobsCommand;
use crate::service::printer::Printer;

/// Items of one question.
const PAGE: u32 = 200;

/// Lists them, tries one once more, or drops one.
pub(super) async fn run(app: &App, command: &JobsCommand, printer: Printer) -> Result<()> {
    match command {
        JobsCommand::List => list(app, printer).await,
        JobsCommand::Revive { job } => {
            upkeep::revive_job(app, &OPERATOR, *job).await?;
            printer.say(
                &json!({ "job": job, "state": "ready" }),
                format!("任务 {job} 将重新执行"),
                format!("Job {job} is tried once more"),
            )
        }
        JobsCommand::Discard { job } => {
            upkeep::discard_job(app, &OPERATOR, *job).await?;
            printer.say(
                &json!({ "job": job, "state": "discarded" }),
                format!("任务 {job} 已丢弃"),
                format!("Job {job} is dropped"),
            )
        }
    }
}

async fn list(app: &App, printer: Printer) -> Result<()> {
    let mut request = PageRequest::first(PAGE);
    loop {
        let page = upkeep::list_dead_jobs(app, &OPERATOR, request).await?;
        for job in &page.items {
            let error = job.error.as_deref().unwrap_or_default();
            let value = json!({
                "job": job.id,
                "kind": job.kind.as_str(),
                "attempts": job.attempts,
                "error": job.error,
                "buried_at": job.buried_at.to_string(),
            });
            let line = format!(
                "{}  {}  {}  ×{}  {error}",
                job.id, job.buried_at, job.kind, job.attempts
            );
            printer.say(&value, line.as_str(), line.as_str())?;
        }
        request.after = page.next;
        if page.next.is_none() {
            return Ok(());
        }
    }
}
