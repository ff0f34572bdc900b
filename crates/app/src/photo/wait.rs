//! Waits for the check of a photo, so that a page need not poll.

use std::time::Duration;

use domain::{PhotoId, PhotoState};

use super::read::{PhotoView, read};
use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;

/// How often the store is asked, for photos that another process looks at.
const POLL: Duration = Duration::from_secs(1);

/// The photo as soon as it was looked at, or as it is once `at_most` is over; at once for a person who waits
/// several times already.
///
/// # Errors
/// As [`read`].
pub async fn wait(
    app: &App,
    caller: &Caller,
    id: PhotoId,
    at_most: Duration,
) -> Result<PhotoView, Failure> {
    match tokio::time::timeout(at_most, settled(app, caller, id)).await {
        Ok(view) => view,
        Err(_) => read(app, caller, id).await,
    }
}

async fn settled(app: &App, caller: &Caller, id: PhotoId) -> Result<PhotoView, Failure> {
    let Some(wait) = app.waiting().begin(id, caller.actor()) else {
        return read(app, caller, id).await;
    };
    loop {
        // Listens before it looks: a change in between is not missed.
        let changed = wait.checked();
        tokio::pin!(changed);
        changed.as_mut().enable();
        let view = read(app, caller, id).await?;
        if view.photo.state != PhotoState::Received {
            return Ok(view);
        }
        // Woken or not, it looks again.
        let _woken = tokio::time::timeout(POLL, changed).await;
    }
}
