//! Finds the session of a token. Called with every request, so it asks the database once and writes seldom.

use domain::{Account, AccountState, Duration, Staff, StaffState, Timestamp};
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
    let hashes = app.vault().token_hashes(token);
    let found = app.store().sessions().find(&hashes).await?;
    let found = found.filter(|found| {
        let session = &found.session;
        let latest = latest_end(app, session.holder, session.created_at);
        now < session.expires_at.min(latest)
    });
    let found = found.ok_or(Failure::NotSignedIn)?;
    let caller = holder(app, found.session.holder, (found.account, found.staff))?;
    prolong(app, &found.session, now).await?;
    Ok(caller)
}

fn holder(
    app: &App,
    holder: SessionHolder,
    (account, staff): (Option<Account>, Option<Staff>),
) -> Result<Caller, Failure> {
    match holder {
        SessionHolder::Student(id) => match account.map(|account| account.state) {
            Some(AccountState::Active { .. }) => Ok(Caller::Student(id)),
            Some(AccountState::Erased { .. }) | None => Err(Failure::NotSignedIn),
        },
        SessionHolder::Staff(_) => {
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
