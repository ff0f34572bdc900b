//! The student opens a message.

use domain::{NotificationId, NotificationState};

use super::list::{NotificationView, view};
use crate::caller::Caller;
use crate::failure::{Failure, Won};
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
    let work = app.store().begin().await?;
    let found = work.notifications().find(id).await?;
    let own = found.filter(|notification| notification.account == account);
    let before = own.ok_or(Failure::NotFound)?;
    if let NotificationState::Read { .. } = before.state {
        return Ok(view(before));
    }
    let after = before.clone().read(app.now())?;
    work.notifications().advance(&before, &after).await?.won()?;
    work.commit().await?;
    Ok(view(after))
}
