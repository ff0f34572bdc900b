//! `caixiang admin verify-audit`: checks that the audit logs are complete.

use std::process::ExitCode;

use anyhow::Result;
use app::ports::AuditAnchor;
use app::upkeep::VerifiedLog;
use app::{App, upkeep};
use domain::audit::LogName;
use serde_json::json;
use standard::Text;

use super::operator::OPERATOR;
use crate::service::printer::Printer;

/// Checks every log; exit code 1 where a line was changed or taken out.
pub(super) async fn verify(app: &App, printer: Printer) -> Result<ExitCode> {
    let mut all_sound = true;
    for log in upkeep::verify_audit(app, &OPERATOR).await? {
        all_sound &= log.is_sound();
        say(&log, printer)?;
    }
    Ok(ExitCode::from(u8::from(!all_sound)))
}

fn say(log: &VerifiedLog, printer: Printer) -> Result<()> {
    let Text { zh, en } = name(log.log);
    let value = json!({
        "centre": log.log.centre,
        "keyed": log.log.is_keyed,
        "sound": log.is_sound(),
        "lines": log.lines.ok(),
        "first_broken": log.lines.err(),
        "lost_end": log.lost_end.map(|lost| lost.end.number),
    });
    match (log.lines, log.lost_end) {
        (Err(first), _) => printer.say(
            &value,
            format!("损坏  {zh}：从第 {first} 条起被改动或删除，请与备份核对"),
            format!("broken  {en}: line {first} was changed or taken out; compare it with a backup"),
        ),
        (Ok(lines), Some(AuditAnchor { end, at, .. })) => printer.say(
            &value,
            format!(
                "损坏  {zh}：现有 {lines} 条，但 {at} 记下的第 {} 条已不在其中；日志被截断或重写，请与备份核对",
                end.number
            ),
            format!(
                "broken  {en}: of {lines} lines none is line {} as it was noted at {at}; the log was cut \
                 off or written anew; compare it with a backup",
                end.number
            ),
        ),
        (Ok(lines), None) => printer.say(
            &value,
            format!("完好  {zh}：{lines} 条"),
            format!("sound   {en}: {lines} lines"),
        ),
    }
}

fn name(log: LogName) -> Text<String> {
    let whose = match log.centre {
        Some(centre) => Text::new(format!("中心 {centre}"), format!("centre {centre}")),
        None => Text::new("安装本身".to_owned(), "the installation".to_owned()),
    };
    if log.is_keyed {
        return whose;
    }
    Text::new(
        format!("{}（旧版本的日志）", whose.zh),
        format!("{} (log of former versions)", whose.en),
    )
}
