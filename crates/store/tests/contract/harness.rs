//! Databases for tests: a SQLite file in a folder of its own, or a database of a PostgreSQL server
//! that this process starts once and that ends with it.

use std::future::Future;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use sea_orm::{ConnectionTrait as _, DatabaseConnection};
use store::{Engine, Store, StoreConfig};
use tempfile::TempDir;

/// Folder of `initdb` and `pg_ctl`; without it there are no tests on PostgreSQL.
const POSTGRES_BIN: &str = "CAIXIANG_TEST_POSTGRES_BIN";

/// Makes tests of `async fn(Database)`, one for each engine.
macro_rules! on_both_engines {
    ($($test:ident,)+) => {
        mod sqlite {
            $(
                #[test]
                fn $test() {
                    crate::harness::run(store::Engine::Sqlite, super::$test);
                }
            )+
        }

        mod postgres {
            $(
                #[test]
                fn $test() {
                    crate::harness::run(store::Engine::Postgres, super::$test);
                }
            )+
        }
    };
}
pub(crate) use on_both_engines;

/// Runs a test on a database with all tables and no rows.
pub(crate) fn run<F>(engine: Engine, test: impl FnOnce(Database) -> F)
where
    F: Future<Output = ()>,
{
    let Some(place) = Place::new(engine) else {
        return;
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(4)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let config = StoreConfig {
            max_connections: 8,
            ..StoreConfig::at(place.enter().await)
        };
        let store = Store::open(&config).await.unwrap();
        store.migrate().await.unwrap();
        let database = Database { store, config };
        test(database).await;
        place.leave().await;
    });
}

/// A database of one test.
pub(crate) struct Database {
    /// With all tables.
    pub(crate) store: Store,
    config: StoreConfig,
}

impl Database {
    /// Opens it once more, as another server would.
    pub(crate) async fn another_server(&self) -> Store {
        Store::open(&self.config).await.unwrap()
    }

    /// Goes past the store, as somebody with the database's password would.
    pub(crate) async fn behind_the_back(&self) -> DatabaseConnection {
        sea_orm::Database::connect(&self.config.url).await.unwrap()
    }
}

/// Where the database of a test is.
enum Place {
    Folder(TempDir),
    Server {
        server: &'static Server,
        database: String,
    },
}

impl Place {
    fn new(engine: Engine) -> Option<Self> {
        match engine {
            Engine::Sqlite => Some(Self::Folder(tempfile::tempdir().unwrap())),
            Engine::Postgres => Server::shared().map(|server| Self::Server {
                server,
                database: server.new_name(),
            }),
        }
    }

    async fn enter(&self) -> String {
        match self {
            Self::Folder(folder) => {
                let file = folder.path().join("caixiang.sqlite");
                format!("sqlite://{}", file.display())
            }
            Self::Server { server, database } => {
                server.execute(&format!("CREATE DATABASE {database}")).await;
                server.url(database)
            }
        }
    }

    /// Makes room at once: files that are gone soon are never written to the disk.
    async fn leave(&self) {
        if let Self::Server { server, database } = self {
            let drop = format!("DROP DATABASE {database} WITH (FORCE)");
            server.execute(&drop).await;
        }
    }
}

/// Makes a server, says where, and takes it away when nobody holds the other end of its input any
/// more: not only when tests end, but also when they are killed.
const SERVE: &str = r#"
trap : INT TERM HUP
folder=$(mktemp -d) || exit 1
"$1/initdb" --pgdata="$folder/data" --username=postgres --auth=trust --encoding=UTF8 \
    --locale=C.UTF-8 --no-sync >"$folder/log" 2>&1 &&
"$1/pg_ctl" start --wait --pgdata="$folder/data" --log="$folder/log" \
    --options="-k $folder -h '' -c max_connections=200 -c fsync=off -c full_page_writes=off \
        -c autovacuum=off -c wal_level=minimal -c max_wal_senders=0" >"$folder/start" 2>&1 &&
echo "$folder" || cat "$folder/log" >&2
cat >/dev/null
"$1/pg_ctl" stop --mode=immediate --pgdata="$folder/data" >/dev/null 2>&1
rm -rf "$folder"
"#;

/// A server that listens on a socket in its folder, not on the network.
struct Server {
    folder: PathBuf,
    databases: AtomicU32,
    /// Its input stays open as long as this process lives.
    _script: Child,
}

impl Server {
    #[expect(clippy::print_stderr, reason = "whoever reads the results should know")]
    fn shared() -> Option<&'static Self> {
        static SERVER: OnceLock<Option<Server>> = OnceLock::new();
        let server = SERVER.get_or_init(|| {
            let bin = std::env::var_os(POSTGRES_BIN)?;
            Some(Self::start(Path::new(&bin)))
        });
        if server.is_none() {
            eprintln!("skipped: {POSTGRES_BIN} is not set to a folder of PostgreSQL programs");
        }
        server.as_ref()
    }

    fn start(bin: &Path) -> Self {
        let mut script = as_anyone_but_root("sh")
            .args(["-c", SERVE, "postgres-for-tests"])
            .arg(bin)
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut folder = String::new();
        let output = script.stdout.take().unwrap();
        BufReader::new(output).read_line(&mut folder).unwrap();
        assert!(!folder.trim().is_empty(), "PostgreSQL does not start");
        Self {
            folder: PathBuf::from(folder.trim()),
            databases: AtomicU32::new(0),
            _script: script,
        }
    }

    fn new_name(&self) -> String {
        format!("test_{}", self.databases.fetch_add(1, Ordering::Relaxed))
    }

    async fn execute(&self, statement: &str) {
        let connection = sea_orm::Database::connect(self.url("postgres")).await;
        let connection = connection.unwrap();
        connection.execute_unprepared(statement).await.unwrap();
        connection.close().await.unwrap();
    }

    fn url(&self, database: &str) -> String {
        format!(
            "postgres://postgres@localhost/{database}?host={}",
            self.folder.display()
        )
    }
}

/// PostgreSQL refuses to run as root; its own user is there wherever it is installed.
fn as_anyone_but_root(program: &str) -> Command {
    use std::os::unix::fs::MetadataExt as _;

    let is_root = std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0);
    if !is_root {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid=postgres", "--regid=postgres", "--init-groups"])
        .arg(program);
    command
}
