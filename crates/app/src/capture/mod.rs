//! Uploads of photos: a capture session for one photo, then its bytes, at once or in parts that survive
//! a broken connection. What happens to the photo afterwards is in `photo`.

mod complete;
mod open;
mod part;
mod receive;
mod upload;

use domain::{
    BlobKey, CaptureAction, CaptureRefusal, CaptureSession, CaptureSessionId, CaptureState, Denied,
    WrongState,
};
use store::Reads;
use store::repository::Captures;

use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::service::App;

pub use complete::complete;
pub use open::{CaptureToken, OpenedCapture, open};
pub use part::{PartsSoFar, admit_part, parts, put_part};
pub use upload::{PhotoUpload, begin_upload};

/// Deletes objects that were referred to until the last commit, where nothing else refers to them. What
/// cannot be deleted now is left to the sweeper.
pub(crate) async fn drop_objects(app: &App, keys: &[BlobKey]) {
    let dropped = async {
        let referenced = app.store().objects().referenced(keys).await?;
        for (key, _) in keys.iter().zip(referenced).filter(|(_, kept)| !kept) {
            app.vault().delete(key).await?;
        }
        Ok::<_, Failure>(())
    };
    if let Err(failure) = dropped.await {
        tracing::warn!(%failure, "Parts of photos are left to the sweeper: {failure}");
    }
}

/// A session, for the student or the member of staff to whom it was issued.
///
/// # Errors
/// [`Failure::NotFound`], for another one's session too.
async fn find(
    reads: &impl Reads,
    caller: &Caller,
    id: CaptureSessionId,
) -> Result<CaptureSession, Failure> {
    let session = Captures::of(reads).find(id).await?;
    let own = session.filter(|session| session.issued_to == caller.actor());
    own.or_not_found()
}

/// Refuses a session whose token is another one, as if it were not there.
///
/// # Errors
/// [`Failure::NotFound`].
fn check_token(app: &App, session: &CaptureSession, token: &str) -> Result<(), Failure> {
    let fits = app.vault().token_hashes(token).contains(&session.token);
    fits.then_some(()).or_not_found()
}

/// Refuses a session that takes nothing any more.
///
/// # Errors
/// [`WrongState`] for one that was used; [`CaptureRefusal::TooLate`] after its end.
fn check_issued(
    app: &App,
    session: &CaptureSession,
    action: CaptureAction,
) -> Result<(), Denied<CaptureSession>> {
    if session.state != CaptureState::Issued {
        return Err(WrongState::new(&session.state, action).into());
    }
    let expires_at = session.expires_at;
    if app.now() >= expires_at {
        return Err(CaptureRefusal::TooLate { expires_at }.into());
    }
    Ok(())
}
