//! `caixiang admin backup`, `restore-check`, `resume-sweep`. A backup is a folder with a copy of the database,
//! the objects as they are stored (encrypted), and a manifest. The keys are *not* in it: whoever finds the
//! backup cannot read it.

use std::path::Path;
use std::process::ExitCode;
use std::{fs, io};

use anyhow::{Context as _, Result};
use app::upkeep::BackupMade;
use app::{App, upkeep};
use serde_json::{Value, json};
use store::{Store, StoreConfig};
use vault::{KeyRing, ObjectStoreConfig, StoreLimits, Vault};

use super::operator::OPERATOR;
use super::{audit, objects};
use crate::service::config::Config;
use crate::service::explain::Told;
use crate::service::open::{self, Opened};
use crate::service::printer::Printer;
use crate::terminal;

/// Name of the database's copy.
const DATABASE: &str = "caixiang.sqlite";

/// Name of the list of what a backup holds.
const MANIFEST: &str = "manifest.json";

/// Backs the service up into a folder; one that holds an earlier backup gets what is new.
pub(super) async fn back_up(
    app: &App,
    config: &Config,
    folder: &Path,
    printer: Printer,
) -> Result<()> {
    open::make_folder(folder)?;
    let keys = open::present_keys(config)?;
    let copy = copy_database(app, folder).await?;
    let objects = ObjectStoreConfig::Folder {
        root: folder.join("objects"),
    };
    let into = Vault::open(&objects, keys.clone(), StoreLimits::default()).await;
    let into = into.context("the folder of the backup cannot be used")?;
    let counter = terminal::counter(printer.language.choose("已备份", "backed up"));
    let progress = |seen| counter.set_position(seen);
    let report = upkeep::copy_objects(app, &OPERATOR, copy.as_ref(), &into, progress).await;
    counter.finish_and_clear();
    let report = report?;
    if let Some(copy) = copy {
        copy.close().await;
        let fresh = folder.join(format!("{DATABASE}.new"));
        fs::rename(&fresh, folder.join(DATABASE)).context("the copy cannot be put in its place")?;
    }
    let has_database = folder.join(DATABASE).is_file();
    let id = app.new_id();
    let manifest = json!({
        "id": id,
        "made_at": app.now().to_string(),
        "program": env!("CARGO_PKG_VERSION"),
        "database": has_database.then_some(DATABASE),
        "objects": { "copied": report.copied, "there": report.there, "erased": report.gone },
        "master_keys": keys_of(&keys),
    });
    fs::write(folder.join(MANIFEST), format!("{manifest:#}\n"))
        .context("the manifest cannot be written")?;
    let length_bytes = length_of(folder).context("the backup cannot be measured")?;
    let made = BackupMade {
        id,
        report,
        length_bytes,
        has_database,
    };
    upkeep::note_backup(app, &OPERATOR, made).await?;
    let (copied, there) = (report.copied, report.there);
    let place = folder.display();
    printer.say(
        &manifest,
        if has_database {
            format!("已备份到 {place}：数据库，{copied} 个新文件（已有 {there} 个）。密钥文件不在其中，请另存别处。")
        } else {
            format!("已备份 {copied} 个新文件到 {place}（已有 {there} 个）。请先用 pg_dump 备份数据库；密钥文件请另存别处。")
        },
        if has_database {
            format!(
                "Backed up into {place}: the database and {copied} new objects ({there} were there). The key \
                 file is not in it: keep it in another place."
            )
        } else {
            format!(
                "Backed {copied} new objects up into {place} ({there} were there). Back the database up with \
                 pg_dump first; keep the key file in another place."
            )
        },
    )
}

/// The length of all files in a folder, bytes.
fn length_of(folder: &Path) -> io::Result<u64> {
    let mut length = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let about = entry.metadata()?;
        length += if about.is_dir() {
            length_of(&entry.path())?
        } else {
            about.len()
        };
    }
    Ok(length)
}

