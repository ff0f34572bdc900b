//! Keys, database, objects, standards, jobs: opened as the service opens them, but nothing is created;
//! what does not exist yet is reported.

use std::path::{Path, PathBuf};

use anyhow::{Context, Error};
use app::ports::Clock;
use domain::Timestamp;
use store::{Engine, JobStatus, Store};
use vault::{KeyRing, KeyRingWarning, ObjectStoreConfig, StoreLimits, Vault};

use super::finding::Finding;
use super::gateway;
use crate::service::clock::SystemClock;
use crate::service::config::{Config, KEYS_VARIABLE};
use crate::service::open;

/// A write-ahead log that is larger shows that nothing empties it, bytes.
const LARGE_LOG_BYTES: u64 = 1 << 30;

/// A job that has been due for longer shows that nobody works, minutes.
const LATE_MINUTES: i64 = 10;

/// Looks at everything, as far as what is below bears.
pub(super) async fn examine(config: &Config, findings: &mut Vec<Finding>) {
    let keys = keys(config, findings);
    let store = database(config, findings).await;
    let vault = match keys {
        Some(keys) => objects(config, keys, findings).await,
        None => None,
    };
    findings.push(standards(config));
    findings.extend(typefaces(config));
    if let (Some(store), Some(vault)) = (&store, &vault) {
        gateway::examine(config, store, vault, findings);
    }
    if let Some(store) = store {
        findings.push(jobs(&store).await.unwrap_or_else(|error| {
            let advice = ["检查数据库", "Check the database"];
            Finding::broken("jobs", &error, advice)
        }));
        store.close().await;
    }
}

fn keys(config: &Config, findings: &mut Vec<Finding>) -> Option<KeyRing> {
    let file = config.key_file();
    let shown = file.display();
    let broken = |error: &Error| {
        let advice = [
            "从备份恢复密钥；没有密钥就无法读取已有的照片和个人信息",
            "Restore the keys from a backup: without them nothing that was stored can be read",
        ];
        Finding::broken("keys", error, advice)
    };
    match open::keys_of_environment() {
        Ok(None) => {}
        Ok(Some(keys)) => {
            findings.push(Finding::ok(
                "keys",
                format!("来自环境变量 {KEYS_VARIABLE}"),
                format!("From the variable {KEYS_VARIABLE}"),
            ));
            return Some(keys);
        }
        Err(error) => {
            findings.push(broken(&error));
            return None;
        }
    }
    if !file.exists() && database_file(config).is_none_or(|database| !database.exists()) {
        findings.push(Finding::warn(
            "keys",
            [
                format!("密钥文件 {shown} 还没有生成"),
                format!("The key file {shown} is not there yet"),
            ],
            [
                "首次运行 caixiang serve 时会自动生成；如不是首次运行，请从备份恢复".to_owned(),
                "The first `caixiang serve` makes it; if this is not the first, restore it from \
                 a backup"
                    .to_owned(),
            ],
        ));
        return None;
    }
    match open::read_keys(&file) {
        Ok(keys) => {
            findings.push(key_file(&keys, &shown.to_string()));
            Some(keys)
        }
        Err(error) => {
            findings.push(broken(&error));
            None
        }
    }
}

fn key_file(keys: &KeyRing, file: &str) -> Finding {
    if let Some(KeyRingWarning::OpenToOthers { mode }) = keys.warnings().first() {
        return Finding::warn(
            "keys",
            [
                format!("{file} 可被其他用户读取（权限 {mode:o}）"),
                format!("Others can read {file} (mode {mode:o})"),
            ],
            [format!("chmod 600 {file}"), format!("chmod 600 {file}")],
        );
    }
    let (count, active) = (keys.key_ids().count(), keys.active_id());
    Finding::ok(
        "keys",
        format!("{file}，共 {count} 个主密钥，当前使用 {active}；请确认已在别处备份"),
        format!(
            "{file}, master key {active} of {count} is active; make sure that a copy is kept elsewhere"
        ),
    )
}

