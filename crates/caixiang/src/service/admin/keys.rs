//! Rotating keys: new ones are written to the key file, then everything that older keys sealed is sealed again,
//! and indexed again where the index key is new.
//!
//! The file comes first: were it written last, a run that breaks off would leave values that nobody
//! can read. A process that meets a value under a key that it does not know reads the file again, so the
//! service runs on; one on another machine needs the file there first.

use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use app::{App, upkeep};
use serde_json::json;
use vault::KeyRing;

use super::operator::OPERATOR;
use crate::service::config::{Config, KEYS_VARIABLE};
use crate::service::explain::Told;
use crate::service::printer::Printer;
use crate::service::{open, run};
use crate::terminal;

/// Which keys are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum New {
    /// None: a former run is gone on with.
    Nothing,
    /// A master key.
    MasterKey,
    /// One of each kind. Nothing is indexed again before every process can find it then.
    EveryKey {
        /// How long processes take to read the new file.
        wait: Duration,
    },
}

/// Makes new keys and seals everything under them; exit code 1 where something could not be opened.
pub(super) async fn rotate(config: &Config, new: New, printer: Printer) -> Result<ExitCode> {
    if new != New::Nothing {
        let keys = make_keys(config, new)?;
        let id = keys.active_id();
        printer.say(
            &json!({ "master_key": id.as_u32() }),
            format!("新的主密钥是 {id}，请备份密钥文件"),
            format!("The new master key is {id}; keep a copy of the key file"),
        )?;
    }
    if let New::EveryKey { wait } = new {
        tokio::time::sleep(wait).await;
    }
    let opened = open::open(config).await?;
    let sealed = seal_again(&opened.app, printer).await;
    run::close(&opened.app).await;
    sealed
}

fn make_keys(config: &Config, new: New) -> Result<KeyRing> {
    if open::keys_of_environment()?.is_some() {
        return Err(Told::new(
            format!(
                "密钥来自环境变量 {KEYS_VARIABLE}，无法在这里更换。请改用密钥文件，或更换变量后用 --resume 重新加密。"
            ),
            format!(
                "The keys come from the variable {KEYS_VARIABLE} and cannot be changed here. Use a \
                 key file, or change the variable and seal again with --resume."
            ),
        )
        .into());
    }
    let file = config.key_file();
    let mut keys = open::read_keys(&file)?;
    keys.rotate();
    if let New::EveryKey { .. } = new {
        keys.rotate_index();
        keys.rotate_links_and_names();
    }
    open::write_keys(&file, &keys)?;
    Ok(keys)
}

async fn seal_again(app: &App, printer: Printer) -> Result<ExitCode> {
    let counter = terminal::counter(printer.language.choose("字段", "rows"));
    let progress = |seen| counter.set_position(seen);
    let fields = upkeep::reseal_fields(app, &OPERATOR, progress).await;
    counter.finish_and_clear();
    let fields = fields?;
    let counter = terminal::counter(printer.language.choose("文件", "objects"));
    let progress = |seen| counter.set_position(seen);
    let objects = upkeep::rewrap_objects(app, &OPERATOR, progress).await;
    counter.finish_and_clear();
    let objects = objects?;
    let (rows, wrapped) = (fields.resealed, objects.rewrapped);
    let left = fields.missed + objects.unopened.len() as u64;
    printer.say(
        &json!({
            "rows_resealed": rows,
            "rows_missed": fields.missed,
            "objects_rewrapped": wrapped,
            "objects_unopened": objects.unopened,
        }),
        format!(
            "已重新加密 {rows} 行数据和 {wrapped} 个文件，{left} 项未完成。请保留旧密钥：旧备份和审计日志需要它们。"
        ),
        format!(
            "Sealed {rows} rows and {wrapped} objects again; {left} are left. Keep the old keys: \
             backups and the audit logs need them."
        ),
    )?;
    for key in &objects.unopened {
        let key = key.as_str();
        printer.say(
            &json!({ "object": key, "fault": "unopened" }),
            format!("无法打开  {key}，请保留所有旧密钥并检查备份"),
            format!("unopened  {key}: keep every old key, and look into the backups"),
        )?;
    }
    Ok(ExitCode::from(u8::from(left > 0)))
}
