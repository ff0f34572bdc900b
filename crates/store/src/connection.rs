//! Opens a database and makes the [`Store`], through which everything else is reached.

use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use sea_orm::sqlx::Connection as _;
use sea_orm::sqlx::sqlite::{SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DbBackend, DbErr, SqliteTransactionMode, Statement,
    TransactionOptions, TransactionTrait,
};
use sea_orm_migration::{MigratorTrait, SchemaManager};
use serde::Deserialize;
use strum::IntoStaticStr;
use tokio::sync::{Notify, Semaphore};

use crate::changes::{Changes, RareTable};
use crate::error::{DatabaseError, StoreError};
use crate::migration::{MIGRATION_LOCK, Migrator};
use crate::work::{Pool, Reads, Transaction, Work};

/// The first SQLite without the WAL-reset race, in which a checkpoint next to a writer could lose
/// commits.
const OLDEST_SQLITE: [u32; 3] = [3, 51, 3];

/// Bytes that the write-ahead log keeps after a checkpoint.
const JOURNAL_SIZE_LIMIT: &str = "67108864";

/// A connection that nobody has used for as long is asked for a sign of life before it is used.
const TEST_AFTER_IDLE: Duration = Duration::from_secs(1);

/// How the tables stand to this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MigrationSteps {
    /// Steps that [`Store::migrate`] would take.
    pub pending: u32,
    /// Names of the steps that a newer program has taken. They only add (ADR 25), so this one works on.
    pub newer: Vec<String>,
}

/// Where the data is, and how it is reached.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoreConfig {
    /// `sqlite://path/to/file` or `postgres://user:password@host/database`. May hold a password:
    /// `Debug` shows the scheme alone.
    pub url: String,
    /// Connections that are open at most.
    #[serde(default = "default_max_connections")]
    pub max_connections: u32,
    /// How long one statement waits for a lock that another holds, in milliseconds.
    #[serde(default = "default_busy_timeout_ms")]
    pub busy_timeout_ms: u32,
    /// How long a caller waits for a free connection, and with SQLite for its turn to write, in
    /// milliseconds.
    #[serde(default = "default_acquire_timeout_ms")]
    pub acquire_timeout_ms: u32,
}

const fn default_max_connections() -> u32 {
    16
}

const fn default_busy_timeout_ms() -> u32 {
    10_000
}

const fn default_acquire_timeout_ms() -> u32 {
    30_000
}

impl StoreConfig {
    /// The defaults with this address.
    pub fn at(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            max_connections: default_max_connections(),
            busy_timeout_ms: default_busy_timeout_ms(),
            acquire_timeout_ms: default_acquire_timeout_ms(),
        }
    }
}

impl fmt::Debug for StoreConfig {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = self.url.split_once(':').map_or("", |(scheme, _)| scheme);
        formatter
            .debug_struct("StoreConfig")
            .field("url", &format_args!("{scheme}:…"))
            .field("max_connections", &self.max_connections)
            .field("busy_timeout_ms", &self.busy_timeout_ms)
            .field("acquire_timeout_ms", &self.acquire_timeout_ms)
            .finish()
    }
}

/// The database engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Engine {
    /// A file on this machine.
    Sqlite,
    /// A server.
    Postgres,
}

impl Engine {
    /// The engine as it is written.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Reads the scheme. A database in memory is refused: every connection would see another one.
    fn of(url: &str) -> Result<Self, OpenError> {
        if url.contains(":memory:") || url.contains("mode=memory") {
            return Err(OpenError::UnknownScheme);
        }
        match url.split_once("://") {
            Some(("sqlite", path)) if !path.is_empty() => Ok(Self::Sqlite),
            Some(("postgres" | "postgresql", _)) => Ok(Self::Postgres),
            _ => Err(OpenError::UnknownScheme),
        }
    }
}

/// Why a database cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Neither engine.
    #[error(
        "the address of the database begins with sqlite://, followed by a path, or postgres://"
    )]
    UnknownScheme,
    /// This SQLite can lose what was committed.
    #[error("SQLite {found} can lose committed data; 3.51.3 or later is needed")]
    OldSqlite {
        /// The version that is linked.
        found: String,
    },
    /// It does not answer, or refuses.
    #[error("the database cannot be opened")]
    Unreachable {
        /// What the driver says.
        #[source]
        source: DatabaseError,
    },
}

impl OpenError {
    fn unreachable(error: DbErr) -> Self {
        Self::Unreachable {
            source: error.into(),
        }
    }
}

