//! When everything is sealed under the present keys, how far that has come, and since when each key is used. The work
//! itself is in `keys`.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::audit::Action;
use domain::{Duration, Sealed, Subject, Timestamp};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use store::job::{JobKind, NewJob};
use strum::{IntoStaticStr, VariantNames};
use vault::{KeyInUse, KeyPurpose};

use super::installation::check_administrator;
use super::keys::{Resealed, reseal_fields, rewrap_objects};
use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;
use crate::trace::note;

/// The kind of the job that does it.
pub(crate) const RESEAL: &str = "reseal";

/// Its key, priority and tries, as the hourly one has them.
const ONE: &str = "one";
pub(crate) const PRIORITY: i16 = -10;
const TRIES: u16 = 5;

/// What the job notes once it has looked: the number of the active key, and how often it found nothing that
/// it could not seal.
const LOOKED: &str = "resealed-under";

/// How far the last run has come.
const PROGRESS: &str = "resealing";

/// Since when which key is used.
const AGES: &str = "keys-since";

/// How long the notes hold: a look too many does no harm, and no key is used for longer.
const NOTE_KEPT: Duration = Duration::from_days(3_650);

/// Looks at which one finds nothing after a rotation. The first may come before every process has read the
/// new key ring.
const LOOKS: u8 = 2;

/// How often a run says how far it is.
const SAYS_EVERY: std::time::Duration = std::time::Duration::from_secs(2);

/// A run that has said nothing for as long does not go on.
const SILENT_AFTER: Duration = Duration::from_minutes(2);

/// How far everything is sealed under the present keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum ResealingStage {
    /// Nothing is left under an older key, as far as two looks found.
    Done,
    /// A run is under way.
    Running,
    /// A run is due, or has to look once more.
    Due,
}

impl ResealingStage {
    /// The stage as it is written.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// A run that sealed things again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resealing {
    /// The master key under which it sealed.
    key: u32,
    /// When it began.
    pub begun_at: Timestamp,
    /// When it last said something.
    pub at: Timestamp,
    /// Whether it came to its end.
    pub is_over: bool,
    /// Rows that were looked at.
    pub rows_seen: u64,
    /// Rows that were sealed again; known at the end.
    pub rows_resealed: u64,
    /// Rows that changed at the same moment and are left for the next run; known at the end.
    pub rows_left: u64,
    /// Objects that were looked at.
    pub objects_seen: u64,
    /// Objects whose key was wrapped again; known at the end.
    pub objects_rewrapped: u64,
    /// Objects that cannot be opened; known at the end.
    pub objects_unopened: u64,
}

/// Since when a key is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyAge {
    /// The key.
    pub key: KeyInUse,
    /// When the service noticed it first, to about an hour; none before it did.
    pub since: Option<Timestamp>,
}

/// The keys, and how far everything is sealed under them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeysState {
    /// One key of each purpose.
    pub keys: Vec<KeyAge>,
    /// How far it is.
    pub stage: ResealingStage,
    /// The last run under the present master key; none before there was one.
    pub last: Option<Resealing>,
    /// Rows that a run looks at, so that its progress can be told.
    pub rows: u64,
}

/// The keys of the running service, for administrators.
///
/// # Errors
/// [`Failure::NotAllowed`]; [`crate::refusal::SeveralCentres`].
pub async fn keys_state(app: &App, caller: &Caller) -> Result<KeysState, Failure> {
    check_administrator(app, caller).await?;
    let active = app.vault().active_key().as_u32();
    let ages: Ages = read_note(app, AGES).await?.unwrap_or_default();
    let keys = app.vault().keys_in_use().into_iter();
    let keys = keys.map(|key| KeyAge {
        since: ages.get(&label(&key)).copied(),
        key,
    });
    let last: Option<Resealing> = read_note(app, PROGRESS).await?;
    let last = last.filter(|run| run.key == active);
    let is_running = last.is_some_and(|run| !run.is_over && app.now() < run.at + SILENT_AFTER);
    let stage = if is_running {
        ResealingStage::Running
    } else if looks(app).await? >= LOOKS {
        ResealingStage::Done
    } else {
        ResealingStage::Due
    };
    Ok(KeysState {
        keys: keys.collect(),
        stage,
        last,
        rows: rows(app).await?,
    })
}

/// Has everything sealed under the present keys once more, now, by the job that looks every hour.
///
/// # Errors
/// As [`keys_state`].
pub async fn start_resealing(app: &App, caller: &Caller) -> Result<(), Failure> {
    check_administrator(app, caller).await?;
    let centre = caller.staff()?.centre;
    let now = app.now();
    let work = app.store().begin().await?;
    work.secrets().delete(LOOKED).await?;
    let next = NewJob {
        id: app.new_id(),
        kind: JobKind::new(RESEAL),
        payload: serde_json::Value::Null,
        dedup: Some(ONE.to_owned()),
        priority: PRIORITY,
        run_at: now,
        max_attempts: TRIES,
    };
    // One that waits for its hour comes at once; one under way goes on, and looks again in an hour.
    let _waits_already = work.jobs().enqueue(next, now).await?;
    work.jobs().hasten(JobKind::new(RESEAL), now).await?;
    let done = (&Action::StartResealing, Subject::Centre(centre));
    note(app, &work, caller, centre, done);
    Ok(work.commit().await?)
}

