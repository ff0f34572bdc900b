//! An installation: a folder with its configuration and data, and everything that a centre enters
//! before the first student comes.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;

use serde_json::Value;
use tempfile::TempDir;
use toml::Table;

use super::api::Api;
use super::log::Log;
use super::material::Person;
use super::process::{Process, address};
use super::wait::eventually;

const PROGRAM: &str = env!("CARGO_BIN_EXE_caixiang");

/// What a test needs otherwise than usual. The usual limits of a client are those of a phone; here
/// one machine stands for hundreds of them.
const USUAL: &str = r#"
[server]
listen = "127.0.0.1:0"
public_url = "http://127.0.0.1"
min_free_bytes = 0
rates = { address = 1000000, sign_in = 100000, lookup = 100000, upload = 100000, write = 100000, read = 100000 }
[limits]
sign_in_code_pause_seconds = 0
sign_in_codes_per_day = 1000
network_tries_per_hour = 100000
[work]
jobs = 4
pictures = 2
"#;

/// An installation; its folder goes with it.
#[derive(Debug)]
pub(crate) struct Home {
    folder: TempDir,
    pub(crate) api: Api,
    pub(crate) plan: Plan,
    log: Log,
    secrets: Mutex<Vec<String>>,
}

/// What the centre has entered.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plan {
    pub(crate) centre: String,
    pub(crate) batch: String,
    /// Password of [`Plan::OPERATOR`].
    pub(crate) password: String,
}

impl Plan {
    /// The feature code of the batch.
    pub(crate) const FEATURE_CODE: &str = "J9VG24";
    /// Login of an operator.
    pub(crate) const OPERATOR: &str = "operator";
    /// Login of a reviewer.
    pub(crate) const REVIEWER: &str = "reviewer";
}

impl Home {
    /// Enters a centre with one open batch; `otherwise` is laid over the usual configuration, and
    /// `batch` are further options of the batch.
    pub(crate) fn found(otherwise: &str, batch: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut config: Table = USUAL.parse().unwrap();
        lay_over(&mut config, otherwise.parse().unwrap());
        let data = folder.path().join("data");
        config.insert("data".to_owned(), data.to_str().unwrap().into());
        fs::write(folder.path().join("caixiang.toml"), config.to_string()).unwrap();
        let mut home = Self {
            folder,
            api: Api::nowhere(),
            plan: Plan::default(),
            log: Log::default(),
            secrets: Mutex::default(),
        };
        home.enter(batch);
        home
    }

    fn enter(&mut self, batch: &[&str]) {
        let centre = self.made("centre", &["create-centre", "--name", "示范采集中心"]);
        let school = ["create-school", "--code", "10576", "--name", "示范学院"];
        self.made("school", &[&school[..], &["--centre", &centre]].concat());
        let new = [
            "create-batch",
            "--centre",
            &centre,
            "--name",
            "示范批次",
            "--slug",
            "demo-batch",
            "--school",
            "10576",
            "--feature-code",
            Plan::FEATURE_CODE,
            "--opens",
            "2020-01-01",
            "--closes",
            "2099-12-31",
            "--open",
        ];
        self.plan.batch = self.made("batch", &[&new[..], batch].concat());
        for (login, role) in [
            (Plan::REVIEWER, "centre-reviewer"),
            (Plan::OPERATOR, "operator"),
        ] {
            let new = ["create-staff", "--name", "示范人员", "--login", login];
            let more = ["--role", role, "--centre", &centre];
            self.plan.password = self.made("password", &[&new[..], &more].concat());
            self.keep_secret(self.plan.password.clone());
        }
        self.plan.centre = centre;
    }

    /// One value of what a command has made.
    fn made(&self, name: &str, arguments: &[&str]) -> String {
        let lines = self.admin(arguments);
        lines[0][name].as_str().unwrap().to_owned()
    }

    /// A place in the folder of the installation.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The data folder.
    pub(crate) fn data(&self) -> PathBuf {
        self.path("data")
    }