/// The copy beside the one of an earlier backup, with the note that a restored service does not sweep.
async fn copy_database(app: &App, folder: &Path) -> Result<Option<Store>> {
    let fresh = folder.join(format!("{DATABASE}.new"));
    if fresh.exists() {
        fs::remove_file(&fresh).context("what an earlier backup left cannot be removed")?;
    }
    if !upkeep::copy_database(app, &OPERATOR, &fresh).await? {
        return Ok(None);
    }
    let url = format!("sqlite://{}", fresh.display());
    let copy = Store::open(&StoreConfig::at(url)).await;
    let copy = copy.context("the copy of the database cannot be opened")?;
    upkeep::hold_sweeping(app, Some(&copy)).await?;
    Ok(Some(copy))
}

fn keys_of(keys: &KeyRing) -> Vec<u32> {
    keys.key_ids().map(vault::KeyId::as_u32).collect()
}

/// Opens a backup as a service would and reads everything in it; exit code 1 where something is missing
/// or cannot be read.
pub(super) async fn check(config: &Config, folder: &Path, printer: Printer) -> Result<ExitCode> {
    if !folder.join(DATABASE).is_file() {
        let place = folder.display();
        return Err(Told::new(
            format!("{place} 里没有 {DATABASE}。PostgreSQL 的备份请先恢复到一个空数据库，再用指向它的配置运行 check-objects。"),
            format!(
                "{place} has no {DATABASE}. Restore a backup of PostgreSQL into an empty database first, then run \
                 check-objects with a configuration that names it."
            ),
        )
        .into());
    }
    let mut of_backup = Config {
        data: folder.to_owned(),
        database: None,
        objects: None,
        ..config.clone()
    };
    of_backup.keys.file = Some(config.key_file());
    // Ends that were noted after the backup are rightly not in it.
    of_backup.log.audit_anchors = None;
    let store = open::open_store(&of_backup).await?;
    let Opened { app, .. } = open::put_together(&of_backup, store).await?;
    let sound = objects::check(&app, printer).await;
    let logs = audit::verify(&app, printer).await;
    app.close().await;
    let is_sound = sound? == ExitCode::SUCCESS && logs? == ExitCode::SUCCESS;
    if let Err(error) = note_check(config, folder, is_sound, printer).await {
        // What was found of the backup stands, also where the service is gone that made it.
        let error = format!("{error:#}");
        printer.say(
            &json!({ "noted": false, "error": error }),
            format!("检查结果未能记入服务：{error}"),
            format!("The service could not be told of the check: {error}"),
        )?;
    }
    Ok(if is_sound {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Tells the installation that its backup was read again. One that is not on this machine is not looked for.
async fn note_check(
    config: &Config,
    folder: &Path,
    is_sound: bool,
    printer: Printer,
) -> Result<()> {
    let manifest = fs::read_to_string(folder.join(MANIFEST));
    let manifest = manifest.context("the manifest cannot be read")?;
    let manifest: Value = serde_json::from_str(&manifest).context("the manifest is damaged")?;
    // Backups of earlier versions have none.
    let id = manifest["id"].as_str().and_then(|id| id.parse().ok());
    let (Some(id), true) = (id, config.has_database()) else {
        return Ok(());
    };
    let store = open::open_store(config).await?;
    let Opened { app, .. } = open::put_together(config, store).await?;
    let noted = upkeep::note_backup_check(&app, &OPERATOR, id, is_sound).await;
    app.close().await;
    if noted? {
        printer.say(
            &json!({ "noted": true, "is_sound": is_sound }),
            "检查结果已记入服务",
            "The service knows of the check",
        )?;
    }
    Ok(())
}

/// Lets orphans be deleted again after a restore.
pub(super) async fn resume(app: &App, printer: Printer) -> Result<()> {
    let was_held = upkeep::resume_sweeping(app, &OPERATOR).await?;
    printer.say(
        &json!({ "was_held": was_held }),
        if was_held {
            "以后会照常清理无人引用的文件"
        } else {
            "清理本来就没有暂停"
        },
        if was_held {
            "Objects that nothing refers to are swept again"
        } else {
            "Sweeping was not held"
        },
    )
}
