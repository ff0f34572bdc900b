//! A whole service in a temporary folder: SQLite, objects in a folder, services of others played
//! here, pictures judged by the text in them, a clock and a chance that the test controls.
//!
//! What a test begins with (a centre, a school, an open batch, students, staff) is written into the
//! store directly: a test proves its own use case, not the ones before it.

mod fixtures;
mod lab;
mod outside;

use std::sync::Arc;

use app::ports::Clock as _;
use app::{App, Failure, Parts, Settings};
use domain::*;
use gateways::{Gateways, MailAddress};
use store::{Store, StoreConfig, Work};
use tempfile::TempDir;
use uuid::Uuid;
use vault::{KeyRing, ObjectStoreConfig, StoreLimits, Vault};

pub(crate) use fixtures::plan;
pub(crate) use lab::{FakeLab, code_picture, photo};
pub(crate) use outside::{MemoryAnchors, MemoryOutbox, TestClock, TestRandom};

/// An instant of 2023 in China: `09-06 08:30`.
pub(crate) fn at(text: &str) -> Timestamp {
    let (date, clock) = text.split_once(' ').unwrap();
    format!("2023-{date}T{clock}:00+08:00").parse().unwrap()
}

/// By which code a client would know why it failed: that of the refusal, or the kind of failure.
#[track_caller]
pub(crate) fn code_of<T>(result: Result<T, Failure>) -> &'static str {
    match result.err().unwrap() {
        Failure::NotSignedIn => "not-signed-in",
        Failure::NotAllowed => "not-allowed",
        Failure::NotFound => "not-found",
        Failure::Invalid { .. } => "invalid",
        Failure::Refused(refusal) => refusal.code(),
        Failure::Stale => "stale",
        Failure::Locked(_) => "locked",
        Failure::TooMany { .. } => "too-many",
        Failure::Unavailable(_) => "unavailable",
        failure @ Failure::Internal(_) => panic!("{failure:?}"),
    }
}

/// A service with a centre that serves one school in one open batch; see [`plan`].
pub(crate) struct World {
    pub(crate) app: App,
    /// What the app is made of, for looks behind its back.
    pub(crate) parts: Parts,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) lab: Arc<FakeLab>,
    pub(crate) outbox: Arc<MemoryOutbox>,
    pub(crate) centre: Centre,
    pub(crate) school: School,
    pub(crate) batch: Batch,
    _folder: TempDir,
}

impl World {
    /// The service on 2023-09-10 at noon, within the window of its batch.
    pub(crate) async fn new() -> Self {
        Self::with(Settings::default(), |_| {}).await
    }

    /// [`Self::new`] whose batch has another plan.
    pub(crate) async fn with_plan(change: impl FnOnce(&mut BatchPlan)) -> Self {
        Self::with(Settings::default(), change).await
    }

    /// [`Self::new`] with other settings and another plan.
    pub(crate) async fn with(settings: Settings, change: impl FnOnce(&mut BatchPlan)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("caixiang.sqlite");
        let url = format!("sqlite://{}", path.display());
        Self::at(folder, &url, settings, change).await
    }

    /// [`Self::with`] on an empty database elsewhere.
    pub(crate) async fn on_database(url: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self::at(folder, url, Settings::default(), |_| {}).await
    }

    async fn at(
        folder: TempDir,
        url: &str,
        settings: Settings,
        change: impl FnOnce(&mut BatchPlan),
    ) -> Self {
        let clock = Arc::new(TestClock::at(at("09-10 12:00")));
        let lab = Arc::new(FakeLab);
        let outbox = Arc::new(MemoryOutbox::default());
        let now = clock.clone();
        let cashier_clock: gateways::Clock = Arc::new(move || now.now());
        let parts = Parts {
            store: open_store(url).await,
            vault: open_vault(&folder).await,
            gateways: Gateways {
                operator: MailAddress::parse("operator@example.org").ok(),
                ..Gateways::local(outbox.clone()).with_cashier(cashier_clock)
            },
            lab: lab.clone(),
            clock: clock.clone(),
            random: Arc::new(TestRandom::default()),
            anchors: Arc::new(MemoryAnchors::default()),
            typefaces: app::Typefaces::embedded().unwrap(),
            settings,
            configuration: Vec::new(),
        };
        let app = App::new(parts.clone());
        let (centre, school, batch) = fixtures::found(&app, &parts.store, change).await;
        Self {
            app,
            parts,
            clock,
            lab,
            outbox,
            centre,
            school,
            batch,
            _folder: folder,
        }
    }

    /// Moves the clock to an instant of 2023 in China: `09-06 08:30`.
    pub(crate) fn set_time(&self, text: &str) {
        self.clock.set(at(text));
    }

    /// A write transaction.
    pub(crate) async fn work(&self) -> Work {
        self.parts.store.begin().await.unwrap()
    }

    /// A new id of any kind.
    pub(crate) fn id(&self) -> Uuid {
        self.app.new_id()
    }
}

async fn open_store(url: &str) -> Store {
    let store = Store::open(&StoreConfig::at(url.to_owned())).await.unwrap();
    store.migrate().await.unwrap();
    store
}

async fn open_vault(folder: &TempDir) -> Vault {
    let config = ObjectStoreConfig::Folder {
        root: folder.path().join("objects"),
    };
    Vault::open(&config, KeyRing::generate(), StoreLimits::default())
        .await
        .unwrap()
}