async fn database(config: &Config, findings: &mut Vec<Finding>) -> Option<Store> {
    let file = database_file(config);
    if file.as_ref().is_some_and(|file| !file.exists()) {
        findings.push(Finding::warn(
            "database",
            [
                "数据库还没有建立".to_owned(),
                "The database is not there yet".to_owned(),
            ],
            [
                "首次运行 caixiang serve 时会自动建立；如不是首次运行，请检查 database.url"
                    .to_owned(),
                "The first `caixiang serve` makes it; if this is not the first, check database.url"
                    .to_owned(),
            ],
        ));
        return None;
    }
    match open::open_store(config).await {
        Ok(store) => {
            findings.push(tables(&store, file.as_deref()).await);
            Some(store)
        }
        Err(error) => {
            let advice = [
                "检查 database.url、数据库是否运行、账号和权限",
                "Check database.url, whether the database runs, account and permissions",
            ];
            findings.push(Finding::broken("database", &error, advice));
            None
        }
    }
}

/// The file of an embedded database.
fn database_file(config: &Config) -> Option<PathBuf> {
    let url = config.store().url;
    let file = url.strip_prefix("sqlite://")?;
    Some(PathBuf::from(file.split('?').next()?))
}

async fn tables(store: &Store, file: Option<&Path>) -> Finding {
    let steps = store.migration_steps().await;
    let steps = match steps.context("the tables cannot be read") {
        Ok(steps) => steps,
        Err(error) => {
            let advice = [
                "检查数据库地址和权限",
                "Check the address of the database and its permissions",
            ];
            return Finding::broken("database", &error, advice);
        }
    };
    if !steps.newer.is_empty() {
        let newer = steps.newer.join(", ");
        return Finding::warn(
            "database",
            [
                format!("更新版本的程序已改过表结构：{newer}"),
                format!("A newer program has changed the tables: {newer}"),
            ],
            [
                "滚动升级时属正常；升级完成后请停用旧版本".to_owned(),
                "This is right during a rolling upgrade; stop this version afterwards".to_owned(),
            ],
        );
    }
    let pending = steps.pending;
    if pending > 0 {
        return Finding::warn(
            "database",
            [
                format!("有 {pending} 项表结构更新尚未执行"),
                format!("{pending} changes of the tables are not made yet"),
            ],
            [
                "先备份，再启动 caixiang serve，它会自动更新".to_owned(),
                "Make a backup, then start `caixiang serve`, which makes them".to_owned(),
            ],
        );
    }
    let log = file.map(|file| format!("{}-wal", file.display()));
    let log_bytes = log.and_then(|log| std::fs::metadata(log).ok());
    let log_bytes = log_bytes.map_or(0, |data| data.len());
    let log_mb = log_bytes / 1_000_000;
    if log_bytes > LARGE_LOG_BYTES {
        return Finding::warn(
            "database",
            [
                format!("预写日志已有 {log_mb} MB"),
                format!("The write-ahead log has grown to {log_mb} MB"),
            ],
            [
                "检查是否有任务处理进程在运行，它每小时会整理一次".to_owned(),
                "See whether a worker runs: it empties the log every hour".to_owned(),
            ],
        );
    }
    let engine = store.engine().name();
    match store.engine() {
        Engine::Sqlite => Finding::ok(
            "database",
            format!("{engine}，表结构为最新，预写日志 {log_mb} MB"),
            format!("{engine}, tables up to date, write-ahead log of {log_mb} MB"),
        ),
        Engine::Postgres => Finding::ok(
            "database",
            format!("{engine}，表结构为最新"),
            format!("{engine}, tables up to date"),
        ),
    }
}

