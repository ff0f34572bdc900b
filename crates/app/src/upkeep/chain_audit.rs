//! Ties the lines that transactions left for the audit logs to their chains, and notes the ends of the logs
//! outside the database: whoever holds the database and the keys can write a log anew, and cannot make an end
//! true that stands elsewhere (ADR 34).

use domain::audit::LogName;
use store::operation::AuditLog;
use tokio::task::spawn_blocking;

use crate::failure::Failure;
use crate::ports::AuditAnchor;
use crate::service::App;

/// Chains every line that waits; says how many it were.
///
/// # Errors
/// Those of store and vault.
pub(crate) async fn chain_audit(app: &App) -> Result<u64, Failure> {
    let mut chained = 0;
    for log in app.store().audit().list_waiting().await? {
        chained += chain_log(app, log).await?;
    }
    Ok(chained)
}

async fn chain_log(app: &App, log: LogName) -> Result<u64, Failure> {
    let (key, mac) = app.vault().audit_mac();
    let mut chained = 0;
    loop {
        let work = app.store().begin().await?;
        let count = work.audit().chain(log, key, &mac).await?;
        work.commit().await?;
        chained += count;
        if count < AuditLog::<store::Transaction>::AT_ONCE {
            return Ok(chained);
        }
    }
}

/// Notes the ends of the logs that grew since they were last noted.
///
/// # Errors
/// Those of the store; [`Failure::Internal`] where they cannot be noted.
pub(crate) async fn anchor_audit(app: &App) -> Result<(), Failure> {
    let noted = read_anchors(app).await?;
    let at = app.now();
    let ends = app.store().audit().list_ends().await?;
    let anchors = ends
        .into_iter()
        .map(|(log, end)| AuditAnchor { at, log, end });
    let is_new = |anchor: &AuditAnchor| {
        let last = noted.iter().rfind(|noted| noted.log == anchor.log);
        last.is_none_or(|last| last.end != anchor.end)
    };
    let anchors: Vec<AuditAnchor> = anchors.filter(is_new).collect();
    for anchor in &anchors {
        let centre = anchor.log.centre.map(tracing::field::display);
        let (number, hash) = (anchor.end.number, anchor.end.hash.to_hex());
        tracing::info!(centre, number, hash, "The end of an audit log");
    }
    write_anchors(app, anchors).await
}

/// What was noted so far. The place may be a file on a slow disk: no thread of the service waits for it.
///
/// # Errors
/// [`Failure::Internal`] where it cannot be read.
pub(super) async fn read_anchors(app: &App) -> Result<Vec<AuditAnchor>, Failure> {
    let anchors = app.anchors().clone();
    let read = spawn_blocking(move || anchors.read()).await;
    read.map_err(Failure::internal)?.map_err(Failure::internal)
}

async fn write_anchors(app: &App, noted: Vec<AuditAnchor>) -> Result<(), Failure> {
    let anchors = app.anchors().clone();
    let written = spawn_blocking(move || anchors.write(&noted)).await;
    written
        .map_err(Failure::internal)?
        .map_err(Failure::internal)
}
