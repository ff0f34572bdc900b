//! `caixiang admin verify-audit`: checks that the audit logs are complete.

use std::process::ExitCode;

use anyhow::Result;
use app::{App, upkeep};
use serde_json::json;

use super::operator::OPERATOR;
use crate::service::printer::Printer;

/// Checks every log; exit code 1 where a line was changed or taken out.
pub(super) async fn verify(app: &App, printer: Printer) -> Result<ExitCode> {
    let mut all_sound = true;
    for log in upkeep::verify_audit(app, &OPERATOR).await? {
        let [zh, en] = match log.centre {
            Some(centre) => [format!("中心 {centre}"), format!("centre {centre}")],
            None => ["安装本身".to_owned(), "the installation".to_owned()],
        };
        match log.lines {
            Ok(lines) => printer.say(
                &json!({ "centre": log.centre, "sound": true, "lines": lines }),
                format!("完好  {zh}：{lines} 条"),
                format!("sound   {en}: {lines} lines"),
            )?,
            Err(first) => {
                all_sound = false;
                printer.say(
                    &json!({ "centre": log.centre, "sound": false, "first_broken": first }),
                    format!("损坏  {zh}：从第 {first} 条起被改动或删除，请与备份核对"),
                    format!(
                        "broken  {en}: line {first} was changed or taken out; compare it with a \
                         backup"
                    ),
                )?;
            }
        }
    }
    Ok(ExitCode::from(u8::from(!all_sound)))
}
