//! Commands for objects of the vault: sweep, check.

use std::process::ExitCode;

use anyhow::Result;
use app::{App, upkeep};
use domain::Duration;
use serde_json::json;

use super::operator::OPERATOR;
use crate::service::printer::Printer;
use crate::terminal;

/// Deletes what nothing refers to.
pub(super) async fn sweep(app: &App, older_than_hours: u32, printer: Printer) -> Result<()> {
    let age = Duration::from_hours(older_than_hours);
    let report = upkeep::sweep_objects(app, &OPERATOR, age).await?;
    let (deleted, abandoned) = (report.deleted, report.abandoned_uploads);
    let kept = report.referenced + report.young;
    printer.say(
        &json!({
            "deleted": deleted,
            "abandoned_uploads": abandoned,
            "referenced": report.referenced,
            "young": report.young,
            "foreign": report.foreign,
        }),
        format!("已删除 {deleted} 个无人引用的文件和 {abandoned} 个未完成的上传，保留 {kept} 个"),
        format!(
            "Deleted {deleted} objects that nothing refers to and {abandoned} unfinished uploads; \
             kept {kept}"
        ),
    )
}

/// Reads everything that something refers to; exit code 1 where an object is missing or damaged.
pub(super) async fn check(app: &App, printer: Printer) -> Result<ExitCode> {
    let counter = terminal::counter(printer.language.choose("已检查", "checked"));
    let progress = |seen| counter.set_position(seen);
    let checked = upkeep::check_objects(app, &OPERATOR, progress).await;
    counter.finish_and_clear();
    let checked = checked?;
    for key in &checked.missing {
        let key = key.as_str();
        printer.say(
            &json!({ "object": key, "fault": "missing" }),
            format!("缺失  {key}，请从备份恢复"),
            format!("missing     {key}: restore it from a backup"),
        )?;
    }
    for key in &checked.unreadable {
        let key = key.as_str();
        printer.say(
            &json!({ "object": key, "fault": "unreadable" }),
            format!("损坏  {key}，请从备份恢复文件或旧密钥"),
            format!("unreadable  {key}: restore it, or an old key, from a backup"),
        )?;
    }
    let (seen, faults) = (
        checked.seen,
        checked.missing.len() + checked.unreadable.len(),
    );
    printer.say(
        &json!({ "checked": seen, "faults": faults }),
        format!("检查了 {seen} 个文件，{faults} 个有问题"),
        format!("Checked {seen} objects; {faults} are missing or unreadable"),
    )?;
    Ok(ExitCode::from(u8::from(faults > 0)))
}
