//! Seals everything again under the active master key after a rotation. Values first, then objects;
//! each step may be stopped and begun again.
//!
//! Values that live for days only (kept answers, cached secrets, the local outbox) are left to expire. The
//! old key stays in the ring: backups and the lines of the audit log need it.
//!
//! The service runs meanwhile. Processes that have not read the new key ring go on sealing under the old
//! key for half a minute; the job that looks every hour takes what they left.

use domain::{
    Account, AccountState, Degree, DegreeDetails, DegreeState, Duration, Findable, RosterEntry,
    Sealed, SecondFactor, Staff,
};
use store::{Advance, PageRequest};
use uuid::Uuid;
use vault::{FieldColumn, FieldPlace, RewrapReport, Vault};

use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;

/// Rows in one transaction.
const PAGE: u32 = 200;

/// What was sealed again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Resealed {
    /// Rows that were looked at.
    pub seen: u64,
    /// Rows that were sealed again.
    pub resealed: u64,
    /// Rows that changed at the same moment; another run takes them.
    pub missed: u64,
}

/// Seals every personal value under the active key. `progress` is told how many rows were seen.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but the operator at the command line; those of store and
/// vault.
pub async fn reseal_fields(
    app: &App,
    caller: &Caller,
    mut progress: impl FnMut(u64) + Send,
) -> Result<Resealed, Failure> {
    caller.check_operator()?;
    let mut run = Run {
        app,
        done: Resealed::default(),
    };
    run.accounts(&mut progress).await?;
    run.staff(&mut progress).await?;
    run.degrees(&mut progress).await?;
    run.roster(&mut progress).await?;
    Ok(run.done)
}

/// What the job notes once it has looked: the number of the active key, and how often it found nothing that
/// it could not seal.
const LOOKED: &str = "resealed-under";

/// How long the note holds: a look too many does no harm.
const NOTE_KEPT: Duration = Duration::from_days(365);

/// Looks at which one finds nothing after a rotation. The first may come before every process has read the
/// new key ring.
const LOOKS: u8 = 2;

/// Seals everything under the active key where that has not been done since the last rotation.
///
/// # Errors
/// Those of store and vault.
pub(crate) async fn reseal_where_due(app: &App) -> Result<(), Failure> {
    let now = app.now();
    let key = app.vault().active_key().as_u32().to_be_bytes();
    let note = app.store().secrets().find(LOOKED, now).await?;
    let looks = match note.as_ref().map(Sealed::as_bytes) {
        Some([of @ .., looks]) if *of == key => *looks,
        _ => 0,
    };
    if looks >= LOOKS {
        return Ok(());
    }
    let fields = reseal_fields(app, &Caller::System, |_| ()).await?;
    let objects = rewrap_objects(app, &Caller::System, |_| ()).await?;
    tracing::info!(?fields, ?objects, "Sealed under the active master key");
    if fields.missed > 0 {
        return Ok(());
    }
    let note = Sealed::from_bytes([key.as_slice(), &[looks + 1]].concat());
    let work = app.store().begin().await?;
    work.secrets().put(LOOKED, &note, now + NOTE_KEPT).await?;
    Ok(work.commit().await?)
}

/// Wraps the key of every object under the active master key. `progress` is told how many objects
/// were seen.
///
/// # Errors
/// As [`reseal_fields`].
pub async fn rewrap_objects(
    app: &App,
    caller: &Caller,
    progress: impl FnMut(u64) + Send,
) -> Result<RewrapReport, Failure> {
    caller.check_operator()?;
    Ok(app.vault().rewrap(progress).await?)
}

struct Run<'a> {
    app: &'a App,
    done: Resealed,
}

/// Goes through all rows of a repository page by page; `$change` makes the row with new seals, or
/// none where they are new already.
macro_rules! walk {
    ($run:ident, $progress:ident, $repository:ident, $change:expr) => {{
        let mut request = PageRequest::first(PAGE);
        loop {
            let page = $run.app.store().$repository().list_all(request).await?;
            let work = $run.app.store().begin().await?;
            for before in page.items {
                $run.done.seen += 1;
                let Some(after) = $change($run.app.vault(), &before)? else {
                    continue;
                };
                match work.$repository().advance(&before, &after).await? {
                    Advance::Done => $run.done.resealed += 1,
                    Advance::Stale => $run.done.missed += 1,
                }
            }
            work.commit().await?;
            $progress($run.done.seen);
            let Some(next) = page.next else {
                break;
            };
            request.after = Some(next);
        }
        Ok(())
    }};
}

