//! Marks a message as read.

use domain::{NotificationId, NotificationState};

use super::list::{NotificationView, view};
use crate::caller::Caller;
use crate::failure::{Failure, Found, Won};
use crate::service::App;

/// Notes that a message was opened; a second time changes nothing. Not in the audit log: it concerns
/// nobody but the reader.
///
/// # Errors
/// [`Failure::NotFound`] for another one's message.
pub async fn read(
    app: &App,
    caller: &Caller,
    id: NotificationId,
) -> Result<NotificationView, Failure> {
    let account = caller.student()?;
    let found = app.store().notifications().find(id).await?;
    let own = found.filter(|notification| notification.account == account);
    let before = own.or_not_found()?;
    if let NotificationState::Read { .. } = before.state {
        return Ok(view(before));
    }
    let after = before.clone().read(app.now())?;
    let work = app.store().begin().await?;
    work.notifications().advance(&before, &after).await?.won()?;
    work.commit().await?;
    Ok(view(after))
}