/// The database. Cheap to clone; clones share the connections.
#[derive(Clone)]
pub struct Store {
    pub(crate) pool: Pool,
    /// SQLite has one writer. Waiting for a permit is fair and needs no polling, unlike waiting for
    /// the lock of the file.
    writer: Option<Arc<Semaphore>>,
    acquire_timeout: Duration,
    /// Woken by every commit that queued a job.
    job_queued: Arc<Notify>,
    /// Woken by every commit that left lines for the audit log.
    lines_wait: Arc<Notify>,
    changes: Arc<Changes>,
    statements: Arc<AtomicU64>,
}

impl Reads for Store {
    type Connection = Pool;

    fn connection(&self) -> &Pool {
        &self.pool
    }
}

impl Store {
    /// Opens the database; a file that is not there is made. Tables are made by [`Self::migrate`].
    ///
    /// SQLite runs with `journal_mode=WAL` and `synchronous=FULL`: a submission that was accepted
    /// is on the disk, also if the machine loses power. `NORMAL` would be two to three times as fast
    /// (some 3 400 against 1 300 transactions a second on two cores) where a province needs 50.
    ///
    /// # Errors
    /// [`OpenError`] says what stands against it.
    pub async fn open(config: &StoreConfig) -> Result<Self, OpenError> {
        let engine = Engine::of(&config.url)?;
        if engine == Engine::Sqlite {
            make_private(&config.url);
        }
        let mut pool = Database::connect(options(config))
            .await
            .map_err(OpenError::unreachable)?;
        let statements = Arc::<AtomicU64>::default();
        let counted = Arc::clone(&statements);
        pool.set_metric_callback(move |_| {
            counted.fetch_add(1, Ordering::Relaxed);
        });
        let store = Self {
            pool: Pool(pool),
            writer: (engine == Engine::Sqlite).then(|| Arc::new(Semaphore::new(1))),
            acquire_timeout: millis(config.acquire_timeout_ms),
            job_queued: Arc::default(),
            lines_wait: Arc::default(),
            changes: Arc::default(),
            statements,
        };
        if engine == Engine::Sqlite {
            store.refuse_old_sqlite().await?;
        }
        Ok(store)
    }

