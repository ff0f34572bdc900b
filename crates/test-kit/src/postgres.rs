//! A PostgreSQL server that a test process starts and stops: tests need no installed service and
//! leave no data behind.
#![expect(
    clippy::expect_used,
    reason = "only tests call this, and one without its server may stop"
)]

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// The variable with the folder of `initdb`, `pg_ctl` and `psql`; without it there are no tests on
/// PostgreSQL.
pub const POSTGRES_BIN: &str = "CAIXIANG_TEST_POSTGRES_BIN";

/// Makes a server, says where, and takes it away when nobody holds the other end of its input any
/// more: not only when tests end, but also when they are killed.
const SERVE: &str = r#"
trap : INT TERM HUP
folder=$(mktemp -d) || exit 1
"$1/initdb" --pgdata="$folder/data" --username=postgres --auth=trust --encoding=UTF8 \
    --locale=C.UTF-8 --no-sync >"$folder/log" 2>&1 &&
"$1/pg_ctl" start --wait --pgdata="$folder/data" --log="$folder/log" \
    --options="-k $folder -h '' -c max_connections=200 $2" >"$folder/start" 2>&1 &&
echo "$folder" || cat "$folder/log" >&2
cat >/dev/null
"$1/pg_ctl" stop --mode=immediate --pgdata="$folder/data" >/dev/null 2>&1
rm -rf "$folder"
"#;

/// Settings without durability: the data of a test need not survive a loss of power.
const FORGETFUL: &str = "-c fsync=off -c full_page_writes=off -c autovacuum=off \
                         -c wal_level=minimal -c max_wal_senders=0";

/// A server that listens on a socket in its folder, not on the network.
#[derive(Debug)]
pub struct Server {
    bin: PathBuf,
    folder: PathBuf,
    databases: AtomicU32,
    /// Its input stays open as long as this process lives.
    _script: Child,
}

/// A database of a server, empty when it is made.
#[derive(Debug)]
pub struct Database<'a> {
    server: &'a Server,
    name: String,
}

impl Server {
    /// The one that the tests of a process share; `None`, with the reason printed, where there are
    /// no programs to start one with.
    pub fn shared() -> Option<&'static Self> {
        static SERVER: OnceLock<Option<Server>> = OnceLock::new();
        let server = SERVER.get_or_init(|| Some(Self::start(&programs()?, FORGETFUL)));
        if server.is_none() {
            say_skipped();
        }
        server.as_ref()
    }

    /// One of a test's own, to be stopped and started again; `None` as with [`Self::shared`].
    pub fn own() -> Option<Self> {
        let bin = programs();
        if bin.is_none() {
            say_skipped();
        }
        bin.map(|bin| Self::start(&bin, FORGETFUL))
    }

    /// One that commits as durably as an installation's does, from the programs in `bin`: for
    /// measuring.
    ///
    /// # Panics
    /// When the server does not start.
    pub fn durable(bin: &Path) -> Self {
        Self::start(bin, "")
    }

    fn start(bin: &Path, options: &str) -> Self {
        let mut script = as_anyone_but_root("sh")
            .args(["-c", SERVE, "postgres-for-tests"])
            .arg(bin)
            .arg(options)
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a shell");
        let mut folder = String::new();
        let output = script.stdout.take().expect("was asked for");
        BufReader::new(output)
            .read_line(&mut folder)
            .expect("the server says where it is");
        assert!(!folder.trim().is_empty(), "PostgreSQL does not start");
        Self {
            bin: bin.to_owned(),
            folder: PathBuf::from(folder.trim()),
            databases: AtomicU32::new(0),
            _script: script,
        }
    }

    /// Makes a database.
    ///
    /// # Panics
    /// When the server does not create the database.
    pub fn database(&self) -> Database<'_> {
        let number = self.databases.fetch_add(1, Ordering::Relaxed);
        let name = format!("test_{number}");
        self.execute(&format!("CREATE DATABASE {name}"));
        Database { server: self, name }
    }

    /// Ends the server at once, as if its machine had lost its power. What was committed stays.
    ///
    /// # Panics
    /// When the server does not stop.
    pub fn stop(&self) {
        self.control(&["stop", "--mode=immediate"]);
    }

    /// Starts the server again, as it was.
    ///
    /// # Panics
    /// When the server does not start.
    pub fn start_again(&self) {
        // The options of the first start are in the data folder.
        self.control(&["restart", "--wait"]);
    }

    fn control(&self, arguments: &[&str]) {
        let data = self.folder.join("data");
        let log = self.folder.join("log");
        let done = as_anyone_but_root(self.bin.join("pg_ctl"))
            .args(arguments)
            .arg("--pgdata")
            .arg(data)
            .arg("--log")
            .arg(log)
            .current_dir("/")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        assert!(done.expect("pg_ctl").success(), "{arguments:?}");
    }

    fn execute(&self, statement: &str) {
        let done = Command::new(self.bin.join("psql"))
            .args(["--no-psqlrc", "--quiet", "--username=postgres", "--host"])
            .arg(&self.folder)
            .args(["--command", statement, "postgres"])
            .stdin(Stdio::null())
            .status();
        assert!(done.expect("psql").success(), "{statement}");
    }
}

impl Database<'_> {
    /// Connection address of the database.
    pub fn url(&self) -> String {
        let folder = self.server.folder.display();
        format!("postgres://postgres@localhost/{}?host={folder}", self.name)
    }

    /// Makes room at once, whoever is still connected: files that are gone soon are never written to
    /// the disk.
    ///
    /// # Panics
    /// When the server does not drop the database.
    pub fn remove(self) {
        let name = &self.name;
        self.server
            .execute(&format!("DROP DATABASE {name} WITH (FORCE)"));
    }
}

/// Folder of the programs, if it is named.
fn programs() -> Option<PathBuf> {
    std::env::var_os(POSTGRES_BIN).map(PathBuf::from)
}

#[expect(clippy::print_stderr, reason = "whoever reads the results should know")]
fn say_skipped() {
    eprintln!("skipped: {POSTGRES_BIN} is not set to a folder of PostgreSQL programs");
}

/// PostgreSQL refuses to run as root; its own user is there wherever it is installed.
fn as_anyone_but_root(program: impl AsRef<OsStr>) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid=postgres", "--regid=postgres", "--init-groups"])
        .arg(program.as_ref());
    command
}

#[cfg(unix)]
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}
