//! The passphrase of an encrypted archive: made here, sealed, shown to who asked for the archive once it is made, each time
//! with a line in the audit log. It travels by another way than the archive.

use domain::audit::Action;
use domain::{DataDisc, DataDiscId, Permission, Sealed, Subject};
use secrecy::SecretString;
use vault::{FieldColumn, FieldPlace};

use super::find;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;
use crate::trace::note;

/// Groups of four digits: 93 bits. Digits alone are read aloud without doubt in every language, and typed on every
/// keyboard.
const GROUPS: usize = 7;

/// Shows the passphrase.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`] without [`Permission::HandOver`]; refusals of the disc: not encrypted,
/// not made, its days are over, asked for by somebody else.
pub async fn reveal_passphrase(
    app: &App,
    caller: &Caller,
    id: DataDiscId,
) -> Result<SecretString, Failure> {
    let staff = caller.staff()?.id;
    let disc = find(app.store(), caller, Permission::HandOver, id).await?;
    let sealed = disc.reveal(staff)?;
    let passphrase = open(app, id, sealed)?;
    let work = app.store().begin().await?;
    let action = (&Action::RevealDiscPassphrase, Subject::DataDisc(id));
    note(app, &work, caller, disc.centre, action);
    work.commit().await?;
    Ok(passphrase)
}

/// A new passphrase, sealed for this disc.
///
/// # Errors
/// Those of the vault.
pub(super) fn make(app: &App, id: DataDiscId) -> Result<Sealed, Failure> {
    let groups: [String; GROUPS] =
        std::array::from_fn(|_| format!("{:04}", app.random().index_below(10_000)));
    Ok(app.vault().seal(place(id), &groups.join("-"))?)
}

/// The passphrase that an archive is written under.
///
/// # Errors
/// [`Failure::Internal`] where there is none; those of the vault.
pub(super) fn of(app: &App, disc: &DataDisc) -> Result<SecretString, Failure> {
    let sealed = disc.passphrase.as_ref();
    let sealed =
        sealed.ok_or_else(|| Failure::internal("an encrypted archive without passphrase"))?;
    open(app, disc.id, sealed)
}

fn open(app: &App, id: DataDiscId, sealed: &Sealed) -> Result<SecretString, Failure> {
    let clear = app.vault().unseal(place(id), sealed)?;
    Ok(SecretString::from(clear.as_str()))
}

const fn place(id: DataDiscId) -> FieldPlace {
    FieldPlace {
        column: FieldColumn::DiscPassphrase,
        row: id.as_uuid(),
    }
}
