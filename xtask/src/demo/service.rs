//! Builds the service, fills a fresh data folder, checks that the service answers, and serves.

use std::fs;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::build::{PROFILE, folder, program};
use crate::process::{capture, cargo, finish};
use crate::say::say;
use crate::{models, web};

/// A phone that no drawn student has.
const PHONE: &str = "+8613800009998";

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// Makes everything ready; then serves, if asked to, until Ctrl-C.
pub(super) fn run(root: &Path, serves: bool) -> Result<()> {
    models::run(root)?;
    web::build_pages(root)?;
    say("building (several minutes the first time) …");
    let build = ["build", PROFILE, "--quiet", "-p", "caixiang", "-p", "demo"];
    cargo(root, &build)?;
    let folder = folder(root)?;
    for fresh in ["data", "try-me"] {
        remove(&folder.join(fresh))?;
    }
    say("filling demo/data with 300 drawn students (about a minute) …");
    finish(
        Command::new(program(root, "demo")).arg(&folder),
        "demo",
        &[],
    )?;
    let data = folder.join("data");
    draw_poster(root, &data, &folder.join("try-me/poster.svg"))?;
    check(root, &data)?;
    say("the service starts and answers");
    let guide = fs::read_to_string(folder.join("README.md")).context("there is no guide")?;
    say(&guide);
    if serves { serve(root, &data) } else { Ok(()) }
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{} cannot be removed", folder.display()))
        }
        _ => Ok(()),
    }
}

/// Draws the QR code that students of the open batch scan.
fn draw_poster(root: &Path, data: &Path, out: &Path) -> Result<()> {
    let drawn = Command::new(program(root, "caixiang"))
        .args(["admin", "poster", "demo-group", "--data"])
        .arg(data)
        .arg("--out")
        .arg(out)
        .stdout(Stdio::null())
        .status();
    let drawn = drawn.context("the poster could not be drawn")?;
    ensure!(drawn.success(), "the poster could not be drawn: {drawn}");
    Ok(())
}

/// Starts the service on a free port and asks it what a student's phone would ask first.
fn check(root: &Path, data: &Path) -> Result<()> {
    let service = Service::start(root, data)?;
    service.ask("GET", "/readyz", "", "200")?;
    for page in ["/m/", "/console/"] {
        service.ask("GET", page, "", "200")?;
    }
    let batch = service.ask("GET", "/api/v1/batches/by-code/J9VG24", "", "200")?;
    ensure!(
        batch.contains("10576"),
        "the batch names no school: {batch}"
    );
    let phone = format!("{{\"phone\":\"{PHONE}\"}}");
    service.ask("POST", "/api/v1/sign-in/codes", &phone, "202")?;
    let data = data.to_str().context("the project's path is not UTF-8")?;
    let caixiang = program(root, "caixiang");
    let caixiang = caixiang
        .to_str()
        .context("the project's path is not UTF-8")?;
    let outbox = [
        "admin", "--data", data, "outbox", "--limit", "1", "--format", "jsonl",
    ];
    let kept = capture(root, caixiang, &outbox)?;
    let kept: Value = serde_json::from_str(&kept).context("the outbox holds no message")?;
    ensure!(
        kept["template"] == "sign-in-code",
        "the last message of the outbox is no sign-in code"
    );
    service.stop()
}

/// The service while it is asked.
struct Service {
    child: Child,
    /// Host and port.
    address: String,
}

impl Service {
    /// Starts it and waits until it says where it listens.
    fn start(root: &Path, data: &Path) -> Result<Self> {
        let mut child = command(root, data)
            .args(["--lang", "en", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .spawn()
            .context("the service could not be started")?;
        let output = child.stdout.take();
        match output.and_then(address) {
            Some(address) => Ok(Self { child, address }),
            None => bail!("the service ended with {}", child.wait()?),
        }
    }

    /// Asks and holds the answer's status against `expected`; gives the body.
    fn ask(&self, method: &str, path: &str, body: &str, expected: &str) -> Result<String> {
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        )?;
        let mut answer = String::new();
        stream
            .read_to_string(&mut answer)
            .with_context(|| format!("no answer to {method} {path}"))?;
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).unwrap_or_default();
        ensure!(status == expected, "{method} {path}: {head}\n{body}");
        Ok(body.to_owned())
    }

    /// Ends it as an operator would.
    fn stop(mut self) -> Result<()> {
        #[cfg(unix)]
        finish(
            Command::new("kill").arg(self.child.id().to_string()),
            "kill",
            &[],
        )?;
        #[cfg(not(unix))]
        self.child.kill()?;
        let status = self.child.wait()?;
        ensure!(
            !cfg!(unix) || status.success(),
            "the service ended with {status}"
        );
        Ok(())
    }
}

impl Drop for Service {
    /// Nothing is left running where a check failed. One that has ended cannot be killed, which is
    /// what is wanted.
    fn drop(&mut self) {
        let _ended_already = self.child.kill();
        let _never_ran = self.child.wait();
    }
}

/// The address in what the service says; `None` where it ends without one.
fn address(output: impl Read) -> Option<String> {
    let mut lines = BufReader::new(output).lines().map_while(Result::ok);
    lines.find_map(|line| {
        let (_, rest) = line.split_once("http://")?;
        let end = rest.find([';', '，', ' ']).unwrap_or(rest.len());
        Some(rest[..end].to_owned())
    })
}

/// Replaces this program by the service, so that Ctrl-C leads to its graceful shutdown.
fn serve(root: &Path, data: &Path) -> Result<()> {
    let mut command = command(root, data);
    #[cfg(unix)]
    {
        let fault = std::os::unix::process::CommandExt::exec(&mut command);
        Err(fault).context("the service could not be started")
    }
    #[cfg(not(unix))]
    finish(&mut command, "caixiang", &["serve"])
}

/// The service with what a person at a terminal wants to read.
fn command(root: &Path, data: &Path) -> Command {
    let program: PathBuf = program(root, "caixiang");
    let mut command = Command::new(program);
    command
        .current_dir(root)
        .arg("serve")
        .arg("--data")
        .arg(data)
        .env("CAIXIANG_LOG__FORMAT", "text")
        .env("CAIXIANG_LOG__LEVEL", "warn");
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(output: &str, expected: Option<&str>) {
        assert_eq!(address(output.as_bytes()).as_deref(), expected);
    }

    #[test]
    fn the_address_is_what_the_service_says() {
        let english = "Serving at http://127.0.0.1:8080; Ctrl-C ends it\n";
        check(english, Some("127.0.0.1:8080"));
        let chinese = "服务地址 http://127.0.0.1:8080，按 Ctrl-C 结束\n";
        check(chinese, Some("127.0.0.1:8080"));
        check("something else\n", None);
    }
}
