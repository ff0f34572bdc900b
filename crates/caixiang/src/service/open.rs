//! Opens store, vault, gateways and laboratory and builds the service from them.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};
use std::{fs, io};

use anyhow::{Context, Result};
use app::local::{StoreOutbox, StoreTokens};
use app::ports::{Clock, Random};
use app::{App, Parts, Typefaces};
use gateways::Gateways;
use lab::{Lab, LabConfig};
use secrecy::ExposeSecret;
use store::Store;
use vault::{KeyRing, KeyRingWarning, StoreLimits, Vault};

use super::anchors::AnchorFile;
use super::clock::{SystemClock, SystemRandom};
use super::config::{Config, KEYS_VARIABLE};
use super::explain::Told;
use super::settings;

/// A service that is open, and what its operator should know.
pub(crate) struct Opened {
    pub(crate) app: App,
    pub(crate) notes: Vec<Note>,
    /// Names of the gateways that have a stand-in on this machine.
    pub(crate) stand_ins: Vec<&'static str>,
}

/// Something that an operator should know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Note {
    /// A key ring was made: without a copy of it everything is lost with the machine.
    KeysMade,
    /// Others on the machine can read the key ring.
    KeysReadable,
}

/// Opens the service; makes the data folder, the key ring and the tables where they are missing.
///
/// # Errors
/// Whatever cannot be opened, with its name.
pub(crate) async fn open(config: &Config) -> Result<Opened> {
    make_folder(&config.data)?;
    let store = open_store(config).await?;
    store
        .migrate()
        .await
        .context("the tables of the database cannot be brought up to date")?;
    put_together(config, store).await
}

/// Opens the service on a database whose tables are left as they are.
///
/// # Errors
/// As [`open`].
pub(crate) async fn put_together(config: &Config, store: Store) -> Result<Opened> {
    let mut notes = Vec::new();
    let keys = keys(config, &store, &mut notes).await?;
    let vault = Vault::open(&config.object_store(), keys, StoreLimits::default())
        .await
        .context("the object store cannot be opened")?;
    read_keys_again(config, &vault);
    let gateways = connect_gateways(config, &store, &vault)?;
    let stand_ins = gateways.stand_ins.clone();
    let app = assemble(config, store, vault, gateways)?;
    Ok(Opened {
        app,
        notes,
        stand_ins,
    })
}

/// The database alone.
///
/// # Errors
/// A database that does not answer.
pub(crate) async fn open_store(config: &Config) -> Result<Store> {
    Store::open(&config.store())
        .await
        .context("the database cannot be opened")
}

fn assemble(config: &Config, store: Store, vault: Vault, gateways: Gateways) -> Result<App> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let random: Arc<dyn Random> = Arc::new(SystemRandom::new());
    Ok(App::new(Parts {
        gateways,
        lab: Arc::new(open_lab(config)?),
        store,
        vault,
        clock,
        random,
        anchors: Arc::new(AnchorFile::at(config.anchor_file())),
        typefaces: open_typefaces(config)?,
        settings: config.limits.clone(),
        configuration: settings::describe(config),
    }))
}

/// Sets the gateways up as configured, without connecting yet.
///
/// # Errors
/// A setting that cannot work.
pub(crate) fn connect_gateways(config: &Config, store: &Store, vault: &Vault) -> Result<Gateways> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let random: Arc<dyn Random> = Arc::new(SystemRandom::new());
    let tokens = StoreTokens::new(
        store.clone(),
        vault.clone(),
        Arc::clone(&clock),
        random.as_ref(),
    );
    let outbox = StoreOutbox::new(store.clone(), vault.clone(), clock, random);
    Gateways::connect(
        &config.gateways,
        config.exposure(),
        Arc::new(outbox),
        Arc::new(tokens),
        Arc::new(|| SystemClock.now()),
    )
    .context("the section [gateways] cannot be used")
}

/// The laboratory with its standards.
///
/// # Errors
/// A standard that is not sound.
pub(crate) fn open_lab(config: &Config) -> Result<Lab> {
    Lab::open(&lab_config(config)).context("the photo standards cannot be used")
}

/// The embedded typeface, and those that the centre adds for characters that it lacks.
///
/// # Errors
/// A file that cannot be read or is no typeface.
pub(crate) fn open_typefaces(config: &Config) -> Result<Typefaces> {
    let embedded = Typefaces::embedded().context("the embedded typeface is damaged")?;
    let files = &config.work.typefaces;
    files.iter().try_fold(embedded, |typefaces, file| {
        let cannot = || format!("work.typefaces: {} cannot be used", file.display());
        let bytes = std::fs::read(file).with_context(cannot)?;
        // Of a collection (`.ttc`) the first one.
        typefaces.with(bytes, 0).with_context(cannot)
    })
}

fn lab_config(config: &Config) -> LabConfig {
    let default = LabConfig::default();
    LabConfig {
        threads: config
            .work
            .pictures
            .map_or(default.threads, |pictures| pictures as usize),
        budget: Duration::from_secs(u64::from(config.work.picture_seconds.max(1))),
        max_memory_bytes: config.work.picture_memory_bytes,
        specs: config.work.specs.clone(),
    }
}

