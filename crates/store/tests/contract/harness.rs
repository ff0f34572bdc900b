//! Databases for tests: a SQLite file in a folder of its own, or a database of a PostgreSQL server
//! that this process starts once and that ends with it.

use std::future::Future;

use sea_orm::DatabaseConnection;
use store::{Engine, Store, StoreConfig};
use tempfile::TempDir;
use test_kit::postgres;

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
            ..StoreConfig::at(place.url())
        };
        let store = Store::open(&config).await.unwrap();
        store.migrate().await.unwrap();
        let database = Database { store, config };
        test(database).await;
    });
    place.leave();
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
    Server(postgres::Database<'static>),
}

impl Place {
    fn new(engine: Engine) -> Option<Self> {
        match engine {
            Engine::Sqlite => Some(Self::Folder(tempfile::tempdir().unwrap())),
            Engine::Postgres => {
                let server = postgres::Server::shared();
                server.map(|server| Self::Server(server.database()))
            }
        }
    }

    fn url(&self) -> String {
        match self {
            Self::Folder(folder) => {
                let file = folder.path().join("caixiang.sqlite");
                format!("sqlite://{}", file.display())
            }
            Self::Server(database) => database.url(),
        }
    }

    fn leave(self) {
        if let Self::Server(database) = self {
            database.remove();
        }
    }
}
