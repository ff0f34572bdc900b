//! The service in a fresh data folder, laid out as `caixiang serve --data` expects it.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use app::local::StoreOutbox;
use app::ports::{Clock, NoAnchors, PhotoLab, Random};
use app::{App, Parts, Settings, Typefaces};
use domain::Duration;
use gateways::Gateways;
use secrecy::ExposeSecret;
use store::{Store, StoreConfig};
use vault::{KeyRing, ObjectStoreConfig, StoreLimits, Vault};

use crate::clock::WalkingClock;

/// More than usual, so that a hundred decisions say something about agreement.
const SECOND_LOOKS_PERCENT: u8 = 15;

/// The service and the clock that it goes by.
pub(crate) struct Service {
    pub(crate) app: App,
    pub(crate) clock: Arc<WalkingClock>,
}

impl Service {
    /// Makes the folder, the key ring, the tables.
    ///
    /// # Errors
    /// Whatever cannot be made.
    pub(crate) async fn open(
        data: &Path,
        clock: Arc<WalkingClock>,
        lab: Arc<dyn PhotoLab>,
        random: Arc<dyn Random>,
    ) -> Result<Self> {
        fs::create_dir_all(data).context("the data folder cannot be made")?;
        close_to_others(data, 0o700)?;
        let keys = KeyRing::generate();
        write_keys(&data.join("keys.toml"), &keys)?;
        let file = data.join("caixiang.sqlite");
        let store = Store::open(&StoreConfig::at(format!("sqlite://{}", file.display())))
            .await
            .context("the database cannot be opened")?;
        store.migrate().await.context("the tables cannot be made")?;
        let objects = ObjectStoreConfig::Folder {
            root: data.join("objects"),
        };
        let vault = Vault::open(&objects, keys, StoreLimits::default())
            .await
            .context("the object store cannot be opened")?;
        let outbox = Arc::new(StoreOutbox::new(
            store.clone(),
            vault.clone(),
            clock.clone(),
            Arc::clone(&random),
        ));
        let now = clock.clone();
        let gateways = Gateways::local(outbox).with_cashier(Arc::new(move || now.now()));
        let app = App::new(Parts {
            store,
            vault,
            gateways,
            lab,
            clock: clock.clone(),
            random,
            anchors: Arc::new(NoAnchors),
            typefaces: Typefaces::embedded()?,
            settings: Settings {
                second_looks_percent: SECOND_LOOKS_PERCENT,
                ..Settings::default()
            },
            configuration: Vec::new(),
        });
        Ok(Self { app, clock })
    }

    /// Lets a little time pass and does every job that is due.
    ///
    /// # Errors
    /// Those of the store.
    pub(crate) async fn work(&self, after: Duration) -> Result<()> {
        self.clock.pass(after);
        app::jobs::run_due(&self.app, self.app.now()).await?;
        Ok(())
    }

    /// What a night does: everything that comes again and again.
    ///
    /// # Errors
    /// Those of the store.
    pub(crate) async fn housekeeping(&self) -> Result<()> {
        app::jobs::schedule(&self.app).await?;
        self.work(Duration::from_seconds(1)).await
    }

    /// Leaves the database file whole.
    pub(crate) async fn close(self) {
        self.app.close().await;
    }
}

fn write_keys(file: &Path, keys: &KeyRing) -> Result<()> {
    let mut new = fs::File::create_new(file).context("the key ring cannot be made")?;
    close_to_others(file, 0o600)?;
    new.write_all(keys.to_text().expose_secret().as_bytes())
        .context("the key ring cannot be written")
}

#[cfg(unix)]
fn close_to_others(path: &Path, mode: u32) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
        .with_context(|| format!("{} cannot be closed to others", path.display()))
}

#[cfg(not(unix))]
fn close_to_others(_path: &Path, _mode: u32) -> Result<()> {
    Ok(())
}