    /// Makes or changes the tables, as far as they are behind this program. All steps or none;
    /// several servers may start at once.
    ///
    /// # Errors
    /// [`StoreError::Failed`] if the tables are those of a newer program and lack steps of this one.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        let steps = self.migration_steps().await?;
        // In a rolling upgrade a server of the former version may start again on tables that are ahead.
        if steps.pending == 0 && !steps.newer.is_empty() {
            return Ok(());
        }
        let work = self.begin().await?;
        let transaction = &work.transaction.raw;
        if self.engine() == Engine::Postgres {
            let lock = format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})");
            transaction.execute_unprepared(&lock).await?;
        }
        Migrator::up(transaction, None).await?;
        work.commit().await
    }

    /// How the tables stand to this program. Writes nothing.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn migration_steps(&self) -> Result<MigrationSteps, StoreError> {
        let database = &self.pool.0;
        let table = Migrator::migration_table_name().to_string();
        let applied = if SchemaManager::new(database).has_table(&table).await? {
            let rows = format!("SELECT version FROM {table} ORDER BY version");
            let rows = database.query_all_raw(Statement::from_string(
                database.get_database_backend(),
                rows,
            ));
            let rows = rows
                .await?
                .into_iter()
                .map(|row| row.try_get("", "version"));
            rows.collect::<Result<Vec<String>, _>>()?
        } else {
            Vec::new()
        };
        let own: Vec<String> = Migrator::migrations()
            .iter()
            .map(|step| step.name().to_owned())
            .collect();
        let pending = own.iter().filter(|step| !applied.contains(step)).count();
        Ok(MigrationSteps {
            pending: pending as u32,
            newer: applied
                .into_iter()
                .filter(|step| !own.contains(step))
                .collect(),
        })
    }

    /// Writes the whole database as it is at one moment into a new file, while others go on writing.
    /// SQLite alone; `false` with PostgreSQL, whose own `pg_dump` does it.
    ///
    /// # Errors
    /// [`StoreError::Failed`] where the file is there already or cannot be written.
    pub async fn copy_to(&self, file: &Path) -> Result<bool, StoreError> {
        if self.engine() == Engine::Postgres {
            return Ok(false);
        }
        let file = file.display().to_string();
        let copy =
            Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO ?", [file.into()]);
        self.pool.0.execute_raw(copy).await?;
        Ok(true)
    }

    /// Asks the database for a sign of life.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn ping(&self) -> Result<(), StoreError> {
        // Not the driver's ping: a file that was taken away answers that one.
        self.pool.0.execute_unprepared("SELECT 1").await?;
        Ok(())
    }

    /// The engine.
    pub fn engine(&self) -> Engine {
        match self.pool.0.get_database_backend() {
            DbBackend::Postgres => Engine::Postgres,
            _ => Engine::Sqlite,
        }
    }

    /// Begins a transaction that writes: `BEGIN IMMEDIATE` with SQLite, one at a time; read
    /// committed with PostgreSQL. A task that holds one must not begin another.
    ///
    /// # Errors
    /// [`StoreError::Busy`] if its turn does not come in time.
    pub async fn begin(&self) -> Result<Work, StoreError> {
        let permit = match &self.writer {
            None => None,
            Some(writer) => {
                let turn = Arc::clone(writer).acquire_owned();
                let turn = tokio::time::timeout(self.acquire_timeout, turn).await;
                // The semaphore is never closed, so only time can run out.
                Some(turn.ok().and_then(Result::ok).ok_or(StoreError::Busy)?)
            }
        };
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let transaction = self.pool.0.begin_with_options(options).await?;
        Ok(Work {
            transaction: Transaction::new(transaction),
            _permit: permit,
            job_queued: Arc::clone(&self.job_queued),
            lines_wait: Arc::clone(&self.lines_wait),
            changes: Arc::clone(&self.changes),
        })
    }

    /// How many transactions of this process have written rows of a table so far, those included whose end is not
    /// known. Counted before [`Work::commit`] returns.
    pub fn changes(&self, table: RareTable) -> u64 {
        self.changes.of(table)
    }

    /// How many statements were sent so far, without the begin and the end of transactions.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Waits until this process commits a job; a job that was committed since the last call ends the
    /// wait at once. Jobs of other processes have to be polled for.
    pub async fn job_queued(&self) {
        self.job_queued.notified().await;
    }

    /// Waits until this process commits lines for the audit log, as [`Self::job_queued`] does for jobs.
    pub async fn lines_wait(&self) {
        self.lines_wait.notified().await;
    }

    /// Moves SQLite's write-ahead log into the file and empties it; nothing with PostgreSQL.
    ///
    /// # Errors
    /// [`StoreError::Busy`] while someone still reads an old state.
    pub async fn checkpoint(&self) -> Result<(), StoreError> {
        if self.engine() == Engine::Postgres {
            return Ok(());
        }
        // A connection that made the file and has read nothing since would read within the
        // checkpoint, and then wait for itself until the time is over; so it reads before.
        let checkpoint = "SELECT count(*) FROM sqlite_master; PRAGMA wal_checkpoint(TRUNCATE)";
        let checkpoint = Statement::from_string(DbBackend::Sqlite, checkpoint);
        let rows = self.pool.0.query_all_raw(checkpoint).await?;
        let busy = rows
            .last()
            .map_or(Ok(0), |row| row.try_get_by_index::<i32>(0))?;
        if busy == 0 {
            Ok(())
        } else {
            Err(StoreError::Busy)
        }
    }

    /// Closes every connection once its statement is over.
    pub async fn close(self) {
        if let Err(error) = self.pool.0.close().await {
            let error = DatabaseError::from(error);
            tracing::warn!(%error, "The database did not close in order");
        }
    }

    async fn refuse_old_sqlite(&self) -> Result<(), OpenError> {
        let question = Statement::from_string(DbBackend::Sqlite, "SELECT sqlite_version()");
        let row = self.pool.0.query_one_raw(question).await;
        let row = row.map_err(OpenError::unreachable)?;
        let found = row.map_or(Ok(String::new()), |row| row.try_get_by_index(0));
        let found: String = found.map_err(OpenError::unreachable)?;
        if version_of(&found).is_some_and(|version| version >= OLDEST_SQLITE) {
            Ok(())
        } else {
            Err(OpenError::OldSqlite { found })
        }
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Store({})", self.engine().name())
    }
}

/// Makes the file of a new database readable for its owner alone; the files beside it get its mode. Where that
/// fails, opening it tells why.
fn make_private(url: &str) {
    let path = url.split_once("://").map_or(url, |(_, path)| path);
    let path = path.split('?').next().unwrap_or(path);
    let mut new = std::fs::OpenOptions::new();
    new.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut new, 0o600);
    if let Err(error) = new.open(path)
        && error.kind() != std::io::ErrorKind::AlreadyExists
    {
        tracing::debug!(
            ?error,
            "The file of the database could not be made beforehand"
        );
    }
}

