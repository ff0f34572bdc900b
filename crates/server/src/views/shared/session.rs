//! Sessions, for their holder.

use app::sign_in::OwnSession;
use serde::Serialize;
use utoipa::ToSchema;

use crate::views::Instant;

/// A session of the caller.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SessionView {
    /// Names the session; nobody can sign in with it.
    id: String,
    /// Browser and system in a few words, where they are known.
    device: Option<String>,
    /// Whether a member of staff had not signed in from the device before.
    is_new_device: bool,
    /// Whether it is the session that asks.
    is_current: bool,
    created_at: Instant,
    /// To about ten minutes.
    last_seen_at: Instant,
    /// When it ends unless the holder comes back.
    expires_at: Instant,
}

impl From<OwnSession> for SessionView {
    fn from(session: OwnSession) -> Self {
        Self {
            id: session.id,
            device: session.device,
            is_new_device: session.is_new_device,
            is_current: session.is_current,
            created_at: session.created_at.into(),
            last_seen_at: session.last_seen_at.into(),
            expires_at: session.expires_at.into(),
        }
    }
}
