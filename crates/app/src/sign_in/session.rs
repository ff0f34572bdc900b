//! Begins sessions and sets how long they last.

use domain::{Duration, Timestamp};
use store::{Session, SessionHolder, Work};

use crate::failure::Failure;
use crate::service::App;

/// A session as its holder gets it: the token is shown once and kept as a hash.
pub(super) struct Begun {
    pub(super) token: String,
    pub(super) expires_at: Timestamp,
}

/// Begins a session in `work`.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(super) async fn begin(
    app: &App,
    work: &Work,
    holder: SessionHolder,
    now: Timestamp,
    (device, is_new_device): (Option<String>, bool),
) -> Result<Begun, Failure> {
    let token = app.random().token();
    let expires_at = (now + length(app, holder)).min(latest_end(app, holder, now));
    let session = Session {
        token: app.vault().token_hash(&token),
        holder,
        created_at: now,
        expires_at,
        last_seen_at: now,
        device,
        is_new_device,
    };
    work.sessions().insert(&session).await?;
    Ok(Begun { token, expires_at })
}

/// How long a session lasts after its holder was seen.
pub(super) fn length(app: &App, holder: SessionHolder) -> Duration {
    let settings = app.settings();
    match holder {
        SessionHolder::Student(_) => Duration::from_days(settings.student_session_days),
        SessionHolder::Staff(_) => Duration::from_hours(settings.staff_session_hours),
    }
}

/// When a session that began at an instant ends in any case.
pub(super) fn latest_end(app: &App, holder: SessionHolder, began_at: Timestamp) -> Timestamp {
    let settings = app.settings();
    began_at
        + match holder {
            SessionHolder::Student(_) => Duration::from_days(settings.student_session_max_days),
            SessionHolder::Staff(_) => Duration::from_hours(settings.staff_session_max_hours),
        }
}
