//! One-time links to approved portraits, sent by mail in the place of an attachment. A link names nobody, works for three days
//! and for one download. What is kept is its hash, and what it leads to, sealed under the name of the hash; a link that
//! was used, has ended or was never made looks the same.

use bytes::Bytes;
use domain::audit::Action;
use domain::{Degree, DegreeId, Duration, PhotoId, Purpose, Subject, TokenHash};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::{FieldColumn, FieldPlace};

use crate::caller::Caller;
use crate::consent::require_not_withdrawn;
use crate::failure::Failure;
use crate::photo::portrait_of;
use crate::prints::approved_photo;
use crate::service::App;
use crate::trace::note;

/// How long a link works.
pub(crate) const LINK_HOURS: u32 = 72;

/// A link that was just made.
pub(crate) struct NewLink {
    token: SecretString,
    name: String,
}

impl NewLink {
    /// Where it leads; `public_url` is where people reach the service.
    pub(crate) fn address(&self, public_url: &str) -> String {
        let token = self.token.expose_secret();
        format!("{}/p/{token}", public_url.trim_end_matches('/'))
    }
}

/// What a link leads to. The degree is asked again whether this photo is still the approved one.
#[derive(Serialize, Deserialize)]
struct Kept {
    degree: DegreeId,
    photo: PhotoId,
}

/// Makes a link.
///
/// # Errors
/// Those of store and vault.
pub(crate) async fn make(app: &App, degree: &Degree, photo: PhotoId) -> Result<NewLink, Failure> {
    let token = SecretString::from(app.random().token());
    let hash = app.vault().token_hash(token.expose_secret());
    let kept = Kept {
        degree: degree.id,
        photo,
    };
    let clear = serde_json::to_string(&kept).map_err(Failure::internal)?;
    let sealed = app.vault().seal(place(&hash), &clear)?;
    let name = name(&hash);
    let ends_at = app.now() + Duration::from_hours(LINK_HOURS);
    let work = app.store().begin().await?;
    work.secrets().put(&name, &sealed, ends_at).await?;
    work.commit().await?;
    Ok(NewLink { token, name })
}

/// Ends a link whose letter was not sent.
///
/// # Errors
/// [`Failure::Unavailable`].
pub(crate) async fn take_back(app: &App, link: &NewLink) -> Result<(), Failure> {
    let work = app.store().begin().await?;
    work.secrets().delete(&link.name).await?;
    Ok(work.commit().await?)
}

/// The portrait that a link leads to, as JPEG, once; `None` for a link that was used, has ended or was never made, and where
/// the portrait is not the approved one any more. Who follows it is not known: whoever has the letter.
///
/// # Errors
/// Those of store and vault; the link is not used up then.
pub async fn follow(app: &App, token: &str) -> Result<Option<Bytes>, Failure> {
    for hash in app.vault().token_hashes(token) {
        let name = name(&hash);
        let Some(sealed) = app.store().secrets().find(&name, app.now()).await? else {
            continue;
        };
        let clear = app.vault().unseal(place(&hash), &sealed)?;
        let kept: Kept = serde_json::from_str(&clear).map_err(Failure::internal)?;
        let Some((degree, portrait)) = portrait(app, &kept).await? else {
            return Ok(None);
        };
        let work = app.store().begin().await?;
        // Of two who press at once, one has deleted it.
        if !work.secrets().delete(&name).await? {
            return Ok(None);
        }
        let action = (&Action::FetchMailedPortrait, Subject::Photo(kept.photo));
        note(app, &work, &Caller::System, degree.centre, action);
        work.commit().await?;
        return Ok(Some(portrait));
    }
    Ok(None)
}

async fn portrait(app: &App, kept: &Kept) -> Result<Option<(Degree, Bytes)>, Failure> {
    let Some(degree) = app.store().degrees().find(kept.degree).await? else {
        return Ok(None);
    };
    let store = app.store();
    let allowed = async {
        let purpose = Purpose::CollectReviewHandOver;
        require_not_withdrawn(store, degree.account, purpose).await?;
        approved_photo(store, &degree).await
    };
    match allowed.await {
        Ok(photo) if photo == kept.photo => {}
        Ok(_) | Err(Failure::Refused(_)) => return Ok(None),
        Err(failure) => return Err(failure),
    }
    let centre = store.centres().find(degree.centre).await?;
    if centre.is_none_or(|centre| !centre.policy.mails_portraits) {
        return Ok(None);
    }
    let photo = app.store().photos().find(kept.photo).await?;
    let Some(blob) = photo.as_ref().and_then(portrait_of) else {
        return Ok(None);
    };
    let bytes = app.vault().get(blob).await?;
    Ok(bytes.map(|bytes| (degree, bytes)))
}

fn name(hash: &TokenHash) -> String {
    format!("portrait-link:{}", hash.to_hex())
}

/// A secret has a name instead of an id; half of the hash stands for one.
fn place(hash: &TokenHash) -> FieldPlace {
    let mut row = [0; 16];
    row.copy_from_slice(&hash.as_bytes()[..16]);
    FieldPlace {
        column: FieldColumn::CachedSecret,
        row: Uuid::from_bytes(row),
    }
}
