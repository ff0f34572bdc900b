//! The sessions of a person, for the person: where the account is signed in, and ending one of them.

use domain::{Timestamp, TokenHash};
use store::{Session, SessionHolder};

use super::session::latest_end;
use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::service::App;

/// A session as its holder sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnSession {
    /// Names the session; nobody can sign in with it.
    pub id: String,
    /// Browser and system in a few words, where they are known.
    pub device: Option<String>,
    /// Whether a member of staff had not signed in from the device before.
    pub is_new_device: bool,
    /// Whether it is the session that asks.
    pub is_current: bool,
    /// When the holder signed in.
    pub created_at: Timestamp,
    /// When the holder was last seen, to about ten minutes.
    pub last_seen_at: Timestamp,
    /// When it ends unless the holder comes back.
    pub expires_at: Timestamp,
}

/// The caller's sessions that have not ended, latest first. `token` is that of the session that asks.
///
/// # Errors
/// [`Failure::NotAllowed`] at the command line; [`Failure::Unavailable`] when the database does not answer.
pub async fn list_sessions(
    app: &App,
    caller: &Caller,
    token: &str,
) -> Result<Vec<OwnSession>, Failure> {
    let current = app.vault().token_hashes(token);
    let all = live(app, holder(caller)?).await?;
    Ok(all
        .into_iter()
        .map(|session| own(session, &current))
        .collect())
}

/// Ends one of the caller's sessions.
///
/// # Errors
/// [`Failure::NotFound`] for another one's, and for one that has ended; [`Failure::NotAllowed`] at the command line.
pub async fn end_session(app: &App, caller: &Caller, id: &str) -> Result<(), Failure> {
    let all = live(app, holder(caller)?).await?;
    let found = all.into_iter().find(|session| session.token.to_hex() == id);
    let session = found.or_not_found()?;
    let work = app.store().begin().await?;
    work.sessions().delete(&session.token).await?;
    Ok(work.commit().await?)
}

async fn live(app: &App, holder: SessionHolder) -> Result<Vec<Session>, Failure> {
    let now = app.now();
    let mut all = app.store().sessions().list_of(holder).await?;
    all.retain(|session| {
        let latest = latest_end(app, session.holder, session.created_at);
        now < session.expires_at.min(latest)
    });
    Ok(all)
}

fn holder(caller: &Caller) -> Result<SessionHolder, Failure> {
    match caller {
        Caller::Student(id) => Ok(SessionHolder::Student(*id)),
        Caller::Staff(staff) | Caller::WithoutSecondFactor(staff) => {
            Ok(SessionHolder::Staff(staff.id))
        }
        Caller::OnBehalfOf(_) | Caller::System => Err(Failure::NotAllowed),
    }
}

fn own(session: Session, current: &[TokenHash]) -> OwnSession {
    OwnSession {
        id: session.token.to_hex(),
        is_current: current.contains(&session.token),
        device: session.device,
        is_new_device: session.is_new_device,
        created_at: session.created_at,
        last_seen_at: session.last_seen_at,
        expires_at: session.expires_at,
    }
}
