//! `caixiang serve` and `caixiang work`: opens everything, runs until a signal, then shuts down
//! gracefully.

use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result};
use app::jobs::{Worker, WorkerConfig};
use app::{App, upkeep};
use gateways::Exposure;
use server::{Listening, ServerConfig};
#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::{oneshot, watch};

use super::config::Config;
use super::open::{self, Note, Opened};
use crate::language::Language;
use crate::terminal;

/// Serves until the process is told to end.
///
/// # Errors
/// Whatever cannot be opened; an address that cannot be listened at.
pub(super) async fn serve(
    config: &Config,
    does_jobs: bool,
    language: Language,
) -> Result<ExitCode> {
    let end = EndSignal::listen()?;
    let Opened {
        app,
        notes,
        stand_ins,
    } = open::open(config).await?;
    tell(&notes, config, language);
    warn_of_stand_ins(&stand_ins, config, language);
    let (stop, stopped) = watch::channel(false);
    let working = does_jobs.then(|| {
        let worker = Worker::new(app.clone(), worker_config(config));
        tokio::spawn(worker.run(changed(stopped.clone())))
    });
    let after = upkeep::look_after(app.clone(), changed(stopped));
    let after = tokio::spawn(after);
    let (ready, listening) = oneshot::channel();
    let scheme = config.server.tls.as_ref().map_or("http", |_| "https");
    let announced = announce(listening, scheme, language);
    let shutdown = async {
        end.received().await;
        tracing::info!("Told to end; what runs may finish");
        stop.send_replace(true);
    };
    let serving = server::serve(app.clone(), server_config(config), ready, shutdown);
    let (served, ()) = tokio::join!(serving, announced);
    // Where the listener broke nobody has told the worker.
    stop.send_replace(true);
    if let Some(working) = working {
        working.await.context("the worker broke")?;
    }
    after.await.context("looking after the process broke")?;
    close(&app).await;
    served.context("the service does not serve")?;
    Ok(ExitCode::SUCCESS)
}

/// Does jobs until the process is told to end.
///
/// # Errors
/// Whatever cannot be opened.
pub(super) async fn work(config: &Config, language: Language) -> Result<ExitCode> {
    let end = EndSignal::listen()?;
    let Opened { app, notes, .. } = open::open(config).await?;
    tell(&notes, config, language);
    print(language.choose("正在处理任务，按 Ctrl-C 结束", "Working; Ctrl-C ends it"));
    let (stop, stopped) = watch::channel(false);
    let after = tokio::spawn(upkeep::look_after(app.clone(), changed(stopped)));
    let worker = Worker::new(app.clone(), worker_config(config));
    worker.run(end.received()).await;
    stop.send_replace(true);
    after.await.context("looking after the process broke")?;
    close(&app).await;
    Ok(ExitCode::SUCCESS)
}

/// What an operator should know about what was opened.
pub(super) fn tell(notes: &[Note], config: &Config, language: Language) {
    let file = config.key_file();
    let file = file.display();
    for note in notes {
        terminal::complain(&match note {
            Note::KeysMade => language.choose(
                format!(
                    "已生成密钥文件 {file}。请立即备份到另一处安全的地方：没有它，照片和个人信息都无法恢复。"
                ),
                format!(
                    "Made the key file {file}. Keep a copy in another safe place now: without it \
                     no photo and no personal value can be read again."
                ),
            ),
            Note::KeysReadable => language.choose(
                format!("密钥文件 {file} 可被其他用户读取，请执行 chmod 600 {file}。"),
                format!("Others can read the key file {file}. Run: chmod 600 {file}"),
            ),
        });
    }
}

/// Warns at each start of gateways that have a stand-in on this machine.
fn warn_of_stand_ins(stand_ins: &[&str], config: &Config, language: Language) {
    if stand_ins.is_empty() {
        return;
    }
    let names = stand_ins.join(", ");
    let is_reached_by_others = config.exposure() == Exposure::Others;
    tracing::warn!(is_reached_by_others, "Local gateways: {names}");
    terminal::complain(&if is_reached_by_others {
        language.choose(
            format!(
                "警告：{names} 由本机模拟，而其他机器可以访问本服务：任何人都可能冒用他人身份登录。"
            ),
            format!(
                "Warning: {names} have a local stand-in although others reach the service: anybody \
                 may sign in as somebody else."
            ),
        )
    } else {
        language.choose(
            format!("{names} 由本机模拟，消息只保存在本机；仅供试用。"),
            format!(
                "{names} have a local stand-in, messages stay on this machine; for trials only."
            ),
        )
    });
}

/// Leaves a database file whole, without a write-ahead log beside it.
pub(super) async fn close(app: &App) {
    upkeep::chain_waiting(app).await;
    app.close().await;
}

fn server_config(config: &Config) -> ServerConfig {
    let mut server = config.server.clone();
    server.watched_folders.push(config.data.clone());
    server
}

fn worker_config(config: &Config) -> WorkerConfig {
    WorkerConfig {
        concurrency: config.work.jobs.max(1) as usize,
        lease: Duration::from_secs(u64::from(config.work.lease_seconds.max(1))),
        ..WorkerConfig::default()
    }
}

/// Prints where the service listens, once it does.
async fn announce(listening: oneshot::Receiver<Listening>, scheme: &str, language: Language) {
    let Ok(Listening { api, metrics }) = listening.await else {
        // It never listened; why, the service says itself.
        return;
    };
    tracing::info!(address = %api, "Serving at {api}");
    print(&language.choose(
        format!("服务地址 {scheme}://{api}，按 Ctrl-C 结束"),
        format!("Serving at {scheme}://{api}; Ctrl-C ends it"),
    ));
    if let Some(metrics) = metrics {
        print(&language.choose(
            format!("指标地址 http://{metrics}/metrics"),
            format!("Metrics at http://{metrics}/metrics"),
        ));
    }
}

/// A service does not end because nobody reads what it prints.
fn print(line: &str) {
    if let Err(error) = terminal::say(&format!("{line}\n")) {
        tracing::warn!(%error, "Nobody reads the standard output");
    }
}

/// Resolves once the value has changed.
async fn changed(mut stopped: watch::Receiver<bool>) {
    // A sender that is gone has nothing more to say either.
    let _ended = stopped.changed().await;
}

/// The wish of the system or of a person that the process ends.
#[cfg(unix)]
struct EndSignal {
    terminate: Signal,
    interrupt: Signal,
}

#[cfg(unix)]
impl EndSignal {
    /// Begins to listen, so that no signal from now on ends the process by force.
    fn listen() -> Result<Self> {
        let context = "signals cannot be listened to";
        Ok(Self {
            terminate: signal(SignalKind::terminate()).context(context)?,
            interrupt: signal(SignalKind::interrupt()).context(context)?,
        })
    }

    async fn received(mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

/// The wish of a person that the process ends.
#[cfg(not(unix))]
struct EndSignal;

#[cfg(not(unix))]
impl EndSignal {
    #[expect(clippy::unnecessary_wraps, reason = "as where there are signals")]
    fn listen() -> Result<Self> {
        Ok(Self)
    }

    async fn received(self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