fn options(config: &StoreConfig) -> ConnectOptions {
    let busy = millis(config.busy_timeout_ms);
    let lock_timeout = format!("{}ms", config.busy_timeout_ms);
    let mut options = ConnectOptions::new(config.url.clone());
    options
        .max_connections(config.max_connections)
        .acquire_timeout(millis(config.acquire_timeout_ms))
        // Statements are logged with their parameters.
        .sqlx_logging(false)
        // The driver asks every connection for a sign of life when it comes back. Asking once more before each
        // statement made reads half as slow again; a server that went away in between costs one failed statement.
        .test_before_acquire_if_idle_for(TEST_AFTER_IDLE)
        .map_sqlx_sqlite_opts(move |options| {
            options
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .busy_timeout(busy)
                .pragma("journal_size_limit", JOURNAL_SIZE_LIMIT)
        })
        .map_sqlx_sqlite_before_acquire(|connection, _| {
            let is_outside = is_outside(connection);
            Box::pin(async move { Ok(is_outside) })
        })
        .map_sqlx_postgres_opts(move |options| {
            options
                .application_name("caixiang")
                .options([("lock_timeout", lock_timeout.as_str())])
        });
    options
}

/// Whether a connection can be used again, because no transaction is open on it. When the disk is full
/// or fails, SQLite may end a transaction by itself; the driver, which counts, then cannot end it any
/// more, and takes the next one for a savepoint inside it, whose commit keeps nothing. Such a
/// connection has to be closed. Asked when a connection is taken: when it came back the driver waited for
/// its answer, so a rollback that was under way is over.
fn is_outside(connection: &SqliteConnection) -> bool {
    !connection.is_in_transaction()
}

const fn millis(count: u32) -> Duration {
    Duration::from_millis(count as u64)
}

fn version_of(text: &str) -> Option<[u32; 3]> {
    let parts: Result<Vec<u32>, _> = text.split('.').map(str::parse).collect();
    parts.ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_engine(url: &str, expected: Option<Engine>) {
        assert_eq!(Engine::of(url).ok(), expected, "{url}");
    }

    #[test]
    fn two_engines_are_known() {
        check_engine("sqlite://data/caixiang.db", Some(Engine::Sqlite));
        check_engine("postgres://localhost/caixiang", Some(Engine::Postgres));
        check_engine("postgresql://localhost/caixiang", Some(Engine::Postgres));
        check_engine("mysql://localhost/caixiang", None);
        check_engine("sqlite://", None);
        check_engine("sqlite::memory:", None);
        check_engine("sqlite://file?mode=memory", None);
        check_engine("data/caixiang.db", None);
    }

    #[test]
    fn versions_are_compared_as_numbers() {
        assert!(version_of("3.51.3").is_some_and(|version| version >= OLDEST_SQLITE));
        assert!(version_of("3.100.0").is_some_and(|version| version >= OLDEST_SQLITE));
        assert!(version_of("3.51.2").is_some_and(|version| version < OLDEST_SQLITE));
        assert!(version_of("3.9.9").is_some_and(|version| version < OLDEST_SQLITE));
        assert_eq!(version_of("three"), None);
    }

    #[test]
    fn a_password_does_not_show() {
        let config = StoreConfig::at("postgres://caixiang:secret@localhost/caixiang");
        assert!(!format!("{config:?}").contains("secret"));
    }

    #[tokio::test]
    async fn what_is_committed_is_kept_though_sqlite_ended_a_transaction_by_itself() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("caixiang.sqlite");
        let config = StoreConfig {
            max_connections: 1,
            ..StoreConfig::at(format!("sqlite://{}", file.display()))
        };
        let store = Store::open(&config).await.unwrap();
        let make = "CREATE TABLE note (body TEXT)";
        store.pool.0.execute_unprepared(make).await.unwrap();
        // As SQLite does when the disk is full.
        let ended = store.begin().await.unwrap();
        let transaction = &ended.transaction.raw;
        transaction.execute_unprepared("ROLLBACK").await.unwrap();
        drop(ended);
        drop(store.begin().await.unwrap());
        let work = store.begin().await.unwrap();
        let note = "INSERT INTO note VALUES ('kept')";
        work.transaction.raw.execute_unprepared(note).await.unwrap();
        work.commit().await.unwrap();
        store.close().await;
        let store = Store::open(&config).await.unwrap();
        let count = Statement::from_string(DbBackend::Sqlite, "SELECT count(*) FROM note");
        let count = store.pool.0.query_one_raw(count).await.unwrap().unwrap();
        assert_eq!(count.try_get_by_index::<i64>(0).unwrap(), 1);
    }
}
