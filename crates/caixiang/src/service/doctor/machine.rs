//! The machine: address, clock, folder, disk.

use std::path::Path;
use std::time::SystemTime;

use anyhow::Context;
use app::ports::Clock;
use domain::Timestamp;
use rustix::fs::statvfs;

use super::finding::Finding;
use crate::service::clock::SystemClock;
use crate::service::config::Config;

/// No correct clock shows an earlier instant: 2025-01-01, before this program was.
const EARLIEST: Timestamp = Timestamp::from_micros(1_735_660_800_000_000);

/// No correct clock shows a later one in the life of this program: 2100-01-01.
const LATEST: Timestamp = Timestamp::from_micros(4_102_416_000_000_000);

/// How far files of the past may lie in the future, seconds: file systems of others round.
const CLOCK_SLACK_SECONDS: u64 = 120;

/// Free space that is so little that it is said, as a multiple of what the service needs.
const WARN_AT: u64 = 5;

/// Whether browsers reach the service over TLS.
pub(super) fn address(config: &Config) -> Finding {
    let listen = config.server.listen;
    if listen.ip().is_loopback() || config.server.is_secure() {
        let url = &config.server.public_url;
        return Finding::ok(
            "address",
            format!("监听 {listen}，对外地址 {url}"),
            format!("Listens at {listen}, reached as {url}"),
        );
    }
    Finding::warn(
        "address",
        [
            format!("在 {listen} 上以明文 HTTP 提供服务"),
            format!("Serves plain HTTP at {listen}"),
        ],
        [
            "设置 server.tls，或在反向代理后使用 HTTPS 并把 server.public_url 改为 https://"
                .to_owned(),
            "Set server.tls, or put a proxy with TLS in front and server.public_url to https://"
                .to_owned(),
        ],
    )
}

/// Whether there is something to see in a browser.
pub(super) fn pages() -> Finding {
    let missing = server::missing_pages().join(" ");
    if missing.is_empty() {
        return Finding::ok(
            "pages",
            "学生端和工作台的网页已包含在程序里",
            "The pages of students and staff are part of the program",
        );
    }
    Finding::warn(
        "pages",
        [
            format!("程序里没有这些网页：{missing}"),
            format!("The program has no pages for {missing}"),
        ],
        [
            "运行 cargo xtask web 后重新构建程序；只用接口时不需要".to_owned(),
            "Run `cargo xtask web` and build the program again; the API works without".to_owned(),
        ],
    )
}

/// Whether the clock can be right.
pub(super) fn clock(config: &Config) -> Finding {
    let now = SystemClock.now();
    let advice = [
        "校准系统时间（例如启用 NTP）".to_owned(),
        "Set the clock of the machine, best by NTP".to_owned(),
    ];
    if !(EARLIEST..LATEST).contains(&now) {
        let message = [
            format!("系统时间 {now} 不可能正确"),
            format!("The clock shows {now}, which cannot be right"),
        ];
        return Finding::fail("clock", message, advice);
    }
    if was_written_later(&config.data, now) {
        let message = [
            format!("数据文件的时间晚于系统时间 {now}，时钟可能被调慢"),
            format!("Files of the data are younger than the clock, {now}: it was set back"),
        ];
        return Finding::warn("clock", message, advice);
    }
    let said = format!("{now}");
    Finding::ok("clock", said.as_str(), said.as_str())
}

fn was_written_later(folder: &Path, now: Timestamp) -> bool {
    let Ok(files) = folder.read_dir() else {
        // There is nothing yet.
        return false;
    };
    let latest = files
        .filter_map(|file| file.ok()?.metadata().ok()?.modified().ok())
        .max();
    let since = latest.and_then(|latest| latest.duration_since(SystemTime::UNIX_EPOCH).ok());
    let now_seconds = u64::try_from(now.as_micros() / 1_000_000).unwrap_or(0);
    since.is_some_and(|since| since.as_secs() > now_seconds + CLOCK_SLACK_SECONDS)
}

/// Whether the data folder is there and nobody else's.
pub(super) fn data_folder(config: &Config) -> Finding {
    let folder = config.data.display();
    if !config.data.is_dir() {
        return Finding::warn(
            "data",
            [
                format!("数据目录 {folder} 还不存在"),
                format!("The data folder {folder} is not there yet"),
            ],
            [
                "首次运行 caixiang serve 时会自动建立；如不是首次运行，请检查 data 设置".to_owned(),
                "The first `caixiang serve` makes it; if this is not the first, check `data`"
                    .to_owned(),
            ],
        );
    }
    if is_open_to_others(&config.data) {
        return Finding::warn(
            "data",
            [
                format!("其他用户可以进入数据目录 {folder}"),
                format!("Others can enter the data folder {folder}"),
            ],
            [format!("chmod 700 {folder}"), format!("chmod 700 {folder}")],
        );
    }
    Finding::ok("data", format!("{folder}"), format!("{folder}"))
}

#[cfg(unix)]
fn is_open_to_others(folder: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    let mode = folder.metadata().map(|data| data.permissions().mode());
    mode.is_ok_and(|mode| mode & 0o077 != 0)
}

#[cfg(not(unix))]
const fn is_open_to_others(_: &Path) -> bool {
    false
}

/// Whether there is room.
pub(super) fn disk(config: &Config) -> Finding {
    let needed = config.server.min_free_bytes;
    let folder = config.data.display();
    let disk = match statvfs(&config.data).context("the disk does not say how full it is") {
        Ok(disk) => disk,
        Err(error) => {
            let advice = ["检查磁盘和挂载", "Check the disk and how it is mounted"];
            return Finding::broken("disk", &error, advice);
        }
    };
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    let (free_mb, needed_mb) = (free / 1_000_000, needed / 1_000_000);
    let message = [
        format!("{folder} 所在磁盘剩余 {free_mb} MB，至少需要 {needed_mb} MB"),
        format!("{free_mb} MB are free on the disk of {folder}; {needed_mb} MB are needed"),
    ];
    let advice = [
        "清理磁盘，或把数据移到更大的磁盘".to_owned(),
        "Make room, or move the data to a larger disk".to_owned(),
    ];
    if free < needed {
        return Finding::fail("disk", message, advice);
    }
    if free < needed.saturating_mul(WARN_AT) {
        return Finding::warn("disk", message, advice);
    }
    let [zh, en] = message;
    Finding::ok("disk", zh, en)
}