    /// A command of the program for this installation.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        self.command_with(&self.path("caixiang.toml"), arguments)
    }

    fn command_with(&self, config: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(["--lang", "en"]).args(arguments);
        command.arg("--config").arg(config);
        command.current_dir(self.folder.path());
        command
    }

    /// Starts the service and waits until it is ready.
    pub(crate) async fn serve(&self) -> Process {
        self.started(&mut self.command(&["serve"])).await
    }

    /// Starts the service by a command of the test's own and waits until it is ready.
    pub(crate) async fn started(&self, command: &mut Command) -> Process {
        let process = Process::start(command, &self.log);
        let listens: SocketAddr = process.said(address);
        self.api.moved(listens);
        self.ready().await;
        process
    }

    /// Starts another process of the same installation beside the first one, and waits until it is ready.
    pub(crate) async fn serve_beside(&self) -> (Process, Api) {
        let process = Process::start(&mut self.command(&["serve"]), &self.log);
        let api = Api::nowhere();
        api.moved(process.said(address));
        is_ready(&api).await;
        (process, api)
    }

    /// Waits until the service calls itself ready.
    pub(crate) async fn ready(&self) {
        is_ready(&self.api).await;
    }

    /// Waits until the service says that `part` cannot be used.
    pub(crate) async fn broken(&self, part: &str) {
        eventually(part, async || {
            let answer = self.api.call("GET /readyz").send().await.unwrap();
            let names = answer.json()["broken"].clone();
            let names = names.as_array().cloned().unwrap_or_default();
            let is_named = names.iter().any(|name| name == part);
            (is_named && answer.status == 503).then_some(())
        })
        .await;
    }

    /// Starts a worker.
    pub(crate) fn work(&self) -> Process {
        let process = Process::start(&mut self.command(&["work"]), &self.log);
        process.said(|line| line.contains("Working").then_some(()));
        process
    }

    /// Carries out a command of an operator; what it says, line by line.
    pub(crate) fn admin(&self, arguments: &[&str]) -> Vec<Value> {
        let (lines, said) = self.try_admin(arguments);
        lines.unwrap_or_else(|| panic!("admin {arguments:?}: {said}"))
    }

    /// As [`Self::admin`], of a command that may be refused, and what it says then.
    pub(crate) fn try_admin(&self, arguments: &[&str]) -> (Option<Vec<Value>>, String) {
        let arguments = [&["admin", "--format", "jsonl"], arguments].concat();
        let mut command = self.command(&arguments);
        let output = command.stdin(Stdio::null()).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let lines = String::from_utf8(output.stdout).unwrap();
        let lines = lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap());
        let lines = lines.collect();
        (output.status.success().then_some(lines), said)
    }

    /// Shows the end of the log of a test that is about to fail in a task of its own.
    pub(crate) fn show_log(&self) {
        self.log.show();
    }

    /// Somebody whose values must not be in the log.
    pub(crate) fn meet(&self, person: Person) {
        self.secrets.lock().unwrap().extend(person.secrets());
    }

    /// A value that must not be in the log.
    pub(crate) fn keep_secret(&self, value: String) {
        self.secrets.lock().unwrap().push(value);
    }
}

async fn is_ready(api: &Api) {
    eventually("the service is ready", async || {
        let answer = api.call("GET /readyz").send().await;
        answer.is_ok_and(|reply| reply.status == 200).then_some(())
    })
    .await;
}

impl Drop for Home {
    /// Every test ends with a look into the log.
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.log.show();
            return;
        }
        self.log.check(&self.secrets.lock().unwrap());
    }
}

/// Lays tables over tables; anything else takes the place of what was there.
fn lay_over(below: &mut Table, above: Table) {
    for (key, value) in above {
        match (below.get_mut(&key), value) {
            (Some(toml::Value::Table(below)), toml::Value::Table(above)) => lay_over(below, above),
            (_, value) => {
                below.insert(key, value);
            }
        }
    }
}
