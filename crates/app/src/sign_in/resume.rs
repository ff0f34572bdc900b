//! Finds the session of a token. Called with every request, so it reads twice and writes seldom.

use domain::{AccountState, Duration, StaffState, Timestamp};
use store::{Session, SessionHolder};

use super::session::{latest_end, length};
use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;
use crate::staff::needs_second_factor;

/// A session is prolonged at most as often: a write with every request would cost more than it tells.
const PROLONG_EVERY: Duration = Duration::from_minutes(10);

/// The holder of a session, who must still be active; prolongs it.
///
/// # Errors
/// [`Failure::NotSignedIn`] for an unknown or ended session, and for whoever is not active any more.
pub async fn resume(app: &App, token: &str) -> Result<Caller, Failure> {
    let now = app.now();
    let session = find(app, token).await?;
    let session = session.filter(|session| {
        let latest = latest_end(app, session.holder, session.created_at);
        now < session.expires_at.min(latest)
    });
    let session = session.ok_or(Failure::NotSignedIn)?;
    let caller = holder(app, session.holder).await?;
    prolong(app, &session, now).await?;
    Ok(caller)
}

/// The session of a token, which may have begun under a former key.
async fn find(app: &App, token: &str) -> Result<Option<Session>, Failure> {
    for hash in app.vault().token_hashes(token) {
        let session = app.store().sessions().find(&hash).await?;
        if session.is_some() {
            return Ok(session);
        }
    }
    Ok(None)
}

async fn holder(app: &App, holder: SessionHolder) -> Result<Caller, Failure> {
    match holder {
        SessionHolder::Student(id) => {
            let account = app.store().accounts().find(id).await?;
            match account.map(|account| account.state) {
                Some(AccountState::Active { .. }) => Ok(Caller::Student(id)),
                Some(AccountState::Erased { .. }) | None => Err(Failure::NotSignedIn),
            }
        }
        SessionHolder::Staff(id) => {
            let staff = app.store().staff().find(id).await?;
            let active = staff.filter(|staff| staff.state == StaffState::Active);
            let staff = active.ok_or(Failure::NotSignedIn)?;
            let is_enough = staff.second_factor.is_confirmed() || !needs_second_factor(app, &staff);
            let staff = Box::new(staff);
            Ok(if is_enough {
                Caller::Staff(staff)
            } else {
                Caller::WithoutSecondFactor(staff)
            })
        }
    }
}

async fn prolong(app: &App, session: &Session, now: Timestamp) -> Result<(), Failure> {
    if now.since(session.last_seen_at) < PROLONG_EVERY {
        return Ok(());
    }
    let latest = latest_end(app, session.holder, session.created_at);
    let until = (now + length(app, session.holder)).min(latest);
    let work = app.store().begin().await?;
    work.sessions().touch(&session.token, now, until).await?;
    Ok(work.commit().await?)
}