/// Seals everything under the active key where that has not been done since the last rotation.
///
/// # Errors
/// Those of store and vault.
pub(crate) async fn reseal_where_due(app: &App) -> Result<(), Failure> {
    note_ages(app).await?;
    let looks = looks(app).await?;
    if looks >= LOOKS {
        return Ok(());
    }
    let key = app.vault().active_key().as_u32();
    let mut run = Resealing::begun(key, app.now());
    let fields = Box::pin(seal_rows(app, &mut run)).await?;
    let objects = wrap_objects(app, &mut run).await?;
    run.is_over = true;
    put_note(app, PROGRESS, &run.at(app.now())).await?;
    tracing::info!(?fields, ?objects, "Sealed under the active master key");
    if fields.missed > 0 {
        return Ok(());
    }
    let note = Sealed::from_bytes([key.to_be_bytes().as_slice(), &[looks + 1]].concat());
    let work = app.store().begin().await?;
    let until = app.now() + NOTE_KEPT;
    work.secrets().put(LOOKED, &note, until).await?;
    Ok(work.commit().await?)
}

impl Resealing {
    const fn begun(key: u32, at: Timestamp) -> Self {
        Self {
            key,
            begun_at: at,
            at,
            is_over: false,
            rows_seen: 0,
            rows_resealed: 0,
            rows_left: 0,
            objects_seen: 0,
            objects_rewrapped: 0,
            objects_unopened: 0,
        }
    }

    const fn at(mut self, at: Timestamp) -> Self {
        self.at = at;
        self
    }
}

async fn seal_rows(app: &App, run: &mut Resealing) -> Result<Resealed, Failure> {
    let seen = AtomicU64::new(0);
    let work = reseal_fields(app, &Caller::System, |count| {
        seen.store(count, Ordering::Relaxed);
    });
    let resealed = told(app, work, || {
        let rows_seen = seen.load(Ordering::Relaxed);
        Resealing { rows_seen, ..*run }
    });
    let resealed = Box::pin(resealed).await?;
    run.rows_seen = resealed.seen;
    run.rows_resealed = resealed.resealed;
    run.rows_left = resealed.missed;
    Ok(resealed)
}

async fn wrap_objects(app: &App, run: &mut Resealing) -> Result<vault::RewrapReport, Failure> {
    let seen = AtomicU64::new(0);
    let work = rewrap_objects(app, &Caller::System, |count| {
        seen.store(count, Ordering::Relaxed);
    });
    let wrapped = told(app, work, || {
        let objects_seen = seen.load(Ordering::Relaxed);
        Resealing {
            objects_seen,
            ..*run
        }
    });
    let wrapped = wrapped.await?;
    run.objects_unopened = wrapped.unopened.len() as u64;
    run.objects_rewrapped = wrapped.rewrapped;
    run.objects_seen = wrapped.current + wrapped.rewrapped + run.objects_unopened;
    Ok(wrapped)
}

/// Carries out `work`, and notes every few seconds how far it is.
async fn told<T>(
    app: &App,
    work: impl Future<Output = Result<T, Failure>>,
    progress: impl Fn() -> Resealing,
) -> Result<T, Failure> {
    let notes = async {
        loop {
            put_note(app, PROGRESS, &progress().at(app.now())).await?;
            tokio::time::sleep(SAYS_EVERY).await;
        }
    };
    // Both go on at once: a note that waits for its turn to write does not stop the work that has it.
    tokio::select! {
        done = work => done,
        failed = notes => failed,
    }
}

/// Looks under the active key that found nothing to be left.
async fn looks(app: &App) -> Result<u8, Failure> {
    let key = app.vault().active_key().as_u32().to_be_bytes();
    let note = app.store().secrets().find(LOOKED, app.now()).await?;
    Ok(match note.as_ref().map(Sealed::as_bytes) {
        Some([of @ .., looks]) if *of == key => *looks,
        _ => 0,
    })
}

/// Rows that have sealed values.
async fn rows(app: &App) -> Result<u64, Failure> {
    const SEALED: [&str; 8] = [
        "account",
        "staff",
        "degree",
        "roster",
        "invoice",
        "address",
        "enquiry",
        "print_job",
    ];
    Ok(app.store().count_rows_of(&SEALED).await?)
}

/// Instants by purpose and mark of the key.
type Ages = BTreeMap<String, Timestamp>;

fn label(key: &KeyInUse) -> String {
    format!("{}:{}", KeyPurpose::name(key.purpose), key.mark)
}

/// Notes keys that were not there before.
async fn note_ages(app: &App) -> Result<(), Failure> {
    let mut ages: Ages = read_note(app, AGES).await?.unwrap_or_default();
    let before = ages.len();
    for key in app.vault().keys_in_use() {
        ages.entry(label(&key)).or_insert_with(|| app.now());
    }
    if ages.len() > before {
        put_note(app, AGES, &ages).await?;
    }
    Ok(())
}

/// What was noted under a name; none where it cannot be read, as after a change of its form: it is noted again.
async fn read_note<T: DeserializeOwned>(app: &App, name: &str) -> Result<Option<T>, Failure> {
    let note = app.store().secrets().find(name, app.now()).await?;
    Ok(note.and_then(|note| serde_json::from_slice(note.as_bytes()).ok()))
}

async fn put_note<T: Serialize + Sync>(app: &App, name: &str, note: &T) -> Result<(), Failure> {
    let bytes = serde_json::to_vec(note).map_err(Failure::internal)?;
    let work = app.store().begin().await?;
    let until = app.now() + NOTE_KEPT;
    work.secrets()
        .put(name, &Sealed::from_bytes(bytes), until)
        .await?;
    Ok(work.commit().await?)
}