impl Run<'_> {
    async fn accounts(&mut self, progress: &mut (impl FnMut(u64) + Send)) -> Result<(), Failure> {
        walk!(self, progress, accounts, account)
    }

    async fn degrees(&mut self, progress: &mut (impl FnMut(u64) + Send)) -> Result<(), Failure> {
        walk!(self, progress, degrees, degree)
    }

    async fn staff(&mut self, progress: &mut (impl FnMut(u64) + Send)) -> Result<(), Failure> {
        for centre in self.app.store().centres().list().await? {
            let all = self.app.store().staff().list(centre.id).await?;
            let work = self.app.store().begin().await?;
            for before in all {
                self.done.seen += 1;
                let Some(after) = staff(self.app.vault(), &before)? else {
                    continue;
                };
                match work.staff().advance(&before, &after).await? {
                    Advance::Done => self.done.resealed += 1,
                    Advance::Stale => self.done.missed += 1,
                }
            }
            work.commit().await?;
            progress(self.done.seen);
        }
        Ok(())
    }

    async fn roster(&mut self, progress: &mut (impl FnMut(u64) + Send)) -> Result<(), Failure> {
        let mut request = PageRequest::first(PAGE);
        loop {
            let page = self.app.store().roster().list_all(request).await?;
            let work = self.app.store().begin().await?;
            for before in page.items {
                self.done.seen += 1;
                if let Some(after) = roster_entry(self.app.vault(), &before)? {
                    work.roster().rewrite(&after).await?;
                    self.done.resealed += 1;
                }
            }
            work.commit().await?;
            progress(self.done.seen);
            let Some(next) = page.next else {
                return Ok(());
            };
            request.after = Some(next);
        }
    }
}

/// Seals values of one row again and remembers whether any was old.
struct Sealer<'a> {
    vault: &'a Vault,
    row: Uuid,
    any: bool,
}

impl<'a> Sealer<'a> {
    const fn new(vault: &'a Vault, row: Uuid) -> Self {
        Self {
            vault,
            row,
            any: false,
        }
    }

    fn value(&mut self, column: FieldColumn, sealed: &mut Sealed) -> Result<(), Failure> {
        if self.vault.needs_reseal(sealed) {
            let place = FieldPlace {
                column,
                row: self.row,
            };
            let clear = self.vault.unseal(place, sealed)?;
            *sealed = self.vault.seal(place, &clear)?;
            self.any = true;
        }
        Ok(())
    }

    fn findable(&mut self, column: FieldColumn, value: &mut Findable) -> Result<(), Failure> {
        // The index stays: its key is another one, and never rotated.
        self.value(column, &mut value.sealed)
    }
}

fn account(vault: &Vault, before: &Account) -> Result<Option<Account>, Failure> {
    let mut after = before.clone();
    let mut sealer = Sealer::new(vault, before.id.as_uuid());
    if let AccountState::Active { phone, wechat } = &mut after.state {
        if let Some(phone) = phone {
            sealer.findable(FieldColumn::AccountPhone, phone)?;
        }
        if let Some(wechat) = wechat {
            sealer.findable(FieldColumn::AccountWeChat, wechat)?;
        }
    }
    after.version = after.version.next();
    Ok(sealer.any.then_some(after))
}

fn staff(vault: &Vault, before: &Staff) -> Result<Option<Staff>, Failure> {
    let mut after = before.clone();
    let mut sealer = Sealer::new(vault, before.id.as_uuid());
    sealer.findable(FieldColumn::StaffLogin, &mut after.login)?;
    sealer.value(FieldColumn::StaffName, &mut after.name)?;
    if let SecondFactor::Proposed { secret, .. } | SecondFactor::Confirmed { secret, .. } =
        &mut after.second_factor
    {
        sealer.value(FieldColumn::StaffSecondFactor, secret)?;
    }
    after.version = after.version.next();
    Ok(sealer.any.then_some(after))
}

fn degree(vault: &Vault, before: &Degree) -> Result<Option<Degree>, Failure> {
    let mut after = before.clone();
    let mut sealer = Sealer::new(vault, before.id.as_uuid());
    if let DegreeState::Proposed { details, .. } | DegreeState::Bound { details, .. } =
        &mut after.state
    {
        let DegreeDetails {
            payload,
            masked_name,
            student_number,
            ..
        } = details;
        sealer.value(FieldColumn::DegreePayload, payload)?;
        if let Some(name) = masked_name {
            sealer.value(FieldColumn::DegreeMaskedName, name)?;
        }
        if let Some(number) = student_number {
            sealer.findable(FieldColumn::DegreeStudentNumber, number)?;
        }
    }
    after.version = after.version.next();
    Ok(sealer.any.then_some(after))
}

fn roster_entry(vault: &Vault, before: &RosterEntry) -> Result<Option<RosterEntry>, Failure> {
    let mut after = before.clone();
    let mut sealer = Sealer::new(vault, before.id.as_uuid());
    sealer.findable(FieldColumn::RosterStudentNumber, &mut after.student_number)?;
    if let Some(number) = &mut after.identity_number {
        sealer.findable(FieldColumn::RosterIdentityNumber, number)?;
    }
    Ok(sealer.any.then_some(after))
}