/// The key ring from the variable, else from its file; makes the file for a service that has nothing
/// yet. One that has, needs the keys that it had: with others it would run and read nothing.
async fn keys(config: &Config, store: &Store, notes: &mut Vec<Note>) -> Result<KeyRing> {
    if let Some(keys) = keys_of_environment()? {
        return Ok(keys);
    }
    let file = config.key_file();
    if !file.exists() {
        let counts = store.count_rows().await;
        let counts = counts.context("the database cannot be read")?;
        let has_data = counts.iter().any(|table| table.rows > 0);
        // Looked for again: another process may have begun in between, with keys and all.
        if has_data && !file.exists() {
            return Err(lost(&file).into());
        }
        if !has_data && let Some(keys) = make_keys(&file)? {
            notes.push(Note::KeysMade);
            return Ok(keys);
        }
    }
    let keys = read_keys(&file)?;
    if keys
        .warnings()
        .iter()
        .any(|warning| matches!(warning, KeyRingWarning::OpenToOthers { .. }))
    {
        notes.push(Note::KeysReadable);
    }
    Ok(keys)
}

fn lost(file: &Path) -> Told {
    let file = file.display();
    Told::new(
        format!(
            "数据库里已有内容，但密钥文件 {file} 不见了。请从备份恢复它；没有原来的密钥就无法读取已有的照片和个人信息。"
        ),
        format!(
            "The database holds data, but the key file {file} is gone. Restore it from a backup: \
             nothing that was stored can be read without it."
        ),
    )
}

/// The key ring of the variable, if it is set.
///
/// # Errors
/// A text that is no key ring.
#[expect(clippy::disallowed_methods, reason = "the binary is where configuration enters")]
pub(crate) fn keys_of_environment() -> Result<Option<KeyRing>> {
    let Ok(text) = std::env::var(KEYS_VARIABLE) else {
        return Ok(None);
    };
    let keys = KeyRing::from_text(&text);
    keys.map(Some)
        .with_context(|| format!("the variable {KEYS_VARIABLE} holds no key ring"))
}

/// The key ring of a service that is there already.
///
/// # Errors
/// As [`keys_of_environment`] and [`read_keys`].
pub(crate) fn present_keys(config: &Config) -> Result<KeyRing> {
    match keys_of_environment()? {
        Some(keys) => Ok(keys),
        None => read_keys(&config.key_file()),
    }
}

/// Reads a key ring.
///
/// # Errors
/// A file that cannot be read or is no key ring.
pub(crate) fn read_keys(file: &Path) -> Result<KeyRing> {
    KeyRing::from_file(file).with_context(|| format!("the key ring {}", file.display()))
}

/// Lets a service that runs read the key file again once it has another content, at most once a second.
fn read_keys_again(config: &Config, vault: &Vault) {
    let file = config.key_file();
    let seen = Mutex::new((modified(&file), SystemClock.steady()));
    vault.read_keys_again_from(Box::new(move || {
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        let (modified, now) = (modified(&file), SystemClock.steady());
        if modified == seen.0 || now < seen.1 + Duration::from_secs(1) {
            return None;
        }
        match KeyRing::from_file(&file) {
            Ok(keys) => {
                *seen = (modified, now);
                Some(keys)
            }
            Err(error) => {
                seen.1 = now;
                let cause: &(dyn Error + 'static) = &error;
                tracing::error!(
                    cause,
                    "The key file cannot be read; the former keys are used"
                );
                None
            }
        }
    }));
}

/// When a file was written last; none where there is no file.
fn modified(file: &Path) -> Option<SystemTime> {
    fs::metadata(file)
        .and_then(|metadata| metadata.modified())
        .ok()
}

/// Makes a key ring and its file; none if another process that starts at the same moment came first.
fn make_keys(file: &Path) -> Result<Option<KeyRing>> {
    let keys = KeyRing::generate();
    let fresh = write_beside(file, &keys)?;
    // Unlike renaming, this does not replace what is there.
    let placed = fs::hard_link(&fresh, file);
    let removed = fs::remove_file(&fresh);
    match placed {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(None),
        placed => {
            placed
                .and(removed)
                .and_then(|()| sync_folder(file))
                .with_context(|| not_written(file))?;
            Ok(Some(keys))
        }
    }
}

/// Writes a key ring in the place of the former one, for the owner alone, whole or not at all.
///
/// # Errors
/// A folder that cannot be written to.
pub(crate) fn write_keys(file: &Path, keys: &KeyRing) -> Result<()> {
    let fresh = write_beside(file, keys)?;
    fs::rename(&fresh, file)
        .and_then(|()| sync_folder(file))
        .with_context(|| not_written(file))
}

/// A file of this process beside the key ring's, on the disk when this returns.
fn write_beside(file: &Path, keys: &KeyRing) -> Result<PathBuf> {
    let fresh = file.with_extension(format!("{}.new", std::process::id()));
    let mut options = fs::OpenOptions::new();
    // What lies there is of a process that had the same number and did not come to its end.
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&fresh).and_then(|mut new| {
        io::Write::write_all(&mut new, keys.to_text().expose_secret().as_bytes())?;
        new.sync_all()
    });
    written.with_context(|| not_written(file))?;
    Ok(fresh)
}

/// Has the name of a file outlive a loss of power: keys that are gone take everything with them.
fn sync_folder(file: &Path) -> io::Result<()> {
    let folder = file.parent().filter(|folder| *folder != Path::new(""));
    let folder = folder.unwrap_or(Path::new("."));
    if cfg!(unix) {
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}

fn not_written(file: &Path) -> String {
    format!("the key ring {} cannot be written", file.display())
}

/// Makes the data folder, for the owner alone.
pub(crate) fn make_folder(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(folder)
        .with_context(|| format!("the folder {} cannot be made", folder.display()))
}
