//! Handing a photo in: a capture session for one photo, then its bytes, in one go or in parts that
//! survive a broken connection. What becomes of the photo is in `photo`.

mod complete;
mod open;
mod part;
mod receive;
mod upload;

use domain::{CaptureSession, CaptureSessionId, CaptureState, WrongState};
use store::Work;

use crate::caller::Caller;
use crate::failure::{Failure, Refusal};
use crate::service::App;

pub use complete::complete;
pub use open::{CaptureToken, OpenedCapture, open};
pub use part::{PartsSoFar, parts, put_part};
pub use upload::{PhotoUpload, begin_upload};

/// The session, for whoever holds it. Somebody else's, and one whose token is wrong, do not exist.
///
/// # Errors
/// [`Failure::NotFound`].
async fn find_own(
    app: &App,
    caller: &Caller,
    id: CaptureSessionId,
    token: Option<&str>,
) -> Result<CaptureSession, Failure> {
    let session = app.store().captures().find(id).await?;
    let session = session.ok_or(Failure::NotFound)?;
    let token_fits = token.is_none_or(|token| app.vault().token_hash(token) == session.token);
    if session.issued_to == caller.actor() && token_fits {
        Ok(session)
    } else {
        Err(Failure::NotFound)
    }
}

/// Refuses a session that takes nothing any more.
///
/// # Errors
/// [`Refusal::Capture`]: used, or over.
fn check_issued(app: &App, session: &CaptureSession, action: &'static str) -> Result<(), Failure> {
    use domain::CaptureRefusal;
    if session.state != CaptureState::Issued {
        let refusal = WrongState::new(session.state.name(), action);
        return Err(Refusal::Capture(refusal.into()).into());
    }
    let expires_at = session.expires_at;
    if app.now() >= expires_at {
        return Err(CaptureRefusal::TooLate { expires_at }.into());
    }
    Ok(())
}

/// The session as the transaction sees it.
///
/// # Errors
/// [`Failure::NotFound`] if it is gone.
async fn find_in(work: &Work, id: CaptureSessionId) -> Result<CaptureSession, Failure> {
    let session = work.captures().find(id).await?;
    session.ok_or(Failure::NotFound)
}
