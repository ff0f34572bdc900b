//! Objects of the vault: deletes those without a reference and reads those with one.

use domain::{BlobKey, Duration, Timestamp};
use vault::{SweepReport, VaultError};

use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;

/// Objects that are asked for at once.
const PAGE: u32 = 200;

/// What is wrong with the objects that rows refer to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ObjectsChecked {
    /// Objects that were looked at.
    pub seen: u64,
    /// Those that are gone.
    pub missing: Vec<BlobKey>,
    /// Those that are not what was stored, or sealed under a key that the key ring does not hold.
    pub unreadable: Vec<BlobKey>,
}

/// Deletes the objects that nothing refers to and that are older than `age`. A younger one may
/// belong to a request that is under way.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but the operator at the command line; those of store and
/// vault.
pub async fn sweep_objects(
    app: &App,
    caller: &Caller,
    age: Duration,
) -> Result<SweepReport, Failure> {
    caller.check_operator()?;
    sweep(app, app.now() - age).await
}

/// Deletes the objects that nothing refers to and that were written before `older_than`.
///
/// # Errors
/// [`Failure::Unavailable`] when the database or the objects do not answer.
async fn sweep(app: &App, older_than: Timestamp) -> Result<SweepReport, Failure> {
    // Owns what it asks with: a future that borrowed it could not move between threads.
    let store = app.store().clone();
    let is_referenced = move |keys: &[BlobKey]| {
        let (store, keys) = (store.clone(), keys.to_vec());
        async move { store.objects().referenced(&keys).await }
    };
    let report = app.vault().sweep(older_than, is_referenced).await;
    report.map_err(Failure::internal)
}

/// Reads every object that a row refers to from its first byte to its last. `progress` is told how
/// many were seen.
///
/// # Errors
/// As [`sweep_objects`].
pub async fn check_objects(
    app: &App,
    caller: &Caller,
    mut progress: impl FnMut(u64) + Send,
) -> Result<ObjectsChecked, Failure> {
    caller.check_operator()?;
    let mut checked = ObjectsChecked::default();
    let mut last: Option<BlobKey> = None;
    loop {
        let objects = app.store().objects();
        let keys = objects.list_referenced(last.as_ref(), PAGE).await?;
        let Some(key) = keys.last() else {
            return Ok(checked);
        };
        last = Some(key.clone());
        for key in keys {
            match read(app, &key).await {
                Ok(true) => {}
                Ok(false) => checked.missing.extend(if_needed(app, key).await?),
                Err(VaultError::Damaged { .. } | VaultError::UnknownKey { .. }) => {
                    checked.unreadable.push(key);
                }
                Err(error) => return Err(error.into()),
            }
            checked.seen += 1;
        }
        progress(checked.seen);
    }
}

/// Whether it is there.
async fn read(app: &App, key: &BlobKey) -> Result<bool, VaultError> {
    let Some(mut reader) = app.vault().reader(key).await? else {
        return Ok(false);
    };
    while reader.next().await?.is_some() {}
    Ok(true)
}

/// What was forgotten a moment ago is rightly gone.
async fn if_needed(app: &App, key: BlobKey) -> Result<Option<BlobKey>, Failure> {
    let needed = app
        .store()
        .objects()
        .referenced(std::slice::from_ref(&key))
        .await?;
    Ok((needed == [true]).then_some(key))
}