async fn objects(config: &Config, keys: KeyRing, findings: &mut Vec<Finding>) -> Option<Vault> {
    let place = config.object_store();
    if let ObjectStoreConfig::Folder { root } = &place
        && !root.is_dir()
    {
        let root = root.display();
        findings.push(Finding::warn(
            "objects",
            [
                format!("文件目录 {root} 还不存在"),
                format!("The folder of objects {root} is not there yet"),
            ],
            [
                "首次运行 caixiang serve 时会自动建立；如不是首次运行，请从备份恢复".to_owned(),
                "The first `caixiang serve` makes it; if this is not the first, restore it"
                    .to_owned(),
            ],
        ));
        return None;
    }
    let opened = async {
        let vault = Vault::open(&place, keys, StoreLimits::default()).await?;
        vault.probe().await?;
        Ok::<Vault, Error>(vault)
    };
    match opened.await.context("objects cannot be written and read") {
        Ok(vault) => {
            findings.push(Finding::ok(
                "objects",
                "可以写入、读取和删除",
                "Can be written, read and deleted",
            ));
            Some(vault)
        }
        Err(error) => {
            let advice = [
                "检查 [objects] 的地址、账号和权限，以及磁盘",
                "Check address, account and permissions under [objects], and the disk",
            ];
            findings.push(Finding::broken("objects", &error, advice));
            None
        }
    }
}

fn standards(config: &Config) -> Finding {
    match open::open_lab(config) {
        Ok(_) => Finding::ok(
            "standards",
            "照片标准和模型可以使用",
            "Photo standards and models can be used",
        ),
        Err(error) => {
            let advice = [
                "改正 work.specs 目录里的标准文件",
                "Correct the standard in the folder work.specs",
            ];
            Finding::broken("standards", &error, advice)
        }
    }
}

/// Nothing where only the embedded one is used.
fn typefaces(config: &Config) -> Option<Finding> {
    if config.work.typefaces.is_empty() {
        return None;
    }
    Some(match open::open_typefaces(config) {
        Ok(_) => Finding::ok(
            "typefaces",
            "补充的字体可以使用",
            "The further typefaces can be used",
        ),
        Err(error) => {
            let advice = [
                "改正 work.typefaces 里的路径，文件须是 TTF、OTF 或 TTC 字体",
                "Correct the paths in work.typefaces; the files have to be TTF, OTF or TTC",
            ];
            Finding::broken("typefaces", &error, advice)
        }
    })
}

async fn jobs(store: &Store) -> Result<Finding, Error> {
    let context = "the queue of jobs cannot be read";
    let now = SystemClock.now();
    let counts = store.jobs().counts().await.context(context)?;
    let dead = counts
        .iter()
        .filter(|count| count.status == JobStatus::Dead);
    let dead: u64 = dead.map(|count| count.count).sum();
    if dead > 0 {
        return Ok(Finding::warn(
            "jobs",
            [
                format!("有 {dead} 个任务多次失败后被放弃"),
                format!("{dead} jobs were given up"),
            ],
            [
                "用 caixiang admin jobs list 查看原因，再用 revive 重试或 discard 丢弃".to_owned(),
                "See why with `caixiang admin jobs list`, then revive or discard them".to_owned(),
            ],
        ));
    }
    let oldest = store.jobs().oldest_due(now).await.context(context)?;
    Ok(oldest
        .and_then(|oldest| late(oldest, now))
        .unwrap_or_else(|| {
            Finding::ok(
                "jobs",
                "没有积压或失败的任务",
                "No job is late or was given up",
            )
        }))
}

fn late(oldest: Timestamp, now: Timestamp) -> Option<Finding> {
    let minutes = now.since(oldest).as_seconds_rounded_up() / 60;
    (minutes >= LATE_MINUTES).then(|| {
        Finding::warn(
            "jobs",
            [
                format!("最早的任务已等待 {minutes} 分钟"),
                format!("The oldest job has been due for {minutes} minutes"),
            ],
            [
                "启动 caixiang serve 或 caixiang work；已在运行时请增加 work.jobs 或再启动一个 work"
                    .to_owned(),
                "Start `caixiang serve` or `caixiang work`; if one runs, raise work.jobs or start \
                 another worker"
                    .to_owned(),
            ],
        )
    })
}

#[cfg(test)]
mod tests {
    use domain::Duration;

    use super::*;

    #[test]
    fn a_job_is_late_after_a_while() {
        let oldest = Timestamp::from_micros(0);
        let after = |minutes| late(oldest, oldest + Duration::from_minutes(minutes));
        assert_eq!(after(9), None);
        assert!(after(10).is_some());
    }
}
