//! Implements `app`'s port for work on pictures: photos are checked, collection codes are read and views for staff are
//! marked in a bounded thread pool.
//!
//! It stores nothing. It is the only crate that depends on both towers: pictures and collection.

mod check;
mod code;
mod mark;
mod pool;
mod standards;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use app::ports::{
    CheckFault, CheckedPhoto, CodeFault, MarkFault, PhotoLab, PhotoTask, ReadCode, ViewMark,
};
use async_trait::async_trait;
use bytes::Bytes;
use codec::Limits;
use collection_code::CodeReader;
use domain::{Fingerprint, UnusableReason};
use portrait::{Engine, ShotFingerprint, compare_shots};
use print::Typefaces;
use standard::sheet::Sheet;

use crate::pool::{Pool, PoolFault};
pub use crate::standards::SpecFault;

/// Pictures of codes that wait at most; each is in memory. A further one is asked to come back.
const MAX_WAITING_CODES: usize = 12;

/// Pictures that wait to be marked at most: a desk asks for a few at a time, a set for its portraits.
const MAX_WAITING_VIEWS: usize = 128;

/// Limits of the laboratory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabConfig {
    /// Pictures worked on at a time, 1 or more.
    pub threads: usize,
    /// Longest time for one picture; after it, the check of that picture fails.
    pub budget: Duration,
    /// Most memory that decoding one picture may take, bytes.
    pub max_memory_bytes: u64,
    /// Folder with further standards, `NAME.toml`; `None` for the built-in ones alone.
    pub specs: Option<PathBuf>,
}

impl Default for LabConfig {
    fn default() -> Self {
        Self {
            threads: std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
            budget: Duration::from_secs(20),
            max_memory_bytes: 128_000_000,
            specs: None,
        }
    }
}

/// The reason why the laboratory cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The embedded networks are damaged.
    #[error("the embedded networks cannot be loaded: {0}")]
    Engine(String),
    /// The embedded typeface is damaged.
    #[error("the embedded typeface cannot be loaded: {0}")]
    Typeface(String),
    /// A standard of the installation cannot be used.
    #[error(transparent)]
    Spec(#[from] SpecFault),
}

/// The laboratory; cheap to clone.
#[derive(Debug, Clone)]
pub struct Lab {
    pool: Pool,
    /// Codes have a lane of their own: pictures that are slow to search must not keep photos waiting.
    codes: Pool,
    /// Somebody sits before a view, and waits behind no check.
    views: Pool,
    tools: Arc<Tools>,
}

/// Loaded once, shared by all pictures.
struct Tools {
    engine: Engine,
    reader: CodeReader,
    faces: Typefaces,
    standards: BTreeMap<String, Sheet>,
    limits: Limits,
}

impl std::fmt::Debug for Tools {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Tools")
            .field("standards", &self.standards.keys())
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

impl Lab {
    /// Loads the networks and the standards (about 50 ms).
    ///
    /// # Errors
    /// [`OpenError`].
    pub fn open(config: &LabConfig) -> Result<Self, OpenError> {
        let engine = Engine::new().map_err(|error| OpenError::Engine(error.to_string()))?;
        let limits = Limits {
            max_memory_bytes: config.max_memory_bytes,
            ..Limits::default()
        };
        Ok(Self {
            pool: Pool::new(config.threads, config.budget),
            codes: Pool::new(config.threads.div_ceil(4), config.budget),
            views: Pool::new(config.threads.div_ceil(2), config.budget),
            tools: Arc::new(Tools {
                engine,
                reader: CodeReader::default(),
                faces: Typefaces::embedded()
                    .map_err(|error| OpenError::Typeface(error.to_string()))?,
                standards: standards::load(config.specs.as_deref())?,
                limits,
            }),
        })
    }
}

#[async_trait]
impl PhotoLab for Lab {
    async fn read_code(&self, picture: Bytes) -> Result<ReadCode, CodeFault> {
        let tools = Arc::clone(&self.tools);
        let read = move || code::read(&tools.reader, &picture, &tools.limits);
        match self.codes.run_soon(MAX_WAITING_CODES, read).await {
            Ok(result) => result,
            // A picture that breaks the search has no code that can be read.
            Err(PoolFault::Broke | PoolFault::TooLong) => Err(CodeFault::NotFound),
            Err(PoolFault::Full | PoolFault::Closed) => Err(CodeFault::Busy),
        }
    }

    async fn check_photo(&self, photo: Bytes, task: PhotoTask) -> Result<CheckedPhoto, CheckFault> {
        let tools = Arc::clone(&self.tools);
        let day = check::Day {
            today: task.today,
            is_witnessed: task.is_witnessed,
        };
        let check = move || check::check(&tools.engine, &photo, &tools.limits, &task.spec, day);
        match self.pool.run(check).await {
            Ok(result) => result,
            Err(PoolFault::Broke | PoolFault::TooLong) => {
                Err(CheckFault::Unusable(UnusableReason::CheckFailed))
            }
            Err(PoolFault::Full | PoolFault::Closed) => Err(CheckFault::Busy),
        }
    }

    async fn mark(&self, picture: Bytes, view: ViewMark) -> Result<Bytes, MarkFault> {
        let tools = Arc::clone(&self.tools);
        let draw = move || mark::mark(&picture, &tools.limits, &tools.faces, &view);
        match self.views.run_soon(MAX_WAITING_VIEWS, draw).await {
            Ok(result) => result,
            Err(PoolFault::Broke | PoolFault::TooLong) => Err(MarkFault::NotAPicture),
            Err(PoolFault::Full | PoolFault::Closed) => Err(MarkFault::Busy),
        }
    }

    fn is_same_shot(&self, one: &Fingerprint, other: &Fingerprint) -> bool {
        let read = |print: &Fingerprint| ShotFingerprint::from_bytes(print.as_bytes()).ok();
        match (read(one), read(other)) {
            (Some(one), Some(other)) => compare_shots(&one, &other).is_same_shot(),
            _ => false,
        }
    }

    fn standards(&self) -> &BTreeMap<String, Sheet> {
        &self.tools.standards
    }
}
